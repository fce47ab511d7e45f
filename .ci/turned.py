"""Tiny pictures of every still format, each with an orientation told in another way.

`variants()` yields (name, bytes): which of them a browser turns is for the browser to say. All are 32 by 16 with four
different corners, so that each of the eight orientations shows another picture.
"""
import io
import shutil
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

from PIL import Image

BYTE, ASCII, SHORT, LONG, RATIONAL, SBYTE, UNDEFINED, SSHORT, SLONG, SRATIONAL, FLOAT, DOUBLE, IFD = range(1, 14)
SIZES = {BYTE: 1, ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8, SBYTE: 1, UNDEFINED: 1, SSHORT: 2, SLONG: 4, SRATIONAL: 8, FLOAT: 4, DOUBLE: 8}
ORIENTATION = 0x0112


def picture():
    image = Image.new("RGB", (32, 16), (90, 90, 90))
    for at, colour in (((0, 0, 16, 8), (250, 0, 0)), ((16, 0, 32, 8), (0, 250, 0)), ((0, 8, 16, 16), (0, 0, 250))):
        image.paste(colour, at)
    return image


def coded(kind, **options):
    out = io.BytesIO()
    picture().save(out, kind, **options)
    return out.getvalue()


def entry(order, tag, kind, value, count=None):
    """A directory's entry with a value that stands in it; numbers of the type's width."""
    form = {1: "B", 2: "H", 4: "I", 8: "Q"}[SIZES.get(kind, 4)]
    values = value if isinstance(value, (list, tuple)) else [value]
    data = value if isinstance(value, bytes) else struct.pack(f"{order}{len(values)}{form}", *values)
    count = len(data) // SIZES.get(kind, 4) if count is None else count
    return struct.pack(order + "HHI", tag, kind, count) + data.ljust(4, b"\0")[:4]


def tiff(*entries, order="<", at=8, following=(), magic=42, count=None, mark=None, first=None):
    """An Exif block: IFD0 at `at`, a next directory of `following` entries."""
    mark = mark or (b"II" if order == "<" else b"MM")
    body = struct.pack(order + "H", len(entries) if count is None else count) + b"".join(entries)
    nxt = at + len(body) + 4 if following else 0
    tail = struct.pack(order + "H", len(following)) + b"".join(following) + bytes(4) if following else b""
    head = mark + struct.pack(order + "HI", magic, at if first is None else first)
    return head + bytes(max(at - 8, 0)) + body + struct.pack(order + "I", nxt) + tail


def turned(value, order="<", kind=SHORT, **more):
    return tiff(entry(order, ORIENTATION, kind, value), order=order, **more)


def blocks():
    """(name, Exif block): every way to say an orientation, or not to."""
    for order, name in (("<", "little"), (">", "big")):
        for value in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 255, 262, 1536, 65535):
            yield f"{name}-{value}", turned(value, order)
        for kind in (BYTE, ASCII, LONG, RATIONAL, SBYTE, UNDEFINED, SSHORT, SLONG, SRATIONAL, FLOAT, DOUBLE, IFD, 0, 14, 99, 129):
            yield f"{name}-type-{kind}", tiff(entry(order, ORIENTATION, kind, b"\6\0" if order == "<" else b"\0\6", 1), order=order)
            yield f"{name}-type-{kind}-wide", tiff(entry(order, ORIENTATION, kind, struct.pack(order + "I", 6), 1), order=order)
            yield f"{name}-type-{kind}-first", tiff(entry(order, ORIENTATION, kind, b"\6", 1), order=order)
            yield f"{name}-type-{kind}-digit", tiff(entry(order, ORIENTATION, kind, b"6\0", 2), order=order)
        for count in (0, 2, 3, 65536, 0xFFFFFFFF):
            yield f"{name}-count-{count}", tiff(entry(order, ORIENTATION, SHORT, [6, 0], count), order=order)
        yield f"{name}-count-2-other", tiff(entry(order, ORIENTATION, SHORT, [3, 6]), order=order)
        yield f"{name}-high-half", tiff(entry(order, ORIENTATION, SHORT, [6, 7], 1), order=order)
        pointed = tiff(entry(order, ORIENTATION, SHORT, struct.pack(order + "I", 26), 3), order=order)
        yield f"{name}-count-3-outside", pointed + struct.pack(order + "3H", 6, 6, 6)
        o = lambda value: entry(order, ORIENTATION, SHORT, value)
        other = lambda tag: entry(order, tag, SHORT, 72)
        yield f"{name}-twice", tiff(o(6), o(3), order=order)
        yield f"{name}-twice-upright-first", tiff(o(1), o(6), order=order)
        yield f"{name}-twice-wrong-first", tiff(o(9), o(6), order=order)
        yield f"{name}-twice-long-first", tiff(entry(order, ORIENTATION, LONG, 6), o(3), order=order)
        yield f"{name}-twice-short-first", tiff(o(3), entry(order, ORIENTATION, LONG, 6), order=order)
        yield f"{name}-twice-count-first", tiff(entry(order, ORIENTATION, SHORT, [6, 6]), o(3), order=order)
        yield f"{name}-second-directory", tiff(other(0x128), order=order, following=[o(6)])
        yield f"{name}-both-directories", tiff(o(6), order=order, following=[o(3)])
        yield f"{name}-unsorted", tiff(other(0x128), o(6), other(0x100), order=order)
        yield f"{name}-odd-offset", turned(6, order, at=9)
        yield f"{name}-far-offset", turned(6, order, at=301)
        yield f"{name}-offset-in-header", turned(6, order, first=4)
        yield f"{name}-offset-behind", turned(6, order, first=4000)
        yield f"{name}-offset-0", turned(6, order, first=0)
        yield f"{name}-magic-43", turned(6, order, magic=43)
        yield f"{name}-magic-0", turned(6, order, magic=0)
        yield f"{name}-no-entries", tiff(order=order)
        yield f"{name}-too-many-entries", turned(6, order, count=40)
        yield f"{name}-one-entry-too-many", turned(6, order, count=2)
        yield f"{name}-cut-behind-entry", turned(6, order)[:22]
        yield f"{name}-cut-in-entry", turned(6, order)[:20]
        yield f"{name}-cut-in-value", turned(6, order)[:19]
        yield f"{name}-no-next", turned(6, order)[:-4]
        yield f"{name}-many", tiff(*(other(0x100 + i) for i in range(18)), o(6), order=order)
        below = tiff(entry(order, 0x8769, LONG, 26), order=order) + struct.pack(order + "H", 1) + o(6) + bytes(4)
        yield f"{name}-in-exif-directory", below
    yield "mark-im", turned(6, mark=b"IM")
    yield "mark-mi", turned(6, mark=b"MI")
    yield "nothing", b""
    yield "short", b"II*\0"
    yield "zeros", bytes(40)
    yield "text", b"no header at all, a text only"


def segment(code, payload):
    return struct.pack(">BBH", 0xFF, code, len(payload) + 2) + payload


def app1(block, prefix=b"Exif\0\0"):
    return segment(0xE1, prefix + block)


def jpegs():
    whole = coded("JPEG", quality=90, subsampling=0)
    jfif = 2 + 2 + int.from_bytes(whole[4:6], "big")
    scan = whole.index(b"\xff\xda")
    behind = scan + 2 + int.from_bytes(whole[scan + 2 : scan + 4], "big")
    bare = lambda *parts: b"\xff\xd8" + b"".join(parts) + whole[jfif:]
    behind_jfif = lambda *parts: whole[:jfif] + b"".join(parts) + whole[jfif:]
    for name, block in blocks():
        yield f"block-{name}", bare(app1(block))
    six, three, upright, none = turned(6), turned(3), turned(1), tiff(entry("<", 0x128, SHORT, 2))
    firsts = {
        "six": app1(six), "three": app1(three), "upright": app1(upright), "none": app1(none), "no-entries": app1(tiff()),
        "wrong": app1(turned(9)), "zero": app1(turned(0)), "long": app1(turned(6, kind=LONG)), "empty": app1(b""), "short": app1(b"II*"),
        "cut": app1(six[:18]), "zeros": app1(bytes(40)), "behind": app1(turned(6, first=4000)), "signature": segment(0xE1, b"Exif\0"),
        "signature-of-four": segment(0xE1, b"Exif"), "magic": app1(turned(3, magic=43)), "mark": app1(turned(3, mark=b"XX")),
        "byte": app1(b"I"), "other-byte": app1(b"I", b"Exif\0x"), "space-alone": segment(0xE1, b"Exif\0 "), "count-2": app1(tiff(entry("<", ORIENTATION, SHORT, [3, 3]))), "thumbnail": app1(tiff(entry("<", 0x128, SHORT, 2), following=[entry("<", ORIENTATION, SHORT, 3)])),
        "spaced": app1(three, b"Exif\0 "), "lower": app1(three, b"exif\0\0"), "xmp": segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
        "nothing": segment(0xE1, b""), "in-app2": segment(0xE2, b"Exif\0\0" + three), "app1-bare": segment(0xE1, three),
    }
    for name, first in firsts.items():
        yield f"first-{name}", bare(first)
        yield f"first-{name}-then-six", bare(first, app1(six))
        yield f"first-{name}-then-none-then-six", bare(first, app1(none), app1(six))
        yield f"six-then-{name}", bare(app1(six), first)
    for prefix in (b"Exif\0\0", b"Exif\0 ", b"Exif\0\xff", b"Exif\0", b"Exif\0\1", b"EXIF\0\0", b"exif\0\0", b"Exif\0\0\0\0", b"Exif\0\0Exif\0\0", b"Exif  ", b"Exif", b"\0\0\0\6Exif\0\0", b"Exif\0\0\0"):
        yield f"prefix-{prefix.hex()}", bare(app1(six, prefix))
    yield "behind-jfif", behind_jfif(app1(six))
    yield "before-jfif", bare(app1(six), whole[2:jfif])
    yield "behind-comment", bare(segment(0xFE, b"a word"), app1(six))
    yield "behind-xmp", bare(firsts["xmp"], app1(six))
    yield "behind-apps", bare(segment(0xEE, b"Adobe\0\x64\0\0\0\0\1"), segment(0xE2, b"MPF\0"), app1(six))
    yield "in-app0", bare(segment(0xE0, b"Exif\0\0" + six))
    yield "behind-tables", whole[:scan].replace(b"\xff\xc0", app1(six) + b"\xff\xc0", 1) + whole[scan:]
    yield "before-scan", whole[:scan] + app1(six) + whole[scan:]
    yield "behind-scan", whole[:-2] + app1(six) + whole[-2:]
    yield "behind-end", whole + app1(six)
    yield "in-scan", whole[:behind] + app1(six) + whole[behind:]
    progressive = coded("JPEG", quality=90, subsampling=0, progressive=True)
    last = progressive.rindex(b"\xff\xda")
    yield "between-scans", progressive[:last] + app1(six) + progressive[last:]
    yield "fill-before", bare(b"\xff\xff\xff" + app1(six))
    yield "large", bare(app1(six + bytes(60000)))
    for value in range(1, 9):
        says = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="{value}"/></rdf:RDF></x:xmpmeta>'
        yield f"xmp-{value}", bare(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + says.encode()))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_chunks(data):
    at = 8
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at:end]
        at = end


def pngs():
    whole = coded("PNG")
    head, *data, end = [part for _, part in png_chunks(whole)]
    data = b"".join(data)
    put = lambda before, behind=b"": whole[:8] + head + before + data + behind + end
    exif = lambda block: chunk(b"eXIf", block)
    for name, block in blocks():
        yield f"block-{name}", put(exif(block))
    six, three, none = exif(turned(6)), exif(turned(3)), exif(tiff(entry("<", 0x128, SHORT, 2)))
    broken = six[:-1] + bytes([six[-1] ^ 1])
    firsts = {"six": six, "three": three, "none": none, "upright": exif(turned(1)), "empty": exif(b""), "short": exif(b"II*"), "long": exif(turned(3, kind=LONG)),
              "broken": three[:-1] + bytes([three[-1] ^ 1]), "zeros": exif(bytes(30)), "wrong": exif(turned(9)), "prefix": exif(b"Exif\0\0" + turned(3))}
    for name, first in firsts.items():
        yield f"first-{name}", put(first)
        yield f"first-{name}-then-six", put(first + six)
        yield f"six-then-{name}", put(six + first)
        yield f"behind-{name}", put(b"", first)
        yield f"{name}-then-data-then-six", put(first, six)
    idat = b"".join(part[8:-4] for kind, part in png_chunks(whole) if kind == b"IDAT")
    yield "between-data", whole[:8] + head + chunk(b"IDAT", idat[:20]) + six + chunk(b"IDAT", idat[20:]) + end
    yield "behind-end", whole + six
    yield "before-head", whole[:8] + six + whole[8:]
    yield "old-name", put(chunk(b"exIf", turned(6)))
    yield "compressed", put(chunk(b"zXIf", b"\0" + zlib.compress(turned(6))))
    hexed = turned(6).hex()
    for key in ("exif", "APP1"):
        block = (b"Exif\0\0" if key == "APP1" else b"") + bytes.fromhex(hexed)
        yield f"raw-profile-{key}", put(chunk(b"tEXt", f"Raw profile type {key}\0\n{key}\n{len(block):8}\n{block.hex()}\n".encode()))
    frames = io.BytesIO()
    picture().save(frames, "PNG", save_all=True, append_images=[picture().rotate(180)])
    first, *rest = [part for _, part in png_chunks(frames.getvalue())]
    yield "animated", whole[:8] + first + six + b"".join(rest)


def riff(*chunks):
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def part(kind, data):
    return kind + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def webps():
    simple = coded("WEBP", lossless=True)
    image = simple[12:]
    head = lambda flags: part(b"VP8X", bytes([flags, 0, 0, 0, 31, 0, 0, 15, 0, 0]))
    exif = lambda block: part(b"EXIF", block)
    for name, block in blocks():
        yield f"block-{name}", riff(head(8), image, exif(block))
    six, three = exif(turned(6)), exif(turned(3))
    none = exif(tiff(entry("<", 0x128, SHORT, 2)))
    firsts = {"six": six, "three": three, "none": none, "empty": exif(b""), "short": exif(b"II*"), "prefix": exif(b"Exif\0\0" + turned(3)), "long": exif(turned(3, kind=LONG)),
              "zeros": exif(bytes(30)), "wrong": exif(turned(9)), "short-prefix": exif(b"Exif\0" + turned(3)), "upright": exif(turned(1)), "double-prefix": exif(b"Exif\0\0" * 2 + turned(3))}
    for name, first in firsts.items():
        for flags in (0, 8):
            yield f"first-{name}-flags-{flags}", riff(head(flags), image, first)
            yield f"first-{name}-then-six-flags-{flags}", riff(head(flags), image, first, six)
            yield f"six-then-{name}-flags-{flags}", riff(head(flags), image, six, first)
            yield f"before-{name}-flags-{flags}", riff(head(flags), first, image)
            yield f"before-{name}-six-behind-flags-{flags}", riff(head(flags), first, image, six)
        yield f"simple-{name}", riff(image, first)
    yield "behind-end", riff(head(8), image) + six
    yield "lower", riff(head(8), image, part(b"exif", turned(6)))
    frames = io.BytesIO()
    picture().save(frames, "WEBP", save_all=True, append_images=[picture().rotate(180)], lossless=True)
    moving = frames.getvalue()
    yield "animated", riff(part(b"VP8X", bytes([moving[20] | 8]) + moving[21:30]), moving[30:], six)
    yield "animated-not-announced", riff(moving[12:], six)


def others():
    exif = b"Exif\0\0" + turned(6)
    yield "gif", "gif", coded("GIF")
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>'
    yield "xmp", "gif", coded("GIF", comment=b"a word")[:-1] + b"!\xff\x0bXMP DataXMP" + xmp + bytes([1, *range(255, -1, -1), 0]) + b";"
    for value in range(1, 9):
        yield f"exif-{value}", "avif", coded("AVIF", exif=exif[:6] + turned(value), quality=90)
        yield f"orientation-{value}", "tif", coded("TIFF", tiffinfo={ORIENTATION: value})
    if shutil.which("avifenc"):
        with tempfile.TemporaryDirectory() as tmp:
            source = Path(tmp, "in.png")
            source.write_bytes(coded("PNG"))
            block = Path(tmp, "block")
            block.write_bytes(turned(3))
            for angle in range(4):
                for mirror in (None, 0, 1):
                    for told in (False, True):
                        options = ["--irot", str(angle)] + (["--imir", str(mirror)] if mirror is not None else []) + (["--exif", block] if told else [])
                        subprocess.run(["avifenc", "-s", "10", *options, source, Path(tmp, "out.avif")], check=True, stdout=subprocess.DEVNULL)
                        yield f"irot-{angle}-imir-{mirror}-exif-{told}", "avif", Path(tmp, "out.avif").read_bytes()
    if shutil.which("cjxl"):
        with tempfile.TemporaryDirectory() as tmp:
            for value in (1, 3, 6):
                source, out = Path(tmp, f"{value}.jpg"), Path(tmp, f"{value}.jxl")
                source.write_bytes(coded("JPEG", exif=exif[:6] + turned(value)))
                for name, options in (("jpeg", []), ("pixels", ["-j", "0", "-d", "0"])):
                    subprocess.run(["cjxl", source, out, "--container=1", *options], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                    yield f"{name}-{value}", "jxl", out.read_bytes()


def variants():
    """(path, bytes) of all of them."""
    for kind, made in (("jpg", jpegs()), ("png", pngs()), ("webp", webps())):
        for name, data in made:
            yield f"{kind}/{name}.{kind}", data
    for name, kind, data in others():
        yield f"{kind}/{name}.{kind}", data
