#!/usr/bin/env python3
"""Holds `untrace report` against families whose truth is known: `python3 .ci/families.py UNTRACE [--families 40] [--seed 1]`.

Makes so many families of all kinds in turn, each with the next seed (fixtures/make/families.py, which says what is taken as truth),
lets the program report on each, and sums what it found, missed and invented (families_judge.py, which says what is the same). Each
sentence about what is wrong names kind and seed: `python3 fixtures/make/families.py OUT --kind K --seed S` makes that family again.

WRONG is what has a limit, NOTE what has none. Limits are in LIMITS; --at-most sets others: `--at-most journeys-missed=0`, and
`--at-most routines-missed=any` takes one away. Status 1: a limit is broken.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True

from families_judge import KINDS, Verdict, judge  # noqa: E402 - puts the makers on the path

import families_kinds  # noqa: E402

MAKER = Path(__file__).resolve().parent.parent / "fixtures/make/families.py"
PATIENCE = 60
AT_ONCE = 2
# No false routine, no wrong kind, nothing where no photo was taken; and no home, school, work or club is missed.
LIMITS = dict.fromkeys(
    "report-breaks kinds-wrong places-invented home-missed school_or_work-missed routine-missed routines-missed routines-invented".split(),
    0,
)
ROWS = [*KINDS, "routines", "journeys", "devices", "people"]
MORE = ["files-inexact", "places-split", "dates-inexact", "countries-wrong", "weeks-inexact", "people-misplaced", "report-breaks"]
COLUMNS = ["found", "missed", "invented", "inexact"]


def made(folder, kind, seed):
    """One family, made by the program that anybody can call again."""
    subprocess.run([sys.executable, MAKER, folder, "--kind", kind, "--seed", str(seed)], check=True, stdout=subprocess.DEVNULL)
    return json.loads((folder / "truth.json").read_text())


def reported(untrace, folder):
    """What the program says of a folder, or a sentence about why that is nothing."""
    try:
        done = subprocess.run([untrace, "report", folder / "photos", "--json"], capture_output=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return None, f"takes more than {PATIENCE} s"
    if done.returncode:
        return None, f"status {done.returncode}: {done.stderr.decode(errors='replace')[-200:]!r}"
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        return None, f"no JSON: {error}"
    (folder / "report.json").write_bytes(done.stdout)
    return (told, "") if isinstance(told, dict) else (None, "JSON, and no object")


def one(untrace, root, kind, seed):
    """(kind, seed, verdict, files, seconds to make, seconds to report)"""
    folder, start = root / f"{kind}-{seed}", time.monotonic()
    truth = made(folder, kind, seed)
    middle = time.monotonic()
    told, trouble = reported(untrace, folder)
    end = time.monotonic()
    verdict = judge(truth, told) if told else Verdict()
    if trouble:
        verdict.say("report-breaks", trouble)
    return kind, seed, verdict, truth["files"], middle - start, end - middle


def table(total):
    """What was found, missed and invented; and which kind was taken for which."""
    lines = [f"{'':18}" + "".join(f"{column:>10}" for column in COLUMNS)]
    for row in ROWS:
        lines.append(f"{row:18}" + "".join(f"{total.counts[f'{row}-{column}']:10}" for column in COLUMNS))
    lines.append(f"{'places':18}{'':20}{total.counts['places-invented']:10}")
    lines += [f"{name:18}{total.counts[name]:10}" for name in MORE]
    lines += ["", f"{'true, said':20}" + "".join(f"{kind:>16}" for kind in KINDS)]
    for true in [*KINDS, "no place of theirs", "nothing may be said"]:
        lines.append(f"{true:20}" + "".join(f"{total.confusion[true, said] or '.':>16}" for said in KINDS))
    lines.append(f"kinds: {total.counts['kinds-right']} right, {total.counts['kinds-wrong']} wrong")
    return lines


def limits(words):
    """LIMITS, with what --at-most says instead."""
    known = {f"{row}-{column}" for row in ROWS for column in COLUMNS[1:]} | {*MORE, *LIMITS}
    chosen = dict(LIMITS)
    for word in words:
        name, _, number = word.partition("=")
        if name not in known or not (number == "any" or number.isdigit()):
            raise SystemExit(f"--at-most {word}: NAME=NUMBER or NAME=any, of {', '.join(sorted(known))}")
        chosen[name] = math.inf if number == "any" else int(number)
    return chosen


def run(untrace, root, options):
    kinds = options.kinds.split(",") if options.kinds else [*families_kinds.KINDS]
    if unknown := set(kinds) - set(families_kinds.KINDS):
        raise SystemExit(f"no kinds: {', '.join(sorted(unknown))}")
    asked = limits(options.at_most)
    total, rows = Verdict(), []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        work = [pool.submit(one, untrace, root, kinds[i % len(kinds)], options.seed + i) for i in range(options.families)]
        for kind, seed, verdict, *figures in (job.result() for job in work):
            total.add(verdict)
            rows.append(figures)
            for key, text in verdict.wrong:
                print(f"{'WRONG' if asked.get(key, math.inf) < math.inf else 'NOTE'}: {kind} {seed}: {key}: {text}", flush=True)
    print("", *table(total), sep="\n")
    files, making, reporting = (sum(column) / len(rows) for column in zip(*rows))
    print(f"\n{len(rows)} families of {files:.0f} files; {making:.2f} s to make one, {reporting:.2f} s to report on it")
    broken = [f"{name} {total.counts[name]} > {most}" for name, most in asked.items() if total.counts[name] > most]
    print("BROKEN: " + ", ".join(broken) if broken else "every limit holds")
    return 1 if broken else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("untrace", type=lambda path: str(Path(path).resolve()))
    parser.add_argument("--families", type=int, default=len(families_kinds.KINDS), help="one of each kind if nothing is said")
    parser.add_argument("--seed", type=int, default=1, help="of the first family; each further one has the next")
    parser.add_argument("--kinds", help="only these, with commas")
    parser.add_argument("--at-most", action="append", default=[], metavar="NAME=N")
    parser.add_argument("--keep", action="store_true", help="leave families, truths and reports behind")
    options = parser.parse_args()
    if options.families < 1:
        parser.error("no families")
    if options.keep:
        root = Path(tempfile.mkdtemp(prefix="families-"))
        print(f"kept in {root}")
        return run(options.untrace, root, options)
    with tempfile.TemporaryDirectory(prefix="families-") as root:
        return run(options.untrace, Path(root), options)


if __name__ == "__main__":
    sys.exit(main())
