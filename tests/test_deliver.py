"""From the outbox to a service, over the real Apprise: outages, floods, limits, waits that a service asks for."""

import re
from datetime import timedelta
from itertools import chain

import pytest

from monitor.core.route import Desk
from monitor.edge.send import AppriseSend
from monitor.edge.store import Keep, SqlStore
from monitor.model import Alert, Channel, Pace
from monitor.pipeline import deliver
from monitor.ports import Parts
from tests.edge.test_send import running

MINUTE = timedelta(minutes=1)
NUMBER = re.compile(r"#(\d+)#")


@pytest.fixture
def sink():
    """A webhook that takes all, until a test says otherwise."""
    with running() as one:
        yield one


class Post:
    """An outbox with one channel that leads to a sink."""

    def __init__(self, store, sink, clock, pace):
        self.store, self.sink, self.clock = store, sink, clock
        self.channel = Channel("desk", sink.url(), pace)
        self.parts = Parts(None, None, AppriseSend(), store, clock, (), Desk(channels=("desk", "other")))
        self.made = 0

    def post(self, count):
        """Put so many alerts into the outbox, numbered on."""
        now, numbers = self.clock(), range(self.made, self.made + count)
        self.made += count
        alerts = [
            Alert("desk", f"{n}", f"D.D.C.: GRANTED #{n}#", f"#{n}#", "", "", "warning", f"d{n}", now, now)
            for n in numbers
        ]
        with self.store.writing() as book:
            book.post((), alerts)

    async def deliver_for(self, step, until):
        """Deliver now and after each step of the clock, so long."""
        end = self.clock() + until
        while self.clock() <= end:
            await deliver(self.channel, self.parts)
            self.clock.forward(seconds=step.total_seconds())

    @property
    def messages(self):
        """What the sink got: for each message the numbers of its alerts, in their order, each once."""
        texts = [f"{post['title']} {post['message']}" for post in self.sink.posts]
        return [list(dict.fromkeys(int(number) for number in NUMBER.findall(text))) for text in texts]


@pytest.fixture
def make(tmp_path, sink, clock):
    """Makes an outbox whose channel has this pace."""
    store = SqlStore.open(f"sqlite:///{tmp_path}/m.db", keep=Keep(timedelta(days=90), timedelta(days=30)))
    yield lambda pace=Pace(MINUTE): Post(store, sink, clock, pace)  # noqa: B008 (a frozen value)
    store.close()


async def test_a_channel_that_was_down_for_a_day_gets_what_it_missed(make):
    """First one alert alone, then all others as one message, the oldest first; each once; the others hear of both."""
    post = make()
    post.sink.status = 503
    for _ in range(24):
        post.post(2)
        await post.deliver_for(10 * MINUTE, 50 * MINUTE)
    tries = len(post.sink.posts)
    post.sink.posts.clear()
    post.sink.status = 200
    await post.deliver_for(MINUTE, 90 * MINUTE)
    first, rest = post.messages
    assert len(first) == 1
    assert rest == sorted(rest)
    assert sorted(first + rest) == list(range(48))
    assert tries <= 24 * 6, "one try each time, however many wait"
    told = [row.title for row in post.store.deliveries() if row.channel == "other"]
    assert ["takes nothing since" in told[0], "takes alerts again" in told[-1], len(told)] == [True, True, 2]


async def test_a_flood_becomes_few_messages_that_list_all(make):
    """The first goes at once; the rest as messages of two hundred, each alert in one of them."""
    post = make()
    post.post(450)
    await post.deliver_for(MINUTE, 10 * MINUTE)
    assert [len(message) for message in post.messages] == [1, 200, 200, 49]
    assert list(chain(*post.messages)) == list(range(450))


async def test_a_channel_of_so_many_messages_an_hour_gets_no_more(make):
    """What is over the limit waits for the hour to pass, and goes together."""
    post = make(Pace(MINUTE, hourly=2))
    for _ in range(5):
        post.post(1)
        await post.deliver_for(MINUTE, 4 * MINUTE)
    assert post.messages == [[0], [1]]
    await post.deliver_for(MINUTE, 60 * MINUTE)
    assert post.messages == [[0], [1], [2, 3, 4]]


async def test_a_wait_that_the_service_asks_for_is_kept(make):
    """For the whole channel, also for alerts that come meanwhile."""
    post = make()
    post.sink.status, post.sink.answer = 429, b'{"message": "limited", "retry_after": 1800}'
    post.post(1)
    await deliver(post.channel, post.parts)
    post.sink.status, asked = 200, len(post.sink.posts)
    post.post(1)
    await post.deliver_for(MINUTE, 28 * MINUTE)
    assert len(post.sink.posts) == asked
    await post.deliver_for(MINUTE, 10 * MINUTE)
    assert sorted(chain(*post.messages[asked:])) == [0, 1]
