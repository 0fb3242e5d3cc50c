"""What a page shows: nothing a reader sees may be overlooked, nothing else need be read again."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.essence import LONGEST, essence
from monitor.model import Page, Source
from monitor.sources import KINDS

NOW = datetime(2025, 11, 21, 21, 7, tzinfo=UTC)
DOCKET = Source("ctr", "docket", "https://ecf.dcd.uscourts.gov/x", KINDS["docket"].options())
PAGE = """<!DOCTYPE html>
<html lang="en" data-request="{nonce}"><head><meta name="csrf-token" content="{nonce}">
<link rel="stylesheet" href="/style.css?v={nonce}"><style nonce="{nonce}">b > i {{ color: red }}</style>
<script nonce="{nonce}">if (1 < 2) window.session = "{nonce}";</script></head><body class="{nonce}">
<!-- made by {nonce} --><form action="/x?{nonce}"><input type="hidden" name="csrf" value="{nonce}"></form>
<table><tr><td>{day}</td><td title="{title}"><a href="/doc1/{link}">1</a></td><td>{text}</td></tr></table>
</body></html>"""
SAME = {"nonce": "f00", "day": "11/21/2025", "title": "1", "link": "045", "text": "ORDER granting 30 Motion to Stay."}


def seen(source=DOCKET, **changed) -> str | None:
    """The essence of PAGE, in which some things are changed."""
    return essence(source, [Page(source.url, PAGE.format(**SAME | changed).encode(), NOW)])


def of(body: str) -> str | None:
    """The essence of a page with this body."""
    return essence(DOCKET, [Page(DOCKET.url, f"<html><body>{body}</body></html>".encode(), NOW)])


def test_a_nonce_in_comment_script_style_form_or_head_is_not_seen():
    """What servers write anew for each request changes nothing."""
    assert seen() == seen(nonce="b4r") is not None


@pytest.mark.parametrize("name", ["day", "text", "link", "title"])
def test_a_word_an_address_and_an_attribute_are_seen(name):
    """Whatever an entry can be read from counts."""
    assert seen() != seen(**{name: "2"})


@given(st.text(st.characters(codec="utf-8", exclude_characters="<>"), max_size=40))
def test_any_change_of_the_text_is_seen(text):
    """Two texts have two essences, whatever stands in them."""
    assert (seen(text=text) == seen()) is (text == SAME["text"])


@given(
    st.lists(st.sampled_from(["<!--", "-->", "<script>", "</script>", "<p>", '"', "<b title='", "'>", "x", "<style>"]))
)
def test_a_word_after_broken_markup_is_seen(pieces):
    """However markup breaks before it, a paragraph between closed elements is taken for no comment and no script."""
    before = "".join(pieces) + "--></script></style>"
    assert of(f"{before}<p>granted</p><p>end</p>") != of(f"{before}<p>denied</p><p>end</p>")


@pytest.mark.parametrize(
    "body",
    [
        '<p title="<!--">{}</p><p>--></p>',
        "<!-- <script> --> {} <!-- </script> -->",
        "<!-- <script> --> {} </script>",
        "<!-->{}-->",
        "<!--->{}-->",
        "<textarea><!-- {} --></textarea>",
        "<textarea><script></textarea>{}</script>",
        '<script type="application/ld+json">{{"headline": "{}"}}</script>',
        "<<!-- -->b>{}",
    ],
)
def test_what_only_looks_unseen_is_kept(body):
    """Comments and scripts that are none, and data in scripts."""
    assert of(body.format("granted")) != of(body.format("denied")) or of(body.format("x")) is None


@pytest.mark.parametrize("xpath", ["//script/text()", "//comment()", "//input/@value", "//meta/@content"])
def test_a_source_that_wants_to_see_such_things_does(xpath):
    """Options that name what would be left out: then all bytes count."""
    assert seen(Source("p", "page", DOCKET.url, KINDS["page"].options(xpath=xpath))) is None


@pytest.mark.parametrize(
    "body", [b'{"text": "<!-- a -->"}', b"<?xml version='1.0'?><rss><title>x</title></rss>", b"<html>" + b"x" * LONGEST]
)
def test_feeds_data_and_endless_pages_have_none(body):
    """Where markup may be text, or looking would take long."""
    assert essence(DOCKET, [Page(DOCKET.url, body, NOW)]) is None


def test_all_pages_of_a_docket_count():
    """The second page as well as the first."""
    one, two, other = (Page(DOCKET.url, f"<html>{words}</html>".encode(), NOW) for words in ("a", "b", "c"))
    assert essence(DOCKET, [one, two]) != essence(DOCKET, [one, other])
