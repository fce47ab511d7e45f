"""Files of boxes that claim much (videos, HEIF, JPEG XL), and files beside photos."""
import base64
import plistlib
import struct

from bombs_stills import MANY, attributes, elements, fixture, namespaces, nested, shared_values, sub_directories

ITEMS = 30_000
EVERYTHING = (0, 1_000_000)  # offset in mdat, and length
CODED = b"\x63\x26\x01" + b"\x80" * 97  # a slice of H.265, behind a length of one byte
UNIT = b"\0\0\0\2\x09\xf0"  # a delimiter of H.264


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
         number=lambda item: item, extents=1):
    """Items in the order of `kinds`, from number 1 where `number` says nothing else; a kind is (type, hidden, what follows the name)."""
    numbers = range(1, len(kinds) + 1)
    entries = [full(b"infe", 3, hidden, struct.pack(">IH", number(item), 0), kind, b"\0", rest)
               for item, (kind, hidden, rest) in zip(numbers, kinds)]
    maps = [struct.pack(">IB", item, len(associated(item))) + struct.pack(f">{len(associated(item))}H", *associated(item))
            for item in numbers]

    def meta(base):
        places = [struct.pack(">IHHH", item, 0, 0, extents) + struct.pack(">II", base + place(item)[0], place(item)[1]) * extents
                  for item in numbers]
        count = struct.pack(">I", len(kinds))
        return full(
            b"meta", 0, 0, full(b"hdlr", 0, 0, b"\0\0\0\0pict", bytes(13)), full(b"pitm", 1, 0, struct.pack(">I", 1)),
            full(b"iinf", 1, 0, count, *entries), full(b"iloc", 2, 0, b"\x44\0", count, *places),
            full(b"iref", 1, 0, *(box(kind, struct.pack(">IH", item, len(to)), struct.pack(f">{len(to)}I", *to))
                                  for kind, item, to in references)),
            box(b"iprp", box(b"ipco", HVCC, ISPE, *properties), full(b"ipma", 1, 1, count, *maps)))

    head = box(b"ftyp", b"heic\0\0\0\0mif1heic")
    return head + meta(len(head) + len(meta(0)) + 8) + box(b"mdat", (CODED * (media // 100 + 1))[:media])


def pictures(of):
    shown, hidden, packet = (b"hvc1", 0, b""), (b"hvc1", 1, b""), (b"mime", 1, XMP)
    others = range(2, of(ITEMS) + 2)
    whole = lambda item: (0, 100) if item == 1 else EVERYTHING
    about = [(b"cdsc", item, [1]) for item in others]
    yield "exif-shared.heic", heic([shown] + [(b"Exif", 1, b"")] * of(ITEMS), about, place=whole, media=EVERYTHING[1])
    yield "xmp-shared.heic", heic([shown] + [packet] * of(ITEMS), about, place=whole, media=EVERYTHING[1])
    made_of = [(b"dimg", item, [1]) for item in others]
    yield "tone-maps-shared.heic", heic([shown] + [(b"tmap", 0, b"")] * of(ITEMS), made_of, place=whole, media=EVERYTHING[1])
    maps = [(b"auxl", item, [1]) for item in others] + [(b"cdsc", item + of(ITEMS), [item]) for item in others]
    yield "gain-maps.heic", heic([shown] + [hidden] * of(ITEMS) + [packet] * of(ITEMS), maps, [GAIN_MAP], lambda item: [1, 2, 3])
    yield "chain.heic", heic([shown] * of(ITEMS), [(b"dimg", item, [item + 1]) for item in range(1, of(ITEMS))])
    yield "one-number.heic", heic([shown] + [(b"Exif", 1, b"")] * of(ITEMS), number=lambda item: min(item, 2))
    sixty = lambda item: [1, 2, *range(3 + item, 63 + item)]
    yield "properties.heic", heic([shown] * of(ITEMS), (), [ISPE] * (of(ITEMS) + 100), sixty)
    each = list(range(2, of(1_000) + 2))
    for kind in (b"cdsc", b"dimg", b"auxl", b"thmb"):
        yield f"each-to-each-{kind.decode()}.heic", heic([shown] * (of(1_000) + 1), [(kind, item, each) for item in range(1, of(1_000) + 1)])
    grid = lambda item: (0, 8)
    yield "grids.heic", heic([(b"grid", 0, b"")] * (of(1_000) + 1), [(b"dimg", item, each) for item in range(1, of(1_000) + 1)], place=grid)
    yield "extents.heic", heic([shown] + [(b"Exif", 1, b"")] * 30, [(b"cdsc", item, [1]) for item in range(2, 32)], extents=of(60_000), media=200)
    yield "extents-pictures.heic", heic([shown] * 30, extents=of(60_000), media=200)
    yield "associated-to-one.heic", heic([shown] * of(20_000), (), [ISPE] * 10, lambda item: [1, 2] * of(100))
    yield "names.heic", heic([(b"hvc1", 0, b"x" * 200)] * of(ITEMS))
    yield "unknown-items.heic", heic([shown] + [(b"%04x" % at, 1, b"") for at in range(of(ITEMS))])
    yield "profiles.heic", heic([shown] * of(2_000), (), [box(b"colr", b"prof", bytes(500))] * of(2_000), lambda item: [1, 2, 3 + item])
    yield "coded-shared.heic", heic([shown] * of(20_000), place=lambda item: (0, of(900_000)), media=of(900_000))


# Videos

def film(changes=(), tracks=1, behind=b"", before=b"", movie=b""):
    """A film whose tables are others: `changes` are (type, box) of its first track, which stands so many times."""
    plain = fixture("video/nothing-to-remove.mp4")
    track = plain[3266:3266 + 781]
    for kind, new in changes:
        at = track.index(kind) - 4
        track = track[:at] + new + track[at + struct.unpack(">I", track[at:at + 4])[0]:]
    for kind in (b"trak", b"mdia", b"minf", b"stbl"):
        at = track.index(kind) - 4
        end = len(track)
        track = track[:at] + struct.pack(">I", end - at) + track[at + 4:]
    numbered = [track.replace(track[track.index(b"tkhd") + 16:][:4], struct.pack(">I", at + 1), 1) for at in range(tracks)]
    # Other samples than those of the film are all alike.
    media = box(b"mdat", UNIT * 600) if any(kind == b"stsz" for kind, _ in changes) else plain[40:3150]
    return plain[:40] + media + before + box(b"moov", plain[3158:3266], *numbered, movie) + behind


def videos(of):
    count = of(1_500_000)
    yield "sizes.mp4", film([(b"stsz", full(b"stsz", 0, 0, struct.pack(">II", 0, count), bytes(4 * count)))])
    rest = [(b"stsc", full(b"stsc", 0, 0, struct.pack(">IIII", 1, 1, count, 1))), (b"stts", full(b"stts", 0, 0, struct.pack(">III", 1, count, 1))),
            (b"ctts", b""), (b"stss", b""), (b"stco", full(b"stco", 0, 0, struct.pack(">II", 1, 48)))]
    yield "sizes-none.mp4", film([(b"stsz", full(b"stsz", 0, 0, struct.pack(">II", 0, count), bytes(4 * count))), *rest])
    for size in (6, 1):
        for claimed in (500, 16_000_000, 0xFFFFFFFF):
            changed = [(b"stsz", full(b"stsz", 0, 0, struct.pack(">II", size, of(claimed)))),
                       (b"stsc", full(b"stsc", 0, 0, struct.pack(">IIII", 1, 1, of(claimed), 1))),
                       (b"stts", full(b"stts", 0, 0, struct.pack(">III", 1, of(claimed), 1))),
                       (b"ctts", b""), (b"stss", b""), (b"stco", full(b"stco", 0, 0, struct.pack(">II", 1, 48)))]
            yield f"claimed-{size}-{claimed}.mp4", film(changed)
            yield f"claimed-{size}-{claimed}-tracks.mp4", film(changed, tracks=of(200))
    offsets = [(b"stsz", full(b"stsz", 0, 0, struct.pack(">II", 6, count))), (b"stsc", full(b"stsc", 0, 0, struct.pack(">IIII", 1, 1, 1, 1))),
               (b"stts", full(b"stts", 0, 0, struct.pack(">III", 1, count, 1))), (b"ctts", b""), (b"stss", b"")]
    yield "chunks.mp4", film(offsets + [(b"stco", full(b"stco", 0, 0, struct.pack(">I", count), b"".join(struct.pack(">I", 48 + at % 500 * 6) for at in range(count))))])
    yield "chunks-same.mp4", film(offsets + [(b"stco", full(b"stco", 0, 0, struct.pack(">I", count), struct.pack(">I", 48) * count))])
    yield "chunks-apart.mp4", film(offsets + [(b"stco", full(b"stco", 0, 0, struct.pack(">I", count), b"".join(struct.pack(">I", 48 + at * 12) for at in range(count))))], behind=b"")
    yield "times.mp4", film([(b"stts", full(b"stts", 0, 0, struct.pack(">I", count), struct.pack(">II", 1, 1) * count))])
    yield "times-none.mp4", film([(b"stts", full(b"stts", 0, 0, struct.pack(">I", count), struct.pack(">II", 0, 1) * count))])
    yield "offsets.mp4", film([(b"ctts", full(b"ctts", 0, 0, struct.pack(">I", count), struct.pack(">II", 0xFFFFFFFF, 1) * count))])
    yield "runs.mp4", film([(b"stsc", full(b"stsc", 0, 0, struct.pack(">I", count), b"".join(struct.pack(">III", at + 1, 1, 1) for at in range(count))))])
    yield "edits.mp4", film([(b"elst", full(b"elst", 0, 0, struct.pack(">I", count), struct.pack(">IIHH", 1, 0, 1, 0) * count))])
    yield "edits-apart.mp4", film([(b"elst", full(b"elst", 0, 0, struct.pack(">I", of(90_000)), b"".join(struct.pack(">IIHH", 1, at % 500, 1, 0) for at in range(of(90_000)))))])
    yield "groups.mp4", film([(b"stco", fixture("video/nothing-to-remove.mp4")[3995:4047] + full(b"sbgp", 0, 0, b"roll", struct.pack(">I", count), struct.pack(">II", 0xFFFFFFFF, 1) * count))])
    yield "tracks.mp4", film(tracks=of(10_000))
    place = box(b"\xa9xyz", struct.pack(">HH", 18, 0x15C7), b"+48.8566+002.3522/")
    plain = fixture("video/auxiliary-picture.mp4")
    yield "places.mp4", plain + box(b"udta", place * of(ITEMS))
    yield "places-movie.mp4", film(movie=box(b"udta", place * of(MANY)))
    yield "boxes.mp4", plain + box(b"free", b"x") * of(MANY)
    yield "boxes-movie.mp4", film(movie=b"".join(box(b"%04x" % (at % 65536), b"x") for at in range(of(MANY))))
    yield "media.mp4", plain + box(b"mdat", b"x") * of(MANY)
    keys = [full(b"hdlr", 0, 0, b"\0\0\0\0mdta", bytes(13)), full(b"keys", 0, 0, struct.pack(">I", of(MANY)), *(box(b"mdta", b"com.k%d" % at) for at in range(of(MANY)))),
            box(b"ilst", *(box(struct.pack(">I", at + 1), box(b"data", struct.pack(">II", 1, 0), b"value")) for at in range(of(MANY))))]
    yield "keys.mp4", film(movie=full(b"meta", 0, 0, *keys))
    yield "packet.mp4", film(movie=box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), attributes(of(200_000))))
    deep = b""
    for _ in range(of(20_000)):
        deep = box(b"udta", deep)
    yield "deep.mp4", film(movie=deep)
    fragment = lambda run: box(b"moof", full(b"mfhd", 0, 0, bytes(4)), box(b"traf", full(b"tfhd", 0, 0x20000, struct.pack(">I", 1)), run))
    yield "fragments.mp4", plain + fragment(b"") * of(ITEMS)
    for claimed in (100_000, 0xFFFFFFFF):
        run = full(b"trun", 0, 0, struct.pack(">I", of(claimed)))
        yield f"fragments-claimed-{claimed}.mp4", fixture("video/fragments.mp4") + fragment(run) * of(1_000)
        yield f"fragments-claimed-{claimed}-movie.mp4", plain + fragment(run) * of(1_000)
    many = full(b"trun", 0, 0x201, struct.pack(">Ii", of(10_000), 0), b"\0\0\0\1" * of(10_000))
    yield "fragments-runs.mp4", fixture("video/fragments.mp4") + fragment(many) * of(400)
    yield "index.mp4", fixture("video/fragments.mp4") + full(b"sidx", 0, 0, bytes(20), struct.pack(">H", of(65_535)), bytes(12 * of(65_535))) * of(20)
    yield "telemetry.mp4", plain + box(b"mdat", (b"DEVC\0\1\0\1" + b"STRM\0\1\0\1") * of(600_000))
    yield "way.mp4", plain + box(b"free", b"freeGPS " * of(1_000_000))
    yield "sentences.mp4", plain + box(b"free", b"$GPRMC,161229.487,A,3723.2475,N,12158.3416,W,0.13,309.62,120598,,*10\r\n" * of(150_000))


# JPEG XL

JXL = box(b"JXL ", b"\r\n\x87\n") + box(b"ftyp", b"jxl \0\0\0\0jxl ")
# Brotli streams of 16,000,000 spaces, and as many bytes of empty elements.
SPACES = base64.b64decode("n/8j9PglQOKxQCB3gx4=")
EMPTY = base64.b64decode("n/8j9PilX3h8wsRpAYDtBr0T")


def stored(data):
    """A Brotli stream of bytes as they are, in pieces of 64 KiB (RFC 7932, 9.2)."""
    out, bits, held = bytearray(), 0, 0
    def put(value, width):
        nonlocal bits, held
        bits, held = bits | value << held, held + width
    put(0, 1)
    for at in range(0, len(data), 65_536):
        piece = data[at:at + 65_536]
        for value, width in ((0, 1), (0, 2), (len(piece) - 1, 16), (1, 1)):
            put(value, width)
        held = -(-held // 8) * 8
        out += bits.to_bytes(held // 8, "little") + piece
        bits, held = 0, 0
    return bytes(out + b"\3")


def codestreams(of):
    coded = fixture("jxl/bare.jxl")
    picture = box(b"jxlc", coded)
    packets = {"attributes": attributes(of(60_000)), "namespaces": namespaces(of(6_000)), "elements": elements(of(9_000)), "nested": nested(of(100_000))}
    yield "boxes.jxl", JXL + picture + b"".join(box(b"%04x" % (at % 65536), b"x") for at in range(of(MANY)))
    yield "boxes-same.jxl", JXL + picture + box(b"free", b"x") * of(MANY)
    yield "boxes-before.jxl", JXL + box(b"Exif", b"\0\0\0\0") * of(MANY) + picture
    pieces = [box(b"jxlp", struct.pack(">I", at), coded[at:at + 1]) for at in range(len(coded) + of(22_000))]
    yield "pieces.jxl", JXL + b"".join(pieces) + box(b"jxlp", struct.pack(">I", len(pieces) | 1 << 31))
    yield "pieces-empty.jxl", JXL + box(b"jxlp", bytes(4)) * of(MANY) + box(b"jxlp", struct.pack(">I", 1 << 31), coded)
    for name, packet in packets.items():
        yield f"packets-{name}.jxl", JXL + picture + box(b"xml ", packet) * of(20)
        yield f"brob-{name}.jxl", JXL + picture + box(b"brob", b"xml ", stored(packet)) * of(20)
    yield "packet-attributes.jxl", JXL + picture + box(b"xml ", attributes(of(600_000)))
    for kind in (b"xml ", b"Exif", b"jumb", b"abcd"):
        yield f"brob-spaces-{kind.decode().strip()}.jxl", JXL + picture + box(b"brob", kind, SPACES) * of(300)
        yield f"brob-empty-{kind.decode().strip()}.jxl", JXL + picture + box(b"brob", kind, EMPTY) * of(300)
    yield "exif.jxl", JXL + picture + box(b"Exif", b"\0\0\0\0", shared_values(of(65_000), of(2_000))) * of(200)
    yield "directories.jxl", JXL + picture + box(b"Exif", b"\0\0\0\0", sub_directories(of(3_000))) * of(200)
    yield "indexes.jxl", JXL + picture + box(b"jxli", b"\x80\x80\x04" + bytes(8 + 3 * of(65_536))) * of(50)


# Files beside photos; `check` alone reads them.

def sidecars(of, _):
    yield "wide.json", b"[" + b"1," * of(7_000_000) + b"1]"
    yield "deep.json", b"[" * of(8_000_000) + b"]" * of(8_000_000)
    yield "same.json", b'{"title":"x"' + b',"a":"Lea Martin"' * of(900_000) + b"}"
    yield "places.json", b'{"title":"x","geoData":[' + b'{"latitude":48.1,"longitude":2.3},' * of(400_000) + b"1]}"
    yield "names.json", b'{"title":"x"' + b"".join(b',"a%d":"b"' % at for at in range(of(900_000))) + b"}"
    yield "path.json", b'{"' + b"k" * of(60_000) + b'":[' + b'"v",' * of(900_000) + b"1]}"
    yield "paths.json", (b'{"' + b"k" * of(1_000_000) + b'":') * of(14) + b"[" + b'"v",' * of(100_000) + b"1]" + b"}" * of(14)
    yield "attributes.xmp", attributes(of(800_000))[:16_000_000]
    yield "attributes-whole.xmp", attributes(of(600_000))
    yield "namespaces.xmp", namespaces(of(200_000))
    yield "elements.xmp", elements(of(200_000))
    yield "nested.xmp", nested(of(2_000_000))
    value = ["x"] * 10
    for _ in range(12):
        value = [value] * 10
    # Each list refers ten times to the one below: a hundred billion texts in 400 bytes.
    objects = [b"\x51x"] + [b"\xaa" + bytes([max(0, at)]) * 10 for at in range(12)]
    body, offsets = b"bplist00", []
    for one in objects:
        offsets.append(len(body))
        body += one
    yield "shared.aae", body + b"".join(struct.pack(">H", at) for at in offsets) + bytes(6) + b"\2\1" + struct.pack(">QQQ", len(objects), len(objects) - 1, len(body))
    many = of(200_000)
    wide = b"bplist00\x51x\xaf\x12" + struct.pack(">I", many) + b"\0" * many
    yield "wide.aae", wide + struct.pack(">II", 8, 10) + bytes(6) + b"\4\1" + struct.pack(">QQQ", 2, 1, len(wide))
    yield "names.aae", plistlib.dumps({f"key{at}": "Lea Martin" for at in range(of(100_000))})
    yield "nested.aae", b'<?xml version="1.0"?><plist version="1.0">' + b"<array>" * of(1_000_000) + b"</array>" * of(1_000_000) + b"</plist>"
    yield "attributes.aae", b'<?xml version="1.0"?><plist version="1.0"><array ' + b" ".join(b'a%d="v"' % at for at in range(of(600_000))) + b"/></plist>"
    entries = of(65_535)
    yield "._entries", struct.pack(">II16xH", 0x00051607, 0x00020000, entries) + struct.pack(">III", 9, 26 + 12 * entries, of(1_000_000)) * entries + b"x" * of(1_000_000)
    attrs = b"ATTR" + struct.pack(">IIII12xHH", 0, of(10_000_000), 120, 0, 0, of(65_535)) + (struct.pack(">IIHB", 120, of(1_000_000), 0, 1) + b"\0") * of(65_535)
    yield "._attributes", struct.pack(">II16xH", 0x00051607, 0x00020000, 1) + struct.pack(">III", 9, 38, len(attrs) + 34) + bytes(32) + attrs
    yield "desktop.ini", b"[a]\r\n" + b"b=Lea Martin\r\n" * of(1_000_000)
    records = b"".join(struct.pack(">I", 4) + "abcd".encode("utf-16-be") + b"cmmtustr" + struct.pack(">I", 4) + "text".encode("utf-16-be") for _ in range(of(100_000)))
    yield ".DS_Store", b"\0\0\0\1Bud1" + struct.pack(">III", 2048, 2048, 2048) + bytes(16) + struct.pack(">II", 0, of(100_000)) + records


def files(of, _):
    for makes in (pictures, videos, codestreams):
        yield from makes(of)
