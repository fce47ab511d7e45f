#!/usr/bin/env python3
"""Writes copies to disks of every kind: small, full, slow to do what is asked, and gone in the middle.

    disks.py UNTRACE [--all] [STEP...]

Kinds of disks that this machine does not have are left out, and told. A disk of our own (disk.py) fails at the n-th request and
does less than was asked: at every n with --all. The judge is trial.py. Ends with a table.
"""
import errno
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "benches"))
import made  # noqa: E402
import mounts
import steps
from disk import GONE, SHORT, Disk, umount
from faults import moments
from kills import MANY, Many
from trial import VARIANTS, Trial, files, stamps

KINDS = ("ext4", "ext2", "btrfs", "xfs", "exfat", "ntfs", "tmpfs", "overlay", "bindfs", "plain", "fat", "stick")
ROOM = {"tmpfs": 256, "ext4": 256, "exfat": 256, "xfs": 512}
SHUTDOWN = 0x8004587D
# What filefrag tells of a run of blocks: its length in bytes, and what it is.
EXTENT = re.compile(r"^ *\d+: *\d+\.\. *\d+: *\d+\.\. *\d+: *(\d+):(?: *\d+:)?(.*)$", re.M)
# Bytes at both ends of a film, and blocks around what changed.
OWN = 1 << 20
ERRORS = {
    "LOOKUP": ("EIO", GONE),
    "GETATTR": ("EIO", GONE),
    "SETATTR": ("EIO", "EPERM", "EROFS"),
    "MKDIR": ("EIO", "ENOSPC", "EROFS", GONE),
    "UNLINK": ("EIO", "EROFS"),
    "RENAME": ("EIO", "ENOSPC", "EROFS", GONE),
    "RENAME2": ("EIO", "ENOSPC", "EROFS", "EINVAL", GONE),
    "LINK": ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EPERM", GONE),
    "OPEN": ("EIO", "EINTR", "EMFILE", GONE),
    "CREATE": ("EIO", "ENOSPC", "EROFS", "EINTR", GONE),
    "TMPFILE": ("EIO", "ENOSPC", "EROFS", "ENOSYS", GONE),
    "READ": ("EIO", "EINTR", SHORT, GONE),
    "WRITE": ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EINTR", SHORT, GONE),
    "COPY_FILE_RANGE": ("EIO", "ENOSPC", "EINTR", "EXDEV", "ENOSYS", SHORT, GONE),
    "FSYNC": ("EIO", "ENOSPC", "EROFS", "EINTR", "ENOSYS", GONE),
    "FSYNCDIR": ("EIO", "EINVAL", "ENOSYS", GONE),
    "FLUSH": ("EIO", "ENOSPC", "EDQUOT", "EINTR", GONE),
    "OPENDIR": ("EIO", "EMFILE"),
    "READDIR": ("EIO", "EINTR", GONE),
    "STATFS": ("EIO",),
}


def named(how):
    return {SHORT: "does less", GONE: "is gone from then on"}.get(how, how)


def kinds(untrace, folder, kind, ways):
    """Every way of running, with copies on a disk of a kind: it does what it does everywhere."""
    for variant in ways:
        with mounts.disk(kind, folder) as place:
            try:
                trial = Trial(untrace, folder / "trial", variant, place / "out")
            except AssertionError as error:
                yield f"{variant}: {error}"
                continue
            ended = trial.run()
            if ended.status != trial.expected:
                yield f"{variant}: ends with {ended.status}: {ended.said[-200:]!r}"
            yield from (f"{variant}: {text}" for text in trial.judge(ended))


def full(untrace, folder, kind, sizes, variant):
    """Disks of too little room, on which nothing half is left; and then there is room."""
    room, trial = 0, None
    for size in sizes:
        with mounts.disk(kind, folder) as place:
            trial = trial or Trial(untrace, folder / "trial", variant, place / "out")
            trial.set_up()
            found = os.statvfs(place)
            # Also what is kept back for root, who this is.
            filler, left = place / "filler", found.f_bfree * found.f_frsize - (size << 10)
            with filler.open("wb") as file:
                try:
                    while left > 0:
                        left -= file.write(bytes(min(left, 1 << 16)))
                except OSError:
                    pass
            os.sync() if kind != "tmpfs" else None
            ended = trial.run()
            room += ended.status == 0
            wrong = [*trial.judge_disk(), *trial.judge_words(ended)]
            filler.unlink()
            wrong += [f"next: {text}" for text in (*trial.judge_next(), *trial.judge_disk())]
            yield from (f"{size} KiB: {text}" for text in wrong)
    yield f"note: {len(list(sizes))} sizes, {room} with room for all"


def failing(untrace, folder, kind, variant, most, direct=False):
    """A disk of our own that fails at the n-th request of each kind."""
    if not Disk.is_possible():
        raise steps.LeftOut("no /dev/fuse")
    runs = 0
    below, place = folder / "below", folder / "disk"
    shutil.rmtree(below, ignore_errors=True)
    below.mkdir()
    with Disk(below, place, kind, direct) as disk:
        trial = Trial(untrace, folder / "trial", variant, place / "out")
        disk.fail()
        trial.set_up()
        disk.fail()
        trial.run()
        counts = {op: disk.count(op) for op in ERRORS}
        for op, hows in ERRORS.items():
            for how in hows:
                for number in moments(counts[op], most):
                    disk.fail()
                    trial.set_up()
                    disk.fail(op, number, getattr(errno, how) if isinstance(how, str) else how)
                    ended = trial.run()
                    disk.fail()
                    runs += 1
                    wrong = trial.judge(ended)
                    if kind == "fat":
                        # A name is taken there by an empty file first; a disk that is gone keeps it, and the next run fills it.
                        wrong = [text for text in wrong if ": 0 bytes of" not in text or text.startswith("next")]
                    yield from (f"{op} {named(how)} at {number}: {text}" for text in wrong)
    shutil.rmtree(below, ignore_errors=True)
    yield f"note: {runs} runs"


def reading(untrace, folder, most):
    """The same for a disk that originals are read from."""
    if not Disk.is_possible():
        raise steps.LeftOut("no /dev/fuse")
    runs, below = 0, folder / "below"
    trial = Trial(untrace, folder / "trial", "json")
    shutil.rmtree(below, ignore_errors=True)
    shutil.copytree(trial.folder / "in", below)
    shutil.rmtree(trial.folder / "in")
    with Disk(below, trial.folder / "in", "plain", direct=True) as disk:
        trial.originals = stamps(trial.folder / "in")
        disk.fail()
        trial.set_up()
        trial.run()
        counts = {op: disk.count(op) for op in ERRORS}
        for op in ("LOOKUP", "GETATTR", "OPEN", "READ", "OPENDIR", "READDIR"):
            for how in (*ERRORS[op], *((SHORT,) if op == "READ" else ())):
                for number in moments(counts[op], most):
                    trial.set_up()
                    disk.fail(op, number, getattr(errno, how) if isinstance(how, str) else how)
                    ended = trial.run()
                    disk.fail()
                    runs += 1
                    yield from (f"{op} {named(how)} at {number}: {text}" for text in trial.judge(ended))
    yield f"note: {runs} runs"


def gone(untrace, folder, kind, how, once=False):
    """A disk that is taken away in the middle of a run over many files: nothing goes under its mount point, and it is said."""
    many = Many(untrace, folder / "many")
    for after in (1, 10, 40):
        # With room for all, so that nothing else is wrong with it.
        with mounts.disk(kind, folder, ROOM.get(kind)) as place:
            out = place / "out"
            child = subprocess.Popen([untrace, "in", "-o", out, "-j", "1"], cwd=many.folder, stdin=subprocess.DEVNULL,
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip
            while child.poll() is None and len(files(out)) < after:
                time.sleep(0.001)
            how(place)
            try:
                said = "".join(child.communicate(timeout=60))
            except subprocess.TimeoutExpired:
                child.kill()
                yield f"after {after} copies: goes on for a minute"
                continue
            if child.returncode == 0:
                # It was over before; else it lies.
                there = [path.read_bytes() == many.copy for path in files(out).values()]
                if len(there) < MANY or not all(there):
                    yield f"after {after} copies: status 0, and {sum(there)} of {MANY} copies are there"
            elif child.returncode != 1:
                yield f"after {after} copies: status {child.returncode}: {said[-200:]!r}"
            if "panicked" in said or str(place) not in said and ".png" not in said:
                yield f"after {after} copies: does not say what failed: {said[-300:]!r}"
            lines = [line for line in said.splitlines() if ".png" in line]
            if once and len(lines) > 20:
                yield f"after {after} copies: says so {len(lines)} times, not once: {lines[-1]!r}"
        below = files(place) if place.exists() and not os.path.ismount(place) else {}
        if below:
            yield f"after {after} copies: {len(below)} files under the mount point"
            shutil.rmtree(place)
        for name, path in below.items():
            if path.exists():
                path.unlink()


def shared(untrace, folder, kind):
    """A disk on which files can share blocks: the copy of a film has none of its own but where something went, and those are
    few."""
    with mounts.disk(kind, folder, 640) as place:
        film = made.film(place, 0.03, "libx264")
        subprocess.run([untrace, film, "-o", place / "out"], check=True, stdin=subprocess.DEVNULL, capture_output=True)
        copy = place / "out" / film.name
        os.sync()
        if film.stat().st_ino == copy.stat().st_ino or copy.read_bytes() == film.read_bytes():
            yield "the copy is the original"
        extents = EXTENT.findall(mounts.sh("filefrag", "-v", "-b1", copy))
        own = copy.stat().st_size - sum(int(length) for length, flags in extents if "shared" in flags)
        if not extents or own > OWN:
            yield f"{own} of {copy.stat().st_size} bytes are the copy's own"
        yield f"note: {own} of {copy.stat().st_size} bytes are the copy's own"


def shut_down(place):
    """The file system answers nothing but errors from now on."""
    fd = os.open(place, os.O_RDONLY)
    try:
        fcntl.ioctl(fd, SHUTDOWN, (2).to_bytes(4, "little"))
    finally:
        os.close(fd)


def fuse_dies(place):
    """Whoever serves a mount dies."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            words = (entry / "cmdline").read_bytes().split(b"\0") if (entry / "cmdline").exists() else []
            if words and words[0] == b"bindfs" and os.fsencode(place) in words:
                os.kill(int(entry.name), 9)


def main():
    """Takes all steps."""
    arguments = sys.argv[1:]
    untrace, wanted = Path(arguments[0]).resolve(), [word for word in arguments[1:] if word != "--all"]
    whole = "--all" in arguments
    with tempfile.TemporaryDirectory(prefix="untrace-disks-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as name:
        folder = Path(name)
        ways = list(VARIANTS) if whole else ["plain", "force", "rename"]
        todo = [(f"copies on {kind}", lambda kind=kind: kinds(untrace, folder, kind, ways)) for kind in KINDS]
        for kind in ("tmpfs", "ext4", "exfat", "ntfs") if whole else ("tmpfs",):
            many = range(4, 6500, 81) if kind == "tmpfs" and whole else range(4, 6500, 800)
            for variant in ("plain", "rename", "motion", "force") if whole else ("plain", "rename"):
                todo.append((f"too little room on {kind}: {variant}", lambda kind=kind, variant=variant, many=many: full(untrace, folder, kind, many, variant)))
        most = 0 if whole else 2
        for kind in ("plain", "fat"):
            for variant in ("json", "force", "rename", "motion") if whole else ("json", "force"):
                for direct in (False, True):
                    way = "at once" if direct else "through the cache"
                    todo.append((f"a failing disk ({kind}, {way}): {variant}", lambda kind=kind, variant=variant, direct=direct: failing(untrace, folder, kind, variant, most, direct)))
        todo.append(("originals on a failing disk", lambda: reading(untrace, folder, most)))
        todo += [(f"blocks of the original on {kind}", lambda kind=kind: shared(untrace, folder, kind)) for kind in ("btrfs", "xfs")]
        lazily = lambda place: umount(place, lazily=True)
        aborts = lambda place: subprocess.run(["mount", "-o", "remount,abort", place], check=False, capture_output=True)
        todo += [
            ("a disk that is pulled out: tmpfs", lambda: gone(untrace, folder, "tmpfs", lazily, once=True)),
            ("a disk that is pulled out: ext4", lambda: gone(untrace, folder, "ext4", lazily, once=True)),
            ("a disk that is pulled out: exfat", lambda: gone(untrace, folder, "exfat", lazily, once=True)),
            ("a disk that breaks: ext4", lambda: gone(untrace, folder, "ext4", shut_down)),
            ("a disk that breaks: xfs", lambda: gone(untrace, folder, "xfs", shut_down)),
            ("a disk that can be read only: ext4", lambda: gone(untrace, folder, "ext4", aborts)),
            ("a server of files that dies: bindfs", lambda: gone(untrace, folder, "bindfs", fuse_dies)),
        ]
        return steps.take(todo, wanted)


if __name__ == "__main__":
    sys.exit(main())
