//! Operations of the group `audit`.

use std::sync::Arc;

#[allow(unused_imports, reason = "not every group has types of its own")]
use crate::models;
use crate::runtime;

pub(crate) static LIST: runtime::Operation = runtime::Operation {
    id: "audit.list",
    method: "GET",
    path: "/admin/audit",
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

/// Parameters of [`Audit::list`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListParams {
    /// Maximum number of items per page.
    ///
    /// The default is `50`.
    pub limit: Option<i64>,
    /// The `next_cursor` of the previous page. Send the same filters and sort order. Cannot be combined with a `skip`
    /// above 0.
    pub cursor: Option<String>,
    /// Only entries of this action, such as `users.create`.
    pub action: Option<String>,
    /// Only what the user with this UUID did.
    pub actor: Option<uuid::Uuid>,
    /// Only what was done to the resource with this `target_id`.
    pub target: Option<String>,
    /// Only entries of the request with this `X-Request-ID`.
    pub request_id: Option<models::RequestId>,
    /// Only items created at this time or later.
    pub created_from: Option<jiff::Timestamp>,
    /// Only items created before this time.
    pub created_to: Option<jiff::Timestamp>,
}

impl ListParams {
    fn write(&self, request: &mut runtime::Request) {
        request.query("limit", &self.limit);
        request.query("cursor", &self.cursor);
        request.query("action", &self.action);
        request.query("actor", &self.actor);
        request.query("target", &self.target);
        request.query("request_id", &self.request_id);
        request.query("created_from", &self.created_from);
        request.query("created_to", &self.created_to);
    }
}
/// Who did what to whom.
#[derive(Clone, Copy)]
pub struct Audit<'a> {
    core: &'a Arc<runtime::Core>,
}

impl<'a> Audit<'a> {
    pub(crate) fn new(core: &'a Arc<runtime::Core>) -> Self {
        Self { core }
    }

    /// List audit entries
    ///
    /// Who did what to whom, newest first. Entries are written together with the change they describe and never
    /// altered. Entries must match all filters.
    ///
    /// `GET /admin/audit`
    pub fn list(&self, params: &ListParams) -> runtime::Call<'a, models::AuditPage> {
        let mut request = runtime::Request::new(&LIST);
        params.write(&mut request);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// All items of [`Audit::list`], page by page, as they are asked for.
    pub fn list_all(&self, params: &ListParams) -> runtime::Items<'a, models::AuditEntry> {
        let mut request = runtime::Request::new(&LIST);
        params.write(&mut request);
        runtime::Items::new(self.core, request, &LIST_PAGES)
    }
}
