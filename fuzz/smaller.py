#!/usr/bin/env python3
"""Makes fuzz/corpus/ of what runs from fixtures/ found (fuzz/found/fixtures/): of each target some small inputs that reach most
of what all of them reach. Nothing else may get in: what is in found/ besides is from files that are not our own.

    python3 fuzz/smaller.py [BINARIES]"""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FUZZ = Path(__file__).resolve().parent
BINARIES = Path(sys.argv[1]) if len(sys.argv) > 1 else FUZZ / "target" / "x86_64-unknown-linux-gnu" / "release"
FILES, BYTES, LONGEST = 150, 40_000, 8_192

for target in sorted(file.stem for file in (FUZZ / "fuzz_targets").glob("*.rs")):
    kept = FUZZ / "corpus" / target
    sources = [folder for folder in (kept, FUZZ / "found" / "fixtures" / target) if folder.is_dir()]
    with tempfile.TemporaryDirectory() as small:
        # The fewest that reach all that is reached.
        subprocess.run([BINARIES / target, "-set_cover_merge=1", f"-max_len={LONGEST}", "-timeout=20", small, *sources], check=True,
                       stderr=subprocess.DEVNULL)
        found = sorted(Path(small).iterdir(), key=lambda file: (file.stat().st_size, file.name))
        # Some of each length: short ones are turned away at once, long ones get far.
        step = max(1, -(-len(found) // FILES), -(-sum(file.stat().st_size for file in found) // BYTES))
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        for file in found[step - 1::step]:
            shutil.copy(file, kept / file.name)
    sizes = [file.stat().st_size for file in kept.iterdir()]
    print(f"{target}: {len(sizes)} of {len(found)}, {sum(sizes)} bytes", flush=True)
