"""Pictures that claim much: JPEG, PNG, GIF, WebP and TIFF of many parts, shared data and small streams that grow."""
import random
import struct
import zlib
from pathlib import Path

MANY = 90_000
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
ASKING = b"Erika Mustermann, Musterweg 17, 8001 Zuerich"  # a text in coded data asks for decoding them


def fixture(name):
    return (FIXTURES / name).read_bytes()


def attributes(count):
    """A packet of XMP with so many attributes on one element."""
    return (b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            b'<rdf:Description rdf:about="" xmlns:t="http://t/" ' + b" ".join(b't:a%d="v"' % at for at in range(count))
            + b"/></rdf:RDF></x:xmpmeta>")


def namespaces(count):
    """So many namespaces declared on the root, and as many elements of the first."""
    return (b"<r " + b" ".join(b'xmlns:n%d="http://n/%d"' % (at, at) for at in range(count)) + b">"
            + b"".join(b"<n0:a>v</n0:a>" for _ in range(count)) + b"</r>")


def elements(count):
    return b'<r xmlns:t="http://t/">' + b"".join(b"<t:a%d>some text %d</t:a%d>" % (at, at, at) for at in range(count)) + b"</r>"


def nested(count):
    return b"<a>" * count + b"</a>" * count


def exif(entries, next_ifd=0):
    """A block of one directory, of entries as (tag, type, count, value)."""
    entries = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries) // 12) + entries + struct.pack("<I", next_ifd)


def shared_values(size, count):
    """So many entries of Exif that all have the same value, so long that the block has the size."""
    at = 8 + 2 + 12 * count + 4
    length = max(8, size - at)
    return exif([(0x010E, 2, length, at)] * count) + (b"secret " * (length // 7 + 1))[:length]


def sub_directories(count):
    """A list of directories that is the same for each of the directories in it."""
    at = 8 + 6 + 12
    return exif([(0x014A, 4, count, at)]) + struct.pack("<I", 8) * count


# JPEG

def segment(code, payload):
    return b"\xff" + bytes([code]) + struct.pack(">H", len(payload) + 2) + payload


def jpeg(*before):
    return b"\xff\xd8" + b"".join(before) + fixture("jpeg/baseline.jpg")[2:]


def entropy(progressive=False, size=8, scan=b"", again=1):
    """Grey, with tables of one code each, so that a zero bit is a block without any light."""
    table = lambda kind: segment(0xC4, bytes([kind, 1]) + bytes(15) + b"\0")
    frame = segment(0xC2 if progressive else 0xC0, struct.pack(">BHHB", 8, size, size, 1) + b"\1\x11\0")
    ends = b"\0\0\0" if progressive else b"\0\x3f\0"
    tables = segment(0xDB, b"\0" + b"\1" * 64) + frame + table(0) + table(0x10)
    return b"\xff\xd8" + tables + (segment(0xDA, b"\1\1\0" + ends) + scan) * again + b"\xff\xd9"


def jpegs(of):
    yield "segments.jpg", jpeg(segment(0xFE, b"hello") * of(MANY))
    yield "different-comments.jpg", jpeg(*(segment(0xFE, b"%06d Lea Martin, Musterweg" % at) for at in range(of(MANY))))
    yield "exif-blocks.jpg", jpeg(segment(0xE1, b"Exif\0\0" + exif([(0x010F, 2, 4, 0x41424344)] * 8)) * of(MANY))
    yield "exif-shared.jpg", jpeg(segment(0xE1, b"Exif\0\0" + shared_values(of(65_000), of(2_000))) * of(200))
    yield "exif-directories.jpg", jpeg(segment(0xE1, b"Exif\0\0" + sub_directories(of(3_000))) * of(200))
    for name, packet in [("attributes", attributes(of(6_000))), ("namespaces", namespaces(of(1_400))), ("elements", elements(of(1_700))), ("nested", nested(of(9_000)))]:
        yield f"xmp-{name}.jpg", jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet[:65_000]) * of(200))
    pieces, whole = [], attributes(of(600_000))[:16_000_000]
    for at in range(0, len(whole), 60_000):
        head = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + struct.pack(">II", len(whole), at)
        pieces.append(segment(0xE1, head + whole[at:at + 60_000]))
    yield "xmp-extended.jpg", jpeg(*reversed(pieces))
    small = [segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"%032d" % at + struct.pack(">II", 1 << 24, 7)) for at in range(of(MANY))]
    yield "xmp-extended-ids.jpg", jpeg(*small)
    iptc = b"\x1c\x02\x19\0\3abc" * of(7_000)
    yield "iptc.jpg", jpeg(segment(0xED, b"Photoshop 3.0\0" + b"8BIM\4\4\0\0" + struct.pack(">I", len(iptc)) + iptc) * of(200))
    yield "resources.jpg", jpeg(segment(0xED, b"Photoshop 3.0\0" + b"8BIM\4\1\0\0\0\0\0\0" * of(5_000)) * of(200))
    yield "tables.jpg", jpeg(segment(0xDB, b"\0" + b"\1" * 64) * of(MANY))
    yield "profiles.jpg", jpeg(*(segment(0xE2, b"ICC_PROFILE\0" + bytes([at % 255 + 1, 255]) + b"x" * 16) for at in range(of(MANY))))
    mpf = b"MPF\0" + exif([(0xB002, 7, 16 * of(4_000), 26)]) + struct.pack("<IIIHH", 0, 700, 9, 0, 0) * of(4_000)
    yield "index.jpg", jpeg(segment(0xE2, mpf) * of(100))
    yield "jumbf.jpg", jpeg(*(segment(0xEB, b"JP\0\1" + struct.pack(">I", at) + struct.pack(">I4s", 16, b"jumb") + bytes(8)) for at in range(of(MANY))))
    deep = b""
    for _ in range(of(7_000)):
        deep = struct.pack(">I4s", len(deep) + 8, b"jumb") + deep if len(deep) < 60_000 else deep
    yield "jumbf-deep.jpg", jpeg(segment(0xEB, b"JP\0\1\0\0\0\1" + deep) * of(100))
    yield "scans.jpg", entropy(progressive=True, size=8, scan=b"\x7f", again=of(MANY))
    yield "scans-wide.jpg", entropy(progressive=True, size=4_000, scan=bytes(250 * 125) + ASKING, again=of(300))
    yield "restarts.jpg", entropy(size=8, scan=b"".join(b"\x7f\xff" + bytes([0xD0 + at % 8]) for at in range(of(1_000_000))))
    yield "wide.jpg", entropy(size=8 * of(8_188), scan=bytes(of(8_188) ** 2 // 4) + ASKING)
    yield "wide-progressive.jpg", entropy(progressive=True, size=8 * of(8_188), scan=bytes(of(8_188) ** 2 // 8) + ASKING)
    behind = fixture("jpeg/baseline.jpg")
    yield "behind.jpg", behind * of(15_000)
    yield "behind-exif.jpg", behind + b"Exif\0\0II*\0" * of(900_000)
    yield "behind-directories.jpg", behind + (b"Exif\0\0" + exif([(0x010F, 2, 4, 0x41424344)] * 4)) * of(100_000)
    yield "behind-packets.jpg", behind + (b"<x:xmpmeta " * of(1_000_000))
    yield "behind-resources.jpg", behind + b"8BIM\4\4\0\0\0\0\0\4abcd" * of(500_000)
    yield "behind-sets.jpg", behind + b"\x1c\x02\x19\0\3abc" * of(1_000_000)
    yield "behind-videos.jpg", behind + b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" * of(400_000)
    yield "behind-png.jpg", behind + b"\x89PNG\r\n\x1a\n" * of(1_000_000)
    yield "behind-json.jpg", behind + b'{"a":' * of(1_000_000) + b"1" + b"}" * of(1_000_000)
    yield "behind-afcp.jpg", behind + b"AXS!\0\0\0\1\0\0\0\0" * of(500_000)
    yield "behind-samsung.jpg", behind + b"SEFH\0\0\0\1\0\0\0\0SEFT" * of(500_000)
    many = [segment(0xFE, b"%06d Lea Martin, Musterweg" % at) for at in range(of(15_000))]
    yield "texts-alike.jpg", jpeg(*(segment(0xFE, b"Lea Martin, Muste%06d" % at) for at in range(of(15_000))))[:-2] + b"Lea Martin, Must" * of(200_000) + b"\xff\xd9"
    latin = [segment(0xFE, "Ж".encode() * 12 + b"%06d" % at) for at in range(of(15_000))]
    yield "texts-and-scans.jpg", b"\xff\xd8" + b"".join(latin) + entropy(progressive=True, scan=b"\x7f", again=of(3_000))[2:]
    yield "texts-and-data.jpg", jpeg(*many)[:-2] + random.Random(1).randbytes(of(8_000_000)).replace(b"\xff", b"") + b"\xff\xd9"


# PNG

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*before, size=1, depth=8, data=None, behind=()):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, depth, 0, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\0\0")) if data is None else data
    return b"\x89PNG\r\n\x1a\n" + b"".join([head, *before, data, *behind, chunk(b"IEND", b"")])


def pngs(of, each):
    yield "texts.png", png(chunk(b"tEXt", b"Comment\0hello") * of(MANY))
    yield "ztxt.png", png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"hello")) * of(MANY))
    yield "ztxt-grown.png", png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(each(60_000)), 9)) * of(MANY))
    yield "ztxt-bombs.png", png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(each(15_000_000)), 9)) * of(300))
    for name, text in [("json", b"[" + b"1," * each(30_000) + b"1]"), ("text", b"Lea Martin " * each(5_000))]:
        yield f"itxt-{name}.png", png(chunk(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(text, 9)) * of(20_000))
    for name, text in [("attributes", attributes(each(6_000))), ("namespaces", namespaces(each(1_500))), ("elements", elements(each(1_900)))]:
        yield f"itxt-{name}.png", png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(text[:64_000], 9)) * of(1_000))
    big = [attributes(of(100_000)), namespaces(of(9_000)), elements(of(9_000)), nested(of(200_000)), b"<a b='" + b"&amp;" * of(400_000) + b"'/>", b"<!--" + b"-" * of(2_000_000)]
    for at, text in enumerate(big):
        yield f"itxt-large-{at}.png", png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(text[:2 << 20], 9)) * 16)
    shared = b"Exif\0\0" + shared_values(each(30_000), each(2_000))
    profile = b"exif\n %d\n" % len(shared) + shared.hex().encode()
    yield "raw-profiles.png", png(chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(profile, 9)) * of(5_000))
    yield "exif.png", png(chunk(b"eXIf", exif([(0x010F, 2, 4, 0x41424344)] * 8)) * of(MANY))
    yield "exif-shared.png", png(chunk(b"eXIf", shared_values(of(15_000_000), of(2_000))))
    yield "kinds.png", png(*(chunk(bytes([97 + at // 17576, 97 + at // 676 % 26, 65 + at // 26 % 26, 97 + at % 26]), b"x") for at in range(of(70_000))))
    yield "palettes.png", png(*(chunk(b"sPLT", b"%d\0\10" % at + bytes(6)) for at in range(of(MANY))))
    yield "data.png", png(data=chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IDAT", b"") * of(MANY))
    frame = lambda at: chunk(b"fcTL", struct.pack(">IIIIIHHBB", at * 2 - 1, 1, 1, 0, 0, 1, 1, 0, 0)) + chunk(b"fdAT", struct.pack(">I", at * 2) + zlib.compress(b"\0\0"))
    first = chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, 1, 1, 0, 0, 1, 1, 0, 0))
    frames = [frame(at) for at in range(1, of(40_000))]
    yield "frames.png", png(chunk(b"acTL", struct.pack(">II", of(40_000), 0)), first, behind=frames)
    asking = [frame(at)[:38] + chunk(b"fdAT", struct.pack(">I", at * 2) + zlib.compress(b"\0\0") + ASKING) for at in range(1, of(40_000))]
    yield "frames-asking.png", png(chunk(b"acTL", struct.pack(">II", of(40_000), 0)), first, behind=asking)
    stream = zeros(of(4_000))
    yield "grown.png", png(size=65_000, data=chunk(b"IDAT", stream + ASKING))
    yield "grown-without-end.png", png(size=65_000, data=chunk(b"IDAT", stream))[:-12]
    yield "profile.png", png(chunk(b"iCCP", b"x\0\0" + zlib.compress(profile_of_tags(of(300_000)), 9)))
    yield "profile-texts.png", png(chunk(b"iCCP", b"x\0\0" + zlib.compress(profile_of_texts(of(200_000)), 9)))
    yield "profile-shared.png", png(chunk(b"iCCP", b"x\0\0" + zlib.compress(profile_of_tags(of(5_000), each(10_000_000)), 9)))
    boxes = b"".join(struct.pack(">I4s", 16, b"jumb") + bytes(8) for _ in range(of(900_000)))
    yield "jumbf.png", png(chunk(b"caBX", struct.pack(">I4s", len(boxes) + 8, b"jumb") + boxes))
    yield "names.png", png(*(chunk(b"tEXt", b"Key%d\0Lea Martin %d" % (at, at)) for at in range(of(MANY))))


def zeros(mebibytes):
    """A stream of so many zeros, of which each mebibyte is packed in the same way."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    one = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    adler = ((mebibytes << 20) % 65_521) << 16 | 1
    return b"\x78\xda" + one * mebibytes + b"\3\0" + struct.pack(">I", adler)


def profile_of_tags(count, size=100):
    at = 128 + 4 + 12 * count
    table = b"".join(struct.pack(">4sII", b"%04x" % (tag % 65536), at, size) for tag in range(count))
    return profile_head(at + size) + struct.pack(">I", count) + table + (b"text\0\0\0\0" + b"secret " * (size // 7 + 1))[:size]


def profile_of_texts(count):
    """A text in so many languages, all of the same letters."""
    at = 128 + 4 + 12
    records = b"".join(struct.pack(">2s2sII", b"en", b"US", 2_000, 16 + 12 * count) for _ in range(count))
    text = b"mluc\0\0\0\0" + struct.pack(">II", count, 12) + records + b"\0x" * 1_000
    return profile_head(at + len(text)) + struct.pack(">I4sII", 1, b"desc", at, len(text)) + text


def profile_head(size):
    return struct.pack(">I4sI4s4s4s12s4s4s4s", size, b"lcms", 0x02100000, b"mntr", b"RGB ", b"XYZ ", bytes(12), b"acsp", b"APPL", bytes(4)).ljust(128, b"\0")


# GIF

def gif(*blocks):
    return b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + b"".join(blocks) + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


def gifs(of):
    picture = b",\0\0\0\0\1\0\1\0\0\2\2D\1\0"
    yield "frames.gif", gif(picture * of(MANY // 2))
    yield "frames-controlled.gif", gif((b"!\xf9\4\0\0\0\0\0" + picture) * (of(MANY // 2) - 10))
    asking = b",\0\0\0\0\1\0\1\0\0\2\2D\1" + bytes([len(ASKING)]) + ASKING + b"\0"
    yield "frames-asking.gif", gif(asking * of(MANY // 2))
    yield "frames-and-texts.gif", gif(*(b"!\xfe\x20" + "Ж".encode() * 13 + b"%06d\0" % at for at in range(of(20_000))), picture * of(40_000))
    yield "comments.gif", gif(b"!\xfe\5hello\0" * of(MANY))
    yield "sub-blocks.gif", gif(b"!\xfe" + b"\1x" * of(5_000_000) + b"\0")
    yield "sub-blocks-many.gif", gif((b"!\xfe" + b"\1x" * of(100) + b"\0") * of(40_000))
    yield "applications.gif", gif(*(b"!\xff\x0b%08dabc\1x\0" % at for at in range(of(MANY))))
    yield "packets.gif", gif((b"!\xff\x0bXMP DataXMP" + elements(of(1_000)) + b"\1" + bytes(range(255, -1, -1)) + b"\0") * of(100))
    # Codes of a table that grows to 4,096 words, the longest of which stands for 4,000 pixels.
    grown = b"\2" + lzw_run(of(5_000_000))
    yield "grown.gif", b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff" + b",\0\0\0\0\xff\xff\xff\xff\0" + grown + b"\0;"
    yield "grown-asking.gif", b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff" + b",\0\0\0\0\xff\xff\xff\xff\0" + grown + bytes([len(ASKING)]) + ASKING + b"\0;"


def lzw_run(pixels):
    """One colour: each code is the one that was just made, until the table is full."""
    bits, held, out, done, width, code = 0, 0, bytearray(), 0, 3, 6
    def put(value):
        nonlocal bits, held
        bits, held = bits | value << held, held + width
        while held >= 8:
            out.append(bits & 255)
            bits, held = bits >> 8, held - 8
    put(4)
    put(0)
    done, length = 1, 2
    while done < pixels:
        if code < 4096:
            put(code)
            done, length, code = done + length, length + 1, code + 1
            if code == 1 << width and width < 12:
                width += 1
        else:
            put(4095)
            done += length - 1
    put(5)
    out.append(bits & 255)
    return b"".join(bytes([len(out[at:at + 255])]) + bytes(out[at:at + 255]) for at in range(0, len(out), 255))


# WebP

def riff(kind, data):
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) & 1)


def webp(*chunks, flags=0x2C, size=(1, 1), kind=b"VP8X"):
    wide, high = (struct.pack("<I", side - 1)[:3] for side in size)
    body = b"WEBP" + riff(kind, struct.pack("<I", flags) + wide + high) + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webps(of):
    plain = next(path for path in sorted((FIXTURES / "webp").iterdir()) if path.read_bytes()[12:16] == b"VP8 ").read_bytes()
    length = struct.unpack("<I", plain[16:20])[0]
    data = plain[20:20 + length]
    wide, high = (side & 0x3FFF for side in struct.unpack("<HH", data[6:10]))
    picture = riff(b"VP8 ", data)
    yield "chunks.webp", webp(picture, riff(b"abcd", b"hello") * of(MANY), size=(wide, high))
    yield "kinds.webp", webp(picture, *(riff(b"%04x" % at, b"hello") for at in range(of(60_000))), size=(wide, high))
    yield "exif.webp", webp(picture, riff(b"EXIF", exif([(0x010F, 2, 4, 0x41424344)] * 8)) * of(MANY), size=(wide, high))
    yield "packets.webp", webp(picture, riff(b"XMP ", attributes(of(100_000))), size=(wide, high))
    head = lambda: struct.pack("<I", 0)[:3] * 2 + struct.pack("<I", wide - 1)[:3] + struct.pack("<I", high - 1)[:3] + b"\1\0\0\0"
    frames = riff(b"ANMF", head() + picture) * of(20_000)
    yield "frames.webp", webp(riff(b"ANIM", bytes(6)), frames, flags=2, size=(wide, high))
    asking = riff(b"ANMF", head() + riff(b"VP8 ", data + ASKING)) * of(10_000)
    yield "frames-asking.webp", webp(riff(b"ANIM", bytes(6)), asking, flags=2, size=(wide, high))
    large = data[:6] + struct.pack("<HH", of(16_383), of(16_383)) + data[10:]
    body = b"WEBP" + riff(b"VP8 ", large + bytes(of(2_000)) + ASKING)
    yield "large-asking.webp", b"RIFF" + struct.pack("<I", len(body)) + body


# TIFF

def page(entries, after):
    return struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in sorted(entries)) + struct.pack("<I", after)


def tiff(directories, data):
    """Pages one behind the other, behind their data, which stand at 8."""
    start, out = 8 + len(data), []
    for at, entries in enumerate(directories):
        size = 6 + 12 * len(entries)
        start += size
        out.append(page(entries, start if at + 1 < len(directories) else 0))
    return b"II*\0" + struct.pack("<I", 8 + len(data)) + data + b"".join(out)


def picture_entries(wide=1, high=1, coding=1, strips=(1, 8), lengths=(1, 1), rows=None, bits=8):
    entries = [(256, 4, 1, wide), (257, 4, 1, high), (258, 3, 1, bits), (259, 3, 1, coding), (262, 3, 1, 1)]
    return entries + [(273, 4, *strips), (279, 4, *lengths)] + ([(278, 4, 1, rows)] if rows else [])


def tiffs(of):
    yield "pages.tif", tiff([picture_entries()] * of(30_000), bytes(8))
    for name, coding, data in [("packed", 32773, b"\x81\0" * 500), ("deflated", 8, zlib.compress(bytes(1_000_000), 9)), ("lzw", 5, bytes(4_000)),
                               ("plain", 1, bytes(1_000)), ("fax", 4, bytes(1_000)), ("jpeg", 7, fixture("jpeg/grey.jpg"))]:
        count = of(90_000)
        data = data + b"\0" * (len(data) & 1)
        lists = struct.pack("<I", 8) * count + struct.pack("<I", len(data)) * count
        entries = picture_entries(1_000, count, coding, (count, 8 + len(data)), (count, 8 + len(data) + 4 * count), 1)
        yield f"strips-{name}.tif", tiff([entries], data + lists)
        yield f"strips-{name}-asking.tif", tiff([entries], data + lists).replace(data, (data + ASKING)[-len(data):] if len(data) > 100 else data, 1)
        pages = [picture_entries(1_000, 1, coding, (1, 8), (1, len(data)))] * of(20_000)
        yield f"pages-{name}.tif", tiff(pages, data)
    count = of(3_000_000)
    lists = b"".join(struct.pack("<I", 8 + at % 1_000) for at in range(count)) + struct.pack("<I", 1) * count
    yield "strips-millions.tif", tiff([picture_entries(1, count, 1, (count, 8), (count, 8 + 4 * count), 1)], lists)
    whole = struct.pack("<I", 8) * of(100_000)
    shared = [(700, 1, of(300_000), 8), (34675, 7, of(300_000), 8), (33723, 7, of(300_000), 8), (34377, 7, of(300_000), 8), (37500, 7, of(300_000), 8), (50740, 1, of(300_000), 8)]
    data = elements(of(9_000))[:of(400_000)].ljust(of(400_000), b" ")
    yield "packets-shared.tif", tiff([picture_entries() + [(700, 1, of(400_000), 8)]] * of(5_000), data)
    icc = profile_of_tags(of(3_000), of(360_000))
    yield "profiles-shared.tif", tiff([picture_entries() + [(34675, 7, len(icc), 8)]] * of(5_000), icc)
    yield "values-shared.tif", tiff([picture_entries() + shared] * of(5_000), whole)
    yield "entries.tif", tiff([picture_entries() + [(tag, 2, of(400_000), 8) for tag in range(40_000, 40_000 + of(20_000))]], b"Lea Martin " * of(40_000))
    yield "below.tif", tiff([picture_entries() + [(330, 4, of(90_000), 8)]], b"".join(struct.pack("<I", of(400_000) + 8 + 6 * at) for at in range(of(90_000))).ljust(of(400_000)) + struct.pack("<HI", 0, 0) * of(90_000))
    yield "notes.tif", tiff([picture_entries() + [(34665, 4, 1, 8)]] * of(10_000), page([(37500, 7, of(60_000), 200), (36864, 7, 4, 0)], 0).ljust(of(60_000) + 300, b"n"))


def files(of, each):
    """Each number of `of` scales what there are many of; those of `each`, what is in one of them and packed in it."""
    yield from jpegs(of)
    yield from pngs(of, each)
    for makes in (gifs, webps, tiffs):
        yield from makes(of)
