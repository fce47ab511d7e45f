"""The copies of the page are those of the command line, byte for byte, and what has none there has none here, for the same reason."""
import hashlib
import json
import re
import subprocess
from pathlib import Path

from visit import Visit

FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def cleaned(untrace, folder, out, *options, paths=None):
    """What the command line says of each file of a folder, or of these paths in it, and its copies by their paths."""
    command = [untrace, "clean", *(paths or [folder]), "-o", out, "--json", "--hidden", *options]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, errors="surrogateescape", stdin=subprocess.DEVNULL)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    told = {str(Path(line["source"]).relative_to(folder)): line for line in lines if line["type"] == "file"}
    copies = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()} if out.exists() else {}
    return told, copies


def unmarked(name):
    """A name as the page shows it: without marks that turn text around."""
    return re.sub("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", "\ufffd", name)


def digest(file):
    return hashlib.file_digest(file, "sha256").digest()


def zip_against(archive, folder, copies):
    """How the copies in a zip differ from those in a folder."""
    for info in archive.infolist():
        if info.date_time != FIRST_DAY:
            yield f"the zip says when: {info.filename}: {info.date_time}"
    here = {name.removeprefix(f"{folder}/") if folder else name: name for name in archive.namelist()}
    if len(here) != len(archive.namelist()):
        yield "two files in the zip have one name"
    yield from (f"{name}: only the command line has a copy" for name in sorted(copies.keys() - here.keys()))
    yield from (f"{name}: only the page has a copy" for name in sorted(here.keys() - copies.keys()))
    for name in sorted(copies.keys() & here.keys()):
        with archive.open(here[name]) as one, copies[name].open("rb") as other:
            if digest(one) != digest(other):
                yield f"{name}: the page's copy has other bytes"


def sentences_against(without, others, told, folder):
    """How what the page says of files without a copy differs from what the command line says."""
    refused = {unmarked(f"{folder}/{path}"): (Path(path).name, line) for path, line in told.items() if line["outcome"] in ("refused", "failed")}
    left_out = {unmarked(f"{folder}/{path}") for path, line in told.items() if line["outcome"] == "skipped"}
    here = dict(without)
    yield from (f"{name}: refused only by the command line" for name in sorted(refused.keys() - here.keys()))
    yield from (f"{name}: refused only by the page: {here[name]}" for name in sorted(here.keys() - refused.keys()))
    yield from (f"{name}: no photo or video only for the command line" for name in sorted(left_out - set(others)))
    yield from (f"{name}: no photo or video only for the page" for name in sorted(set(others) - left_out))
    for path in sorted(refused.keys() & here.keys()):
        name, line = refused[path]
        said = here[path].replace("; not copied", "", 1)
        if said != f"{name} {line['message']}":
            yield f"{path}: the page says: {here[path]} But the command line: {line['message']}"


def compared(browser, address, folder, told, copies, tmp, seconds=300):
    """A whole folder through the page."""
    with Visit(browser, address) as visit:
        visit.choose_folder(folder, seconds)
        visit.keep_names()
        with visit.zip(tmp / "copies.zip", seconds) as archive:
            number = len(archive.namelist())
            yield from zip_against(archive, folder.name, copies)
        without, others = visit.without()
        yield from sentences_against(without, others, told, folder.name)
        yield from (f"the page complains: {text}" for text in visit.said if not is_picture(text))
        yield f"note: {number} copies equal, {len(without)} without, {len(others)} neither photo nor video"


def is_picture(text):
    """A browser that cannot draw a broken picture says so."""
    return "ERR_" in text and "blob:" in text
