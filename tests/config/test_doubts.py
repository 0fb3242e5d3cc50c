"""Warnings: what is allowed but hardly meant."""

import pytest

QUIET = """
    cases: [{id: c, name: C v. D, dockets: ["dcd 1:25-cv-00457"]}]
    sources: [{id: dcd, kind: court_feed, court: dcd, tags: [t]}]
    channels: [{id: desk, url: "json://127.0.0.1:9"}]
    routes: [{to: [desk], events: [ruling, appeal, health], tags: [t]}]
"""


def test_a_sound_config_has_no_warning(loaded):
    """The text that the other tests change raises none."""
    assert loaded(QUIET).warnings == ()


@pytest.mark.parametrize(
    ("old", "new", "where", "told"),
    [
        ("court: dcd,", 'court: dcd, url: "https://feeds.example.org/rss",', ":3: sources[0]", "dcd is an example"),
        ("json://127.0.0.1:9", "mailto://me:pw@example.com", ":4: channels[0]", "desk is an example"),
        ("ruling, appeal, health", "ruling, health", ":2: cases[0]", "no route takes appeals in c"),
        ("ruling, appeal, health", "ruling, appeal", ":1", "no route takes health: it goes to every channel"),
        ("court: dcd", "court: mad", ":3: sources[0]", "no case has a docket in mad"),
        ("court: dcd", "court: mad, case: c", ":3: sources[0]", "case c has no docket in mad"),
        ("tags: [t]}]\n    channels", "tags: [u]}]\n    channels", ":5: routes[0]", 'no source has the tag "t"'),
        (
            "json://127.0.0.1:9",
            "${DESK}",
            ":4: channels[0].url",
            "variable DESK is not set: this channel is not set up",
        ),
        ("json://127.0.0.1:9", "${DESK}", ":5: routes[0]", "channel desk is not set up"),
        ("json://127.0.0.1:9", "${DESK}", ":1", "NOBODY IS ALERTED"),
        ("channels: [", 'channels: [{id: x, url: "json://127.0.0.1:8"}, ', ":4: channels[0]", "no route leads to x"),
        ("[{id: dcd, kind: court_feed, court: dcd, tags: [t]}]", "[]", ":1", "nothing is watched"),
        ("cases: [", "cases: [{id: e, name: E v. F}, ", "", ""),
    ],
)
def test_each_doubt_is_told_with_its_place(loaded, old, new, where, told):
    """One change to the sound config, one warning for it (or none, in the last case)."""
    assert old in QUIET
    warnings = loaded(QUIET.replace(old, new)).warnings
    assert bool(warnings) == bool(told)
    assert not told or [warning for warning in warnings if f"monitor.yaml{where}: " in warning and told in warning]


def test_appeals_of_a_case_that_a_route_names_are_taken(loaded):
    """A route for other cases does not count, one for this case does."""
    both = QUIET.replace("cases: [", "cases: [{id: e, name: E v. F}, ")
    only = loaded(both.replace("health], tags: [t]", "health], cases: [e]")).warnings
    assert [warning.split(": ", 2)[2] for warning in only] == [
        "no route takes appeals in c, add appeal to the events of a route"
    ]


def test_a_file_named_yml_is_mentioned(write, loaded):
    """It is not read, and the user hears of it."""
    write("sources: []", "sources.d/more.yml")
    assert [warning.endswith("is not read, name it .yaml") for warning in loaded(QUIET).warnings] == [True]


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        ("{id: cadc, kind: court_feed, court: cadc}", "cadc 26-5006 would go unseen (cadc: feeds of circuits"),
        ("{id: news, kind: feed, url: 'https://news.test/'}", "no source reads D.C. Cir. for this case"),
        ("{id: page, kind: docket, url: 'https://www.courtlistener.com/docket/1/a/', case: e}", ""),
    ],
)
def test_a_docket_whose_appeals_nobody_would_see_is_told(loaded, sources, told):
    """Once, at its case, with the reason; a docket page of the case may show them."""
    text = QUIET.replace("cases: [", 'cases: [{id: e, name: E v. F, dockets: ["cadc 26-5006"]}, ')
    warnings = loaded(text.replace("sources: [", f"sources: [{sources}, ")).warnings
    assert len(warnings) == bool(told)
    assert not told or ("cases[0]" in warnings[0] and told in warnings[0])


def test_a_budget_too_small_for_learned_cadences_is_told(loaded):
    """An hour is the longest pause of `auto`: 24 requests a day; a fixed source has its 96 first."""
    auto = QUIET.replace("court: dcd,", "court: dcd, every: auto,")
    both = auto.replace("sources: [", 'sources: [{id: n, kind: feed, url: "https://news.test/rss.xml"}, ')
    assert loaded("    http: {budget: 30/d}" + auto).warnings == ()
    (warning,) = loaded("    http: {budget: 120/d}" + both).warnings
    assert "leaves 12 requests a day to the sources with every: auto, which need 24 at the least" in warning
