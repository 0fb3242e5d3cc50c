"""Which news goes to which channels, and when."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.core.route import Desk, route
from monitor.model import (
    Appeal,
    Change,
    ChangeNote,
    HealthNote,
    Item,
    LegalEvent,
    Match,
    Revision,
    Route,
)
from tests.core.storyline import AFFIRMANCE, APPEAL, CENTRO, CTR, DESK, NEWS, RULING, SEEN, STORY, development

NIGHT = datetime(2025, 11, 22, 4, 30, tzinfo=UTC)  # 23:30 on the 21st in New York
MORNING = datetime(2025, 11, 22, 12, 0, tzinfo=UTC)  # 07:00 there
EIGHT = datetime(2025, 11, 22, 13, 0, tzinfo=UTC)  # 08:00 there
ROUTINE = development(LegalEvent(kind="ruling", significance="routine", disposition="granted", court="dcd"), ident="d9")
UNREAD = development(
    LegalEvent(kind="ruling", significance="routine", disposition="other", court="dcd", unread=True), ident="d8"
)
LIKELY = replace(RULING, confidence="likely")
NEWS_ONLY = replace(RULING, reports=(NEWS,))
HEALTH = HealthNote("ctr-docket", "failing", "ctr-docket failed", SEEN, "ctr-docket")
CHANGE = ChangeNote(
    "ctr-docket",
    Change("added", Item("k", "Notice", court="dcd", judge="Jane Roe")),
    "Notice",
    SEEN,
    CTR.id,
    ("tagged",),
)
TAGS = {"ctr-docket": ("courts",), "politics": ("press",)}


def desk(*routes, channels=("a", "b", "c")):
    """A desk with these routes."""
    return Desk(routes=routes, channels=channels, tags=TAGS)


def takers(news, *routes, **more):
    """The channels that get a piece of news."""
    return [alert.channel for alert in route([news], desk(*routes), SEEN, **more)]


def test_the_parties_of_a_case_decide_its_time_to_appeal():
    """What a docket page says of the parties makes one day of two."""
    ruling = replace(RULING, case_name="Center v. Bessent")
    case = replace(CTR, name="Center v. Bessent", parties=("U.S. Government Defendant", "SCOTT BESSENT"))
    for cases, days in (((), 2), ((case,), 1)):
        (alert,) = route([ruling], replace(DESK, cases=cases), SEEN)
        assert alert.text.count("days end on") == days


def test_the_storyline_s_alerts():
    """Each of the five developments gives one alert on the newsroom's channel, in order, each its own."""
    alerts = route(STORY, DESK, SEEN)
    assert [alert.development for alert in alerts] == ["d1", "d2", "d3", "d4", "d5"]
    assert {alert.channel for alert in alerts} == {"newsroom"}
    assert len({alert.key for alert in alerts}) == 5
    assert all(alert.due == alert.made == SEEN and alert.digest is None for alert in alerts)
    assert alerts[0].text.endswith("open the document before you publish.")
    assert "Why you get this: route 1 (appeal, ruling; significance major) sends it to newsroom" in alerts[0].text


@pytest.mark.parametrize(
    ("news", "match", "expected"),
    [
        (RULING, {}, True),
        (RULING, {"events": {"ruling"}}, True),
        (RULING, {"events": {"appeal", "health"}}, False),
        (Revision(APPEAL, ("now",)), {"events": {"appeal"}}, True),
        (HEALTH, {"events": {"health"}, "significance": "major"}, True),
        (CHANGE, {"events": {"change"}, "significance": "major"}, True),
        (CHANGE, {"events": {"ruling"}}, False),
        (ROUTINE, {"significance": "major"}, False),
        (ROUTINE, {"significance": "routine"}, True),
        (RULING, {"significance": "routine"}, True),
        (UNREAD, {"significance": "major"}, True),
        (UNREAD, {"significance": "major", "unread": "skip"}, False),
        (UNREAD, {"disposition": {"granted"}}, True),
        (RULING, {"unread": "skip"}, True),
        (RULING, {"cases": {CTR.id}}, True),
        (AFFIRMANCE, {"cases": {CTR.id}}, False),
        (AFFIRMANCE, {"cases": {CENTRO.id, CTR.id}}, True),
        (CHANGE, {"cases": {CENTRO.id}}, False),
        (RULING, {"courts": {"dcd"}}, True),
        (RULING, {"courts": {"cadc"}}, False),
        (APPEAL, {"courts": {"cadc"}}, True),
        (CHANGE, {"courts": {"mad"}}, False),
        (RULING, {"judges": {"Kollar-Kotelly"}}, True),
        (RULING, {"judges": {"Talwani"}}, False),
        (CHANGE, {"judges": {"Roe"}}, True),
        (RULING, {"sources": {"politics"}}, True),
        (RULING, {"sources": {"front"}}, False),
        (HEALTH, {"sources": {"ctr-docket"}}, True),
        (RULING, {"tags": {"press"}}, True),
        (RULING, {"tags": {"tagged"}}, False),
        (CHANGE, {"tags": {"tagged"}}, True),
        (RULING, {"disposition": {"granted"}}, True),
        (RULING, {"disposition": {"denied"}}, False),
        (APPEAL, {"disposition": {"denied"}}, True),
        (RULING, {"confidence": "certain"}, True),
        (LIKELY, {"confidence": "certain"}, False),
        (RULING, {"confirmed_by": "docket"}, True),
        (NEWS_ONLY, {"confirmed_by": "docket"}, False),
    ],
)
def test_what_a_route_takes(news, match, expected):
    """Each field takes what it names; an empty one takes all; what news cannot have does not hold it back."""
    everything_else = Route(("z",), Match(events=frozenset({"health"})))
    match = {name: frozenset(value) if isinstance(value, set) else value for name, value in match.items()}
    assert ("a" in takers(news, Route(("a",), Match(**match)), everything_else)) is expected


@pytest.mark.parametrize(
    ("news", "exception", "expected"),
    [
        (RULING, Match(cases=frozenset({CTR.id})), []),
        (AFFIRMANCE, Match(cases=frozenset({CTR.id})), ["a"]),
        (RULING, Match(significance="routine"), ["a"]),
        (ROUTINE, Match(significance="routine"), []),
        (UNREAD, Match(significance="major"), ["a"]),
        (UNREAD, Match(disposition=frozenset({"granted"})), ["a"]),
        (RULING, Match(disposition=frozenset({"granted"})), []),
        (RULING, Match(disposition=frozenset({"granted"}), judges=frozenset({"Talwani"})), ["a"]),
    ],
)
def test_exceptions(news, exception, expected):
    """In an exception each field means itself, and all of them must hold."""
    assert takers(news, Route(("a",), unless=(exception,))) == expected


def test_stop_ends_the_search():
    """After a route with `stop` that takes it, later routes are not asked; before it they are."""
    assert takers(RULING, Route(("a",)), Route(("b",), stop=True), Route(("c",))) == ["a", "b"]
    not_taking = Route(("b",), Match(events=frozenset({"appeal"})), stop=True)
    assert takers(RULING, not_taking, Route(("c",))) == ["c"]


def test_several_routes_to_a_channel_send_once_and_earliest():
    """The route that sends sooner decides when, and is the one named."""
    later = Route(("a",), digest="0 8 * * *", urgent=frozenset())
    (alert,) = route([RULING], desk(later, Route(("a", "a"))), NIGHT)
    assert alert.due == NIGHT
    assert "route 2 (all events)" in alert.text


def test_a_channel_may_be_left_out():
    """`without` gets nothing, the others do."""
    assert takers(RULING, Route(("a", "b")), without="a") == ["b"]


def test_health_without_a_route_goes_everywhere():
    """When no route takes health, every channel hears of it; `without` does not."""
    rulings = Route(("a",), Match(events=frozenset({"ruling"})))
    assert takers(HEALTH, rulings) == ["a", "b", "c"]
    assert takers(HEALTH, rulings, without="b") == ["a", "c"]
    assert takers(HEALTH) == ["a", "b", "c"]


def test_health_follows_its_routes():
    """A route that takes health keeps it from the others, also when it excepts this note."""
    health = Route(("a",), Match(events=frozenset({"health"})))
    assert takers(HEALTH, health) == ["a"]
    assert takers(HEALTH, replace(health, unless=(Match(sources=frozenset({"ctr-docket"})),))) == []


def test_a_failing_health_channel_is_told_elsewhere():
    """When health only goes to the channel that fails, the others hear of it."""
    health = Route(("a",), Match(events=frozenset({"health"})))
    assert takers(HEALTH, health, without="a") == ["b", "c"]


@pytest.mark.parametrize(
    ("news", "settings", "due"),
    [
        (RULING, {"quiet": "22:00-07:00"}, NIGHT),
        (RULING, {"quiet": "22:00-07:00", "urgent": frozenset()}, MORNING),
        (RULING, {"digest": "0 8 * * *"}, NIGHT),
        (RULING, {"digest": "0 8 * * *", "urgent": frozenset({"appeal"})}, EIGHT),
        (RULING, {"digest": "0 8 * * *", "urgent": frozenset({"ruling"})}, NIGHT),
        (APPEAL, {"digest": "0 8 * * *", "urgent": frozenset({"appeal"})}, NIGHT),
        (APPEAL, {"digest": "0 8 * * *", "urgent": frozenset({"major"})}, NIGHT),
        (ROUTINE, {"digest": "0 8 * * *"}, EIGHT),
        (ROUTINE, {"quiet": "22:00-07:00"}, MORNING),
        (ROUTINE, {"quiet": "12:00-13:00"}, NIGHT),
        (ROUTINE, {"digest": "0 3 * * *", "quiet": "22:00-07:00"}, MORNING),
        (UNREAD, {"quiet": "22:00-07:00"}, NIGHT),
        (HEALTH, {"quiet": "22:00-07:00"}, MORNING),
        (HEALTH, {"quiet": "22:00-07:00", "urgent": frozenset({"health"})}, NIGHT),
        (CHANGE, {"digest": "0 8 * * *"}, EIGHT),
    ],
)
def test_when(news, settings, due):
    """Urgent news goes at once; the rest waits for the digest and for the end of quiet hours, and is labelled so."""
    (alert,) = route([news], desk(Route(("a",), **settings)), NIGHT)
    assert alert.due == due
    assert alert.digest == (None if due == NIGHT else f"a:{due.isoformat()}")


def test_what_waits_for_one_digest_has_one_label():
    """News of different moments that wait for the same hour go out together."""
    way = desk(Route(("a",), digest="0 8 * * *", urgent=frozenset()))
    first, second = route([RULING], way, NIGHT)[0], route([APPEAL], way, MORNING)[0]
    assert first.digest == second.digest is not None


def test_the_same_alert_made_twice_is_one():
    """A key depends on the development and what is new about it, not on when it was made or how it is worded."""
    again = replace(RULING, case_name="Another name")
    assert route([RULING], DESK, SEEN)[0].key == route([again], DESK, NIGHT)[0].key == "d1:new"
    revised = Revision(RULING, ("confirmed by the docket",))
    keys = {route([news], DESK, SEEN)[0].key for news in (RULING, revised, replace(revised, news=("other",)))}
    assert len(keys) == 3


def rows(*numbers, source="ctr-docket", kind="added"):
    """New entries of a docket, found by one check."""
    items = [Item(f"entry/{n}", f"Notice {n}", f"NOTICE {n} of Doe", number=str(n), filed=SEEN.date()) for n in numbers]
    return [ChangeNote(source, Change(kind, item, item), item.text, SEEN, CTR.id) for item in items]


def test_new_entries_of_a_docket_are_rows_of_one_alert():
    """All that one check found go to a channel as one list; other dockets, edits and rulings stay by themselves."""
    news = [*rows(56, 57, 58), RULING, *rows(9, source="other"), *rows(60, 61, kind="edited")]
    alerts = route(news, replace(DESK, routes=(Route(("a",)), Route(("b",)))), SEEN)
    for channel in "ab":
        listed, *others = [alert for alert in alerts if alert.channel == channel]
        assert listed.title == f"{CTR.name}: 3 new entries: Notice 56"
        assert "New entries:\n- 56 (21 Nov 2025) NOTICE 56 of Doe\n- 57" in listed.text
        assert "- **58** (21 Nov 2025) NOTICE 58 of Doe\n" in listed.markdown
        assert listed.html.count("<tr>") == 3
        assert listed.items == ("entry/56", "entry/57", "entry/58")
        assert len(others) == 4
    assert len({alert.key for alert in alerts if alert.channel == "a"}) == 5


def test_a_docket_that_grows_by_hundreds_is_listed_in_part():
    """Beyond fifty rows the alert says how many more there are."""
    (alert,) = route(rows(*range(300)), replace(DESK, routes=(Route(("a",)),)), SEEN)
    assert alert.html.count("<tr>") == 50
    assert "(and 250 more; the rest is at the source)" in alert.text


def test_the_same_rows_are_the_same_alert():
    """Made twice it is one; with a further row, or later, another."""
    way = desk(Route(("a",)))
    keys = [route(news, way, SEEN)[0].key for news in (rows(1, 2), rows(1, 2), rows(1, 2, 3))]
    assert keys[0] == keys[1] != keys[2]


def test_notes_of_different_moments_are_different_alerts():
    """A source that fails again is told again; the same note is not."""
    way = desk(Route(("a",)))
    first, same, later = (route([note], way, SEEN)[0].key for note in (HEALTH, HEALTH, replace(HEALTH, at=NIGHT)))
    assert first == same != later
    changes = (CHANGE, CHANGE, replace(CHANGE, words="else"), replace(CHANGE, at=NIGHT))
    assert len({route([note], way, SEEN)[0].key for note in changes}) == 3


def test_one_thread_per_development():
    """A development and its revisions are one conversation; so are the health notes of one source."""
    threads = [route([news], DESK, SEEN)[0].thread for news in (APPEAL, Revision(APPEAL, ("now",)), RULING)]
    assert threads == ["d2", "d2", "d1"]
    way = desk(Route(("a",)))
    assert route([HEALTH], way, SEEN)[0].thread == route([replace(HEALTH, kind="recovered")], way, NIGHT)[0].thread


def test_a_revision_without_words_is_told_to_nobody():
    """A development that only gained a report makes no alert."""
    assert route([Revision(RULING, ())], DESK, SEEN) == []


def test_severity_and_mark():
    """Major news warn, routine ones inform, health speaks for itself; the desk's mark begins the title."""
    way = replace(desk(Route(("a",))), mark="[REPLAY] ")
    severities = [
        route([news], way, SEEN)[0].severity
        for news in (RULING, ROUTINE, UNREAD, CHANGE, replace(HEALTH, severity="success"))
    ]
    assert severities == ["warning", "info", "warning", "info", "success"]
    assert route([RULING], way, SEEN)[0].title.startswith("[REPLAY] D.D.C. (Kollar-Kotelly): ")


def test_why_names_the_fields():
    """The reason names what the route asks for, as the config writes it."""
    match = Match(
        events=frozenset({"ruling"}),
        cases=frozenset({CTR.id}),
        courts=frozenset({"dcd"}),
        confidence="certain",
        confirmed_by="docket",
    )
    (alert,) = route([RULING], desk(Route(("a",), match)), SEEN)
    assert (
        "route 1 (ruling; cases ctr-v-irs; courts dcd; certain only; confirmed by a docket) sends it to a" in alert.text
    )


def test_an_appeal_without_a_known_court_is_routed():
    """News that lacks court, judge and case still reaches a route that asks for none of them."""
    bare = development(LegalEvent(kind="appeal", appeal=Appeal("notice")), case=None)
    assert takers(bare, Route(("a",), Match(significance="major"))) == ["a"]
    assert takers(bare, Route(("a",), Match(courts=frozenset({"dcd"})))) == []


def test_what_is_taken_back_goes_to_all_who_heard_at_once():
    """Whatever routes, digests and quiet hours say; as grave as can be; not to channels that heard nothing."""
    vacated = replace(RULING, undone="vacated by D.C. Cir.", undone_by="d9")
    revision = Revision(vacated, ("NO LONGER IN FORCE: vacated by D.C. Cir.",), recalls=True)
    routes = (Route(("a",), Match(events=frozenset({"ruling"})), digest="0 8 * * *", urgent=frozenset()),)
    alerts = route([revision], desk(*routes), SEEN, heard={RULING.id: {"a", "b", "gone"}})
    assert [(alert.channel, alert.due, alert.digest, alert.severity) for alert in alerts] == [
        ("a", SEEN, None, "failure"),
        ("b", SEEN, None, "failure"),
    ]
    assert alerts[0].title.startswith("NO LONGER IN FORCE: vacated by D.C. Cir. D.D.C. (Kollar-Kotelly)")
    assert route([revision], desk(*routes, channels=("c",)), SEEN, heard={RULING.id: {"a"}})[0].due > SEEN


def test_what_is_muted_is_told_to_nobody_but_taken_back_all_the_same():
    """A muted case, or all sources of a piece of news muted: no alert; a source beside them speaks; recalls pass."""
    route_all = Route(("a",), Match(events=frozenset({"ruling", "health"})))
    assert takers(RULING, route_all, muted={CTR.id}) == []
    assert takers(HEALTH, route_all, muted={"ctr-docket"}) == []
    assert takers(RULING, route_all, muted={"ctr-docket"}) == ["a"]
    recall = Revision(RULING, ("CORRECTION: stricken",), recalls=True)
    assert takers(recall, route_all, muted={CTR.id}) == ["a"]
