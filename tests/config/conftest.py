"""A config folder to write files into, and its loading."""

from textwrap import dedent

import pytest

from monitor.config import load


@pytest.fixture
def write(tmp_path):
    """Write a file below `config/` and give its path."""

    def write(text, name="monitor.yaml"):
        path = tmp_path / "config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text))
        return path

    return write


@pytest.fixture
def loaded(write):
    """Load a config of this text, with these environment variables."""

    def loaded(text, **environ):
        return load(write(text), environ)

    return loaded
