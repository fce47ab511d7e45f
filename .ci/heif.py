#!/usr/bin/env python3
"""Has programs that are not ours open the copies of HEIC and AVIF files: whatever they show of an original, they must
show of its copy.

    heif.py UNTRACE FOLDER...

Cleans every HEIF file of the FOLDERs and compares, wherever the program opens the original at all:

  heif-info, heif-convert  pictures, alpha and auxiliary pictures, HDR gain maps among them, by Debian's libheif.
  pillow-heif              the same by the newest libheif.
  avifdec, Pillow          every frame of AVIF, by an old and a new libavif.
  gain maps of tmap items  no decoder gives them away, so the primary item of original and copy is said to be the map.
  ffmpeg                   every frame of every track of a sequence.
  Chromium                 the pixels of a canvas (CHROMIUM names another browser).
  ExifTool                 -validate warns of nothing in a copy that it does not warn of in the original (EXIFTOOL).

Differences that are right are in known-shown.tsv, with the reason. Status 0: all hold, and every program had something to compare.
"""
import hashlib
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pillow_heif
from PIL import AvifImagePlugin, Image

import plays
from known import unexpected

BRANDS = {b"mif3", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"mif2", b"msf1", b"avif", b"avis"}
MEMORY = 3 << 30  # for each program: a picture of 17000 by 17000 pixels must not take all there is
SECONDS = 120
EXACT = 2_000_000  # pixels
PROGRAMS = ("heif-info", "heif-convert", "avifdec", "ffmpeg", "prlimit")
GAIN_MAP = "hdrgainmap"

PAGE = """<!doctype html><meta charset="utf-8"><title>shows</title><script>
const all = FILES, out = {};
async function show(file) {
  const picture = new Image();
  picture.src = file;
  try { await picture.decode(); } catch { return "not shown"; }
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth; canvas.height = picture.naturalHeight;
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  let sum = 0;
  for (const byte of context.getImageData(0, 0, canvas.width, canvas.height).data) sum = (sum * 31 + byte) >>> 0;
  return `${canvas.width}x${canvas.height} ${sum}`;
}
addEventListener("load", async () => {
  for (const file of all) out[file] = await show(file).catch(() => "not shown");
  await fetch("/said", {method: "POST", body: JSON.stringify(out)});
});
</script><body></body>"""


def run(*command):
    """What a program said, in bytes; nothing where it failed."""
    command = ["prlimit", f"--as={MEMORY}", *map(str, command)]
    try:
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None
    return ran.stdout if ran.returncode == 0 else None


def digest(image):
    return f"{image.size} {image.mode} {hashlib.sha256(image.tobytes()).hexdigest()}"


# --- what each program shows of a file: name of a picture -> its pixels; nothing where it does not open it -------------------


def heif_info(path):
    said = run("heif-info", path)
    return said and {"pictures": str(sum(line.startswith(b"image:") for line in said.splitlines()))}


def heif_convert(path, *options):
    said = run("heif-info", path) or b""
    pixels = sum(int(width) * int(height) for width, height in re.findall(rb"^image: (\d+)x(\d+)", said, flags=re.M))
    # PNG is exact and takes its time; pillow-heif compares large pictures exactly, too.
    suffix = "png" if pixels <= EXACT else "jpg"
    with tempfile.TemporaryDirectory() as folder:
        if run("heif-convert", *options, "-q", "100", path, f"{folder}/picture.{suffix}") is None:
            return None
        shown = {}
        for picture in sorted(Path(folder).iterdir()):
            try:
                with Image.open(picture) as image:
                    shown[picture.stem] = digest(image)
            except OSError:  # it answers 0 where it cannot write a picture
                return None
            except Image.DecompressionBombError:  # larger than what is compared here
                return None
        return shown


def with_auxiliary(path):
    return heif_convert(path, "--with-aux")


def newest_libheif(path):
    try:
        pictures = pillow_heif.open_heif(path, convert_hdr_to_8bit=False)
        shown = {}
        for number, picture in enumerate(pictures):
            shown[f"picture {number}"] = f"{picture.size} {picture.mode} {hashlib.sha256(picture.data).hexdigest()}"
            for kind, ids in picture.info.get("aux", {}).items():
                for which, one in enumerate(ids):
                    auxiliary = picture.get_aux_image(one)
                    shown[f"picture {number} {kind} {which}"] = f"{auxiliary.size} {hashlib.sha256(auxiliary.data).hexdigest()}"
        return shown
    except Exception:
        return None


def avifdec(path):
    said = run("avifdec", "--info", path)
    if said is None:
        return None
    frames = max(1, said.count(b"Decoded frame ["))
    shown = {}
    with tempfile.TemporaryDirectory() as folder:
        for frame in range(frames):
            if run("avifdec", "--png-compress", "1", "--index", frame, path, f"{folder}/frame.png") is None:
                return None
            with Image.open(f"{folder}/frame.png") as image:
                shown[f"frame {frame}"] = digest(image)
    return shown


def newest_libavif(path):
    try:
        shown = {}
        with AvifImagePlugin.AvifImageFile(path) as image:
            for frame in range(image.n_frames):
                image.seek(frame)
                shown[f"frame {frame}"] = digest(image)
        return shown
    except Exception:
        return None


def sequence(path):
    """Hashes of all frames; of files with tracks only, because FFmpeg reads the tiles of a grid as streams without order."""
    if b"moov" not in (kind for kind, _, _ in boxes(path.read_bytes())):
        return None
    said = run("ffmpeg", "-v", "error", "-nostdin", "-i", path, "-map", "0:V?", "-map", "0:a?", "-f", "framehash", "-")
    lines = [line for line in (said or b"").decode().splitlines() if not line.startswith("#")]
    return {f"frame {number}": line for number, line in enumerate(lines)} or None


def tone_maps(path):
    """The maps of `tmap` items, each decoded as the primary item of the file."""
    data = path.read_bytes()
    shown, kinds = {}, {item: kind for item, kind, _ in items(data)}
    for kind, one, others in references(data):
        if kind == b"dimg" and kinds.get(one) == b"tmap" and len(others) == 2:
            with tempfile.NamedTemporaryFile(suffix=path.suffix) as patched:
                patched.write(with_primary(data, others[1]))
                patched.flush()
                for name, picture in (heif_convert(patched.name) or {}).items():
                    shown[f"map of item {one}, {name}"] = picture
    return shown or None


# --- boxes, as far as that needs them ------------------------------------------------------------------------------------


def boxes(data, at=0, end=None):
    """Type, beginning and end of the bodies of boxes; it stops where there are none."""
    end = len(data) if end is None else end
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1 and at + 16 <= end:
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        size = size or end - at
        if size < head or at + size > end:
            return
        yield kind, at + head, at + size
        at += size


def within_meta(data, wanted):
    for kind, start, end in boxes(data):
        if kind == b"meta":
            for kind, start, end in boxes(data, start + 4, end):
                if kind == wanted:
                    return start, end
    return None


def references(data):
    """Type, item, and the items that it refers to."""
    found = within_meta(data, b"iref")
    if found is None:
        return
    start, end = found
    form = "I" if data[start] else "H"
    width = struct.calcsize(form)
    for kind, at, _ in boxes(data, start + 4, end):
        one, count = struct.unpack_from(f">{form}H", data, at)
        yield kind, one, struct.unpack_from(f">{count}{form}", data, at + width + 2)


def items(data):
    """Number and type of each item, and where its entry begins."""
    found = within_meta(data, b"iinf")
    if found is None:
        return
    start, end = found
    for _, at, _ in boxes(data, start + (8 if data[start] else 6), end):
        if data[at] >= 2:
            form = ">I2x4s" if data[at] == 3 else ">H2x4s"
            one, kind = struct.unpack_from(form, data, at + 4)
            yield one, kind, at


def with_primary(data, item):
    """The file with another primary item, which is no more hidden, and no other picture of its own."""
    start, _ = within_meta(data, b"pitm")
    patched = bytearray(data)
    struct.pack_into(">I" if data[start] else ">H", patched, start + 4, item)
    for one, _, at in items(data):
        patched[at + 3] = patched[at + 3] & 0xFE if one == item else patched[at + 3] | 1
    return bytes(patched)


# --- comparing ------------------------------------------------------------------------------------------------------------

ORACLES = {
    "heif-info": heif_info,
    "heif-convert": with_auxiliary,
    "pillow-heif": newest_libheif,
    "avifdec": avifdec,
    "Pillow": newest_libavif,
    "tmap": tone_maps,
    "ffmpeg": sequence,
}


def auxiliary(name):
    """Whether a picture is one that goes: depth, mattes, styles."""
    return GAIN_MAP not in name and ("urn:" in name or name.endswith("-depth"))


def compare(pair):
    """What the programs showed both of: name -> number of pictures; and findings."""
    original, copy = pair
    counted, wrong = Counter(), []
    for oracle, show in ORACLES.items():
        before = show(original)
        if before is None:
            continue
        after = show(copy)
        if after is None:
            wrong.append(f"{oracle}: does not open the copy")
            continue
        for name, pixels in before.items():
            if not auxiliary(name):
                counted[oracle] += 1
                if after.get(name) != pixels:
                    wrong.append(f"{oracle}: {name}: {'other pixels' if name in after else 'is gone'}")
                elif GAIN_MAP in name or oracle == "tmap":
                    counted["HDR gain maps"] += 1
    return counted, wrong


def shown_by_chromium(browser, site, pairs):
    """Findings of each pair that the browser shows otherwise, and how many it showed."""
    names = {}
    for number, pair in enumerate(pairs):
        for which, path in zip(("before", "after"), pair):
            names[number, which] = f"{which}{number}.avif"
            (site / names[number, which]).symlink_to(path)
    said = plays.said_by(browser, site, PAGE.replace("FILES", json.dumps(list(names.values()))))
    if said is None:
        sys.exit(f"{browser} SAID NOTHING FOR {plays.SECONDS} S")
    findings, count = {}, 0
    for number, pair in enumerate(pairs):
        before, after = said[names[number, "before"]], said[names[number, "after"]]
        count += before != "not shown"
        if before not in ("not shown", after):
            findings[pair] = [f"Chromium: {before} became {after}"]
    return findings, count


def warnings(exiftool, paths):
    """What ExifTool warns of in each file."""
    command = [exiftool, "-j", "-a", "-G4", "-validate", "-warning", "-error", *paths]
    ran = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True)
    said = json.loads(ran.stdout)
    told = lambda tags: Counter(str(value) for name, value in tags.items() if name.split(":")[-1] in ("Warning", "Error"))
    return [told(tags) for tags in said]


def is_heif(path):
    with path.open("rb") as file:
        head = file.read(12)
    return head[4:8] == b"ftyp" and head[8:] in BRANDS


def cleaned(untrace, folders, tmp):
    """Pairs of originals and copies, by the name that known-shown.tsv has for them; and what has no copy."""
    pairs, without = {}, []
    for number, folder in enumerate(folders):
        copies = tmp / str(number)
        ran = subprocess.run([untrace, "clean", folder, "-o", copies, "--json"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        if ran.returncode not in (0, 1):
            sys.exit(f"{untrace} ended with {ran.returncode}")
        reasons = {line["source"]: line["message"] for line in map(json.loads, ran.stdout.splitlines()) if line.get("message")}
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and is_heif(path)):
            copy = copies / path.relative_to(folder)
            name = f"{folder.name}/{path.relative_to(folder)}"
            if copy.is_file():
                pairs[name] = (path, copy)
            else:
                without.append(f"{name}: {reasons.get(str(path), 'not reported')}")
    return pairs, without


def main():
    untrace, folders = Path(sys.argv[1]).resolve(), [Path(folder).resolve() for folder in sys.argv[2:]]
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    exiftool = shutil.which(os.environ.get("EXIFTOOL", "exiftool"))
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    missing += [name for name, found in (("Chromium", browser), ("ExifTool", exiftool)) if not found]
    if missing:
        print(f"THERE IS NO {', NO '.join(missing)}: THE COPIES ARE NOT PROVEN")
        return 1
    with tempfile.TemporaryDirectory() as tmp:
        tmp = Path(tmp)
        pairs, without = cleaned(untrace, folders, tmp)
        for line in without:
            print("no copy:", line)
        compared, found = Counter(), set()
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for name, (counted, wrong) in zip(pairs, pool.map(compare, pairs.values())):
                compared += counted
                found |= {(name, what) for what in wrong}
        before, after = (warnings(exiftool, [pair[which] for pair in pairs.values()]) for which in (0, 1))
        for name, one, other in zip(pairs, before, after):
            compared["ExifTool"] += 1
            found |= {(name, f"ExifTool: {warning}") for warning in other - one}
        avif = {pair: name for name, pair in pairs.items() if pair[0].suffix.startswith(".avif")}
        site = tmp / "site"
        site.mkdir()
        otherwise, compared["Chromium"] = shown_by_chromium(browser, site, list(avif))
        found |= {(avif[pair], what) for pair, whats in otherwise.items() for what in whats}
    print(f"{len(pairs)} files have a copy; the same is shown by", ", ".join(f"{oracle} ({compared[oracle]})" for oracle in sorted(compared)))
    wrong = unexpected(found, "known-shown.tsv", {folder.name for folder in folders})
    wrong += [f"{oracle} compared nothing" for oracle in [*ORACLES, "Chromium", "HDR gain maps"] if not compared[oracle]]
    for line in wrong:
        print("WRONG:", line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
