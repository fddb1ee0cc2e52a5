"""Roles and permissions."""

from __future__ import annotations

from .._runtime.async_transport import AsyncTransport
from .._runtime.operation import Answer, Content, Operation, PagedOperation, PageSpec, Parameter, RequestOptions
from .._runtime.pages import AsyncPages, Pages
from .._runtime.transport import Transport
from ..models import PermissionList, Role, RoleCreate, RoleName, RolePage, RoleUpdate

LIST_CALL: PagedOperation[RolePage, Role] = PagedOperation(
    id="roles.list",
    method="GET",
    path="/admin/roles",
    parameters=(
        Parameter("limit", "limit", "query", explode=True),
        Parameter("cursor", "cursor", "query", explode=True),
    ),
    answer=Answer("json", RolePage, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
    page=PageSpec("cursor", ("items",), next=("next_cursor",), parameter="cursor"),
)
CREATE_CALL: Operation[Role] = Operation(
    id="roles.create",
    method="POST",
    path="/admin/roles",
    parameters=(Parameter("idempotency_key", "Idempotency-Key", "header"),),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", Role, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
    idempotency="Idempotency-Key",
)
GET_CALL: Operation[Role] = Operation(
    id="roles.get",
    method="GET",
    path="/admin/roles/{role}",
    parameters=(Parameter("role", "role", "path"),),
    answer=Answer("json", Role, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
UPDATE_CALL: Operation[Role] = Operation(
    id="roles.update",
    method="PATCH",
    path="/admin/roles/{role}",
    parameters=(
        Parameter("role", "role", "path"),
        Parameter("if_match", "If-Match", "header"),
    ),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", Role, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
)
DELETE_CALL: Operation[None] = Operation(
    id="roles.delete",
    method="DELETE",
    path="/admin/roles/{role}",
    parameters=(Parameter("role", "role", "path"),),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
LIST_PERMISSIONS_CALL: Operation[PermissionList] = Operation(
    id="roles.list_permissions",
    method="GET",
    path="/admin/permissions",
    answer=Answer("json", PermissionList, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)


class RolesApi:
    """Roles and permissions."""

    def __init__(self, transport: Transport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    def list(
        self, *, limit: int | None = None, cursor: str | None = None, options: RequestOptions | None = None
    ) -> Pages[RolePage, Role]:
        """List roles

        All roles by name, including the system roles `user`, `admin` and `superuser`.
        """

        return self._transport.pages(LIST_CALL, {"limit": limit, "cursor": cursor}, options)

    def create(
        self, body: RoleCreate, *, idempotency_key: str | None = None, options: RequestOptions | None = None
    ) -> Role:
        """Create a role

        A role is a named set of permissions. 403 `privilege_escalation` for a permission that the caller does not hold;
        409 `role_exists` if the name is taken.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(CREATE_CALL, {"idempotency_key": idempotency_key}, options, body)

    def get(self, role: RoleName, *, options: RequestOptions | None = None) -> Role:
        """Get a role

        Returns a role and its permissions. 404 `role_not_found` if there is no such role.
        """

        return self._transport.call(GET_CALL, {"role": role}, options)

    def update(
        self, role: RoleName, body: RoleUpdate, *, if_match: str | None = None, options: RequestOptions | None = None
    ) -> Role:
        """Update a role

        Changes only the fields in the body. `permissions` replaces the whole list, and takes effect immediately for
        everyone who has the role. 403 `privilege_escalation` for a permission that the caller does not hold; 409
        `system_role` for a system role.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(UPDATE_CALL, {"role": role, "if_match": if_match}, options, body)

    def delete(self, role: RoleName, *, options: RequestOptions | None = None) -> None:
        """Delete a role

        409 `role_in_use` while any user or application has the role; 409 `system_role` for a system role.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        self._transport.call(DELETE_CALL, {"role": role}, options)

    def list_permissions(self, *, options: RequestOptions | None = None) -> PermissionList:
        """List permissions

        Every permission and what it allows. Those of the service are fixed for each version; applications add their own.
        """

        return self._transport.call(LIST_PERMISSIONS_CALL, {}, options)


class AsyncRolesApi:
    """Roles and permissions."""

    def __init__(self, transport: AsyncTransport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    def list(
        self, *, limit: int | None = None, cursor: str | None = None, options: RequestOptions | None = None
    ) -> AsyncPages[RolePage, Role]:
        """List roles

        All roles by name, including the system roles `user`, `admin` and `superuser`.
        """

        return self._transport.pages(LIST_CALL, {"limit": limit, "cursor": cursor}, options)

    async def create(
        self, body: RoleCreate, *, idempotency_key: str | None = None, options: RequestOptions | None = None
    ) -> Role:
        """Create a role

        A role is a named set of permissions. 403 `privilege_escalation` for a permission that the caller does not hold;
        409 `role_exists` if the name is taken.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(CREATE_CALL, {"idempotency_key": idempotency_key}, options, body)

    async def get(self, role: RoleName, *, options: RequestOptions | None = None) -> Role:
        """Get a role

        Returns a role and its permissions. 404 `role_not_found` if there is no such role.
        """

        return await self._transport.call(GET_CALL, {"role": role}, options)

    async def update(
        self, role: RoleName, body: RoleUpdate, *, if_match: str | None = None, options: RequestOptions | None = None
    ) -> Role:
        """Update a role

        Changes only the fields in the body. `permissions` replaces the whole list, and takes effect immediately for
        everyone who has the role. 403 `privilege_escalation` for a permission that the caller does not hold; 409
        `system_role` for a system role.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(UPDATE_CALL, {"role": role, "if_match": if_match}, options, body)

    async def delete(self, role: RoleName, *, options: RequestOptions | None = None) -> None:
        """Delete a role

        409 `role_in_use` while any user or application has the role; 409 `system_role` for a system role.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        await self._transport.call(DELETE_CALL, {"role": role}, options)

    async def list_permissions(self, *, options: RequestOptions | None = None) -> PermissionList:
        """List permissions

        Every permission and what it allows. Those of the service are fixed for each version; applications add their own.
        """

        return await self._transport.call(LIST_PERMISSIONS_CALL, {}, options)
