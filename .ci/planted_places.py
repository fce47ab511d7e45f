"""What a byte of a file stands in, by name: boxes of ISO media and JPEG XL, tags of TIFF, segments, chunks and blocks of the others."""
import re
import struct

# Boxes that hold boxes, and how many bytes stand before these.
HOLD = {name: 0 for name in "moov trak mdia minf dinf stbl edts udta mvex moof traf mfra iprp ipco sinf schi tref gmhd wave".split()}
HOLD |= {"meta": 4, "stsd": 8, "dref": 8, "iref": 4, "iinf": 6, "grpl": 0}
VIDEO, SOUND = 78, 28
# Versions 1 and 2 of QuickTime's sample description of sound are longer.
LONGER = {0: 0, 1: 16, 2: 36}
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
NEXT = {330, 34665, 34853, 40965, 400}  # directories below a directory
ELEMENTS = {0xC4: "DHT", 0xDB: "DQT", 0xDD: "DRI", 0xDC: "DNL", 0xCC: "DAC", 0xDA: "SOS"}


class Places:
    """The places of one file."""

    def __init__(self, data, form):
        self.data, self.form, self.spans = data, form, []
        try:
            if form in ("Tiff", "Dng"):
                self.tiff()
            elif form not in ("Jpeg", "Png", "Gif", "Webp") and not data.startswith(b"\xff\x0a"):
                self.boxes(0, len(data), "", "")
        except (struct.error, IndexError):
            pass

    def name(self, position, region, start):
        """Name of the place, and the offset of the position in it."""
        within = [span for span in self.spans if span[0] <= position < span[1]]
        if within:
            begin, _, name = min(within, key=lambda span: (span[1] - span[0], -span[0]))
            return name, position - begin
        if self.form == "Jpeg":
            marker = self.data[start + 1] if start + 1 < len(self.data) else 0
            known = ELEMENTS.get(marker) or (f"SOF{marker - 0xC0}" if 0xC0 <= marker < 0xD0 and marker != 0xC8 else f"{marker:02X}")
            return f"{plain(region)} {known}", position - start
        return plain(region), position - start

    def boxes(self, at, end, path, handler):
        while at + 8 <= end:
            size, kind = struct.unpack_from(">I4s", self.data, at)
            head = 8
            if size == 1:
                size, head = struct.unpack_from(">Q", self.data, at + 8)[0], 16
            size = size or end - at
            if size < head or at + size > end:
                return
            name = "".join(letter if letter.isprintable() else "?" for letter in kind.decode("latin-1"))
            if kind == b"trak":
                where = self.data.find(b"hdlr", at, at + size)
                handler = self.data[where + 12 : where + 16].decode("latin-1") if where > 0 else ""
            here = f"{path}/{name}" if path else name
            self.spans.append((at, at + size, here))
            inner = HOLD.get(name)
            if path.endswith("stsd"):
                version = struct.unpack_from(">H", self.data, at + 16)[0]
                inner = SOUND + LONGER.get(version, 0) if handler == "soun" else VIDEO
            elif name == "meta" and self.data[at + 12 : at + 16] == b"hdlr":  # QuickTime's has no version
                inner = 0
            elif name == "iinf" and self.data[at + head]:
                inner = 8
            if inner is not None:
                self.boxes(at + head + inner, at + size, here, handler)
            at += size

    def tiff(self):
        order = "<" if self.data[:2] == b"II" else ">"
        big = struct.unpack_from(order + "H", self.data, 2)[0] == 43
        word, count, entry = ("Q", "Q", 20) if big else ("I", "H", 12)
        head = struct.calcsize(word)
        first, = struct.unpack_from(order + word, self.data, 8 if big else 4)
        waiting, seen = [first], set()
        while waiting:
            at = waiting.pop()
            if at in seen or not 0 < at < len(self.data):
                continue
            seen.add(at)
            number, = struct.unpack_from(order + count, self.data, at)
            start = at + struct.calcsize(order + count)
            self.spans.append((at, start + number * entry + head, "directory"))
            for index in range(min(number, 4096)):
                here = start + index * entry
                tag, kind = struct.unpack_from(order + "HH", self.data, here)
                values, = struct.unpack_from(order + word, self.data, here + 4)
                self.spans.append((here, here + 4 + head, f"tag {tag}, header"))
                value, length = here + 4 + head, values * SIZES.get(kind, 1)
                if length > head:
                    self.spans.append((value, value + head, f"tag {tag}, offset"))
                    value, = struct.unpack_from(order + word, self.data, value)
                else:
                    self.spans.append((value + length, value + head, f"tag {tag}, padding"))
                self.spans.append((value, value + length, f"tag {tag}"))
                if tag in NEXT and length:
                    below = "Q" if SIZES.get(kind) == 8 else "I"
                    waiting += struct.unpack_from(f"{order}{length // struct.calcsize(below)}{below}", self.data, value)
            waiting += struct.unpack_from(order + word, self.data, start + number * entry)


def plain(region):
    """The name of a region as a person writes it: `Png([73, 72, 68, 82])` is `Png(IHDR)`."""
    letters = lambda found: "(" + "".join(chr(int(one)) if 32 <= int(one) < 127 else "?" for one in found[1].split(", ")) + ")"
    return re.sub(r"\(\[([\d, ]+)\]\)", letters, region)
