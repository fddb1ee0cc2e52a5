"""What the driver raises when the database is away, in doubt, or refuses a login."""

import asyncpg


class DatabaseError(Exception):
    """The database cannot be used; the message says why, and never holds the password."""


# Nobody knows what the server is doing on the connection; it is not used again.
DOUBTFUL = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
)
# The request can be made again, later.
AWAY = (
    *DOUBTFUL,
    DatabaseError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
    asyncpg.ReadOnlySQLTransactionError,
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
