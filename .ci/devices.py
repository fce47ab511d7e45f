"""A Syncthing in a home folder, for recipes.py: it talks to nobody but this machine."""
import re
import socket
import subprocess
import time

from pages import PATIENCE


class Device:
    """One of several Syncthings that share a home folder, with settings and ports of its own."""

    def __init__(self, home, name):
        self.home, self.folder, self.child = home, home.path / ".devices" / name, None
        self.port, gui = free_ports(2)
        self.env = {"XDG_CONFIG_HOME": str(self.folder), "XDG_STATE_HOME": str(self.folder), "STNOUPGRADE": "1"}
        self.sh("syncthing generate --no-default-folder --skip-port-probing")
        config = next(self.folder.rglob("config.xml"))
        text = re.sub(r"(<(?:global|local)AnnounceEnabled|<relaysEnabled|<natEnabled|<crashReportingEnabled)>true", r"\1>false", config.read_text())
        text = text.replace(">default</listenAddress>", f">tcp://127.0.0.1:{self.port}</listenAddress>")
        text = re.sub(r"<address>127\.0\.0\.1:\d+", f"<address>127.0.0.1:{gui}", text)
        config.write_text(re.sub(r"<urAccepted>\d+", "<urAccepted>-1", text))
        self.id = self.sh("syncthing --device-id").split()[-1]

    def sh(self, script, **more):
        return self.home.sh(script, **(self.env | more))

    def serve(self):
        self.child = subprocess.Popen(["syncthing", "serve", "--no-browser", "--no-restart"], env=self.home.env | self.env,
                                      stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self.sh("syncthing cli show version")
                return
            except AssertionError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)

    def end(self):
        if self.child:
            self.child.terminate()
            self.child.wait()


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports
