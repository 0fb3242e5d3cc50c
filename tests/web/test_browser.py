"""The pages as people see them: Debian's Chromium on the replay's program, in light, dark, on a phone, by keyboard."""

import asyncio
import os
import shutil
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Event, Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from monitor.demo import serving, staged
from monitor.model import Alert, Check, GiveUp, Item
from monitor.web.server import Pages
from monitor.web.view import View

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TOKEN = "the-token-of-the-replay"
WIDTHS = {"desk": (1280, 900), "zoomed to 200 %": (640, 450), "phone": (360, 740)}
PATHS = [
    *("/", "/?kind=appeal", "/?disposition=remanded", "/cases", "/cases/ctr-v-irs", "/cases/centro-v-bessent"),
    *("/sources", "/sources/ctr-docket", "/sources/politics", "/sources/ctr-docket?only=failed"),
    *(
        "/sources/ctr-docket/difference",
        "/sources/ctr-docket/difference?side=by-side",
        "/sources/cadc-followed/difference",
    ),
    *("/alerts", "/alerts?state=failed", "/alerts?state=waiting", "/config", "/status", "/nothing", "/login"),
]


class Played:
    """The replay, played to its end in a thread of its own, with its pages served, and once more behind a token."""

    def __init__(self):
        self._stop, self._ready = Event(), Event()
        self._thread = Thread(target=lambda: asyncio.run(self._life()))
        self._thread.start()
        assert self._ready.wait(240)

    async def _life(self):
        async with staged() as stage, serving(stage) as self.address:
            await stage.play(lambda _moment, _alert: None)
            self.stage, self.store = stage, stage.program.store
            self._add_troubles()
            config = stage.program.config
            web = config.web.model_copy(update={"listen": "127.0.0.1:0", "token": TOKEN})
            locked = Pages(View(replace(config, web=web), self.store, stage.clock))
            await locked.renew()
            self.locked = locked.address
            self._ready.set()
            await asyncio.to_thread(self._stop.wait)
            await locked.stop()

    def _add_troubles(self):
        """An entry that was edited, a source that fails, an alert that no channel took."""
        now = self.stage.clock()
        mark, last = self.store.mark("ctr-docket"), self.store.latest("ctr-docket")
        edited = replace(last.items[0], text=last.items[0].text + " Entered in error, see 72.")
        more = Item("n:72", "ORDER", "ORDER correcting the entry before.", number="72")
        with self.store.writing() as book:
            after = replace(last, items=(edited, *last.items[1:], more), taken=now + timedelta(minutes=1))
            book.commit(Check("ctr-docket", now, changes=2), replace(mark, changed=now), after, (), (), ())
        with self.store.writing() as book:
            failing = replace(self.store.mark("politics"), failures=4, error="timed_out")
            book.commit(
                Check("politics", now, error="timed_out", message="no answer in 30 s"), failing, None, (), (), ()
            )
            book.post((), [Alert("newsroom", "mine", "Nobody took it", "", "", "", "info", "mine", now, now)])
        self.store.settle(self.store.claim_due("newsroom", now), GiveUp("the token was refused"), now)

    def add(self, id_, title):
        """Store one more ruling, as a check would."""
        (known, *_) = self.store.developments(case="ctr-v-irs", limit=1)
        seen = self.stage.clock() + timedelta(hours=1)
        news = replace(known, id=id_, first_seen=seen, event=replace(known.event, matters=(), relief=None, title=title))
        with self.store.writing() as book:
            book.post([news], ())

    def stop(self):
        self._stop.set()
        self._thread.join(60)


@pytest.fixture(scope="module")
def played():
    """The replay and its pages."""
    if CHROMIUM is None and "CI" not in os.environ:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    made = Played()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def chromium(played):
    """A browser that asks nobody else."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Seen:
    """A page, with what it asked for and complained about."""

    page: object
    asked: list
    complaints: list


@pytest.fixture
def see(chromium):
    """Opens a page in a context of its own."""
    contexts = []

    def open_page(address, size=WIDTHS["desk"], scheme="light", **settings):
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, **settings)
        contexts.append(context)
        page = context.new_page()
        seen = Seen(page, [], [])
        page.on("request", lambda request: seen.asked.append(request.url))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("console", lambda said: seen.complaints.append(said.text) if said.type == "error" else None)
        page.goto(address)
        return seen

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_an_accessibility_violation(played, see, path, scheme):
    """axe-core finds nothing, with the rules of WCAG 2.2 AA and its best practices; no script complains."""
    seen = see(played.address + path.lstrip("/"), scheme=scheme)
    found = Axe().run(seen.page)
    assert found.violations_count == 0, found.generate_report()
    assert [text for text in seen.complaints if "404" not in text] == []


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_readable_at_every_width(played, see, path):
    """At desk width, zoomed to 200 % and on a phone nothing runs out of the page sideways."""
    for name, size in WIDTHS.items():
        page = see(played.address + path.lstrip("/"), size).page
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, name


@pytest.mark.parametrize("path", ["/", "/cases/ctr-v-irs", "/sources/ctr-docket", "/status"])
def test_nothing_shifts_and_nobody_else_is_asked(played, see, path):
    """No layout shift while a page loads, and every request goes to us."""
    seen = see(played.address + path.lstrip("/"))
    shift = seen.page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value; }))
                .observe({type: "layout-shift", buffered: true});
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 300)));
        })"""
    )
    assert shift == 0
    assert [url for url in seen.asked if not url.startswith(played.address)] == []


def test_the_timeline_is_filtered(played, see):
    """Choosing a kind and pressing the button shows only that; the choice stays; all come back with one click."""
    page = see(played.address).page
    expect(page.locator("article")).to_have_count(5)
    page.get_by_label("Kind").select_option("appeal")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("article")).to_have_count(1)
    expect(page.get_by_label("Kind")).to_have_value("appeal")
    page.get_by_label("Outcome").select_option("remanded")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="Nothing of that kind")).to_be_visible()
    page.get_by_role("link", name="Show all", exact=True).click()
    expect(page.locator("article")).to_have_count(5)


def test_a_reader_gets_from_the_news_to_its_case_and_document(played, see):
    """From the timeline to the development, where its words are marked, to the case, its source, the difference."""
    page = see(played.address).page
    page.get_by_role("link", name="stay of agency policy GRANTED").click()
    expect(page.locator("mark").first).to_contain_text("granting 30")
    page.get_by_role("link", name="Center for Taxpayer Rights v. IRS").first.click()
    expect(page.get_by_role("heading", name="What is open")).to_be_visible()
    page.get_by_role("link", name="ctr-docket").first.click()
    page.get_by_role("link", name="what changed").first.click()
    expect(page.locator("ins").first).to_contain_text("Entered in error")
    page.get_by_label("Show edits").select_option("by-side")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="After")).to_be_visible()
    expect(page.locator(".badge.added")).to_have_count(1)


def test_an_open_page_follows(played, see):
    """At its top the page shows a new ruling by itself; to who reads further down it offers a button."""
    page = see(f"{played.address}?case=ctr-v-irs", WIDTHS["phone"]).page
    before = page.locator("article").count()
    played.add("live-1", "Order of this minute")
    expect(page.locator("article")).to_have_count(before + 1, timeout=20_000)
    page.evaluate("scrollTo(0, 900)")
    played.add("live-2", "Order of the next minute")
    page.get_by_role("button", name="Something is new").click(timeout=20_000)
    expect(page.locator("article")).to_have_count(before + 2)
    assert page.evaluate("scrollY") < 900


def test_the_keyboard_suffices(played, see):
    """The first stop is the way past the menu; from there on, links and filters can be reached and used."""
    page = see(played.address).page
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "case")


def test_the_address_of_the_log_fills_in_the_token(played, see):
    """What stands after the # becomes the token, leaves the address, and opens the pages until the session ends."""
    page = see(f"{played.locked}login#{TOKEN}").page
    expect(page.get_by_label("Token")).to_have_value(TOKEN)
    assert TOKEN not in page.url
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Timeline", level=1)).to_be_visible()
    page.goto(f"{played.locked}status")
    expect(page.get_by_role("heading", name="Status", level=1)).to_be_visible()


def test_moments_are_in_the_zone_of_who_reads(played, see):
    """The script tells the zone; the next page has it, and the court's hour beside it."""
    page = see(played.address, timezone_id="Europe/Berlin").page
    page.reload()
    expect(page.locator("time").first).to_contain_text("CET")
    expect(page.locator("time").first).to_contain_text("EST at the court")
