#!/usr/bin/env python3
"""Holds towns, countries and time zones of the places of real photos against tables that others made.

    towns.py WHERE FOLDER...

WHERE is the program of examples/where.rs. ExifTool (EXIFTOOL names it) reads the places of the files; reverse_geocoder says which
town of a thousand people is nearest, timezonefinder which zone has the place within its borders.

A town is right if it has the same name, or is no farther than theirs and ten kilometres: what is a town, and where its middle is, tables
see differently. A country is right if it is theirs, and a zone if its clocks show the same all through 2024.

Status 0: nothing is wrong. Without one of these packages nothing is judged, and the status is 1.
"""
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from zoneinfo import ZoneInfo

try:
    import reverse_geocoder
    from timezonefinder import TimezoneFinder
except ImportError as error:
    sys.exit(f"NO {error.name}: TOWNS ARE NOT JUDGED; bash .ci/install")

# Fewer places would prove little.
FEWEST = 50
# Metres that a town may be farther than the nearest of theirs.
SLACK = 10_000


def places(folders):
    """Each place once, with a file that was taken there."""
    command = [os.environ.get("EXIFTOOL", "exiftool"), "-j", "-n", "-r", "-GPSLatitude", "-GPSLongitude", *folders]
    ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
    found = {}
    for tags in json.loads(ran.stdout.decode(errors="replace")):
        spot = tags.get("GPSLatitude"), tags.get("GPSLongitude")
        if all(isinstance(number, int | float) for number in spot) and spot != (0, 0):
            if abs(spot[0]) <= 90 and abs(spot[1]) <= 180:
                found.setdefault((round(spot[0], 4), round(spot[1], 4)), tags["SourceFile"])
    return found


def told(where, spots):
    lines = "".join(f"{latitude} {longitude}\n" for latitude, longitude in spots)
    ran = subprocess.run([where], input=lines, capture_output=True, text=True, check=True)
    for line in ran.stdout.splitlines():
        town, distance, country, zone = line.split("\t")
        yield town, int(distance), country, zone


def metres(one, other):
    (lat, lon), (other_lat, other_lon) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((lat - other_lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((lon - other_lon) / 2) ** 2
    return 2 * 6_371_000 * asin(sqrt(min(half, 1)))


def clocks(zone):
    """What the clocks of a zone are ahead of UTC, each week."""
    return [datetime(2024, month, day, 12, tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset() for month in range(1, 13) for day in (1, 8, 15, 22)]


def main():
    where, folders = Path(sys.argv[1]).resolve(), sys.argv[2:]
    found = places(folders)
    spots = list(found)
    theirs = reverse_geocoder.search(spots, mode=1, verbose=False) if spots else []
    zones = TimezoneFinder()
    wrong, same = [], 0
    for spot, ours, their in zip(spots, told(where, spots), theirs, strict=True):
        town, distance, country, zone = ours
        far = metres(spot, (float(their["lat"]), float(their["lon"])))
        their_zone = zones.timezone_at(lat=spot[0], lng=spot[1])
        # At sea, or where nobody lives: a town that is nobody's neighbour says nothing about the country.
        is_remote = far > 100_000
        faults = []
        if town != their["name"] and not is_remote and (not town or distance > far + SLACK):
            faults.append(f"{town or 'no town'}, {distance} m, and not {their['name']}, {far:.0f} m")
        if country != their["cc"] and not is_remote:
            faults.append(f"{country or 'no country'}, and not {their['cc']}")
        if not zone or their_zone and clocks(zone) != clocks(their_zone):
            faults.append(f"{zone or 'no zone'}, and not {their_zone}")
        same += town == their["name"]
        if faults:
            wrong.append(f"{found[spot]} at {spot[0]}, {spot[1]}: {'; '.join(faults)}")
    print(f"{len(spots)} places: {same} of them in a town of the same name, {len(wrong)} wrong")
    for line in wrong:
        print("WRONG:", line)
    if len(spots) < FEWEST:
        print(f"WRONG: fewer than {FEWEST} places")
    return 1 if wrong or len(spots) < FEWEST else 0


if __name__ == "__main__":
    sys.exit(main())
