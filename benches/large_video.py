#!/usr/bin/env python3
"""Cleans a video of more than 4 GiB, beside `cp`: how long, and how much memory?

    cargo build --release
    python3 benches/large_video.py [--size 4.5] [--rounds 3] [--folder DIR] [--untrace PROGRAM] [--assert]

The video is a clip of noise that FFmpeg repeats without coding it again, with a place in its tags; its mdat and its
offsets have 64 bits. Each round runs `cp`, `untrace` and `untrace --verify full` one after another, each after its
last output was removed and all caches were written to the disk (`sync`). The result is a table in Markdown. With
--assert, the status is 1 where `untrace` takes more than 64 MiB of memory, or where the copy does not show what it
should. Times belong to a machine and are not asserted.

Needs: ffmpeg, and three times --size of room in --folder (default: the folder for temporary files).
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import made

ROOT = Path(__file__).resolve().parent.parent
MEMORY = 64 << 20
PLACE = made.PLACE.encode()


def run(command):
    """Seconds, and peak memory in bytes."""
    start = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command}: status {process.returncode}")
    # Linux counts what this Python held before it became the program, too: a dozen megabytes.
    return time.monotonic() - start, usage.ru_maxrss << 10


def shown(path):
    """Where all packets of picture and sound are in time and how long they are, and a digest of the first frames: what they
    are coded with may have been in them, so their bytes differ."""
    ask = ["ffprobe", "-v", "error", "-show_entries", "packet=stream_index,pts,dts,size", "-of", "csv", path]
    decode = ["ffmpeg", "-v", "error", "-nostdin", "-t", "10", "-i", path, "-map", "0:V", "-map", "0:a", "-f", "streamhash",
              "-hash", "md5", "-"]
    return [subprocess.run([str(word) for word in command], check=True, capture_output=True).stdout for command in (ask, decode)]


def ends(path, length=8 << 20):
    with open(path, "rb") as file:
        head = file.read(length)
        file.seek(-length, os.SEEK_END)
        return head + file.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=float, default=4.5, help="gigabytes of the video")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the video and its copies are put")
    parser.add_argument("--assert", dest="strict", action="store_true")
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser.add_argument("--untrace", type=Path, default=target / "release/untrace")
    args = parser.parse_args()
    for program in ("ffmpeg", args.untrace):
        if not shutil.which(program):
            sys.exit(f"{program} is missing")

    wrong = []
    with tempfile.TemporaryDirectory(dir=args.folder, prefix="untrace-bench-") as tmp:
        folder, out = Path(tmp), Path(tmp, "out")
        print(f"making a video in {tmp}", file=sys.stderr)
        film = made.film(folder, args.size, "mpeg4")
        size = film.stat().st_size
        commands = {
            "cp": ["cp", film, out / film.name],
            "untrace": [args.untrace, "clean", "--quiet", film, "-o", out],
            "untrace --verify full": [args.untrace, "clean", "--quiet", "--verify", "full", film, "-o", out],
        }
        ran = {name: [] for name in commands}
        for number in range(args.rounds):
            for name, command in commands.items():
                print(f"round {number + 1} of {args.rounds}: {name}", file=sys.stderr)
                shutil.rmtree(out, ignore_errors=True)
                out.mkdir()
                os.sync()
                ran[name].append(run(command))
        copy = out / film.name
        if PLACE not in ends(film) or PLACE in ends(copy):
            wrong.append("the place is still there, or never was")
        if size >> 32 and b"co64" not in ends(film):
            wrong.append("the video has no offsets of 64 bits")
        if shown(film) != shown(copy):
            wrong.append("packets or frames changed")

    print(f"One video of {size / 1e9:.2f} GB, {args.rounds} rounds.\n")
    print("| | median | min | max | to `cp` | peak memory |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    base = statistics.median(seconds for seconds, _ in ran["cp"])
    for name, results in ran.items():
        times, peak = [seconds for seconds, _ in results], max(peak for _, peak in results)
        middle = statistics.median(times)
        print(f"| `{name}` | {middle:.2f} s | {min(times):.2f} s | {max(times):.2f} s | {middle / base:.2f} | {peak / 2**20:.1f} MiB |")
        if name != "cp" and peak > MEMORY:
            wrong.append(f"{name}: {peak / 2**20:.1f} MiB, more than {MEMORY >> 20}")
    for line in wrong:
        print("WRONG:", line)
    return 1 if wrong and args.strict else 0


if __name__ == "__main__":
    sys.exit(main())
