#!/usr/bin/env python3
"""Compares `untrace` with `cp`, which cleans nothing, and with what else removes metadata.

    cargo build --release
    python3 benches/compare.py [WORK ...] [--rounds 5] [--folder DIR] [--untrace PROGRAM]

WORK is any of those below; all of them by default. What is worked on is made first, by FFmpeg, heif-enc and ExifTool.
The programs run one after another in each round, each into a new folder, with nothing but their inputs in the cache
(as far as one may empty it: as root, on Linux): a file system that has just deleted is slow, and so is a kernel that
has to make room; run a work by itself, five minutes after another. Each is compared with the one beside it in the
same round. The results are tables in Markdown. Nothing is asserted: times belong to a machine.

A program that is missing is left out, and named at the end. Needs: ffmpeg, exiftool (EXIFTOOL names another one),
heif-enc for HEIC, GNU time as /usr/bin/time for exact memory (optional), and room in --folder (default: the folder for
temporary files): with five rounds 25 GB.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import made
from measured import Program, machine, rounds, table

ROOT = Path(__file__).resolve().parent.parent
SYNCED = "cp -r && sync -f"


def film_programs(untrace, film, *options):
    """A film beside `cp`: as usual, and with all of it verified."""
    command = 'mkdir "$2" && "$0" clean --quiet "${@:3}" "$1" -o "$2"'
    clean = lambda *more: lambda out: ["bash", "-c", command, untrace, film, out, *options, *more]
    name = " ".join(["untrace", *options])
    return [
        Program("cp", lambda out: ["sh", "-c", 'mkdir "$1" && cp "$0" "$1"', film, out]),
        Program(name, clean(), "cp", "1.2"),
        Program(f"{name} --verify full", clean("--verify", "full"), "cp", "1.5"),
    ]


class Works:
    """What is measured: each makes its inputs in `inputs` and answers the programs, and how many copies each writes."""

    def __init__(self, untrace, scale):
        self.untrace, self.scale, self.missing = untrace, scale, set()

    def many(self, count):
        return max(2, round(count * self.scale))

    def clean(self, inputs, *options):
        return lambda out: [self.untrace, "clean", "--quiet", *options, inputs, "-o", out]

    def beside_cp(self, inputs, target):
        """Without waiting for the disk, and with it."""
        return [
            Program("cp -r", lambda out: ["cp", "-r", inputs, out]),
            Program("untrace --no-sync", self.clean(inputs, "--no-sync"), "cp -r", target),
            Program(SYNCED, lambda out: ["sh", "-c", 'cp -r "$0" "$1" && sync -f "$1"', inputs, out]),
            Program("untrace", self.clean(inputs), SYNCED, target),
        ]

    def has(self, program):
        found = shutil.which(program)
        if not found:
            self.missing.add(program)
        return found

    def photos(self, inputs):
        """300 photos of 3 MB"""
        made.photos(inputs, self.many(300), 3)
        exiftool = [made.EXIFTOOL, "-q", "-q", "-all=", "-tagsfromfile", "@", "-orientation", "-o"]
        others = [Program("exiftool", lambda out: [*exiftool, f"{out}/", inputs], "untrace --no-sync", "> 8")]
        return self.beside_cp(inputs, "1.0") + others, self.many(300)

    def cold(self, inputs):
        """300 photos of 3 MB that no cache holds"""
        programs, copies = self.photos(inputs)
        return programs[:-1], copies

    def tools(self, inputs):
        """30 photos of 3 MB, with each of the others as its manual says"""
        made.photos(inputs, self.many(30), 3)

        def copied(command):
            return lambda out: ["sh", "-c", f'cp -r "$0" "$1" && {command}', inputs, out]

        each = {
            "jhead": copied('jhead -purejpg "$1"/*'),
            "exiv2": copied('exiv2 rm "$1"/*'),
            "mat2": copied('mat2 --inplace "$1"/*'),
            "jpegtran": lambda out: ["sh", "-c", 'mkdir "$1" && cd "$0" && for photo in *; do '
                                     'jpegtran -copy none -outfile "$1/$photo" "$photo"; done', inputs, out],
            "mogrify": lambda out: ["sh", "-c", 'mkdir "$1" && mogrify -path "$1" -strip "$0"/*', inputs, out],
        }
        others = [Program(name, command, "untrace --no-sync", "> 1") for name, command in each.items() if self.has(name)]
        return [Program("untrace --no-sync", self.clean(inputs, "--no-sync"))] + others, self.many(30)

    def small(self, inputs):
        """10,000 photos of 50 kB"""
        made.small_photos(inputs, self.many(10_000))
        return self.beside_cp(inputs, "1.3"), self.many(10_000)

    def heic(self, inputs):
        """500 HEIC photos of 2 MB"""
        if not self.has("heif-enc"):
            return [], 0
        made.heics(inputs, self.many(500))
        return self.beside_cp(inputs, "1.0"), self.many(500)

    def png(self, inputs):
        """2,000 PNG screenshots of 300 kB"""
        made.screenshots(inputs, self.many(2_000))
        return self.beside_cp(inputs, "1.1"), self.many(2_000)

    def film(self, inputs, codec):
        return film_programs(self.untrace, made.film(inputs, 4.5 * self.scale, codec), "--no-sync"), 1

    def h264(self, inputs):
        """One video of 4.5 GB, H.264"""
        return self.film(inputs, "libx264")

    def hevc(self, inputs):
        """One video of 4.5 GB, HEVC"""
        return self.film(inputs, "libx265")

    def check(self, inputs):
        """What 300 photos of 3 MB tell, without previews and with them"""
        plain, preview = inputs / "plain", inputs / "preview"
        for folder in (plain, preview):
            folder.mkdir()
            made.photos(folder, self.many(300), 3, preview=folder == preview)
        check = lambda folder: lambda out: [self.untrace, "check", "--json", folder]
        return [
            Program("untrace check", check(plain)),
            Program("exiftool -fast2 -json", lambda out: [made.EXIFTOOL, "-q", "-q", "-fast2", "-json", plain],
                    "untrace check", "> 5"),
            Program("untrace check, with previews", check(preview), "untrace check", "< 6"),
        ], None

    def one(self, inputs):
        """One photo of 3 MB, the whole process; a hundred times"""
        made.photos(inputs, 1, 3)
        photo, *_ = inputs.iterdir()
        often = lambda command: ["sh", "-c", f'for n in $(seq 100); do {command}; done', photo, self.untrace]
        return [
            Program("/bin/true", lambda out: often("/bin/true")),
            Program("untrace", lambda out: [*often('"$1" clean --quiet "$0" -o "$2"/$n'), out], "/bin/true", "5 ms more each"),
            Program("untrace --no-sync",
                    lambda out: [*often('"$1" clean --quiet --no-sync "$0" -o "$2"/$n'), out], "/bin/true", "5 ms more each"),
        ], None

    def many_files(self, inputs):
        """1,000, 10,000 and 100,000 photos of 50 kB, linked"""
        programs = []
        first = inputs / "first"
        first.mkdir()
        made.small_photos(first, 10)
        files = sorted(first.iterdir())
        for count in map(self.many, (1_000, 10_000, 100_000)):
            folder = inputs / str(count)
            folder.mkdir()
            for number in range(count):
                # A folder of a hundred thousand is nobody's: a thousand in each.
                below = folder / f"{number // 1000:03}"
                below.mkdir(exist_ok=True)
                os.link(files[number % len(files)], below / f"IMG_{number:06}.jpg")
            beside = programs[-1].name if programs else None
            programs.append(Program(f"untrace --no-sync, {count}", self.clean(folder, "--no-sync"), beside, "10, 128 MiB"))
        return programs, None


WORKS = ["photos", "cold", "tools", "small", "heic", "png", "h264", "hevc", "check", "one", "many_files"]


def version(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True).stdout.split("\n")[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
                                     epilog="\n".join(f"{name}: {getattr(Works, name).__doc__}" for name in WORKS))
    parser.add_argument("works", nargs="*", metavar="WORK")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scale", type=float, default=1, help="a tenth of each work: 0.1")
    parser.add_argument("--folder", type=Path, help="where inputs and copies are put")
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser.add_argument("--untrace", type=Path, default=target / "release/untrace")
    args = parser.parse_args()
    for unknown in set(args.works) - set(WORKS):
        parser.error(f"no such work: {unknown}")
    for program in ["ffmpeg", made.EXIFTOOL, args.untrace]:
        if not shutil.which(program):
            sys.exit(f"{program} is missing")

    works = Works(args.untrace.resolve(), args.scale)
    print(f"{machine()}. {version(args.untrace, '--version')}, ExifTool {version(made.EXIFTOOL, '-ver')}, {args.rounds} rounds.\n")
    for name in args.works or WORKS:
        with tempfile.TemporaryDirectory(dir=args.folder, prefix="untrace-bench-") as tmp:
            inputs, work = Path(tmp, "inputs"), getattr(works, name)
            inputs.mkdir()
            print(f"making: {work.__doc__}", file=sys.stderr)
            programs, copies = work(inputs)
            rounds(programs, inputs, Path(tmp), args.rounds, copies, cold=name == "cold")
        if programs:
            print(f"{work.__doc__}:\n")
            table(programs)
    for program in sorted(works.missing):
        print(f"Left out, because it is missing: {program}.")


if __name__ == "__main__":
    main()
