#!/usr/bin/env python3
"""Plants bytes in the fixtures, one place at a time, and has decoders say what became of them in the copies.

    planted.py PROGRAM [--share N] [--seed N] [--each N] [--update] [--rows FILE] [FILE...]

PROGRAM is examples/planted.rs, built. Of N places (default: 40) one is tried; with 1, all are, which takes hours. FILEs are
tried instead of the fixtures. Whatever is planted has to be one of these:

  gone     the copy is that of the untouched file, byte for byte; or it is one of very few copies, whatever the byte is
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
BEGINS, ENDS = "<!-- figures of .ci/planted.py --update -->", "<!-- end -->"
SECONDS = 90
TEXT = b"Nora1981"
FEW = 3  # copies of all values of a byte
OUTCOMES = ("gone", "refused", "picture", "free")


class Decoders:
    """A program that asks decoders; another one where a file brought it down."""

    def __init__(self, effort):
        self.effort, self.program = effort, None

    def shown(self, path):
        """Name of what is shown -> digest; nothing is shown where the decoders come to an end twice, or to none."""
        return self.asked(path) or self.asked(path) or {}

    def asked(self, path):
        if self.program is None:
            self.program = subprocess.Popen([sys.executable, SHOWS, self.effort], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            self.program.stdin.write(f"{path}\n".encode())
            self.program.stdin.flush()
            if select.select([self.program.stdout], [], [], SECONDS)[0] and (line := self.program.stdout.readline()):
                return json.loads(line)
        except BrokenPipeError:
            pass
        if self.close() > 0:  # not by a signal
            sys.exit(f"planted_shows.py FAILED AT {path}")
        return None

    def close(self):
        program, self.program = self.program, None
        if program is None:
            return 0
        try:
            program.wait(0.2)
        except subprocess.TimeoutExpired:
            program.kill()
        program.communicate()
        return program.returncode


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


def judged(rows, program, known):
    """Gives each row its outcome. Libraries are asked about all; whole programs only about what no library shows otherwise, nobody
    expects and is told by the copy. Returns the untouched copies that no library shows."""
    shown = compared(rows, "quick")
    few(program, [row for row in rows if row["outcome"] == "free"])
    compared([row for row in rows if row["outcome"] == "free" and reason(row, known) is None], "slow")
    return {row["untouched"] for row in rows if not shown[row["untouched"]]}


def compared(rows, effort):
    shown = everything_shown(dict.fromkeys(row[which] for row in rows for which in ("untouched", "copy")), effort)
    broken = {name for said in shown.values() for name, digest in said.items() if digest == "BROKEN"}
    if broken:
        sys.exit(f"DECODERS CANNOT BE ASKED: {', '.join(sorted(broken))}")
    for row in rows:
        before, after = shown[row["untouched"]], shown[row["copy"]]
        row["by"] = sorted(name for name in before if after.get(name) != before[name])
        row["outcome"] = "picture" if row["by"] else "free"
    return shown


def few(program, rows):
    """What is free is gone where a copy tells next to nothing of it: of all values there are few copies, or no run of the text is there."""
    files = defaultdict(dict)
    for row in rows:
        if row["form"] == "byte":
            files[row["file"]][row["position"]] = None

    def measure(file):
        ran = subprocess.run([program, "values", file, *map(str, files[file])], stdout=subprocess.PIPE, text=True, check=True)
        files[file] = {int(position): int(count) for position, count in (line.split("\t") for line in ran.stdout.splitlines())}

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(measure, list(files)))
    for row in rows:
        row["values"] = files[row["file"]][row["position"]] if row["form"] == "byte" else runs(row)
        if row["values"] <= FEW:
            row["outcome"] = "gone"


def runs(row):
    """How many runs of three letters of the text are in the copy, and were not in that of the untouched file."""
    copy, untouched = row["copy"].read_bytes(), row["untouched"].read_bytes()
    parts = [TEXT[at : at + 3] for at in range(len(TEXT) - 2)]
    return FEW + sum(part in copy and part not in untouched for part in parts)


def sampled(rows, each):
    """So many rows of each place and offset; all where nothing else is asked for."""
    seen = Counter()
    for row in rows:
        seen[row["format"], row["place"], row["offset"], row["form"]] += 1
        row["rank"] = seen[row["format"], row["place"], row["offset"], row["form"]]
    return [row for row in rows if each is None or row["rank"] <= each]


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
    """The number of the line of planted.tsv that a row is in; a text is in it with any of its letters."""
    last = row["offset"] + (len(TEXT) - 1 if row["form"] == "text" else 0)
    for number, (form, place, offsets, _) in enumerate(known):
        least, _, most = offsets.partition("-")
        if form.fullmatch(row["format"]) and place.fullmatch(row["place"]) and (offsets == "*" or int(least) <= last and row["offset"] <= int(most or least)):
            return number
    return None


def main():
    words = argparse.ArgumentParser()
    words.add_argument("program", type=Path)
    words.add_argument("--share", type=int, default=40)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--each", type=int, help="decode so many copies of each place and offset, not all")
    words.add_argument("--update", action="store_true")
    words.add_argument("--rows", type=Path)
    words.add_argument("files", type=Path, nargs="*")
    asked = words.parse_args()
    files = asked.files or sorted(path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / "fixtures" / folder).rglob("*"))
    files = [path for path in files if path.suffix.lower() in ENDINGS]
    os.chdir(ROOT if not asked.files else ".")
    known, used = expected(), Counter()
    with tempfile.TemporaryDirectory() as folder:
        rows, counts, untouched = planted(asked.program.resolve(), Path(folder), asked.share, asked.seed, files)
        placed(rows)
        rows = sampled(rows, asked.each)
        unseen = sorted(untouched[path] for path in judged(rows, asked.program.resolve(), known))
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
        names = ("format", "what", "place", "offset", "form", "file", "position", "outcome", "values", "by")
        asked.rows.write_text("".join("\t".join(ascii(row.get(name, ""))[1:-1] if name == "place" else str(row.get(name, "")) for name in names) + "\n" for row in rows))
    print(table(counts), flush=True)
    if asked.update:
        before, _, rest = PAGE.read_text().partition(BEGINS)
        PAGE.write_text(f"{before}{BEGINS}\n\n{table(counts)}\n\n{ENDS}{rest.partition(ENDS)[2]}")
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
