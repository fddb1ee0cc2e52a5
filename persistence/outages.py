"""What the driver raises when the database is away, in doubt, or refuses a login."""

import asyncpg


class DatabaseError(Exception):
    """The database cannot be used; the message says why, and never holds the password."""


# The connection is lost, or leads to a server that no longer takes writes.
LOST = (
    ConnectionError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.ReadOnlySQLTransactionError,
)
# Nobody knows what the server is doing on the connection; it is not used again.
DOUBTFUL = (*LOST, OSError, TimeoutError, asyncpg.InternalClientError, asyncpg.OperatorInterventionError)
# The request can be made again, later: whole classes of SQLSTATE that say nothing against the statement.
AWAY = (
    *DOUBTFUL,
    DatabaseError,
    asyncpg.InvalidAuthorizationSpecificationError,  # 28
    asyncpg.InvalidCatalogNameError,  # 3D
    asyncpg.TransactionRollbackError,  # 40
    asyncpg.InsufficientResourcesError,  # 53
    asyncpg.ObjectNotInPrerequisiteStateError,  # 55
    asyncpg.PostgresSystemError,  # 58
)
# A connection that could not be made.
NOT_CONNECTED = (
    OSError,
    ValueError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)
WRONG_LOGIN = (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError)
_ENDS_THE_SESSION = {"FATAL", "PANIC"}


def in_doubt(error: BaseException) -> bool:
    """Whether the connection on which this, or what caused it, happened must not be used again."""
    if not isinstance(error, Exception):  # somebody stopped waiting for the answer
        return True
    told = error.__cause__ or error
    return isinstance(told, DOUBTFUL) or getattr(told, "severity_en", None) in _ENDS_THE_SESSION
