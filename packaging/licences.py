"""The licences of all that is in the program, as its packages come with them.

cargo-about would write such a list, but compares every text with all licences that there are, and takes minutes: here the
texts go along as they are, and deny.toml has judged which licences there may be.
"""
import json
import re
import subprocess
from pathlib import Path

from build import ROOT, SYSTEMS, environment

TEXT = re.compile(r"(licen[cs]e|copying|notice|copyright|unlicense)", re.I)
HEAD = """Licences of what is in untrace
==============================

untrace is under MIT or Apache-2.0, at your option: LICENSE-MIT, LICENSE-APACHE. Its tables of places are from others, as
NOTICES.md says. It contains the packages below; each text stands once, with those that it came with.
"""


def packages(of, targets):
    """What is in a package of ours on any of these systems, without what only builds or tests it."""
    filters = [word for target in targets for word in ("--filter-platform", target)]
    command = ["cargo", "metadata", "--format-version", "1", "--locked", *filters]
    told = json.loads(subprocess.run(command, cwd=ROOT, env=environment(), check=True, capture_output=True, text=True).stdout)
    nodes = {node["id"]: node for node in told["resolve"]["nodes"]}
    todo, met = [package["id"] for package in told["packages"] if package["name"] == of], set()
    while todo:
        here = todo.pop()
        if here not in met:
            met.add(here)
            todo += [dep["pkg"] for dep in nodes[here]["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])]
    ours = set(told["workspace_members"])
    return sorted((p for p in told["packages"] if p["id"] in met - ours), key=lambda p: (p["name"], p["version"]))


def files_of(package):
    folder = Path(package["manifest_path"]).parent
    return [file for file in sorted(folder.iterdir()) if file.is_file() and TEXT.match(file.name) and file.suffix != ".rs"]


def licences(of="untrace", targets=tuple(system.target for system in SYSTEMS), others=()):
    """All texts, of what is in a package of ours; `others` are labels and texts of what no Cargo knows."""
    texts, without, found = {" ".join(text.split()): (text, [label]) for label, text in others}, [], packages(of, targets)
    for package in found:
        siblings = [other for other in found if package["repository"] and other["repository"] == package["repository"]]
        # A package may leave its texts to another one of the same makers.
        files = next((files for files in map(files_of, [package, *siblings]) if files), [])
        label = f"{package['name']} {package['version']} ({package['license']})"
        if not files:
            # Some come without: their makers' names go along, and the text of a licence that they offer.
            without.append(f"{label}, by {', '.join(package['authors']) or 'its authors'}: {package['repository']}")
        for file in files:
            # The same text stands once, however its lines are broken.
            text = file.read_text(errors="replace").strip()
            texts.setdefault(" ".join(text.split()), (text, []))[1].append(label)
    parts = [HEAD]
    for text, names in sorted(texts.values(), key=lambda part: (part[1][0], part[0])):
        parts.append("\n".join(["-" * 80, *dict.fromkeys(names), "", text, ""]))
    if without:
        # Each of them offers one of the two licences that go along with this program.
        strange = [label for label in without if not re.search(r"\bMIT\b|Apache-2\.0", label)]
        if strange:
            raise SystemExit(f"no text of the licence of {strange}")
        parts.append("\n".join(["-" * 80, "Without a text of their own, under MIT or Apache-2.0, whose texts are beside this file:", "", *without, ""]))
    return "\n".join(parts)
