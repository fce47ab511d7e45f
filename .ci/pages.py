"""What README.md, LISEZMOI.md and the pages of docs/ say in blocks of code, and a home folder to run it in. For recipes.py and its like.

On pages with recipes of their own (backup.md, scale.md) there stands above each block what becomes of it: `<!-- run -->`,
`<!-- file: PATH -->`, `<!-- cron -->`, or `<!-- not run -->`, for what this machine cannot do. On all others each line of a block of `sh` is run.
"""
import functools
import hashlib
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import steps

ROOT = Path(__file__).resolve().parent.parent
PHOTOS = ROOT / "fixtures/phone-export"
BROKEN = "DCIM/old/broken.jpg"
BLOCK = re.compile(r"(?:^<!-- (?P<label>[^\n]*) -->\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.M | re.S)
LABEL = re.compile(r"run(: \w+)?|not run|cron|file: ~/\S+")
PATIENCE = 120


@dataclass(frozen=True)
class Block:
    heading: str
    label: str
    language: str
    text: str


def file_of(page):
    """README.md and LISEZMOI.md lie above all others."""
    return ROOT / page if page in ("README.md", "LISEZMOI.md") else ROOT / "docs" / page


@functools.cache
def blocks(page):
    """The blocks of code of a page, each with the heading that it stands under."""
    text = file_of(page).read_text()
    return [
        Block(re.findall(r"^#+ (.*)$", text[: found.start()], re.M)[-1], found["label"] or "", found["language"], found["text"])
        for found in BLOCK.finditer(text)
    ]


def lines_of(page):
    """The commands in a page's blocks of sh, a line each."""
    text = "".join(block.text for block in blocks(page) if block.language == "sh")
    return [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def under(page, heading, label=None):
    found = [block for block in blocks(page) if block.heading == heading and label in (None, block.label)]
    assert found, f"{page} has no block under {heading!r}"
    return found


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            raise steps.LeftOut(f"NO {program}: WHAT THE PAGE SAYS OF IT IS NOT RUN")


class Home:
    """A home folder with photos in it, and a shell that knows no other."""

    def __init__(self, folder, untrace):
        self.path = Path(folder)
        program = self.path / ".cargo/bin/untrace"
        program.parent.mkdir(parents=True)
        program.symlink_to(untrace)
        shutil.copytree(PHOTOS, self.path / "Phone")
        self.env = {"HOME": str(self.path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "XDG_RUNTIME_DIR": str(self.path / ".run")}
        (self.path / ".run").mkdir(mode=0o700)

    def sh(self, script, code=0, **more):
        """Runs a script in the home folder; answers what it said, or breaks the step where its status is another one (or none of some)."""
        ran = subprocess.run(["/bin/sh", "-ec", script], cwd=self.path, env=self.env | more, stdin=subprocess.DEVNULL,
                             capture_output=True, text=True, timeout=PATIENCE, check=False)  # fmt: skip
        assert ran.returncode in (code if isinstance(code, tuple) else (code,)), f"status {ran.returncode}, not {code}, of {script!r}: {ran.stdout} {ran.stderr}"
        return ran.stdout + ran.stderr

    def until(self, is_so):
        """Whether it comes to be."""
        end = time.monotonic() + PATIENCE
        while not (answer := is_so()) and time.monotonic() < end:
            time.sleep(0.2)
        return answer

    def put(self, block):
        """A block with a path becomes that file."""
        path = self.path / block.label.removeprefix("file: ~/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text)
        if block.text.startswith("#!"):
            path.chmod(0o755)
        return path

    def broken(self):
        """A photo that is cut off, which has no copy."""
        whole = next(self.path.joinpath("Phone/DCIM").rglob("*.[jJ][pP][gG]")).read_bytes()
        path = self.path / "Phone" / BROKEN
        path.parent.mkdir()
        path.write_bytes(whole[: len(whole) // 8])
        return path

    def log(self):
        return (self.path / "untrace.log").read_text().splitlines()


def contents(folder):
    """What a folder holds, but for what Syncthing keeps there: path and digest."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".st")
    }


def copies_in(folder):
    """What of a folder of copies may go out."""
    return {path: digest for path, digest in contents(folder).items() if not Path(path).name.startswith(".untrace-")}


def every_block_has_a_word(page):
    for block in blocks(page):
        if not LABEL.fullmatch(block.label):
            yield f"under {block.heading!r}: {block.label!r} above ```{block.language}"
    if (fences := len(re.findall("^```", file_of(page).read_text(), re.M))) != 2 * len(blocks(page)):
        yield f"{fences} fences, and {len(blocks(page))} blocks"
