#!/usr/bin/env python3
"""Has dcraw and LibRaw (Debian's, and the newest by rawpy) develop originals and copies of raw photos, and compares every byte.

    develops.py UNTRACE FOLDER...

Whatever a program makes of a DNG below the folders, it must make of its copy. Differences that are right are in
known-shown.tsv. Status 0: all hold, and every program developed some.
"""
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import rawpy

from known import unexpected

DCRAW = (("dcraw", "-c"), ("dcraw", "-c", "-w"), ("dcraw", "-c", "-D", "-4"))
LIBRAW = (("dcraw_emu", "-w"), ("dcraw_emu", "-h"), ("simple_dcraw",))  # these write beside what they read
RAWPY = (("rawpy", {}), ("rawpy camera", {"use_camera_wb": True}), ("rawpy half", {"half_size": True}))


def developed(command, path, folder):
    """The picture; nothing where there is none."""
    if command in RAWPY:
        try:
            with rawpy.imread(str(path)) as raw:
                return raw.postprocess(**command[1]).tobytes()
        except rawpy.LibRawError:
            return b""
    photo = folder / "photo.dng"
    shutil.copy(path, photo)
    ran = subprocess.run([*command, photo], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    beside = folder / "photo.dng.ppm"
    picture = beside.read_bytes() if beside.exists() else b"" if command in LIBRAW else ran.stdout
    beside.unlink(missing_ok=True)
    return picture


def name(command):
    return command[0] if command in RAWPY else " ".join(command)


def main():
    untrace, folders = Path(sys.argv[1]).resolve(), [Path(folder).resolve() for folder in sys.argv[2:]]
    missing = sorted({command[0] for command in DCRAW + LIBRAW if not shutil.which(command[0])})
    if missing:
        print(f"THERE IS NO {', NO '.join(missing)}: NO RAW PHOTO IS DEVELOPED")
        return 1
    commands = DCRAW + LIBRAW + RAWPY
    found, same = set(), Counter({name(command): 0 for command in commands})
    with tempfile.TemporaryDirectory() as tmp:
        for number, folder in enumerate(folders):
            copies = Path(tmp, str(number))
            subprocess.run([untrace, "clean", folder, "-o", copies, "-q"], stderr=subprocess.DEVNULL)
            for original in sorted(folder.rglob("*.dng")):
                copy = copies / original.relative_to(folder)
                if not copy.exists():
                    print(f"no copy: {original}")
                    continue
                for command in commands:
                    before = developed(command, original, Path(tmp))
                    after = developed(command, copy, Path(tmp))
                    if before and after == before:
                        same[name(command)] += 1
                    elif before:
                        what = "develops another picture" if after else "does not develop the copy"
                        found.add((f"{folder.name}/{original.relative_to(folder)}", f"{name(command)}: {what}"))
    print("the same picture is developed by", ", ".join(f"{program} ({count})" for program, count in same.items()))
    wrong = unexpected(found, "known-shown.tsv", {folder.name for folder in folders if folder.parent.name == "corpus"})
    wrong += [f"{program} developed nothing" for program, count in same.items() if not count]
    for line in wrong:
        print("WRONG:", line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
