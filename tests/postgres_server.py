"""A PostgreSQL server of the tests' own, on 127.0.0.1 only: made in a folder, started, stopped, ended hard."""

import os
import pwd
import shutil
import socket
import subprocess
from contextlib import closing
from pathlib import Path

import psycopg

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")
PASSWORD = "only-for-tests"


def programs() -> Path | None:
    """The folder with the newest server's programs (`initdb`, `pg_ctl`), or none when PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = [
        folder for place in _PLACES for folder in Path("/").glob(place.lstrip("/")) if (folder / "initdb").exists()
    ]
    return max(
        folders,
        key=lambda folder: [int(part) for part in folder.parent.name.split(".") if part.isdigit()],
        default=None,
    )


class PostgresServer:
    """One server; `url(name)` makes a database and gives its address. It listens `also` on an address of the test's."""

    def __init__(self, folder: Path, also: str | None = None) -> None:
        found = programs()
        assert found is not None
        self.bin, self.folder, self.port = found, folder, _free_port()
        self._made = 0
        folder.mkdir(parents=True)
        password = folder / "password"
        password.write_text(PASSWORD)
        self.data = folder / "data"
        self._own()
        self._run(
            "initdb",
            "--pgdata",
            self.data,
            "--username=monitor",
            f"--pwfile={password}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(
                "fsync = off\nfull_page_writes = off\nmax_connections = 60\n"
                f"unix_socket_directories = ''\nport = {self.port}\n"
                f"listen_addresses = '{','.join(filter(None, ['127.0.0.1', also]))}'\n"
            )
        if also:
            with (self.data / "pg_hba.conf").open("a") as doors:
                doors.write("host all all samenet scram-sha-256\n")
        self.start()

    def start(self) -> None:
        """Start it; back when it answers."""
        self._run("pg_ctl", "start", "--wait", "--silent", "--pgdata", self.data, "--log", self.folder / "log")

    def stop(self, mode: str = "fast") -> None:
        """Stop it; `immediate` is sudden death, from which it recovers at its next start."""
        self._run("pg_ctl", "stop", "--wait", "--silent", "--mode", mode, "--pgdata", self.data)

    def url(self, database: str, password: str = PASSWORD) -> str:
        """The address of a database, there or not."""
        return f"postgresql://monitor:{password}@127.0.0.1:{self.port}/{database}"

    def new(self) -> str:
        """The address of a new empty database."""
        self._made += 1
        name = f"m{self._made}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def _own(self) -> None:
        """PostgreSQL refuses to run as root; then the folder belongs to the user that Debian's package makes."""
        self._as: dict[str, object] = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            for path in (self.folder, *self.folder.iterdir()):
                os.chown(path, user.pw_uid, user.pw_gid)
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": ()}

    def _run(self, program: str, *words: object) -> None:
        command = [str(self.bin / program), *map(str, words)]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **self._as)  # type: ignore[call-overload]


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
