"""The commands of README.md, LISEZMOI.md and all pages of docs/ that have no recipes of their own, for recipes.py: each line of each block of
`sh` is run as it stands, page by page, in a home folder with photos in it. (Blocks of `console` are compared by tests/library/readme.rs.)"""
import re
import shutil
import subprocess

from pages import PATIENCE, PHOTOS, ROOT, contents, file_of, lines_of

# What is not run here, by how it begins, and why.
NOT_RUN = {
    "cargo install --locked": "it builds everything once more, with all that makes it fast",
    "cargo run --release": "it is a step of .ci/run by itself",
    "cargo test": "it is a step of .ci/run by itself",
    "cargo doc": "it is a step of .ci/run by itself, and opens a browser",
    "cargo run --example": "it writes among the sources; `cargo test` compiles it",
    "cargo build": "it is a step of .ci/run by itself",
    "cargo mutants": "it takes a day",
    "python3 ": "scripts of the sources are steps of .ci/run",
    "UPDATE_README=1": "it writes the pages",
    "bash .ci/install": "it is the first step of .ci/run",
    "just page": "it is a step of .ci/run by itself",
    "just dist": "it takes half an hour of a processor; .ci/packages.py makes the packages",
}
# A finding is no failure of `check`, a kernel may have no Landlock, and a machine no file manager.
STATUSES = {"untrace check": (0, 3), "--sandbox require": (0, 2), "untrace integrate": (0, 1)}
OWN_RECIPES = ("backup.md", "scale.md")


def pages():
    return ["README.md", "LISEZMOI.md"] + sorted(path.name for path in (ROOT / "docs").glob("*.md") if path.name not in OWN_RECIPES)


def furnish(home):
    """What the pages take to be there."""
    photo = PHOTOS / "DCIM/Camera/IMG_20240512_170312.jpg"
    for folder in ("Photos", "Old-phone"):
        shutil.copytree(PHOTOS, home.path / folder, copy_function=shutil.copy)
    for name in ("photo.jpg", "a.jpg"):
        shutil.copy(photo, home.path / name)
    home.env["PATH"] = f"{home.path}/.cargo/bin:{home.env['PATH']}"


def watched(home, line):
    """A command that goes on until it is stopped."""
    folder = home.path / line.split()[-1]
    run = subprocess.Popen(["/bin/sh", "-c", f"exec {line}"], env=home.env, cwd=home.path, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not home.until(lambda: run.poll() is not None or contents(folder)) or not contents(folder):
            yield f"nothing is cleaned by {line!r}"
    finally:
        run.terminate()
        run.wait(PATIENCE)


def commands(home, page):
    """Runs the commands of a page, one after the other."""
    furnish(home)
    ran = 0
    for line in lines_of(page):
        if any(line.startswith(beginning) for beginning in NOT_RUN):
            continue
        ran += 1
        if line.startswith("untrace watch"):
            yield from watched(home, line)
            continue
        codes = next((codes for words, codes in STATUSES.items() if words in line), (0,))
        home.sh(line, codes)
    # Elsewhere they would be neither run nor compared.
    for line in re.findall(r"^(?: {4,}|\t)(?:\$ )?(untrace .*)$", re.sub(r"^```.*?^```$", "", file_of(page).read_text(), flags=re.M | re.S), re.M):
        yield f"{line!r} is in no block of sh"
    yield f"note: {ran} commands" if ran else "note: no commands"
