//! Operations of the group `me`.

use std::sync::Arc;

#[allow(unused_imports, reason = "not every group has types of its own")]
use crate::models;
use crate::runtime;

pub(crate) static GET: runtime::Operation = runtime::Operation {
    id: "me.get",
    method: "GET",
    path: "/users/me",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "422", "503"],
};

pub(crate) static REPLACE: runtime::Operation = runtime::Operation {
    id: "me.replace",
    method: "PUT",
    path: "/users/me",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "409", "412", "413", "415", "422", "503"],
};

pub(crate) static UPDATE: runtime::Operation = runtime::Operation {
    id: "me.update",
    method: "PATCH",
    path: "/users/me",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "409", "412", "413", "415", "422", "503"],
};

pub(crate) static DEACTIVATE: runtime::Operation = runtime::Operation {
    id: "me.deactivate",
    method: "DELETE",
    path: "/users/me",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "409", "422", "503"],
};

pub(crate) static CHANGE_PASSWORD: runtime::Operation = runtime::Operation {
    id: "me.change_password",
    method: "POST",
    path: "/users/me/change-password",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "413", "415", "422", "429", "503"],
};

pub(crate) static CHANGE_EMAIL: runtime::Operation = runtime::Operation {
    id: "me.change_email",
    method: "POST",
    path: "/users/me/change-email",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "409", "413", "415", "422", "429", "503"],
};

pub(crate) static CONFIRM_EMAIL_CHANGE: runtime::Operation = runtime::Operation {
    id: "me.confirm_email_change",
    method: "POST",
    path: "/users/me/change-email/confirm",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "408", "409", "413", "415", "422", "429", "503"],
};

pub(crate) static LIST_SESSIONS: runtime::Operation = runtime::Operation {
    id: "me.list_sessions",
    method: "GET",
    path: "/users/me/sessions",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "422", "503"],
};

pub(crate) static REVOKE_SESSION: runtime::Operation = runtime::Operation {
    id: "me.revoke_session",
    method: "DELETE",
    path: "/users/me/sessions/{session_id}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static LIST_CONSENTS: runtime::Operation = runtime::Operation {
    id: "me.list_consents",
    method: "GET",
    path: "/users/me/consents",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "422", "503"],
};

pub(crate) static WITHDRAW_CONSENT: runtime::Operation = runtime::Operation {
    id: "me.withdraw_consent",
    method: "DELETE",
    path: "/users/me/consents/{client_id}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static LIST_API_KEYS: runtime::Operation = runtime::Operation {
    id: "me.list_api_keys",
    method: "GET",
    path: "/users/me/api-keys",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "422", "503"],
};

pub(crate) static CREATE_API_KEY: runtime::Operation = runtime::Operation {
    id: "me.create_api_key",
    method: "POST",
    path: "/users/me/api-keys",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: true,
    idempotency_header: "Idempotency-Key",
    errors: &["400", "401", "403", "408", "409", "413", "415", "422", "503"],
};

pub(crate) static REVOKE_API_KEY: runtime::Operation = runtime::Operation {
    id: "me.revoke_api_key",
    method: "DELETE",
    path: "/users/me/api-keys/{key_id}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static EXPORT: runtime::Operation = runtime::Operation {
    id: "me.export",
    method: "GET",
    path: "/users/me/export",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "422", "503"],
};
/// Your own account.
#[derive(Clone, Copy)]
pub struct Me<'a> {
    core: &'a Arc<runtime::Core>,
}

impl<'a> Me<'a> {
    pub(crate) fn new(core: &'a Arc<runtime::Core>) -> Self {
        Self { core }
    }

    /// Get your account
    ///
    /// Returns the user that the credentials belong to. An API key needs no permission for this.
    ///
    /// `GET /users/me`
    pub fn get(&self) -> runtime::Call<'a, models::User> {
        let request = runtime::Request::new(&GET);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Update your profile (PUT)
    ///
    /// Same as `me.update`, for clients that send PUT: fields left out keep their value.
    ///
    /// `PUT /users/me`
    pub fn replace(&self, body: &models::ProfileUpdate) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&REPLACE);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Update your profile
    ///
    /// Changes only the fields in the body. `null` clears a field that may be empty, and `metadata` is merged into the
    /// stored value. Email address and password have operations of their own; roles and status are up to
    /// administrators. A username that is taken is 409 `username_taken`.
    ///
    /// `PATCH /users/me`
    pub fn update(&self, body: &models::ProfileUpdate) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&UPDATE);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Deactivate your account
    ///
    /// Signs you out everywhere, revokes your API keys and blocks sign-in. Nothing is erased; an administrator can
    /// activate the account again. 409 `last_admin` if you are the last superuser.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `DELETE /users/me`
    pub fn deactivate(&self) -> runtime::Call<'a, ()> {
        let request = runtime::Request::new(&DEACTIVATE);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Change your password
    ///
    /// Ends your other sessions and revokes your API keys. A wrong current password is 403 `current_password_invalid`,
    /// and counts as a failed sign-in; too many are 429 `too_many_attempts`. A new password that breaks the policy is 422
    /// `weak_password`.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users/me/change-password`
    pub fn change_password(&self, body: &models::PasswordChange) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&CHANGE_PASSWORD);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Change your email address
    ///
    /// Emails a one-time token to the new address, and a notice to the current one. The address changes once
    /// `me.confirm_email_change` receives the token. A wrong password is 403 `current_password_invalid`, too
    /// many are 429 `too_many_attempts`; an address that is taken is 409 `email_taken`. An address is sent three of
    /// these emails at once, and then one every 20 minutes; more are 429 `rate_limited`.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users/me/change-email`
    pub fn change_email(&self, body: &models::EmailChange) -> runtime::Call<'a, models::Accepted> {
        let mut request = runtime::Request::new(&CHANGE_EMAIL);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Confirm your new email address
    ///
    /// Makes the new address the verified email address of the account. Needs no sign-in, as the email may be opened on
    /// another device. A used, expired or unknown token is 422 `one_time_token_invalid`; 409 `email_taken` if another
    /// account has taken the address since.
    ///
    /// `POST /users/me/change-email/confirm`
    pub fn confirm_email_change(&self, body: &models::EmailChangeConfirm) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&CONFIRM_EMAIL_CHANGE);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// List your sessions
    ///
    /// Where you are signed in: this session first, then the most recently used.
    ///
    /// `GET /users/me/sessions`
    pub fn list_sessions(&self) -> runtime::Call<'a, models::SessionList> {
        let request = runtime::Request::new(&LIST_SESSIONS);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// End one of your sessions
    ///
    /// Its tokens stop working immediately. 404 `session_not_found` if it has ended already or is not yours.
    ///
    /// `DELETE /users/me/sessions/{session_id}`
    pub fn revoke_session(&self, session_id: uuid::Uuid) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&REVOKE_SESSION);
        request.path("session_id", &session_id);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// List what you have allowed applications
    ///
    /// What applications may know and do that you have signed in to, by the name of the application.
    ///
    /// `GET /users/me/consents`
    pub fn list_consents(&self) -> runtime::Call<'a, models::ConsentList> {
        let request = runtime::Request::new(&LIST_CONSENTS);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Withdraw what you have allowed an application
    ///
    /// Your sessions at the application end, and it asks again when you next sign in to it. 404 `application_not_found` if
    /// you have allowed it nothing.
    ///
    /// `DELETE /users/me/consents/{client_id}`
    pub fn withdraw_consent(&self, client_id: &str) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&WITHDRAW_CONSENT);
        request.path("client_id", client_id);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// List your API keys
    ///
    /// Your active keys, newest first. The keys themselves are never shown again; tell them apart by name and prefix.
    ///
    /// `GET /users/me/api-keys`
    pub fn list_api_keys(&self) -> runtime::Call<'a, models::ApiKeyList> {
        let request = runtime::Request::new(&LIST_API_KEYS);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Create an API key
    ///
    /// The response is the only place where the key is shown. It allows what its scopes allow, as long as you hold
    /// those permissions yourself, and changes only users whose permissions are all among its scopes, never a superuser. A
    /// scope that you do not hold is 403 `privilege_escalation`; too many keys is 409 `api_key_limit`.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users/me/api-keys`
    pub fn create_api_key(&self, body: &models::ApiKeyCreate) -> runtime::Call<'a, models::ApiKeyCreated> {
        let mut request = runtime::Request::new(&CREATE_API_KEY);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Revoke one of your API keys
    ///
    /// The key stops working immediately. 404 `api_key_not_found` if you have no such key.
    ///
    /// `DELETE /users/me/api-keys/{key_id}`
    pub fn revoke_api_key(&self, key_id: uuid::Uuid) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&REVOKE_API_KEY);
        request.path("key_id", &key_id);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Export your data
    ///
    /// Everything stored about you in one document: account, sessions, API keys, second factors and audit entries, but no
    /// secrets or their hashes. Only the newest audit entries are included if there are very many; `audit_truncated` says so.
    ///
    /// `GET /users/me/export`
    pub fn export(&self) -> runtime::Call<'a, models::Export> {
        let request = runtime::Request::new(&EXPORT);
        runtime::Call::new(self.core, request, runtime::json())
    }
}
