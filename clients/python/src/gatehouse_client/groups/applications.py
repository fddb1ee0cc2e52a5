"""Programs that are known by name: their secrets, their permissions, and what they may do themselves."""

from __future__ import annotations

from uuid import UUID

from .._runtime.async_transport import AsyncTransport
from .._runtime.operation import Answer, Content, Operation, PagedOperation, PageSpec, Parameter, RequestOptions
from .._runtime.pages import AsyncPages, Pages
from .._runtime.transport import Transport
from ..models import (
    Application,
    ApplicationCreate,
    ApplicationKey,
    ApplicationKeyCreate,
    ApplicationKeyList,
    ApplicationPage,
    ApplicationSecretCreate,
    ApplicationSecretCreated,
    ApplicationSecretList,
    ApplicationUpdate,
    ClientId,
    RoleName,
)

LIST_CALL: PagedOperation[ApplicationPage, Application] = PagedOperation(
    id="applications.list",
    method="GET",
    path="/admin/applications",
    parameters=(
        Parameter("limit", "limit", "query", explode=True),
        Parameter("cursor", "cursor", "query", explode=True),
    ),
    answer=Answer("json", ApplicationPage, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
    page=PageSpec("cursor", ("items",), next=("next_cursor",), parameter="cursor"),
)
CREATE_CALL: Operation[Application] = Operation(
    id="applications.create",
    method="POST",
    path="/admin/applications",
    parameters=(Parameter("idempotency_key", "Idempotency-Key", "header"),),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", Application, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
    idempotency="Idempotency-Key",
)
GET_CALL: Operation[Application] = Operation(
    id="applications.get",
    method="GET",
    path="/admin/applications/{client_id}",
    parameters=(Parameter("client_id", "client_id", "path"),),
    answer=Answer("json", Application, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
UPDATE_CALL: Operation[Application] = Operation(
    id="applications.update",
    method="PATCH",
    path="/admin/applications/{client_id}",
    parameters=(
        Parameter("client_id", "client_id", "path"),
        Parameter("if_match", "If-Match", "header"),
    ),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", Application, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
)
DELETE_CALL: Operation[None] = Operation(
    id="applications.delete",
    method="DELETE",
    path="/admin/applications/{client_id}",
    parameters=(Parameter("client_id", "client_id", "path"),),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
LIST_SECRETS_CALL: Operation[ApplicationSecretList] = Operation(
    id="applications.list_secrets",
    method="GET",
    path="/admin/applications/{client_id}/secrets",
    parameters=(Parameter("client_id", "client_id", "path"),),
    answer=Answer("json", ApplicationSecretList, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
CREATE_SECRET_CALL: Operation[ApplicationSecretCreated] = Operation(
    id="applications.create_secret",
    method="POST",
    path="/admin/applications/{client_id}/secrets",
    parameters=(
        Parameter("client_id", "client_id", "path"),
        Parameter("idempotency_key", "Idempotency-Key", "header"),
    ),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", ApplicationSecretCreated, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
    idempotency="Idempotency-Key",
)
REVOKE_SECRET_CALL: Operation[None] = Operation(
    id="applications.revoke_secret",
    method="DELETE",
    path="/admin/applications/{client_id}/secrets/{secret_id}",
    parameters=(
        Parameter("client_id", "client_id", "path"),
        Parameter("secret_id", "secret_id", "path"),
    ),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
LIST_KEYS_CALL: Operation[ApplicationKeyList] = Operation(
    id="applications.list_keys",
    method="GET",
    path="/admin/applications/{client_id}/keys",
    parameters=(Parameter("client_id", "client_id", "path"),),
    answer=Answer("json", ApplicationKeyList, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
ADD_KEY_CALL: Operation[ApplicationKey] = Operation(
    id="applications.add_key",
    method="POST",
    path="/admin/applications/{client_id}/keys",
    parameters=(
        Parameter("client_id", "client_id", "path"),
        Parameter("idempotency_key", "Idempotency-Key", "header"),
    ),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", ApplicationKey, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
    idempotency="Idempotency-Key",
)
REMOVE_KEY_CALL: Operation[None] = Operation(
    id="applications.remove_key",
    method="DELETE",
    path="/admin/applications/{client_id}/keys/{key_id}",
    parameters=(
        Parameter("client_id", "client_id", "path"),
        Parameter("key_id", "key_id", "path"),
    ),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
GRANT_ROLE_CALL: Operation[Application] = Operation(
    id="applications.grant_role",
    method="PUT",
    path="/admin/applications/{client_id}/roles/{role}",
    parameters=(
        Parameter("client_id", "client_id", "path"),
        Parameter("role", "role", "path"),
    ),
    answer=Answer("json", Application, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
REVOKE_ROLE_CALL: Operation[Application] = Operation(
    id="applications.revoke_role",
    method="DELETE",
    path="/admin/applications/{client_id}/roles/{role}",
    parameters=(
        Parameter("client_id", "client_id", "path"),
        Parameter("role", "role", "path"),
    ),
    answer=Answer("json", Application, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)


class ApplicationsApi:
    """Programs that are known by name: their secrets, their permissions, and what they may do themselves."""

    def __init__(self, transport: Transport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    def list(
        self, *, limit: int | None = None, cursor: str | None = None, options: RequestOptions | None = None
    ) -> Pages[ApplicationPage, Application]:
        """List applications

        All applications, in the order of their `client_id`.
        """

        return self._transport.pages(LIST_CALL, {"limit": limit, "cursor": cursor}, options)

    def create(
        self, body: ApplicationCreate, *, idempotency_key: str | None = None, options: RequestOptions | None = None
    ) -> Application:
        """Register an application

        Gives a program a `client_id`, and lets it define permissions of its own, which roles can then bundle. It has no
        secret, key or role yet. 409 `audience_taken` if another application, or this service, has the audience; 409
        `permission_taken` if another application defines one of the permissions.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(CREATE_CALL, {"idempotency_key": idempotency_key}, options, body)

    def get(self, client_id: ClientId, *, options: RequestOptions | None = None) -> Application:
        """Get an application

        404 `application_not_found` if there is no such application.
        """

        return self._transport.call(GET_CALL, {"client_id": client_id}, options)

    def update(
        self,
        client_id: ClientId,
        body: ApplicationUpdate,
        *,
        if_match: str | None = None,
        options: RequestOptions | None = None,
    ) -> Application:
        """Update an application

        Changes only the fields in the body. `permissions` replaces the whole list: 409 `permission_in_use` if a role has
        one that is missing. Kind and audience stay. A deactivated application is refused, and so is every token
        that it was given, from the next request on; activating it again brings none of them back. 403
        `privilege_escalation` if its roles have permissions that the caller does not hold.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(UPDATE_CALL, {"client_id": client_id, "if_match": if_match}, options, body)

    def delete(self, client_id: ClientId, *, options: RequestOptions | None = None) -> None:
        """Delete an application

        Deletes its secrets, keys and permissions, too. 409 `permission_in_use` while a role has one of these; 403
        `privilege_escalation` if its own roles have permissions that the caller does not hold.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        self._transport.call(DELETE_CALL, {"client_id": client_id}, options)

    def list_secrets(self, client_id: ClientId, *, options: RequestOptions | None = None) -> ApplicationSecretList:
        """List the secrets of an application

        Newest first, without the secrets themselves and without those that have expired.
        """

        return self._transport.call(LIST_SECRETS_CALL, {"client_id": client_id}, options)

    def create_secret(
        self,
        client_id: ClientId,
        body: ApplicationSecretCreate,
        *,
        idempotency_key: str | None = None,
        options: RequestOptions | None = None,
    ) -> ApplicationSecretCreated:
        """Make a secret for an application

        The secret is shown once. It works beside those that there are: deploy it, and then revoke the one before. 409
        `secret_limit` beyond ten; 409 `public_application` if the kind is `native` or `browser`; 403
        `privilege_escalation` if the application's roles have permissions that the caller does not hold.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(
            CREATE_SECRET_CALL, {"client_id": client_id, "idempotency_key": idempotency_key}, options, body
        )

    def revoke_secret(self, client_id: ClientId, secret_id: UUID, *, options: RequestOptions | None = None) -> None:
        """Revoke a secret of an application

        The secret stops working immediately, and so does every token that was got with it. 404 `secret_not_found` if the
        application has no such secret.
        """

        self._transport.call(REVOKE_SECRET_CALL, {"client_id": client_id, "secret_id": secret_id}, options)

    def list_keys(self, client_id: ClientId, *, options: RequestOptions | None = None) -> ApplicationKeyList:
        """List the public keys of an application

        Newest first, each with the name that the application signs by.
        """

        return self._transport.call(LIST_KEYS_CALL, {"client_id": client_id}, options)

    def add_key(
        self,
        client_id: ClientId,
        body: ApplicationKeyCreate,
        *,
        idempotency_key: str | None = None,
        options: RequestOptions | None = None,
    ) -> ApplicationKey:
        """Add a public key to an application

        The application signs assertions with the private half (`private_key_jwt`) in place of sending a secret: an Ed25519
        key, a P-256 key, or an RSA key of 2048 to 4096 bits. 409 `key_exists` for a `kid` that it has already; 409
        `secret_limit` beyond ten; 409 `public_application` if the kind is `native` or `browser`; 403
        `privilege_escalation` if the application's roles have permissions that the caller does not hold.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(
            ADD_KEY_CALL, {"client_id": client_id, "idempotency_key": idempotency_key}, options, body
        )

    def remove_key(self, client_id: ClientId, key_id: UUID, *, options: RequestOptions | None = None) -> None:
        """Remove a public key from an application

        The key stops working immediately, and so does every token that was got with it. 404 `key_not_found` if the
        application has no such key.
        """

        self._transport.call(REMOVE_KEY_CALL, {"client_id": client_id, "key_id": key_id}, options)

    def grant_role(self, client_id: ClientId, role: RoleName, *, options: RequestOptions | None = None) -> Application:
        """Grant a role to an application

        The application may then do what the role allows, with tokens of its own (`client_credentials`). Nothing changes if it
        has the role already. 403 `privilege_escalation` for a role with permissions that the caller does not hold, or an
        application that has such a role.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(GRANT_ROLE_CALL, {"client_id": client_id, "role": role}, options)

    def revoke_role(self, client_id: ClientId, role: RoleName, *, options: RequestOptions | None = None) -> Application:
        """Revoke a role from an application

        Takes effect with the next request, also for tokens that say more. Nothing changes if it does not have the role. 403
        `privilege_escalation` as for granting it.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(REVOKE_ROLE_CALL, {"client_id": client_id, "role": role}, options)


class AsyncApplicationsApi:
    """Programs that are known by name: their secrets, their permissions, and what they may do themselves."""

    def __init__(self, transport: AsyncTransport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    def list(
        self, *, limit: int | None = None, cursor: str | None = None, options: RequestOptions | None = None
    ) -> AsyncPages[ApplicationPage, Application]:
        """List applications

        All applications, in the order of their `client_id`.
        """

        return self._transport.pages(LIST_CALL, {"limit": limit, "cursor": cursor}, options)

    async def create(
        self, body: ApplicationCreate, *, idempotency_key: str | None = None, options: RequestOptions | None = None
    ) -> Application:
        """Register an application

        Gives a program a `client_id`, and lets it define permissions of its own, which roles can then bundle. It has no
        secret, key or role yet. 409 `audience_taken` if another application, or this service, has the audience; 409
        `permission_taken` if another application defines one of the permissions.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(CREATE_CALL, {"idempotency_key": idempotency_key}, options, body)

    async def get(self, client_id: ClientId, *, options: RequestOptions | None = None) -> Application:
        """Get an application

        404 `application_not_found` if there is no such application.
        """

        return await self._transport.call(GET_CALL, {"client_id": client_id}, options)

    async def update(
        self,
        client_id: ClientId,
        body: ApplicationUpdate,
        *,
        if_match: str | None = None,
        options: RequestOptions | None = None,
    ) -> Application:
        """Update an application

        Changes only the fields in the body. `permissions` replaces the whole list: 409 `permission_in_use` if a role has
        one that is missing. Kind and audience stay. A deactivated application is refused, and so is every token
        that it was given, from the next request on; activating it again brings none of them back. 403
        `privilege_escalation` if its roles have permissions that the caller does not hold.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(UPDATE_CALL, {"client_id": client_id, "if_match": if_match}, options, body)

    async def delete(self, client_id: ClientId, *, options: RequestOptions | None = None) -> None:
        """Delete an application

        Deletes its secrets, keys and permissions, too. 409 `permission_in_use` while a role has one of these; 403
        `privilege_escalation` if its own roles have permissions that the caller does not hold.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        await self._transport.call(DELETE_CALL, {"client_id": client_id}, options)

    async def list_secrets(
        self, client_id: ClientId, *, options: RequestOptions | None = None
    ) -> ApplicationSecretList:
        """List the secrets of an application

        Newest first, without the secrets themselves and without those that have expired.
        """

        return await self._transport.call(LIST_SECRETS_CALL, {"client_id": client_id}, options)

    async def create_secret(
        self,
        client_id: ClientId,
        body: ApplicationSecretCreate,
        *,
        idempotency_key: str | None = None,
        options: RequestOptions | None = None,
    ) -> ApplicationSecretCreated:
        """Make a secret for an application

        The secret is shown once. It works beside those that there are: deploy it, and then revoke the one before. 409
        `secret_limit` beyond ten; 409 `public_application` if the kind is `native` or `browser`; 403
        `privilege_escalation` if the application's roles have permissions that the caller does not hold.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(
            CREATE_SECRET_CALL, {"client_id": client_id, "idempotency_key": idempotency_key}, options, body
        )

    async def revoke_secret(
        self, client_id: ClientId, secret_id: UUID, *, options: RequestOptions | None = None
    ) -> None:
        """Revoke a secret of an application

        The secret stops working immediately, and so does every token that was got with it. 404 `secret_not_found` if the
        application has no such secret.
        """

        await self._transport.call(REVOKE_SECRET_CALL, {"client_id": client_id, "secret_id": secret_id}, options)

    async def list_keys(self, client_id: ClientId, *, options: RequestOptions | None = None) -> ApplicationKeyList:
        """List the public keys of an application

        Newest first, each with the name that the application signs by.
        """

        return await self._transport.call(LIST_KEYS_CALL, {"client_id": client_id}, options)

    async def add_key(
        self,
        client_id: ClientId,
        body: ApplicationKeyCreate,
        *,
        idempotency_key: str | None = None,
        options: RequestOptions | None = None,
    ) -> ApplicationKey:
        """Add a public key to an application

        The application signs assertions with the private half (`private_key_jwt`) in place of sending a secret: an Ed25519
        key, a P-256 key, or an RSA key of 2048 to 4096 bits. 409 `key_exists` for a `kid` that it has already; 409
        `secret_limit` beyond ten; 409 `public_application` if the kind is `native` or `browser`; 403
        `privilege_escalation` if the application's roles have permissions that the caller does not hold.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(
            ADD_KEY_CALL, {"client_id": client_id, "idempotency_key": idempotency_key}, options, body
        )

    async def remove_key(self, client_id: ClientId, key_id: UUID, *, options: RequestOptions | None = None) -> None:
        """Remove a public key from an application

        The key stops working immediately, and so does every token that was got with it. 404 `key_not_found` if the
        application has no such key.
        """

        await self._transport.call(REMOVE_KEY_CALL, {"client_id": client_id, "key_id": key_id}, options)

    async def grant_role(
        self, client_id: ClientId, role: RoleName, *, options: RequestOptions | None = None
    ) -> Application:
        """Grant a role to an application

        The application may then do what the role allows, with tokens of its own (`client_credentials`). Nothing changes if it
        has the role already. 403 `privilege_escalation` for a role with permissions that the caller does not hold, or an
        application that has such a role.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(GRANT_ROLE_CALL, {"client_id": client_id, "role": role}, options)

    async def revoke_role(
        self, client_id: ClientId, role: RoleName, *, options: RequestOptions | None = None
    ) -> Application:
        """Revoke a role from an application

        Takes effect with the next request, also for tokens that say more. Nothing changes if it does not have the role. 403
        `privilege_escalation` as for granting it.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(REVOKE_ROLE_CALL, {"client_id": client_id, "role": role}, options)
