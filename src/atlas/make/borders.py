#!/usr/bin/env python3
"""Packs the borders of Natural Earth into ../data/borders.deflate: `python3 borders.py countries-50m.json cities500.json`.

Takes the countries at 1:50,000,000 as the package world-atlas carries them (Natural Earth, public domain), and the towns that
towns.py takes, with countries.json beside them. A polygon has the ISO 3166-1 code of most towns in it, so that what is far from the rest of its state and has a
code of its own gets it (GF, RE, SJ), and so does what Natural Earth shows and ISO doesn't know (Kosovo is XK, as in GeoNames). One
without towns has the code of the nearest town within 1,500 km where that has a code of its own below the same state, or else its
state's. Where ISO knows no state either, the nearest town within 20 km counts, or else it is nobody's (the Siachen Glacier).

The file is raw Deflate (RFC 1951) over two sections, each behind its length as a varint (LEB128):
  codes two letters each, the first pair is `  `: no country
  arcs  for each: the codes on both sides as two varints, how many points follow the first as a varint, the first point and the steps
        from each to the next as pairs of zigzag varints: hundredths of a degree, longitude and latitude
No arc crosses the antimeridian: it is cut there. A point is in a country if the meridian from it to the north pole crosses an odd
number of arcs that have the country on one side.
"""
import json
import math
import sys
import zlib
from collections import Counter
from pathlib import Path

from topology import Topology
from towns import varint

# Who has parts with codes of their own.
PARTS = {
    "FR": "GP MQ GF RE YT BL MF PM NC PF WF TF", "NO": "SJ BV", "NL": "BQ AW CW SX", "AU": "CX CC NF HM", "NZ": "TK CK NU", "FI": "AX",
    "GB": "GG JE IM GI", "US": "PR VI GU AS MP UM", "DK": "FO GL", "CN": "HK MO",
}  # fmt: skip
NOBODY = "  "


def zigzag(value):
    return varint(value * 2 if value >= 0 else -value * 2 - 1)


def inside(rings, x, y):
    odd = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            odd ^= (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return odd


def kilometres(x1, y1, x2, y2):
    x1, y1, x2, y2 = map(math.radians, (x1, y1, x2, y2))
    return 6371 * math.acos(min(1, math.sin(y1) * math.sin(y2) + math.cos(y1) * math.cos(y2) * math.cos(x1 - x2)))


def code(rings, own, towns, cells):
    xs, ys = zip(*rings[0])
    if own and own not in PARTS:
        return own
    near = [
        town
        for x in range(math.floor(min(xs)), math.floor(max(xs)) + 1)
        for y in range(math.floor(min(ys)), math.floor(max(ys)) + 1)
        for town in cells.get((x, y), ())
    ]
    # Of a large polygon a sample will do.
    found = Counter(town[2] for town in near[:: len(near) // 2000 + 1] if inside(rings, town[0], town[1]))
    if found:
        most = found.most_common(1)[0][0]
        return most if own is None or most in PARTS.get(own, "").split() else own
    x, y = rings[0][0]
    nearest = min(towns, key=lambda town: kilometres(x, y, town[0], town[1]))
    far = kilometres(x, y, nearest[0], nearest[1])
    if own is None:
        return nearest[2] if far < 20 else NOBODY
    return nearest[2] if far < 1500 and nearest[2] in PARTS.get(own, "").split() else own


def cut(points):
    """An arc without its way across the antimeridian, as arcs."""
    pieces = [[points[0]]]
    for (x1, y1), (x2, y2) in zip(points, points[1:]):
        if abs(x2 - x1) > 180:
            side = math.copysign(180, x1)
            to = x2 + 2 * side
            y = y1 if to == x1 else y1 + (y2 - y1) * (side - x1) / (to - x1)
            pieces[-1].append((side, y))
            pieces.append([(-side, y)])
        pieces[-1].append((x2, y2))
    return pieces


def main():
    topology = Topology(sys.argv[1])
    towns = [(row["longitude"], row["latitude"], row["countrycode"]) for row in json.loads(Path(sys.argv[2]).read_text()).values()]
    cells = {}
    for town in towns:
        cells.setdefault((math.floor(town[0]), math.floor(town[1])), []).append(town)
    numeric = json.loads((Path(sys.argv[2]).parent / "countries.json").read_text())
    iso = {int(country["isonumeric"]): two for two, country in numeric.items()}
    sides = {}
    for geometry, numbers in topology.polygons("countries"):
        own = iso[int(geometry["id"])] if "id" in geometry else None
        two = code([topology.ring(ring) for ring in numbers], own, towns, cells)
        if two != own:
            print(f"{geometry['properties']['name']}: {own} -> {two}")
        for ring in numbers:
            for arc in ring:
                sides.setdefault(arc if arc >= 0 else ~arc, []).append(two)
    codes = [NOBODY, *sorted({two for pair in sides.values() for two in pair} - {NOBODY})]
    arcs = bytearray()
    for number, pair in sorted(sides.items()):
        pair = (*pair, NOBODY)[:2]
        for piece in cut(topology.arcs[number]):
            points = [(round(x * 100), round(y * 100)) for x, y in piece]
            points = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
            if pair[0] == pair[1] or len(points) < 2:
                continue
            arcs += varint(codes.index(pair[0])) + varint(codes.index(pair[1])) + varint(len(points) - 1)
            for at, (x, y) in enumerate(points):
                before = points[at - 1] if at else (0, 0)
                arcs += zigzag(x - before[0]) + zigzag(y - before[1])
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(varint(len(section)) + section) for section in ("".join(codes).encode(), bytes(arcs)))
    packed += packer.flush()
    (Path(__file__).parent.parent / "data/borders.deflate").write_bytes(packed)
    print(f"{len(codes) - 1} countries, {len(sides)} arcs, {len(packed)} bytes")


if __name__ == "__main__":
    main()
