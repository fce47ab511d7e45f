"""Packages for Debian, Fedora, Alpine and Arch, by nfpm, from what is handed out."""
import json
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from string import Template

from archives import gzipped
from build import LINUX, ROOT, environment

KINDS = {"deb": "deb", "rpm": "rpm", "apk": "apk", "archlinux": "pkg.tar.zst"}


def packages(folder, files, system, version, moment):
    """Writes a package of each kind into a folder."""
    with tempfile.TemporaryDirectory() as work:
        for name, path in files.items():
            copy = Path(work) / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            if copy.suffix == ".1":
                copy.with_suffix(".1.gz").write_bytes(gzipped(path.read_bytes()))
            else:
                shutil.copyfile(path, copy)
        given = {
            "ARCH": system.processor,
            "VERSION": version,
            "MOMENT": datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            # Without the C library in it, the program needs nothing.
            "DEPENDS": json.dumps([f"libc6 (>= {system.glibc.lstrip('.')})"] if system is LINUX else []),
        }
        config = Path(work) / "nfpm.yaml"
        config.write_text(Template((ROOT / "packaging/nfpm.yaml").read_text()).substitute(given))
        for kind, ending in KINDS.items():
            target = folder.resolve() / f"untrace-{version}-{system.name}.{ending}"
            command = ["nfpm", "package", "--config", config, "--packager", kind, "--target", target]
            subprocess.run(command, cwd=work, env=environment(), check=True, stdout=subprocess.DEVNULL)
