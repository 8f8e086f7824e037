"""Chromium without a window, driven over its debugging protocol."""

import asyncio
import base64
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

CHROMIUM = shutil.which("chromium")

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", "--window-size=1280,800",
)  # fmt: skip


class Page:
    """A page of the browser."""

    def __init__(self, connection: aiohttp.ClientWebSocketResponse) -> None:
        self._connection = connection
        self._ids = count(1)
        self.requested: list[str] = []
        """Addresses that the page asked for."""

    async def do(self, method: str, **parameters: object) -> dict[str, Any]:
        """The result of a command."""
        number = next(self._ids)
        await self._connection.send_json({"id": number, "method": method, "params": parameters})
        while True:
            message = await self._connection.receive_json()
            self._note(message)
            if message.get("id") == number:
                assert "error" not in message, message["error"]
                return message["result"]

    def _note(self, message: dict[str, Any]) -> None:
        parameters = message.get("params", {})
        if message.get("method") == "Network.requestWillBeSent":
            self.requested.append(parameters["request"]["url"])
        elif message.get("method") == "Network.webSocketCreated":
            self.requested.append(parameters["url"])

    async def press(self, key: str) -> None:
        """Press a key that writes a letter."""
        for kind in ("keyDown", "keyUp"):
            await self.do("Input.dispatchKeyEvent", type=kind, key=key, text=key)

    async def evaluate(self, script: str) -> object:
        """What a script gives."""
        return (await self.do("Runtime.evaluate", expression=script))["result"].get("value")

    async def until_true(self, script: str) -> None:
        """Wait until a script gives true."""
        async with asyncio.timeout(60):
            while not await self.evaluate(script):
                await asyncio.sleep(0.05)

    async def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode((await self.do("Page.captureScreenshot"))["data"])

    async def until(self, came: Callable[[], object], seconds: float = 60.0) -> None:
        """Wait until `came` says so, while the browser goes on."""
        async with asyncio.timeout(seconds):
            while not came():
                await self.evaluate("0")  # takes what the browser tells meanwhile
                await asyncio.sleep(0.05)


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Page]:
    """A page in a browser of its own, which keeps its files in `folder`, and downloads into ``folder/downloads``."""
    assert CHROMIUM is not None
    profile = folder / "profile"
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, *FLAGS, f"--user-data-dir={profile}", stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        port = await _port(profile / "DevToolsActivePort")
        async with aiohttp.ClientSession() as client:
            async with client.put(f"http://127.0.0.1:{port}/json/new") as answer:
                address = (await answer.json())["webSocketDebuggerUrl"]
            async with client.ws_connect(address, max_msg_size=0) as connection:
                page = Page(connection)
                await page.do("Network.enable")
                await page.do("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder / "downloads"))
                yield page
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _port(file: Path) -> int:
    """The port the browser listens on, as soon as it has written it down."""
    async with asyncio.timeout(60):
        while not file.exists() or not file.read_text():
            await asyncio.sleep(0.05)
    return int(file.read_text().split()[0])
