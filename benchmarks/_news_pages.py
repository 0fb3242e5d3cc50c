"""News pages as sites serve them, made here: one story in the templates of several kinds of sites, with their noise.

`Story` is what is told; `page(story, template, noise)` is what a server answers. `noise` is a seed for all that differs
between two requests and says nothing: nonces, hashed class names, comments, adverts, related stories, view counts,
relative times, share counts, newsletters, cookie banners and consent texts. All words are the project's own.
"""

import html
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

_JUDGES = ("Ann Example", "Robert Sample", "Carla Muster", "David Beispiel", "Erin Placeholder")
_AGENCIES = ("Revenue Service", "Department of Examples", "Bureau of Records", "Office of Benefits", "Port Authority")
_GROUPS = ("Taxpayers United", "the Clean River League", "a union of teachers", "three cities", "the State of Sample")
_OPENINGS = (
    "A federal judge on {day} ordered the {agency} to stop enforcing a rule that {group} had challenged.",
    "The {agency} may not go on with its new policy for now, U.S. District Judge {judge} ruled on {day}.",
    "An appeals court on {day} let stand an injunction that keeps the {agency} from closing its field offices.",
    "{judge}, a federal judge, threw out on {day} most of a lawsuit that {group} had brought against the {agency}.",
)
_MIDDLE = (
    "In a {pages}-page opinion, {judge} wrote that the agency had not said why it left decades of practice.",
    "Lawyers for {group} said that the decision would protect thousands of people while the lawsuit goes on.",
    "“The law leaves this to nobody,” the judge wrote. “Congress chose its words with care.”",
    "A spokeswoman for the {agency} declined to comment and referred questions to the Justice Department.",
    "The government can appeal the decision. It has said in other cases that single judges should not decide for all.",
    "The case began in {month}, when {group} asked the court to set the policy aside as arbitrary and capricious.",
    "At a hearing last month the judge pressed both sides on whether the plaintiffs had shown that they were harmed.",
    "A similar suit is pending in another district, where a judge declined to block the policy earlier this year.",
    "Under the policy, officials would have shared addresses of {number} people with other parts of the government.",
    "Experts on administrative law said that the ruling follows a line of decisions by the Supreme Court.",
    "The order takes effect at once, though the agency has seven days to seek a stay from the appeals court.",
    "Documents filed in the case show that staff had warned of mistakes in {number} records before the policy began.",
    "The plaintiffs had also asked for damages; that part of the suit was dismissed without prejudice.",
    "Neither side expected a quick end: a trial, should there be one, would not begin before next {month}.",
)
_DAYS, _MONTHS = ("Monday", "Tuesday", "Thursday", "Friday"), ("January", "March", "June", "September")
_ADS = ("Save 40% on mattresses this week", "Doctors hate this one trick", "The best travel cards of the year")
_RELATED = (
    "Senate passes budget after long night",
    "What to know about the new tax forms",
    "Storm closes schools along the coast",
    "Mayor to run for third term",
    "Court hears case on water rights",
)
_CONSENT = (
    "Some of our 812 partners rely on legitimate interest, to which you may object at any time and for any reason.",
    "Necessary cookies keep you signed in and remember the size of your letters. They cannot be switched off.",
    "Cookies for measurement tell us how many people read a story and how far down the page they go.",
    "Cookies for advertising let companies show you adverts here and elsewhere that fit what you have read before.",
    "Your choice is kept for six months. You can find this window again at the foot of each page.",
)
_REMARKS = (
    "About time. I have been saying this for years, and nobody in that building has ever listened to a word of it.",
    "Did anybody read the opinion? The part on standing is weak, and the appeals court will see it the same way.",
    "Great reporting as always. Could you link the order itself, please, so that we can read what it says?",
    "My cousin works there and says that nobody knew anything about this until it was in the papers on Monday.",
)


@dataclass(frozen=True)
class Story:
    """A headline, a byline, the minute of publication and the paragraphs."""

    headline: str
    author: str
    published: str
    paragraphs: tuple[str, ...]


def story(seed: int) -> Story:
    """One of endlessly many stories about a ruling."""
    pick = Random(f"story {seed}")  # noqa: S311 (nothing secret: the same seed must give the same page)
    facts = {
        "day": pick.choice(_DAYS),
        "agency": pick.choice(_AGENCIES),
        "judge": pick.choice(_JUDGES),
        "group": pick.choice(_GROUPS),
        "month": pick.choice(_MONTHS),
        "pages": pick.randint(12, 140),
        "number": f"{pick.randint(2, 90)},{pick.randint(100, 999)}",
    }
    told = [pick.choice(_OPENINGS), *pick.sample(_MIDDLE, pick.randint(2, 11))]
    return Story(
        headline=f"Judge rules on policy of the {facts['agency']} challenged by {facts['group']}",
        author=f"Pat Reporter {seed % 7}",
        published=f"2026-02-{pick.randint(10, 27)}T{pick.randint(10, 22)}:12:00-05:00",
        paragraphs=tuple(text.format(**facts) for text in told),
    )


class Noise:
    """All that differs between two requests for one page."""

    def __init__(self, seed: int) -> None:
        self._pick = Random(f"noise {seed}")  # noqa: S311 (as above)

    def code(self) -> str:
        """A nonce, a hashed class name, an id."""
        return f"{self._pick.getrandbits(40):x}"

    def comment(self) -> str:
        """A comment of the server."""
        return f"<!-- rendered by node-{self._pick.randint(1, 99)} in {self._pick.randint(8, 900)} ms -->"

    def views(self) -> str:
        """A count of readers."""
        return self._pick.choice(("{0} views", "{0} reads", "Viewed {0} times")).format(f"{self.number():,}")

    def ago(self) -> str:
        """A relative time."""
        unit = self._pick.choice(("minutes", "hours", "days"))
        return self._pick.choice(("{0} {1} ago", "Updated {0} {1} ago")).format(self._pick.randint(2, 50), unit)

    def number(self) -> int:
        """A count."""
        return self._pick.randint(1, 99_999)

    def ad(self) -> str:
        """An advert, or the empty frame of one."""
        words = self._pick.choice((*_ADS, ""))
        name = f"ad-{self.code()}"
        return f'<div class="ad-slot {name}" data-ad="{self.code()}"><span>Advertisement</span><p>{words}</p></div>'

    def related(self) -> str:
        """Headlines of other stories, in some order."""
        links = (f'<li><a href="/{self.code()}">{title}</a></li>' for title in self._pick.sample(_RELATED, 3))
        return f"<ul>{''.join(links)}</ul>"

    def banner(self) -> str:
        """A cookie banner, for readers that have not seen it."""
        texts = (
            "We and our partners store cookies to measure reach and to show adverts. Change your choice at any time.",
            "This site uses cookies. By going on you accept our cookie policy.",
        )
        shown = self._pick.choice((*texts, ""))
        if not shown:
            return ""
        if self._pick.random() < 1 / 2:
            shown += "</p><p>".join(("", *self._pick.sample(_CONSENT, 3)))
        buttons = "<button>Accept all</button><button>Reject</button>"
        return f'<div id="cookie-consent" class="consent-{self.code()}" role="dialog"><p>{shown}</p>{buttons}</div>'

    def remarks(self) -> str:
        """What readers wrote below the story, so far."""
        written = self._pick.sample(_REMARKS, self._pick.randint(0, 4))
        listed = "".join(f'<li id="comment-{self.number()}"><b>{self.ago()}</b><p>{text}</p></li>' for text in written)
        return f'<div id="comments" class="comments-area"><h2>{len(written)} responses</h2><ol>{listed}</ol></div>'

    def script(self) -> str:
        """A script with a nonce."""
        return f'<script nonce="{self.code()}">window.__id="{self.code()}";</script>'


def page(told: Story, template: int, noise: int) -> str:
    """What a site of this template answers, with the noise of this request."""
    return TEMPLATES[template % len(TEMPLATES)](told, Noise(noise))


def _paragraphs(told: Story, noise: Noise, between: Sequence[str] = (), attribute: str = "") -> str:
    """The story's paragraphs; what is `between` comes after the second, the fourth …"""
    out = []
    for place, text in enumerate(told.paragraphs):
        out.append(f"<p{attribute}>{html.escape(text, quote=False)}</p>")
        if place % 2 and place // 2 < len(between):
            out.append(between[place // 2])
    return f"\n{noise.comment()}\n".join(out)


def _linked_data(told: Story) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": told.headline,
        "datePublished": told.published,
        "author": {"@type": "Person", "name": told.author},
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _head(told: Story, noise: Noise, site: str) -> str:
    title = html.escape(told.headline)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | {site}</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{told.published}">'
        f'<meta name="csrf-token" content="{noise.code()}">{noise.script()}</head>'
    )


def _paper(told: Story, noise: Noise) -> str:
    """A large paper: hashed class names, linked data, adverts and a related story within the text."""
    aside = f'<aside class="css-{noise.code()}" aria-label="related"><h2>Related</h2>{noise.related()}</aside>'
    link = f'<p class="css-{noise.code()}"><a href="/{noise.code()}">{_RELATED[noise.number() % 5]}</a></p>'
    body = _paragraphs(told, noise, (noise.ad(), aside, link), f' class="css-{noise.code()} evys1bk0"')
    return f"""{_head(told, noise, "The Sample Times")}<body data-request="{noise.code()}">{noise.banner()}
{noise.comment()}
<div id="app"><header><nav><a href="/">Home</a><a href="/us">U.S.</a><a href="/law">Law</a></nav>{noise.ad()}</header>
<main id="site-content"><article id="story" class="css-{noise.code()}">{_linked_data(told)}
<header><h1 class="css-{noise.code()}">{told.headline}</h1><div class="byline">By {told.author}</div>
<time datetime="{told.published}">Feb. 2026</time>
<div class="share-tools">Share full article {noise.number()}</div></header>
<section name="articleBody">{body}</section></article>
<section class="recirc"><h2>More in Law</h2>{noise.related()}</section></main><footer>© The Sample Times</footer></div>
{noise.script()}</body></html>"""


def _blog(told: Story, noise: Noise) -> str:
    """A blog program: entry header, widgets at the side, comments below."""
    return f"""{_head(told, noise, "Sample Law Blog")}<body class="post-template single postid-{noise.number()}">
<div id="page"><header id="masthead"><a href="/">Sample Law Blog</a></header><div id="primary"><main id="main">
<article id="post-771" class="post type-post hentry"><header class="entry-header">
<h1 class="entry-title">{told.headline}</h1>
<div class="entry-meta">Posted by {told.author} · {noise.ago()} · {noise.views()}</div></header>
<div class="entry-content">{_paragraphs(told, noise)}
<div class="sharedaddy"><h3>Share this:</h3><a href="#">Mail ({noise.number()})</a></div>
<div class="jp-relatedposts"><h3>Related</h3>{noise.related()}</div></div>
<footer class="entry-footer">Filed under Courts</footer></article>
{noise.remarks()}</main></div>
<aside id="secondary" class="widget-area">
<section class="widget"><h2>Popular</h2>{noise.related()}</section></aside></div>
{noise.banner()}{noise.script()}</body></html>"""


def _agency(told: Story, noise: Noise) -> str:
    """A news agency: the time since the last update, a hub of related stories and a newsletter within the text."""
    hub = f'<div class="HTMLModuleEnhancement related-stories"><h4>RELATED COVERAGE</h4>{noise.related()}</div>'
    letter = '<div class="Newsletter"><h4>Sign up for the morning wire</h4><form><input type="email"></form></div>'
    return f"""{_head(told, noise, "Sample Press")}<body class="StoryPage" data-gtm="{noise.code()}">{noise.banner()}
<div class="Page-header"><a href="/">Sample Press</a><div class="Ticker">{noise.related()}</div></div>
<main class="Page-main"><h1 class="Page-headline">{told.headline}</h1>
<div class="Page-byline">By {told.author}</div><div class="Page-dateModified"><span>{noise.ago()}</span></div>
<div class="Page-actions"><span>{noise.number()} comments</span></div>
<div class="RichTextStoryBody RichTextBody">{_paragraphs(told, noise, (hub, letter, noise.ad()))}</div></main>
<div class="Page-below"><h2>Most read</h2>{noise.related()}{noise.ad()}</div>{_linked_data(told)}</body></html>"""


def _table(told: Story, noise: Noise) -> str:
    """A small paper whose pages are laid out by tables of changing widths."""
    body = _paragraphs(told, noise)
    return f"""{_head(told, noise, "Sample County Record")}<body><table width="{900 + noise.number() % 90}"><tr>
<td width="{100 + noise.number() % 60}"><a href="/">Home</a><br><a href="/obits">Obituaries</a><br>{noise.ad()}</td>
<td valign="top"><h1>{told.headline}</h1><i>By {told.author}</i><div id="story">{body}</div>
<font size="1">{noise.views()}</font></td><td>{noise.related()}</td></tr></table>
{noise.banner()}{noise.comment()}</body></html>"""


def _radio(told: Story, noise: Noise) -> str:
    """A radio station: a player, the length to listen, counts beside the byline, a box on top of the text."""
    return f"""{_head(told, noise, "Sample Public Radio")}<body id="news">{noise.banner()}<a href="#main">Skip</a>
<div class="station-bar">On air: {noise.code()}</div><main id="main"><article class="story">
<div class="story-title"><h1>{told.headline}</h1></div>
<div class="story-meta"><span class="date">{noise.ago()}</span><span class="author">{told.author}</span>
<span class="views">{noise.views()}</span></div>
<div class="audio-module"><b>{2 + noise.number() % 7}-Minute Listen</b><a href="/{noise.code()}">Download</a></div>
<div id="storytext" class="storytext">{_paragraphs(told, noise, ("", noise.ad()))}</div>
<div class="tags"><a href="/tags/courts">courts</a></div></article>
<aside class="recommended"><h3>You may also like</h3>{noise.related()}</aside></main>{noise.script()}</body></html>"""


def _trade(told: Story, noise: Noise) -> str:
    """A legal trade paper: share counts and reading time within the article, a list of linked stories in the text."""
    link = f'<a href="/{noise.code()}">{_RELATED[noise.number() % 5]}</a>'
    see = f'<p class="read-more"><strong>Read more:</strong> {link}</p>'
    return f"""{_head(told, noise, "Sample Law Week")}<body>{noise.comment()}<div class="top-ad">{noise.ad()}</div>
<div class="content-wrap"><article itemscope itemtype="https://schema.org/NewsArticle" data-id="{noise.code()}">
<h1 itemprop="headline">{told.headline}</h1><p class="meta">By <span itemprop="author">{told.author}</span>
<time itemprop="datePublished" datetime="{told.published}">{noise.ago()}</time>
<span class="count">{noise.views()}</span></p>
<div class="social"><a href="#">Post ({noise.number()})</a><a href="#">Mail</a></div>
<div itemprop="articleBody">{_paragraphs(told, noise, (see, noise.ad(), ""))}</div>
<div class="promo">Get our daily docket in your inbox. <a href="/join">Join {noise.number():,} readers</a></div>
</article>
<div class="sidebar"><h3>Trending</h3>{noise.related()}</div></div>{noise.banner()}{noise.script()}</body></html>"""


TEMPLATES: tuple[Callable[[Story, Noise], str], ...] = (_paper, _blog, _agency, _table, _radio, _trade)
