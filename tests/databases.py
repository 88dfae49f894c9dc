"""SQLite and a real PostgreSQL for tests: `database_url` runs a test on both, each time on an empty one."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

BACKENDS = ("sqlite", "postgresql")
READY = 240  # seconds: what an overloaded machine may need to make or start a server


class Postgres:
    """A server of the tests' own, reached through a socket in its folder; it listens on no address."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        # Sockets need a short path, and memory is not kept busy by others as a disk is.
        in_memory = Path("/dev/shm").is_dir() and shutil.disk_usage("/dev/shm").free > 4 * 2**30
        self.folder = Path(tempfile.mkdtemp(prefix="postgres-", dir="/dev/shm" if in_memory else "/tmp"))
        self._user = "postgres" if os.getuid() == 0 else None  # the server refuses to run as root
        if self._user:
            shutil.chown(self.folder, self._user)
        self._run("initdb", "--no-sync", "--auth=trust", "--username=postgres", "-E", "UTF8", "--locale=C")
        self.start()

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c max_connections=200"
        options += " -c fsync=off -c full_page_writes=off"  # what is killed here is never the machine
        log = str(self.folder / "log")
        self._run("pg_ctl", "start", "--wait", f"--timeout={READY}", "--silent", "-l", log, "-o", options)

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "--silent", "--mode=immediate")

    def create(self) -> str:
        """A new, empty database's URL."""
        name = f"test_{uuid.uuid4().hex}"
        with psycopg.connect(
            f"host={self.folder} user=postgres dbname=postgres", autocommit=True
        ) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), "-D", str(self.folder / "data"), *arguments]
        done = subprocess.run(
            command,
            user=self._user,
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=READY,
        )
        assert done.returncode == 0, done.stderr.decode()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server, started with the first test that asks for it."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    if not found:
        reason = "PostgreSQL is not installed (apt-get install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    server = Postgres(Path(found[-1]).parent)
    yield server
    server.remove()


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An SQLAlchemy URL of an empty database, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'conversations.db'}"
    url: str = request.getfixturevalue("postgres").create()
    return url
