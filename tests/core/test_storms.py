"""Many sources of one host that fail together are one note, and one when they are back."""

from datetime import UTC, datetime, timedelta

from monitor.core import storms
from monitor.model import HealthNote, Source

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
IDS = [f"s{n:02}" for n in range(15)]
ALL = frozenset(IDS)


def source(id_, url="https://www.example.gov/docket", **more):
    """A source of the host."""
    return Source(id_, "docket", url, None, **more)


def failing(id_):
    """The note of one source that fails."""
    return [HealthNote(id_, "failing", f"{id_} failed 3 times in a row: 503", NOW, id_, "failure")]


def back(id_):
    """The note of one source that can be read again, beside another that stands by itself."""
    return [HealthNote(id_, "recovered", f"{id_} can be read again", NOW, id_, "success"), carries(id_)]


def carries(id_):
    """A note of another kind."""
    return HealthNote(id_, "carries", "lists other entries", NOW, id_)


def begun(count=12):
    """A storm of so many sources, and the note that told it."""
    first, *others = IDS[:count]
    return storms.after_failure(source(first), None, failing(first), others, NOW)


def recovered(storm, ids, at=NOW):
    """The storm after these could be read, and all that was told."""
    told = []
    for id_ in ids:
        storm, notes = storms.after_success(source(id_), storm or storms.Storm(frozenset()), back(id_), at)
        told += notes
    return storm, [note for note in told if note.kind != "carries"]


def test_twelve_sources_of_a_host_are_one_note():
    """The first that is to be told speaks for all that fail beside it; the others say nothing more."""
    storm, (note,) = begun()
    assert note.text.startswith("12 sources of www.example.gov fail: s00, s01, ")
    assert note.text.endswith("Of s00 failed 3 times in a row: 503")
    assert (note.about, note.kind, note.source, note.others) == ("www.example.gov", "failing", "s00", tuple(IDS[1:12]))
    for id_ in IDS[1:14]:
        storm, notes = storms.after_failure(source(id_), storm, failing(id_), IDS, NOW)
        assert notes == []
    assert storm.sources == frozenset(IDS[:14])


def test_two_sources_are_no_storm():
    """Fewer than three are told one by one, and nothing is remembered."""
    assert storms.after_failure(source("s00"), None, failing("s00"), ["s01"], NOW) == (None, failing("s00"))
    assert storms.after_failure(source("s00"), None, [], IDS, NOW) == (None, [])


def test_when_all_are_back_it_is_one_note():
    """Nothing is told until the last is back; other notes of the sources are told as ever."""
    storm, told = recovered(begun()[0], IDS[:11])
    assert told == []
    storm, (note,) = recovered(storm, [IDS[11]])
    assert storm is None
    assert note.text.startswith("the 12 sources of www.example.gov can be read again: s00, s01")
    assert (note.kind, note.severity, set(note.others)) == ("recovered", "success", set(IDS[:11]))


def test_who_is_not_back_is_named():
    """A source that fails still, after others were read again, holds up nothing; alone it is no storm any more."""
    storm, told = recovered(begun()[0], IDS[:11])
    storm, (note,) = storms.after_failure(source("s11"), storm, [], (), NOW)
    assert (storm, told) == (None, [])
    assert note.text.startswith("11 of 12 sources of www.example.gov can be read again: ")
    assert note.text.endswith("; not read since: s11")
    assert note.severity == "warning"


def test_the_many_that_are_not_back_stay_one():
    """When one of twelve is back and the others fail still, they remain a storm and come back as one."""
    storm, _ = recovered(begun()[0], ["s00"])
    told = []
    for id_ in IDS[1:12]:
        storm, notes = storms.after_failure(source(id_), storm, [], (), NOW)
        told += notes
    assert [note.text.partition(":")[0] for note in told] == ["1 of 12 sources of www.example.gov can be read again"]
    storm, (note,) = recovered(storm, IDS[1:12])
    assert note.text.startswith("the 11 sources")


def test_what_is_asked_rarely_is_not_waited_for():
    """An hour after the first was back it is told who is, though one was not asked since."""
    storm, _ = recovered(begun()[0], IDS[:3])
    storm, (note,) = recovered(storm, ["s03"], NOW + timedelta(hours=1))
    assert note.text.startswith("4 of 12 sources")
    assert "; not read since: s04, " in note.text


def test_a_source_that_fails_once_does_not_join():
    """The weather of one page is no part of the storm, nor is its recovery."""
    storm, _ = begun()
    assert storms.after_failure(source("s14"), storm, [], (), NOW) == (storm, [])
    assert storms.after_success(source("s14"), storm, back("s14"), NOW) == (storm, back("s14"))


def test_one_that_fails_again_is_not_back():
    """A source that was read and fails again counts as failing."""
    storm, _ = recovered(begun()[0], ["s00"])
    storm, _ = storms.after_failure(source("s00"), storm, [], (), NOW)
    assert (storm.back, storm.still) == (frozenset(), {"s00"})


def test_a_storm_is_remembered_as_it_was():
    """What the store keeps is read back; sources that are watched no more are left out, and none is no storm."""
    storm, _ = recovered(begun()[0], IDS[:3])
    assert storms.read(storms.written(storm), ALL) == storm
    assert storms.read(storms.written(storm), frozenset(IDS[2:5])).sources == frozenset(IDS[2:5])
    assert storms.read(storms.written(storm), frozenset()) is None
    assert storms.read(storms.written(None), ALL) is storms.read(None, ALL) is None


def test_hosts():
    """A host includes its port and no password; a mailbox or a folder is beside nothing."""
    here = source("a", "https://u:p@WWW.example.gov:8443/1")
    others = [
        source("b", "https://www.example.gov:8443/2"),
        source("c", "https://www.example.gov/3"),
        source("d", "https://www.example.gov:8443/4", enabled=False),
    ]
    assert storms.host_of(here) == "www.example.gov:8443"
    assert storms.beside(here, [here, *others]) == ["b"]
    assert (
        storms.beside(source("m", "imaps://u:p@mail.example.org"), [source("n", "imaps://u:p@mail.example.org")]) == []
    )
