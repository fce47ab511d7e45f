#!/usr/bin/env python3
"""Makes the page out of its parts: the core for browsers, the modules in `page/`, the words. As a folder to be hosted, and as one file.

The same parts give the same bytes. esbuild comes from `npm ci` in this folder.
"""
import base64
import gzip
import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE / "page"
ESBUILD = HERE / "node_modules/.bin/esbuild"
MOST_BYTES = 1_000_000
# What a language calls itself: stands on the button that switches to it.
ITSELF = "itself"
TARGETS = "chrome109,firefox115,safari16.4"
ICONS = ("icon.svg", "icon-192.png", "icon-512.png")

HOSTED = ("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; connect-src 'self'; style-src 'self'; img-src 'self' blob:; "
          "media-src blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'")
ALONE = ("default-src 'none'; script-src {script} 'wasm-unsafe-eval'; worker-src blob:; style-src {style}; img-src blob: data:; media-src blob:; "
         "base-uri 'none'; form-action 'none'")


def packed(data):
    return gzip.compress(data, 9, mtime=0)


def bundled(entry, wasm, **defined):
    """One script or style sheet out of its modules."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / entry
        subprocess.run([ESBUILD, PAGE / entry, "--bundle", "--minify", "--format=iife", "--charset=utf8", "--legal-comments=none", "--log-level=warning",
                        f"--target={TARGETS}", f"--alias:untrace_web={wasm / 'untrace_web.js'}", "--define:import.meta.url=\"\"",
                        *(f"--define:{name}={json.dumps(value)}" for name, value in defined.items()), f"--outfile={out}"], check=True)
        return out.read_text()


def inside(element, text):
    """A script that may lie in a document: nothing in it ends it."""
    if re.search(r"</script|<!--|</style", text, re.IGNORECASE):
        sys.exit(f"bundle.py: {element} cannot lie in a document")
    return text


def hashed(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def checked(words):
    """The page's words; each key is used in the page, in each language, and no other."""
    sources = "\n".join(path.read_text() for path in sorted(PAGE.rglob("*")) if path.suffix in (".html", ".js"))
    quoted = set(re.findall(r"[\"']([a-z][a-z0-9-]*)[\"']", sources)) | set(re.findall(r"\{\{([a-z-]+)\}\}", sources))
    asked = set(re.findall(r"data-(?:text|label|title)=\"([^\"]+)\"", sources)) | set(re.findall(r"\b(?:word|chip|lead)\(\"([^\"]+)\"\)", sources))
    for language, texts in words.items():
        texts = {key: text for key, text in texts.items() if key != ITSELF}
        for key in sorted(asked - texts.keys()):
            sys.exit(f"bundle.py: no word {key} in {language}")
        for key in sorted(texts.keys() - quoted):
            sys.exit(f"bundle.py: the word {key} in {language} is used nowhere")
    if len({frozenset(texts) for texts in words.values()}) > 1:
        sys.exit("bundle.py: the languages do not have the same words")
    return words


def document(words, parts):
    """The page in English, as a browser without scripts shows it, with the other parts filled in."""
    text = (PAGE / "index.html").read_text()
    for name, value in parts.items():
        text = text.replace("{{%s}}" % name, value)
    english = words["en"]
    buttons = (f'<button type="button" data-speak="{code}" lang="{code}" aria-pressed="{str(code == "en").lower()}">{html.escape(texts[ITSELF])}</button>'
               for code, texts in words.items())
    text = text.replace("{{languages}}", "\n".join(buttons))
    text = re.sub(r"\{\{([a-z-]+)\}\}", lambda found: html.escape(english[found[1]]), text)
    return re.sub(r"(<[a-z0-9]+\b[^>]* data-text=\"([^\"]+)\"[^>]*>)(?=</)", lambda found: found[1] + html.escape(english[found[2]], quote=False), text)


def made(compiled, words, land, version):
    """Name and bytes of each file of the hosted form, and the one file. `compiled` is the folder of `wasm.py`."""
    words = checked(words)
    core = (compiled / "untrace.core").read_bytes()
    style, page, worker = (bundled(entry, compiled) for entry in ("page.css", "page.js", "worker.js"))
    common = {"version": html.escape(version), "land": land.strip(),
              "words-json": json.dumps(words, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")}
    hosted = document(words, common | {
        "policy": HOSTED, "scripts": '<script src="page.js"></script>',
        "head": '<link rel="icon" href="icon.svg" type="image/svg+xml">\n<link rel="manifest" href="manifest.webmanifest">\n<link rel="stylesheet" href="page.css">'})
    files = {"index.html": hosted.encode(), "page.css": style.encode(), "page.js": page.encode(), "worker.js": worker.encode(), "untrace.core": core,
             "manifest.webmanifest": (PAGE / "manifest.webmanifest").read_bytes(), **{icon: (PAGE / icon).read_bytes() for icon in ICONS}}
    own = ["./", *(name for name in sorted(files) if name != "index.html")]
    service = (lambda digest: bundled("service-worker.js", compiled, OWN_FILES=own, OWN_DIGEST=digest).encode())
    together = hashlib.sha256(service(""))
    for name in sorted(files):
        together.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
    files["service-worker.js"] = service(together.hexdigest()[:16])

    page, style = inside("page.js", page), inside("page.css", style)
    icon = base64.b64encode((PAGE / "icon.svg").read_bytes()).decode()
    alone = document(words, common | {
        "policy": ALONE.format(script=hashed(page), style=hashed(style)),
        "head": f'<link rel="icon" href="data:image/svg+xml;base64,{icon}">\n<style>{style}</style>',
        "scripts": f'<script type="text/plain" id="worker">{inside("worker.js", worker)}</script>\n'
                   f'<script type="application/octet-stream" id="core">{base64.b64encode(core).decode()}</script>\n<script>{page}</script>'})
    return files, alone.encode()


def write(folder, files, alone):
    """Puts both forms into a folder, and says how large they are; what is too large to load on a phone ends it."""
    shutil.rmtree(folder / "page", ignore_errors=True)
    (folder / "page").mkdir(parents=True)
    for name, data in files.items():
        (folder / "page" / name).write_bytes(data)
    (folder / "untrace.html").write_bytes(alone)

    sizes = {f"page/{name}": (len(data), len(packed(data))) for name, data in files.items()}
    whole = tuple(map(sum, zip(*sizes.values())))
    rows = [*sizes.items(), ("page", whole), ("untrace.html", (len(alone), len(packed(alone))))]
    print(f"{'file':32}{'bytes':>12}{'gzipped':>12}")
    for name, (bare, small) in rows:
        print(f"{name:32}{bare:>12,}{small:>12,}")
    too_large = [name for name, (_, small) in rows[-2:] if small > MOST_BYTES]
    if too_large:
        sys.exit(f"bundle.py: more than {MOST_BYTES:,} bytes gzipped: {', '.join(too_large)}")
