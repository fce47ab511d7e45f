#!/usr/bin/env python3
"""Whether the same source in two folders becomes the same program, for each system: `build_test.py`.

A small workspace stands for the large one, which takes minutes for each system: `again.py` builds that one.
"""
import hashlib
import os
import tempfile
import unittest
import unittest.mock
from pathlib import Path

import build

FILES = {
    "Cargo.toml": '[workspace]\nmembers = ["core"]\n[package]\nname = "untrace"\nedition = "2024"\n'
    '[dependencies]\ninner = { path = "core" }\n[profile.release]\nlto = "thin"\ncodegen-units = 1\nstrip = true\n',
    "core/Cargo.toml": '[package]\nname = "inner"\nedition = "2024"\n',
    # A map is compiled here, and its panics say where in the standard library they are.
    "core/src/lib.rs": "use std::collections::BTreeMap;\n\npub fn at(n: usize) -> u8 {\n    let map: BTreeMap<usize, u8> = (0..n).map(|n| (n, 1)).collect();\n"
    "    vec![1, 2][map.into_iter().filter(|(n, _)| *n > 0).count()]\n}\n",
    "src/main.rs": 'fn main() {\n    let n = std::env::args().count();\n    println!("{}", inner::at(n));\n    assert!(n < 100);\n}\n',
    "Cargo.lock": 'version = 4\n\n[[package]]\nname = "inner"\nversion = "0.0.0"\n\n'
    '[[package]]\nname = "untrace"\nversion = "0.0.0"\ndependencies = [\n "inner",\n]\n',
}


def built(system, folder):
    """The program of a folder."""
    for name, text in FILES.items():
        file = Path(folder) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    with unittest.mock.patch.object(build, "ROOT", Path(folder)), unittest.mock.patch.object(build, "moment", lambda: 1_700_000_000):
        return build.build(system, "release", Path(folder) / "target").read_bytes()


class Build(unittest.TestCase):
    def test_the_folder_is_not_in_the_program(self):
        for system in build.SYSTEMS:
            with self.subTest(system.name), tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory(prefix="longer-") as other:
                first, second = built(system, one), built(system, other)
                self.assertNotIn(Path(one).name.encode(), first)
                self.assertEqual(hashlib.sha256(first).hexdigest(), hashlib.sha256(second).hexdigest())

    def test_the_source_of_the_standard_library_makes_no_difference(self):
        rust = Path(build.output("rustc", "--print", "sysroot"))
        self.assertTrue((rust / "lib/rustlib/src/rust/library").is_dir(), "NO rust-src: rustup component add rust-src")
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other, tempfile.TemporaryDirectory() as without:
            first = built(build.LINUX, one)
            # The same toolchain, but for its source.
            (Path(without) / "lib/rustlib").mkdir(parents=True)
            for folder, left_out in (("lib", "rustlib"), ("lib/rustlib", "src")):
                for part in (rust / folder).iterdir():
                    if part.name != left_out:
                        (Path(without) / folder / part.name).symlink_to(part)
            compiler = Path(without) / "rustc"
            compiler.write_text(f'#!/bin/sh\nexec rustc --sysroot "{without}" "$@"\n')
            compiler.chmod(0o755)
            with unittest.mock.patch.dict(os.environ, {"RUSTC": str(compiler)}):
                second = built(build.LINUX, other)
            self.assertEqual(hashlib.sha256(first).hexdigest(), hashlib.sha256(second).hexdigest())


if __name__ == "__main__":
    unittest.main()
