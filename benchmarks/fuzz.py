"""Coverage-guided fuzzing of all that reads what strangers write: `./run bench fuzz [--seconds N] [TARGET...]`.

A find is an exception outside of MonitorError, or more CPU than 2 seconds for each 100 KB of input (half a second is
free). Each find is tried again in a process of its own without the fuzzer, and what fails there, too, is printed and
kept in benchmarks/results/fuzz; moved to tests/samples/found/<target>, it is a test. N seconds (by default 120) are
shared out over the targets, as many at a time as there are processors; the exit code is 1 when something was found.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.errors import MonitorError

if TYPE_CHECKING:
    from benchmarks._fuzz_targets import Target

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
RESULTS = ROOT / "benchmarks" / "results" / "fuzz"
LONGEST = 110_000
FREE, A_BYTE = 0.5, 2.0 / 100_000
"""Seconds of CPU that any input may take, and that each of its bytes may take more."""
HANGS = 60
"""Seconds after which an input is given up, within C too."""
INSTRUMENTED = ["monitor", "feedparser", "email", "bs4", "juriscraper.pacer", "juriscraper.scotus", "pypdf", "protego"]
BLOWN_UP = 0.005
"""The part of inputs in which a piece is repeated until they are long: what is quadratic shows."""


def main() -> int:
    """Share the time out over the targets, and print what each of them found."""
    names = list(targets())
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seconds", type=int, default=120)
    asked.add_argument("targets", nargs="*", help=", ".join(names))
    given = asked.parse_args()
    wanted = given.targets or names
    at_once = len(os.sched_getaffinity(0))
    seconds = max(5, given.seconds * at_once // len(wanted))
    print(f"{'target':12} {'inputs':>9} {'edges':>7} {'peak MB':>8}  finds")
    with ThreadPoolExecutor(at_once) as threads:
        ends = [ended.shown() for ended in threads.map(partial(fuzz_apart, seconds=seconds), wanted)]
    return 1 if any(ends) else 0


@dataclass(frozen=True)
class Ended:
    """How the fuzzing of one target ended: what libFuzzer said last, and the finds that hold without it."""

    name: str
    said: str
    finds: Sequence[tuple[Path, str]]

    def shown(self) -> int:
        """Print a line, and one for each find; gives how many there are."""
        inputs, peak = self._number(r"number_of_executed_units: (\d+)"), self._number(r"peak_rss_mb:\s+(\d+)")
        edges = self._number(r".*\bcov: (\d+)", re.DOTALL)
        print(f"{self.name:12} {inputs:>9} {edges:>7} {peak:>8}  {len(self.finds) or 'none'}", flush=True)
        for path, what in self.finds:
            print(f"  {path.relative_to(ROOT)}: {what}", flush=True)
        return len(self.finds)

    def _number(self, pattern: str, flags: int = 0) -> str:
        found = re.search(pattern, self.said, flags)
        return found[1] if found else "?"


def fuzz_apart(name: str, seconds: int) -> Ended:
    """Fuzz one target in a process of its own, begun anew when an input ended it, then try its finds again."""
    folder = RESULTS / name
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    until, said = time.monotonic() + seconds, ""
    while (left := until - time.monotonic()) > 1:
        command = [sys.executable, __file__, "--within", name, str(folder), str(int(left) or 1)]
        said += subprocess.run(command, capture_output=True, text=True, check=False, errors="replace").stderr
    (folder / "log").write_text(said)
    tried = ((path, tried_again(name, path)) for path in sorted(folder.glob("*-*")))
    return Ended(name, said, [(path, what) for path, what in tried if what])


def tried_again(name: str, path: Path) -> str | None:
    """What an input does in a process without the fuzzer; None, and the input is thrown away, when it does no harm."""
    command = [sys.executable, __file__, "--once", name, str(path)]
    try:
        ended = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=3 * HANGS, errors="replace"
        )
    except subprocess.TimeoutExpired:
        return f"did not end in {3 * HANGS} s"
    if ended.returncode == 0:
        path.unlink()
        return None
    return (ended.stdout.strip() or ended.stderr.strip()).splitlines()[-1]


def once(name: str, path: Path) -> int:
    """Feed one input to its target, after its seeds, so that nothing is loaded on its time; print what is wrong."""
    take = taker(name)
    take(path.read_bytes())
    what = harm(take, path.read_bytes())
    if what:
        print(what[1])
    return 1 if what else 0


def targets() -> "dict[str, Target]":
    """All targets by name; loaded here, for what is loaded before the fuzzer looks is not seen by it."""
    from benchmarks._fuzz_targets import TARGETS  # noqa: PLC0415 (see above)

    return {target.name: target for target in TARGETS}


def taker(name: str) -> Callable[[bytes], float]:
    """The target, as what gives the CPU seconds that it took; a MonitorError is an answer like others."""
    target = targets()[name]

    def take(data: bytes) -> float:
        started = time.process_time()
        with suppress(MonitorError):
            target.take(data)
        return time.process_time() - started

    for seed in target.seeds():
        take(seed)
    return take


def harm(take: Callable[[bytes], float], data: bytes) -> tuple[str, str] | None:
    """What an input does that none should: where it is told apart from others, and in words; None for no harm."""
    allowed = FREE + A_BYTE * len(data)
    try:
        seconds = take(data)
        if seconds > allowed:
            seconds = min(seconds, take(data), take(data))
    except Exception as error:  # noqa: BLE001 (a find is whatever is raised)
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "benchmarks" not in frame.filename]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "the target"
        return f"{type(error).__name__}{place}", f"{type(error).__name__} at {place}: {str(error)[:200]}"
    return ("slow", f"{seconds:.2f} s of CPU for {len(data)} bytes") if seconds > allowed else None


def within(name: str, folder: Path, seconds: int) -> None:
    """Fuzz one target here; does not return."""
    import atheris  # noqa: PLC0415 (not installed everywhere; needed in this process only)

    with atheris.instrument_imports(include=INSTRUMENTED):
        take = taker(name)  # here: the heavy libraries are loaded by the first input that needs them
    smallest: dict[str, int] = {}

    def one(data: bytes) -> None:
        found = harm(take, data)
        if found and len(data) < smallest.get(found[0], LONGEST + 1):
            smallest[found[0]] = len(data)
            path = folder / f"find-{sha256(found[0].encode()).hexdigest()[:12]}"
            path.write_bytes(data)

    for place, seed in enumerate(targets()[name].seeds()):
        (folder / "corpus" / f"seed{place}").write_bytes(seed)
    options = [f"-max_len={LONGEST}", f"-timeout={HANGS}", "-rss_limit_mb=3000", "-print_final_stats=1"]
    options += [f"-max_total_time={seconds}", f"-artifact_prefix={folder}/", "-report_slow_units=1000"]
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], one, custom_mutator=mutated)
    atheris.Fuzz()


def mutated(data: bytes, most: int, seed: int) -> bytes:
    """Another input: by libFuzzer's own hand, or now and then with one of its pieces repeated until it is long."""
    import atheris  # noqa: PLC0415 (as above)

    chance = random.Random(seed)  # noqa: S311 (the fuzzer gives the seed)
    if len(data) < 2 or chance.random() > BLOWN_UP:  # noqa: PLR2004 (a first byte that picks, and something after it)
        return bytes(atheris.Mutate(data, most))
    start = chance.randrange(1, len(data))
    piece = data[start : start + chance.choice((1, 2, 5, 12, 40, 200))]
    times = chance.choice((5_000, 30_000, 100_000)) // len(piece)
    return (data[:start] + piece * times + data[start:])[:most]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--within", name, folder, seconds]:
            within(name, Path(folder), int(seconds))
        case ["--once", name, path]:
            sys.exit(once(name, Path(path)))
        case _:
            sys.exit(main())
