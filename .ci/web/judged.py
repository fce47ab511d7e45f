"""The steps, in their order, and what all of them need: the program, the two forms of the page, one browser."""
from pathlib import Path

import copies
import places

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "fixtures"


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

    def cleaned(self, folder):
        """Of one folder the command line is asked once."""
        out = self.tmp / f"cleaned-{folder.name}"
        if not hasattr(self, "kept") or self.kept[0] != folder:
            self.kept = (folder, copies.cleaned(self.untrace, folder, out, "--fix-extension"))
        return self.kept[1]

    def same(self, folder, form):
        told, made = self.cleaned(folder)
        yield from copies.compared(self.browser, self.forms[form], folder, told, made, self.tmp)
