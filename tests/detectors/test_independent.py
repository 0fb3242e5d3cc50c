"""Texts labelled before the program read them, by readers who knew the rules or did not; mended by them since."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.model import Item

SAMPLES = Path(__file__).parents[1] / "samples" / "detect"


def rows(name):
    """The labelled texts on which careful readers agree, with their ids."""
    told = [json.loads(line) for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(row, id=f"{name[:4]} {row['id']}") for row in told if not (row.get("hard") or row.get("unsure"))
    ]


@pytest.mark.parametrize("row", [*rows("unseen_entries.jsonl"), *rows("lots_entries.jsonl")])
def test_entries(see, row):
    """Weight, disposition and appeal of an entry are those of its independent reader."""
    ruling, appeal = see("ruling", row["text"]), see("appeal", row["text"])
    if row["ruling"] != "either":
        assert (ruling.significance if ruling else "none") == row["ruling"]
    if ruling and row["ruling"] != "either" and row["disposition"] != "either":
        assert ruling.disposition == row["disposition"]
    if row["appeal"] != "either":
        assert (appeal is not None) == row["appeal"]


@pytest.mark.parametrize("row", rows("unseen_stories.jsonl"))
def test_stories(see, row):
    """Ruling and appeal of a story are those of its independent reader, and its judge is never another."""
    published = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)
    story = Item("k", row["title"], row["text"], "article", published=published)
    ruling, appeal = see("ruling", story), see("appeal", story)
    assert (ruling is not None) == row["ruling"]
    assert (appeal is not None) == (row["appeal"] == "filed")
    if ruling and ruling.judge and row["judge"]:
        assert ruling.judge.split()[-1] == row["judge"].split()[-1]


@pytest.mark.parametrize("row", rows("lots_stories.jsonl"))
def test_lots_of_stories(see, row):
    """Ruling and appeal of a story are those of its reader, who had not seen the answer."""
    published = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC) if row["published"] else None
    story = Item("k", row["title"], row["text"], "article", published=published)
    assert (see("ruling", story) is not None) == row["ruling"]
    assert (see("appeal", story) is not None) == (row["appeal"] == "filed")
