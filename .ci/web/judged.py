"""The steps, in their order, and what all of them need: the program, the two forms of the page, one browser."""
from functools import partial
from pathlib import Path

import copies
import everybody
import firefox
import large
import network
import people
import places
import sources
import speed
import trapped

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "fixtures"
EXPORT = FIXTURES / "phone-export"
PHOTOS = [EXPORT / "DCIM/Camera/IMG_20240512_170312.jpg", EXPORT / "Screenshots/Screenshot_2024-06-02-11-20-45.png", EXPORT / "DCIM/100APPLE/IMG_4127.MOV"]

REFUSED = FIXTURES / "hostile/gif-half-sub-blocks.gif"


class Judged:
    def __init__(self, asked, launch, axe, tmp):
        self.asked, self.launch, self.axe, self.tmp = asked, launch, axe, tmp
        self.untrace, self.dist = asked.untrace.resolve(), asked.dist.resolve()
        self.server = places.hosting(self.dist / "page")
        self.forms = {"hosted": self.server.address, "one file": (self.dist / "untrace.html").as_uri()}
        self.browser = launch()

    def end(self):
        self.browser.close()
        self.server.stop()

    def steps(self):
        yield from ((f"bytes: fixtures, {form}", lambda form=form: self.same(FIXTURES, form)) for form in self.forms)
        if self.asked.corpus:
            yield from ((f"bytes: the corpus, {form}", lambda form=form: self.same(self.asked.corpus.resolve(), form)) for form in self.forms)
        yield "requests: hosted", lambda: network.hosted(self.browser, self.server, PHOTOS, self.tmp)
        yield "requests: one file", lambda: network.alone(self.browser, self.forms["one file"], PHOTOS, self.tmp)
        yield "offline", lambda: network.offline(self.browser, self.dist / "page", PHOTOS, self.tmp)
        yield "a file that traps", lambda: trapped.trapped(self.browser, self.server.address, self.dist, PHOTOS[0], self.tmp)
        for form, address in self.forms.items():
            yield f"people: folders, {form}", partial(people.folders, self.browser, address, self.untrace, EXPORT, self.tmp)
            yield f"people: nothing to clean, {form}", partial(people.nothing_to_clean, self.browser, address, self.tmp)
            yield f"people: ways to take copies, {form}", partial(people.takes, self.browser, address, self.untrace, PHOTOS, self.tmp)
            yield f"people: languages, {form}", partial(people.languages, self.browser, address, PHOTOS[0], REFUSED)
            yield f"people: keys, {form}", partial(people.keys, self.browser, address, PHOTOS, self.tmp)
        states = everybody.States([*PHOTOS, EXPORT / "DCIM/100APPLE/IMG_4127.HEIC", REFUSED], self.tmp)
        if shots := self.asked.shots:
            shots.mkdir(parents=True, exist_ok=True)
        for width in everybody.SHAPES:
            for scheme in everybody.SCHEMES:
                yield f"everybody: {width} px, {scheme}", partial(everybody.accessible, self.browser, self.server.address, self.axe, states, width, scheme, shots)
        yield "everybody: 320 px", partial(everybody.narrow, self.browser, self.server.address, states)
        yield "a large video", partial(large.large, self.browser, self.server.address, self.untrace, self.tmp)
        yield "speed", partial(speed.speed, self.browser, self.forms, self.untrace, self.tmp, ROOT.parent / "shared")
        yield "sources: types", sources.types
        yield "sources: bundles", partial(sources.bundles, self.dist, self.tmp)
        if self.asked.firefox:
            yield from ((f"firefox: {form}", partial(firefox.cleans, address, self.untrace, PHOTOS, self.tmp)) for form, address in self.forms.items())

    def cleaned(self, folder):
        """Of one folder the command line is asked once."""
        out = self.tmp / f"cleaned-{folder.name}"
        if not hasattr(self, "kept") or self.kept[0] != folder:
            self.kept = (folder, copies.cleaned(self.untrace, folder, out, "--fix-extension"))
        return self.kept[1]

    def same(self, folder, form):
        told, made = self.cleaned(folder)
        yield from copies.compared(self.browser, self.forms[form], folder, told, made, self.tmp)
