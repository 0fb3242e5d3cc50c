"""What a config means when it is right: values, defaults, files, variables, addresses, narrowing."""

import re
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.config import load, schema, shown
from monitor.errors import ConfigError
from monitor.model import Cadence, Case, Channel, DocketRef, Match, Pace, Route
from monitor.sources import KINDS

SHIPPED = Path(__file__).parents[2] / "config" / "monitor.yaml"
MAILBOX = "imaps://desk%40agency.test:hunter%202hunter2@imap.agency.test/Courts"

NEWS = 'sources: [{id: news, kind: feed, url: "https://news.test/rss.xml"}]'


def test_the_shipped_example_loads_without_any_variable():
    """A fresh checkout starts: only what needs a variable is left out, and said so."""
    config = load(SHIPPED, {})
    assert [source.id for source in config.sources] == ["dcd-feed", "mad-feed", "cadc-feed", "cadc-opinions"]
    assert {case.id for case in config.cases} == {"ctr-v-irs", "centro-v-bessent", "cedc-v-bessent"}
    assert config.not_set_up == ("desk", "newsroom")
    expected = ("not set", "no channel is set up", "would go unseen")
    assert all(any(words in warning for words in expected) for warning in config.warnings)


def test_the_shipped_example_has_but_one_doubt_once_set_up():
    """With its three variables only the dockets of the circuit, whose pages nobody confirmed, are doubted."""
    environ = {"CONTACT": "desk@news.test", "NEWSROOM_URL": "json://127.0.0.1:9", "DESK_MAIL_URL": "json://127.0.0.1:8"}
    config = load(SHIPPED, environ)
    assert ["cadc" in warning and "would go unseen" in warning for warning in config.warnings] == [True, True]
    assert config.http.user_agent == "docket-monitor (+mailto:desk@news.test)"
    assert [route.to for route in config.routes] == [("newsroom",), ("desk",), ("desk",)]


def test_the_shipped_example_watches_the_storylines_courts():
    """Each feed has the registry's address and is narrowed to the dockets of its court."""
    sources = {source.id: source for source in load(SHIPPED, {}).sources}
    assert sources["dcd-feed"].url == "https://ecf.dcd.uscourts.gov/cgi-bin/rss_outside.pl"
    assert sources["dcd-feed"].watch == (DocketRef("dcd", "1:25-cv-00457"), DocketRef("dcd", "1:25-cv-00677"))
    assert sources["mad-feed"].watch == (DocketRef("mad", "1:25-cv-12822"),)
    assert sources["cadc-feed"].watch == (DocketRef("cadc", "26-5006"), DocketRef("cadc", "25-5181"))


def test_the_shipped_comments_are_valid_too():
    """Every commented source is one that loads, once its placeholder is replaced."""
    lines = [line.strip().removeprefix("# - ") for line in SHIPPED.read_text().splitlines() if "# - {id:" in line]
    kinds = {yaml.safe_load(line)["kind"] for line in lines}
    assert kinds == {"docket", "feed", "listing", "mailbox", "folder", "page"}
    for line in lines:
        entry = {**yaml.safe_load(line), "url": "https://x.test/"}
        assert set(entry) <= set(schema()["$defs"][f"source_{entry['kind']}"]["properties"])


def test_the_examples_of_the_page_for_users_load(loaded):
    """The first config of docs/configure.md on its own, and the later examples together, mean what they say."""
    text = (SHIPPED.parents[1] / "docs" / "configure.md").read_text().replace("https://…", "https://news.test")
    first, *others = re.findall(r"(?s)```yaml\n(.*?)```", text)
    environ = {
        "DESK_MAIL_URL": "json://127.0.0.1:9",
        "NEWSROOM_URL": "json://127.0.0.1:8",
        "HEARTBEAT_URL": "https://hc.test/",
        "COURT_MAIL_URL": MAILBOX,
        "WEB_TOKEN": "a-token-of-16-chars",
    }
    assert loaded(first, **environ).warnings == ()
    whole = loaded("\n".join(others), CONTACT="desk@news.test", **environ)
    assert whole.warnings == ()
    assert {source.kind for source in whole.sources} == set(KINDS)


def test_a_mailbox_and_a_folder_have_addresses_of_their_own(loaded, tmp_path):
    """The folder's path counts from the folder of `config/`; the mailbox's password is masked however it is written."""
    config = loaded(
        f"""
        sources:
          - {{id: mail, kind: mailbox, url: "{MAILBOX}", senders: [uscourts.gov]}}
          - {{id: saved, kind: folder, url: "saved pages"}}
          - {{id: elsewhere, kind: folder, url: "file:///srv/saved%20pages"}}
        """
    )
    mail, saved, elsewhere = config.sources
    assert (mail.url, mail.options.senders) == (MAILBOX, ("uscourts.gov",))
    assert (saved.url, elsewhere.url) == ((tmp_path / "saved pages").as_uri(), "file:///srv/saved%20pages")
    assert {"hunter%202hunter2", "hunter 2hunter2"} <= set(config.secrets)
    assert "hunter" not in shown(config)


def test_a_store_on_postgresql_shows_no_password(loaded):
    """The address is taken as it is; its password is masked wherever the config is shown."""
    config = loaded('storage: {url: "postgresql://monitor:s3cretpw@db:5432/monitor"}\n' + NEWS.strip())
    assert config.storage.url == "postgresql://monitor:s3cretpw@db:5432/monitor"
    assert config.storage.file is None
    assert "s3cretpw" in config.secrets
    assert "s3cretpw" not in shown(config) + config.storage.place


def test_defaults(loaded, tmp_path):
    """What is left out has the value that docs/configure.md gives."""
    config = loaded(NEWS)
    assert config.root == tmp_path
    assert config.storage.url == f"sqlite:///{tmp_path}/data/monitor.db"
    assert (config.storage.keep.snapshots, config.storage.keep.checks) == (timedelta(days=90), timedelta(days=30))
    assert config.timezone == "America/New_York"
    assert config.http.timeout == timedelta(seconds=30)
    assert (config.http.max_body, config.http.per_host, config.http.budget) == (20_000_000, 1.0, 20_000)
    assert (config.heartbeat, config.courts, config.cases, config.channels, config.routes) == (None, {}, (), (), ())
    assert config.web is not None
    assert config.web.listen == "127.0.0.1:8080"
    source = config.sources[0]
    assert source.cadence == Cadence(timedelta(minutes=15))
    assert (source.enabled, source.allow_private, source.backfill, source.why) == (True, None, timedelta(0), "config")


def test_where_the_pages_are_in_a_container(loaded):
    """The image's environment goes before the config, but turns no pages on; what is no place is told."""
    inside = {"MONITOR_LISTEN": "0.0.0.0:8080"}
    assert loaded(NEWS, **inside).web.listen == "0.0.0.0:8080"
    assert loaded(NEWS + "\nweb: off\n", **inside).web is None
    with pytest.raises(ConfigError, match=r"MONITOR_LISTEN: is no place to listen"):
        loaded(NEWS, MONITOR_LISTEN="8080")


def test_everything_said(loaded):
    """Each key of the general sections arrives."""
    config = loaded("""
        storage: {url: "sqlite:////var/lib/monitor.db", keep: {snapshots: 10d, checks: 2h}}
        timezone: Europe/London
        http: {user_agent: me, timeout: 5s, max_body: 1GB, per_host: 10/m, allow_private: true, budget: 5/d}
        defaults: {every: 1h, backfill: 2d}
        heartbeat: {url: "https://hc.test/ping", every: 1m}
        web: {listen: "[::1]:80", public_url: "https://monitor.test/"}
        sources: [{id: news, kind: feed, url: "https://news.test/rss.xml"}]
    """)
    assert config.storage.url == "sqlite:////var/lib/monitor.db"
    assert config.storage.keep.checks == timedelta(hours=2)
    assert config.http.per_host == pytest.approx(1 / 6)
    assert (config.http.user_agent, config.http.max_body, config.http.budget) == ("me", 10**9, 5)
    assert config.heartbeat is not None
    assert (config.heartbeat.url, config.heartbeat.every) == ("https://hc.test/ping", timedelta(minutes=1))
    assert config.web is not None
    assert (config.web.listen, config.web.public_url) == ("[::1]:80", "https://monitor.test/")
    source = config.sources[0]
    assert source.cadence == Cadence(timedelta(hours=1), zone="Europe/London")
    assert (source.allow_private, source.backfill) == (None, timedelta(days=2))


def test_a_source_says_more_than_the_defaults(loaded):
    """Each common key of a source arrives, and the kind's own options beside them."""
    source = loaded("""
        http: {allow_private: true}
        cases: [{id: c, name: C v. D}]
        sources:
          - id: news
            kind: feed
            url: "https://news.test/rss.xml"
            every: "cron: 0 6 * * 1-5"
            window: "Mon-Fri 05:00-22:00"
            timezone: Europe/London
            headers: {Accept-Language: en, X-Number: 5}
            proxy: "http://proxy.test:3128"
            allow_private: false
            enabled: false
            case: c
            court: dcd
            tags: [a, b]
            backfill: 2d
            follow_links: true
            match: [IRS]
    """).sources[0]
    assert source.cadence == Cadence(cron="0 6 * * 1-5", window="Mon-Fri 05:00-22:00", zone="Europe/London")
    assert source.headers == {"Accept-Language": "en", "X-Number": "5"}
    assert (source.proxy, source.allow_private, source.enabled) == ("http://proxy.test:3128", False, False)
    assert (source.case, source.court, source.tags, source.backfill) == ("c", "dcd", ("a", "b"), timedelta(days=2))
    assert (source.options.follow_links, source.options.match) == (True, ("IRS",))
    assert source.watch is None


def test_words_that_yaml_1_1_takes_for_something_else(loaded):
    """`off` and clock times are text and years are numbers, without any quotes."""
    config = loaded("""
        web: off
        http: {per_host: off, budget: off}
        cases: [{id: 2025, name: "yes", also_called: [no, on, 1e3]}]
        channels: [{id: desk, url: json://127.0.0.1:9}]
        routes: [{to: [desk], quiet: 22:00-07:00, digest: 0 8 * * *}]
    """)
    assert (config.web, config.http.per_host, config.http.budget) == (None, None, None)
    assert config.cases[0] == Case("2025", "yes", also_called=("no", "on", "1e3"))
    assert (config.routes[0].quiet, config.routes[0].digest) == ("22:00-07:00", "0 8 * * *")


def test_an_empty_value_is_as_if_left_out(loaded):
    """A section with all its lines commented out changes nothing."""
    config = loaded(f"{NEWS}\ncases:\nhttp:\nroutes:\nstorage: {{url: , keep: }}\n")
    assert config.http.timeout == timedelta(seconds=30)
    assert config.storage.url.endswith("data/monitor.db")


def test_routes(loaded):
    """A route's words arrive as the model has them; significance is major unless said, an exception has no default."""
    config = loaded("""
        cases: [{id: c, name: C v. D}]
        sources: [{id: news, kind: feed, url: "https://news.test/rss.xml", tags: [t]}]
        channels: [{id: a, url: json://127.0.0.1:9}, {id: b, url: json://127.0.0.1:8}]
        routes:
          - {to: [a]}
          - to: [a, b]
            events: [ruling, health]
            significance: routine
            cases: [c]
            courts: [dcd]
            judges: [Chutkan]
            sources: [news]
            tags: [t]
            disposition: [granted]
            confidence: certain
            confirmed_by: docket
            unread: skip
            except: [{judges: [Boasberg]}]
            stop: true
            urgent: []
    """)
    assert config.routes[0] == Route(("a",), Match(events=frozenset({"ruling", "appeal"}), significance="major"))
    second = config.routes[1]
    assert second.match == Match(
        events=frozenset({"ruling", "health"}),
        significance="routine",
        cases=frozenset({"c"}),
        courts=frozenset({"dcd"}),
        judges=frozenset({"Chutkan"}),
        sources=frozenset({"news"}),
        tags=frozenset({"t"}),
        disposition=frozenset({"granted"}),
        confidence="certain",
        confirmed_by="docket",
        unread="skip",
    )
    assert second.unless == (Match(judges=frozenset({"Boasberg"})),)
    assert (second.to, second.stop, second.urgent) == (("a", "b"), True, frozenset())


def test_a_feed_is_narrowed_to_its_case(loaded):
    """With `case`, a court's feed takes that case's dockets only; other kinds are not narrowed."""
    config = loaded("""
        cases:
          - {id: c, name: C, dockets: ["dcd 1:25-cv-00457", "cadc 26-5006"]}
          - {id: d, name: D, dockets: ["dcd 1:25-cv-00677"]}
        sources:
          - {id: one, kind: court_feed, court: dcd, case: c}
          - {id: page, kind: docket, court: dcd, case: c, url: "https://x.test/"}
    """)
    assert [source.watch for source in config.sources] == [(DocketRef("dcd", "1:25-cv-00457"),), None]


def test_the_users_address_of_a_court_comes_before_the_registrys(loaded):
    """`courts` gives the address where `url` is left out; a `url` comes first."""
    config = loaded("""
        courts: {cadc: {feed: "https://mirror.test/cadc"}, scotus: {feed: "https://mirror.test/scotus"}}
        sources:
          - {id: a, kind: court_feed, court: cadc}
          - {id: b, kind: court_feed, court: scotus}
          - {id: c, kind: court_feed, court: cadc, url: "https://own.test/"}
    """)
    assert [source.url for source in config.sources] == [
        "https://mirror.test/cadc",
        "https://mirror.test/scotus",
        "https://own.test/",
    ]


def test_files_of_sources_d_are_joined(write):
    """Cases and sources of all files come together, in order of the files' names; hidden files are not read."""
    main = write(NEWS)
    write('sources: [{id: two, kind: feed, url: "https://b.test/", case: c}]', "sources.d/a.yaml")
    write("cases: [{id: c, name: C v. D}]", "sources.d/b.yaml")
    write("# nothing yet\n", "sources.d/empty.yaml")
    write("nonsense: [", "sources.d/.hidden.yaml")
    config = load(main, {})
    assert [source.id for source in config.sources] == ["news", "two"]
    assert config.cases == (Case("c", "C v. D"),)
    assert [path.name for path in config.files] == ["monitor.yaml", "a.yaml", "b.yaml", "empty.yaml"]


def test_mistakes_of_all_files_are_told_together(write):
    """A key that belongs elsewhere, an id of another file, broken YAML and a mistake in the main file: one answer."""
    main = write(f"{NEWS}\ntimezone: Nowhere\n")
    write("channels: []\nsources:\n  - {id: news, kind: feed, url: https://b.test/}\n", "sources.d/a.yaml")
    write("sources: [", "sources.d/b.yaml")
    with pytest.raises(ConfigError) as refused:
        load(main, {})
    told = [text.removeprefix(f"{main.parent}/") for text in refused.value.mistakes]
    told[-1] = told[-1].split(" (")[0]
    assert told == [
        'monitor.yaml:2: timezone: "Nowhere" is no time zone, write one like America/New_York',
        "sources.d/a.yaml:1: channels: unknown key, write it in monitor.yaml",
        f'sources.d/a.yaml:3: sources[0].id: "news" is taken already in {main}:1, write another id',
        "sources.d/b.yaml:1: is no YAML",
    ]


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: None, "there is no such file"),
        (lambda path: path.mkdir(), "cannot be read (Is a directory)"),
        (lambda path: path.write_text("# x\n" * 300_000), "is larger than 1 MB"),
        (lambda path: path.write_text("[" * 5_000), "is nested too deeply"),
    ],
    ids=["missing", "folder", "huge", "deep"],
)
def test_files_that_cannot_be_read(tmp_path, make, told):
    """A missing, unreadable, huge or bottomless file gives one clear mistake."""
    path = tmp_path / "monitor.yaml"
    make(path)
    with pytest.raises(ConfigError) as refused:
        load(path, {})
    assert [told in text for text in refused.value.mistakes] == [True]


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    """Editors of Windows write one."""
    path = tmp_path / "monitor.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + NEWS.encode())
    assert load(path, {}).sources[0].id == "news"


def test_a_config_outside_of_a_config_folder_has_its_own_folder_as_root(tmp_path):
    """Relative paths count from the file's folder unless that is called `config`."""
    path = tmp_path / "monitor.yaml"
    path.write_text(NEWS)
    assert load(path, {}).storage.url == f"sqlite:///{tmp_path}/data/monitor.db"


def test_variables_are_filled_in(loaded, tmp_path):
    """From the environment and from files (relative to the root), within texts; `$${` is a plain `${`."""
    (tmp_path / "token").write_text("t0ken-of-the-file\n")
    config = loaded(
        """
        sources:
          - id: news
            kind: feed
            url: "https://${HOST}/rss?k=${KEY}"
            headers: {Authorization: "Bearer ${file:token}"}
            match: ["$${LITERAL}", "$5"]
        """,
        HOST="news.test",
        KEY="s3cret-key",
    )
    source = config.sources[0]
    assert source.url == "https://news.test/rss?k=s3cret-key"
    assert source.headers == {"Authorization": "Bearer t0ken-of-the-file"}
    assert source.options.match == ("${LITERAL}", "$5")
    assert config.files[-1] == tmp_path / "token"


def test_a_variable_cannot_bring_yaml_with_it(loaded):
    """A value stays one text, whatever is in it."""
    config = loaded('cases: [{id: c, name: "${NAME}"}]', NAME="x}, {id: d, name: '")
    assert config.cases == (Case("c", "x}, {id: d, name: '"),)


def test_unset_variables_leave_out_what_may_be_missing(loaded):
    """Channel, heartbeat and contact are left out with a warning, empty ones too; routes reach what is left."""
    config = loaded(
        """
        http: {user_agent: "me (${CONTACT})"}
        heartbeat: {url: "${BEAT}"}
        sources: [{id: news, kind: feed, url: "https://news.test/"}]
        channels: [{id: a, url: "${A}"}, {id: b, url: "${B}"}]
        routes: [{to: [a, b], events: [health]}, {to: [a]}]
        """,
        A=" ",
        B="json://127.0.0.1:9",
    )
    assert config.http.user_agent.startswith("docket-monitor/")
    assert config.heartbeat is None
    assert config.channels == (Channel("b", "json://127.0.0.1:9", Pace(timedelta(minutes=1))),)
    assert config.not_set_up == ("a",)
    assert [route.to for route in config.routes] == [("b",)]
    assert sum("is not set:" in warning for warning in config.warnings) == 3


words = st.sampled_from(
    ["id", "kind", "feed", "url", "every", "cases", "off", "${X}", "15m", "a", "", "dcd", "court_feed"]
)
plain = st.none() | st.booleans() | st.integers() | st.floats() | words | st.text(max_size=5)
data = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4), max_leaves=8
)
sections = st.sampled_from(sorted(schema()["properties"]))
entries = st.lists(
    st.dictionaries(st.sampled_from(["id", "kind", "url", "to", "name", "except", "court"]), data), max_size=3
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(st.dictionaries(sections, data | entries, max_size=4))
def test_whatever_is_written_there_is_a_config_or_an_answer(tmp_path, content):
    """No content makes the loader fail in another way than by telling mistakes, each with file and line."""
    path = tmp_path / "monitor.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True))
    told = None
    try:
        config = load(path, {"X": "x"})
    except ConfigError as refused:
        told = refused.mistakes
    assert told is None or all(text.startswith(f"{path}:") for text in told)
    assert told or shown(config)


signs = st.sampled_from(
    [*"{}[]:,-#&*!|>'\"%@`?\n\t ", "\r", "\x00", "\x85", "<<: ", "!!python/name:os.system ", "*a", "&a "]
)
yaml_text = st.lists(signs | words | sections | st.text(max_size=3), max_size=30).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(yaml_text.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=30))
def test_whatever_bytes_the_file_holds_are_answered(tmp_path, content):
    """YAML or none, text or none: a config, or mistakes."""
    path = tmp_path / "monitor.yaml"
    path.write_bytes(content)
    with suppress(ConfigError):
        assert shown(load(path, {"X": "x"}))


def test_templates_of_the_users_own_are_read_and_their_mistakes_told(loaded, write):
    """A good one is taken; one with a mistake is named with its line, and the config is taken without it."""
    folder = write("sources: []\n").parent / "templates"
    folder.mkdir()
    (folder / "ruling.txt.j2").write_text("{{ title }}")
    (folder / "appeal.txt.j2").write_text("fine\n{% if %}")
    config = loaded("sources: []\n")
    assert dict(config.templates) == {"ruling.txt.j2": "{{ title }}"}
    (told,) = [warning for warning in config.warnings if "appeal.txt.j2" in warning]
    assert "appeal.txt.j2:2" in told
    assert folder / "ruling.txt.j2" in config.files


def test_a_learned_cadence_starts_from_the_default_interval(loaded):
    """Moved into the bounds that the source gives; window and zone as with any other."""
    one, two = loaded("""
        defaults: {every: 30m}
        sources:
          - {id: a, kind: feed, url: "https://news.test/a.xml", every: auto, window: "Mon-Fri 05:00-22:00"}
          - {id: b, kind: feed, url: "https://news.test/b.xml", every: auto(1m..10m)}
    """).sources
    assert one.cadence == Cadence(timedelta(minutes=30), window="Mon-Fri 05:00-22:00", auto=True)
    bounds = {"least": timedelta(minutes=1), "most": timedelta(minutes=10)}
    assert two.cadence == Cadence(timedelta(minutes=10), auto=True, **bounds)
