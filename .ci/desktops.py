#!/usr/bin/env python3
"""What a person meets who right-clicks a photo and has no terminal: windows, and entries in the menus of file managers.

    python3 .ci/desktops.py target/release/untrace [WORD...]

A screen that nobody sees (Xvfb), real windows, and keys that are really pressed (xdotool)."""
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from steps import LeftOut, take

ROOT = Path(__file__).resolve().parent.parent
PHOTO = ROOT / "fixtures" / "phone-export" / "DCIM" / "Camera" / "IMG_20240512_170312.jpg"
PROGRAM = Path(sys.argv[1]).resolve()
# Names that a shell, a desktop file or a file manager could take for something else.
NAMES = ["plain.jpg", "50% & co.jpg", "a b  c.jpg", "it's \"mine\".jpg", "$(touch harm) `touch harm`.jpg", "-n.jpg", "été 🎂.jpg", "%F %u.jpg"]
MANAGERS = ["nautilus", "nemo", "dolphin", "thunar"]
WAIT = 60
# More photos than are cleaned before a key is pressed.
MANY = 20_000


class Screen:
    """A screen with a window manager, a home and a search path of its own."""

    def __init__(self, folder):
        for program in ("Xvfb", "openbox", "xdotool", "zenity"):
            if not shutil.which(program):
                raise LeftOut(f"NO {program}: NO WINDOW IS LOOKED AT")
        self.folder, self.home, self.bin = folder, folder / "home", folder / "bin"
        self.home.mkdir()
        self.bin.mkdir()
        self.opened = folder / "opened"
        self.fake("xdg-open", f'printf "%s" "$1" > "{self.opened}"')
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1100x750x24"], pass_fds=[write],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as said:
            number = said.readline().strip()
        self.environment = {**os.environ, "DISPLAY": f":{number}", "HOME": str(self.home), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
                            "XDG_CURRENT_DESKTOP": "X-Test", "PATH": f"{self.bin}:{os.environ['PATH']}", "NO_AT_BRIDGE": "1"}
        for name in ("WAYLAND_DISPLAY", "XDG_DATA_HOME", "XDG_STATE_HOME", "DBUS_SESSION_BUS_ADDRESS", "LANGUAGE"):
            self.environment.pop(name, None)
        self.manager = subprocess.Popen(["openbox"], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in (self.manager, self.server):
            process.kill()
            process.wait()

    def fake(self, name, script="exit 0"):
        (self.bin / name).write_text(f"#!/bin/sh\n{script}\n")
        (self.bin / name).chmod(0o755)

    def start(self, *command, data=None, **more):
        """Starts a program; `data` is where it finds what there is for everybody."""
        environment = self.environment | ({"XDG_DATA_DIRS": str(data)} if data else {})
        return subprocess.Popen([str(part) for part in command], env=environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)

    def owner(self, window):
        """Which process a window belongs to: the next window may get the number of one that was closed."""
        return subprocess.run(["xdotool", "getwindowpid", window], env=self.environment, capture_output=True, text=True, check=False).stdout

    def windows(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^untrace$"], env=self.environment,
                               capture_output=True, text=True, check=False)
        return found.stdout.split()

    def press(self, process, key, wanted=True):
        """Presses a key in the next window of a process; whether there was one before it ended."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            if windows := self.windows():
                owner = self.owner(windows[-1])
                subprocess.run(["xdotool", "windowfocus", "--sync", windows[-1], "key", key], env=self.environment, check=False,
                               capture_output=True)
                time.sleep(0.3)
                if windows[-1] not in self.windows() or self.owner(windows[-1]) != owner:
                    return True
            elif process.poll() is not None:
                return False
            time.sleep(0.1)
        return not wanted


def ended(process):
    try:
        process.wait(WAIT)
    except subprocess.TimeoutExpired:
        process.kill()
    return process.communicate()


def with_screen(step):
    def run():
        with tempfile.TemporaryDirectory() as folder, Screen(Path(folder)) as screen:
            yield from step(screen, Path(folder))
    return run


@with_screen
def end(screen, folder):
    photos = folder / "photos"
    photos.mkdir()
    shutil.copy(PHOTO, photos)
    for key, opens in (("Escape", False), ("Return", True)):
        process = screen.start(PROGRAM, "clean", "--window", "--update", "--", photos)
        if not screen.press(process, key):
            yield f"{key}: no window, but {ended(process)}"
            continue
        said = ended(process)
        if process.returncode != 0 or any(said):
            yield f"{key}: status {process.returncode}, {said}"
        if screen.opened.exists() != opens:
            yield f"{key}: the folder was {'not ' if opens else ''}opened"
    if screen.opened.exists() and screen.opened.read_text() != str(folder / "photos-clean"):
        yield f"opened: {screen.opened.read_text()}"
    if not (folder / "photos-clean" / PHOTO.name).exists():
        yield "no copy"


@with_screen
def not_opened(screen, folder):
    """Where nothing opens folders, a second window says where the copies are."""
    shutil.copy(PHOTO, folder / "a.jpg")
    alone = folder / "alone"
    alone.mkdir()
    (alone / "zenity").symlink_to(shutil.which("zenity"))
    screen.environment["PATH"], before = str(alone), screen.environment["PATH"]
    process = screen.start(PROGRAM, "clean", "--window", "--", folder / "a.jpg")
    screen.environment["PATH"] = before
    for window, key in (("the end", "Return"), ("that there is no program for folders", "Escape")):
        if not screen.press(process, key):
            yield f"no window says {window}: {ended(process)}"
    said = ended(process)
    if process.returncode != 0 or any(said):
        yield f"status {process.returncode}, {said}"


@with_screen
def stopped(screen, folder):
    photos = folder / "photos"
    photos.mkdir()
    first = photos / "0.jpg"
    shutil.copy(PHOTO, first)
    for number in range(1, MANY):
        os.link(first, photos / f"{number}.jpg")
    process = screen.start(PROGRAM, "clean", "--window", "--", photos)
    if not screen.press(process, "Escape"):
        yield f"no window shows how far it is: {ended(process)}"
        return
    if not screen.press(process, "Escape"):
        yield f"no window says what came of it: {ended(process)}"
    ended(process)
    copies = len(list((folder / "photos-clean").glob("*.jpg")))
    if process.returncode != 1 or copies >= MANY:
        yield f"stopped: status {process.returncode}, {copies} copies"
    if not first.exists():
        yield "an original is gone"


@with_screen
def without_screen(screen, folder):
    shutil.copy(PHOTO, folder / "a.jpg")
    del screen.environment["DISPLAY"]
    process = screen.start(PROGRAM, "clean", "--window", folder / "a.jpg")
    out, _ = ended(process)
    if process.returncode != 0 or "clean copy" not in out or not (folder / "a-clean.jpg").exists():
        yield f"status {process.returncode}: {out}"


def entries(home):
    data = home / ".local" / "share"
    return [data / "nautilus/scripts/Make a clean copy", data / "nemo/actions/untrace.nemo_action",
            data / "kio/servicemenus/untrace.desktop", data / "Thunar/sendto/untrace.desktop"]


def arguments(entry, files):
    """What a file manager starts (Desktop Entry Specification, The Exec key)."""
    if entry.parent.name == "scripts":
        return [entry, *files]
    line = next(line for line in entry.read_text().splitlines() if line.startswith("Exec="))[5:]
    line, words, word, quoted, at = line.replace("\\\\", "\\"), [], None, False, 0
    while at < len(line):
        letter = line[at]
        if quoted and letter == "\\":
            at += 1
            word += line[at]
        elif letter == '"':
            quoted, word = not quoted, word or ""
        elif letter == " " and not quoted:
            words, word = words + [word], None
        else:
            word = (word or "") + letter
        at += 1
    words.append(word)
    return [part for word in words for part in (files if word == "%F" else [word.replace("%%", "%")])]


@with_screen
def menus(screen, folder):
    program = folder / "50% $x" / "untrace"
    program.parent.mkdir()
    shutil.copy(PROGRAM, program)
    for name in MANAGERS:
        screen.fake(name)
    added = screen.start(program, "integrate", data=folder / "none")
    out, problems = ended(added)
    if added.returncode != 0 or problems or "Make a clean copy" not in out:
        yield f"integrate: status {added.returncode}, {out}{problems}"
    for number, entry in enumerate(entries(screen.home)):
        if not entry.exists():
            yield f"no {entry}"
            continue
        photos = folder / f"photos {number}"
        photos.mkdir()
        for name in NAMES:
            shutil.copy(PHOTO, photos / name)
        process = screen.start(*arguments(entry, NAMES), cwd=photos)
        if not screen.press(process, "Escape"):
            yield f"{entry}: no window, but {ended(process)}"
            continue
        ended(process)
        wanted = sorted(NAMES + [name.removesuffix(".jpg") + "-clean.jpg" for name in NAMES])
        there = sorted(path.name for path in photos.iterdir())
        if process.returncode != 0 or there != wanted:
            yield f"{entry}: status {process.returncode}, there are {there}"
    thunar = entries(screen.home)[3]
    if shutil.which("desktop-file-validate"):
        said = subprocess.run(["desktop-file-validate", thunar], capture_output=True, text=True, check=False)
        if said.returncode or "error" in said.stdout:
            yield f"{thunar}: {said.stdout}"
    before = entries(screen.home)
    for lang in ("fr", "en"):
        ended(screen.start(program, "integrate", "--lang", lang, data=folder / "none"))
    names = [path.name for path in before[0].parent.iterdir()]
    if names != ["Make a clean copy"]:
        yield f"after another language there are {names}"
    # What a package has put there for everybody is not put there a second time.
    package = folder / "share/nemo/actions/untrace.nemo_action"
    package.parent.mkdir(parents=True)
    package.write_bytes(before[1].read_bytes())
    said = ended(screen.start(program, "integrate", data=folder / "share"))
    if before[1].exists() or not before[2].exists() or "Nemo" not in said[0]:
        yield f"beside a package: {said}, {before[1].exists()}"
    removed = screen.start(program, "integrate", "--remove")
    out, problems = ended(removed)
    left = [path for path in (screen.home / ".local/share").rglob("*") if path.is_file() and "untrace/" not in str(path)]
    if removed.returncode != 0 or problems or left:
        yield f"--remove: status {removed.returncode}, {out}{problems}, left: {left}"


STEPS = [("the end of a run in a window", end), ("copies in a folder that nothing opens", not_opened),
         ("a run that is stopped by its window", stopped),
         ("without a screen", without_screen), ("entries of menus", menus)]

if __name__ == "__main__":
    sys.exit(take(STEPS, sys.argv[2:]))
