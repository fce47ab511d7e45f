#!/usr/bin/env python3
"""Compares what `untrace check` tells of files with what ExifTool reads in them.

    findings.py UNTRACE FOLDER...

Wherever ExifTool (EXIFTOOL names it) shows a place, a date, a person or an id, `check` must have a finding of that
category for the file, and show the same value or a field of the same name. What it tells in another way stands in
docs/findings.md, with the reason. Files that are refused are not called clean, so nothing is asked of them.

Status 0: nothing is missing, and no line of docs/findings.md is without use.
"""
import fnmatch
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

# From this version on, ExifTool knows every tag that the exceptions are about.
NEWEST = 13
DOC = Path(__file__).resolve().parent.parent / "docs/findings.md"
TOLD = {"cleaned", "already-clean", "up-to-date"}

# Which tags say what, by ExifTool's names; the first that fits counts.
NOTHING = re.compile(
    # Times that something takes, and switches about dates and people.
    r"(Exposure|Shutter|Integration|Readout|Delay|Timer|Duration|Recovery|SelfTimer|Playback|Poster|Preview|Selection|Still"
    r"|Sample|Bulb|Charge|Flash\w*|Off|On|Log|Lapse|Interval\w*|Release|Since\w*|Scale|Current|RunTime\w*)Time\w*$|^(TimeScale|RunTime\w*)$"
    r"|Time(Scale|Stamped|Epoch|Flags|Format|Span|Lapse\w*)|(DateDisplay|DateStamp|DateImprint)\w*|Timecode\w*|SubSecTimeSize"
    r"|Serial(Number)?(Format|Hash)|Face(Detect|Priority|Width|Orientation|sDetected|DetectFrame\w*|Info\w*|Elements)\w*|Self\w*|SkinTone\w*"
    r"|(Lens|White|Color|Camera|Model|Picture|Scene|Profile|Item|Track|Media|Vendor|Primary|Handler|Matrix|Border|Sensor|Sony\w*|Canon\w*|Nikon\w*)ID$"
    r"|GPS(VersionID|(Altitude|Speed|Track|ImgDirection|DestBearing|DestDistance)Ref|Status|MeasureMode|Differential|ProcessingMethod)|Tag\d\w*|ProfileCreator|GlobalAltitude|FocusLocation\d*|FocalPlaneAFPointLocation\d*|AFPoint\w*|(Thumbnail|Preview|Strip|Tile)\w*"
)
CLASSES = {
    # Where a camera looks, how fast it is and how well it knows where: no place by itself.
    "camera": re.compile(r"GPS(Speed|Track|ImgDirection|DestBearing|DestDistance|DOP|Satellites|HPositioningError)"),
    "location": re.compile(
        r"GPS(?!TimeStamp|DateStamp)\w*|\w*Geo(Tag|Location|Hash|Ref)\w*|\w*Location\w*|Sub-location|City|\w*Country\w*|(Province-)?State|\w*Latitude\w*|\w*Longitude\w*|\w*Altitude"
        r"|ISO6709|(Country|Content)\w*LocationName|\w*PostalCode|\w*(Street|Address)|WorldTime\w*|TimeZoneCity|DestinationCity|Region\w*Place\w*|Place\w*|Landmark"
    ),
    "date": re.compile(
        r"\w*Date|\w*Date(Time|Stamp|Created|Digitized|Original|UTC|Generated|Acquired|Modified|Modify|Create|Sent)\w*|Date\w*|(Sub[Ss]ec|Offset)Time\w*|\w*Time(Created|Stamp|Zone\w*)"
        r"|Time|CreationTime|DigitalCreationTime|\w*When|YearCreated|\w*(Modified|Modify|Create|Creation)Time|ScheduleCaptureTime"
    ),
    "people": re.compile(
        r"Artist|\w*Creator|\w*Author\w*|By-line\w*|\w*Owner\w*|\w*Person\w*|\w*Photographer|Region(Name|PersonDisplayName|Rectangle|AreaX)|RecognizedFace\w*|DetectedFace\w*|FaceName|Face\d+\w*Name"
        r"|BabyName|BabyAge|Writer(-Editor)?|Caption-?Writer|Credit|Contact|Contributor|Publisher|Director|Producer|Performer|Composer|Copyright(Owner)?\w*Name|Artwork\w*Creator|Creator(Work)?(Email|Telephone)|UserName"
    ),
    "id": re.compile(
        r"\w*Serial(Number)?\w*|\w*Unique(ID|Id)\w*|\w*(Document|Instance|Content|Photo|Image|Media|Asset|Burst|Group|Record|Face|Device|User|Event|Person|Original|Job|Original\w*)(ID|UUID|UID|GUID|Identifier)"
        r"|\w*(UUID|GUID|Guid)\w*|ContentIdentifier|DocumentAncestors|DigitalGuid|\w*DerivedFrom\w*(ID|Id)|CurrentIPTCDigest|RawDataUniqueID|NewRawImageDigest|OriginalTransmissionReference|TransmissionReference"
    ),
}
# Where ExifTool speaks of the file, of itself, or adds up what stands elsewhere.
OWN = {"ExifTool", "System", "File", "Composite"}


def category(name):
    if NOTHING.fullmatch(name):
        return None
    return next((category for category, names in CLASSES.items() if names.fullmatch(name)), None)


# --- values, in forms that two programs have in common ----------------------------------------------------------------------


def plain(text):
    return re.sub(r"[^\w]+", "", str(text).casefold())


def numbers(text):
    """All numbers without their signs; degrees, minutes and seconds also as one."""
    text = str(text)
    found = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]
    for degrees, minutes, seconds in re.findall(r"([\d.]+) deg(?: ([\d.]+) min)?(?: ([\d.]+) sec)?", text):
        found.append(float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600)
    return found


def says_something(value):
    text = str(value).strip()
    if text.startswith("(Binary data") or isinstance(value, bool):
        return False
    return bool(re.sub(r"[\s0:.\-+|/TZ]+|none|n/a|undef|WGS[- ]?84|unknown|\(none\)", "", text, flags=re.I))


class Told:
    """What `check` says of a file."""

    def __init__(self, line):
        # What only may be told answers no tag that ExifTool has read.
        removed = [found for found in line["removed"] if not found.get("possible")]
        self.categories = {found["category"] for found in removed}
        self.fields = {plain(found["field"].split(":")[-1]) for found in removed}
        self.fields |= {plain(word) for found in removed for word in found["field"].split()}
        values = [str(found.get("value", found.get("bytes", ""))) for found in removed]
        # A count of seconds is a date in ExifTool's words.
        values += [found["moment"] for found in removed if "moment" in found]
        self.ids = [f"{found['category']} {found['field']}" for found in removed]
        self.text = "\n".join(plain(value) for value in values)
        self.numbers = [number for value in values for number in numbers(value)]
        self.digits = "\n".join(re.sub(r"\D", "", value) for value in values)

    def shows(self, name, value):
        """Whether it tells the value, or a field of that name."""
        if isinstance(value, list):
            return all(self.shows(name, one) for one in value)
        if isinstance(value, dict):
            return all(self.shows(key, one) for key, one in value.items())
        digits = re.sub(r"\D", "", str(value))
        return (
            not says_something(value)
            or plain(name) in self.fields
            or plain(value) in self.text
            or re.match(r"(\d{4}:\d\d:\d\d|\d\d:\d\d:\d\d)", str(value)) is not None and digits[:14] in self.digits
            or len(digits) >= 4 and not re.search(r"[A-Za-z]{4}", str(value)) and all(map(self.has, numbers(value)))
        )

    def has(self, number):
        return any(abs(one - number) < 1e-4 for one in self.numbers)

    def tells_as(self, field):
        """Whether there is such a finding: `id MakerNote`; `-` for none."""
        return field == "-" or any(fnmatch.fnmatchcase(one, field) for one in self.ids)


# --- the two programs ---------------------------------------------------------------------------------------------------------


def checked(untrace, folders):
    """The lines of `check`, by file."""
    ran = subprocess.run([untrace, "check", "--json", *folders], stdin=subprocess.DEVNULL, capture_output=True)
    if ran.returncode not in (0, 1, 3):
        sys.exit(f"{untrace} ended with {ran.returncode}")
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    return {line["source"]: line for line in lines if line["type"] == "file"}


def read(exiftool, folders):
    """The tags of each file: (groups, name, value)."""
    command = [exiftool, "-j", "-G0:1:4", "-a", "-ee", "-s", "-n", "-r", *folders]
    ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
    for tags in json.loads(ran.stdout.decode(errors="replace")):
        source = tags.pop("SourceFile")
        # Copies of a tag have a group of their own: `EXIF:IFD0:Copy1:Artist`.
        split = (([group for group in key.split(":")[:-1] if not group.startswith("Copy")], key.split(":")[-1], value) for key, value in tags.items())
        yield source, [(":".join(groups), name, value) for groups, name, value in split]


def exceptions():
    """The table of docs/findings.md: tag, and the finding that it is told as."""
    return re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", DOC.read_text(), flags=re.M)


def version():
    """That of ExifTool."""
    ran = subprocess.run([os.environ.get("EXIFTOOL", "exiftool"), "-ver"], capture_output=True, text=True, check=True)
    return float(ran.stdout)


def main():
    untrace, folders = Path(sys.argv[1]).resolve(), sys.argv[2:]
    patterns = Counter({pattern: 0 for pattern in exceptions()})
    lines = checked(untrace, folders)
    asked, missing = Counter(), []
    for source, tags in read(os.environ.get("EXIFTOOL", "exiftool"), folders):
        line = lines.get(source)
        if line is None or line["outcome"] not in TOLD:
            asked["files that are not called clean"] += 1
            continue
        told = Told(line)
        asked["files"] += 1
        for groups, name, value in tags:
            what = category(name)
            if what is None or groups.split(":")[0] in OWN or not says_something(value):
                continue
            asked["tags"] += 1
            if what in told.categories and told.shows(name, value):
                asked["told"] += 1
                continue
            tag = f"{what} {groups}:{name}"
            fits = (pattern for pattern in patterns if fnmatch.fnmatchcase(tag, pattern[0]) and told.tells_as(pattern[1]))
            pattern = next(fits, None)
            if pattern is None:
                lacks = "no value" if what in told.categories else "no finding"
                missing.append(f"{source}: {tag} = {str(value)[:60]!r}: {lacks}")
            else:
                patterns[pattern] += 1
                asked["excepted"] += 1
    for line in lines.values():
        if line["outcome"] not in TOLD:
            print(f"not called clean: {line['source']}: {line['reason']}")
    print(", ".join(f"{what}: {count}" for what, count in asked.items()))
    for pattern, count in patterns.items():
        print(f"excepted: {count} by {pattern[0]} as {pattern[1]}")
    for line in missing:
        print("WRONG:", line)
    unused = [pattern for pattern, count in patterns.items() if not count]
    if unused and version() < NEWEST:
        print(f"an ExifTool before {NEWEST} does not know everything: {len(unused)} exceptions except nothing")
        unused = []
    for pattern in unused:
        print(f"WRONG: {pattern[0]}: excepts nothing, take it out of {DOC.name}")
    if not asked["told"]:
        print("WRONG: nothing was compared")
    return 1 if missing or unused or not asked["told"] else 0


if __name__ == "__main__":
    sys.exit(main())
