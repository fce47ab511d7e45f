#!/usr/bin/env python3
"""Whether modules import one another in a circle: `python3 .ci/layers.py`, from anywhere.

Reads the `use` lines and the paths in the code of each crate, follows re-exports to the file that defines a name, and
draws an arrow from file to file. A parent may name its children and no child its parents; tests may name anything. Then
it holds the arrows between the folders of a crate against the order that docs/design.md gives them. Status 1 for a circle
or an arrow that points up. A method is called without a path: what is reached by methods alone is not seen.
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# From the bottom to the top: each names only what stands before it.
LAYERS = {
    "core": "base model containers blocks codecs policy keep plan edit sniff formats verify previews facts insight door",
    "src": "hashed trouble parent folded fitting reserved confine desktop menus identity stamp source work spool sidecars exports commit discover state write outcome reason workers names run surplus tally atlas i18n report thumbnails cli",
    "words": "lists printable facts obstacle refusals page lang english french told",
    "web": "place said examined look previews blobs door texts pack",
}

NO_CODE = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | \b[bc]?r(?P<fence>\#*)".*?"(?P=fence) | (?:\b[bc])?"(?:\\.|[^"\\])*"
    | (?:\bb)?'(?:\\u\{\w+\}|\\x\w\w|\\.|[^'\\])'""",
    re.S | re.X,
)
FOR_TESTS = re.compile(r"#\[cfg\((?:test|all\(test\b[^\]]*)\)\]\s*(?:#\[[^\]]*\]\s*)*")
MODULE = re.compile(r"(?:\bpub\s+)?\bmod\s+(\w+)\s*(?=\{)")
USE = re.compile(r"(?:\b(pub)\s+)?\buse\s+([^;]+);")
DEFINED = re.compile(r"\b(?:fn|struct|enum|union|trait|type|static|const(?!\s+fn))\s+(?:mut\s+)?(\w+)")
PATH = re.compile(r"(?<![\w:$])[a-z]\w*(?:::\w+)+")


def cut(text, pattern):
    """The text without the items that a pattern leads to, and those: what was found, and what is in its braces."""
    found = []
    while match := pattern.search(text):
        at, depth = match.end(), 0
        while at < len(text):
            depth += (text[at] in "{[(") - (text[at] in "}])")
            if depth < 0:
                break
            at += 1
            if depth == 0 and text[at - 1] in "};":
                break
        found.append((match, text[match.end() + 1 : at - 1]))
        text = text[: match.start()] + text[at:]
    return text, found


def expand(tree):
    """The paths of a `use` tree, each with the name that it gets here."""
    brace = tree.find("{")
    if brace < 0:
        path, _, name = tree.partition(" as ")
        parts = [part.strip() for part in path.split("::") if part.strip()]
        if parts[1:] and parts[-1] == "self":
            parts.pop()
        return [(parts, name.strip() or parts[-1])]
    inner, depth, piece, found = tree[brace + 1 : tree.rfind("}")], 0, "", []
    for c in inner + ",":
        depth += (c == "{") - (c == "}")
        if c == "," and depth == 0:
            found += expand(tree[:brace] + piece) if piece.strip() else []
            piece = ""
        else:
            piece += c
    return found


class Crate:
    """Its modules, by their paths as tuples of names; the crate itself is the empty one."""

    def __init__(self, root):
        self.files, self.code, self.uses, self.defined, self.macros = {}, {}, {}, {}, {}
        for file in sorted(root.rglob("*.rs")):
            parts = file.relative_to(root).with_suffix("").parts
            if "tests" in parts or "testing" in parts or parts == ("main",):
                continue
            module = parts[:-1] if parts[-1] in ("lib", "mod") else parts
            self.read(module, module, cut(NO_CODE.sub('""', file.read_text()), FOR_TESTS)[0])

    def read(self, module, file, code):
        """Takes in a module, and the modules between its braces, which belong to the same file."""
        code = re.sub(r"\bpub\((?:in )?[\w:]+\)", "pub", code).replace("$crate", "crate")
        code, inner = cut(code, MODULE)
        self.files[module] = file
        self.uses[module] = [(use[1], *path) for use in USE.finditer(code) for path in expand(use[2])]
        self.code[module] = code = USE.sub("", code)
        for name in re.findall(r"\bmacro_rules!\s*(\w+)", code):
            self.macros.setdefault(name, []).append(module)
        while code != (code := re.sub(r"\{[^{}]*\}", "", code)):
            pass
        self.defined[module] = set(DEFINED.findall(code))
        for match, inside in inner:
            self.read((*module, match[1]), file, inside)

    def absolute(self, module, parts, seen=()):
        """A path from the top of the crate; nothing for one that leads out of it."""
        first, rest = parts[0], tuple(parts[1:])
        if first == "crate":
            return rest
        if first == "self":
            return self.absolute(module, rest) if rest[:1] == ("super",) else module + rest
        if first == "super":
            return self.absolute(module[:-1], ("self", *rest))
        if (*module, first) in self.files:
            return (*module, *parts)
        for _, path, name in self.uses[module]:
            if name == first and path != parts and name not in seen:
                start = self.absolute(module, path, (*seen, name))
                return None if start is None else start + rest
        return None

    def shown(self, module):
        """What a module shows to others: paths from the top of the crate, and the names that they get."""
        paths = [(self.absolute(module, parts), name) for public, parts, name in self.uses[module] if public]
        return sorted(((path, name) for path, name in paths if path is not None), key=lambda shown: shown[1] == "*")

    def find(self, module, name, seen):
        """The path behind a name that a module shows and doesn't define."""
        if name in self.defined[module] or (module, name) in seen:
            return None
        for path, given in self.shown(module):
            if given == name:
                return path
            if given == "*":
                other = self.home(path[:-1], (*seen, (module, name)))
                if name in self.defined[other] or (*other, name) in self.files:
                    return (*other, name)
                if found := self.find(other, name, (*seen, (module, name))):
                    return found
        return None

    def home(self, path, seen=()):
        """The module that defines what a path leads to."""
        module = ()
        for at, part in enumerate(path):
            # A function may be named like a module beside it.
            if (*module, part) in self.files and not (path[at + 1 :] == () and part in self.defined[module]):
                module += (part,)
            elif (found := self.find(module, part, seen)) is not None:
                return self.home(found + path[at + 1 :], (*seen, (module, part)))
            else:
                return self.macros.get(part, [()])[0] if module == () else module
        return module

    def named(self, module):
        """The modules whose names a module uses, each with the path that does."""
        for public, parts, _ in self.uses[module]:
            path = self.absolute(module, parts)
            # What a parent only shows of its children is theirs.
            if path is not None and not (public and path[: len(module)] == module):
                yield from self.behind(module, path, parts)
        for match in PATH.finditer(self.code[module]):
            if (path := self.absolute(module, match[0].split("::"))) is not None:
                yield self.home(path), match[0]
        for name in re.findall(r"\b(\w+)!(?!=)", self.code[module]):
            if module not in self.macros.get(name, [module]):
                yield from ((other, name + "!") for other in self.macros[name])

    def behind(self, module, path, parts, seen=()):
        """What an imported path leads to; behind a `*`, all of that whose name stands in the code."""
        if path[-1:] != ("*",):
            yield self.home(path), "::".join(parts)
        elif path not in seen:
            other = self.home(path[:-1])
            yield other, "::".join(parts)
            for inner, name in self.shown(other):
                if name == "*" or re.search(rf"\b{name}\b", self.code[module]):
                    yield from self.behind(module, inner, parts, (*seen, path))

    def arrows(self):
        """From file to file, with the path that draws the arrow."""
        drawn = {file: {} for file in self.files.values()}
        for module, file in self.files.items():
            for home, path in self.named(module):
                if self.files[home] != file:
                    drawn[file].setdefault(self.files[home], path)
        return drawn


def circles(arrows):
    """Sets of modules that can all reach one another (Tarjan)."""
    index, low, stack, found = {}, {}, [], []
    sys.setrecursionlimit(10_000)

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in arrows[node]:
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            group = []
            while True:
                group.append(stack.pop())
                if group[-1] == node:
                    break
            if len(group) > 1:
                found.append(sorted(group))

    for node in arrows:
        if node not in index:
            visit(node)
    return found


def name(module):
    return "::".join(module) or "lib"


def complaints(arrows, order):
    """What is wrong with the arrows of a crate, a line each."""
    for group in circles(arrows):
        yield f"a circle of {len(group)}: {', '.join(map(name, group))}"
        for module in group:
            for other, path in arrows[module].items():
                if other in group:
                    yield f"  {name(module)} -> {name(other)}   ({path})"
    tops = {module[0] for module in arrows if module}
    yield from (f"{top} has no layer" for top in sorted(tops - set(order)))
    yield from (f"{layer} is a layer and no module" for layer in order if layer not in tops)
    for module, others in arrows.items():
        for other, path in others.items():
            if module[: len(other)] == other:
                yield f"{name(module)} names its parent {name(other)}   ({path})"
            elif {*module[:1], *other[:1]} <= set(order) and module and order.index(module[0]) < order.index(other[0]):
                yield f"{name(module)} -> {name(other)} points up   ({path})"


def main():
    failed = False
    for folder, order in LAYERS.items():
        arrows = Crate(ROOT / folder).arrows()
        found = list(complaints(arrows, order.split()))
        failed |= bool(found)
        print(*(f"{folder}: {line}" for line in found), sep="\n", end="\n" if found else "")
        count = sum(map(len, arrows.values()))
        print(f"{folder}: {len(arrows)} modules, {count} arrows, {len(circles(arrows)) or 'no'} circles")
    return failed


if __name__ == "__main__":
    sys.exit(main())
