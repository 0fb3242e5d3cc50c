"""Text from pages made safe to show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.plain import address, markdown, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two\r\n  lines\tand\u2028more\x0b", "two lines and more"),
        ("\x1b[1;31mred\x1b[0m \x1b]8;;http://x\x1b\\link\x1b]8;;\x07 \x1bM", "red link"),
        ("a\u202eb\u2067c\u200ed\ufeffe\u00adf", "abcdef"),
        ("क\u094d\u200dष 👩\u200d⚖", "क\u094d\u200dष 👩\u200d⚖"),
        ("", ""),
    ],
)
def test_what_stays(text, expected):
    """Words stay, joiners too; whatever moves a cursor, colours or turns the direction goes."""
    assert plain(text, 100) == expected


def test_a_cut_is_shown():
    """A longer text ends with an ellipsis and is never longer than asked."""
    assert plain("one two three", 8) == "one two…"
    assert plain("x" * 10**6, 50) == "x" * 49 + "…"


@given(st.text(), st.integers(1, 60))
def test_nothing_unseen_is_left(text, most):
    """Whatever comes in, one bounded line without control and format characters comes out, the same when done twice."""
    line = plain(text, most)
    assert len(line) <= most
    assert all(unicodedata.category(mark) not in {"Cc", "Cs"} and mark not in "\u202e\u2066" for mark in line)
    assert plain(line, most) == line
    line.encode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_b*c*", "a\\_b\\*c\\*"),
        ("[x](http://y)", "\\[x\\](http://y)"),
        ("<!channel> `c` ~s~ |t| #h {j} \\", "\\<!channel\\> \\`c\\` \\~s\\~ \\|t\\| \\#h \\{j\\} \\\\"),
        ("@Everyone @here me@here.example", "@\u200bEveryone @\u200bhere me@\u200bhere.example"),
        ("No. 1:25-cv-00457 (D.D.C.)", "No. 1:25-cv-00457 (D.D.C.)"),
    ],
)
def test_markup_is_escaped(text, expected):
    """Markup of chat programs is escaped, ordinary docket text untouched."""
    assert markdown(text) == expected


@pytest.mark.parametrize("url", ["https://x.example/a_b?c=d&e=(f)#g", "HTTP://x"])
def test_web_addresses_pass(url):
    """An http(s) address stays as it is."""
    assert address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//x",
        "https://x y",
        "https://x\n",
        'https://x">',
        "https://x>",
    ],
)
def test_other_addresses_do_not(url):
    """Whatever could be more than an address is none."""
    assert address(url) is None
