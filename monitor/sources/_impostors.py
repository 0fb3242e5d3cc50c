"""Pages that stand in place of the page: login, bot check, consent wall, paywall, maintenance.

They come with status 200, and what is on them is never a change of the page. A sign counts only on a page of few words:
an article about captchas, or a page with a login form in its head, is what it is. What many sound pages hold too (the
script of a bot check, a cookie banner) counts only where hardly anything else is said.
"""

import re
from typing import NamedTuple

from monitor.errors import NotThePage, PageError, Unreadable
from monitor.sources._text import lines_of, soup_of


class _Sign(NamedTuple):
    """What tells one kind of impostor, and the most characters that its content has."""

    name: str
    most: int
    pattern: re.Pattern[str]


def _sign(name: str, most: int, *patterns: str) -> _Sign:
    return _Sign(name, most, re.compile("|".join(patterns), re.IGNORECASE))


_SIGNS = (
    _sign(
        "a bot check",
        2500,
        r"<title>\s*(?:Just a moment|Attention Required!|Pardon Our Interruption|Access Denied|Human Verification)",
        r"(?:verify|verifies|verifying|confirm) (?:that )?you(?:'re| are) (?:a )?(?:human|not a (?:ro)?bot)",
        r"are you a robot\?|unusual traffic from your",
    ),
    _sign("a bot check", 300, r"cf[-_]chl|captcha|_Incapsula_Resource|datadome|awswaf"),
    _sign(
        "a login page",
        2500,
        r"<title>[^<]{0,60}\b(?:log ?in|sign ?in|log ?on)\b",
        r"location\S{0,8}\s*=\s*[\"']https://pacer\.login\.uscourts\.gov",
        r"your session has (?:expired|timed out)",
    ),
    _sign("a login page", 400, r"type\s*=\s*[\"']?password\b|(?:please|must|need to) (?:log|sign)[ -]?in"),
    _sign("a maintenance page", 2500, r"<title>[^<]{0,60}\b(?:maintenance|unavailable|outage)\b"),
    _sign(
        "a maintenance page",
        800,
        r"(?:down|closed|offline|unavailable) (?:for|due to|because of|during) (?:\w+ ){0,3}(?:maintenance|upgrade)",
        r"undergoing (?:\w+ ){0,2}maintenance|temporarily (?:unavailable|down|offline)|service unavailable",
        r"(?:site|system|service|cm/ecf|pacer) is (?:currently )?(?:down|unavailable)",
    ),
    _sign(
        "a consent wall",
        2500,
        r"before you continue to|https://consent\.(?:google|yahoo)\.|<title>[^<]{0,60}\b(?:consent|privacy choices)\b",
    ),
    _sign("a consent wall", 300, r"value your privacy|use cookies|accept all cookies"),
    _sign(
        "a paywall",
        1200,
        r"(?:subscribe|sign up|register|log in) (?:now )?to (?:continue|keep) reading|to continue reading",
        r"already a subscriber\?|(?:for|to) subscribers(?: only|\.)|subscriber[- ]only (?:article|story|content)",
        r"(?:continue|keep) reading with a|to (?:read|view|see) the (?:full|whole|rest of the) (?:story|article)",
        r"(?:reached|at) your (?:\w+ ){0,3}limit",
    ),
    _sign("a paywall", 600, r"\"isAccessibleForFree\"\s*:\s*\"?false"),
)
_CONSENT = _sign(
    "a consent wall",
    2500,
    r"\bour (?:[\d,]+ )?(?:\w+ )?partners\b.{0,60}\b(?:store|process|use cookies)",
    r"access information on (?:a|your) device",
)
"""What is looked for in the content only: around a sound story, a banner may say it."""
_LOOKED_AT = 400_000
"""Characters in which signs are looked for; pages of few words are shorter."""

_NEXT = {
    "a login page": "the address must be readable without an account; watch the court's feed or a CourtListener page",
    "a bot check": "the site refuses programs; watch it through its feed, or save the page by hand",
    "a paywall": "the story can only be known by its headline",
}
_SHUT = frozenset({"a login page", "a bot check", "a paywall"})


def impostor(text: str, content: str | None = None) -> str | None:
    """What stands in place of the page ("a login page"), None if nothing does.

    `content` is what would be taken for the page's content; by default all that a reader sees.
    """
    signs = [sign for sign in _SIGNS if sign.pattern.search(text, 0, _LOOKED_AT)]
    if content is not None and _CONSENT.pattern.search(content, 0, _CONSENT.most):
        signs.append(_CONSENT)
    if not signs:
        return None
    length = len(content) if content is not None else sum(map(len, lines_of(soup_of(text))))
    return next((sign.name for sign in signs if length <= sign.most), None)


def refuse_impostor(url: str, text: str, content: str | None = None) -> None:
    """Raise NotThePage when another page stands in place of the page."""
    name = impostor(text, content)
    if name:
        raise _stands_in_place(name, "the page", url)


def not_this_format(url: str, text: str, wanted: str, next_step: str) -> PageError:
    """The error for a page that is not in the format wanted: NotThePage if one can say what stands there instead."""
    name = impostor(text)
    if name:
        return _stands_in_place(name, wanted, url)
    return Unreadable(f"the page is not {wanted}", url, next_step)


def _stands_in_place(name: str, wanted: str, url: str) -> NotThePage:
    next_step = _NEXT.get(name, "it will be tried again")
    return NotThePage(f"{name} stands in place of {wanted}", url, next_step, shut=name in _SHUT)
