#!/usr/bin/env python3
"""Runs the program for Windows under Wine, beside that for Linux from the same commit: do they write the same, and does what is
different on Windows hold?

    windows.py LINUX WINDOWS [STEP...]

A fixed list of cases. What Wine cannot show is told as LEFT OUT, with the reason. Ends with a table.
"""
import sys
import tempfile
from pathlib import Path

import steps
import wine
from windows_cases import Cases


def main():
    linux, windows, *wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        try:
            environment = wine.prefix(folder)
        except steps.LeftOut as why:
            print(why)
            return steps.LEFT_OUT
        try:
            return steps.take(Cases(Path(linux).resolve(), Path(windows).resolve(), Path(folder), environment).steps(), wanted)
        finally:
            wine.leave(environment)


if __name__ == "__main__":
    sys.exit(main())
