"""Decoding in bounded steps loses nothing, wherever the network cuts the data."""

import gzip
import random

import brotli
import pytest
import zstandard

from monitor.edge.decode import DECODERS, STEP

CODERS = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress}


def decoded(coding, data, cut):
    """The decoded data, fed in pieces of so many bytes, and whether it ended well."""
    decoder = DECODERS[coding]()
    pieces = [piece for start in range(0, len(data), cut) for piece in decoder.feed(data[start : start + cut])]
    return b"".join(pieces), decoder.finished


@pytest.mark.parametrize("coding", CODERS)
def test_every_byte_comes_out(coding):
    """Bodies of all sizes around a step and its double, fed whole: what a decoder holds back at the end comes too."""
    for size in [0, 1, *range(STEP - 3, STEP + 300, 7), *range(2 * STEP - 1, 2 * STEP + 300, 7)]:
        assert decoded(coding, CODERS[coding](bytes(size)), 10**6) == (bytes(size), True)


@pytest.mark.parametrize("cut", [1, 7, 128, 129, 4096])
@pytest.mark.parametrize("coding", CODERS)
def test_cuts_do_not_matter(coding, cut):
    """The same page comes out however the network cut it; one byte short, and the decoder knows."""
    page = bytes(random.Random(53).choices(range(64), k=20_000))
    data = CODERS[coding](page)
    assert decoded(coding, data, cut) == (page, True)
    assert not decoded(coding, data[:-1], cut)[1]
