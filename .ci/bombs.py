#!/usr/bin/env python3
"""Makes files that claim far more than their bytes, and has each cleaned and checked by a process of its own.

    bombs.py UNTRACE [--cases FOLDER] [--only WORD] [--ways WAYS] [--all]

UNTRACE is the program; the files of FOLDER are taken, too. Each file has some megabytes at most: many parts, deep ones,
texts with the same key, data that many share, small streams that grow. `clean`, `clean --verify full`, `clean --rename`
and `check` take at most 2 s of a processor and 256 MiB for each, whatever it claims. The slowest are listed.

Status 0: all hold.
"""
import argparse
import itertools
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 2.0
MEMORY = 256  # MiB
GIVE_UP = 8  # seconds of a processor until a process is ended
LISTED = 25
WAYS = {"clean": ["clean"], "full": ["clean", "--verify", "full"], "rename": ["clean", "--rename"], "check": ["check", "--hidden"]}


def run(untrace, way, folder, tmp):
    """Seconds of a processor, MiB, and what became of the file in a folder."""
    limited = lambda: resource.setrlimit(resource.RLIMIT_CPU, (GIVE_UP, GIVE_UP))
    with tempfile.TemporaryDirectory(dir=tmp) as copies, tempfile.TemporaryFile("w+") as out:
        output = [] if way == "check" else ["-o", copies]
        # Of a folder: so are names given, and so are files taken that are beside photos.
        command = [untrace, *WAYS[way], folder, *output, "-j", "1", "--json"]
        process = subprocess.Popen([str(word) for word in command], stdout=out, stderr=subprocess.DEVNULL, preexec_fn=limited)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = [json.loads(line) for line in out if line.endswith("\n")]
    became = next((f"{line['outcome']} {line.get('reason') or ''}".strip() for line in said if line["type"] == "file"), "nothing")
    became = became if process.returncode in (0, 1, 3) else f"ended with {process.returncode}"
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10, became


def make(folder, cases, only, link):
    """Writes one file after the other, and says its name. By a process of its own: Linux counts what a process held before it
    became another program, too."""
    import bombs_boxes
    import bombs_stills

    whole = lambda count: count
    makes = [(bombs_stills.files, True), (bombs_boxes.files, True), (bombs_boxes.sidecars, False)]
    made = (((name, content, cleaned) for name, content in files(whole, whole)) for files, cleaned in makes)
    given = ((path.name, path.read_bytes(), True) for path in (sorted(cases.iterdir()) if cases and cases.is_dir() else ()))
    for name, content, cleaned in itertools.chain(itertools.chain.from_iterable(made), given):
        if only in name:
            (folder / name).write_bytes(content)
            link.send((name, len(content), cleaned))
            link.recv()
            (folder / name).unlink()
    link.send(None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("untrace", type=Path)
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--all", action="store_true", help="list all files")
    args = parser.parse_args()
    rows, wrong = [], []
    with tempfile.TemporaryDirectory() as tmp:
        folder = Path(tmp, "files")
        folder.mkdir()
        here, there = multiprocessing.Pipe()
        maker = multiprocessing.Process(target=make, args=(folder, args.cases, args.only, there), daemon=True)
        maker.start()
        there.close()
        while made := here.recv():
            name, size, cleaned = made
            for way in args.ways.split(",") if cleaned else ["check"]:
                seconds, memory, became = run(args.untrace, way, folder, tmp)
                rows.append((seconds, memory, way, name, size, became))
                if seconds > SECONDS or memory > MEMORY or became.startswith(("ended", "failed")):
                    wrong.append(rows[-1])
                    print(f"WRONG: {way} {name}: {seconds:.1f} s, {memory} MiB, {became}", flush=True)
            here.send(None)
    rows.sort(reverse=True)
    largest = sorted(rows, key=lambda row: -row[1])
    listed = rows if args.all else [*rows[:LISTED], *(row for row in largest[:LISTED] if row not in rows[:LISTED])]
    for seconds, memory, way, name, size, became in listed:
        print(f"{seconds:7.2f} s {memory:5} MiB  {way:6} {name:32} {size:10} {became}")
    print(f"{len(rows)} runs, {len(wrong)} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
