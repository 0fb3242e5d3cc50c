"""Around a story everything may change from request to request; told is only what changes in the story."""

from dataclasses import replace

import pytest

from benchmarks._news_pages import TEMPLATES, page, story
from monitor.core.diff import diff, words
from monitor.sources._chatter import is_chatter

PAGES = range(2 * len(TEMPLATES))
"""Two stories in each template; `./run bench sources` takes a hundred."""


@pytest.fixture
def article(read):
    """What is read of a story's page, with the noise of one request."""
    return lambda told, number, noise: read("article", page(told, number, noise))


@pytest.mark.parametrize("number", PAGES)
def test_noise_around_a_story_is_no_change(article, number):
    """Nonces, adverts, related stories, counts, times, banners: the whole story and nothing else is read each time."""
    told = story(number)
    first = article(told, number, 0)
    assert first.items[0].title == told.headline
    assert [line for line in told.paragraphs if line not in first.items[0].text.split("\n")] == []
    for noise in (1, 2, 3):
        assert diff(first, article(told, number, noise), set()) == []


@pytest.mark.parametrize("number", PAGES)
def test_a_changed_paragraph_is_one_change_shown_word_by_word(article, number):
    """A correction is one edit amid all the noise, and its words are shown as taken out and put in."""
    told = story(number)
    mended = told.paragraphs[1].replace(" ", " reportedly ", 1)
    before = article(told, number, 0)
    after = article(replace(told, paragraphs=(told.paragraphs[0], mended, *told.paragraphs[2:])), number, 1)
    (change,) = diff(before, after, set())
    assert change.kind == "edited"
    assert "{+reportedly+}" in words(change.before.text, change.item.text)
    assert "[-" not in words(change.before.text, change.item.text)


@pytest.mark.parametrize("number", PAGES)
def test_a_changed_headline_is_one_change(article, number):
    """Another headline is one edit."""
    told = story(number)
    before, after = (article(other, number, 4) for other in (told, replace(told, headline="Court decides the case")))
    (change,) = diff(before, after, set())
    assert (change.kind, change.before.title, change.item.title) == ("edited", told.headline, "Court decides the case")


@pytest.mark.parametrize(
    "line",
    [
        "3 hours ago",
        "Updated about an hour ago · 1,204 views",
        "Last updated: 5 min ago",
        "35481 comments",
        "Viewed 12,003 times",
        "2.3K shares",
        "4-Minute ListenDownload",
        "5 min read",
        "Listen to this article · 6 min",
        "Share full article 12",
        "Advertisement",
        "RELATED: Court hears case on water rights",
        "Read more: Storm closes schools",
        "Don\u2019t miss: Mayor to run again",
        "Sign up for our morning newsletter",
        "Get the daily docket in your inbox.",
    ],
)
def test_chatter_is_no_text_of_a_story(line):
    """Counts, relative times, links to other stories and invitations are left out."""
    assert is_chatter(line)


@pytest.mark.parametrize(
    "line",
    [
        "The order was published 3 hours ago, and 35 comments had come in by noon.",
        "Three hours ago the judge ruled.",
        "The judge read more than 2,000 comments before she vacated the rule.",
        "More than 40 shares changed hands.",
        "Advertisement was the word the judge used for the agency's notice.",
        "Subscribers sued the newsletter.",
        "Related cases are pending in two other districts.",
        "42",
        "Affirmed.",
    ],
)
def test_sentences_are_text_whatever_words_they_hold(line):
    """No sentence of a story is taken for chatter."""
    assert not is_chatter(line)


def test_a_list_of_links_only_is_no_part_of_a_story(read):
    """A paragraph that is nothing but a link to another story is left out, one that holds a link is kept."""
    told = "<p>In part {} the judge wrote that the <a href='/law'>law</a> forbids what the agency had begun to do.</p>"
    other = "<p><a href='/{0}'>Another story of the day, the {0}th</a></p>"
    body = "<title>S</title><body><article><h1>S</h1>{}</article>".format(
        "".join(told.format(part) + other.format(part) for part in range(6))
    )
    text = read("article", body).items[0].text
    assert text.count("the law forbids") == 6
    assert "Another story" not in text
