#!/usr/bin/env python3
"""Plants bytes in the fixtures, one place at a time, and has decoders say what became of them in the copies.

    planted.py PROGRAM [--share N] [--seed N] [--update] [--rows FILE] [FILE...]

PROGRAM is core/examples/planted.rs, built. Of N places (default: 40) one is tried; with 1, all are, which takes hours. FILEs are
tried instead of the fixtures. Whatever is planted has to be one of these:

  gone     the copy is that of the untouched file, byte for byte
  refused  there is no copy
  picture  decoders that are not ours show another picture, sound, time, colour or size, or none at all
  free     none of these: a file can choose the byte, and it rides along

What is free has to be in planted.tsv: format, place, offset of its bytes in the place, reason. Coded data are tried sixteen times
more thinly, and counted apart. --update writes the figures into docs/planted.md, --rows every row that is free into a file.
Status 0: nothing else is free, and each fixture is shown by a decoder at least.
"""
import argparse
import json
import os
import re
import select
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from planted_places import Places

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("jpeg", "png", "webp", "gif", "heif", "jxl", "tiff", "dng", "video", "phone-export")
ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".avif", ".jxl", ".tif", ".tiff", ".dng", ".mp4", ".mov", ".3gp", ".m4v"}
SHOWS = Path(__file__).with_name("planted_shows.py")
LIST = Path(__file__).with_name("planted.tsv")
PAGE = ROOT / "docs" / "planted.md"
SECONDS = 90
OUTCOMES = ("gone", "refused", "picture", "free")


class Decoders:
    """A program that asks decoders; another one where a file brought it down."""

    def __init__(self, effort):
        self.effort, self.program = effort, None

    def shown(self, path):
        """Name of what is shown -> digest; nothing is shown where the decoders end or do not."""
        if self.program is None:
            self.program = subprocess.Popen([sys.executable, SHOWS, self.effort], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            self.program.stdin.write(f"{path}\n".encode())
            self.program.stdin.flush()
            if select.select([self.program.stdout], [], [], SECONDS)[0] and (line := self.program.stdout.readline()):
                return json.loads(line)
        except BrokenPipeError:
            pass
        self.close()
        return {}

    def close(self):
        if self.program is not None:
            self.program.kill()
            self.program.communicate()
            self.program = None


def everything_shown(paths, effort):
    """Path -> what is shown of it, by as many programs as there are processors."""
    waiting, shown = iter(paths), {}

    def work(_):
        decoders = Decoders(effort)
        for path in waiting_one():
            shown[path] = decoders.shown(path)
        decoders.close()

    def waiting_one():
        while (path := next(waiting, None)) is not None:
            yield path

    count = os.cpu_count() or 1
    with ThreadPoolExecutor(count) as pool:
        list(pool.map(work, range(count)))
    return shown


def planted(program, folder, share, seed, files):
    """Rows of copies that are others, and counts: (format, form, what) -> [tried, gone, refused]."""
    ran = subprocess.run([program, folder, str(share), str(seed), *files], stdout=subprocess.PIPE, text=True, check=True)
    rows, counts, forms = [], defaultdict(Counter), {}
    lines = [line.split("\t") for line in ran.stdout.splitlines()]
    for number, file, _, form, _, kind, _ in (line for line in lines if line[3] == "untouched"):
        forms[file] = (kind, number + Path(file).suffix)
    for line in lines:
        if line[0] == "#":
            _, file, form, what, *numbers = line
            counts[forms[file][0], form, what] += Counter(dict(zip(("tried", "gone", "refused"), map(int, numbers))))
        elif line[3] != "untouched":
            number, file, position, form, what, region, start = line
            rows.append({"copy": folder / (number + Path(file).suffix), "untouched": folder / forms[file][1], "file": file, "format": forms[file][0],
                         "position": int(position), "form": form, "what": what, "region": region, "start": int(start)})
    return rows, counts, {folder / copy: file for file, (_, copy) in forms.items()}


def judged(rows, unseen):
    """Gives each row its outcome. A library is asked about all, programs only about what no library shows otherwise."""
    doubtful = rows
    for effort in ("quick", "slow"):
        paths = dict.fromkeys(row[which] for row in doubtful for which in ("untouched", "copy"))
        shown = everything_shown(paths, effort)
        broken = {name for said in shown.values() for name, digest in said.items() if digest == "BROKEN"}
        if broken:
            sys.exit(f"DECODERS CANNOT BE ASKED: {', '.join(sorted(broken))}")
        for row in doubtful:
            before, after = shown[row["untouched"]], shown[row["copy"]]
            row["by"] = sorted(name for name in before if after.get(name) != before[name])
            row["outcome"] = "picture" if row["by"] else "free"
        if effort == "quick":
            unseen |= {path for path in {row["untouched"] for row in doubtful} if not shown[path]}
        doubtful = [row for row in doubtful if row["outcome"] == "free"]


def placed(rows):
    """Gives each row the name of its place and its offset in it."""
    known = {}
    for row in rows:
        if row["file"] not in known:
            known[row["file"]] = Places(Path(row["file"]).read_bytes(), row["format"])
        row["place"], row["offset"] = known[row["file"]].name(row["position"], row["region"], row["start"])


def expected():
    """What may be free: format and place, as patterns, the offsets, and the reason."""
    lines = [line.split("\t") for line in LIST.read_text().splitlines() if line and not line.startswith("#")]
    return [(re.compile(form), re.compile(place), offsets, reason) for form, place, offsets, reason in lines]


def reason(row, known):
    for number, (form, place, offsets, _) in enumerate(known):
        least, _, most = offsets.partition("-")
        if form.fullmatch(row["format"]) and place.fullmatch(row["place"]) and (offsets == "*" or int(least) <= row["offset"] <= int(most or least)):
            return number
    return None


def main():
    words = argparse.ArgumentParser()
    words.add_argument("program", type=Path)
    words.add_argument("--share", type=int, default=40)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--update", action="store_true")
    words.add_argument("--rows", type=Path)
    words.add_argument("files", type=Path, nargs="*")
    asked = words.parse_args()
    files = asked.files or sorted(path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / "fixtures" / folder).rglob("*"))
    files = [path for path in files if path.suffix.lower() in ENDINGS]
    os.chdir(ROOT if not asked.files else ".")
    unseen, known, used = set(), expected(), Counter()
    with tempfile.TemporaryDirectory() as folder:
        rows, counts, untouched = planted(asked.program.resolve(), Path(folder), asked.share, asked.seed, files)
        judged(rows, unseen)
        placed(rows)
        unseen = sorted(untouched[path] for path in unseen)
    for row in rows:
        counts[row["format"], row["form"], row["what"]][row["outcome"]] += 1
    free = [row for row in rows if row["outcome"] == "free"]
    wrong = defaultdict(list)
    for row in free:
        number = reason(row, known)
        if number is None:
            wrong[row["format"], row["what"], row["place"], row["form"]].append(row)
        else:
            used[number] += 1
    if asked.rows:
        names = ("format", "what", "place", "offset", "form", "file", "position", "outcome", "by")
        asked.rows.write_text("".join("\t".join(str(row[name]) for name in names) + "\n" for row in rows))
    print(table(counts))
    for (form, what, place, planting), found in sorted(wrong.items()):
        offsets = " ".join(map(str, sorted({row["offset"] for row in found})))
        print(f"FREE: {form}, {what}, {place}, {planting} at {offsets}: {len(found)}, {found[0]['file']} at {found[0]['position']}")
    for file in unseen:
        print(f"NO DECODER SHOWS THE COPY OF {file}")
    return 1 if wrong or unseen else 0


def table(counts):
    """The figures, for each format: single bytes and texts, and both in coded data."""
    lines = ["| format | planted | tried | gone | refused | picture | free |", "|---|---|---:|---:|---:|---:|---:|"]
    for (form, planting, what), one in sorted(counts.items()):
        name = planting if what == "element" else f"{planting} in coded data"
        lines.append(f"| {form} | {name} | {one['tried']} | " + " | ".join(str(one[outcome]) for outcome in OUTCOMES) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
