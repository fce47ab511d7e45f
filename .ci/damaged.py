"""Tiny pictures that are not whole: ends, lengths and checksums that are missing or wrong, more than there should be.

`variants()` yields (path, bytes). Some are shown by every viewer, some by none: what has a copy must be shown as before.
"""
import io
import random
import struct
import zlib

from PIL import Image

from turned import chunk, part, png_chunks, riff

SIGNATURE = b"\x89PNG\r\n\x1a\n"
END = chunk(b"IEND", b"")


def noise():
    """A picture that compresses badly, so that there is much to cut."""
    source = random.Random(1)
    return Image.frombytes("RGB", (64, 48), bytes(source.randrange(256) for _ in range(64 * 48 * 3)))


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def taken_apart(data):
    """Chunks of a PNG by their types, its compressed data as one."""
    chunks = dict(png_chunks(data))
    body = b"".join(each[8:-4] for kind, each in png_chunks(data) if kind == b"IDAT")
    return chunks, body


def broken(data):
    return data[:-1] + bytes([data[-1] ^ 1])


def png(*parts):
    return SIGNATURE + b"".join(parts)


def palettes():
    chunks, body = taken_apart(saved(noise().quantize(13), "PNG", bits=4))
    head, plte, data = chunks[b"IHDR"], chunks[b"PLTE"], chunk(b"IDAT", body)
    colours = plte[8:-4]
    whole = lambda count, fill=b"\x55": chunk(b"PLTE", (colours + fill * 900)[: count * 3])
    alpha = lambda count: chunk(b"tRNS", (b"\0\xff\x80" + b"\x40" * 10 + b"\x11" * 300)[:count])
    for count in (1, 2, 13, 16, 17, 64, 256, 257, 300):
        yield f"palette-{count}", png(head, whole(count), data, END)
        for bytes_ in (0, 1, 3, 13, 16, 17, 63, 256, 257):
            yield f"palette-{count}-alpha-{bytes_}", png(head, whole(count), alpha(bytes_), data, END)
    yield "palette-and-a-byte", png(head, chunk(b"PLTE", colours + b"\x55"), data, END)
    yield "palette-missing", png(head, data, END)
    yield "palette-empty", png(head, chunk(b"PLTE", b""), data, END)
    yield "palette-twice", png(head, plte, plte, data, END)
    yield "palette-late", png(head, data, plte, END)
    yield "palette-crc", png(head, broken(plte), data, END)
    yield "alpha-crc", png(head, plte, broken(alpha(3)), data, END)
    yield "alpha-crc-and-another", png(head, plte, broken(alpha(3)), alpha(13), data, END)
    yield "alpha-twice", png(head, plte, alpha(3), alpha(13), data, END)
    yield "alpha-first", png(head, alpha(3), plte, data, END)
    yield "alpha-late", png(head, plte, data, alpha(3), END)
    yield "palette-long-no-end", png(head, whole(256), alpha(16), data)


def pngs():
    yield from palettes()
    chunks, body = taken_apart(saved(noise(), "PNG"))
    head, data, text = chunks[b"IHDR"], chunk(b"IDAT", body), chunk(b"tEXt", b"a\0b")
    colour = b"".join(struct.pack(">H", value) for value in noise().getpixel((0, 0)))
    for count in (0, 1, 5, 6, 7, 12, 256, 300):
        yield f"colour-{count}", png(head, chunk(b"tRNS", (colour + bytes(300))[:count]), data, END)
    for count in range(12):
        yield f"end-{count}", png(head, data, END[:count])
        yield f"text-end-{count}", png(head, data, text, END[:count])
    yield "end-crc", png(head, data, broken(END))
    yield "end-data", png(head, data, chunk(b"IEND", b"abcd"))
    yield "end-twice", png(head, data, END, END)
    for name, behind in (("garbage", b"garbage" * 9), ("zeros", bytes(100)), ("text-cut", text[:-3]), ("huge", b"\xff\xff\xff\xfftEXtabc"),
                         ("long", b"\0\0\xff\xfftEXtabc"), ("name", chunk(b"a\0bc", b"xx")), ("critical", chunk(b"ABCD", b"xx")), ("digits", chunk(b"te12", b""))):
        yield f"behind-{name}", png(head, data, behind)
        yield f"behind-{name}-and-end", png(head, data, behind, END)
        yield f"before-{name}", png(head, behind, data, END)
    for count in range(1, 24):
        yield f"data-less-{count}", png(head, data)[:-count]
    yield "data-half", png(head, data[: len(data) // 2])
    first, second = chunk(b"IDAT", body[:200]), chunk(b"IDAT", body[200:])
    yield "data-in-two", png(head, first, second)
    yield "data-in-two-and-text", png(head, first, text, second, END)
    yield "data-first-of-two", png(head, first)
    yield "data-first-of-two-and-text", png(head, first, text)
    yield "data-first-of-two-and-end", png(head, first, END)
    yield "data-twice", png(head, data, text, data, END)
    yield "data-crc", png(head, broken(data), END)
    yield "data-checksum", png(head, chunk(b"IDAT", broken(body)), END)
    yield "data-checksum-no-end", png(head, chunk(b"IDAT", broken(body)))
    yield "data-without-checksum", png(head, chunk(b"IDAT", body[:-4]), END)
    yield "data-without-checksum-no-end", png(head, chunk(b"IDAT", body[:-4]))
    for count in range(1, 9):
        yield f"checksum-alone-{count}", png(head, chunk(b"IDAT", body[:-3]), chunk(b"IDAT", body[-3:]))[:-count]
    raw = zlib.decompress(body)
    for name, less in (("more", raw + bytes(99)), ("less", raw[:-1]), ("half", raw[: len(raw) // 2])):
        yield f"scanlines-{name}", png(head, chunk(b"IDAT", zlib.compress(less)), END)
        yield f"scanlines-{name}-no-end", png(head, chunk(b"IDAT", zlib.compress(less)))
    yield "head-long", png(chunk(b"IHDR", head[8:-4] + b"\0"), data, END)
    for mode in ("1", "L", "LA", "RGBA", "I;16"):
        image = Image.frombytes("I;16", (40, 30), bytes(range(240)) * 10) if mode == "I;16" else noise().convert(mode)
        yield f"mode-{mode.replace(';', '-')}-no-end", saved(image, "PNG")[:-12]
        yield f"mode-{mode.replace(';', '-')}-less", saved(image, "PNG")[:-18]
    moving = saved(noise(), "PNG", save_all=True, append_images=[noise().rotate(180), noise().rotate(90)], duration=100)
    for count in (1, 12, 14, 16, 20, 3000, len(moving) // 2):
        yield f"animated-less-{count}", moving[:-count]
    yield "animated-frame-missing", png(*[each for _, each in png_chunks(moving)][:-2])


def sub_blocks(data):
    return b"".join(bytes([len(data[at : at + 255])]) + data[at : at + 255] for at in range(0, len(data), 255)) + b"\0"


def gifs():
    still = saved(noise().quantize(13), "GIF")
    moving = saved(noise().quantize(13), "GIF", save_all=True, append_images=[noise().rotate(turn).quantize(13) for turn in (180, 90)], duration=100)
    at = still.index(b",\0\0\0\0", 13 + (3 << ((still[10] & 7) + 1)))
    codes, position = b"", at + 11
    while still[position]:
        codes += still[position + 1 : position + 1 + still[position]]
        position += 1 + still[position]
    for name, data in (("still", still), ("animated", moving)):
        for count in (1, 2, 3, 4, 5, 10, 50, 300, len(data) // 3):
            yield f"{name}-less-{count}", data[:-count]
        for extra in (b"a", b"garbage", bytes(9), b"!", b"!\xfe", b"!\xfe\x20abc", b"!\xfe\x03abc", b"!\xf9\x04\0", b",", b",\0\0\0\0\x40\0"):
            yield f"{name}-then-{extra.hex()[:24]}", data[:-1] + extra
            yield f"{name}-then-{extra.hex()[:24]}-and-end", data[:-1] + extra + b";"
    for cut in (1, 2, 40, len(codes) // 2, len(codes)):
        yield f"codes-less-{cut}", still[: at + 11] + sub_blocks(codes[:-cut]) + b";"
        yield f"codes-less-{cut}-no-end", still[: at + 11] + sub_blocks(codes[:-cut])[:-1]
    yield "codes-more", still[: at + 11] + sub_blocks(codes + b"abcdef") + b";"
    for at_block in (255, 256 * 3):
        yield f"cut-at-{at_block}", still[: at + 11 + at_block + at_block // 255]
    second = moving.rindex(b"!\xf9")
    yield "animated-garbage-between", moving[:second] + b"xyz" + moving[second:]
    yield "still-and-another-behind-garbage", still[:-1] + b"ab" + still[at:]
    yield "screen-none", still[:6] + bytes(4) + still[10:]
    yield "frame-outside", still[: at + 1] + struct.pack("<HH", 30, 20) + still[at + 5 :]


def webps():
    lossy, lossless = saved(noise(), "WEBP", quality=60), saved(noise(), "WEBP", lossless=True)
    seen = noise().convert("RGBA")
    seen.putalpha(noise().convert("L"))
    moving = saved(noise(), "WEBP", save_all=True, append_images=[noise().rotate(180)], duration=100, lossless=True)
    sized = lambda data, size: data[:4] + struct.pack("<I", size) + data[8:]
    for name, data in (("lossy", lossy), ("lossless", lossless), ("alpha", saved(seen, "WEBP", quality=60)), ("animated", moving)):
        right = len(data) - 8
        for by in (-10, -2, -1, 1, 2, 10):
            yield f"{name}-size{by:+}", sized(data, right + by)
        for size in (0, 0xFFFFFFFF):
            yield f"{name}-size-{size}", sized(data, size)
        for count in (1, 2, 20, len(data) // 2):
            yield f"{name}-less-{count}", data[:-count]
        for extra in (b"\0", b"abc", bytes(8)):
            yield f"{name}-then-{len(extra)}", data + extra
            yield f"{name}-then-{len(extra)}-counted", sized(data + extra, right + len(extra))
    head = lambda flags, width=64: part(b"VP8X", bytes([flags, 0, 0, 0, width - 1, 0, 0, 47, 0, 0]))
    for name, image in (("lossy", lossy[12:]), ("lossless", lossless[12:])):
        for flags in (0, 0x01, 0x02, 0x10, 0x20, 0x3E, 0xC0):
            yield f"{name}-flags-{flags:02x}", riff(head(flags), image)
        yield f"{name}-wide", riff(head(0, 99), image)
        yield f"{name}-unknown-first", riff(part(b"abcd", b"xy"), image)
        yield f"{name}-unknown-second", riff(head(0), part(b"abcd", b"xy"), image)
        yield f"{name}-head-behind", riff(image, head(0))
        yield f"{name}-head-twice", riff(head(0), head(0), image)
        yield f"{name}-twice", riff(image, image)
        yield f"{name}-animation-behind", riff(image, part(b"ANIM", bytes(6)), part(b"ANMF", bytes(16) + image))
        yield f"{name}-twice-behind-head", riff(head(0), image, image)


def variants():
    for kind, made in (("png", pngs()), ("gif", gifs()), ("webp", webps())):
        for name, data in made:
            yield f"damaged-{kind}/{name}.{kind}", data
