"""Ordinary pictures and films of each format at sizes that double, with what a camera writes into them: a small one of each, then
each of twice the area or length of the one before."""
import io
import random
import subprocess
import tempfile
from pathlib import Path

SIDES = [16, *(round(48 * 2 ** (at / 2)) for at in range(8))]
FRAMES = [2, 8, 16, 32, 64, 128]
STILLS = {
    "baseline.jpg": ("JPEG", {"quality": 85}), "progressive.jpg": ("JPEG", {"quality": 85, "progressive": True}), "photo.png": ("PNG", {}),
    "photo.gif": ("GIF", {}), "lossy.webp": ("WEBP", {"quality": 80}), "lossless.webp": ("WEBP", {"lossless": True}), "photo.avif": ("AVIF", {"speed": 10}),
    "photo.heic": ("HEIF", {"quality": 60}),
    **{f"{coding}.tif": ("TIFF", {"compression": name}) for coding, name in [
        ("plain", "raw"), ("packed", "packbits"), ("deflated", "tiff_adobe_deflate"), ("lzw", "tiff_lzw"), ("jpeg", "jpeg"), ("fax", "group4")]},
}
MOVING = {"moving.png": "PNG", "moving.gif": "GIF", "moving.webp": "WEBP"}
FILMS = {
    "h264.mp4": ("libx264", "aac"), "h264.mov": ("libx264", "pcm_s16le"), "hevc.mp4": ("libx265", "ac3"), "mpeg4.mp4": ("mpeg4", "libmp3lame"),
    "h263.3gp": ("h263", "aac"), "frames.mov": ("mjpeg", "pcm_s16le"), "vp9.mp4": ("libvpx-vp9 -deadline realtime -cpu-used 8", "libopus"),
}


def picture(side, seed=1):
    """Soft clouds with grain."""
    from PIL import Image, ImageChops

    cells = max(2, side // 8)
    of = lambda size, at: Image.frombytes("RGB", (size, size), random.Random(seed + at).randbytes(3 * size * size))
    return ImageChops.blend(of(cells, 1).resize((side, side), Image.Resampling.BICUBIC), of(side, 2), 0.08)


def of_camera():
    """Who took it, with what and where."""
    from PIL import Image

    exif = Image.Exif()
    exif.update({0x010F: "Maker", 0x0110: "Model", 0x0132: "2024:05:01 10:00:00", 0x013B: "Nora Petit"})
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 8.0)})
    return exif.tobytes()


def encoded(image, kind, **options):
    out = io.BytesIO()
    if kind in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF"):
        options["exif"] = of_camera()
    image.save(out, kind, **options)
    return out.getvalue()


def still(side, kind, options):
    image = picture(side)
    return encoded(image.convert("1") if options.get("compression") == "group4" else image, kind, **options)


def moving(count, kind):
    first, *others = (picture(24, 10 * at) for at in range(count))
    return encoded(first, kind, save_all=True, append_images=others, duration=40)


def film(count, name, video, sound):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        seconds = str(count / 8)
        command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-t", seconds, "-i", "testsrc2=size=176x144:rate=25", "-f", "lavfi", "-t", seconds,
                   "-i", "sine=sample_rate=44100", "-c:v", *video.split(), "-c:a", sound, "-threads", "1", "-strict", "experimental", "-metadata", "title=Nora Petit", path]
        subprocess.run([str(word) for word in command], check=True, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return path.read_bytes()


def files():
    """(name, a function that draws it from small to large)."""
    import imagecodecs
    import numpy
    import pillow_heif

    pillow_heif.register_heif_opener()
    for name, (kind, options) in STILLS.items():
        yield name, lambda: [still(side, kind, options) for side in SIDES]
    yield "bare.jxl", lambda: [imagecodecs.jpegxl_encode(numpy.asarray(picture(side)), effort=3, usecontainer=False) for side in SIDES]
    yield "photo.jxl", lambda: [imagecodecs.jpegxl_encode(numpy.asarray(picture(side)), effort=3, usecontainer=True) for side in SIDES]
    for name, kind in MOVING.items():
        yield name, lambda: [moving(count, kind) for count in FRAMES]
    for name, codecs in FILMS.items():
        yield name, lambda: [film(count, name, *codecs) for count in FRAMES]
