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

pub(crate) static TOKEN: runtime::Operation = runtime::Operation {
    id: "auth.token",
    method: "POST",
    path: "/auth/token",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "408", "413", "415", "422", "429", "503"],
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
    auth: &[runtime::Scheme::Bearer],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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

/// Registration, sign-in, token renewal, and recovery of access.
#[derive(Clone, Copy)]
pub struct Auth<'a> {
    core: &'a Arc<runtime::Core>,
}

impl<'a> Auth<'a> {
    pub(crate) fn new(core: &'a Arc<runtime::Core>) -> Self {
        Self { core }
    }

    /// Open an account
    ///
    /// Creates an account with the role `user`. Where addresses have to be confirmed first, the answer is 202 whether
    /// or not the address was free, and the rest happens by mail. Otherwise it is 201 with the new user, or 409
    /// `email_taken`. A username that somebody has is 409 `username_taken` either way. Letter case and Unicode form
    /// do not make two addresses or usernames different. 403 `registration_closed` means that accounts are opened by administrators only; `auth.policy`
    /// tells beforehand.
    ///
    /// `POST /auth/register`
    pub fn register(&self, body: &models::RegisterRequest) -> runtime::Call<'a, models::AuthRegisterSuccess> {
        let mut request = runtime::Request::new(&REGISTER);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::by_status())
    }

    /// Sign in with a password
    ///
    /// Takes either `email` or `username`, and the password, and starts a session. A wrong password, an unknown
    /// account and an account locked after too many failures all give the same 401 `invalid_credentials`. Only
    /// a right password reveals more: 403 `account_inactive`, `email_not_verified` or `password_reset_required`.
    /// `remember_me` gives both tokens a longer life; `auth.policy` has the figures.
    ///
    /// `POST /auth/login`
    pub fn login(&self, body: &models::LoginRequest) -> runtime::Call<'a, models::LoginAnswer> {
        let mut request = runtime::Request::new(&LOGIN);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get tokens the OAuth 2.0 way
    ///
    /// The token endpoint of RFC 6749 for clients that speak OAuth, such as the sign-in button of an API browser. The
    /// grants `password` (with `username`, which may be an email address, and `password`) and `refresh_token` do the
    /// same as `auth.login` and `auth.refresh`, under the same limits. `client_id` and `client_secret` are accepted
    /// and not looked at, as are fields that are not listed here. What is wrong with the grant or the credentials is a
    /// 400 with an OAuth error body; a form that does not fit its schema is a 422 problem.
    ///
    /// `POST /auth/token`
    pub fn token(&self, body: &models::TokenRequest) -> runtime::Call<'a, models::OAuthToken> {
        let mut request = runtime::Request::new(&TOKEN);
        request.form(body, &[]);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Renew a token pair
    ///
    /// Spends a refresh token and returns the next pair of the same session. Requests that present one token at the
    /// same moment all receive the same next pair. A token presented again later counts as stolen: the whole session
    /// ends and the answer is 401 `refresh_token_reused`. An unknown, expired or ended one is 401
    /// `refresh_token_invalid`.
    ///
    /// `POST /auth/refresh`
    pub fn refresh(&self, body: &models::RefreshRequest) -> runtime::Call<'a, models::TokenPair> {
        let mut request = runtime::Request::new(&REFRESH);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Sign out
    ///
    /// Ends this session, the caller's other sessions, or all of them. Their access and refresh tokens stop working
    /// with the next request. Without a body it ends this session. API keys are not affected.
    ///
    /// `POST /auth/logout`
    pub fn logout(&self, body: Option<&models::LogoutRequest>) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&LOGOUT);
        if let Some(body) = body {
            request.json("application/json", body);
        }
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Get the signed-in user
    ///
    /// Answers exactly what `me.get` does, at the address where many clients look for it.
    ///
    /// `GET /auth/me`
    pub fn me(&self) -> runtime::Call<'a, models::User> {
        let request = runtime::Request::new(&ME);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Ask for a password reset
    ///
    /// Sends a message with a one-time token to the address if it belongs to an account that can use it. The answer and
    /// the time it takes are the same for any address, so it cannot be used to find out who has an account.
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

    /// Set a new password with a reset token
    ///
    /// Sets the password and ends every session of the account. The token works once; a spent, expired or unknown one
    /// is 422 `one_time_token_invalid`. A password against the policy is 422 `weak_password` and leaves the token
    /// usable. Prefer this over `auth.reset_password`: it keeps the token out of addresses, and so out of logs.
    ///
    /// `POST /auth/password/reset/confirm`
    pub fn confirm_password_reset(&self, body: &models::PasswordResetConfirm) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&CONFIRM_PASSWORD_RESET);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Set a new password with a reset token in the path
    ///
    /// The same as `auth.confirm_password_reset`, for clients that have the token in the address. The token works once,
    /// and every session of the account ends.
    ///
    /// `PUT /auth/password/reset/{token}`
    pub fn reset_password(&self, token: &str, body: &models::PasswordReset) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&RESET_PASSWORD);
        request.path("token", token);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Ask for another verification message
    ///
    /// Sends a fresh verification token to the address if it belongs to an account that still waits for one. The answer
    /// is the same in every other case too.
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

    /// Confirm an email address
    ///
    /// Marks the address of the account as verified. The token comes from the verification message and works once; any
    /// other is 422 `one_time_token_invalid`.
    ///
    /// `POST /auth/email/verify`
    pub fn verify_email(&self, body: &models::EmailVerification) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&VERIFY_EMAIL);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Ask whether a token is in force
    ///
    /// Token introspection after RFC 7662, for services that cannot verify tokens themselves or that must know about a
    /// revocation at once. A token that is unknown, expired, revoked or not ours is just `{"active": false}`.
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

    /// Give a token back
    ///
    /// Token revocation after RFC 7009: ends the session that the access or refresh token belongs to. Holding the
    /// token is the proof that one may, so no other credentials are needed. The answer is 200 for tokens that mean
    /// nothing to the service as well.
    ///
    /// `POST /auth/revoke`
    pub fn revoke(&self, body: &models::RevocationRequest) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&REVOKE);
        request.form(body, &[]);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Get the rules for passwords and sign-in
    ///
    /// The rules in effect on this installation, so that a form can show them before anything is submitted: password
    /// strength, lockout after failures, who may register, and how long tokens live.
    ///
    /// `GET /auth/policy`
    pub fn policy(&self) -> runtime::Call<'a, models::Policy> {
        let request = runtime::Request::new(&POLICY);
        runtime::Call::new(self.core, request, runtime::json())
    }
}
