"""The page for browsers: a zip with what is hosted, and one file."""
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import archives
import licences
from build import ROOT

TARGET = "wasm32-unknown-unknown"
ZIPS = ROOT / "web/node_modules/client-zip"


def written_by_others():
    """What is in the page's own scripts and no Cargo knows: labels and texts of licences."""
    told = json.loads((ZIPS / "package.json").read_text())
    return [(f"{told['name']} {told['version']} ({told['license']})", (ZIPS / "LICENSE.txt").read_text().strip())]


def hand_out(folder, name, documents, target, moment):
    """Writes both forms. `documents` go along with the hosted one, by the names that they have there."""
    with tempfile.TemporaryDirectory() as work:
        made, notes = Path(work) / "made", Path(work) / "LICENCES.txt"
        subprocess.run([sys.executable, ROOT / "web/build.py", made], env={**os.environ, "CARGO_TARGET_DIR": str(target)}, check=True)
        notes.write_text(licences.licences("untrace-web", [TARGET], written_by_others()))
        files = {f"page/{file.name}": file for file in (made / "page").iterdir()}
        archives.zip(folder / f"{name}-page.zip", f"{name}-page", files | documents | {"LICENCES.txt": notes}, moment)
        shutil.copyfile(made / "untrace.html", folder / f"{name}.html")
        # The page shows the digest of the core that runs in it.
        sums = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {to}\n" for to, path in sorted(files.items()))
        (folder / f"{name}-page.sha256").write_text("".join(sums))
