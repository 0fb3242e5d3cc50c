"""Forty pairs of news texts, written for these tests in the manner of agencies: twenty of one story, twenty of two.

People, courts' rulings and organisations in them are invented. An agency that reports like rulings keeps its frame and
its background and changes names, places and results: those are two stories, however much they share.
"""

BACKGROUND = (
    "The department has moved since the spring to collect records held by other agencies, saying that it "
    "needs them to find people who are in the country without permission. Advocates say that the records were "
    "given for other purposes and that the law promised to keep them there.\n"
    "About a dozen lawsuits in several states challenge parts of the effort. Courts have divided over them, "
    "and the question is expected to reach the Supreme Court within the year.\n"
    "A spokeswoman for the department said that it would continue to use every lawful means to carry out the "
    "president's agenda. She declined to say whether it had received any of the records at issue."
)

FRAME = """{city} (Tidewater Wire) - A federal judge in {city} on {day} {verb} the {agency} {what}, {why}.
U.S. District Judge {judge} wrote in a {pages}-page ruling that {finding}.
"{quote}," {surname} wrote. The ruling takes effect {when}.
The lawsuit was brought by {plaintiffs}, who argued that {argument}.
{background}
{counsel}, a lawyer for the plaintiffs, {reaction}."""

HOUSING = {
    "city": "BOSTON",
    "day": "Thursday",
    "verb": "blocked",
    "agency": "housing department",
    "what": "from handing tenants' records to immigration authorities",
    "why": "finding that the plan likely broke a privacy law from the 1970s",
    "judge": "Marian Okafor",
    "surname": "Okafor",
    "pages": "61",
    "finding": "the department had never told tenants what would become of the papers they had to file",
    "quote": "A promise made to get a signature is not undone by a memorandum written years later",
    "when": "at noon on Monday",
    "plaintiffs": "two tenants' unions and a legal aid society in Massachusetts",
    "argument": "families had stopped applying for help they were owed",
    "background": BACKGROUND,
    "counsel": "Teresa Lindqvist",
    "reaction": "called the decision a relief for thousands of families",
}
SCHOOLS = HOUSING | {
    "city": "SAN ANTONIO",
    "day": "Friday",
    "verb": "declined to block",
    "agency": "education department",
    "what": "from handing pupils' records to immigration authorities",
    "why": "finding that the parents who sued had not shown that any record was shared",
    "judge": "Walter Pruitt",
    "surname": "Pruitt",
    "pages": "22",
    "finding": "fear of what an agency may do one day is not an injury that a court can mend",
    "quote": "The complaint describes a worry, and a court needs a wrong",
    "when": "at once",
    "plaintiffs": "four parents and a teachers' association in Texas",
    "argument": "children were being kept at home",
    "counsel": "Ramon Aguilar",
    "reaction": "said that an appeal was being prepared",
}
CLINICS = HOUSING | {
    "city": "SEATTLE",
    "day": "Tuesday",
    "agency": "health department",
    "what": "from handing patients' records to immigration authorities",
    "judge": "Grace Nakamura",
    "surname": "Nakamura",
    "pages": "48",
    "finding": "the department had given no reason for leaving a rule that it had kept for forty years",
    "quote": "An agency may change its mind, but it has to say so and say why",
    "when": "on Friday",
    "plaintiffs": "a group of community clinics in Washington and Oregon",
    "argument": "patients had begun to stay away",
    "counsel": "Dale Whitcomb",
    "reaction": "said that clinics would tell their patients today",
}
COUNTY = HOUSING | {
    "city": "DENVER",
    "day": "Wednesday",
    "verb": "ordered",
    "agency": "labor department",
    "what": "to pay a county the grants it withheld over its jail policy",
    "why": "finding that Congress had set no such condition",
    "judge": "Peter Halloran",
    "surname": "Halloran",
    "pages": "35",
    "finding": "the department had read into the statute what was not there",
    "quote": "Money that Congress has given cannot be taken back by a letter",
    "when": "in ten days",
    "plaintiffs": "Arroyo County and a union of public workers",
    "argument": "the county could not train people for jobs it had promised",
    "counsel": "Ines Barragan",
    "reaction": "said that the county would open its classes again in March",
}


def told(facts):
    """A wire story of these facts."""
    return FRAME.format(**facts)


WIRES = [told(facts) for facts in (HOUSING, SCHOOLS, CLINICS, COUNTY)]
LOCAL = (
    "Officials of the town said on the evening of the ruling that their own offices held no such papers and "
    "that nobody in the valley needed to worry. The town council will speak about it in its next meeting, "
    "which begins at seven in the old school house, and has asked the clerk to bring a list of what the "
    "offices keep."
)
NEW_TOP = (
    "The administration said hours after the decision that it was weighing its next step, and the governor of "
    "the state welcomed it in a short statement. Lawyers on both sides were to meet the judge by telephone in "
    "the evening."
)


def paragraphs(wire):
    """The paragraphs of a text."""
    return wire.split("\n")


def summary(wire, count):
    """An agency's short form: its first paragraphs, without the place and its own name."""
    first, *rest = paragraphs(wire)[:count]
    return "\n".join([first.split(" - ", 1)[1], *rest])


def house_style(wire):
    """As a paper with rules of its own prints it."""
    changes = (("U.S. District Judge", "US district judge"), ("on Thursday", "Thursday"), ("department", "Department"))
    for old, new in (*changes, ("said that", "said"), (", who argued", " who argued"), ('"', "\u201d")):
        wire = wire.replace(old, new)
    return wire


def cut(wire):
    """Its first four paragraphs and a word of where to read more."""
    return "\n".join([*paragraphs(wire)[:4], "Read more on our site."])


def with_local_lead(wire):
    """Topped with what it means in town."""
    return f"{LOCAL}\n{wire}"


def with_inserts(wire):
    """A paper's own lines between the agency's."""
    parts = paragraphs(wire)
    return "\n".join([*parts[:3], LOCAL, *parts[3:5], "Photo: the courthouse, by our staff.", *parts[5:]])


def written_through(wire):
    """The agency's later version: a new paragraph below the lead, the old ones after it."""
    first, *rest = paragraphs(wire)
    return "\n".join([first, NEW_TOP, *rest])


def reordered(wire):
    """The last paragraph moved up, as a desk does."""
    parts = paragraphs(wire)
    return "\n".join([*parts[:2], parts[-1], *parts[2:-1]])


def corrected(wire):
    """A number mended and a line that says so."""
    for pages in ("61", "22", "48", "35"):
        wire = wire.replace(f"{pages}-page", f"{int(pages) + 1}-page")
    return f"{wire}\nThis version corrects the length of the ruling."


SAME = [
    *(("byline", wire, f"By Our Reporter\n{wire}") for wire in WIRES[:1]),
    *(("cut below a local lead", wire, with_local_lead(cut(wire))) for wire in WIRES[::2]),
    *(("capitals and lines", wire, wire.upper().replace(". ", ".\n\n")) for wire in WIRES[2:3]),
    *(("house style", wire, house_style(wire)) for wire in WIRES[:2]),
    *(("cut", wire, cut(wire)) for wire in WIRES[:2]),
    *(("local lead", wire, with_local_lead(wire)) for wire in WIRES[1:3]),
    *(("inserts", wire, with_inserts(wire)) for wire in WIRES[3:]),
    *(("written through", wire, written_through(wire)) for wire in WIRES[:1]),
    *(("reordered", wire, reordered(wire)) for wire in WIRES[3:]),
    *(("corrected", wire, corrected(wire)) for wire in WIRES[:1]),
    *(("summary of two paragraphs", summary(wire, 2), wire) for wire in WIRES[:2]),
    *(("summary of three paragraphs", wire, summary(wire, 3)) for wire in WIRES[2:]),
    *(("summary and local lead", summary(wire, 2), with_local_lead(wire)) for wire in WIRES[:1]),
    *(("cut and house style", cut(wire), house_style(wire)) for wire in WIRES[3:]),
]

# The same lawsuit, days apart: most of the text is the background of the first story.
ORDER_FIRST = told(HOUSING | {
    "day": "Monday", "verb": "temporarily blocked", "when": "at once and lasts two weeks", "pages": "9",
    "finding": "she needed time to read what both sides had filed over the weekend",
    "quote": "Once given, the records cannot be called back",
    "reaction": "said that the next hearing would be the one that counts",
})  # fmt: skip
STAYED = (
    "BOSTON (Tidewater Wire) - A federal appeals court on Monday allowed the housing department to hand "
    "tenants' records to immigration authorities while a lawsuit goes on, putting on hold a judge's order "
    "from last week.\n"
    "A panel of the 1st U.S. Circuit Court of Appeals said in an unsigned order that the government was "
    "likely to win.\n"
    "The lawsuit was brought by two tenants' unions and a legal aid society in Massachusetts, who argued that "
    "families had stopped applying for help they were owed.\n"
    f"{BACKGROUND}"
)
# Another judge, another case, the same subject on the same day, with the same background.
OTHER_RESULT = told(HOUSING | {
    "city": "HARTFORD", "verb": "refused to block", "judge": "Leon Abernathy", "surname": "Abernathy", "pages": "30",
    "why": "finding that the plan likely was within the law", "plaintiffs": "a landlord and a church in Connecticut",
    "finding": "the law lets one agency help another", "quote": "Nothing here is secret and nothing here is new",
    "argument": "their houses stood empty", "counsel": "Ruth Vance", "reaction": "said that she was disappointed",
})  # fmt: skip
SAME_JUDGE = told(HOUSING | {
    "verb": "dismissed a suit against", "what": "over the rents of public flats",
    "why": "finding that it came too late", "pages": "12", "finding": "the tenants had waited six years",
    "quote": "The statute gives five years and the papers show seven", "plaintiffs": "a tenant of a tower in Lowell",
    "argument": "rents had been set in secret", "counsel": "Olu Bankole", "reaction": "said that he would write again",
})  # fmt: skip
ROUNDUP = (
    "Here is what federal courts decided this week about the administration's policies, in the order in which "
    "the decisions came. Cases are at different stages, and any of them may be appealed.\n"
    "{}"
)
FRAMES = [HOUSING, SCHOOLS, CLINICS, COUNTY]

DIFFERENT = [
    *(("frame", told(one), told(other)) for at, one in enumerate(FRAMES) for other in FRAMES[at + 1 :]),
    ("frame, other result", WIRES[0], OTHER_RESULT),
    ("frame, same judge", WIRES[0], SAME_JUDGE),
    ("order and injunction", ORDER_FIRST, WIRES[0]),
    ("order and stay of it", WIRES[0], STAYED),
    ("first order and stay", ORDER_FIRST, STAYED),
    ("summary and another's frame", summary(WIRES[0], 2), WIRES[2]),
    ("summary and another result", summary(WIRES[0], 3), OTHER_RESULT),
    ("two summaries", summary(WIRES[0], 2), summary(WIRES[2], 2)),
    ("summary and same judge", summary(SAME_JUDGE, 2), WIRES[0]),
    ("cut and another's frame", cut(WIRES[0]), told(CLINICS)),
    ("local lead in common", with_local_lead(WIRES[0]), with_local_lead(WIRES[2])),
    ("inserts in common", with_inserts(WIRES[1]), with_inserts(WIRES[3])),
    ("roundup", ROUNDUP.format(summary(WIRES[0], 3)), ROUNDUP.format(summary(WIRES[3], 3))),
    ("later frame", told(CLINICS), told(CLINICS | {"judge": "Ana Petrov", "surname": "Petrov", "city": "PORTLAND"})),
]
