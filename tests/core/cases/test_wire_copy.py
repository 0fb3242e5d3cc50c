"""A wire story that several papers print is one development, with a report of each."""

import random
from datetime import UTC, date, datetime, timedelta

from monitor.core.cases.merging import link_and_merge
from monitor.core.detect import Sighting
from monitor.edge.store.codec import decode, encode
from monitor.model import Case, Development, DocketRef, Item, LegalEvent, Revision, Source

NOW = datetime(2026, 2, 5, 21, tzinfo=UTC)
CASE = Case("a", "Sample v. Example", (DocketRef("mad", "1:25-cv-12822"),))
OTHER = Case("b", "Beta v. Gamma", (DocketRef("mad", "1:25-cv-12823"),))
WIRE = " ".join(random.Random(1).choices([f"word{number}" for number in range(900)], k=300))
REWRITTEN = " ".join(random.Random(2).choices([f"word{number}" for number in range(900)], k=300))


def story(source, text, **event):
    """A story of a paper, of no followed case; undated, as many are."""
    item = Item(f"{source}-1", f"Headline of {source}", text, "article")
    return Sighting(LegalEvent("ruling", record=False, source=source, item=item.key, **event), item)


class Desk:
    """What is known so far, kept as the store keeps it."""

    def __init__(self):
        self.known: dict[str, str] = {}

    def hear(self, sighting, case=None, now=NOW):
        """What is told of a story, read by a source of a case or of none."""
        known = [decode(Development, text) for text in self.known.values()]
        source = Source("s", "feed", "u", None, case=case)
        (one,) = link_and_merge(source, [sighting], [CASE, OTHER], known, now)
        development = one.development if isinstance(one, Revision) else one
        self.known[development.id] = encode(development)
        return one


def test_copies_in_two_papers_are_one():
    """The second paper's copy, under another headline and with a line of its own, is a report of the first."""
    desk = Desk()
    desk.hear(story("herald", WIRE))
    second = desk.hear(story("courier", f"From our wire. {WIRE}"), now=NOW + timedelta(days=2))
    assert isinstance(second, Revision)
    assert second.news == ()
    assert [report.source for report in second.development.reports] == ["herald", "courier"]


def test_a_third_copy_is_known_by_any_before_it():
    """Copies of copies join, as long as one of them is young."""
    desk = Desk()
    for days in (0, 2, 4):
        desk.hear(story(f"paper{days}", WIRE), now=NOW + timedelta(days=days))
    assert len(desk.known) == 1


def test_other_words_are_another_story():
    """Two papers' own stories of no case and no judge stay two."""
    desk = Desk()
    desk.hear(story("herald", WIRE))
    assert isinstance(desk.hear(story("courier", REWRITTEN)), Development)


def test_a_copy_of_last_week_is_another():
    """A text printed again after more than three days is told again."""
    desk = Desk()
    desk.hear(story("herald", WIRE))
    assert isinstance(desk.hear(story("courier", WIRE), now=NOW + timedelta(days=4)), Development)


def test_a_copy_read_for_a_case_joins_and_links_it():
    """A copy that a source of a case reads tells to which case the story belongs."""
    desk = Desk()
    desk.hear(story("herald", WIRE))
    joined = desk.hear(story("courier", WIRE), case="a")
    assert isinstance(joined, Revision)
    assert joined.development.case == "a"


def test_one_text_of_two_cases_is_two():
    """Sources of two cases that read the same story tell each case of it."""
    desk = Desk()
    desk.hear(story("herald", WIRE), case="a")
    assert isinstance(desk.hear(story("courier", WIRE), case="b"), Development)


def test_a_docket_entry_is_no_copy():
    """An entry whose words a story quotes in full is no copy of the story."""
    desk = Desk()
    desk.hear(story("herald", WIRE))
    item = Item("mad/7", "ORDER", WIRE, number="7", court="mad", docket_number="1:20-cv-1")
    event = LegalEvent(
        "ruling", court="mad", docket_number="1:20-cv-1", entry="7", filed=date(2026, 2, 5), item="mad/7"
    )
    assert isinstance(desk.hear(Sighting(event, item)), Development)


def test_one_address_and_headline_is_one_story():
    """Two feeds of a site that list one story, too short to compare, tell it once; another headline is another."""
    desk = Desk()

    def listed(source, title):
        item = Item(f"{source}-1", title, "A short text.", "article", url="https://n.example/1")
        return Sighting(LegalEvent("ruling", record=False, source=source, item=item.key, url=item.url), item)

    desk.hear(listed("politics", "Judge rules"))
    assert isinstance(desk.hear(listed("top", "Judge  Rules")), Revision)
    assert isinstance(desk.hear(listed("law", "Appeals court rules")), Development)


def test_other_facts_make_two_of_one_text():
    """A judge, court, outcome or length of another ruling is told again, in whatever words; a small miscount is not."""
    facts = {"judge": "Ann Lee", "court": "mad", "disposition": "granted", "pages": 60}
    for changed in ({"judge": "Joe Roe"}, {"court": "dcd"}, {"disposition": "denied"}, {"pages": 9}):
        desk = Desk()
        desk.hear(story("herald", WIRE, **facts))
        assert isinstance(desk.hear(story("courier", WIRE, **facts | changed)), Development), changed
    desk = Desk()
    desk.hear(story("herald", WIRE, **facts))
    assert isinstance(desk.hear(story("courier", WIRE, **facts | {"judge": "Lee", "pages": 61})), Revision)
