//! Which credentials a client has, and which of them a call takes.

use std::collections::BTreeMap;
use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, HeaderMap};

use super::authorize::{Proof, pair};
use super::missing::listed;
use super::session::Session;
use super::{
    Config, Core, Credential, Credentials, Error, MissingCredentials, Place, Request, Scheme, Secret, Service,
};

/// The credentials of a client, by scheme.
pub(crate) struct Keyring {
    service: &'static Service,
    held: BTreeMap<&'static str, (Place, Held)>,
    /// Whether requests may get credentials that the client does not know of.
    is_open: bool,
}

/// What a client has for a scheme.
pub(crate) enum Held {
    Secret(Secret),
    Session(Arc<Session>),
}

impl Keyring {
    /// Gathers what a client has.
    pub(crate) fn new(config: &Config, service: &'static Service) -> Result<Self, Error> {
        if let Some(id) = config.schemes.keys().find(|id| service.scheme(id).is_none()) {
            let known = listed(service.schemes.iter().map(|scheme| scheme.id), "and");
            let text =
                format!("there is no security scheme '{id}' that takes credentials; there are: {known}");
            return Err(Error::Input(text));
        }
        let login = Session::of_login(config, &service.flow).map(Arc::new);
        let mut held = BTreeMap::new();
        for scheme in service.schemes {
            let found = match config.schemes.get(scheme.id) {
                Some(credential) => Some(stated(scheme, credential)?),
                None => usual(scheme, &config.credentials, login.as_ref(), service)?,
            };
            held.extend(found.map(|found| (scheme.id, (scheme.place, found))));
        }
        let is_open =
            config.transport.is_some() || config.http_client.is_some() || !config.middleware.is_empty();
        Ok(Self { service, held, is_open })
    }

    /// The credentials for a call: all of the first alternative that the client has.
    pub(crate) fn choose(
        &self,
        request: &Request,
        headers: &HeaderMap,
    ) -> Result<Vec<&(Place, Held)>, Error> {
        let (operation, flow) = (request.operation, &self.service.flow);
        if operation.auth.is_empty() || request.without_credentials {
            return Ok(Vec::new());
        }
        let of_login = [flow.login, flow.second_step, flow.refresh];
        let is_login = of_login.iter().flatten().any(|each| each.id == operation.id);
        let usable = |id: &&str| {
            self.held.get(*id).filter(|(_, held)| !(is_login && matches!(held, Held::Session(_))))
        };
        let whole = |ids: &&[&str]| ids.iter().map(usable).collect::<Option<Vec<_>>>();
        let complete: Vec<_> = operation.auth.iter().filter_map(whole).collect();
        let is_free = self.is_open || is_login || !complete.is_empty() || self.has_own(request, headers);
        match complete.into_iter().find(|chosen| !chosen.is_empty()) {
            Some(chosen) => Ok(chosen),
            None if is_free => Ok(Vec::new()),
            None => Err(Error::Credentials(Box::new(self.missing(request)))),
        }
    }

    /// Whether a caller has set a header that credentials would go into.
    fn has_own(&self, request: &Request, headers: &HeaderMap) -> bool {
        let schemes = request.operation.auth.iter().copied().flatten();
        let places = schemes.filter_map(|id| self.service.scheme(id)).map(|scheme| scheme.place);
        places.into_iter().any(|place| {
            let name = match place {
                Place::Bearer | Place::Basic => AUTHORIZATION.as_str(),
                Place::KeyHeader(name) => name,
                Place::KeyQuery(_) | Place::KeyCookie(_) => return false,
            };
            headers.contains_key(name) || request.headers.contains_key(name)
        })
    }

    fn missing(&self, request: &Request) -> MissingCredentials {
        let mut missing: Vec<_> = request.operation.auth.iter().copied().flatten().copied().collect();
        let mut seen = Vec::new();
        missing.retain(|id| {
            let is_new = !self.held.contains_key(id) && !seen.contains(id);
            seen.push(*id);
            is_new
        });
        let option = |id: &str| self.service.scheme(id).map_or("", |scheme| scheme.place.option());
        MissingCredentials {
            operation: request.operation.id,
            alternatives: request.operation.auth,
            missing: missing.into_iter().map(|id| (id, option(id))).collect(),
        }
    }

    /// All secrets that a client sends.
    pub(crate) async fn secrets(&self) -> Vec<Secret> {
        let mut found = Vec::new();
        for (_, held) in self.held.values() {
            match held {
                Held::Secret(secret) => found.push(secret.clone()),
                Held::Session(session) => found.extend(session.access_token().await),
            }
        }
        found
    }
}

impl Place {
    /// What a client is told of credentials that go there.
    fn option(self) -> &'static str {
        match self {
            Self::Bearer => "Credentials::Token",
            Self::Basic => "Credentials::Basic",
            Self::KeyHeader(_) | Self::KeyQuery(_) | Self::KeyCookie(_) => "Credentials::ApiKey",
        }
    }
}

impl Held {
    /// What is to be sent, other than what was refused.
    pub(crate) async fn secret(&self, core: &Arc<Core>, refused: &[Secret]) -> Result<Option<Secret>, Error> {
        match self {
            Self::Secret(secret) => Ok(Some(secret.clone())),
            Self::Session(session) => session.token(core, refused).await,
        }
    }

    /// Whether there is another where this one is refused.
    pub(crate) fn can_renew(&self) -> bool {
        matches!(self, Self::Session(session) if session.can_renew())
    }
}

/// Where the credentials of a call go, and what they are.
pub(crate) async fn proofs(
    core: &Arc<Core>,
    chosen: &[&(Place, Held)],
    refused: &[Secret],
) -> Result<Vec<Proof>, Error> {
    let mut found = Vec::new();
    for (place, held) in chosen {
        let secret = held.secret(core, refused).await?;
        found.extend(secret.map(|secret| Proof { place: *place, secret }));
    }
    Ok(found)
}

/// What was given for a scheme by its id.
fn stated(scheme: &'static Scheme, credential: &Credential) -> Result<Held, Error> {
    let wanted = match (scheme.place, credential) {
        (Place::Basic, Credential::Basic { username, password }) => {
            return pair(username, password.expose()).map(Held::Secret);
        }
        (Place::Basic, _) => "a Credential::Basic",
        (_, Credential::Secret(secret)) => return Ok(Held::Secret(secret.clone())),
        (Place::Bearer, Credential::ClientCredentials { .. } | Credential::Password { .. }) => {
            return Session::of_grant(scheme, credential).map(|session| Held::Session(Arc::new(session)));
        }
        _ => "a Credential::Secret",
    };
    Err(Error::Input(format!("the security scheme '{}' takes {wanted}", scheme.id)))
}

/// What the credentials of the client as a whole are for a scheme.
fn usual(
    scheme: &Scheme,
    credentials: &Credentials,
    login: Option<&Arc<Session>>,
    service: &Service,
) -> Result<Option<Held>, Error> {
    Ok(match (scheme.place, credentials) {
        (Place::Bearer, Credentials::Token(secret)) => Some(Held::Secret(secret.clone())),
        (Place::Bearer, _) => login.cloned().map(Held::Session),
        (Place::Basic, Credentials::Basic { username, password }) => {
            Some(Held::Secret(pair(username, password.expose())?))
        }
        (Place::Basic, Credentials::Password { login, password }) if service.flow.login.is_none() => {
            Some(Held::Secret(pair(login, password.expose())?))
        }
        (Place::Basic, _) => None,
        (_, Credentials::ApiKey(key)) => Some(Held::Secret(key.clone())),
        _ => None,
    })
}
