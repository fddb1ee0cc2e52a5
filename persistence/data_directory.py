"""The directory of an installation without a database server: who uses it, and its secret key."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PRIVATE = 0o600
_INSTALLATION = (
    "secret_key",
    "postgres",
)  # the key first: a database without it gets a wrong one at the next start
_OF_NO_ACCOUNT = {"lock", "users", "lost+found"}


class DataDirectoryError(Exception):
    """The data directory cannot be used; the message says why and what to do."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Say what the operating system refuses, and what to do about it."""
    try:
        yield
    except (FileExistsError, NotADirectoryError):
        reason = "it is not a directory"
    except PermissionError:
        reason = "permission denied; run gatehouse as the user it belongs to"
    except (OSError, RuntimeError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
    else:
        return
    raise DataDirectoryError(f"cannot use {path}: {reason}, or name another directory with --data-dir")


def prepare(path: Path) -> Path:
    """Make the directory if it is not there, and return its full path."""
    with explained(path):
        path = path.expanduser().resolve()
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path


@contextmanager
def exclusive(directory: Path) -> Iterator[None]:
    """One process at a time starts, stops or sets up what is in the directory."""
    with explained(directory):
        descriptor = _open(directory / "lock")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


class Use:
    """A mark that this process uses the server; the kernel takes it back when the process dies."""

    def __init__(self, directory: Path) -> None:
        with explained(directory):
            self._descriptor = _open(directory / "users")
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def end(self) -> bool:
        """Take the mark back, and say whether it was the last one. Call it within `exclusive`."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            return True
        finally:
            os.close(self._descriptor)


def secret_key(data_dir: Path) -> str:
    """The secret key of this directory, made at the first call."""
    directory = prepare(data_dir)
    file = directory / "secret_key"
    with exclusive(directory), explained(file):
        if not file.exists():
            _write_durably(file, secrets.token_urlsafe(48))
        key = file.read_text("utf-8").strip()
    if not key:
        raise DataDirectoryError(f"{file} is empty; put the key of this installation back, or set SECRET_KEY")
    return key


def keep_secret_key(directory: Path, key: str) -> None:
    """Use this secret key in a directory that has none yet."""
    _write_durably(directory / "secret_key", key)


def exists(data_dir: Path) -> bool:
    """Whether an installation has been started there."""
    return (data_dir.expanduser() / "postgres").is_dir()


def draft_secret_key(data_dir: Path) -> str:
    """A new secret key, kept beside the one in use until `adopt_secret_key`."""
    key = secrets.token_urlsafe(48)
    directory = prepare(data_dir)
    draft = directory / "secret_key.next"
    with exclusive(directory), explained(directory):
        if draft.exists():  # it may be the only key that opens the database
            todo = "if the service does not start, rename it to secret_key, otherwise delete it"
            raise DataDirectoryError(f"{draft} is left from an exchange that was interrupted; {todo}")
        _write_durably(draft, key)
    return key


def adopt_secret_key(data_dir: Path) -> None:
    """Use the drafted secret key from now on."""
    directory = prepare(data_dir)
    with exclusive(directory), explained(directory):
        (directory / "secret_key.next").replace(directory / "secret_key")
        sync(directory)


@contextmanager
def made_whole(data_dir: Path) -> Iterator[Path]:
    """A place to make an installation in, which becomes that of `data_dir` if the block ends well.

    Otherwise nothing of it remains. It is inside the data directory, which may be where a disk is mounted.
    """
    is_new = not data_dir.expanduser().exists()
    directory = prepare(data_dir)
    _refuse_data(directory)
    draft = directory / "restoring"
    with explained(directory):
        draft.mkdir(mode=0o700)
    try:
        yield draft
        with exclusive(directory), explained(directory):
            _refuse_data(directory, but=draft.name)
            for name in _INSTALLATION:
                (draft / name).rename(directory / name)
            sync(directory)
    except BaseException:
        if is_new:
            shutil.rmtree(directory)
        raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _refuse_data(directory: Path, *, but: str = "") -> None:
    with explained(directory):
        found = {path.name for path in directory.iterdir()} - _OF_NO_ACCOUNT - {but}
    if "restoring" in found:
        todo = "if none is running, delete it, otherwise name another --data-dir"
        raise DataDirectoryError(
            f"{directory / 'restoring'} is left from a restore that was interrupted; {todo}"
        )
    if found:
        raise DataDirectoryError(
            f"{directory} is not empty; name a --data-dir that is empty or does not exist"
        )


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE)


def _write_durably(file: Path, text: str) -> None:
    """The file is there with all of its text, or not at all, whatever happens meanwhile."""
    draft = file.with_name(f"{file.name}.new")
    with suppress(FileNotFoundError):
        draft.unlink()
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "w") as stream:
        stream.write(text + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)
    sync(file.parent)


def sync(directory: Path) -> None:
    """Make the names in the directory survive a power cut."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
