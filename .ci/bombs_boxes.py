#!/usr/bin/env python3
"""Makes files whose lists claim far more than their bytes, and has each cleaned by a process of its own.

    hostile.py UNTRACE

UNTRACE is the program. Items that share their data, refer to one another by the thousand, or have sixty properties
each; boxes, chunks and segments by the ten thousand; tracks and pages. Each file has some megabytes at most.
Time has to follow the bytes: the limits are those of malformed files in corpus.py.

Status 0: all hold.
"""
import struct
import sys
import tempfile
import zlib
from pathlib import Path

from corpus import clean_one_by_one

MANY = 30_000
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
EVERYTHING = (0, 1_000_000)  # offset in mdat, and length


def box(kind, *body):
    body = b"".join(body)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def full(kind, version, flags, *body):
    return box(kind, struct.pack(">I", version << 24 | flags), *body)


HVCC = box(b"hvcC", b"\1" + bytes(22))
ISPE = full(b"ispe", 0, 0, struct.pack(">II", 64, 64))
GAIN_MAP = full(b"auxC", 0, 0, b"urn:com:apple:photo:2020:aux:hdrgainmap\0")
XMP = b"application/rdf+xml\0"


def heic(kinds, references=(), properties=(), associated=lambda item: [1, 2], place=lambda item: (0, 100), media=1000,
         number=lambda item: item):
    """Items in the order of `kinds`, from number 1 where `number` says nothing else; a kind is (type, hidden, what follows the name)."""
    numbers = range(1, len(kinds) + 1)
    entries = [full(b"infe", 3, hidden, struct.pack(">IH", number(item), 0), kind, b"\0", rest)
               for item, (kind, hidden, rest) in zip(numbers, kinds)]
    maps = [struct.pack(">IB", item, len(associated(item))) + struct.pack(f">{len(associated(item))}H", *associated(item))
            for item in numbers]

    def meta(base):
        places = [struct.pack(">IHHHII", item, 0, 0, 1, base + place(item)[0], place(item)[1]) for item in numbers]
        count = struct.pack(">I", len(kinds))
        return full(
            b"meta", 0, 0, full(b"hdlr", 0, 0, b"\0\0\0\0pict", bytes(13)), full(b"pitm", 1, 0, struct.pack(">I", 1)),
            full(b"iinf", 1, 0, count, *entries), full(b"iloc", 2, 0, b"\x44\0", count, *places),
            full(b"iref", 1, 0, *(box(kind, struct.pack(">IHI", item, 1, to)) for kind, item, to in references)),
            box(b"iprp", box(b"ipco", HVCC, ISPE, *properties), full(b"ipma", 1, 1, count, *maps)))

    head = box(b"ftyp", b"heic\0\0\0\0mif1heic")
    return head + meta(len(head) + len(meta(0)) + 8) + box(b"mdat", b"\x55" * media)


def pictures():
    shown, hidden, packet = (b"hvc1", 0, b""), (b"hvc1", 1, b""), (b"mime", 1, XMP)
    others = range(2, MANY + 2)
    whole = lambda item: (0, 100) if item == 1 else EVERYTHING
    about = [(b"cdsc", item, 1) for item in others]
    yield "exif-shared.heic", heic([shown] + [(b"Exif", 1, b"")] * MANY, about, place=whole, media=EVERYTHING[1])
    yield "xmp-shared.heic", heic([shown] + [packet] * MANY, about, place=whole, media=EVERYTHING[1])
    made_of = [(b"dimg", item, 1) for item in others]
    yield "tone-maps-shared.heic", heic([shown] + [(b"tmap", 0, b"")] * MANY, made_of, place=whole, media=EVERYTHING[1])
    maps = [(b"auxl", item, 1) for item in others] + [(b"cdsc", item + MANY, item) for item in others]
    yield "gain-maps.heic", heic([shown] + [hidden] * MANY + [packet] * MANY, maps, [GAIN_MAP], lambda item: [1, 2, 3])
    yield "chain.heic", heic([shown] * MANY, [(b"dimg", item, item + 1) for item in range(1, MANY)])
    yield "one-number.heic", heic([shown] + [(b"Exif", 1, b"")] * MANY, number=lambda item: min(item, 2))
    sixty = lambda item: [1, 2, *range(3 + item, 63 + item)]
    yield "properties.heic", heic([shown] * MANY, (), [ISPE] * (MANY + 100), sixty)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def others():
    jpeg = (FIXTURES / "jpeg/adobe-ycc.jpg").read_bytes()
    yield "segments.jpg", b"\xff\xd8" + b"\xff\xfe\0\7hello" * MANY * 3 + jpeg[2:]
    text, bomb = chunk(b"tEXt", b"Comment\0hello"), chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(15_000_000), 9))
    picture = [chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND", b"")]
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    yield "chunks.png", b"".join([head, text * MANY * 3, *picture])
    yield "bombs.png", b"".join([head, bomb * 300, *picture])
    directory = [(256, 4, 1, 1), (257, 4, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8), (279, 4, 1, 1)]
    size = 6 + 12 * len(directory)
    pages = [struct.pack("<H", len(directory)) + b"".join(struct.pack("<HHII", *entry) for entry in directory)
             + struct.pack("<I", 16 + (page + 1) * size if page + 1 < MANY else 0) for page in range(MANY)]
    yield "pages.tif", b"II*\0" + struct.pack("<I", 16) + bytes(8) + b"".join(pages)
    place = box(b"\xa9xyz", struct.pack(">HH", 18, 0x15C7), b"+48.8566+002.3522/")
    film = (FIXTURES / "video/auxiliary-picture.mp4").read_bytes()
    yield "places.mp4", film + box(b"udta", place * MANY)
    yield "boxes.mp4", film + box(b"free", b"x") * MANY * 3
    fragment = box(b"moof", full(b"mfhd", 0, 0, bytes(4)), box(b"traf", full(b"tfhd", 0, 0x20000, struct.pack(">I", 1))))
    yield "fragments.mp4", film + fragment * MANY


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as tmp:
        folder, copies = Path(tmp, "files"), Path(tmp, "copies")
        folder.mkdir()
        for makes in (pictures, others):
            for name, content in makes():
                (folder / name).write_bytes(content)
        lines, wrong = clean_one_by_one(sys.argv[1], folder, copies)
    for line in lines:
        print(f"{Path(line['source']).name}: {line['outcome']} {line.get('reason') or ''}".rstrip())
    print("\n".join(f"WRONG: {one}" for one in wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
