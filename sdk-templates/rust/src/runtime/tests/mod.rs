//! The runtime against a server that does as it is told.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod auth;
mod bodies;
mod credentials;
mod errors;
mod pages;
mod paths;
mod sending;
pub(crate) mod server;
mod setup;
mod shapes;
mod webhooks;

use std::sync::Arc;
use std::time::Duration;

use super::{
    Config, Core, Credentials, Flow, Grant, Operation, Place, Scheme, ServerAddress, ServerVariable, Service,
};
use server::Server;

const PLAIN: Operation = Operation {
    id: "things.get",
    method: "GET",
    path: "/things/{id}",
    server: "",
    accept: "application/json",
    auth: &[&[], &["bearer"], &["header"]],
    retryable: true,
    idempotency_header: "",
    errors: &["404", "4XX"],
};
pub(crate) static GET: Operation = PLAIN;
pub(crate) static LIST: Operation = Operation { path: "/things", ..PLAIN };
pub(crate) static POST: Operation = Operation { method: "POST", path: "/things", retryable: false, ..PLAIN };
pub(crate) static RESET: Operation = Operation { path: "/reset/{reset_token}", method: "PUT", ..PLAIN };
pub(crate) static KEYED: Operation =
    Operation { method: "POST", path: "/things", idempotency_header: "Idempotency-Key", ..PLAIN };
static LOGIN: Operation = Operation { id: "auth.login", path: "/login", retryable: false, ..POST_ANY };
static SECOND_STEP: Operation =
    Operation { id: "auth.second", path: "/second", retryable: false, ..POST_ANY };
static REFRESH: Operation = Operation { id: "auth.refresh", path: "/refresh", retryable: false, ..POST_ANY };
/// Takes the credentials that it gives: those of other operations would lead back to it.
const POST_ANY: Operation = Operation { method: "POST", auth: &[&["bearer"]], ..PLAIN };

const FLOW: Flow = Flow {
    login: Some(&LOGIN),
    email: "email",
    username: "username",
    password: "password",
    second_step: Some(&SECOND_STEP),
    login_token: "login_token",
    code: "code",
    refresh: Some(&REFRESH),
    access_token: "access_token",
    refresh_token: "refresh_token",
    expires_in: "expires_in",
};
const fn scheme(id: &'static str, place: Place) -> Scheme {
    Scheme { id, place, grants: &[] }
}

const SERVERS: [ServerAddress; 2] = [
    ServerAddress { url: "https://example.com/api/", variables: &[] },
    ServerAddress {
        url: "http://{host}:{port}",
        variables: &[
            ServerVariable { name: "host", default: "127.0.0.1", values: &[] },
            ServerVariable { name: "port", default: "8080", values: &["8080", "8443"] },
        ],
    },
];
const ACME: Service = Service {
    prefix: "ACME",
    base_url: "",
    servers: &SERVERS,
    schemes: &[
        scheme("bearer", Place::Bearer),
        scheme("basic", Place::Basic),
        scheme("header", Place::KeyHeader("X-API-Key")),
        scheme("query", Place::KeyQuery("key")),
        scheme("cookie", Place::KeyCookie("key")),
        Scheme {
            id: "oauth",
            place: Place::Bearer,
            grants: &[
                Grant { kind: "client_credentials", token_url: "/token", refresh_url: "" },
                Grant { kind: "password", token_url: "token", refresh_url: "renew" },
            ],
        },
    ],
    code_field: "code",
    flow: FLOW,
};
pub(crate) static SERVICE: Service = ACME;
/// The same, without a login.
pub(crate) static OPEN: Service = Service { flow: Flow { login: None, ..FLOW }, ..ACME };

pub(crate) fn config(server: &Server) -> Config {
    Config {
        base_url: server.address(),
        retry_delay: Duration::from_millis(1),
        timeout: Duration::from_secs(5),
        total_timeout: Duration::from_secs(10),
        ..Config::default()
    }
}

pub(crate) fn core(config: Config) -> Arc<Core> {
    Core::new(config, &SERVICE, "tests/1").unwrap()
}

pub(crate) fn with_token(server: &Server) -> Arc<Core> {
    core(Config { credentials: Credentials::Token("sesame".into()), ..config(server) })
}
