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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    first: 1,
};

pub(crate) static CREATE: runtime::Operation = runtime::Operation {
    id: "users.create",
    method: "POST",
    path: "/users",
    server: "",
    accept: "application/json",
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

/// Parameters of [`Users::list`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListParams {
    /// How many items a page has at most.
    ///
    /// The default is `50`.
    pub limit: Option<i64>,
    /// The `next_cursor` of the page before. Repeat the filters and the sort order that it came from. Not together with
    /// `skip`.
    pub cursor: Option<String>,
    /// How many items to pass over. Anything above 0 together with `cursor` is refused with 422.
    pub skip: Option<i64>,
    /// The order of the list; a leading minus reverses it.
    ///
    /// The default is `"created_at"`.
    pub sort: Option<models::SortParameter>,
    /// Text to find in the email address, the username or the full name, in any letter case.
    pub search: Option<String>,
    /// Whether to count all matching users and answer `total`, which costs more than the page itself.
    ///
    /// The default is `false`.
    pub include_total: Option<bool>,
    /// Only the user with this email address.
    pub email: Option<String>,
    /// Only the user with this username.
    pub username: Option<String>,
    /// Only users with this role. A role that does not exist matches nobody.
    pub role: Option<models::RoleName>,
    /// Only users that are, or are not, active.
    pub is_active: Option<bool>,
    /// Only users whose email address is, or is not, verified.
    pub is_verified: Option<bool>,
    /// Only what was created at this time or later.
    pub created_from: Option<jiff::Timestamp>,
    /// Only what was created before this time.
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
    /// How many days of registrations to count, today included.
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
    /// Whether to remove personal data for good instead of hiding the account.
    ///
    /// The default is `false`.
    pub erase: Option<bool>,
}

impl DeleteParams {
    fn write(&self, request: &mut runtime::Request) {
        request.query("erase", &self.erase);
    }
}

/// Looking up and administering accounts.
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
    /// All users that match every filter given. `email`, `username` and `role` match exactly, apart from letter case
    /// and Unicode form; `search` finds parts of the email address, the username or the full name. Page with
    /// `cursor`; `skip` exists for jumping to a page by number and, above 0, cannot be combined with a cursor. Deleted users
    /// are left out.
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
    /// Creates an account for somebody else. Without `roles` it gets the role `user`; without `password` its owner
    /// receives a message with a link for choosing one. 403 `privilege_escalation` if a role holds a permission that
    /// the caller does not, 404 `role_not_found` for a role that does not exist, 409 `email_taken` or
    /// `username_taken`.
    ///
    /// `POST /users`
    pub fn create(&self, body: &models::UserCreate) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&CREATE);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Count users
    ///
    /// How many users there are, by state, and how many registered on each of the last `days` days (UTC).
    ///
    /// `GET /users/stats/count`
    pub fn stats(&self, params: &StatsParams) -> runtime::Call<'a, models::UserStats> {
        let mut request = runtime::Request::new(&STATS);
        params.write(&mut request);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get a user by UUID
    ///
    /// For services that keep the UUID, which is also the subject of access tokens. 404 `user_not_found` if there is
    /// none.
    ///
    /// `GET /users/uuid/{user_uuid}`
    pub fn get_by_uuid(&self, user_uuid: uuid::Uuid) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&GET_BY_UUID);
        request.path("user_uuid", &user_uuid);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get a user
    ///
    /// Returns one user. 404 `user_not_found` if there is none with this id, or it was deleted.
    ///
    /// `GET /users/{user_id}`
    pub fn get(&self, user_id: i64) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&GET);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Change a user (PUT)
    ///
    /// For clients that send PUT; it does the same as `users.update`. Only the fields in the body change, `null` clears
    /// those that may be empty, and `metadata` is merged. 403 `privilege_escalation` for an account with more
    /// permissions than the caller has; 409 `email_taken` or `username_taken`.
    ///
    /// `PUT /users/{user_id}`
    pub fn replace(&self, user_id: i64, body: &models::UserUpdate) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&REPLACE);
        request.path("user_id", &user_id);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Change a user
    ///
    /// Changes only the fields in the body; `null` clears those that may be empty, and `metadata` is merged. Roles,
    /// state and password have operations of their own. 403 `privilege_escalation` for an account with more
    /// permissions than the caller has; 409 `email_taken` or `username_taken`.
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
    /// Signs the account out everywhere, stops its API keys and hides it; `users.restore` brings it back. With
    /// `erase=true` personal data is removed for good. 409 `cannot_delete_self` for the caller's own account, 409
    /// `last_admin` if nobody would be left to administer the service.
    ///
    /// `DELETE /users/{user_id}`
    pub fn delete(&self, user_id: i64, params: &DeleteParams) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&DELETE);
        request.path("user_id", &user_id);
        params.write(&mut request);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Switch an account on
    ///
    /// Makes a deactivated or suspended account usable again. Changes nothing on an account that is active already.
    ///
    /// `POST /users/{user_id}/activate`
    pub fn activate(&self, user_id: i64) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&ACTIVATE);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Switch an account off
    ///
    /// Signs the account out everywhere, stops its API keys and refuses sign-in until `users.activate`. 409
    /// `last_admin` if nobody would be left to administer the service.
    ///
    /// `POST /users/{user_id}/deactivate`
    pub fn deactivate(&self, user_id: i64) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&DEACTIVATE);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Bring a deleted account back
    ///
    /// Undoes `users.delete`; its owner has to sign in anew. 404 `user_not_found` for an account whose data was erased.
    /// Changes nothing on an account that is not deleted.
    ///
    /// `POST /users/{user_id}/restore`
    pub fn restore(&self, user_id: i64) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&RESTORE);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Lift a lockout
    ///
    /// Forgets the failed sign-ins of the account, so that its owner can try again without waiting.
    ///
    /// `POST /users/{user_id}/unlock`
    pub fn unlock(&self, user_id: i64) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&UNLOCK);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Make a user choose a new password
    ///
    /// Ends all sessions of the account, refuses its password from now on (403 `password_reset_required` at sign-in),
    /// and mails a reset token to its owner.
    ///
    /// `POST /users/{user_id}/force-password-reset`
    pub fn force_password_reset(&self, user_id: i64) -> runtime::Call<'a, models::Accepted> {
        let mut request = runtime::Request::new(&FORCE_PASSWORD_RESET);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// List a user's sessions
    ///
    /// Where the user is signed in, last used first. `is_current` is true only for the session making the request.
    ///
    /// `GET /users/{user_id}/sessions`
    pub fn list_sessions(&self, user_id: i64) -> runtime::Call<'a, models::SessionList> {
        let mut request = runtime::Request::new(&LIST_SESSIONS);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// End all sessions of a user
    ///
    /// Signs the user out everywhere with the next request. The user can sign in again; API keys stay.
    ///
    /// `DELETE /users/{user_id}/sessions`
    pub fn revoke_sessions(&self, user_id: i64) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&REVOKE_SESSIONS);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Give a user a role
    ///
    /// Granting a role that the user already has changes nothing. 403 `privilege_escalation` if the role holds a
    /// permission that the caller does not; 404 `user_not_found` or `role_not_found`.
    ///
    /// `PUT /users/{user_id}/roles/{role}`
    pub fn grant_role(&self, user_id: i64, role: &str) -> runtime::Call<'a, models::User> {
        let mut request = runtime::Request::new(&GRANT_ROLE);
        request.path("user_id", &user_id);
        request.path("role", role);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Take a role from a user
    ///
    /// Takes effect with the user's next request. Revoking a role that the user does not have changes nothing. 403
    /// `privilege_escalation` if the role holds a permission that the caller does not; 409 `last_admin` if nobody would
    /// be left to administer the service.
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
    /// The few fields another service needs to keep a pointer to a user: the stable UUID, and what to show for it.
    ///
    /// `GET /users/{user_id}/cross-env-ref`
    pub fn reference(&self, user_id: i64) -> runtime::Call<'a, models::Reference> {
        let mut request = runtime::Request::new(&REFERENCE);
        request.path("user_id", &user_id);
        runtime::Call::new(self.core, request, runtime::json())
    }
}
