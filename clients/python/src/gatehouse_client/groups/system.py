"""Version, health and public keys of the service."""

from __future__ import annotations

from .._runtime.async_transport import AsyncTransport
from .._runtime.operation import Answer, Operation, RequestOptions
from .._runtime.transport import Transport
from ..models import Health, JwkSet, Liveness, Readiness, ServiceInfo

ROOT_CALL: Operation[ServiceInfo] = Operation(
    id="system.root",
    method="GET",
    path="/",
    answer=Answer("json", ServiceInfo, accept="application/json"),
    retryable=True,
)
HEALTH_CALL: Operation[Health] = Operation(
    id="system.health",
    method="GET",
    path="/health",
    answer=Answer("json", Health, accept="application/json"),
    errors={
        "503": Health,
    },
    retryable=True,
)
LIVE_CALL: Operation[Liveness] = Operation(
    id="system.live",
    method="GET",
    path="/health/live",
    answer=Answer("json", Liveness, accept="application/json"),
    retryable=True,
)
READY_CALL: Operation[Readiness] = Operation(
    id="system.ready",
    method="GET",
    path="/health/ready",
    answer=Answer("json", Readiness, accept="application/json"),
    retryable=True,
)
JWKS_CALL: Operation[JwkSet] = Operation(
    id="system.jwks",
    method="GET",
    path="/.well-known/jwks.json",
    answer=Answer("json", JwkSet, accept="application/json"),
    retryable=True,
)


class SystemApi:
    """Version, health and public keys of the service."""

    def __init__(self, transport: Transport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    def root(self, *, options: RequestOptions | None = None) -> ServiceInfo:
        """Get the service's name, version and links

        Name and version of the service, where to go from here, and the SDKs for this version.
        """

        return self._transport.call(ROOT_CALL, {}, options)

    def health(self, *, options: RequestOptions | None = None) -> Health:
        """Get the health of the service

        The state of the service and of each dependency. 200 as long as requests can be served, even if `degraded`; 503
        with the same body otherwise.
        """

        return self._transport.call(HEALTH_CALL, {}, options)

    def live(self, *, options: RequestOptions | None = None) -> Liveness:
        """Liveness probe

        Checks nothing outside the process, so it also succeeds during an outage of the database.
        """

        return self._transport.call(LIVE_CALL, {}, options)

    def ready(self, *, options: RequestOptions | None = None) -> Readiness:
        """Readiness probe

        For load balancers: 503 while the database is unreachable, or the process is starting or stopping.
        """

        return self._transport.call(READY_CALL, {}, options)

    def jwks(self, *, options: RequestOptions | None = None) -> JwkSet:
        """Get the public signing keys

        The keys that verify tokens offline (RFC 7517): current, upcoming and recent ones. Gatehouse signs its own access
        tokens with EdDSA, and what it issues for an application with the algorithm that the application has chosen. Cache
        them as long as `Cache-Control` says.
        """

        return self._transport.call(JWKS_CALL, {}, options)


class AsyncSystemApi:
    """Version, health and public keys of the service."""

    def __init__(self, transport: AsyncTransport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    async def root(self, *, options: RequestOptions | None = None) -> ServiceInfo:
        """Get the service's name, version and links

        Name and version of the service, where to go from here, and the SDKs for this version.
        """

        return await self._transport.call(ROOT_CALL, {}, options)

    async def health(self, *, options: RequestOptions | None = None) -> Health:
        """Get the health of the service

        The state of the service and of each dependency. 200 as long as requests can be served, even if `degraded`; 503
        with the same body otherwise.
        """

        return await self._transport.call(HEALTH_CALL, {}, options)

    async def live(self, *, options: RequestOptions | None = None) -> Liveness:
        """Liveness probe

        Checks nothing outside the process, so it also succeeds during an outage of the database.
        """

        return await self._transport.call(LIVE_CALL, {}, options)

    async def ready(self, *, options: RequestOptions | None = None) -> Readiness:
        """Readiness probe

        For load balancers: 503 while the database is unreachable, or the process is starting or stopping.
        """

        return await self._transport.call(READY_CALL, {}, options)

    async def jwks(self, *, options: RequestOptions | None = None) -> JwkSet:
        """Get the public signing keys

        The keys that verify tokens offline (RFC 7517): current, upcoming and recent ones. Gatehouse signs its own access
        tokens with EdDSA, and what it issues for an application with the algorithm that the application has chosen. Cache
        them as long as `Cache-Control` says.
        """

        return await self._transport.call(JWKS_CALL, {}, options)
