#!/usr/bin/env python3
"""Pages of the manual in each language, completions that speak the language of the system, and entries for menus of file
managers: `texts.py FOLDER`."""
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from build import ROOT, environment, moment

LANGUAGES = ["en", "fr"]


def texts(folder):
    """Writes `man/`, `completions/` and `share/` into a folder."""
    run = lambda *command: subprocess.run(command, cwd=ROOT, env=environment(), check=True)
    date = datetime.fromtimestamp(moment(), UTC).date().isoformat()
    with tempfile.TemporaryDirectory() as each:
        for language in LANGUAGES:
            run("cargo", "run", "--quiet", "--locked", "--package", "untrace-texts", "--", language, date, f"{each}/{language}")
        of = lambda name: [(Path(each) / language / "completions" / name).read_text() for language in LANGUAGES]
        completions = {name: join(*of(name)) for name, join in JOINED.items()}
        for language in LANGUAGES:
            for page in sorted((Path(each) / language).glob("man/**/*.1")):
                write(folder / page.relative_to(Path(each) / language), page.read_text())
        # They speak all languages, each of them.
        shutil.copytree(Path(each) / LANGUAGES[0] / "share", folder / "share")
    for name, text in completions.items():
        write(folder / "completions" / name, text)


def write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def bash(english, french):
    """No word of it is of a language."""
    assert english == french
    return english


def zsh(english, french):
    first = "#compdef untrace\n"
    english, french = english.removeprefix(first), french.removeprefix(first)
    return f'{first}\ncase "${{LC_ALL:-${{LC_MESSAGES:-$LANG}}}}" in\n(fr*)\n{french}\n;;\n(*)\n{english}\n;;\nesac\n'


def fish(english, french):
    locale = "set -l locales (string match --regex '.+' -- $LC_ALL $LC_MESSAGES $LANG)\nif string match --quiet 'fr*' -- \"$locales[1]\"\n"
    return f"{locale}{french}\nelse\n{english}\nend\n"


def powershell(english, french):
    head, begin = english.partition("Register-ArgumentCompleter")[0], "if ((Get-UICulture).TwoLetterISOLanguageName -eq 'fr') {\n"
    assert french.startswith(head)
    return f"{head}{begin}{french.removeprefix(head)}\n}} else {{\n{english.removeprefix(head)}\n}}\n"


JOINED = {"untrace.bash": bash, "_untrace": zsh, "untrace.fish": fish, "untrace.ps1": powershell}

if __name__ == "__main__":
    texts(Path(sys.argv[1]))
