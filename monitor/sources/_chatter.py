"""Lines of a story's page that are no words of the story: counts, relative times, links to other stories, invitations.

They stand among the paragraphs, change from request to request, and would make an edit of each check.
"""

import re

_COUNTED = r"comments?|views?|reads?|readers|shares?|likes?|replies|responses?|reactions?|followers"
_UNIT = r"(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s?|[smhdw]"
_PIECES = re.compile(
    rf"""(?:
      (?:(?:last\s)?(?:updated|published|posted|modified|edited)\b\W{{0,3}})?
        (?:(?:about|over|an?|\d{{1,3}})\s?){{1,2}}(?:{_UNIT})\sago  # 3 hours ago; Updated about an hour ago
    | just\snow
    | (?:viewed|read|shared)\s[\d.,]+\s?[km]?\stimes
    | [\d.,]+\s?[km]?\s(?:{_COUNTED})
    | share(?:\sfull\sarticle|\sthis)?\s?[\d.,]*[km]?
    | \d{{1,3}}[-\s]min(?:ute)?s?(?:[-\s](?:read|listen|watch))?
    | listen(?:\sto\sthis\s(?:article|story))?
    | download | advertisement | sponsored | print | save | gift
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""What such lines are made of."""
_BETWEEN = " ·•|,;:/\u2013\u2014-"
_LONGEST = 120
_LINK = re.compile(
    r"(?:(?:read|see|watch|listen)(?:\s(?:more|also|next|now))|also\sread|more|related(?:\s(?:coverage|stories|story))?"
    r"|recommended|don[\u2019']t\smiss|you\smay\s(?:also\s)?like|trending|most\sread)\s*:\s",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"(?:sign\sup|subscribe|register|join|get)\b.{0,60}\b(?:newsletters?|inbox|wire|briefings?|alerts|e-?mails?)\b",
    re.IGNORECASE,
)


def is_chatter(line: str) -> bool:
    """Whether a line, in full, is of these kinds; a sentence that holds such words is none."""
    if _LINK.match(line):
        return len(line) <= 2 * _LONGEST
    return len(line) <= _LONGEST and (_INVITATION.match(line) is not None or is_counts(line))


def is_counts(line: str) -> bool:
    """Whether nothing but counts, times and labels stands on the line: "Updated 3 hours ago · 1,204 views"."""
    return not _PIECES.sub("", line).strip(_BETWEEN)
