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
    id: "roles.create",
    method: "POST",
    path: "/admin/roles",
    server: "",
    accept: "application/json",
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
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
    auth: &[runtime::Scheme::Bearer, runtime::Scheme::KeyHeader("X-API-Key")],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "422", "503"],
};

/// Parameters of [`Roles::list`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListParams {
    /// How many items a page has at most.
    ///
    /// The default is `50`.
    pub limit: Option<i64>,
    /// The `next_cursor` of the page before. Repeat the filters and the sort order that it came from. Not together with
    /// `skip`.
    pub cursor: Option<String>,
}

impl ListParams {
    fn write(&self, request: &mut runtime::Request) {
        request.query("limit", &self.limit);
        request.query("cursor", &self.cursor);
    }
}

/// Roles and the permissions they bundle.
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
    /// All roles by name, the built-in ones `user`, `admin` and `superuser` included.
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
    /// Bundles permissions under a name. 403 `privilege_escalation` for a permission that the caller does not hold, 409
    /// `role_exists` if the name is in use.
    ///
    /// `POST /admin/roles`
    pub fn create(&self, body: &models::RoleCreate) -> runtime::Call<'a, models::Role> {
        let mut request = runtime::Request::new(&CREATE);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get a role
    ///
    /// Returns one role with its permissions. 404 `role_not_found` if there is none of this name.
    ///
    /// `GET /admin/roles/{role}`
    pub fn get(&self, role: &str) -> runtime::Call<'a, models::Role> {
        let mut request = runtime::Request::new(&GET);
        request.path("role", role);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Change a role
    ///
    /// Changes the fields in the body; `permissions` replaces the whole list and takes effect with the next request of
    /// everyone who has the role. 403 `privilege_escalation` for a permission that the caller does not hold, 409
    /// `system_role` for a built-in role.
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
    /// 409 `role_in_use` while any user has the role, 409 `system_role` for a built-in role.
    ///
    /// `DELETE /admin/roles/{role}`
    pub fn delete(&self, role: &str) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&DELETE);
        request.path("role", role);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// List permissions
    ///
    /// Every permission there is, with what it allows. The list changes only with a release of the service.
    ///
    /// `GET /admin/permissions`
    pub fn list_permissions(&self) -> runtime::Call<'a, models::PermissionList> {
        let request = runtime::Request::new(&LIST_PERMISSIONS);
        runtime::Call::new(self.core, request, runtime::json())
    }
}
