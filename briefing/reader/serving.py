"""The reader in a browser on the same machine, through textual-serve: every visit runs a reader of its own.

The server listens on the loopback address alone, and serves nobody but the browser that was given its address with the key
in it. The key is no cookie: a browser shows cookies to every port of a machine. Other users of the machine, and pages of other
sites that try to reach it through the browser, are refused. Nothing is loaded from the network.
"""

import secrets
import shlex
import socket
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from briefing.config import shipped_folder
from briefing.errors import ServeError
from briefing.streams import report

try:
    from aiohttp import web
    from textual_serve.server import Server
except ImportError as error:
    raise ServeError('the reader in a browser needs an extra that is not installed: pip install "briefing[serve]"') from error

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler

HOST: Final = "127.0.0.1"

POLICY: Final = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"
)
"""What a page of ours may load, and who may frame it: nothing from elsewhere, and nobody."""

HEADERS: Final = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class ReaderServer(Server):
    """Serves readers that `command` starts, on a socket that listens already."""

    def __init__(self, command: Sequence[str], listening: socket.socket) -> None:
        port = listening.getsockname()[1]
        # `exec`: the shell that textual-serve starts gives way to the reader, and an end reaches the reader itself.
        super().__init__(
            f"exec {shlex.join(command)}", HOST, port, title="briefing", templates_path=shipped_folder("styles") / "browser"
        )
        self._listening = listening
        self._key = secrets.token_urlsafe(24)

    @property
    def address(self) -> str:
        """Where the browser goes first."""
        return f"{self.public_url}/{self._key}/"

    def run(self) -> None:
        """Serve until interrupted."""
        web.run_app(self._make_app(), sock=self._listening, print=None, access_log=None, shutdown_timeout=2.0)

    async def _make_app(self) -> web.Application:
        """Everything lies under the key, the socket as well: the page's own address holds it, and no cookie."""
        inner = await super()._make_app()
        inner.router.add_static("/own", self.templates_path)
        app = web.Application(middlewares=[self._admit])
        app.add_subapp(f"/{self._key}", inner)
        app.router.add_get("/download/{key}", self.handle_download)  # textual-serve's script asks for it there
        app.on_response_prepare.append(self._protect)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say where."""
        del app
        report(f"The reader is at {self.address}")
        report("ctrl+c ends it.")

    @web.middleware
    async def _admit(self, request: web.Request, handler: "Handler") -> web.StreamResponse:
        """Answer our own browser, and nobody else."""
        own = self.public_url
        if f"http://{request.host}" != own or request.headers.get("Origin", own) != own:
            raise web.HTTPForbidden(text="This reader serves the browser of its own machine alone.")
        first = request.path.split("/")[1]
        if not (self._is_key(first) or first == "download"):  # a download has a key of its own, for once
            raise web.HTTPForbidden(text="Open the address that briefing --serve printed: it has the key.")
        return await handler(request)

    async def _protect(self, request: web.Request, response: web.StreamResponse) -> None:
        """Tell the browser what an answer may do."""
        policy = f"{POLICY}; connect-src 'self' ws://{request.host}"
        response.headers.update({"Content-Security-Policy": policy, **HEADERS})

    def _is_key(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self._key.encode())


def serve(arguments: Sequence[str], port: int) -> None:
    """Serve the reader that the command line starts with these arguments, until interrupted; port 0 stands for a free one.

    Raises:
        ServeError: the port is not to be had.
    """
    try:
        listening = socket.create_server((HOST, port))
    except OSError as error:
        raise ServeError(
            f"port {port} is not to be had ({(error.strerror or 'unknown error').lower()}); try --port 0"
        ) from error
    with listening:
        ReaderServer((sys.executable, "-P", "-m", "briefing", *arguments), listening).run()
