"""Every detector is asked about every change; what the item and its source know completes what it finds."""

from dataclasses import replace
from datetime import UTC, date, datetime

from monitor.core.detect import change_notes, detect, joined
from monitor.model import Appeal, Change, Finding, Item, LegalEvent, Source, Undoing

SOURCE = Source("dcd-docket", "docket", "http://127.0.0.1/docket", None, court="dcd", case="ctr", tags=("tax",))
ENTRY = Item("1", "ORDER", "ORDER granting 3 Motion", number="4", docket_number="1:25-cv-00457", filed=date(2026, 1, 5))


def see(item):
    """A small detector: orders are rulings."""
    if "ORDER" not in item.text:
        return Finding(None, ("no order",))
    outcome = "granted" if "granting" in item.text else "denied"
    return Finding(LegalEvent("ruling", disposition=outcome, evidence=item.text, court="txsd", docket_number="9"))


def broken(item):
    """A detector that fails on one odd entry."""
    if "odd" in item.text:
        raise ZeroDivisionError(item.text)
    return Finding(None)


def test_an_entrys_own_page_outweighs_its_words():
    """Court and docket number of a docket entry are those of its page, whatever courts its text names."""
    (sighting,) = detect(SOURCE, [Change("added", ENTRY)], [see]).sightings
    event = sighting.event
    assert (event.court, event.docket_number, event.entry) == ("dcd", "1:25-cv-00457", "4")
    assert (event.record, event.source, event.item, event.url) == (True, "dcd-docket", "1", SOURCE.url)
    assert event.filed == date(2026, 1, 5)


def test_news_name_their_court_themselves():
    """The court of a story is the one its text names."""
    story = replace(ENTRY, kind="article")
    (sighting,) = detect(SOURCE, [Change("added", story)], [see]).sightings
    assert (sighting.event.court, sighting.event.docket_number, sighting.event.record) == ("txsd", "9", False)


def test_an_edit_tells_only_what_it_changed():
    """An edit that leaves the ruling as it was reports nothing; one that turns it does."""
    typo = replace(ENTRY, text="ORDER granting 3 Motion to Stay")
    turned = replace(ENTRY, text="ORDER denying 3 Motion")
    assert detect(SOURCE, [Change("edited", typo, ENTRY)], [see]).sightings == ()
    (sighting,) = detect(SOURCE, [Change("edited", turned, ENTRY)], [see]).sightings
    assert sighting.event.disposition == "denied"


def test_an_edit_of_a_story_tells_what_it_added():
    """Of an edited story only the new paragraphs are judged; an edit that adds no event tells nothing."""
    story = Item("a", "Judge rules", "ORDER granting it\nBackground", "article")
    added = replace(story, text="ORDER granting it\nBackground\nAnother ORDER denying a stay")
    (sighting,) = detect(SOURCE, [Change("edited", added, story)], [see]).sightings
    assert (sighting.event.disposition, sighting.event.at) == ("denied", None)
    typo = replace(story, text="ORDER granting it\nBackgrounds")
    assert detect(SOURCE, [Change("edited", typo, story)], [see]).sightings == ()


def test_a_ruling_that_left_the_docket_is_taken_back():
    """A removed entry that had reported a ruling is a correction of itself; any other is a change like others."""
    (sighting,) = detect(SOURCE, [Change("removed", ENTRY, ENTRY)], [see]).sightings
    assert (sighting.event.kind, sighting.event.undoes) == ("correction", Undoing("removed"))
    notice = replace(ENTRY, text="NOTICE of Appearance")
    found = detect(SOURCE, [Change("removed", notice, notice)], [see])
    assert (found.sightings, len(found.silent)) == ((), 1)


def test_a_ruling_reworded_away_is_taken_back():
    """An edit after which the entry reports no ruling any more is a correction, though no words say so."""
    reworded = replace(ENTRY, text="PROPOSED text, not yet signed")
    (sighting,) = detect(SOURCE, [Change("edited", reworded, ENTRY)], [see]).sightings
    assert (sighting.event.kind, sighting.event.undoes) == ("correction", Undoing("reworded"))
    story = replace(ENTRY, kind="article")
    assert detect(SOURCE, [Change("edited", replace(story, text="no more"), story)], [see]).sightings == ()


def test_one_odd_item_stops_no_other(caplog):
    """A detector that fails leaves its item unread, loudly, and the others are judged."""
    odd = replace(ENTRY, key="2", text="ORDER odd")
    found = detect(SOURCE, [Change("added", odd), Change("added", ENTRY)], [broken, see])
    assert [change.item.key for change in found.crashed] == ["2"]
    assert [sighting.item.key for sighting in found.sightings] == ["1"]
    assert "a detector failed on the item 2" in caplog.text


def test_an_appeal_with_a_number_goes_where_the_registry_says():
    """A number without a court gets the court that hears appeals from this one; without a number nothing is added."""

    def appeal(number):
        return lambda _item: Finding(LegalEvent("appeal", appeal=Appeal("docketed", None, number)))

    (numbered,) = detect(SOURCE, [Change("added", ENTRY)], [appeal("26-5006")]).sightings
    (bare,) = detect(SOURCE, [Change("added", ENTRY)], [appeal(None)]).sightings
    assert numbered.event.appeal == Appeal("docketed", "cadc", "26-5006")
    assert bare.event.appeal == Appeal("docketed", None, None)


def test_who_appeals_is_named_and_who_rules_is_not():
    """An entry of a notice says who filed it; of a ruling, or in a story, "by" means something else."""
    notice = replace(ENTRY, text="NOTICE OF APPEAL as to 4 Order by STATE OF OHIO. Filing fee $ 605.")

    def said(kind, item):
        detector = lambda _item: Finding(LegalEvent(kind))  # noqa: E731 (one line says all)
        return detect(SOURCE, [Change("added", item)], [detector]).sightings[0].event.by

    assert [said(kind, notice) for kind in ("appeal", "request", "ruling")] == ["STATE OF OHIO"] * 2 + [""]
    assert said("appeal", replace(notice, kind="article")) == ""


def test_silent_changes_become_notes_with_their_words():
    """A change in which no detector speaks can still be told, as the difference in words."""
    old, new = replace(ENTRY, text="NOTICE of one thing"), replace(ENTRY, text="NOTICE of another thing")
    found = detect(SOURCE, [Change("edited", new, old)], [see])
    (note,) = change_notes(SOURCE, found.silent, datetime(2026, 1, 5, tzinfo=UTC))
    assert note.words == "NOTICE of [-one-] {+another+} thing"
    assert (note.case, note.tags) == ("ctr", ("tax",))


def test_a_story_is_joined_to_its_headline():
    """The text of the story is read for the headline; key and title stay the headline's, the address is the story's."""
    headline = Item("guid", "Judge rules", "teaser", "article", url="http://127.0.0.1/a")
    story = Item("article", "Other title", "The whole story", "article", filed=date(2026, 1, 5))
    change = joined(Change("added", headline), story)
    assert (change.item.key, change.item.title, change.item.url) == ("guid", "Judge rules", "http://127.0.0.1/a")
    assert (change.item.text, change.item.filed) == ("The whole story", date(2026, 1, 5))
    assert joined(change, None) is change
    elsewhere = joined(change, replace(story, url="http://127.0.0.1/b")).item
    assert (elsewhere.key, elsewhere.url) == ("guid", "http://127.0.0.1/b")


def test_a_document_is_joined_to_its_entry():
    """A label gets the decretal words, pages and author of its document and is a label no more; it stays a record."""
    label = replace(ENTRY, text="ORDER filed", label_only=True)
    document = Item("document", "order.pdf", "ORDERED that it is DENIED.", pages=94, judge="Ada Bee")
    item = joined(Change("added", label), document).item
    assert (item.text, item.pages, item.judge) == ("ORDER filed\nORDERED that it is DENIED.", 94, "Ada Bee")
    assert (item.key, item.title, item.kind, item.label_only) == (label.key, label.title, "docket_entry", False)


def test_a_scan_adds_pages_and_nothing_else():
    """A document without text leaves the label a label."""
    label = replace(ENTRY, text="ORDER filed", label_only=True)
    item = joined(Change("added", label), Item("document", "order.pdf", pages=3)).item
    assert item == replace(label, pages=3)


def test_a_full_entry_keeps_the_clerks_words():
    """An entry that says enough by itself gets the length of its document alone."""
    full = replace(ENTRY, text="ORDER granting 3 Motion " + "for the reasons stated in open court " * 10)
    document = Item("document", "order.pdf", "ORDERED that it is DENIED.", pages=94)
    assert joined(Change("added", full), document).item == replace(full, pages=94)
