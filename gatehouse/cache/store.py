"""The connection to Redis or Valkey, and the scripts that run there. Needs the extra `redis`."""

from collections.abc import Awaitable, Callable
from typing import Any, Self, TypeVar, cast

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import NoScriptError, RedisError

from gatehouse.cache.circuit import Circuit

T = TypeVar("T")

_CONNECTIONS = 4  # questions take turns, so more would only wait to be closed
_ONCE_MORE = Retry(NoBackoff(), 1)  # at once, on a new connection, if the server has been restarted
_CHECK_MILLISECONDS = 1000


class Script:
    """A Lua script, sent by its digest; by itself where the server does not know it, as after a restart."""

    def __init__(self, client: "Redis", text: str) -> None:
        self._client = client
        self._registered = client.register_script(text)
        self._text = text

    async def run(self, keys: list[bytes], *arguments: int | bytes) -> Any:
        try:
            return await self._client.evalsha(self._registered.sha, len(keys), *keys, *arguments)
        except NoScriptError:
            return await self._client.eval(self._text, len(keys), *keys, *arguments)


class Store:
    """One server, used by one process; its keys begin with the prefix, which no other installation has."""

    def __init__(self, client: "Redis", prefix: bytes) -> None:
        self.prefix = prefix
        self._client = client
        self._circuit = Circuit(self._check, (RedisError,))

    @classmethod
    async def connect(cls, url: str, prefix: bytes) -> Self:
        """Connect if the server answers; ValueError or TypeError if the URL cannot be one."""
        pool = BlockingConnectionPool.from_url(url, max_connections=_CONNECTIONS, retry=_ONCE_MORE)
        pool.make_connection()  # type: ignore[no-untyped-call] # complains of options that it does not know
        store = cls(Redis.from_pool(pool), prefix)
        await store._circuit.start()
        return store

    @property
    def away(self) -> bool:
        return self._circuit.away

    def script(self, text: str) -> Script:
        return Script(self._client, text)

    async def run(self, command: Callable[[], Awaitable[T]]) -> T:
        """The answer to a command, or `Away`."""
        return await self._circuit.run(command)

    async def get_all(self, keys: list[bytes]) -> list[bytes | None]:
        return cast("list[bytes | None]", await self._client.mget(keys))

    async def ping(self) -> None:
        """`Away` unless the server takes what is written to it."""
        await self._circuit.run(self._check)

    async def close(self) -> None:
        await self._circuit.close()
        await self._client.aclose()

    async def _check(self) -> None:
        """A server that is full answers PING, and takes nothing."""
        await cast("Awaitable[object]", self._client.set(self.prefix + b"up", 1, px=_CHECK_MILLISECONDS))
