#!/usr/bin/env python3
"""Whether the last commit gives the same bytes in two folders: `again.py [what dist.py takes]`."""
import subprocess
import sys
import tempfile
from pathlib import Path

from build import ROOT


def made(place, given):
    """What a clone in a folder hands out, as its list of digests."""
    clone = place / "untrace"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    subprocess.run([sys.executable, clone / "packaging/dist.py", "--out", place / "out", *given], check=True, stdout=subprocess.DEVNULL)
    return (place / "out/SHA256SUMS").read_text().splitlines()


def main(given):
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory(prefix="elsewhere-and-longer-") as other:
        first, second = made(Path(one), given), made(Path(other), given)
    print(*first, sep="\n")
    different = sorted({line.split()[1] for line in set(first) ^ set(second)})
    print(f"{len(first)} files, different: {', '.join(different) or 'none'}")
    return bool(different or not first)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
