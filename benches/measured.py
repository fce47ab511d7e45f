"""Runs programs in turn and says how long they took: medians of alternating rounds, with their spread."""
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

GNU_TIME = Path("/usr/bin/time")
CACHES = Path("/proc/sys/vm/drop_caches")


@dataclass
class Program:
    """One of those that are compared; `command` is given an output folder that does not exist."""
    name: str
    command: callable
    beside: str = None  # the program that it is compared with
    target: str = ""  # what is aimed at
    seconds: list = field(default_factory=list)
    memory: int = 0

    def run(self, out):
        seconds, memory = run(self.command(out))
        self.seconds.append(seconds)
        self.memory = max(self.memory, memory)


def run(command):
    """Seconds, and peak memory in bytes. Without GNU time, Linux counts what this Python held as well: a dozen megabytes."""
    with tempfile.NamedTemporaryFile() as memory:
        timed = [GNU_TIME, "-f", "%M", "-o", memory.name] if GNU_TIME.exists() else []
        start = time.monotonic()
        process = subprocess.Popen([str(word) for word in [*timed, *command]], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds, process.returncode = time.monotonic() - start, os.waitstatus_to_exitcode(status)
        # With 3, `untrace check` says that there is something to clean.
        if process.returncode not in (0, 3):
            sys.exit(f"{command}: status {process.returncode}")
        return seconds, (int(memory.read().split()[-1]) if timed else usage.ru_maxrss) << 10


def settle(inputs, cold):
    """Writes what waits for the disk, empties the cache where one may, and reads the inputs into it unless it is to be
    cold."""
    os.sync()
    try:
        CACHES.write_text("3" if cold else "1")
    except OSError:
        if cold:
            sys.exit("only root empties the cache")
    for file in () if cold else inputs.rglob("*"):
        if file.is_file():
            with file.open("rb") as bytes_of:
                while bytes_of.read(1 << 20):
                    pass


def rounds(programs, inputs, folder, count, copies=None, cold=False, judge=None):
    """Runs all of them so many times, one after another, each into a new folder, at which `judge` may look. None is removed
    before the last has run, but for that of a single file: ext4 looks for a new file among those that were deleted in the
    last five minutes, one by one."""
    for number in range(count):
        for program in programs:
            print(f"round {number + 1} of {count}: {program.name}", file=sys.stderr)
            out = folder / f"out-{number}-{programs.index(program)}"
            settle(inputs, cold)
            program.run(out)
            if copies is not None and (found := sum(1 for file in out.rglob("*") if file.is_file())) != copies:
                sys.exit(f"{program.name} wrote {found} files")
            if judge:
                judge(program, out)
            if copies == 1:
                shutil.rmtree(out)


def shown(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds:.2f} s"


def table(programs):
    """Their times, and the median of how often each took that of the one beside it in the same round."""
    print("| | median | min to max | beside | times | in single rounds | target | memory |")
    print("| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |")
    for program in programs:
        times, beside = program.seconds, next((other for other in programs if other.name == program.beside), None)
        ratios = [mine / other for mine, other in zip(times, beside.seconds)] if beside else []
        print(f"| `{program.name}` | {shown(statistics.median(times))} | {shown(min(times))} to {shown(max(times))} |"
              + (f" `{beside.name}` | {statistics.median(ratios):.2f} | {min(ratios):.2f} to {max(ratios):.2f} |" if beside
                 else " | | |")
              + f" {program.target} | {program.memory / 2**20:.0f} MiB |")
    print(flush=True)


def machine():
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    cpu = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{cpu or platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}"
