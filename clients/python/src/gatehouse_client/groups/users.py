"""Administration of users."""

from __future__ import annotations

from datetime import datetime as DateTime
from uuid import UUID

from .._runtime.async_transport import AsyncTransport
from .._runtime.operation import Answer, Content, Operation, PagedOperation, PageSpec, Parameter, RequestOptions
from .._runtime.pages import AsyncPages, Pages
from .._runtime.transport import Transport
from ..models import (
    Accepted,
    Reference,
    RoleName,
    SessionList,
    SortParameter,
    User,
    UserCreate,
    UserPage,
    UserStats,
    UserUpdate,
)

LIST_CALL: PagedOperation[UserPage, User] = PagedOperation(
    id="users.list",
    method="GET",
    path="/users",
    parameters=(
        Parameter("limit", "limit", "query", explode=True),
        Parameter("cursor", "cursor", "query", explode=True),
        Parameter("skip", "skip", "query", explode=True),
        Parameter("sort", "sort", "query", explode=True),
        Parameter("search", "search", "query", explode=True),
        Parameter("include_total", "include_total", "query", explode=True),
        Parameter("email", "email", "query", explode=True),
        Parameter("username", "username", "query", explode=True),
        Parameter("role", "role", "query", explode=True),
        Parameter("is_active", "is_active", "query", explode=True),
        Parameter("is_verified", "is_verified", "query", explode=True),
        Parameter("created_from", "created_from", "query", explode=True),
        Parameter("created_to", "created_to", "query", explode=True),
    ),
    answer=Answer("json", UserPage, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
    page=PageSpec("cursor", ("items",), next=("next_cursor",), parameter="cursor"),
)
CREATE_CALL: Operation[User] = Operation(
    id="users.create",
    method="POST",
    path="/users",
    parameters=(Parameter("idempotency_key", "Idempotency-Key", "header"),),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
    idempotency="Idempotency-Key",
)
STATS_CALL: Operation[UserStats] = Operation(
    id="users.stats",
    method="GET",
    path="/users/stats/count",
    parameters=(Parameter("days", "days", "query", explode=True),),
    answer=Answer("json", UserStats, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
GET_BY_UUID_CALL: Operation[User] = Operation(
    id="users.get_by_uuid",
    method="GET",
    path="/users/uuid/{user_uuid}",
    parameters=(Parameter("user_uuid", "user_uuid", "path"),),
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
GET_CALL: Operation[User] = Operation(
    id="users.get",
    method="GET",
    path="/users/{user_id}",
    parameters=(Parameter("user_id", "user_id", "path"),),
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
REPLACE_CALL: Operation[User] = Operation(
    id="users.replace",
    method="PUT",
    path="/users/{user_id}",
    parameters=(
        Parameter("user_id", "user_id", "path"),
        Parameter("if_match", "If-Match", "header"),
    ),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
UPDATE_CALL: Operation[User] = Operation(
    id="users.update",
    method="PATCH",
    path="/users/{user_id}",
    parameters=(
        Parameter("user_id", "user_id", "path"),
        Parameter("if_match", "If-Match", "header"),
    ),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
)
DELETE_CALL: Operation[None] = Operation(
    id="users.delete",
    method="DELETE",
    path="/users/{user_id}",
    parameters=(
        Parameter("user_id", "user_id", "path"),
        Parameter("erase", "erase", "query", explode=True),
    ),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
ACTIVATE_CALL: Operation[User] = Operation(
    id="users.activate",
    method="POST",
    path="/users/{user_id}/activate",
    parameters=(Parameter("user_id", "user_id", "path"),),
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
)
DEACTIVATE_CALL: Operation[User] = Operation(
    id="users.deactivate",
    method="POST",
    path="/users/{user_id}/deactivate",
    parameters=(Parameter("user_id", "user_id", "path"),),
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
)
RESTORE_CALL: Operation[User] = Operation(
    id="users.restore",
    method="POST",
    path="/users/{user_id}/restore",
    parameters=(Parameter("user_id", "user_id", "path"),),
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
)
UNLOCK_CALL: Operation[User] = Operation(
    id="users.unlock",
    method="POST",
    path="/users/{user_id}/unlock",
    parameters=(Parameter("user_id", "user_id", "path"),),
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
)
FORCE_PASSWORD_RESET_CALL: Operation[Accepted] = Operation(
    id="users.force_password_reset",
    method="POST",
    path="/users/{user_id}/force-password-reset",
    parameters=(Parameter("user_id", "user_id", "path"),),
    answer=Answer("json", Accepted, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
)
LIST_SESSIONS_CALL: Operation[SessionList] = Operation(
    id="users.list_sessions",
    method="GET",
    path="/users/{user_id}/sessions",
    parameters=(Parameter("user_id", "user_id", "path"),),
    answer=Answer("json", SessionList, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
REVOKE_SESSIONS_CALL: Operation[None] = Operation(
    id="users.revoke_sessions",
    method="DELETE",
    path="/users/{user_id}/sessions",
    parameters=(Parameter("user_id", "user_id", "path"),),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
RESET_FACTORS_CALL: Operation[None] = Operation(
    id="users.reset_factors",
    method="DELETE",
    path="/users/{user_id}/factors",
    parameters=(Parameter("user_id", "user_id", "path"),),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
GRANT_ROLE_CALL: Operation[User] = Operation(
    id="users.grant_role",
    method="PUT",
    path="/users/{user_id}/roles/{role}",
    parameters=(
        Parameter("user_id", "user_id", "path"),
        Parameter("role", "role", "path"),
    ),
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
REVOKE_ROLE_CALL: Operation[User] = Operation(
    id="users.revoke_role",
    method="DELETE",
    path="/users/{user_id}/roles/{role}",
    parameters=(
        Parameter("user_id", "user_id", "path"),
        Parameter("role", "role", "path"),
    ),
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
REFERENCE_CALL: Operation[Reference] = Operation(
    id="users.reference",
    method="GET",
    path="/users/{user_id}/cross-env-ref",
    parameters=(Parameter("user_id", "user_id", "path"),),
    answer=Answer("json", Reference, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)


class UsersApi:
    """Administration of users."""

    def __init__(self, transport: Transport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        skip: int | None = None,
        sort: SortParameter | None = None,
        search: str | None = None,
        include_total: bool | None = None,
        email: str | None = None,
        username: str | None = None,
        role: RoleName | None = None,
        is_active: bool | None = None,
        is_verified: bool | None = None,
        created_from: DateTime | None = None,
        created_to: DateTime | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[UserPage, User]:
        """List users

        By default all users except deleted ones, whatever their status, oldest first. Pass `is_active=true` for active
        users only, and `sort=-created_at` for newest first.

        Filters narrow the list, and users must match all of them. `email`, `username` and `role` match whole values,
        `search` matches parts of the email address, username or full name; case and Unicode form do not matter. Page
        with `cursor`; `skip` jumps to a page by number.

        With filters or a search that many match, a page looks at the next 5,000 users in the order of the list and
        no further. If few of them match, it is short, or empty, and `next_cursor` goes on from there: only a
        `next_cursor` of `null` says that this is the end. A page by `skip` is always full, and can take long.
        """

        return self._transport.pages(
            LIST_CALL,
            {
                "limit": limit,
                "cursor": cursor,
                "skip": skip,
                "sort": sort,
                "search": search,
                "include_total": include_total,
                "email": email,
                "username": username,
                "role": role,
                "is_active": is_active,
                "is_verified": is_verified,
                "created_from": created_from,
                "created_to": created_to,
            },
            options,
        )

    def create(
        self, body: UserCreate, *, idempotency_key: str | None = None, options: RequestOptions | None = None
    ) -> User:
        """Create a user

        Creates an account for someone else, with the role `user` unless `roles` says otherwise. Without `password`, the
        user is emailed an invitation to choose one. 403 `privilege_escalation` if a role has a permission that the
        caller does not hold; 404 `role_not_found`; 409 `email_taken` or `username_taken`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(CREATE_CALL, {"idempotency_key": idempotency_key}, options, body)

    def stats(self, *, days: int | None = None, options: RequestOptions | None = None) -> UserStats:
        """Count users

        How many users there are by status, and how many registered on each of the last `days` days (UTC).
        """

        return self._transport.call(STATS_CALL, {"days": days}, options)

    def get_by_uuid(self, user_uuid: UUID, *, options: RequestOptions | None = None) -> User:
        """Get a user by UUID

        For services that store the UUID, which is also the subject of access tokens. 404 `user_not_found` if there is no
        such user, or it was deleted. Nobody needs a permission for the user that their credentials belong to.
        """

        return self._transport.call(GET_BY_UUID_CALL, {"user_uuid": user_uuid}, options)

    def get(self, user_id: int, *, options: RequestOptions | None = None) -> User:
        """Get a user

        Returns one user. 404 `user_not_found` if there is no such user, or it was deleted. Nobody needs a permission for
        the user that their credentials belong to.
        """

        return self._transport.call(GET_CALL, {"user_id": user_id}, options)

    def replace(
        self, user_id: int, body: UserUpdate, *, if_match: str | None = None, options: RequestOptions | None = None
    ) -> User:
        """Update a user (PUT)

        Same as `users.update`, for clients that send PUT: fields left out keep their value.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(REPLACE_CALL, {"user_id": user_id, "if_match": if_match}, options, body)

    def update(
        self, user_id: int, body: UserUpdate, *, if_match: str | None = None, options: RequestOptions | None = None
    ) -> User:
        """Update a user

        Changes only the fields in the body. `null` clears a field that may be empty, and `metadata` is merged into the
        stored value. Roles, status and password have operations of their own. A new email address has to be verified
        again, and gets no password reset before; the former one is told. Nobody changes their own here (403 `forbidden`),
        but with `me.change_email`. 403 `privilege_escalation` for a user with permissions that the caller does not hold;
        409 `email_taken` or `username_taken`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(UPDATE_CALL, {"user_id": user_id, "if_match": if_match}, options, body)

    def delete(self, user_id: int, *, erase: bool | None = None, options: RequestOptions | None = None) -> None:
        """Delete a user

        Signs the user out everywhere, revokes their API keys and hides the account; `users.restore` undoes that. With
        `erase=true`, personal data is removed for good. 409 `cannot_delete_self` for your own account, 409 `last_admin`
        for the last superuser.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        self._transport.call(DELETE_CALL, {"user_id": user_id, "erase": erase}, options)

    def activate(self, user_id: int, *, options: RequestOptions | None = None) -> User:
        """Activate an account

        Makes a deactivated account usable again. Does nothing if it is active already.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(ACTIVATE_CALL, {"user_id": user_id}, options)

    def deactivate(self, user_id: int, *, options: RequestOptions | None = None) -> User:
        """Deactivate an account

        Signs the user out everywhere, revokes their API keys and blocks sign-in until `users.activate`. 409
        `last_admin` for the last superuser.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(DEACTIVATE_CALL, {"user_id": user_id}, options)

    def restore(self, user_id: int, *, options: RequestOptions | None = None) -> User:
        """Restore a deleted user

        Undoes `users.delete`; the user has to sign in again. Does nothing if the user is not deleted. 404
        `user_not_found` if the account was erased.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(RESTORE_CALL, {"user_id": user_id}, options)

    def unlock(self, user_id: int, *, options: RequestOptions | None = None) -> User:
        """Unlock an account

        Clears failed sign-ins, so that the user can try again without waiting.
        """

        return self._transport.call(UNLOCK_CALL, {"user_id": user_id}, options)

    def force_password_reset(self, user_id: int, *, options: RequestOptions | None = None) -> Accepted:
        """Force a password reset

        Ends all sessions and API keys of the user, blocks their password (403 `password_reset_required` at sign-in),
        and emails them a token to set a new one. If an administrator has changed their address and it is not verified
        yet, they are emailed a token to verify it instead, and can then request the reset.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(FORCE_PASSWORD_RESET_CALL, {"user_id": user_id}, options)

    def list_sessions(self, user_id: int, *, options: RequestOptions | None = None) -> SessionList:
        """List a user's sessions

        Where the user is signed in, most recently used first. `is_current` is true only for the session making the
        request. 403 `privilege_escalation` for a user with permissions that the caller does not hold.
        """

        return self._transport.call(LIST_SESSIONS_CALL, {"user_id": user_id}, options)

    def revoke_sessions(self, user_id: int, *, options: RequestOptions | None = None) -> None:
        """End all sessions of a user

        Signs the user out everywhere, immediately. They can sign in again, and their API keys keep working.
        """

        self._transport.call(REVOKE_SESSIONS_CALL, {"user_id": user_id}, options)

    def reset_factors(self, user_id: int, *, options: RequestOptions | None = None) -> None:
        """Remove all second factors of a user

        For somebody who has lost their phone and their recovery codes. Removes both, ends the user's sessions, and tells them
        by email; API keys keep working. Be sure who asks: from then on the password alone signs in. 403
        `privilege_escalation` for a user with permissions that the caller does not hold, 403 `forbidden` for yourself: remove
        your own with `factors.remove`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        self._transport.call(RESET_FACTORS_CALL, {"user_id": user_id}, options)

    def grant_role(self, user_id: int, role: RoleName, *, options: RequestOptions | None = None) -> User:
        """Grant a role

        Ends the user's sessions and API keys, so that none outlives the change. Does nothing if the user has the role
        already. 403 `privilege_escalation` if the role has a permission that the caller does not hold; 404
        `user_not_found` or `role_not_found`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(GRANT_ROLE_CALL, {"user_id": user_id, "role": role}, options)

    def revoke_role(self, user_id: int, role: RoleName, *, options: RequestOptions | None = None) -> User:
        """Revoke a role

        Ends the user's sessions and API keys. Does nothing if the user does not have the role. 403
        `privilege_escalation` if the role has a permission that the caller does not hold; 409 `last_admin` for the last
        superuser.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(REVOKE_ROLE_CALL, {"user_id": user_id, "role": role}, options)

    def reference(self, user_id: int, *, options: RequestOptions | None = None) -> Reference:
        """Get a reference to a user

        The few fields that another service needs to point at a user. Nobody needs a permission for the user that their
        credentials belong to.
        """

        return self._transport.call(REFERENCE_CALL, {"user_id": user_id}, options)


class AsyncUsersApi:
    """Administration of users."""

    def __init__(self, transport: AsyncTransport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        skip: int | None = None,
        sort: SortParameter | None = None,
        search: str | None = None,
        include_total: bool | None = None,
        email: str | None = None,
        username: str | None = None,
        role: RoleName | None = None,
        is_active: bool | None = None,
        is_verified: bool | None = None,
        created_from: DateTime | None = None,
        created_to: DateTime | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[UserPage, User]:
        """List users

        By default all users except deleted ones, whatever their status, oldest first. Pass `is_active=true` for active
        users only, and `sort=-created_at` for newest first.

        Filters narrow the list, and users must match all of them. `email`, `username` and `role` match whole values,
        `search` matches parts of the email address, username or full name; case and Unicode form do not matter. Page
        with `cursor`; `skip` jumps to a page by number.

        With filters or a search that many match, a page looks at the next 5,000 users in the order of the list and
        no further. If few of them match, it is short, or empty, and `next_cursor` goes on from there: only a
        `next_cursor` of `null` says that this is the end. A page by `skip` is always full, and can take long.
        """

        return self._transport.pages(
            LIST_CALL,
            {
                "limit": limit,
                "cursor": cursor,
                "skip": skip,
                "sort": sort,
                "search": search,
                "include_total": include_total,
                "email": email,
                "username": username,
                "role": role,
                "is_active": is_active,
                "is_verified": is_verified,
                "created_from": created_from,
                "created_to": created_to,
            },
            options,
        )

    async def create(
        self, body: UserCreate, *, idempotency_key: str | None = None, options: RequestOptions | None = None
    ) -> User:
        """Create a user

        Creates an account for someone else, with the role `user` unless `roles` says otherwise. Without `password`, the
        user is emailed an invitation to choose one. 403 `privilege_escalation` if a role has a permission that the
        caller does not hold; 404 `role_not_found`; 409 `email_taken` or `username_taken`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(CREATE_CALL, {"idempotency_key": idempotency_key}, options, body)

    async def stats(self, *, days: int | None = None, options: RequestOptions | None = None) -> UserStats:
        """Count users

        How many users there are by status, and how many registered on each of the last `days` days (UTC).
        """

        return await self._transport.call(STATS_CALL, {"days": days}, options)

    async def get_by_uuid(self, user_uuid: UUID, *, options: RequestOptions | None = None) -> User:
        """Get a user by UUID

        For services that store the UUID, which is also the subject of access tokens. 404 `user_not_found` if there is no
        such user, or it was deleted. Nobody needs a permission for the user that their credentials belong to.
        """

        return await self._transport.call(GET_BY_UUID_CALL, {"user_uuid": user_uuid}, options)

    async def get(self, user_id: int, *, options: RequestOptions | None = None) -> User:
        """Get a user

        Returns one user. 404 `user_not_found` if there is no such user, or it was deleted. Nobody needs a permission for
        the user that their credentials belong to.
        """

        return await self._transport.call(GET_CALL, {"user_id": user_id}, options)

    async def replace(
        self, user_id: int, body: UserUpdate, *, if_match: str | None = None, options: RequestOptions | None = None
    ) -> User:
        """Update a user (PUT)

        Same as `users.update`, for clients that send PUT: fields left out keep their value.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(REPLACE_CALL, {"user_id": user_id, "if_match": if_match}, options, body)

    async def update(
        self, user_id: int, body: UserUpdate, *, if_match: str | None = None, options: RequestOptions | None = None
    ) -> User:
        """Update a user

        Changes only the fields in the body. `null` clears a field that may be empty, and `metadata` is merged into the
        stored value. Roles, status and password have operations of their own. A new email address has to be verified
        again, and gets no password reset before; the former one is told. Nobody changes their own here (403 `forbidden`),
        but with `me.change_email`. 403 `privilege_escalation` for a user with permissions that the caller does not hold;
        409 `email_taken` or `username_taken`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(UPDATE_CALL, {"user_id": user_id, "if_match": if_match}, options, body)

    async def delete(self, user_id: int, *, erase: bool | None = None, options: RequestOptions | None = None) -> None:
        """Delete a user

        Signs the user out everywhere, revokes their API keys and hides the account; `users.restore` undoes that. With
        `erase=true`, personal data is removed for good. 409 `cannot_delete_self` for your own account, 409 `last_admin`
        for the last superuser.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        await self._transport.call(DELETE_CALL, {"user_id": user_id, "erase": erase}, options)

    async def activate(self, user_id: int, *, options: RequestOptions | None = None) -> User:
        """Activate an account

        Makes a deactivated account usable again. Does nothing if it is active already.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(ACTIVATE_CALL, {"user_id": user_id}, options)

    async def deactivate(self, user_id: int, *, options: RequestOptions | None = None) -> User:
        """Deactivate an account

        Signs the user out everywhere, revokes their API keys and blocks sign-in until `users.activate`. 409
        `last_admin` for the last superuser.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(DEACTIVATE_CALL, {"user_id": user_id}, options)

    async def restore(self, user_id: int, *, options: RequestOptions | None = None) -> User:
        """Restore a deleted user

        Undoes `users.delete`; the user has to sign in again. Does nothing if the user is not deleted. 404
        `user_not_found` if the account was erased.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(RESTORE_CALL, {"user_id": user_id}, options)

    async def unlock(self, user_id: int, *, options: RequestOptions | None = None) -> User:
        """Unlock an account

        Clears failed sign-ins, so that the user can try again without waiting.
        """

        return await self._transport.call(UNLOCK_CALL, {"user_id": user_id}, options)

    async def force_password_reset(self, user_id: int, *, options: RequestOptions | None = None) -> Accepted:
        """Force a password reset

        Ends all sessions and API keys of the user, blocks their password (403 `password_reset_required` at sign-in),
        and emails them a token to set a new one. If an administrator has changed their address and it is not verified
        yet, they are emailed a token to verify it instead, and can then request the reset.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(FORCE_PASSWORD_RESET_CALL, {"user_id": user_id}, options)

    async def list_sessions(self, user_id: int, *, options: RequestOptions | None = None) -> SessionList:
        """List a user's sessions

        Where the user is signed in, most recently used first. `is_current` is true only for the session making the
        request. 403 `privilege_escalation` for a user with permissions that the caller does not hold.
        """

        return await self._transport.call(LIST_SESSIONS_CALL, {"user_id": user_id}, options)

    async def revoke_sessions(self, user_id: int, *, options: RequestOptions | None = None) -> None:
        """End all sessions of a user

        Signs the user out everywhere, immediately. They can sign in again, and their API keys keep working.
        """

        await self._transport.call(REVOKE_SESSIONS_CALL, {"user_id": user_id}, options)

    async def reset_factors(self, user_id: int, *, options: RequestOptions | None = None) -> None:
        """Remove all second factors of a user

        For somebody who has lost their phone and their recovery codes. Removes both, ends the user's sessions, and tells them
        by email; API keys keep working. Be sure who asks: from then on the password alone signs in. 403
        `privilege_escalation` for a user with permissions that the caller does not hold, 403 `forbidden` for yourself: remove
        your own with `factors.remove`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        await self._transport.call(RESET_FACTORS_CALL, {"user_id": user_id}, options)

    async def grant_role(self, user_id: int, role: RoleName, *, options: RequestOptions | None = None) -> User:
        """Grant a role

        Ends the user's sessions and API keys, so that none outlives the change. Does nothing if the user has the role
        already. 403 `privilege_escalation` if the role has a permission that the caller does not hold; 404
        `user_not_found` or `role_not_found`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(GRANT_ROLE_CALL, {"user_id": user_id, "role": role}, options)

    async def revoke_role(self, user_id: int, role: RoleName, *, options: RequestOptions | None = None) -> User:
        """Revoke a role

        Ends the user's sessions and API keys. Does nothing if the user does not have the role. 403
        `privilege_escalation` if the role has a permission that the caller does not hold; 409 `last_admin` for the last
        superuser.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(REVOKE_ROLE_CALL, {"user_id": user_id, "role": role}, options)

    async def reference(self, user_id: int, *, options: RequestOptions | None = None) -> Reference:
        """Get a reference to a user

        The few fields that another service needs to point at a user. Nobody needs a permission for the user that their
        credentials belong to.
        """

        return await self._transport.call(REFERENCE_CALL, {"user_id": user_id}, options)
