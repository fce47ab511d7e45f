#!/usr/bin/env python3
"""Whether packages hold what they should, and leave nothing behind: `packages.py LINUX-PROGRAM [WINDOWS-PROGRAM]`.

The Debian package is installed, run and removed, in a root of its own where the rights are there; the others are opened, and
must hold the same files. With a program for Windows, its installer is run under Wine (installer.py). The programs are those
that were built already, so neither speed nor the C library that they ask for is judged here.
"""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from steps import LeftOut, take

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "packaging"))

import build  # noqa: E402 - from the folder of what is handed out
import dist  # noqa: E402

# What each kind of package puts elsewhere, or has for itself.
ELSEWHERE = {"zsh/vendor-completions": "zsh/site-functions", "doc/untrace/copyright": "licenses/untrace/LICENCES.txt"}
MENUS = ["usr/share/nemo/actions/untrace.nemo_action", "usr/share/kio/servicemenus/untrace.desktop", "usr/share/Thunar/sendto/untrace.desktop"]
TOOLS = {"dpkg": "dpkg", "rpm": "rpm", "nfpm": str(build.TOOLS / "dist/bin/nfpm"), "makensis": "nsis"}


def said(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def files_of(package):
    """The files of a package of any kind, as paths from the root."""
    if package.name.endswith(".deb"):
        with tempfile.TemporaryDirectory() as place:
            said("dpkg-deb", "--extract", package, place)
            return {str(path.relative_to(place)) for path in Path(place).rglob("*") if path.is_file()}
    if package.name.endswith(".rpm"):
        return {line.lstrip("/") for line in said("rpm", "--query", "--list", "--package", package).splitlines()}
    # Alpine's are three streams of gzip one behind the other, which tar takes for one archive with ends inside.
    unpack = ["--zstd"] if package.name.endswith(".zst") else ["--gzip", "--ignore-zeros"]
    lines = said("tar", *unpack, "--list", "--file", package).splitlines()
    return {line for line in lines if not line.endswith("/") and not line.startswith(".")}


def same_everywhere(folder):
    def common(name):
        for there, here in ELSEWHERE.items():
            name = name.replace(there, here)
        return name

    lists = {package.name: {common(name) for name in files_of(package)} for package in packages(folder)}
    if len(lists) != 4:
        yield f"packages: {sorted(lists)}"
    wanted = set().union(*lists.values())
    for name in ("usr/bin/untrace", "usr/share/man/fr/man1/untrace.1.gz", "usr/share/licenses/untrace/LICENCES.txt", *MENUS):
        if name not in wanted:
            yield f"no package has {name}"
    for name, files in lists.items():
        if files != wanted:
            yield f"{name} has not {sorted(wanted - files)}"


def packages(folder):
    return [file for file in folder.iterdir() if file.suffix in (".deb", ".rpm", ".apk", ".zst")]


def everything(root):
    """All that stands below a folder, without what dpkg writes about itself."""
    return {str(path.relative_to(root)) for path in root.rglob("*") if "var/lib/dpkg" not in str(path)}


def installed(folder, place):
    """In a root of its own: nothing of this machine is touched."""
    package = next(folder.glob("*.deb"))
    admin = place / "var/lib/dpkg"
    for name in ("info", "updates", "triggers", "parts"):
        (admin / name).mkdir(parents=True)
    (admin / "status").touch()
    (admin / "available").touch()
    before = everything(place)
    dpkg = ["dpkg", f"--root={place}", "--force-depends", "--force-not-root", "--force-script-chrootless", f"--log={place}.log"]
    said(*dpkg, "--install", package)
    program = place / "usr/bin/untrace"
    copies = place / "copies"
    told = said(program, ROOT / "fixtures/phone-export", "-o", copies)
    if "14 clean copies" not in told:
        yield f"the installed program says {told}"
    shutil.rmtree(copies)
    for page, word in (("man1/untrace.1.gz", "SYNOPSIS"), ("fr/man1/untrace.1.gz", "EXEMPLES")):
        if word not in said("man", "-E", "UTF-8", "--local-file", place / "usr/share/man" / page):
            yield f"man does not show {page}"
    script = place / "usr/share/bash-completion/completions/untrace"
    ask = 'source "$0"; COMP_WORDS=(untrace --re); COMP_CWORD=1; _untrace untrace --re untrace; echo "${COMPREPLY[@]}"'
    if "--rename" not in said("bash", "--norc", "-c", ask, script):
        yield "bash is offered no --rename"
    said(*dpkg, "--purge", "untrace")
    if left := everything(place) - before:
        yield f"removed, it leaves {sorted(left)}"


def again(folder, make):
    """The same files give the same packages."""
    with tempfile.TemporaryDirectory() as place:
        make(Path(place))
        for file in sorted(folder.iterdir()):
            if file.read_bytes() != (Path(place) / file.name).read_bytes():
                yield f"{file.name} is another one the second time"


def quick_action(program):
    ran = subprocess.run([sys.executable, ROOT / "packaging/macos_test.py", program], capture_output=True, text=True)
    if ran.returncode:
        yield ran.stderr


def stores():
    ran = subprocess.run([sys.executable, ROOT / "packaging/fill_test.py"], capture_output=True, text=True)
    if ran.returncode:
        yield ran.stderr


def installer(folder):
    made = next(folder.glob("*-setup.exe"), None)
    if not made:
        raise LeftOut("NO PROGRAM FOR WINDOWS: ITS INSTALLER IS NOT MADE")
    ran = subprocess.run([sys.executable, ROOT / ".ci/installer.py", made], capture_output=True, text=True)
    print(ran.stdout, end="")
    if ran.returncode == 77:
        raise LeftOut(ran.stdout.strip())
    if ran.returncode:
        yield ran.stdout + ran.stderr


def elsewhere(native, place):
    """The program for another processor makes the same copies."""
    emulator = shutil.which("qemu-aarch64-static")
    if not emulator:
        raise LeftOut("NO qemu-aarch64-static: NOTHING IS RUN FOR aarch64")
    program = build.build(build.LINUX_ARM, "dev", ROOT / "target/dist")
    copies = {}
    for name, command in (("native", [native]), ("emulated", [emulator, program])):
        out = place / name
        # An emulator knows nothing of Landlock.
        said(*command, ROOT / "fixtures/phone-export", "-o", out, "--sandbox", "off")
        copies[name] = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    if len(copies["native"]) < 14 or copies["native"] != copies["emulated"]:
        yield f"other copies: {sorted(copies['native'])}, {sorted(copies['emulated'])}"


def stripped(program, place, tool):
    copy = place / program.name
    subprocess.run([tool, "-o", copy, program], check=True)
    return copy


def main(linux, windows=None):
    missing = [name for tool, name in TOOLS.items() if not shutil.which(name if "/" in name else tool)]
    if missing:
        print(f"NOT HERE: {', '.join(missing)}: NO PACKAGES ARE MADE")
        return 77
    with tempfile.TemporaryDirectory() as place:
        work, made, programs, root = (Path(place) / name for name in ("work", "made", "programs", "root"))
        for folder in (work, made, programs, root):
            folder.mkdir()
        files = dist.common(work)
        windows = windows and windows.exists() and stripped(windows, programs, "x86_64-w64-mingw32-strip")

        def make(into):
            dist.hand_out(into, build.LINUX, linux, files)
            dist.hand_out(into, build.MAC, linux, files)
            if windows:
                dist.hand_out(into, build.WINDOWS, windows, files, quick=True)

        make(made)
        return take([
            ("Debian: installed, run, removed", lambda: installed(made, root)),
            ("the same files in every package", lambda: same_everywhere(made)),
            ("the same bytes a second time", lambda: again(made, make)),
            ("the Quick Action of macOS", lambda: quick_action(linux)),
            ("what stores ask for", stores),
            ("aarch64 in an emulator", lambda: elsewhere(linux, programs)),
            ("the installer for Windows", lambda: installer(made)),
        ])


if __name__ == "__main__":
    sys.exit(main(*(Path(program).resolve() for program in sys.argv[1:])))
