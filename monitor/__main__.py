"""The command `monitor`, also as `python -m monitor`.

Kept small: each process that reads pages loads the file that the command was started by, which is of this module.
"""


def main() -> None:
    """Run one command and end the process with its exit code."""
    from monitor.cli import main as run  # noqa: PLC0415 (as said above)

    run()


if __name__ == "__main__":
    main()
