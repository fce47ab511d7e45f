"""What the libheif in pillow-heif's wheel shows of a sequence of pictures: each picture, for how long, how often all are repeated, and
whether they have alpha. pillow-heif itself shows still pictures only."""
import ctypes as c
import hashlib
import importlib.util
import os
from pathlib import Path

RGB, RGBA, INTERLEAVED = 1, 11, 10  # heif_colorspace, heif_chroma, heif_channel
FIRST = 0  # the first track of pictures that is not auxiliary
MOST = 500  # pictures: an edit list can repeat them for ever


class Error(c.Structure):
    _fields_ = [("code", c.c_int), ("subcode", c.c_int), ("message", c.c_char_p)]


def load():
    import pillow_heif  # loads what libheif needs

    wheel = Path(importlib.util.find_spec("pillow_heif").origin).parent.parent
    found = sorted((wheel / "pillow_heif.libs").glob("libheif-*.so*"))
    if not found:
        raise SystemExit("pillow-heif IS NOT FROM A WHEEL: ITS LIBHEIF CANNOT BE ASKED")
    library = c.CDLL(os.fspath(found[0]))
    for name in ("heif_context_alloc", "heif_context_get_track", "heif_image_get_plane_readonly"):
        getattr(library, name).restype = c.c_void_p
    for name in ("heif_context_read_from_memory_without_copy", "heif_track_decode_next_image"):
        getattr(library, name).restype = Error
    version = tuple(int(part) for part in pillow_heif.libheif_version().split(".")[:2])
    return library, version


LIBRARY, VERSION = load()


def shown(path):
    """Name of a picture -> its pixels; nothing where libheif sees no sequence."""
    data = Path(path).read_bytes()
    context = c.c_void_p(LIBRARY.heif_context_alloc())
    try:
        if LIBRARY.heif_context_read_from_memory_without_copy(context, data, c.c_size_t(len(data)), None).code:
            return None
        if not LIBRARY.heif_context_has_sequence(context):
            return None
        track = c.c_void_p(LIBRARY.heif_context_get_track(context, FIRST))
        if not track:
            return None
        try:
            return pictures(track)
        finally:
            LIBRARY.heif_track_release(track)
    finally:
        LIBRARY.heif_context_free(context)


def pictures(track):
    repeated, scale = LIBRARY.heif_track_get_number_of_repetitions(track), LIBRARY.heif_track_get_timescale(track)
    out = {"sequence": f"shown {repeated} times, {scale} ticks a second, alpha {LIBRARY.heif_track_has_alpha_channel(track)}"}
    for number in range(MOST):
        image, stride = c.c_void_p(), c.c_int()
        if LIBRARY.heif_track_decode_next_image(track, c.byref(image), RGB, RGBA, None).code or not image:
            break
        start = LIBRARY.heif_image_get_plane_readonly(image, INTERLEAVED, c.byref(stride))
        width, height = (LIBRARY[f"heif_image_get_{name}"](image, INTERLEAVED) for name in ("width", "height"))
        rows = (c.string_at(start + y * stride.value, width * 4) for y in range(height))
        digest = hashlib.sha256(b"".join(rows)).hexdigest()
        out[f"picture {number}"] = f"{width}x{height} for {LIBRARY.heif_image_get_duration(image)} {digest}"
        LIBRARY.heif_image_release(image)
    return out if len(out) > 1 else None
