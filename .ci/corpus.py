#!/usr/bin/env python3
"""Cleans a folder of the corpus and has the copies judged.

    corpus.py UNTRACE SHARED FOLDER

UNTRACE is the program, SHARED the folder that holds corpus/ and tools/, FOLDER a folder of the corpus. The rules:

  every folder    no copy leaks, shows another picture or lost something of its display, but for what known.tsv
                  lists; what known.tsv lists still comes true; no file fails.
  a format's      at most 0.5 % of the files (more of some formats, below) open elsewhere, videos play, but have no copy (HDR gain maps and
                  protected media aside).
  malformed       each file, by a process of its own, takes at most 2 s and 256 MiB.

Status 0: all hold.
"""
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from frames import KINDS, frames
from known import unexpected

WITHOUT_COPY = 0.005
VIDEOS = {"mp4", "mov", "3gp", "m4v"}
MORE_WITHOUT_COPY = {"png": 0.02, "heic": 0.02, "avif": 0.02, "jxl": 0.05, "tiff": 0.05, "dng": 0.05, "mp4": 0.05, "mov": 0.05, "3gp": 0.05, "m4v": 0.05}
ASIDE = {"gain-map", "protected"}  # reasons that are not counted
SECONDS = 2.0
MEMORY = 256 << 20
GIVE_UP = 60  # seconds until a process is killed


def clean(untrace, paths, copies):
    """Runs the program; answers its lines about files, its status, seconds, and peak memory in bytes."""
    command = [untrace, "clean", *paths, "-o", copies, "--json"]
    with tempfile.TemporaryFile("w+") as out:
        start = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdout=out, stderr=subprocess.DEVNULL)
        timer = threading.Timer(GIVE_UP, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        lines = [json.loads(line) for line in out if line.endswith("\n")]
    # Linux counts what this Python held before it became the program, too: a dozen megabytes.
    return [line for line in lines if line["type"] == "file"], process.returncode, seconds, usage.ru_maxrss << 10


def clean_folder(untrace, folder, copies):
    lines, status, seconds, _ = clean(untrace, [folder], copies)
    print(f"cleaned in {seconds:.1f} s")
    return lines, [] if status in (0, 1) else [f"the program ended with {status}"]


def clean_one_by_one(untrace, folder, copies):
    lines, wrong, slowest, largest = [], [], (0.0, ""), (0, "")
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        said, status, seconds, memory = clean(untrace, [file], copies)
        lines += said
        slowest, largest = max(slowest, (seconds, file.name)), max(largest, (memory, file.name))
        if status not in (0, 1):
            wrong.append(f"{file.name}: the program ended with {status}")
        if seconds > SECONDS:
            wrong.append(f"{file.name}: {seconds:.1f} s")
        if memory > MEMORY:
            wrong.append(f"{file.name}: {memory >> 20} MiB")
    print(f"slowest {slowest[0]:.2f} s ({slowest[1]}), most memory {largest[0] >> 20} MiB ({largest[1]})")
    return lines, wrong


def scrubcheck(shared, folder, copies, rows):
    """One row per file of what other parsers say about the copies."""
    command = [sys.executable, shared / "tools/scrubcheck.py", folder, copies, "--json", rows]
    status = subprocess.run([str(word) for word in command]).returncode
    if status not in (0, 1):
        sys.exit(f"scrubcheck ended with {status}")
    return [json.loads(line) for line in rows.read_text().splitlines()]


def frame_by_frame(originals, copies, rows):
    """The judge compares packets of videos as they are coded. What stands in them besides picture and sound changes, so
    what counts is what FFmpeg decodes of them."""
    same = 0
    for row in rows:
        path = Path(row["file"])
        if row["picture"] is False and path.suffix.lower() in KINDS and frames(originals / path) == frames(copies / path):
            row["picture"], same = True, same + 1
    if same:
        print(f"{same} videos have other packets, and the same frames")


def findings(folder, rows):
    """What is wrong with copies: (file, finding)."""
    found = set()
    for row in rows:
        # A leak by its name: "other: Google:GainMapImage", not what it says.
        whats = [f"leak {leak.split('=')[0]}" for leak in row["leaks"]]
        whats += ["picture"] if row["picture"] is False else []
        found |= {(f"{folder}/{row['file']}", what) for what in whats + row["display"]}
    return found


def plays(path):
    """Whether ffmpeg decodes anything of a video: that it lists packets of one that is cut off says nothing."""
    command = ["ffmpeg", "-v", "quiet", "-nostdin", "-i", str(path), "-map", "0:V?", "-map", "0:a?", "-frames:v", "1", "-f", "framehash", "-"]
    hashes = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    return any(not line.startswith("#") for line in hashes)


def without_copy(originals, rows, reasons):
    """Files that other programs open and that have no copy; a line for each, if there are too many."""
    folder = originals.name
    absent = [row["file"] for row in rows if row.get("absent") and row["opens"]]
    if folder in VIDEOS:
        absent = [file for file in absent if plays(originals / file)]
    counted = [file for file in absent if reasons.get(file) not in ASIDE]
    for file in absent:
        print(f"no copy: {file}: {reasons.get(file, 'not reported')}")
    most = MORE_WITHOUT_COPY.get(folder, WITHOUT_COPY) * len(rows)
    print(f"open elsewhere and have no copy: {len(counted)} of {len(rows)}, at most {most:.1f}; "
          f"and {len(absent) - len(counted)} with a gain map or protected")
    return [f"{len(counted)} files have no copy"] if len(counted) > most else []


def main():
    untrace, shared, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), sys.argv[3]
    originals = shared / "corpus" / folder
    with tempfile.TemporaryDirectory() as tmp:
        copies = Path(tmp, "copies")
        copies.mkdir()
        lines, wrong = (clean_one_by_one if folder == "malformed" else clean_folder)(untrace, originals, copies)
        rows = scrubcheck(shared, originals, copies, Path(tmp, "rows.json"))
        frame_by_frame(originals, copies, rows)
    print("outcomes:", dict(Counter(line["outcome"] for line in lines)))
    wrong += [f"{line['source']}: failed: {line['reason']}" for line in lines if line["outcome"] == "failed"]
    wrong += unexpected(findings(folder, rows), "known.tsv", {folder})
    if folder != "malformed":
        reasons = {str(Path(line["source"]).relative_to(originals)): line["reason"] for line in lines}
        wrong += without_copy(originals, rows, reasons)
    for line in wrong:
        print("WRONG:", line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
