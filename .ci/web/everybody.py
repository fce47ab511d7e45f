"""Everybody can use the page: axe-core finds nothing in any state, narrow screens need no scrolling to the side, and pictures are kept to look at."""
from page import TAGS
from people import drop
from visit import Visit

NARROWEST = 320
SCHEMES = ("light", "dark")
SHAPES = {390: (390, 844), 1280: (1280, 900)}
# A worker that is busy for as long as somebody looks.
BUSY = """
  const ask = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message) { if (message.kind !== "clean" || message.name !== "busy.jpg") ask.call(this, message); };
"""
LONG_NAME = "<b>Léa's \"Geburtstag\" & Großmutter's<img src=x onerror=alert(1)> " + "übergroß-" * 16 + ".jpg"


class States:
    """What a person sees, one after the other. Each is a name and what brings the page there."""

    def __init__(self, files, tmp):
        self.files = [*files, tmp / LONG_NAME, tmp / "no-picture.txt"]
        self.files[-2].write_bytes(files[0].read_bytes())
        self.files[-1].write_text("Dear all\n")
        self.busy = tmp / "busy.jpg"
        self.busy.write_bytes(files[0].read_bytes())

    def each(self, visit):
        page = visit.page
        yield "start"
        page.click("footer summary")
        yield "start-unfolded"
        page.set_input_files("#files", [str(self.busy), *map(str, self.files)])
        visit.until("() => document.querySelectorAll('[data-state=copy]').length >= 3")
        yield "working"
        page.click("#start-again")
        visit.choose(self.files)
        page.wait_for_timeout(300)
        yield "ready"
        page.evaluate("() => document.querySelectorAll('main details').forEach(folded => folded.open = true)")
        page.wait_for_timeout(100)
        yield "ready-unfolded"
        page.locator(".card button:visible").first.click()
        page.wait_for_timeout(300)
        yield "comparison"
        page.click("#compare-close")
        page.click("#start-again")
        drop(visit, [self.files[-1]])
        visit.until("() => document.getElementById('summary').dataset.counted")
        yield "nothing"


def accessible(browser, address, axe, states, width, scheme, shots):
    """Every state by axe-core, on one screen; a picture of each in both languages, if they are wanted."""
    looked_at = 0
    for language in ("en", "fr"):
        with Visit(browser, address, view=SHAPES[width], color_scheme=scheme, locale=language, init=BUSY) as visit:
            for state in states.each(visit):
                unrolled(visit, width, state)
                if shots:
                    visit.page.screenshot(path=shots / f"{state}-{width}-{scheme}-{language}.png")
                visit.page.evaluate(axe)
                found = visit.page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
                for rule in found["violations"]:
                    where = "; ".join(node["target"][0] + " " + (node["any"] or node["all"] or node["none"] or [{"message": ""}])[0]["message"] for node in rule["nodes"][:3])
                    yield f"{state}, {language}: {rule['id']} ({rule['impact']}), {len(rule['nodes'])} times: {where}"
                looked_at += bool(found["passes"])
    yield f"note: {looked_at} states by axe-core"


def unrolled(visit, width, state):
    """A screen as long as the page: what is out of sight is neither drawn nor judged."""
    visit.page.set_viewport_size({"width": width, "height": SHAPES[width][1]})
    if state == "comparison":
        return
    for _ in range(2):
        long = visit.page.evaluate("() => document.documentElement.scrollHeight")
        visit.page.set_viewport_size({"width": width, "height": max(long, SHAPES[width][1])})
        visit.page.wait_for_timeout(200)


def narrow(browser, address, states):
    for language in ("en", "fr"):
        with Visit(browser, address, view=(NARROWEST, 568), locale=language, init=BUSY) as visit:
            for state in states.each(visit):
                wide = visit.page.evaluate("() => Math.max(document.documentElement.scrollWidth, ...Array.from(document.querySelectorAll('dialog[open]'), open => open.scrollWidth))")
                if wide > NARROWEST:
                    yield f"{state}, {language}: {wide} px wide on a screen of {NARROWEST}"
                small = visit.page.evaluate("""() => Array.from(document.querySelectorAll("button, summary, input, a[href]")).filter(one => one.checkVisibility({visibilityProperty: true}))
                  .map(one => [one.id || one.textContent.slice(0, 30), one.getBoundingClientRect()]).filter(([, {width, height}]) => width > 2 && (width < 24 || height < 24)
                  ).filter(([name]) => name !== "neutral" && name !== "to-copies").map(([name, {width, height}]) => `${name}: ${width} by ${height}`)""")
                yield from (f"{state}, {language}: a target is small: {one}" for one in small)
