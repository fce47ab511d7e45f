#!/usr/bin/env python3
"""Draws the land of the world into ../data/land.path: `python3 land.py countries-110m.json`.

Takes the land at 1:110,000,000 as the package world-atlas carries it (Natural Earth, public domain). The projection, equirectangular with
true lengths at about 37 degrees, is that of ../land.rs: 8 units for a degree of longitude from -180, 10 for one of latitude from 84
southwards. Points are rounded to a unit, and Antarctica is left out. The file is one line: the data of an SVG path, each ring as `m`
from the start of the ring before and steps.
"""
import sys
from pathlib import Path

from topology import Topology

SOUTH = -60


def steps(points):
    """As short as the grammar of path data allows: a minus separates, too."""
    text = ""
    for number in (number for point in points for number in point):
        text += f"{number}" if number < 0 or not text else f" {number}"
    return text


def pieces(ring):
    """A ring within -180 and 180 degrees; one that crosses the antimeridian becomes a piece on each side."""
    unwrapped = [ring[0]]
    for x, y in ring[1:]:
        unwrapped.append((x - round((x - unwrapped[-1][0]) / 360) * 360, y))
    for shift in (-360, 0, 360):
        piece = [(x + shift, y) for x, y in unwrapped]
        for side in (-180, 180):
            piece = clipped(piece, side)
        if piece:
            yield piece


def clipped(ring, side):
    """What of a ring is on the near side of a meridian (Sutherland and Hodgman)."""
    kept = []
    for (x1, y1), (x2, y2) in zip([*ring[-1:], *ring], ring):
        if (abs(x1) > 180 and x1 * side > 0) != (abs(x2) > 180 and x2 * side > 0):
            kept.append((side, y1 + (y2 - y1) * (side - x1) / (x2 - x1)))
        if not (abs(x2) > 180 and x2 * side > 0):
            kept.append((x2, y2))
    return kept


def main():
    topology, path, at = Topology(sys.argv[1]), "", (0, 0)
    for _, numbers in topology.polygons("land"):
        for ring in map(topology.ring, numbers):
            if max(y for _, y in ring) < SOUTH:
                continue
            for piece in pieces(ring[:-1]):
                points = [(round((x + 180) * 8), round((84 - y) * 10)) for x, y in piece]
                points = [point for index, point in enumerate(points) if point != points[index - 1]]
                if len(points) < 3:
                    continue
                moves = [(x - u, y - v) for (u, v), (x, y) in zip([at, *points], points)]
                path += f"m{steps(moves[:1])}l{steps(moves[1:])}z"
                at = points[0]
    (Path(__file__).parent.parent / "data/land.path").write_text(path + "\n")
    print(len(path), "bytes")


if __name__ == "__main__":
    main()
