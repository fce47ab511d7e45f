#!/usr/bin/env python3
"""Fills fuzz/found/fixtures/ from fixtures/, or fuzz/found/SET/ from any folder: `seeds.py SET FOLDER`. Whole files for the
targets that read files, and for `blocks` what stands in their segments and chunks. Samples of tracks for the walkers of codecs
are found by FFmpeg, where there is one. Nothing that is not from fixtures/ may be committed."""
import hashlib
import json
import plistlib
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

FUZZ = Path(__file__).resolve().parent
SET, FOLDER = sys.argv[1:] or ("fixtures", FUZZ.parent / "fixtures")
# What stands before the block in the payload of a JPEG segment.
SIGNATURES = (b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"Photoshop 3.0\0", b"ICC_PROFILE\0\1\1", b"MPF\0",
              b"urn:iso:std:iso:ts:21496:-1\0")
LARGEST = 64 << 10  # larger inputs only make the fuzzer slow


def segments(data):
    start = data.find(b"\xff\xd8\xff")
    while start >= 0:  # each image of the file, up to its first scan
        at = start + 2
        while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
            end = at + 2 + int.from_bytes(data[at + 2:at + 4], "big")
            if data[at + 1] >= 0xE0:
                payload = data[at + 4:end]
                yield next((payload[len(s):] for s in SIGNATURES if payload.startswith(s)), payload)
            at = end
        start = data.find(b"\xff\xd8\xff", start + 2)


def chunks(data, at=8, order="big", padding=0, tail=4):
    """The data of PNG's chunks; with other numbers, those of RIFF's."""
    while at + 8 <= len(data):
        name, number = (data[at + 4:at + 8], data[at:at + 4]) if order == "big" else (data[at:at + 4], data[at + 4:at + 8])
        length = int.from_bytes(number, order)
        if name not in (b"IDAT", b"VP8 ", b"VP8L", b"ALPH"):
            yield data[at + 8:at + 8 + length]
        at += 8 + length + tail + (length & padding)


def tables(data):
    """What stands in sample tables (for a track that stays, and one that goes) and in fragments."""
    for kind, whats in ((b"stbl", b"\0\1"), (b"moof", b"\2")):
        at = data.find(kind)
        while at >= 4:
            size = int.from_bytes(data[at - 4:at], "big")
            for what in whats if 8 <= size <= len(data) - at + 4 else b"":
                yield bytes((what,)) + data[at + 4:at - 4 + size]
            at = data.find(kind, at + 4)


# Walkers of sound, by their places in the target `aac`.
SOUND = {"aac": 0, "ac3": 2, "eac3": 2, "amr_nb": 3, "amr_wb": 4, "flac": 5, "mp3": 6, "opus": 7}
# Boxes that configure decoders of pictures.
CONFIGURATIONS = {"h264": b"avcC", "hevc": b"hvcC"}


def samples(file, data):
    """The first samples of each track of a video, for the target of its codec."""
    command = ["ffprobe", "-v", "quiet", "-show_streams", "-show_packets", "-of", "json", str(file)]
    said = json.loads(subprocess.run(command, capture_output=True).stdout or "{}")
    for stream in said.get("streams", []):
        codec = stream.get("codec_name")
        own = [one for one in said.get("packets", []) if one["stream_index"] == stream["index"] and "pos" in one]
        for packet in own[:4]:
            sample = data[int(packet["pos"]):][:int(packet["size"])]
            if codec in CONFIGURATIONS:
                at = data.find(CONFIGURATIONS[codec])
                box = data[at + 4:at - 4 + int.from_bytes(data[at - 4:at], "big")] if at >= 4 else b""
                yield "nal", bytes((min(len(box), 255),)) + box[:255] + sample
            elif codec == "av1":
                yield "obu", sample
            elif codec in SOUND:
                yield "aac", bytes((SOUND[codec],)) + sample


def numbers(*values, size=4, order="big"):
    return b"".join(value.to_bytes(size, order) for value in values)


def sidecars():
    """One small file beside photos of each kind that fixtures/ has none of."""
    deflate = zlib.compressobj(wbits=-15)
    edits = deflate.compress(b'{"adjustments": [{"identifier": "Crop", "settings": {"angle": 1}}]}') + deflate.flush()
    edited = {"adjustmentBaseVersion": 0, "adjustmentData": edits, "adjustmentTimestamp": "2024-06-01T22:19:30Z",
              "who": ["Nora", {"uid": plistlib.UID(7), "size": 1.5, "negative": -1, "yes": True}]}
    for form in (plistlib.FMT_BINARY, plistlib.FMT_XML):
        yield plistlib.dumps({**edited, "who": "Nora"} if form == plistlib.FMT_XML else edited, fmt=form)
    yield "[.ShellClassInfo]\r\nInfoTip=Nora\r\n[DeleteOnCopy]\r\nOwner=Léa\r\n; Paris\r\n".encode("utf-16")
    yield b"[LocalizedFileNames]\r\nNora.jpg=@shell32.dll,-21769\r\n"
    # AppleDouble: Finder's information with two attributes, a comment, dates.
    froms = plistlib.dumps(["https://school.example/nora"], fmt=plistlib.FMT_BINARY)
    held = [(b"com.apple.metadata:kMDItemWhereFroms\0", froms), (b"com.apple.quarantine\0", b"0083;6640d970;Safari;1A2B")]
    table = sum((11 + len(name) + 3) // 4 * 4 for name, _ in held)
    start = at = 26 + 3 * 12 + 32 + 2 + 36 + table
    listed = data = b""
    for name, value in held:
        entry = numbers(at, len(value)) + b"\0\0" + bytes((len(name),)) + name
        listed += entry + bytes(-len(entry) % 4)
        data += value
        at += len(value)
    said = [(9, 62, at - 62), (4, at, 7), (8, at + 7, 16)]
    yield (numbers(0x51607, 0x20000) + b"Mac OS X        " + numbers(3, size=2) + b"".join(numbers(*one) for one in said) + bytes(34)
           + b"ATTR" + numbers(0, at, start, len(data), 0, 0, 0) + numbers(0, len(held), size=2) + listed + data
           + b"Comment" + numbers(1, 2, 3, 4))
    # .DS_Store: one node of two records, and the blocks that lead to it.
    record = lambda name, code, kind, value: numbers(len(name)) + name.encode("utf-16-be") + code + kind + value
    node = numbers(0, 2) + record("a.jpg", b"cmmt", b"ustr", numbers(4) + "Nora".encode("utf-16-be"))
    node += record("b.jpg", b"modD", b"blob", numbers(8) + struct.pack("<d", 737_218_992.0))
    root = numbers(3, 0, 2048 | 11, 32 | 5, 1024 | 10).ljust(8 + 1024, b"\0") + numbers(1) + b"\4DSDB" + numbers(1)
    store = b"Bud1" + numbers(2048, 2048, 2048)
    store = store.ljust(32, b"\0") + numbers(2, 0, 2, 1, 4096)
    yield b"\0\0\0\1" + store.ljust(1024, b"\0") + node.ljust(1024, b"\0") + root.ljust(2048, b"\0")
    # Thumbs.db, version 3: its table, its directory, a catalogue in the short streams, and a picture of its own.
    little = lambda *values, size=4: numbers(*values, size=size, order="little")
    name = "Nora.jpg\0\0".encode("utf-16-le")
    catalogue = little(16, 7, size=2) + little(1, 96, 96, 16 + len(name), 1, 0x9D1B8000, 0x01DAA470) + name
    picture = b"\x0C\0\0\0\1\0\0\0\xFF\xD8\xFF\xE0".ljust(4096, b"\7")
    none, end = 0xFFFFFFFF, 0xFFFFFFFE

    def entry(name, kind, child, start, size):
        text = (name + "\0").encode("utf-16-le")
        return (text.ljust(64, b"\0") + little(len(text), size=2) + bytes((kind, 1)) + little(none, none, child) + bytes(36)
                + little(start, size, 0))

    header = (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(16) + little(0x3E, 3, 0xFFFE, 9, 6, size=2) + bytes(6)
              + little(0, 1, 1, 0, 4096, 3, 1, end, 0) + little(0, *[none] * 108))
    sectors = [little(0xFFFFFFFD, end, end, end, *range(5, 12), end).ljust(512, b"\xFF"),
               entry("Root Entry", 5, 1, 2, 128) + entry("Catalog", 2, 2, 0, len(catalogue)) + entry("1", 2, none, 4, 4096)
               + bytes(128), catalogue.ljust(512, b"\0"), little(1, end).ljust(512, b"\xFF"), picture]
    yield header + b"".join(sectors)


def save(target, data):
    if 0 < len(data) <= LARGEST:
        folder = FUZZ / "found" / SET / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


for file in sorted(Path(FOLDER).rglob("*")):
    data = file.read_bytes() if file.is_file() else b""
    if data.startswith(b"\xff\xd8"):
        name, blocks = "jpeg", segments(data)
    elif data.startswith(b"\x89PNG"):
        name, blocks = "png", chunks(data)
    elif data.startswith(b"RIFF"):
        name, blocks = "webp", chunks(data, 12, "little", 1, 0)
    elif data.startswith(b"GIF8"):
        name, blocks = "gif", ()
    elif data.startswith((b"\xff\x0a", b"\0\0\0\x0cJXL ")):
        name, blocks = "jxl", ()
    elif data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"mif1", b"avif", b"avis"):
        name, blocks = "heif", ()
    elif data[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"):
        name, blocks = "isom", ()
        for table in tables(data):
            save("isom_tables", table)
        if shutil.which("ffprobe"):
            for target, sample in samples(file, data):
                save(target, sample)
    elif data[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        name, blocks = "tiff", ()
    elif file.suffix.lower() in (".json", ".aae", ".xmp", ".ini", ".db") or file.name.startswith("._"):
        save("sidecars", data)
        continue
    else:
        continue
    save("scan_" + name, data)
    save("clean", data)
    for block in blocks:
        save("blocks", block)

if SET == "fixtures":
    for data in sidecars():
        save("sidecars", data)
