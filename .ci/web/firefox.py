"""Firefox cleans a few files, too, and asks for nothing else. It is driven by WebDriver BiDi, which it speaks itself."""
import itertools
import json
import re
import shutil
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path
from urllib.parse import urljoin

from copies import cleaned, zip_against
from network import OWN
from steps import LeftOut
from visit import SUMMARY

PREFERENCES = {"browser.download.folderList": 2, "browser.download.useDownloadDir": True, "browser.download.always_ask_before_handling_new_types": False,
               "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False, "intl.accept_languages": "en-GB"}
WAIT = 60


class Firefox:
    """A Firefox of its own, with one tab."""

    def __init__(self, folder):
        program = shutil.which("firefox-esr") or shutil.which("firefox")
        if not program:
            raise LeftOut("THERE IS NO FIREFOX: IT WAS NOT DRIVEN")
        try:
            from websocket import create_connection
        except ImportError:
            raise LeftOut("THERE IS NO websocket-client: FIREFOX WAS NOT DRIVEN") from None
        profile, self.downloads = folder / "profile", folder / "downloads"
        profile.mkdir()
        self.downloads.mkdir()
        preferences = PREFERENCES | {"browser.download.dir": str(self.downloads)}
        (profile / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()))
        self.log = (folder / "log").open("w+")
        self.process = subprocess.Popen([program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"],
                                        stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.numbers, self.asked = itertools.count(1), []
        self.socket = create_connection(self.address() + "/session", timeout=WAIT, suppress_origin=True)
        self.call("session.new", capabilities={})
        self.tab = self.call("browsingContext.getTree")["contexts"][0]["context"]
        self.call("session.subscribe", events=["network.beforeRequestSent"])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()
        self.process.terminate()
        self.process.wait()
        self.log.close()

    def address(self):
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            self.log.seek(0)
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", self.log.read()):
                return found[1]
            time.sleep(0.1)
        self.process.kill()
        raise LeftOut("FIREFOX DOES NOT ANSWER: IT WAS NOT DRIVEN")

    def call(self, method, **parameters):
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            said = json.loads(self.socket.recv())
            if said.get("method") == "network.beforeRequestSent":
                request = said["params"]["request"]
                self.asked.append((request["method"], request["url"], said["params"]["context"]))
            elif said.get("id") == number:
                if "error" in said:
                    raise RuntimeError(f"{method}: {said['error']}: {said['message']}")
                return said["result"]

    def run(self, script):
        """What an expression comes to."""
        said = self.call("script.evaluate", expression=script, target={"context": self.tab}, awaitPromise=True, userActivation=True)
        if said["type"] != "success":
            raise RuntimeError(said["exceptionDetails"]["text"])
        return said["result"]

    def until(self, look):
        end = time.monotonic() + WAIT
        while not (found := look()):
            if time.monotonic() > end:
                raise TimeoutError("Firefox does not come to an end")
            time.sleep(0.1)
        return found


def cleans(address, untrace, photos, tmp):
    _, copies = cleaned(untrace, Path("/"), tmp / f"firefox-{address.split(':')[0]}", paths=photos)
    own = {address, *(urljoin(address, name) for name in OWN if address.startswith("http"))}
    with tempfile.TemporaryDirectory() as folder, Firefox(Path(folder)) as firefox:
        firefox.call("browsingContext.navigate", context=firefox.tab, url=address, wait="complete")
        chooser = firefox.run("document.getElementById('files')")
        firefox.call("input.setFiles", context=firefox.tab, element={"sharedId": chooser["sharedId"]}, files=[str(photo) for photo in photos])
        firefox.until(lambda: firefox.run(f"({SUMMARY})()").get("value"))
        firefox.run("document.getElementById('neutral').click()")
        firefox.run("document.querySelector('#main-way button').click()")
        path = firefox.until(lambda: next((path for path in firefox.downloads.glob("*.zip") if zipfile.is_zipfile(path)), None))
        with zipfile.ZipFile(path) as archive:
            yield from zip_against(archive, "", copies)
        asked = [(method, url) for method, url, tab in firefox.asked if tab in (firefox.tab, None) and url.startswith(("http", "file:", "ws"))]
        # A file that it opens is no request to it.
        if not asked and address.startswith("http"):
            yield "no request was seen"
        yield from (f"asks for {method} {url}" for method, url in asked if (method, url.split("?")[0]) not in {("GET", one) for one in own})
        version = subprocess.run(["firefox-esr", "--version"], capture_output=True, text=True).stdout.strip() if shutil.which("firefox-esr") else "Firefox"
        yield f"note: {version}: {len(copies)} copies equal, {len(asked)} requests"
