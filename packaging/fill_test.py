#!/usr/bin/env python3
"""Whether what is filled in is whole: `fill_test.py`."""
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import fill

ENDINGS = [
    "linux-x86_64.tar.gz", "linux-aarch64.tar.gz", "macos-x86_64.tar.gz", "macos-aarch64.tar.gz", "windows-x86_64-setup.exe",
    "linux-x86_64.deb", "windows-x86_64.zip",
]
SUMS = "".join(f"{at:064x}  untrace-1.2.3-{name}\n" for at, name in enumerate(ENDINGS, 1)) + f"{99:064x}  untrace-1.2.3.cdx.json\n"
URL, DOWNLOADS = "https://example.org/untrace", "https://example.org/untrace/1.2.3/"


class Fill(unittest.TestCase):
    def setUp(self):
        self.texts = fill.filled(fill.given(SUMS, URL, DOWNLOADS))

    def test_each_address_has_the_digest_of_its_file(self):
        digests = {name: f"{at:064x}" for at, name in enumerate(ENDINGS, 1)}
        for name, text in self.texts.items():
            addresses = re.findall(r"https://example\.org/untrace/1\.2\.3/untrace-1\.2\.3-([\w.-]+\w)", text)
            # The AUR lists addresses first, and then digests in the same order.
            self.assertEqual(re.findall(r"\b[0-9a-f]{64}\b", text), [digests[address] for address in addresses], name)
        self.assertEqual(sum(text.count("https://example.org/untrace/1.2.3/") for text in self.texts.values()), 9)

    def test_nothing_is_left_to_fill_in(self):
        for name, text in self.texts.items():
            self.assertNotRegex(text, r"\$(?:\{sha256|VERSION|URL|DOWNLOADS|ID)", name)

    def test_a_missing_digest_is_an_error(self):
        for ending in ENDINGS[:5]:
            some = "".join(line for line in SUMS.splitlines(keepends=True) if not line.endswith(f"-{ending}\n"))
            with self.assertRaisesRegex(SystemExit, ending):
                fill.filled(fill.given(some, URL, DOWNLOADS))

    def test_two_versions_are_an_error(self):
        with self.assertRaises(SystemExit):
            fill.given(SUMS + f"{1:064x}  untrace-1.2.4-linux-x86_64.deb\n", URL, DOWNLOADS)

    def test_a_shell_reads_the_pkgbuild(self):
        with tempfile.TemporaryDirectory() as place:
            (Path(place) / "PKGBUILD").write_text(self.texts["aur/PKGBUILD"])
            ask = 'source ./PKGBUILD; echo "$pkgver" "${sha256sums_aarch64[0]}"; declare -f package'
            told = subprocess.run(["bash", "-euc", ask], cwd=place, check=True, capture_output=True, text=True).stdout
        self.assertTrue(told.startswith(f"1.2.3 {2:064x}\n"), told)
        self.assertIn('untrace-1.2.3-linux-$CARCH', told)


if __name__ == "__main__":
    unittest.main()
