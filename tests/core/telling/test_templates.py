"""One template for each kind of event and form; a user's own before it, which can neither hang nor let a page speak."""

import logging
from dataclasses import replace
from importlib.resources import files

import pytest

from monitor.core.telling.forms import FORMS, KINDS, MOST_STEPS
from monitor.core.telling.message import message
from monitor.core.telling.render import mistake_in, render
from monitor.core.telling.specimens import READER, specimen, specimen_message
from monitor.model import Appeal, Undoing


def told(kind, **event):
    """All forms of the specimen of a kind, with some fields of its event changed."""
    if not event:
        return render(specimen_message(kind))
    news = specimen(kind)
    return render(message(replace(news, event=replace(news.event, **event)), READER))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", FORMS)
def test_every_kind_has_a_template_of_its_own_in_every_form(kind, form):
    """None is left to the template of all, and each specimen is shown by that of its kind."""
    assert (files("monitor.core.telling") / "templates" / f"{kind}.{form}.j2").is_file()
    assert kind == "alert" or specimen_message(kind).form == kind


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("ruling", ("motion for preliminary injunction (entry 12): granted", "94 pages", "Judge: Jane Roe", "30 days")),
        ("appeal", ("Step: notice of appeal to the D.C. Circuit", "Appealed by: RICHARD ROE, DEPARTMENT OF EXAMPLES",
                    "What is appealed: entry 53", "Appealed from: U.S. District Court for the District of Columbia",
                    "Appealed to: U.S. Court of Appeals for the District of Columbia Circuit (D.C. Cir.), number not")),
        ("request", ("Asked for: motion for temporary restraining order", "Asked by: JANE DOE", "no court has ruled")),
        ("ended", ("How it ended: Stipulation of dismissal", "no court decided")),
        ("hearing", ("Hearing: Motion hearing set", "look at the docket before you go")),
        ("correction", ("Taken back: entry 53: stricken from the docket",)),
        ("change", ("NOTICE of Change of Address by JANE DOE", "Entry: 57", "Filed: 5 Jan 2026")),
        ("edit", ("word by word", "of [-12 January-] {+19 January+} is")),
        ("removal", ("It is no longer where it was",)),
        ("article", ("Story: Judge hears Doe v. Roe https://court.example/docket/1", "Published: 5 Jan 2026 16:07")),
        ("roll_call", ("Not checked: cadc-feed: failed 3 times in a row", "An appeal would go unseen",
                       "Doe v. Roe, D.D.C. 1:25-cv-00001\n  Entries: 1", "Alerts to you: 2")),
        ("health", ("What happened: doe-docket failed 3 times in a row", "About: doe-docket (failing)")),
    ],
)  # fmt: skip
def test_what_a_kind_shows(kind, shown):
    """What differs by kind stands in the alert of that kind."""
    text = told(kind).text
    assert [words for words in shown if words not in text] == []


def test_an_appeal_that_has_its_number():
    """The number stands with the court above; on that court's own docket nothing claims to know the court below."""
    forms = told("appeal", appeal=Appeal("notice", "cadc", "26-5006"))
    assert "(D.C. Cir.), No. 26-5006\n" in forms.text
    docketed = told("appeal", court="cadc", docket_number="26-5006", appeal=Appeal("docketed", "cadc", "26-5006")).text
    assert "Appealed from" not in docketed
    assert "Step: appeal docketed in the D.C. Circuit" in docketed


def test_a_correction_of_the_entry_itself():
    """Without a number the clerk means the entry on which the mark stands."""
    text = told("correction", undoes=Undoing("entered in error")).text
    assert "Taken back: entry 55 (this one): marked by the clerk as entered in error" in text


def test_a_table_of_what_was_decided():
    """In a mail the matters are rows of a table, in chat a list."""
    forms = told("ruling")
    assert forms.html.count("<tr>") == 2
    assert "- motion to dismiss (entry 31): **granted in part**" in forms.markdown


def test_the_parts_of_a_template_can_be_changed_one_by_one():
    """A user's template may extend ours and change one block; that of `change` also stands for edits and stories."""
    own = {
        "ruling.txt.j2": '{% extends "alert.txt.j2" %}{% block facts %}MINE{% endblock %}',
        "change.txt.j2": "CHANGE",
    }
    text = render(message(specimen("ruling"), READER), own).text
    assert "MINE" in text
    assert "Why you get this" in text
    for kind in ("change", "edit", "removal", "article"):
        assert render(message(specimen(kind), READER), own).text == "CHANGE"
    assert "What happened" in render(message(specimen("health"), READER), own).text


@pytest.mark.parametrize(
    "text",
    [
        "{{ 1 / 0 }}",
        "{{ title + 1 }}",
        "{{ facts[99].label }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in title %}{% for b in title %}{% for c in title %}{% endfor %}{% endfor %}{% endfor %}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{{ 'x' * 999999999 }}",
        "{{ 9 ** 999999999 }}",
        "{{ title | safe }}",
        "{% for n in range(9000) %}{{ title }}{{ title }}{% endfor %}",
        "{{ ''.__class__.__mro__ }}",
    ],
)
def test_a_template_that_cannot_be_used_is_named_and_ours_is_used(text, caplog):
    """Whatever it fails with, and though it would run for ever: told when the config is read, and no alert is lost."""
    assert mistake_in("ruling.txt.j2", text)
    with caplog.at_level(logging.WARNING):
        assert render(message(specimen("ruling"), READER), {"ruling.txt.j2": text}) == told("ruling")
    assert "a template of your own failed" in caplog.text


def test_loops_as_long_as_an_alert_needs():
    """The bound is far from what an honest template does, and is counted anew for each alert."""
    own = {"ruling.txt.j2": "{% for n in range(" + str(MOST_STEPS // 2) + ") %}{{ n }}{% endfor %}"}
    for _ in range(3):
        assert render(message(specimen("ruling"), READER), own).text.startswith("0123")


@pytest.mark.parametrize(
    "text",
    [
        "{% autoescape false %}{{ quote }}{% endautoescape %}",
        "{{ quote | upper | lower }}",
        "{% set own_words %}{% endset %}{{ own_words ~ quote }}",
        "{% set own_words %}{% endset %}{{ [own_words, quote] | join(own_words) }}",
        "{% macro itself(words) %}{{ words }}{% endmacro %}{{ itself(quote) }}",
    ],
)
def test_no_template_lets_a_page_speak(text):
    """What a page says is escaped even where a template asks for it as it is."""
    news = specimen("ruling")
    hostile = replace(news, event=replace(news.event, evidence="<b>x</b> @everyone **y**\x1b[31m"))
    forms = render(message(hostile, READER), {f"ruling.{form}.j2": text for form in FORMS})
    assert "<b>" not in forms.html
    assert forms.markdown.startswith("\\<b\\>x\\</b\\> @\u200beveryone \\*\\*y")
    assert "\x1b" not in forms.text


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_be_worded_anew(kind):
    """A template of each kind is tried on news of that kind when the config is read."""
    assert (
        mistake_in(
            f"{kind}.txt.j2", "{{ title }} {{ heading }} {% for one in own + facts %}{{ one.label }}{% endfor %}"
        )
        is None
    )


def test_a_kind_that_does_not_exist_is_named():
    """A misspelled name is told, with the names that there are."""
    line, says = mistake_in("rulling.txt.j2", "x")
    assert (line, "ruling, appeal" in says) == (1, True)
