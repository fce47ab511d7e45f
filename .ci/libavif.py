"""What the libavif in a wheel of Pillow or imagecodecs shows of a file, beyond what these give away: how often an animation is
repeated, how long each frame is shown, the HDR gain map, its numbers, and the picture that both make on displays of a few stops.

The layouts are those of avif.h, whose structures only ever grow at their ends.
"""
import ctypes as c
import hashlib
import importlib.util
import os
import struct
from pathlib import Path

U32, S32, U64 = c.c_uint32, c.c_int32, c.c_uint64
COLOUR, GAIN_MAP, SAMPLE_TRANSFORM = 3, 4, 8  # avifImageContentTypeFlag
ITEM = 1  # avifDecoderSource
RGBA, LINEAR = 1, 8  # avifRGBFormat, avifTransferCharacteristics
STOPS = (0.0, 1.0, 16.0)  # of displays without HDR, with some, and with more than any map asks for


class Data(c.Structure):
    _fields_ = [("data", c.c_void_p), ("size", c.c_size_t)]


class Fraction(c.Structure):
    _fields_ = [("n", S32), ("d", U32)]


class GainMap(c.Structure):
    pass


class Image(c.Structure):
    _fields_ = [
        ("width", U32), ("height", U32), ("depth", U32), ("format", S32), ("range", S32), ("position", S32),
        ("planes", c.c_void_p * 3), ("row_bytes", U32 * 3), ("owns", S32), ("alpha", c.c_void_p), ("alpha_row_bytes", U32),
        ("owns_alpha", S32), ("premultiplied", S32), ("icc", Data), ("primaries", c.c_uint16), ("transfer", c.c_uint16),
        ("matrix", c.c_uint16), ("clli", c.c_uint16 * 2), ("transforms", U32), ("pasp", U32 * 2), ("clap", U32 * 8),
        ("angle", c.c_uint8), ("axis", c.c_uint8), ("exif", Data), ("xmp", Data), ("properties", c.c_void_p),
        ("property_count", c.c_size_t), ("gain_map", c.POINTER(GainMap)),
    ]


GainMap._fields_ = [
    ("image", c.POINTER(Image)), ("least", Fraction * 3), ("most", Fraction * 3), ("gamma", Fraction * 3), ("base_offset", Fraction * 3),
    ("alternate_offset", Fraction * 3), ("base_headroom", Fraction), ("alternate_headroom", Fraction), ("in_base", S32), ("icc", Data),
    ("primaries", c.c_uint16), ("transfer", c.c_uint16), ("matrix", c.c_uint16), ("range", S32), ("depth", U32), ("plane_count", U32),
    ("clli", c.c_uint16 * 2),
]


class Timing(c.Structure):
    _fields_ = [("scale", U64), ("pts", c.c_double), ("pts_ticks", U64), ("duration", c.c_double), ("ticks", U64)]


class Decoder(c.Structure):
    _fields_ = [
        ("codec", S32), ("threads", S32), ("source", S32), ("progressive", S32), ("incremental", S32), ("ignore_exif", S32),
        ("ignore_xmp", S32), ("size_limit", U32), ("dimension_limit", U32), ("count_limit", U32), ("strict", U32),
        ("image", c.POINTER(Image)), ("index", S32), ("count", S32), ("progressive_state", S32), ("timing", Timing), ("scale", U64),
        ("duration", c.c_double), ("ticks", U64), ("repetitions", S32), ("has_alpha", S32), ("stats", c.c_size_t * 2),
        ("error", c.c_char * 256), ("io", c.c_void_p), ("data", c.c_void_p), ("has_track", S32), ("content", U32),
    ]


class Rgb(c.Structure):
    _fields_ = [
        ("width", U32), ("height", U32), ("depth", U32), ("format", S32), ("upsampling", S32), ("downsampling", S32), ("avoid_libyuv", S32),
        ("ignore_alpha", S32), ("premultiplied", S32), ("is_float", S32), ("threads", S32), ("pixels", c.c_void_p), ("row_bytes", U32),
    ]


class Libavif:
    """The library in a wheel. `codec` is the module that loads what it needs."""

    def __init__(self, package, codec):
        importlib.import_module(codec)
        wheel = Path(importlib.util.find_spec(package).origin).parent.parent
        found = [file for name in (package, "pillow") for file in sorted((wheel / f"{name}.libs").glob("libavif-*.so*"))]
        if not found:
            raise SystemExit(f"{package} IS NOT FROM A WHEEL: ITS LIBAVIF CANNOT BE ASKED")
        self.library = library = c.CDLL(os.fspath(found[0]))
        library.avifVersion.restype = c.c_char_p
        library.avifDecoderCreate.restype = c.POINTER(Decoder)
        library.avifImagePlane.restype = c.c_void_p
        library.avifImageApplyGainMap.argtypes = [
            c.POINTER(Image), c.POINTER(GainMap), c.c_float, c.c_uint16, c.c_uint16, c.POINTER(Rgb), c.c_void_p, c.c_void_p,
        ]
        self.version = tuple(int(part) for part in library.avifVersion().split(b".")[:2])

    def shown(self, path, is_item=False):
        """Name of what is shown -> what it looks like; nothing where the file is not opened. `is_item` asks for the picture that
        stands still in a file with an animation."""
        data = Path(path).read_bytes()
        decoder = self.library.avifDecoderCreate()
        try:
            one = decoder.contents
            one.content, one.ignore_exif, one.ignore_xmp = COLOUR | GAIN_MAP | SAMPLE_TRANSFORM, 1, 1
            one.strict = 0  # as browsers and Pillow do
            if is_item:
                self.library.avifDecoderSetSource(decoder, ITEM)
            self.library.avifDecoderSetIOMemory(decoder, data, c.c_size_t(len(data)))
            if self.library.avifDecoderParse(decoder):
                return None
            out = {"frames": f"{one.count}, repeated {one.repetitions} times, {one.ticks}/{one.scale} s, track {one.has_track}"}
            for frame in range(one.count):
                if self.library.avifDecoderNextImage(decoder):
                    return None
                out[f"frame {frame}"] = f"{self.planes(one.image)} {about(one.image)} at {one.timing.pts_ticks} for {one.timing.ticks}"
            gain_map = one.image.contents.gain_map
            if gain_map:
                out["gain map"] = self.planes(gain_map.contents.image)
                out["numbers of the gain map"] = numbers(gain_map)
                out |= {f"HDR of {stops} stops": self.tone_mapped(one.image, stops) for stops in STOPS}
            return out
        finally:
            self.library.avifDecoderDestroy(decoder)

    def planes(self, image):
        """Size, form and a digest of the points of all planes."""
        digest = hashlib.sha256()
        for channel in range(4):
            start = self.library.avifImagePlane(image, channel)
            width, height, row = (self.library[f"avifImagePlane{name}"](image, channel) for name in ("Width", "Height", "RowBytes"))
            for y in range(height if start else 0):
                digest.update(c.string_at(start + y * row, width * (2 if image.contents.depth > 8 else 1)))
        one = image.contents
        return f"{one.width}x{one.height} {one.depth} {one.format} {one.range} {digest.hexdigest()}"

    def tone_mapped(self, image, stops):
        """What a display of so many stops above white shows; what libavif answers, where it cannot say."""
        rgb = Rgb()
        self.library.avifRGBImageSetDefaults(c.byref(rgb), image)
        rgb.format, rgb.depth, rgb.threads = RGBA, 16, 1
        primaries, error = image.contents.primaries or 1, c.create_string_buffer(256)
        result = self.library.avifImageApplyGainMap(image, image.contents.gain_map, stops, primaries, LINEAR, c.byref(rgb), None, error)
        if result:
            return f"error {result}"
        shown = hashlib.sha256(c.string_at(rgb.pixels, rgb.row_bytes * rgb.height)).hexdigest()
        self.library.avifRGBImageFreePixels(c.byref(rgb))
        return shown


def about(image):
    """How the points are shown: colours, and what is cut, turned and mirrored. A profile can be cleaned: that there is one counts."""
    one = image.contents
    turned = [list(value) if flag & one.transforms else None for flag, value in ((1, one.pasp), (2, one.clap), (4, [one.angle]), (8, [one.axis]))]
    return f"{one.primaries} {one.transfer} {one.matrix} {list(one.clli)} {bool(one.icc.size)} {one.premultiplied} {turned}"


def numbers(gain_map):
    """The numbers of a gain map, and the form of the picture that it makes."""
    one = gain_map.contents
    fractions = [*one.least, *one.most, *one.gamma, *one.base_offset, *one.alternate_offset, one.base_headroom, one.alternate_headroom]
    # As values: a fraction can be written in many ways, and a copy has one of its own.
    said = [f"{struct.unpack('f', struct.pack('f', fraction.n / fraction.d))[0]}" if fraction.d else f"{fraction.n}/0" for fraction in fractions]
    rest = [one.in_base, bool(one.icc.size), one.primaries, one.transfer, one.matrix, one.range, one.depth, one.plane_count, list(one.clli)]
    return f"{' '.join(said)} {rest}"
