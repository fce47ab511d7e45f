#!/usr/bin/env python3
"""Doubles files of every kind, and counts what the program does for them, in instructions of a processor.

    doubling.py UNTRACE [--only WORD,...] [--ways WAYS] [--every N] [--all]

UNTRACE is the program, built for release. The files are those of bombs.py, made smaller, and ordinary pictures and films of each
format (doubling_photos.py); each is made at n, 2n and 4n, n being so much that it takes millions of instructions. What is counted is
`clean` and `check` under valgrind's callgrind: no clock, no neighbours. From 2n to 4n at most 2.2 times as many are added as from n to 2n,
4.4 where the length says that two things are doubled at once (so many blocks of so many values), or from 2n to 4n and 8n, where
larger files go another way. What is shown is without the length
and the instructions of the same file with one of everything.

Status 0: all hold; 77: there is no valgrind.
"""
import argparse
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import bombs
import bombs_boxes
import bombs_stills
import doubling_photos
from steps import LEFT_OUT

TWICE = 2.2  # twice, and what begins once more
# The parts of a bomb that are made: one of everything, and three that do something.
PARTS = [0, *(2 ** -at for at in range(12, 1, -1))]
ONE = 1 / 64  # of what is packed in each of many
ENOUGH = 4_000_000  # instructions
# So many pages times the block that they all share: two things are doubled, although the length says one.
PRODUCTS = {"packets-shared.tif", "profiles-shared.tif"}
LISTED = 25
# valgrind counts each byte that `rep stosb` writes as an instruction: memory is filled and copied by vectors instead.
BY_VECTORS = "glibc.cpu.x86_rep_stosb_threshold=0x7fffffff:glibc.cpu.x86_rep_movsb_threshold=0x7fffffff"


def made():
    """(name, whether it is cleaned, a function that answers its contents from small to large), one kind after the other."""
    makes = [(bombs_stills.files, True), (bombs_boxes.files, True), (bombs_boxes.sidecars, False)]
    # Powers of two double to the last one.
    scaled = lambda part: lambda count: max(1, int(2 ** (count.bit_length() - 1) * part))
    for files, cleaned in makes:
        for sizes in zip(*(files(scaled(part), scaled(ONE)) for part in PARTS), strict=True):
            yield sizes[0][0], cleaned, lambda: [content for _, content in sizes]
    for name, draw in doubling_photos.files():
        yield name, True, draw


def counted(command, state, statuses=(0,)):
    """Instructions of a process that ends with one of these, and what it wrote. What earlier runs wrote is nothing to it: it has its
    state in a folder of its own."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)]
    ran = subprocess.run(command, capture_output=True, env={**os.environ, "XDG_STATE_HOME": state, "GLIBC_TUNABLES": BY_VECTORS})
    found = re.search(rb"Collected : (\d+)", ran.stderr)
    if not found or ran.returncode not in statuses:
        raise RuntimeError(f"{' '.join(command[3:])}: status {ran.returncode}: {ran.stderr.decode(errors='replace')[-600:]}")
    return int(found[1]), ran.stdout


class Counter:
    """Instructions of one way of running."""

    def __init__(self, untrace, way, tmp):
        self.untrace, self.way, self.tmp = untrace, way, tmp

    def of(self, name, content):
        """Instructions for a file, and what became of it."""
        with tempfile.TemporaryDirectory(dir=self.tmp) as folder:
            files, copies = Path(folder, "files"), Path(folder, "copies")
            files.mkdir()
            (files / name).write_bytes(content)
            output = [] if self.way == "check" else ["-o", copies]
            command = [self.untrace, *bombs.WAYS[self.way], files, *output, "-j", "1", "--json", "--sandbox", "off"]
            count, said = counted(command, folder, (0, 1, 3))
        lines = [json.loads(line) for line in said.splitlines()]
        became = next((f"{line['outcome']} {line.get('reason') or ''}".strip() for line in lines if line["type"] == "file"), "nothing")
        return count, became


def doubled(counter, name, contents):
    """(lengths, instructions, ends) of three that do something, beside one of everything. From some length on a file may go another
    way: one such step is passed, by doubling once or twice more."""
    none, *sizes = [contents[0]] + [content for before, content in zip(contents, contents[1:]) if content != before]
    if len(sizes) < 3:
        return None
    fixed, _ = counter.of(name, none)
    at = 0
    while (first := counter.of(name, sizes[at]))[0] - fixed < ENOUGH and at < len(sizes) - 3:
        wanted = len(none) + (len(sizes[at]) - len(none)) * ENOUGH / max(first[0] - fixed, ENOUGH / 100)
        at = next((later for later in range(at + 1, len(sizes) - 3) if len(sizes[later]) >= wanted), len(sizes) - 3)
    counted = [first, *(counter.of(name, content) for content in sizes[at + 1:at + 3])]
    lengths = [len(content) - len(none) for content in sizes]
    for more in range(3):
        three = counted[-3:]
        found = lengths[at + more:at + more + 3], [count - fixed for count, _ in three], list(dict.fromkeys(became for _, became in three))
        if growth(name, *found[:2]) <= TWICE or more == 2 or at + more + 3 >= len(sizes):
            return found
        later = counter.of(name, sizes[at + more + 3])
        # Behind the end of a budget nothing grows any more.
        if later[1].endswith("too-much"):
            return found
        counted.append(later)


def growth(name, lengths, counts):
    """How many times as much the second doubling adds as the first one, for each thing that is doubled: 2 where each of so many
    takes the same, however many there are."""
    def added(numbers, least):
        first, second, third = numbers
        return (third - second) / max(second - first, least)

    things = max(2 if name in PRODUCTS else 1, round(math.log2(max(added(lengths, 1), 1))))
    return added(counts, ENOUGH / 2) / 2 ** (things - 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("untrace", type=Path)
    parser.add_argument("--only", default="", metavar="WORD,...", help="kinds with one of these in their names")
    parser.add_argument("--ways", default="clean,check")
    parser.add_argument("--every", type=int, default=1, help="only each so-manieth kind")
    parser.add_argument("--all", action="store_true", help="say all kinds, and not only the worst")
    args = parser.parse_args()
    if not shutil.which("valgrind"):
        print("NO VALGRIND: THAT TWICE AS MUCH TAKES TWICE THE INSTRUCTIONS IS NOT PROVEN")
        sys.exit(LEFT_OUT)
    rows, wrong = [], 0
    with tempfile.TemporaryDirectory() as tmp:
        counters = {way: Counter(args.untrace, way, tmp) for way in args.ways.split(",")}
        for at, (name, cleaned, make) in enumerate(made()):
            if at % args.every or not any(word in name for word in args.only.split(",")):
                continue
            contents = make()
            for way, counter in counters.items():
                if not cleaned and way != "check":
                    continue
                if not (found := doubled(counter, name, contents)):
                    continue
                lengths, counts, became = found
                rows.append((growth(name, lengths, counts), way, name, lengths, counts, became))
                if rows[-1][0] > TWICE:
                    wrong += 1
                if rows[-1][0] > TWICE or args.all:
                    print("WRONG: " * (rows[-1][0] > TWICE) + told(rows[-1]), flush=True)
    rows.sort(reverse=True)
    print()
    for row in rows[:LISTED]:
        print(told(row))
    print(f"{len(rows)} doubled twice, {wrong} wrong")
    sys.exit(bool(wrong or not rows))


def told(row):
    times, way, name, lengths, counts, became = row
    numbers = "".join(f"{length:10} {count / 1e6:8.1f} M" for length, count in zip(lengths, counts))
    return f"{times:5.2f}  {way:6} {name:32}{numbers}  {', '.join(became)}"


if __name__ == "__main__":
    main()
