"""Where the two forms of the page are: a server for the hosted one, a file for the other. And another place, which no page may ask."""
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer

TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml"}


class Quiet(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Files(Quiet, SimpleHTTPRequestHandler):
    """The hosted form, as the plainest of hosts serves it: its files, with their types, and no header that helps the page."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except (BrokenPipeError, ConnectionResetError):
            # A browser that has what it wants hangs up.
            self.close_connection = True

    def parse_request(self):
        good = super().parse_request()
        if good:
            self.server.asked.append((self.command, self.path))
        return good


class Elsewhere(Quiet):
    """Answers whatever it is asked, so that asking it succeeds where nothing forbids it."""

    def do_GET(self):
        self.server.asked.append((self.command, self.path))
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()

    do_POST = do_PUT = do_HEAD = do_OPTIONS = do_GET


class Server:
    """A server on this machine alone, and what it was asked."""

    def __init__(self, handler):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.server.asked = self.asked = []
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def hosting(folder):
    return Server(partial(Files, directory=str(folder)))


def elsewhere():
    return Server(Elsewhere)
