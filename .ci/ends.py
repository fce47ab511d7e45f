#!/usr/bin/env python3
"""Plants a text behind the end of the coded picture of real files, where no decoder reads it, and looks for it in their copies.

    ends.py UNTRACE FOLDER...

Each JPEG, PNG, GIF, WebP and TIFF in the folders gets it: before the end marker of a JPEG, in the last IDAT chunk of a PNG, in the
sub-blocks of the last image of a GIF, in the chunk of a WebP picture, in the last strip of a TIFF. No copy may hold the text, a copy shows what the
original shows (Pillow), and files of which there is a copy without the text have one with it, but for those whose coded
data cannot be decoded. Status 0: all hold.
"""
import io
import json
import struct
import subprocess
import sys
import tempfile
import warnings
import zlib
from pathlib import Path

from PIL import Image, ImageSequence

TEXT = b"Nora Petit, 12 rue des Lilas, 48.8566 N 2.3522 E"
# Files without a copy once something stands behind their end, and why.
UNDECODED = {
    # A decoder is asked again and again where their data end: for more than a few megapixels that takes too long.
    "gainmap-js__spruit_sunrise_4k-gainmap.webp": "8 megapixels of WebP",
    "metadata-extractor-images__Nikon_Coolpix_P7000.webp": "10 megapixels of WebP",
    "imgproxy__test1.arith.jpg": "arithmetic coding",
    "arithmetic.jpg": "arithmetic coding",
    "arithmetic-progressive.jpg": "arithmetic coding",
    "exifcleaner__orientation.jpg": "no Huffman tables",
    "media__pixel-motion-photo-shortened.jpg": "cut off",
    "media__ss-motion-photo-shortened.jpg": "cut off",
    "small__jpeg.jpg": "no Huffman tables",
    "taglib-sharp__sample_badifdentrytype.jpg": "cut off",
    "taglib-sharp__sample_bgo493530.jpg": "cut off",
    "taglib-sharp__sample_olympus1.jpg": "cut off",
    "taglib-sharp__sample_olympus2.jpg": "cut off",
    "metadata-extractor-images__c-m1-6bfb149151f58d124d6fa76eaad75520.png": "data that are no zlib stream",
    "data-without-checksum.png": "cut off in front of the checksum, which would be the text",
    "metadata-extractor-images__m17-42c19f8e79e582bef107f372f18a074b.tif": "data that are no codes",
    "exifast__RIFF_webp_improper_exif.webp": "data that are no picture",
    "small__webp.webp": "data that are no picture",
}


def jpeg(data):
    """The text before EOI, or before whatever follows the last scan of the first image."""
    at, end = 2, None
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            at += 1
            continue
        code = data[at + 1]
        if code == 0xD9 and end:
            return data[:end] + TEXT + data[end:]
        if code in (0, 0xFF, 1) or 0xD0 <= code <= 0xD9:
            at += 1 if code == 0xFF else 2
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if code == 0xDA:
            while at + 1 < len(data) and not (data[at] == 0xFF and data[at + 1] not in (0, 0xFF, *range(0xD0, 0xD8))):
                at += 1
            end = at
    return None


def png(data):
    """The text behind the data of the last IDAT chunk."""
    at, last = 8, None
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IDAT":
            last = (at, length)
        at += 12 + length
    if not last:
        return None
    at, length = last
    chunk = data[at + 4 : at + 8 + length] + TEXT
    crc = zlib.crc32(chunk).to_bytes(4, "big")
    return data[:at] + (length + len(TEXT)).to_bytes(4, "big") + chunk + crc + data[at + 12 + length :]


def gif(data):
    """The text as a last sub-block of the last image."""
    table = lambda flags: 3 << ((flags & 7) + 1) if flags & 0x80 else 0

    def behind_blocks(at):
        while at < len(data) and data[at]:
            at += 1 + data[at]
        return at

    at, last = 13 + table(data[10]), None
    while at < len(data):
        if data[at] == 0x2C:
            at = behind_blocks(at + 10 + table(data[at + 9]) + 1)
            last, at = at, at + 1
        elif data[at] == 0x21:
            at = behind_blocks(at + 2) + 1
        else:
            break
    return last and data[:last] + bytes([len(TEXT)]) + TEXT + data[last:]


def webp(data):
    """The text behind the data of the picture; nothing for animations, whose frames would have to grow, too."""
    at = 12
    while at + 8 <= len(data):
        kind, length = data[at : at + 4], struct.unpack("<I", data[at + 4 : at + 8])[0]
        if kind in (b"VP8 ", b"VP8L"):
            end = at + 8 + length
            grown = data[:end] + TEXT + data[end:]
            size = struct.unpack("<I", data[4:8])[0] + len(TEXT)
            grown = grown[:4] + struct.pack("<I", size) + grown[8:]
            return grown[: at + 4] + struct.pack("<I", length + len(TEXT)) + grown[at + 8 :]
        at += 8 + length + (length & 1)
    return None


def tiff(data):
    """The text behind the data of the last strip or tile of the first page, which moves to the end of the file for it."""
    order = "<" if data[:2] == b"II" else ">"
    if struct.unpack(order + "H", data[2:4])[0] != 42:
        return None
    (at,) = struct.unpack(order + "I", data[4:8])
    (count,) = struct.unpack(order + "H", data[at : at + 2])
    tags = {}
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        tag, kind, number = struct.unpack(order + "HHI", data[entry : entry + 8])
        if kind in (3, 4) and number <= 1 << 20:
            size = {3: 2, 4: 4}[kind]
            place = entry + 8 if number * size <= 4 else struct.unpack(order + "I", data[entry + 8 : entry + 12])[0]
            form = order + {3: "H", 4: "I"}[kind]
            tags[tag] = [(place + index * size, form) for index in range(number)]
    if tags.get(0x0106) and read(data, tags[0x0106][0]) == 32803:
        return None
    starts, lengths = (tags.get(0x0111), tags.get(0x0117)) if 0x0111 in tags else (tags.get(0x0144), tags.get(0x0145))
    if not starts or not lengths or len(starts) != len(lengths) or lengths[-1][1].endswith("H"):
        return None
    start, length = read(data, starts[-1]), read(data, lengths[-1])
    # Nothing says where data of no length end.
    if not length:
        return None
    strip = data[start : start + length]
    coding = read(data, tags[0x0103][0]) if 0x0103 in tags else 1
    if coding in (7, 34892):
        strip = strip.removesuffix(b"\xff\xd9") + TEXT + b"\xff\xd9"
    elif coding in (1, 6, 33003, 33005, 34712, 50001, 52546):
        return None
    else:
        strip += TEXT
    data = bytearray(data + bytes(len(data) & 1))
    new = len(data)
    for (place, form), value in ((starts[-1], new), (lengths[-1], len(strip))):
        data[place : place + 4] = struct.pack(form, value)
    return bytes(data) + strip


def read(data, place):
    at, form = place
    return struct.unpack(form, data[at : at + struct.calcsize(form)])[0]


KINDS = {b"II": tiff, b"MM": tiff,b"\xff\xd8\xff": jpeg, b"\x89PNG": png, b"GIF8": gif, b"RIFF": webp}


def shown(data):
    """Every picture of a file, as Pillow shows it, but of a JPEG the first; nothing where it does not."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            if data.startswith(b"\xff\xd8"):
                return [image.convert("RGBA").tobytes()]
            return [frame.convert("RGBA").tobytes() for frame in ImageSequence.Iterator(image)]
    except Exception:
        return None


def clean(untrace, folder, copies):
    command = [untrace, "clean", folder, "-o", copies, "--json"]
    lines = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout.splitlines()
    files = [line for line in map(json.loads, lines) if line["type"] == "file"]
    return {Path(line["source"]).name: line for line in files}


def main():
    warnings.simplefilter("ignore")
    untrace, *folders = sys.argv[1:]
    wrong, planted, refused = [], 0, []
    with tempfile.TemporaryDirectory() as tmp:
        plain, grown, copies, others = (Path(tmp, name) for name in ("plain", "grown", "copies", "others"))
        for folder in (plain, grown):
            folder.mkdir()
        for path in sorted(path for folder in folders for path in Path(folder).iterdir() if path.is_file()):
            data = path.read_bytes()
            plant = next((plant for magic, plant in KINDS.items() if data.startswith(magic)), None)
            with_text = plant and plant(data)
            if with_text:
                (plain / path.name).write_bytes(data)
                (grown / path.name).write_bytes(with_text)
        before, after = clean(untrace, plain, others), clean(untrace, grown, copies)
        for name, line in after.items():
            if before[name]["destination"] is None or before[name]["outcome"] not in ("cleaned", "already-clean"):
                continue
            planted += 1
            if line["outcome"] != "cleaned":
                refused.append(name)
                if name not in UNDECODED:
                    wrong.append(f"{name}: {line['outcome']}, {line['reason']}")
                continue
            if name in UNDECODED:
                wrong.append(f"{name}: has a copy, although {UNDECODED[name]}")
            copy = Path(line["destination"]).read_bytes()
            if any(part in copy for part in (TEXT[:12], TEXT[-16:])):
                wrong.append(f"{name}: the text is in the copy")
            if (pictures := shown((plain / name).read_bytes())) and shown(copy) != pictures:
                wrong.append(f"{name}: the copy shows something else")
    for line in wrong:
        print(f"WRONG  {line}")
    print(f"{planted} files with a text behind their end: {planted - len(refused)} copies without it, {len(refused)} refused, {len(wrong)} wrong")
    return 1 if wrong or planted < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
