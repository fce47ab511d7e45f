#!/usr/bin/env python3
"""Has libultrahdr decode the HDR picture of originals and copies, and compares every pixel.

    hdr.py UNTRACE FOLDER...

Every JPEG below the folders that libultrahdr decodes as HDR has to decode to the same pixels from its copy.
Status 0: all do, and there was one at least.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import imagecodecs
import numpy


def decoded(path):
    """The linear HDR picture as floats; nothing where libultrahdr sees none."""
    try:
        return imagecodecs.ultrahdr_decode(path.read_bytes())
    except Exception:
        return None


def main():
    untrace, folders = Path(sys.argv[1]).resolve(), [Path(folder) for folder in sys.argv[2:]]
    same, wrong = 0, []
    for folder in folders:
        with tempfile.TemporaryDirectory() as copies:
            subprocess.run([untrace, "clean", folder, "-o", copies, "-q"], stderr=subprocess.DEVNULL)
            for original in sorted(folder.rglob("*.jp*g")):
                before = decoded(original)
                copy = Path(copies, original.relative_to(folder))
                if before is None or not copy.exists():
                    continue
                after = decoded(copy)
                if after is not None and before.shape == after.shape and numpy.array_equal(before, after, equal_nan=True):
                    same += 1
                else:
                    wrong.append(original)
    for original in wrong:
        print(f"WRONG: {original}: its copy does not decode to the same HDR picture")
    print(f"libultrahdr decodes the same HDR picture from {same} copies, another from {len(wrong)}")
    return 1 if wrong or not same else 0


if __name__ == "__main__":
    sys.exit(main())
