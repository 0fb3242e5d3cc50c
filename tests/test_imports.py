"""The rooms import each other one way only."""

from importlinter.cli import lint_imports


def test_the_contracts_hold():
    """import-linter finds every contract of pyproject.toml kept."""
    assert lint_imports(no_cache=True) == 0
