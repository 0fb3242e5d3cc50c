"""`monitor case`: one lawsuit across its courts, from real pages read by `monitor check`."""

import icalendar
import pytest

CASES = """\
cases:
  - id: ctr
    name: Center for Taxpayer Rights v. Bessent
    dockets: ["dcd 1:23-cv-00457"]
    related: [centro]
  - {{id: centro, name: Centro de Trabajadores Unidos v. Bessent, dockets: ["dcd 1:23-cv-00677"]}}
sources:
  - {{id: docket, kind: docket, court: dcd, case: ctr, url: "{}"}}
"""
HEAD = """<html><head><title>CM/ECF - dcd</title></head><body><div id="cmecfMainContent">
<h3 align=center>U.S. District Court<BR>District of Columbia (Washington, DC)<BR>
CIVIL DOCKET FOR CASE #: 1:23-cv-00457-CKK</h3>
<TABLE width='100%'><tr><td valign=top width="60%"><br>CENTER FOR TAXPAYER RIGHTS v. BESSENT<br>
Assigned to: Judge Colleen Kollar-Kotelly<br></td><td><br>Date Filed: 02/17/2023<br>Jury Demand: None<br>
Jurisdiction: U.S. Government Defendant</td></tr></table>
<table border=1 rules=all><tr><td style='font-weight:bold'>Date Filed</td><th>#</th><td>Docket Text</td></tr>"""
ROW = "<tr><td>{0}</td><td align='right'>{1}&nbsp;</td><td>{2} (Entered: {0})</td></tr>\n"
ROWS = (
    ("02/17/2023", "1", "COMPLAINT filed by CENTER FOR TAXPAYER RIGHTS."),
    (
        "12/29/2023",
        "53",
        "ORDER granting 30 Motion for Preliminary Injunction. Signed by Judge Colleen Kollar-Kotelly.",
    ),
    ("12/30/2023", "54", "MOTION for Temporary Restraining Order by CENTER FOR TAXPAYER RIGHTS. \x1b[31mred"),
    ("01/05/2024", "57", "NOTICE OF APPEAL TO DC CIRCUIT COURT as to 53 Order by INTERNAL REVENUE SERVICE."),
    ("01/06/2024", "", "USCA Case Number 24-5006 for 57 Notice of Appeal to DC Circuit Court."),
)
"""Our own rows in the form of CM/ECF."""


def page(rows):
    """The docket with these rows, as the court's software shows it."""
    return HEAD + "".join(ROW.format(*row) for row in rows) + "</table></div></body></html>"


@pytest.fixture
def reader(user):
    """A user whose config follows the case, after a first reading and one with all rows."""
    user.config.write_text(user.config.read_text().split("cases:")[0] + CASES.format(user.site.url("/docket")))
    user.site.put("/docket", page(ROWS[:1]))
    user.types("check", "docket")
    user.site.put("/docket", page(ROWS))
    user.types("check", "docket")
    return user


def test_a_case_as_json(reader):
    """Dockets, learned numbers with evidence, developments, what is open, times with rule and steps."""
    (case,) = reader.lines("case", "ctr")
    assert case["dockets"] == ["dcd 1:23-cv-00457", "cadc 24-5006"]
    assert [(one["kind"], one["entry"]) for one in case["developments"]] == [
        ("ruling", "53"),
        ("request", "54"),
        ("appeal", "57"),
    ]
    assert case["government"] == "U.S. Government Defendant"
    learned = {fact["value"]: fact for fact in case["learned"]}
    assert "USCA Case Number 24-5006" in learned["cadc 24-5006"]["evidence"]
    assert [one["what"] for one in case["open"]] == [
        "asked on 30 Dec 2023, not decided in what was read: motion for temporary restraining order",
        "appeal pending in the D.C. Circuit, No. 24-5006 since 5 Jan 2024",
    ]
    ruling, motion, notice = case["deadlines"]
    assert (motion["days"], motion["development"]) == (28, ruling["development"])
    assert (ruling["rule"], ruling["last"], ruling["uncertain"]) == ("FRAP 4(a)(1)(B)", "2024-02-27", [])
    assert ruling["since"] == [case["developments"][2]["id"]]
    assert (notice["rule"], notice["last"]) == ("FRAP 4(a)(3)", "2024-01-19")
    assert case["related"] == ["centro"]


def test_a_judgment_from_above_ends_the_appeal_and_opens_no_time_below(reader):
    """The district's entry of the circuit's judgment: nothing is pending, and its day is no day of the circuit's."""
    above = "USCA JUDGMENT as to 57 Notice of Appeal. Ordered that the order of the District Court is affirmed."
    reader.site.put("/docket", page((*ROWS, ("06/03/2024", "80", above))))
    reader.types("check", "docket")
    (case,) = reader.lines("case", "ctr")
    assert (case["developments"][-1]["entry"], case["developments"][-1]["disposition"]) == ("80", "affirmed")
    assert not [time for time in case["deadlines"] if time["development"] == case["developments"][-1]["id"]]
    assert not [one for one in case["open"] if one["what"].startswith("appeal")]


def test_a_case_for_a_person(reader):
    """The same to read, from the first docket to the last fact; a page's escape codes do not reach the terminal."""
    shown = reader.types("case", "ctr")
    for words in (
        "dockets: dcd 1:23-cv-00457 → cadc 24-5006",
        "2023-12-29  D.D.C. (Kollar-Kotelly): preliminary injunction GRANTED",
        "open\n  asked on 30 Dec 2023",
        "not legal advice\n  29 Dec 2023, D.D.C. (Kollar-Kotelly): preliminary injunction GRANTED (found late",
        "60 days ended on 27 Feb 2024 (FRAP 4(a)(1)(B)) unless a motion or order extended it",
        "counted: entered Fri 29 Dec 2023; ",
        "since then: 5 Jan 2024, APPEAL: notice of appeal to the D.C. Circuit",
        "related cases\n  centro: nothing found yet",
        "docket cadc 24-5006: “USCA Case Number 24-5006",
    ):
        assert words in shown
    assert "\x1b" not in shown
    assert "expired" not in shown


def test_a_case_as_a_calendar(reader, tmp_path):
    """Into a file or to standard output: a calendar that programs read."""
    printed = reader.types("case", "ctr", "--ics", "-")
    events = icalendar.Calendar.from_ical(printed).walk("VEVENT")
    assert [str(event.decoded("dtstart")) for event in events] == ["2024-02-27", "2024-01-19"]
    assert reader.types("case", "ctr", "--ics", str(tmp_path / "case.ics")) == ""
    written = (tmp_path / "case.ics").read_bytes()
    assert [event["uid"] for event in icalendar.Calendar.from_ical(written).walk("VEVENT")] == [
        event["uid"] for event in events
    ]
    assert b"\r\n" in written
    reader.types("case", "ctr", "--ics", str(tmp_path / "nowhere" / "case.ics"), code=2)
    assert "cannot be written" in reader.errors


def test_a_case_of_which_nothing_is_known(reader):
    """A related case without a source: its name, its docket, and an empty calendar."""
    assert "dockets: dcd 1:23-cv-00677" in reader.types("case", "centro")
    (case,) = reader.lines("case", "centro")
    assert (case["developments"], case["open"], case["deadlines"], case["related"]) == ([], [], [], ["ctr"])
    assert icalendar.Calendar.from_ical(reader.types("case", "centro", "--ics", "-")).walk("VEVENT") == []
