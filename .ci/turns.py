#!/usr/bin/env python3
"""Has a browser show the copies of still pictures: each must be shown as its original, of the same size, turned the same way, whole.

    turns.py UNTRACE [FOLDER...]

Cleans tiny pictures that tell their orientation in every way (`turned.py`) or are not whole (`damaged.py`), and the pictures of
FOLDERs (default: the folders of still pictures in fixtures/), serves originals and copies to a headless Chromium (CHROMIUM names another one), and compares the
size and every pixel that it draws.

Status 0: all the same. 77: there is no browser, nothing was shown.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import damaged
import turned
from plays import ATTEMPTS, FIXTURES, LEFT_OUT, SECONDS, said_by

FOLDERS = ["jpeg", "png", "webp", "gif", "jxl", "heif", "hostile", "phone-export"]
ENDINGS = {".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".apng", ".webp", ".gif", ".avif", ".jxl", ".tif", ".tiff", ".heic", ".heif"}
AT_ONCE = 400
POINTS = 32  # compared across and down, where not every pixel is the same
ROUNDED = 2  # a colour profile that is written anew, or HDR of a gain map, may be rounded in another way

PAGE = """<!doctype html><meta charset="utf-8"><title>turns</title><script>
const all = FILES, out = {}, at_once = 8;
async function show(file) {
  const image = new Image();
  const end = await new Promise(done => {
    image.onload = () => done("shown");
    image.onerror = () => done("error");
    image.src = encodeURI(file).replaceAll("#", "%23").replaceAll("?", "%3F");
  });
  const canvas = document.createElement("canvas");
  const [width, height] = [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  let sum = 0;
  const points = [];
  if (end === "shown" && width && height) {
    const context = canvas.getContext("2d", {willReadFrequently: true});
    context.drawImage(image, 0, 0);
    const drawn = context.getImageData(0, 0, width, height).data;
    for (const pixel of new Uint32Array(drawn.buffer)) sum = (Math.imul(sum, 31) + pixel) >>> 0;
    for (let row = 0; row < POINTS; row++) for (let column = 0; column < POINTS; column++) {
      const at = 4 * (Math.floor((row + 0.5) * height / POINTS) * width + Math.floor((column + 0.5) * width / POINTS));
      points.push(...drawn.slice(at, at + 4));
    }
  }
  out[file] = {end, width, height, sum, points};
}
addEventListener("load", async () => {
  const left = [...all];
  await Promise.all(Array.from({length: at_once}, async () => { while (left.length) await show(left.shift()); }));
  await fetch("/said", {method: "POST", body: JSON.stringify(out)});
});
</script><body></body>"""


def put(site, folders):
    """Originals by their name in the site."""
    for path, data in (*turned.variants(), *damaged.variants()):
        target = site / "before" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    for number, folder in enumerate(folders):
        shutil.copytree(folder, site / "before" / f"{number}-{folder.name}")


def shown(browser, site, files):
    """What the browser shows of files, by their names."""
    said = {}
    for start in range(0, len(files), AT_ONCE):
        part = said_by(browser, site, PAGE.replace("FILES", json.dumps(files[start : start + AT_ONCE])).replace("POINTS", str(POINTS)))
        if part is None:
            sys.exit(f"{browser} SAID NOTHING FOR {SECONDS} S")
        said |= part
    return said


def differs(name, before, after):
    """Whether a copy is shown in another way than its original."""
    same = all(before[key] == after[key] for key in ("end", "width", "height"))
    points = zip(before["points"], after["points"])
    if Path(name).suffix.lower() in {".jpg", ".jpeg"}:
        # Without EOI the last rows of a JPEG are not drawn, though libjpeg decodes them: the copy has its EOI, and shows them.
        drawn = before["points"][3::4]
        points = [point for at, point in enumerate(points) if drawn[at // 4]]
    near = all(abs(one - other) <= ROUNDED for one, other in points)
    return not same or before["sum"] != after["sum"] and not near


def is_seen(what):
    """Whether anything was drawn: of a picture that it cannot decode, a browser knows the size all the same."""
    return what["end"] == "shown" and what["sum"] != 0


def cleaned(untrace, site, before="before", after="after"):
    """Pairs of an original and its copy, and originals without one with the reason."""
    ran = subprocess.run([untrace, "clean", "--json", before, "-o", after], cwd=site, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if ran.returncode not in (0, 1):
        sys.exit(f"{untrace} ended with {ran.returncode}")
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    lines = [line for line in lines if line["type"] == "file" and Path(line["source"]).suffix.lower() in ENDINGS]
    copies = [(line["source"], line["destination"]) for line in lines if line["outcome"] in ("cleaned", "already-clean")]
    return copies, {line["source"]: line["reason"] for line in lines if line["outcome"] in ("refused", "failed")}


def main():
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser:
        print("THERE IS NO CHROMIUM: NO COPY OF A PICTURE WAS SHOWN")
        return LEFT_OUT
    folders = [Path(word) for word in sys.argv[2:]] or [FIXTURES / name for name in FOLDERS]
    with tempfile.TemporaryDirectory() as tmp:
        site = Path(tmp)
        put(site, folders)
        untrace = Path(sys.argv[1]).resolve()
        pairs, refused = cleaned(untrace, site)
        left, first = pairs, {}
        for _ in range(ATTEMPTS):
            said = shown(browser, site, [file for pair in left for file in pair])
            first = first or said
            left = [pair for pair in left if is_seen(said[pair[0]]) and differs(pair[0], said[pair[0]], said[pair[1]])]
            if not left:
                break
        again, unclean = cleaned(untrace, site, "after", "again")
        unclean = sorted(set(unclean) | {copy for copy, third in again if (site / copy).read_bytes() != (site / third).read_bytes()})
        without = shown(browser, site, sorted(refused))
    print(f"{len(pairs)} pictures have a copy; Chromium shows {sum(is_seen(first[original]) for original, _ in pairs)} of the originals")
    for file in sorted(file for file, what in without.items() if is_seen(what)):
        print(f"shown, and no copy: {file.removeprefix('before/')}: {refused[file]}")
    for original, copy in left:
        before, after = ({**said[file], "points": "..."} for file in (original, copy))
        print(f"WRONG: {original.removeprefix('before/')}: {before} became {after}")
    for copy in unclean:
        print(f"WRONG: {copy.removeprefix('after/')}: the copy of its copy is another file")
    return 1 if left or unclean else 0


if __name__ == "__main__":
    sys.exit(main())
