//! Operations of the group `system`.

use std::sync::Arc;

#[allow(unused_imports, reason = "not every group has types of its own")]
use crate::models;
use crate::runtime;

pub(crate) static ROOT: runtime::Operation = runtime::Operation {
    id: "system.root",
    method: "GET",
    path: "/",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "422"],
};

pub(crate) static HEALTH: runtime::Operation = runtime::Operation {
    id: "system.health",
    method: "GET",
    path: "/health",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "422", "503"],
};

pub(crate) static LIVE: runtime::Operation = runtime::Operation {
    id: "system.live",
    method: "GET",
    path: "/health/live",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "422"],
};

pub(crate) static READY: runtime::Operation = runtime::Operation {
    id: "system.ready",
    method: "GET",
    path: "/health/ready",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "422", "503"],
};

pub(crate) static JWKS: runtime::Operation = runtime::Operation {
    id: "system.jwks",
    method: "GET",
    path: "/.well-known/jwks.json",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: true,
    idempotency_header: "",
    errors: &["400", "422", "503"],
};

/// What the service is, how it is doing, and its public keys.
#[derive(Clone, Copy)]
pub struct System<'a> {
    core: &'a Arc<runtime::Core>,
}

impl<'a> System<'a> {
    pub(crate) fn new(core: &'a Arc<runtime::Core>) -> Self {
        Self { core }
    }

    /// Say what this service is
    ///
    /// The name and version of the service, where to go from here, and the client packages made for it.
    ///
    /// `GET /`
    pub fn root(&self) -> runtime::Call<'a, models::ServiceInfo> {
        let request = runtime::Request::new(&ROOT);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Report the health of the service
    ///
    /// The state of the service and of everything it depends on. 200 while requests can be served, even if
    /// `degraded`; 503 with the same body when they cannot.
    ///
    /// `GET /health`
    pub fn health(&self) -> runtime::Call<'a, models::Health> {
        let request = runtime::Request::new(&HEALTH);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Tell whether the process is alive
    ///
    /// For liveness probes. It looks at nothing outside the process, so it also answers during an outage.
    ///
    /// `GET /health/live`
    pub fn live(&self) -> runtime::Call<'a, models::Liveness> {
        let request = runtime::Request::new(&LIVE);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Tell whether requests can be served
    ///
    /// For readiness probes and load balancers: 503 while the database is out of reach or the process is starting or
    /// stopping.
    ///
    /// `GET /health/ready`
    pub fn ready(&self) -> runtime::Call<'a, models::Readiness> {
        let request = runtime::Request::new(&READY);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get the public signing keys
    ///
    /// The keys that access tokens are signed with (RFC 7517), for services that verify tokens offline. Keys that are
    /// about to be used and keys whose tokens are still valid are included, so a copy may be cached for as long as
    /// the headers say.
    ///
    /// `GET /.well-known/jwks.json`
    pub fn jwks(&self) -> runtime::Call<'a, models::JwkSet> {
        let request = runtime::Request::new(&JWKS);
        runtime::Call::new(self.core, request, runtime::json())
    }
}
