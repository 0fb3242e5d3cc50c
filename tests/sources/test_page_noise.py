"""A page watched by hand: what changes by itself is no change, what is said on it is; no expression runs for ever."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from monitor.core.diff import diff
from monitor.edge.parse import Parser
from monitor.errors import NotThePage, ParseTooSlow, Unreadable
from monitor.sources._noise import steady
from monitor.sources._select import checked_pattern

PAGE = """<!doctype html><html><head><title>Notices</title><script nonce="{nonce}">t={nonce}</script></head>
<body class="v{nonce}"><!-- made at {nonce} -->{banner}
<div class="ad-slot">{advert}</div><ins class="adsbygoogle">{advert}</ins><div id="ad">{advert}</div>
<h1>Notices of the court</h1><p data-id="{nonce}">Hearing moved to {space}Friday.</p>
<p>Calendar of the term &middot; {ago} &middot; {views} views</p><p>Updated {ago}</p><p>{views} comments</p>
<p>Order in 25-5181 (<time>{ago}</time>)</p><span hidden>{nonce}</span>
<table width="{nonce}"><tr><td style="width:{nonce}px">Judge</td><td>Friedrich</td></tr></table>
<aside class="related-stories"><a href="/{nonce}">{advert}</a></aside><ul class="trending"><li>{advert}</li></ul>
<section id="comments"><p>{advert}</p></section></body></html>"""
STEADY = """\
Notices of the court
Hearing moved to Friday.
Calendar of the term
Order in 25-5181
Judge
Friedrich"""


def noisy(number, page=PAGE):
    """The page as it comes at one request."""
    banner = f'<div class="cookie-banner" role="dialog">We use cookies, {number} kinds</div>' if number % 2 else ""
    return page.format(
        nonce=number * 7919,
        banner=banner,
        advert=f"Buy {number} now",
        space="\n \t" * number,
        ago=f"{number + 2} hours ago",
        views=f"{number},204",
    )


@pytest.mark.parametrize("options", [{}, {"select": "body"}, {"xpath": "//body"}], ids=["all", "css", "xpath"])
def test_noise_is_no_change_of_a_page(read, options):
    """Nonces, comments, attributes, white space, adverts, strips, counts, ages, widths and banners: the text stands."""
    first = read("page", noisy(0), options=options)
    assert first.items[0].text == STEADY
    for number in range(1, 6):
        assert diff(first, read("page", noisy(number), options=options), set()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("Friday", "Monday"), ("Calendar", "Second calendar"), ("25-5181", "26-5006"), ("Friedrich", "Kollar-Kotelly")],
)
def test_a_changed_word_is_one_change_amid_the_noise(read, old, new):
    """What is said on the page is compared, also on a line or in a table with noise."""
    before, after = read("page", noisy(1)), read("page", noisy(2, PAGE.replace(old, new)))
    (change,) = diff(before, after, set())
    assert (change.kind, new in change.item.text) == ("edited", True)


def test_what_is_selected_is_read_whatever_its_name(read):
    """A user who selects the comments means them."""
    assert read("page", noisy(3), options={"select": "#comments"}).items[0].text == "Buy 3 now"


def test_a_box_with_the_pages_heading_is_its_content(read):
    """A wrapper named like a banner that holds the whole page is no banner."""
    body = '<div class="consent-given"><h1>Notices</h1><p>Hearing on Friday.</p></div>'
    assert read("page", body).items[0].text == "Notices\nHearing on Friday."


def test_one_word_of_a_page_with_banners_is_the_page(read):
    """A login form and a cookie banner around a short part that is selected make the page no other one."""
    around = "<p>The clerk's office is open from nine to five, and closed on federal holidays.</p>" * 12
    body = f"<title>Status</title><form><input type=password></form>{around}<div>We use cookies</div><b>Open</b>"
    assert read("page", body, options={"select": "b"}).items[0].text == "Open"
    with pytest.raises(NotThePage, match="a login page"):
        read("page", body.replace("Status", "Sign in"), options={"select": "b"})


def test_a_wall_with_nothing_behind_it_is_named(read):
    """A page that is a banner and nothing else is a consent wall, not an empty page."""
    with pytest.raises(NotThePage, match="a consent wall"):
        read("page", '<div class="cookie-wall">We value your privacy</div>')


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("3 hours ago", ""),
        ("Order entered · 1,204 views", "Order entered"),
        ("Hearing moved (about 2 minutes ago)", "Hearing moved"),
        ("Opinion - an hour ago", "Opinion"),
        ("just now | Notice 4", "Notice 4"),
        ("Smith v. Jones - Order - granted", "Smith v. Jones - Order - granted"),
        ("The court has 42 judges", "The court has 42 judges"),
        ("More than 1,200 comments were filed", "More than 1,200 comments were filed"),
        ("Filed Nov. 21, 2025", "Filed Nov. 21, 2025"),
    ],
)
def test_a_line_keeps_its_words(line, left):
    """Counts and ages go, words, numbers and dates stay as they are."""
    assert steady(line) == left


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(a*)*b", "(.*a){12}", r"^(\w+\s?)*$", "(?:a?){40}a{40}"])
def test_patterns_that_could_run_for_ever_are_refused(pattern):
    """The classic traps are told when the config is read."""
    with pytest.raises(ValueError, match=r"for ever|too long"):
        checked_pattern(pattern)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "piece"),
    [
        ({"ignore": (".*.*x$",)}, "<p>" + "a" * 300 + "</p>"),
        ({"xpath": "//*[count(.//*[count(.//*) > 1]) > 1]//*[count(..//*) > 1]"}, "<b>a"),
        ({"select": "b b b b b b b b c"}, "<b>a"),
    ],
    ids=["pattern", "xpath", "css"],
)
async def test_expressions_end_at_the_deadline(source, page, options, piece):
    """A megabyte made for an expression of the user ends in an answer or as ParseTooSlow, small pages too."""
    parser = Parser(deadline=timedelta(seconds=2))
    try:
        async with asyncio.timeout(30):
            for size in (15_000, 1_000_000):
                with suppress(ParseTooSlow, Unreadable):
                    await parser(source("page", options=options), [page(piece * (size // len(piece)))])
    finally:
        parser.close()
