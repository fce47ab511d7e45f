"""Colour profiles that colours.py makes: forms that are legal, or that readers put up with, and that few writers write."""
import struct

D50 = bytes.fromhex("0000f6d6000100000000d32d")
GAMMA = b"curv\0\0\0\0\0\0\0\1\2\x33"
NAME = b"Nora Petit's monitor, serial number 1981"

# Why these are refused: what they say is colour to readers of version 5 only, or lies where the copy has to be another.
REFUSED = {
    "v5 spectral": "colours of a spectral connection space",
    "v5 calculator": "a program with a calculator",
    "colour in the table": "a colour that is also the table of tags",
    "unknown space": "a colour space that no standard lists",
    "iccp-bomb.png": "sixteen megabytes",
    "size without room": "a size that leaves no room for the table",
}


def xyz(x, y, z):
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in (x, y, z)))


def described(text=NAME):
    return b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + bytes(79)


def mluc(text=NAME):
    wide = text.decode().encode("utf-16-be")
    return b"mluc\0\0\0\0\0\0\0\1\0\0\0\x0cenUS" + struct.pack(">II", len(wide), 28) + wide


def header(size, version=0x02400000, kind=b"mntr", space=b"RGB ", pcs=b"XYZ ", extra={}):
    head = bytearray(128)
    struct.pack_into(">I4sI4s4s4s6H4s", head, 0, size, b"lcms", version, kind, space, pcs, 2024, 5, 17, 12, 3, 4, b"acsp")
    head[40:44], head[48:52], head[80:84], head[68:80] = b"APPL", b"DELL", b"lcms", D50
    for at, value in extra.items():
        head[at:at + len(value)] = value
    return bytes(head)


def placed(tags, data, **options):
    """Tags as (name, place behind the table, length)."""
    first = 132 + 12 * len(tags)
    table = b"".join(struct.pack(">4sII", name, first + at, length) for name, at, length in tags)
    return header(first + len(data), **options) + struct.pack(">I", len(tags)) + table + data


def profile(tags, **options):
    data, places = b"", []
    for name, value in tags:
        places.append((name, len(data), len(value)))
        data += value + bytes(-len(value) % 4)
    return placed(places, data, **options)


SRGB = [
    (b"rXYZ", xyz(0.4361, 0.2225, 0.0139)), (b"gXYZ", xyz(0.3851, 0.7169, 0.0971)), (b"bXYZ", xyz(0.1431, 0.0606, 0.7141)),
    (b"wtpt", xyz(0.9642, 1, 0.8249)), (b"rTRC", GAMMA), (b"gTRC", GAMMA), (b"bTRC", GAMMA),
]


def magic(description, curve=GAMMA):
    """As compact profiles are written: the description reaches over what stands behind it."""
    head = b"desc\0\0\0\0\0\0\0\5Nora\0" + bytes(11)
    points = b"".join(value for name, value in SRGB[3:4] + SRGB[:3])
    data = head + b"text\0\0\0\0CC0\0" + points + curve
    tags = [(b"desc", 0, description), (b"cprt", 28, 12)]
    tags += [(name, 40 + 20 * place, 20) for place, name in enumerate((b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ"))]
    tags += [(name, 120, len(curve)) for name in (b"rTRC", b"gTRC", b"bTRC")]
    return placed(tags, data + bytes(max(0, description - len(data))))


def table8(inputs, outputs, grid=2):
    state, entries = 7, []
    for _ in range(grid ** inputs * outputs):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        entries.append(state >> 16 & 255)
    matrix = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    return (b"mft1\0\0\0\0" + bytes([inputs, outputs, grid, 0]) + matrix + bytes(range(256)) * inputs + bytes(entries)
            + bytes(range(256)) * outputs)


def curves_table(odd):
    """mAB with B curves, at an odd place; both ways to pad them."""
    head = b"mAB \0\0\0\0\3\3\0\0" + struct.pack(">5I", 32, 0, 0, 0, 0)
    row = (GAMMA + bytes(2)) * 3
    return bytes(odd) + head + row


def program(kind, body, channels=3):
    element = kind + bytes(4) + struct.pack(">HH", channels, 3) + body
    return b"mpet\0\0\0\0" + struct.pack(">HHIII", channels, 3, 1, 24, len(element)) + element


def with_bytes(original, at, value):
    return original[:at] + value + original[at + len(value):]


def made():
    """Names and profiles."""
    plain = SRGB + [(b"desc", described()), (b"cprt", b"text\0\0\0\0(c) " + NAME + b"\0")]
    whole = profile(plain)
    yield "plain", whole
    for reach in (28, 40, 52, 95, 120, 134):
        yield f"description over {reach} bytes", magic(reach)
    yield "description over a long curve", magic(94, b"curv\0\0\0\0\0\0\1\0" + b"".join(struct.pack(">H", n * n) for n in range(256)))
    yield "description over all of a table", magic(700)
    # A curve that is the end of another, and points inside of it.
    inner = b"curv\0\0\0\0\0\0\0\x24" + bytes(range(12)) + xyz(0.4, 0.3, 0.1) + GAMMA + bytes(range(72 - 12 - 34))
    yield "tags inside of a curve", placed(
        [(b"rTRC", 0, len(inner)), (b"gTRC", 44, 14), (b"bTRC", 0, len(inner)), (b"rXYZ", 24, 20), (b"gXYZ", 24, 20), (b"bXYZ", 24, 20),
         (b"wtpt", 24, 20), (b"desc", 0, 80)], inner)
    for odd in (1, 2, 3):
        data, places = bytes(odd), []
        for name, value in plain:
            places.append((name, len(data), len(value)))
            data += value
        yield f"unaligned by {odd}", placed(places, data)
        yield f"unaligned set of curves {odd}", placed(
            [(b"A2B0", odd, 32 + 48), (b"wtpt", 100, 20)], curves_table(odd) + bytes(20 - odd - 0) + xyz(0.9642, 1, 0.8249), version=0x04400000,
            pcs=b"Lab ")
    yield "tags backwards", profile(plain[::-1])
    yield "many tags", profile([(b"z%03d" % number, b"text\0\0\0\0" + NAME) for number in range(240)] + plain)
    yield "a hundred tags", profile([(b"z%03d" % number, b"text\0\0\0\0" + NAME) for number in range(91)] + plain)
    yield "a hundred and one tags", profile([(b"z%03d" % number, b"text\0\0\0\0" + NAME) for number in range(92)] + plain)
    yield "a colour twice", profile(plain + [(b"rXYZ", xyz(0.1, 0.2, 0.3))])
    yield "a description twice", profile(plain + [(b"desc", described(b"Another name"))])
    yield "a private tag twice", profile(plain + [(b"zzzz", b"text\0\0\0\0one"), (b"zzzz", b"text\0\0\0\0two")])
    yield "cut off", whole[:-60]
    yield "cut off in colour", profile(plain[::-1])[:-30]
    yield "followed by something", whole + NAME
    yield "size without room", with_bytes(whole, 0, struct.pack(">I", 140))
    yield "a curve longer than its tag", placed([(b"rTRC", 0, 12), (b"gTRC", 0, 12), (b"bTRC", 0, 12)] + [
        (name, 20 + 20 * place, 20) for place, (name, _) in enumerate(SRGB[:4])], b"curv\0\0\0\0\0\0\0\3\0\0\x60\0\xff\xff\0\0" + b"".join(
            value for _, value in SRGB[:4]))
    yield "a text out of range", placed([(b"rXYZ", 0, 20), (b"cprt", 40, 900)] + [(b"wtpt", 20, 20)], xyz(1, 1, 1) + xyz(0.9, 1, 0.8) + bytes(8))
    for version in (0x02000000, 0x04200000, 0x04400000, 0x05000000, 0x05010000, 0x03990000, 0x09000000, 0xFF4E6F72, 0x021004B0):
        yield f"version {version:08x}", profile(plain, version=version)
    yield "no description", profile(SRGB)
    yield "v4 texts", profile(SRGB + [(b"desc", mluc()), (b"cprt", mluc()), (b"dmdd", mluc()), (b"chad", b"sf32\0\0\0\0" + struct.pack(
        ">9i", 68674, 3279, -3288, 3866, 64919, -1116, -605, 985, 49297))], version=0x04400000)
    private = [(name, b"text\0\0\0\0" + NAME) for name in (b"vcgt", b"meta", b"psid", b"pseq", b"mmod", b"dmnd", b"zzzz", b"MS00", b"targ")]
    yield "private tags", profile(plain + private)
    yield "cicp", profile(SRGB + [(b"cicp", b"cicp\0\0\0\0\x09\x10\0\1"), (b"desc", mluc())], version=0x04400000)
    yield "illuminant D65", profile(plain, extra={68: bytes.fromhex("0000f35100010000000116cc")})
    yield "no illuminant", profile(plain, extra={68: bytes(12)})
    yield "odd intent", profile(plain, extra={64: b"\0\0\0\x09"})
    yield "reserved bytes", profile(plain, extra={100: NAME[:28], 84: NAME[:16]})
    for channels in (1, 2, 3, 4, 5, 6, 7, 8, 10, 15):
        space = {1: b"GRAY", 3: b"CMY ", 4: b"CMYK"}.get(channels, b"%XCLR" % channels)
        tags = [(b"A2B0", table8(channels, 3)), (b"B2A0", table8(3, channels)), (b"clrt", b"clrt\0\0\0\0\0\0\0\1" + NAME), (b"desc", described())]
        yield f"{channels} channels", profile(tags, kind=b"prtr", space=space, pcs=b"Lab ")
        yield f"{channels} channels, v4", profile(tags[:2] + [(b"desc", mluc())], version=0x04200000, kind=b"prtr", space=space, pcs=b"Lab ")
    yield "MCH6", profile([(b"A2B0", table8(6, 3)), (b"desc", described())], kind=b"prtr", space=b"MCH6", pcs=b"Lab ")
    yield "v5 channels", profile([(b"A2B0", table8(6, 3)), (b"desc", mluc())], version=0x05000000, kind=b"prtr", space=b"nc\0\6", pcs=b"Lab ")
    yield "link", profile([(b"A2B0", table8(3, 4)), (b"desc", described()), (b"pseq", b"pseq\0\0\0\0" + NAME)], kind=b"link", space=b"RGB ", pcs=b"CMYK")
    yield "abstract", profile([(b"A2B0", table8(3, 3)), (b"desc", described())], kind=b"abst", space=b"Lab ", pcs=b"Lab ")
    colour = lambda name, *numbers: name.ljust(32, b"\0") + struct.pack(">3H", *numbers) + b"\x11\x22"
    named = b"ncl2\0\0\0\0\0\0\0\0" + struct.pack(">II", 2, 1) + NAME[:31].ljust(32, b"\0") + bytes(32) + colour(
        b"Nora's red", 30000, 50000, 40000) + colour(b"Nora's blue", 20000, 30000, 10000)
    yield "named colours", profile([(b"ncl2", named), (b"desc", described())], kind=b"nmcl", space=b"GRAY", pcs=b"Lab ")
    matrix = struct.pack(">12f", 0.4, 0.3, 0.1, 0.2, 0.7, 0.1, 0, 0.1, 0.8, 0, 0, 0)
    for version in (0x04300000, 0x05000000):
        programs = [(name, program(b"matf", matrix)) for name in (b"D2B0", b"D2B1", b"D2B3", b"B2D0")]
        yield f"programs {version:08x}", profile(programs + SRGB + [(b"desc", mluc())], version=version)
    yield "v5 dictionary", profile(SRGB + [(b"desc", mluc()), (b"meta", b"dict\0\0\0\0" + NAME)], version=0x05000000)
    yield "v5 spectral", profile(SRGB + [(b"D2B0", program(b"matf", matrix))], version=0x05000000, extra={100: b"rs\0\x24"})
    yield "v5 calculator", profile(SRGB + [(b"D2B0", program(b"calc", bytes(16)))], version=0x05000000)
    yield "colour in the table", with_bytes(whole, 136, struct.pack(">I", 120))
    yield "unknown space", profile(plain, space=b"Nora")
    yield "no tag", profile([])
    yield "no colour", profile([(b"desc", described())])
    yield "no signature", with_bytes(whole, 36, b"Nora")
