"""What the pages show: the store, the config as it was taken last, and what became of the last try to take it anew.

Nothing of the web is imported here: who runs the site has a view also while no page is served.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from monitor import logs
from monitor.config import Config
from monitor.core.cases.linking import enriched
from monitor.edge.store import SqlStore
from monitor.errors import ConfigError, MonitorError
from monitor.following import watched
from monitor.model import Case, Source
from monitor.ports import Clock, utc_now
from monitor.vitals import Vitals, vitals


@dataclass
class View:
    """Shared by all requests. Whoever runs the site calls `take` and `refuse` as the config changes.

    `taken` is when the config was taken, `refused` when one could not be used, and `mistakes` why; `mark` begins every
    title ("[REPLAY] " in the demo). `turned` is when the daemon's scheduler turned last, where it is of this process.
    """

    config: Config
    store: SqlStore
    clock: Clock = utc_now
    mark: str = ""
    taken: datetime = field(init=False)
    turned: datetime | None = None
    refused: datetime | None = None
    mistakes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.taken = self.clock()

    def take(self, config: Config) -> None:
        """Show this config from now on, and none of its secrets."""
        logs.hide(config.secrets)
        self.config, self.taken, self.refused, self.mistakes = config, self.clock(), None, ()

    def refuse(self, error: MonitorError) -> None:
        """Show that the config on disk could not be used, and why."""
        self.refused = self.clock()
        self.mistakes = tuple(error.mistakes) if isinstance(error, ConfigError) else (str(error),)

    def sources(self) -> tuple[Source[Any], ...]:
        """All that are watched now, also those that follow cases by themselves. Raises StoreError."""
        return watched(self.config, self.store.learned())

    def names(self) -> dict[str, str]:
        """The names of the cases by their ids."""
        return {case.id: case.name for case in self.config.cases}

    def parties(self, case: str | None) -> tuple[str, ...]:
        """The parties of a case, as far as pages told them. Raises StoreError."""
        return next((known.parties for known in self.cases() if known.id == case), ())

    def cases(self) -> list[Case]:
        """All cases, with what was learned about them. Raises StoreError."""
        return enriched(self.config.cases, self.store.learned())

    def vitals(self) -> Vitals:
        """Whether the daemon whose store and channels these are is well."""
        return vitals(self.store, [channel.id for channel in self.config.channels], self.turned)
