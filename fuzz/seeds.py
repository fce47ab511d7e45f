#!/usr/bin/env python3
"""Fills fuzz/corpus/ from fixtures/: whole files for the targets that read files, and for `blocks` what stands in
their segments and chunks. Samples of tracks for the walkers of codecs are found by FFmpeg, where there is one."""
import hashlib
import json
import shutil
import subprocess
from pathlib import Path

FUZZ = Path(__file__).resolve().parent
FIXTURES = FUZZ.parent / "fixtures"
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


def save(target, data):
    if 0 < len(data) <= LARGEST:
        folder = FUZZ / "corpus" / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


for file in sorted(FIXTURES.rglob("*")):
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
    elif file.suffix.lower() in (".json", ".aae", ".xmp"):
        save("sidecars", data)
        continue
    else:
        continue
    save("scan_" + name, data)
    save("clean", data)
    for block in blocks:
        save("blocks", block)
