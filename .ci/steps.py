"""Steps of a script that judges, one after the other, and their table. A step yields sentences about what is wrong."""
import time
import traceback

LEFT_OUT = 77


class LeftOut(Exception):
    """A step that this machine cannot take, and why."""


def take(steps, wanted=None):
    """Takes the steps, a list of names and functions; answers the status: 1 if anything is wrong, 77 if nothing could run."""
    rows = []
    for name, step in steps:
        if wanted and not any(word in name for word in wanted):
            continue
        start, wrong = time.monotonic(), []
        try:
            note = "ok"
            for text in step() or ():
                if text.startswith("note: "):
                    note = text[6:]
                    continue
                wrong.append(text)
                if len(wrong) <= 5:
                    print(f"WRONG: {name}: {text}".replace("\n", " / "), flush=True)
        except LeftOut as why:
            note = f"LEFT OUT: {why}"
            print(f"{name}: {note}", flush=True)
        except Exception as error:  # noqa: BLE001 - one step that breaks is told, and the others are taken
            traceback.print_exc()
            wrong.append(f"the step breaks: {error!r}")
        rows.append((name, f"WRONG ({len(wrong)})" if wrong else note, time.monotonic() - start))
        print(f"{name:50} {rows[-1][1]}", flush=True)
    print()
    for name, result, seconds in rows:
        print(f"{name:50} {seconds:6.1f} s  {result}")
    if any(result.startswith("WRONG") for _, result, _ in rows):
        return 1
    return LEFT_OUT if rows and all(result.startswith("LEFT OUT") for _, result, _ in rows) else 0
