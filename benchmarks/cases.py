"""Measures how lawsuits are followed and told: links learned and wrong, developments merged and split, merge F1.

./run bench cases. The labels beside this file were made by reading; the real texts stay in ../shared (what is not there
is left out and said so). The storyline's five developments come from `monitor demo`, with its alerts.
"""

import asyncio
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import combinations
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from yaml import safe_load

from monitor.core.cases.learning import learn
from monitor.core.cases.merging import link_and_merge
from monitor.core.detect import Sighting, detect
from monitor.courts.docket_numbers import parse_ref, same_ref
from monitor.demo import replay
from monitor.detectors import DETECTORS
from monitor.model import Case, Change, Development, DocketRef, Item, Page, Revision, Snapshot, Source
from monitor.sources import KINDS

LABELS = Path(__file__).parent / "labels"
SHARED = Path(__file__).parents[2] / "shared"
SEE = [detector.see for detector in DETECTORS if detector.default]
NOW = datetime(2026, 11, 22, tzinfo=UTC)
WASHINGTON = ZoneInfo("America/New_York")


@dataclass
class Told:
    """One labelled report: what it is said to be, its case by label, when it is seen, and by whom."""

    label: str
    case: str | None
    at: datetime
    source: Source[Any]
    sightings: tuple[Sighting, ...]


@dataclass
class Pairs:
    """Counts of pairs of reports: one development by label and by program, by one of them, by none; what was wrong."""

    both: int = 0
    merged: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    apart: int = 0
    unseen: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        wrong, missed = len(self.merged), len(self.split)
        f1 = 2 * self.both / (2 * self.both + wrong + missed) if self.both or wrong or missed else 1.0
        total = self.both + wrong + missed + self.apart
        return (
            f"{total} pairs ({self.both + missed} of one development): F1 {f1:.3f}, "
            f"{wrong} merged and {missed} split wrongly"
        )


def labels(name: str) -> Any:  # noqa: ANN401 (any YAML)
    """The labels of one file."""
    return safe_load((LABELS / f"{name}.yaml").read_text(encoding="utf-8"))


def page_source(path: Path, case: str | None = None) -> Source[Any]:
    """A docket page as a source of its own."""
    return Source(path.name, "docket", f"http://127.0.0.1/{path.name}", KINDS["docket"].options(), case=case)


def read_page(path: Path) -> Snapshot:
    """What a saved docket page shows."""
    source = page_source(path)
    return KINDS["docket"].parse(source, [Page(source.url, path.read_bytes(), NOW)])


# --- links


def measure_links() -> None:
    """Learn from each labelled page, and compare with what a reader found on it."""
    found, missed, wrong, absent = 0, [], [], 0
    for name, wanted in labels("links").items():
        path = SHARED / "pages" / name
        if not path.exists():
            absent += 1
            continue
        facts = learned_from(path)
        for fact in ("docket", "related"):
            got, want = facts.get(fact, []), [parse_ref(text) for text in wanted.get(fact, ())]
            found += sum(any(same_ref(ref, one) for one in got) for ref in want)
            missed += [f"{name}: {fact} {ref.court} {ref.number}" for ref in want if not _has(got, ref)]
            wrong += [f"{name}: {fact} {ref.court} {ref.number}" for ref in got if not _has(want, ref)]
    print(f"links: {found} found, {len(missed)} missed, {len(wrong)} wrong ({absent} pages not there)")
    _show("missed", missed)
    _show("wrong", wrong)


def learned_from(path: Path) -> Mapping[str, list[DocketRef]]:
    """The dockets that one page teaches about its own case, by kind of fact."""
    snapshot = read_page(path)
    about, source = snapshot.about, page_source(path)
    case = Case("it", about.case_name or "", (DocketRef(about.court or "", about.docket_number or ""),))
    sightings = detect(source, [Change("added", item) for item in snapshot.items], SEE).sightings
    facts: dict[str, list[DocketRef]] = {}
    for fact in learn(source, snapshot, sightings, [case], NOW):
        if fact.fact in ("docket", "related"):
            facts.setdefault(fact.fact, []).append(parse_ref(fact.value))
    return facts


def _has(refs: Iterable[DocketRef], ref: DocketRef) -> bool:
    return any(same_ref(ref, one) for one in refs)


# --- developments


def measure_merging() -> None:
    """Every labelled set through linking and merging; then all pairs together."""
    total = Pairs()
    sets = [*docket_sets(), ("stories of the corpus", [], stories()), *worlds()]
    for name, cases, reports in sets:
        home, follow_ups = merged(reports, cases)
        pairs, links = compared(reports, home)
        print(f"  {name}: {pairs}; {follow_ups} follow-ups{links}")
        total.both, total.apart = total.both + pairs.both, total.apart + pairs.apart
        total.merged += [f"{name}: {one}" for one in pairs.merged]
        total.split += [f"{name}: {one}" for one in pairs.split]
        total.unseen += [f"{name}: {one}" for one in pairs.unseen]
    print(f"all: {total}")
    _show("merged wrongly", total.merged)
    _show("split wrongly", total.split)
    _show("seen by no detector, in no pair", total.unseen)


def docket_sets() -> Iterator[tuple[str, list[Case], list[Told]]]:
    """The labelled entries of the shared real dockets, as far as they are there."""
    for name, one in labels("dockets").items():
        paths = [path for page in one["pages"] if (path := SHARED / "pages" / page).exists()]
        if not paths:
            print(f"  {name}: not there")
            continue
        about = read_page(paths[0]).about
        case = Case(name, about.case_name or "", (DocketRef(about.court or "", about.docket_number or ""),))
        told = [report for path in paths for report in _of_page(path, one["groups"])]
        yield name, [case], sorted(told, key=lambda report: report.at)


def _of_page(path: Path, groups: Sequence[Sequence[Any]]) -> Iterator[Told]:
    source, label = page_source(path), {str(key): str(group[0]) for group in groups for key in group}
    for place, item in enumerate(read_page(path).items):
        mine = label.get(item.number or "") or label.get(f"@{place}")
        if mine:
            at = datetime.combine(item.filed or NOW.date(), time(20), UTC)
            sightings = detect(source, [Change("added", item)], SEE).sightings
            yield Told(
                mine, None, at, source, tuple(one for one in sightings if one.event.kind in ("ruling", "appeal"))
            )


def stories() -> list[Told]:
    """The labelled stories of the shared corpus; they are of no followed case."""
    path = SHARED / "corpus" / "news.jsonl"
    if not path.exists():
        return []
    rows = {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    told = []
    for number, group in enumerate(labels("stories")["groups"]):
        for ident, day in group["stories"].items():
            row = rows[ident]
            item = Item(ident, row["title"], row["text"], "article", filed=day)
            source = Source(f"paper-{ident}", "feed", row["url"], None)
            sightings = detect(source, [Change("added", item)], SEE).sightings
            mine = tuple(one for one in sightings if one.event.kind == group["kind"])
            told.append(Told(f"{group['kind']} {number} {ident}", None, _noon(day), source, mine))
            told[-1].label = f"{group['kind']} {number}"
    return sorted(told, key=lambda report: report.at)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(17), UTC)


def worlds() -> Iterator[tuple[str, list[Case], list[Told]]]:
    """Our own reports, from docket, feed, list, mail and papers."""
    for name, world in labels("worlds").items():
        cases = [_case(ident, words) for ident, words in world["cases"].items()]
        reports = [_report(number, words) for number, words in enumerate(world["reports"])]
        yield name, cases, sorted(reports, key=lambda report: report.at)


def _case(ident: str, words: Mapping[str, Any]) -> Case:
    lists = {key: tuple(value) for key, value in words.items() if key not in ("name", "dockets")}
    return Case(ident, words["name"], tuple(map(parse_ref, words["dockets"])), **lists)


def _report(number: int, words: Mapping[str, Any]) -> Told:
    at = datetime.strptime(str(words["at"]), "%Y-%m-%d %H:%M").replace(tzinfo=WASHINGTON)
    source = Source(words["from"], "docket", f"http://127.0.0.1/{words['from']}", KINDS["docket"].options())
    day, text = at.date(), words["text"]
    if words["kind"] == "news":
        item = Item(f"{words['from']}/{number}", words["title"], text, "article", filed=day)
    else:
        ref, entry = parse_ref(words["docket"]), str(words.get("number") or "") or None
        label = words["kind"] in ("stub", "row")
        key = f"{ref.court}:{ref.number}/{entry or number}"
        item = Item(
            key,
            text,
            text,
            filed=day,
            entered=day,
            number=entry,
            court=ref.court,
            docket_number=ref.number,
            label_only=label,
        )
    sightings = detect(source, [Change("added", item)], SEE).sightings
    told = tuple(one for one in sightings if one.event.kind in ("ruling", "appeal"))
    return Told(words.get("joins", words["is"]), words["case"], at, source, told)


def merged(reports: Sequence[Told], cases: Sequence[Case]) -> tuple[dict[int, Development], int]:
    """To which development each report (by its place) came, walking through them in time as the program would.

    Also how many of the developments' changes people would have heard of.
    """
    follow_ups = 0
    known: dict[str, Development] = {}
    home: dict[int, str] = {}
    for place, report in enumerate(reports):
        for sighting in report.sightings:
            for news in link_and_merge(report.source, [sighting], cases, list(known.values()), report.at):
                development = news.development if isinstance(news, Revision) else news
                follow_ups += isinstance(news, Revision) and bool(news.news)
                assert isinstance(development, Development)
                known[development.id] = development
                if _holds(development, report.source.id, sighting):
                    home[place] = development.id
    return {place: known[ident] for place, ident in home.items()}, follow_ups


def _holds(development: Development, source: str, sighting: Sighting) -> bool:
    return any((one.source, one.item) == (source, sighting.item.key) for one in development.reports)


def compared(reports: Sequence[Told], home: Mapping[int, Development]) -> tuple[Pairs, str]:
    """The pairs as labelled and as merged, and how many reports came to the case that the label says."""
    pairs = Pairs(
        unseen=[f"{report.label} ({report.source.id})" for place, report in enumerate(reports) if place not in home]
    )
    for one, two in combinations(sorted(home), 2):
        want = reports[one].label == reports[two].label
        got = home[one].id == home[two].id
        named = f"{reports[one].label} ({reports[one].source.id}) + {reports[two].label} ({reports[two].source.id})"
        pairs.both += want and got
        pairs.apart += not want and not got
        pairs.split += [named] * (want and not got)
        pairs.merged += [named] * (got and not want)
    labelled = [place for place in home if reports[place].case]
    right = [place for place in labelled if home[place].case == reports[place].case]
    wrong = [place for place in labelled if home[place].case not in (None, reports[place].case)]
    return (
        pairs,
        f"; case right {len(right)}, wrong {len(wrong)}, none {len(labelled) - len(right) - len(wrong)}"
        * bool(labelled),
    )


def measure_storyline() -> None:
    """The demo: what came out, and how many follow-ups people heard."""
    titles: list[str] = []
    found = asyncio.run(replay(lambda _moment, alert: titles.append(alert["title"])))
    updates = sum("UPDATE" in title for title in titles)
    print(f"storyline: {len(found)} developments (wanted 5), {len(titles)} alerts, of them {updates} follow-ups")


def _show(what: str, lines: Sequence[str]) -> None:
    for line in lines:
        print(f"    {what}: {line}")


def main() -> None:
    """Print all figures."""
    measure_links()
    measure_merging()
    measure_storyline()


if __name__ == "__main__":
    main()
