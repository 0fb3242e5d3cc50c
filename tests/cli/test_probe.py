"""`monitor probe` as a user types it: what an address is, before it goes into the config, and lines that watch it."""

from pathlib import Path

import pytest

from monitor.config import load

SAMPLES = Path(__file__).parents[1] / "samples"
STORY = "<title>Judge rules</title><body><article><h1>Judge rules</h1>{}</article>".format(
    "".join(f"<p>In part {n} the judge wrote that the agency must stop what it had begun to do.</p>" for n in range(9))
)
RSS = (
    "<rss version='2.0'><channel><title>N</title><item><title>Judge rules</title><guid>1</guid></item></channel></rss>"
)


def put(user, path, sample, **headers):
    """Let the site serve a sample; gives its address."""
    user.site.put(path, (SAMPLES / sample).read_bytes() if isinstance(sample, Path) else sample, **headers)
    return user.site.url(path)


PAGES = [
    ("court_feed", Path("court_feed/district.xml"), []),
    ("docket", Path("docket/cmecf_district.html"), []),
    ("docket", Path("docket/scotus.json"), []),
    ("docket", Path("docket/courtlistener_feed.xml"), []),
    ("docket", Path("docket/internet_archive.xml"), []),
    ("document", Path("document/order.pdf"), []),
    ("feed", RSS, []),
    ("article", STORY, []),
    ("page", "<title>Status</title><p>The clerk's office is open.</p>", []),
    ("opinions", Path("opinions/cadc.html"), ["--kind", "opinions", "--court", "cadc"]),
    ("listing", "<h3><a href='/a'>A headline of the day</a></h3>", ["--kind", "listing"]),
]


@pytest.mark.parametrize(("kind", "sample", "words"), PAGES, ids=[f"{kind}-{n}" for n, (kind, *_) in enumerate(PAGES)])
def test_the_lines_that_are_suggested_are_a_config(user, kind, sample, words):
    """The kind is found, and what is printed under it, saved in sources.d, is taken by `config check`."""
    url = put(user, "/probed", sample)
    (found,) = user.lines("probe", url, *words)
    assert found["kind"] == kind
    assert found["items"]
    assert found["robots"] == {"allowed": True, "why": None}
    assert found["yaml"] in user.types("probe", url, *words)
    folder = user.config.parent / "sources.d"
    folder.mkdir()
    (folder / "probed.yaml").write_text(found["yaml"])
    assert "3 sources" in user.types("config", "check")
    (source,) = [source for source in load(user.config).sources if source.url == url]
    assert (source.kind, source.court) == (kind, found["court"])
    assert user.lines("events") == []


def test_a_docket_is_shown_with_its_case(user):
    """Court, case, number, judge, parties, coverage and rulings come out; a case of the config is known as it is."""
    url = put(user, "/docket", Path("docket/cmecf_district.html"))
    (found,) = user.lines("probe", url)
    assert (found["court"], found["docket_number"], found["case"]) == ("dcd", "1:25-cv-00457", "ctr")
    assert found["judge"] == "Colleen Kollar-Kotelly"
    assert found["parties"]
    assert {event["kind"] for event in found["events"]} >= {"ruling"}
    assert set(found["coverage"]) == {"rulings", "appeals", "petitions", "filings", "text"}
    assert "cases:" not in found["yaml"]
    assert "case: ctr" in found["yaml"]


def test_a_docket_of_an_unknown_case_brings_its_case_along(user):
    """The lines name a new case with its docket number, so that what is found there belongs to it."""
    (found,) = user.lines("probe", put(user, "/docket", Path("docket/scotus.json")))
    assert found["yaml"].startswith("cases:\n")
    folder = user.config.parent / "sources.d"
    folder.mkdir()
    (folder / "probed.yaml").write_text(found["yaml"])
    assert "2 cases, 3 sources" in user.types("config", "check")


def test_what_robots_txt_forbids_is_shown_with_what_follows(user):
    """A named page is read all the same, and the user learns that links there are not, and a list never is."""
    user.site.put("/robots.txt", "User-agent: *\nDisallow: /\n")
    url = put(user, "/story", STORY)
    (found,) = user.lines("probe", url)
    assert found["robots"] == {"allowed": False, "why": "robots.txt of 127.0.0.1 forbids programs to read this page"}
    assert any("links that lead there are not followed" in note for note in found["notes"])
    (found,) = user.lines("probe", put(user, "/front", "<a href=/a>A headline</a>"), "--kind", "listing")
    assert any("it will not be read" in note for note in found["notes"])
    user.site.put("/robots.txt", "", 503)
    (found,) = user.lines("probe", url)
    assert not found["robots"]["allowed"]


def test_a_private_address_that_is_named_is_read_and_noted(user):
    """The user named it: it is read, and the lines say allow_private."""
    user.config.write_text(user.config.read_text().replace("allow_private: true", "allow_private: false"))
    url = put(user, "/story", STORY)
    (found,) = user.lines("probe", url)
    assert "allow_private: true" in found["yaml"]


def test_notes_tell_what_to_think_of(user):
    """Another place, a court-wide list, a page of links: each with what to do."""
    put(user, "/moved", "", status=301, Location="/page")
    (found,) = user.lines("probe", user.site.url("/moved"))
    assert any(f"leads to {user.site.url('/page')}" in note for note in found["notes"])
    assert any("--kind listing" in note for note in found["notes"])
    assert any(
        "watched already, as notices" in note for note in user.lines("probe", user.site.url("/page"))[0]["notes"]
    )
    (found,) = user.lines("probe", user.site.url("/feed"))
    assert any("1 docket(s) in D.D.C." in note for note in found["notes"])
    assert any("24 hours" in note for note in found["notes"])


def test_mistakes_are_told(user):
    """An unknown kind or court, another format than named, a login page: each says what to do, without a trace."""
    url = user.site.url("/page")
    user.types("probe", url, "--kind", "pages", code=2)
    assert "the kinds are" in user.errors
    user.types("probe", url, "--court", "ddc", code=2)
    assert "dcd, cadc" in user.errors
    user.types("probe", url, "--kind", "docket", code=1)
    assert "not a docket" in user.errors
    login = put(user, "/login", "<title>CM/ECF Login</title><input type=password>")
    user.types("probe", login, code=1)
    assert "a login page" in user.errors
    user.types("probe", user.site.url("/nowhere"), code=1)
    assert "Traceback" not in user.errors
