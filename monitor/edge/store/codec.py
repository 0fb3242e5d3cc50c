"""Our frozen values as JSON and back, by their type hints; long ones packed.

Fields that hold their default are left out. So a field added later reads as its default from an old row, and a field
dropped later is skipped. A default must therefore never change its meaning without a migration.
"""

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, TypeVar

import zstandard
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_jsonable_python

from monitor.errors import StoreDamaged, StoreError

T = TypeVar("T")

LEVEL = 9
"""Of zstd: a tenth smaller than its own default for half a millisecond more."""
RESTORE = "stop the daemon and run `monitor restore BACKUP`; the damaged file is kept beside the restored one"


def encode(value: object) -> str:
    """A value of the model as JSON, every moment in UTC; raises StoreError when a field holds what its type forbids.

    A lone surrogate, which no database takes, becomes "?".
    """
    kind = type(value)
    try:
        fields = _adapter(kind).dump_python(value, exclude_defaults=True, warnings="error")  # type: ignore[arg-type]  # see _adapter
    except PydanticSerializationError as error:
        raise StoreError(
            f"a field holds what its type forbids ({error})", kind.__name__, "please report this"
        ) from None
    text = json.dumps(fields, default=_time, ensure_ascii=False, separators=(",", ":"))
    return clean(text)


def decode(kind: type[T], text: str | bytes) -> T:
    """The value that `encode` wrote; raises StoreDamaged when the text is not of that kind."""
    try:
        value: T = _adapter(kind).validate_json(text)  # type: ignore[arg-type]  # see _adapter
    except ValidationError as error:
        where = f"a stored {kind.__name__}"
        raise StoreDamaged(f"it cannot be read back ({error.errors()[0]['msg']})", where, RESTORE) from error
    return value


def pack(text: bytes, *, beside: bytes = b"") -> bytes:
    """UTF-8 text made small with zstd (RFC 8878); to what differs from `beside`, a text that it resembles."""
    return zstandard.ZstdCompressor(level=LEVEL, dict_data=_like(beside)).compress(text)


def unpack(packed: bytes, *, beside: bytes = b"") -> bytes:
    """The text that `pack` made small, given the same `beside`; raises StoreDamaged."""
    try:
        return zstandard.ZstdDecompressor(dict_data=_like(beside)).decompress(packed)
    except zstandard.ZstdError as error:
        raise StoreDamaged(f"it cannot be unpacked ({error})", "a stored snapshot", RESTORE) from error


def _like(text: bytes) -> "zstandard.ZstdCompressionDict | None":  # quoted: a name of zstandard's stubs only
    return zstandard.ZstdCompressionDict(text, dict_type=zstandard.DICT_TYPE_RAWCONTENT) if text else None


def clean(text: str) -> str:
    """Text that any database takes: UTF-8, and no NUL, which PostgreSQL refuses."""
    return text.encode(errors="replace").decode().replace("\0", "?")


def utc(moment: datetime) -> datetime:
    """The moment in UTC; raises StoreError for one without a zone, which could be any hour of the day."""
    if moment.utcoffset() is None:
        raise StoreError(f"the moment {moment} has no zone", "store", "please report this: all moments carry a zone")
    return moment.astimezone(UTC)


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Made once for each kind: making one takes longer than a check. (mypy takes no class for hashable.)"""
    return TypeAdapter(kind)


def _time(value: object) -> str:
    """A moment, a day or a length of time, as ISO 8601 writes them."""
    if isinstance(value, datetime):
        return utc(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(to_jsonable_python(value))
    raise StoreError(f"{type(value).__name__} cannot be kept", "store", "please report this")
