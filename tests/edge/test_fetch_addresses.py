"""Addresses that nobody but the user may send us to."""

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver

from monitor.edge.addresses import Admitted, is_public, shown
from monitor.edge.fetch import Fetcher, FetchSettings
from monitor.errors import PrivateAddress
from monitor.model import PageRequest
from tests.edge.servers import NOON, PAGE, http, raw, serving

NOT_PUBLIC = [
    "127.0.0.1",
    "127.8.8.8",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",  # metadata of most clouds
    "100.100.100.200",  # metadata of Alibaba, in the shared space of RFC 6598
    "168.63.129.16",  # Azure's host
    "192.0.0.192",  # metadata of Oracle
    "0.0.0.0",
    "198.18.0.1",
    "224.0.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:a00:1",
    "2002:7f00:1::",
    "64:ff9b::127.0.0.1",
    "64:ff9b:1::8.8.8.8",
    "fc00::1",
    "fd00:ec2::254",  # metadata of Amazon
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff0e::1",
    "2001::1",
    "2001:db8::1",
]


class Names(AbstractResolver):
    """A resolver with a list of its own: each name's answers, one after the other, the last for ever."""

    def __init__(self, answers):
        self.answers = answers

    async def resolve(self, host, port=0, family=socket.AF_INET):
        """The next answer for this name."""
        answers = self.answers[host]
        numbers = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            {"hostname": host, "host": number, "port": port, "family": family, "proto": 0, "flags": 0}
            for number in numbers
        ]

    async def close(self):
        """Nothing is open."""


def fetcher(answers=None, **settings):
    """A fetcher that is as strict as the config's defaults, with names of our own."""
    settings = FetchSettings("docket-monitor", per_host=None, **settings)
    return Fetcher(settings, lambda: NOON, resolver=lambda: Names(answers or {}))


@pytest.mark.parametrize("number", NOT_PUBLIC)
def test_is_not_public(number):
    """Whatever leads inside is not public, also wrapped in another address."""
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])
def test_is_public(number):
    """The Internet stays in reach, for networks without IPv4 too (RFC 6052)."""
    assert is_public(number)


@pytest.mark.parametrize("number", NOT_PUBLIC)
async def test_a_private_number_is_not_asked(number):
    """A number in the address needs no name service, and is checked all the same."""
    host = f"[{number.replace('%', '%25')}]" if ":" in number else number
    async with fetcher() as fetch:
        with pytest.raises(PrivateAddress):
            await fetch(PageRequest(f"http://{host}/latest/meta-data"))


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "10", "127.0.0.1."])
async def test_odd_spellings_of_a_number_are_not_asked(host):
    """What the C library would read as loopback is refused, however it is written."""
    async with fetcher() as fetch:
        with pytest.raises(PrivateAddress):
            await fetch(PageRequest(f"http://{host}/"))


@pytest.mark.parametrize(
    "host",
    [
        "%31%32%37.0.0.1",
        "127%2e0%2e0%2e1",
        "%6c%6f%63alhost",
        "①②⑦.⓪.⓪.①",
        "\uff11\uff12\uff17.0.0.1",
        "127\u30020\u30020\u30021",
    ],
)
async def test_disguised_digits_are_not_asked(host):
    """Percent-encoded or fullwidth: refused before a proxy could read them as what they look like."""
    async with serving(raw(http())) as proxy, fetcher() as fetch:
        with pytest.raises(PrivateAddress):
            await fetch(PageRequest(f"http://{host}/", proxy=f"http://127.0.0.1:{proxy.port}"))
    assert proxy.asked == []


@pytest.mark.parametrize("number", ["127.0.0.1", "10.0.0.8", "::1", "fd00::8"])
async def test_a_name_with_a_private_address_is_not_asked(number):
    """The name service of a stranger cannot lead us inside; the message says how the user can."""
    async with serving(raw(http())) as server, fetcher({"docket.example": [[number]]}) as fetch:
        with pytest.raises(PrivateAddress, match="allow_private: true"):
            await fetch(PageRequest(f"http://docket.example:{server.port}/"))
    assert server.asked == []


async def test_the_address_checked_is_the_address_connected_to():
    """Of several addresses only the public are handed on to connect to; a later answer is checked anew."""
    names = Admitted(Names({"docket.example": [["10.0.0.1", "8.8.8.8", "::1"], ["127.0.0.1"]]}), private=False)
    assert [found["host"] for found in await names.resolve("docket.example")] == ["8.8.8.8"]
    with pytest.raises(PrivateAddress):
        await names.resolve("docket.example")


@pytest.mark.parametrize("allowed", [{"request": True, "settings": False}, {"request": None, "settings": True}])
async def test_the_user_may_allow_private_addresses(allowed):
    """A source, or the whole config, can opt in, by number and by name."""
    names = {"docket.example": [["127.0.0.1"]]}
    async with serving(raw(http())) as server, fetcher(names, allow_private=allowed["settings"]) as fetch:
        for host in ("docket.example", "127.0.0.1"):
            url = f"http://{host}:{server.port}/"
            assert (await fetch(PageRequest(url, allow_private=allowed["request"]))).body == PAGE


METADATA = ["169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192"]
METADATA6 = ["fd00:ec2::254", "fd20:ce::254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe"]


@pytest.mark.parametrize(
    "host", [*METADATA, *(f"[{number}]" for number in METADATA6), "2852039166", "0xa9fea9fe", "metadata.example"]
)
async def test_the_inside_of_a_cloud_is_never_asked(host):
    """Also where private addresses are allowed: by number, by odd spelling, by name; directly and by a redirect."""
    names = {"metadata.example": [["169.254.169.254"], ["fd00:ec2::254"]], "docket.example": [["127.0.0.1"]]}
    async with serving(raw(http(302, b"", Location=f"http://{host}/latest"))) as server, fetcher(names) as fetch:
        for url in (f"http://{host}/latest", f"http://docket.example:{server.port}/"):
            with pytest.raises(PrivateAddress, match="inside of a cloud"):
                await fetch(PageRequest(url, allow_private=True))


@pytest.mark.skipif(not shutil.which("ip") or not shutil.which("unshare"), reason="needs iproute2 and unshare")
def test_a_name_that_changes_its_address_is_not_connected_to_inside():
    """DNS rebinding over real connections: the public address is asked, the loopback that the name gives next never."""
    script = Path(__file__).with_name("rebinding.py")
    ended = subprocess.run(
        ["unshare", "--map-root-user", "--net", sys.executable, script], capture_output=True, text=True, check=False
    )
    if "unshare failed" in ended.stderr:
        pytest.skip("no network of its own may be made here")
    assert json.loads(ended.stdout) == {"public": ["/"], "loopback": [], "second": "private_address"}, ended.stderr


async def test_a_source_may_stay_outside():
    """What a source says of itself weighs more than what the config says of all."""
    async with serving(raw(http())) as server, fetcher(allow_private=True) as fetch:
        with pytest.raises(PrivateAddress):
            await fetch(PageRequest(server.url, allow_private=False))
    assert server.asked == []


async def test_one_source_allowed_inside_opens_nothing_for_others():
    """A connection that an allowed source left open is not used by one that is not allowed."""
    names = {"docket.example": [["127.0.0.1"]]}
    async with serving(raw(http(Connection="keep-alive"))) as server, fetcher(names) as fetch:
        url = f"http://docket.example:{server.port}/"
        await fetch(PageRequest(url, allow_private=True))
        with pytest.raises(PrivateAddress):
            await fetch(PageRequest(url))


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/", "http://[::1]:8080/", "http://127.1/"])
async def test_a_redirect_to_a_private_number_is_not_followed(target):
    """Checked at each hop; here the first answers through a proxy, which the user chose and so may be inside."""
    async with serving(raw(http(302, b"", Location=target))) as proxy, fetcher() as fetch:
        with pytest.raises(PrivateAddress):
            await fetch(PageRequest("http://news.example/p", proxy=f"http://127.0.0.1:{proxy.port}"))
    assert [asked.path for asked in proxy.asked] == ["http://news.example/p"]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("https://desk:hush@h/p?a=1&token=hush#x", "https://***@h/p?a=1&token=***#x"),
        (
            "https://h/p?API_KEY=hush;sig=hush&author=Lee&monkey=2",
            "https://h/p?API_KEY=***;sig=***&author=Lee&monkey=2",
        ),
        ("no address: //desk:hush@h", "no address: //***@h"),
    ],
)
def test_secrets_of_an_address_are_not_shown(url, message):
    """User, password and the values of secret parameters are masked, everything else stays readable."""
    assert shown(url) == message
