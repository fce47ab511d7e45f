#!/usr/bin/env python3
"""That families_judge.py finds each kind of error in a report, and nothing in a true one: `python3 .ci/families_test.py`."""

import copy
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from datetime import UTC
from pathlib import Path

sys.dont_write_bytecode = True

from families_judge import judge, metres  # noqa: E402 - puts the makers on the path

import families  # noqa: E402
import families_judge  # noqa: E402
import families_kinds  # noqa: E402
import families_phones  # noqa: E402
import families_truth  # noqa: E402

EXIFTOOL = os.environ.get("EXIFTOOL", "exiftool")


def truth_of(kind, seed):
    return json.loads(json.dumps(families_truth.truth(families_phones.lived(kind, seed), kind, seed)))


def told_of(truth, all_of_it=True):
    """A report that says the whole truth, or only what is owed."""
    wanted = lambda rows: [row for row in rows if all_of_it or row["required"]]
    places = [{**row, "radius_m": 40} for row in truth["places"] if all_of_it or row["required"]]
    known = {row["id"] for row in places}
    return {
        "schema": 1,
        "files": {name: least for name, (least, _) in truth["counts"].items()},
        "places": places,
        "routines": wanted(truth["routines"]),
        "journeys": [{**row, "places": []} for row in wanted(truth["journeys"])],
        "devices": truth["devices"],
        "people": [{**row, "files": row["least"], "places": [at for at in row["places"] if at in known]} for row in wanted(truth["people"])],
    }


class Judge(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.truth = truth_of("family", 1)

    def said(self, change):
        """What is said of a report that tells the whole truth, but for one change."""
        told = copy.deepcopy(told_of(self.truth))
        change(told)
        return [key for key, _ in judge(self.truth, told).wrong]

    def finds(self, keys, change):
        with self.subTest(keys):
            self.assertEqual(self.said(change), keys.split())

    def place(self, told, kind, required=True):
        return next(row for row in told["places"] if row["kind"] == kind and row["required"] == required)

    def test_truth_passes_whole_or_as_far_as_it_is_owed(self):
        for kind in families_kinds.KINDS:
            truth = truth_of(kind, 3)
            for all_of_it in (True, False):
                with self.subTest((kind, all_of_it)):
                    self.assertEqual(judge(truth, told_of(truth, all_of_it)).wrong, [])

    def test_silence_is_found_where_something_is_owed(self):
        empty = {"schema": 1, "files": {}, "places": [], "routines": [], "journeys": [], "devices": [], "people": []}
        missed = {key for key, _ in judge(self.truth, empty).wrong}
        owed = "home school_or_work routine trip routines journeys devices people".split()
        self.assertEqual(missed, {f"{what}-missed" for what in owed})

    def test_places(self):
        def drop(told):
            home = self.place(told, "home")
            told["places"].remove(home)
            for person in told["people"]:
                person["places"] = []

        self.finds("home-missed", drop)
        # Null Island, where one phone says it was, and a place on the other side of the earth.
        new = dict(id=99, latitude=0, longitude=0, radius_m=40, kind="other", files=1, days=1, first="2024-01-01", last="2024-01-01")
        self.finds("places-invented", lambda told: told["places"].append(new))
        self.finds("places-invented kinds-wrong", lambda told: told["places"].append({**new, "kind": "home"}))
        self.finds("places-invented kinds-wrong home-missed", lambda told: (drop(told), told["places"].append({**new, "kind": "home", "radius_m": 10**7})))

    def test_a_place_is_the_same_within_150_m(self):
        def moved(metres_north):
            return lambda told: self.place(told, "routine").update(latitude=self.place(told, "routine")["latitude"] + metres_north / 111_195)

        self.finds("", moved(140))
        self.assertIn("routine-missed", self.said(moved(400)))

    def test_a_journey_may_be_told_as_one_region(self):
        def joined(told, kind="trip"):
            bed = self.place(told, "trip")
            gone = [row["id"] for row in told["places"] if row["kind"] == "trip" and row is not bed]
            told["places"] = [row for row in told["places"] if row["id"] not in gone]
            # Its middle lies between the places.
            bed.update(latitude=bed["latitude"] + 0.01, radius_m=30_000, kind=kind)
            for person in told["people"]:
                person["places"] = [bed["id"] if at in gone else at for at in person["places"]]

        self.finds("", joined)
        self.assertIn("trip-missed", self.said(lambda told: joined(told, "home")))

    def test_kinds(self):
        for true, said in (("home", "school_or_work"), ("school_or_work", "home"), ("routine", "other"), ("trip", "home"), ("trip", "other")):
            self.finds("kinds-wrong", lambda told: self.place(told, true).update(kind=said))
        self.finds("kinds-wrong", lambda told: self.place(told, "other", False).update(kind="home"))
        # A splinter of the school that is taken for a home.
        splinter = lambda told, kind: told["places"].append({**self.place(told, "school_or_work"), "id": 98, "kind": kind, "files": 2})
        self.finds("places-split kinds-wrong", lambda told: splinter(told, "home"))
        self.finds("places-split", lambda told: splinter(told, "other"))

    def test_kinds_of_lives_of_which_nothing_may_be_said(self):
        for kind in ("holiday_only", "few", "random"):
            truth = truth_of(kind, 5)
            lat, lon = truth["positions"][0]
            row = dict(id=1, latitude=lat, longitude=lon, radius_m=40, files=3, days=3, first="2024-01-01", last="2024-01-03")
            told = {**told_of(truth), "places": [{**row, "kind": "home"}]}
            verdict = judge(truth, told)
            self.assertEqual(verdict.counts["kinds-wrong"], 1, kind)
            self.assertEqual(verdict.confusion["nothing may be said", "home"], 1, kind)

    def test_routines(self):
        club = lambda told: next(row for row in told["routines"] if row["required"])
        other = {"monday": "tuesday"}
        self.finds("routines-missed", lambda told: told["routines"].remove(club(told)))
        self.finds("routines-invented routines-missed", lambda told: club(told).update(weekday=other.get(club(told)["weekday"], "monday")))
        self.finds("routines-invented routines-missed", lambda told: club(told).update({"from": "09:00", "to": "10:00"}))
        self.finds("routines-invented routines-missed", lambda told: club(told).update({"from": "00:00", "to": "23:59"}))
        self.finds("routines-invented routines-missed", lambda told: club(told).update(place=self.place(told, "home")["id"]))
        # Half an hour beside the true one is near enough, and more is not.
        behind = lambda told, gap: (families_judge.minutes(club(told)["to"]) + gap, families_judge.minutes(club(told)["to"]) + gap + 15)
        late = lambda gap: lambda told: club(told).update(zip(("from", "to"), map(families_truth.clock, behind(told, gap))))
        self.finds("", late(25))
        self.finds("routines-invented routines-missed", late(35))
        self.finds("weeks-inexact", lambda told: club(told).update(weeks=2 * club(told)["weeks"]))
        at_home = lambda told: {**club(told), "place": self.place(told, "home")["id"], "from": "18:00", "to": "19:00"}
        self.finds("routines-invented", lambda told: told["routines"].append(at_home(told)))
        self.finds("report-breaks", lambda told: club(told).update(place=12345))

    def test_a_club_of_four_times_is_no_routine(self):
        truth = truth_of("old_club", 2)
        place = next(row for row in truth["places"] if row["name"] == "a club")
        self.assertEqual((place["kind"], place["also"]), ("other", []))
        row = {"place": place["id"], "weekday": "monday", "from": "00:00", "to": "23:59", "weeks": 4}
        told = told_of(truth)
        told["routines"] = told["routines"] + [row]
        self.assertEqual([key for key, _ in judge(truth, told).wrong], ["routines-invented"])

    def test_dates_and_countries(self):
        # A clock that stands at 2010, and the middle of the world.
        self.finds("dates-inexact", lambda told: self.place(told, "home").update(first="2010-01-01"))
        self.finds("dates-inexact", lambda told: self.place(told, "home").update(last=None))
        self.finds("countries-wrong", lambda told: self.place(told, "home").update(country="XX"))
        self.finds("", lambda told: self.place(told, "home").pop("country"))

    def test_journeys(self):
        self.finds("journeys-missed", lambda told: told["journeys"].clear())
        self.finds("journeys-invented", lambda told: told["journeys"].append({"first": "2010-01-01", "last": "2010-01-05", "places": []}))
        self.finds("journeys-inexact", lambda told: told["journeys"][0].update(first="2010-01-01"))
        self.finds("journeys-inexact", lambda told: told["journeys"].append(told["journeys"][0]))

    def test_devices(self):
        with_serial = lambda told: next(row for row in told["devices"] if row["serial"])
        self.finds("devices-missed", lambda told: told["devices"].pop())
        self.finds("devices-invented devices-missed", lambda told: with_serial(told).update(serial=None))
        self.finds("devices-inexact", lambda told: with_serial(told).update(files=500))

    def test_people(self):
        self.finds("people-missed", lambda told: told["people"].pop())
        self.finds("people-invented people-missed", lambda told: told["people"][0].update(name="Nora Petit"))
        self.finds("people-inexact", lambda told: told["people"][0].update(files=500))
        lonely = next(row["id"] for row in self.truth["places"] if all(row["id"] not in who["places"] for who in self.truth["people"]))
        self.finds("people-misplaced", lambda told: told["people"][0]["places"].append(lonely))

    def test_numbers_of_files(self):
        self.finds("files-inexact", lambda told: told["files"].update(photos=told["files"]["photos"] + 100))
        self.finds("files-inexact", lambda told: told["files"].update(nowhere=0))
        self.finds("", lambda told: told["files"].pop("nowhere"))

    def test_forms(self):
        self.finds("report-breaks", lambda told: told.pop("people"))
        self.finds("report-breaks", lambda told: told.update(schema=2))
        self.finds("report-breaks", lambda told: self.place(told, "home").update(kind="castle"))
        self.finds("report-breaks", lambda told: self.place(told, "home").update(latitude="north"))


# Programs that answer from the truth beside the photos: truly, wrongly, not at all.
PROGRAM = """#!{python}
import json, sys, pathlib
sys.path.append({ci!r})
import families_test
truth = json.loads(pathlib.Path(sys.argv[2]).with_name("truth.json").read_text())
told = families_test.told_of(truth)
{error}
print(json.dumps(told))
"""
ERRORS = {
    "": 0,
    "told['routines'] = []": 1,
    "for place in told['places']: place['kind'] = 'home'": 1,
    "sys.exit('it breaks')": 1,
    "told = [told]": 1,
    "told = None": 1,
    "print('a word more')": 1,
}


class Program(unittest.TestCase):
    def test_status_is_1_where_a_limit_is_broken(self):
        for error, status in ERRORS.items():
            with self.subTest(error), tempfile.TemporaryDirectory() as folder:
                program = Path(folder, "untrace")
                program.write_text(PROGRAM.format(python=sys.executable, ci=str(Path(__file__).parent), error=error))
                program.chmod(0o755)
                judge = [sys.executable, Path(families.__file__), program, "--families", "1", "--kinds", "family"]
                done = subprocess.run(judge, capture_output=True, text=True)
                self.assertEqual(done.returncode, status, done.stdout + done.stderr)
                self.assertEqual("WRONG: family 1: " in done.stdout, bool(status))


class Families(unittest.TestCase):
    def test_the_same_seed_makes_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as root:
            root = Path(root)
            for name in ("a", "b"):
                families.made(root / name, "family", 9)
            files = lambda name: {str(p.relative_to(root / name)): p.read_bytes() for p in (root / name).rglob("*") if p.is_file()}
            self.assertEqual(files("a"), files("b"))

    @unittest.skipUnless(shutil.which(EXIFTOOL), "there is no ExifTool")
    def test_files_say_what_the_truth_counts(self):
        with tempfile.TemporaryDirectory() as root:
            families.made(Path(root), "office", 4)
            shown = subprocess.run([EXIFTOOL, "-j", "-n", "-r", "-G", Path(root, "photos")], capture_output=True, check=True)
        by_name = {row["File:FileName"]: row for row in json.loads(shown.stdout) if "Best of" not in row["SourceFile"]}
        for shot in families_phones.lived("office", 4).shots:
            row = by_name[Path(shot.name).name]
            self.assertNotIn("ExifTool:Warning", row)
            spot = row.get("Composite:GPSLatitude"), row.get("Composite:GPSLongitude")
            self.assertEqual(spot == (None, None), shot.said is None)
            for part, true in zip(spot, shot.said or ()):
                self.assertAlmostEqual(part, true, delta=0.0001)
            if shot.film:
                self.assertEqual(row["QuickTime:CreateDate"], f"{shot.when.astimezone(UTC):%Y:%m:%d %H:%M:%S}")
                self.assertEqual(row["QuickTime:AndroidModel"], shot.device.model)
            elif shot.device:
                self.assertEqual(row["EXIF:DateTimeOriginal"].strip(), shot.written.strip())
                self.assertEqual(str(row.get("EXIF:SerialNumber", "")), shot.device.serial)
            for name in shot.people:
                self.assertIn(name, json.dumps(row, ensure_ascii=False))

    def test_lives_owe_what_they_are_named_for(self):
        """Of each kind, by far most families owe what their kind is there to ask for: else nothing would be judged."""
        owed = {
            "family": "home school_or_work routine trip".split(),
            "two_clubs": ["home", "routine", "routine"],
            "two_homes": ["home", "home"],
            "move": ["home", "home"],
            "office": ["home", "school_or_work"],
            "teacher": ["home", "school_or_work"],
            "night_worker": ["home", "school_or_work"],
            "new_day": ["home", "school_or_work", "routine", "routine"],
            "choir": ["home", "school_or_work", "routine"],
            "baby": ["home", "routine"],
            "playground": ["home", "school_or_work"],
            "far_grandparents": ["home", "school_or_work", "trip"],
        }
        for kind, wanted in owed.items():
            short = 0
            for seed in range(12):
                truth = truth_of(kind, seed)
                kinds = [row["kind"] for row in truth["places"] if row["required"] and row["kind"] != "routine"]
                kinds += ["routine" for row in truth["routines"] if row["required"]]
                short += bool(Counter(wanted) - Counter(kinds))
            with self.subTest(kind):
                self.assertLessEqual(short, 2)

    def test_places_stand_clear_of_each_other(self):
        for kind in families_kinds.KINDS:
            places = truth_of(kind, 7)["places"]
            spots = [(row["latitude"], row["longitude"]) for row in places]
            for i, one in enumerate(spots):
                for other in spots[:i]:
                    self.assertGreater(metres(one, other), 300, kind)


if __name__ == "__main__":
    unittest.main()
