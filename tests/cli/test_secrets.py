"""No verb shows a secret, however it came into the config: by a variable, or written there in plain."""

import re

import pytest

SECRETS = {
    "password-of-channel",
    "token-of-header",
    "password-of-proxy",
    "password-of-source",
    "token-of-address",
    "token-of-heartbeat",
    "password-of-mailbox",
}
MORE = """\
  - {{id: guarded, kind: page, url: "http://kim:password-of-source@{host}/page?token=token-of-address",
     headers: {{Authorization: "Bearer token-of-header"}}}}
  - {{id: by-proxy, kind: page, url: "http://news.example/", proxy: "http://kim:password-of-proxy@127.0.0.1:1"}}
  - {{id: mails, kind: mailbox, url: "imaps://kim:password-of-mailbox@127.0.0.1:1/INBOX"}}
channels:
  - {{id: mail, url: "mailtos://kim:password-of-channel@127.0.0.1:1/?to=a@b.test"}}
"""
VERBS = [
    "config show",
    "config check",
    "check",
    "sources",
    "events",
    "outbox",
    "case ctr",
    "history guarded",
    "notify",
    "-v check",
    "check --dry-run",
]


@pytest.fixture
def guarded(user):
    """A user whose config holds secrets everywhere; half of the sources fail, and so does the channel."""
    text = user.config.read_text().replace("channels:\n", MORE.format(host=user.site.url()[7:]))
    user.config.write_text(f'{text}heartbeat: {{url: "http://127.0.0.1:1/token-of-heartbeat"}}\n')
    return user


def test_no_verb_shows_a_secret(guarded):
    """Neither in what it prints nor in what it logs, as a table and as JSON."""
    shown = {}
    for verb in VERBS:
        told = guarded.types(*verb.split(), code=None) + guarded.errors
        if verb not in {"config show", "config check", "notify", "-v check"}:
            told += guarded.types(*verb.split(), "--json", code=None) + guarded.errors
        if found := {secret for secret in SECRETS if re.search(secret, told)}:
            shown[verb] = found
    assert shown == {}
    assert all("password" not in body.decode() and "token-of" not in body.decode() for body in guarded.site.posted)
