"""What processes cost, read from /proc: CPU seconds and proportional memory of a process with all of its children."""

from pathlib import Path

TICKS = 100
"""Of a second, in /proc (sysconf(_SC_CLK_TCK) is 100 on every Linux there is)."""


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    for member in found:  # grows while it is walked
        for task in Path(f"/proc/{member}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def cpu_seconds(pid: int) -> float:
    """User and system time of a process, of its children that ended, and of those that live."""
    return sum(_ticks(member) for member in family(pid)) / TICKS


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15]))


def memory(pid: int) -> int:
    """Proportional set size of a process and its children, in bytes: shared pages count once in all."""
    return sum(alone(member) for member in family(pid))


def alone(pid: int) -> int:
    """Proportional set size of one process, in bytes; 0 of one that is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return 1024 * next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def bytes_in(path: Path) -> int:
    """Of a file, or of all files in a folder."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files)
