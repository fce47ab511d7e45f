#!/usr/bin/env python3
"""Whether the installer for Windows puts everything there, in both languages, and takes all of it away: `installer.py INSTALLER`.

Under Wine, in a new prefix. Wine shows no menus: what stands in the registry and in "Send to" is read, and what it says is run.
"""
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import wine
from steps import LeftOut, take

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
MENU = {"en": "Make a clean copy", "fr": "Créer une copie sans traces"}
LOCALES = {"en": "C.UTF-8", "fr": "fr_FR.UTF-8"}
# In which Wine's own programs write.
OEM = "cp850"
PATHS = {
    "no Path": None,
    "a Path": "C:\\tools;%USERPROFILE%\\bin",
    "a Path that ends in a separator": "C:\\tools;",
    "a Path of 900 characters": ";".join(["C:\\" + "x" * 17] * 41),
    "a Path that is too long": ";".join(["C:\\" + "x" * 17] * 190),
}


class Windows:
    """A prefix in which the installer was never run."""

    def __init__(self, place):
        self.environment = wine.prefix(place)
        self.c = wine.drive(self.environment)
        # A locale that the system lacks has no letters but those of ASCII.
        self.locales = Path(place) / "locales"
        self.locales.mkdir()
        made = ["localedef", "-i", "fr_FR", "-f", "UTF-8", self.locales / LOCALES["fr"]]
        if not Path("/usr/share/i18n/locales/fr_FR").exists() or subprocess.run(made, check=False).returncode:
            raise LeftOut("NO LOCALE FOR FRENCH (Debian: locales): THE INSTALLER IS NOT RUN")

    def run(self, *command, locale="C.UTF-8"):
        env = {"LC_ALL": locale, "LOCPATH": str(self.locales)}
        return wine.run(self.environment, *command, env=env, encoding=OEM, errors="replace")

    def registry(self, key):
        """The lines of what stands below a key; none if there is no such key, or nothing in it."""
        ran = self.run("reg", "query", f"HKCU\\{key}", "/s")
        return [] if ran.returncode else ran.stdout.strip().splitlines()

    def path(self):
        # There is always something below this key: nothing means that Wine was too busy to answer.
        told = next((told for _ in range(5) if (told := self.registry("Environment")) or time.sleep(2)), None)
        if told is None:
            raise RuntimeError("WINE DOES NOT ANSWER WHAT ITS REGISTRY HOLDS")
        lines = [line.split("    ") for line in told]
        return next(((kind, value) for _, name, kind, value in (line for line in lines if len(line) == 4) if name.lower() == "path"), None)

    def files(self):
        """Everything on the disk that a person or a program can put there."""
        users = self.c / "users"
        # What the program remembers of its runs is its own, and not of the installer.
        mine = lambda path: "Temp" not in path.parts and "AppData/Roaming/untrace" not in str(path)
        return {str(path.relative_to(self.c)) for path in users.rglob("*") if mine(path)}

    def home(self):
        return next((self.c / "users").glob("*/AppData/Local")).parent.parent


def keys(windows):
    return [windows.registry(f"Software\\{key}") for key in ("Classes\\*", "Classes\\Directory", "Microsoft\\Windows\\CurrentVersion\\Uninstall")]


def installed(windows, installer, language):
    """Installs, judges, runs, uninstalls, in a language."""
    before, before_keys, before_path = windows.files(), keys(windows), windows.path()
    ran = windows.run(wine.path(installer), "/S", locale=LOCALES[language])
    if ran.returncode:
        yield f"the installer ends with {ran.returncode}"
    folder = windows.home() / "AppData/Local/Programs/untrace"
    program = folder / "untrace.exe"
    if not program.exists():
        yield f"no program: {sorted(windows.files() - before)[:20]}"
        return
    for name in ("README.md", "LISEZMOI.md", "LICENSE-MIT", "LICENSE-APACHE", "LICENCES.txt", "completions/untrace.ps1"):
        if not (folder / name).exists():
            yield f"no {name}"
    for kind in ("*", "Directory"):
        told = "\n".join(windows.registry(f"Software\\Classes\\{kind}\\shell\\untrace"))
        for wanted in (MENU[language], "MultiSelectModel    REG_SZ    Single", '\\untrace.exe" --window --update -- "%1"'):
            if wanted not in told:
                yield f"the menu of {kind} has no {wanted}: {told}"
    shortcuts = [name for name in windows.files() - before if name.endswith(".lnk")]
    if len(shortcuts) != 1 or f"SendTo/{MENU[language]}.lnk" not in shortcuts[0]:
        yield f"Send to has {shortcuts}"
    elif "--window --update --".encode("utf-16-le") not in (windows.c / shortcuts[0]).read_bytes():
        yield "the shortcut shows no window"
    kind, path = windows.path() or ("", "")
    if not path.endswith("\\Programs\\untrace") or kind != "REG_EXPAND_SZ":
        yield f"Path is {kind} {path}"
    photo = windows.c / "a photo é.jpg"
    shutil.copyfile(FIXTURES / "jpeg/exif-gps.jpg", photo)
    ran = windows.run(str(program), "C:\\a photo é.jpg")
    copy = photo.with_name("a photo é-clean.jpg")
    if ran.returncode or not copy.exists() or b"GPS" in copy.read_bytes():
        yield f"the installed program ends with {ran.returncode}: {ran.stdout}{ran.stderr}"
    # Once more: nothing may be there twice.
    windows.run(wine.path(installer), "/S", locale=LOCALES[language])
    if windows.path() != (kind, path):
        yield f"a second time, Path is {windows.path()}"
    strange = folder / "of somebody else.txt"
    strange.write_text("stays")
    # An uninstaller copies itself and goes on in that copy, unless it is told where it is.
    ran = windows.run(str(folder / "uninstall.exe"), "/S", f"_?={windows_path(folder, windows)}")
    left = windows.files() - before - {str(path.relative_to(windows.c)) for path in (folder.parent, folder, strange)}
    if not strange.exists():
        yield "a file of somebody else is gone"
    if left - {str((folder / "uninstall.exe").relative_to(windows.c))}:
        yield f"it leaves {sorted(left)}"
    if keys(windows) != before_keys or windows.path() != before_path:
        yield f"it leaves in the registry {windows.path()} {keys(windows)}"
    shutil.rmtree(folder)


def windows_path(path, windows):
    return "C:\\" + str(path.relative_to(windows.c)).replace("/", "\\")


def path_kept(windows, installer, before):
    """Whatever Path is, it is the same afterwards, and never cut in between."""
    windows.run("reg", "delete", "HKCU\\Environment", "/v", "Path", "/f")
    if before is not None:
        windows.run("reg", "add", "HKCU\\Environment", "/v", "Path", "/t", "REG_EXPAND_SZ", "/d", before, "/f")
    met = windows.path()
    if (met[1] if met else None) != before:
        yield f"the registry took {met}"
    if status := windows.run(wine.path(installer), "/S").returncode:
        yield f"the installer ends with {status}"
    between = windows.path()
    if before and not between[1].startswith(before):
        yield f"Path was {before} and became {between}"
    folder = windows.home() / "AppData/Local/Programs/untrace"
    windows.run(str(folder / "uninstall.exe"), "/S", f"_?={windows_path(folder, windows)}")
    after = windows.path()
    if (after[1] if after else None) != before:
        yield f"Path was {before!r} and is {after}"
    (folder / "uninstall.exe").unlink(missing_ok=True)


def main(installer):
    with tempfile.TemporaryDirectory() as place:
        try:
            windows = Windows(place)
        except LeftOut as why:
            print(why)
            return 77
        steps = [(f"installed in {language}, run, removed", lambda language=language: installed(windows, installer, language)) for language in MENU]
        steps += [(f"{name} is kept", lambda path=path: path_kept(windows, installer, path)) for name, path in PATHS.items()]
        try:
            return take(steps)
        finally:
            wine.leave(windows.environment)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
