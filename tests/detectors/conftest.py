"""Texts of our own, written in the styles of real courts and news, with what a careful reader would say of each."""

import json
from pathlib import Path

import pytest

from monitor.detectors import DETECTORS
from monitor.model import Item

SAMPLES = Path(__file__).parents[1] / "samples" / "detect"
SEE = {detector.kind: detector.see for detector in DETECTORS}


def pytest_generate_tests(metafunc):
    """Give each test that takes `entry` or `story` every labelled one."""
    for fixture, file in (("entry", "entries.jsonl"), ("story", "stories.jsonl")):
        if fixture in metafunc.fixturenames:
            rows = [json.loads(line) for line in (SAMPLES / file).read_text(encoding="utf-8").splitlines()]
            metafunc.parametrize(fixture, rows, ids=[row["id"] for row in rows])


@pytest.fixture
def see():
    """The event one detector sees in a docket text or an item, or None."""

    def ask(kind, text, **more):
        item = text if isinstance(text, Item) else Item("key", "", text, **more)
        return SEE[kind](item).event

    return ask


@pytest.fixture
def because():
    """The rules that spoke or held back for a docket text."""
    return lambda kind, text: SEE[kind](Item("key", "", text)).because
