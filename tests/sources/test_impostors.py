"""What sites show in place of a story is named; what is a story, whatever it speaks of, is read.

The pages are reconstructions of what bot checks, consent walls and paywalls show, in our words.
"""

import pytest

from monitor.errors import NotThePage

TEASER = "A federal judge ruled on Friday that the agency must stop sharing what it holds, in a lawsuit of two groups."
GATED = "<title>R</title><body><article><h1>Judge rules</h1><p>" + TEASER + "</p><div>{}</div></article>"
CHECKS = """
<title>Just a moment...</title><h1>n.example</h1><p>Verifying you are human.</p><script>_cf_chl_opt={}</script>
<title>n.example</title><p>This site keeps out bots. It verifies you are not a bot.</p><script src=/x></script>
<title>Access to this page has been denied</title><p>Press &amp; Hold to confirm you are a human.</p><i>8f0a</i>
<title>n.example</title><p>Please enable JS.</p><script src=https://ct.captcha-delivery.example/c.js></script>
<TITLE>Access Denied</TITLE><H1>Access Denied</H1>You have no permission to see this on this server.<P>#18.2f</P>
<script src=/_Incapsula_Resource?S=1></script><iframe src=/_Incapsula_Resource?x>Incident 1-2</iframe>
<title>Pardon Our Interruption</title><h1>Pardon Our Interruption...</h1><p>Something made us think of a bot.</p>
"""
LONG_WALL = "You may accept, or pay to read without adverts made for you. " * 8
CONSENTS = f"""
<title>Before you continue to Example News</title><h1>Before you continue</h1><button>Accept all</button>
<title>Example brands</title><form action=https://consent.yahoo.com/v2><h1>Choices</h1></form>
<title>Example</title><h1>We value your privacy</h1><p>We and our 812 partners store data. {LONG_WALL}</p>
<title>Example</title><h1>Read with adverts or pay</h1><p>To go on, accept all cookies, or subscribe.</p>
"""
GATES = """
You have reached your limit of free articles. Subscribe for $1 a week.
Already a subscriber? Log in.
This story is for subscribers only.
This content is open to subscribers. Choose your plan.
Create a free account to continue reading.
To read the full story, subscribe or sign in.
Continue reading with a subscription
<script type='application/ld+json'>{"isAccessibleForFree": false}</script>
"""
PAGES = [
    *(("a bot check", body) for body in CHECKS.strip().splitlines()),
    *(("a consent wall", body) for body in CONSENTS.strip().splitlines()),
    *(("a paywall", GATED.format(gate)) for gate in GATES.strip().splitlines()),
]


@pytest.mark.parametrize(("name", "body"), PAGES)
def test_what_stands_in_place_of_a_story_is_named(read, name, body):
    """Bot checks, consent walls and paywalls are told as such, never read as the story."""
    with pytest.raises(NotThePage, match=name):
        read("article", body)


@pytest.mark.parametrize(
    "words",
    [
        "The company said that our partners in Europe would appeal, too.",
        "The site used a captcha to verify that visitors are not robots, the complaint says.",
        "The rule let advertisers use cookies and access information on a device without asking.",
        "Users had reached their limit, and the paywall for subscribers fell, the judge found.",
        "The agency's system was down for maintenance when the notice was due.",
    ],
)
def test_a_story_about_such_pages_is_a_story(read, words):
    """A long story that uses the same words, on a page with banner, login form and metered access, is read."""
    told = "".join(
        f"<p>In part {part} the judge wrote at some length about what the law asks. {words}</p>" for part in range(20)
    )
    around = "<div>We and our 812 partners store cookies.</div><form><input type=password></form>"
    script = "<script type='application/ld+json'>{\"isAccessibleForFree\": false}</script>"
    body = (
        f"<title>S</title>{script}<body>{around}<article><h1>S</h1>{told}</article><p>Already a subscriber? Log in</p>"
    )
    assert words in read("article", body).items[0].text
