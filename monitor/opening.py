"""The store that a config names, opened. Apart from app.py, which loads what a program takes: most verbs only look."""

from monitor.config import Config, Storage
from monitor.edge.store import Keep, SqlStore


def open_store(config: Config) -> SqlStore:
    """The store that the config names, migrated to this version; raises StoreError."""
    return store_at(config.storage)


def store_at(storage: Storage) -> SqlStore:
    """The store of these settings, migrated to this version; raises StoreError."""
    return SqlStore.open(storage.url, keep=keep_of(storage))


def keep_of(storage: Storage) -> Keep:
    """How long these settings keep things."""
    return Keep(storage.keep.snapshots, storage.keep.checks)
