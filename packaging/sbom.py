"""What the program is made of, for machines: CycloneDX, by cargo-cyclonedx."""
import json
import subprocess
from pathlib import Path

from build import ROOT, environment

MADE = "untrace_bin.cdx.json"


def sbom():
    """The same for the same commit: without a number that is drawn, and without the folder of this machine."""
    command = ["cargo", "cyclonedx", "--quiet", "--format", "json", "--describe", "binaries", "--target", "all"]
    command += ["--spec-version", "1.5", "--no-build-deps"]
    try:
        subprocess.run(command, cwd=ROOT, env=environment(), check=True)
        told = json.loads((ROOT / MADE).read_text())
    finally:
        # It writes beside each Cargo.toml of the workspace.
        for file in [ROOT / MADE, *ROOT.glob("*/*.cdx.json"), *ROOT.glob("packaging/*/*.cdx.json")]:
            Path(file).unlink(missing_ok=True)
    told.pop("serialNumber", None)
    return json.dumps(told, indent=2, ensure_ascii=False, sort_keys=True).replace(str(ROOT), "/untrace") + "\n"
