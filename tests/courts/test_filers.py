"""Who filed a paper; the entries are worded as courts word them, the names are our own."""

import pytest

from monitor.courts.filers import MOST_OF_NAMES, filer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NOTICE OF APPEAL TO DC CIRCUIT COURT as to 53 Order by INTERNAL REVENUE SERVICE, ANN ROE. Filing fee $ 605.",
         "INTERNAL REVENUE SERVICE, ANN ROE"),
        ("NOTICE OF APPEAL by Ann Roe as to 41 Judgment,. (In Forma Pauperis status granted)", "Ann Roe"),
        ("Notice of Appeal - FEDERAL CIRCUIT filed by Green Computers LLC (dlc, )", "Green Computers LLC"),
        ("MOTION for Preliminary Injunction . . Document filed by Roe Books, Inc.. (Doe, J)", "Roe Books, Inc"),
        ("Notice of appeal (doc. #46) filed by Appellant Ann Roe on 01/13/2020. [19-2244]", "Ann Roe"),
        ("Notice of Appeal (related document(s)43) filed by Eric Doe on behalf of Trustee Services Limited. (Doe)",
         "Trustee Services Limited"),
        ("Notice of Appeal filed by Attorney J. L. Doe, Esquire for Appellee Ann Roe; Fee status: paid", "Ann Roe"),
        ("MOTION to Stay re [53] Order filed by Ann Roe by STATE OF OHIO. (Attachments: # 1 Text)", "STATE OF OHIO"),
        ("EMERGENCY MOTION for TRO by A. B. ROE, U.S. DOE CORP. filed today", "A. B. ROE, U.S. DOE CORP"),
        ("Notice of Appeal from Order re [27] Notice of Appeal filed by Green Computers LLC.", ""),
        ("ORDER granting motion. Signed by Judge Ann Roe on 1/2/2026.", ""),
        ("NOTICE OF APPEAL. Appeal record due by 4/15/2015.", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_filer_is_named(text, name):
    """The party that files, without lawyers, roles, dates and the filers of other papers; nobody when none is named."""
    assert filer(text) == name


def test_many_filers_are_cut():
    """An entry of forty plaintiffs does not fill an alert, and a hostile one is read in no time."""
    assert len(filer("MOTION for TRO by " + "ROE, " * 60 + "DOE.")) <= MOST_OF_NAMES
    assert filer("by " * 20_000 + "filed by " * 20_000) == ""
    assert filer("MOTION re 5 filed by A " * 50_000) == ""
