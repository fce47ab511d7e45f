#!/usr/bin/env python3
"""Has programs that are not ours open the copies of HEIC and AVIF files: whatever they show of an original, they must
show of its copy.

    heif.py UNTRACE FOLDER...

Cleans every HEIF file of the FOLDERs and compares, wherever the program opens the original at all:

  heif-info, heif-convert  pictures, alpha and auxiliary pictures, HDR gain maps among them, by Debian's libheif.
  pillow-heif, libheif     the same, and every picture of a sequence, by the newest libheif.
  avifdec                  every frame of AVIF, by Debian's libavif.
  Pillow, imagecodecs      the same by the newest ones; and, by their libavif itself, how long each frame is shown and how often, HDR
                           gain maps, their numbers, and the picture that both make; pictures that are computed; the still picture of an animation.
  gain maps of tmap items  by libheif, which does not give them away: the primary item of original and copy is said to be the map.
  ffmpeg                   every frame of every track of a sequence.
  Chromium                 the pixels of a canvas, and every frame with its time (CHROMIUM names another browser).
  ExifTool                 -validate warns of nothing in a copy that it does not warn of in the original, and the numbers of gain maps in XMP
                           are the same (EXIFTOOL).

`.ci/install` installs the newest ones where nothing else needs older ones, and says with which Python this is to be run. Differences
that are right are in known-shown.tsv, with the reason. Status 0: all hold, and every program had something to compare.
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

import imagecodecs
import pillow_heif
from PIL import AvifImagePlugin, Image

import libheif
import plays
from known import unexpected
from libavif import Libavif

BRANDS = {b"mif3", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"mif2", b"msf1", b"avif", b"avis"}
MEMORY = 3 << 30  # for each program: a picture of 17000 by 17000 pixels must not take all there is
SECONDS = 120
EXACT = 2_000_000  # pixels
FRAMES = 100  # that Chromium is asked for, of each animation
PROGRAMS = ("heif-info", "heif-convert", "avifdec", "ffmpeg", "prlimit")
GAIN_MAP = "hdrgainmap"
LIBRARIES = {"Pillow": Libavif("PIL", "PIL._avif"), "imagecodecs": Libavif("imagecodecs", "imagecodecs._avif")}
# What an older one shows proves nothing: they see fewer gain maps, and no sequences.
LEAST = {"libavif": (1, 4), "libheif": (1, 23)}
ALPHA = (b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", b"urn:mpeg:hevc:2015:auxid:1", b"urn:mpeg:avc:2015:auxid:1", b"urn:mpeg:vvc:2021:auxid:1")

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
async function frames(file) {
  const decoder = new ImageDecoder({type: "image/avif", data: (await fetch(file)).body});
  await decoder.completed;
  const track = decoder.tracks.selectedTrack, said = [`${track.frameCount} frames, repeated ${track.repetitionCount} times`];
  for (let frameIndex = 0; frameIndex < Math.min(track.frameCount, MOST_FRAMES); frameIndex++) {
    const {image} = await decoder.decode({frameIndex});
    const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight), context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    let sum = 0;
    for (const byte of context.getImageData(0, 0, canvas.width, canvas.height).data) sum = (sum * 31 + byte) >>> 0;
    said.push(`${sum} at ${image.timestamp} for ${image.duration}`);
    image.close();
  }
  return track.animated ? said.join(", ") : "";
}
addEventListener("load", async () => {
  for (const file of all) {
    out[file] = await show(file).catch(() => "not shown");
    if (out[file] != "not shown") out[file] += " " + await frames(file).catch(error => error.name);
  }
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
    # It takes every track that goes with another for alpha.
    has_other = not all(is_shown for _, is_shown in tracks(path.read_bytes()))
    shown = {}
    with tempfile.TemporaryDirectory() as folder:
        for frame in range(frames):
            if run("avifdec", "--png-compress", "1", "--index", frame, path, f"{folder}/frame.png") is None:
                return None
            with Image.open(f"{folder}/frame.png") as image:
                shown[f"frame {frame}"] = digest(image.convert("RGB") if has_other else image)
    return shown


def by_pillow(path):
    try:
        shown = {}
        with AvifImagePlugin.AvifImageFile(path) as image:
            for frame in range(image.n_frames):
                image.seek(frame)
                shown[f"frame {frame}"] = f"{digest(image)} at {image.info.get('timestamp')} for {image.info.get('duration')}"
        return shown
    except Exception:
        return None


def by_imagecodecs(path):
    try:
        frames = imagecodecs.avif_decode(path.read_bytes())
        return {"frames": f"{frames.shape} {frames.dtype} {hashlib.sha256(frames.tobytes()).hexdigest()}"}
    except Exception:
        return None


def newest_libavif(path):
    """What the libraries themselves show, of the animation and of the still picture beside it."""
    head = path.read_bytes()[8:4096]
    if b"avif" not in head and b"avis" not in head:
        return None
    shown = {}
    for name, library in LIBRARIES.items():
        for what, is_item in (("", False), ("still, ", True)):
            shown |= {f"{name}: {what}{part}": pixels for part, pixels in (library.shown(path, is_item) or {}).items()}
    return shown or None


def sequence(path):
    """Hashes of all frames; of files with tracks only, because FFmpeg reads the tiles of a grid as streams without order."""
    maps = [word for number, is_shown in tracks(path.read_bytes()) if is_shown for word in ("-map", f"0:i:{number}?")]
    if not maps:
        return None
    said = run("ffmpeg", "-v", "error", "-nostdin", "-i", path, *maps, "-f", "framehash", "-")
    lines = [line for line in (said or b"").decode().splitlines() if not line.startswith("#")]
    return {f"frame {number}": line for number, line in enumerate(lines)} or None


def tone_maps(path):
    """The maps of `tmap` items, each decoded as the primary item of the file; but for those that ask for a later reader."""
    data = path.read_bytes()
    shown, kinds = {}, {item: kind for item, kind, _ in items(data)}
    for kind, one, others in references(data):
        if kind == b"dimg" and kinds.get(one) == b"tmap" and len(others) == 2 and item_data(data, one)[:3] == bytes(3):
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


def found(data, span, *way):
    """The bodies of the boxes at the end of a way."""
    spans = [span]
    for kind in way:
        spans = [(start, end) for at, stop in spans for one, start, end in boxes(data, at, stop) if one == kind]
    return spans


def tracks(data):
    """The number of each track, and whether it is of pictures or sound that are shown: depth and thumbnails are not."""
    for span in found(data, (0, None), b"moov", b"trak"):
        (header, _), *_ = found(data, span, b"tkhd")
        number = struct.unpack_from(">I", data, header + (20 if data[header] == 1 else 12))[0]
        handlers = [data[start + 8 : start + 12] for start, _ in found(data, span, b"mdia", b"hdlr")]
        purposes = []
        for start, end in found(data, span, b"mdia", b"minf", b"stbl", b"stsd"):
            for kind, entry, stop in boxes(data, start + 8, end):
                purposes += [data[at + 4 : to].split(b"\0")[0] for at, to in found(data, (entry + 78, stop), b"auxi")]
        is_smaller = bool(found(data, span, b"tref", b"thmb"))
        yield number, handlers[:1] in ([b"vide"], [b"pict"], [b"auxv"], [b"soun"]) and not is_smaller and all(one in ALPHA for one in purposes[:1])


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


def item_data(data, item):
    """The first piece of the data of an item in the file (ISO/IEC 14496-12, 8.11.3)."""
    at, _ = within_meta(data, b"iloc")
    version, widths = data[at], [data[at + 4] >> 4, data[at + 4] & 15, data[at + 5] >> 4, data[at + 5] & 15 if data[at] else 0]
    number, at = "I" if version == 2 else "H", at + 6
    wide = struct.calcsize(number)
    count, at = struct.unpack_from(f">{number}", data, at)[0], at + wide
    for _ in range(count):
        one, at = struct.unpack_from(f">{number}", data, at)[0], at + wide + (4 if version else 2)
        base, at = int.from_bytes(data[at : at + widths[2]], "big"), at + widths[2]
        pieces, at = struct.unpack_from(">H", data, at)[0], at + 2
        for piece in range(pieces):
            at += widths[3]
            start, at = base + int.from_bytes(data[at : at + widths[0]], "big"), at + widths[0]
            length, at = int.from_bytes(data[at : at + widths[1]], "big"), at + widths[1]
            if one == item and piece == 0:
                return data[start : start + length]
    return b""


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
    "libheif": libheif.shown,
    "avifdec": avifdec,
    "Pillow": by_pillow,
    "imagecodecs": by_imagecodecs,
    "libavif": newest_libavif,
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
        # Nothing may be shown of a copy that is not shown of its original, either.
        wrong += [f"{oracle}: {name}: is new" for name in after if name not in before and not auxiliary(name)]
        for name, pixels in before.items():
            if not auxiliary(name):
                counted[oracle] += 1
                if after.get(name) != pixels:
                    wrong.append(f"{oracle}: {name}: {'other pixels' if name in after else 'is gone'}")
                elif GAIN_MAP in name or oracle == "tmap" or name.endswith("gain map"):
                    counted["HDR gain maps"] += 1
    return counted, wrong


def shown_by_chromium(browser, site, pairs):
    """Findings of each pair that the browser shows otherwise, and how many it showed."""
    names = {}
    for number, pair in enumerate(pairs):
        for which, path in zip(("before", "after"), pair):
            names[number, which] = f"{which}{number}.avif"
            (site / names[number, which]).symlink_to(path)
    page = PAGE.replace("FILES", json.dumps(list(names.values()))).replace("MOST_FRAMES", str(FRAMES))
    said = plays.said_by(browser, site, page)
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


def gain_map_numbers(exiftool, paths):
    """The numbers of gain maps in the XMP of each file, as ExifTool reads them."""
    command = [exiftool, "-j", "-a", "-n", "-struct", "-ee3", "-XMP-hdrgm:all", "-XMP-HDRGainMap:all", *paths]
    ran = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True)
    said = {tags.pop("SourceFile"): tags for tags in json.loads(ran.stdout or b"[]")}
    said = {path: tags for path, tags in said.items() if tags.get("Version", 1) == 1}  # there is no other
    return [said.get(str(path), {}) for path in paths]


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
                without.append((path, f"{name}: {reasons.get(str(path), 'not reported')}"))
    return pairs, without


def main():
    untrace, folders = Path(sys.argv[1]).resolve(), [Path(folder).resolve() for folder in sys.argv[2:]]
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    exiftool = shutil.which(os.environ.get("EXIFTOOL", "exiftool"))
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    missing += [name for name, found in (("Chromium", browser), ("ExifTool", exiftool)) if not found]
    versions = [("libavif", name, library.version) for name, library in LIBRARIES.items()] + [("libheif", "pillow-heif", libheif.VERSION)]
    missing += [f"{name} {'.'.join(map(str, LEAST[name]))} IN {wheel}" for name, wheel, version in versions if version < LEAST[name]]
    if missing:
        print(f"THERE IS NO {', NO '.join(missing)}: THE COPIES ARE NOT PROVEN")
        return 1
    with tempfile.TemporaryDirectory() as tmp:
        tmp = Path(tmp)
        pairs, without = cleaned(untrace, folders, tmp)
        for path, line in without:
            opened = [oracle for oracle, show in ORACLES.items() if show(path) is not None]
            print("no copy:", line, f"Opened by {', '.join(opened)}." if opened else "Nothing opens it.")
        compared, found = Counter(), set()
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for name, (counted, wrong) in zip(pairs, pool.map(compare, pairs.values())):
                compared += counted
                found |= {(name, what) for what in wrong}
        before, after = (warnings(exiftool, [pair[which] for pair in pairs.values()]) for which in (0, 1))
        for name, one, other in zip(pairs, before, after):
            compared["ExifTool"] += 1
            found |= {(name, f"ExifTool: {warning}") for warning in other - one}
        before, after = (gain_map_numbers(exiftool, [pair[which] for pair in pairs.values()]) for which in (0, 1))
        for name, one, other in zip(pairs, before, after):
            compared["numbers in XMP"] += bool(one)
            found |= {(name, f"ExifTool: {tag}: other numbers") for tag in one if other.get(tag) != one[tag]}
        avif = {pair: name for name, pair in pairs.items() if pair[0].suffix.startswith(".avif")}
        site = tmp / "site"
        site.mkdir()
        otherwise, compared["Chromium"] = shown_by_chromium(browser, site, list(avif))
        found |= {(avif[pair], what) for pair, whats in otherwise.items() for what in whats}
    print(f"{len(pairs)} files have a copy; the same is shown by", ", ".join(f"{oracle} ({compared[oracle]})" for oracle in sorted(compared)))
    wrong = unexpected(found, "known-shown.tsv", {folder.name for folder in folders})
    wrong += [f"{oracle} compared nothing" for oracle in [*ORACLES, "Chromium", "HDR gain maps", "numbers in XMP"] if not compared[oracle]]
    for line in wrong:
        print("WRONG:", line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
