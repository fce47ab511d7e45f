#!/usr/bin/env python3
"""Everything that is handed out, into a folder `dist/`, with its digests: `dist.py [--only NAME]... [--profile P]`.

The same commit gives the same bytes. What stands on the disk and in no commit is told: its digests are nobody else's.
"""
import argparse
import hashlib
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path

import archives
import licences
import macos
import page
import sbom
import system
import texts
import windows
from build import MAC, MAC_INTEL, ROOT, SYSTEMS, WINDOWS, build, moment, output

DOCUMENTS = {"README.md": "README.md", "LISEZMOI.md": "LISEZMOI.md", "NOTICES.md": "docs/notices.md"}
DOCUMENTS |= {name: name for name in ("LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md")}

# What runs on no system of its own, but in every browser.
PAGE = "page"


def version():
    return tomllib.loads((ROOT / "Cargo.toml").read_text())["workspace"]["package"]["version"]


def common(work):
    """What goes along with every program: files by the names that they have there."""
    texts.texts(work)
    (work / "LICENCES.txt").write_text(licences.licences())
    files = {str(path.relative_to(work)): path for path in work.rglob("*") if path.is_file()}
    return files | {name: ROOT / path for name, path in DOCUMENTS.items()}


def hand_out(folder, of, program, files, quick=False):
    """Writes what there is for a system."""
    name, now = f"untrace-{version()}-{of.name}", moment()
    files = files | {of.program: program}
    if of is WINDOWS:
        # Windows has no manual.
        files = {name: path for name, path in files.items() if not name.startswith(("man/", "share/"))}
        archives.zip(folder / f"{name}.zip", name, files, now)
        windows.installer(folder / f"{name}-setup.exe", files, version(), now, quick)
    elif of in (MAC, MAC_INTEL):
        files = {name: path for name, path in files.items() if not name.startswith("share/")}
        archives.tar(folder / f"{name}.tar.gz", name, files | macos.files(), now)
    else:
        archives.tar(folder / f"{name}.tar.gz", name, files, now)
        system.packages(folder, files, of, version(), now)


def sums(folder):
    files = sorted(file for file in folder.iterdir() if file.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (folder / "SHA256SUMS").write_text("".join(lines))


def main():
    names = {of.name: of for of in SYSTEMS}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=[*names, PAGE], help="a system, or the page; may be given again")
    parser.add_argument("--profile", default="release", help="of Cargo")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--target-dir", type=Path, default=ROOT / "target/dist", help="what Cargo builds in")
    asked = parser.parse_args()
    shutil.rmtree(asked.out, ignore_errors=True)
    asked.out.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as work:
        files = common(Path(work))
        for of in [names[name] for name in asked.only or names if name in names]:
            hand_out(asked.out, of, build(of, asked.profile, asked.target_dir.resolve()), files)
    if not asked.only or PAGE in asked.only:
        documents = {name: ROOT / path for name, path in DOCUMENTS.items()} | {"HOSTING.md": ROOT / "docs/page.md"}
        page.hand_out(asked.out, f"untrace-{version()}", documents, asked.target_dir.resolve(), moment())
    (asked.out / f"untrace-{version()}.cdx.json").write_text(sbom.sbom())
    sums(asked.out)
    print((asked.out / "SHA256SUMS").read_text(), end="")
    if any(asked.out.glob("*-macos-*")):
        print("NOTHING OF IT WAS EVER RUN ON A MAC")
    if output("git", "status", "--porcelain"):
        print("THIS FOLDER HAS CHANGES THAT ARE IN NO COMMIT: NOBODY ELSE GETS THESE DIGESTS")


if __name__ == "__main__":
    sys.exit(main())
