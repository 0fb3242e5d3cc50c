"""Selectors and patterns that users write, checked when the config is read."""

import re

import soupsieve
from lxml import etree

LONGEST_PATTERN = 200
MOST_REPEATS = 2
LONGEST_LINE = 300
"""Of each line so many characters are compared with a pattern: with the bounds above, milliseconds at worst."""

_ESCAPED = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")
_LONG_REPEAT = re.compile(r"[*+]|\{\d*,(?:\d{2,})?\}")
_REPEAT = re.compile(r"[*+]|\{\d")
_CHOICE = re.compile(r"[*+?|]|\{\d*,")


def checked_css(selector: str) -> str:
    """The CSS selector itself; raises ValueError when it is none."""
    try:
        soupsieve.compile(selector)
    except soupsieve.SelectorSyntaxError as error:
        raise ValueError(f"{selector!r} is no CSS selector ({str(error).splitlines()[0]})") from error
    return selector


def checked_xpath(expression: str) -> str:
    """The XPath expression itself (XPath 1.0); raises ValueError when it is none."""
    try:
        etree.XPath(expression)
    except etree.XPathError as error:
        raise ValueError(f"{expression!r} is no XPath 1.0 expression ({error})") from error
    return expression


def checked_pattern(pattern: str) -> str:
    """The regular expression itself; raises ValueError when it is none or could take too long on some line.

    Refused are more than 200 characters, back references, a repeated group that holds a repetition or alternatives
    ("(a+)+"), whose time grows exponentially with the line, and more than two long repetitions ("*", "+", "{0,99}"): on
    one line of 300 letters `.*.*.*x` takes half a second, `.*.*.*.*x` half a minute.
    """
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression ({error})") from error
    plain = _ESCAPED.sub("x", pattern)
    if len(pattern) > LONGEST_PATTERN or len(_LONG_REPEAT.findall(plain)) > MOST_REPEATS:
        raise ValueError(f"{pattern!r} is too long: at most {LONGEST_PATTERN} characters, {MOST_REPEATS} times * or +")
    if re.search(r"\\[1-9]|\(\?P=", pattern) or _nested(plain):
        raise ValueError(f"{pattern!r} could run for ever: write it without repeating a group, or use several patterns")
    return pattern


def _nested(plain: str) -> bool:
    """Whether a group that holds a repetition, an option or alternatives is repeated itself."""
    open_groups: list[bool] = []
    plain = plain.replace("(?", "(")
    for at, sign in enumerate(plain):
        if sign == "(":
            open_groups.append(False)
        elif open_groups and _CHOICE.match(plain, at):
            open_groups[-1] = True
        elif sign == ")" and open_groups:
            risky = open_groups.pop()
            if risky and _REPEAT.match(plain, at + 1):
                return True
            if risky and open_groups:
                open_groups[-1] = True
    return False
