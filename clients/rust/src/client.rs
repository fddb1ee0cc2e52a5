//! The client.

use std::fmt;
use std::sync::Arc;

use crate::resources;
use crate::runtime::{self, Config, Core, Error, Flow, Service};

/// Where the service is, as the document has it; empty if it does not say.
pub const DEFAULT_BASE_URL: &str = "";

static SERVICE: Service = Service {
    prefix: "GATEHOUSE",
    base_url: DEFAULT_BASE_URL,
    servers: &[runtime::ServerAddress { url: "/", variables: &[] }],
    schemes: &[
        runtime::Scheme { id: "bearer", place: runtime::Place::Bearer, grants: &[] },
        runtime::Scheme { id: "apiKey", place: runtime::Place::KeyHeader("X-API-Key"), grants: &[] },
        runtime::Scheme {
            id: "oauth2",
            place: runtime::Place::Bearer,
            grants: &[
                runtime::Grant { kind: "password", token_url: "/auth/token", refresh_url: "/auth/token" },
                runtime::Grant { kind: "client_credentials", token_url: "/auth/token", refresh_url: "" },
            ],
        },
    ],
    code_field: "code",
    flow: Flow {
        login: Some(&resources::auth::LOGIN),
        email: "email",
        username: "username",
        password: "password",
        second_step: Some(&resources::auth::COMPLETE_LOGIN),
        login_token: "login_token",
        code: "code",
        refresh: Some(&resources::auth::REFRESH),
        access_token: "access_token",
        refresh_token: "refresh_token",
        expires_in: "expires_in",
    },
};

/// A client for the service. Clones share connections and tokens.
#[derive(Clone)]
pub struct Client {
    core: Arc<Core>,
}

impl Client {
    /// Sets up a client.
    ///
    /// # Errors
    ///
    /// When a setting does not make sense, or TLS cannot be set up.
    pub fn new(config: Config) -> Result<Self, Error> {
        let agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
        Core::new(config, &SERVICE, agent).map(|core| Self { core })
    }

    /// Sets up a client as the environment says: `GATEHOUSE_BASE_URL` is where the service is; the README has the others.
    ///
    /// # Errors
    ///
    /// When a variable does not make sense.
    pub fn from_env() -> Result<Self, Error> {
        Self::new(Config::from_variables("GATEHOUSE")?)
    }

    /// Registration, sign-in, tokens, and password recovery.
    pub fn auth(&self) -> resources::auth::Auth<'_> {
        resources::auth::Auth::new(&self.core)
    }

    /// Your own account.
    pub fn me(&self) -> resources::me::Me<'_> {
        resources::me::Me::new(&self.core)
    }

    /// Your second factors: what signing in asks for besides the password.
    pub fn factors(&self) -> resources::factors::Factors<'_> {
        resources::factors::Factors::new(&self.core)
    }

    /// Administration of users.
    pub fn users(&self) -> resources::users::Users<'_> {
        resources::users::Users::new(&self.core)
    }

    /// Roles and permissions.
    pub fn roles(&self) -> resources::roles::Roles<'_> {
        resources::roles::Roles::new(&self.core)
    }

    /// Programs that are known by name: their secrets, their permissions, and what they may do themselves.
    pub fn applications(&self) -> resources::applications::Applications<'_> {
        resources::applications::Applications::new(&self.core)
    }

    /// Signing in to applications with OpenID Connect, as programs see it.
    pub fn openid(&self) -> resources::openid::Openid<'_> {
        resources::openid::Openid::new(&self.core)
    }

    /// Who did what to whom.
    pub fn audit(&self) -> resources::audit::Audit<'_> {
        resources::audit::Audit::new(&self.core)
    }

    /// Version, health and public keys of the service.
    pub fn system(&self) -> resources::system::System<'_> {
        resources::system::System::new(&self.core)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Client").finish_non_exhaustive()
    }
}
