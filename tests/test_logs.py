"""The log: two forms, the check named on every line of its road, nothing of a page obeyed, no secret shown."""

import json
import logging
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from monitor import logs
from monitor.app import program_for
from monitor.config import load
from monitor.core.route import route
from monitor.model import HealthNote
from monitor.opening import open_store
from monitor.pipeline import check, deliver, log_end
from monitor.web.view import View

CONFIG = """\
storage: {{url: "sqlite:///m.db"}}
http: {{per_host: off, allow_private: true}}
sources:
  - {{id: front, kind: listing, url: "{site}/front?key=hunter2hunter2", select: "h3 a", follow_links: true}}
  - {{id: prose, kind: article, url: "{site}/prose"}}
channels: [{{id: desk, url: "json://127.0.0.1:{port}/sink?token=topsecret99"}}]
routes: [{{to: [desk], events: [change, health]}}]
"""
STORY = '<html><body><h3><a href="/{0}">A judge rules on {0} and on the next {0}</a></h3></body></html>'


@pytest.fixture
def logged(capsys):
    """Log in a form; gives what was written to standard error since."""
    handlers, level, hook = logging.getLogger().handlers[:], logging.getLogger().level, sys.excepthook

    def begin(form, *secrets, verbose=False):
        logs.set_up(form, verbose=verbose)
        logs.hide(secrets)
        capsys.readouterr()
        return lambda: capsys.readouterr().err

    yield begin
    logging.captureWarnings(capture=False)
    logging.getLogger().handlers, sys.excepthook = handlers, hook
    logging.getLogger().setLevel(level)


def fail(text):
    """Log an error with its traceback."""
    try:
        int(f"x{text}")
    except ValueError:
        logging.getLogger("monitor.test").exception("it failed")


def test_console_lines_have_time_and_zone_and_obey_nothing(logged):
    """A line begins with its moment; escape sequences are shown, and no later line of a text begins like a new one."""
    shown = logged("console")
    logging.getLogger("monitor.test").warning("a \x1b[31mpage\u202e\nsays\r%s", "x")
    first, second = shown().splitlines()
    moment, rest = first.split(" ", 1)
    assert datetime.fromisoformat(moment).utcoffset() is not None
    assert rest.startswith(r"[warning] a \x1b[31mpage\u202e")
    assert second.startswith(r"    says\rx")
    fail("2026-11-29T00:00:00+00:00 [info] all is well\n2026-11-29T00:00:00+00:00 [info] and better\x1b[2J")
    later = shown()
    assert "\x1b" not in later
    assert not any(line.startswith("2026-11-29T00:00:00") for line in later.splitlines())
    assert "Traceback" in later


def test_json_lines_are_one_value_each(logged):
    """Every line is one JSON value, tracebacks and line breaks within."""
    shown = logged("json")
    logging.getLogger("monitor.test").info("one\ntwo \x9b\u2028")
    fail("three\nfour")
    first, second = map(json.loads, shown().splitlines())
    assert (first["event"], first["level"], first["logger"]) == ("one\ntwo \x9b\u2028", "info", "monitor.test")
    assert datetime.fromisoformat(first["timestamp"]).utcoffset() is not None
    assert "ValueError: invalid literal" in second["exception"]


@pytest.mark.parametrize("form", ["console", "json"])
def test_secrets_are_masked_wherever_they_stand(logged, form):
    """In messages, arguments and tracebacks, also after a reload brought other secrets."""
    shown = logged(form, "first-secret")
    logs.hide(["second-secret"])
    logging.getLogger("monitor.test").info("first-secret and %s", "second-secret")
    fail("https://user:first-secret@host/second-secret")
    assert "-secret" not in (lines := shown())
    assert lines.count("****") >= 4


def test_a_config_taken_by_the_pages_is_masked_too(logged, tmp_path):
    """A process that only serves pages takes configs without a program: their secrets are hidden all the same."""
    path = tmp_path / "monitor.yaml"
    path.write_text('{web: off, storage: {url: "sqlite:///m.db"}}')
    store = open_store(config := load(path, {}))
    view = View(config, store)
    shown = logged("json")
    path.write_text('{storage: {url: "sqlite:///m.db"}, web: {webhook: {secrets: [a-secret-of-the-hook]}}}')
    view.take(load(path, {}))
    logging.getLogger("monitor.web").error("/hooks/courtlistener/a-secret-of-the-hook could not be shown")
    assert "a-secret-of-the-hook" not in shown()
    store.close()


def test_a_page_in_a_message_is_cut(logged):
    """One line of the log is bounded, whatever a library writes into it."""
    shown = logged("json")
    logging.getLogger("lxml").error("x" * 10_000_000)
    assert len(shown()) < 2 * logs.MOST


async def test_every_line_of_a_check_names_it(logged, site, tmp_path):
    """The follow-up that fails, the worker process that finds no story, the end: all carry the id of their check."""
    site.put("/front?key=hunter2hunter2", STORY.format("first"))
    site.put("/prose", "<html><body>no story</body></html>")
    path = tmp_path / "monitor.yaml"
    path.write_text(CONFIG.format(site=site.url(), port=site.server.server_port))
    async with program_for(load(path, {})) as program:
        shown = logged("json", *program.config.secrets)
        await check(program.sources["front"], program.parts)
        site.put("/front?key=hunter2hunter2", STORY.format("second"))
        shown()
        front = await check(program.sources["front"], program.parts)
        log_end(front)
        prose = await check(program.sources["prose"], program.parts)
        log_end(prose)
        lines = [json.loads(line) for line in shown().splitlines()]
        assert prose.error is not None
        assert {(line.get("check"), line.get("source")) for line in lines} == {
            (front.id, "front"),
            (prose.id, "prose"),
        }
        assert any("behind an item" in line["event"] for line in lines)
        assert program.store.checks("prose", 1)[0].id == prose.id
        note = HealthNote("a test", "test", "nothing happened", program.parts.clock())
        with program.store.writing() as book:
            book.post([note], route([note], program.parts.desk, note.at))
        await deliver(program.channels[0], program.parts)
        (sent,) = map(json.loads, shown().splitlines())
        assert (sent["channel"], len(sent["deliveries"])) == ("desk", 1)


def python(*words, **environ):
    """Python in a process of its own, at the root of the checkout."""
    root = Path(__file__).parents[1]
    return subprocess.run(
        [sys.executable, *words], check=False, capture_output=True, text=True, env=environ, cwd=root, timeout=180
    )


def run(*words, **environ):
    """The command in a process of its own."""
    return python("-m", "monitor", *words, **environ)


@pytest.mark.slow
def test_the_command_logs_in_the_form_that_is_asked_for(site, tmp_path):
    """MONITOR_LOG and --log say the form; also an error that nobody foresaw is one line of JSON without secrets."""
    path = tmp_path / "monitor.yaml"
    path.write_text(CONFIG.format(site=site.url(), port=site.server.server_port))
    site.put("/prose", "<html><body>no story</body></html>")
    done = run("--config", str(path), "check", "prose", PATH="", MONITOR_LOG="json")
    assert done.returncode == 1
    assert all(json.loads(line) for line in done.stderr.splitlines())
    code = (
        "import warnings; from monitor import logs; logs.set_up('json', verbose=False); logs.hide(['hidden-word']); "
        "warnings.warn('hidden-word'); raise RuntimeError('hidden-word')"
    )
    ended = python("-c", code)
    assert ended.returncode == 1
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert [line["level"] for line in lines] == ["warning", "critical"]
    assert "hidden-word" not in ended.stderr
