"""Whether a party is the United States, its agency or officer: periods of review are longer then (FRAP 4(a)(1)(B)).

Only names that can mean nothing else are taken. Officers are sued by their own names ("v. Bessent"), states have
departments too, and a suit on behalf of the United States does not make it a party (United States ex rel. Eisenstein v.
City of New York, 2009): in all such cases the answer is that it is not known. District dockets say it themselves:
"U.S. Government Defendant" (form JS 44, part II).
"""

import re
from collections.abc import Iterable

_SIDES = re.compile(r"\s+(?:v|vs)\.?\s+", re.IGNORECASE)
_OTHERS = re.compile(r",?\s*\bet\s+al\.?$", re.IGNORECASE)
_COUNTRY = r"(?:United States(?: of America)?|U\.? ?S\.?(?: ?A\.?)?)"
_OFFICES = (
    r"Government|Department|Dep['\u2019]?t|Agency|Office|Bureau|Commission|Census|Congress|Senate|House of"
    r"|Army|Navy|Air Force|Marine Corps|Coast Guard|Forest Service|Postal Service|Secret Service|General Services"
    r"|Attorney|Marshals?|Citizenship and Immigration|Immigration and|Customs and|Copyright Office|Digital Service"
    r"|Fish and Wildlife|Food and Drug|International Trade Commission|Patent and Trademark|Securities and Exchange"
    r"|Trade Representative|DOGE Service"
)
_AGENCIES = (
    r"Internal Revenue Service|Commissioner of (?:Internal Revenue|(?:the )?Social Security)"
    r"|Immigration and Customs Enforcement|Citizenship and Immigration Services|Customs and Border Protection"
    r"|Federal (?:Trade|Communications|Election|Energy Regulatory|Maritime) Commission|Federal Bureau of [A-Z]\w+"
    r"|Federal (?:Aviation|Highway|Emergency Management) (?:Administration|Agency)"
    r"|(?:Drug Enforcement|Food and Drug|General Services|Social Security) Administration"
    r"|(?:Central Intelligence|Environmental Protection|National Security) Agency"
    r"|(?:Equal Employment Opportunity|Nuclear Regulatory|Securities and Exchange) Commission"
    r"|(?:Merit Systems Protection|National Labor Relations|Surface Transportation) Board"
    r"|Bureau of Land Management|Centers for Medicare|Consumer Financial Protection Bureau"
    r"|National (?:Aeronautics and Space Administration|Institutes of Health|Science Foundation)"
    r"|Office of (?:Personnel Management|Management and Budget)"
    r"|Department of (?:Homeland Security|Defense|the (?:Treasury|Interior|Army|Navy|Air Force)|Veterans Affairs"
    r"|Health and Human Services|Housing and Urban Development)"
)
_LETTERS = (
    "IRS|ICE|DHS|HHS|EPA|FTC|FCC|FEC|SEC|NLRB|EEOC|SSA|FDA|FBI|CIA|NSA|DOJ|OPM|OMB|NIH|NSF|CMS|FERC|NRC|CFPB|USDA|HUD"
    "|DOD|USCIS|CBP|USPS|GSA|NASA|DEA|FAA|FEMA|MSPB"
)
_GOVERNMENT = re.compile(
    rf"(?:the )?(?:{_COUNTRY}|{_COUNTRY} (?:{_OFFICES})\b.*|(?:{_AGENCIES})\b(?! of\b).*|(?-i:{_LETTERS}))",
    re.IGNORECASE,
)


def government_party(names: Iterable[str]) -> str | None:
    """The first party that is surely the federal government, of names of parties and of cases ("A v. B").

    None when no name shows it; that does not say that it is no party.
    """
    sides = (_OTHERS.sub("", side.strip()) for name in names for side in _SIDES.split(name))
    return next((side for side in sides if _GOVERNMENT.fullmatch(side)), None)
