"""What an install takes on the disk: `./run bench install`; `./run audit` prints it, too.

The packages of requirements.txt, as they lie in this environment with what pip compiled of them; not those that only
tests need, nor Python itself.
"""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[1]
LARGEST = 5


def size(name: str) -> int:
    """Bytes of one installed package; 0 when this machine does not need it."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return 0
    return sum(path.stat().st_size for file in files if (path := Path(str(file.locate()))).is_file())


def main() -> None:
    """Print the whole, and the largest packages."""
    names = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    sizes = {name: taken for name in names if (taken := size(name))}
    own = sum(path.stat().st_size for path in (ROOT / "monitor").rglob("*") if path.is_file())
    largest = sorted(sizes, key=lambda name: -sizes[name])[:LARGEST]
    print(f"install: {(sum(sizes.values()) + own) / 1e6:.0f} MB, {len(sizes)} packages; ", end="")
    print(f"the program itself {own / 1e6:.1f} MB, {', '.join(f'{name} {sizes[name] / 1e6:.0f}' for name in largest)}")


if __name__ == "__main__":
    main()
