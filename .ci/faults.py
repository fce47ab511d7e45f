#!/usr/bin/env python3
"""Lets every system call of a run over a mixed folder fail, one after the other, and judges what is there afterwards.

    faults.py UNTRACE [--all] [--only SYSCALL,...] [--variant NAME] [--errno NAME,...] [--most N]

`strace -e inject` fails the n-th call of a kind with an error, for every n of a run (with --all), or a few n spread over it.
The judge is trial.py. Ends with a table; status 0: nothing is wrong, 77: there is no strace that injects.
"""
import argparse
import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from trial import VARIANTS, Trial, run

LEFT_OUT = 77
READ, WRITE = ("EIO", "EINTR"), ("EIO", "ENOSPC", "EINTR", "EDQUOT", "EROFS")
# What each call can fail with. What this machine's run never calls is passed over.
CALLS = {
    "open": ("EIO", "EINTR", "EMFILE", "EPERM", "ENOSPC", "EROFS"),
    "openat": ("EIO", "EINTR", "EMFILE", "EPERM", "ENOSPC", "EROFS"),
    "openat2": ("EIO", "EINTR", "EMFILE", "EPERM", "ENOSPC", "EROFS", "EAGAIN"),
    "read": READ,
    "pread64": READ,
    "lseek": ("EIO",),
    "write": WRITE,
    "writev": WRITE,
    "pwrite64": WRITE,
    "copy_file_range": (*WRITE, "EXDEV", "EPERM"),
    "sendfile": WRITE,
    "splice": WRITE,
    "fallocate": WRITE,
    "ftruncate": WRITE,
    "linkat": ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EPERM", "EMLINK", "EINTR", "ENOENT"),
    "rename": ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EPERM", "EINTR"),
    "renameat": ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EPERM", "EINTR"),
    "renameat2": ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EPERM", "EINTR", "EINVAL"),
    "fsync": ("EIO", "ENOSPC", "EINTR", "EDQUOT", "EROFS", "EINVAL"),
    "fdatasync": ("EIO", "ENOSPC", "EINTR", "EDQUOT", "EROFS", "EINVAL"),
    "syncfs": ("EIO", "ENOSPC", "EINTR", "EDQUOT"),
    "sync_file_range": ("EIO", "ENOSPC", "EINTR", "ESPIPE"),
    "close": ("EIO", "ENOSPC", "EINTR", "EDQUOT"),
    "mkdir": ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EPERM", "EINTR"),
    "mkdirat": ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EPERM", "EINTR"),
    "fstat": ("EIO",),
    "newfstatat": ("EIO", "EINTR"),
    "statx": ("EIO", "EINTR"),
    "readlink": ("EIO",),
    "readlinkat": ("EIO",),
    # ENOENT is what a folder says that was removed: the C library takes it for the end, as POSIX wants.
    "getdents64": ("EIO", "EINTR"),
    "unlink": ("EIO", "EROFS", "EPERM"),
    "unlinkat": ("EIO", "EROFS", "EPERM"),
    "flock": ("EINTR", "ENOLCK", "EAGAIN", "EOPNOTSUPP"),
    "fcntl": ("EMFILE", "EINTR"),
    "fchmod": ("EPERM", "EIO"),
    "fchmodat": ("EPERM", "EIO"),
    "utimensat": ("EPERM", "EIO"),
    "clone": ("EAGAIN", "ENOMEM"),
    "clone3": ("EAGAIN", "ENOMEM"),
    "getrandom": ("ENOSYS", "EAGAIN", "EIO", "EINTR"),
    "mmap": ("ENOMEM",),
    "munmap": ("EINVAL",),
    "sched_getaffinity": ("EPERM",),
    "landlock_create_ruleset": ("ENOSYS", "EOPNOTSUPP", "ENOMEM", "EMFILE"),
    "landlock_add_rule": ("ENOMEM", "EBADFD"),
    "landlock_restrict_self": ("E2BIG", "EPERM", "ENOMEM"),
    "prctl": ("EINVAL", "EPERM"),
    "prlimit64": ("EPERM",),
}
# What ends the program at once, in the words of Rust's own library: memory that cannot be had, not even for the stack of a
# thread; and a folder that cannot be closed, which no file system of Linux does.
LIBRARY_ENDS = {
    "mmap": re.compile(r"memory allocation of \d+ bytes failed|failed to allocate an alternative stack"),
    "close": re.compile(r"unexpected error during closedir"),
}
BEFORE_MAIN = "error while loading shared libraries"


def counted(trial, call):
    """How often a run calls something, in the thread that does so most often; and how often before `main`."""
    log = trial.folder / "log"
    trial.set_up()
    run(["strace", "-f", "-qqq", "-o", log, "-e", f"trace={call}", "-e", "signal=none"], trial.folder)
    ended = trial.run(("strace", "-f", "-qqq", "-o", log, "-e", f"trace={call}", "-e", "signal=none"))
    if not log.exists() or "invalid system call" in ended.err:
        return 0
    counts = collections.Counter()
    for line in log.read_text(errors="replace").splitlines():
        thread, _, rest = line.partition(" ")
        if "resumed>" not in rest:
            counts[thread] += 1
    log.unlink()
    return max(counts.values(), default=0)


def moments(count, most):
    """Which of the calls fail: all, or some spread over all of them, the first and the last among them."""
    if not most or count <= most:
        return list(range(1, count + 1))
    return sorted({1 + round(index * (count - 1) / (most - 1)) for index in range(most)})


def injected(trial, call, errno, number):
    """Lets one call fail; answers what is wrong then."""
    trial.set_up()
    wrap = ("strace", "-f", "-qqq", "--seccomp-bpf", "-o", "/dev/null", "-e", f"trace={call}", "-e", "signal=none",
            "-e", f"inject={call}:error={errno}:when={number}")
    ended = trial.run(wrap)
    if BEFORE_MAIN in ended.said or (ended.status in (-11, 139, 127) and not ended.out):
        # The loader failed, before there was a program: it has touched nothing.
        return [text for text in trial.judge_disk()]
    if call in LIBRARY_ENDS and LIBRARY_ENDS[call].search(ended.said):
        ended.status, ended.err = 1, "out"
    return trial.judge(ended)


def main():
    """Runs all of it."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("untrace")
    arguments.add_argument("--all", action="store_true")
    arguments.add_argument("--only")
    arguments.add_argument("--variant")
    arguments.add_argument("--errno")
    arguments.add_argument("--most", type=int, default=3)
    args = arguments.parse_args()
    untrace = Path(args.untrace).resolve()
    probe = subprocess.run(["strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", "inject=fsync:error=EIO:when=1", "true"], capture_output=True, check=False) if shutil.which("strace") else None
    if not probe or probe.returncode:
        print("NO strace THAT INJECTS: NO FAULTS ARE TRIED")
        return LEFT_OUT
    only = args.only.split(",") if args.only else CALLS
    variants = [args.variant] if args.variant else VARIANTS if args.all else ["plain", "force json", "rename", "motion"]
    most = 0 if args.all else args.most
    base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    wrong, table, local, made = collections.defaultdict(list), collections.Counter(), threading.local(), []

    with tempfile.TemporaryDirectory(prefix="untrace-faults-", dir=base) as folder:
        def trial_of(variant):
            """Each thread has folders of its own."""
            if not hasattr(local, "trials"):
                local.trials = {}
            if variant not in local.trials:
                place = Path(folder, f"{threading.get_ident()}-{variant.replace(' ', '-')}")
                local.trials[variant] = Trial(untrace, place, variant)
            return local.trials[variant]

        def one(job):
            variant, call, errno, number = job
            try:
                return job, injected(trial_of(variant), call, errno, number)
            except Exception as error:  # noqa: BLE001 - a judge that fails is told, and judges the next one
                getattr(local, "trials", {}).pop(variant, None)
                return job, [f"the judge fails: {error!r}"]

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            counts = pool.map(lambda pair: (pair, counted(trial_of(pair[0]), pair[1])), [(v, c) for v in variants for c in only])
            jobs = []
            for (variant, call), count in counts:
                errors = [errno for errno in CALLS[call] if not args.errno or errno in args.errno.split(",")]
                jobs += [(variant, call, errno, number) for errno in errors for number in moments(count, most)]
            print(f"{len(jobs)} runs, {len(variants)} variants", flush=True)
            for (variant, call, errno, number), said in pool.map(one, jobs):
                table[call] += 1
                for text in said:
                    text = re.sub(r"\d{4,}", "N", text)
                    if not wrong[call, errno, text]:
                        print(f"WRONG: {variant}, {call} {errno} at {number}: {text}", flush=True)
                    wrong[call, errno, text].append((variant, number))
    print(f"\n{'call':18} {'runs':>6} {'wrong':>6}")
    for call in only:
        if table[call]:
            bad = {place for (name, errno, _), places in wrong.items() if name == call for place in ((errno, *p) for p in places)}
            print(f"{call:18} {table[call]:6} {len(bad):6}")
    print(f"{'all':18} {sum(table.values()):6} {len({(c, e, *p) for (c, e, _), places in wrong.items() for p in places}):6}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
