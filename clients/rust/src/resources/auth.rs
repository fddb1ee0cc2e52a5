//! Operations of the group `auth`.

use std::sync::Arc;

#[allow(unused_imports, reason = "not every group has types of its own")]
use crate::models;
use crate::runtime;

pub(crate) static REGISTER: runtime::Operation = runtime::Operation {
    id: "auth.register",
    method: "POST",
    path: "/auth/register",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: true,
    idempotency_header: "Idempotency-Key",
    errors: &["400", "403", "408", "409", "413", "415", "422", "429", "503"],
};

pub(crate) static LOGIN: runtime::Operation = runtime::Operation {
    id: "auth.login",
    method: "POST",
    path: "/auth/login",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static COMPLETE_LOGIN: runtime::Operation = runtime::Operation {
    id: "auth.complete_login",
    method: "POST",
    path: "/auth/login/factor",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static BEGIN_PASSKEY: runtime::Operation = runtime::Operation {
    id: "auth.begin_passkey",
    method: "POST",
    path: "/auth/login/passkey/options",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "408", "409", "413", "415", "422", "429", "503"],
};

pub(crate) static COMPLETE_BY_PASSKEY: runtime::Operation = runtime::Operation {
    id: "auth.complete_by_passkey",
    method: "POST",
    path: "/auth/login/passkey",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static BEGIN_LOGIN_BY_PASSKEY: runtime::Operation = runtime::Operation {
    id: "auth.begin_login_by_passkey",
    method: "POST",
    path: "/auth/passkey/options",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "422", "429", "503"],
};

pub(crate) static LOGIN_BY_PASSKEY: runtime::Operation = runtime::Operation {
    id: "auth.login_by_passkey",
    method: "POST",
    path: "/auth/passkey",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "403", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static STEP_UP: runtime::Operation = runtime::Operation {
    id: "auth.step_up",
    method: "POST",
    path: "/auth/step-up",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "409", "413", "415", "422", "429", "503"],
};

pub(crate) static BEGIN_STEP_UP: runtime::Operation = runtime::Operation {
    id: "auth.begin_step_up",
    method: "POST",
    path: "/auth/step-up/passkey/options",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "409", "422", "503"],
};

pub(crate) static STEP_UP_BY_PASSKEY: runtime::Operation = runtime::Operation {
    id: "auth.step_up_by_passkey",
    method: "POST",
    path: "/auth/step-up/passkey",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "409", "413", "415", "422", "429", "503"],
};

pub(crate) static TOKEN: runtime::Operation = runtime::Operation {
    id: "auth.token",
    method: "POST",
    path: "/auth/token",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static REFRESH: runtime::Operation = runtime::Operation {
    id: "auth.refresh",
    method: "POST",
    path: "/auth/refresh",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: true,
    idempotency_header: "Idempotency-Key",
    errors: &["400", "401", "408", "409", "413", "415", "422", "429", "503"],
};

pub(crate) static LOGOUT: runtime::Operation = runtime::Operation {
    id: "auth.logout",
    method: "POST",
    path: "/auth/logout",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "408", "413", "415", "422", "503"],
};

pub(crate) static ME: runtime::Operation = runtime::Operation {
    id: "auth.me",
    method: "GET",
    path: "/auth/me",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "422", "503"],
};

pub(crate) static REQUEST_PASSWORD_RESET: runtime::Operation = runtime::Operation {
    id: "auth.request_password_reset",
    method: "POST",
    path: "/auth/password/reset",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static CONFIRM_PASSWORD_RESET: runtime::Operation = runtime::Operation {
    id: "auth.confirm_password_reset",
    method: "POST",
    path: "/auth/password/reset/confirm",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static RESET_PASSWORD: runtime::Operation = runtime::Operation {
    id: "auth.reset_password",
    method: "PUT",
    path: "/auth/password/reset/{token}",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static REQUEST_EMAIL_VERIFICATION: runtime::Operation = runtime::Operation {
    id: "auth.request_email_verification",
    method: "POST",
    path: "/auth/email/verify/request",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static VERIFY_EMAIL: runtime::Operation = runtime::Operation {
    id: "auth.verify_email",
    method: "POST",
    path: "/auth/email/verify",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static INTROSPECT: runtime::Operation = runtime::Operation {
    id: "auth.introspect",
    method: "POST",
    path: "/auth/introspect",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "413", "415", "422", "503"],
};

pub(crate) static REVOKE: runtime::Operation = runtime::Operation {
    id: "auth.revoke",
    method: "POST",
    path: "/auth/revoke",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static POLICY: runtime::Operation = runtime::Operation {
    id: "auth.policy",
    method: "GET",
    path: "/auth/policy",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "422"],
};

runtime::errors! {
    /// Errors of [`Auth::token`] that have a type of their own: what [`runtime::Error::body`] returns.
    pub enum TokenError of "auth.token";
    /// With 400.
    Status400(models::OAuthError) = 400,
    /// With 401.
    Status401(models::OAuthError) = 401,
}
/// Registration, sign-in, tokens, and password recovery.
#[derive(Clone, Copy)]
pub struct Auth<'a> {
    core: &'a Arc<runtime::Core>,
}

impl<'a> Auth<'a> {
    pub(crate) fn new(core: &'a Arc<runtime::Core>) -> Self {
        Self { core }
    }

    /// Register an account
    ///
    /// Creates your account, with the role `user`. Where email addresses must be verified first (see `auth.policy`),
    /// the response is 202 whether or not the address is taken, and instructions are emailed; the password to sign in
    /// with is then chosen, again or anew, in `auth.verify_email`, within 30 days. Otherwise the response is 201 with the new user, or
    /// 409 `email_taken`.
    ///
    /// A username that is taken is 409 `username_taken` in both cases. Email addresses and usernames are compared
    /// without regard to case or Unicode form. 403 `registration_closed` means that only administrators create
    /// accounts.
    ///
    /// `POST /auth/register`
    pub fn register(&self, body: &models::RegisterRequest) -> runtime::Call<'a, models::AuthRegisterSuccess> {
        let mut request = runtime::Request::new(&REGISTER);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::by_status())
    }

    /// Sign in
    ///
    /// Starts a session. Send a password and an email or username; the response holds an access token, a refresh token
    /// and the user. With `remember_me`, both tokens last longer; `auth.policy` says how long.
    ///
    /// If the account has a second factor, the response is a `FactorRequired` instead, with no tokens: send its
    /// `login_token` and a code to `auth.complete_login`, or to `auth.complete_by_passkey` with a passkey. `status` tells
    /// the two apart.
    ///
    /// A wrong password and an unknown user get the same 401 `invalid_credentials`. Too many of them lock the name,
    /// whether or not an account has it, for the network they came from: 429 `too_many_attempts`, even with the right
    /// password, until `Retry-After` has passed. Only the right password reveals more: 403 `account_inactive`,
    /// `email_not_verified` or `password_reset_required`.
    ///
    /// The same fields can be sent as a form.
    ///
    /// `POST /auth/login`
    pub fn login(&self, body: &models::LoginRequest) -> runtime::Call<'a, models::LoginAnswer> {
        let mut request = runtime::Request::new(&LOGIN);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Complete a sign-in with a second factor
    ///
    /// Send the `login_token` of a `FactorRequired` and a code: the six digits that an authenticator app shows, or a
    /// recovery code. Spaces, hyphens and letter case make no difference. Each code works once, and so does the
    /// `login_token`; a wrong code leaves it usable.
    ///
    /// A `login_token` that is unknown, used or expired, or that a new password or the like has voided, is 401
    /// `login_token_invalid`: sign in with the password again. A wrong or used code is 403 `factor_code_invalid`. Too many
    /// lock this account's codes for the network they came from: 429 `too_many_attempts`, until `Retry-After` has passed.
    ///
    /// `POST /auth/login/factor`
    pub fn complete_login(&self, body: &models::LoginCompletion) -> runtime::Call<'a, models::SignedIn> {
        let mut request = runtime::Request::new(&COMPLETE_LOGIN);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Ask for a passkey to complete a sign-in
    ///
    /// Send the `login_token` of a `FactorRequired` whose `factors` have `passkey`. A page of this service's own domain
    /// passes the `options` to `navigator.credentials.get()`, and what that returns to `auth.complete_by_passkey`. The
    /// challenge in them works once, for five minutes; asking again replaces it.
    ///
    /// A `login_token` that is unknown, used, expired or void is 401 `login_token_invalid`. Without any passkey: 409
    /// `no_factor`.
    ///
    /// `POST /auth/login/passkey/options`
    pub fn begin_passkey(&self, body: &models::LoginTokenProof) -> runtime::Call<'a, models::PasskeyOptions> {
        let mut request = runtime::Request::new(&BEGIN_PASSKEY);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Complete a sign-in with a passkey
    ///
    /// Send the `login_token`, and as `credential` what `navigator.credentials.get()` returned for the options of
    /// `auth.begin_passkey`, by its `toJSON()`. The challenge is used up whether or not the passkey is right; the
    /// `login_token` only if it is.
    ///
    /// A passkey of somebody else, a wrong signature, page or challenge, and a sign count that went back are all 403
    /// `passkey_invalid`. They are counted with wrong codes: too many are 429 `too_many_attempts`, until `Retry-After` has
    /// passed. A `login_token` that is unknown, used, expired or void is 401 `login_token_invalid`.
    ///
    /// `POST /auth/login/passkey`
    pub fn complete_by_passkey(
        &self,
        body: &models::PasskeyCompletion,
    ) -> runtime::Call<'a, models::SignedIn> {
        let mut request = runtime::Request::new(&COMPLETE_BY_PASSKEY);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Ask for a passkey to sign in
    ///
    /// A page of this service's own domain passes the `options` to `navigator.credentials.get()`, which offers the passkeys
    /// that it has for this domain, and what that returns to `auth.login_by_passkey`. No name and no password is needed. The
    /// challenge in them works once, for five minutes.
    ///
    /// `POST /auth/passkey/options`
    pub fn begin_login_by_passkey(&self) -> runtime::Call<'a, models::PasskeyOptions> {
        let request = runtime::Request::new(&BEGIN_LOGIN_BY_PASSKEY);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Sign in with a passkey alone
    ///
    /// Send as `credential` what `navigator.credentials.get()` returned for the options of `auth.begin_login_by_passkey`, by
    /// its `toJSON()`. A passkey that was unlocked by PIN or biometrics is two factors in one: the session is as strong as one
    /// with password and second factor, and no password was sent. With `remember_me`, tokens last longer.
    ///
    /// A passkey that is unknown, was not unlocked or does not name its account, a wrong signature, page or challenge, and a
    /// sign count that went back are all 403 `passkey_invalid`; the challenge is used up all the same. Only the right passkey
    /// reveals more: 403 `account_inactive`, `email_not_verified` or `password_reset_required`. Wrong passwords do not lock it.
    ///
    /// `POST /auth/passkey`
    pub fn login_by_passkey(&self, body: &models::PasskeyLogin) -> runtime::Call<'a, models::SignedIn> {
        let mut request = runtime::Request::new(&LOGIN_BY_PASSKEY);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Show a second factor again
    ///
    /// After 401 `step_up_required`: send a code as to `auth.complete_login`, and repeat what was refused. From now on, and
    /// for as long as `auth.policy` says, this session may do what needs a recent second factor. The new tokens say so to
    /// other services, too (`acr`, `amr`, `auth_time`); the refresh token is the one that the session has.
    ///
    /// A wrong or used code is 403 `factor_code_invalid`. Wrong ones are counted as at sign-in: too many are 429
    /// `too_many_attempts`, until `Retry-After` has passed, and end the session that they came from. Without a second factor
    /// nothing asks for one: 409 `no_factor`.
    ///
    /// `POST /auth/step-up`
    pub fn step_up(&self, body: &models::StepUp) -> runtime::Call<'a, models::TokenPair> {
        let mut request = runtime::Request::new(&STEP_UP);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Ask for a passkey to step up
    ///
    /// A page of this service's own domain passes the `options` to `navigator.credentials.get()`, and what that returns to
    /// `auth.step_up_by_passkey`, in the same session. The challenge in them works once, for five minutes; asking again
    /// replaces it. Without any passkey: 409 `no_factor`.
    ///
    /// `POST /auth/step-up/passkey/options`
    pub fn begin_step_up(&self) -> runtime::Call<'a, models::PasskeyOptions> {
        let request = runtime::Request::new(&BEGIN_STEP_UP);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Show a passkey again
    ///
    /// Does the same as `auth.step_up`. Send as `credential` what `navigator.credentials.get()` returned for the options of
    /// `auth.begin_step_up`, by its `toJSON()`; the challenge is used up whether or not the passkey is right.
    ///
    /// A refused passkey is 403 `passkey_invalid` and counts as a wrong code.
    ///
    /// `POST /auth/step-up/passkey`
    pub fn step_up_by_passkey(&self, body: &models::PasskeyStepUp) -> runtime::Call<'a, models::TokenPair> {
        let mut request = runtime::Request::new(&STEP_UP_BY_PASSKEY);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// OAuth 2.0 token endpoint
    ///
    /// For OAuth clients (RFC 6749), such as the Authorize button of Swagger UI. The grants `password`, where
    /// `username` may be an email address, and `refresh_token` do the same as `auth.login` and `auth.refresh`, under
    /// the same limits. Without `grant_type`, the grant is `password`. Both ignore `client_id` and `client_secret`, and
    /// unknown fields are ignored.
    ///
    /// With `client_credentials`, an application gets a token of its own. It shows a secret, as `Authorization: Basic` or
    /// in the form, or an assertion that it signed (RFC 7523: `iss` and `sub` are its `client_id`, `aud` is the address of
    /// this service or of this endpoint, `exp` is at most five minutes ahead, and a `jti` works once). `resource` is the
    /// audience of another application (RFC 8707); without it, the token is for the application that `scope` belongs to,
    /// and without that for this service. Without `scope`, it says all that the application may do there. An
    /// application that shows a right secret is not limited; a wrong one is 401 `invalid_client`, and counted as wrong
    /// passwords are.
    ///
    /// With `authorization_code`, an application gets the tokens of somebody who has signed in to it at the
    /// `authorization_endpoint` of `openid.get_configuration`. A code works once, for a minute, and only together with its
    /// `code_verifier` and `redirect_uri`; using it again ends the session that it gave. Refresh tokens of such a session
    /// work for this application only, which authenticates as it did for the code.
    ///
    /// While sign-in is locked, the response is a 429 problem, `too_many_attempts`. A refused grant is 400 with an
    /// OAuth error body; a form that does not match its schema is a 422 problem. If the account has a second factor, the
    /// error is `mfa_required` and has a `login_token` for `auth.complete_login`.
    ///
    /// `POST /auth/token`
    ///
    /// Its errors are told apart by [`TokenError`].
    pub fn token(&self, body: &models::TokenRequest) -> runtime::Call<'a, models::OAuthToken> {
        let mut request = runtime::Request::new(&TOKEN);
        request.form(body, &[]);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Refresh your tokens
    ///
    /// Exchanges a refresh token for the next token pair of the same session. Each refresh token works once. Parallel
    /// requests with the same token all get the same new pair; using it again later is treated as theft, ends the
    /// session and returns 401 `refresh_token_reused`. A token that is unknown or expired, or whose session has ended,
    /// is 401 `refresh_token_invalid`.
    ///
    /// `POST /auth/refresh`
    pub fn refresh(&self, body: &models::RefreshRequest) -> runtime::Call<'a, models::TokenPair> {
        let mut request = runtime::Request::new(&REFRESH);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Sign out
    ///
    /// Ends this session (the default), your other sessions, or all of them. Their access and refresh tokens stop
    /// working immediately. API keys are not affected.
    ///
    /// `POST /auth/logout`
    pub fn logout(&self, body: Option<&models::LogoutRequest>) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&LOGOUT);
        if let Some(body) = body {
            request.json("application/json", body);
        }
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Get your account (same as me.get)
    ///
    /// Returns exactly what `me.get` returns, at the path where many clients look for it.
    ///
    /// `GET /auth/me`
    pub fn me(&self) -> runtime::Call<'a, models::User> {
        let request = runtime::Request::new(&ME);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Request a password reset
    ///
    /// Emails a one-time token if the address belongs to an account that can use it. The response, and the time it
    /// takes, are the same for every address, so they do not reveal who has an account. An address is sent three of
    /// these emails at once, and then one every 20 minutes; the token in the newest one replaces those before.
    ///
    /// `POST /auth/password/reset`
    pub fn request_password_reset(
        &self,
        body: &models::PasswordResetRequest,
    ) -> runtime::Call<'a, models::Accepted> {
        let mut request = runtime::Request::new(&REQUEST_PASSWORD_RESET);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Reset your password
    ///
    /// Sets a new password with the one-time token from the email, and ends all sessions and API keys of the account. A
    /// used, expired or unknown token is 422 `one_time_token_invalid`. A password that breaks the policy is 422
    /// `weak_password`, and the token can be used again.
    ///
    /// Prefer this to `auth.reset_password`: it keeps the token out of URLs, and so out of logs.
    ///
    /// `POST /auth/password/reset/confirm`
    pub fn confirm_password_reset(&self, body: &models::PasswordResetConfirm) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&CONFIRM_PASSWORD_RESET);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Reset your password, with the token in the URL
    ///
    /// Same as `auth.confirm_password_reset`, for clients that take the token from the URL.
    ///
    /// `PUT /auth/password/reset/{token}`
    pub fn reset_password(&self, token: &str, body: &models::PasswordReset) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&RESET_PASSWORD);
        request.path("token", token);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Request another verification email
    ///
    /// Emails a new one-time token if the address belongs to an account that is not verified yet. The response is the
    /// same for every address. An address is sent three of these emails at once, and then one every 20 minutes; the
    /// token in the newest one replaces those before.
    ///
    /// `POST /auth/email/verify/request`
    pub fn request_email_verification(
        &self,
        body: &models::EmailVerificationRequest,
    ) -> runtime::Call<'a, models::Accepted> {
        let mut request = runtime::Request::new(&REQUEST_EMAIL_VERIFICATION);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Verify your email address
    ///
    /// Marks the email address as verified, with the one-time token from the verification email. A used, expired or
    /// unknown token is 422 `one_time_token_invalid`.
    ///
    /// An account that was registered and waits for this (`pending_verification`) gets the `password` sent here, in
    /// place of the one that it was registered with: whoever registered it need not be the holder of the address.
    /// Without `password`, the first sign-in is 403 `password_reset_required`. For any other account, a `password` is
    /// 422 `validation_failed`. In both this case and 422 `weak_password`, the token can be used again.
    ///
    /// `POST /auth/email/verify`
    pub fn verify_email(&self, body: &models::EmailVerification) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&VERIFY_EMAIL);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Introspect a token
    ///
    /// Token introspection (RFC 7662), for services that cannot verify tokens themselves or must learn of a revocation
    /// immediately. A token that is unknown, expired or revoked is just `{"active": false}`.
    ///
    /// `POST /auth/introspect`
    pub fn introspect(
        &self,
        body: &models::IntrospectionRequest,
    ) -> runtime::Call<'a, models::Introspection> {
        let mut request = runtime::Request::new(&INTROSPECT);
        request.form(body, &[]);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Revoke a token
    ///
    /// Token revocation (RFC 7009): ends the session of an access or refresh token; for a token that an application has
    /// for itself, all tokens that it has. The token is its own proof, so no other credentials are needed. Unknown
    /// tokens get 200 too.
    ///
    /// `POST /auth/revoke`
    pub fn revoke(&self, body: &models::RevocationRequest) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&REVOKE);
        request.form(body, &[]);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Get the password and sign-in policy
    ///
    /// The rules of this installation, so that a form can show them up front: password strength, lockout, who may
    /// register, second factors, and how long tokens last.
    ///
    /// `GET /auth/policy`
    pub fn policy(&self) -> runtime::Call<'a, models::Policy> {
        let request = runtime::Request::new(&POLICY);
        runtime::Call::new(self.core, request, runtime::json())
    }
}
