"""A mailbox that courts send their notices to (IMAP): the docket entries that its mails tell of.

Each look reads the mails that came since the last one; what it gives is a window of the docket entries in them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from monitor.errors import Unreadable
from monitor.model import Mark, Page, PageRequest, Snapshot, Source
from monitor.sources._base import Options, SourceKind, ask_plainly
from monitor.sources._bundle import bundle_of
from monitor.sources._court_mail import Mail, Notice, mail_of, notices
from monitor.sources._identity import mail_items

LOOK_BACK = timedelta(days=30)
"""How old the mails are that the first look takes for known, and a look at a mailbox that numbers its mails anew."""


class MailboxOptions(Options):
    """`senders` are addresses (or their ends: "uscourts.gov") whose mails are read; empty reads those of all."""

    senders: tuple[str, ...] = ()


def first(source: Source[MailboxOptions], mark: Mark) -> PageRequest:
    """The mails after the last one read (`etag`), else those of the last days (`last_modified`, a day)."""
    assert mark.due is not None  # the moment of asking
    back_to = mark.due - (LOOK_BACK if mark.good else max(LOOK_BACK, source.backfill))
    request = replace(ask_plainly(source, mark), last_modified=back_to.date().isoformat())
    return replace(request, headers={}, proxy=None, medium="mailbox")


def parse(source: Source[MailboxOptions], pages: Sequence[Page]) -> Snapshot:
    """The docket entries that the mails tell of; a notice that cannot be read is a flaw, other mails are ignored."""
    page, bundle = pages[0], bundle_of(pages[0])
    told: list[Notice] = []
    flaws, ignored = list(bundle.flaws), 0
    for _name, raw in bundle.files:
        try:
            found = _told(source, mail_of(raw))
        except Unreadable as error:
            flaws.append(str(error))
        else:
            told += found
            ignored += not found
    return Snapshot(source.id, page.fetched, "window", mail_items(told), flaws=tuple(flaws), ignored=ignored)


def _told(source: Source[MailboxOptions], mail: Mail) -> Sequence[Notice]:
    return notices(mail, source.court) if _is_of(mail, source.options.senders) else ()


def _is_of(mail: Mail, senders: Sequence[str]) -> bool:
    """Whether a mail says it comes from one of these: the whole address, its domain, or a domain above."""
    ends = [sender.lower().lstrip("@") for sender in senders]
    return not ends or any(mail.sender == end or mail.sender.endswith((f"@{end}", f".{end}")) for end in ends)


KIND = SourceKind("mailbox", "window", MailboxOptions, parse, first)
