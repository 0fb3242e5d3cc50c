"""How what was learned of a source with `every: auto` is shown: its hours as a strip, how long a change waits."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from monitor.cli._base import out

BLOCKS = "▁▂▃▄▅▆▇█"


def strip(weights: Sequence[float], highest: float) -> str:
    """One block for each hour, the higher the more goes on then."""
    return "".join(BLOCKS[min(int(len(BLOCKS) * weight / highest), len(BLOCKS) - 1)] for weight in weights)


def show_rhythms(rows: Iterable[Mapping[str, Any]]) -> None:
    """A line for each source that learned a rhythm: Monday to Friday by hour, then Saturday and Sunday."""
    known = [(row["source"], row["rhythm"]) for row in rows if row["rhythm"]]
    if not known:
        return
    width = max(len(source) for source, _ in known)
    out.print("\nlearned (every: auto), Monday to Friday from 00 to 24 h, Saturday and Sunday:")
    for source, one in known:
        highest = max(*one["working_day"], *one["weekend"])
        strips = f"{strip(one['working_day'], highest)} {strip(one['weekend'], highest)}"
        text = f"{one['changes_a_day']:g} changes a day, each seen after about {one['expected_delay'] / 60:.0f} min"
        out.print(f"{source:{width}}  {strips}  {text}", markup=False, highlight=False, soft_wrap=True)
