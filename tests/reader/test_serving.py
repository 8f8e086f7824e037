"""The reader in a browser."""

import asyncio
import base64
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from test_end_to_end import STYLE

from briefing.errors import ServeError
from briefing.model import Analysis, Briefing
from briefing.sources import open_article
from briefing.store import Store

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

from browser import CHROMIUM, browser  # noqa: E402 - after the extra is known to be there

from briefing.reader.serving import HOST, ReaderServer, serve  # noqa: E402

pytestmark = pytest.mark.system

ARTICLE = "\n\n".join(
    [
        "Ferry to Eastmark may stop in May",
        "The ferry between Eastmark and Holm will run until the end of April.",
        *(f"Boat number {number} has carried people and letters over the sound for many years." for number in range(30)),
    ]
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with an article that is analysed already."""
    for name in ("CONFIG", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(ARTICLE)
    article = open_article("ferry.txt")
    found = Briefing(article, (), (), (), (), Analysis("test", "md"))
    Store().keep(found, article, "md", "briefing")
    return tmp_path


@asynccontextmanager
async def serving(*command: str) -> AsyncIterator[ReaderServer]:
    """A server in this process that starts `command` for every visit."""
    with socket.create_server((HOST, 0)) as listening:
        server = ReaderServer(command, listening)
        runner = aiohttp.web.AppRunner(await server._make_app(), shutdown_timeout=1.0)
        await runner.setup()
        await aiohttp.web.SockSite(runner, listening).start()
        try:
            yield server
        finally:
            await runner.cleanup()


READER = (sys.executable, "-m", "briefing", "ferry.txt")


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/wrong/", {}),
        ("/KEYx/", {}),
        ("/static/js/textual.js", {}),
        ("/own/focus.js", {}),
        ("/ws", {}),
        ("/wrong/ws", {}),
        ("//KEY/ws", {}),
        ("/", {"Cookie": "briefing=KEY"}),
        ("/?key=KEY", {}),
        ("/KEY/", {"Host": "evil.example"}),
        ("/KEY/", {"Host": "localhost:1"}),
        ("/KEY/ws", {"Origin": "http://evil.example"}),
        ("/KEY/ws", {"Origin": "http://127.0.0.1:1"}),
        ("/KEY/ws", {"Origin": "null"}),
    ],
)
async def test_nobody_is_served_but_the_browser_with_the_key(path: str, headers: dict[str, str]):
    async with serving("false") as server, aiohttp.ClientSession() as client:
        headers = {name: value.replace("KEY", server._key) for name, value in headers.items()}
        async with client.get(server.public_url + path.replace("KEY", server._key), headers=headers) as answer:
            assert answer.status == 403
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


async def test_the_key_opens_a_page_that_loads_nothing_from_elsewhere():
    async with serving("false") as server, aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as client:
        async with client.get(server.address) as answer:
            page = await answer.text()
            assert answer.status == 200
            assert "Set-Cookie" not in answer.headers, "cookies go to every port"
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'self'")
            assert "frame-ancestors 'none'" in policy
            assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert {address.split("/")[2] for address in page.split('"') if "://" in address} == {f"{HOST}:{server.port}"}
        assert f"{server.address}ws".replace("http:", "ws:") in page, "the page holds what the socket must show"
        for path in ("static/js/textual.js", "static/css/xterm.css", "own/focus.js"):
            async with client.get(server.address + path) as answer:
                assert answer.status == 200
                assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        async with client.get(f"{server.public_url}/download/nothing") as answer:
            assert answer.status == 404


async def test_two_servers_do_not_clash():
    async with serving("false") as one, serving("false") as two, aiohttp.ClientSession() as client:
        for server, other in ((one, two), (two, one)):
            async with client.get(server.address) as right, client.get(f"{server.public_url}/{other._key}/") as wrong:
                assert (right.status, wrong.status) == (200, 403)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are looked up in /proc")
async def test_reader_and_worker_end_with_a_killed_server(home: Path):
    (home / "ferry.txt").write_text(ARTICLE + "\n\nThis was added, so that a worker is started.\n")
    command = (sys.executable, "-m", "briefing", "--serve", "--port", "0", "ferry.txt")
    server = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    address = (await server.stderr.readline()).decode().split()[-1]
    async with aiohttp.ClientSession() as client, client.ws_connect(address.replace("http:", "ws:") + "ws") as socket_:
        async with asyncio.timeout(60):
            await socket_.receive()
            while len(below(server.pid)) < 2:  # the reader, and its worker
                await asyncio.sleep(0.05)
        started = below(server.pid)
        server.kill()
        await server.wait()
        async with asyncio.timeout(10):
            while any(is_running(process) for process in started):
                await asyncio.sleep(0.05)


async def test_what_a_browser_pastes_stays_text(home: Path):
    async with (
        serving(*READER) as server,
        aiohttp.ClientSession() as client,
        client.ws_connect(f"{server.address}ws".replace("http:", "ws:")) as page,
        asyncio.timeout(60),
    ):

        async def wait_for(words: str) -> None:
            seen = b""
            while words.encode() not in STYLE.sub(b"", seen):
                seen += (await page.receive()).data

        await wait_for("run until the end")
        await page.send_json(["stdin", "/\x1b[200~a\x1b[Bq\x1bq\x1b[201~z"])
        await wait_for("a␛[Bq␛qz")


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="arguments are looked up in /proc")
async def test_a_login_reaches_the_reader_and_stands_in_no_argument(home: Path):
    pytest.importorskip("httpx")
    shown = asyncio.get_running_loop().create_future()

    async def page(request: aiohttp.web.BaseRequest) -> aiohttp.web.Response:
        if not shown.done():
            shown.set_result(request.headers.get("Authorization"))
        return aiohttp.web.Response(text="<p>Nothing.</p>", content_type="text/html")

    site = await asyncio.get_running_loop().create_server(aiohttp.web.Server(page), HOST, 0)
    port = site.sockets[0].getsockname()[1]
    command = (sys.executable, "-m", "briefing", "--serve", "--port", "0", f"http://ann:s3same@{HOST}:{port}/a")
    server = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    try:
        address = (await server.stderr.readline()).decode().split()[-1]
        async with aiohttp.ClientSession() as client, client.ws_connect(address.replace("http:", "ws:") + "ws"):
            async with asyncio.timeout(60):
                assert await shown == "Basic " + base64.b64encode(b"ann:s3same").decode()
            arguments = [Path(f"/proc/{process}/cmdline").read_bytes() for process in below(server.pid)]
            assert any(f"{HOST}:{port}".encode() in one for one in arguments), "the reader"
            assert not any(b"s3same" in one for one in arguments)
    finally:
        server.kill()
        await server.wait()
        site.close()


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def below(process: int) -> list[int]:
    """The processes that a process started, and those that they did."""
    children: list[int] = []
    for task in Path(f"/proc/{process}/task").iterdir():
        children += map(int, (task / "children").read_text().split())
    return [*children, *(one for child in children for one in below(child))]


async def test_it_listens_on_this_machine_alone():
    async with serving("false") as server:
        assert server._listening.getsockname()[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_told():
    with socket.create_server((HOST, 0)) as taken, pytest.raises(ServeError, match="try --port 0"):
        serve([], taken.getsockname()[1])


@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium")
async def test_in_chromium_keys_work_saving_is_a_download_and_the_place_is_kept(home: Path):
    async with serving(*READER) as server:
        async with browser(home) as page:
            await page.do("Page.navigate", url=server.address)
            await page.until_true("document.activeElement.matches('.xterm-helper-textarea')")
            await page.press(" ")
            await page.press("s")
            downloads = home / "downloads"
            await page.until(lambda: list(downloads.glob("*.md")))
            (saved,) = downloads.glob("*.md")
            assert saved.name.endswith("-ferry-to-eastmark-may-stop-in-may.md")
            assert "run until the end of April" in saved.read_text()
            assert list(home.glob("*.md")) == [], "nothing is saved beside the article"
            assert {address.split("/")[2] for address in page.requested} == {server.public_url.split("/")[2]}
            assert any("/ws?" in address for address in page.requested)
        async with asyncio.timeout(30):  # the page is closed: the reader ends by itself
            while not Store().recently_read():
                await asyncio.sleep(0.05)
    ((_, state),) = Store().recently_read()
    assert state.position > 0


def test_without_the_extra_it_is_named(home: Path):
    code = "import sys; sys.modules['textual_serve'] = None; from briefing.cli import main; main(['--serve'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        'briefing: the reader in a browser needs an extra that is not installed: pip install "briefing[serve]"\n'
    )
