"""A console for a program under Wine: a terminal of Linux, which Wine draws what the program does to its own console on."""
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time

# Where the cursor goes and what is cleared; what a terminal is asked.
CONTROL = re.compile(r"\x1b\[[?>!]?[0-9;]*[A-Za-z]|\x1b\][^\x07]*\x07|\x1b[=>()][0B]?")
PATIENCE = 90


class Console:
    """A running program; its block ends it."""

    def __init__(self, command, folder, environment, rows=40, columns=80):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = {**environment, "TERM": "xterm-256color"}
        self.child = subprocess.Popen(command, cwd=folder, env=environment, stdin=slave, stdout=slave, stderr=slave,
                                      start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))  # fmt: skip
        os.close(slave)
        self.seen = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()
        os.close(self.master)

    def read(self, seconds):
        """Takes what is there within a time."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if ready:
            try:
                self.seen += os.read(self.master, 1 << 16)
            except OSError:
                return False
        return True

    def waits_for(self, is_there):
        """Until something is so; whether it ever was."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if is_there():
                return True
            if not self.read(0.05) or self.child.poll() is not None:
                return is_there()
        return False

    def types(self, keys):
        os.write(self.master, keys)

    def has_ended(self):
        self.read(0.05)
        return self.child.poll() is not None

    def ends(self):
        """The exit status; -1000 if it goes on."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.child.poll() is None:
            self.read(0.05)
        for _ in range(20):
            if not self.read(0.02):
                break
        return -1000 if self.child.poll() is None else self.child.returncode

    def raw(self):
        return self.seen.decode("utf-8", "replace")

    def text(self):
        """What was written, in the order of writing, without control sequences."""
        return CONTROL.sub("", self.raw()).replace("\r", "")
