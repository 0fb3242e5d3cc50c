"""What no linter looks at: every test says what it expects, and no address of a package index is in any file."""

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_test_says_what_it_expects():
    """Each test function has a docstring."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
        if not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_broad_except_but_the_guards():
    """Everything is caught in no other places than the guards: check, item, delivery, web request.

    `except BaseException` that passes the error on (raises it again, hands it to a future) is another thing.
    """
    broad = [
        f"{path.relative_to(ROOT / 'monitor')}"
        for path in sorted((ROOT / "monitor").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        if node.type is None or getattr(node.type, "id", "") == "Exception"
    ]
    assert broad == ["behind.py", "core/detect.py", "pipeline.py", "pipeline.py", "web/guard.py"]


def test_no_index_address_in_any_file():
    """Requirements are pinned by version and hash; where they come from is the user's own setting."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    index = re.compile(r"--(?:extra-)?index-url|\bresolved\b.{0,4}https?:|registry *= *.https?:")
    found = [
        name
        for name in listed.split("\0")
        if name and name != "tests/test_style.py" and index.search((ROOT / name).read_text(errors="ignore"))
    ]
    assert found == []
