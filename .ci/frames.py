#!/usr/bin/env python3
"""Whether FFmpeg decodes cleaned videos to the same frames: `python3 .ci/frames.py UNTRACE FOLDER...`.

Cleans every video below the FOLDERs, decodes originals and copies (pictures and sound, no covers, bit for bit), and compares
every frame: its bytes, its time beside the other frames, and to which stream it belongs. Only a time from which all of a
file counts may be another. A copy that is cleaned again has to be the same file. Status 1 for a difference, 2 where
nothing could be compared.
"""
import filecmp
import json
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

KINDS = {".mp4", ".m4v", ".mov", ".qt", ".3gp", ".3g2"}


def streams(path):
    """Options by which FFmpeg decodes what a player shows of a file; nothing where it cannot be read."""
    command = ["ffprobe", "-v", "error", "-show_entries", "stream=index,codec_type,codec_name:stream_disposition=default,attached_pic", "-of", "json"]
    run = subprocess.run([*command, str(path)], capture_output=True, text=True, errors="replace", timeout=60)
    found = [one for one in json.loads(run.stdout or "{}").get("streams", []) if one.get("codec_type") in ("video", "audio") and one.get("codec_name")]
    found = [one for one in found if not one["disposition"]["attached_pic"]]
    options = []
    for kind in ("video", "audio"):
        own = [one for one in found if one["codec_type"] == kind]
        # Tracks that are switched off, where another is not.
        on = [one for one in own if one["disposition"]["default"]] or own
        options += [word for one in on for word in ("-map", f"0:{one['index']}")]
    # FFmpeg's own decoder takes what pads a packet for sound where the sound ends early; the padding of a copy is zeros, as
    # an encoder has to leave it (RFC 6716, 3.2.5).
    opus = any(one.get("codec_name") == "opus" for one in found)
    return (["-c:a", "libopus"] if opus else []), options


def frames(path):
    """Every frame that FFmpeg shows: stream, time in seconds since the first, bytes, hash; nothing where none can be decoded."""
    decoder, maps = streams(path)
    if not maps:
        return None
    command = ["ffmpeg", "-v", "error", "-nostdin", "-threads", "1", "-copyts", *decoder, "-i", str(path), *maps]
    run = subprocess.run([*command, "-fps_mode", "passthrough", "-f", "framemd5", "-"], capture_output=True, text=True, errors="replace", timeout=900)
    bases, found = {}, []
    for line in run.stdout.splitlines():
        if line.startswith("#tb "):
            stream, base = line[4:].split(":")
            bases[stream.strip()] = Fraction(base.strip())
        elif line and not line.startswith("#"):
            stream, _, pts, duration, size, digest = (part.strip() for part in line.split(","))
            found.append((stream, int(pts) * bases[stream], int(duration), int(size), digest))
    if not found:
        return None
    first = min(time for _, time, *_ in found)
    return [(stream, time - first, *rest) for stream, time, *rest in found]


def clean(untrace, source, output):
    run = subprocess.run([untrace, "clean", str(source), "-o", str(output), "--json"], capture_output=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def main():
    untrace, *folders = sys.argv[1:]
    if not shutil.which("ffmpeg"):
        print("THERE IS NO FFMPEG: NO FRAME WAS COMPARED")
        return 2
    compared = bare = copies = 0
    wrong = []
    with tempfile.TemporaryDirectory() as temporary:
        for number, folder in enumerate(map(Path, folders)):
            once, twice = Path(temporary, f"{number}-once"), Path(temporary, f"{number}-twice")
            clean(untrace, folder, once)
            if not once.is_dir():
                continue
            clean(untrace, once, twice)
            for copy in sorted(path for path in once.rglob("*") if path.suffix.lower() in KINDS):
                copies += 1
                below = copy.relative_to(once)
                again = twice / below
                if not again.is_file() or not filecmp.cmp(copy, again, shallow=False):
                    wrong.append(f"{below}: cleaned again, it is another file")
                before = frames(folder / below)
                if before is None:
                    bare += 1
                    continue
                after = frames(copy)
                compared += 1
                if before != after:
                    after = after or []
                    at = next((index for index, (one, other) in enumerate(zip(before, after)) if one != other), min(len(before), len(after)))
                    wrong.append(f"{below}: frame {at} of {len(before)} ({len(after)} in the copy) differs")
    print(f"{copies} videos have a copy; FFmpeg decodes {compared} of the originals, {bare} have no frame")
    for line in wrong:
        print(f"WRONG: {line}")
    if wrong:
        return 1
    return 0 if compared else 2


if __name__ == "__main__":
    sys.exit(main())
