"""How a connection is made, and every reason why there is none in one line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit
from weakref import WeakSet

import asyncpg
from asyncpg.connect_utils import SessionAttribute

from gatehouse.persistence.outages import NOT_CONNECTED, WRONG_LOGIN, DatabaseError
from gatehouse.persistence.servers import one_by_one

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]
else:
    Connection = asyncpg.Connection  # only its type stubs are generic

OLDEST_VERSION = 15
_TIMEOUT_SECONDS = 10
_TIMEOUT_OF_ONE_SECONDS = 3  # of several, so that all of them are asked in time
_SESSION = {"application_name": "gatehouse", "timezone": "UTC"}
_UNPREPARED = {"statement_cache_size": 0}  # a transaction pooler would mix up prepared statements


class Servers:
    """The servers of a DATABASE_URL; the one that answered last is asked first."""

    def __init__(self, url: str) -> None:
        self._urls = one_by_one(url)
        self._made: WeakSet[Connection] = WeakSet()

    async def connect(self, **options: Any) -> Connection:
        """A connection to a server that takes writes and is new enough, or a `DatabaseError`.

        It prepares no statements and has ten seconds to be made, unless the driver's options say otherwise.
        """
        timeout = options.pop("timeout", _TIMEOUT_SECONDS)
        if len(self._urls) > 1:
            timeout = min(timeout, _TIMEOUT_OF_ONE_SECONDS)
        refusals = []
        for url in list(self._urls):
            try:
                connection = await _connect(url, timeout, options)
            except DatabaseError as error:
                refusals.append(str(error))
            else:
                self._note(url, connection)
                return connection
        raise DatabaseError("; ".join(refusals))

    def _note(self, url: str, connection: Connection) -> None:
        """When another server takes writes, whoever still waits for the one before waits in vain."""
        if url != self._urls[0]:
            self._urls.sort(key=url.__ne__)
            for earlier in self._made:
                earlier.terminate()
            self._made.clear()
        self._made.add(connection)


async def connect(url: str, **options: Any) -> Connection:
    """One connection to one of the servers, as `Servers.connect` makes it."""
    return await Servers(url).connect(**options)


async def _connect(url: str, timeout: float, options: Mapping[str, Any]) -> Connection:
    try:
        connection: Connection = await asyncpg.connect(
            url,
            target_session_attrs=SessionAttribute.read_write,
            server_settings=_SESSION,
            timeout=timeout,
            **{**_UNPREPARED, **options},
        )
    except NOT_CONNECTED as error:
        raise DatabaseError(_explain(url, error, timeout)) from None
    version = connection.get_server_version()
    if version.major < OLDEST_VERSION:
        await connection.close()
        raise DatabaseError(
            f"the database at {describe(url)} is PostgreSQL {version.major}; "
            f"Gatehouse needs {OLDEST_VERSION} or newer"
        )
    return connection


def describe(url: str) -> str:
    """Where the URL leads, without user and password."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    hosts = parts.netloc.rpartition("@")[2] or "".join(query.get("host", ())) or "the local socket"
    name = unquote(parts.path.lstrip("/")) or "".join(query.get("dbname", ()))
    return f"{hosts}/{name}".rstrip("/")


def lacks_rights(url: str, error: asyncpg.InsufficientPrivilegeError) -> DatabaseError:
    """What the role of the URL was refused, and what helps."""
    parts = urlsplit(url)
    role = unquote(parts.username or "") or "".join(parse_qs(parts.query).get("user", ()))
    return DatabaseError(
        f"the role {role or 'in DATABASE_URL'} lacks a right in {describe(url)}: {error}; "
        "use the role that owns the database and all tables in it, or make this one their owner"
    )


def _explain(url: str, error: Exception, timeout: float) -> str:
    if _unreadable(url, error):
        return (
            "DATABASE_URL cannot be read; write it as postgresql://user:password@host:5432/name "
            "and percent-encode special characters"
        )
    where = describe(url)
    if isinstance(error, WRONG_LOGIN):
        return f"the database at {where} refuses the login; check user and password in DATABASE_URL"
    if isinstance(error, asyncpg.InvalidCatalogNameError):
        return f"there is no such database: {where}; create it, or correct DATABASE_URL"
    if isinstance(error, asyncpg.TargetServerAttributeNotMatched):
        return f"no server of {where} takes writes; DATABASE_URL must name the primary"
    if isinstance(error, asyncpg.PostgresError):
        return f"the database at {where} refuses the connection: {error}"
    reason = _reason(error, timeout)
    return f"cannot reach the database at {where}: {reason}; check DATABASE_URL and that it runs"


def _unreadable(url: str, error: Exception) -> bool:
    """Whether the URL is malformed, or a raw character of its password has cut it in the wrong place."""
    malformed = isinstance(error, ValueError) and not isinstance(error, OSError)  # as a bad certificate is
    return malformed or url.count("@") > ("@" in urlsplit(url).netloc)


def _reason(error: Exception, timeout: float) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {timeout:g} seconds"
    return getattr(error, "strerror", None) or type(error).__name__
