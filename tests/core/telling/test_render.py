"""Whole messages: what arrives in a mail, a chat, a terminal; and what hostile pages cannot do there."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from monitor.core.cases.deadlines import CAUTION
from monitor.core.route import route
from monitor.core.telling.facts import Reader
from monitor.core.telling.message import READ_BY_PROGRAM, message
from monitor.core.telling.render import MOST_IN_FULL, MOST_TITLE, digest, mail_page, mistake_in, render, worst
from monitor.model import Change, ChangeNote, HealthNote, Item, LegalEvent, Revision, Route
from tests.core.storyline import (
    AFFIRMANCE,
    APPEAL,
    CENTRO,
    CTR,
    DESK,
    DOCKET,
    INJUNCTION,
    NEWS,
    RULING,
    SEEN,
    STORY,
    development,
    report,
)

READER = Reader("route 1 sends it to newsroom", names={CTR.id: CTR.name, CENTRO.id: CENTRO.name})


def told(news, reader=READER):
    """All forms of one piece of news."""
    return render(message(news, reader))


class Page(HTMLParser):
    """The elements, addresses and text of an HTML page."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.values, self.text = set(), [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Note the element and its attributes."""
        self.elements.add(tag)
        self.values += attrs

    def handle_data(self, data):
        """Note the text."""
        self.text += data


def test_the_ruling_as_text():
    """The whole alert of the storyline's ruling, both reports under one."""
    assert (
        told(RULING).text
        == f"""\
“granting 30 Motion to Stay; granting in part and denying in part 31 Motion to Dismiss”

Decided:
- motion to stay under 5 U.S.C. 705 (entry 30): granted
- motion to dismiss (entry 31): granted in part

Time to appeal: notice of appeal: 60 days end on 20 Jan 2026 (FRAP 4(a)(1)(B)), uncertain; {CAUTION}

Open: {DOCKET}
Case: Center for Taxpayer Rights v. IRS
Court: U.S. District Court for the District of Columbia (D.D.C.), No. 1:25-cv-00457
Judge: Colleen Kollar-Kotelly
Entry: 53, Memorandum opinion and order, filed 21 Nov 2025, 94 pages
Belongs to the case because: docket number 1:25-cv-00457 in D.D.C.
Related cases: Centro de Trabajadores Unidos v. Bessent

From: ctr-docket (docket), read 21 Nov 2025 16:07 EST, {DOCKET}
From: politics (news), “Judge blocks IRS from giving addresses to ICE”, read 21 Nov 2025 16:10 EST, {NEWS.url}
Why you get this: route 1 sends it to newsroom

Read by a program: open the document before you publish."""
    )


def test_the_ruling_as_markdown():
    """The same for chat, with labels in bold and bare addresses in angle brackets."""
    assert (
        told(replace(RULING, reports=(report(),), related=())).markdown
        == f"""\
> granting 30 Motion to Stay; granting in part and denying in part 31 Motion to Dismiss

**Decided:**
- motion to stay under 5 U.S.C. 705 (entry 30): **granted**
- motion to dismiss (entry 31): **granted in part**

- **Time to appeal:** notice of appeal: 60 days end on 20 Jan 2026 (FRAP 4(a)(1)(B)), uncertain; {CAUTION}

- **Open:** <{DOCKET}>
- **Case:** Center for Taxpayer Rights v. IRS
- **Court:** U.S. District Court for the District of Columbia (D.D.C.), No. 1:25-cv-00457
- **Judge:** Colleen Kollar-Kotelly
- **Entry:** 53, Memorandum opinion and order, filed 21 Nov 2025, 94 pages
- **Belongs to the case because:** docket number 1:25-cv-00457 in D.D.C.

- **From:** ctr-docket (docket), read 21 Nov 2025 16:07 EST, <{DOCKET}>
- **Why you get this:** route 1 sends it to newsroom

Read by a program: open the document before you publish."""
    )


def test_the_affirmance_as_text():
    """The circuit's ruling names its own docket and the related case, whose docket number it never takes."""
    text = told(AFFIRMANCE).text
    assert (
        text
        == f"""\
“the judgment of the District Court is affirmed”

Time to appeal: petition for rehearing: \
14 days end on 10 Mar 2026 if the federal government is no party (FRAP 40(d)(1)), uncertain, \
or 45 days end on 10 Apr 2026 if the federal government is a party in a civil case (FRAP 40(d)(1)), uncertain; \
petition for certiorari: 90 days end on 26 May 2026 (S. Ct. Rule 13.1, 28 U.S.C. 2101(c)), uncertain; {CAUTION}

Case: Centro de Trabajadores Unidos v. Bessent
Court: U.S. Court of Appeals for the District of Columbia Circuit (D.C. Cir.), No. 25-5181
Entry: Opinion, filed 24 Feb 2026
Related cases: Center for Taxpayer Rights v. IRS

From: cadc-feed (docket), read 21 Nov 2025 16:07 EST
Why you get this: route 1 sends it to newsroom

Read by a program: open the document before you publish."""
    )


def test_a_revision_says_what_is_new_first():
    """A follow-up begins with what changed, in title and text."""
    numbered = replace(APPEAL.event, appeal=replace(APPEAL.event.appeal, number="26-5006"))
    forms = told(Revision(replace(APPEAL, event=numbered), ("now No. 26-5006 in D.C. Cir.",)))
    assert forms.title == (
        "UPDATE (now No. 26-5006 in D.C. Cir.): APPEAL: notice of appeal to the D.C. Circuit, No. 26-5006, "
        "from D.D.C. (Kollar-Kotelly). Center for Taxpayer Rights v. IRS"
    )
    assert forms.text.startswith("What changed: now No. 26-5006 in D.C. Cir.\n\n")
    assert forms.markdown.startswith("- **What changed:** now No. 26-5006 in D.C. Cir.\n\n")


def test_the_time_to_appeal_is_told_as_on_the_day_of_reading():
    """Read late, its days ended; where no rule gives review, or nobody knows the court, there is no such line."""
    late = replace(RULING, reports=(replace(report(), seen=SEEN.replace(year=2026)),))
    assert "60 days ended on 20 Jan 2026 (FRAP 4(a)(1)(B)) unless a motion or order extended it" in told(late).text
    denied = replace(RULING.event, relief="dismissal", disposition="denied")
    for event in (denied, replace(RULING.event, court="nowhere"), replace(RULING.event, record=False)):
        assert "Time to appeal" not in told(replace(RULING, event=event)).text
    assert "Time to appeal" not in told(replace(RULING, undone="vacated by D.C. Cir.")).text


def test_news_of_a_possible_appeal_claims_none():
    """A story's "can appeal" is told as possible, and its disposition as reported, not decided."""
    event = replace(RULING.event, prospective_appeal=True, record=False)
    text = told(replace(RULING, event=event, reports=(NEWS,))).text
    assert "Appeal: the story says that one is possible; it reports none\n" in text
    assert "Reported:\n- motion to stay" in text
    assert "Decided" not in text


def test_reports_stand_in_the_order_of_their_reading():
    """The earliest report comes first, whatever the order they were kept in; of many, the rest is counted."""
    text = told(replace(RULING, reports=(NEWS, report()))).text
    assert text.index("From: ctr-docket") < text.index("From: politics")
    assert "From: and 5 more reports\n" in told(replace(RULING, reports=(report(),) * 15)).text


def test_a_likely_link_shows_its_reasons():
    """When the case is only likely, the reasons are told as such."""
    text = told(replace(RULING, confidence="likely", linked=("judge and party",))).text
    assert "Likely of the case because: judge and party\n" in text


def test_moments_are_in_the_readers_zone():
    """A reader in London reads London's time, named."""
    assert "read 21 Nov 2025 21:07 GMT" in told(RULING, replace(READER, zone="Europe/London")).text


def test_the_mark_stands_before_every_title():
    """The demo's mark begins the title of every kind of news."""
    note = HealthNote("x", "failing", "x failed", SEEN)
    change = ChangeNote("x", Change("added", Item("k", "Notice")), "Notice", SEEN)
    reader = replace(READER, mark="[REPLAY] ")
    assert all(told(news, reader).title.startswith("[REPLAY] ") for news in (*STORY, note, change))


@pytest.mark.parametrize("news", STORY)
def test_every_alert_ends_with_the_warning(news):
    """Each form's last words send the reader to the document."""
    forms = told(news)
    alerts = route([news], DESK, SEEN)
    assert forms.text.endswith(READ_BY_PROGRAM)
    assert forms.markdown.endswith(READ_BY_PROGRAM)
    assert Page(mail_page(alerts)).text.rstrip().endswith(READ_BY_PROGRAM)


def test_an_edit_shows_its_difference():
    """An edited entry shows words taken out and put in, in each form's own way."""
    item = Item("k", "MINUTE ORDER", number="54", filed=date(2025, 11, 24))
    note = ChangeNote("ctr-docket", Change("edited", item, item), "set for [-1 Dec-] {+8 Dec+} at 10", SEEN, CTR.id)
    forms = told(note)
    assert forms.title == "Center for Taxpayer Rights v. IRS: edited: MINUTE ORDER"
    assert "“set for [-1 Dec-] {+8 Dec+} at 10”" in forms.text
    assert "> set for ~~1 Dec~~ **8 Dec** at 10\n" in forms.markdown
    assert ">1 Dec</del>" in forms.html
    assert ">8 Dec</ins>" in forms.html
    assert "Filed: 24 Nov 2025" in forms.text


def test_an_added_entry_shows_its_words():
    """A new entry in which no detector speaks is quoted as it is, its brackets untouched."""
    note = ChangeNote("ctr-docket", Change("added", Item("k", "NOTICE", "NOTICE [-x-]")), "NOTICE [-x-]", SEEN)
    forms = told(note)
    assert forms.title == "ctr-docket: added: NOTICE"
    assert "“NOTICE [-x-]”" in forms.text
    assert "<del" not in forms.html


def test_health_is_told_plainly():
    """A health note says what happened, to what, with a short title and its own severity."""
    text = "ctr-docket failed 3 times in a row: refused; " + "watch it another way; " * 10
    note = HealthNote("ctr-docket", "channel_failing", text, SEEN, severity="failure")
    forms = told(note)
    assert forms.title.startswith("Docket Monitor: ctr-docket failed 3 times in a row")
    assert len(forms.title) < 130
    assert f"What happened: {text.strip()}\nAbout: ctr-docket (channel failing)" in forms.text
    assert message(note, READER).severity == "failure"


HOSTILE = (
    "<script>alert(1)</script><img src=https://evil.example/p.png> [click](https://evil.example) **bold** `code` "
    "@everyone <!channel> \x1b[31mred\x1b[0m \x1b]0;title\x07 \u202eGNITROPER\u202c \u2066x\u2069 a\x00b\u200bc \udc80 "
    "{{ 7 * 7 }} | # heading _under_ ~gone~"
)
OURS = {
    *("html", "head", "meta", "style", "body", "div", "h2", "p", "b", "a", "blockquote", "del", "ins"),
    *("table", "tr", "td", "span", "br"),
}
LOADED = development(
    LegalEvent(
        kind="ruling",
        disposition="other",
        court=HOSTILE,
        docket_number=HOSTILE,
        judge=HOSTILE,
        title=HOSTILE,
        evidence=HOSTILE,
        entry=HOSTILE,
        case_name=HOSTILE,
        url="javascript:alert(1)",
    ),
    [report(HOSTILE, "data:text/html,<script>", HOSTILE, record=False)],
    case=None,
    linked=(HOSTILE,),
    related=(HOSTILE,),
)
HOSTILE_NEWS = (
    LOADED,
    Revision(LOADED, (HOSTILE,)),
    ChangeNote(HOSTILE, Change("edited", Item("k", HOSTILE), Item("k", "")), f"[-{HOSTILE}-]{{+{HOSTILE}+}}", SEEN),
    HealthNote(HOSTILE, HOSTILE, HOSTILE, SEEN),
)


@pytest.mark.parametrize("news", HOSTILE_NEWS)
def test_hostile_text_moves_nothing(news):
    """No control character, escape sequence or direction override of a page reaches any form."""
    forms = told(news)
    for form in (forms.title, forms.text, forms.html, forms.markdown):
        bad = [mark for mark in form if mark in "\x00\x1b\x07\u202e\u202c\u2066\u2069\udc80"]
        assert not bad
        assert "[31m" not in form
        assert "49" not in form
        form.encode()
    assert "\n" not in forms.title


@pytest.mark.parametrize("news", HOSTILE_NEWS)
def test_hostile_text_is_no_html(news):
    """A page's tags arrive as text; nothing remote is loaded, no link leads anywhere but to http(s)."""
    page = Page(mail_page([replace(route([RULING], DESK, SEEN)[0], html=told(news).html, title=told(news).title)]))
    assert page.elements <= OURS
    assert not [value for name, value in page.values if name in {"src", "href", "background"}]
    assert "<script>alert(1)</script>" in page.text


@pytest.mark.parametrize("news", HOSTILE_NEWS)
def test_hostile_text_is_no_markdown(news):
    """A page's links, emphasis, code and calls to a room are escaped in chat; titles call nobody either."""
    forms = told(news)
    assert "\\[click\\](" in forms.markdown
    assert "\\*\\*bold\\*\\* \\`code\\`" in forms.markdown
    assert "\\<script\\>" in forms.markdown
    assert "@everyone" not in forms.markdown + forms.title
    assert not set("<>") & set(forms.title)


def test_only_web_addresses_are_links():
    """An address that is no plain http(s) one is left out rather than linked."""
    forms = told(replace(RULING, event=replace(RULING.event, url="javascript:alert(1)"), reports=(report(url="x y"),)))
    assert "Open:" not in forms.text
    assert "href" not in forms.html


def test_addresses_are_kept_as_they_are():
    """Underscores and ampersands of an address survive Markdown and HTML."""
    forms = told(RULING)
    assert "<https://news.example/irs_ice?a=1&b=2>" in forms.markdown
    assert ("href", "https://news.example/irs_ice?a=1&b=2") in Page(forms.html).values


def test_long_texts_are_cut_with_a_note():
    """An entry of 100 KB is quoted in part, and the alert says so."""
    long = replace(INJUNCTION, event=replace(INJUNCTION.event, evidence="word " * 20_000, title="t" * 5_000))
    forms = told(long)
    assert "(cut: the first 1,500 of 100,000 characters; the rest is at the source)" in forms.text
    assert all(len(form) < 6_000 for form in (forms.text, forms.html, forms.markdown))
    note = ChangeNote("s", Change("added", Item("k", "word " * 20_000)), "word " * 20_000, SEEN)
    assert len(told(note).title) <= MOST_TITLE


@pytest.mark.parametrize(("begin", "end", "tag"), [("[-", "-]", "del"), ("{+", "+}", "ins")])
def test_a_long_difference_is_cut_as_what_it_is(begin, end, tag):
    """Words of a long paragraph that was taken out or put in do not look kept where the alert cuts them."""
    item = Item("k", "ORDER")
    note = ChangeNote("s", Change("edited", item, item), f"kept {begin}{'word ' * 900}{end} kept", SEEN)
    forms = told(note)
    assert f"</{tag}></blockquote>" in forms.html.replace("\n", "")
    assert begin not in forms.html


def test_a_megabyte_of_evidence_is_an_alert_like_any_other():
    """Words, title, case name and a difference of a megabyte each: short in every form, whole to the last line."""
    mega = "ORDERED <b> * " * 75_000
    event = replace(RULING.event, evidence=mega, title=mega, case_name=mega)
    edited = ChangeNote("s", Change("edited", Item("k", mega), Item("k", mega)), f"[-{mega}-] {{+{mega}+}}", SEEN)
    for news in (replace(RULING, event=event, case_name=mega), edited, HealthNote("s", "failing", mega, SEEN)):
        (alert,) = route([news], replace(DESK, routes=(Route(("a",)),)), SEEN)
        assert len(alert.title) <= MOST_TITLE
        assert all(len(form) < 30_000 for form in (alert.text, alert.html, alert.markdown))
        assert alert.text.endswith(READ_BY_PROGRAM)
        assert "cut: the first 1,500 of" in alert.text


def bundle(size):
    """So many alerts of the storyline, each of its own title."""
    (alert,) = route([RULING], DESK, SEEN)
    return [replace(alert, title=f"title {n}", key=str(n)) for n in range(size)]


def test_a_digest_tells_all_once():
    """A digest has each alert's title and words, and the warning once, at the end."""
    alerts = [*route([RULING], DESK, SEEN), *route([INJUNCTION], DESK, SEEN)]
    combined = digest(alerts)
    assert combined.title == f"2 alerts: {alerts[0].title}"
    for form in (combined.text, combined.markdown, Page(combined.html).text):
        assert form.count(READ_BY_PROGRAM) == 1
        assert form.rstrip().endswith(READ_BY_PROGRAM)
        assert "94 pages" in form
        assert "motion for preliminary injunction" in form
    assert f"1. {alerts[0].title}\n" in combined.text


def test_a_digest_keeps_the_mark_in_front():
    """A digest of replayed alerts is marked as one; one of mixed alerts is not."""
    marked = [replace(alert, title=f"[REPLAY] {alert.title}") for alert in bundle(2)]
    assert digest(marked).title == "[REPLAY] 2 alerts: title 0"
    assert digest([marked[0], bundle(1)[0]]).title == "2 alerts: [REPLAY] title 0"


def test_a_huge_digest_lists_the_rest():
    """Beyond twenty alerts the others are there with their first line."""
    combined = digest(bundle(500))
    for form in (combined.text, combined.markdown, Page(combined.html).text):
        assert form.count("94 pages") == MOST_IN_FULL
        assert "title 499" in form
        assert len(form) < 60_000


def test_the_gravest_decides():
    """The severity of a bundle is its gravest."""
    one, two, three = bundle(3)
    assert worst([replace(one, severity="info"), replace(two, severity="failure"), three]) == "failure"
    assert worst([replace(one, severity="info"), replace(two, severity="success")]) == "success"


def test_a_template_of_the_users_own_goes_before_ours():
    """By the event kind or for all; what comes from a page is escaped in it as in ours; other forms stay ours."""
    own = {"ruling.html.j2": "<b>{{ title }}</b> {{ quote }}", "alert.txt.j2": "OWN {{ kind }} {{ quote }}"}
    hostile = replace(RULING, event=replace(RULING.event, evidence="<script>alert(1)</script> granted"))
    forms = render(message(hostile, READER), own)
    assert forms.html.startswith("<b>D.D.C. (Kollar-Kotelly)")
    assert "<script>" not in forms.html
    assert forms.text.startswith("OWN ruling ")
    assert forms.markdown == told(hostile).markdown
    assert render(message(APPEAL, READER), own).html == told(APPEAL).html


def test_an_own_template_that_fails_loses_no_alert(caplog):
    """One that stumbles over this alert is left aside for ours, and the log says so."""
    forms = render(message(RULING, READER), {"ruling.txt.j2": "{{ facts[99].label }}"})
    assert forms == told(RULING)
    assert "a template of your own failed" in caplog.text


@pytest.mark.parametrize(
    ("name", "text", "line", "says"),
    [
        ("ruling.txt.j2", "ok\n{% if %}", 2, "no usable template"),
        ("ruling.txt.j2", "{{ nothing_of_this_name }}", 1, "no usable template"),
        ("ruling.txt.j2", "{{ ''.__class__.__mro__ }}", 1, "no usable template"),
        ("ruling.pdf.j2", "x", 1, "name it KIND.FORM.j2"),
    ],
)
def test_a_mistake_in_an_own_template_is_named(name, text, line, says):
    """With its line, before the first alert; a template that reaches for more than it is given is one."""
    found = mistake_in(name, text)
    assert found is not None
    assert (found[0], says in found[1]) == (line, True)
