#!/usr/bin/env python3
"""Ends runs in the middle, by signals and by limits, and takes away who listens: what is left on the disk, and is it said?

    kills.py UNTRACE [--all] [STEP...]

With --all, kill -9 at 200 random moments for each way of running; else at 20. The judge is trial.py. Ends with a table.
"""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import steps
from trial import VARIANTS, Trial, contents, files, run

# Where /proc cannot be seen, copies have a name from their first byte.
WITHOUT_PROC = ("unshare", "-m", "sh", "-c", 'mount -t tmpfs none /proc && exec "$@"', "sh")
MANY = 120


def can_hide_proc():
    return subprocess.run([*WITHOUT_PROC, "true"], capture_output=True, check=False).returncode == 0


def kills(trial, times, wrap=()):
    """kill -9 at random moments of a run."""
    some, cut = random.Random(times), 0
    start = time.monotonic()
    trial.set_up()
    trial.run(wrap)
    length = time.monotonic() - start
    for _ in range(times):
        trial.set_up()
        child = subprocess.Popen([*wrap, trial.untrace, *map(str, trial.args)], cwd=trial.folder, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        time.sleep(some.random() * length)
        child.kill()
        cut += child.wait() == -signal.SIGKILL
        yield from trial.judge_disk()
        yield from (f"next: {text}" for text in (*trial.judge_next(), *trial.judge_disk()))
    yield f"note: {times} runs, {cut} in the middle"


class Many:
    """A folder of many large files, so that there is a middle."""

    def __init__(self, untrace, folder):
        self.untrace, self.folder = untrace, Path(folder)
        trial = Trial(untrace, self.folder / "one", "plain")
        self.copy = trial.copies["album/deep/large.png"]
        data = (trial.folder / "in/album/deep/large.png").read_bytes()
        for number in range(MANY):
            path = self.folder / "in" / f"{number % 4}" / f"{number:03}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        shutil.rmtree(trial.folder)

    def out(self):
        return files(self.folder / "out")

    def judge(self):
        """Under final names are only copies."""
        for name, path in self.out().items():
            if not path.name.startswith(".untrace-") and path.read_bytes() != self.copy:
                yield f"{name} is not the copy"
            if path.name.startswith(".untrace-"):
                yield f"left behind by a run that could have cleaned up: {name}"


def signalled(many, number, args=()):
    """A signal in the middle, at which a program can still say how far it came."""
    shutil.rmtree(many.folder / "out", ignore_errors=True)
    child = subprocess.Popen([many.untrace, "in", "-o", "out", *args], cwd=many.folder, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip
    while child.poll() is None and len(many.out()) < 5:
        time.sleep(0.002)
    child.send_signal(number)
    try:
        out, err = child.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        child.kill()
        yield "goes on for 30 s"
        return
    copies = len(many.out())
    yield from many.judge()
    if copies == MANY:
        raise steps.LeftOut("it was over before the signal came")
    # Who hangs up does not listen.
    hung_up = number == signal.SIGHUP and child.returncode == -number
    if not (out + err).strip() and not hung_up:
        yield f"says nothing (status {child.returncode}; {copies} copies)"
    if "--json" in args and not hung_up and '"type":"summary"' not in out:
        yield f"the report has no end: {out[-80:]!r}"
    if child.returncode not in (1, 128 + number, -number):
        yield f"ends with {child.returncode}, which is neither 1 nor what a shell makes of the signal"
    ended = run([many.untrace, "in", "-o", "out"], many.folder)
    if ended.status or len(many.out()) != MANY:
        yield f"the next run ends with {ended.status}"


def shell(trial, line, statuses, words=(), complete=False):
    """A line of a shell, in which "$@" is the run."""
    trial.set_up()
    ended = run(["bash", "-c", f"{line}", "bash", trial.untrace, *trial.args], trial.folder)
    now = contents(trial.out)
    yield from trial.judge_disk()
    if ended.hangs:
        yield "hangs"
        return
    if ended.status not in statuses:
        yield f"ends with {ended.status}, not one of {statuses}: {ended.said[-200:]!r}"
    if "panicked" in ended.said:
        yield f"panics: {ended.said[:200]!r}"
    if complete and not trial.is_complete(now):
        yield "leaves copies out"
    for word in words:
        if word not in ended.said:
            yield f"does not say {word!r}: {ended.said[-200:]!r}"
    yield from (f"next: {text}" for text in (*trial.judge_next(), *trial.judge_disk()))


def limited(trial, limit, values):
    """A limit of the system, from nothing up."""
    for value in values:
        trial.set_up()
        ended = run(["bash", "-c", f'ulimit {limit} {value}; exec "$@"', "bash", trial.untrace, *trial.args], trial.folder)
        if "error while loading shared libraries" in ended.said:
            continue
        yield from (f"{limit} {value}: {text}" for text in trial.judge(ended))


def main():
    """Takes all steps."""
    arguments = sys.argv[1:]
    untrace, wanted = Path(arguments[0]).resolve(), [word for word in arguments[1:] if word != "--all"]
    times = 200 if "--all" in arguments else 20
    with tempfile.TemporaryDirectory(prefix="untrace-kills-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        trials = {}

        def trial(variant):
            if variant not in trials:
                trials[variant] = Trial(untrace, Path(folder, variant.replace(" ", "-")), variant)
            return trials[variant]

        def hidden(variant):
            if not can_hide_proc():
                raise steps.LeftOut("/proc cannot be hidden here")
            return kills(trial(variant), times, WITHOUT_PROC)

        kept = []

        def many():
            if not kept:
                kept.append(Many(untrace, Path(folder, "many")))
            return kept[0]

        todo = [(f"kill -9: {variant}", lambda variant=variant: kills(trial(variant), times)) for variant in VARIANTS if variant != "taken"]
        todo += [(f"kill -9, files have names: {variant}", lambda variant=variant: hidden(variant)) for variant in ("force", "rename", "motion")]
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            todo += [(f"{name} in the middle", lambda name=name: signalled(many(), getattr(signal, name)))]
            todo += [(f"{name} in the middle, --json", lambda name=name: signalled(many(), getattr(signal, name), ["--json", "-j", "2"]))]
        plain, report = lambda: trial("plain"), lambda: trial("json")
        todo += [
            ("a reader that had enough", lambda: shell(report(), '"$@" | head -n 1 >/dev/null; exit "${PIPESTATUS[0]}"', (0,), complete=True)),
            ("a reader that never reads", lambda: shell(report(), '"$@" | true; exit "${PIPESTATUS[0]}"', (0,), complete=True)),
            ("standard output closed", lambda: shell(plain(), '"$@" >&-', (0, 1), complete=True)),
            ("standard error closed", lambda: shell(trial("taken"), '"$@" 2>&-', (1,), complete=True)),
            ("standard input closed", lambda: shell(plain(), '"$@" <&-', (0,), complete=True)),
            ("all three closed", lambda: shell(plain(), '"$@" <&- >&- 2>&-', (0, 1), complete=True)),
            ("standard output full", lambda: shell(plain(), '"$@" >/dev/full', (1,), ["report"], True)),
            ("standard output full, --json", lambda: shell(report(), '"$@" >/dev/full', (1,), ["report"], True)),
            ("standard error full", lambda: shell(trial("taken"), '"$@" 2>/dev/full', (1,), complete=True)),
            ("both full", lambda: shell(plain(), '"$@" >/dev/full 2>&1', (1,), complete=True)),
            ("ulimit -f", lambda: limited(plain(), "-f", (0, 1, 2, 10, 1000))),
            ("ulimit -f, --force", lambda: limited(trial("force"), "-f", (0, 1, 2, 10, 1000))),
            ("ulimit -f, --rename", lambda: limited(trial("rename"), "-f", (0, 1, 2, 10, 1000))),
            ("ulimit -n", lambda: limited(plain(), "-n", range(3, 40))),
            ("ulimit -n, --rename", lambda: limited(trial("rename"), "-n", range(3, 40))),
        ]
        return steps.take(todo, wanted)


if __name__ == "__main__":
    sys.exit(main())
