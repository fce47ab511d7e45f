#!/usr/bin/env python3
"""Opens the page that cleans photos and videos in a headless Chromium (CHROMIUM names another one), in both of its forms, as parents do.

    web.py UNTRACE DIST [--only WORD...] [--corpus FOLDER] [--shots FOLDER] [--firefox]

UNTRACE is the command line program, DIST what web/build.py wrote. The copies of the page are those of the program, it asks for nothing, works
without a network, lives on when the core traps, can be used by everybody, and holds no large video in memory. --corpus compares a folder of
folders of photos as well; --shots keeps pictures of the page; --firefox has Firefox clean a few files, too.

Status 0: all well. 77: there is no browser, no Playwright or no axe-core, nothing was judged.
"""
import argparse
import os
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "web"))

from steps import LEFT_OUT, take  # noqa: E402

AXE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "untrace-ci/axe/node_modules/axe-core/axe.min.js"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("untrace", type=Path, metavar="UNTRACE")
    parser.add_argument("dist", type=Path, metavar="DIST")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="steps whose name has one of the words")
    parser.add_argument("--corpus", type=Path, metavar="FOLDER")
    parser.add_argument("--shots", type=Path, metavar="FOLDER")
    parser.add_argument("--firefox", action="store_true")
    return parser.parse_args()


def missing(chromium):
    """What this machine lacks."""
    if not chromium:
        return "CHROMIUM"
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "PLAYWRIGHT"
    return None if AXE.is_file() else str(AXE)


def main():
    asked = arguments()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if lacking := missing(chromium):
        print(f"THERE IS NO {lacking}: THE PAGE WAS NOT OPENED")
        return LEFT_OUT
    os.environ["PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS"] = "1"
    from playwright.sync_api import sync_playwright
    from judged import Judged
    with tempfile.TemporaryDirectory() as tmp, sync_playwright() as playwright:
        launch = partial(playwright.chromium.launch, executable_path=chromium)
        judged = Judged(asked, launch, AXE.read_text(), Path(tmp))
        status = take(judged.steps(), asked.only)
        judged.end()
    return status


if __name__ == "__main__":
    sys.exit(main())
