#!/usr/bin/env python3
"""Fuzzes every target in turn, one process on one core, and keeps the sum of it in docs/reliability.md: the target that
has run least is next, so that a run that ends early, or many short ones, give each the same.

    python3 fuzz/run.py --seconds 3600                # what fuzz/seeds.py made of fixtures/
    python3 fuzz/run.py --seconds 3600 --set real     # and of other files: seeds.py says how
    python3 fuzz/run.py --each 20                     # what CI does: from corpus/ alone, two at once, no sum

What is found goes to found/SET/TARGET, crashes to artifacts/TARGET. Status 1: something crashed."""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FUZZ = Path(__file__).resolve().parent
PAGE = FUZZ.parent / "docs" / "reliability.md"
TARGETS = sorted(file.stem for file in (FUZZ / "fuzz_targets").glob("*.rs"))
BEGIN, END = "<!-- fuzz/run.py writes this table -->", "<!-- until here -->"
HEAD = "| Target | Minutes of a processor | Runs | Crashes, timeouts |\n| --- | ---: | ---: | ---: |\n"
ROW = re.compile(r"^\| `(\w+)` \| ([\d.]+) \| (\d+) \| (\d+) \|$", re.M)
# Larger inputs only make the fuzzer slow.
LIMITS = ("-max_len=65536", "-rss_limit_mb=2048")


def told(page):
    """Seconds of a processor, runs and crashes of each target, as the page has them."""
    sums = dict.fromkeys(TARGETS, (0.0, 0, 0))
    sums.update((name, (float(minutes) * 60, int(runs), int(crashes))) for name, minutes, runs, crashes in ROW.findall(page))
    return sums


def write(sums):
    rows = [f"| `{name}` | {seconds / 60:.1f} | {runs} | {crashes} |\n" for name, (seconds, runs, crashes) in sums.items()]
    page = PAGE.read_text()
    before, rest = page.split(BEGIN, 1)
    PAGE.write_text(before + BEGIN + "\n" + HEAD + "".join(rows) + END + rest.split(END, 1)[1])


def run(binaries, target, seconds, folders, patience, seed=()):
    """One turn of a target, new finds in the first folder: its seconds of a processor, runs, and whether it crashed."""
    artifacts = FUZZ / "artifacts" / target
    for folder in (folders[0], artifacts):
        folder.mkdir(parents=True, exist_ok=True)
    there = [str(folder) for folder in dict.fromkeys(folders) if folder.is_dir()]
    command = [str(binaries / target), *there, *seed, f"-artifact_prefix={artifacts}/", f"-max_total_time={seconds}", *LIMITS,
               f"-timeout={patience}", "-print_final_stats=1"]
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        said.seek(0)
        said = said.read()
    ran = used.ru_utime + used.ru_stime
    runs = re.search(r"number_of_executed_units: *(\d+)", said)
    runs = int(runs[1]) if runs else 0
    crashed = status != 0
    if crashed:
        # From what was said on: what comes before are counts.
        start = min((at for at in (said.find("panicked at"), said.find("ERROR:")) if at >= 0), default=0)
        print(said[max(0, start - 200):][:6000])
    print(f"{target}: {ran:.0f} s, {runs} runs{', CRASHED' if crashed else ''}", flush=True)
    return ran, runs, crashed


def in_turn(args):
    """Those that ran least first, with the sum of it in the page."""
    end = time.monotonic() + args.seconds
    targets, crashed = set(args.targets), 0
    while targets and (left := end - time.monotonic()) > 5:
        # Read anew each time: the page may have been edited meanwhile.
        target = min(sorted(targets), key=lambda name: told(PAGE.read_text())[name][0])
        folders = [FUZZ / "found" / args.set / target, FUZZ / "found" / "fixtures" / target, FUZZ / "corpus" / target]
        ran = run(args.binaries, target, min(args.turn, int(left)), folders, args.patience)
        sums = told(PAGE.read_text())
        sums[target] = tuple(before + now for before, now in zip(sums[target], ran))
        write(sums)
        if ran[2]:
            # It would come to the same end at once.
            crashed += 1
            targets.remove(target)
    return crashed


def each(args):
    """The same time for all of them; what is found is thrown away, but for crashes."""
    # From the same first number on: what fails here fails again, and is no matter of luck.
    with tempfile.TemporaryDirectory() as found, ThreadPoolExecutor(2) as pool:
        turns = [pool.submit(run, args.binaries, target, args.each, [Path(found) / target, FUZZ / "corpus" / target], args.patience, ["-seed=1"])
                 for target in args.targets]
        return sum(turn.result()[2] for turn in turns)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="target", help="only these")
    parser.add_argument("--seconds", type=int, default=3600, help="of all targets together")
    parser.add_argument("--turn", type=int, default=60, help="seconds of a target before the next one's turn")
    parser.add_argument("--each", type=int, help="seconds of each target, without a sum")
    parser.add_argument("--set", default="fixtures", help="where what is found goes: found/SET/")
    parser.add_argument("--patience", type=int, default=20, help="seconds by the clock before an input is a timeout")
    parser.add_argument("--binaries", type=Path, help="built targets; without it they are built")
    args = parser.parse_args()
    args.targets = args.targets or TARGETS
    if not args.binaries:
        subprocess.run(["cargo", "fuzz", "build"], cwd=FUZZ.parent, check=True)
        args.binaries = FUZZ / "target" / "x86_64-unknown-linux-gnu" / "release"
    return 1 if (each(args) if args.each else in_turn(args)) else 0


if __name__ == "__main__":
    sys.exit(main())
