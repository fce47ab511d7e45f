#!/usr/bin/env python3
"""Whether the same source in two folders becomes the same program, for each system: `build_test.py`.

A small workspace stands for the large one, which takes minutes for each system: `again.py` builds that one.
"""
import hashlib
import tempfile
import unittest
from pathlib import Path

import build

FILES = {
    "Cargo.toml": '[workspace]\nmembers = ["core"]\n[package]\nname = "untrace"\nedition = "2024"\n'
    '[dependencies]\ninner = { path = "core" }\n[profile.release]\nlto = "thin"\ncodegen-units = 1\nstrip = true\n',
    "core/Cargo.toml": '[package]\nname = "inner"\nedition = "2024"\n',
    "core/src/lib.rs": "pub fn at(n: usize) -> u8 {\n    vec![1, 2][n]\n}\n",
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
    build.ROOT = Path(folder)
    return build.build(system, "release", Path(folder) / "target").read_bytes()


class Build(unittest.TestCase):
    def test_the_folder_is_not_in_the_program(self):
        build.moment = lambda: 1_700_000_000
        for system in build.SYSTEMS:
            with self.subTest(system.name), tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory(prefix="longer-") as other:
                first, second = built(system, one), built(system, other)
                self.assertNotIn(Path(one).name.encode(), first)
                self.assertEqual(hashlib.sha256(first).hexdigest(), hashlib.sha256(second).hexdigest())


if __name__ == "__main__":
    unittest.main()
