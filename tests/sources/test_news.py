"""News: feeds, listings, articles, pages."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from pydantic import ValidationError

from monitor.errors import NotThePage, Unreadable
from monitor.model import Change, Follow, Item
from monitor.sources import KINDS
from monitor.sources._links import canonical

STORY = "".join(
    f"<p>In part {part} the judge wrote that the agency had broken the law and must stop sharing what it holds.</p>"
    for part in range(6)
)
IMPOSTORS = [
    "<title>Just a moment...</title><a href='/'>x</a>Checking",
    "<title>Log in - Example</title><a href='/'>Home</a><form><input type='password'></form>",
    "<title>Before you continue to Example</title><a href='/'>Terms</a><p>Before you continue to Example, choose.</p>",
    "<title>Maintenance</title><a href='/'>Home</a><p>Back soon.</p>",
]


def rss(*items):
    """An RSS feed of these items."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{"".join(items)}</channel></rss>'


def keys(snapshot):
    """The keys of a snapshot."""
    return [item.key for item in snapshot.items]


def test_a_feed_item_is_known_by_guid_then_link_then_title(read):
    """The first of the three that an item has is its key; tracking parameters do not count."""
    body = rss(
        "<item><title>a</title><link>https://x.org/1?utm_source=q</link><guid>g</guid></item>",
        "<item><title>b</title><link>https://x.org/2?utm_source=q&amp;id=3</link></item>",
        "<item><title>c</title></item>",
    )
    assert keys(read("feed", body)) == ["guid:g", "link:https://x.org/2?id=3", "title:c"]


def test_a_feed_that_gives_one_guid_to_all_has_keys_for_each(read):
    """The link is added where a guid is no identity; a true double is one item."""
    item = "<item><title>{0}</title><link>https://x.org/{0}</link><guid>same</guid></item>"
    assert keys(read("feed", rss(*(item.format(name) for name in "abb")))) == ["guid:same", "guid:same https://x.org/b"]


ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>T</title>
<link rel="alternate" type="text/html" href="https://x.org/1"/></entry></feed>"""
ATOM_LINKS = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">&lt;b&gt;T&lt;/b&gt;</title>
<link rel="enclosure" href="https://x.org/a.mp3"/><link rel="alternate" href="/1?utm_source=f"/></entry></feed>"""
ENTRY = "<title>T</title><link>https://x.org/1</link>"
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://{}">{}</rdf:RDF>'


@pytest.mark.parametrize(
    ("version", "body"),
    [
        ("RSS 0.9", RDF.format("my.netscape.com/rdf/simple/0.9/", f"<item>{ENTRY}</item>")),
        ("RSS 0.91", f'<rss version="0.91"><channel><item>{ENTRY}</item></channel></rss>'),
        ("RSS 0.92", f'<rss version="0.92"><channel><item>{ENTRY}</item></channel></rss>'),
        ("RSS 1.0", RDF.format("purl.org/rss/1.0/", f'<item rdf:about="https://x.org/1">{ENTRY}</item>')),
        ("RSS 2.0", rss(f"<item>{ENTRY}</item>")),
        (
            "Atom",
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><link href="https://x.org/1"/></entry></feed>',
        ),
        ("Atom 0.3", ATOM_03),
        ("Atom with other links", ATOM_LINKS),
        (
            "JSON Feed",
            '\ufeff{"version": "https://jsonfeed.org/version/1", "items": [{"title": "T", "url": "https://x.org/1"}]}',
        ),
    ],
)
def test_every_kind_of_feed_is_read(read, version, body):
    """Headline and address come out of all versions alike."""
    item = read("feed", body, "https://x.org/feed").items[0]
    assert (item.title, item.url, item.kind) == ("T", "https://x.org/1", "article"), version


def test_an_empty_feed_is_sound_and_a_web_page_is_none(read):
    """No items are no error; HTML, broken JSON and JSON of another kind are."""
    assert read("feed", rss()).items == ()
    assert read("feed", '{"version": "https://jsonfeed.org/version/1.1", "items": []}').items == ()
    for body in ("<html>Hello</html>", "", "{", '{"items": []}', '{"version": "https://jsonfeed.org/version/1"}', "[]"):
        with pytest.raises(Unreadable):
            read("feed", body)


def test_odd_json_items_do_not_stop_the_others(read):
    """What is no object is passed over; missing and odd fields are empty."""
    odd = '{"id": 7, "title": 5, "content_html": [1], "date_published": "9999-12-31T23:59:59-12:00"}'
    body = f'{{"version": "https://jsonfeed.org/version/1", "items": [5, {odd}, {{"title": "T"}}]}}'
    assert [(item.key, item.published) for item in read("feed", body).items] == [("guid:7", None), ("title:T", None)]


def test_malformed_feeds_with_entries_are_read(read):
    """An unescaped ampersand and a missing end tag lose nothing."""
    body = '<rss version="2.0"><channel><item><title>R&D v. IRS</title><link>https://x.org/1</link></item>'
    assert [item.title for item in read("feed", body).items] == ["R&D v. IRS"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["IRS"], ["IRS sued"]),
        (["ice"], ["ICE halted", "Ice on roads"]),
        (["ICE"], ["ICE halted"]),
        (["appeal"], ["No Appeal yet"]),
        (["no  appeal"], ["No Appeal yet"]),
        (["C++", "IRS"], ["IRS sued", "C++ case"]),
        ([], ["IRS sued", "ICE halted", "Ice on roads", "FIRST appealing", "No Appeal yet", "C++ case"]),
    ],
)
def test_match_takes_whole_words_and_minds_capitals(read, words, found):
    """Any of the words, whole words, words in capitals case-sensitive."""
    titles = ["IRS sued", "ICE halted", "Ice on roads", "FIRST appealing", "No Appeal yet", "C++ case"]
    body = rss(*(f"<item><title>{title}</title></item>" for title in titles))
    assert [item.title for item in read("feed", body, options={"match": words}).items] == found


def test_match_looks_into_the_summary_too(read):
    """A word in the text of an item is enough."""
    body = rss("<item><title>Ruling</title><description>About the IRS.</description></item>")
    assert read("feed", body, options={"match": ["IRS"]}).items


@pytest.mark.parametrize("kind", ["feed", "listing"])
def test_only_new_public_stories_are_followed(source, kind):
    """Added items with a web address are followed when asked for; courts' own hosts never."""
    addresses = [
        "https://news.example.org/1",
        "https://ecf.dcd.uscourts.gov/doc1/045190000153",
        "https://ecf.ca9.uscourts.gov/n/beam/servlet/TransportRoom?servlet=CaseSummary.jsp",
        "https://dcecf.psc.uscourts.gov/x",
        "https://pacer.login.uscourts.gov/",
        "ftp://example.org/1",
        None,
    ]
    items = [Item(f"k{number}", "t", url=url) for number, url in enumerate(addresses)]
    changes = [*(Change("added", item) for item in items), Change("edited", replace(items[0], key="old"), items[0])]
    assert list(KINDS[kind].follow(source(kind, options={"follow_links": True}), changes)) == [
        Follow("k0", "https://news.example.org/1")
    ]
    assert not KINDS[kind].follow(source(kind), changes)


def test_a_listing_gives_each_address_once(read):
    """Of several links to one address the longest words are the headline; what is no web address is left out."""
    body = """<a href="/a#top"><img alt="Photo"></a><a href="/a?utm_medium=x">The whole headline</a>
    <a href="HTTPS://Example.org:443/b">B</a><a href="#">top</a><a href="tel:1">call</a><a href="http://[bad">x</a><a>no</a>"""
    assert {item.url: item.title for item in read("listing", body, "https://example.org/").items} == {
        "https://example.org/a": "The whole headline",
        "https://example.org/b": "B",
        "https://example.org/": "top",
    }


@pytest.mark.parametrize(
    ("base", "found"), [("/politics/", "https://example.org/politics/1"), ("https://o.org/", "https://o.org/1")]
)
def test_a_listing_minds_its_base(read, base, found):
    """Links are relative to the page's own base, which may be relative itself."""
    body = f"<base href='{base}'><a href=1>One</a>"
    assert read("listing", body, "https://example.org/x").items[0].url == found


def test_a_listing_may_select_blocks(read):
    """A selector of blocks takes the links within."""
    body = "<div class=c><a href=/1>One</a></div><a href=/2>Two</a><div class=c><h2><a href=/3>Three</a></h2></div>"
    assert [item.title for item in read("listing", body, options={"select": ".c"}).items] == ["One", "Three"]


def test_a_listing_that_matches_nothing_is_sound(read):
    """Words that no headline has are no error; a selector that finds no link is one."""
    body = "<a href=/1>One</a>"
    assert read("listing", body, options={"match": ["IRS"]}).items == ()
    with pytest.raises(Unreadable, match="h3 a"):
        read("listing", body, options={"select": "h3 a"})


@pytest.mark.parametrize("kind", ["listing", "article", "page"])
@pytest.mark.parametrize("body", IMPOSTORS)
def test_another_page_in_place_of_the_page_is_told(read, kind, body):
    """Bot check, login, consent and maintenance are no news."""
    with pytest.raises(NotThePage):
        read(kind, body)


@pytest.mark.parametrize("kind", ["listing", "article", "page"])
def test_a_sound_page_with_signs_of_another_is_read(read, kind):
    """A story on a site with login form, cookie banner and captcha script is a story."""
    login, cookies = "<form><input type='password'></form>", "<div>We use cookies. Accept all cookies</div>"
    story = f"<a href='/1'>Link</a><article><h1>Story</h1>{STORY}</article><script src='/captcha'></script>"
    body = f"<html><head><title>Story</title></head><body>{login}{story}{cookies}</body></html>"
    assert read(kind, body).items


def test_a_paywall_is_told(read):
    """A teaser above the words of a paywall is no story."""
    teaser = "<p>A judge ruled on Friday in a case that many had been waiting for since the spring of the year.</p>"
    body = f"<title>R</title><body><article><h1>R</h1>{teaser}<p>Subscribe to continue reading.</p></article>"
    with pytest.raises(NotThePage, match="paywall"):
        read("article", body)


def test_menus_around_a_story_change_nothing(read):
    """Other menus, related stories and adverts leave the text of a story as it was."""
    page = "<html><title>S</title><body><nav>{}</nav><article><h1>S</h1>{}</article><aside>{}</aside></body></html>"
    first, second = (
        read("article", page.format(nav, STORY, aside)).items[0] for nav, aside in (("Home", "A"), ("Start", "B"))
    )
    assert first.text == second.text
    assert first.text.startswith("In part 0 the judge")


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("<link rel=canonical href='/b?utm_source=x&amp;id=1#c'>", "https://example.org/b?id=1"),
        ('<LINK href="https://other.test/wire/1" REL="canonical" />', "https://other.test/wire/1"),
        ("<link rel='alternate' href='/amp'>", "https://example.org/a?id=7"),
        ("<link rel='canonical' href='/'>", "https://example.org/a?id=7"),
        ("<link rel='canonical' href='javascript:1'>", "https://example.org/a?id=7"),
        ("<link rel='canonical'>", "https://example.org/a?id=7"),
    ],
)
def test_a_story_has_the_address_it_names(read, link, address):
    """The canonical link, without tracking; one to the front page, or none, leaves the address it was read at."""
    body = f"<head><title>S</title>{link}</head><body><article><h1>S</h1>{STORY}</article></body>"
    assert read("article", body, "https://example.org/a?id=7&fbclid=x").items[0].url == address


def test_a_page_without_a_story_is_unreadable(read):
    """No main text is told, not taken for an empty story."""
    with pytest.raises(Unreadable, match="no main text"):
        read("article", "<html><body><nav><a href=/>Home</a></nav></body></html>")


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({}, "Menu\nOne two\nThree\nFour"),
        ({"select": "p"}, "One two\nThree"),
        ({"select": "div, p"}, "One two\nThree\nFour"),
        ({"xpath": "//p[1]"}, "One two"),
        ({"xpath": "//p/text()"}, "One\nThree"),
        ({"xpath": "count(//p)"}, "2.0"),
        ({"xpath": "//div/@class"}, "c"),
        ({"ignore": ["^Four$", "Th.ee"]}, "Menu\nOne two"),
    ],
)
def test_a_page_is_read_by_parts(read, options, text):
    """CSS, XPath or the whole body; each block on a line, ignored lines left out, nothing twice."""
    hidden = "<!-- no --><script>no</script>"
    body = f"<title>T</title><body><nav>Menu</nav><div class=c><p>One <b>two</b></p><p>Three</p>{hidden}Four</div>"
    assert read("page", body, options=options).items[0].text == text


def test_markup_noise_changes_no_text(read):
    """Attributes, comments, white space and nonces are no change of a page."""
    plain = read("page", "<p>One two</p><p>Three</p>").items[0].text
    noisy = read(
        "page", "<p id=q7>One\n\n &nbsp;two<!-- 17:03 --></p>\n<script nonce=f>1</script><p class='z'>Three </p>"
    )
    assert noisy.items[0].text == plain


def test_a_text_that_looks_like_an_address_is_a_text(read):
    """No library takes a short page for a file name or an address, and none warns."""
    assert read("page", "https://example.org/?a=1&b=2").items[0].text == "https://example.org/?a=1&b=2"


@pytest.mark.parametrize("body", ["", "  \n", "<!-- only a comment -->", "<?xml version='1.0' encoding='utf-8'?>"])
def test_an_xpath_on_nothing_is_told(read, body):
    """An empty page is no crash of the XPath."""
    with pytest.raises(Unreadable, match="xpath"):
        read("page", body, options={"xpath": "//p"})


def test_an_xpath_that_fails_on_the_page_is_told(read):
    """A function that XPath 1.0 does not have is an error that names the expression."""
    with pytest.raises(Unreadable, match="no-such"):
        read("page", "<p>x</p>", options={"xpath": "no-such(//p)"})


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("HTTP://Example.org:80/a#b", "http://example.org/a"),
        ("https://example.org:8443?utm_source=x", "https://example.org:8443/"),
        ("a?b=%20c&utm_campaign=x&d&fbclid=1&e=;", "https://example.org/x/a?b=%20c&d&e=;"),
        ("?ref=12&at=3", "https://example.org/x/?ref=12&at=3"),
        ("https://[::1]:8080/a", "https://[::1]:8080/a"),
        ("mailto:a@example.org", None),
        ("javascript:alert(1)", None),
        ("https://example.org:99999/", None),
        ("http://[", None),
    ],
)
def test_addresses_have_one_spelling(link, address):
    """Case of hosts, default ports, fragments and tracking parameters do not count; the rest stays as it is."""
    assert canonical(link, "https://example.org/x/") == address


def test_a_selector_that_finds_nothing_is_told(read):
    """A rebuilt page, or one of ignored lines only, is an error that names the option to mend."""
    for options in ({"select": "main"}, {"xpath": "//main"}, {"ignore": ["."]}):
        with pytest.raises(Unreadable, match="select"):
            read("page", "<p>x</p>", options=options)


@pytest.mark.parametrize(
    ("kind", "options", "words"),
    [
        ("page", {"select": "p["}, "no CSS selector"),
        ("listing", {"select": "a:hover("}, "no CSS selector"),
        ("page", {"xpath": "//p["}, "no XPath"),
        ("page", {"select": "p", "xpath": "//p"}, "both"),
        ("page", {"ignore": ["("]}, "no regular expression"),
        ("page", {"ignore": ["(a+)+$"]}, "for ever"),
        ("page", {"ignore": ["(a|a)*b"]}, "for ever"),
        ("page", {"ignore": ["((x*)y){2,}"]}, "for ever"),
        ("page", {"ignore": [r"(a)\1"]}, "for ever"),
        ("page", {"ignore": ["(a?){30}b"]}, "for ever"),
        ("page", {"ignore": ["(?:a|b)+"]}, "for ever"),
        ("page", {"ignore": ["a*b*c{0,99}"]}, "too long"),
        ("page", {"ignore": ["x" * 201]}, "too long"),
        ("page", {"ignor": []}, "ignor"),
    ],
)
def test_options_are_checked_when_the_config_is_read(kind, options, words):
    """A mistake in an option is told at once, with the option's value."""
    with pytest.raises(ValidationError, match=words):
        KINDS[kind].options(**options)


@pytest.mark.parametrize(
    "pattern",
    [
        "Last updated .*",
        r"\d{1,2}:\d\d [ap]\.m\.",
        "(Mon|Tue|Wed)day",
        r"^(?:Page )?\d+$",
        r"\d{1,2}/\d{1,2}/\d{2,4} \d{1,2}:\d{2}",
        "(very ){2}",
        r"[(*+)]+",
    ],
)
def test_usual_patterns_are_taken(pattern):
    """What people write to leave out clocks and counters is accepted."""
    assert KINDS["page"].options(ignore=(pattern,)).ignore == (pattern,)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("Peña “v.” IRS".encode(), "text/html"),
        ("Peña “v.” IRS".encode(), "text/html; charset=iso-8859-1"),
        ("Peña “v.” IRS".encode("utf-8-sig"), "text/html"),
        ("Peña “v.” IRS".encode("utf-16"), "text/html"),
        ("Peña “v.” IRS".encode("cp1252"), "text/html"),
        ("Peña “v.” IRS".encode("cp1252"), "text/html; charset=windows-1252"),
        ("Peña “v.” IRS".encode("cp1252"), "text/html; charset=no-such"),
        ("Peña “v.” IRS".encode("cp1252"), "text/html; charset=ISO-8859-1"),
        ("Peña “v.” IRS".encode("cp1252"), "text/html; charset=unicode_escape"),
        ("Peña “v.” IRS".encode("cp1252"), "text/html; charset=punycode"),
        (b"<meta charset=windows-1252>" + "Peña “v.” IRS".encode("cp1252"), "text/html"),
        ("Pe\0ña “v.” IRS".encode(), "text/html"),
    ],
)
def test_every_charset_is_read(read, body, content_type):
    """Byte order mark, header, declaration and neither of them give the same letters."""
    assert read("page", body, content_type=content_type).items[0].text == "Peña “v.” IRS"


HOSTILE = ["<b>", "<div>", "<b>a</b>", "&", "[", '{"a":', "<", "<a ", "<th", "<!--", "<title>", "(", "a (1"]


@pytest.mark.parametrize("kind", ["docket", "court_feed", "feed", "listing", "page"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_pages_end_soon_in_an_answer(read, kind, piece):
    """Deep, long and half-open markup gives a snapshot or an error of ours within seconds of work."""
    started = process_time()
    with suppress(Unreadable, NotThePage):
        read(kind, piece * (60_000 // len(piece)))
    assert process_time() - started < 10


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize(
    "sample", ["docket/courtlistener_1.html", "court_feed/district.xml", "docket/cmecf_district.html"]
)
def test_hostile_words_in_a_sound_page_end_soon(read, sample, piece):
    """The same within an entry, where the readers of formats look closer."""
    path = Path(__file__).parents[1] / "samples" / sample
    body = path.read_text().replace("Kollar-Kotelly", piece * 500).replace("[", "[" + piece * 500)
    started = process_time()
    with suppress(Unreadable, NotThePage):
        read(sample.split("/")[0], body)
    assert process_time() - started < 10
