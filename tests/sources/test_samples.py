"""Every kind and every docket format reads its samples as a person reviewed them."""

import json
from pathlib import Path

import pytest

from monitor.sources import KINDS
from monitor.sources.docket_formats import FORMATS

SAMPLES = Path(__file__).parents[1] / "samples"
PAGES = [
    path
    for kind in KINDS
    for path in sorted((SAMPLES / kind).glob("*.*"))
    if not path.name.endswith((".expected.json", ".source.json"))
]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_sample_is_read_as_reviewed(path, read_sample, shown):
    """The snapshot of a sample equals the JSON beside it; a first run writes that file and asks for a review."""
    got = shown(read_sample(path))
    expected = path.with_name(f"{path.stem}.expected.json")
    if not expected.exists():
        expected.write_text(json.dumps(got, indent=1, ensure_ascii=False) + "\n")
        pytest.fail(f"wrote {expected}: review it, then run again")
    assert got == json.loads(expected.read_text())


def test_every_file_is_a_kind_with_a_sample():
    """Each file in sources/ exports a KIND of its own name, and at least one sample shows what it reads."""
    folder = Path(__file__).parents[2] / "monitor" / "sources"
    files = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}
    assert set(KINDS) == files
    assert files == {path.parent.name for path in PAGES}


def test_every_docket_format_has_a_sample_and_no_page_has_two():
    """Each sample docket is recognised by exactly one format, and each format by a sample."""
    recognised = []
    for path in (path for path in PAGES if path.parent.name == "docket"):
        names = [form.name for form in FORMATS if form.recognise("", path.read_text())]
        assert len(names) == 1, path
        recognised += names
    assert set(recognised) == {form.name for form in FORMATS}
