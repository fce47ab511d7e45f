#!/usr/bin/env python3
"""Fills in what Homebrew, winget, the AUR and Flathub ask for: `fill.py DIST URL DOWNLOADS OUT`.

DIST is a folder that dist.py filled, URL the page of the project, DOWNLOADS where the files of this version can be had. Each
file of stores/ comes out with the version and the digests in it, or nothing does: a digest that is missing is an error.
"""
import re
import sys
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

STORES = Path(__file__).resolve().parent / "stores"
ARCHIVE = re.compile(r"untrace-(\d+\.\d+\.\d+(?:-[\w.]+?)?)-((?:linux|macos|windows)-.+)")


class Store(Template):
    # Also `${sha256:linux-x86_64.tar.gz}`.
    braceidpattern = r"(?:sha256:[\w.-]+|[A-Z]+)"
    idpattern = r"[A-Z]+"
    flags = 0


def given(sums, url, downloads):
    """What is filled in, by name."""
    lines = [line.split() for line in sums.splitlines()]
    archives = [(match[1], match[2], digest) for digest, name in lines if (match := ARCHIVE.fullmatch(name))]
    versions = {version for version, _, _ in archives}
    if len(versions) != 1:
        raise SystemExit(f"not one version, but {sorted(versions)}")
    address = urlsplit(url)
    # Flathub's names are addresses, backwards.
    parts = [*reversed((address.hostname or "").split(".")), *filter(None, address.path.split("/"))]
    names = {"VERSION": versions.pop(), "URL": url, "DOWNLOADS": downloads.rstrip("/"), "ID": ".".join(parts)}
    return names | {f"sha256:{rest}": digest for _, rest, digest in archives}


def filled(names):
    """Each file with its text."""
    texts = {}
    for file in sorted(path for path in STORES.rglob("*") if path.is_file()):
        try:
            texts[str(file.relative_to(STORES))] = Store(file.read_text()).substitute(names)
        except KeyError as missing:
            raise SystemExit(f"{file.relative_to(STORES)}: nothing is known of {missing}") from None
    return texts


def main(dist, url, downloads, out):
    for name, text in filled(given((Path(dist) / "SHA256SUMS").read_text(), url, downloads)).items():
        file = Path(out) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        print(file)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
