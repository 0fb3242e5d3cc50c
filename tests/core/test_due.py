"""When next: intervals, cron lines on the days summer time begins and ends, windows, back-off, starts, quiet hours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core import due
from monitor.core.cadence.hours import end_of_quiet, opening, parse_hours, within
from monitor.core.cadence.rhythm import Tempo
from monitor.model import Cadence, Habit, Mark

NEW_YORK, LONDON = "America/New_York", "Europe/London"


def at(text, zone=NEW_YORK, fold=0):
    """A wall-clock time in a zone, as a moment (in UTC: Python finds times of a repeated hour unequal across zones)."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


# Moments around the nights on which the clocks change in both zones (2025 and 2026), where mistakes hide.
NIGHTS = [
    "2025-03-09",
    "2025-11-02",
    "2026-03-08",
    "2026-11-01",
    "2025-03-30",
    "2025-10-26",
    "2026-03-29",
    "2026-10-25",
]
around_a_change = st.builds(
    lambda night, seconds: datetime.fromisoformat(night).replace(tzinfo=UTC) + timedelta(seconds=seconds),
    st.sampled_from(NIGHTS),
    st.integers(-100_000, 100_000),
)
zones = st.sampled_from([NEW_YORK, LONDON])
hours_of_the_week = st.sampled_from(
    ["Mon-Fri 06:00-22:00", "22:00-06:00", "01:30-02:30", "Sat-Mon 23:00-01:30, Wed 02:15-02:45", "Sun 02:10-02:20"]
)
cron_lines = st.sampled_from(["0 6 * * 1-5", "30 2 * * *", "30 1 * * *", "*/7 * * * *", "0 0 1 * *", "15 */2 * * 0"])


@pytest.mark.parametrize(
    ("text", "seconds"), [("30s", 30), ("15m", 900), ("2h", 7200), ("30d", 2_592_000), ("0d", 0), (" 5m ", 300)]
)
def test_a_duration_is_a_number_and_a_unit(text, seconds):
    """Each unit counts what it says."""
    assert due.parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "15", "15 minutes", "m", "-5m", "1.5h", "1h30m", "99999999d", "\uff11m"])
def test_what_is_no_duration_is_refused(text):
    """Anything else is an error."""
    with pytest.raises(ValueError, match="write"):
        due.parse_duration(text)


@given(st.integers(0, 3660 * 86400))
def test_a_duration_is_written_as_it_is_read(seconds):
    """The short spelling reads back to the same length."""
    assert due.parse_duration(due.duration_text(timedelta(seconds=seconds))) == timedelta(seconds=seconds)


def test_every_is_an_interval_or_a_cron_line():
    """Both forms of the config give their part of a cadence."""
    assert due.parse_every("15m") == Cadence(every=timedelta(minutes=15))
    assert due.parse_every("cron:  0 6 * *  1-5") == Cadence(cron="0 6 * * 1-5")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("15 minutes", "is no interval, write 15m"),
        ("0m", "without a pause"),
        ("automatic", "write auto, or auto"),
        ("auto(5m)", "write auto, or auto"),
        ("auto(2h..5m)", "shortest interval first"),
        ("auto(0s..5m)", "without a pause"),
        ("cron: 0 6 * *", "five fields"),
        ("cron: 0 25 * * *", "Bad hour"),
        ("cron: 0 0 31 2 *", "Bad day-of-month"),
        ("cron: * 0 6 * * 1", "five fields"),
    ],
)
def test_what_is_no_interval_is_refused(text, told):
    """The error says what is wrong with it."""
    with pytest.raises(ValueError, match=told):
        due.parse_every(text)


def test_weekdays_of_a_cron_line_count_from_sunday():
    """`1-5` is Monday to Friday: after Friday morning comes Monday."""
    friday = at("2025-11-21T06:00")
    assert due.next_cron("0 6 * * 1-5", NEW_YORK, friday) == at("2025-11-24T06:00")


def test_a_job_in_the_skipped_hour_runs_once():
    """At 02:30 on the day summer time begins it runs at 03:00, and then the next day at 02:30."""
    first = due.next_cron("30 2 * * *", NEW_YORK, at("2026-03-08T01:00"))
    assert first == at("2026-03-08T03:00")
    assert due.next_cron("30 2 * * *", NEW_YORK, first) == at("2026-03-09T02:30")


def test_a_job_in_the_repeated_hour_runs_once():
    """At 01:30 on the day summer time ends it runs in the first pass, also when asked between the passes."""
    first = due.next_cron("30 1 * * *", NEW_YORK, at("2026-11-01T00:00"))
    assert first == at("2026-11-01T01:30", fold=0)
    for after in (first, at("2026-11-01T01:10", fold=1), at("2026-11-01T01:30", fold=1)):
        assert due.next_cron("30 1 * * *", NEW_YORK, after) == at("2026-11-02T01:30")


def test_london_changes_on_its_own_days():
    """01:30 is skipped in London on the last Sunday of March."""
    assert due.next_cron("30 1 * * *", LONDON, at("2026-03-29T00:30", LONDON)) == at("2026-03-29T02:00", LONDON)


@given(cron_lines, zones, around_a_change)
def test_the_next_cron_time_is_strictly_later(cron, zone, after):
    """Whatever the night, time does not stand still, and what comes is in UTC."""
    found = due.next_cron(cron, zone, after)
    assert found > after
    assert found.tzinfo is UTC


@given(st.sampled_from(["30 2 * * *", "30 1 * * *", "0 12 * * *"]), zones, around_a_change)
def test_a_daily_job_runs_once_on_each_day(cron, zone, after):
    """Ten runs fall on ten days in a row."""
    days, moment = [], after
    for _ in range(10):
        moment = due.next_cron(cron, zone, moment)
        days.append(moment.astimezone(ZoneInfo(zone)).date())
    assert days == [days[0] + timedelta(days=step) for step in range(10)]


@pytest.mark.parametrize(
    ("hours", "moment", "inside"),
    [
        ("Mon-Fri 06:00-22:00", "2025-11-21T06:00", True),
        ("Mon-Fri 06:00-22:00", "2025-11-21T22:00", False),
        ("Mon-Fri 06:00-22:00", "2025-11-22T12:00", False),
        ("22:00-06:00", "2025-11-22T05:59", True),
        ("Fri 22:00-06:00", "2025-11-22T05:59", True),
        ("Fri 22:00-06:00", "2025-11-23T05:59", False),
        ("Sun 22:00-06:00", "2025-11-24T01:00", True),
        ("Fri-Mon 00:00-24:00", "2025-11-23T23:59", True),
        ("Mon,Wed 09:00-17:00, Sat 10:00-12:00", "2025-11-19T09:00", True),
        ("Mon,Wed 09:00-17:00, Sat 10:00-12:00", "2025-11-18T09:00", False),
        ("Mon,Wed 09:00-17:00, Sat 10:00-12:00", "2025-11-22T11:00", True),
    ],
)
def test_hours_of_the_week(hours, moment, inside):
    """A span holds its start and not its end; one over midnight belongs to the day it begins on."""
    assert within(hours, NEW_YORK, at(moment)) is inside


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mon-Fri",
        "6-22",
        "06:00",
        "06:00-06:00",
        "Foo 06:00-22:00",
        "25:00-26:00",
        "06:00-24:30",
        "06:00-22:00,",
        ",",
    ],
)
def test_what_are_no_hours_is_refused(text):
    """Anything else is an error, never a window that is always or never open."""
    with pytest.raises(ValueError, match=r"write|after 24:00"):
        parse_hours(text)


@given(hours_of_the_week, zones, around_a_change)
def test_an_opening_is_within_and_not_before(hours, zone, moment):
    """What is given lies within the hours, and is the moment itself exactly when that does."""
    opened = opening(hours, zone, moment)
    assert opened >= moment
    assert within(hours, zone, opened)
    assert (opened == moment) == within(hours, zone, moment)


@settings(max_examples=40)
@given(hours_of_the_week, zones, around_a_change)
def test_nothing_within_comes_before_the_opening(hours, zone, moment):
    """No minute before an opening, up to a day of them, lies within the hours, but in the second pass of an hour."""
    opened = opening(hours, zone, moment)
    minutes = min(int((opened - moment).total_seconds() // 60), 1440)
    before = [opened - timedelta(minutes=step) for step in range(1, minutes + 1)]
    once = [minute for minute in before if not minute.astimezone(ZoneInfo(zone)).fold]
    assert not any(within(hours, zone, minute) for minute in once)


def test_hours_that_ended_in_a_repeated_hour_do_not_begin_again():
    """London, the night winter time begins: 01:00-01:30 comes twice, and the hours until 01:30 end once."""
    cadence = Cadence(window="23:00-01:30", zone="Europe/London")
    half_past_one = datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    assert due.next_time(cadence, half_past_one) == datetime(2025, 10, 26, 23, 0, tzinfo=UTC)


def test_a_window_that_opens_in_the_skipped_hour_opens_after_it():
    """02:30 does not exist on the day summer time begins: 03:00 it is."""
    cadence = Cadence(window="02:30-05:00")
    assert due.next_time(cadence, at("2026-03-08T00:00")) == at("2026-03-08T03:00")


lengths = st.timedeltas(timedelta(seconds=1), timedelta(days=40))


@given(
    st.builds(Cadence, lengths, st.none(), st.none() | hours_of_the_week, zones),
    around_a_change,
    st.integers(0, 50),
    st.none() | st.floats(0, 1e12),
)
def test_the_next_time_is_strictly_later_and_within(cadence, after, failures, retry_after):
    """An interval, with or without window, failing or not: later than now and inside the window."""
    found = due.next_time(cadence, after, failures, retry_after)
    assert found >= after + cadence.every
    assert cadence.window is None or within(cadence.window, cadence.zone, found)
    assert found >= after + timedelta(seconds=min(retry_after or 0, 7 * 86400))


on_weekdays = st.builds(
    Cadence,
    cron=st.sampled_from(["0 6 * * *", "30 2 * * *", "*/7 * * * *"]),
    window=st.just("Mon-Fri 00:00-24:00"),
    zone=zones,
)


@given(on_weekdays, around_a_change)
def test_a_cron_line_keeps_to_its_window(cadence, after):
    """A time of the cron line, later than now, on a weekday."""
    found = due.next_time(cadence, after)
    assert found > after
    assert within("Mon-Fri 00:00-24:00", cadence.zone, found)
    assert due.next_cron(cadence.cron, cadence.zone, found - timedelta(seconds=1)) == found


def test_a_cron_line_and_a_window_that_never_meet_are_told():
    """Six o'clock is never between eight and ten."""
    with pytest.raises(ValueError, match="never falls within"):
        due.cron_within(Cadence(cron="0 6 * * *", window="08:00-10:00"), at("2026-01-01T00:00"))


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 15), (1, 15), (2, 30), (3, 60), (4, 120), (5, 240), (6, 360), (7, 360), (10**6, 360)]
)
def test_a_failing_source_backs_off(failures, minutes):
    """The pause doubles from the second failure on, up to six hours."""
    now = at("2025-11-21T12:00")
    assert due.next_time(Cadence(), now, failures) == now + timedelta(minutes=minutes)


def test_a_slow_source_never_waits_longer_than_its_interval():
    """One that is asked daily is asked daily while it fails."""
    now = at("2025-11-21T12:00")
    assert due.next_time(Cadence(timedelta(days=1)), now, 9) == now + timedelta(days=1)
    assert due.next_time(Cadence(cron="0 6 * * *"), now, 9) == at("2025-11-22T06:00")


def test_a_failing_cron_line_backs_off_along_its_times():
    """Every ten minutes, three failures: forty minutes, on a time of the line."""
    now = at("2025-11-21T12:00")
    assert due.next_time(Cadence(cron="*/10 * * * *"), now, 3) == at("2025-11-21T12:40")


def test_retry_after_is_obeyed():
    """Never before the server's wish; an absurd wish counts as a week; a short one does not hurry us."""
    now = at("2025-11-21T12:00")
    assert due.next_time(Cadence(), now, 1, 3600) == now + timedelta(hours=1)
    assert due.next_time(Cadence(), now, 1, 1e12) == now + timedelta(days=7)
    assert due.next_time(Cadence(), now, 1, 5) == now + timedelta(minutes=15)


def test_a_start_goes_on_from_the_stored_time():
    """What is due in five minutes is asked in five minutes."""
    now = at("2025-11-21T12:00")
    stored = now + timedelta(minutes=5)
    assert due.first_time(Cadence(), Mark("a", due=stored), now, 0.5) == stored


@pytest.mark.parametrize("stored", [None, "2025-11-01T12:00", "2025-11-21T12:00"])
def test_what_is_overdue_at_start_is_spread_over_a_minute(stored):
    """Never asked, long overdue or due right now: within the next minute, by the spread."""
    now = at("2025-11-21T12:00")
    mark = Mark("a", due=stored and at(stored))
    assert [due.first_time(Cadence(), mark, now, spread) - now for spread in (0.0, 0.5)] == [
        timedelta(0),
        timedelta(seconds=30),
    ]


def test_a_fast_source_is_spread_over_its_interval():
    """Half of ten seconds is five."""
    now = at("2025-11-21T12:00")
    assert due.first_time(Cadence(timedelta(seconds=10)), Mark("a"), now, 0.5) == now + timedelta(seconds=5)


def test_a_start_outside_the_window_waits_for_it():
    """On a Saturday, overdue, with weekday hours: Monday at six."""
    cadence = Cadence(window="Mon-Fri 06:00-22:00")
    assert due.first_time(cadence, Mark("a"), at("2025-11-22T12:00"), 0.0) == at("2025-11-24T06:00")


def test_a_stored_time_beyond_the_cadence_does_not_count():
    """Stored under a slower cadence or a wrong clock: the new cadence rules, unless the source is failing."""
    now = at("2025-11-21T12:00")
    far = now + timedelta(days=300)
    assert due.first_time(Cadence(), Mark("a", due=far), now, 0.0) == now + timedelta(minutes=15)
    assert due.first_time(Cadence(cron="0 6 * * *"), Mark("a", due=far), now, 0.0) == at("2025-11-22T06:00")
    waiting = Mark("a", due=now + timedelta(hours=5), failures=8)
    assert due.first_time(Cadence(), waiting, now, 0.0) == now + timedelta(hours=5)
    assert due.first_time(Cadence(), Mark("a", due=far, failures=8), now, 0.0) == now + timedelta(days=7)


@pytest.mark.parametrize("failures", [0, 8])
def test_a_clock_set_back_holds_no_source_up(failures):
    """Checked at nine by a clock that is set back to noon, due an hour after that: it is asked within the hour."""
    noon = at("2025-11-21T12:00")
    mark = Mark("a", checked=noon + timedelta(hours=9), due=noon + timedelta(hours=10), failures=failures)
    hourly = Cadence(every=timedelta(hours=1))
    assert due.first_time(hourly, mark, noon, 0.0) == noon + timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2025-11-21T23:00", "2025-11-22T07:00"),
        ("2025-11-21T06:59", "2025-11-21T07:00"),
        ("2025-11-21T07:00", None),
        ("2025-11-21T21:59", None),
        ("2025-11-21T22:00", "2025-11-22T07:00"),
    ],
)
def test_quiet_hours_end(now, end):
    """Within quiet hours their end, else None."""
    assert end_of_quiet("22:00-07:00", NEW_YORK, at(now)) == (end and at(end))


def test_adjoining_quiet_hours_are_one_rest():
    """Friday evening to midnight, then the weekend: the rest ends on Monday morning."""
    quiet = "Mon-Fri 22:00-24:00, Sat-Sun 00:00-24:00, Mon 00:00-07:00"
    assert end_of_quiet(quiet, NEW_YORK, at("2025-11-21T23:00")) == at("2025-11-24T07:00")


def test_quiet_without_end_lasts_a_week():
    """Hours that cover the whole week do not hold an alert for ever."""
    now = at("2025-11-21T23:00")
    end = end_of_quiet("00:00-24:00", NEW_YORK, now)
    assert now + timedelta(days=7) <= end <= now + timedelta(days=8)


@given(st.sampled_from(["22:00-07:00", "22:00-01:30", "00:15-02:30"]), zones, around_a_change)
def test_after_quiet_it_is_not_quiet(quiet, zone, now):
    """The end is later than now and no longer quiet."""
    end = end_of_quiet(quiet, zone, now)
    assert (end is not None) == within(quiet, zone, now)
    assert end is None or (end > now and not within(quiet, zone, end))


def test_a_learned_cadence_is_read_with_and_without_bounds():
    """`auto` and `auto(5m..2h)`, with the spaces that people write."""
    assert due.parse_every("auto") == Cadence(auto=True)
    bounded = Cadence(auto=True, least=timedelta(minutes=5), most=timedelta(hours=2))
    assert due.parse_every("auto(5m..2h)") == due.parse_every(" auto ( 5m .. 2h ) ") == bounded


def test_a_learned_cadence_keeps_to_its_window():
    """A check that falls after closing time waits for the morning."""
    cadence = Cadence(auto=True, window="Mon-Fri 06:00-22:00", zone=NEW_YORK)
    closing = at("2026-01-05T21:59")
    assert due.in_rhythm(Habit(at=closing), "docket", cadence, Tempo(), closing) == at("2026-01-06T06:00")


def test_a_learned_moment_outlives_a_restart():
    """What was planned up to the ceiling ahead stays as it was; what is further is a clock that jumped."""
    now = at("2026-01-05T12:00")
    cadence = Cadence(auto=True)
    planned = Mark("a", due=now + timedelta(minutes=50))
    assert due.first_time(cadence, planned, now, 0.5) == planned.due
    assert due.first_time(cadence, Mark("a", due=now + timedelta(days=9)), now, 0.5) == now + timedelta(hours=1)


def test_learned_cadences_share_what_the_others_leave():
    """As many requests as their plain interval would take, or what the budget leaves beside fixed ones."""
    now = at("2026-01-05T12:00")
    cadences = [Cadence(auto=True), Cadence(auto=True), Cadence(timedelta(minutes=5)), Cadence(cron="0 * * * *")]
    assert due.allowance(cadences, None, now) == 2 * 96
    assert due.allowance(cadences, 20_000, now) == 2 * 96
    assert due.allowance(cadences, 400, now) == 400 * 0.9 - 288 - 24
    assert due.allowance(cadences, 100, now) == 0
