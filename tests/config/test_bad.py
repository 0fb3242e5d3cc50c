"""One small file for each mistake (`bad/NAME.yaml`), and what is told of it beside it (`bad/NAME.expected`)."""

from pathlib import Path

import pytest

from monitor.config import load
from monitor.errors import ConfigError

FOLDER = Path(__file__).parent / "bad"
FILES = sorted(FOLDER.glob("*.yaml"))


def mistakes_of(path):
    """What is told of a file, without the folder it lies in."""
    with pytest.raises(ConfigError) as refused:
        load(path, {})
    return "\n".join(refused.value.mistakes).replace(f"{FOLDER}/", "") + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_mistake_is_told_with_its_place(path):
    """The messages are those beside the file; a new file writes its own and fails, asking for review."""
    told = mistakes_of(path)
    expected = path.with_suffix(".expected")
    if not expected.exists():
        expected.write_text(told)
        pytest.fail(f"wrote {expected.name}: review it and run again\n{told}")
    assert told == expected.read_text()
    assert "s3cret" not in told


def test_there_are_many_and_none_is_left_over():
    """At least thirty kinds of mistakes, and no expectation without its file."""
    assert len(FILES) >= 30
    assert {path.stem for path in FOLDER.glob("*.expected")} == {path.stem for path in FILES}
