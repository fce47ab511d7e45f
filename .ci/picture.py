#!/usr/bin/env python3
"""Draws the picture of README.md and LISEZMOI.md: a photo of fixtures/ with what `untrace check` says of it, beside its copy with what
`check` says of that. Every row is the program's own output. Needs Chromium (CHROMIUM names another one), Playwright and Pillow.

    picture.py UNTRACE [--check] [en|fr...]

Status 0: written to docs/pictures; with --check, what is there is what would be drawn. 77: something is missing here, or the program does
not speak that language. 78: the pictures there are others, as after a change of words, or with other fonts.
"""
import base64
import html
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PHOTO = ROOT / "fixtures/phone-export/DCIM/Camera/IMG_20240512_170312.jpg"
PICTURES = ROOT / "docs/pictures"
LEFT_OUT = 77
WARNED = 78
# GitHub shows a README about 800 px wide; twice that is sharp on any screen.
WIDTH, SCALE, COLOURS = 800, 2, 192
WORDS = {
    "en": {"locale": "en_US.UTF-8", "file": "before-after", "before": "The photo", "after": "Its clean copy", "nothing": "nothing"},
    "fr": {"locale": "fr_FR.UTF-8", "file": "avant-apres", "before": "La photo", "after": "Sa copie sans traces", "nothing": "rien"},
}
# A row of `check` is a label and what was found; what did not fit on the line stands further in on the next.
ROW = re.compile(r"^  (\S.*?) {2,}(\S.*)$")
MORE = re.compile(r"^ {4,}(\S.*)$")

STYLE = """
* { box-sizing: border-box; margin: 0 }
body { width: 800px; font: 13.5px/1.34 Roboto, "Helvetica Neue", Arial, sans-serif; color: #1f2933; background: transparent }
main { display: grid; grid-template-columns: 1fr 1fr; column-gap: 40px; padding: 22px; border-radius: 18px; background: #f1ece2; position: relative }
section, dl { display: grid; grid-template-rows: subgrid }
section { grid-row: 1 / span ROWS; border-radius: 12px; background: #fff; border: 1px solid #ddd5c5; overflow: hidden }
.photo { height: 226px; background-size: cover; background-position: 50% 52%; position: relative }
.tag { position: absolute; left: 14px; bottom: -15px; padding: 4px 14px; border-radius: 15px; font-weight: 500; color: #fff; font-size: 15px;
       border: 2px solid #fff }
.before .tag { background: #b3261e } .after .tag { background: #1b6e4b }
.name { padding: 11px 16px 9px; text-align: right; font: 12px "DejaVu Sans Mono", monospace; color: #56616d }
dl { padding: 0 16px 5px; grid-row: span ROWS_OF_IT }
dl div { display: flex; gap: 10px; padding: 4px 0; border-top: 1px solid #ebe6dc }
dt { flex: 0 0 94px; color: #56616d; font-size: 12.5px; padding-top: 1px } dd { flex: 1; min-width: 0; overflow-wrap: anywhere; font-weight: 500 }
.after dd { color: #6f7a85; font-weight: 400 }
.foot { padding: 11px 16px 13px; font-weight: 500 } .before .foot { background: #fbeae8; color: #8c1d18 } .after .foot { background: #e5f2ea; color: #15573b }
.arrow { position: absolute; left: 50%; top: 106px; width: 56px; height: 56px; margin-left: -28px; border-radius: 50%; background: #1b6e4b;
         border: 4px solid #f1ece2; display: grid; place-items: center; z-index: 1 }
"""
ARROW = '<svg width="26" height="26" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"><path d="M4 13h18M15 6l7 7-7 7"/></svg>'


class Missing(Exception):
    """What this machine or this program does not have."""


def check(untrace, photo, lang):
    """What `check` says of one photo: its rows, and the sentence about all."""
    if lang != "en" and "--lang" not in subprocess.run([untrace, "check", "--help"], capture_output=True, text=True).stdout:
        raise Missing(f"`check` SPEAKS NO OTHER LANGUAGE: {lang}")
    run = subprocess.run([untrace, "check", photo.name], cwd=photo.parent, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                         env=os.environ | {"LANGUAGE": "", "LC_ALL": WORDS[lang]["locale"]})  # fmt: skip
    if run.returncode not in (0, 3):
        sys.exit(f"check {photo.name}: status {run.returncode}: {run.stderr}")
    rows = []
    for line in run.stdout.splitlines():
        if row := ROW.match(line):
            rows.append(row.groups())
        elif rows and (more := MORE.match(line)):
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {more[1]}")
    paragraphs = [part.strip().partition("\n  ")[0].replace("\n", " ") for part in run.stdout.split("\n\n")]
    return rows, [part for part in paragraphs if part and not part.startswith("untrace ")][-1]


def page(untrace, lang):
    words = WORDS[lang]
    with tempfile.TemporaryDirectory() as tmp:
        folder = Path(tmp) / "ToPost"
        environment = os.environ | {"XDG_STATE_HOME": tmp}
        subprocess.run([untrace, PHOTO, "-o", folder, "--rename", "--quiet"], check=True, stdin=subprocess.DEVNULL, env=environment)
        [copy] = folder.iterdir()
        before, sentence = check(untrace, PHOTO, lang)
        after, all_well = check(untrace, copy, lang)
        if not before or after:
            sys.exit(f"the photo has {before}, its copy {after}: this is not the picture of a clean copy")
        # What is to be done about it is a command, for which there is no room.
        advice = re.split(r"\.?\s+(?=[A-Z])|\s*[;:]", sentence)[0]
        nothing = [(label, words["nothing"]) for label, _ in before]

        def card(kind, photo, rows, foot):
            data = base64.b64encode(photo.read_bytes()).decode()
            told = "".join(f"<div><dt>{html.escape(label)}</dt><dd>{html.escape(value)}</dd></div>" for label, value in rows)
            return (
                f'<section class="{kind}"><div class="photo" style="background-image:url(data:image/jpeg;base64,{data})">'
                f'<span class="tag">{words[kind]}</span></div><p class="name">{photo.name}</p><dl>{told}</dl><p class="foot">{html.escape(foot)}</p></section>'
            )

        cards = card("before", PHOTO, before, advice) + f'<div class="arrow">{ARROW}</div>' + card("after", copy, nothing, all_well)
        style = STYLE.replace("ROWS_OF_IT", str(len(before))).replace("ROWS", str(len(before) + 3))
        return f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><style>{style}</style><body><main>{cards}</main></body></html>'


def draw(browser, untrace, lang, only_check):
    """Whether the picture that is there is what the program says today, after it was drawn unless it was only to be checked."""
    from PIL import Image, ImageChops

    tab = browser.new_page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=SCALE)
    tab.set_content(page(untrace, lang))
    shot = Image.open(io.BytesIO(tab.locator("main").screenshot(omit_background=True)))
    tab.close()
    # A table of colours makes it a third as large. One of them is for what lies outside of the round corners.
    outside = shot.getchannel("A").point(lambda alpha: 255 * (alpha < 128))
    whole = Image.new("RGB", shot.size, "#f1ece2")
    whole.paste(shot, mask=shot.getchannel("A"))
    small = whole.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
    small.putpalette(small.getpalette()[: 3 * COLOURS] + [255, 255, 255])
    small.paste(COLOURS, mask=outside)
    file = PICTURES / f"{WORDS[lang]['file']}.png"
    if only_check:
        return not ImageChops.difference(small.convert("RGB"), Image.open(file).convert("RGB")).getbbox()
    small.save(file, optimize=True, transparency=COLOURS)
    print(f"{file.relative_to(ROOT)}: {shot.width} x {shot.height}, {file.stat().st_size // 1024} KiB")
    return True


def main():
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from PIL import Image  # noqa: F401 - asked for before anything is drawn
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        print(f"NO PICTURE WAS DRAWN: {error}")
        return LEFT_OUT
    if not chromium:
        print("THERE IS NO CHROMIUM: NO PICTURE WAS DRAWN")
        return LEFT_OUT
    untrace, only_check = Path(sys.argv[1]).resolve(), "--check" in sys.argv[2:]
    languages = [word for word in sys.argv[2:] if word != "--check"] or WORDS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            if old := [lang for lang in languages if not draw(browser, untrace, lang, only_check)]:
                print(f"THE PICTURE IS NOT WHAT THE PROGRAM SAYS TODAY: {', '.join(old)}; draw it again")
                return WARNED
        except Missing as why:
            print(f"NOT EVERY PICTURE WAS DRAWN: {why}")
            return LEFT_OUT
        finally:
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
