"""What the docs promise: every proof that docs/reliability.md names exists, every dependency has its reason."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")
REASONS = (ROOT / "docs/why/dependencies.md").read_text(encoding="utf-8")
NAME = re.compile(r"^[A-Za-z0-9-]+")


def rows():
    """The rows of all tables, as lists of cells."""
    lines = [line for line in PAGE.splitlines() if line.startswith("| ")]
    return [line.strip("|").split("|") for line in lines if not line.startswith("| promise")]


def test_every_promise_names_its_proof():
    """No row without a test or a benchmark."""
    assert [promise for promise, proof, _figure in rows() if "`" not in proof] == []


def test_every_proof_exists():
    """Each test named is defined in tests/, each benchmark is a script."""
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = {name for _promise, proof, _figure in rows() for name in re.findall(r"`([^`]+)`", proof)}
    missing = {name for name in named if name.startswith("test_") and f"def {name}(" not in tests}
    benches = {name.split()[1] for name in named if name.startswith("bench ")}
    missing |= {name for name in benches if not (ROOT / f"benchmarks/{name}.py").is_file()}
    assert missing == set()
    assert all(name.startswith(("test_", "bench ")) or name == "./run audit" for name in named)


def test_every_dependency_has_its_reason():
    """Each package of pyproject.toml stands in docs/why/dependencies.md, and no other has a row there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = {NAME.match(line)[0] for line in [*project["project"]["dependencies"], *groups["build"]]}
    cells = re.findall(r"^\| ([^|]+) \|", REASONS, re.MULTILINE)
    explained = {NAME.match(name)[0] for cell in cells[1:] for name in cell.split(", ")}
    assert explained == wanted
    for_tests = REASONS.partition("For tests and checks: ")[2]
    assert [name for line in groups["dev"] if (name := NAME.match(line)[0]) not in for_tests] == []
