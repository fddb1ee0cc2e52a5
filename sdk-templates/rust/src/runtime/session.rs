//! Tokens: had by logging in, renewed ahead of time, and by one request for any number of callers.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio::sync::OnceCell;

use super::grant::Granted;
use super::second_step::{ask, completed};
use super::{
    Answer, BoxFuture, Config, Core, Credential, Credentials, Error, Operation, Scheme, SecondFactor, Secret,
};

/// Tokens that are due within this time are renewed.
const LEEWAY: Duration = Duration::from_secs(30);

/// The members of answers that OAuth 2.0 has tokens in.
const OAUTH: [&str; 3] = ["access_token", "refresh_token", "expires_in"];

/// How a service gives tokens; empty where it does not.
#[derive(Debug)]
pub struct Flow {
    /// The operation that trades a password for tokens.
    pub login: Option<&'static Operation>,
    /// The member of the login that takes an email address.
    pub email: &'static str,
    /// The member of the login that takes a username.
    pub username: &'static str,
    /// The member of the login that takes the password.
    pub password: &'static str,
    /// The operation that completes a login which waits for a second factor.
    pub second_step: Option<&'static Operation>,
    /// The member of its body, and of the answer that waits for it, that holds the token.
    pub login_token: &'static str,
    /// The member of its body that takes the code.
    pub code: &'static str,
    /// The operation that renews tokens.
    pub refresh: Option<&'static Operation>,
    /// The member of answers that holds the access token.
    pub access_token: &'static str,
    /// The member of answers, and of the request to renew, that holds the refresh token.
    pub refresh_token: &'static str,
    /// The member of answers that holds the seconds an access token is good for.
    pub expires_in: &'static str,
}

/// What a login or renewal gives. `Debug` hides the tokens; serialised, for a [`TokenStore`] of yours, they show.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tokens {
    /// What proves who the caller is.
    pub access_token: Secret,
    /// What the next tokens are had for.
    pub refresh_token: Option<Secret>,
    /// When the access token ceases to be good.
    pub expires_at: Option<SystemTime>,
}

/// Where tokens are kept, so that they outlive a client or are shared by several.
pub trait TokenStore: Send + Sync {
    /// Returns the tokens that were kept last.
    fn load(&self) -> BoxFuture<'_, Option<Tokens>>;
    /// Keeps tokens, or forgets them.
    fn save(&self, tokens: Option<Tokens>) -> BoxFuture<'_, ()>;
}

/// Keeps tokens in memory.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Option<Tokens>>);

impl TokenStore for MemoryStore {
    fn load(&self) -> BoxFuture<'_, Option<Tokens>> {
        Box::pin(async move { self.0.lock().ok().and_then(|tokens| tokens.clone()) })
    }

    fn save(&self, tokens: Option<Tokens>) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            if let Ok(mut kept) = self.0.lock() {
                *kept = tokens;
            }
        })
    }
}

/// The tokens of a client.
pub(crate) struct Session {
    source: Source,
    store: Arc<dyn TokenStore>,
    given: Option<Tokens>,
    seeded: OnceCell<()>,
    turn: tokio::sync::Mutex<()>,
}

/// What tokens are had with.
enum Source {
    Login { flow: &'static Flow, login: Option<(String, Secret)>, factor: Option<Arc<dyn SecondFactor>> },
    Grant(Granted),
}

impl Session {
    /// A session of the service's own login, if the credentials are such that tokens come and go.
    pub(crate) fn of_login(config: &Config, flow: &'static Flow) -> Option<Self> {
        let (login, given) = match &config.credentials {
            Credentials::Password { login, password }
                if !login.is_empty() && !password.expose().is_empty() =>
            {
                (Some((login.clone(), password.clone())), None)
            }
            Credentials::Tokens { access_token, refresh_token } => {
                let expires_at = expiry_of(access_token);
                let (access_token, refresh_token) = (access_token.clone(), refresh_token.clone());
                (None, Some(Tokens { access_token, refresh_token, expires_at }))
            }
            _ => return None,
        };
        let store = config.token_store.clone().unwrap_or_else(|| Arc::new(MemoryStore::default()));
        let factor = config.second_factor.clone();
        Some(Self::new(Source::Login { flow, login, factor }, store, given))
    }

    /// A session whose tokens OAuth 2.0 gives.
    pub(crate) fn of_grant(scheme: &'static Scheme, credential: &Credential) -> Result<Self, Error> {
        let source = Source::Grant(Granted::new(scheme, credential)?);
        Ok(Self::new(source, Arc::new(MemoryStore::default()), None))
    }

    fn new(source: Source, store: Arc<dyn TokenStore>, given: Option<Tokens>) -> Self {
        Self { source, store, given, seeded: OnceCell::new(), turn: tokio::sync::Mutex::default() }
    }

    /// Whether a token that was refused can be replaced.
    pub(crate) fn can_renew(&self) -> bool {
        match &self.source {
            Source::Login { flow, login, .. } => login.is_some() || flow.refresh.is_some(),
            Source::Grant(_) => true,
        }
    }

    /// A token that is good for a while and is not one that was refused.
    pub(crate) async fn token(
        self: &Arc<Self>,
        core: &Arc<Core>,
        refused: &[Secret],
    ) -> Result<Option<Secret>, Error> {
        if let Some(tokens) = self.current().await
            && is_good(&tokens, refused)
        {
            return Ok(Some(tokens.access_token));
        }
        // In a task of its own: a caller that goes away must not take the next refresh token with it.
        let task = tokio::spawn(take_turn(Arc::clone(self), Arc::clone(core), refused.to_vec()));
        task.await.unwrap_or_else(|_| Err(Error::Input("the renewal of tokens was cut off".to_owned())))
    }

    /// The token that requests are sent with.
    pub(crate) async fn access_token(&self) -> Option<Secret> {
        self.store.load().await.map(|tokens| tokens.access_token)
    }

    /// The tokens of the store, which begins with those that were given.
    async fn current(&self) -> Option<Tokens> {
        self.seeded.get_or_init(|| self.seed()).await;
        self.store.load().await
    }

    async fn seed(&self) {
        if self.given.is_some() && self.store.load().await.is_none() {
            self.store.save(self.given.clone()).await;
        }
    }

    async fn renewed(&self, core: &Arc<Core>, refused: &[Secret]) -> Result<Option<Secret>, Error> {
        let _turn = self.turn.lock().await;
        let current = self.current().await;
        if let Some(tokens) = &current
            && is_good(tokens, refused)
        {
            return Ok(Some(tokens.access_token.clone()));
        }
        let outcome = match current.as_ref().and_then(|tokens| tokens.refresh_token.clone()) {
            Some(token) => self.source.refresh(core, &token).await,
            None => Ok(None),
        };
        let tokens = match outcome {
            Ok(Some(tokens)) => Some(tokens),
            Err(error) if !self.source.can_begin() || error.status().is_none_or(|status| status >= 500) => {
                return Err(error);
            }
            Ok(None) | Err(_) => self.source.begin(core).await?,
        };
        match tokens {
            Some(tokens) => {
                self.store.save(Some(tokens.clone())).await;
                Ok(Some(tokens.access_token))
            }
            None => Ok(current.map(|tokens| tokens.access_token)),
        }
    }
}

impl Source {
    /// Whether tokens can be had without any.
    fn can_begin(&self) -> bool {
        !matches!(self, Self::Login { login: None, .. })
    }

    async fn refresh(&self, core: &Arc<Core>, token: &Secret) -> Result<Option<Tokens>, Error> {
        let (answer, members) = match self {
            Self::Login { flow: Flow { refresh: None, .. }, .. } => return Ok(None),
            Self::Login { flow, .. } => {
                let body = Map::from_iter([(flow.refresh_token.to_owned(), token.expose().into())]);
                (ask(core, flow.refresh, &body).await?, flow.members())
            }
            Self::Grant(granted) => (granted.refresh(core, token).await?, OAUTH),
        };
        tokens(&answer, members, Some(token)).map(Some)
    }

    async fn begin(&self, core: &Arc<Core>) -> Result<Option<Tokens>, Error> {
        let (answer, members) = match self {
            Self::Login { login: None, .. } => return Ok(None),
            Self::Login { flow, login: Some((login, password)), factor } => {
                let body = flow.credentials(login, password)?;
                let answer = ask(core, flow.login, &body).await?;
                (completed(core, flow, factor.as_deref(), answer).await?, flow.members())
            }
            Self::Grant(granted) => (granted.first(core).await?, OAUTH),
        };
        tokens(&answer, members, None).map(Some)
    }
}

impl Flow {
    fn members(&self) -> [&'static str; 3] {
        [self.access_token, self.refresh_token, self.expires_in]
    }

    /// The body of a login.
    fn credentials(&self, login: &str, password: &Secret) -> Result<Map<String, Value>, Error> {
        let by_email = self.username.is_empty() || login.contains('@') && !self.email.is_empty();
        let field = if by_email { self.email } else { self.username };
        if self.login.is_none() || field.is_empty() {
            return Err(Error::Input("this service has no operation to log in with a password".to_owned()));
        }
        let members = [(field, login), (self.password, password.expose())];
        Ok(members.map(|(name, value)| (name.to_owned(), Value::from(value))).into_iter().collect())
    }
}

/// Reads tokens out of an answer; where it has no new refresh token, the `spent` one stays.
fn tokens(answer: &Answer, members: [&str; 3], spent: Option<&Secret>) -> Result<Tokens, Error> {
    let given: Value = answer.json()?;
    let text = |name: &str| given.get(name).and_then(Value::as_str).map(Secret::from);
    let [access_token, refresh_token, expires_in] = members;
    let refresh_token = text(refresh_token).or_else(|| spent.cloned());
    let Some(access_token) = text(access_token) else {
        return Err(answer.undecodable(format!("it has no {access_token}")));
    };
    let seconds = given.get(expires_in).and_then(Value::as_f64).filter(|seconds| *seconds >= 0.0);
    let lasts = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let expires_at = lasts.and_then(|lasts| SystemTime::now().checked_add(lasts));
    Ok(Tokens { access_token, refresh_token, expires_at })
}

/// Renews the tokens of a client; in a box, as logging in is itself a call.
fn take_turn(
    session: Arc<Session>,
    core: Arc<Core>,
    refused: Vec<Secret>,
) -> BoxFuture<'static, Result<Option<Secret>, Error>> {
    Box::pin(async move { session.renewed(&core, &refused).await })
}

fn is_good(tokens: &Tokens, refused: &[Secret]) -> bool {
    let is_due = tokens.expires_at.is_some_and(|expiry| expiry <= SystemTime::now() + LEEWAY);
    !refused.contains(&tokens.access_token) && !is_due
}

/// When a token says that it expires, if it is one that does.
fn expiry_of(token: &Secret) -> Option<SystemTime> {
    let payload = token.expose().split('.').nth(1)?;
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(claims.get("exp")?.as_u64()?))
}
