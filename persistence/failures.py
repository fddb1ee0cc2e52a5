"""What can be expected to go wrong when the service is set up or started."""

from core.console import NoPassword
from core.contract.document import ContractError
from core.errors import Problem
from core.serving import CannotListen
from core.settings import SettingsError
from persistence.connect import DatabaseError
from persistence.data_directory import DataDirectoryError
from persistence.schema_version import SchemaError

_EXPECTED = (
    CannotListen,
    ContractError,
    DataDirectoryError,
    DatabaseError,
    NoPassword,
    SchemaError,
    SettingsError,
)


def explain(error: Exception) -> str | None:
    """The one line to tell the operator; None for what must not happen."""
    if isinstance(error, Problem):
        return " ".join([error.detail, *(each.detail for each in error.errors)])
    return str(error) if isinstance(error, _EXPECTED) else None
