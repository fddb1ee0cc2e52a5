//! How a client is set up.

use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderMap;

use super::{Error, Middleware, SecondFactor, Secret, SecretSource, TokenStore, Transport};

/// What a client proves who it is with.
#[derive(Clone, Debug, Default)]
pub enum Credentials {
    /// Nothing.
    #[default]
    None,
    /// A token, sent as it is.
    Token(Secret),
    /// An API key.
    ApiKey(Secret),
    /// A name and password, sent with every request.
    Basic {
        /// The name.
        username: String,
        /// The password.
        password: Secret,
    },
    /// An email address or username, and a password, which tokens are had for when they are needed.
    Password {
        /// The email address or username.
        login: String,
        /// The password.
        password: Secret,
    },
    /// Tokens of an earlier login; with a refresh token, they are renewed when they are needed.
    Tokens {
        /// The access token.
        access_token: Secret,
        /// The refresh token.
        refresh_token: Option<Secret>,
    },
}

/// What a client has for one security scheme of the document.
#[derive(Clone, Debug)]
pub enum Credential {
    /// A token or an API key.
    Secret(Secret),
    /// A name and password, sent with every request.
    Basic {
        /// The name.
        username: String,
        /// The password.
        password: Secret,
    },
    /// A client that OAuth 2.0 gives tokens for itself.
    ClientCredentials {
        /// Its identifier.
        client_id: String,
        /// Its secret, which may be read anew for each token.
        client_secret: SecretSource,
        /// What the tokens are to be good for; empty for what the service thinks.
        scopes: Vec<String>,
    },
    /// A name and password that OAuth 2.0 gives tokens for.
    Password {
        /// The name.
        username: String,
        /// The password.
        password: Secret,
        /// The identifier of the client, if it has to have one.
        client_id: Option<String>,
        /// The secret of the client, if it has one.
        client_secret: Option<Secret>,
        /// What the tokens are to be good for; empty for what the service thinks.
        scopes: Vec<String>,
    },
}

impl From<&str> for Credential {
    fn from(secret: &str) -> Self {
        Self::Secret(secret.into())
    }
}

/// One of the servers of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerChoice {
    /// Which: 0 is the first.
    pub index: usize,
    /// What fills the blanks in its address, where that is not what the document says.
    pub variables: BTreeMap<String, String>,
}

/// How a client is set up. Start from [`Config::default`], or from the environment.
#[derive(Clone)]
pub struct Config {
    /// Where the service is; empty for the address in the document.
    pub base_url: String,
    /// Which server of the document it is, in place of a base URL.
    pub server: Option<ServerChoice>,
    /// What the client proves who it is with, in every security scheme that takes it.
    pub credentials: Credentials,
    /// The same for single security schemes, by their ids in the document.
    pub schemes: BTreeMap<String, Credential>,
    /// How long one try may take.
    pub timeout: Duration,
    /// How long a call may take with all its tries; streams may go on longer.
    pub total_timeout: Duration,
    /// How often a call is tried again.
    pub max_retries: u32,
    /// The wait before the first retry; it doubles with each.
    pub retry_delay: Duration,
    /// The longest wait, unless the service asks for more.
    pub max_retry_delay: Duration,
    /// Headers for every request.
    pub headers: HeaderMap,
    /// What is put before the client's own user agent.
    pub user_agent: String,
    /// A client to send with. Let it follow no redirects: this crate does, and leaves credentials behind.
    pub http_client: Option<reqwest::Client>,
    /// Something else to send with.
    pub transport: Option<Arc<dyn Transport>>,
    /// What every request passes through, the first one first.
    pub middleware: Vec<Arc<dyn Middleware>>,
    /// Where tokens are kept.
    pub token_store: Option<Arc<dyn TokenStore>>,
    /// Who is asked for a code when logging in needs a second factor; without it, that is [`Error::FactorRequired`].
    pub second_factor: Option<Arc<dyn SecondFactor>>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            base_url: String::new(),
            server: None,
            credentials: Credentials::None,
            schemes: BTreeMap::new(),
            timeout: Duration::from_secs(30),
            total_timeout: Duration::from_secs(120),
            max_retries: 2,
            retry_delay: Duration::from_millis(500),
            max_retry_delay: Duration::from_secs(8),
            headers: HeaderMap::new(),
            user_agent: String::new(),
            http_client: None,
            transport: None,
            middleware: Vec::new(),
            token_store: None,
            second_factor: None,
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Config")
            .field("base_url", &shown(&self.base_url))
            .field("server", &self.server)
            .field("credentials", &self.credentials)
            .field("schemes", &self.schemes)
            .field("timeout", &self.timeout)
            .field("total_timeout", &self.total_timeout)
            .field("max_retries", &self.max_retries)
            .finish_non_exhaustive()
    }
}

/// An address as it can be shown: a name and password in it, a query and a fragment cannot.
fn shown(address: &str) -> String {
    let address =
        address.rsplit_once('@').map_or_else(|| address.to_owned(), |(_, host)| format!("[redacted]@{host}"));
    address.split(['?', '#']).next().unwrap_or_default().to_owned()
}

impl Config {
    /// Reads the variables that begin with a prefix, such as `ACME_BASE_URL`.
    ///
    /// # Errors
    ///
    /// When a number is none, or out of range.
    pub fn from_variables(prefix: &str) -> Result<Self, Error> {
        Self::from_lookup(prefix, &|name| env::var(name).ok())
    }

    /// Reads variables that are looked up in a certain way; empty ones are as good as none.
    pub(crate) fn from_lookup(prefix: &str, lookup: &dyn Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let variable = |name: &str| lookup(&format!("{prefix}_{name}")).filter(|text| !text.is_empty());
        let mut config = Self {
            base_url: variable("BASE_URL").unwrap_or_default(),
            credentials: credentials(&variable),
            ..Self::default()
        };
        let number = |name: &str, least: u32| -> Result<Option<u32>, Error> {
            let wrong = || Error::Input(format!("{prefix}_{name} must be a whole number from {least}"));
            let read = |text: String| text.parse().ok().filter(|number| *number >= least).ok_or_else(wrong);
            variable(name).map(read).transpose()
        };
        if let Some(milliseconds) = number("TIMEOUT_MS", 1)? {
            config.timeout = Duration::from_millis(milliseconds.into());
        }
        if let Some(milliseconds) = number("TOTAL_TIMEOUT_MS", 1)? {
            config.total_timeout = Duration::from_millis(milliseconds.into());
        }
        config.max_retries = number("MAX_RETRIES", 0)?.unwrap_or(config.max_retries);
        Ok(config)
    }
}

fn credentials(variable: &dyn Fn(&str) -> Option<String>) -> Credentials {
    let secret = |name: &str| variable(name).map(Secret::from);
    if let Some(token) = secret("TOKEN") {
        return Credentials::Token(token);
    }
    if let Some(key) = secret("API_KEY") {
        return Credentials::ApiKey(key);
    }
    if let Some(access_token) = secret("ACCESS_TOKEN") {
        return Credentials::Tokens { access_token, refresh_token: secret("REFRESH_TOKEN") };
    }
    match (variable("EMAIL").or_else(|| variable("USERNAME")), secret("PASSWORD")) {
        (None, None) => Credentials::None,
        // One without the other is found when the client is set up, which knows whether there is a login.
        (login, password) => {
            Credentials::Password { login: login.unwrap_or_default(), password: password.unwrap_or_default() }
        }
    }
}
