#!/usr/bin/env python3
"""Opens the page of `untrace report` as a parent does, from a disk, in a headless Chromium (CHROMIUM names another one): it asks for nothing, its
policy holds, everybody can read it, it fits any screen, and an ordinary family's is two sheets of paper.

    page.py UNTRACE [PAGE...]

Without PAGEs: those that `tests/library/page.rs` writes, in each language, and those of UNTRACE where it has a `report`.

Status 0: all well. 77: there is no browser, no Playwright or no axe-core, nothing was judged.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AXE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "untrace-ci/axe/node_modules/axe-core/axe.min.js"
LEFT_OUT = 77
MOST_SHEETS = 2
NARROWEST = 320
VIEWS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]
# Words differ by language, and nothing else.
VIEWS_OF_OTHERS = [(390, "light"), (1280, "dark")]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What a page must not be able to do: each of these has to be refused, and to be told as refused.
ATTEMPTS = """async there => {
  const refused = [];
  addEventListener("securitypolicyviolation", event => refused.push(event.effectiveDirective));
  const add = (name, set) => { const made = document.createElement(name); set(made); document.body.append(made); };
  add("img", made => made.src = there + "pixel.gif");
  add("script", made => made.src = there + "script.js");
  add("script", made => made.textContent = "window.ran = true");
  add("style", made => made.textContent = "body { display: none }");
  add("iframe", made => made.src = there);
  await fetch(there).catch(() => {});
  await new Promise(done => setTimeout(done, 200));
  return {refused: [...new Set(refused)].sort(), ran: Boolean(window.ran), shown: getComputedStyle(document.body).display};
}"""
REFUSED = ["connect-src", "frame-src", "img-src", "script-src-elem", "style-src-elem"]


def albums(folder):
    """The pages of the albums in the tests."""
    made = subprocess.run(["cargo", "test", "--quiet", "--test", "library", "page::pages_can_be_looked_at"], cwd=ROOT, stdin=subprocess.DEVNULL,
                          env={**os.environ, "UNTRACE_PAGES": str(folder)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if made.returncode:
        sys.exit(f"NO PAGES COULD BE MADE:\n{made.stdout}")
    return sorted(folder.glob("*.html"))


def reports(untrace, folder):
    """Pages of the program itself, of a family that is made for it; none where it has no such command yet."""
    maker = ROOT / "fixtures/make/families.py"
    said = subprocess.run([untrace, "report", "--help"], capture_output=True, text=True)
    if "--lang" not in said.stdout or not maker.is_file():
        print("THE PROGRAM MAKES NO PAGE YET, OR THERE IS NO FAMILY FOR IT: ONLY THE PAGES OF THE TESTS ARE JUDGED")
        return []
    family, pages = folder / "family", []
    subprocess.run([sys.executable, maker, family, "--seed", "1", "--kind", "family"], check=True, stdout=subprocess.DEVNULL)
    for lang in ("en", "fr"):
        page = folder / f"family-report-{lang}.html"
        subprocess.run([untrace, "report", family / "photos", "-o", page, "--lang", lang], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        pages.append(page)
    return pages


class Elsewhere(BaseHTTPRequestHandler):
    """Another place, which no page may ask for anything."""

    asked = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


class Tab:
    """A page that was opened, and what it asked for and complained about meanwhile."""

    def __init__(self, browser, page, width=1280, scheme="light"):
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.tab, self.asked, self.said = self.context.new_page(), [], []
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.on("console", lambda message: self.said.append(message.text))
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))
        self.tab.goto(page.as_uri())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def elsewhere(self, page):
        return [url for url in self.asked if url != page.as_uri() and not url.startswith("data:")]

    def unfold(self):
        self.tab.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)")


def complaints(browser, page, axe, there):
    """What is wrong with a page, a line each."""
    for width, scheme in VIEWS_OF_OTHERS if page.stem.endswith("-fr") else VIEWS:
        with Tab(browser, page, width, scheme) as opened:
            opened.unfold()
            yield from (f"asks for {url}" for url in opened.elsewhere(page))
            yield from (f"the console says {text}" for text in opened.said)
            opened.tab.evaluate(axe)
            found = opened.tab.evaluate("tags => axe.run({runOnly: tags})", TAGS)
            for rule in found["violations"]:
                where = "; ".join(node["target"][0] + " " + (node["any"] or node["all"] or node["none"] or [{"message": ""}])[0]["message"] for node in rule["nodes"][:3])
                yield f"axe at {width} px, {scheme}: {rule['id']} ({rule['impact']}), {len(rule['nodes'])} times: {where}"
            if not found["passes"]:
                yield "axe looked at nothing"
    with Tab(browser, page, NARROWEST) as opened:
        opened.unfold()
        wide = opened.tab.evaluate("document.documentElement.scrollWidth")
        if wide > NARROWEST:
            yield f"{wide} px wide on a screen of {NARROWEST}"
    with Tab(browser, page) as opened:
        came_to = opened.tab.evaluate(ATTEMPTS, there)
        if came_to != {"refused": REFUSED, "ran": False, "shown": "block"}:
            yield f"its policy let something through: {came_to}"
        yield from (f"its policy let it ask for {path}" for path in Elsewhere.asked)
        Elsewhere.asked.clear()
    if page.name.startswith("family"):
        count = sheets(browser, page)
        if not 0 < count <= MOST_SHEETS:
            yield f"{count} sheets of A4"


def sheets(browser, page):
    with Tab(browser, page) as opened:
        return len(re.findall(rb"/Type\s*/Page\b", opened.tab.pdf(prefer_css_page_size=True, print_background=True)))


def main():
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("THERE IS NO CHROMIUM: NO PAGE WAS OPENED")
        return LEFT_OUT
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("THERE IS NO PLAYWRIGHT: NO PAGE WAS OPENED")
        return LEFT_OUT
    if not AXE.is_file():
        print(f"THERE IS NO {AXE}: NO PAGE WAS OPENED")
        return LEFT_OUT
    wrong = 0
    with tempfile.TemporaryDirectory() as tmp, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        given = [Path(word).resolve() for word in sys.argv[2:]]
        pages = given or albums(Path(tmp)) + reports(Path(sys.argv[1]).resolve(), Path(tmp))
        axe = AXE.read_text()
        server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        there = f"http://127.0.0.1:{server.server_port}/"
        for page in pages:
            found = list(complaints(browser, page, axe, there))
            wrong += bool(found)
            print(*(f"WRONG: {page.name}: {line}" for line in found), sep="\n", end="\n" if found else "")
        print(f"{len(pages)} pages, each two or four times by axe-core, {wrong} with something wrong")
        browser.close()
    return 1 if wrong or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
