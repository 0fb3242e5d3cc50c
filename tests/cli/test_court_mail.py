"""Court mails and saved files as a user watches them: an entry seen in three places is told once, no link is opened."""

import json
import os
import time
from datetime import UTC, datetime

import pytest

from tests.edge.mail_server import LOGIN, Certificate, MailServer
from tests.sources.court_mails import broken_nef, nef, plain

CONFIG = """\
storage: {{url: "sqlite:///data/m.db"}}
http: {{per_host: off, allow_private: true}}
web: off
cases:
  - {{id: ctr, name: Center for Taxpayer Rights v. IRS, dockets: ["dcd 1:25-cv-00457"]}}
sources:
  - {{id: docket, kind: docket, url: "{site}/docket", case: ctr, documents: true}}
  - {{id: mails, kind: mailbox, url: "${{COURT_MAIL_URL}}", senders: [uscourts.gov]}}
  - {{id: saved, kind: folder, url: saved}}
channels:
  - {{id: desk, url: "json://127.0.0.1:{port}/sink"}}
routes:
  - {{to: [desk], events: [ruling, appeal, health]}}
"""
TODAY = datetime.now(UTC)
DAY = f"{TODAY.month}/{TODAY.day}/{TODAY.year}"
PAGE = """<html><head><title>District of Columbia live database</title></head><body><div id="cmecfMainContent">
<h3 align="center">U.S. District Court<br>District of Columbia (Washington, DC)<br>
CIVIL DOCKET FOR CASE #: 1:25-cv-00457-CKK</h3>
<table width="100%" border="0" cellspacing="5"><tr>
<td valign="top" width="60%"><br>CENTER FOR TAXPAYER RIGHTS et al v. INTERNAL REVENUE SERVICE et al<br>
Assigned to: Judge Colleen Kollar-Kotelly</td><td valign="top" width="40%"><br>Date Filed: 02/17/2025</td></tr></table>
<table align="center" width="99%" border="1" rules="all" cellpadding="5" cellspacing="0">
<tr><td style="font-weight:bold; width=94; white-space:nowrap">Date Filed</td><th>#</th>
<td style="font-weight:bold">Docket Text</td></tr>{rows}</table></div></body></html>"""
ROW = (
    '<tr><td width="94" valign="top" nowrap>{day}</td><td valign="top" align="right">'
    '<a href="https://ecf.dcd.uscourts.gov/doc1/0451900001{number:02}" '
    "onclick=\"goDLS('/doc1/0451900001{number:02}','277777','{sequence}','','1','1','','');return(false);\">{number}</a>"
    '&nbsp;</td><td valign="top">{text} (Entered: {day})</td></tr>'
)
ORDER = "ORDER granting 30 Motion to Stay. Signed by Judge Colleen Kollar-Kotelly on {day}. (lcckk1)"
OLD = ROW.format(
    day="09/02/2025", number=30, sequence=98, text="MOTION to Stay by CENTER FOR TAXPAYER RIGHTS. (Sample, Pat)"
)
NEW = ROW.format(day=TODAY.strftime("%m/%d/%Y"), number=52, sequence=160, text=ORDER.format(day=DAY))


@pytest.fixture
def mailbox(tmp_path, monkeypatch):
    """A mail server that the program trusts, as a user lets it."""
    certificate = Certificate(tmp_path)
    server = MailServer(certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    monkeypatch.setenv("COURT_MAIL_URL", server.url())
    yield server
    server.close()


@pytest.fixture
def saves(tmp_path):
    """Save a file into the watched folder, a minute ago."""
    folder = tmp_path / "saved"
    folder.mkdir()

    def saves(name, content):
        path = folder / name
        path.write_text(content)
        os.utime(path, (time.time() - 60, time.time() - 60))

    return saves


@pytest.fixture
def watching(user, site, mailbox, saves):
    """A user who watches docket, mailbox and folder, after the first, silent look."""
    user.config.write_text(CONFIG.format(site=site.url(), port=site.server.server_port))
    site.put("/docket", PAGE.format(rows=OLD))
    mailbox.put(plain())
    saves("docket.html", PAGE.format(rows=OLD))
    user.types("check")
    assert rulings(site) == []
    return user


def told(site):
    return [json.loads(body)["title"] for body in site.posted]


def rulings(site):
    return [title for title in told(site) if "GRANTED" in title.upper()]


def order_mail(site):
    """The notice of the order; its free look leads to our own site, where it would be seen."""
    return nef(ORDER.format(day=DAY), day=DAY, look=site.url("/doc1/045190000152"))


def test_an_entry_of_mail_docket_page_and_folder_is_told_once(watching, site, mailbox, saves):
    """The mail comes first and is told; the docket page and the saved page report the same development, silently."""
    mailbox.put(order_mail(site))
    watching.types("check")
    assert len(rulings(site)) == 1
    site.put("/docket", PAGE.format(rows=OLD + NEW))
    watching.types("check")
    saves("docket (1).html", PAGE.format(rows=OLD + NEW))
    watching.types("check")
    assert len(rulings(site)) == 1
    (development,) = watching.lines("events")
    assert [report["source"] for report in development["reports"]] == ["mails", "docket", "saved"]
    assert (development["kind"], development["entry"], development["case"]) == ("ruling", "52", "ctr")
    assert development["entered"] == TODAY.date().isoformat()
    watching.types("check")
    assert [row["unchanged"] for row in watching.lines("check")] == [True, True, True]


def test_no_link_of_a_mail_is_opened_or_passed_on(watching, site, mailbox):
    """The free look is asked for by nobody, also where documents are read; no alert holds its address."""
    mailbox.put(order_mail(site))
    watching.types("check")
    watching.types("check")
    assert len(rulings(site)) == 1
    assert set(site.asked) == {"/docket"}
    sent = b"".join(site.posted)
    assert b"magic_num" not in sent
    assert b"/doc1/045090000152" in sent
    assert LOGIN.encode() not in sent + json.dumps(watching.lines("events")).encode()


def test_what_cannot_be_read_is_told_once_and_hides_nothing(watching, site, mailbox, saves):
    """A broken mail and a login page in place of a docket are told, shown by `sources`, and the rest is read."""
    mailbox.put(broken_nef(), order_mail(site), plain())
    saves("login.html", "<html><title>Login</title><form><input type=password></form></html>")
    watching.types("check")
    watching.types("check")
    assert len(rulings(site)) == 1
    posted = [json.loads(body)["message"] for body in site.posted]
    assert sum("login.html: a login page stands in place" in text for text in posted) == 1
    assert sum("Activity in Case 1:25-cv-00457-CKK Order" in text for text in posted) == 1
    rows = {row["source"]: row for row in watching.lines("sources")}
    assert (len(rows["mails"]["flaws"]), rows["mails"]["ignored"]) == (1, 1)
    assert rows["saved"]["flaws"][0].startswith("login.html:")
    assert rows["docket"]["flaws"] == []
    assert "saved: not read: login.html" in watching.types("sources")


def test_a_mailbox_numbered_anew_tells_nothing_twice(watching, site, mailbox, monkeypatch):
    """The server lost its numbers: mails are read anew, known entries are silent, a new one is told."""
    monkeypatch.setenv("COURT_MAIL_URL", mailbox.url("Courts"))
    with mailbox.client() as client:
        client.create_folder("Courts")
    watching.types("check")
    mailbox.put(order_mail(site), folder="Courts")
    watching.types("check")
    with mailbox.client() as client:
        client.delete_folder("Courts")
        client.create_folder("Courts")
    mailbox.put(order_mail(site), nef("ORDER denying 31 Motion.", number=53, sequence=162, day=DAY), folder="Courts")
    watching.types("check")
    assert len(rulings(site)) == 1
    assert {line["entry"] for line in watching.lines("events")} == {"52", "53"}


def test_faults_are_named_without_secrets(watching, mailbox, monkeypatch, tmp_path):
    """A wrong password, a missing folder: `check` names them and shows no password."""
    monkeypatch.setenv("COURT_MAIL_URL", mailbox.url(login="kim%40agency.test:not-the-password"))
    (tmp_path / "saved" / "docket.html").unlink()
    (tmp_path / "saved").rmdir()
    lines = {line["source"]: line for line in watching.lines("check", code=1)}
    assert lines["mails"]["error"]["kind"] == "blocked"
    assert lines["saved"]["error"]["kind"] == "gone"
    shown = json.dumps(list(lines.values())) + watching.errors + watching.types("config", "show")
    assert "not-the-password" not in shown
