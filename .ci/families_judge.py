"""Holds one report of `untrace report --json` against the truth of a family, as `fixtures/make/families.py` wrote it.

A place is the same if it is within 150 m, or within its own radius up to 500 m: whoever draws a circle around a town has found
nothing. But what belongs to one journey may be told as one region. Where several are the same, the one with most files counts and the others are splinters of it. A routine is the same at the
same place and weekday, if its hours touch the true ones widened by half an hour and are no more than three hours longer. What the
truth does not owe may be said or left out; what it does not know is invented. Of places that no list has, `other` and `trip` (near
a journey) pass where a photo was taken: a photo on the way is a place, too.
"""

import sys
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "fixtures/make"))
from families_towns import metres  # noqa: E402

KINDS = ["home", "school_or_work", "routine", "trip", "other"]
NEAR, FARTHEST = 150, 500
# So far from what is known of a journey, in metres, a place still belongs to it.
REGION = 60_000
WIDER, LONGER = 30, 180
DAY = 24 * 60


class Verdict:
    """How many of each thing were found, missed, invented or told inexactly, and what is wrong, as (key, sentence)."""

    def __init__(self):
        self.counts, self.confusion, self.wrong = Counter(), Counter(), []

    def found(self, what):
        self.counts[f"{what}-found"] += 1

    def say(self, key, text):
        self.counts[key] += 1
        self.wrong.append((key, text))

    def add(self, other):
        self.counts += other.counts
        self.confusion += other.confusion


def judge(truth, told):
    verdict = Verdict()
    try:
        if told["schema"] != 1:
            verdict.say("report-breaks", f"schema {told['schema']}")
        counts(truth, told, verdict)
        same = places(truth, told, verdict)
        routines(truth, told, same, verdict)
        journeys(truth, told, verdict)
        devices(truth, told, verdict)
        people(truth, told, same, verdict)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        verdict.say("report-breaks", f"is not of the form that was agreed on: {error!r}")
    return verdict


def counts(truth, told, verdict):
    """Judges those numbers of files that are told under a name that the truth has."""
    for name, (least, most) in truth["counts"].items():
        if not least <= told["files"].get(name, least) <= most:
            verdict.say("files-inexact", f"{name}: {told['files'][name]}, not {least} to {most}")


def spot(row):
    return row["latitude"], row["longitude"]


def reach(row):
    return min(max(NEAR, row["radius_m"]), FARTHEST)


def accepted(place):
    return [place["kind"], *place["also"]]


def places(truth, told, verdict):
    """Judges places, their kinds, dates and countries; answers the true places for each id that was told."""
    groups, same = {}, {}
    for row in told["places"]:
        if row["kind"] not in KINDS or row["id"] in same:
            raise ValueError(f"a place of the kind {row['kind']!r}, with the id {row['id']!r}")
        near = min(truth["places"], key=lambda place: metres(spot(place), spot(row)), default=None)
        near = near if near and metres(spot(near), spot(row)) <= reach(row) else None
        region = region_of(truth, row)
        near = near or max(region, key=lambda place: place["required"], default=None)
        same[row["id"]] = [near, *region] if near else []
        if row["kind"] in truth["never"]:
            verdict.confusion["nothing may be said", row["kind"]] += 1
            verdict.say("kinds-wrong", f"{shown(row)}: here nothing may be called so")
        elif near:
            groups.setdefault(near["id"], []).append(row)
        else:
            unknown_place(truth, row, verdict)
    for place in truth["places"]:
        group = groups.get(place["id"], [])
        group.sort(key=lambda row: (row["files"], row["kind"] in accepted(place)), reverse=True)
        if not group and place["required"]:
            verdict.say(f"{place['kind']}-missed", f"{place['name']}: {place['files']} files of {place['days']} days")
        if group:
            verdict.found(place["kind"])
            known_place(place, group[0], [place, *region_of(truth, group[0])], verdict)
        for row in group[1:]:
            verdict.say("places-split", f"{place['name']}: once more as {shown(row)}")
            if row["kind"] not in ("other", "trip" if place["kind"] == "trip" else None, *accepted(place)):
                verdict.confusion[place["kind"], row["kind"]] += 1
                verdict.say("kinds-wrong", f"{place['name']}: a splinter of it is {shown(row)}")
    return same


def shown(row):
    return f"{row['kind']} at {row['latitude']:.4f} {row['longitude']:.4f} ({row['files']} files of {row['days']} days)"


def region_of(truth, row):
    """The places of a journey that are told as one; some may lie outside of a radius that leaves out the farthest."""
    within = lambda place: metres(spot(place), spot(row)) <= min(2 * row["radius_m"], REGION)
    return [place for place in truth["places"] if row["kind"] == place["kind"] == "trip" and within(place)]


def known_place(place, row, region, verdict):
    verdict.confusion[place["kind"], row["kind"]] += 1
    if row["kind"] in accepted(place):
        verdict.counts["kinds-right"] += 1
    else:
        verdict.say("kinds-wrong", f"{place['name']} is {' or '.join(accepted(place))}, not {shown(row)}")
    for end, outer in (("first", "earliest"), ("last", "latest")):
        one, *_, other = sorted(true[of] for true in region for of in (end, outer))
        if row[end] is None or days_between(row[end], one) < -1 or days_between(row[end], other) > 1:
            verdict.say("dates-inexact", f"{place['name']}: {end} {row[end]}, not {place[end]}")
    if place["country"] and row.get("country") not in (None, place["country"]):
        verdict.say("countries-wrong", f"{place['name']}: {row['country']}, not {place['country']}")


def unknown_place(truth, row, verdict):
    nearest = min((metres(at, spot(row)) for at in truth["positions"]), default=None)
    if nearest is None or nearest > reach(row):
        verdict.say("places-invented", f"{shown(row)}: no photo was taken there")
    away = [place for place in truth["places"] if place["kind"] == "trip"]
    fits = row["kind"] == "other" or row["kind"] == "trip" and any(metres(spot(p), spot(row)) < REGION for p in away)
    if not fits:
        verdict.confusion["no place of theirs", row["kind"]] += 1
        verdict.say("kinds-wrong", f"{shown(row)}: there is nothing of that kind")


def days_between(one, other):
    return (date.fromisoformat(one) - date.fromisoformat(other)).days


def minutes(text):
    hours, rest = map(int, text.split(":"))
    if not (0 <= hours <= 24 and 0 <= rest < 60):
        raise ValueError(f"the time {text}")
    return hours * 60 + rest


def width(window):
    return (window[1] - window[0]) % DAY


def touches(one, other):
    """Whether two spans of a day have a minute in common; either may go over midnight."""
    return (other[0] - one[0]) % DAY <= width(one) or (one[0] - other[0]) % DAY <= width(other)


def routines(truth, told, same, verdict):
    found = set()
    for row in told["routines"]:
        place, window = next(iter(same[row["place"]]), None), (minutes(row["from"]), minutes(row["to"]))
        where = place["name"] if place else "nowhere in particular"
        text = f"{where}, {row['weekday']} {row['from']}-{row['to']} ({row['weeks']} weeks)"
        day = [
            (i, true, (minutes(true["from"]), minutes(true["to"])))
            for i, true in enumerate(truth["routines"])
            if place and true["place"] == place["id"] and true["weekday"] == row["weekday"]
        ]
        wide = lambda hours: ((hours[0] - WIDER) % DAY, (hours[1] + WIDER) % DAY) if width(hours) < DAY - 2 * WIDER else (0, DAY - 1)
        hits = [(i, true) for i, true, hours in day if touches(window, wide(hours))]
        longest = max((hours[1] for _, _, hours in day), default=0) - min((hours[0] for _, _, hours in day), default=0)
        if not hits or width(window) > longest + LONGER:
            verdict.say("routines-invented", text)
            continue
        for i, true in hits:
            if i not in found:
                found.add(i)
                verdict.found("routines")
        # Of hours on end a part may be told, with fewer weeks. Who takes the gate's morning and afternoon together counts their weeks together.
        most, least = sum(true["weeks"] for _, true in hits), min(true["weeks"] * true["required"] for _, true in hits)
        if not least - max(2, least // 5) <= row["weeks"] <= most + max(2, most // 5):
            verdict.say("weeks-inexact", f"{text}, not {least} to {most}")
    names = {place["id"]: place["name"] for place in truth["places"]}
    for i, true in enumerate(truth["routines"]):
        if true["required"] and i not in found:
            text = f"{names[true['place']]}, {true['weekday']} {true['from']}-{true['to']}, {true['weeks']} weeks"
            verdict.say("routines-missed", text)


def journeys(truth, told, verdict):
    found = set()
    for row in told["journeys"]:
        meets = lambda true: row["first"] <= true["last"] and true["first"] <= row["last"]
        hits = [i for i, true in enumerate(truth["journeys"]) if meets(true)]
        if days_between(row["last"], row["first"]) < 0 or not hits:
            verdict.say("journeys-invented", f"{row['first']} to {row['last']}")
        for i in hits:
            true = truth["journeys"][i]
            off = max(abs(days_between(row[end], true[end])) for end in ("first", "last"))
            if i in found or off > 1:
                verdict.say("journeys-inexact", f"{row['first']} to {row['last']}, not {true['first']} to {true['last']}")
            if i not in found:
                verdict.found("journeys")
        found.update(hits)
    for i, true in enumerate(truth["journeys"]):
        if true["required"] and i not in found:
            verdict.say("journeys-missed", f"{true['first']} to {true['last']}")


def devices(truth, told, verdict):
    key = lambda row: (row["make"], row["model"], row["serial"] or None)
    true = {key(row): (row["files"], row["most"]) for row in truth["devices"]}
    said = {key(row): row["files"] for row in told["devices"]}
    for device, files in said.items():
        if device not in true:
            verdict.say("devices-invented", f"{device}")
        elif not true[device][0] * 0.9 - 2 <= files <= true[device][1] * 1.1 + 2:
            verdict.say("devices-inexact", f"{device}: {files} files, not {true[device][0]} to {true[device][1]}")
    for device in true:
        if device in said:
            verdict.found("devices")
        else:
            verdict.say("devices-missed", f"{device}: {true[device][0]} files")


def people(truth, told, same, verdict):
    true, said = ({row["name"]: row for row in all_of["people"]} for all_of in (truth, told))
    for name, row in said.items():
        if name not in true:
            verdict.say("people-invented", name)
            continue
        verdict.found("people")
        if not true[name]["least"] <= row["files"] <= true[name]["most"]:
            verdict.say("people-inexact", f"{name}: {row['files']} files, not {true[name]['least']} to {true[name]['most']}")
        for there in filter(None, (same[at] for at in row["places"])):
            if not {place["id"] for place in there} & set(true[name]["places"]):
                verdict.say("people-misplaced", f"{name} at {there[0]['name']}")
    for name, row in true.items():
        if row["required"] and name not in said:
            verdict.say("people-missed", f"{name}: {row['least']} files with a face")
