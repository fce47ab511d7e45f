"""What the program for Windows has to do, case by case: each yields sentences about what is wrong."""
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import mounts
import wine
from steps import LeftOut
from windows_console import Console

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
PHOTO = FIXTURES / "jpeg/exif-gps.jpg"
OLD = 1_000_000_000
# What a program ends with on Ctrl-C (0xC000013A), as far as a status of Linux holds it.
CONTROL_C = 0x3A

# Holds a file open as programs do that let nobody else in, until it is killed.
HOLD = """
#include <windows.h>
#include <stdio.h>
int wmain(int count, wchar_t **words) {
    HANDLE file = CreateFileW(words[1], GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
    puts(file == INVALID_HANDLE_VALUE ? "no" : "held");
    fflush(stdout);
    Sleep(60000);
    return 0;
}
"""
# Starts a program as Explorer does: as its parent.
EXPLORER = """
#include <windows.h>
int wmain(int count, wchar_t **words) {
    STARTUPINFOW how = {sizeof how};
    PROCESS_INFORMATION it;
    DWORD status = 99;
    wchar_t line[4096] = L"";
    for (int word = 1; word < count; word++) {
        wcscat(line, word > 1 ? L" \\"" : L"\\"");
        wcscat(line, words[word]);
        wcscat(line, L"\\"");
    }
    if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &how, &it)) return 98;
    WaitForSingleObject(it.hProcess, INFINITE);
    GetExitCodeProcess(it.hProcess, &status);
    return status;
}
"""


def tree(folder):
    """What each file in a folder contains."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class Cases:
    def __init__(self, linux, windows, folder, environment):
        self.linux, self.windows, self.environment = linux, windows, environment
        self.place, self.number = folder, 0
        self.folder = folder

    def steps(self):
        """The cases, with names."""
        return [
            ("fixtures, byte for byte", self.fixtures),
            ("accents, emoji, signs of a shell", self.names),
            ("a path of more than 260 characters", self.long_path),
            ("names of devices", self.devices),
            ("dots and spaces at the end of names", self.ends),
            ("letters in another case", self.case),
            ("files marked read-only", self.read_only),
            ("nothing is replaced", self.no_replace),
            ("a folder that stays empty", self.unused),
            ("a file in use", self.in_use),
            ("a full disk", self.full),
            ("times of copies", self.times),
            ("hidden files", self.hidden),
            ("patterns", self.patterns),
            ("exclude with backslashes", self.exclude),
            ("a share of a network", self.share),
            ("streams beside a file", self.streams),
            ("one run after another", self.line),
            ("killed in the middle", self.killed),
            ("a reader that has had enough", self.head),
            ("a console: letters, colours, progress", self.console),
            ("Ctrl-C", self.control_c),
            ("--wait", self.wait),
            ("a double click, files dropped", self.explorer),
        ]

    # --- what the cases have in common --------------------------------------------------------------------------------

    def fresh(self):
        """An empty folder."""
        self.number += 1
        self.folder = self.place / f"case-{self.number:02}"
        self.folder.mkdir()
        return self.folder

    def photos(self, *places):
        """An empty folder with old photos in these places."""
        folder = self.fresh()
        for place in places:
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(PHOTO, path)
            os.utime(path, (OLD, OLD))
        return folder

    def run(self, *words, program=None, **options):
        """Exit status, and what was said, by the program for Windows."""
        ran = wine.run(self.environment, program or self.windows, *words, cwd=self.folder, **options)
        return ran.returncode, (ran.stdout + ran.stderr).decode("utf-8").replace("\r\n", "\n")

    def says(self, words, status, *sentences, wrong=()):
        """Runs, and holds status and sentences."""
        ended, said = self.run(*words)
        if ended != status:
            yield f"{words}: status {ended}, not {status}: {said[-600:]}"
        flat = " ".join(said.split())
        yield from (f"{words}: {sentence!r} is not said: {said[-600:]}" for sentence in sentences if sentence not in flat)
        yield from (f"{words}: {sentence!r} is said" for sentence in wrong if sentence in flat)

    def has(self, folder, *names):
        """Whether a folder holds just these files, and each is a copy without what the photo says."""
        found = tree(self.folder / folder)
        if set(found) != set(names):
            yield f"{folder} holds {sorted(found)}, not {sorted(names)}"
        told = PHOTO.read_bytes()
        yield from (f"{folder}/{name} is no clean copy" for name, data in found.items() if data == told or b"GPS" in data)

    # --- the cases ----------------------------------------------------------------------------------------------------

    def fixtures(self):
        """Copies and what is said of each file, beside Linux."""
        folder = self.fresh()
        shutil.copytree(FIXTURES, folder / "in", ignore=shutil.ignore_patterns("make"))
        said = {}
        for system, command in (("linux", [self.linux]), ("windows", [wine.WINE, self.windows])):
            done = subprocess.run([*command, "in", "-o", system, "--json", "--lang", "en"], cwd=folder, env=self.environment,
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=600)  # fmt: skip
            lines = done.stdout.decode().replace("\\\\", "/").replace(f'"{system}/', '"out/').replace("\r\n", "\n").splitlines()
            said[system] = (done.returncode, [line for line in lines if '"type":"summary"' not in line])
        ours, theirs = tree(folder / "windows"), tree(folder / "linux")
        yield from (f"{name} is on one system alone" for name in ours.keys() ^ theirs.keys())
        yield from (f"{name} differs" for name in ours.keys() & theirs.keys() if ours[name] != theirs[name])
        (one, lines), (other, others) = said["windows"], said["linux"]
        if one != other:
            yield f"status {one} on Windows, {other} on Linux"
        # The last line counts seconds.
        differ = [(a, b) for a, b in zip(sorted(lines[:-1]), sorted(others[:-1])) if a != b]
        if len(lines) != len(others) or differ:
            yield f"{len(lines)} lines, and {len(others)} on Linux; {len(differ)} differ: {differ[:1]}"
        yield f"note: {len(ours)} copies and {len(lines)} lines are the same"

    def names(self):
        names = ["Été à la plage.jpg", "日本 🏖️.jpg", "50% & co.jpg", "a^b!c.jpg", "IMG [1].jpg", "x;y,z'.jpg", "-n.jpg", "ß.JPG"]
        self.photos(*(f"P/{name}" for name in names))
        yield from self.says(["P", "-v"], 0, "Été à la plage.jpg: cleaned", "日本 🏖️.jpg: cleaned", "50% & co.jpg: cleaned")
        yield from self.has("P-clean", *names)
        self.photos(*(f"P/{name}" for name in names))
        yield from self.says([*(f"P\\{name}" for name in names), "-o", "Copies été"], 0)
        yield from self.has("Copies été", *names)

    def long_path(self):
        deep = "/".join(["a folder with quite a long name, as people have them"] * 6)
        self.photos(f"P/{deep}/Été.jpg")
        yield from self.says(["P"], 0)
        yield from self.has("P-clean", f"{deep}/Été.jpg")
        typed = f"P\\{deep}\\Été.jpg".replace("/", "\\")
        yield from self.says([typed, "-o", "out"], 0)
        yield from self.has("out", "Été.jpg")
        yield from self.says(["P", "--update", "--force", "--in-place", "--yes"], 2)
        yield from self.says(["P", "--in-place", "--yes"], 0)
        yield from self.has("P", f"{deep}/Été.jpg")
        yield "note: ok; WINE HAS NO LIMIT OF 260 CHARACTERS: WINDOWS' OWN IS NOT MET HERE"

    def devices(self):
        self.photos("P/a.jpg", "P/nul.jpg", "P/com1.JPG", "P/con/b.jpg")
        reason = "Windows keeps this name for a device"
        for typed in ("NUL", "CON", "com1", "nul.jpg", "P\\nul.jpg", ".\\Aux\\a.jpg", "P\\LPT9.png"):
            yield from self.says([typed], 2, f"cannot be opened ({reason})", wrong=["os error"])
        for output in ("NUL", "out\\con", "prn.jpg"):
            yield from self.says(["P", "-o", output], 2, f"cannot be opened ({reason})", wrong=["os error"])
        yield from self.says(["NUL", "--lang", "fr"], 2, "Windows réserve ce nom à un périphérique")
        if (self.folder / "out").exists():
            yield "something was written"
        yield from self.says(["P"], 1, reason, "Give it another name", "1 clean copy", wrong=["os error"])
        yield from self.has("P-clean", "a.jpg")

    def ends(self):
        self.photos("P/a.jpg", "P/a.jpg.", "P/c.jpg ", "P/d..jpg", "P/e .jpg", "P/f./f.jpg")
        yield from self.says(["P"], 1, "3 clean copies", "P\\a.jpg. cannot be read (its name", wrong=["os error"])
        yield from self.has("P-clean", "a.jpg", "d..jpg", "e .jpg")

    def case(self):
        self.photos("o/A.JPG", "o/a-clean.jpg")
        before = tree(self.folder / "o")
        yield from self.says(["o\\a.jpg", "O\\A-CLEAN.JPG", "--force"], 2)
        if tree(self.folder / "o") != before:
            yield "an original is replaced"
        yield from self.says(["o", "-o", "O"], 2, "choose another folder")
        self.photos("P/a.jpg")
        yield from self.says(["p\\A.JPG", "P\\a.jpg", "-o", "out"], 2, "Nothing was written")

    def read_only(self):
        self.photos("P/a.jpg")
        (self.folder / "P/a.jpg").chmod(0o444)
        yield from self.says(["P"], 0)
        if not (self.folder / "P-clean/a.jpg").stat().st_mode & 0o200:
            yield "the copy is read-only as well"
        copy = self.folder / "P-clean/a.jpg"
        copy.write_bytes(b"mine")
        copy.chmod(0o444)
        yield from self.says(["P", "--force"], 1, "(it is marked read-only)", "in its properties", wrong=["os error"])
        yield from self.says(["P", "--force", "--lang", "fr"], 1, "il est marqué en lecture seule")
        if copy.read_bytes() != b"mine" or set(tree(self.folder / "P-clean")) != {"a.jpg"}:
            yield "it is replaced, or something is left beside it"

    def no_replace(self):
        self.photos("P/a.jpg", "P/b.jpg")
        out = self.folder / "out"
        out.mkdir()
        (out / "a.jpg").write_bytes(b"mine")
        yield from self.says(["P", "-o", "out"], 1, "would replace out\\a.jpg")
        if (out / "a.jpg").read_bytes() != b"mine":
            yield "it is replaced"
        (out / "a.jpg").unlink()
        yield from self.says(["P", "-o", "out"], 0)
        yield from self.has("out", "a.jpg", "b.jpg")

    def unused(self):
        self.photos("P/nul.jpg")
        yield from self.says(["P"], 1, "not copied")
        yield from self.says(["P", "-o", "out\\deep"], 1)
        yield from (f"{name} is left" for name in ("P-clean", "out") if (self.folder / name).exists())

    def in_use(self):
        self.photos("P/a.jpg", "P/b.jpg")
        hold = wine.build(HOLD, self.folder / "hold.exe", "-municode")
        holding = subprocess.Popen([wine.WINE, hold, "P\\a.jpg"], cwd=self.folder, env=self.environment, stdout=subprocess.PIPE)
        try:
            if b"held" not in holding.stdout.readline():
                raise LeftOut("WINE LETS NO FILE BE HELD")
            yield from self.says(["P"], 1, "another program is using it", "Close it there", wrong=["os error"])
            yield from self.says(["P", "--lang", "fr"], 1, "un autre programme l’utilise")
        finally:
            holding.kill()
            holding.wait()
        yield from self.has("P-clean", "b.jpg")

    def full(self):
        self.photos("P/a.jpg")
        with mounts.disk("tmpfs", self.folder, 1) as disk:
            (disk / "full").write_bytes(bytes((1 << 20) - 8192))
            shutil.copyfile(FIXTURES / "README.md", self.folder / "P/readme.md")
            photo = PHOTO.read_bytes()
            # A picture that is larger than the room: pixels stay.
            large = max(FIXTURES.rglob("*.jpg"), key=lambda path: path.stat().st_size)
            shutil.copyfile(large, self.folder / "P/large.jpg")
            yield from self.says(["P", "-o", wine.path(disk / "out")], 1, "the disk is full", wrong=["os error"])
            if any(data == photo for data in tree(disk).values()):
                yield "an original is there"

    def times(self):
        self.photos("P/a.jpg")
        begun = time.time()
        yield from self.says(["P"], 0)
        if (self.folder / "P-clean/a.jpg").stat().st_mtime < begun - 5:
            yield "the copy is as old as its original"
        if (self.folder / "P/a.jpg").stat().st_mtime != OLD:
            yield "the original has another time"

    def hidden(self):
        self.photos("P/a.jpg", "P/b.jpg", "P/.c.jpg", "P/H/d.jpg")
        for marked in ("P\\b.jpg", "P\\H"):
            self.run("+h", marked, program="attrib")
        marked = self.run("P\\b.jpg", program="attrib")[1]
        if "H" not in marked.split("P\\")[0]:
            raise LeftOut("WINE KEEPS NO HIDDEN ATTRIBUTE ON THIS DISK")
        yield from self.says(["P"], 0, "3 hidden files or folders were left out")
        yield from self.has("P-clean", "a.jpg")
        yield from self.says(["P", "-o", "all", "--hidden"], 0)
        yield from self.has("all", "a.jpg", "b.jpg", ".c.jpg", "H/d.jpg")
        yield from self.says(["P\\*", "-o", "some"], 0)
        yield from self.has("some", "a.jpg")

    def patterns(self):
        self.photos("P/a.jpg", "P/B.JPG", "P/IMG [1].jpg", "P/IMG 1.jpg", "Q/a.jpg")
        yield from self.says(["P\\*.jpg", "-o", "one"], 0)
        yield from self.has("one", "a.jpg", "B.JPG", "IMG [1].jpg", "IMG 1.jpg")
        yield from self.says(["P\\IMG [1].*", "-o", "two"], 0)
        yield from self.has("two", "IMG [1].jpg")
        yield from self.says(["?\\a.jpg", "-o", "three"], 0)
        yield from self.has("three", "P/a.jpg", "Q/a.jpg")
        yield from self.says(["P\\*.gif"], 2, "P\\*.gif: no file or folder has a name like this")
        yield from self.says(["*.gif", "--lang", "fr"], 2, "aucun fichier ni dossier ne porte un tel nom")
        yield from self.says(["P\\*.jpg", "--exclude", "IMG*", "-o", "four"], 0)
        yield from self.has("four", "a.jpg", "B.JPG")

    def exclude(self):
        self.photos("P/private/a.jpg", "P/b.jpg")
        for number, pattern in enumerate(("private", "P\\private", ".\\private\\", "private\\*.jpg", "/private")):
            yield from self.says(["P", "-o", f"out{number}", "--exclude", pattern], 0)
            yield from self.has(f"out{number}", "b.jpg")

    def share(self):
        self.photos("P/a.jpg")
        share = Path(self.environment["WINEPREFIX"]) / "dosdevices/unc/nas/photos"
        share.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.folder / "P", share / "P")
        yield from self.says(["P", "-o", "\\\\nas\\photos\\out"], 0)
        yield from self.says(["\\\\nas\\photos\\P"], 0)
        self.folder = share
        yield from self.has("out", "a.jpg")
        yield from self.has("P-clean", "a.jpg")
        yield "note: ok; WINE'S SHARE IS A FOLDER HERE: THE PATHS OF A REAL ONE ARE NOT MET"

    def streams(self):
        # What Samba and WSL make of Zone.Identifier.
        self.photos("P/a.jpg", "P/a.jpg:Zone.Identifier")
        yield from self.says(["P\\a.jpg:Zone.Identifier"], 2, "has a character that is not allowed there")
        yield from self.says(["P\\a.jpg", "-o", "out"], 0)
        yield from self.has("out", "a.jpg")
        raise LeftOut("WINE HAS NO STREAMS BESIDE A FILE: THAT COPIES HAVE NONE IS NOT SEEN HERE")

    def line(self):
        self.photos(*(f"P/{number:03}.jpg" for number in range(150)))
        runs = [
            subprocess.Popen([wine.WINE, self.windows, "P", "-o", "out", "--rename"], cwd=self.folder, env=self.environment,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
            for _ in range(3)
        ]
        said = [run.communicate(timeout=240)[0].decode() for run in runs]
        yield from (f"a run ends with {run.returncode}: {text[-300:]}" for run, text in zip(runs, said) if run.returncode)
        if not any("another run is still writing there" in text for text in said):
            yield "nobody waits"
        names = set(tree(self.folder / "out"))
        if names != {f"photo-{number:04}.jpg" for number in range(1, 151)}:
            yield f"{len(names)} files: {sorted(names)[:3]} ... {sorted(names)[-3:]}"
        yield from (f"said: {text[-300:]}" for text in said if "Look at it" in text)

    def killed(self):
        folder = self.photos(*(f"P/{number:03}.jpg" for number in range(200)))
        self.run("P", "-o", "whole")
        copy = (folder / "whole/000.jpg").read_bytes()
        cut = 0
        for moment in range(4):
            shutil.rmtree(folder / "out", ignore_errors=True)
            child = subprocess.Popen([wine.WINE, self.windows, "P", "-o", "out"], cwd=folder, env=self.environment,
                                     stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
            deadline = time.monotonic() + 60
            while not (folder / "out").is_dir() or len(os.listdir(folder / "out")) < 10 + 40 * moment:
                if child.poll() is not None or time.monotonic() > deadline:
                    break
                time.sleep(0.005)
            child.kill()
            cut += child.wait() == -signal.SIGKILL
            time.sleep(0.3)
            left = tree(folder / "out")
            wrong = [name for name, data in left.items() if not name.endswith(".part") and data != copy]
            yield from (f"{name} is no copy, after a kill" for name in wrong)
            yield from self.says(["P", "-o", "out"], 0, wrong=["Look at it"])
            yield from self.has("out", *(f"{number:03}.jpg" for number in range(200)))
        yield f"note: 4 runs, {cut} in the middle"

    def head(self):
        self.photos(*(f"P/{number:03}.jpg" for number in range(60)))
        for words in (["P", "-v"], ["check", "P", "-v"]):
            child = subprocess.Popen([wine.WINE, self.windows, *words], cwd=self.folder, env=self.environment,
                                     stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
            child.stdout.read(10)
            child.stdout.close()
            said = child.stderr.read().decode()
            expected = 0 if words[0] == "P" else 3
            if child.wait(timeout=120) != expected or "untrace:" in said or "panicked" in said:
                yield f"{words}: status {child.returncode}: {said[-300:]}"
        yield from self.has("P-clean", *(f"{number:03}.jpg" for number in range(60)))

    def console(self):
        self.photos(*(f"P/été {number:03}.jpg" for number in range(40)))
        with Console([wine.WINE, self.windows, "P", "-v", "--lang", "fr"], self.folder, self.environment) as console:
            status = console.ends()
        if status != 0:
            yield f"status {status}: {console.text()[-300:]}"
        if "été 001.jpg" not in console.text() or "données" not in console.text() and "sans traces" not in console.text():
            yield f"accents are lost: {console.text()[:300]!r}"
        if not re.search(r"\x1b\[(?:\d+;)*(?:1|3\d|9\d)m", console.raw()):
            yield "there are no colours"
        if "█" not in console.raw() and "░" not in console.raw():
            yield f"there is no bar: {console.raw()[:300]!r}"
        # What fills the last column goes on in the next line, and stays there.
        bars = re.findall(r"Nettoyage [^\x1b\r\n]*", console.raw())
        yield from (f"a bar is {len(bar)} columns wide: {bar!r}" for bar in bars[:3] if len(bar) >= 80)
        yield "note: ok; WINE SHOWS THE SIGNS THAT TAKE A BAR AWAY: THAT NONE STAYS IS NOT SEEN HERE"

    def control_c(self):
        folder = self.photos(*(f"P/{number:03}.jpg" for number in range(400)))
        with Console([wine.WINE, self.windows, "P", "-o", "out"], folder, self.environment) as console:
            if not console.waits_for(lambda: (folder / "out").is_dir() and len(os.listdir(folder / "out")) > 5):
                yield f"nothing is written: {console.text()[-300:]}"
            console.types(b"\x03")
            status = console.ends()
        text = " ".join(console.text().split())
        if "not reached" not in text:
            yield f"there is no report: {text[-400:]!r}"
        if status & 0xFF != CONTROL_C:
            yield f"status {status:#x}"
        left = tree(folder / "out")
        yield from (f"{name} is left" for name in left if name.endswith(".part"))
        yield from self.says(["P", "-o", "out"], 0)
        yield from self.has("out", *(f"{number:03}.jpg" for number in range(400)))
        yield f"note: ok, {len(left)} copies before; A STATUS OF LINUX HOLDS THE LAST BYTE OF 0xC000013A ALONE"

    def wait(self):
        self.photos("50% & co.jpg")
        with Console([wine.WINE, self.windows, "--wait", "50% & co.jpg"], self.folder, self.environment) as console:
            yield from self.waited(console, 0, "Press Enter to close this window.")
        if not (self.folder / "50% & co-clean.jpg").is_file():
            yield "there is no copy"
        with Console([wine.WINE, self.windows, "--wait", "--no-such-option"], self.folder, self.environment) as console:
            yield from self.waited(console, 2, "no option '--no-such-option'")

    def waited(self, console, status, *sentences):
        """It says this, waits, and ends when Enter is pressed."""
        console.waits_for(lambda: "Press Enter" in console.text() or "Appuyez" in console.text())
        flat = " ".join(console.text().split())
        yield from (f"{sentence!r} is not said: {flat[-500:]}" for sentence in sentences if sentence not in flat)
        time.sleep(0.5)
        if console.has_ended():
            yield "it does not wait"
        console.types(b"\r")
        ended = console.ends()
        if ended != status:
            yield f"status {ended}, not {status}: {flat[-300:]}"

    def explorer(self):
        self.photos("50% & co.jpg", "P/Été.jpg")
        explorer = wine.build(EXPLORER, self.folder / "explorer.exe", "-municode")
        windows = wine.path(self.windows)
        with Console([wine.WINE, explorer, windows], self.folder, self.environment) as console:
            yield from self.waited(console, 2, "drag them, or a folder of them, onto the untrace program")
        files = [wine.path(self.folder / name) for name in ("50% & co.jpg", "P")]
        with Console([wine.WINE, explorer, windows, *files], self.folder, self.environment) as console:
            yield from self.waited(console, 0, "2 clean copies", "Press Enter")
        if not (self.folder / "50% & co-clean.jpg").is_file():
            yield "there is no copy of the file"
        yield from self.has("P-clean", "Été.jpg")
        other = self.folder / "shell.exe"
        shutil.copyfile(explorer, other)
        with Console([wine.WINE, other, windows, files[0]], self.folder, self.environment) as console:
            if console.ends() != 0:
                yield f"started by another program it waits, or fails: {console.text()[-300:]}"
