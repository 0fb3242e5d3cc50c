"""Forgetting: what is read over, what is left of a development, what counts as a quotation."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.core import forgetting
from monitor.core.cases.merging import link_and_merge
from monitor.core.cases.timeline import timeline
from monitor.core.detect import Sighting
from monitor.core.forgetting import ERASED, Tombstone, covered, erased, quotes, words_of
from monitor.core.telling.wording import headline
from monitor.model import About, Alert, DocketRef, Item, LegalEvent, Snapshot, Source, Undoing
from tests.core.storyline import CTR, NEWS, RULING, SEEN, report

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DOCKET = DocketRef("dcd", "1:25-cv-00457")
ENTRY = Item("dcd:53", "MEMORANDUM OPINION", "MEMORANDUM OPINION about the informant", number="53", aliases=("doc1",))
ABOUT = About("dcd", "1:25-cv-457")
TOMB = Tombstone(NOW, "ctr-docket", frozenset({"ctr-docket/1", "dcd:53", "doc1"}), (DOCKET, "53"))
PAPER = replace(report(), entry="53")
OF_ENTRY = replace(RULING, event=replace(RULING.event, source="ctr-docket", item="ctr-docket/1"), reports=(PAPER, NEWS))


@pytest.mark.parametrize(
    ("source", "item", "about", "gone"),
    [
        ("ctr-docket", ENTRY, About(), True),
        ("ctr-docket", replace(ENTRY, key="new", number="1"), About(), True),
        (
            "dcd-feed",
            replace(ENTRY, key="f", aliases=(), court="dcd", docket_number="1:25-cv-00457-CKK"),
            About(),
            True,
        ),
        ("other-page", replace(ENTRY, key="f", aliases=()), ABOUT, True),
        ("other-page", replace(ENTRY, key="f", aliases=()), About("mad", "1:25-cv-457"), False),
        ("other-page", replace(ENTRY, key="f", aliases=(), number="54"), ABOUT, False),
        ("other-page", ENTRY, About(), False),
    ],
)
def test_what_is_read_over(source, item, about, gone):
    """In its source by key or alias, in every source by docket number and number of the entry; nothing else."""
    assert covered(source, item, [TOMB], about) is gone
    kept = forgetting.without(Snapshot(source, NOW, "whole", (item,), about), [TOMB]).items
    assert kept == (() if gone else (item,))


def test_tombstones_are_noted_and_read_back():
    """With and without an entry; each once."""
    tombs = [TOMB, Tombstone(NOW, "news", frozenset({"https://x.example/1"}))]
    assert forgetting.read(forgetting.written(tombs)) == tombs
    assert forgetting.read(None) == ()
    assert forgetting.with_new(tombs, [replace(TOMB, at=SEEN)]) == tombs


def test_a_forgotten_development_keeps_what_names_it():
    """Kind, court, numbers and days; no words, no link, no judge, no outcome; its news go with its entry."""
    left = erased(OF_ENTRY, [TOMB], NOW)
    event = left.event
    assert (event.kind, event.court, event.docket_number, event.entry) == ("ruling", "dcd", "1:25-cv-00457", "53")
    assert (event.title, event.evidence, event.judge, event.matters, event.disposition, event.url) == (
        *(ERASED, "", None, (), None, None),
    )
    assert [(one.title, one.url) for one in left.reports] == [(ERASED, None)] * 2
    assert left.forgotten == NOW
    assert headline(left) == "FORGOTTEN: ruling, D.D.C., entry 53. Center for Taxpayer Rights v. IRS"
    assert erased(left, [TOMB], SEEN) == left
    (step,) = timeline(CTR, [left]).steps
    assert step.times == ()


def test_a_decision_of_which_another_paper_stands_goes_on():
    """The order stays when the opinion is sealed: without the opinion's words, if they spoke for it."""
    order = replace(report(), item="ctr-docket/2", entry="54")
    left = erased(replace(OF_ENTRY, reports=(PAPER, order, NEWS)), [TOMB], NOW)
    assert (left.forgotten, left.reports) == (None, (order, NEWS))
    assert (left.event.title, left.event.evidence, left.event.url) == (ERASED, "", None)
    spoke = replace(OF_ENTRY.event, item="ctr-docket/2")
    assert erased(replace(OF_ENTRY, event=spoke, reports=(PAPER, order)), [TOMB], NOW).event == spoke


def test_one_story_of_several_is_forgotten_alone():
    """Of news the others stand; the last one takes the development with it."""
    first, second = replace(NEWS, item="a"), replace(NEWS, item="b")
    event = replace(RULING.event, record=False, source="politics", item="a")
    news = replace(RULING, event=event, reports=(first, second))
    tombs = [Tombstone(NOW, "politics", frozenset({key})) for key in "ab"]
    left = erased(news, tombs[:1], NOW)
    assert (left.reports, left.forgotten, left.event.evidence) == ((second,), None, "")
    assert erased(news, tombs, NOW).forgotten == NOW


def test_a_new_report_of_what_was_forgotten_is_not_told():
    """Another source shows the entry later; the clerk strikes it: neither makes news of it."""
    tomb = replace(erased(OF_ENTRY, [TOMB], NOW), id="d1")
    feed = Source("dcd-feed", "court_feed", "https://x.example/", None, court="dcd")
    again = replace(RULING.event, source="dcd-feed", item="f1")
    assert link_and_merge(feed, [Sighting(again, ENTRY)], [replace(CTR, dockets=(DOCKET,))], [tomb], NOW) == []
    struck = LegalEvent(
        "correction",
        undoes=Undoing("stricken", (53,)),
        court="dcd",
        docket_number="1:25-cv-00457",
        entry="60",
        item="x",
    )
    (told,) = link_and_merge(feed, [Sighting(struck, Item("x", "y"))], [replace(CTR, dockets=(DOCKET,))], [tomb], NOW)
    assert told.event.kind == "correction"


def test_a_quotation_is_known_however_it_was_cut():
    """By the first sixty characters of any of its texts, on one line; short words tell nothing."""
    long = Item(
        "k", "ORDER", "The informant\n  named in the sealed report is to be protected until further order of court"
    )
    words = words_of([long], [])
    assert quotes(f"could not be judged, read it: {' '.join(long.text.split())[:70]}…", words)
    assert not quotes("ORDER", words)
    assert not quotes("The informant named in another report", words)


def test_an_alert_of_several_entries_still_says_that_there_are_others():
    """Before it is sent; one that was sent, or told of nothing else, has no words left."""
    alert = Alert("desk", "k", "T", "text", "html", "md", "info", "t", NOW, NOW, items=("a", "b", "c"))
    keys = frozenset({"a"})
    assert not forgetting.tells_only(alert, frozenset(), keys)
    assert "there are 2 more new entries" in forgetting.erased_alert(alert, keys, goes_out=True).markdown
    assert forgetting.erased_alert(alert, keys, goes_out=False).html == ERASED
    assert forgetting.tells_only(replace(alert, items=("a",)), frozenset(), keys)
    assert forgetting.tells_only(replace(alert, development="d1"), frozenset({"d1"}), frozenset())
