//! Operations of the group `roles`.

use std::sync::Arc;

#[allow(unused_imports, reason = "not every group has types of its own")]
use crate::models;
use crate::runtime;

pub(crate) static LIST: runtime::Operation = runtime::Operation {
    id: "roles.list",
    method: "GET",
    path: "/admin/roles",
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
    id: "roles.create",
    method: "POST",
    path: "/admin/roles",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "Idempotency-Key",
    errors: &["400", "401", "403", "408", "409", "413", "415", "422", "503"],
};

pub(crate) static GET: runtime::Operation = runtime::Operation {
    id: "roles.get",
    method: "GET",
    path: "/admin/roles/{role}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static UPDATE: runtime::Operation = runtime::Operation {
    id: "roles.update",
    method: "PATCH",
    path: "/admin/roles/{role}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "408", "409", "412", "413", "415", "422", "503"],
};

pub(crate) static DELETE: runtime::Operation = runtime::Operation {
    id: "roles.delete",
    method: "DELETE",
    path: "/admin/roles/{role}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "409", "422", "503"],
};

pub(crate) static LIST_PERMISSIONS: runtime::Operation = runtime::Operation {
    id: "roles.list_permissions",
    method: "GET",
    path: "/admin/permissions",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "422", "503"],
};

/// Parameters of [`Roles::list`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListParams {
    /// Maximum number of items per page.
    ///
    /// The default is `50`.
    pub limit: Option<i64>,
    /// The `next_cursor` of the previous page. Send the same filters and sort order. Cannot be combined with a `skip`
    /// above 0.
    pub cursor: Option<String>,
}

impl ListParams {
    fn write(&self, request: &mut runtime::Request) {
        request.query("limit", &self.limit);
        request.query("cursor", &self.cursor);
    }
}
/// Roles and permissions.
#[derive(Clone, Copy)]
pub struct Roles<'a> {
    core: &'a Arc<runtime::Core>,
}

impl<'a> Roles<'a> {
    pub(crate) fn new(core: &'a Arc<runtime::Core>) -> Self {
        Self { core }
    }

    /// List roles
    ///
    /// All roles by name, including the system roles `user`, `admin` and `superuser`.
    ///
    /// `GET /admin/roles`
    pub fn list(&self, params: &ListParams) -> runtime::Call<'a, models::RolePage> {
        let mut request = runtime::Request::new(&LIST);
        params.write(&mut request);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// All items of [`Roles::list`], page by page, as they are asked for.
    pub fn list_all(&self, params: &ListParams) -> runtime::Items<'a, models::Role> {
        let mut request = runtime::Request::new(&LIST);
        params.write(&mut request);
        runtime::Items::new(self.core, request, &LIST_PAGES)
    }

    /// Create a role
    ///
    /// A role is a named set of permissions. 403 `privilege_escalation` for a permission that the caller does not hold;
    /// 409 `role_exists` if the name is taken.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /admin/roles`
    pub fn create(&self, body: &models::RoleCreate) -> runtime::Call<'a, models::Role> {
        let mut request = runtime::Request::new(&CREATE);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get a role
    ///
    /// Returns a role and its permissions. 404 `role_not_found` if there is no such role.
    ///
    /// `GET /admin/roles/{role}`
    pub fn get(&self, role: &str) -> runtime::Call<'a, models::Role> {
        let mut request = runtime::Request::new(&GET);
        request.path("role", role);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Update a role
    ///
    /// Changes only the fields in the body. `permissions` replaces the whole list, and takes effect immediately for
    /// everyone who has the role. 403 `privilege_escalation` for a permission that the caller does not hold; 409
    /// `system_role` for a system role.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `PATCH /admin/roles/{role}`
    pub fn update(&self, role: &str, body: &models::RoleUpdate) -> runtime::Call<'a, models::Role> {
        let mut request = runtime::Request::new(&UPDATE);
        request.path("role", role);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Delete a role
    ///
    /// 409 `role_in_use` while any user or application has the role; 409 `system_role` for a system role.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `DELETE /admin/roles/{role}`
    pub fn delete(&self, role: &str) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&DELETE);
        request.path("role", role);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// List permissions
    ///
    /// Every permission and what it allows. Those of the service are fixed for each version; applications add their own.
    ///
    /// `GET /admin/permissions`
    pub fn list_permissions(&self) -> runtime::Call<'a, models::PermissionList> {
        let request = runtime::Request::new(&LIST_PERMISSIONS);
        runtime::Call::new(self.core, request, runtime::json())
    }
}
