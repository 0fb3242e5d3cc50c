"""Which names surely mean the federal government."""

import pytest

from monitor.courts.government import government_party


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Center for Taxpayer Rights v. IRS", "IRS"),
        ("CENTER FOR TAXPAYER RIGHTS et al v. INTERNAL REVENUE SERVICE et al", "INTERNAL REVENUE SERVICE"),
        ("United States v. Doe", "United States"),
        ("Doe v. United States of America, et al.", "United States of America"),
        ("Doe vs. U.S. Department of Education", "U.S. Department of Education"),
        ("Smith v. Commissioner of Social Security", "Commissioner of Social Security"),
        ("New York v. Department of Homeland Security", "Department of Homeland Security"),
        ("Sierra Club v. EPA", "EPA"),
        ("U.S. Government Defendant", "U.S. Government Defendant"),
    ],
)
def test_the_government_is_known_by_its_names(name, party):
    """The country, its agencies, their letters, whatever the spelling of the case."""
    assert government_party([name]) == party


@pytest.mark.parametrize(
    "name",
    [
        "Centro de Trabajadores Unidos v. Bessent",
        "US Bank v. Doe",
        "U.S. Steel Corp. v. Smith",
        "United States Football League v. NFL",
        "United States ex rel. Doe v. Acme Corp.",
        "Doe v. California Environmental Protection Agency",
        "Doe v. Environmental Protection Agency of Ohio",
        "Doe v. New York City Department of Education",
        "Doe v. Department of Justice",
        "Ice v. Doe",
        "",
    ],
)
def test_names_that_may_mean_another_are_not_taken(name):
    """A person, a company, a state's agency, a suit in the country's name: nothing is known."""
    assert government_party([name]) is None


def test_any_of_the_parties_decides():
    """One party of many is enough."""
    assert (
        government_party(["Centro v. Bessent", "SCOTT BESSENT", "INTERNAL REVENUE SERVICE"])
        == "INTERNAL REVENUE SERVICE"
    )
