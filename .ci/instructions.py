#!/usr/bin/env python3
"""Counts the instructions of fixed work, and holds them against those of the last time.

    instructions.py UNTRACE STAGES [--update]

UNTRACE is the program and STAGES examples/stages.rs, both built for release. Counted, under valgrind's callgrind, is each stage of one
file of each format, and `clean` of a folder of twenty files and of its copies: no clock, no neighbours. What takes more than 5 % more than
benches/instructions.tsv says is wrong; --update writes that list anew, for whoever wants it so.

Status 0: nothing takes more; 77: there is no valgrind.
"""
import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from doubling import counted
from steps import LEFT_OUT

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
LIST = ROOT / "benches" / "instructions.tsv"
FILES = {
    "JPEG": "phone-export/DCIM/Camera/IMG_20240512_170312.jpg",
    "JPEG, HDR": "phone-export/DCIM/Camera/PXL_20240811_200512345.jpg",
    "PNG": "phone-export/Screenshots/Screenshot_2024-06-02-11-20-45.png",
    "HEIC": "phone-export/DCIM/100APPLE/IMG_4127.HEIC",
    "WebP": "webp/*.webp",
    "GIF": "gif/*.gif",
    "AVIF": "heif/*.avif",
    "JPEG XL": "jxl/*.jxl",
    "TIFF": "tiff/*.tif",
    "DNG": "dng/*.dng",
    "MP4": "video/*.mp4",
    "MOV": "video/*.mov",
    "3GP": "video/*.3gp",
}
STAGES = ["read", "scan", "plan", "write", "verify"]
TWENTY = 20
MORE = 1.05
# Seeds of maps and addresses move so many.
NOISE = 2_000


def instructions(*command):
    """Instructions of a process."""
    with tempfile.TemporaryDirectory() as state:
        return counted(command, state)[0]


def largest(pattern):
    """Of several fixtures that fit, the largest one: it has most in it."""
    return max(FIXTURES.glob(pattern), key=lambda path: (path.stat().st_size, path.name))


def of_stages(program):
    """(name, instructions) of each stage of each format."""
    for name, pattern in FILES.items():
        counts = [instructions(program, stage, largest(pattern)) for stage in STAGES]
        for stage, before, count in zip(STAGES[1:], counts, counts[1:]):
            yield f"{name}: {stage}", count - before


def of_folder(untrace):
    """The same of a folder of twenty photos and videos."""
    with tempfile.TemporaryDirectory() as place:
        folder, copies = Path(place, "photos"), Path(place, "copies")
        clean = [untrace, "clean", "-j", "1", "-q", "--sandbox", "off"]
        folder.mkdir()
        for number, pattern in zip(range(TWENTY), list(FILES.values()) * 2):
            path = largest(pattern)
            shutil.copyfile(path, folder / f"{number:02}{path.suffix.lower()}")
        yield "a folder of twenty: clean", instructions(*clean, folder, "-o", copies)
        yield "a folder of twenty: its copies again", instructions(*clean, copies, "-o", Path(place, "again"))


def main():
    words = argparse.ArgumentParser()
    words.add_argument("untrace", type=Path)
    words.add_argument("stages", type=Path)
    words.add_argument("--update", action="store_true")
    asked = words.parse_args()
    if not shutil.which("valgrind"):
        print("NO VALGRIND: INSTRUCTIONS ARE NOT COUNTED")
        return LEFT_OUT
    now = dict(of_stages(asked.stages.resolve())) | dict(of_folder(asked.untrace.resolve()))
    if asked.update:
        LIST.write_text("".join(f"{name}\t{count}\n" for name, count in now.items()))
        return 0
    known = {name: int(count) for name, count in (line.split("\t") for line in LIST.read_text().splitlines())}
    wrong = 0
    for name in dict.fromkeys([*known, *now]):
        before, count = known.get(name), now.get(name)
        if before is None or count is None:
            verdict = "NOT IN BOTH LISTS"
        elif count > before * MORE + NOISE:
            verdict = "MORE"
        else:
            verdict = "less" if count < before / MORE - NOISE else ""
        wrong += verdict.isupper()
        print(f"{name:40} {before or 0:>13,} {count or 0:>13,} {verdict}")
    if wrong:
        print("instructions.py --update writes benches/instructions.tsv anew, where that is meant")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
