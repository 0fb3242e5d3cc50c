"""What must not change an answer, and texts nobody meant to be read."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.detectors import DETECTORS
from monitor.model import Item

ENTRIES = [
    json.loads(line)["text"]
    for line in (Path(__file__).parents[1] / "samples" / "detect" / "entries.jsonl").read_text().splitlines()
]
DISGUISES = {
    "capitals": str.upper,
    "spaces": lambda text: text.replace(" ", "   "),
    "line breaks": lambda text: text.replace(" ", "\r\n"),
    "entities": lambda text: text.replace(" ", "&nbsp;"),
    "markup": lambda text: f"<p>{text}</p>",
    "direction marks": lambda text: text.replace(" ", " \u200e"),
    "clerk's initials": lambda text: f"{text} (xyz)",
    "entry day": lambda text: f"{text} (Entered: 01/02/2025)",
    "modified": lambda text: f"{text} Modified on 1/3/2025 (xy).",
    "attachments": lambda text: f"{text} (Attachments: # 1 Text of Proposed Order granting motion to dismiss)",
}


def answers(text, kind="docket_entry"):
    """What all detectors say of a text, without the words that show it."""
    events = [detector.see(Item("key", "", text, kind)).event for detector in DETECTORS]
    return [
        event and (event.kind, event.significance, event.disposition, event.relief, event.appeal and event.appeal.type)
        for event in events
        if event is None or event.kind != "hearing"
    ]


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_the_dress_of_an_entry_does_not_matter(disguise):
    """Case, white space, markup and what clerks hang on an entry do not change the answer."""
    changed = [text for text in ENTRIES if answers(disguise(text)) != answers(text)]
    assert changed == []


@settings(deadline=None)  # on a busy machine a single example may wait for its turn
@given(st.sampled_from(ENTRIES), st.lists(st.sampled_from(list(DISGUISES)[1:]), max_size=3))
def test_several_disguises_together_do_not_matter(text, names):
    """Any few of them together do not either."""
    dressed = text
    for name in names:
        dressed = DISGUISES[name](dressed)
    assert answers(dressed) == answers(text)


@settings(deadline=None)  # on a busy machine a single example may wait for its turn
@given(st.text(max_size=300), st.sampled_from(["docket_entry", "article", "text"]))
def test_evidence_of_any_text_is_in_it(text, kind):
    """Whatever the text, no detector fails, and evidence stands where the event says."""
    for detector in DETECTORS:
        event = detector.see(Item("key", "", text, kind)).event
        if event and event.at:
            assert text[slice(*event.at)] == event.evidence


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\x00\x01\xff\xfe" * 50,
        "PK\x03\x04" + "\x8f" * 400,
        "<html><body><div></div></body></html>",
        "Le tribunal a rejeté la demande; un appel est possible.",
        "裁判所は申立てを却下した。",
        "المحكمة رفضت الدعوى \u202e",
        "lorem ipsum dolor sit amet " * 40,
    ],
)
@pytest.mark.parametrize("kind", ["docket_entry", "article"])
def test_nothing_is_invented(text, kind):
    """Empty, binary, foreign and meaningless texts give no event."""
    assert set(answers(text, kind)) == {None}


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "(",
        "&lt",
        "<b>a</b>",
        "ORDER granting ",
        "ORDER. It is granted; ",
        "(Attachments: (x) ",
        "Judge blocked ",
        "A. ",
        "Ab v. Cd ",
        "Judge James ",
        "it is and was, a judge ",
        "files a petition to the ",
        "ORDER granting it is ",
    ],
)
@pytest.mark.parametrize("kind", ["docket_entry", "article"])
def test_hostile_texts_cost_little(unit, kind):
    """1 MB of repetition costs at most 15 times what 100 KB costs, and never seconds."""
    seconds = []
    for size in (100_000, 1_000_000):
        item = Item("key", "", (unit * (size // len(unit) + 1))[:size], kind)
        started = time.perf_counter()
        for detector in DETECTORS:
            detector.see(item)
        seconds.append(time.perf_counter() - started)
    assert seconds[1] < max(15 * seconds[0], 0.5)
    assert seconds[1] < 5
