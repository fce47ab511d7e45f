#!/usr/bin/env python3
"""What decoders that are not ours show of files: reads a path per line, and answers each with a line of JSON: name of what is shown ->
a digest of it. Only what a person sees or hears counts: pictures, sound, their times, colours, sizes; not what files call themselves.

    planted_shows.py {quick|slow}

`quick` asks libraries, `slow` whole programs as well. A file that brings a library down ends this program: who asks starts another.
"""
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import warnings
from fractions import Fraction
from pathlib import Path

import av
import imagecodecs
import numpy
import pillow_heif
import rawpy
from PIL import Image

import colours
import heif
import libheif

warnings.simplefilter("ignore")
av.logging.set_level(None)
MEMORY = 6 << 30
MOST_FRAMES = 200
SECONDS = 60
# Of what Pillow says beside the pixels, what changes what is shown.
INFO = ("duration", "loop", "dpi", "jfif_density", "jfif_unit", "gamma", "srgb", "chromaticity", "default_image", "blend", "disposal", "timestamp")
# Of what frames carry beside their points, the same.
SHOWN = ("DISPLAYMATRIX", "STEREO3D", "AFD", "MASTERING_DISPLAY_METADATA", "CONTENT_LIGHT_LEVEL", "SPHERICAL", "DYNAMIC_HDR_PLUS", "DOVI_METADATA",
         "DOVI_RPU_BUFFER", "DYNAMIC_HDR_VIVID", "AMBIENT_VIEWING_ENVIRONMENT", "DOWNMIX_INFO", "REPLAYGAIN", "MATRIXENCODING", "FILM_GRAIN_PARAMS")
STREAM = ("codec_type", "codec_name", "width", "height", "sample_aspect_ratio", "pix_fmt", "field_order", "color_range", "color_space",
          "color_transfer", "color_primaries", "chroma_location", "sample_rate", "channels", "channel_layout", "sample_fmt", "duration", "start_time",
          "avg_frame_rate", "side_data_list")
OWN = ("id", "codec_tag", "tags")


def digest(*parts):
    return hashlib.sha256(b"\0".join(part if isinstance(part, bytes) else str(part).encode() for part in parts)).hexdigest()[:16]


def points(image):
    """The colours of all points, whatever palette or numbers say them."""
    return image.convert("RGBA").tobytes() if image.mode in ("P", "PA", "1", "L", "LA", "La") else image.tobytes()


# --- stills -------------------------------------------------------------------------------------------------------------------


def by_pillow(path):
    shown = {}
    with Image.open(path) as image:
        for frame in range(min(getattr(image, "n_frames", 1), MOST_FRAMES)):
            image.seek(frame)
            image.load()
            said = {name: image.info.get(name) for name in INFO if name in image.info}
            said["transparency"] = image.info.get("transparency") if image.mode not in ("P", "PA") else None
            shown[f"frame {frame}"] = digest(image.size, image.mode, points(image))
            shown[f"frame {frame}, about"] = digest(sorted(said.items(), key=str))
            shown[f"frame {frame}, turned"] = digest(image.getexif().get(0x112))
            profile = image.info.get("icc_profile")
            shown[f"frame {frame}, colours"] = digest(colours.colours(profile) if profile else None)
    return shown


def by_imagecodecs(path, decode):
    array = decode(path.read_bytes())
    return {"points": digest(array.shape, array.dtype, array.tobytes())}


def jpeg(path):
    yield "libjpeg", lambda: by_imagecodecs(path, imagecodecs.jpeg_decode)
    yield "libultrahdr", lambda: by_imagecodecs(path, imagecodecs.ultrahdr_decode)


def png(path):
    yield "libpng", lambda: by_imagecodecs(path, imagecodecs.apng_decode)
    if b"iCCP" not in path.read_bytes():  # PyAV ends Python where a frame has a profile
        yield "FFmpeg", lambda: film(path)


def tiff(path):
    yield "libtiff", lambda: by_imagecodecs(path, lambda data: imagecodecs.tiff_decode(data, index=0))


def dng(path):
    def developed():
        shown = {}
        with rawpy.imread(str(path)) as raw:
            shown["numbers"] = digest(raw.black_level_per_channel, raw.white_level, raw.color_desc, raw.sizes, raw.raw_pattern, raw.camera_whitebalance,
                                      raw.daylight_whitebalance, raw.color_matrix, raw.rgb_xyz_matrix, raw.tone_curve.tobytes(), raw.num_colors)
            shown["raw"] = digest(raw.raw_image.tobytes())
            for camera in (False, True):
                shown[f"developed, {camera}"] = digest(raw.postprocess(use_camera_wb=camera, output_bps=16).tobytes())
        return shown

    yield "LibRaw", developed


def jxl(path):
    yield "libjxl", lambda: by_imagecodecs(path, imagecodecs.jpegxl_decode)


def heic(path):
    def profiles():
        return {f"profile {number}": digest([colours.colours(one.info.get("icc_profile")), one.info.get("nclx_profile"), one.info.get("bit_depth")])
                for number, one in enumerate(pillow_heif.open_heif(path, convert_hdr_to_8bit=False))}

    for name, show in (("pillow-heif", heif.newest_libheif), ("libheif", libheif.shown), ("libavif", heif.newest_libavif)):
        yield name, lambda show=show: {part: digest(said) for part, said in (show(path) or {}).items() if not heif.auxiliary(part)}
    yield "profiles", profiles
    if b"moov" in path.read_bytes():
        yield "FFmpeg", lambda: film(path)


# --- films --------------------------------------------------------------------------------------------------------------------


def film(path):
    shown = {}
    with av.open(str(path), options={"export_all": "1"}) as container:
        shown["length"] = digest(container.duration)
        for stream in container.streams:
            context = stream.codec_context
            if context is None:  # of a codec that it does not have
                shown[f"stream {stream.index}"] = digest(stream.type)
                continue
            context.thread_type, context.thread_count = "NONE", 1
            about = [stream.type, int(stream.disposition.value), context.name, stream.duration and stream.duration * stream.time_base]
            if stream.type == "video":
                about += [context.width, context.height, stream.sample_aspect_ratio, stream.average_rate]
                about += [getattr(context, name, None) for name in ("color_range", "color_primaries", "color_trc", "colorspace", "pix_fmt")]
            elif stream.type == "audio":
                about += [context.sample_rate, context.layout and context.layout.name, context.format and context.format.name]
            shown[f"stream {stream.index}"] = digest(about)
        streams = [stream for stream in container.streams if stream.type in ("video", "audio") and stream.codec_context]
        lines = {stream.index: [] for stream in streams}
        for packet in container.demux(streams) if streams else ():
            if packet.size:
                time = packet.pts is not None and packet.pts * packet.time_base
                lines[packet.stream.index].append(f"packet at {time}, key {packet.is_keyframe}, {packet.is_discard}")
            try:
                lines[packet.stream.index] += [frame_line(frame) for frame in packet.decode()]
            except av.error.FFmpegError as error:
                lines[packet.stream.index].append(f"error {error.errno}")
        shown |= {f"frames of stream {index}": digest(*found) for index, found in lines.items()}
    return shown


def frame_line(frame):
    time = frame.pts is not None and frame.pts * Fraction(frame.time_base)
    beside = [f"{one.type.name}={digest(bytes(one))}" for one in frame.side_data if one.type.name in SHOWN]
    if isinstance(frame, av.AudioFrame):
        return f"{time} {frame.samples} {frame.sample_rate} {frame.layout.name} {frame.format.name} {digest(frame.to_ndarray().tobytes())} {beside}"
    try:
        pixels = frame.to_ndarray()
    except (ValueError, AssertionError):
        pixels = frame.to_ndarray(format="rgba64le")
    pixels = b"".join(numpy.ascontiguousarray(part).tobytes() for part in (pixels if isinstance(pixels, tuple) else (pixels,)))
    told = [getattr(frame, name, None) for name in ("color_range", "color_primaries", "color_trc", "colorspace", "rotation", "interlaced_frame")]
    return f"{time} {frame.duration} {frame.width}x{frame.height} {frame.format.name} {told} {digest(pixels)} {beside}"


# --- whole programs --------------------------------------------------------------------------------------------------------------


def run(*command):
    ran = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
    return ran.stdout if ran.returncode == 0 else b"fails " + ran.stdout


def ffprobe(path):
    said = json.loads(run("ffprobe", "-v", "quiet", "-of", "json", "-show_streams", "-show_format", path).removeprefix(b"fails ") or b"{}")
    streams = [{name: one.get(name) for name in STREAM} for one in said.get("streams", [])]
    return {"streams": digest(json.dumps(streams)), "length": digest(said.get("format", {}).get("duration"))}


def ffmpeg(path):
    said = run("ffmpeg", "-v", "quiet", "-nostdin", "-threads", "1", "-copyts", "-i", path, "-map", "0:v?", "-map", "0:a?",
               "-fps_mode", "passthrough", "-f", "framemd5", "-")
    return {"frames": digest(said)}


def written(*command):
    """What a program writes into a file with a name of its own, the last word of the command."""
    *command, name = command
    with tempfile.TemporaryDirectory() as folder:
        run(*command, f"{folder}/{name}")
        found = sorted(Path(folder).iterdir())
        shown = {}
        for one in found:
            shown |= {f"{one.name}, {part}": said for part, said in by_pillow(one).items()} if one.suffix == ".png" else {one.name: digest(one.read_bytes())}
        return shown


def slow(path, form):
    if form in ("mp4", "mov", "3gp", "m4v"):
        yield "ffprobe", lambda: ffprobe(path)
    elif form in ("heic", "avif"):
        yield "heif-convert", lambda: {part: digest(said) for part, said in (heif.with_auxiliary(path) or {}).items() if not heif.auxiliary(part)}
        yield "tone maps", lambda: {part: digest(said) for part, said in (heif.tone_maps(path) or {}).items()}
        if b"moov" in path.read_bytes():
            yield "ffprobe", lambda: ffprobe(path)
    elif form == "jxl":
        yield "djxl", lambda: written("djxl", path, "picture.png")
        yield "jxlinfo", lambda: {"said": digest(run("jxlinfo", path).split(b"\n", 1)[-1])}
    elif form in ("dng", "tif", "tiff"):
        for words in (("-c",), ("-c", "-w")) if form == "dng" else ():
            yield f"dcraw {words}", lambda words=words: {"picture": digest(run("dcraw", *words, path))}
        yield "tiff2rgba", lambda: written("tiff2rgba", path, "picture.tif")
        yield "ffmpeg", lambda: ffmpeg(path)
    else:
        yield "ffprobe", lambda: ffprobe(path)
        yield "ffmpeg", lambda: ffmpeg(path)


QUICK = {"jpg": jpeg, "jpeg": jpeg, "png": png, "tif": tiff, "tiff": tiff, "dng": dng, "jxl": jxl, "heic": heic, "avif": heic}
FILMS = ("mp4", "mov", "3gp", "m4v")


def quick(path, form):
    if form in FILMS:
        yield "FFmpeg", lambda: film(path)
        return
    if form != "jxl":
        yield "Pillow", lambda: by_pillow(path)
    yield from QUICK.get(form, lambda path: ())(path)


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    ask = {"quick": quick, "slow": slow}[sys.argv[1]]
    for line in sys.stdin:
        path = Path(line.rstrip("\n"))
        shown = {}
        for decoder, show in ask(path, path.suffix[1:].lower()):
            try:
                shown |= {f"{decoder}: {name}": said for name, said in show().items()}
            except Exception as error:
                if type(error) in (NameError, AttributeError, ImportError):
                    shown[f"{decoder}: {error}"] = "BROKEN"
        print(json.dumps(shown), flush=True)


if __name__ == "__main__":
    main()
