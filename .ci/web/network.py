"""What the page asks of the network: its own files by GET, once. Its policy refuses everything else, in its workers too; without a network it works."""
import time
from urllib.parse import urljoin

from page import ATTEMPTS, REFUSED

import places
from visit import Visit

# What could go on from a worker, where the files are read.
WORKERS = """async there => {
  const through = [];
  await fetch(there + "worker-fetch", {mode: "no-cors"}).then(() => through.push("fetch"), () => {});
  const asked = new XMLHttpRequest();
  try { asked.open("POST", there + "worker-request", false); asked.send("photo"); through.push("request"); } catch {}
  try { importScripts(there + "worker-script"); through.push("script"); } catch {}
  await new Promise(done => {
    try {
      const socket = new WebSocket(there.replace("http", "ws") + "worker-socket");
      socket.onerror = socket.onclose = done;
    } catch { done(); }
    setTimeout(done, 500);
  });
  return through;
}"""
# The same from the page, by what page.py does not try: a form leaves the page, if it may.
OTHERS = """async there => {
  navigator.sendBeacon(there + "beacon", "photo");
  try { new WebSocket(there.replace("http", "ws") + "socket"); } catch {}
  try { new EventSource(there + "events"); } catch {}
  const form = document.createElement("form");
  Object.assign(form, {action: there + "form", method: "post", target: "_blank"});
  document.body.append(form);
  form.submit();
  await new Promise(done => setTimeout(done, 300));
}"""
INSTALLED = "() => navigator.serviceWorker.getRegistration().then(there => Boolean(there?.active))"
OWN = ["index.html", "page.css", "page.js", "worker.js", "untrace.core", "service-worker.js", "manifest.webmanifest", "icon.svg", "icon-192.png", "icon-512.png"]


def used(visit, files, tmp):
    """Everything that a person does with a page."""
    visit.choose(files)
    visit.zip(tmp / "used.zip").close()
    visit.page.locator(".card button:visible").first.click()
    visit.page.click("#compare-close")
    visit.page.click("[data-speak=fr]")
    visit.page.reload()
    visit.page.click("[data-speak=en]")
    visit.choose(files[:1])


def hosted(browser, server, files, tmp):
    own = {server.address, *(urljoin(server.address, name) for name in OWN)}
    server.asked.clear()
    with Visit(browser, server.address) as visit:
        used(visit, files, tmp)
        visit.until(INSTALLED)
        asked = [(method, url) for method, url in visit.asked if not url.startswith(("blob:", "data:"))]
        yield from (f"asks for {method} {url}" for method, url in asked if method != "GET" or url.split("?")[0] not in own)
        yield from (f"the console says {text}" for text in visit.said)
        yield from attempts(visit)
    yield from (f"the server was asked for {method} {path}" for method, path in server.asked if method != "GET" or urljoin(server.address, path) not in own)
    missing = {"untrace.core", "worker.js", "service-worker.js"} - {path.strip("/") for _, path in server.asked}
    yield from (f"{name} was never asked for: nothing was watched" for name in missing)
    yield f"note: {len(asked)} requests by the page, {len(server.asked)} at the server"


def alone(browser, address, files, tmp):
    with Visit(browser, address) as visit:
        used(visit, files, tmp)
        asked = [(method, url) for method, url in visit.asked if not url.startswith(("blob:", "data:"))]
        yield from (f"asks for {method} {url}" for method, url in asked if (method, url) != ("GET", address))
        yield from (f"the console says {text}" for text in visit.said)
        yield from attempts(visit)
        yield f"note: {len(asked)} requests, for the file itself"


def attempts(visit):
    """What the page and its workers try, and what gets through."""
    elsewhere = places.elsewhere()
    try:
        came_to = visit.page.evaluate(ATTEMPTS, elsewhere.address)
        if came_to != {"refused": REFUSED, "ran": False, "shown": came_to["shown"]} or came_to["shown"] == "none":
            yield f"its policy let something through: {came_to}"
        visit.page.evaluate(OTHERS, elsewhere.address)
        if not visit.page.workers:
            yield "there is no worker to try anything"
        for worker in visit.page.workers[:2]:
            yield from (f"a worker's policy lets a {kind} through" for kind in worker.evaluate(WORKERS, elsewhere.address))
        time.sleep(0.2)
        yield from (f"its policy let it ask for {method} {path}" for method, path in elsewhere.asked)
    finally:
        elsewhere.stop()


def offline(browser, folder, files, tmp):
    """After the first visit nobody is there any more."""
    server = places.hosting(folder)
    with Visit(browser, server.address) as visit:
        visit.until(INSTALLED)
        server.stop()
        visit.context.set_offline(True)
        visit.page.reload()
        if "ready" not in visit.choose(files):
            yield "no photo is cleaned without a network"
        with visit.zip(tmp / "offline.zip") as archive:
            if len(archive.namelist()) != len(files):
                yield f"the copies of {len(files)} files are {archive.namelist()}"
        if len(visit.page.text_content("#checksum")) != 64:
            yield f"the checksum is {visit.page.text_content('#checksum')}"
        yield from (f"the page complains: {text}" for text in visit.said)
