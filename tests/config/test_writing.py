"""A file of sources.d: what is written reads back as it was meant, whole or not at all, and over nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config import load
from monitor.config.document import parse
from monitor.config.findings import Findings
from monitor.config.writing import (
    file_for,
    id_of_case,
    name_of_case,
    on_one_line,
    place_of_case,
    text_of_file,
    write_new,
)
from monitor.errors import UsageError
from monitor.model import Case, DocketRef

CASE = Case(
    "ctr", "Center for Taxpayer Rights v. IRS", (DocketRef("dcd", "1:25-cv-00457"), DocketRef("cadc", "26-5006"))
)
SOURCES = [
    {"id": "dcd-feed", "kind": "court_feed", "court": "dcd"},
    {"id": "dcd-opinions", "kind": "opinions", "court": "dcd", "documents": True},
]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_reads_back_as_the_case_and_its_sources(write):
    """Beside a main file, it gives the case with its dockets, and the sources narrowed to them."""
    main = write("channels: []")
    write(text_of_file(CASE, SOURCES), "sources.d/ctr.yaml")
    config = load(main, {})
    assert config.cases == (CASE,)
    assert [(source.id, source.watch) for source in config.sources] == [
        ("dcd-feed", CASE.dockets[:1]),
        ("dcd-opinions", CASE.dockets[:1]),
    ]
    assert config.sources[1].options.documents is True


def test_a_case_without_new_sources_has_no_empty_section():
    """What is read already needs no section of sources."""
    assert "sources:" not in text_of_file(CASE, [])


@pytest.mark.parametrize(
    "name",
    [
        "08",
        "1:25",
        "no",
        "~",
        "a: b # c",
        "- x",
        "'quoted' \"twice\"",
        "${HOME}",
        "$${x}",
        "Ünïcode 中 😀",
        "{a}",
        "\ufffe",
    ],
)
def test_odd_names_come_back_as_they_were(write, name):
    """Numbers, switches, markup, variables and letters of all kinds stay the text they are."""
    main = write("channels: []")
    write(text_of_file(Case("c", name), []), "sources.d/c.yaml")
    assert load(main, {}).cases == (Case("c", name),)


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"]), min_size=1))
def test_any_text_fits_on_its_line(name):
    """Whatever a page calls a case, it is one line of YAML and the same text again."""
    line = on_one_line(name)
    assert len(line.splitlines()) == 1
    assert parse("x", f"name: {line}\n", Findings()).data["name"] == name.replace("${", "$${")


def test_a_name_is_made_safe_to_show():
    """Line ends, control characters and escapes go; a name of nothing else is refused."""
    assert name_of_case(" Doe\n v.\x1b[31m Roe\u202e ") == "Doe v. Roe"
    assert len(name_of_case("x" * 5000)) == 200
    with pytest.raises(UsageError, match="is no name"):
        name_of_case("\x1b[31m\u202e")


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Center for Taxpayer Rights v. IRS", [], "center-for-taxpayer-rights-v-irs"),
        ("D.D.C. 1:25-cv-00457", [], "d-d-c-1-25-cv-00457"),
        ("Müller v. Ørsted", [], "muller-v-rsted"),
        ("../../etc/passwd", [], "etc-passwd"),
        ("中国", [], "case"),
        ("Doe v. Roe", ["doe-v-roe", "doe-v-roe-2"], "doe-v-roe-3"),
        ("x" * 90, [], "x" * 40),
    ],
)
def test_an_id_is_made_of_the_name(name, taken, expected):
    """Plain small letters, no path in it, no other case's id."""
    assert id_of_case(None, name, taken) == expected


def test_an_id_wished_for_must_be_one():
    """It is taken as it is, or refused with what to write."""
    assert id_of_case("My.Case", "x", []) == "My.Case"
    with pytest.raises(UsageError, match="is no id, write letters"):
        id_of_case("../x", "x", [])


def test_a_file_is_written_whole(tmp_path):
    """The folder is made when it is missing; nothing but the file stays in it."""
    write_new(tmp_path / "sources.d" / "c.yaml", "cases: []\n")
    assert names(tmp_path / "sources.d") == ["c.yaml"]
    assert (tmp_path / "sources.d" / "c.yaml").read_text() == "cases: []\n"


def test_a_file_that_is_there_is_never_lost(tmp_path, loaded):
    """Neither planned nor written over; its text stays, and no other file is left behind."""
    config = loaded("channels: []")
    path = file_for(config, "c")
    path.parent.mkdir()
    path.write_text("# mine\n")
    with pytest.raises(UsageError, match="already"):
        file_for(config, "c")
    with pytest.raises(UsageError, match="already"):
        write_new(path, "cases: []\n")
    assert names(path.parent) == ["c.yaml"]
    assert path.read_text() == "# mine\n"


def test_a_folder_that_is_none_is_told(tmp_path):
    """Where sources.d cannot be made or written, the error says so, and nothing is half written."""
    (tmp_path / "sources.d").write_text("a file")
    with pytest.raises(UsageError, match=r"cannot be written .*nothing was changed"):
        write_new(tmp_path / "sources.d" / "c.yaml", "cases: []\n")
    assert names(tmp_path) == ["sources.d"]


def test_a_folder_that_may_not_be_written_is_told():
    """The system's own folder takes no file, whoever asks."""
    with pytest.raises(UsageError, match="cannot be written"):
        write_new(Path("/proc/docket/x.yaml"), "cases: []\n")


def test_a_case_is_found_in_its_file(write):
    """The line is that of its entry, whether in the main file or beside it; comments do not matter."""
    main = write("channels: []\n# a\ncases:\n  - {id: a, name: A}\n  # b\n  - {id: b, name: B}\n")
    part = write("cases:\n  - name: C\n    id: c\n", "sources.d/more.yaml")
    config = load(main, {})
    assert place_of_case(config, "b") == f"{main}:6"
    assert place_of_case(config, "c") == f"{part}:2"
