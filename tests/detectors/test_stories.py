"""News: our own stories, told in the ways of wire and press."""

from datetime import UTC, datetime

import pytest

from monitor.model import Item


def item_of(story):
    """A story as an item."""
    day = story["published"]
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Item("key", story["title"], story["text"], "article", published=published)


def test_rulings_in_stories(see, story):
    """A story reports a ruling as news, or does not."""
    assert (see("ruling", item_of(story)) is not None) == story["ruling"]


def test_appeals_in_stories(see, story):
    """Only an appeal that was taken is one; "can", "may", "will" and "won't appeal" are none."""
    assert (see("appeal", item_of(story)) is not None) == (story["appeal"] == "filed")


def test_a_ruling_with_an_appeal_to_come_says_so(see, story):
    """A ruling from a story that announces or allows an appeal carries the mark."""
    event = see("ruling", item_of(story))
    if event and story["appeal"] == "prospective":
        assert event.prospective_appeal


def test_facts_of_a_story(see):
    """Judge, court, case, number and pages come along; news is no record."""
    text = (
        "U.S. District Judge Colleen Kollar-Kotelly on Friday blocked the IRS from giving taxpayers' addresses to ICE. "
        "Her 94-page ruling in Center for Taxpayer Rights v. IRS, No. 1:25-cv-00457, was issued in the U.S. District "
        "Court for the District of Columbia. The Trump administration can appeal the decision."
    )
    event = see("ruling", Item("k", "Judge blocks IRS from sharing data with ICE", text, "article"))
    assert (event.judge, event.court, event.docket_number) == ("Colleen Kollar-Kotelly", "dcd", "1:25-cv-00457")
    assert (event.pages, event.record, event.prospective_appeal) == (94, False, True)
    assert "Center for Taxpayer Rights v. IRS" in event.mentions
    assert text[slice(*event.at)] == event.evidence
    assert see("appeal", Item("k", "Judge blocks IRS", text, "article")) is None


@pytest.mark.parametrize(
    ("text", "court", "judge"),
    [
        (
            (
                "A federal judge on Friday ruled that Acme broke the law. Acme could ask the Supreme Court to hear the "
                "case. U.S. District Judge Amit Roe wrote the ruling."
            ),
            None,
            "Amit Roe",
        ),
        (
            (
                "U.S. District Judge Ann Holt in Boston on Friday blocked the cuts. The administration can appeal the "
                "decision to the 1st Circuit."
            ),
            None,
            "Ann Holt",
        ),
        (
            (
                "U.S. District Judge Ann Holt ruled on Friday for the state. The ruling may be appealed to the "
                "11th U.S. Circuit Court of Appeals."
            ),
            None,
            "Ann Holt",
        ),
        (
            (
                "A federal judge struck down the rule on Friday. Judge Ada Roe of the Northern District of "
                "Texas said the agency lacked power. The agency may appeal to the 5th Circuit."
            ),
            "txnd",
            "Ada Roe",
        ),
        (
            (
                "A federal appeals court in Washington on Friday affirmed Judge Roe\u2019s ruling that Acme broke it. "
                "Acme said it would ask the Supreme Court to review it."
            ),
            None,
            None,
        ),
        (
            (
                "The D.C. Circuit on Friday upheld U.S. District Judge Amit Roe\u2019s ruling. Judge Neomi Marsh wrote "
                "for the panel; Judge Al Orr dissented."
            ),
            "cadc",
            "Neomi Marsh",
        ),
        (
            (
                "A three-judge panel of the 9th U.S. Circuit Court of Appeals on Friday paused Judge Al Roe's "
                "order. The case began in the Northern District of California."
            ),
            "ca9",
            None,
        ),
        (
            (
                "The Supreme Court on Monday declined to hear an appeal from a 5th Circuit ruling. Justice Ann Marsh "
                "dissented."
            ),
            "scotus",
            None,
        ),
        ("The Ohio Supreme Court on Friday threw out the map. Justice Ann Marsh dissented.", None, None),
    ],
)
def test_who_ruled_and_where(see, text, court, judge):
    """The court and judge are those that ruled, not those below or those that may be asked next."""
    event = see("ruling", Item("k", "", text, "article"))
    assert (event.court, event.judge) == (court, judge)


@pytest.mark.parametrize(
    ("text", "judge"),
    [
        ("The Justice Department on Monday appealed the ruling to the 9th Circuit.", None),
        ("The Justice Department on Monday appealed U.S. District Judge Amit Roe\u2019s ruling.", "Amit Roe"),
    ],
)
def test_a_department_is_no_judge(see, text, judge):
    """Who appeals is no judge; whose ruling is appealed is."""
    assert see("appeal", Item("k", "", text, "article")).judge == judge


@pytest.mark.parametrize(
    ("text", "disposition"),
    [
        ("A federal judge tossed the lawsuit against the city on Tuesday.", "dismissed"),
        ("A federal judge on Tuesday threw out charges against the ex-mayor.", "dismissed"),
        ("A federal judge on Tuesday threw out the jury's $20 million verdict.", "vacated"),
        ("A federal judge on Tuesday tossed parts of the lawsuit.", "granted_in_part"),
        ("A federal judge on Tuesday tossed most of the claims against the city.", "granted_in_part"),
    ],
)
def test_what_is_thrown_out(see, text, disposition):
    """A lawsuit or charge thrown out is dismissed; a verdict or rule is vacated."""
    assert see("ruling", Item("k", "", text, "article")).disposition == disposition


@pytest.mark.parametrize(
    "text",
    [
        "The federation's appeal panel has upheld a ban. The panel ruled on Tuesday that it was fair.",
        "Lawyers for the ex-sheriff filed an appeal on Friday, four days after he was sentenced to 11 years in prison.",
        "U.S. District Judge Ann Holt, who issued the order in June, holds a hearing on Friday.",
    ],
)
def test_no_court_rules_here(see, text):
    """A club's panel, a sentence of days ago, a clause that only says which judge is meant are no ruling."""
    assert see("ruling", Item("k", "", text, "article")) is None


@pytest.mark.parametrize(
    "text",
    [
        "The Supreme Court agreed Tuesday to decide whether cities may tax streaming companies.",
        "Attorney General Ann Roe today announced that a federal court has found Acme in contempt for its calls.",
        "The city won a major victory on Wednesday when U.S. District Judge Ann Roe ruled that its law may stand.",
        "A verdict that Acme won in Texas was thrown out on Wednesday by the Federal Circuit, which said it had erred.",
    ],
)
def test_ways_to_tell_a_ruling(see, text):
    """Taking up a case, a ruling that somebody announces, a passive with its court are rulings."""
    assert see("ruling", Item("k", "", text, "article")) is not None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Appeals court to hear grants case",
            "The 1st Circuit has put the grants case on its calendar, it said Monday.",
        ),
        (
            "Can the governor appeal?",
            "Friday's ruling on the ballot has raised questions. Here are some answers to them.",
        ),
        (
            "Why it matters",
            "On July 2, the 5th Circuit affirmed the dismissal of a suit. This alert explains it to you.",
        ),
    ],
)
def test_what_explains_is_no_news(see, title, text):
    """A calendar, questions and answers, an essay on a ruling of weeks ago report none."""
    published = datetime(2025, 8, 20, tzinfo=UTC)
    assert see("ruling", Item("k", title, text, "article", published=published)) is None


@pytest.mark.parametrize(
    "text",
    [
        "The government noticed an appeal to the 1st Circuit on Thursday, the coalition said in a statement.",
        "Her attorney filed a notice of appeal with the state Court of Appeals just before 4 p.m. that day.",
    ],
)
def test_ways_to_tell_an_appeal(see, text):
    """An appeal noticed, or filed at an hour of the day, is filed."""
    assert see("appeal", Item("k", "", text, "article")) is not None


def test_what_appeals_to_somebody_is_no_appeal(see):
    """A ruling may appeal to dogs; only a court hears an appeal."""
    assert see("appeal", Item("k", "", "The ruling appealed to dog owners on Friday.", "article")) is None
    assert see("appeal", Item("k", "", "The city appealed to the 4th Circuit on Friday.", "article")) is not None


def test_a_ruling_behind_a_promise_to_appeal(see):
    """A story that opens with the promise to appeal tells the ruling further down, without a day."""
    text = (
        "The attorney general said he would appeal a ruling that ended the program. Officials were dismayed by it. "
        "U.S. District Judge Ann Holt ruled that the program breaks federal law."
    )
    assert see("ruling", Item("k", "", text, "article")).judge == "Ann Holt"


def test_a_headline_alone_is_likely_only(see):
    """Without its story a headline is believed, but not for certain."""
    event = see("ruling", Item("k", "Judge strikes down state map", "", "article"))
    assert (event.confidence, event.at) == ("likely", None)


def test_an_old_ruling_is_background(see):
    """A ruling of another day than the story's is background."""
    text = "The agency wrote new rules this spring. On June 3, 2024, a federal judge blocked the old ones."
    published = datetime(2025, 5, 2, tzinfo=UTC)
    assert see("ruling", Item("k", "Agency writes new rules", text, "article", published=published)) is None


@pytest.mark.parametrize(
    "text",
    [
        "The appealing cottage went for a record price on Friday.",
        "The ruling party met on Monday to weigh its order of business.",
        "He won the verdict of history on Tuesday, said the mayor.",
    ],
)
def test_words_with_other_senses(see, text):
    """Legal words without a court are no news of law."""
    assert see("ruling", Item("k", "", text, "article")) is None
    assert see("appeal", Item("k", "", text, "article")) is None
