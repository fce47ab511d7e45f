#!/usr/bin/env python3
"""Cleans a folder of photos and videos on all machines of a Ray cluster, or on this one: a task for each file.

    ray_job.py IN OUT [--keep CATEGORY,...]

Both folders are on a disk that every machine sees; OUT holds nothing but copies. `untrace` is in the PATH of each. A file is given
to `untrace -` and its copy has its name once it is whole. Status 1: some files have no copy; each is named, with the reason.
"""
import argparse
import os
import subprocess
import sys
import uuid
from pathlib import Path

# Ray tells its makers how it is used, unless it is told not to.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
import ray  # noqa: E402 - it reads that


@ray.remote
def clean(source, copy, options):
    """Writes the copy of one file; answers why there is none. What is tried twice makes the same copy."""
    part = copy.with_name(f".{uuid.uuid4()}.part")
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            with source.open("rb") as original, part.open("xb") as written:
                ran = subprocess.run(["untrace", "-", "--quiet", *options], stdin=original, stdout=written,
                                     stderr=subprocess.PIPE, text=True, check=False)  # fmt: skip
            if ran.returncode != 0:
                return ran.stderr.strip() or f"status {ran.returncode}"
            part.replace(copy)
            return None
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        return str(error)


def files(folder):
    """All files below a folder but hidden ones and links, as `untrace` takes them."""
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(at, name)
            if not name.startswith(".") and not path.is_symlink():
                yield path.relative_to(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("copies", type=Path)
    parser.add_argument("--keep")
    given = parser.parse_args()
    folder, copies = given.folder.resolve(strict=True), given.copies.resolve()
    if folder.is_relative_to(copies) or copies.is_relative_to(folder):
        parser.error("one folder is in the other: originals and copies have a folder each")
    options = ["--keep", given.keep] if given.keep else []
    ray.init(log_to_driver=False)
    paths = sorted(files(folder))
    answers = ray.get([clean.remote(folder / path, copies / path, options) for path in paths])
    without = [(path, why) for path, why in zip(paths, answers, strict=True) if why]
    for path, why in without:
        print(f"{path}: no copy: {why}", file=sys.stderr)
    print(f"{len(paths) - len(without)} clean copies, {len(without)} files without one")
    sys.exit(1 if without else 0)


if __name__ == "__main__":
    main()
