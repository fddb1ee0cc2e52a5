"""Registration, sign-in, tokens, and password recovery."""

from __future__ import annotations

from .._runtime.async_transport import AsyncTransport
from .._runtime.operation import Answer, Content, Operation, Parameter, Part, RequestOptions
from .._runtime.transport import Transport
from .._runtime.values import UNSET, Unset
from ..models import (
    Accepted,
    AuthRegisterSuccess,
    EmailVerification,
    EmailVerificationRequest,
    Introspection,
    IntrospectionRequest,
    LoginAnswer,
    LoginCompletion,
    LoginForm,
    LoginRequest,
    LoginTokenProof,
    LogoutRequest,
    OAuthError,
    OAuthToken,
    OneTimeToken,
    PasskeyCompletion,
    PasskeyLogin,
    PasskeyOptions,
    PasskeyStepUp,
    PasswordReset,
    PasswordResetConfirm,
    PasswordResetRequest,
    Policy,
    RefreshRequest,
    RegisterRequest,
    RevocationRequest,
    SignedIn,
    StepUp,
    TokenPair,
    TokenRequest,
    User,
)

REGISTER_CALL: Operation[AuthRegisterSuccess] = Operation(
    id="auth.register",
    method="POST",
    path="/auth/register",
    parameters=(Parameter("idempotency_key", "Idempotency-Key", "header"),),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", AuthRegisterSuccess, accept="application/json"),
    retryable=True,
    idempotency="Idempotency-Key",
)
LOGIN_CALL: Operation[LoginAnswer] = Operation(
    id="auth.login",
    method="POST",
    path="/auth/login",
    contents=(
        Content("application/json", "json"),
        Content(
            "application/x-www-form-urlencoded",
            "form",
            {
                "email": Part("text/plain"),
                "username": Part("text/plain"),
                "password": Part("text/plain"),
                "remember_me": Part("text/plain"),
            },
        ),
    ),
    answer=Answer("json", LoginAnswer, accept="application/json"),
)
COMPLETE_LOGIN_CALL: Operation[SignedIn] = Operation(
    id="auth.complete_login",
    method="POST",
    path="/auth/login/factor",
    contents=(Content("application/json", "json"),),
    answer=Answer("json", SignedIn, accept="application/json"),
)
BEGIN_PASSKEY_CALL: Operation[PasskeyOptions] = Operation(
    id="auth.begin_passkey",
    method="POST",
    path="/auth/login/passkey/options",
    contents=(Content("application/json", "json"),),
    answer=Answer("json", PasskeyOptions, accept="application/json"),
)
COMPLETE_BY_PASSKEY_CALL: Operation[SignedIn] = Operation(
    id="auth.complete_by_passkey",
    method="POST",
    path="/auth/login/passkey",
    contents=(Content("application/json", "json"),),
    answer=Answer("json", SignedIn, accept="application/json"),
)
BEGIN_LOGIN_BY_PASSKEY_CALL: Operation[PasskeyOptions] = Operation(
    id="auth.begin_login_by_passkey",
    method="POST",
    path="/auth/passkey/options",
    answer=Answer("json", PasskeyOptions, accept="application/json"),
)
LOGIN_BY_PASSKEY_CALL: Operation[SignedIn] = Operation(
    id="auth.login_by_passkey",
    method="POST",
    path="/auth/passkey",
    contents=(Content("application/json", "json"),),
    answer=Answer("json", SignedIn, accept="application/json"),
)
STEP_UP_CALL: Operation[TokenPair] = Operation(
    id="auth.step_up",
    method="POST",
    path="/auth/step-up",
    contents=(Content("application/json", "json"),),
    answer=Answer("json", TokenPair, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)
BEGIN_STEP_UP_CALL: Operation[PasskeyOptions] = Operation(
    id="auth.begin_step_up",
    method="POST",
    path="/auth/step-up/passkey/options",
    answer=Answer("json", PasskeyOptions, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)
STEP_UP_BY_PASSKEY_CALL: Operation[TokenPair] = Operation(
    id="auth.step_up_by_passkey",
    method="POST",
    path="/auth/step-up/passkey",
    contents=(Content("application/json", "json"),),
    answer=Answer("json", TokenPair, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)
TOKEN_CALL: Operation[OAuthToken] = Operation(
    id="auth.token",
    method="POST",
    path="/auth/token",
    contents=(
        Content(
            "application/x-www-form-urlencoded",
            "form",
            {
                "grant_type": Part("text/plain"),
                "device_code": Part("text/plain"),
                "username": Part("text/plain"),
                "password": Part("text/plain"),
                "refresh_token": Part("text/plain"),
                "scope": Part("text/plain"),
                "client_id": Part("text/plain"),
                "client_secret": Part("text/plain"),
                "client_assertion": Part("text/plain"),
                "client_assertion_type": Part("text/plain"),
                "code": Part("text/plain"),
                "code_verifier": Part("text/plain"),
                "redirect_uri": Part("text/plain"),
                "resource": Part("text/plain"),
                "audience": Part("text/plain"),
            },
        ),
    ),
    answer=Answer("json", OAuthToken, accept="application/json"),
    errors={
        "400": OAuthError,
        "401": OAuthError,
    },
)
REFRESH_CALL: Operation[TokenPair] = Operation(
    id="auth.refresh",
    method="POST",
    path="/auth/refresh",
    parameters=(Parameter("idempotency_key", "Idempotency-Key", "header"),),
    contents=(Content("application/json", "json"),),
    answer=Answer("json", TokenPair, accept="application/json"),
    retryable=True,
    idempotency="Idempotency-Key",
)
LOGOUT_CALL: Operation[None] = Operation(
    id="auth.logout",
    method="POST",
    path="/auth/logout",
    contents=(Content("application/json", "json"),),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)
ME_CALL: Operation[User] = Operation(
    id="auth.me",
    method="GET",
    path="/auth/me",
    answer=Answer("json", User, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
)
REQUEST_PASSWORD_RESET_CALL: Operation[Accepted] = Operation(
    id="auth.request_password_reset",
    method="POST",
    path="/auth/password/reset",
    contents=(Content("application/json", "json"),),
    answer=Answer("json", Accepted, accept="application/json"),
)
CONFIRM_PASSWORD_RESET_CALL: Operation[None] = Operation(
    id="auth.confirm_password_reset",
    method="POST",
    path="/auth/password/reset/confirm",
    contents=(Content("application/json", "json"),),
)
RESET_PASSWORD_CALL: Operation[None] = Operation(
    id="auth.reset_password",
    method="PUT",
    path="/auth/password/reset/{token}",
    parameters=(Parameter("token", "token", "path"),),
    contents=(Content("application/json", "json"),),
    retryable=True,
)
REQUEST_EMAIL_VERIFICATION_CALL: Operation[Accepted] = Operation(
    id="auth.request_email_verification",
    method="POST",
    path="/auth/email/verify/request",
    contents=(Content("application/json", "json"),),
    answer=Answer("json", Accepted, accept="application/json"),
)
VERIFY_EMAIL_CALL: Operation[None] = Operation(
    id="auth.verify_email",
    method="POST",
    path="/auth/email/verify",
    contents=(Content("application/json", "json"),),
)
INTROSPECT_CALL: Operation[Introspection] = Operation(
    id="auth.introspect",
    method="POST",
    path="/auth/introspect",
    contents=(
        Content(
            "application/x-www-form-urlencoded",
            "form",
            {
                "token": Part("text/plain"),
                "token_type_hint": Part("text/plain"),
            },
        ),
    ),
    answer=Answer("json", Introspection, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
)
REVOKE_CALL: Operation[None] = Operation(
    id="auth.revoke",
    method="POST",
    path="/auth/revoke",
    contents=(
        Content(
            "application/x-www-form-urlencoded",
            "form",
            {
                "token": Part("text/plain"),
                "token_type_hint": Part("text/plain"),
            },
        ),
    ),
)
POLICY_CALL: Operation[Policy] = Operation(
    id="auth.policy",
    method="GET",
    path="/auth/policy",
    answer=Answer("json", Policy, accept="application/json"),
    retryable=True,
)


class AuthApi:
    """Registration, sign-in, tokens, and password recovery."""

    def __init__(self, transport: Transport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    def register(
        self, body: RegisterRequest, *, idempotency_key: str | None = None, options: RequestOptions | None = None
    ) -> AuthRegisterSuccess:
        """Register an account

        Creates your account, with the role `user`. Where email addresses must be verified first (see `auth.policy`),
        the response is 202 whether or not the address is taken, and instructions are emailed; the password to sign in
        with is then chosen, again or anew, in `auth.verify_email`, within 30 days. Otherwise the response is 201 with the new user, or
        409 `email_taken`.

        A username that is taken is 409 `username_taken` in both cases. Email addresses and usernames are compared
        without regard to case or Unicode form. 403 `registration_closed` means that only administrators create
        accounts.
        """

        return self._transport.call(REGISTER_CALL, {"idempotency_key": idempotency_key}, options, body)

    def login(
        self, body: LoginRequest | LoginForm, *, content_type: str | None = None, options: RequestOptions | None = None
    ) -> LoginAnswer:
        """Sign in

        Starts a session. Send a password and an email or username; the response holds an access token, a refresh token
        and the user. With `remember_me`, both tokens last longer; `auth.policy` says how long.

        If the account has a second factor, the response is a `FactorRequired` instead, with no tokens: send its
        `login_token` and a code to `auth.complete_login`, or to `auth.complete_by_passkey` with a passkey. `status` tells
        the two apart.

        A wrong password and an unknown user get the same 401 `invalid_credentials`. Too many of them lock the name,
        whether or not an account has it, for the network they came from: 429 `too_many_attempts`, even with the right
        password, until `Retry-After` has passed. Only the right password reveals more: 403 `account_inactive`,
        `email_not_verified` or `password_reset_required`.

        The same fields can be sent as a form.
        """

        return self._transport.call(LOGIN_CALL, {}, options, body, content_type)

    def complete_login(self, body: LoginCompletion, *, options: RequestOptions | None = None) -> SignedIn:
        """Complete a sign-in with a second factor

        Send the `login_token` of a `FactorRequired` and a code: the six digits that an authenticator app shows, or a
        recovery code. Spaces, hyphens and letter case make no difference. Each code works once, and so does the
        `login_token`; a wrong code leaves it usable.

        A `login_token` that is unknown, used or expired, or that a new password or the like has voided, is 401
        `login_token_invalid`: sign in with the password again. A wrong or used code is 403 `factor_code_invalid`. Too many
        lock this account's codes for the network they came from: 429 `too_many_attempts`, until `Retry-After` has passed.
        """

        return self._transport.call(COMPLETE_LOGIN_CALL, {}, options, body)

    def begin_passkey(self, body: LoginTokenProof, *, options: RequestOptions | None = None) -> PasskeyOptions:
        """Ask for a passkey to complete a sign-in

        Send the `login_token` of a `FactorRequired` whose `factors` have `passkey`. A page of this service's own domain
        passes the `options` to `navigator.credentials.get()`, and what that returns to `auth.complete_by_passkey`. The
        challenge in them works once, for five minutes; asking again replaces it.

        A `login_token` that is unknown, used, expired or void is 401 `login_token_invalid`. Without any passkey: 409
        `no_factor`.
        """

        return self._transport.call(BEGIN_PASSKEY_CALL, {}, options, body)

    def complete_by_passkey(self, body: PasskeyCompletion, *, options: RequestOptions | None = None) -> SignedIn:
        """Complete a sign-in with a passkey

        Send the `login_token`, and as `credential` what `navigator.credentials.get()` returned for the options of
        `auth.begin_passkey`, by its `toJSON()`. The challenge is used up whether or not the passkey is right; the
        `login_token` only if it is.

        A passkey of somebody else, a wrong signature, page or challenge, and a sign count that went back are all 403
        `passkey_invalid`. They are counted with wrong codes: too many are 429 `too_many_attempts`, until `Retry-After` has
        passed. A `login_token` that is unknown, used, expired or void is 401 `login_token_invalid`.
        """

        return self._transport.call(COMPLETE_BY_PASSKEY_CALL, {}, options, body)

    def begin_login_by_passkey(self, *, options: RequestOptions | None = None) -> PasskeyOptions:
        """Ask for a passkey to sign in

        A page of this service's own domain passes the `options` to `navigator.credentials.get()`, which offers the passkeys
        that it has for this domain, and what that returns to `auth.login_by_passkey`. No name and no password is needed. The
        challenge in them works once, for five minutes.
        """

        return self._transport.call(BEGIN_LOGIN_BY_PASSKEY_CALL, {}, options)

    def login_by_passkey(self, body: PasskeyLogin, *, options: RequestOptions | None = None) -> SignedIn:
        """Sign in with a passkey alone

        Send as `credential` what `navigator.credentials.get()` returned for the options of `auth.begin_login_by_passkey`, by
        its `toJSON()`. A passkey that was unlocked by PIN or biometrics is two factors in one: the session is as strong as one
        with password and second factor, and no password was sent. With `remember_me`, tokens last longer.

        A passkey that is unknown, was not unlocked or does not name its account, a wrong signature, page or challenge, and a
        sign count that went back are all 403 `passkey_invalid`; the challenge is used up all the same. Only the right passkey
        reveals more: 403 `account_inactive`, `email_not_verified` or `password_reset_required`. Wrong passwords do not lock it.
        """

        return self._transport.call(LOGIN_BY_PASSKEY_CALL, {}, options, body)

    def step_up(self, body: StepUp, *, options: RequestOptions | None = None) -> TokenPair:
        """Show a second factor again

        After 401 `step_up_required`: send a code as to `auth.complete_login`, and repeat what was refused. From now on, and
        for as long as `auth.policy` says, this session may do what needs a recent second factor. The new tokens say so to
        other services, too (`acr`, `amr`, `auth_time`); the refresh token is the one that the session has.

        A wrong or used code is 403 `factor_code_invalid`. Wrong ones are counted as at sign-in: too many are 429
        `too_many_attempts`, until `Retry-After` has passed, and end the session that they came from. Without a second factor
        nothing asks for one: 409 `no_factor`.
        """

        return self._transport.call(STEP_UP_CALL, {}, options, body)

    def begin_step_up(self, *, options: RequestOptions | None = None) -> PasskeyOptions:
        """Ask for a passkey to step up

        A page of this service's own domain passes the `options` to `navigator.credentials.get()`, and what that returns to
        `auth.step_up_by_passkey`, in the same session. The challenge in them works once, for five minutes; asking again
        replaces it. Without any passkey: 409 `no_factor`.
        """

        return self._transport.call(BEGIN_STEP_UP_CALL, {}, options)

    def step_up_by_passkey(self, body: PasskeyStepUp, *, options: RequestOptions | None = None) -> TokenPair:
        """Show a passkey again

        Does the same as `auth.step_up`. Send as `credential` what `navigator.credentials.get()` returned for the options of
        `auth.begin_step_up`, by its `toJSON()`; the challenge is used up whether or not the passkey is right.

        A refused passkey is 403 `passkey_invalid` and counts as a wrong code.
        """

        return self._transport.call(STEP_UP_BY_PASSKEY_CALL, {}, options, body)

    def token(self, body: TokenRequest, *, options: RequestOptions | None = None) -> OAuthToken:
        """OAuth 2.0 token endpoint

        For OAuth clients (RFC 6749), such as the Authorize button of Swagger UI. The grants `password`, where
        `username` may be an email address, and `refresh_token` do the same as `auth.login` and `auth.refresh`, under
        the same limits. Without `grant_type`, the grant is `password`. Both ignore `client_id` and `client_secret`, and
        unknown fields are ignored.

        With `client_credentials`, an application gets a token of its own. It shows a secret, as `Authorization: Basic` or
        in the form, or an assertion that it signed (RFC 7523: `iss` and `sub` are its `client_id`, `aud` is the address of
        this service or of this endpoint, `exp` is at most five minutes ahead, and a `jti` works once). `resource` is the
        audience of another application (RFC 8707); without it, the token is for the application that `scope` belongs to,
        and without that for this service. Without `scope`, it says all that the application may do there. An
        application that shows a right secret is not limited; a wrong one is 401 `invalid_client`, and counted as wrong
        passwords are.

        With `authorization_code`, an application gets the tokens of somebody who has signed in to it at the
        `authorization_endpoint` of `openid.get_configuration`. A code works once, for a minute, and only together with its
        `code_verifier` and `redirect_uri`; using it again ends the session that it gave. Refresh tokens of such a session
        work for this application only, which authenticates as it did for the code.

        While sign-in is locked, the response is a 429 problem, `too_many_attempts`. A refused grant is 400 with an
        OAuth error body; a form that does not match its schema is a 422 problem. If the account has a second factor, the
        error is `mfa_required` and has a `login_token` for `auth.complete_login`.
        """

        return self._transport.call(TOKEN_CALL, {}, options, body)

    def refresh(
        self, body: RefreshRequest, *, idempotency_key: str | None = None, options: RequestOptions | None = None
    ) -> TokenPair:
        """Refresh your tokens

        Exchanges a refresh token for the next token pair of the same session. Each refresh token works once. Parallel
        requests with the same token all get the same new pair; using it again later is treated as theft, ends the
        session and returns 401 `refresh_token_reused`. A token that is unknown or expired, or whose session has ended,
        is 401 `refresh_token_invalid`.
        """

        return self._transport.call(REFRESH_CALL, {"idempotency_key": idempotency_key}, options, body)

    def logout(self, *, body: LogoutRequest | Unset = UNSET, options: RequestOptions | None = None) -> None:
        """Sign out

        Ends this session (the default), your other sessions, or all of them. Their access and refresh tokens stop
        working immediately. API keys are not affected.
        """

        self._transport.call(LOGOUT_CALL, {}, options, body)

    def me(self, *, options: RequestOptions | None = None) -> User:
        """Get your account (same as me.get)

        Returns exactly what `me.get` returns, at the path where many clients look for it.
        """

        return self._transport.call(ME_CALL, {}, options)

    def request_password_reset(self, body: PasswordResetRequest, *, options: RequestOptions | None = None) -> Accepted:
        """Request a password reset

        Emails a one-time token if the address belongs to an account that can use it. The response, and the time it
        takes, are the same for every address, so they do not reveal who has an account. An address is sent three of
        these emails at once, and then one every 20 minutes; the token in the newest one replaces those before.
        """

        return self._transport.call(REQUEST_PASSWORD_RESET_CALL, {}, options, body)

    def confirm_password_reset(self, body: PasswordResetConfirm, *, options: RequestOptions | None = None) -> None:
        """Reset your password

        Sets a new password with the one-time token from the email, and ends all sessions and API keys of the account. A
        used, expired or unknown token is 422 `one_time_token_invalid`. A password that breaks the policy is 422
        `weak_password`, and the token can be used again.

        Prefer this to `auth.reset_password`: it keeps the token out of URLs, and so out of logs.
        """

        self._transport.call(CONFIRM_PASSWORD_RESET_CALL, {}, options, body)

    def reset_password(
        self, token: OneTimeToken, body: PasswordReset, *, options: RequestOptions | None = None
    ) -> None:
        """Reset your password, with the token in the URL

        Same as `auth.confirm_password_reset`, for clients that take the token from the URL.
        """

        self._transport.call(RESET_PASSWORD_CALL, {"token": token}, options, body)

    def request_email_verification(
        self, body: EmailVerificationRequest, *, options: RequestOptions | None = None
    ) -> Accepted:
        """Request another verification email

        Emails a new one-time token if the address belongs to an account that is not verified yet. The response is the
        same for every address. An address is sent three of these emails at once, and then one every 20 minutes; the
        token in the newest one replaces those before.
        """

        return self._transport.call(REQUEST_EMAIL_VERIFICATION_CALL, {}, options, body)

    def verify_email(self, body: EmailVerification, *, options: RequestOptions | None = None) -> None:
        """Verify your email address

        Marks the email address as verified, with the one-time token from the verification email. A used, expired or
        unknown token is 422 `one_time_token_invalid`.

        An account that was registered and waits for this (`pending_verification`) gets the `password` sent here, in
        place of the one that it was registered with: whoever registered it need not be the holder of the address.
        Without `password`, the first sign-in is 403 `password_reset_required`. For any other account, a `password` is
        422 `validation_failed`. In both this case and 422 `weak_password`, the token can be used again.
        """

        self._transport.call(VERIFY_EMAIL_CALL, {}, options, body)

    def introspect(self, body: IntrospectionRequest, *, options: RequestOptions | None = None) -> Introspection:
        """Introspect a token

        Token introspection (RFC 7662), for services that cannot verify tokens themselves or must learn of a revocation
        immediately. A token that is unknown, expired or revoked is just `{"active": false}`.
        """

        return self._transport.call(INTROSPECT_CALL, {}, options, body)

    def revoke(self, body: RevocationRequest, *, options: RequestOptions | None = None) -> None:
        """Revoke a token

        Token revocation (RFC 7009): ends the session of an access or refresh token; for a token that an application has
        for itself, all tokens that it has. The token is its own proof, so no other credentials are needed. Unknown
        tokens get 200 too.
        """

        self._transport.call(REVOKE_CALL, {}, options, body)

    def policy(self, *, options: RequestOptions | None = None) -> Policy:
        """Get the password and sign-in policy

        The rules of this installation, so that a form can show them up front: password strength, lockout, who may
        register, second factors, and how long tokens last.
        """

        return self._transport.call(POLICY_CALL, {}, options)


class AsyncAuthApi:
    """Registration, sign-in, tokens, and password recovery."""

    def __init__(self, transport: AsyncTransport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    async def register(
        self, body: RegisterRequest, *, idempotency_key: str | None = None, options: RequestOptions | None = None
    ) -> AuthRegisterSuccess:
        """Register an account

        Creates your account, with the role `user`. Where email addresses must be verified first (see `auth.policy`),
        the response is 202 whether or not the address is taken, and instructions are emailed; the password to sign in
        with is then chosen, again or anew, in `auth.verify_email`, within 30 days. Otherwise the response is 201 with the new user, or
        409 `email_taken`.

        A username that is taken is 409 `username_taken` in both cases. Email addresses and usernames are compared
        without regard to case or Unicode form. 403 `registration_closed` means that only administrators create
        accounts.
        """

        return await self._transport.call(REGISTER_CALL, {"idempotency_key": idempotency_key}, options, body)

    async def login(
        self, body: LoginRequest | LoginForm, *, content_type: str | None = None, options: RequestOptions | None = None
    ) -> LoginAnswer:
        """Sign in

        Starts a session. Send a password and an email or username; the response holds an access token, a refresh token
        and the user. With `remember_me`, both tokens last longer; `auth.policy` says how long.

        If the account has a second factor, the response is a `FactorRequired` instead, with no tokens: send its
        `login_token` and a code to `auth.complete_login`, or to `auth.complete_by_passkey` with a passkey. `status` tells
        the two apart.

        A wrong password and an unknown user get the same 401 `invalid_credentials`. Too many of them lock the name,
        whether or not an account has it, for the network they came from: 429 `too_many_attempts`, even with the right
        password, until `Retry-After` has passed. Only the right password reveals more: 403 `account_inactive`,
        `email_not_verified` or `password_reset_required`.

        The same fields can be sent as a form.
        """

        return await self._transport.call(LOGIN_CALL, {}, options, body, content_type)

    async def complete_login(self, body: LoginCompletion, *, options: RequestOptions | None = None) -> SignedIn:
        """Complete a sign-in with a second factor

        Send the `login_token` of a `FactorRequired` and a code: the six digits that an authenticator app shows, or a
        recovery code. Spaces, hyphens and letter case make no difference. Each code works once, and so does the
        `login_token`; a wrong code leaves it usable.

        A `login_token` that is unknown, used or expired, or that a new password or the like has voided, is 401
        `login_token_invalid`: sign in with the password again. A wrong or used code is 403 `factor_code_invalid`. Too many
        lock this account's codes for the network they came from: 429 `too_many_attempts`, until `Retry-After` has passed.
        """

        return await self._transport.call(COMPLETE_LOGIN_CALL, {}, options, body)

    async def begin_passkey(self, body: LoginTokenProof, *, options: RequestOptions | None = None) -> PasskeyOptions:
        """Ask for a passkey to complete a sign-in

        Send the `login_token` of a `FactorRequired` whose `factors` have `passkey`. A page of this service's own domain
        passes the `options` to `navigator.credentials.get()`, and what that returns to `auth.complete_by_passkey`. The
        challenge in them works once, for five minutes; asking again replaces it.

        A `login_token` that is unknown, used, expired or void is 401 `login_token_invalid`. Without any passkey: 409
        `no_factor`.
        """

        return await self._transport.call(BEGIN_PASSKEY_CALL, {}, options, body)

    async def complete_by_passkey(self, body: PasskeyCompletion, *, options: RequestOptions | None = None) -> SignedIn:
        """Complete a sign-in with a passkey

        Send the `login_token`, and as `credential` what `navigator.credentials.get()` returned for the options of
        `auth.begin_passkey`, by its `toJSON()`. The challenge is used up whether or not the passkey is right; the
        `login_token` only if it is.

        A passkey of somebody else, a wrong signature, page or challenge, and a sign count that went back are all 403
        `passkey_invalid`. They are counted with wrong codes: too many are 429 `too_many_attempts`, until `Retry-After` has
        passed. A `login_token` that is unknown, used, expired or void is 401 `login_token_invalid`.
        """

        return await self._transport.call(COMPLETE_BY_PASSKEY_CALL, {}, options, body)

    async def begin_login_by_passkey(self, *, options: RequestOptions | None = None) -> PasskeyOptions:
        """Ask for a passkey to sign in

        A page of this service's own domain passes the `options` to `navigator.credentials.get()`, which offers the passkeys
        that it has for this domain, and what that returns to `auth.login_by_passkey`. No name and no password is needed. The
        challenge in them works once, for five minutes.
        """

        return await self._transport.call(BEGIN_LOGIN_BY_PASSKEY_CALL, {}, options)

    async def login_by_passkey(self, body: PasskeyLogin, *, options: RequestOptions | None = None) -> SignedIn:
        """Sign in with a passkey alone

        Send as `credential` what `navigator.credentials.get()` returned for the options of `auth.begin_login_by_passkey`, by
        its `toJSON()`. A passkey that was unlocked by PIN or biometrics is two factors in one: the session is as strong as one
        with password and second factor, and no password was sent. With `remember_me`, tokens last longer.

        A passkey that is unknown, was not unlocked or does not name its account, a wrong signature, page or challenge, and a
        sign count that went back are all 403 `passkey_invalid`; the challenge is used up all the same. Only the right passkey
        reveals more: 403 `account_inactive`, `email_not_verified` or `password_reset_required`. Wrong passwords do not lock it.
        """

        return await self._transport.call(LOGIN_BY_PASSKEY_CALL, {}, options, body)

    async def step_up(self, body: StepUp, *, options: RequestOptions | None = None) -> TokenPair:
        """Show a second factor again

        After 401 `step_up_required`: send a code as to `auth.complete_login`, and repeat what was refused. From now on, and
        for as long as `auth.policy` says, this session may do what needs a recent second factor. The new tokens say so to
        other services, too (`acr`, `amr`, `auth_time`); the refresh token is the one that the session has.

        A wrong or used code is 403 `factor_code_invalid`. Wrong ones are counted as at sign-in: too many are 429
        `too_many_attempts`, until `Retry-After` has passed, and end the session that they came from. Without a second factor
        nothing asks for one: 409 `no_factor`.
        """

        return await self._transport.call(STEP_UP_CALL, {}, options, body)

    async def begin_step_up(self, *, options: RequestOptions | None = None) -> PasskeyOptions:
        """Ask for a passkey to step up

        A page of this service's own domain passes the `options` to `navigator.credentials.get()`, and what that returns to
        `auth.step_up_by_passkey`, in the same session. The challenge in them works once, for five minutes; asking again
        replaces it. Without any passkey: 409 `no_factor`.
        """

        return await self._transport.call(BEGIN_STEP_UP_CALL, {}, options)

    async def step_up_by_passkey(self, body: PasskeyStepUp, *, options: RequestOptions | None = None) -> TokenPair:
        """Show a passkey again

        Does the same as `auth.step_up`. Send as `credential` what `navigator.credentials.get()` returned for the options of
        `auth.begin_step_up`, by its `toJSON()`; the challenge is used up whether or not the passkey is right.

        A refused passkey is 403 `passkey_invalid` and counts as a wrong code.
        """

        return await self._transport.call(STEP_UP_BY_PASSKEY_CALL, {}, options, body)

    async def token(self, body: TokenRequest, *, options: RequestOptions | None = None) -> OAuthToken:
        """OAuth 2.0 token endpoint

        For OAuth clients (RFC 6749), such as the Authorize button of Swagger UI. The grants `password`, where
        `username` may be an email address, and `refresh_token` do the same as `auth.login` and `auth.refresh`, under
        the same limits. Without `grant_type`, the grant is `password`. Both ignore `client_id` and `client_secret`, and
        unknown fields are ignored.

        With `client_credentials`, an application gets a token of its own. It shows a secret, as `Authorization: Basic` or
        in the form, or an assertion that it signed (RFC 7523: `iss` and `sub` are its `client_id`, `aud` is the address of
        this service or of this endpoint, `exp` is at most five minutes ahead, and a `jti` works once). `resource` is the
        audience of another application (RFC 8707); without it, the token is for the application that `scope` belongs to,
        and without that for this service. Without `scope`, it says all that the application may do there. An
        application that shows a right secret is not limited; a wrong one is 401 `invalid_client`, and counted as wrong
        passwords are.

        With `authorization_code`, an application gets the tokens of somebody who has signed in to it at the
        `authorization_endpoint` of `openid.get_configuration`. A code works once, for a minute, and only together with its
        `code_verifier` and `redirect_uri`; using it again ends the session that it gave. Refresh tokens of such a session
        work for this application only, which authenticates as it did for the code.

        While sign-in is locked, the response is a 429 problem, `too_many_attempts`. A refused grant is 400 with an
        OAuth error body; a form that does not match its schema is a 422 problem. If the account has a second factor, the
        error is `mfa_required` and has a `login_token` for `auth.complete_login`.
        """

        return await self._transport.call(TOKEN_CALL, {}, options, body)

    async def refresh(
        self, body: RefreshRequest, *, idempotency_key: str | None = None, options: RequestOptions | None = None
    ) -> TokenPair:
        """Refresh your tokens

        Exchanges a refresh token for the next token pair of the same session. Each refresh token works once. Parallel
        requests with the same token all get the same new pair; using it again later is treated as theft, ends the
        session and returns 401 `refresh_token_reused`. A token that is unknown or expired, or whose session has ended,
        is 401 `refresh_token_invalid`.
        """

        return await self._transport.call(REFRESH_CALL, {"idempotency_key": idempotency_key}, options, body)

    async def logout(self, *, body: LogoutRequest | Unset = UNSET, options: RequestOptions | None = None) -> None:
        """Sign out

        Ends this session (the default), your other sessions, or all of them. Their access and refresh tokens stop
        working immediately. API keys are not affected.
        """

        await self._transport.call(LOGOUT_CALL, {}, options, body)

    async def me(self, *, options: RequestOptions | None = None) -> User:
        """Get your account (same as me.get)

        Returns exactly what `me.get` returns, at the path where many clients look for it.
        """

        return await self._transport.call(ME_CALL, {}, options)

    async def request_password_reset(
        self, body: PasswordResetRequest, *, options: RequestOptions | None = None
    ) -> Accepted:
        """Request a password reset

        Emails a one-time token if the address belongs to an account that can use it. The response, and the time it
        takes, are the same for every address, so they do not reveal who has an account. An address is sent three of
        these emails at once, and then one every 20 minutes; the token in the newest one replaces those before.
        """

        return await self._transport.call(REQUEST_PASSWORD_RESET_CALL, {}, options, body)

    async def confirm_password_reset(
        self, body: PasswordResetConfirm, *, options: RequestOptions | None = None
    ) -> None:
        """Reset your password

        Sets a new password with the one-time token from the email, and ends all sessions and API keys of the account. A
        used, expired or unknown token is 422 `one_time_token_invalid`. A password that breaks the policy is 422
        `weak_password`, and the token can be used again.

        Prefer this to `auth.reset_password`: it keeps the token out of URLs, and so out of logs.
        """

        await self._transport.call(CONFIRM_PASSWORD_RESET_CALL, {}, options, body)

    async def reset_password(
        self, token: OneTimeToken, body: PasswordReset, *, options: RequestOptions | None = None
    ) -> None:
        """Reset your password, with the token in the URL

        Same as `auth.confirm_password_reset`, for clients that take the token from the URL.
        """

        await self._transport.call(RESET_PASSWORD_CALL, {"token": token}, options, body)

    async def request_email_verification(
        self, body: EmailVerificationRequest, *, options: RequestOptions | None = None
    ) -> Accepted:
        """Request another verification email

        Emails a new one-time token if the address belongs to an account that is not verified yet. The response is the
        same for every address. An address is sent three of these emails at once, and then one every 20 minutes; the
        token in the newest one replaces those before.
        """

        return await self._transport.call(REQUEST_EMAIL_VERIFICATION_CALL, {}, options, body)

    async def verify_email(self, body: EmailVerification, *, options: RequestOptions | None = None) -> None:
        """Verify your email address

        Marks the email address as verified, with the one-time token from the verification email. A used, expired or
        unknown token is 422 `one_time_token_invalid`.

        An account that was registered and waits for this (`pending_verification`) gets the `password` sent here, in
        place of the one that it was registered with: whoever registered it need not be the holder of the address.
        Without `password`, the first sign-in is 403 `password_reset_required`. For any other account, a `password` is
        422 `validation_failed`. In both this case and 422 `weak_password`, the token can be used again.
        """

        await self._transport.call(VERIFY_EMAIL_CALL, {}, options, body)

    async def introspect(self, body: IntrospectionRequest, *, options: RequestOptions | None = None) -> Introspection:
        """Introspect a token

        Token introspection (RFC 7662), for services that cannot verify tokens themselves or must learn of a revocation
        immediately. A token that is unknown, expired or revoked is just `{"active": false}`.
        """

        return await self._transport.call(INTROSPECT_CALL, {}, options, body)

    async def revoke(self, body: RevocationRequest, *, options: RequestOptions | None = None) -> None:
        """Revoke a token

        Token revocation (RFC 7009): ends the session of an access or refresh token; for a token that an application has
        for itself, all tokens that it has. The token is its own proof, so no other credentials are needed. Unknown
        tokens get 200 too.
        """

        await self._transport.call(REVOKE_CALL, {}, options, body)

    async def policy(self, *, options: RequestOptions | None = None) -> Policy:
        """Get the password and sign-in policy

        The rules of this installation, so that a form can show them up front: password strength, lockout, who may
        register, second factors, and how long tokens last.
        """

        return await self._transport.call(POLICY_CALL, {}, options)
