#!/usr/bin/env python3
"""Whether two builds of untrace make the same of every file: `python3 .ci/same.py OLD NEW FOLDER...`.

Each folder is cleaned by both, with each set of options below, and then compared: the status, every copy byte for byte,
and of every file its format, outcome, reason and message, its copy's name and size, what was kept, and the names and
places of what was removed. What a removed field said (`value`, `bytes`), the version of the schema and how names are escaped (older
builds did it twice: `\\u{0}` for `\\x00`) is how it is told, and not compared. Status 1 for any difference.
"""
import argparse
import filecmp
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

OPTIONS = [
    [],
    ["--keep", "location,date,people,camera,text,software"],
    ["--extract-motion"],
    ["--rename"],
]
COMPARED = "source destination format misnamed telling_name motion outcome reason message at kept bytes_in bytes_out".split()


def unescaped(name):
    """A name with every escape replaced by its character, whichever way it was written."""
    while name != (name := re.sub(r"\\+(?:x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]+)\})", lambda m: chr(int(m[1] or m[2], 16)), name)):
        pass
    return re.sub(r"\\+", r"\\", name)


def clean(program, folder, options, output):
    """The status, what is said of each file, and the copies by name."""
    done = subprocess.run(
        [program, "clean", folder, "-o", output, "--json", *options],
        capture_output=True,
        text=True,
        errors="surrogateescape",
    )
    rows = {}
    for line in map(json.loads, done.stdout.replace(output, "OUTPUT").splitlines()):
        if line["type"] == "file":
            row = {key: line.get(key) for key in COMPARED}
            row["removed"] = sorted((x["category"], unescaped(x["field"]), unescaped(x["where"])) for x in line["removed"])
            rows.setdefault(line["source"], []).append(row)
    if not rows:
        sys.exit(f"{program} cleans nothing in {folder}: {done.stderr.strip() or done.returncode}")
    copies = {str(path.relative_to(output)): path for path in Path(output).rglob("*") if path.is_file()}
    return done.returncode, rows, copies


def differences(old, new):
    if old[0] != new[0]:
        yield f"status {old[0]}, now {new[0]}"
    for source in sorted(old[1].keys() | new[1].keys()):
        before, after = old[1].get(source, []), new[1].get(source, [])
        if len(before) != len(after):
            yield f"{source}: told {len(before)} times, now {len(after)}"
        for one, other in zip(before, after):
            for key in one:
                if one[key] != other[key]:
                    yield f"{source}: {key}: {said(one[key], other[key])}"
    for name in sorted(old[2].keys() | new[2].keys()):
        if name not in new[2]:
            yield f"{name}: no longer written"
        elif name not in old[2]:
            yield f"{name}: newly written"
        elif not filecmp.cmp(old[2][name], new[2][name], shallow=False):
            yield f"{name}: other bytes"


def said(old, new):
    """The difference; of lists only what the other one doesn't have."""
    if not (isinstance(old, list) and isinstance(new, list)):
        return f"{old}, now {new}"
    gone, come = [item for item in old if item not in new], [item for item in new if item not in old]
    return f"no longer {str(gone)[:300]}, newly {str(come)[:300]}" if gone or come else "in another order or number"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("folders", nargs="+", metavar="folder")
    args = parser.parse_args()
    files = refused = copies = bad = 0
    for folder in args.folders:
        for options in OPTIONS:
            with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
                old = clean(args.old, folder, options, f"{one}/copies")
                new = clean(args.new, folder, options, f"{two}/copies")
                for line in differences(old, new):
                    bad += 1
                    print(f"{' '.join([folder, *options])}: {line}")
                told = [row for rows in new[1].values() for row in rows]
                files += len(told)
                refused += sum(row["outcome"] == "refused" for row in told)
                copies += len(new[2])
    print(f"{files} files, {refused} refused, {copies} copies: {bad or 'no'} differences")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
