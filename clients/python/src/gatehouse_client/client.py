"""The client: all operations of Gatehouse, by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import httpx

from ._runtime.async_transport import AsyncMiddleware, AsyncTransport
from ._runtime.capturing import AsyncCapturing, Capturing
from ._runtime.credentials import Credential
from ._runtime.marks import Self
from ._runtime.session import SecondFactor, TokenStore
from ._runtime.setup import Given, Limits, core_of
from ._runtime.transport import Middleware, Transport
from ._runtime.values import Secret
from .service import SERVICE

if TYPE_CHECKING:
    from .groups.applications import ApplicationsApi, AsyncApplicationsApi
    from .groups.audit import AsyncAuditApi, AuditApi
    from .groups.auth import AsyncAuthApi, AuthApi
    from .groups.factors import AsyncFactorsApi, FactorsApi
    from .groups.me import AsyncMeApi, MeApi
    from .groups.openid import AsyncOpenidApi, OpenidApi
    from .groups.roles import AsyncRolesApi, RolesApi
    from .groups.system import AsyncSystemApi, SystemApi
    from .groups.users import AsyncUsersApi, UsersApi


class GatehouseClient(Capturing):
    """A client for Gatehouse. Use it in a `with` statement, or call `close`.

    What is not given as an argument is taken from the environment:
    GATEHOUSE_BASE_URL, GATEHOUSE_TOKEN, GATEHOUSE_API_KEY, GATEHOUSE_EMAIL, GATEHOUSE_USERNAME, GATEHOUSE_PASSWORD, GATEHOUSE_TIMEOUT_MS, GATEHOUSE_TOTAL_TIMEOUT_MS, GATEHOUSE_MAX_RETRIES.
    """

    def __init__(
        self,
        base_url: str | None = None,
        *,
        token: Secret | None = None,
        api_key: Secret | None = None,
        email: str | None = None,
        username: str | None = None,
        password: str | None = None,
        second_factor: SecondFactor | None = None,
        access_token: str | None = None,
        refresh_token: str | None = None,
        token_store: TokenStore | None = None,
        credentials: Mapping[str, Credential] | None = None,
        server: int | None = None,
        server_variables: Mapping[str, str] | None = None,
        timeout: float | None = None,
        total_timeout: float | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
        user_agent: str | None = None,
        middleware: Sequence[Middleware] = (),
        http_client: httpx.Client | None = None,
    ) -> None:
        """Choose who calls, where, and how patiently; times are in seconds."""
        limits = Limits(
            base_url=base_url,
            server=server,
            server_variables=server_variables,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            headers=headers,
            query=query,
            user_agent=user_agent,
            is_open=bool(middleware) or http_client is not None,
        )
        given = Given(
            token=token,
            api_key=api_key,
            names={"email": email, "username": username},
            password=password,
            second_factor=second_factor,
            access_token=access_token,
            refresh_token=refresh_token,
            token_store=token_store,
            credentials=credentials,
        )
        self.transport = Transport(core_of(SERVICE, limits, given), http_client, middleware)

    @cached_property
    def auth(self) -> AuthApi:
        """Registration, sign-in, tokens, and password recovery."""

        from .groups.auth import AuthApi

        return AuthApi(self.transport)

    @cached_property
    def me(self) -> MeApi:
        """Your own account."""

        from .groups.me import MeApi

        return MeApi(self.transport)

    @cached_property
    def factors(self) -> FactorsApi:
        """Your second factors: what signing in asks for besides the password."""

        from .groups.factors import FactorsApi

        return FactorsApi(self.transport)

    @cached_property
    def users(self) -> UsersApi:
        """Administration of users."""

        from .groups.users import UsersApi

        return UsersApi(self.transport)

    @cached_property
    def roles(self) -> RolesApi:
        """Roles and permissions."""

        from .groups.roles import RolesApi

        return RolesApi(self.transport)

    @cached_property
    def applications(self) -> ApplicationsApi:
        """Programs that are known by name: their secrets, their permissions, and what they may do themselves."""

        from .groups.applications import ApplicationsApi

        return ApplicationsApi(self.transport)

    @cached_property
    def openid(self) -> OpenidApi:
        """Signing in to applications with OpenID Connect, as programs see it."""

        from .groups.openid import OpenidApi

        return OpenidApi(self.transport)

    @cached_property
    def audit(self) -> AuditApi:
        """Who did what to whom."""

        from .groups.audit import AuditApi

        return AuditApi(self.transport)

    @cached_property
    def system(self) -> SystemApi:
        """Version, health and public keys of the service."""

        from .groups.system import SystemApi

        return SystemApi(self.transport)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.transport.core.settings.base_url!r})"

    def close(self) -> None:
        """Close the connections."""
        self.transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()


class AsyncGatehouseClient(AsyncCapturing):
    """The same client with `async` methods. Use it in an `async with` statement, or await `close`."""

    def __init__(
        self,
        base_url: str | None = None,
        *,
        token: Secret | None = None,
        api_key: Secret | None = None,
        email: str | None = None,
        username: str | None = None,
        password: str | None = None,
        second_factor: SecondFactor | None = None,
        access_token: str | None = None,
        refresh_token: str | None = None,
        token_store: TokenStore | None = None,
        credentials: Mapping[str, Credential] | None = None,
        server: int | None = None,
        server_variables: Mapping[str, str] | None = None,
        timeout: float | None = None,
        total_timeout: float | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
        user_agent: str | None = None,
        middleware: Sequence[AsyncMiddleware] = (),
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        """Choose who calls, where, and how patiently; times are in seconds."""
        limits = Limits(
            base_url=base_url,
            server=server,
            server_variables=server_variables,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            headers=headers,
            query=query,
            user_agent=user_agent,
            is_open=bool(middleware) or http_client is not None,
        )
        given = Given(
            token=token,
            api_key=api_key,
            names={"email": email, "username": username},
            password=password,
            second_factor=second_factor,
            access_token=access_token,
            refresh_token=refresh_token,
            token_store=token_store,
            credentials=credentials,
        )
        self.transport = AsyncTransport(core_of(SERVICE, limits, given), http_client, middleware)

    @cached_property
    def auth(self) -> AsyncAuthApi:
        """Registration, sign-in, tokens, and password recovery."""

        from .groups.auth import AsyncAuthApi

        return AsyncAuthApi(self.transport)

    @cached_property
    def me(self) -> AsyncMeApi:
        """Your own account."""

        from .groups.me import AsyncMeApi

        return AsyncMeApi(self.transport)

    @cached_property
    def factors(self) -> AsyncFactorsApi:
        """Your second factors: what signing in asks for besides the password."""

        from .groups.factors import AsyncFactorsApi

        return AsyncFactorsApi(self.transport)

    @cached_property
    def users(self) -> AsyncUsersApi:
        """Administration of users."""

        from .groups.users import AsyncUsersApi

        return AsyncUsersApi(self.transport)

    @cached_property
    def roles(self) -> AsyncRolesApi:
        """Roles and permissions."""

        from .groups.roles import AsyncRolesApi

        return AsyncRolesApi(self.transport)

    @cached_property
    def applications(self) -> AsyncApplicationsApi:
        """Programs that are known by name: their secrets, their permissions, and what they may do themselves."""

        from .groups.applications import AsyncApplicationsApi

        return AsyncApplicationsApi(self.transport)

    @cached_property
    def openid(self) -> AsyncOpenidApi:
        """Signing in to applications with OpenID Connect, as programs see it."""

        from .groups.openid import AsyncOpenidApi

        return AsyncOpenidApi(self.transport)

    @cached_property
    def audit(self) -> AsyncAuditApi:
        """Who did what to whom."""

        from .groups.audit import AsyncAuditApi

        return AsyncAuditApi(self.transport)

    @cached_property
    def system(self) -> AsyncSystemApi:
        """Version, health and public keys of the service."""

        from .groups.system import AsyncSystemApi

        return AsyncSystemApi(self.transport)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.transport.core.settings.base_url!r})"

    async def close(self) -> None:
        """Close the connections."""
        await self.transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self.close()
