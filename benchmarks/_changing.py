"""A town whose pages change all the time, each change by a word of its own: which were told, and how often."""

import random
import re
from collections import Counter

from tests.fleet.town import Town

_PUT_IN = re.compile(r"(?<!\[-)order-\d+-of-page-\d+-entered")
"""A word as an alert says that it was put in; the next one of the page shows it as taken out, `[-so-]`."""


class Changing:
    """Changes the first `pages` of a town; `changes` are the words put in, with their page."""

    def __init__(self, town: Town, pages: int, seed: int) -> None:
        self.town, self.pages = town, pages
        self.changes: dict[str, int] = {}
        self._dice = random.Random(seed)  # noqa: S311 (a draw to repeat)

    def change_one(self) -> None:
        """Change a page of which the last change was told: of two changes at once only the last can be seen."""
        waiting = {self.changes[word] for word in self.untold()}
        free = [number for number in range(self.pages) if number not in waiting]
        if free:
            page = self._dice.choice(free)
            word = f"order-{len(self.changes)}-of-page-{page}-entered"  # one word, which an edit shows as one
            self.changes[word] = page
            self.town.say(page, word)

    def told(self) -> Counter[str]:
        """How often an alert said that each word was put in."""
        counts: Counter[str] = Counter()
        for message, times in list(self.town.told.items()):
            for word in words_of(message):
                counts[word] += times
        return counts

    def untold(self) -> set[str]:
        """The words of which no alert was heard yet."""
        return self.changes.keys() - self.told().keys()

    def twice(self) -> set[str]:
        """The words that were told more than once."""
        return {word for word, times in self.told().items() if times > 1}


def words_of(message: str) -> set[str]:
    """The words that an alert says were put in."""
    return set(_PUT_IN.findall(message))
