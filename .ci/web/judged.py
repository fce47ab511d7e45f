"""The steps, in their order, and what all of them need: the program, the two forms of the page, one browser."""
from pathlib import Path

import copies
import network
import places
import trapped

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "fixtures"
EXPORT = FIXTURES / "phone-export"
PHOTOS = [EXPORT / "DCIM/Camera/IMG_20240512_170312.jpg", EXPORT / "Screenshots/Screenshot_2024-06-02-11-20-45.png", EXPORT / "DCIM/100APPLE/IMG_4127.MOV"]


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

    def cleaned(self, folder):
        """Of one folder the command line is asked once."""
        out = self.tmp / f"cleaned-{folder.name}"
        if not hasattr(self, "kept") or self.kept[0] != folder:
            self.kept = (folder, copies.cleaned(self.untrace, folder, out, "--fix-extension"))
        return self.kept[1]

    def same(self, folder, form):
        told, made = self.cleaned(folder)
        yield from copies.compared(self.browser, self.forms[form], folder, told, made, self.tmp)
