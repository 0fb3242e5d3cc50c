"""Which known developments an event takes back: struck by the clerk, or vacated, reversed or stayed by a court.

Who heard of a ruling hears of that too, at once and whatever the routes say (core/route.py). Where it is not certain
which ruling is meant, none is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.core.cases.belonging import same_docket
from monitor.core.telling.wording import CORRECTION, IN_FORCE_AGAIN, NO_LONGER, day, who
from monitor.courts.registry import level
from monitor.model import Development, LegalEvent, Revision, Undone

_OF_CLERK: dict[Undone, str] = {
    "entered in error": "the clerk marked it as entered in error",
    "stricken": "it was stricken from the docket",
    "sealed": "it was placed under seal",
    "withdrawn": "it was withdrawn",
    "reworded": "the clerk reworded the entry, which says nothing of the kind any more",
    "removed": "the entry is no longer on the docket",
}
_OF_COURT: dict[Undone, str] = {
    "vacated": "vacated",
    "reversed": "reversed",
    "stayed": "stayed",
    "stricken": "stricken",
    "withdrawn": "withdrawn",
    "reheard": "to be heard again by the court",
    "recalled": "mandate recalled",
    "reinstated": "the appeal or case was reinstated",
}
_GIVEN = frozenset({"granted", "granted_in_part"})
_NOT_REVIEWED = frozenset({"mandate", "recommendation", "indicative", "stay_pending_appeal", "administrative_stay"})
"""What no higher court is asked to undo when it rules on a case."""
_CAN_BE_STAYED = frozenset({"injunction", "restraining_order", "stay_of_agency_action", "judgment", "summary_judgment"})
_HEIGHT = {"circuit": 1, "bap": 1, "supreme": 2}


def undone(by: Development, event: LegalEvent, known: Iterable[Development]) -> list[Revision]:
    """The known developments that an event (now part of `by`) takes back, and those that so come into force again."""
    if event.undoes is None or not event.record:
        return []
    before = [development for development in known if development.id != by.id]
    taken = [one for one in _meant(event, by.case, before) if one.undone_by is None]
    again = [one for one in before if one.undone_by in {development.id for development in taken}]
    return [_taken_back(one, by, event) for one in taken] + [_in_force_again(one, by) for one in again]


def _taken_back(development: Development, by: Development, event: LegalEvent) -> Revision:
    how = event.undoes.how if event.undoes else "vacated"
    if event.kind == "correction":
        words, label = _OF_CLERK[how], CORRECTION
    else:
        filed = f", {day(event.filed)}" if event.filed else ""
        words, label = f"{_OF_COURT[how]} by {who(event) or 'the court'}{filed}", NO_LONGER
    return Revision(replace(development, undone_by=by.id, undone=words), (f"{label}: {words}",), recalls=True)


def _in_force_again(development: Development, by: Development) -> Revision:
    words = f"{IN_FORCE_AGAIN}: {development.undone.split(' by ')[0]} no more, by {who(by.event) or 'the court'}"
    return Revision(replace(development, undone_by=None, undone=""), (words,), recalls=True)


def _meant(event: LegalEvent, case: str | None, known: Sequence[Development]) -> list[Development]:
    """The developments that an event takes back, whatever stands of them."""
    here = [one for one in known if same_docket(one.event, event)]
    undoes = event.undoes
    if undoes is None:
        return []
    if undoes.of:
        return [one for one in here if one.event.entry in {str(number) for number in undoes.of}]
    if event.kind == "correction":
        return [one for one in known if _is_itself(one, event)]
    if undoes.how in ("reheard", "recalled", "reinstated"):
        return _last(one for one in here if _concluded(one, undoes.how))
    own = [one for one in here if _is_relief_given(one, event)]
    below = [one for one in known if case is not None and one.case == case and _is_below(one.event, event)]
    return _only(own) or _only(_appealed_from(below, event, known)) or _only(_reviewable(below, event))


def _is_itself(development: Development, event: LegalEvent) -> bool:
    """Whether the development is what this very entry reported before its clerk marked it."""
    if any((report.source, report.item) == (event.source, event.item) for report in development.reports):
        return True
    one = development.event
    return one.entry is not None and one.entry == event.entry and same_docket(one, event)


def _concluded(development: Development, how: Undone) -> bool:
    """Whether it ended the appeal or case that is now heard again, recalled or reinstated."""
    event = development.event
    if event.kind not in ("ruling", "ended") or event.significance != "major" or event.relief == "rehearing":
        return False
    if how == "reinstated":
        return event.disposition == "dismissed" or event.relief == "dismissal"
    return event.disposition not in ("other", None) or event.relief == "mandate"


def _is_relief_given(development: Development, event: LegalEvent) -> bool:
    """Whether it gave, in the same docket, the relief that is now vacated: "the injunction is dissolved"."""
    one = development.event
    return event.relief is not None and one.relief == event.relief and one.disposition in _GIVEN


def _is_below(one: LegalEvent, event: LegalEvent) -> bool:
    higher = _HEIGHT.get(level(one.court) or "", 0) < _HEIGHT.get(level(event.court) or "", 0)
    return higher and one.kind == "ruling" and one.significance == "major" and one.relief not in _NOT_REVIEWED


def _appealed_from(below: Sequence[Development], event: LegalEvent, known: Sequence[Development]) -> list[Development]:
    """The rulings that the notice of this very appeal names by their entry numbers."""
    taken = [one.event for one in known if one.event.appeal and one.event.appeal.to == event.court]
    numbers = {
        str(number)
        for appeal in taken
        if appeal.appeal and appeal.appeal.number and appeal.appeal.number == event.docket_number
        for number in appeal.refers_to
    }
    return [one for one in below if one.event.entry in numbers]


def _reviewable(below: Sequence[Development], event: LegalEvent) -> list[Development]:
    """What a higher court can have meant: of relief given the same, or any that can be stayed; else any ruling."""
    if event.undoes and event.undoes.how == "stayed":
        return [one for one in below if one.event.relief in _CAN_BE_STAYED and one.event.disposition in _GIVEN]
    return [one for one in below if one.event.relief == event.relief] if event.relief else list(below)


def _only(candidates: Sequence[Development]) -> list[Development]:
    """The one that can be meant; none when there are several."""
    standing = [one for one in candidates if one.undone_by is None]
    return standing if len(standing) == 1 else []


def _last(candidates: Iterable[Development]) -> list[Development]:
    latest = sorted(candidates, key=lambda one: (one.event.filed or one.first_seen.date(), one.first_seen))
    return latest[-1:]
