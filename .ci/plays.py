#!/usr/bin/env python3
"""Has a browser play the copies of the videos in fixtures/: whatever it plays, it must play the same way once cleaned.

    plays.py UNTRACE [FOLDER...]

Cleans FOLDERs (default: fixtures/phone-export and fixtures/video), serves originals and copies to a headless Chromium
(CHROMIUM names another one) and compares size, length, whether each was played to its end, the last picture, and those that it
jumps to.

Status 0: all the same. 77: there is no browser, nothing was played.
"""
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
ENDINGS = {".mp4", ".mov", ".m4v", ".3gp"}
LEFT_OUT = 77
LEAST = 90  # of the fixtures, so many are in codecs that Chromium has
SECONDS = 300
SECOND_OR_SO = 0.5
YEAR = 365 * 24 * 3600
ATTEMPTS = 3
# Pictures that end before the sound: behind them a browser shows the last one, or what it showed before.
ENDS_EARLY = {"edits-picture-only.mp4"}

PAGE = """<!doctype html><meta charset="utf-8"><title>plays</title><script>
const all = PAIRS, out = {}, at_once = 6;
const until = (video, ...names) => new Promise(done => {
  for (const name of names) video.addEventListener(name, () => done(name), {once: true});
  setTimeout(() => done("nothing for 20 s"), 20000);
});
function last(video) {
  if (!video.videoWidth) return 0;
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth; canvas.height = video.videoHeight;
  const context = canvas.getContext("2d");
  context.drawImage(video, 0, 0);
  let sum = 0;
  for (const byte of context.getImageData(0, 0, canvas.width, canvas.height).data) sum = (sum * 31 + byte) >>> 0;
  return sum;
}
async function lasts(file) {
  const video = document.createElement("video");
  const known = until(video, "loadedmetadata", "error");
  video.src = file;
  await known;
  return isFinite(video.duration) ? video.duration : 0;
}
async function play(file, least) {
  const video = document.createElement("video");
  video.muted = true;
  video.src = file;
  document.body.append(video);
  const shown = until(video, "loadeddata", "error");
  let end = await shown;
  if (end === "loadeddata") {
    const over = until(video, "ended", "error");
    video.playbackRate = 2;
    video.play().catch(() => {});
    end = await over;
  }
  const seeks = [];
  for (const part of end === "ended" && video.videoWidth ? [0.87, 0.13, 0.53] : []) {
    const there = until(video, "seeked", "error");
    video.currentTime = least * part;
    const end = await there;
    // The picture is on the screen a little later.
    await new Promise(done => { video.requestVideoFrameCallback(done); setTimeout(done, 300); });
    seeks.push(end, last(video));
  }
  out[file] = {end, seeks, code: video.error ? video.error.code : 0, width: video.videoWidth, height: video.videoHeight,
               length: video.duration, picture: end === "ended" ? last(video) : 0};
  video.remove();
}
addEventListener("load", async () => {
  const left = [...all];
  await Promise.all(Array.from({length: at_once}, async () => { while (left.length) {
    const pair = left.shift();
    // A track that goes can be longer than picture and sound: both are asked for the same moments.
    const least = Math.min(await lasts(pair[0]), await lasts(pair[1]));
    for (const file of pair) await play(file, least);
  } }));
  await fetch("/said", {method: "POST", body: JSON.stringify(out)});
});
</script><body></body>"""


class Handler(SimpleHTTPRequestHandler):
    """The folder; what the page says ends up in `said`."""

    said, done = {}, threading.Event()

    def send_head(self):
        """Parts of files, without which a browser cannot jump in a video."""
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if not wanted or not path.is_file():
            return super().send_head()
        size = path.stat().st_size
        start, end = int(wanted[1]), min(int(wanted[2] or size - 1), size - 1)
        if start > end:
            self.send_error(416)
            return None
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Range", f"bytes {start}-{end}/{size}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        return io.BytesIO(path.read_bytes()[start : end + 1])

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Handler.said.update(json.loads(body))
        self.send_response(204)
        self.end_headers()
        Handler.done.set()

    def log_message(self, *_):
        pass

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            pass  # a browser hangs up when it has seen enough


def served(untrace, folders, site):
    """Puts originals and copies into the site; answers their names, (original, copy)."""
    pairs = []
    for number, folder in enumerate(folders):
        before, after = site / f"before{number}", site / f"after{number}"
        shutil.copytree(folder, before)
        ran = subprocess.run([untrace, "clean", "--quiet", before, "-o", after], stdin=subprocess.DEVNULL)
        if ran.returncode not in (0, 1):
            sys.exit(f"{untrace} ended with {ran.returncode}")
        for path in sorted(before.rglob("*")):
            copy = after / path.relative_to(before)
            if path.suffix.lower() in ENDINGS and copy.is_file():
                pairs.append(tuple(p.relative_to(site).as_posix() for p in (path, copy)))
    return pairs


def said_by(browser, site, page):
    """What a page says of the files beside it; nothing where the browser keeps silent."""
    (site / "index.html").write_text(page)
    Handler.said, Handler.done = {}, threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    profile = tempfile.mkdtemp()
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--autoplay-policy=no-user-gesture-required",
               f"--user-data-dir={profile}", "--remote-debugging-port=0", f"http://127.0.0.1:{server.server_port}/index.html"]
    process = subprocess.Popen([browser, *options], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    answered = Handler.done.wait(SECONDS)
    process.terminate()
    process.wait()
    server.shutdown()
    shutil.rmtree(profile, ignore_errors=True)
    return Handler.said if answered else None


def differs(name, before, after):
    """How a copy was played in another way than its original; nothing where it was not."""
    # Picture and sound may end before other tracks do, which are gone.
    lengths = before.pop("length"), after.pop("length")
    if lengths[0] and lengths[0] > YEAR:
        # Where times count from 1970, nobody can jump to a moment of the original.
        lengths = (0, 0)
        for said in (before, after):
            said.update(seeks=[], picture=0)
    if name.rpartition("/")[2] in ENDS_EARLY:
        for said in (before, after):
            said.update(seeks=said["seeks"][:4], picture=0)
    shorter = lengths[0] and lengths[1] and abs(lengths[0] - lengths[1]) > SECOND_OR_SO
    if before["end"] == "ended" and (before != after or shorter):
        return f"{name}: {before} became {after}"
    return None


def main():
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser:
        print("THERE IS NO CHROMIUM: NO COPY OF A VIDEO WAS PLAYED")
        return LEFT_OUT
    folders = [Path(word) for word in sys.argv[2:]] or [FIXTURES / "phone-export", FIXTURES / "video"]
    with tempfile.TemporaryDirectory() as tmp:
        site = Path(tmp)
        pairs = left = served(Path(sys.argv[1]).resolve(), folders, site)
        # On a busy machine a browser shows a picture late; what is wrong is wrong each time.
        for attempt in range(ATTEMPTS):
            said = said_by(browser, site, PAGE.replace("PAIRS", json.dumps(left)))
            if said is None:
                print(f"{browser} SAID NOTHING FOR {SECONDS} S")
                return 1
            ended = sum(said[original]["end"] == "ended" for original, _ in left)
            played = ended if attempt == 0 else played
            wrong = {pair: line for pair in left if (line := differs(pair[0], said[pair[0]], said[pair[1]]))}
            left = list(wrong)
            if not left:
                break
    print(f"{len(pairs)} videos have a copy; Chromium plays {played} of the originals")
    for line in wrong.values():
        print("WRONG:", line)
    if not sys.argv[2:] and played < LEAST:
        print(f"WRONG: fewer than {LEAST} were played")
        return 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
