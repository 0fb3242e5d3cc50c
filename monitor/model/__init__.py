"""The words of Docket Monitor: one frozen value per thing, standard library only.

The road they travel (see pipeline.py):

    Source -> Page -> Snapshot of Items -> Changes -> LegalEvents -> Developments -> Alerts -> Deliveries

All moments (`datetime`) carry a zone; all days (`date`) are days of the court concerned.
"""

from monitor.model.alert import (
    Alert,
    ChangeNote,
    Channel,
    Check,
    Delivery,
    GiveUp,
    HealthNote,
    Match,
    News,
    Outcome,
    RetryAt,
    Revision,
    Route,
    SendFailure,
    Sent,
    Severity,
)
from monitor.model.law import (
    Appeal,
    Confidence,
    Development,
    EventKind,
    Finding,
    LegalEvent,
    Matter,
    Report,
    Significance,
)
from monitor.model.page import (
    About,
    Again,
    Change,
    Extent,
    Follow,
    Item,
    ItemKind,
    Key,
    Mark,
    Page,
    PageRequest,
    Snapshot,
)
from monitor.model.watch import (
    Cadence,
    Case,
    DocketRef,
    Learned,
    Source,
)

__all__ = [
    "About",
    "Again",
    "Alert",
    "Appeal",
    "Cadence",
    "Case",
    "Change",
    "ChangeNote",
    "Channel",
    "Check",
    "Confidence",
    "Delivery",
    "Development",
    "DocketRef",
    "EventKind",
    "Extent",
    "Finding",
    "Follow",
    "GiveUp",
    "HealthNote",
    "Item",
    "ItemKind",
    "Key",
    "Learned",
    "LegalEvent",
    "Mark",
    "Match",
    "Matter",
    "News",
    "Outcome",
    "Page",
    "PageRequest",
    "Report",
    "RetryAt",
    "Revision",
    "Route",
    "SendFailure",
    "Sent",
    "Severity",
    "Significance",
    "Snapshot",
    "Source",
]
