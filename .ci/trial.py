"""One run of untrace over a mixed folder, and what has to hold after it, however it ended. For faults.py and its like.

The folder has photos small, large and too large to be read whole, a video, a photo with a video behind it, files
beside photos, folders in folders; the output has a copy from before and files that are no copies. What is judged:
nothing of the user's is different; under a final name stands the whole, clean copy or what stood there before; status 0
only if every copy is there; what is said names what failed; the next run ends well and leaves nothing behind.
"""
import functools
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import zlib
from collections import Counter
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
PATIENCE = 60
OLD = b"an old file of somebody else"
# What a program says that lost its head; none of it tells what to do.
LOST = re.compile(r"panicked|backtrace|\bbug\b|unwrap|assertion|thread '|poison", re.I)
PART = re.compile(r"^\.untrace-.*")


def bits_to_jpeg_data(chunks):
    """Numbers with their widths as entropy-coded data, stuffed."""
    value = "".join(format(number, f"0{width}b") for number, width in chunks)
    value += "1" * (-len(value) % 8)
    return int(value, 2).to_bytes(len(value) // 8, "big").replace(b"\xff", b"\xff\0")


@functools.cache
def large_jpeg(exif):
    """More than 1 MiB of noise: one component, 63 coefficients of ten bits in each block."""
    side, some = 115, random.Random(5)
    segment = lambda code, data: b"\xff" + bytes([code]) + (len(data) + 2).to_bytes(2, "big") + data
    one_code = lambda kind, symbol: bytes([kind, 1] + [0] * 15 + [symbol])
    frame = b"\x08" + (side * 8).to_bytes(2, "big") * 2 + b"\1\1\x11\0"
    data = []
    for _ in range(side * side):
        data += [(0, 1), (some.getrandbits(1), 1)] + [pair for _ in range(63) for pair in ((0, 1), (some.getrandbits(10), 10))]
    tables = segment(0xDB, b"\0" + b"\1" * 64) + segment(0xC0, frame) + segment(0xC4, one_code(0, 1) + one_code(0x10, 0x0A))
    return b"\xff\xd8" + exif + tables + segment(0xDA, b"\1\1\0\0\x3f\0") + bits_to_jpeg_data(data) + b"\xff\xd9"


@functools.cache
def noisy_png(text, height):
    """Noise, with a text: 2 kB for each row."""
    chunk = lambda kind, data: len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
    some = random.Random(6)
    rows = b"".join(b"\0" + some.randbytes(2100) for _ in range(height))
    header = (700).to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\2\0\0\0"
    data = chunk(b"IDAT", zlib.compress(rows, 1))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"tEXt", b"Author\0" + text) + data + chunk(b"IEND", b"")


def exif_of(photo):
    """The APP1 segment of a fixture."""
    at = photo.index(b"\xff\xe1")
    return photo[at : at + 2 + int.from_bytes(photo[at + 2 : at + 4], "big")]


def originals(folder):
    """The mixed folder."""
    phone, fixture = FIXTURES / "phone-export" / "DCIM", lambda name: (FIXTURES / name).read_bytes()
    # No two pictures are the same: equal copies could not be told apart.
    with_exif = lambda picture, exif: fixture(picture)[:2] + exif_of(fixture(exif)) + fixture(picture)[2:]
    files = {
        "small.jpg": with_exif("jpeg/baseline-odd-size.jpg", "jpeg/exif-gps.jpg"),
        "large.jpg": large_jpeg(exif_of(fixture("jpeg/exif-gps.jpg"))),
        "picture.png": fixture("png/text.png"),
        "IMG_0417.AAE": (phone / "100APPLE/IMG_0417.AAE").read_bytes(),
        "album/IMG_4127.HEIC": (phone / "100APPLE/IMG_4127.HEIC").read_bytes(),
        "album/IMG_4127.MOV": (phone / "100APPLE/IMG_4127.MOV").read_bytes(),
        "album/motion.jpg": fixture("jpeg/motion-photo.jpg"),
        "album/motion.jpg.json": b'{"title": "motion.jpg", "geoData": {"latitude": 48.85, "longitude": 2.35}}',
        "album/deep/people.jpg": with_exif("jpeg/progressive.jpg", "jpeg/exif-people.jpg"),
        "album/deep/large.png": noisy_png(b"Nora Petit", 520),
        # More than is read whole.
        "album/deep/larger.png": noisy_png(b"Nora Petit", 4300),
        "notes.txt": b"no photo",
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


# What more is asked of a run; each reads `in` and writes `out`.
VARIANTS = {
    "plain": [],
    "one job": ["-j", "1"],
    "json": ["-j", "1", "--json"],
    "motion": ["--extract-motion", "-j", "1"],
    "force": ["--force", "-j", "1"],
    "force json": ["--force", "--json"],
    "taken": ["-j", "1"],
    "rename": ["--rename", "--name-map", "map.json", "-j", "1"],
    "rename motion": ["--rename", "--extract-motion", "--json"],
}
TAKEN = ["small.jpg", "album/deep/people.jpg"]
OTHERS = {"mine.txt": b"a text of mine", "album/mine.jpg": b"a picture of mine"}


class Ended:
    """How a run ended, and what it said."""

    def __init__(self, status, out, err, hangs=False):
        self.status, self.out, self.err, self.hangs = status, out, err, hangs

    @property
    def said(self):
        return self.out + self.err


def run(command, cwd, patience=PATIENCE, **more):
    """Runs a command; who takes longer hangs."""
    env = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "dumb", "RUST_BACKTRACE": "0"}
    try:
        kinds = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        done = subprocess.run([str(part) for part in command], cwd=cwd, env=env, timeout=patience, **kinds)
    except subprocess.TimeoutExpired as late:
        return Ended(None, "", (late.stderr or b"").decode(errors="replace"), True)
    text = lambda data: (data or b"").decode(errors="replace")
    return Ended(done.returncode, text(done.stdout), text(done.stderr))


def files(folder):
    """Every file below a folder, by its path there."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            found[str(path.relative_to(folder))] = path
    return found


def stamps(folder):
    """What changes when anything about a file does."""
    def stamp(path):
        found = os.lstat(path)
        return found.st_ino, found.st_size, found.st_mtime_ns, found.st_mode, found.st_nlink

    return {name: stamp(path) for name, path in files(folder).items()}


def contents(folder):
    """The content of every file below a folder."""
    return {name: path.read_bytes() for name, path in files(folder).items()}


class Trial:
    """A variant in a folder of its own, which can be set up again and again."""

    def __init__(self, untrace, folder, variant, out=None):
        self.untrace, self.folder, self.variant = untrace, Path(folder), variant
        self.out = Path(out) if out else self.folder / "out"
        self.args = ["in", "-o", self.out if out else "out", *VARIANTS[variant]]
        self.renames = "--rename" in self.args
        self.expected = 1 if variant == "taken" else 0
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "in").mkdir(parents=True)
        originals(self.folder / "in")
        self.before = self._before()
        self.set_up()
        good = run([untrace, *self.args], self.folder)
        assert good.status == self.expected, f"{variant}: a good run ends with {good.status}: {good.said}"
        self.reference = contents(self.out)
        self.copies = {name: data for name, data in self.reference.items() if name not in OTHERS and data != OLD}
        assert len(set(self.copies.values())) == len(self.copies) >= 6, self.copies.keys()
        # Of an error that stops a run there is to be said what it was about.
        places = {part for name in [*files(self.folder / "in"), *self.reference] for part in (name, Path(name).name)}
        self.places = {*places, " in ", "in:", "out", "map.json", "report", "standard output"}
        self.set_up()
        self.originals = stamps(self.folder / "in")
        self.hashes = self.hash_originals()

    def hash_originals(self):
        return {name: hashlib.sha256(data).hexdigest() for name, data in contents(self.folder / "in").items()}

    def _before(self):
        """What stands in the output before a run: others' files, and a copy from an earlier run."""
        out, early = self.out, self.folder / "early"
        early.mkdir()
        shutil.copy2(self.folder / "in/picture.png", early)
        more = ["--rename"] if self.renames else []
        made = run([self.untrace, "early", "-o", out, *more], self.folder)
        assert made.status == 0, made.said
        before = contents(out)
        shutil.rmtree(early)
        before.update(OTHERS)
        if self.variant in ("force", "force json", "taken"):
            before.update({name: OLD for name in TAKEN})
        return before

    def set_up(self):
        """The output as it is before a run."""
        out = self.out
        shutil.rmtree(out, ignore_errors=True)
        for name, data in self.before.items():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(data)
        for path in self.folder.iterdir():
            if path.name == "map.json" or PART.match(path.name):
                path.unlink()

    def run(self, wrap=(), **more):
        return run([*wrap, self.untrace, *self.args], self.folder, **more)

    def is_complete(self, now):
        """Whether every copy is there."""
        if self.renames:
            return not Counter(self.copies.values()) - Counter(data for name, data in now.items() if name not in OTHERS)
        return all(now.get(name) == data for name, data in self.reference.items())

    def judge_disk(self):
        """What is wrong on the disk, whatever happened."""
        now = contents(self.out)
        if stamps(self.folder / "in") != self.originals:
            changed = self.hash_originals() != self.hashes
            yield "an original is " + ("different" if changed else "touched")
        for name, data in OTHERS.items():
            if now.get(name) != data:
                yield f"a file of somebody else is different: {name}"
        known = Counter(self.copies.values())
        for name, data in now.items():
            if name in OTHERS or PART.match(Path(name).name):
                continue
            if self.renames:
                known[data] -= 1
                if known[data] < 0:
                    yield f"{name} is {'twice there' if data in self.copies.values() else f'no copy ({len(data)} bytes)'}"
            elif name not in self.reference:
                yield f"nobody knows {name}"
            elif data != self.reference[name] and data != self.before.get(name):
                yield f"{name} is not the copy: {len(data)} bytes of {len(self.reference[name])}"
        for name, data in self.before.items():
            if name not in now:
                yield f"{name} is gone"
        names = self.folder / "map.json"
        if names.exists():
            try:
                for pair in json.loads(names.read_bytes()):
                    if not (self.folder / pair["copy"]).is_file():
                        yield f"map.json names {pair['copy']}, which is not there"
            except (ValueError, KeyError) as error:
                yield f"map.json is no list: {error}"

    def judge_words(self, ended):
        """What is wrong with what was said."""
        now = contents(self.out)
        if ended.hangs:
            yield "hangs"
            return
        if LOST.search(ended.said):
            yield "says: " + next(line for line in ended.said.splitlines() if LOST.search(line))[:160]
        if ended.status not in (0, 1, 2):
            yield f"status {ended.status}: {ended.said[-160:]!r}"
        if ended.status == 0 and not self.is_complete(now):
            yield "status 0, and not every copy is there"
        if ended.status == 0 and self.expected:
            yield "status 0, and a name was taken"
        if ended.status not in (0, None) and not any(place in ended.said for place in self.places):
            yield f"does not say what failed: {ended.said[-200:]!r}"
        if "--json" in self.args and ended.status in (0, 1):
            yield from self.judge_report(ended)

    def judge_report(self, ended):
        """What the report says is there is there."""
        good = set(self.copies.values())
        for line in ended.out.splitlines():
            try:
                told = json.loads(line)
            except ValueError:
                yield f"half a line of JSON: {line[:80]!r}"
                continue
            if told.get("type") == "file" and told["outcome"] in ("cleaned", "already-clean", "up-to-date"):
                path = self.folder / told["destination"]
                if not path.is_file() or path.read_bytes() not in good:
                    yield f"{told['outcome']} is told of {told['destination']}, which is not so"

    def judge_next(self):
        """What is wrong after a run that nothing keeps from ending well."""
        if self.renames:
            (self.folder / "map.json").unlink(missing_ok=True)
        ended = self.run()
        now = contents(self.out)
        if ended.status != self.expected:
            yield f"the next run ends with {ended.status}: {ended.said[-200:]!r}"
        if not self.is_complete(now):
            yield "the next run leaves copies out"
        left = [name for place in (self.folder, self.out) for name in files(place) if PART.match(Path(name).name)]
        if left:
            yield f"left behind: {left[0]}"

    def judge(self, ended):
        """All of it, as a list of sentences."""
        wrong = [*self.judge_disk(), *self.judge_words(ended)]
        wrong += [f"next: {text}" for text in (*self.judge_next(), *self.judge_disk())]
        if any("original is different" in text for text in wrong):
            shutil.rmtree(self.folder / "in")
            originals(self.folder / "in")
        self.originals = stamps(self.folder / "in")
        return wrong
