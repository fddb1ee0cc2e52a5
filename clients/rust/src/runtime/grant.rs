//! Tokens of OAuth 2.0, for a client or for somebody's password.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::authorize::pair;
use super::encode::escape;
use super::{Answer, Core, Credential, Error, Grant, Operation, Request, Scheme, Secret, SecretSource};

static TOKEN: Operation = Operation {
    id: "oauth2.token",
    method: "POST",
    path: "",
    server: "",
    accept: "application/json",
    auth: &[],
    retryable: false,
    idempotency_header: "",
    errors: &[],
};

/// How tokens are had from a token endpoint.
pub(crate) struct Granted {
    grant: &'static Grant,
    /// Id and secret.
    client: Option<(String, SecretSource)>,
    /// The members that the first request for tokens has.
    first: Map<String, Value>,
}

impl Granted {
    pub(crate) fn new(scheme: &'static Scheme, credential: &Credential) -> Result<Self, Error> {
        let (kind, client, user, scopes) = match credential {
            Credential::ClientCredentials { client_id, client_secret, scopes } => {
                ("client_credentials", Some((client_id.clone(), client_secret.clone())), None, scopes)
            }
            Credential::Password { username, password, client_id, client_secret, scopes } => {
                let secret = SecretSource::from(client_secret.clone().unwrap_or_default());
                let client = client_id.clone().map(|id| (id, secret));
                ("password", client, Some((username, password)), scopes)
            }
            Credential::Secret(_) | Credential::Basic { .. } => return Err(no_grant(scheme, "")),
        };
        let grant = scheme.grants.iter().find(|grant| grant.kind == kind);
        let mut first = Map::from_iter([("grant_type".to_owned(), kind.into())]);
        if let Some((username, password)) = user {
            first.insert("username".to_owned(), username.as_str().into());
            first.insert("password".to_owned(), password.expose().into());
        }
        if !scopes.is_empty() {
            first.insert("scope".to_owned(), scopes.join(" ").into());
        }
        Ok(Self { grant: grant.ok_or_else(|| no_grant(scheme, kind))?, client, first })
    }

    /// Asks for tokens.
    pub(crate) async fn first(&self, core: &Arc<Core>) -> Result<Answer, Error> {
        self.ask(core, self.grant.token_url, &self.first).await
    }

    /// Asks for the next ones.
    pub(crate) async fn refresh(&self, core: &Arc<Core>, token: &Secret) -> Result<Answer, Error> {
        let members = [("grant_type", "refresh_token"), ("refresh_token", token.expose())];
        let members = members.map(|(name, value)| (name.to_owned(), Value::from(value)));
        let own = Some(self.grant.refresh_url).filter(|url| !url.is_empty());
        self.ask(core, own.unwrap_or(self.grant.token_url), &Map::from_iter(members)).await
    }

    async fn ask(&self, core: &Arc<Core>, url: &str, form: &Map<String, Value>) -> Result<Answer, Error> {
        let mut request = Request::new(&TOKEN);
        request.url = core.beneath(url);
        if request.url.is_none() {
            return Err(Error::Input("the document's address of the token endpoint is none".to_owned()));
        }
        request.form(form, &[]);
        if let Some((id, secret)) = &self.client {
            // RFC 6749, 2.3.1: both are written as in a form first.
            let written = |text: &str| escape(text).replace("%20", "+");
            let client = pair(&written(id), &written(secret.current().expose()))?;
            request.header("Authorization", &format!("Basic {}", client.expose()));
        }
        // Its codes are those of the RFC, and none of the service's.
        core.send(request, false).await.map_err(|error| match error {
            Error::Problem(problem) => Error::Declared(problem),
            other => other,
        })
    }
}

fn no_grant(scheme: &Scheme, kind: &str) -> Error {
    let known: Vec<_> = scheme.grants.iter().map(|grant| grant.kind).collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    Error::Input(format!("the security scheme '{}' has no flow '{kind}', but: {known}", scheme.id))
}
