#!/usr/bin/env python3
"""Compares `untrace` with `cp -r` (which cleans nothing) and ExifTool on a folder of photos as a phone makes them.

    cargo build --release
    python3 benches/compare.py [--photos 300] [--size 3] [--rounds 5] [--folder DIR] [--untrace PROGRAM]
    python3 benches/compare.py --of FOLDER [--least 0.7] [--photos 500] ...

The photos are made first, once: a test picture by FFmpeg, with as much noise as makes --size megabytes,
with a preview, a position, dates and camera written by ExifTool. With --of, they are those of a folder, as often as it
takes, but for those of less than --least megabytes; ExifTool is left out then. Each round runs the programs one after another,
each into a new folder, with nothing but the photos in the cache (as far as one may empty it: as root, on Linux): a
file system that has just deleted is slow, and so is a kernel that has to make room. The result is a table in
Markdown. Nothing is asserted: times belong to a machine.

Needs: ffmpeg, exiftool (EXIFTOOL names another one), GNU time as /usr/bin/time for peak memory (optional), and
as much space as the photos and all copies take, in --folder (default: the folder for temporary files).
"""
import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXIFTOOL = os.environ.get("EXIFTOOL", "exiftool")
GNU_TIME = Path("/usr/bin/time")
MEGAPIXELS_PER_MEGABYTE = 4  # 12 megapixels in 3 MB: a usual phone
TAGS = [
    "-Make=Lumora", "-Model=Lumora One", "-SerialNumber=LM-0042-7788", "-Software=Camera 4.2", "-Orientation#=6",
    "-AllDates=2024:05:17 14:03:22", "-OffsetTimeOriginal=+02:00", "-GPSLatitude=48.8566", "-GPSLatitudeRef=N",
    "-GPSLongitude=2.3522", "-GPSLongitudeRef=E", "-GPSAltitude=35", "-XMP-dc:Creator=Invented Person",
    "-ImageUniqueID=0123456789abcdef0123456789abcdef",
]


def quiet(*command):
    subprocess.run([str(word) for word in command], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def picture(width, height, noise, frames, target):
    """FFmpeg's test picture with noise, which is what makes a photo large; each frame is another."""
    quiet("ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi",
          "-i", f"testsrc2=size={width}x{height}:rate=1,noise=alls={noise}:allf=t", "-frames:v", frames,
          "-pix_fmt", "yuvj420p", "-q:v", 3, target)


def make(folder, photos, size):
    """Writes the photos; answers how many bytes they have together."""
    height = int((size * MEGAPIXELS_PER_MEGABYTE * 1e6 * 3 / 4) ** 0.5) // 16 * 16
    width = height * 4 // 3 // 16 * 16
    with tempfile.TemporaryDirectory() as tmp:
        def missed(noise):
            picture(width, height, noise, 1, f"{tmp}/one.jpg")
            return abs(Path(tmp, "one.jpg").stat().st_size - size * 1e6)
        noise = min(range(2, 32), key=missed)
        preview = Path(tmp, "preview.jpg")
        picture(320, 240, noise, 1, preview)
        picture(width, height, noise, photos, folder / "IMG_%04d.jpg")
        quiet(EXIFTOOL, "-q", "-q", "-overwrite_original", f"-ThumbnailImage<={preview}", *TAGS, folder)
    return sum(photo.stat().st_size for photo in folder.iterdir())


def repeat(folder, photos, of, least):
    """Copies the photos of a folder, one after another and again; answers how many bytes they have together."""
    found = sorted(photo for photo in of.iterdir() if photo.is_file() and photo.stat().st_size >= least * 1e6)
    if not found:
        sys.exit(f"{of} has no file of {least} megabytes")
    for number in range(photos):
        photo = found[number % len(found)]
        shutil.copyfile(photo, folder / f"IMG_{number:04}{photo.suffix}")
    return sum(photo.stat().st_size for photo in folder.iterdir())


def run(command, memory):
    """Wall time in seconds and peak memory in bytes."""
    if GNU_TIME.exists():
        command = [GNU_TIME, "-f", "%M", "-o", memory, *command]
    start = time.monotonic()
    result = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE)
    seconds = time.monotonic() - start
    if result.returncode:
        sys.exit(f"{command}: status {result.returncode}\n{result.stderr.decode(errors='replace')}")
    return seconds, int(memory.read_text()) << 10 if GNU_TIME.exists() else 0


def settle(photos):
    """Writes what waits for the disk, empties the cache where one may, and reads the photos into it."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("1")
    except OSError:
        pass
    for photo in photos.iterdir():
        photo.read_bytes()


def version(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True).stdout.split("\n")[0]


def machine():
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    cpu = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{cpu or platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=300)
    parser.add_argument("--size", type=float, default=3, help="megabytes of one photo")
    parser.add_argument("--of", type=Path, metavar="FOLDER", help="photos to compare with, instead of made ones")
    parser.add_argument("--least", type=float, default=0, help="megabytes of the smallest of them")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where photos and copies are put")
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser.add_argument("--untrace", type=Path, default=target / "release/untrace")
    args = parser.parse_args()
    for program in [args.untrace] if args.of else ["ffmpeg", EXIFTOOL, args.untrace]:
        if not shutil.which(program):
            sys.exit(f"{program} is missing")

    with tempfile.TemporaryDirectory(dir=args.folder, prefix="untrace-bench-") as tmp:
        photos, memory = Path(tmp, "photos"), Path(tmp, "memory")
        photos.mkdir()
        print(f"making {args.photos} photos in {tmp}", file=sys.stderr)
        if args.of:
            total = repeat(photos, args.photos, args.of, args.least)
        else:
            total = make(photos, args.photos, args.size)
        commands = {
            "cp -r": lambda out: ["cp", "-r", photos, out],
            "untrace": lambda out: [args.untrace, "clean", "--quiet", photos, "-o", out],
            "exiftool": lambda out: [EXIFTOOL, "-q", "-q", "-all=", "-tagsfromfile", "@", "-orientation", "-o", f"{out}/", photos],
        }
        if args.of:
            del commands["exiftool"]
        ran = {name: [] for name in commands}
        for number in range(args.rounds):
            for name, command in commands.items():
                print(f"round {number + 1} of {args.rounds}: {name}", file=sys.stderr)
                out = Path(tmp, f"{name.split()[0]}-{number}")
                settle(photos)
                ran[name].append(run(command(out), memory))
                if (copies := sum(1 for _ in out.iterdir())) != args.photos:
                    sys.exit(f"{name} wrote {copies} files")

    print(f"{args.photos} photos, {total / 1e6:.0f} MB in all, {args.rounds} rounds.")
    exiftool = "" if args.of else f", ExifTool {version(EXIFTOOL, '-ver')}"
    print(f"{machine()}. {version(args.untrace, '--version')}{exiftool}.\n")
    print("| | median | min | max | to `cp -r` | peak memory |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    base = statistics.median(seconds for seconds, _ in ran["cp -r"])
    for name, results in ran.items():
        times, peak = [seconds for seconds, _ in results], max(peak for _, peak in results)
        middle = statistics.median(times)
        print(f"| `{name}` | {middle:.2f} s | {min(times):.2f} s | {max(times):.2f} s | {middle / base:.2f} | "
              f"{f'{peak / 2**20:.1f} MiB' if peak else '?'} |")


if __name__ == "__main__":
    main()
