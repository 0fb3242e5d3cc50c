"""What a program is wired of."""

from monitor.app import wire
from monitor.config import load
from monitor.opening import open_store

CONFIG = 'storage: {url: "sqlite:///monitor.db"}\nweb: off\n'


async def test_what_a_hung_service_may_still_take_outlives_a_reload(tmp_path):
    """A program made anew sends through the sender of the one before, which knows the attempts under way."""
    (tmp_path / "config").mkdir()
    path = tmp_path / "config/monitor.yaml"
    path.write_text(CONFIG)
    config = load(path)
    store = open_store(config)
    before = wire(config, store)
    after = wire(config, store, before=before)
    try:
        assert after.parts.send is before.parts.send
    finally:
        await before.close()
        await after.close()
        store.close()
