#!/usr/bin/env python3
"""Whether the manual can be read and the shells complete what is typed: `texts.py FOLDER`, a folder that packaging/texts.py filled.

Bash, zsh and fish are asked as a person asks them, in both languages; mandoc judges the pages, and man shows them in 80 columns.
Status 78 if a shell is missing. PowerShell is nowhere to be had: of its script, only the braces are counted.
"""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from shutil import which

from steps import LEFT_OUT

LOCALES = {"en": "C.UTF-8", "fr": "fr_FR.UTF-8"}
# What is typed, what has to be offered then, and what must not be.
CASES = [
    ("untrace --re", ["--rename", "--recheck"], ["--fail-on"]),
    ("untrace Photos --re", ["--rename", "--recheck"], []),
    ("untrace check --f", ["--fail-on", "--files-from"], ["--force"]),
    ("untrace watch --in", ["--include"], ["--in-place"]),
    ("untrace check Ph", ["Photos"], []),
    ("untrace Ph", ["Photos"], []),
    ("untrace ch", ["check", "chats"], []),
    ("untrace --keep da", ["date"], []),
    ("untrace -o Ph", ["Photos"], []),
]
# Each has a page of its own.
COMMANDS = ["clean", "check", "report", "watch", "fields", "integrate"]
# Of a description, in a shell that has them.
DESCRIBED = {"en": "Read everything again", "fr": "Tout relire"}


def environment(locale):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LC_") and name not in ("LANG", "LANGUAGE")}
    return {**kept, "LC_ALL": locale, "TERM": "dumb", "HOME": os.getcwd()}


def bash(scripts, typed, locale):
    ask = (
        f'source "{scripts}/untrace.bash"; at=$(($# - 1)); COMP_WORDS=("$@"); COMP_CWORD=$at; compopt() {{ :; }}; '
        '_untrace untrace "${COMP_WORDS[at]}" "${COMP_WORDS[at-1]}"; '
        # Where nothing is offered, bash offers files.
        '((${#COMPREPLY[@]})) || COMPREPLY=($(compgen -f -- "${COMP_WORDS[at]}")); printf "%s\\n" "${COMPREPLY[@]}"'
    )
    return said(["bash", "--norc", "-c", ask, "bash", *typed.split(" ")], locale)


def fish(scripts, typed, locale):
    return said(["fish", "--no-config", "-c", f'source "{scripts}/untrace.fish"; complete -C "{typed}"'], locale)


def said(command, locale):
    return subprocess.run(command, env=environment(locale), check=True, capture_output=True, text=True).stdout


def zsh(scripts, typed, locale):
    """In a terminal, because it completes nowhere else."""
    shell, terminal = pty.fork()
    if shell == 0:
        os.execvpe("zsh", ["zsh", "-f", "-i"], environment(locale))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 200, 0, 0))
    ready = f"fpath=('{scripts}' $fpath); autoload -Uz compinit; compinit -u -D; unsetopt beep; LISTMAX=999; echo rea''dy\n"
    try:
        os.write(terminal, ready.encode())
        heard(terminal, "ready")
        # The second tab shows what is left to choose from; what comes behind it, that all of it has been shown.
        os.write(terminal, f"{typed}\t\t".encode())
        shown = heard(terminal, None)
    finally:
        os.kill(shell, signal.SIGKILL)
        os.waitpid(shell, 0)
        os.close(terminal)
    return shown


def heard(terminal, until, patience=30):
    """What a terminal shows until a word comes, or until it is silent."""
    text, end = "", time.monotonic() + patience
    while time.monotonic() < end:
        if select.select([terminal], [], [], 1.5)[0]:
            text += os.read(terminal, 65536).decode(errors="replace")
        elif until is None and text:
            break
        if until and until in text:
            break
    return text


def completions(scripts):
    """What is wrong with the completions, and which shells were asked."""
    wrong, shells = [], [shell for shell in (bash, zsh, fish) if which(shell.__name__)]
    for shell in shells:
        for language, locale in LOCALES.items():
            for typed, offered, others in CASES:
                shown = shell(scripts, typed, locale)
                missing = [word for word in offered if word not in shown] + [f"no {word}" for word in others if word in shown]
                if missing:
                    wrong.append(f"{shell.__name__}, {language}: {typed}<Tab> has not {missing}: {shown!r}")
            if shell is not bash and DESCRIBED[language] not in shell(scripts, "untrace --re", locale):
                wrong.append(f"{shell.__name__} does not speak {language}")
    script = (scripts / "untrace.ps1").read_text()
    bare = re.sub(r"'(?:[^']|'')*'", "", script)
    if bare.count("{") != bare.count("}") or script.count("Register-ArgumentCompleter") != len(LOCALES):
        wrong.append("untrace.ps1 is not whole")
    return wrong, [shell.__name__ for shell in shells]


def pages(folder):
    """What is wrong with the pages of the manual."""
    wrong, found = [], sorted(folder.glob("**/*.1"))
    english, french = ({page.name for page in (folder / place).glob("*.1")} for place in ("man1", "fr/man1"))
    if english != french or not {"untrace.1", *(f"untrace-{command}.1" for command in COMMANDS)} <= english:
        wrong.append(f"pages of the manual: {sorted(english)}, in French {sorted(french)}")
    for page in found:
        if which("mandoc"):
            lint = subprocess.run(["mandoc", "-Tlint", "-W", "warning", page], capture_output=True, text=True)
            wrong += lint.stdout.splitlines()
        if which("man"):
            command = ["man", "--warnings", "-E", "UTF-8", "-l", page]
            ran = subprocess.run(command, env={**environment("C.UTF-8"), "MANWIDTH": "80"}, capture_output=True, text=True)
            wide = [line for line in ran.stdout.splitlines() if len(line) > 80]
            wrong += [f"{page}: {line}" for line in ran.stderr.splitlines() + wide]
            if ran.stdout.count("\n") < 20:
                wrong.append(f"{page} is empty: {ran.stdout}")
    return wrong


def main(folder):
    wrong = pages(folder / "man")
    with tempfile.TemporaryDirectory() as home:
        os.chdir(home)
        for name in ("Photos", "chats"):
            os.mkdir(name)
        told, shells = completions(folder / "completions")
        wrong += told
        os.chdir("/")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    missing = [tool for tool in ("bash", "zsh", "fish", "mandoc", "man") if not which(tool)]
    if missing:
        print(f"NOT HERE: {', '.join(missing)}: THEY ARE NOT ASKED")
    print(f"{len(CASES)} cases in {', '.join(shells) or 'NO SHELL'}, {len(LOCALES)} languages: {len(wrong)} wrong")
    return 1 if wrong else 78 if missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
