"""What a config lacks to watch one case: the sources for a file of its own in sources.d."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.config import Config
from monitor.config.writing import Entry
from monitor.core.cases.coverage import remedy
from monitor.courts.docket_numbers import identity
from monitor.courts.registry import COURTS, level, short
from monitor.following import list_address, page_address
from monitor.model import Case, DocketRef
from monitor.sources import KINDS
from monitor.sources._opinion_sites import site_line

_LISTS: Mapping[str, tuple[str, Entry]] = {
    "court_feed": ("feed", {}),
    "opinions": ("opinions", {"every": "30m", "documents": True}),
}
"""The kinds that read a whole court: how the config calls their address, and what they say beside their court."""


@dataclass(frozen=True, slots=True)
class Addition:
    """The sources that a config lacks, and in words what is read already, what is added, what cannot be had."""

    sources: tuple[Entry, ...]
    notes: tuple[str, ...]


def addition(config: Config, case: Case, page: str | None = None) -> Addition:
    """All that can be watched of a case and is not; `page` is the address of the page of the last of its dockets."""
    parts: list[tuple[str, Entry | None]] = []
    for ref in case.dockets:
        parts += [_list(config, case, ref, kind) for kind in _LISTS]
        parts.append(_page(config, case, ref, page if ref == case.dockets[-1] else None))
    sources = {str(entry["id"]): entry for _, entry in parts if entry}
    notes = [*(note for note, _ in parts), *_of_appeals(config, case), *_of_numbers(case)]
    return Addition(tuple(sources.values()), tuple(dict.fromkeys(notes)))


def _list(config: Config, case: Case, ref: DocketRef, kind: str) -> tuple[str, Entry | None]:
    """The feed or the list of opinions of a court; the config narrows it to the dockets of all its cases there."""
    name, further = _LISTS[kind]
    what = f"the {name} of {short(ref.court)}"
    for source in config.sources:
        if source.enabled and (source.kind, source.court) == (kind, ref.court) and source.case in (None, case.id):
            return f"{what}: read already by {source.id}", None
    if why := _unknown(config, ref.court, kind):
        return f"{what}: not added, {why}", None
    unproven = kind == "opinions" and site_line(None, ref.court).standing == "unproven"
    remark = "; nobody has shown yet that this list is read rightly" if unproven else ""
    entry = {"id": _free(config, f"{ref.court}-{name}", case), "kind": kind, "court": ref.court, **further}
    return f"{what}: added{remark}", entry


def _unknown(config: Config, court: str, kind: str) -> str | None:
    """Why no address of a court's feed or opinions is known; None when there is one."""
    if list_address(config, court, kind):
        return None
    try:
        KINDS[kind].address(KINDS[kind].options(), court)
    except ValueError as refused:
        return str(refused)
    name = _LISTS[kind][0]
    return f"no address is known; if you know one, write courts: {{{court}: {{{name}: https://…}}}}"


def _page(config: Config, case: Case, ref: DocketRef, page: str | None) -> tuple[str, Entry | None]:
    """The docket's own page, where its address is given or follows from its number."""
    what = f"the docket page of {ref.court} {ref.number}"
    url = page or page_address(config, ref)
    for source in config.sources:
        own = source.case == case.id and source.court in (None, ref.court)
        if source.enabled and source.kind == "docket" and (own or source.url == url):
            return f"{what}: read already by {source.id}", None
    if url is None:
        return f"{what}: not added, its address is not known. To see everything, {remedy(ref)}", None
    id_ = _free(config, f"{case.id}-docket", case)
    entry = {"id": id_, "kind": "docket", "url": url, "court": ref.court, "case": case.id, "every": "30m"}
    return f"{what}: added", entry


def _free(config: Config, wished: str, case: Case) -> str:
    """An id for a source that no other has."""
    taken = {source.id for source in config.sources}
    names = [wished, f"{case.id}-{wished}", *(f"{wished}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _of_appeals(config: Config, case: Case) -> Iterator[str]:
    """What will happen when the case goes up, by the court that usually hears its appeals."""
    courts = {ref.court for ref in case.dockets}
    for court in sorted(courts):
        above = COURTS[court].appeals_to
        if above is None or above in courts:
            continue
        kinds = [name for kind, (name, _) in _LISTS.items() if list_address(config, above, kind)]
        kinds += ["docket page"] if page_address(config, DocketRef(above, "")) else []
        if not case.follow_appeals:
            yield f"an appeal to {short(above)}: not followed by itself (follow_appeals: false)"
        elif kinds:
            yield f"an appeal to {short(above)}: its {' and '.join(kinds)} will be followed once the number is known"
        else:
            yield f"an appeal to {short(above)}: cannot be followed by itself, no address of it is known"


def _of_numbers(case: Case) -> Iterator[str]:
    """What a number leaves open: a district counts its civil and its criminal cases apart."""
    for ref in case.dockets:
        if level(ref.court) == "district" and (identity(ref.number) or "").split(":")[1:2] == [""]:
            yield f"{ref.number} shows no type, so civil and criminal cases are both taken: write 1:25-cv-00457"
