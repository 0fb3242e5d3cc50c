"""Scores the detectors on the labelled texts, lists each error, and measures the speed: ./run bench detect [FOLDER].

FOLDER holds `dockets.jsonl` and `news.jsonl` in the form of the shared corpus (default ../shared/corpus). What is
labelled "either" is not scored. The rules were tuned on these texts, so on other dockets the figures will be lower.

By docket file: the dockets are dealt into five parts, each docket whole, and each part is scored alone. Rules are not
trained part by part, so the spread shows how far a figure hangs on a few dockets, not what an unseen one would give;
for that, FOLDER names a set that nobody tuned to.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from monitor.detectors import DETECTORS
from monitor.model import Item

SEE = {detector.kind: detector.see for detector in DETECTORS}
DEFAULT = [detector for detector in DETECTORS if detector.default]
PARTS = 5
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@dataclass
class Score:
    """Hits, false alarms and misses of one question, with the texts that were wrong."""

    hits: int = 0
    false: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)
    accuracy: bool = False

    def count(self, *, got: bool, want: bool, text: str) -> None:
        """Note one answer."""
        self.hits += got and want
        self.false += got and not want
        self.missed += want and not got
        if got != want:
            self.errors.append(f"{'missed' if want else 'false '} {text}")

    @property
    def precision(self) -> float:
        """How much of what was found is right."""
        return self.hits / ((self.hits + self.false) or 1)

    @property
    def recall(self) -> float:
        """How much of what is there was found."""
        return self.hits / ((self.hits + self.missed) or 1)

    @property
    def figure(self) -> float:
        """F1, or the part that is right."""
        f1 = 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)
        return self.recall if self.accuracy else f1

    def __str__(self) -> str:
        of = f"(of {self.hits + self.missed})"
        if self.accuracy:
            return f"right {self.figure:.3f}  {of}"
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.figure:.3f}  {of}"


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The labelled texts of a file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def score_dockets(labelled: Iterable[dict[str, Any]]) -> dict[str, Score]:
    """Rulings (major, all), appeals, and how they were decided."""
    scores: dict[str, Score] = defaultdict(Score, {"dispositions": Score(accuracy=True)})
    for row in labelled:
        item = Item(row["id"], "", row["text"])
        ruling, appeal = SEE["ruling"](item).event, SEE["appeal"](item).event
        shown = f"{row['id']} {'(hard) ' if row.get('hard') else ''}{row['text'][:90]!r}"
        if row["ruling"] != "either":
            weight = ruling.significance if ruling else "none"
            scores["major rulings"].count(got=weight == "major", want=row["ruling"] == "major", text=shown)
            scores["all rulings"].count(got=ruling is not None, want=row["ruling"] != "none", text=shown)
        if row["appeal"] != "either":
            scores["appeals"].count(got=appeal is not None, want=bool(row["appeal"]), text=shown)
        if ruling and row["ruling"] in ("major", "routine") and row["disposition"] != "either":
            same = ruling.disposition == row["disposition"]
            wrong = f"{shown} is {row['disposition']}, not {ruling.disposition}"
            scores["dispositions"].count(got=same, want=True, text=wrong)
    return scores


def by_docket_file(labelled: Iterable[dict[str, Any]]) -> list[dict[str, Score]]:
    """The scores of PARTS parts, no docket file in two of them; which part it is depends on its name only."""
    parts: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in labelled:
        parts[crc32(row.get("source", row["id"]).encode()) % PARTS].append(row)
    return [score_dockets(part) for part in parts.values()]


def score_news(path: Path) -> dict[str, Score]:
    """Rulings and filed appeals in stories, and prospective appeals taken for filed ones."""
    scores: dict[str, Score] = defaultdict(Score, {"prospective kept apart": Score(accuracy=True)})
    for row in rows(path):
        item = Item(row["id"], row["title"], row["text"], "article", published=day(row["published"]))
        ruling, appeal = SEE["ruling"](item).event, SEE["appeal"](item).event
        shown = f"{row['id']} {'(unsure) ' if row.get('unsure') else ''}{row['title'][:90]!r}"
        scores["news rulings"].count(got=ruling is not None, want=row["ruling"], text=shown)
        if row["appeal"] != "either":
            scores["news appeals"].count(got=appeal is not None, want=row["appeal"] == "filed", text=shown)
        if row["appeal"] == "prospective":
            scores["prospective kept apart"].count(got=appeal is None, want=True, text=shown)
    return scores


def day(text: str | None) -> datetime | None:
    """A story's day; a mere month or year is none."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def texts_per_second(items: list[Item]) -> float:
    """How many items all default detectors read in a second on this machine."""
    started = time.perf_counter()
    for item in items:
        for detector in DEFAULT:
            detector.see(item)
    return len(items) / (time.perf_counter() - started)


def main() -> None:
    """Print the scores, the errors, the speed."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    dockets = list(rows(folder / "dockets.jsonl"))
    scores = score_dockets(dockets) | score_news(folder / "news.jsonl")
    for name, score in scores.items():
        print(f"{name:23} {score}")
    parts = by_docket_file(dockets)
    for name in ("major rulings", "all rulings", "appeals", "dispositions"):
        figures = sorted(part[name].figure for part in parts if part[name].hits + part[name].missed)
        print(f"by docket file: {name:15} {figures[0]:.3f} to {figures[-1]:.3f} in {len(figures)} parts")
    for name, score in scores.items():
        for error in score.errors:
            print(f"  {name}: {error}")
    entries = [Item(row["id"], "", row["text"]) for row in dockets]
    story = Item(
        "story", "Judge blocks rule", "A judge blocked the rule on Friday. He said so at length. " * 90, "article"
    )
    print(f"speed: {texts_per_second(entries):.0f} docket entries a second on one core")
    print(f"speed: {1000 / texts_per_second([story] * 20):.1f} ms for a story of 1,000 words")


if __name__ == "__main__":
    main()
