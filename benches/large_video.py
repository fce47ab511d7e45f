#!/usr/bin/env python3
"""Cleans a video of more than 4 GiB, beside `cp`: how long, and how much memory?

    cargo build --release
    python3 benches/large_video.py [--size 4.5] [--rounds 3] [--folder DIR] [--untrace PROGRAM] [--assert]

The video is a clip of noise that FFmpeg repeats without coding it again, with a place in its tags; its mdat and its
offsets have 64 bits. Each round runs `cp`, `untrace` and `untrace --verify full` as compare.py does, and looks at each
copy. The result is a table in Markdown. With
--assert, the status is 1 where `untrace` takes more than 64 MiB of memory, or where the copy does not show what it
should. Times belong to a machine and are not asserted.

Needs: ffmpeg, and three times --size of room in --folder (default: the folder for temporary files).
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import made
from compare import film_programs
from measured import rounds, table

ROOT = Path(__file__).resolve().parent.parent
MEMORY = 64 << 20
PLACE = made.PLACE.encode()


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
        print(f"making a video in {tmp}", file=sys.stderr)
        inputs = Path(tmp, "inputs")
        inputs.mkdir()
        film = made.film(inputs, args.size, "mpeg4")
        size, before, shows = film.stat().st_size, ends(film), shown(film)
        if PLACE not in before:
            wrong.append("there never was a place")
        if size >> 32 and b"co64" not in before:
            wrong.append("the video has no offsets of 64 bits")

        def judge(program, out):
            if program.beside and PLACE in ends(out / film.name):
                wrong.append(f"{program.name}: the place is still there")
            if program.beside and shown(out / film.name) != shows:
                wrong.append(f"{program.name}: packets or frames changed")

        programs = film_programs(args.untrace, film)
        rounds(programs, inputs, Path(tmp), args.rounds, copies=1, judge=judge)

    print(f"One video of {size / 1e9:.2f} GB, {args.rounds} rounds.\n")
    table(programs)
    for program in programs:
        if program.beside and program.memory > MEMORY:
            wrong.append(f"{program.name}: {program.memory / 2**20:.1f} MiB, more than {MEMORY >> 20}")
    for line in wrong:
        print("WRONG:", line)
    return 1 if wrong and args.strict else 0


if __name__ == "__main__":
    sys.exit(main())
