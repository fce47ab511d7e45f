#!/usr/bin/env python3
"""Builds the program for Macs of both kinds, and looks at what comes of it; nothing here can run it: `macs.py TARGET_DIR`."""
import shutil
import sys
from pathlib import Path

from steps import LeftOut, take

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "packaging"))
import build  # noqa: E402

# Mach-O, 64 bits, in the order of its processor, and which processor that is (mach/machine.h).
MAGIC = bytes.fromhex("cffaedfe")
PROCESSORS = {build.MAC: 0x0100000C, build.MAC_INTEL: 0x01000007}
LOADED = [b"/usr/lib/libSystem.B.dylib", b"/System/Library/Frameworks/Foundation.framework/Versions/C/Foundation"]


def built(system, target_dir):
    if not shutil.which("cargo-zigbuild", path=build.environment()["PATH"]):
        raise LeftOut("NO cargo-zigbuild: THE PROGRAM IS NOT LINKED FOR MACS")
    program = build.build(system, "dev", target_dir).read_bytes()
    if program[:4] != MAGIC or int.from_bytes(program[4:8], "little") != PROCESSORS[system]:
        yield f"it begins with {program[:8].hex()}"
    for library in LOADED:
        if library not in program:
            yield f"it does not load {library.decode()}"
    if str(build.ROOT).encode() in program:
        yield f"it names {build.ROOT}"
    yield f"note: {len(program):,} bytes"


if __name__ == "__main__":
    target_dir = Path(sys.argv[1]).resolve() / "macs"
    sys.exit(take([(system.name, lambda system=system: built(system, target_dir)) for system in PROCESSORS]))
