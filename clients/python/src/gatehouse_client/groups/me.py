"""Your own account."""

from __future__ import annotations

from uuid import UUID

from .._runtime.async_transport import AsyncTransport
from .._runtime.operation import Answer, Content, Operation, Parameter, RequestOptions
from .._runtime.transport import Transport
from ..models import (
    Accepted,
    ApiKeyCreate,
    ApiKeyCreated,
    ApiKeyList,
    ClientId,
    ConsentList,
    EmailChange,
    EmailChangeConfirm,
    Export,
    PasswordChange,
    ProfileUpdate,
    SessionList,
    User,
)

GET_CALL: Operation[User] = Operation(
    id="me.get",
    method="GET",
    path="/users/me",
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
REPLACE_CALL: Operation[User] = Operation(
    id="me.replace",
    method="PUT",
    path="/users/me",
    parameters=(Parameter("if_match", "If-Match", "header"),),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
    retryable=True,
)
UPDATE_CALL: Operation[User] = Operation(
    id="me.update",
    method="PATCH",
    path="/users/me",
    parameters=(Parameter("if_match", "If-Match", "header"),),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)
DEACTIVATE_CALL: Operation[None] = Operation(
    id="me.deactivate",
    method="DELETE",
    path="/users/me",
    security=(
        ("oauth2",),
        ("bearer",),
    ),
    retryable=True,
)
CHANGE_PASSWORD_CALL: Operation[None] = Operation(
    id="me.change_password",
    method="POST",
    path="/users/me/change-password",
    contents=(Content("application/json", "json"),),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)
CHANGE_EMAIL_CALL: Operation[Accepted] = Operation(
    id="me.change_email",
    method="POST",
    path="/users/me/change-email",
    contents=(Content("application/json", "json"),),
    answer=Answer("json", Accepted, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)
CONFIRM_EMAIL_CHANGE_CALL: Operation[None] = Operation(
    id="me.confirm_email_change",
    method="POST",
    path="/users/me/change-email/confirm",
    contents=(Content("application/json", "json"),),
)
LIST_SESSIONS_CALL: Operation[SessionList] = Operation(
    id="me.list_sessions",
    method="GET",
    path="/users/me/sessions",
    answer=Answer("json", SessionList, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
    retryable=True,
)
REVOKE_SESSION_CALL: Operation[None] = Operation(
    id="me.revoke_session",
    method="DELETE",
    path="/users/me/sessions/{session_id}",
    parameters=(Parameter("session_id", "session_id", "path"),),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
    retryable=True,
)
LIST_CONSENTS_CALL: Operation[ConsentList] = Operation(
    id="me.list_consents",
    method="GET",
    path="/users/me/consents",
    answer=Answer("json", ConsentList, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
    retryable=True,
)
WITHDRAW_CONSENT_CALL: Operation[None] = Operation(
    id="me.withdraw_consent",
    method="DELETE",
    path="/users/me/consents/{client_id}",
    parameters=(Parameter("client_id", "client_id", "path"),),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
    retryable=True,
)
LIST_API_KEYS_CALL: Operation[ApiKeyList] = Operation(
    id="me.list_api_keys",
    method="GET",
    path="/users/me/api-keys",
    answer=Answer("json", ApiKeyList, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
    retryable=True,
)
CREATE_API_KEY_CALL: Operation[ApiKeyCreated] = Operation(
    id="me.create_api_key",
    method="POST",
    path="/users/me/api-keys",
    parameters=(Parameter("idempotency_key", "Idempotency-Key", "header"),),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", ApiKeyCreated, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
    retryable=True,
    idempotency="Idempotency-Key",
)
REVOKE_API_KEY_CALL: Operation[None] = Operation(
    id="me.revoke_api_key",
    method="DELETE",
    path="/users/me/api-keys/{key_id}",
    parameters=(Parameter("key_id", "key_id", "path"),),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
    retryable=True,
)
EXPORT_CALL: Operation[Export] = Operation(
    id="me.export",
    method="GET",
    path="/users/me/export",
    answer=Answer("json", Export, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
    retryable=True,
)


class MeApi:
    """Your own account."""

    def __init__(self, transport: Transport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    def get(self, *, options: RequestOptions | None = None) -> User:
        """Get your account

        Returns the user that the credentials belong to. An API key needs no permission for this.
        """

        return self._transport.call(GET_CALL, {}, options)

    def replace(
        self, body: ProfileUpdate, *, if_match: str | None = None, options: RequestOptions | None = None
    ) -> User:
        """Update your profile (PUT)

        Same as `me.update`, for clients that send PUT: fields left out keep their value.
        """

        return self._transport.call(REPLACE_CALL, {"if_match": if_match}, options, body)

    def update(
        self, body: ProfileUpdate, *, if_match: str | None = None, options: RequestOptions | None = None
    ) -> User:
        """Update your profile

        Changes only the fields in the body. `null` clears a field that may be empty, and `metadata` is merged into the
        stored value. Email address and password have operations of their own; roles and status are up to
        administrators. A username that is taken is 409 `username_taken`.
        """

        return self._transport.call(UPDATE_CALL, {"if_match": if_match}, options, body)

    def deactivate(self, *, options: RequestOptions | None = None) -> None:
        """Deactivate your account

        Signs you out everywhere, revokes your API keys and blocks sign-in. Nothing is erased; an administrator can
        activate the account again. 409 `last_admin` if you are the last superuser.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        self._transport.call(DEACTIVATE_CALL, {}, options)

    def change_password(self, body: PasswordChange, *, options: RequestOptions | None = None) -> None:
        """Change your password

        Ends your other sessions and revokes your API keys. A wrong current password is 403 `current_password_invalid`,
        and counts as a failed sign-in; too many are 429 `too_many_attempts`. A new password that breaks the policy is 422
        `weak_password`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        self._transport.call(CHANGE_PASSWORD_CALL, {}, options, body)

    def change_email(self, body: EmailChange, *, options: RequestOptions | None = None) -> Accepted:
        """Change your email address

        Emails a one-time token to the new address, and a notice to the current one. The address changes once
        `me.confirm_email_change` receives the token. A wrong password is 403 `current_password_invalid`, too
        many are 429 `too_many_attempts`; an address that is taken is 409 `email_taken`. An address is sent three of
        these emails at once, and then one every 20 minutes; more are 429 `rate_limited`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(CHANGE_EMAIL_CALL, {}, options, body)

    def confirm_email_change(self, body: EmailChangeConfirm, *, options: RequestOptions | None = None) -> None:
        """Confirm your new email address

        Makes the new address the verified email address of the account. Needs no sign-in, as the email may be opened on
        another device. A used, expired or unknown token is 422 `one_time_token_invalid`; 409 `email_taken` if another
        account has taken the address since.
        """

        self._transport.call(CONFIRM_EMAIL_CHANGE_CALL, {}, options, body)

    def list_sessions(self, *, options: RequestOptions | None = None) -> SessionList:
        """List your sessions

        Where you are signed in: this session first, then the most recently used.
        """

        return self._transport.call(LIST_SESSIONS_CALL, {}, options)

    def revoke_session(self, session_id: UUID, *, options: RequestOptions | None = None) -> None:
        """End one of your sessions

        Its tokens stop working immediately. 404 `session_not_found` if it has ended already or is not yours.
        """

        self._transport.call(REVOKE_SESSION_CALL, {"session_id": session_id}, options)

    def list_consents(self, *, options: RequestOptions | None = None) -> ConsentList:
        """List what you have allowed applications

        What applications may know and do that you have signed in to, by the name of the application.
        """

        return self._transport.call(LIST_CONSENTS_CALL, {}, options)

    def withdraw_consent(self, client_id: ClientId, *, options: RequestOptions | None = None) -> None:
        """Withdraw what you have allowed an application

        Your sessions at the application end, and it asks again when you next sign in to it. 404 `application_not_found` if
        you have allowed it nothing.
        """

        self._transport.call(WITHDRAW_CONSENT_CALL, {"client_id": client_id}, options)

    def list_api_keys(self, *, options: RequestOptions | None = None) -> ApiKeyList:
        """List your API keys

        Your active keys, newest first. The keys themselves are never shown again; tell them apart by name and prefix.
        """

        return self._transport.call(LIST_API_KEYS_CALL, {}, options)

    def create_api_key(
        self, body: ApiKeyCreate, *, idempotency_key: str | None = None, options: RequestOptions | None = None
    ) -> ApiKeyCreated:
        """Create an API key

        The response is the only place where the key is shown. It allows what its scopes allow, as long as you hold
        those permissions yourself, and changes only users whose permissions are all among its scopes, never a superuser. A
        scope that you do not hold is 403 `privilege_escalation`; too many keys is 409 `api_key_limit`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(CREATE_API_KEY_CALL, {"idempotency_key": idempotency_key}, options, body)

    def revoke_api_key(self, key_id: UUID, *, options: RequestOptions | None = None) -> None:
        """Revoke one of your API keys

        The key stops working immediately. 404 `api_key_not_found` if you have no such key.
        """

        self._transport.call(REVOKE_API_KEY_CALL, {"key_id": key_id}, options)

    def export(self, *, options: RequestOptions | None = None) -> Export:
        """Export your data

        Everything stored about you in one document: account, sessions, API keys, second factors and audit entries, but no
        secrets or their hashes. Only the newest audit entries are included if there are very many; `audit_truncated` says so.
        """

        return self._transport.call(EXPORT_CALL, {}, options)


class AsyncMeApi:
    """Your own account."""

    def __init__(self, transport: AsyncTransport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    async def get(self, *, options: RequestOptions | None = None) -> User:
        """Get your account

        Returns the user that the credentials belong to. An API key needs no permission for this.
        """

        return await self._transport.call(GET_CALL, {}, options)

    async def replace(
        self, body: ProfileUpdate, *, if_match: str | None = None, options: RequestOptions | None = None
    ) -> User:
        """Update your profile (PUT)

        Same as `me.update`, for clients that send PUT: fields left out keep their value.
        """

        return await self._transport.call(REPLACE_CALL, {"if_match": if_match}, options, body)

    async def update(
        self, body: ProfileUpdate, *, if_match: str | None = None, options: RequestOptions | None = None
    ) -> User:
        """Update your profile

        Changes only the fields in the body. `null` clears a field that may be empty, and `metadata` is merged into the
        stored value. Email address and password have operations of their own; roles and status are up to
        administrators. A username that is taken is 409 `username_taken`.
        """

        return await self._transport.call(UPDATE_CALL, {"if_match": if_match}, options, body)

    async def deactivate(self, *, options: RequestOptions | None = None) -> None:
        """Deactivate your account

        Signs you out everywhere, revokes your API keys and blocks sign-in. Nothing is erased; an administrator can
        activate the account again. 409 `last_admin` if you are the last superuser.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        await self._transport.call(DEACTIVATE_CALL, {}, options)

    async def change_password(self, body: PasswordChange, *, options: RequestOptions | None = None) -> None:
        """Change your password

        Ends your other sessions and revokes your API keys. A wrong current password is 403 `current_password_invalid`,
        and counts as a failed sign-in; too many are 429 `too_many_attempts`. A new password that breaks the policy is 422
        `weak_password`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        await self._transport.call(CHANGE_PASSWORD_CALL, {}, options, body)

    async def change_email(self, body: EmailChange, *, options: RequestOptions | None = None) -> Accepted:
        """Change your email address

        Emails a one-time token to the new address, and a notice to the current one. The address changes once
        `me.confirm_email_change` receives the token. A wrong password is 403 `current_password_invalid`, too
        many are 429 `too_many_attempts`; an address that is taken is 409 `email_taken`. An address is sent three of
        these emails at once, and then one every 20 minutes; more are 429 `rate_limited`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(CHANGE_EMAIL_CALL, {}, options, body)

    async def confirm_email_change(self, body: EmailChangeConfirm, *, options: RequestOptions | None = None) -> None:
        """Confirm your new email address

        Makes the new address the verified email address of the account. Needs no sign-in, as the email may be opened on
        another device. A used, expired or unknown token is 422 `one_time_token_invalid`; 409 `email_taken` if another
        account has taken the address since.
        """

        await self._transport.call(CONFIRM_EMAIL_CHANGE_CALL, {}, options, body)

    async def list_sessions(self, *, options: RequestOptions | None = None) -> SessionList:
        """List your sessions

        Where you are signed in: this session first, then the most recently used.
        """

        return await self._transport.call(LIST_SESSIONS_CALL, {}, options)

    async def revoke_session(self, session_id: UUID, *, options: RequestOptions | None = None) -> None:
        """End one of your sessions

        Its tokens stop working immediately. 404 `session_not_found` if it has ended already or is not yours.
        """

        await self._transport.call(REVOKE_SESSION_CALL, {"session_id": session_id}, options)

    async def list_consents(self, *, options: RequestOptions | None = None) -> ConsentList:
        """List what you have allowed applications

        What applications may know and do that you have signed in to, by the name of the application.
        """

        return await self._transport.call(LIST_CONSENTS_CALL, {}, options)

    async def withdraw_consent(self, client_id: ClientId, *, options: RequestOptions | None = None) -> None:
        """Withdraw what you have allowed an application

        Your sessions at the application end, and it asks again when you next sign in to it. 404 `application_not_found` if
        you have allowed it nothing.
        """

        await self._transport.call(WITHDRAW_CONSENT_CALL, {"client_id": client_id}, options)

    async def list_api_keys(self, *, options: RequestOptions | None = None) -> ApiKeyList:
        """List your API keys

        Your active keys, newest first. The keys themselves are never shown again; tell them apart by name and prefix.
        """

        return await self._transport.call(LIST_API_KEYS_CALL, {}, options)

    async def create_api_key(
        self, body: ApiKeyCreate, *, idempotency_key: str | None = None, options: RequestOptions | None = None
    ) -> ApiKeyCreated:
        """Create an API key

        The response is the only place where the key is shown. It allows what its scopes allow, as long as you hold
        those permissions yourself, and changes only users whose permissions are all among its scopes, never a superuser. A
        scope that you do not hold is 403 `privilege_escalation`; too many keys is 409 `api_key_limit`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(CREATE_API_KEY_CALL, {"idempotency_key": idempotency_key}, options, body)

    async def revoke_api_key(self, key_id: UUID, *, options: RequestOptions | None = None) -> None:
        """Revoke one of your API keys

        The key stops working immediately. 404 `api_key_not_found` if you have no such key.
        """

        await self._transport.call(REVOKE_API_KEY_CALL, {"key_id": key_id}, options)

    async def export(self, *, options: RequestOptions | None = None) -> Export:
        """Export your data

        Everything stored about you in one document: account, sessions, API keys, second factors and audit entries, but no
        secrets or their hashes. Only the newest audit entries are included if there are very many; `audit_truncated` says so.
        """

        return await self._transport.call(EXPORT_CALL, {}, options)
