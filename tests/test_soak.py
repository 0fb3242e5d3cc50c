"""Weeks in minutes, in a small round of `./run bench soak`."""

import pytest

from tests.test_crash import small


@pytest.mark.slow
def test_nothing_piles_up_in_hundreds_of_checks():
    """Of 200 hosts every check succeeds in time, every change is told, and the daemon needs few open files."""
    said = small("soak")
    assert " 0 failed; " in said
    assert " 0 not told" in said
