"""Makes what is measured: photos, screenshots and films that FFmpeg draws, with what a phone would write about them."""
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

EXIFTOOL = os.environ.get("EXIFTOOL", "exiftool")
PLACE = "Rue-du-Secret-17"
MEGAPIXELS_PER_MEGABYTE = 4  # 12 megapixels in 3 MB: a usual phone
TAGS = [
    "-Make=Lumora", "-Model=Lumora One", "-SerialNumber=LM-0042-7788", "-Software=Camera 4.2", "-Orientation#=6",
    "-AllDates=2024:05:17 14:03:22", "-OffsetTimeOriginal=+02:00", "-GPSLatitude=48.8566", "-GPSLatitudeRef=N",
    "-GPSLongitude=2.3522", "-GPSLongitudeRef=E", "-GPSAltitude=35", "-XMP-dc:Creator=Invented Person",
    "-ImageUniqueID=0123456789abcdef0123456789abcdef",
]


def quiet(*command):
    subprocess.run([str(word) for word in command], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def ffmpeg(*words):
    quiet("ffmpeg", "-v", "error", "-nostdin", "-y", *words)


def picture(width, height, noise, frames, target):
    """FFmpeg's test picture with noise, which is what makes a photo large; each frame is another."""
    ffmpeg("-f", "lavfi", "-i", f"testsrc2=size={width}x{height}:rate=1,noise=alls={noise}:allf=t", "-frames:v", frames,
           "-pix_fmt", "yuvj420p", "-q:v", 3, target)


def noise(width, height, size):
    """How much of it makes a picture of about so many bytes."""
    with tempfile.TemporaryDirectory() as tmp:
        def missed(noise):
            picture(width, height, noise, 1, f"{tmp}/one.jpg")
            return abs(Path(tmp, "one.jpg").stat().st_size - size)
        return min(range(2, 32), key=missed)


def photos(folder, count, megabytes, preview=True):
    """JPEG photos of a phone, with a preview, a position, dates and camera."""
    height = int((megabytes * MEGAPIXELS_PER_MEGABYTE * 1e6 * 3 / 4) ** 0.5) // 16 * 16
    width = height * 4 // 3 // 16 * 16
    much = noise(width, height, megabytes * 1e6)
    with tempfile.TemporaryDirectory() as tmp:
        thumbnail = Path(tmp, "preview.jpg")
        picture(320, 240, much, 1, thumbnail)
        picture(width, height, much, count, folder / "IMG_%06d.jpg")
        quiet(EXIFTOOL, "-q", "-q", "-overwrite_original", *[f"-ThumbnailImage<={thumbnail}"] * preview, *TAGS, folder)


def small_photos(folder, count):
    """A hundred photos of 50 kB as they come from a messenger, each as often as it takes."""
    different = min(count, 100)
    photos(folder, different, 0.05, preview=False)
    repeat(folder, sorted(folder.iterdir()), count - different)


def repeat(folder, files, count):
    """Copies files, one after another and again."""
    for number in range(count):
        file = files[number % len(files)]
        shutil.copyfile(file, folder / f"AGAIN_{number:06}{file.suffix}")


def heics(folder, count):
    """HEIC photos of about 2 MB by heif-enc, of one noisy picture each and as often as it takes, with Exif."""
    different = min(count, 10)
    with tempfile.TemporaryDirectory() as tmp:
        picture(4032, 3024, 12, different, f"{tmp}/IMG_%04d.jpg")
        quiet(EXIFTOOL, "-q", "-q", "-overwrite_original", *TAGS, tmp)
        for photo in sorted(Path(tmp).glob("*.jpg")):
            quiet("heif-enc", "-q", "40", photo, "-o", folder / f"{photo.stem}.heic")
    repeat(folder, sorted(folder.iterdir()), count - different)


def screenshots(folder, count):
    """PNG screenshots of about 300 kB of a phone, with dates and a text."""
    different = min(count, 20)
    ffmpeg("-f", "lavfi", "-i", "testsrc2=size=1080x2340:rate=1,noise=alls=2:allf=t:c0_seed=7", "-frames:v", different,
           "-vf", "crop=1080:360:0:0,pad=1080:2340:0:0:gray", "-pix_fmt", "rgb24", folder / "SHOT_%04d.png")
    quiet(EXIFTOOL, "-q", "-q", "-overwrite_original", "-PNG:CreationTime=2024:05:17 14:03:22", f"-PNG:Comment={PLACE}",
          "-XMP-dc:Creator=Invented Person", folder)
    repeat(folder, sorted(folder.iterdir()), count - different)


def film(folder, gigabytes, codec):
    """A clip of noise, repeated until it is large enough, with a place in its tags and offsets of 64 bits."""
    clip, whole = folder / "clip.mp4", folder / f"{codec}.mp4"
    coded = {"mpeg4": ["-q:v", 2]}.get(codec, ["-preset", "ultrafast", "-b:v", "40M"])
    ffmpeg("-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=30,noise=alls=60:allf=t", "-f", "lavfi", "-i",
           "sine=frequency=440:sample_rate=48000", "-t", 10, "-c:v", codec, *coded, "-c:a", "aac", clip)
    more = int(gigabytes * 1e9 / clip.stat().st_size)
    ffmpeg("-stream_loop", more, "-i", clip, "-map", 0, "-c", "copy", "-metadata", f"comment={PLACE}", whole)
    clip.unlink()
    return whole
