#!/usr/bin/env python3
"""Builds the page that cleans photos and videos in a browser: `build.py [FOLDER]`, `dist/` without one.

FOLDER gets `page/`, to be hosted, and `untrace.html`, the same as one file. `bash .ci/install wasm32-unknown-unknown` has what it needs.
"""
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import bundle
import wasm
from wasm import HERE, ROOT


def words():
    """What stands on the page, by language and name."""
    command = ["cargo", "run", "--quiet", "--locked", "--package", "untrace-web", "--bin", "untrace-web-texts"]
    return json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)


def build(folder):
    """Writes both forms into a folder."""
    if not bundle.ESBUILD.exists():
        subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)
    version = tomllib.loads((ROOT / "Cargo.toml").read_text())["workspace"]["package"]["version"]
    land = (ROOT / "src/atlas/data/land.path").read_text()
    with tempfile.TemporaryDirectory() as compiled:
        wasm.compiled(compiled)
        files, alone = bundle.made(Path(compiled), words(), land, version)
    bundle.write(folder, files, alone)


if __name__ == "__main__":
    if len(sys.argv) > 2 or sys.argv[1:2] in (["-h"], ["--help"]):
        sys.exit(__doc__)
    build(Path(sys.argv[1]).resolve() if sys.argv[1:] else ROOT / "dist")
