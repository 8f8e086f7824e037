"""What may be connected to, and who is told user and password; names are looked up in a table, never on the network."""

import base64
import ipaddress
import os
import re
from http.server import BaseHTTPRequestHandler

import pytest
from pages import LAYOUTS
from server import Site, answer, redirect

pytest.importorskip("httpx")
pytest.importorskip("trafilatura")

import httpcore

from briefing.errors import SourceError
from briefing.model import Feed
from briefing.sources import logins, network
from briefing.sources.dispatch import open_source
from briefing.sources.limits import Limits
from briefing.sources.logins import hand_over, login_of, parted, take_over, without_login

PUBLIC = "93.184.216.34"
PRIVATE = [
    "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "localhost.", "[::1]", "[::]", "0.0.0.0", "10.0.0.1",
    "100.64.0.1", "192.168.1.1", "[64:ff9b::7f00:1]", "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[2002:7f00:1::]", "[fd00::1]",
    "[2001:0:4136:e378:8000:63bf:80ff:fffe]", "private.example",
]  # fmt: skip
FORBIDDEN = [
    "169.254.169.254",
    "[fd00:ec2::254]",
    "[::ffff:169.254.169.254]",
    "224.0.0.1",
    "[ff02::1]",
    "[fe80::1]",
    "240.0.0.1",
]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What names lead to; a connection to the public address goes to the loopback."""
    known = {"news.example": [PUBLIC], "other.example": [PUBLIC], "private.example": ["127.0.0.1"]}
    connect, look_up = httpcore.SyncBackend.connect_tcp, network.looked_up

    def looked_up(host: str, port: int) -> list[network.Address]:
        return list(map(ipaddress.ip_address, known[host])) if host in known else look_up(host, port)

    def connect_tcp(self: object, host: str, *arguments: object, **options: object) -> httpcore.NetworkStream:
        assert host in {PUBLIC, "127.0.0.1"}
        return connect(self, "127.0.0.1", *arguments, **options)

    monkeypatch.setattr(network, "looked_up", looked_up)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return known


def refused(url: str) -> str:
    with pytest.raises(SourceError) as error:
        open_source(url, limits=Limits(seconds=5))
    return str(error.value)


@pytest.mark.parametrize("host", [*PRIVATE, *FORBIDDEN])
def test_the_open_network_may_not_send_us_into_ours(site: Site, names: dict[str, list[str]], host: str):
    port = site.url.rpartition(":")[2]
    site["/trap"] = redirect(f"http://{host}:{port}/admin")
    site["/admin"] = answer(LAYOUTS["blog"])
    message = refused(f"http://news.example:{port}/trap")
    assert re.search("private network|no article can be|no web address|check the address", message)
    assert site.asked == ["/trap"]


@pytest.mark.parametrize("host", [host for host in PRIVATE if host[:3] in {"127", "213", "0x7", "017", "pri"}] + FORBIDDEN)
def test_a_disguised_or_forbidden_address_is_refused_from_the_reader_too(site: Site, names: dict[str, list[str]], host: str):
    port = site.url.rpartition(":")[2]
    assert re.search("leads to|no web address", refused(f"http://{host}:{port}/"))
    assert site.asked == []


def test_what_the_reader_gives_plainly_or_allows_is_fetched(site: Site, names: dict[str, list[str]]):
    port = site.url.rpartition(":")[2]
    site["/story"] = answer(LAYOUTS["blog"])
    site["/local"] = redirect(f"http://localhost:{port}/story")
    for url in (f"{site.url}/local", f"http://localhost.:{port}/story", f"http://news.example:{port}/story"):
        assert open_source(url).text
    assert open_source(f"http://private.example:{port}/story", limits=Limits(private_names=True)).text


def test_a_name_that_leads_elsewhere_the_second_time_is_judged_again(site: Site, names: dict[str, list[str]]):
    port = site.url.rpartition(":")[2]

    def rebind(request: BaseHTTPRequestHandler) -> None:
        names["news.example"] = ["127.0.0.1"]
        redirect("/admin")(request)

    site["/trap"] = rebind
    assert "private network" in refused(f"http://news.example:{port}/trap")
    names["news.example"] = ["10.0.0.1", PUBLIC]
    site["/story"] = answer(LAYOUTS["blog"])
    assert open_source(f"http://news.example:{port}/story").text, "of several addresses the public one"


def test_user_and_password_are_for_their_server_alone_and_stay_nowhere(site: Site, names: dict[str, list[str]]):
    port = site.url.rpartition(":")[2]
    told: list[str | None] = []

    def listen(then: str) -> object:
        def respond(request: BaseHTTPRequestHandler) -> None:
            told.append(request.headers["Authorization"])
            (redirect(then) if then else answer(LAYOUTS["blog"]))(request)

        return respond

    site["/a"] = listen("/b")
    site["/b"] = listen(f"http://eve:trap@other.example:{port}/c")
    site["/c"] = listen("")
    article = open_source(f"http://ann:s%3Aesame@news.example:{port}/a")
    basic = "Basic " + base64.b64encode(b"ann:s:esame").decode()
    assert told == [basic, basic, None]
    assert article.source == f"http://news.example:{port}/a"
    assert "esame" not in repr(article)
    assert "esame" not in refused(f"http://ann:s%3Aesame@news.example:{port}/gone")


@pytest.mark.parametrize(
    ("source", "address", "login"),
    [
        ("https://ann:pw@host/a@b", "https://host/a@b", "ann:pw"),
        ("https://ann@b.org:p@w@host:8/", "https://host:8/", "ann@b.org:p@w"),
        ("https://host/?mail=a@b", "https://host/?mail=a@b", None),
        ("ftp://ann:pw@host/", "ftp://host/", "ann:pw"),
        ("http://ann:pw@[bad/", "http://[bad/", "ann:pw"),
        ("notes/ann:pw@host.txt", "notes/ann:pw@host.txt", None),
    ],
)
def test_a_login_is_taken_out_of_an_address(source: str, address: str, login: str | None):
    assert parted(source) == (address, login)
    if "pw" in source and login:
        with pytest.raises(SourceError) as error:
            open_source(source.replace("host", "nowhere.invalid"), limits=Limits(seconds=2))
        assert "pw" not in str(error.value)


def test_a_login_is_known_for_its_server_alone():
    assert without_login("https://ann:pw@login.example/a") == "https://login.example/a"
    assert login_of("https://login.example:443/b") == "ann:pw"
    assert login_of("http://login.example/b") is None
    assert login_of("https://login.example.evil.example/") is None


def test_logins_are_handed_over_to_a_process_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(logins, "_known", {})
    monkeypatch.setattr(os, "environ", environment := {})
    hand_over()
    assert environment == {}, "there is none"
    without_login("https://ann:p%3Aw@login.example/a")
    hand_over()
    logins._known.clear()
    take_over()
    assert login_of("https://login.example/b") == "ann:p%3Aw"
    assert environment == {}, "not for the next"


@pytest.mark.parametrize("given", ["", "{", "[1]", "5", "null", '"ab"'])
def test_what_is_no_login_is_passed_over(monkeypatch: pytest.MonkeyPatch, given: str):
    monkeypatch.setattr(logins, "_known", {})
    monkeypatch.setenv("BRIEFING_LOGINS", given)
    take_over()
    assert logins._known == {}


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "localhost", "10.0.0.1", "169.254.169.254", "wiki"])
def test_a_proxy_is_not_asked_for_a_private_address_that_the_open_network_names(
    site: Site, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch, host: str
):
    monkeypatch.setenv("http_proxy", site.url)
    monkeypatch.delenv("no_proxy", raising=False)
    site["http://news.example/trap"] = redirect(f"http://{host}/admin")
    assert re.search("private network|no article can be", refused("http://news.example/trap"))
    assert site.asked == ["http://news.example/trap"]
    site["http://news.example/story"] = answer(LAYOUTS["blog"])
    assert open_source("http://news.example/story").text


def feed_of(*links: str) -> str:
    items = "".join(f"<item><title>Story</title><link>{link}</link></item>" for link in links)
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"


def test_a_feed_tells_whether_it_came_from_a_private_network(site: Site, names: dict[str, list[str]]):
    pytest.importorskip("feedparser")
    port = site.url.rpartition(":")[2]
    site["/feed"] = answer(feed_of(f"{site.url}/admin"), "application/rss+xml")
    site["/out"] = redirect(f"http://news.example:{port}/feed")
    for url, is_private in (
        (f"{site.url}/feed", True),
        (f"http://news.example:{port}/feed", False),
        (f"{site.url}/out", False),
    ):
        feed = open_source(url)
        assert isinstance(feed, Feed)
        assert feed.is_private == is_private


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "private.example", "169.254.169.254"])
def test_what_only_a_feed_names_may_not_be_in_a_private_network(site: Site, names: dict[str, list[str]], host: str):
    port = site.url.rpartition(":")[2]
    site["/story"] = answer(LAYOUTS["blog"])
    assert open_source(f"http://news.example:{port}/story", is_given=False).text
    site.asked.clear()
    with pytest.raises(SourceError, match=r"only a feed names it|no article can be"):
        open_source(f"http://{host}:{port}/story", is_given=False, limits=Limits(private_names=True, seconds=5))
    assert site.asked == []
