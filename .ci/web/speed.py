"""How long a worker of the page takes for a photo among many, beside a whole run of the command line. It is printed, and not judged: times
belong to a machine. A browser compiles the core twice, quickly and then well, while the first photos are cleaned: so those are printed, too.
"""
import statistics
import subprocess
import time

from steps import LeftOut
from visit import Visit

RUNS = 21
ALBUM = 60
# A worker of its own, by the page's script and core, and the time from the question to the answer.
TIMES = """async ([name, rounds]) => {
  const packed = document.getElementById("core");
  const script = document.getElementById("worker");
  const small = packed ? new Blob([Uint8Array.from(atob(packed.textContent.trim()), letter => letter.charCodeAt(0))]) : await (await fetch("untrace.core")).blob();
  const bytes = await new Response(small.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  const worker = new Worker(script ? URL.createObjectURL(new Blob([script.textContent], {type: "text/javascript"})) : "worker.js");
  const answer = message => new Promise(done => { worker.onmessage = ({data}) => done(data); worker.postMessage(message); });
  await answer({kind: "start", module: await WebAssembly.compile(bytes)});
  const [file] = document.getElementById(name).files;
  const times = [];
  for (let id = 0; id < rounds; id++) {
    const begun = performance.now();
    const {result} = await answer({kind: "clean", id, file, name: file.name});
    times.push(performance.now() - begun);
    if (!result?.copy) return [];
  }
  worker.terminate();
  return times;
}"""
# The page empties its own choice as soon as it has it.
CHOICE = "() => { const made = document.createElement('input'); Object.assign(made, {type: 'file', id: 'timed', hidden: true}); document.body.append(made); }"


def noise(path):
    """A JPEG of about 3 MB, with a few words in it."""
    from PIL import Image
    exif = Image.Exif()
    exif[0x010F], exif[0x0132], exif[0x9286] = "Lumora", "2024:05:12 17:03:12", "Rue-du-Secret-17"
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(path, quality=84, exif=exif)
    return path


def photos(tmp, shared):
    try:
        yield noise(tmp / "noise.jpg")
    except ImportError:
        print("NO PILLOW: NO LARGE JPEG IS TIMED")
    heics = sorted(shared.glob("corpus/heic/*"), key=lambda path: path.stat().st_size) if shared.is_dir() else []
    if heics:
        yield heics[-1]
    else:
        print("NO CORPUS: NO LARGE HEIC IS TIMED")


def speed(browser, forms, untrace, tmp, shared):
    rows = []
    for photo in photos(tmp, shared):
        times = []
        for turn in range(RUNS):
            begun = time.perf_counter()
            # A folder of its own each time: a copy that is there is not made again.
            subprocess.run([untrace, "clean", photo, "-o", tmp / f"timed-{photo.stem}-{turn}", "--quiet"], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            times.append((time.perf_counter() - begun) * 1000)
        whole = statistics.median(times)
        for form, address in forms.items():
            with Visit(browser, address) as visit:
                visit.page.evaluate(CHOICE)
                visit.page.set_input_files("#timed", str(photo))
                times = visit.page.evaluate(TIMES, ["timed", ALBUM])
            if len(times) != ALBUM:
                yield f"{photo.name}: the worker makes no copy"
                continue
            middle = statistics.median(times)
            rows.append(f"{photo.suffix[1:].lower()} {photo.stat().st_size / 1e6:.1f} MB, {form}: {middle:.1f} ms, the first {times[0]:.1f}, the next nine {statistics.median(times[1:10]):.1f}, "
                        f"command line {whole:.1f} ms, ratio {middle / whole:.2f}")
    if not rows:
        raise LeftOut("NOTHING TO TIME")
    print(*rows, sep="\n")
    yield "note: " + rows[0]
