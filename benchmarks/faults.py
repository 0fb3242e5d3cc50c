"""What each fault of a server costs a daemon that watches 50 sound sources too: `./run bench faults [KIND...]`.

For each fault, as the first thing that a source shows: how the check ended, its seconds, the peak memory of the daemon
with its workers meanwhile (proportional, from /proc), and the most seconds by which a sound source was asked too late.
A KIND is one of the source kinds that read the web (by default `page`, for which all faults are walked; for the others
those of the body, which their reader meets).
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from _process_costs import memory

from tests.edge.fault_pages import WEB_KINDS
from tests.edge.fault_town import SOUND, Bad, FaultTown, id_of
from tests.edge.faults import FAULTS, self_signed
from tests.fleet.crew import Crew

LONGEST = 180.0
"""Seconds after which a check is given up here: the deadlines of fetching and reading are 120 and 30."""
MB = 1_000_000
NAME = "daemon"


def main() -> int:
    """Walk the faults one after the other; 1 when one did not end as it must."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(WEB_KINDS))
    kinds = asked.parse_args().kinds or ["page"]
    bad = [(kind, name) for kind in kinds for name, fault in FAULTS.items() if kind == "page" or fault.of_body]
    with tempfile.TemporaryDirectory() as folder:
        town = FaultTown(Path(folder), bad, self_signed(Path(folder)))
        town.watch([])
        crew = Crew(town.config)
        crew.start("all", NAME)
        try:
            assert town.town.wait(lambda: len(town.town.asked) == SOUND, LONGEST), crew.log(NAME)
            print(f"{'kind':10} {'fault':30} {'ended':16} {'seconds':>7} {'peak MB':>8} {'late s':>7}")
            wrong = [one for one in bad if not walked(town, crew, one)]
        finally:
            crew.stop()
            town.close()
    print(f"not as it must be: {wrong}" if wrong else f"all {len(bad)} ended as they must")
    return 1 if wrong else 0


def walked(town: FaultTown, crew: Crew, bad: Bad) -> bool:
    """Let the daemon watch one fault, and print what it cost; gives whether it ended as it must."""
    started, pid, (kind, name) = time.monotonic(), crew.hands[NAME].pid, bad
    town.watch([bad], "2s")  # what is new is asked within that time
    crew.reload(NAME)
    peak = 0
    while (ended := town.ended().get(id_of(kind, name))) is None and time.monotonic() - started < LONGEST:
        peak = max(peak, memory(pid))
        time.sleep(0.05)
    error, seconds = ended or ("never", LONGEST)
    late = max(0.0, town.latest(started - 10))
    print(f"{kind:10} {name:30} {error or 'read':16} {seconds:7.1f} {peak / MB:8.0f} {late:7.1f}", flush=True)
    return error in FAULTS[name].ends


if __name__ == "__main__":
    sys.exit(main())
