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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "408", "409", "412", "413", "415", "422", "503"],
};

pub(crate) static UPDATE: runtime::Operation = runtime::Operation {
    id: "me.update",
    method: "PATCH",
    path: "/users/me",
    server: "",
    accept: "application/json",
    auth: &[runtime::Scheme::Bearer],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "408", "409", "412", "413", "415", "422", "503"],
};

pub(crate) static DEACTIVATE: runtime::Operation = runtime::Operation {
    id: "me.deactivate",
    method: "DELETE",
    path: "/users/me",
    server: "",
    accept: "application/json",
    auth: &[runtime::Scheme::Bearer],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "409", "422", "503"],
};

pub(crate) static CHANGE_PASSWORD: runtime::Operation = runtime::Operation {
    id: "me.change_password",
    method: "POST",
    path: "/users/me/change-password",
    server: "",
    accept: "application/json",
    auth: &[runtime::Scheme::Bearer],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "413", "415", "422", "503"],
};

pub(crate) static CHANGE_EMAIL: runtime::Operation = runtime::Operation {
    id: "me.change_email",
    method: "POST",
    path: "/users/me/change-email",
    server: "",
    accept: "application/json",
    auth: &[runtime::Scheme::Bearer],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "408", "409", "413", "415", "422", "503"],
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
    auth: &[runtime::Scheme::Bearer],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "422", "503"],
};

pub(crate) static REVOKE_SESSION: runtime::Operation = runtime::Operation {
    id: "me.revoke_session",
    method: "DELETE",
    path: "/users/me/sessions/{session_id}",
    server: "",
    accept: "application/json",
    auth: &[runtime::Scheme::Bearer],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "404", "422", "503"],
};

pub(crate) static LIST_API_KEYS: runtime::Operation = runtime::Operation {
    id: "me.list_api_keys",
    method: "GET",
    path: "/users/me/api-keys",
    server: "",
    accept: "application/json",
    auth: &[runtime::Scheme::Bearer],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "422", "503"],
};

pub(crate) static CREATE_API_KEY: runtime::Operation = runtime::Operation {
    id: "me.create_api_key",
    method: "POST",
    path: "/users/me/api-keys",
    server: "",
    accept: "application/json",
    auth: &[runtime::Scheme::Bearer],
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
    auth: &[runtime::Scheme::Bearer],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "404", "422", "503"],
};

pub(crate) static EXPORT: runtime::Operation = runtime::Operation {
    id: "me.export",
    method: "GET",
    path: "/users/me/export",
    server: "",
    accept: "application/json",
    auth: &[runtime::Scheme::Bearer],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "422", "503"],
};

/// What signed-in users do with their own account.
#[derive(Clone, Copy)]
pub struct Me<'a> {
    core: &'a Arc<runtime::Core>,
}

impl<'a> Me<'a> {
    pub(crate) fn new(core: &'a Arc<runtime::Core>) -> Self {
        Self { core }
    }

    /// Get the own account
    ///
    /// Returns the account that the credentials belong to. An API key needs no particular permission for it.
    ///
    /// `GET /users/me`
    pub fn get(&self) -> runtime::Call<'a, models::User> {
        let request = runtime::Request::new(&GET);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Change the own profile (PUT)
    ///
    /// For clients that send PUT; it does the same as `me.update`. Only the fields in the body change, `null` clears
    /// those that may be empty, and `metadata` is merged into what is there. 409 `username_taken` if the new username
    /// belongs to someone else.
    ///
    /// `PUT /users/me`
    pub fn replace(&self, body: &models::ProfileUpdate) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&REPLACE);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Change the own profile
    ///
    /// Changes only the fields in the body; `null` clears those that may be empty, and `metadata` is merged into what
    /// is there. The email address, the password and everything an administrator decides have operations of their
    /// own. 409 `username_taken` if the new username belongs to someone else.
    ///
    /// `PATCH /users/me`
    pub fn update(&self, body: &models::ProfileUpdate) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&UPDATE);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Switch the own account off
    ///
    /// Signs the account out everywhere, stops its API keys and refuses further sign-in. Nothing is erased: an
    /// administrator can switch it on again. 409 `last_admin` if nobody would be left to administer the service.
    ///
    /// `DELETE /users/me`
    pub fn deactivate(&self) -> runtime::Call<'a, ()> {
        let request = runtime::Request::new(&DEACTIVATE);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Change the own password
    ///
    /// Needs the current password, and ends all sessions but this one. 403 `current_password_invalid` if the current
    /// password is wrong, which counts as a failed sign-in; 422 `weak_password` if the new one is against the policy.
    ///
    /// `POST /users/me/change-password`
    pub fn change_password(&self, body: &models::PasswordChange) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&CHANGE_PASSWORD);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Ask for another email address
    ///
    /// Sends a token to the new address and a notice to the old one. The address changes when `me.confirm_email_change`
    /// receives the token. 403 `current_password_invalid` if the password is wrong; 409 `email_taken` if another
    /// account has the address.
    ///
    /// `POST /users/me/change-email`
    pub fn change_email(&self, body: &models::EmailChange) -> runtime::Call<'a, models::Accepted> {
        let mut request = runtime::Request::new(&CHANGE_EMAIL);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Confirm the new email address
    ///
    /// Makes the new address the address of the account, and verified. No sign-in is needed, as the message may be
    /// opened on another device. A spent or unknown token is 422 `one_time_token_invalid`; 409 `email_taken` if
    /// someone else took the address in the meantime.
    ///
    /// `POST /users/me/change-email/confirm`
    pub fn confirm_email_change(&self, body: &models::EmailChangeConfirm) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&CONFIRM_EMAIL_CHANGE);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// List the own sessions
    ///
    /// The places where the account is signed in. The session that makes the request comes first, the others follow by
    /// their last use, newest first.
    ///
    /// `GET /users/me/sessions`
    pub fn list_sessions(&self) -> runtime::Call<'a, models::SessionList> {
        let request = runtime::Request::new(&LIST_SESSIONS);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// End one of the own sessions
    ///
    /// Its tokens stop working with the next request. 404 `session_not_found` for a session that has ended and for
    /// one of somebody else alike.
    ///
    /// `DELETE /users/me/sessions/{session_id}`
    pub fn revoke_session(&self, session_id: uuid::Uuid) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&REVOKE_SESSION);
        request.path("session_id", &session_id);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// List the own API keys
    ///
    /// Shows what is known about each key except the key itself; the prefix tells them apart.
    ///
    /// `GET /users/me/api-keys`
    pub fn list_api_keys(&self) -> runtime::Call<'a, models::ApiKeyList> {
        let request = runtime::Request::new(&LIST_API_KEYS);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Create an API key
    ///
    /// The answer is the only place where the key is ever shown. A key can do no more than its scopes and no more
    /// than its owner may at the time of use: asking for a permission the caller lacks is 403 `privilege_escalation`.
    /// 409 `api_key_limit` when the account has as many keys as it may have.
    ///
    /// `POST /users/me/api-keys`
    pub fn create_api_key(&self, body: &models::ApiKeyCreate) -> runtime::Call<'a, models::ApiKeyCreated> {
        let mut request = runtime::Request::new(&CREATE_API_KEY);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Revoke an API key
    ///
    /// The key stops working with the next request. 404 `api_key_not_found` if the caller has no such key.
    ///
    /// `DELETE /users/me/api-keys/{key_id}`
    pub fn revoke_api_key(&self, key_id: uuid::Uuid) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&REVOKE_API_KEY);
        request.path("key_id", &key_id);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Export everything about oneself
    ///
    /// One document with the account, its sessions, its API keys and the audit entries about it. Secrets and
    /// their hashes are not part of it. Of a very long audit trail only the newest entries are included, and
    /// `audit_truncated` says so.
    ///
    /// `GET /users/me/export`
    pub fn export(&self) -> runtime::Call<'a, models::Export> {
        let request = runtime::Request::new(&EXPORT);
        runtime::Call::new(self.core, request, runtime::json())
    }
}
