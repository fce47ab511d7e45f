"""The recipes of docs/scale.md, for recipes.py: whoever runs `untrace` for single files gets the copies of a single run."""
import os
import shutil
import tempfile
from pathlib import Path

import steps
from pages import BROKEN, ROOT, contents, need, under

PAGE = "scale.md"
RAY = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "untrace-ci/ray"


def at_work(home):
    """A home with a photo that is refused, what a single run makes of it, and the programs in the PATH."""
    home.broken()
    home.sh("~/.cargo/bin/untrace ~/Phone -o ~/Once --quiet", 1)
    home.env["PATH"] = f"{home.path}/.cargo/bin:{home.path}/.local/bin:{home.env['PATH']}"
    return contents(home.path / "Once")


def without_copy(home):
    """Files that a job looks at, and that have no copy: the one that is refused, and what is no photo."""
    copies = contents(home.path / "Once")
    return [path for path in contents(home.path / "Phone") if path not in copies and not any(part.startswith(".") for part in path.split("/"))]


def compared(home, *folders):
    once, others = contents(home.path / "Once"), {}
    for folder in folders:
        if not (home.path / folder).is_dir():
            yield f"there is no {folder}"
            return
        others |= contents(home.path / folder)
    if not once or once != others:
        yield f"other copies than those of one run: {sorted(set(once.items()) ^ set(others.items()))}"


def one_file(home):
    once = at_work(home)
    [line] = under(PAGE, "One file at a time", "run")
    for block in under(PAGE, "One file at a time"):
        if block.label.startswith("file: "):
            home.put(block)
    for path in once:
        shutil.copy(home.path / "Phone" / path, home.path / "in.jpg")
        home.sh(line.text)
        if (home.path / "out.jpg").read_bytes() != (home.path / "Once" / path).read_bytes():
            yield f"{path}: another copy than that of a run"
    shutil.copy(home.path / "Phone" / BROKEN, home.path / "in.jpg")
    home.sh(line.text, 1)
    if (home.path / "out.jpg").read_bytes():
        yield "something came out of a file that is refused"
    home.sh("clean-one in.jpg new/out.jpg", 1)
    if list((home.path / "new").iterdir()):
        yield "something stands where there is no copy"


def parallel(home):
    need("parallel")
    at_work(home)
    for block in under(PAGE, "One file at a time"):
        if block.label.startswith("file: "):
            home.put(block)
    [job] = under(PAGE, "GNU parallel", "run: parallel")
    refused = without_copy(home)
    home.sh(job.text, len(refused))
    yield from compared(home, "ToPost")
    log = [line.split("\t") for line in (home.path / "jobs.log").read_text().splitlines()]
    failed = [row for row in log[1:] if row[log[0].index("Exitval")] != "0"]
    if len(failed) != len(refused):
        yield f"the log has {failed}, and {refused} have no copy"


def parts(home):
    at_work(home)
    [job] = under(PAGE, "A part for each machine", "run: parts")
    if BROKEN not in home.sh(job.text):
        yield "a refused file is not named"
    yield from compared(home, "ToPost-01", "ToPost-02")
    if not all(contents(home.path / folder) for folder in ("ToPost-01", "ToPost-02")):
        yield "one part is empty"


def ray(home):
    if not (RAY / "bin/python").exists():
        raise steps.LeftOut(f"NO {RAY}: THE JOB FOR RAY IS NOT RUN")
    at_work(home)
    (home.path / "ray").symlink_to(RAY)
    (home.path / "examples").symlink_to(ROOT / "examples")
    [job] = under(PAGE, "Ray", "run: ray")
    # Sockets have short paths.
    folder = tempfile.mkdtemp(prefix="ray-", dir="/tmp")
    try:
        said = home.sh(job.text, 1, RAY_TMPDIR=folder)
        inside = home.sh(job.text.replace("~/ToPost", "~/Phone/ToPost"), 2, RAY_TMPDIR=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    yield from compared(home, "ToPost")
    if missing := [path for path in without_copy(home) if f"{path}: no copy: " not in said]:
        yield f"no word of {missing}: {said}"
    if f"{len(contents(home.path / 'ToPost'))} clean copies, {len(without_copy(home))} files without one" not in said:
        yield f"it counts otherwise: {said}"
    if "one folder is in the other" not in inside or (home.path / "Phone/ToPost").exists():
        yield f"copies may go among originals: {inside}"


STEPS = (one_file, parallel, parts, ray)
