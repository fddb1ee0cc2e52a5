"""What can be expected to go wrong when the service is set up or started."""

from gatehouse.contract.document import ContractError
from gatehouse.contract.problems import Problem
from gatehouse.core.settings import SettingsError
from gatehouse.persistence.backup_file import BackupError
from gatehouse.persistence.data_directory import DataDirectoryError
from gatehouse.persistence.outages import DatabaseError
from gatehouse.persistence.schema_version import SchemaError
from gatehouse.process.console import NoPassword
from gatehouse.process.readiness import NotReady
from gatehouse.process.serving import CannotListen

_EXPECTED = (
    BackupError,
    CannotListen,
    ContractError,
    DataDirectoryError,
    DatabaseError,
    NoPassword,
    NotReady,
    SchemaError,
    SettingsError,
)

_OPTIONS = {
    "/email": "--email",
    "/password": "password",
    "/username": "--username",
    "email_taken": "--email",
    "username_taken": "--username",
}


def explain(error: Exception) -> str | None:
    """The one line to tell the operator; None for what must not happen."""
    if isinstance(error, Problem):
        details = [f"{_OPTIONS.get(each.pointer, each.pointer)}: {each.detail}" for each in error.errors]
        option = _OPTIONS.get(error.code)
        return " ".join(details) or (f"{option}: {error.detail}" if option else error.detail)
    return str(error) if isinstance(error, _EXPECTED) else None
