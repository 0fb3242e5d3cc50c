"""Which sightings are one development."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from monitor.core.cases.merging import link_and_merge
from monitor.core.detect import Sighting
from monitor.model import Appeal, Case, Development, DocketRef, Item, LegalEvent, Revision, Source

NOW = datetime(2025, 11, 21, 21, tzinfo=UTC)
DAY = date(2025, 11, 21)
CASE = Case(
    "ctr",
    "Center for Taxpayer Rights v. IRS",
    (DocketRef("dcd", "1:25-cv-00457"),),
    related=("centro",),
    judges=("Colleen Kollar-Kotelly",),
)
CENTRO = Case("centro", "Centro v. Bessent", (DocketRef("cadc", "25-5181"),))
CASES = [CASE, CENTRO]


def record(kind="ruling", number="53", court="dcd", docket="1:25-cv-00457", source="docket", filed=DAY, **event):
    item = Item(
        f"{court}/{number}", "ORDER", event.get("evidence", ""), number=number, court=court, docket_number=docket
    )
    base = {
        "court": court,
        "docket_number": docket,
        "entry": number,
        "filed": filed,
        "source": source,
        "item": item.key,
    }
    return Sighting(LegalEvent(kind, **(base | event)), item)


def news(text="In Center for Taxpayer Rights v. IRS, No. 25-cv-457", filed=DAY, source="paper", **event):
    item = Item(f"{source}-story", "Judge blocks IRS", text, "article", filed=filed)
    base = {"record": False, "filed": filed, "source": source, "item": item.key, "mentions": ("25-cv-457",)}
    return Sighting(LegalEvent(event.pop("kind", "ruling"), **(base | event)), item)


class Desk:
    """What is known so far: merges sightings one check after the other."""

    def __init__(self, cases=CASES):
        self.cases = cases
        self.known: dict[str, Development] = {}

    def hear(self, *sightings, now=NOW):
        told = link_and_merge(Source("s", "docket", "u", None), sightings, self.cases, list(self.known.values()), now)
        for one in told:
            development = one.development if isinstance(one, Revision) else one
            self.known[development.id] = development
        return told


def test_an_entry_is_a_new_development_of_its_case():
    """A docket entry makes a development with its case, related cases and reasons."""
    (new,) = Desk().hear(record(disposition="granted"))
    assert isinstance(new, Development)
    assert (new.case, new.related, new.confirmed, new.late) == ("ctr", ("centro",), True, False)


def test_related_holds_both_ways():
    """A case is related to those that name it."""
    (new,) = Desk().hear(record(court="cadc", docket="25-5181", number="2160001"))
    assert new.related == ("ctr",)


def test_entry_and_news_are_one():
    """The news of a ruling joins its entry without a word to anybody, and gives the pages the entry lacks."""
    desk = Desk()
    desk.hear(record(disposition="granted", judge="Colleen Kollar-Kotelly"))
    (revision,) = desk.hear(news(pages=94, disposition="granted"))
    assert isinstance(revision, Revision)
    assert revision.news == ()
    assert revision.development.event.pages == 94
    assert [report.source for report in revision.development.reports] == ["docket", "paper"]


def test_news_of_an_appeal_do_not_name_its_judge():
    """The judge that a story names with a circuit's decision is the one below, as often as not."""
    desk = Desk()
    desk.hear(record(court="cadc", docket="25-5181", number="2160001", disposition="affirmed"))
    story = news("No. 25-5181", mentions=("25-5181",), court="cadc", judge="Dabney Friedrich", pages=30)
    (revision,) = desk.hear(story)
    assert revision.development.event.judge is None
    assert revision.development.event.pages == 30


def test_news_first_then_the_entry_confirms():
    """A development known from news only is confirmed, once, when its entry comes; the entry's view leads."""
    desk = Desk()
    (first,) = desk.hear(news(pages=94))
    assert not first.confirmed
    (revision,) = desk.hear(record(disposition="granted_in_part"))
    assert revision.news == ("confirmed by the docket",)
    assert revision.development.event.disposition == "granted_in_part"
    assert revision.development.event.pages == 94
    assert desk.hear(record(disposition="granted_in_part"))[0].news == ()


def test_the_same_entry_in_feed_and_docket_is_one():
    """A stub in a court's feed and the entry on the docket page are one; the read text is news."""
    desk = Desk()
    desk.hear(record(source="feed", unread=True, disposition="other"))
    (revision,) = desk.hear(record(disposition="denied"))
    assert revision.news == ("the text of the order is now known",)
    assert not revision.development.event.unread


def test_two_orders_of_one_day_are_two():
    """Entries with other numbers are other developments."""
    desk = Desk()
    assert len(desk.hear(record(number="53"), record(number="54"))) == 2
    assert len(desk.known) == 2


def test_opinion_and_order_of_one_day_are_one():
    """The memorandum opinion that explains an order is no second ruling."""
    desk = Desk()
    desk.hear(record(number="53", disposition="granted", title="ORDER", evidence="ORDER granting 30 Motion"))
    (revision,) = desk.hear(
        record(
            number="54", disposition="other", title="Memorandum opinion", refers_to=(53,), evidence="MEMORANDUM OPINION"
        )
    )
    assert isinstance(revision, Revision)
    assert revision.news == ()
    assert revision.development.event.disposition == "granted"


def test_notice_number_and_opening_are_one_appeal():
    """The notice, the number in the court of appeals and the opening there are one appeal that gains its number."""
    desk = Desk()
    (first,) = desk.hear(record("appeal", "57", appeal=Appeal("notice")))
    number = record("appeal", None, refers_to=(57,), appeal=Appeal("docketed", "cadc", "26-5006"), evidence="USCA Case")
    (revision,) = desk.hear(number, now=NOW + timedelta(days=2))
    assert first.event.appeal == Appeal("notice")
    assert revision.development.event.appeal == Appeal("notice", "cadc", "26-5006")
    assert revision.news == ("now No. 26-5006 in D.C. Cir.",)
    assert len(desk.known) == 1


def test_a_mandate_joins_its_decision():
    """The mandate of a decided appeal is told once, as news of the decision, which stays as it was."""
    desk = Desk()
    desk.hear(record(court="cadc", docket="25-5181", number="2160001", disposition="affirmed"))
    mandate = record(court="cadc", docket="25-5181", number="2170001", relief="mandate", filed=DAY + timedelta(days=52))
    (revision,) = desk.hear(mandate, now=NOW + timedelta(days=52))
    assert revision.news == ("mandate issued",)
    assert (revision.development.event.disposition, revision.development.event.filed) == ("affirmed", DAY)
    assert desk.hear(mandate, now=NOW + timedelta(days=53))[0].news == ()


def test_a_mandate_without_its_decision_stands_alone():
    """A mandate whose decision was never seen is a development of its own."""
    (new,) = Desk().hear(record(court="cadc", docket="25-5181", relief="mandate", disposition="affirmed"))
    assert isinstance(new, Development)


def test_a_cross_appeal_is_another():
    """A cross-appeal and a petition for rehearing are developments of their own."""
    desk = Desk()
    desk.hear(record("appeal", "57", appeal=Appeal("notice")))
    desk.hear(record("appeal", "60", appeal=Appeal("cross")))
    desk.hear(record("appeal", "61", appeal=Appeal("rehearing")))
    assert len(desk.known) == 3


def test_a_ruling_and_an_appeal_are_never_one():
    """News of an appeal does not join a ruling."""
    desk = Desk()
    desk.hear(record(disposition="granted"))
    desk.hear(news(kind="appeal", appeal=Appeal("notice")))
    assert len(desk.known) == 2


def test_two_rulings_known_from_the_press_alone_are_two():
    """A restraining order granted and, days later, an injunction denied are two, though no entry was seen of either."""
    desk = Desk()
    desk.hear(news(disposition="granted", relief="restraining_order"))
    later = news(disposition="denied", relief="injunction", filed=DAY + timedelta(days=3), source="other")
    desk.hear(later, now=NOW + timedelta(days=3))
    assert len(desk.known) == 2


def test_a_routine_order_confirms_no_news_of_a_major_ruling():
    """An extension granted on the same day is not the ruling that the press told of."""
    desk = Desk()
    desk.hear(news(disposition="granted", relief="restraining_order"))
    (new,) = desk.hear(record(number="51", disposition="granted", significance="routine"))
    assert isinstance(new, Development)
    assert len(desk.known) == 2


def test_news_of_another_week_is_another_ruling():
    """News far from a ruling's day is not its news."""
    desk = Desk()
    desk.hear(record(disposition="granted"))
    desk.hear(news(filed=DAY + timedelta(days=30)), now=NOW + timedelta(days=30))
    assert len(desk.known) == 2


def test_one_story_in_two_papers_is_one():
    """Two papers' stories of one ruling are one unconfirmed development with two reports."""
    desk = Desk()
    desk.hear(news(source="paper"))
    (revision,) = desk.hear(news(source="wire"))
    assert len(revision.development.reports) == 2
    assert not revision.development.confirmed


def test_unlinked_stories_merge_only_by_their_judge():
    """Stories of no followed case are one when the judge is the same, else two."""
    desk = Desk()
    desk.hear(news("A ruling", mentions=(), judge="Ann Example", source="a"))
    desk.hear(news("A ruling", mentions=(), judge="Ann Example", source="b"))
    desk.hear(news("A ruling", mentions=(), judge="Bob Other", source="c"))
    assert len(desk.known) == 2


def test_an_old_entry_is_marked_late():
    """An entry filed long before it was first read was found late."""
    (new,) = Desk().hear(record(filed=DAY - timedelta(days=40)))
    assert new.late


def test_one_check_tells_each_development_once():
    """Order and stub in one check give one new development, not a revision of itself."""
    told = Desk().hear(record(source="feed", unread=True), record(disposition="granted"))
    assert len(told) == 1
    assert isinstance(told[0], Development)


def test_a_civil_and_a_criminal_case_of_one_number_are_two():
    """1:25-cv-00457 and 1:25-cr-00457 of one court may both have an entry 53."""
    desk = Desk()
    desk.hear(record(), record(docket="1:25-cr-00457", source="other"))
    assert len(desk.known) == 2


def test_ids_are_the_same_in_two_processes():
    """Two desks that hear the same give the same id."""
    assert Desk().hear(record())[0].id == Desk().hear(record(source="feed"))[0].id


def listed(paper="Opinion", docket="25-5181", **event):
    """A row of a circuit's list of opinions: no entry number, its text not read."""
    row = record(
        number=None, court="cadc", docket=docket, source="list", title=paper, evidence=f"{paper} filed", **event
    )
    return Sighting(replace(row.event, item=f"list/{docket}/{paper}"), row.item)


def test_a_row_of_a_list_is_the_decision_of_that_day():
    """The list's row and the docket's entry are one ruling, whichever comes first; the read text is news once."""
    entry = record(number="2160002", court="cadc", docket="25-5181", title="Opinion", disposition="affirmed")
    desk = Desk()
    (first,) = desk.hear(listed(disposition="other", unread=True))
    (told,) = desk.hear(entry)
    assert (told.development.id, told.news) == (first.id, ("the text of the order is now known",))
    desk = Desk()
    (first,) = desk.hear(entry)
    (told,) = desk.hear(listed(disposition="other", unread=True))
    assert (told.development.id, told.news, told.development.event.disposition) == (first.id, (), "affirmed")


def test_a_row_of_a_list_is_nothing_else():
    """Not the order of that day, not another day's or docket's decision, not one with another outcome."""
    for other in (
        record(number="1", court="cadc", docket="25-5181", title="Order", disposition="denied"),
        record(number="1", court="cadc", docket="25-5181", title="Opinion", filed=DAY + timedelta(days=1)),
        record(number="1", court="cadc", docket="25-5182", title="Opinion", disposition="affirmed"),
        record(number="1", court="cadc", docket="25-5181", title="Judgment", disposition="reversed"),
    ):
        desk = Desk()
        desk.hear(other)
        assert isinstance(desk.hear(listed(disposition="affirmed"))[0], Development)
