#!/usr/bin/env python3
"""Runs what README.md, LISEZMOI.md and the pages of docs/ say, as it stands there: each block of code is taken out of the page (pages.py), and
given to a shell or put where the page says, in a home folder of its own, with photos of fixtures/ in ~/Phone. The recipes of docs/backup.md
are here, those of docs/scale.md in recipes_scale.py, and the single commands of all other pages in recipes_pages.py.

    recipes.py UNTRACE [STEP...]

restic, rclone, Syncthing, GNU parallel and Ray are the real ones, with "far" folders on this disk; a step whose program is missing is left
out, and says so. Ends with a table.
"""
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import recipes_pages
import recipes_scale
import steps
from devices import Device
from pages import BROKEN, PATIENCE, Home, contents, copies_in, every_block_has_a_word, need, under


def the_command(home):
    need("jq")
    [command] = under("backup.md", "The command")
    told, left_out = under("backup.md", "The status")
    if said := home.sh(command.text):
        yield f"a good night says {said!r}"
    copies = contents(home.path / "ToPost")
    if not copies:
        yield "no copies"
    if not home.log()[-1].endswith("status 0"):
        yield f"the log says {home.log()[-1]!r}"
    broken = home.broken()
    if BROKEN not in home.sh(command.text, 1):
        yield "a refused file is not named"
    if not re.match(rf"[a-z-]+\t\S*/Phone/{BROKEN}\nuntrace: ", home.sh(told.text)):
        yield f"a program is told {home.sh(told.text)!r}"
    home.sh(left_out.text)
    if not broken.exists() or contents(home.path / "ToPost") != copies:
        yield "the copies are others, or an original is gone"
    # The table of options and statuses.
    gone = next(path for path in home.path.joinpath("Phone").rglob("*.png"))
    gone.unlink()
    home.sh(left_out.text)
    if len(contents(home.path / "ToPost")) != len(copies) - 1:
        yield "--prune left the copy of an original that is gone"
    copies = contents(home.path / "ToPost")
    home.path.joinpath("Phone").rename(home.path / "Unplugged")
    home.sh(command.text, 2)
    home.path.joinpath("Phone").mkdir()
    home.sh(command.text, 1)
    if contents(home.path / "ToPost") != copies:
        yield "a phone that is not there took copies with it"
    if [line[-1] for line in home.log()] != list("010021"):
        yield f"the log has {home.log()}"


def cron(home):
    [line] = under("backup.md", "Cron", "cron")
    form = re.fullmatch(r"((?:[\d*/,-]+ ){5})([^%\n]+)\n", line.text)
    if not form:
        yield "it is not five fields and a command"
        return
    if said := home.sh(form[2], LC_ALL="C"):
        yield f"a good night sends mail: {said!r}"
    home.broken()
    if BROKEN not in home.sh(form[2], 1, LC_ALL="C"):
        yield "a refused file is not in the mail"


def verified(home, page, heading):
    """Puts the units under a heading where they belong; yields what systemd says of them."""
    units = [home.put(block) for block in under(page, heading) if block.label.startswith("file: ")]
    said = home.sh("systemd-analyze --user verify " + " ".join(map(str, units)))
    return units, [said] if said else []


def command_of(home, service):
    """The command of a unit as systemd takes it: the words, with %h for the home folder."""
    [command] = re.findall("^ExecStart=(.*)$", service.read_text(), re.M)
    assert not re.search(r"[\"'$\\;]|%[^h]", command), f"{command} wants more than words and %h"
    return command.replace("%h", str(home.path))


def systemd(home):
    need("systemd-analyze", "systemctl")
    (service, timer), wrong = verified(home, "backup.md", "systemd")
    yield from wrong
    if said := home.sh(command_of(home, service)):
        yield f"a good night says {said!r}"
    if not contents(home.path / "ToPost"):
        yield "no copies"
    [calendar] = re.findall("^OnCalendar=(.*)$", timer.read_text(), re.M)
    home.sh(f"systemd-analyze calendar '{calendar}'")
    for block in under("backup.md", "systemd", "run"):
        home.sh(block.text)
    if not home.path.joinpath(".config/systemd/user/timers.target.wants", timer.name).is_symlink():
        yield "the timer is not switched on"


def watch(home):
    need("systemd-analyze", "systemctl")
    ([service], wrong) = verified(home, "backup.md", "As they arrive")
    yield from wrong
    for block in under("backup.md", "As they arrive", "run"):
        home.sh(block.text)
    if not home.path.joinpath(".config/systemd/user/default.target.wants", service.name).is_symlink():
        yield "the service is not switched on"
    (home.path / "Phone").rename(home.path / "Later")
    run = subprocess.Popen(command_of(home, service).split(), env=home.env, cwd=home.path, stdin=subprocess.DEVNULL,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
    copies = lambda: len(contents(home.path / "ToPost"))
    arrives = lambda least: home.until(lambda: run.poll() is not None or copies() >= least) and run.poll() is None
    try:
        (home.path / "Later").rename(home.path / "Phone")
        if not arrives(1):
            yield "nothing is cleaned"
        there = copies()
        shutil.copy(next(home.path.joinpath("Phone").rglob("*.png")), home.path / "Phone/arrives.png")
        if not arrives(there + 1):
            yield "what arrives is not cleaned"
    finally:
        run.send_signal(signal.SIGTERM)
        said = run.communicate(timeout=PATIENCE)[0]
    if run.returncode != -signal.SIGTERM:
        yield f"status {run.returncode} of a service that was stopped"
    if len(home.log()) < 2 or len(re.findall(r"clean: \d+ clean cop", said)) != len(home.log()):
        yield f"it says {said!r}, and the log {home.log()}"


def nights(home, heading, far):
    """Some nights with one way of sending; `far` answers what arrived. Only copies may, and all of them."""
    [script] = under("backup.md", "Clean, look, send")
    script = home.put(script)
    for block in under("backup.md", heading):
        home.put(block)
    copies = lambda: copies_in(home.path / "ToPost")
    originals = set(contents(home.path / "Phone").values())

    def judge(night, code, expected=None):
        home.sh(str(script), code)
        if far() != (copies() if expected is None else expected):
            yield f"{night}: {sorted(far())} arrived, and the copies are {sorted(copies())}"
        if originals & set(far().values()) - clean:
            yield f"{night}: an original arrived"

    home.sh("~/.cargo/bin/untrace ~/Phone -o ~/Other --quiet")
    clean = originals & set(contents(home.path / "Other").values())
    (home.path / "ToPost").mkdir()
    (home.path / "ToPost/.untrace-notes.part").write_bytes(b"half")
    yield from judge("the first night", 0)
    if not far():
        yield "nothing arrived"
    broken = home.broken()
    yield from judge("a refused file", 1)
    broken.unlink()
    next(home.path.joinpath("Phone").rglob("*.png")).unlink()
    yield from judge("a deleted original", 0)
    before = copies()
    shutil.copy(next(home.path.joinpath("Phone").rglob("*.[jJ][pP][gG]")), home.path / "ToPost/by-hand.jpg")
    yield from judge("an original by hand", 3, before)
    (home.path / "ToPost/by-hand.jpg").unlink()
    home.path.joinpath("Phone").rename(home.path / "Unplugged")
    yield from judge("no folder", 2)
    home.path.joinpath("Phone").mkdir()
    yield from judge("no photos", 1)


def restic(home):
    need("restic")
    password = home.path / ".config/restic/shared"
    password.parent.mkdir(parents=True)
    password.write_text("correct horse")
    repository = f"restic -r {home.path}/Shared/photos -p {password}"

    def far():
        if not (home.path / "Shared").exists():
            return {}
        snapshots = json.loads(home.sh(f"{repository} snapshots --json"))
        assert all((one["hostname"], one["paths"]) == ("photos", [f"{home.path}/ToPost"]) for one in snapshots), snapshots
        back = home.path / "back"
        shutil.rmtree(back, ignore_errors=True)
        home.sh(f"{repository} restore latest --target {back}")
        return contents(back / home.path.relative_to("/") / "ToPost")

    yield from nights(home, "restic", far)


def rclone(home):
    need("rclone")
    far = home.path / "far"
    far.mkdir()
    home.sh(f"rclone config create shared alias remote={far}")
    yield from nights(home, "rclone", lambda: contents(far))


def syncthing(home):
    need("syncthing")
    devices = {name: Device(home, name) for name in ("mine", "phone", "friend")}
    home.sh("~/.cargo/bin/untrace ~/Phone -o ~/ToPost --quiet")
    (home.path / "ToPost/.untrace-notes.part").write_bytes(b"half")
    for block in under("backup.md", "Syncthing"):
        if block.label.startswith("file: "):
            home.put(block)
    mine, friend = devices["mine"], devices["friend"]
    far = home.path / "far"
    try:
        mine.serve()
        [commands] = under("backup.md", "Syncthing", "run: syncthing")
        mine.sh(commands.text, PHONE=devices["phone"].id, FRIEND=friend.id)
        shares = {folder: mine.sh(f"syncthing cli config folders {folder} devices list").split() for folder in ("phone", "to-post")}
        if friend.id in shares["phone"] or friend.id not in shares["to-post"]:
            yield f"shared with {shares}"
        kinds = [mine.sh(f"syncthing cli config folders {folder} type get").strip() for folder in shares]
        if kinds != ["receiveonly", "sendonly"]:
            yield f"the folders are {kinds}"
        friend.serve()
        friend.sh(f"""syncthing cli config devices add --device-id {mine.id}
            syncthing cli config devices {mine.id} addresses add tcp://127.0.0.1:{mine.port}
            syncthing cli config folders add --id to-post --path {far}
            syncthing cli config folders to-post devices add --device-id {mine.id}""")
        copies = copies_in(home.path / "ToPost")
        if not home.until(lambda: contents(far) == copies):
            yield f"{sorted(contents(far))} arrived, and the copies are {sorted(copies)}"
    finally:
        for device in devices.values():
            device.end()


def main():
    untrace, wanted = Path(sys.argv[1]).resolve(), sys.argv[2:]

    def at_home(step):
        def run():
            with tempfile.TemporaryDirectory(prefix="recipes-") as folder:
                yield from step(Home(Path(folder) / "home", untrace))

        return run

    nightly = (the_command, cron, systemd, watch, restic, rclone, syncthing)
    recipes = [(f"{page}: every block has a word", lambda page=page: every_block_has_a_word(page)) for page in ("backup.md", "scale.md")]
    recipes += [(f"backup.md: {step.__name__}", at_home(step)) for step in nightly]
    recipes += [(f"scale.md: {step.__name__}", at_home(step)) for step in recipes_scale.STEPS]
    recipes += [(f"{page}: commands", at_home(lambda home, page=page: recipes_pages.commands(home, page))) for page in recipes_pages.pages()]
    sys.exit(steps.take(recipes, wanted))


if __name__ == "__main__":
    main()
