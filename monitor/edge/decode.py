"""Reading a body within bounds: neither an endless body nor a decompression bomb gets more memory than it may.

The bound: at most `most` bytes of body, plus what one step of a decoder yields (64 KiB for gzip and brotli, 4.2 MiB for
zstd) and the decoder's own window (32 KiB gzip, 16 MiB brotli, 8 MiB zstd).
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Protocol

import brotli
import httpx
import zstandard

from monitor.errors import TooLarge, Truncated

ACCEPTED = "gzip, br, zstd"
"""What we ask for (Accept-Encoding): just what DECODERS can undo."""
STEP = 65_536
GZIP_FORMAT = 16 + zlib.MAX_WBITS
GZIP_START = b"\x1f"
# zstandard has no limit on what one call yields, but no block of zstd yields over 128 KiB, and none is under 4 bytes
# (RFC 8878 §3.1.1.2): small bites keep a bomb small.
ZSTD_BITE = 128
ZSTD_WINDOW = 8 * 1024 * 1024  # the most a server may use (RFC 9659)
MOST_CODINGS = 2


class Decoder(Protocol):
    """Undoes one content coding piece by piece; the errors it raises are BROKEN."""

    @property
    def finished(self) -> bool:
        """Whether the coded data ended where its format says it ends."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The decoded pieces of some more coded data, each small."""


class Gzip:
    """RFC 1952: one or more members; what follows the last is padding and is passed over, as browsers do."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(GZIP_FORMAT)

    @property
    def finished(self) -> bool:
        """Whether the last member is complete, checksum and all."""
        return self._member.eof

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Pieces of at most STEP bytes."""
        while data:
            if self._member.eof:
                if not data.startswith(GZIP_START):
                    return
                self._member = zlib.decompressobj(GZIP_FORMAT)
            yield self._member.decompress(data, STEP)
            data = self._member.unconsumed_tail or self._member.unused_data


class Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    @property
    def finished(self) -> bool:
        """Whether the last meta-block was read."""
        return bool(self._stream.is_finished())

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Pieces of about STEP bytes."""
        if self.finished:
            return
        piece = self._stream.process(data, output_buffer_limit=STEP)
        while piece:  # until none comes: more may wait inside brotli although it would take new data
            yield piece
            piece = self._stream.process(b"", output_buffer_limit=STEP)


class Zstd:
    """RFC 8878, with the window of RFC 9659: one or more frames."""

    def __init__(self) -> None:
        self._frame = _new_zstd_frame()

    @property
    def finished(self) -> bool:
        """Whether the last frame is complete."""
        return self._frame.eof

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Pieces of what ZSTD_BITE coded bytes can hold."""
        for start in range(0, len(data), ZSTD_BITE):
            bite = data[start : start + ZSTD_BITE]
            while bite:
                if self._frame.eof:
                    self._frame = _new_zstd_frame()
                yield self._frame.decompress(bite)
                bite = self._frame.unused_data


def _new_zstd_frame() -> "zstandard.ZstdDecompressionObj":  # quoted: a name of zstandard's stubs only
    return zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).decompressobj()


DECODERS: dict[str, Callable[[], Decoder]] = {"gzip": Gzip, "x-gzip": Gzip, "br": Brotli, "zstd": Zstd}
BROKEN = (zlib.error, brotli.error, zstandard.ZstdError)


async def read_body(answer: httpx.Response, most: int, where: str) -> bytes:
    """The body, decoded; raises TooLarge over `most` bytes (coded or decoded), Truncated when the coding is broken."""
    decoders = _decoders(answer.headers.get("content-encoding", ""), where)
    body, raw = BytesIO(), 0
    assert isinstance(answer.stream, httpx.AsyncByteStream)
    async for chunk in answer.stream:  # not by aiter_raw, which counts and rechunks what is counted here
        raw += len(chunk)
        try:
            for piece in _through(decoders, chunk):
                body.write(piece)
                _refuse_over(most, max(raw, body.tell()), where)
        except BROKEN as error:
            raise Truncated(f"the body does not decode ({error})", where, "it is asked again by itself") from error
    if raw and not all(decoder.finished for decoder in decoders):
        raise Truncated("the compressed body ends early", where, "it is asked again by itself")
    return body.getvalue()


def refuse_announced(answer: httpx.Response, most: int, where: str) -> None:
    """Raise TooLarge when the Content-Length alone says so."""
    announced = answer.headers.get("content-length", "")
    if announced.isdecimal():
        _refuse_over(most, int(announced), where)


def _refuse_over(most: int, size: int, where: str) -> None:
    if size > most:
        raise TooLarge(f"the body is over {most} bytes", where, "raise http.max_body, or watch a smaller page")


def _decoders(header: str, where: str) -> list[Decoder]:
    """Decoders in the order to apply them; raises Truncated for a coding nobody asked for."""
    names = [name.strip().lower() for name in header.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if len(names) > MOST_CODINGS or not set(names) <= DECODERS.keys():
        raise Truncated(f"the body is coded as {header!r}, which we did not ask for", where, "tell the server's owner")
    return [DECODERS[name]() for name in reversed(names)]


def _through(decoders: Sequence[Decoder], data: bytes) -> Iterator[bytes]:
    """The data after all decoders, in pieces: no step holds more than one piece of the step before."""
    if not decoders:
        yield data
        return
    for piece in decoders[0].feed(data):
        yield from _through(decoders[1:], piece)
