"""TopoJSON as the package world-atlas carries it: arcs, and the polygons made of them. No map of ours is known here."""
import json
from pathlib import Path


class Topology:
    def __init__(self, path):
        self.source = json.loads(Path(path).read_text())
        scale, shift = self.source["transform"]["scale"], self.source["transform"]["translate"]
        self.arcs = []
        for arc in self.source["arcs"]:
            at, points = [0, 0], []
            for step in arc:
                at = [at[0] + step[0], at[1] + step[1]]
                points.append((at[0] * scale[0] + shift[0], at[1] * scale[1] + shift[1]))
            self.arcs.append(points)

    def polygons(self, name):
        """Pairs of a geometry and the numbers of arcs of each ring of one of its polygons, those walked backwards as `~number`."""
        for geometry in self.source["objects"][name]["geometries"]:
            for rings in [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]:
                yield geometry, rings

    def ring(self, numbers):
        """The points of a ring; the last is the first again."""
        points = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points += arc[1:] if points else arc
        return points
