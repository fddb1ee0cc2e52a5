//! Operations of the group `users`.

use std::sync::Arc;

#[allow(unused_imports, reason = "not every group has types of its own")]
use crate::models;
use crate::runtime;

pub(crate) static LIST: runtime::Operation = runtime::Operation {
    id: "users.list",
    method: "GET",
    path: "/users",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "422", "503"],
};

static LIST_PAGES: runtime::Paging = runtime::Paging {
    style: runtime::PageStyle::Cursor,
    items: &["items"],
    next: &["next_cursor"],
    more: &[],
    parameter: "cursor",
    member: &[],
    first: 1,
};

pub(crate) static CREATE: runtime::Operation = runtime::Operation {
    id: "users.create",
    method: "POST",
    path: "/users",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "Idempotency-Key",
    errors: &["400", "401", "403", "404", "408", "409", "413", "415", "422", "503"],
};

pub(crate) static STATS: runtime::Operation = runtime::Operation {
    id: "users.stats",
    method: "GET",
    path: "/users/stats/count",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "422", "503"],
};

pub(crate) static GET_BY_UUID: runtime::Operation = runtime::Operation {
    id: "users.get_by_uuid",
    method: "GET",
    path: "/users/uuid/{user_uuid}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static GET: runtime::Operation = runtime::Operation {
    id: "users.get",
    method: "GET",
    path: "/users/{user_id}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static REPLACE: runtime::Operation = runtime::Operation {
    id: "users.replace",
    method: "PUT",
    path: "/users/{user_id}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "408", "409", "412", "413", "415", "422", "503"],
};

pub(crate) static UPDATE: runtime::Operation = runtime::Operation {
    id: "users.update",
    method: "PATCH",
    path: "/users/{user_id}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "408", "409", "412", "413", "415", "422", "503"],
};

pub(crate) static DELETE: runtime::Operation = runtime::Operation {
    id: "users.delete",
    method: "DELETE",
    path: "/users/{user_id}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "409", "422", "503"],
};

pub(crate) static ACTIVATE: runtime::Operation = runtime::Operation {
    id: "users.activate",
    method: "POST",
    path: "/users/{user_id}/activate",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static DEACTIVATE: runtime::Operation = runtime::Operation {
    id: "users.deactivate",
    method: "POST",
    path: "/users/{user_id}/deactivate",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "409", "422", "503"],
};

pub(crate) static RESTORE: runtime::Operation = runtime::Operation {
    id: "users.restore",
    method: "POST",
    path: "/users/{user_id}/restore",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static UNLOCK: runtime::Operation = runtime::Operation {
    id: "users.unlock",
    method: "POST",
    path: "/users/{user_id}/unlock",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static FORCE_PASSWORD_RESET: runtime::Operation = runtime::Operation {
    id: "users.force_password_reset",
    method: "POST",
    path: "/users/{user_id}/force-password-reset",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static LIST_SESSIONS: runtime::Operation = runtime::Operation {
    id: "users.list_sessions",
    method: "GET",
    path: "/users/{user_id}/sessions",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static REVOKE_SESSIONS: runtime::Operation = runtime::Operation {
    id: "users.revoke_sessions",
    method: "DELETE",
    path: "/users/{user_id}/sessions",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static RESET_FACTORS: runtime::Operation = runtime::Operation {
    id: "users.reset_factors",
    method: "DELETE",
    path: "/users/{user_id}/factors",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static GRANT_ROLE: runtime::Operation = runtime::Operation {
    id: "users.grant_role",
    method: "PUT",
    path: "/users/{user_id}/roles/{role}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static REVOKE_ROLE: runtime::Operation = runtime::Operation {
    id: "users.revoke_role",
    method: "DELETE",
    path: "/users/{user_id}/roles/{role}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "409", "422", "503"],
};

pub(crate) static REFERENCE: runtime::Operation = runtime::Operation {
    id: "users.reference",
    method: "GET",
    path: "/users/{user_id}/cross-env-ref",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

/// Parameters of [`Users::list`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListParams {
    /// Maximum number of items per page.
    ///
    /// The default is `50`.
    pub limit: Option<i64>,
    /// The `next_cursor` of the previous page. Send the same filters and sort order. Cannot be combined with a `skip`
    /// above 0.
    pub cursor: Option<String>,
    /// How many items to skip. Cannot be combined with `cursor`, unless 0.
    pub skip: Option<i64>,
    /// Sort order; a leading `-` means descending. By default oldest first.
    ///
    /// The default is `"created_at"`.
    pub sort: Option<models::SortParameter>,
    /// Text to find in the email address, username or full name, ignoring case. The whole address of somebody finds only them.
    pub search: Option<String>,
    /// Also say how many users match, as `total`. With more than 20,000 users, what many match is estimated from a sample of them; `total_is_estimate` says so.
    ///
    /// The default is `false`.
    pub include_total: Option<bool>,
    /// Only the user with this email address, ignoring case.
    pub email: Option<String>,
    /// Only the user with this username, ignoring case.
    pub username: Option<String>,
    /// Only users with this role. An unknown role matches nobody.
    pub role: Option<models::RoleName>,
    /// `true` for active users only, `false` for all others. By default both.
    pub is_active: Option<bool>,
    /// `true` for users with a verified email address only, `false` for all others. By default both.
    pub is_verified: Option<bool>,
    /// Only items created at this time or later.
    pub created_from: Option<jiff::Timestamp>,
    /// Only items created before this time.
    pub created_to: Option<jiff::Timestamp>,
}

impl ListParams {
    fn write(&self, request: &mut runtime::Request) {
        request.query("limit", &self.limit);
        request.query("cursor", &self.cursor);
        request.query("skip", &self.skip);
        request.query("sort", &self.sort);
        request.query("search", &self.search);
        request.query("include_total", &self.include_total);
        request.query("email", &self.email);
        request.query("username", &self.username);
        request.query("role", &self.role);
        request.query("is_active", &self.is_active);
        request.query("is_verified", &self.is_verified);
        request.query("created_from", &self.created_from);
        request.query("created_to", &self.created_to);
    }
}

/// Parameters of [`Users::stats`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatsParams {
    /// Number of days to count registrations for, including today.
    ///
    /// The default is `30`.
    pub days: Option<i64>,
}

impl StatsParams {
    fn write(&self, request: &mut runtime::Request) {
        request.query("days", &self.days);
    }
}

/// Parameters of [`Users::delete`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteParams {
    /// Remove personal data for good. Cannot be undone.
    ///
    /// The default is `false`.
    pub erase: Option<bool>,
}

impl DeleteParams {
    fn write(&self, request: &mut runtime::Request) {
        request.query("erase", &self.erase);
    }
}
/// Administration of users.
#[derive(Clone, Copy)]
pub struct Users<'a> {
    core: &'a Arc<runtime::Core>,
}

impl<'a> Users<'a> {
    pub(crate) fn new(core: &'a Arc<runtime::Core>) -> Self {
        Self { core }
    }

    /// List users
    ///
    /// By default all users except deleted ones, whatever their status, oldest first. Pass `is_active=true` for active
    /// users only, and `sort=-created_at` for newest first.
    ///
    /// Filters narrow the list, and users must match all of them. `email`, `username` and `role` match whole values,
    /// `search` matches parts of the email address, username or full name; case and Unicode form do not matter. Page
    /// with `cursor`; `skip` jumps to a page by number.
    ///
    /// With filters or a search that many match, a page looks at the next 5,000 users in the order of the list and
    /// no further. If few of them match, it is short, or empty, and `next_cursor` goes on from there: only a
    /// `next_cursor` of `null` says that this is the end. A page by `skip` is always full, and can take long.
    ///
    /// `GET /users`
    pub fn list(&self, params: &ListParams) -> runtime::Call<'a, models::UserPage> {
        let mut request = runtime::Request::new(&LIST);
        params.write(&mut request);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// All items of [`Users::list`], page by page, as they are asked for.
    pub fn list_all(&self, params: &ListParams) -> runtime::Items<'a, models::User> {
        let mut request = runtime::Request::new(&LIST);
        params.write(&mut request);
        runtime::Items::new(self.core, request, &LIST_PAGES)
    }

    /// Create a user
    ///
    /// Creates an account for someone else, with the role `user` unless `roles` says otherwise. Without `password`, the
    /// user is emailed an invitation to choose one. 403 `privilege_escalation` if a role has a permission that the
    /// caller does not hold; 404 `role_not_found`; 409 `email_taken` or `username_taken`.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users`
    pub fn create(&self, body: &models::UserCreate) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&CREATE);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Count users
    ///
    /// How many users there are by status, and how many registered on each of the last `days` days (UTC).
    ///
    /// `GET /users/stats/count`
    pub fn stats(&self, params: &StatsParams) -> runtime::Call<'a, models::UserStats> {
        let mut request = runtime::Request::new(&STATS);
        params.write(&mut request);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get a user by UUID
    ///
    /// For services that store the UUID, which is also the subject of access tokens. 404 `user_not_found` if there is no
    /// such user, or it was deleted. Nobody needs a permission for the user that their credentials belong to.
    ///
    /// `GET /users/uuid/{user_uuid}`
    pub fn get_by_uuid(&self, user_uuid: uuid::Uuid) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&GET_BY_UUID);
        request.path("user_uuid", &user_uuid);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get a user
    ///
    /// Returns one user. 404 `user_not_found` if there is no such user, or it was deleted. Nobody needs a permission for
    /// the user that their credentials belong to.
    ///
    /// `GET /users/{user_id}`
    pub fn get(&self, user_id: i64) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&GET);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Update a user (PUT)
    ///
    /// Same as `users.update`, for clients that send PUT: fields left out keep their value.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `PUT /users/{user_id}`
    pub fn replace(&self, user_id: i64, body: &models::UserUpdate) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&REPLACE);
        request.path("user_id", &user_id);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Update a user
    ///
    /// Changes only the fields in the body. `null` clears a field that may be empty, and `metadata` is merged into the
    /// stored value. Roles, status and password have operations of their own. A new email address has to be verified
    /// again, and gets no password reset before; the former one is told. Nobody changes their own here (403 `forbidden`),
    /// but with `me.change_email`. 403 `privilege_escalation` for a user with permissions that the caller does not hold;
    /// 409 `email_taken` or `username_taken`.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `PATCH /users/{user_id}`
    pub fn update(&self, user_id: i64, body: &models::UserUpdate) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&UPDATE);
        request.path("user_id", &user_id);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Delete a user
    ///
    /// Signs the user out everywhere, revokes their API keys and hides the account; `users.restore` undoes that. With
    /// `erase=true`, personal data is removed for good. 409 `cannot_delete_self` for your own account, 409 `last_admin`
    /// for the last superuser.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `DELETE /users/{user_id}`
    pub fn delete(&self, user_id: i64, params: &DeleteParams) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&DELETE);
        request.path("user_id", &user_id);
        params.write(&mut request);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Activate an account
    ///
    /// Makes a deactivated account usable again. Does nothing if it is active already.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users/{user_id}/activate`
    pub fn activate(&self, user_id: i64) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&ACTIVATE);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Deactivate an account
    ///
    /// Signs the user out everywhere, revokes their API keys and blocks sign-in until `users.activate`. 409
    /// `last_admin` for the last superuser.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users/{user_id}/deactivate`
    pub fn deactivate(&self, user_id: i64) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&DEACTIVATE);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Restore a deleted user
    ///
    /// Undoes `users.delete`; the user has to sign in again. Does nothing if the user is not deleted. 404
    /// `user_not_found` if the account was erased.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users/{user_id}/restore`
    pub fn restore(&self, user_id: i64) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&RESTORE);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Unlock an account
    ///
    /// Clears failed sign-ins, so that the user can try again without waiting.
    ///
    /// `POST /users/{user_id}/unlock`
    pub fn unlock(&self, user_id: i64) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&UNLOCK);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Force a password reset
    ///
    /// Ends all sessions and API keys of the user, blocks their password (403 `password_reset_required` at sign-in),
    /// and emails them a token to set a new one. If an administrator has changed their address and it is not verified
    /// yet, they are emailed a token to verify it instead, and can then request the reset.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /users/{user_id}/force-password-reset`
    pub fn force_password_reset(&self, user_id: i64) -> runtime::Call<'a, models::Accepted> {
        let mut request = runtime::Request::new(&FORCE_PASSWORD_RESET);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// List a user's sessions
    ///
    /// Where the user is signed in, most recently used first. `is_current` is true only for the session making the
    /// request. 403 `privilege_escalation` for a user with permissions that the caller does not hold.
    ///
    /// `GET /users/{user_id}/sessions`
    pub fn list_sessions(&self, user_id: i64) -> runtime::Call<'a, models::SessionList> {
        let mut request = runtime::Request::new(&LIST_SESSIONS);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// End all sessions of a user
    ///
    /// Signs the user out everywhere, immediately. They can sign in again, and their API keys keep working.
    ///
    /// `DELETE /users/{user_id}/sessions`
    pub fn revoke_sessions(&self, user_id: i64) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&REVOKE_SESSIONS);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Remove all second factors of a user
    ///
    /// For somebody who has lost their phone and their recovery codes. Removes both, ends the user's sessions, and tells them
    /// by email; API keys keep working. Be sure who asks: from then on the password alone signs in. 403
    /// `privilege_escalation` for a user with permissions that the caller does not hold, 403 `forbidden` for yourself: remove
    /// your own with `factors.remove`.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `DELETE /users/{user_id}/factors`
    pub fn reset_factors(&self, user_id: i64) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&RESET_FACTORS);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Grant a role
    ///
    /// Ends the user's sessions and API keys, so that none outlives the change. Does nothing if the user has the role
    /// already. 403 `privilege_escalation` if the role has a permission that the caller does not hold; 404
    /// `user_not_found` or `role_not_found`.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `PUT /users/{user_id}/roles/{role}`
    pub fn grant_role(&self, user_id: i64, role: &str) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&GRANT_ROLE);
        request.path("user_id", &user_id);
        request.path("role", role);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Revoke a role
    ///
    /// Ends the user's sessions and API keys. Does nothing if the user does not have the role. 403
    /// `privilege_escalation` if the role has a permission that the caller does not hold; 409 `last_admin` for the last
    /// superuser.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `DELETE /users/{user_id}/roles/{role}`
    pub fn revoke_role(&self, user_id: i64, role: &str) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&REVOKE_ROLE);
        request.path("user_id", &user_id);
        request.path("role", role);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get a reference to a user
    ///
    /// The few fields that another service needs to point at a user. Nobody needs a permission for the user that their
    /// credentials belong to.
    ///
    /// `GET /users/{user_id}/cross-env-ref`
    pub fn reference(&self, user_id: i64) -> runtime::Call<'a, models::Reference> {
        let mut request = runtime::Request::new(&REFERENCE);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }
}
