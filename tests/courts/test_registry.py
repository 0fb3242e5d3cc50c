"""The registry of courts against courts-db, and the finding of courts in prose."""

from zoneinfo import ZoneInfo

import pytest
from courts_db import courts as known_courts

from monitor.courts.registry import COURTS, court_named, courts_in, short

KNOWN = {court["id"]: court for court in known_courts}


def test_every_id_is_one_of_courts_db():
    """Each court of ours is a federal court of courts-db."""
    assert [court for court in COURTS if KNOWN.get(court, {}).get("system") != "federal"] == []


def test_all_courts_are_there():
    """94 district courts, 13 circuits, five bankruptcy appellate panels, one Supreme Court."""
    levels = [court.level for court in COURTS.values()]
    assert {level: levels.count(level) for level in ("district", "circuit", "bap", "supreme")} == {
        "district": 94,
        "circuit": 13,
        "bap": 5,
        "supreme": 1,
    }


def test_no_bankruptcy_court_in_use_is_missing():
    """Every bankruptcy court of courts-db that was not closed is in the registry."""
    in_use = {
        court["id"]
        for court in known_courts
        if court.get("system") == "federal"
        and court.get("type") == "bankruptcy"
        and not (court["dates"] and all(span.get("end") for span in court["dates"]))
    }
    assert in_use - set(COURTS) == set()


def test_states_agree_with_courts_db():
    """The state of a district court is the one courts-db gives."""
    strange = {
        court.id
        for court in COURTS.values()
        if court.level == "district"
        and court.id not in {"dcd", "gud", "nmid", "vid"}
        and not court.name.endswith(KNOWN[court.id]["location"])
    }
    assert strange == set()


def test_zones_and_appeals_exist():
    """Every zone is an IANA zone, every court appealed to is in the registry."""
    for court in COURTS.values():
        assert ZoneInfo(court.zone)
        assert court.appeals_to is None or court.appeals_to in COURTS


def test_addresses_belong_to_the_court():
    """A feed lives on the court's own ECF host."""
    for court in COURTS.values():
        assert court.feed is None or court.feed.startswith(f"https://{court.ecf_host}/")


def test_no_two_courts_share_a_name():
    """A spelling names one court only."""
    seen: dict[str, str] = {}
    for court in COURTS.values():
        for name in (court.name, court.short, *court.abbreviations):
            assert seen.setdefault(name, court.id) == court.id, name


@pytest.mark.parametrize("court", COURTS.values(), ids=lambda court: court.id)
def test_every_spelling_is_found_in_a_sentence(court):
    """Whatever name a sentence uses, the court is found, and no other."""
    for name in (court.name, court.short, *court.abbreviations):
        assert courts_in(f"On Monday, {name} said so.") == [court.id], name


@pytest.mark.parametrize(
    ("text", "court"),
    [
        ("The 9th U.S. Circuit Court of Appeals", "ca9"),
        ("UNITED STATES DISTRICT COURT FOR THE SOUTHERN DISTRICT OF NEW YORK", "nysd"),
        ("the U.S. District Court for the District of Columbia held", "dcd"),
        ("Notice of Appeal to DC Circuit", "cadc"),
        ("before the Supreme Court next week", "scotus"),
        ("the United States Court of Appeals for the Second Circuit", "ca2"),
        ("In the Missouri Supreme Court", None),
        ("the Supreme Court of Ohio", None),
        ("Exhibits C, D or E", None),
        ("Washington, District of Columbia", None),
        ("a short circuit judged in the West", None),
    ],
)
def test_courts_in_prose(text, court):
    """A court is found by the phrase that names it; what only looks like one is none."""
    assert court_named(text) == court


def test_several_courts_come_in_the_order_of_naming():
    """Each court once, in order."""
    assert courts_in("S.D.N.Y., then the 2d Circuit, then S.D.N.Y. again") == ["nysd", "ca2"]


def test_short_names():
    """An id gives its Bluebook form, an unknown id itself."""
    assert (short("dcd"), short("cadc"), short("nowhere")) == ("D.D.C.", "D.C. Cir.", "nowhere")
