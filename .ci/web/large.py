"""A video of more than two gigabytes goes through the page without being held in memory."""
import filecmp
import shutil
import subprocess
import threading
import time
from pathlib import Path

from steps import LeftOut
from visit import Visit

GIGABYTES = 2.2
ROOM = 8 << 30
MOST_GROWTH = 300 << 20


def film(folder):
    """A clip of noise as phones code it, repeated until it is large enough."""
    clip, whole = folder / "clip.mp4", folder / "film.mp4"
    ffmpeg = ["ffmpeg", "-v", "error", "-nostdin"]
    subprocess.run([*ffmpeg, "-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=30,noise=alls=60:allf=t", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000",
                    "-t", "6", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-c:a", "aac", clip], check=True)
    more = int(GIGABYTES * 1e9 / clip.stat().st_size)
    subprocess.run([*ffmpeg, "-stream_loop", str(more), "-i", clip, "-map", "0", "-c", "copy", "-metadata", "comment=Rue-du-Secret-17", whole], check=True)
    clip.unlink()
    return whole


def renderers(browser):
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return [process["id"] for process in processes if process["type"] == "renderer"]


def memory(pid):
    """What a process holds of its own; a file that it maps is not held."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return 0
    sizes = dict(line.split(":", 1) for line in status.splitlines())
    return sum(int(sizes[name].split()[0]) << 10 for name in ("RssAnon", "RssShmem"))


class Watch:
    """The most that processes hold together while something goes on."""

    def __init__(self, pids):
        self.pids, self.start, self.most, self.over = pids, sum(map(memory, pids)), 0, threading.Event()

    def __enter__(self):
        def look():
            while not self.over.wait(0.02):
                self.most = max(self.most, sum(map(memory, self.pids)))
        self.thread = threading.Thread(target=look)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    @property
    def growth(self):
        return max(0, self.most - self.start)


def large(browser, address, untrace, tmp):
    if shutil.disk_usage(tmp).free < ROOM:
        raise LeftOut(f"LESS THAN {ROOM >> 30} GB OF ROOM: NO LARGE VIDEO WAS CLEANED")
    if not shutil.which("ffmpeg"):
        raise LeftOut("NO FFMPEG: NO LARGE VIDEO WAS CLEANED")
    folder, copy = tmp / "large", tmp / "large-clean"
    folder.mkdir(exist_ok=True)
    try:
        video = film(folder)
        subprocess.run([untrace, "clean", video, "-o", copy, "--quiet"], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        with Visit(browser, address) as visit:
            visit.page.wait_for_timeout(1000)
            with Watch(renderers(browser)) as watch:
                begun = time.monotonic()
                visit.choose([video], seconds=60)
                cleaned = time.monotonic() - begun
                with visit.download(120) as found:
                    visit.main_way().click()
                same = filecmp.cmp(found[0].path(), copy / video.name, shallow=False)
                saved = time.monotonic() - begun - cleaned
            found[0].delete()
            if not same:
                yield "the copy is not the command line's"
            if watch.growth > MOST_GROWTH:
                yield f"the page's memory grows by {watch.growth >> 20} MiB"
            if not watch.most:
                yield "no process was watched"
            yield f"note: {video.stat().st_size / 1e9:.2f} GB: cleaned in {cleaned:.1f} s, saved in {saved:.1f} s, memory from {watch.start >> 20} by {watch.growth >> 20} MiB"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(copy, ignore_errors=True)
