//! Operations of the group `applications`.

use std::sync::Arc;

#[allow(unused_imports, reason = "not every group has types of its own")]
use crate::models;
use crate::runtime;

pub(crate) static LIST: runtime::Operation = runtime::Operation {
    id: "applications.list",
    method: "GET",
    path: "/admin/applications",
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
    id: "applications.create",
    method: "POST",
    path: "/admin/applications",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "Idempotency-Key",
    errors: &["400", "401", "403", "408", "409", "413", "415", "422", "503"],
};

pub(crate) static GET: runtime::Operation = runtime::Operation {
    id: "applications.get",
    method: "GET",
    path: "/admin/applications/{client_id}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static UPDATE: runtime::Operation = runtime::Operation {
    id: "applications.update",
    method: "PATCH",
    path: "/admin/applications/{client_id}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: false,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "408", "409", "412", "413", "415", "422", "503"],
};

pub(crate) static DELETE: runtime::Operation = runtime::Operation {
    id: "applications.delete",
    method: "DELETE",
    path: "/admin/applications/{client_id}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "409", "422", "503"],
};

pub(crate) static LIST_SECRETS: runtime::Operation = runtime::Operation {
    id: "applications.list_secrets",
    method: "GET",
    path: "/admin/applications/{client_id}/secrets",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static CREATE_SECRET: runtime::Operation = runtime::Operation {
    id: "applications.create_secret",
    method: "POST",
    path: "/admin/applications/{client_id}/secrets",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "Idempotency-Key",
    errors: &["400", "401", "403", "404", "408", "409", "413", "415", "422", "503"],
};

pub(crate) static REVOKE_SECRET: runtime::Operation = runtime::Operation {
    id: "applications.revoke_secret",
    method: "DELETE",
    path: "/admin/applications/{client_id}/secrets/{secret_id}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static LIST_KEYS: runtime::Operation = runtime::Operation {
    id: "applications.list_keys",
    method: "GET",
    path: "/admin/applications/{client_id}/keys",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static ADD_KEY: runtime::Operation = runtime::Operation {
    id: "applications.add_key",
    method: "POST",
    path: "/admin/applications/{client_id}/keys",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "Idempotency-Key",
    errors: &["400", "401", "403", "404", "408", "409", "413", "415", "422", "503"],
};

pub(crate) static REMOVE_KEY: runtime::Operation = runtime::Operation {
    id: "applications.remove_key",
    method: "DELETE",
    path: "/admin/applications/{client_id}/keys/{key_id}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static GRANT_ROLE: runtime::Operation = runtime::Operation {
    id: "applications.grant_role",
    method: "PUT",
    path: "/admin/applications/{client_id}/roles/{role}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

pub(crate) static REVOKE_ROLE: runtime::Operation = runtime::Operation {
    id: "applications.revoke_role",
    method: "DELETE",
    path: "/admin/applications/{client_id}/roles/{role}",
    server: "",
    accept: "application/json",
    auth: &[&["oauth2"], &["bearer"], &["apiKey"]],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "401", "403", "404", "422", "503"],
};

/// Parameters of [`Applications::list`].
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
/// Programs that are known by name: their secrets, their permissions, and what they may do themselves.
#[derive(Clone, Copy)]
pub struct Applications<'a> {
    core: &'a Arc<runtime::Core>,
}

impl<'a> Applications<'a> {
    pub(crate) fn new(core: &'a Arc<runtime::Core>) -> Self {
        Self { core }
    }

    /// List applications
    ///
    /// All applications, in the order of their `client_id`.
    ///
    /// `GET /admin/applications`
    pub fn list(&self, params: &ListParams) -> runtime::Call<'a, models::ApplicationPage> {
        let mut request = runtime::Request::new(&LIST);
        params.write(&mut request);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// All items of [`Applications::list`], page by page, as they are asked for.
    pub fn list_all(&self, params: &ListParams) -> runtime::Items<'a, models::Application> {
        let mut request = runtime::Request::new(&LIST);
        params.write(&mut request);
        runtime::Items::new(self.core, request, &LIST_PAGES)
    }

    /// Register an application
    ///
    /// Gives a program a `client_id`, and lets it define permissions of its own, which roles can then bundle. It has no
    /// secret, key or role yet. 409 `audience_taken` if another application, or this service, has the audience; 409
    /// `permission_taken` if another application defines one of the permissions.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /admin/applications`
    pub fn create(&self, body: &models::ApplicationCreate) -> runtime::Call<'a, models::Application> {
        let mut request = runtime::Request::new(&CREATE);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get an application
    ///
    /// 404 `application_not_found` if there is no such application.
    ///
    /// `GET /admin/applications/{client_id}`
    pub fn get(&self, client_id: &str) -> runtime::Call<'a, models::Application> {
        let mut request = runtime::Request::new(&GET);
        request.path("client_id", client_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Update an application
    ///
    /// Changes only the fields in the body. `permissions` replaces the whole list: 409 `permission_in_use` if a role has
    /// one that is missing. Kind and audience stay. A deactivated application is refused, and so is every token
    /// that it was given, from the next request on; activating it again brings none of them back. 403
    /// `privilege_escalation` if its roles have permissions that the caller does not hold.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `PATCH /admin/applications/{client_id}`
    pub fn update(
        &self,
        client_id: &str,
        body: &models::ApplicationUpdate,
    ) -> runtime::Call<'a, models::Application> {
        let mut request = runtime::Request::new(&UPDATE);
        request.path("client_id", client_id);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Delete an application
    ///
    /// Deletes its secrets, keys and permissions, too. 409 `permission_in_use` while a role has one of these; 403
    /// `privilege_escalation` if its own roles have permissions that the caller does not hold.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `DELETE /admin/applications/{client_id}`
    pub fn delete(&self, client_id: &str) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&DELETE);
        request.path("client_id", client_id);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// List the secrets of an application
    ///
    /// Newest first, without the secrets themselves and without those that have expired.
    ///
    /// `GET /admin/applications/{client_id}/secrets`
    pub fn list_secrets(&self, client_id: &str) -> runtime::Call<'a, models::ApplicationSecretList> {
        let mut request = runtime::Request::new(&LIST_SECRETS);
        request.path("client_id", client_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Make a secret for an application
    ///
    /// The secret is shown once. It works beside those that there are: deploy it, and then revoke the one before. 409
    /// `secret_limit` beyond ten; 409 `public_application` if the kind is `native` or `browser`; 403
    /// `privilege_escalation` if the application's roles have permissions that the caller does not hold.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /admin/applications/{client_id}/secrets`
    pub fn create_secret(
        &self,
        client_id: &str,
        body: &models::ApplicationSecretCreate,
    ) -> runtime::Call<'a, models::ApplicationSecretCreated> {
        let mut request = runtime::Request::new(&CREATE_SECRET);
        request.path("client_id", client_id);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Revoke a secret of an application
    ///
    /// The secret stops working immediately, and so does every token that was got with it. 404 `secret_not_found` if the
    /// application has no such secret.
    ///
    /// `DELETE /admin/applications/{client_id}/secrets/{secret_id}`
    pub fn revoke_secret(&self, client_id: &str, secret_id: uuid::Uuid) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&REVOKE_SECRET);
        request.path("client_id", client_id);
        request.path("secret_id", &secret_id);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// List the public keys of an application
    ///
    /// Newest first, each with the name that the application signs by.
    ///
    /// `GET /admin/applications/{client_id}/keys`
    pub fn list_keys(&self, client_id: &str) -> runtime::Call<'a, models::ApplicationKeyList> {
        let mut request = runtime::Request::new(&LIST_KEYS);
        request.path("client_id", client_id);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Add a public key to an application
    ///
    /// The application signs assertions with the private half (`private_key_jwt`) in place of sending a secret: an Ed25519
    /// key, a P-256 key, or an RSA key of 2048 to 4096 bits. 409 `key_exists` for a `kid` that it has already; 409
    /// `secret_limit` beyond ten; 409 `public_application` if the kind is `native` or `browser`; 403
    /// `privilege_escalation` if the application's roles have permissions that the caller does not hold.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `POST /admin/applications/{client_id}/keys`
    pub fn add_key(
        &self,
        client_id: &str,
        body: &models::ApplicationKeyCreate,
    ) -> runtime::Call<'a, models::ApplicationKey> {
        let mut request = runtime::Request::new(&ADD_KEY);
        request.path("client_id", client_id);
        request.json("application/json", body);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Remove a public key from an application
    ///
    /// The key stops working immediately, and so does every token that was got with it. 404 `key_not_found` if the
    /// application has no such key.
    ///
    /// `DELETE /admin/applications/{client_id}/keys/{key_id}`
    pub fn remove_key(&self, client_id: &str, key_id: uuid::Uuid) -> runtime::Call<'a, ()> {
        let mut request = runtime::Request::new(&REMOVE_KEY);
        request.path("client_id", client_id);
        request.path("key_id", &key_id);
        runtime::Call::new(self.core, request, runtime::nothing())
    }

    /// Grant a role to an application
    ///
    /// The application may then do what the role allows, with tokens of its own (`client_credentials`). Nothing changes if it
    /// has the role already. 403 `privilege_escalation` for a role with permissions that the caller does not hold, or an
    /// application that has such a role.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `PUT /admin/applications/{client_id}/roles/{role}`
    pub fn grant_role(&self, client_id: &str, role: &str) -> runtime::Call<'a, models::Application> {
        let mut request = runtime::Request::new(&GRANT_ROLE);
        request.path("client_id", client_id);
        request.path("role", role);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Revoke a role from an application
    ///
    /// Takes effect with the next request, also for tokens that say more. Nothing changes if it does not have the role. 403
    /// `privilege_escalation` as for granting it.
    ///
    /// If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
    ///
    /// `DELETE /admin/applications/{client_id}/roles/{role}`
    pub fn revoke_role(&self, client_id: &str, role: &str) -> runtime::Call<'a, models::Application> {
        let mut request = runtime::Request::new(&REVOKE_ROLE);
        request.path("client_id", client_id);
        request.path("role", role);
        runtime::Call::new(self.core, request, runtime::json())
    }
}
