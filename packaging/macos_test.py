#!/usr/bin/env python3
"""Whether the Quick Action is what the Finder reads, and whether what it runs makes a copy: `macos_test.py PROGRAM`.

Its script is run here by zsh or bash, with something in place of the dialog that it shows. Nothing is known of a Mac.
"""
import os
import plistlib
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from shutil import copyfile, which

import macos
from build import ROOT

PROGRAM = Path(sys.argv.pop(1)).resolve() if len(sys.argv) > 1 else None


class QuickAction(unittest.TestCase):
    def setUp(self):
        self.files = {Path(name).name: path for name, path in macos.files().items()}

    def test_the_finder_shows_it_for_files_and_folders_in_both_languages(self):
        service = plistlib.loads(self.files["Info.plist"].read_bytes())["NSServices"][0]
        self.assertEqual((service["NSMessage"], service["NSSendFileTypes"]), ("runWorkflowAsService", ["public.item"]))
        strings = self.files["ServicesMenu.strings"].read_text()
        self.assertIn(f'"{service["NSMenuItem"]["default"]}" = "', strings)

    def test_it_takes_files_and_gives_nothing(self):
        told = plistlib.loads(self.files["document.wflow"].read_bytes())["workflowMetaData"]
        self.assertEqual(told["serviceInputTypeIdentifier"], "com.apple.Automator.fileSystemObject")
        self.assertEqual(told["workflowTypeIdentifier"], "com.apple.Automator.servicesMenu")

    @unittest.skipUnless(PROGRAM, "no program to run")
    def test_its_script_makes_a_copy_whatever_a_photo_is_called(self):
        action = plistlib.loads(self.files["document.wflow"].read_bytes())["actions"][0]["action"]
        self.assertEqual(action["ActionParameters"]["inputMethod"], 1, "files come as arguments")
        shell = which(Path(action["ActionParameters"]["shell"]).name) or "bash"
        with tempfile.TemporaryDirectory() as place:
            home, photo = Path(place), Path(place) / "--50% & 'co' $(x).jpg"
            binaries = home / ".local/bin"
            binaries.mkdir(parents=True)
            (binaries / "untrace").symlink_to(PROGRAM)
            dialog = binaries / "osascript"
            dialog.write_text(f'#!/bin/sh\nfor last; do :; done\nprintf %s "$last" >"{home}/dialog"\n')
            dialog.chmod(0o755)
            copyfile(ROOT / "fixtures/jpeg/exif-gps.jpg", photo)
            command = [shell, "-c", action["ActionParameters"]["COMMAND_STRING"], "action", str(photo)]
            subprocess.run(command, env={**os.environ, "HOME": place}, check=True)
            self.assertTrue(photo.with_name("--50% & 'co' $(x)-clean.jpg").exists(), os.listdir(place))
            self.assertIn("-clean.jpg", (home / "dialog").read_text())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
