"""The effective config is shown whole, and no secret with it; the schema knows every key."""

import json

import pytest
import yaml

from monitor.config import load, schema, shown
from monitor.core.plain import masked
from monitor.sources import KINDS

FULL = """
    http: {user_agent: "me (${CONTACT})", per_host: 10/m, timeout: 5s, max_body: 1500KB, budget: off}
    heartbeat: {url: "https://hc.test/s3cret-ping"}
    web: {token: "s3cret-token-of-the-pages"}
    cases: [{id: c, name: C v. D, dockets: ["dcd 1:25-cv-00457"]}]
    sources:
      - id: news
        kind: feed
        url: "https://news.test/rss?key=${KEY}"
        every: "cron: 0 6 * * 1-5"
        headers: {Authorization: Bearer s3cret-head, Accept: text/html}
        proxy: "http://u:s3cret-proxy@proxy.test:3128"
        match: [IRS]
    channels: [{id: desk, url: "slack://s3cret/token"}, {id: off, url: "${UNSET}"}]
    routes: [{to: [desk], digest: "0 8 * * *", except: [{cases: [c]}]}]
"""
ENVIRON = {"CONTACT": "desk@s3cret.test", "KEY": "s3cret-key"}


@pytest.fixture
def full(loaded):
    """A config with a secret wherever one can be."""
    return loaded(FULL, **ENVIRON)


def test_no_secret_is_shown(full):
    """Addresses of channels and heartbeat, headers, proxies and what variables gave are masked."""
    assert "s3cret" not in shown(full)
    assert "s3cret" not in repr(full)
    tree = yaml.safe_load(shown(full))
    assert tree["sources"][0]["url"] == "https://news.test/rss?key=****"
    assert tree["sources"][0]["headers"] == {"Authorization": "****", "Accept": "****"}
    assert tree["channels"] == [{"id": "desk", "url": "****"}, {"id": "off", "url": "not set up"}]


def test_what_is_shown_is_in_the_words_of_the_config(full):
    """Times, sizes and rates as they are written, the kind's own options beside the common ones."""
    tree = yaml.safe_load(shown(full))
    assert {key: tree["http"][key] for key in ("per_host", "timeout", "max_body", "budget")} == {
        "per_host": "10/m",
        "timeout": "5s",
        "max_body": "1500KB",
        "budget": "off",
    }
    assert tree["sources"][0]["every"] == "cron: 0 6 * * 1-5"
    assert tree["sources"][0]["match"] == ["IRS"]
    assert tree["routes"][0]["except"] == [{"cases": ["c"]}]
    assert (tree["web"], tree["defaults"]["every"]) == ({"listen": "127.0.0.1:8080", "token": "****"}, "15m")


def test_what_is_shown_can_be_loaded_again(loaded, tmp_path):
    """Without secrets in it, the effective config means the same as the one it was made of."""
    config = loaded("""
        cases: [{id: c, name: C v. D, dockets: ["dcd 1:25-cv-00457"]}]
        sources:
          - {id: dcd, kind: court_feed, court: dcd, every: 10m, window: "Mon-Fri 06:00-22:00", tags: [a]}
          - {id: front, kind: listing, url: "https://news.test/", select: "h3 a", follow_links: true}
    """)
    path = tmp_path / "config" / "again.yaml"
    path.write_text(shown(config))
    again = load(path, {})
    assert (again.sources, again.cases, again.http, again.storage) == (
        config.sources,
        config.cases,
        config.http,
        config.storage,
    )


def test_secrets_are_masked_in_texts(full):
    """What the config calls secret is found in any text, the longest first; harmless headers are not masked."""
    text = (
        "GET https://hc.test/s3cret-ping slack://s3cret/token s3cret-key Bearer s3cret-head desk@s3cret.test text/html"
    )
    assert masked(text, full.secrets) == "GET **** **** **** **** **** text/html"


def test_short_values_are_not_taken_for_secrets(loaded):
    """A variable of three letters would blot out every such word."""
    assert loaded('cases: [{id: c, name: "The ${WORD}"}]', WORD="IRS").secrets == ()


def test_the_schema_knows_every_kind_and_its_options():
    """Each kind is told apart by its name and takes the common keys and its own, nothing else."""
    definitions = schema()["$defs"]
    for name, kind in KINDS.items():
        part = definitions[f"source_{name}"]
        assert part["properties"]["kind"]["const"] == name
        assert {"id", "url", "every", "window", *kind.options.model_fields} <= set(part["properties"])
        assert part["additionalProperties"] is False
        assert {"id", "kind"} <= set(part["required"])


def test_the_schema_refers_only_to_what_it_defines():
    """Every reference within it leads somewhere, and it is the same at each call."""
    text = json.dumps(schema())
    refs = {part.split('"')[0] for part in text.split('"#/$defs/')[1:]}
    assert refs <= set(schema()["$defs"])
    assert text == json.dumps(schema())


def test_the_schema_gives_defaults_in_the_words_of_the_config():
    """Editors show `15m` and not seconds."""
    assert schema()["properties"]["defaults"]["default"] == {"every": "15m", "backfill": "0d"}


@pytest.mark.parametrize("every", ["auto", "auto(5m..2h)"])
def test_a_learned_cadence_is_shown_as_it_was_written(loaded, every):
    """With its bounds, where there are any."""
    text = f'sources: [{{id: a, kind: feed, url: "https://news.test/a.xml", every: {every}}}]'
    assert yaml.safe_load(shown(loaded(text)))["sources"][0]["every"] == every
