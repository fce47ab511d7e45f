#!/usr/bin/env python3
"""Whether originals can be lost: outputs that are inputs by another name, folders that are swapped, two runs at once, power
cuts; and what long names, deep folders and many files cost.

    originals.py UNTRACE [--all] [STEP...]

Ends with a table; status 0: nothing is lost.
"""
import collections
import contextlib
import ctypes
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import mounts
import steps
from disk import Disk, umount
from trial import FIXTURES, PART, Trial, files, run

libc = ctypes.CDLL(None, use_errno=True)
PHOTO = (FIXTURES / "jpeg/exif-gps.jpg").read_bytes()
MOTION = (FIXTURES / "jpeg/motion-photo.jpg").read_bytes()
EXCHANGE, CWD, RENAMEAT2 = 2, -100, 316
TELLS = b"GPS"


def photo(number):
    """A photo unlike any other, with something to remove."""
    text = b"photo number %06d, Nora Petit" % number
    return PHOTO[:2] + b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + PHOTO[2:]


def put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def hashes(folder):
    """What every file holds, links not followed."""
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files(folder).items() if not path.is_symlink()}


@contextlib.contextmanager
def fresh(folder):
    """An empty folder."""
    place = Path(tempfile.mkdtemp(dir=folder))
    try:
        yield place
    finally:
        # Not shutil: it goes down by calling itself, and folders can be deeper than that.
        subprocess.run(["rm", "-rf", place], check=False)


def kept(before, folder):
    """What is wrong with originals after a run."""
    after = hashes(folder)
    lost = [name for name, data in before.items() if after.get(name) != data]
    if lost:
        yield f"{len(lost)} of {len(before)} originals are lost: {lost[0]}"
    new = [name for name in after if name not in before]
    if new:
        yield f"{len(new)} files are new among the originals: {new[0]}"


# --- the output is the input by another name -------------------------------------------------------------------------------
def same_folder(untrace, folder, make, args=("in", "-o", "out", "--force"), refused=True):
    """`make` lets `out` be `in`, wholly or in part, by another name."""
    with fresh(folder) as place, contextlib.ExitStack() as stack:
        for number in range(6):
            put(place / "in" / f"{number}.jpg", photo(number))
            put(place / "in/sub" / f"{number}.jpg", photo(number + 10))
        (place / "out").mkdir()
        before = hashes(place / "in")
        make(place, stack)
        for more in ((), ("--rename",), ("-j", "1")):
            ended = run([untrace, *args, *more], place)
            # What is removed while it is open, FUSE hides until it is closed, and a little longer.
            for _ in range(50):
                if any(".fuse_hidden" in name for name in files(place / "in")):
                    time.sleep(0.02)
            lost = [text for text in kept(before, place / "in") if refused or "are lost" in text]
            yield from (f"{' '.join(more)} (status {ended.status}): {text}" for text in lost)
            if refused and ended.status == 0:
                yield f"{' '.join(more)}: status 0"
            if lost:
                return


def bound(source, target):
    """Mounts a folder in a second place."""
    def make(place, stack):
        (place / target).mkdir(parents=True, exist_ok=True)
        (place / source).mkdir(parents=True, exist_ok=True)
        stack.enter_context(mounts.mounted(["mount", "--bind", place / source], place / target))

    return make


def mirrored(place, stack):
    """By a file system in user space, which has numbers of its own."""
    stack.enter_context(mounts.mounted(["bindfs", place / "in"], place / "out"))


def served(place, stack):
    if not Disk.is_possible():
        raise steps.LeftOut("no /dev/fuse")
    stack.enter_context(Disk(place / "in", place / "out", "plain"))


def overlaid(place, stack):
    """An overlay whose upper folder the originals are in."""
    below = place / "below"
    stack.enter_context(mounts.mounted(["mount", "-t", "tmpfs", "none"], below))
    for name in ("lower", "work"):
        (below / name).mkdir()
    shutil.copytree(place / "in", below / "upper")
    shutil.rmtree(place / "in")
    (place / "in").symlink_to(below / "upper")
    options = f"lowerdir={below}/lower,upperdir={below}/upper,workdir={below}/work"
    stack.enter_context(mounts.mounted(["mount", "-t", "overlay", "-o", options, "none"], place / "out"))


def linked(place, _):
    """Hard links in the output."""
    for name, path in files(place / "in").items():
        (place / "out" / name).parent.mkdir(exist_ok=True)
        os.link(path, place / "out" / name)


def ignoring_case(untrace, folder):
    """A disk that does not tell A from a."""
    if not Disk.is_possible():
        raise steps.LeftOut("no /dev/fuse")
    cases = {
        "copy beside": ({"o/A.JPG": 1, "o/a-clean.jpg": 2}, ["o/A.JPG", "o/a-clean.jpg", "--force"]),
        "copy beside, the other way": ({"o/A.JPG": 1, "o/a-clean.jpg": 2}, ["o/a-clean.jpg", "o/A.JPG", "--force"]),
        "copy over what is not named": ({"o/A.JPG": 1, "o/a-CLEAN.jpg": 2}, ["o/A.JPG", "O/a-CLEAN.jpg", "--force"]),
        "output is the input": ({"Photos/a.jpg": 1}, ["Photos", "-o", "photos", "--force"]),
        "output is below the input": ({"Photos/a.jpg": 1, "Photos/Sub/a.jpg": 2}, ["Photos", "-o", "photos/sub"]),
        "folder beside": ({"Photos/a.jpg": 1, "photos-CLEAN/a.jpg": 2}, ["Photos", "photos-CLEAN", "--force"]),
        "one into another": ({"Photos/a.jpg": 1, "out/PHOTOS/a.jpg": 2}, ["Photos", "out/PHOTOS", "-o", "OUT", "--force"]),
    }
    for name, (originals, args) in cases.items():
        for more in ([], ["-j", "1"]):
            with fresh(folder) as place, Disk(place / "below", place / "disk", "fat") if not (place / "below").mkdir() else None:
                for path, number in originals.items():
                    put(place / "disk" / path, photo(number))
                ended = run([untrace, *args, *more], place / "disk")
                for path, number in originals.items():
                    if (place / "disk" / path).read_bytes() != photo(number):
                        yield f"{name}: `untrace {' '.join(args)}` replaces {path} (status {ended.status})"


# --- folders that are swapped ------------------------------------------------------------------------------------------
def swapped(untrace, folder, times, count, what, args, elsewhere):
    """A folder of the output becomes a link in the middle of the run: to the originals, or to a folder of somebody else."""
    some, cut, harmed = random.Random(3), 0, collections.Counter()
    with fresh(folder) as place:
        for number in range(count):
            put(place / "in/sub" / f"{number:04}.jpg", photo(number))
        put(place / "private/mine.txt", b"mine")
        before, length = hashes(place / "in"), 0.5
        for attempt in range(times):
            shutil.rmtree(place / "out", ignore_errors=True)
            for name in ("aside", "link"):
                path = place / name
                path.unlink() if path.is_symlink() else shutil.rmtree(path, ignore_errors=True)
            (place / "out/sub").mkdir(parents=True)
            target = place / "private" if elsewhere else place / "in" / ("sub" if what == "out/sub" else "")
            (place / "link").symlink_to(target)
            start = time.monotonic()
            child = subprocess.Popen([untrace, "in", "-o", "out", *args], cwd=place, stdin=subprocess.DEVNULL,
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip
            # A few copies are there; then at any moment.
            while child.poll() is None and not any(os.scandir(place / "out/sub")):
                pass
            time.sleep(some.random() * length if attempt else 0)
            cut += child.poll() is None
            if libc.syscall(RENAMEAT2, CWD, os.fsencode(place / "link"), CWD, os.fsencode(place / what), EXCHANGE):
                yield "cannot be swapped"
            said = "".join(child.communicate(timeout=120))
            length = min(0.7 * (time.monotonic() - start), 1)
            for text in kept(before, place / "in"):
                harmed[re.sub(r"\d+", "N", text)] += 1
                if harmed[re.sub(r"\d+", "N", text)] == 1:
                    yield f"status {child.returncode}: {text}"
                shutil.rmtree(place / "in")
                for number in range(count):
                    put(place / "in/sub" / f"{number:04}.jpg", photo(number))
            new = [name for name in files(place / "private") if name != "mine.txt"]
            if new:
                harmed["private"] += 1
                if harmed["private"] == 1:
                    yield f"status {child.returncode}: {len(new)} files went through the link: {new[0]}"
                for name in new:
                    (place / "private" / name).unlink()
                shutil.rmtree(place / "private/sub", ignore_errors=True)
            if "panicked" in said:
                yield f"panics: {said[-200:]}"
            (place / what).unlink()
    yield f"note: {times} runs, {cut} in the middle, harm in {max(harmed.values(), default=0)}"


# --- names that meet -------------------------------------------------------------------------------------------------------
def motion_meets(untrace, folder):
    """Videos behind photos, whose files would have the name of another copy."""
    video = (FIXTURES / "phone-export/DCIM/Camera/VID_20240511_143012.mp4").read_bytes()
    cases = {
        "a video of that name": {"IMG.jpg": MOTION, "IMG.motion.mp4": video},
        "two photos of a name": {"IMG.jpg": MOTION, "IMG.jpeg": MOTION + b"\0"},
        "names that differ in case": {"img.jpg": MOTION, "IMG.jpeg": MOTION + b"\0"},
        "a photo named like the video": {"IMG.jpg": MOTION, "IMG.motion.jpg": MOTION},
    }
    for name, originals in cases.items():
        for args in ([], ["--force"], ["--force", "-j", "1"], ["--fix-extension", "--force"], ["--rename"], ["--rename", "--force"]):
            with fresh(folder) as place:
                for path, data in originals.items():
                    put(place / "in" / path, data)
                behind = sum(data.startswith(MOTION) for data in originals.values())
                ended = run([untrace, "in", "-o", "out", "--extract-motion", *args], place)
                again = run([untrace, "in", "-o", "out", "--extract-motion", *args], place)
                copies = len(files(place / "out"))
                if ended.status == 0 and copies != len(originals) + behind:
                    yield f"{name}: {' '.join(args)}: status 0, {copies} copies of {len(originals) + behind}"
                if ended.status == 0 and again.status != 0:
                    yield f"{name}: {' '.join(args)}: the next run ends with {again.status}: {again.said[-160:]!r}"


def long_names(untrace, folder):
    """Names as long as a disk can have them."""
    cases = {
        "letters": ["x" * 251 + ".jpg"],
        "two that begin alike": ["x" * 250 + "a.jpg", "x" * 250 + "b.jpg"],
        "of two bytes a letter": ["é" * 125 + "a.jpg"],
        "of four bytes a letter": ["😀" * 62 + "abc.jpg"],
        "an extension alone": ["a." + "x" * 253],
        "no UTF-8": [os.fsdecode(b"\xff" * 251 + b".jpg")],
    }
    ways = {"in a folder": ["in", "-o", "out"], "by itself": None, "corrected": ["in", "-o", "out", "--fix-extension"], "motion": ["in", "-o", "out", "--extract-motion"],
            "renamed": ["in", "-o", "out", "--rename"]}  # fmt: skip
    for case, names in cases.items():
        for way, args in ways.items():
            with fresh(folder) as place:
                data = MOTION if way == "motion" else photo(1)
                for number, name in enumerate(names):
                    put(place / "in" / name, data + bytes(number))
                before = hashes(place / "in")
                ended = run([untrace, *(args or [f"in/{name}" for name in names])], place)
                copies = [path for name, path in files(place).items() if not (name.startswith("in/") and Path(name).name in names)]
                wanted = len(names) * (2 if way == "motion" else 1)
                # Who cannot shorten says so: names that would meet, an extension that leaves no room.
                said = any(word in ended.said.lower() for word in ("give one", "rename one", "too long"))
                excused = ended.status in (1, 2) and said and case in ("two that begin alike", "an extension alone")
                if (ended.status != 0 or len(copies) != wanted) and not excused:
                    yield f"{case}, {way}: status {ended.status}, {len(copies)} copies of {wanted}: {re.sub('x{9,}', 'xxx', ended.said)[-200:]!r}"
                if any(TELLS in path.read_bytes() for path in copies):
                    yield f"{case}, {way}: a copy is dirty"
                lost = [name for name, was in before.items() if hashes(place / "in").get(name) != was]
                if lost:
                    yield f"{case}, {way}: an original is lost"


def empty_copies(untrace, folder):
    """What a power cut left in earlier runs: copies that are empty, or end in the middle."""
    for what, cut in (("empty", lambda data: b""), ("short", lambda data: data[: len(data) // 2])):
        trial = Trial(untrace, folder / "trial", "plain")
        trial.set_up()
        trial.run()
        for name, data in trial.copies.items():
            (trial.out / name).write_bytes(cut(data))
        ended = trial.run()
        if ended.status:
            wrong = sum((trial.out / name).read_bytes() != data for name, data in trial.copies.items())
            yield f"{what}: the next run ends with {ended.status}, and leaves {wrong} of {len(trial.copies)} so"


# --- two runs at once ----------------------------------------------------------------------------------------------------
def two_at_once(untrace, folder, args, times):
    """Every original has one copy, whoever made it; who cannot go on says so."""
    for _ in range(times):
        with fresh(folder) as place:
            count = 106
            for number in range(count):
                put(place / "in" / f"{number:03}.jpg", photo(number) + b"" if number % 5 else MOTION)
            wanted = count + (22 if "--extract-motion" in args else 0)
            different = len({path.read_bytes() for path in files(place / "in").values()})
            start = lambda: subprocess.Popen([untrace, "in", "-o", "out", *args], cwd=place, stdin=subprocess.DEVNULL,
                                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip
            children = [start(), start()]
            said = ["".join(child.communicate(timeout=120)) for child in children]
            states = [child.returncode for child in children]
            copies = [path for path in files(place / "out").values() if not path.name.startswith(".")]
            if 0 not in states:
                yield f"none of two runs ends well: {states}: {said[0][-160:]!r}"
            if any(state not in (0, 1, 2) for state in states) or any("panicked" in text for text in said):
                yield f"ends with {states}: {said}"
            if len(copies) != wanted:
                yield f"{len(copies)} copies of {wanted} originals ({different} different), states {states}"
            left = [name for name in files(place / "out") if PART.match(Path(name).name)]
            if left:
                yield f"left behind: {left[0]}"


# --- power cuts ------------------------------------------------------------------------------------------------------------
def power_cut(untrace, folder, kind, variant, moments):
    """The image of a disk as it is some seconds after a run, which is what a power cut leaves; mounted anew."""
    def elsewhere(text):
        # What was there before the run is on the disk that is gone, and the list of names tells of places on it.
        return "is gone" in text or "map.json names" in text

    cut = 0
    for after in moments:
        with mounts.disk(kind, folder) as place:
            trial = Trial(untrace, folder / "trial", variant, place / "out")
            trial.set_up()
            os.sync()
            ended = trial.run()
            if ended.status != trial.expected:
                yield f"ends with {ended.status}: {ended.said[-160:]!r}"
            time.sleep(after)
            copy = folder / "cut.image"
            subprocess.run(["cp", "--sparse=always", folder / f"{kind}.image", copy], check=True)
            command = [*mounts.IMAGES[kind][2]]
            if kind in ("xfs", "btrfs"):
                # The same name twice is refused while the first is there.
                umount(place)
                command = ["mount", "-o", "loop,nouuid"] if kind == "xfs" else command
            try:
                with mounts.mounted([*command, copy], folder / "recovered") as recovered:
                    trial.out = recovered / "out"
                    trial.args[2] = trial.out
                    trial.out.mkdir(exist_ok=True)
                    cut += 1
                    there = len(files(trial.out))
                    empty = [name for name, path in files(trial.out).items() if not path.stat().st_size]
                    if empty:
                        yield f"{after} s after: {len(empty)} of {there} files are empty: {empty[0]}"
                    yield from (f"{after} s after: {text}" for text in trial.judge_disk() if not elsewhere(text))
                    if not trial.is_complete({name: path.read_bytes() for name, path in files(trial.out).items()}):
                        yield f"{after} s after: a run that ended with 0 has copies that are not there"
                    yield from (f"{after} s after: next: {text}" for text in (*trial.judge_next(), *trial.judge_disk()) if not elsewhere(text))
            finally:
                copy.unlink()
    yield f"note: {cut} cuts"


# --- what it costs -----------------------------------------------------------------------------------------------------------
def work(untrace, args, place):
    """How many system calls a run makes, and how it ends."""
    log = place / "calls"
    ended = run(["strace", "-f", "-c", "-qqq", "-o", log, untrace, *args], place, patience=1800)
    found = re.search(r"^100\.00 +\S+ +(?:\d+ +)?(\d+)", log.read_text(), re.M)
    log.unlink()
    return int(found[1]) if found else 0, ended


def linear(untrace, folder, build, sizes, args, repeat=1, most=2.2):
    """Twice as much is at most a little more than twice the work, counted in calls of the system."""
    if not shutil.which("strace"):
        raise steps.LeftOut("no strace")
    counts = []
    for size in sizes:
        with fresh(folder) as place:
            build(place, size)
            for _ in range(repeat):
                calls, ended = work(untrace, args, place)
            counts.append(calls)
            if ended.status not in (0, 1):
                yield f"{size}: ends with {ended.status}: {ended.said[-160:]!r}"
            if ended.hangs:
                yield f"{size}: takes longer than half an hour"
    # What every run costs is no part of it.
    for (small, large), (less, more) in zip(zip(sizes, sizes[1:]), zip(counts, counts[1:])):
        if more / less > most * (large / small) / 2:
            yield f"{large / small:.1f} times as many are {more / less:.1f} times the work ({less} and {more} calls)"
    yield f"note: {', '.join(f'{size}: {count}' for size, count in zip(sizes, counts))} calls"


def flat(place, size):
    for number in range(size):
        put(place / "in" / f"{number % 100:02}" / f"{number:06}.jpg", photo(number))


def equal(place, size):
    """An output full of equal files, as neutral names have to tell them apart."""
    for number in range(size):
        put(place / "in" / f"{number:06}.jpg", PHOTO)


def wide(place, size):
    for number in range(size):
        put(place / "in" / f"{number:05}" / "a.jpg", photo(number))


def deep(place, size):
    """Deeper than a path can say: each folder is made from the one above."""
    fd = os.open(place, os.O_RDONLY)
    for name in ["in"] + ["d"] * size:
        os.mkdir(name, dir_fd=fd)
        below = os.open(name, os.O_RDONLY, dir_fd=fd)
        os.close(fd)
        fd = below
        if size <= 1000:
            with os.fdopen(os.open("a.jpg", os.O_WRONLY | os.O_CREAT, dir_fd=fd), "wb") as file:
                file.write(PHOTO)
    with os.fdopen(os.open("last.jpg", os.O_WRONLY | os.O_CREAT, dir_fd=fd), "wb") as file:
        file.write(photo(size))
    os.close(fd)


def too_deep(untrace, folder):
    """3,000 levels: a copy of what is at the end, or a word about it."""
    with fresh(folder) as place:
        deep(place, 3000)
        calls, ended = work(untrace, ["in", "-o", "out"], place)
        if ended.status is None or "panicked" in ended.said or not ended.said:
            yield f"ends with {ended.status}: ...{ended.said[-160:]!r}"
        if not (place / "out").exists():
            if ended.status in (0, None):
                yield f"no output, status {ended.status}"
            yield f"note: {calls} calls, nothing written, and said so: {ended.said.strip()[-60:]!r}"
            return
        fd, levels = os.open(place / "out", os.O_RDONLY), 0
        with contextlib.suppress(OSError):
            while True:
                below = os.open("d", os.O_RDONLY, dir_fd=fd)
                os.close(fd)
                fd, levels = below, levels + 1
        there = "last.jpg" in os.listdir(fd)
        os.close(fd)
        if ended.status == 0 and not there:
            yield "status 0 without the copy"
        if ended.status != 0:
            yield f"ends with {ended.status}: ...{ended.said[-160:]!r}"
        yield f"note: {calls} calls, {levels} levels in the output"


def main():
    """Takes all steps."""
    arguments = sys.argv[1:]
    untrace, wanted = Path(arguments[0]).resolve(), [word for word in arguments[1:] if word != "--all"]
    whole = "--all" in arguments
    base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="untrace-originals-", dir=base) as name:
        folder = Path(name)
        same = lambda make, *args, **more: same_folder(untrace, folder, make, *args, **more)
        force = ("in", "-o", "out", "--force")
        todo = [
            ("the output is the input: bind mount", lambda: same(bound("in", "out"))),
            ("the output is the input: bindfs", lambda: same(mirrored)),
            ("the output is the input: served by another", lambda: same(served)),
            ("the output is the input: overlay", lambda: same(overlaid)),
            ("the output is a folder of the input", lambda: same(bound("in/sub", "out"), ("in", "-o", "out"), refused=False)),
            ("a folder of the output is one of the input", lambda: same(bound("in/sub", "out/sub"), refused=False)),
            ("the input is a folder of the output", lambda: same(bound(".", "out"), ("in", "in/sub", "-o", "out", "--force"), refused=False)),
            ("a folder of the output is the input", lambda: same(bound("in", "out/sub"), refused=False)),
            ("the output holds hard links of the originals", lambda: same(linked, force, refused=False)),
            ("a disk that ignores case", lambda: ignoring_case(untrace, folder)),
            ("names of videos behind photos that meet", lambda: motion_meets(untrace, folder)),
            ("names of 255 bytes", lambda: long_names(untrace, folder)),
            ("copies that are empty or short", lambda: empty_copies(untrace, folder)),
        ]
        times, count = (40, 3000) if whole else (5, 1000)
        for what in ("out/sub", "out"):
            for args in ([], ["--force"], ["--force", "-j", "1"]):
                for elsewhere in (False, True):
                    title = f"{what} becomes a link to {'elsewhere' if elsewhere else 'the originals'}: {' '.join(args)}"
                    todo.append((title, lambda what=what, args=args, elsewhere=elsewhere: swapped(untrace, folder, times, count, what, args, elsewhere)))
        for args in ([], ["--rename"], ["--force"], ["--extract-motion", "--rename"]):
            todo.append((f"two runs at once: {' '.join(args)}", lambda args=args: two_at_once(untrace, folder, args, 20 if whole else 4)))
        for kind in ("ext4", "xfs", "btrfs"):
            for variant in ("plain", "rename", "motion", "force"):
                cuts = (0, 0.5, 1.5, 3, 6) if whole else (1.5,)
                if whole or kind == "ext4":
                    todo.append((f"power cut on {kind}: {variant}", lambda kind=kind, variant=variant, cuts=cuts: power_cut(untrace, folder, kind, variant, cuts)))
        sizes = (12500, 25000, 50000, 100000) if whole else (200, 400, 800)
        more = (375, 750, 1500, 3000) if whole else (100, 200, 400)
        todo += [
            ("many files", lambda: linear(untrace, folder, flat, sizes, ["in", "-o", "out"])),
            ("many files, --rename", lambda: linear(untrace, folder, flat, more, ["in", "-o", "out", "--rename"])),
            # What is remembered of the first run depends on ticks of the clock, and who waits for whom on the other processor.
            ("--rename over an output of equal files", lambda: linear(untrace, folder, equal, more, ["in", "-o", "out", "--rename", "--recheck", "-j", "1"], repeat=2)),
            ("many folders", lambda: linear(untrace, folder, wide, (400, 800, 1600) if whole else (100, 200), ["in", "-o", "out"])),
            ("folders in folders", lambda: linear(untrace, folder, deep, (250, 500, 1000) if whole else (50, 100, 200), ["in", "-o", "out"])),
            ("3,000 folders in each other", lambda: too_deep(untrace, folder)),
        ]
        return steps.take(todo, wanted)


if __name__ == "__main__":
    sys.exit(main())
