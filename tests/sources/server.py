"""A web server on the loopback, whose pages are functions."""

import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Respond = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A web server whose pages are functions."""

    def __init__(self) -> None:
        self.pages: dict[str, Respond] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append(self.path)
                self.close_connection = True
                with suppress(BrokenPipeError, ConnectionResetError):  # the client has had enough
                    site.pages.get(self.path, answer(b"", status=404))(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __setitem__(self, path: str, page: Respond) -> None:
        self.pages[path] = page

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def answer(content: bytes | str, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> Respond:
    """A page that always says the same."""
    body = content.encode() if isinstance(content, str) else content

    def respond(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        if kind:
            request.send_header("Content-Type", kind)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return respond


def redirect(location: str, status: int = 302) -> Respond:
    return answer(b"", status=status, Location=location)


def endless(piece: bytes, pause: threading.Event | None = None) -> Respond:
    """A page that never ends; with `pause`, one that sends a piece and then waits for the event."""

    def respond(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        while True:
            request.wfile.write(piece)
            if pause is not None and pause.wait(5):
                return

    return respond
