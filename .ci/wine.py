"""Wine, for programs of Windows: a prefix of its own, and what Debian's Wine lacks for programs that Rust builds.

    wine.py COMMAND...

runs a command, such as `cargo test --target x86_64-pc-windows-gnu`, whose programs are run under Wine.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from steps import LEFT_OUT, LeftOut

# Debian's `wine64` puts its own script into PATH, which asks for 32 bits on standard error.
WINE = Path("/usr/lib/wine/wine64")
MINGW = "x86_64-w64-mingw32-gcc"

# Wine 8 has no bcryptprimitives.dll, from which Rust's standard library takes its random numbers: its programs end with 53
# before their first line. Windows' own function does just this.
RANDOM = """
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL ProcessPrng(PBYTE bytes, SIZE_T count) { return SystemFunction036(bytes, (ULONG)count); }
"""


def prefix(place):
    """A new prefix in a folder. Answers the environment that programs are run with."""
    for what in (WINE, shutil.which(MINGW)):
        if not what or not Path(what).exists():
            raise LeftOut(f"NO {what or MINGW}: NOTHING IS RUN AS ON WINDOWS")
    place = Path(place).resolve()
    place.mkdir(parents=True, exist_ok=True)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LC_", "UNTRACE"))},
        "WINEPREFIX": str(place / "prefix"),
        "WINEDEBUG": "-all",
        "WINEARCH": "win64",
        # Neither Mono nor a browser is asked for, and no menus are made.
        "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
        "LANG": "C.UTF-8",
    }
    environment.pop("DISPLAY", None)
    subprocess.run([WINE, "wineboot", "-i"], env=environment, check=True, capture_output=True, timeout=300)
    # Its own default is Windows 7.
    subprocess.run([WINE, "winecfg", "/v", "win10"], env=environment, check=True, capture_output=True, timeout=60)
    build(RANDOM, drive(environment) / "windows/system32/bcryptprimitives.dll", "-shared", "-ladvapi32")
    return environment


def build(text, program, *options):
    """Builds a small program or library of Windows from C."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "source.c"
        source.write_text(text)
        command = [MINGW, "-O1", "-o", program, source, *options]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return Path(program)


def drive(environment):
    """The folder that is `C:`."""
    return Path(environment["WINEPREFIX"]) / "drive_c"


def path(of):
    """A path as Windows has it: `Z:` is the root of the disk."""
    return "Z:" + str(Path(of).resolve()).replace("/", "\\")


def run(environment, program, *arguments, **options):
    """Runs a program of Windows to its end."""
    options = {"capture_output": True, "timeout": 120, "stdin": subprocess.DEVNULL, **options}
    return subprocess.run([WINE, program, *arguments], env={**environment, **options.pop("env", {})}, **options)


def leave(environment):
    """Ends what Wine keeps running in a prefix."""
    subprocess.run(["/usr/lib/wine/wineserver64", "-k"], env=environment, capture_output=True, timeout=60)


def main():
    with tempfile.TemporaryDirectory() as place:
        try:
            environment = prefix(place)
        except LeftOut as why:
            print(why)
            return LEFT_OUT
        runner = {"CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER": str(WINE)}
        try:
            return subprocess.run(sys.argv[1:], env={**environment, **runner}, check=False).returncode
        finally:
            leave(environment)


if __name__ == "__main__":
    sys.exit(main())
