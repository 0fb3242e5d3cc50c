"""The mails by which courts tell of docket entries: of CM/ECF (NEF, NDA), of ACMS, of the Supreme Court.

They are read and nothing else: the links to documents in them are the one free look of the lawyer they were sent to, so
they are neither opened nor passed on. An entry gets its document's plain address, which costs the usual fee.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime
from html import unescape
from types import TracebackType
from typing import Any
from zoneinfo import ZoneInfo

from monitor.courts.registry import COURTS
from monitor.errors import Unreadable
from monitor.sources._identity import CaseOf, Entry
from monitor.sources._text import one_line, shorten
from monitor.sources.docket_formats import _juriscraper as juriscraper
from monitor.sources.docket_formats._court_of_page import court_of_page, document_url, pacer_id_of
from monitor.sources.docket_formats._scotus import without_roles

SUPREME = "scotus"
READ_IT = "open it in your mail program"

_NOTICE = re.compile(r"Notice of (?:Electronic Filing|Docket Activity)", re.IGNORECASE)
_ABOUT_A_CASE = re.compile(r"Docket Text:|Case Number:")
_OF_SUPREME_COURT = re.compile(r"\s*A new docket entry\b")
_ENTERED = re.compile(r"\bentered\b(?: by .{1,200}?)? on (\d{1,2})/(\d{1,2})/(\d{4})\b")
_WHOLE_SUBJECT = "Activity in Case"
"""How the label begins where juriscraper finds none in the subject."""
_TAG = re.compile(r"<[^<>]*>")
_LEVELS = frozenset({"district", "bankruptcy", "special", "circuit", "bap"})
_APPELLATE = frozenset({"circuit", "bap"})
_TEXTS = ("text/html", "text/plain")
_RECIPIENTS = re.compile(r"electronically mailed to:")
"""What follows are the names and addresses of lawyers."""
_LONGEST = {"text/html": 100_000, "text/plain": 20_000}
"""Characters of a notice before its recipients, many times a real one's: longer ones could be made to hold us up."""

Notice = tuple[CaseOf, Entry]
"""One docket entry with the case that it is told for; a mail may tell one entry for several cases."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail: who it says it is from (an address in lower case), its subject, when it was sent, its texts.

    Each text has its kind ("text/html" …); those in HTML come first.
    """

    sender: str
    subject: str
    sent: datetime | None
    texts: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """How a message names the mail: by its subject, and the day it was sent."""
        day = f" of {self.sent:%Y-%m-%d}" if self.sent else ""
        return f'the mail "{shorten(self.subject) or "(no subject)"}"{day}'


def mail_of(raw: bytes) -> Mail:
    """A mail from its bytes (RFC 5322), however broken; raises Unreadable for one nested deeper than Python's stack."""
    try:
        message = message_from_bytes(raw)
        texts = [(part.get_content_type(), _text(part)) for part in message.walk() if part.get_content_type() in _TEXTS]
    except RecursionError:
        raise Unreadable("the mail is nested too deeply", "", READ_IT) from None
    texts.sort(key=lambda pair: _TEXTS.index(pair[0]))
    sender = parseaddr(_header(message, "From"))[1].lower()
    return Mail(sender, _header(message, "Subject"), _sent(message), tuple(texts))


def notices(mail: Mail, court: str | None = None) -> Sequence[Notice]:
    """The docket entries that a mail tells of; none for a mail that is no court notice.

    `court` is the one meant where the mail does not show its court. Raises Unreadable for a notice that cannot be read.
    """
    for kind, text in mail.texts:
        if _OF_SUPREME_COURT.match(text):
            return [_of_supreme_court(mail, text)]
        if _NOTICE.search(text) and _ABOUT_A_CASE.search(text):
            return list(_of_ecf(mail, kind, text, court))
    return ()


def _of_ecf(mail: Mail, kind: str, text: str, court: str | None) -> Iterator[Notice]:
    text = _without_recipients(mail, kind, text)
    plain = one_line(_TAG.sub(" ", unescape(text)))
    court = court_of_page("", unescape(text), _LEVELS) or court
    data = _parsed("pacer.email.S3NotificationEmail", pacer_id_of(court, text), mail, kind, text)
    if data and not data["dockets"]:
        raise Unreadable("it names no case", mail.name, READ_IT)
    for docket in data.get("dockets") or ():
        for row in docket["docket_entries"]:
            case = CaseOf(court, docket["docket_number"], docket["case_name"], row["pacer_case_id"])
            yield case, _entry(row, court, _entered(plain))


def _without_recipients(mail: Mail, kind: str, text: str) -> str:
    """The notice itself; raises Unreadable for one that is longer than any."""
    end = _RECIPIENTS.search(text)
    notice = text[: end.end()] if end else text
    if end and kind == "text/html":
        notice += "</strong>"  # as juriscraper wants it, to the letter
    if len(notice) > _LONGEST[kind]:
        raise Unreadable(f"it is longer than any notice ({len(notice)} characters)", mail.name, READ_IT)
    return notice


def _entry(row: Mapping[str, Any], court: str | None, entered: date | None) -> Entry:
    text, number = row["description"], row["document_number"]
    label = one_line(row["short_description"] or "")
    level = COURTS[court].level if court and court in COURTS else None
    part = juriscraper.part_of(text) if level in _APPELLATE else None
    return Entry(
        text=text,
        label="" if label.startswith(_WHOLE_SUBJECT) else label,
        filed=row["date_filed"],
        entered=entered,
        number=part or (number if number and number.isdigit() else None),
        sequence=row["pacer_seq_no"],
        part=part,
        document=row["pacer_doc_id"],
        url=document_url(court, row["pacer_doc_id"]),
    )


def _entered(plain: str) -> date | None:
    """The day of entry, from which the time to appeal runs (FRAP 4(a)(1)(A))."""
    with suppress(ValueError):
        if found := _ENTERED.search(plain):
            return date(int(found[3]), int(found[1]), int(found[2]))
    return None


def _of_supreme_court(mail: Mail, text: str) -> Notice:
    data = _parsed("scotus.scotus_email.SCOTUSEmail", SUPREME, mail, "text/html", text).get("data")
    if not data:
        raise Unreadable("it names no entry that can be read", mail.name, READ_IT)
    day = mail.sent.astimezone(ZoneInfo(COURTS[SUPREME].zone)).date() if mail.sent else None
    case = CaseOf(SUPREME, data["docket_number"], without_roles(data["case_name"]))
    text = data["entry_description"]
    return case, Entry(text=text, label="" if text else "A new docket entry", filed=day)


def _parsed(reader: str, court: str, mail: Mail, kind: str, text: str) -> Mapping[str, Any]:
    """What a class of juriscraper makes of a mail; {} where it takes it for none of a docket entry (claims, meetings).

    The mail is written anew with the one text: juriscraper refuses those with pictures, which every forwarded mail has,
    and misreads charsets.
    """
    clean = EmailMessage()
    clean["Subject"] = one_line(mail.subject)
    if mail.sent:
        clean["Date"] = mail.sent
    clean.set_content(text, subtype=kind.partition("/")[2], charset="utf-8", cte="base64")
    module, _, name = reader.rpartition(".")
    with _Refused(mail):
        parser = getattr(juriscraper.loaded(f"juriscraper.{module}"), name)(court)
        parser._parse_text(clean.as_string())  # noqa: SLF001 (no public name, as of all of juriscraper's reports)
        data: Mapping[str, Any] = parser.data
    return data


class _Refused:
    """Turns what juriscraper raises on a mail into Unreadable: known crashes, and plain Exceptions of its own."""

    def __init__(self, mail: Mail) -> None:
        self._mail = mail

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is Exception or isinstance(error, (*juriscraper.CRASHES, NotImplementedError)):
            what = f"it could not be read: {type(error).__name__}: {shorten(str(error))}"
            raise Unreadable(what, self._mail.name, READ_IT) from error


def _header(message: Message, name: str) -> str:
    """A header in plain words (RFC 2047 decoded where that goes)."""
    value = str(message.get(name, ""))
    with suppress(HeaderParseError, LookupError, ValueError):
        value = str(make_header(decode_header(value)))
    return one_line(value.encode(errors="replace").decode())


def _sent(message: Message) -> datetime | None:
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
    except ValueError:
        return None
    return sent if sent.tzinfo else None


def _text(part: Message) -> str:
    """The text of a part: UTF-8 where it is valid, else in the charset announced, else Windows-1252."""
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    for charset in ("utf-8", part.get_content_charset() or "cp1252"):
        with suppress(LookupError, ValueError):  # a charset whose name holds a NUL is a plain ValueError
            return body.decode(charset).replace("\0", "")
    return body.decode("cp1252", errors="replace").replace("\0", "")
