"""Builds the program for a system so that the same commit gives the same bytes, in whatever folder it is built."""
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import frameworks

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "untrace-ci"


@dataclass(frozen=True)
class System:
    """A system that the program is built for: as Rust calls it, as people call it, and as packages call its processor."""

    target: str
    name: str
    processor: str
    # The oldest C library that it has to run with, for zigbuild.
    glibc: str = ""

    @property
    def program(self):
        return "untrace.exe" if "windows" in self.target else "untrace"


LINUX = System("x86_64-unknown-linux-gnu", "linux-x86_64", "amd64", ".2.17")
LINUX_ARM = System("aarch64-unknown-linux-musl", "linux-aarch64", "arm64")
WINDOWS = System("x86_64-pc-windows-gnu", "windows-x86_64", "amd64")
MAC = System("aarch64-apple-darwin", "macos-aarch64", "arm64")
MAC_INTEL = System("x86_64-apple-darwin", "macos-x86_64", "amd64")
SYSTEMS = [LINUX, LINUX_ARM, WINDOWS, MAC, MAC_INTEL]


def output(*command):
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def moment():
    """When the commit was made, in seconds: the one time that stands in what is built."""
    return int(output("git", "log", "-1", "--format=%ct"))


def environment():
    """What every tool is started with: tools of this project first, and no time but that of the commit."""
    path = os.pathsep.join([str(TOOLS / "dist/bin"), str(TOOLS / "cargo/bin"), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "SOURCE_DATE_EPOCH": str(moment()), "TZ": "UTC", "LC_ALL": "C.UTF-8"}


def build(system, profile, target_dir):
    """The program for a system, in a profile of Cargo's."""
    cargo_home = Path(os.environ.get("CARGO_HOME", Path.home() / ".cargo"))
    flags = [f"--remap-path-prefix={cargo_home}=/cargo", f"--remap-path-prefix={ROOT}=/untrace"]
    rust = Path(output("rustc", "--print", "sysroot"))
    flags.append(f"--remap-path-prefix={rust}=/rust")
    # Where the source of the standard library is installed, rustc names its files by their places there: as without it, then.
    commit = next(line.split()[1] for line in output("rustc", "-vV").splitlines() if line.startswith("commit-hash:"))
    flags.append(f"--remap-path-prefix={rust}/lib/rustlib/src/rust=/rustc/{commit}")
    if system is WINDOWS:
        flags.append("-Clink-arg=-Wl,--no-insert-timestamp")
    if system in (MAC, MAC_INTEL):
        # Otherwise the linker makes the program's number of the names of its parts, too, before they are taken away.
        flags.append("-Clink-arg=-Wl,-S")
        flags += frameworks.write(Path(target_dir) / "frameworks")
    env = environment() | {
        "CARGO_ENCODED_RUSTFLAGS": "\x1f".join(flags),
        "CARGO_TARGET_DIR": str(target_dir),
        "CARGO_INCREMENTAL": "0",
        "CARGO_PROFILE_DEV_DEBUG": "0",
        "MACOSX_DEPLOYMENT_TARGET": "11.0",
    }
    command = "build" if system is WINDOWS else "zigbuild"
    subprocess.run(
        ["cargo", command, "--locked", "--package", "untrace", "--bin", "untrace", "--profile", profile, "--target", system.target + system.glibc],
        cwd=ROOT, env=env, check=True,
    )
    return Path(target_dir) / system.target / ("debug" if profile == "dev" else profile) / system.program
