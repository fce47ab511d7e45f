#!/usr/bin/env python3
"""Compiles the core for browsers: `wasm.py FOLDER` puts `untrace_web_bg.wasm` and `untrace_web.js` there, and `untrace.core`, the first one
compressed.

Needs Rust for wasm32-unknown-unknown and its standard library's source (`rustup component add rust-src`), and `wasm-bindgen` of the version
in `Cargo.toml`. The standard library is compiled along: made for size and without the texts of panics, which nobody reads in a browser, it
is a tenth of a megabyte less to load. One commit gives the same bytes in any folder.
"""
import os
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TARGET = "wasm32-unknown-unknown"
CARGO = ["cargo", "build", "--locked", "--profile", "page", "--package", "untrace-web", "--lib", "--target", TARGET,
         "-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]
PACK = ["cargo", "run", "--quiet", "--locked", "--package", "untrace-web", "--bin", "untrace-web-pack"]
BINDGEN = ["--target", "web", "--no-typescript", "--remove-name-section", "--remove-producers-section"]


def program():
    """The `wasm-bindgen` of the right version: glue and code have to come from one."""
    manifest = tomllib.loads((HERE / "Cargo.toml").read_text())
    wanted = manifest["target"]['cfg(target_family = "wasm")']["dependencies"]["wasm-bindgen"].removeprefix("=")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "untrace-ci/cargo/bin/wasm-bindgen"
    for path in (cache, "wasm-bindgen"):
        try:
            said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout.split()
        except FileNotFoundError:
            continue
        if said[1:] == [wanted]:
            return path
    sys.exit(f"wasm.py: no wasm-bindgen {wanted}; `bash .ci/install {TARGET}` installs it")


def compiled(folder):
    """Puts the core and its glue into a folder."""
    bindgen = program()
    sources = Path(os.environ.get("CARGO_HOME") or Path.home() / ".cargo")
    toolchain = subprocess.run(["rustc", "--print", "sysroot"], capture_output=True, text=True, check=True).stdout.strip()
    places = f"--remap-path-prefix={ROOT}=/untrace --remap-path-prefix={sources}=/cargo --remap-path-prefix={toolchain}=/rust"
    target = Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target").resolve() / "page"
    environment = {**os.environ, "RUSTC_BOOTSTRAP": "1", "CARGO_TARGET_DIR": str(target), "CARGO_INCREMENTAL": "0",
                   "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS": f"-Zunstable-options -Cpanic=immediate-abort {places}"}
    subprocess.run(CARGO, cwd=ROOT, env=environment, check=True)
    subprocess.run([bindgen, *BINDGEN, "--out-dir", folder, target / TARGET / "page" / "untrace_web.wasm"], check=True)
    with open(Path(folder) / "untrace_web_bg.wasm", "rb") as bare, open(Path(folder) / "untrace.core", "wb") as small:
        subprocess.run(PACK, cwd=ROOT, stdin=bare, stdout=small, check=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    compiled(sys.argv[1])
