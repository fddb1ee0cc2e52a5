"""Your second factors: what signing in asks for besides the password."""

from __future__ import annotations

from uuid import UUID

from .._runtime.async_transport import AsyncTransport
from .._runtime.operation import Answer, Content, Operation, Parameter, RequestOptions
from .._runtime.transport import Transport
from ..models import (
    Factor,
    FactorConfirm,
    FactorConfirmed,
    FactorList,
    FactorRename,
    PasskeyAdd,
    PasskeyOptions,
    PasswordProof,
    RecoveryCodes,
    TotpEnrol,
    TotpEnrolment,
)

LIST_CALL: Operation[FactorList] = Operation(
    id="factors.list",
    method="GET",
    path="/users/me/factors",
    answer=Answer("json", FactorList, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
    retryable=True,
)
ENROL_TOTP_CALL: Operation[TotpEnrolment] = Operation(
    id="factors.enrol_totp",
    method="POST",
    path="/users/me/factors/totp",
    contents=(Content("application/json", "json"),),
    answer=Answer("json", TotpEnrolment, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)
BEGIN_PASSKEY_CALL: Operation[PasskeyOptions] = Operation(
    id="factors.begin_passkey",
    method="POST",
    path="/users/me/factors/passkey/options",
    contents=(Content("application/json", "json"),),
    answer=Answer("json", PasskeyOptions, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)
ADD_PASSKEY_CALL: Operation[FactorConfirmed] = Operation(
    id="factors.add_passkey",
    method="POST",
    path="/users/me/factors/passkey",
    contents=(Content("application/json", "json"),),
    answer=Answer("json", FactorConfirmed, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)
RENAME_CALL: Operation[Factor] = Operation(
    id="factors.rename",
    method="PATCH",
    path="/users/me/factors/{factor_id}",
    parameters=(Parameter("factor_id", "factor_id", "path"),),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", Factor, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)
CONFIRM_CALL: Operation[FactorConfirmed] = Operation(
    id="factors.confirm",
    method="POST",
    path="/users/me/factors/{factor_id}/confirm",
    parameters=(Parameter("factor_id", "factor_id", "path"),),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", FactorConfirmed, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)
REMOVE_CALL: Operation[None] = Operation(
    id="factors.remove",
    method="POST",
    path="/users/me/factors/{factor_id}/remove",
    parameters=(Parameter("factor_id", "factor_id", "path"),),
    contents=(Content("application/json", "json"),),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)
MAKE_RECOVERY_CODES_CALL: Operation[RecoveryCodes] = Operation(
    id="factors.make_recovery_codes",
    method="POST",
    path="/users/me/recovery-codes",
    contents=(Content("application/json", "json"),),
    answer=Answer("json", RecoveryCodes, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)


class FactorsApi:
    """Your second factors: what signing in asks for besides the password."""

    def __init__(self, transport: Transport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    def list(self, *, options: RequestOptions | None = None) -> FactorList:
        """List your second factors

        The confirmed ones, oldest first, and how many recovery codes are left.
        """

        return self._transport.call(LIST_CALL, {}, options)

    def enrol_totp(self, body: TotpEnrol, *, options: RequestOptions | None = None) -> TotpEnrolment:
        """Enrol an authenticator app

        Returns a new secret, also as an `otpauth` URI and as a QR code to scan. It counts only once `factors.confirm`
        receives a code that was made with it, within 15 minutes; enrolling again replaces it.

        A wrong password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429
        `too_many_attempts`. Ten factors are the most that an account can have: 409 `factor_limit`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(ENROL_TOTP_CALL, {}, options, body)

    def begin_passkey(self, body: PasswordProof, *, options: RequestOptions | None = None) -> PasskeyOptions:
        """Begin to make a passkey

        A page of this service's own domain passes the `options` to `navigator.credentials.create()`, and what that returns to
        `factors.add_passkey`, in the same session. The challenge in them works once, for five minutes; asking again
        replaces it.

        A wrong password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429
        `too_many_attempts`. Ten factors are the most that an account can have: 409 `factor_limit`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(BEGIN_PASSKEY_CALL, {}, options, body)

    def add_passkey(self, body: PasskeyAdd, *, options: RequestOptions | None = None) -> FactorConfirmed:
        """Add a passkey

        Send as `credential` what `navigator.credentials.create()` returned for the options of `factors.begin_passkey`, by
        its `toJSON()`. From now on, signing in asks for it. With your first factor you get ten recovery codes, each of
        which stands in for it once; they are shown only here. You are told by email.

        403 `passkey_invalid` if page, domain or challenge are not those of the options; the challenge is used up all the
        same. A passkey that some account has already is 409 `passkey_exists`, an eleventh factor 409 `factor_limit`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(ADD_PASSKEY_CALL, {}, options, body)

    def rename(self, factor_id: UUID, body: FactorRename, *, options: RequestOptions | None = None) -> Factor:
        """Rename one of your second factors

        404 `factor_not_found` if you have no such confirmed factor.
        """

        return self._transport.call(RENAME_CALL, {"factor_id": factor_id}, options, body)

    def confirm(
        self, factor_id: UUID, body: FactorConfirm, *, options: RequestOptions | None = None
    ) -> FactorConfirmed:
        """Confirm a second factor

        From now on, signing in asks for a code. With your first factor you get ten recovery codes, each of which stands in
        for a code once; they are shown only here. You are told by email.

        A wrong code is 403 `factor_code_invalid`; too many are 429 `too_many_attempts`. 404 `factor_not_found` if no such
        factor waits to be confirmed.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(CONFIRM_CALL, {"factor_id": factor_id}, options, body)

    def remove(self, factor_id: UUID, body: PasswordProof, *, options: RequestOptions | None = None) -> None:
        """Remove one of your second factors

        With the last one your recovery codes go too, and the password alone signs you in again. You are told by email. A wrong
        password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429 `too_many_attempts`. 404
        `factor_not_found` if you have no such confirmed factor.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        self._transport.call(REMOVE_CALL, {"factor_id": factor_id}, options, body)

    def make_recovery_codes(self, body: PasswordProof, *, options: RequestOptions | None = None) -> RecoveryCodes:
        """Make new recovery codes

        Ten new codes, shown only here; the old ones are void. You are told by email. A wrong password is 403
        `current_password_invalid` and counts as a failed sign-in; too many are 429 `too_many_attempts`. Without a second
        factor there is nothing to recover: 409 `no_factor`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return self._transport.call(MAKE_RECOVERY_CODES_CALL, {}, options, body)


class AsyncFactorsApi:
    """Your second factors: what signing in asks for besides the password."""

    def __init__(self, transport: AsyncTransport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    async def list(self, *, options: RequestOptions | None = None) -> FactorList:
        """List your second factors

        The confirmed ones, oldest first, and how many recovery codes are left.
        """

        return await self._transport.call(LIST_CALL, {}, options)

    async def enrol_totp(self, body: TotpEnrol, *, options: RequestOptions | None = None) -> TotpEnrolment:
        """Enrol an authenticator app

        Returns a new secret, also as an `otpauth` URI and as a QR code to scan. It counts only once `factors.confirm`
        receives a code that was made with it, within 15 minutes; enrolling again replaces it.

        A wrong password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429
        `too_many_attempts`. Ten factors are the most that an account can have: 409 `factor_limit`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(ENROL_TOTP_CALL, {}, options, body)

    async def begin_passkey(self, body: PasswordProof, *, options: RequestOptions | None = None) -> PasskeyOptions:
        """Begin to make a passkey

        A page of this service's own domain passes the `options` to `navigator.credentials.create()`, and what that returns to
        `factors.add_passkey`, in the same session. The challenge in them works once, for five minutes; asking again
        replaces it.

        A wrong password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429
        `too_many_attempts`. Ten factors are the most that an account can have: 409 `factor_limit`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(BEGIN_PASSKEY_CALL, {}, options, body)

    async def add_passkey(self, body: PasskeyAdd, *, options: RequestOptions | None = None) -> FactorConfirmed:
        """Add a passkey

        Send as `credential` what `navigator.credentials.create()` returned for the options of `factors.begin_passkey`, by
        its `toJSON()`. From now on, signing in asks for it. With your first factor you get ten recovery codes, each of
        which stands in for it once; they are shown only here. You are told by email.

        403 `passkey_invalid` if page, domain or challenge are not those of the options; the challenge is used up all the
        same. A passkey that some account has already is 409 `passkey_exists`, an eleventh factor 409 `factor_limit`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(ADD_PASSKEY_CALL, {}, options, body)

    async def rename(self, factor_id: UUID, body: FactorRename, *, options: RequestOptions | None = None) -> Factor:
        """Rename one of your second factors

        404 `factor_not_found` if you have no such confirmed factor.
        """

        return await self._transport.call(RENAME_CALL, {"factor_id": factor_id}, options, body)

    async def confirm(
        self, factor_id: UUID, body: FactorConfirm, *, options: RequestOptions | None = None
    ) -> FactorConfirmed:
        """Confirm a second factor

        From now on, signing in asks for a code. With your first factor you get ten recovery codes, each of which stands in
        for a code once; they are shown only here. You are told by email.

        A wrong code is 403 `factor_code_invalid`; too many are 429 `too_many_attempts`. 404 `factor_not_found` if no such
        factor waits to be confirmed.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(CONFIRM_CALL, {"factor_id": factor_id}, options, body)

    async def remove(self, factor_id: UUID, body: PasswordProof, *, options: RequestOptions | None = None) -> None:
        """Remove one of your second factors

        With the last one your recovery codes go too, and the password alone signs you in again. You are told by email. A wrong
        password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429 `too_many_attempts`. 404
        `factor_not_found` if you have no such confirmed factor.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        await self._transport.call(REMOVE_CALL, {"factor_id": factor_id}, options, body)

    async def make_recovery_codes(self, body: PasswordProof, *, options: RequestOptions | None = None) -> RecoveryCodes:
        """Make new recovery codes

        Ten new codes, shown only here; the old ones are void. You are told by email. A wrong password is 403
        `current_password_invalid` and counts as a failed sign-in; too many are 429 `too_many_attempts`. Without a second
        factor there is nothing to recover: 409 `no_factor`.

        If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
        """

        return await self._transport.call(MAKE_RECOVERY_CODES_CALL, {}, options, body)
