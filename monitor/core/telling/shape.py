"""Developments as JSON: the shape that `monitor events --json`, the demo and the API share (docs: INTERFACE)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from monitor.core.plain import masked_within
from monitor.model import Appeal, Development, LegalEvent, Matter, Report

Json = dict[str, Any]


def as_json(development: Development, secrets: Sequence[str] = ()) -> Json:
    """One development as plain JSON values.

    Days are ISO days of the court, `seen` is UTC with a Z. `date` is the day it was filed, or entered, or first seen,
    whichever is known first. `appeal` and `prospective_appeal` are there only when there is one, `forgotten` only when
    it was. `secrets` are those of the config, the longest first: the address of a source may hold a key, and stands in
    `url` and `reports`.
    """
    event = development.event
    day = event.filed or event.entered or development.first_seen.date()
    shape = {
        "id": development.id,
        **_ruled(event),
        "case": development.case,
        "court": event.court,
        "docket_number": event.docket_number,
        "entry": event.entry,
        "judge": event.judge,
        "pages": event.pages,
        "date": day.isoformat(),
        "filed": _day(event.filed),
        "entered": _day(event.entered),
        "title": event.title,
        "evidence": event.evidence,
        "url": event.url,
        "confidence": development.confidence,
        "unread": event.unread,
        "undone": development.undone or None,
        "reports": [_report(report) for report in development.reports],
        "related": list(development.related),
    }
    forgotten = {"forgotten": True} if development.forgotten else {}
    masked: Json = masked_within(shape | _review(event) | forgotten, secrets)
    return masked


def event_as_json(event: LegalEvent) -> Json:
    """One event as a single text reports it, before linking and merging; `at` are its evidence's offsets, or null."""
    shape = {
        **_ruled(event),
        "court": event.court,
        "docket_number": event.docket_number,
        "case_name": event.case_name,
        "judge": event.judge,
        "pages": event.pages,
        "filed": _day(event.filed),
        "entered": _day(event.entered),
        "refers_to": list(event.refers_to),
        "title": event.title,
        "evidence": event.evidence,
        "at": list(event.at) if event.at else None,
        "confidence": event.confidence,
        "unread": event.unread,
        "rule": event.rule,
    }
    return shape | _review(event)


def _ruled(event: LegalEvent) -> Json:
    return {
        "kind": event.kind,
        "significance": event.significance,
        "disposition": event.disposition,
        "relief": event.relief,
        "matters": [_matter(matter) for matter in event.matters],
    }


def _review(event: LegalEvent) -> Json:
    """What is there only when review is sought, or may be, or when earlier entries are undone."""
    appeal = {"appeal": _appeal(event.appeal)} if event.appeal else {}
    undoes = {"undoes": {"how": event.undoes.how, "of": list(event.undoes.of)}} if event.undoes else {}
    return appeal | undoes | ({"prospective_appeal": True} if event.prospective_appeal else {})


def _appeal(appeal: Appeal) -> Json:
    return {"type": appeal.type, "to": appeal.to, "number": appeal.number}


def _matter(matter: Matter) -> Json:
    return {"motion": matter.motion, "disposition": matter.disposition, "of": matter.of}


def _report(report: Report) -> Json:
    return {"source": report.source, "url": report.url, "seen": _moment(report.seen)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
