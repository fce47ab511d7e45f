#!/usr/bin/env python3
"""What a process for each file costs, beside one run over the folder: `python3 benches/streams.py [--photos N] [--rounds N] [--of FILE]`.

Copies one photo (of fixtures/, or FILE) N times, and cleans them in turn: by one run with one job, by one run, by `untrace -` for one file after the
other, and by as many of these at once as there are processors (xargs -P). No way waits for the disk (`--no-sync`). Medians.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PHOTO = ROOT / "fixtures/phone-export/DCIM/Camera/IMG_20240512_170312.jpg"
EACH = '$0 < "$2/$3" > "$1/$3"'


def ways(untrace, photos, copies):
    one_run = [untrace, photos, "-o", copies, "--no-sync", "--recheck", "--quiet"]
    each = lambda jobs, program=f"{untrace} - --quiet": f"ls {photos} | xargs -P {jobs} -I @ sh -c '{EACH}' '{program}' {copies} {photos} @"
    return {
        "one run, one job": [*one_run, "-j", "1"],
        "one run": one_run,
        "`untrace -` for each file": ["sh", "-c", each(1)],
        "`cat` in its place": ["sh", "-c", each(1, "cat")],
        f"`untrace -`, {os.cpu_count()} at once": ["sh", "-c", each(os.cpu_count())],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--untrace", type=Path, default=ROOT / "target/release/untrace")
    parser.add_argument("--of", type=Path, default=PHOTO)
    parser.add_argument("--photos", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="streams-") as folder:
        photos, copies = Path(folder, "in"), Path(folder, "out")
        photos.mkdir()
        for number in range(given.photos):
            shutil.copyfile(given.of, photos / f"{number:06}.jpg")
        taken = {}
        for _ in range(given.rounds):
            for name, command in ways(given.untrace.resolve(), photos, copies).items():
                shutil.rmtree(copies, ignore_errors=True)
                copies.mkdir()
                begun = time.monotonic()
                subprocess.run(command, check=True, env=os.environ | {"XDG_STATE_HOME": folder})
                taken.setdefault(name, []).append(time.monotonic() - begun)
                assert len(list(copies.iterdir())) == given.photos
        print(f"{given.photos} photos of {given.of.stat().st_size // 1000} kB, {given.rounds} rounds\n")
        print("| | median | for each file |\n| --- | ---: | ---: |")
        for name, seconds in taken.items():
            median = statistics.median(seconds)
            print(f"| {name} | {median:.2f} s | {median / given.photos * 1000:.2f} ms |")


if __name__ == "__main__":
    main()
