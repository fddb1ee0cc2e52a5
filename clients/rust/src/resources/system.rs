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

runtime::errors! {
    /// Errors of [`System::health`] that have a type of their own: what [`runtime::Error::body`] returns.
    pub enum HealthError of "system.health";
    /// With 503.
    Status503(models::Health) = 503,
}
/// Version, health and public keys of the service.
#[derive(Clone, Copy)]
pub struct System<'a> {
    core: &'a Arc<runtime::Core>,
}

impl<'a> System<'a> {
    pub(crate) fn new(core: &'a Arc<runtime::Core>) -> Self {
        Self { core }
    }

    /// Get the service's name, version and links
    ///
    /// Name and version of the service, where to go from here, and the SDKs for this version.
    ///
    /// `GET /`
    pub fn root(&self) -> runtime::Call<'a, models::ServiceInfo> {
        let request = runtime::Request::new(&ROOT);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get the health of the service
    ///
    /// The state of the service and of each dependency. 200 as long as requests can be served, even if `degraded`; 503
    /// with the same body otherwise.
    ///
    /// `GET /health`
    ///
    /// Its errors are told apart by [`HealthError`].
    pub fn health(&self) -> runtime::Call<'a, models::Health> {
        let request = runtime::Request::new(&HEALTH);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Liveness probe
    ///
    /// Checks nothing outside the process, so it also succeeds during an outage of the database.
    ///
    /// `GET /health/live`
    pub fn live(&self) -> runtime::Call<'a, models::Liveness> {
        let request = runtime::Request::new(&LIVE);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Readiness probe
    ///
    /// For load balancers: 503 while the database is unreachable, or the process is starting or stopping.
    ///
    /// `GET /health/ready`
    pub fn ready(&self) -> runtime::Call<'a, models::Readiness> {
        let request = runtime::Request::new(&READY);
        runtime::Call::new(self.core, request, runtime::json())
    }

    /// Get the public signing keys
    ///
    /// The keys that verify tokens offline (RFC 7517): current, upcoming and recent ones. Gatehouse signs its own access
    /// tokens with EdDSA, and what it issues for an application with the algorithm that the application has chosen. Cache
    /// them as long as `Cache-Control` says.
    ///
    /// `GET /.well-known/jwks.json`
    pub fn jwks(&self) -> runtime::Call<'a, models::JwkSet> {
        let request = runtime::Request::new(&JWKS);
        runtime::Call::new(self.core, request, runtime::json())
    }
}
