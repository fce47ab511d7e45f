#!/usr/bin/env python3
"""Wraps the prose of Markdown pages, paragraphs and items of lists, at 118 columns. Tables, code, comments, headings and pictures stay.

    wrap.py PAGE...
"""
import re
import sys
from pathlib import Path

WIDTH = 118
ITEM = re.compile(r"(\s*(?:[-*]|\d+\.) )(\S.*)")
WHOLE = re.compile(r"\||#|<|!\[")
# Words that begin something else where a line begins with them.
BEGINS = re.compile(r"[-*+>]+$|[|#<]|\d+\.$|!\[")


def filled(words, first, rest):
    """Lines of words, of which the first begins with `first`, and all others with `rest`. Only ordinary spaces are places to break."""
    lines, line, empty = [], first, True
    for word in words:
        if not empty and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line, empty = rest, True
            if BEGINS.match(word):
                # It goes to the next line behind the word before it.
                lines[-1], _, last = lines[-1].rpartition(" ")
                line, empty = rest + last, False
        line += word if empty else " " + word
        empty = False
    return [*lines, line]


def wrapped(text):
    out, words, first, rest, fenced = [], [], "", "", False

    def end():
        if words:
            out.extend(filled(words, first, rest))
            words.clear()

    for line in text.split("\n"):
        fence = line.startswith("```")
        if fence or fenced or not line.strip() or WHOLE.match(line) or (line.startswith("    ") and not words):
            end()
            out.append(line)
            fenced ^= fence
            continue
        if item := ITEM.fullmatch(line):
            end()
            first, rest = item[1], " " * len(item[1])
            line = item[2]
        elif not words:
            first = rest = ""
        words.extend(word for word in line.strip().split(" ") if word)
    end()
    return "\n".join(out)


def main():
    for page in map(Path, sys.argv[1:]):
        text = page.read_text()
        new = wrapped(text)
        if text.split() != new.split():
            sys.exit(f"{page}: words would change")
        page.write_text(new)


if __name__ == "__main__":
    main()
