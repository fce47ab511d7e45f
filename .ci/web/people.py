"""What people do: choose, drop, clean, and take the copies, in two languages, with a mouse or with keys alone."""
import hashlib
import zipfile
from pathlib import Path

from copies import cleaned, zip_against
from visit import SUMMARY, Visit

# A browser that shares, and remembers what.
SHARES = """
  window.handed = [];
  navigator.canShare = ({files}) => files.every(file => file instanceof File);
  navigator.share = async ({files}) => {
    if (window.refuses) throw new DOMException("no", window.refuses);
    for (const file of files) handed.push([file.name, file.size, file.lastModified, file.type]);
  };
"""
# A folder that nobody chose, with a file in it already.
FOLDER = """
  window.showDirectoryPicker = async () => {
    const root = await navigator.storage.getDirectory();
    const there = await root.getFileHandle("photo-0001.jpg", {create: true});
    const writing = await there.createWritable();
    await writing.write("mine");
    await writing.close();
    return root;
  };
"""
LISTED = """async () => {
  const hex = async file => Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())), byte => byte.toString(16).padStart(2, "0")).join("");
  const below = async (folder, path) => {
    const found = [];
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") found.push(...await below(handle, path + name + "/"));
      else found.push([path + name, await hex(await handle.getFile())]);
    }
    return found;
  };
  return below(await navigator.storage.getDirectory(), "");
}"""
TOLD = "key => document.getElementById('told').dataset.text === key"


def drop(visit, paths):
    """What a system does when files are dropped from a window of its own."""
    session = visit.context.new_cdp_session(visit.page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 200, "y": 200, "data": data})
    session.detach()


def folders(browser, address, untrace, export, tmp):
    """A folder chosen and dropped: the same copies under the same names as `--rename` gives, and as they were called."""
    out = tmp / "renamed"
    _, renamed = cleaned(untrace, export, out, "--rename")
    _, kept = cleaned(untrace, export, tmp / "kept")
    for how in ("chosen", "dropped"):
        with Visit(browser, address) as visit:
            if how == "chosen":
                visit.choose_folder(export)
            else:
                drop(visit, [export])
                visit.until(SUMMARY)
            with visit.zip(tmp / "renamed.zip") as archive:
                yield from (f"{how}: {line}" for line in zip_against(archive, "", renamed))
            visit.keep_names()
            with visit.zip(tmp / "kept.zip") as archive:
                yield from (f"{how}: {line}" for line in zip_against(archive, export.name, kept))
    # Two folders and a file at once.
    given = [export / "DCIM", export / "Pictures", export / "Download/lake-house.webp"]
    _, renamed = cleaned(untrace, export, tmp / "several", "--rename", paths=given)
    with Visit(browser, address) as visit:
        drop(visit, given)
        visit.until(SUMMARY)
        with visit.zip(tmp / "several.zip") as archive:
            yield from (f"several dropped: {line}" for line in zip_against(archive, "", renamed))


def nothing_to_clean(browser, address, tmp):
    """A folder without a photo: the page says so, and offers no copies."""
    folder = tmp / "letters"
    (folder / "empty").mkdir(parents=True, exist_ok=True)
    (folder / "letter.txt").write_text("Dear all\n")
    with Visit(browser, address) as visit:
        drop(visit, [folder])
        said = visit.until(SUMMARY)
        if said != "No clean copy was made. 1 file is neither a photo nor a video.":
            yield f"of a folder with a letter the page says: {said}"
        if visit.page.is_visible("#taking"):
            yield "copies are offered where there are none"
    with Visit(browser, address) as visit:
        drop(visit, [folder / "empty"])
        visit.page.wait_for_timeout(500)
        if not (visit.page.is_visible("#summary") and "No clean copy" in visit.page.text_content("#summary")):
            yield "of an empty folder the page says nothing"


def takes(browser, address, untrace, photos, tmp):
    """Each way to take the copies."""
    files = [tmp / photo.name for photo in photos]
    for file, photo in zip(files, photos):
        file.write_bytes(photo.read_bytes())
    copies = {hashlib.sha256(path.read_bytes()).hexdigest() for path in cleaned(untrace, tmp, tmp / "taken", paths=files)[1].values()}
    with Visit(browser, address, init=SHARES + FOLDER) as visit:
        visit.choose(files)
        if visit.main_way().text_content() != f"Save {len(files)} clean copies":
            yield f"the main button says {visit.main_way().text_content()}"
        with visit.zip(tmp / "taken.zip") as archive:
            if {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()} != copies:
                yield "zip: other copies"
            names = archive.namelist()
        got = []
        visit.page.on("download", lambda one: got.append(one))
        visit.way("single").click()
        visit.until(TOLD, argument="saved")
        visit.page.wait_for_timeout(500)
        if sorted(one.suggested_filename for one in got) != sorted(names) or {digest(one.path()) for one in got} != copies:
            yield f"single files: {[one.suggested_filename for one in got]}, expected {names}"
        visit.way("share").click()
        visit.until(TOLD, argument="shared")
        handed = visit.page.evaluate("handed")
        if [one[0] for one in handed] != names or any(one[2] != 0 for one in handed) or not all("/" in one[3] for one in handed):
            yield f"shared: {handed}"
        yield from into_a_folder(visit, names, copies)
        yield from unwilling(visit)
    with Visit(browser, address) as visit:
        visit.choose(files[:1])
        with visit.download() as found:
            visit.main_way().click()
        if visit.main_way().text_content() != "Save the clean copy" or found[0].suggested_filename != "photo-0001.jpg":
            yield f"a single copy: {visit.main_way().text_content()}: {found[0].suggested_filename}"
    with Visit(browser, address, view=(390, 844), init=SHARES, has_touch=True, is_mobile=True) as visit:
        visit.choose(files)
        if visit.main_way().text_content() != f"Share {len(files)} clean copies":
            yield f"on a phone that shares the main button says {visit.main_way().text_content()}"
        visit.main_way().tap()
        visit.until(TOLD, argument="shared")


def into_a_folder(visit, names, copies):
    """Twice: nothing that is there is replaced, the second time not even copies."""
    if visit.page.url.startswith("file:"):
        yield "note: INTO A FOLDER LEFT OUT: a page from a disk has no folder that a test could choose"
        return
    for round_ in (1, 2):
        visit.page.evaluate("document.getElementById('told').dataset.text = ''")
        visit.way("folder").click()
        visit.until(TOLD, argument="saved-in-folder")
        listed = dict(visit.page.evaluate(LISTED))
        mine = listed.pop("photo-0001.jpg", None) if round_ == 1 else listed.pop("photo-0001.jpg")
        if round_ == 1 and mine != hashlib.sha256(b"mine").hexdigest():
            yield "into a folder: a file that was there was replaced"
        if len(listed) != round_ * len(names) or set(listed.values()) != copies:
            yield f"into a folder, time {round_}: {sorted(listed)}"


def unwilling(visit):
    """A person who changes her mind, and a browser that promises more than it does."""
    visit.page.evaluate("window.refuses = 'AbortError'")
    visit.way("share").click()
    visit.until(TOLD, argument="not-saved")
    visit.page.evaluate("window.refuses = 'NotAllowedError'")
    visit.way("share").click()
    visit.until(TOLD, argument="share-failed")
    if visit.way("share").count():
        yield "sharing is offered again where it does not work"


def digest(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def languages(browser, address, photo, refused):
    """French for who reads French, by the browser and by the switch, also for what is there already."""
    def said(visit):
        return visit.page.evaluate("() => [document.documentElement.lang, document.querySelector('#headline').textContent]")
    with Visit(browser, address, locale="fr-CA") as visit:
        if said(visit)[0] != "fr" or "Publiez" not in said(visit)[1]:
            yield f"in a French browser the page says {said(visit)}"
        french = visit.choose([photo, refused])
        if french != "1\u00a0copie sans traces est prête. 1\u00a0fichier n’a pas de copie.":
            yield f"in French the page says {french}"
        refusal = visit.without()[0][0][1]
        visit.page.click("[data-speak=en]")
        visit.until("() => document.getElementById('summary').textContent.includes('1 clean copy is ready')", 5)
        if visit.without()[0][0][1] == refusal or "copied" not in visit.without()[0][0][1]:
            yield f"after the switch a refusal says {visit.without()[0]}"
        visit.page.reload()
        if said(visit)[0] != "en":
            yield "the chosen language is forgotten"
        yield from (f"the console says {text}" for text in visit.said if "blob:" not in text)
    with Visit(browser, address, locale="de-DE") as visit:
        if said(visit)[0] != "en":
            yield f"in a German browser the page speaks {said(visit)[0]}"
    with Visit(browser, address, init="Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})") as visit:
        visit.page.click("[data-speak=fr]")
        if said(visit)[0] != "fr" or visit.said:
            yield f"without storage the page speaks {said(visit)[0]}: {visit.said}"


def keys(browser, address, photos, tmp):
    """From the first key to the saved zip without a mouse."""
    with Visit(browser, address) as visit:
        focused = "() => document.activeElement.id || document.activeElement.dataset.speak || document.activeElement.parentElement?.id"

        def tab_to(wanted, most=40):
            for _ in range(most):
                visit.page.keyboard.press("Tab")
                if visit.page.evaluate(focused) == wanted:
                    return
            raise AssertionError(f"no way to {wanted} by {most} times Tab, but to {visit.page.evaluate(focused)}")
        # Asked for early: Playwright tells the browser only some time later that it wants to answer.
        visit.page.on("filechooser", lambda _: None)
        tab_to("choose-files")
        with visit.page.expect_file_chooser() as waiting:
            visit.page.keyboard.press("Enter")
        waiting.value.set_files([str(photo) for photo in photos])
        visit.until(SUMMARY)
        if visit.page.evaluate(focused) != "results-heading":
            yield f"after the choice the focus is at {visit.page.evaluate(focused)}"
        tab_to("to-copies")
        visit.page.keyboard.press("Enter")
        tab_to("main-way", 3)
        with visit.download() as found:
            visit.page.keyboard.press("Enter")
        found[0].save_as(tmp / "keys.zip")
        if len(zipfile.ZipFile(tmp / "keys.zip").namelist()) != len(photos):
            yield "the zip has not all copies"
        visit.page.keyboard.press("Shift+Tab")
        visit.page.keyboard.press("Space")
        if visit.page.is_checked("#neutral"):
            yield "the names cannot be chosen by keys"
        # A card's comparison opens, keeps the focus, and gives it back.
        visit.page.evaluate("document.getElementById('results-heading').focus()")
        tab_to("compare-1")
        visit.page.keyboard.press("Enter")
        if not visit.page.evaluate("document.querySelector('#compare').contains(document.activeElement)"):
            yield "the focus stays outside of the comparison"
        visit.page.keyboard.press("Escape")
        if visit.page.evaluate(focused) != "compare-1":
            yield f"after the comparison the focus is at {visit.page.evaluate(focused)}"
