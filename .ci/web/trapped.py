"""A file on which the core traps, stops or takes for ever: that one has no copy, the others have theirs."""
from visit import Visit

# A module whose one function is `unreachable`: what a panic of the core compiles to.
TRAP = "0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,116,0,0,10,5,1,3,0,0,11"
# Before the worker's own script: by the name of the file, it traps while the core is at it, breaks off, or says nothing any more.
BEFORE = """{
  const trap = () => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([%s]))).exports.t();
  const add = self.addEventListener.bind(self);
  self.addEventListener = (kind, act) => add(kind, kind !== "message" ? act : event => {
    const {data} = event;
    if (data.kind === "clean" && data.name === "trap.jpg") Object.defineProperty(data, "file", {get: trap});
    if (data.kind === "clean" && data.name === "break.jpg") trap();
    if (data.kind === "clean" && data.name === "for-ever.jpg") return;
    act(event);
  });
}
""" % TRAP
SENTENCES = {"trap.jpg": "Something went wrong with this file", "break.jpg": "Something went wrong with this file", "for-ever.jpg": "This file took too long"}


def trapped(browser, address, dist, photo, tmp):
    names = ["a.jpg", "trap.jpg", "b.jpg", "break.jpg", "c.jpg", "for-ever.jpg", "d.jpg", "e.jpg"]
    files = [tmp / name for name in names]
    for file in files:
        file.write_bytes(photo.read_bytes())
    worker = BEFORE + (dist / "page/worker.js").read_text()
    with Visit(browser, address, service_workers="block", init="window.setTimeout = (set => (act, wait) => set(act, wait >= 60000 ? 3000 : wait))(setTimeout)") as visit:
        visit.context.route("**/worker.js", lambda route: route.fulfill(body=worker, content_type="text/javascript"))
        visit.page.reload()
        said = visit.choose(files)
        without = dict(visit.without()[0])
        if without.keys() != SENTENCES.keys():
            yield f"without a copy are {sorted(without)}"
        yield from (f"{name}: {without.get(name)}" for name, words in SENTENCES.items() if words not in without.get(name, ""))
        visit.keep_names()
        with visit.zip(tmp / "trapped.zip") as archive:
            if sorted(archive.namelist()) != ["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"]:
                yield f"copies: {archive.namelist()}"
        if "5 clean copies" not in said or "3 files have no copy" not in said:
            yield f"the page says: {said}"
        visit.page.click("#start-again")
        if "1 clean copy" not in visit.choose(files[:1]):
            yield "the page is dead"
