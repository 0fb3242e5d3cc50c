"""The verbs as a user types them: what goes to standard output, what the exit code says."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from monitor.edge.store import Keep, SqlStore
from monitor.vitals import ALIVE
from tests.postgres_server import PASSWORD

KEEP = Keep(timedelta(days=90), timedelta(days=30))


def test_check_walks_delivers_and_shows(user):
    """A new entry is told in JSON, delivered to the sink, seen by events, case, sources, history, diff, outbox."""
    assert [line["ok"] for line in user.lines("check")] == [True, True]
    user.feed(10, 11)
    user.page("The calendar is out.")
    first, second = user.lines("check")
    assert (first["source"], first["changes"], first["error"]) == ("dcd-feed", 1, None)
    assert second["changes"] == 1
    assert len(user.site.posted) == 2
    (event,) = user.lines("events")
    assert (event["kind"], event["case"], event["docket_number"], event["entry"]) == (
        "ruling",
        "ctr",
        "1:25-cv-00457",
        "11",
    )
    (case,) = user.lines("case", "ctr")
    assert (case["dockets"], case["developments"][0]["entry"]) == (["dcd 1:25-cv-00457"], "11")
    assert "dockets: dcd 1:25-cv-00457" in user.types("case", "ctr")
    status = {line["source"]: line for line in user.lines("sources")}
    assert status["dcd-feed"]["failures"] == 0
    assert status["dcd-feed"]["next_check"] > status["dcd-feed"]["last_check"]
    newest, oldest = user.lines("history", "notices")
    assert newest["taken"] > oldest["taken"]
    assert "{+The calendar is out.+}" in user.types("diff", "notices")
    assert {line["state"] for line in user.lines("outbox")} == {"sent"}
    assert "Center for Taxpayer Rights" in user.types("outbox")


def test_a_failed_alert_is_sent_again_on_request(user):
    """An alert that a channel refused for good is listed with its reason, and goes out when it is told to."""
    user.types("check")
    for path in ("/sink", "/sink/", "/sink?secret=hunter2hunter2", "/sink/?secret=hunter2hunter2"):
        user.site.put(path, status=404)
    user.feed(10, 11)
    user.types("check")
    assert [line["state"] for line in user.lines("outbox")] == ["failed"]
    user.site.answers = {path: one for path, one in user.site.answers.items() if not path.startswith("/sink")}
    user.types("outbox", "--retry")
    assert "1 failed alerts tried again; taken: desk 1" in user.errors
    assert len(user.site.posted) == 1


def test_no_secret_of_an_address_is_shown(user, monkeypatch):
    """What a variable gave is masked in lists and alerts alike."""
    monkeypatch.setenv("APIKEY", "topsecret9")
    text = user.config.read_text().replace(user.site.url("/page"), user.site.url("/page?key=${APIKEY}"))
    user.config.write_text(text)
    user.site.put("/page?key=topsecret9", "<html><main><p>Nothing yet.</p></main></html>")
    user.types("check")
    user.site.put("/page?key=topsecret9", "<html><main><p>Something new.</p></main></html>")
    shown = user.types("check") + user.types("sources", "--json") + user.types("config", "show")
    assert "topsecret9" not in shown + user.errors
    assert len(user.site.posted) == 1
    assert b"topsecret9" not in user.site.posted[0]


def test_a_dry_run_keeps_and_sends_nothing(user):
    """What would be told is shown; the next real check still tells it."""
    user.types("check")
    user.feed(10, 11)
    shown = user.types("check", "--dry-run")
    assert "would go to desk" in shown
    assert user.site.posted == []
    user.types("check")
    assert len(user.site.posted) == 1


def test_a_source_that_fails_gives_exit_code_1(user):
    """The failing source is named with its reason; the others are checked all the same."""
    user.site.put("/page", "no", status=403)
    lines = {line["source"]: line for line in user.lines("check", code=1)}
    assert lines["notices"]["error"]["kind"] == "blocked"
    assert lines["dcd-feed"]["ok"]


def test_sources_say_what_is_wrong(user):
    """A failing source is listed with the error's name and its whole message; when it recovers both are gone."""
    user.site.put("/page", "<title>PACER</title><p>PACER is down for maintenance.</p>")
    user.types("check", code=1)
    (notices,) = [line for line in user.lines("sources") if line["source"] == "notices"]
    assert (notices["error"], notices["failures"]) == ("not_the_page", 1)
    assert "a maintenance page stands in place of the page" in notices["message"]
    assert "notices: http" in user.types("sources")
    user.page("Nothing yet.")
    user.types("check")
    assert [line["message"] for line in user.lines("sources")] == [None, None]


def test_wrong_arguments_give_exit_code_2(user):
    """An unknown source, channel, case or day is told with what there is."""
    user.types("check", "nowhere", code=2)
    assert "the sources are dcd-feed, notices" in user.errors
    user.types("notify", "nobody", code=2)
    assert "the channels are desk" in user.errors
    user.types("case", "none", code=2)
    assert "the cases are ctr" in user.errors
    user.types("events", "--since", "yesterday", code=2)
    assert "write 2026-02-24" in user.errors
    for verb in (["diff", "notices", "1", "9"], ["diff", "nobody"], ["history", "nobody"], ["events", "--case", "x"]):
        user.types(*verb, code=2)
        assert "Traceback" not in user.errors
    user.types("detect", "/nonexistent", code=2)


def test_config_verbs(user):
    """The check counts, show masks secrets, schema is a JSON Schema; a mistake is told with its line and code 2."""
    assert "1 cases, 2 sources, 1 channels, 1 routes" in user.types("config", "check")
    shown = user.types("config", "show")
    assert "hunter2" not in shown
    assert "dcd-feed" in shown
    assert "$defs" in json.loads(user.types("config", "schema"))
    user.config.write_text("channels:\n  - {id: x, url: 'nosuchservice://hunter2hunter2'}\n")
    user.types("config", "check", code=2)
    assert "channel x" in user.errors
    assert "hunter2" not in user.errors
    user.config.write_text("sources:\n  - {id: x, kind: pagee}\n")
    user.types("config", "check", code=2)
    assert "monitor.yaml:2" in user.errors
    assert "Traceback" not in user.errors


def test_notify_sends_a_marked_test(user):
    """The test alert says that it is one; a channel that does not take it gives exit code 1."""
    assert "desk: taken" in user.types("notify")
    assert "test" in json.loads(user.site.posted[0])["message"].lower()
    user.site.put("/sink?secret=hunter2hunter2", status=500)
    user.site.answers |= dict.fromkeys(("/sink", "/sink/"), user.site.answers["/sink?secret=hunter2hunter2"])
    assert "hunter2" not in user.types("notify", code=1)


def test_probe_shows_and_suggests(user):
    """The kind is found from the content; items, events and the YAML to watch it are shown; nothing is stored."""
    (found,) = user.lines("probe", user.site.url("/feed"))
    assert (found["kind"], found["court"], found["case"]) == ("court_feed", "dcd", "ctr")
    assert found["items"][0]["text"] == "Order on Motion to Stay"
    assert found["events"][0]["kind"] == "ruling"
    assert "kind: court_feed" in user.types("probe", user.site.url("/feed"))
    assert user.lines("events") == []
    user.types("probe", user.site.url("/nowhere"), code=1)
    assert "Traceback" not in user.errors


def test_detect_reads_lines_and_explains(user):
    """JSON lines in, JSON lines out; --explain says which rules spoke; a bad line is named."""
    line = json.dumps(
        {"id": "1", "kind": "docket_entry", "text": "ORDER granting 12 Motion to Stay. Signed by Judge A."}
    )
    (judged,) = user.lines("detect", given=line + "\n\n")
    assert (judged["id"], judged["events"][0]["kind"]) == ("1", "ruling")
    (explained,) = user.lines("detect", "--explain", given=line)
    assert explained["because"]["ruling"]
    user.types("detect", given='{"id": 1}', code=2)
    assert "line 1" in user.errors


def test_backup_and_restore(user, tmp_path):
    """A copy is a whole database; restored, it holds what waited until it is released."""
    user.types("check")
    user.types("backup", str(tmp_path / "copy.db"))
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()
    user.types("restore", str(tmp_path / "copy.db"))
    user.types("outbox", "--release")
    assert user.lines("sources")[0]["last_good"]


def test_a_store_is_moved_to_postgresql_and_work_goes_on_there(user, postgres, tmp_path):
    """Copied, named in the config, checked again: nothing is news a second time. While a daemon lives it is refused."""
    user.types("check")
    old, new = f"sqlite:///{tmp_path}/data/m.db", postgres.new()
    store = SqlStore.open(old, keep=KEEP)
    store.note(ALIVE, datetime.now(UTC).isoformat())
    store.close()
    user.types("store", "copy", old, new, code=2)
    assert "stop it, then copy" in user.errors
    store = SqlStore.open(old, keep=KEEP)
    store.note(ALIVE, "")
    store.close()
    assert "snapshots: 2" in user.types("store", "copy", old, new)
    user.config.write_text(user.config.read_text().replace("sqlite:///data/m.db", new))
    assert all(line["changes"] == 0 for line in user.lines("check"))
    user.feed(11, 10)
    assert sum(line["changes"] for line in user.lines("check")) == 1
    assert PASSWORD not in user.types("config", "show")


def test_the_opinions_pages_that_can_be_watched(user):
    """Each juriscraper module with its court and standing; the refused ones say why."""
    sites = {line["site"]: line for line in user.lines("sources", "--available")}
    assert (sites["cadc"]["court"], sites["cadc"]["standing"]) == ("cadc", "proven")
    assert all(line["why"] for line in sites.values() if line["standing"] == "refused")
    assert "cadc" in user.types("sources", "--available")


def test_health_fails_without_a_daemon(user):
    """No sign of life is exit code 1."""
    user.types("check")
    user.types("health", code=1)
    assert "last sign of life: none" in user.errors


@pytest.mark.parametrize("broken", ["sources: [{id: x, kind: pagee}]", "routes: 7"])
def test_health_asks_the_daemon_and_not_the_config(user, broken):
    """A mistake saved meanwhile does not make a daemon unwell that goes on with the config it has."""
    user.types("check")
    store = SqlStore.open(f"sqlite:///{user.config.parents[1]}/data/m.db", keep=KEEP)
    store.note(ALIVE, datetime.now(UTC).isoformat())
    store.close()
    user.config.write_text(f'storage: {{url: "sqlite:///data/m.db"}}\n{broken}\n')
    user.types("config", "check", code=2)
    user.types("health")


def test_a_missing_config_is_one_clear_line(user):
    """A path that does not exist is told without a traceback."""
    user.config.unlink()
    user.types("check", code=2)
    assert "Traceback" not in user.errors
    assert "monitor.yaml" in user.errors
