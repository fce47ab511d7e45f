"""A visit to the page, as a person makes one: files are chosen, copies taken, and what the page says is read."""
import time
import zipfile
from contextlib import contextmanager

SUMMARY = "() => { const {dataset, textContent} = document.getElementById('summary'); return dataset.counted === 'summary' && textContent; }"
UNFOLD = "() => document.querySelectorAll('#without details').forEach(folded => folded.open = true)"
WITHOUT = "() => Array.from(document.querySelectorAll('#without-list li'), line => [line.querySelector('b').textContent, line.querySelector('span').textContent])"
OTHERS = "() => Array.from(document.querySelectorAll('#others-list li'), line => line.textContent)"
NUMBER = "id => Number(document.getElementById(id).textContent.replace(/[^0-9]/g, ''))"


class Visit:
    """A page that was opened. What it asked for and complained about is kept."""

    def __init__(self, browser, address, view=(1280, 900), init=None, **options):
        self.context = browser.new_context(viewport={"width": view[0], "height": view[1]}, accept_downloads=True, **options)
        self.asked, self.said = [], []
        self.context.on("request", lambda request: self.asked.append((request.method, request.url)))
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        if init:
            self.page.add_init_script(init)
        self.page.goto(address)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def until(self, script, seconds=60, argument=None):
        """Waits until a script gives something, and answers that. The page's policy forbids what Playwright has for it."""
        end = time.monotonic() + seconds
        while not (found := self.page.evaluate(script, argument)):
            if time.monotonic() > end:
                raise TimeoutError(f"in {seconds} s not: {script}")
            time.sleep(0.05)
        return found

    def choose(self, paths, seconds=60):
        """Chooses files and waits for the end of the work; answers the last sentence."""
        self.page.set_input_files("#files", [str(path) for path in paths])
        return self.until(SUMMARY, seconds)

    def choose_folder(self, folder, seconds=300):
        self.page.set_input_files("#folder", str(folder))
        return self.until(SUMMARY, seconds)

    def copies(self):
        """How many copies there are to take."""
        return self.page.evaluate("() => Number(document.querySelector('#main-way button')?.dataset.numbers ?? 0)")

    def keep_names(self):
        self.page.uncheck("#neutral")

    def without(self):
        """What has no copy, each with its sentence; and what is neither a photo nor a video."""
        self.page.evaluate(UNFOLD)
        number = self.page.evaluate(NUMBER, "without-count")
        self.until(f"() => {number} === document.querySelectorAll('#without-list li').length")
        return self.page.evaluate(WITHOUT), self.page.evaluate(OTHERS)

    @contextmanager
    def download(self, seconds=120):
        with self.page.expect_download(timeout=seconds * 1000) as waiting:
            found = []
            yield found
        found.append(waiting.value)

    def way(self, name):
        """The button of a way to take the copies: `zip`, `single`, `folder`, `share`, by what it says in English."""
        words = {"zip": "As a zip", "single": "As single files", "folder": "Into a folder", "share": "Share"}
        return self.page.locator("#other-ways button", has_text=words[name])

    def main_way(self):
        return self.page.locator("#main-way button")

    def zip(self, path, seconds=120):
        """Takes all copies as one zip, by whichever button it is."""
        with self.download(seconds) as found:
            button = self.way("zip")
            (button if button.count() else self.main_way()).click()
        found[0].save_as(path)
        return zipfile.ZipFile(path)
