//! Tokens: had by logging in, renewed ahead of time, and by one request for any number of callers.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio::sync::OnceCell;

use super::{BoxFuture, Config, Core, Credentials, Error, Operation, Request, Secret};

/// Tokens that are due within this time are renewed.
const LEEWAY: Duration = Duration::from_secs(30);

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
    flow: &'static Flow,
    store: Arc<dyn TokenStore>,
    login: Option<(String, Secret)>,
    given: Option<Tokens>,
    seeded: OnceCell<()>,
    turn: tokio::sync::Mutex<()>,
}

impl Session {
    /// A session, if the credentials are such that tokens come and go.
    pub(crate) fn new(config: &Config, flow: &'static Flow) -> Option<Self> {
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
        Some(Self { flow, store, login, given, seeded: OnceCell::new(), turn: tokio::sync::Mutex::default() })
    }

    /// Whether a token that was refused can be replaced.
    pub(crate) fn can_renew(&self) -> bool {
        self.login.is_some() || self.flow.refresh.is_some()
    }

    /// A token that is good for a while and is not the one that was refused.
    pub(crate) async fn token(
        &self,
        core: &Arc<Core>,
        refused: Option<Secret>,
    ) -> Result<Option<Secret>, Error> {
        if let Some(tokens) = self.current().await
            && is_good(&tokens, refused.as_ref())
        {
            return Ok(Some(tokens.access_token));
        }
        // In a task of its own: a caller that goes away must not take the next refresh token with it.
        let task = tokio::spawn(take_turn(Arc::clone(core), refused));
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

    async fn renewed(&self, core: &Arc<Core>, refused: Option<&Secret>) -> Result<Option<Secret>, Error> {
        let _turn = self.turn.lock().await;
        let current = self.current().await;
        if let Some(tokens) = &current
            && is_good(tokens, refused)
        {
            return Ok(Some(tokens.access_token.clone()));
        }
        let outcome = match current.as_ref().and_then(|tokens| tokens.refresh_token.clone()) {
            Some(token) if self.flow.refresh.is_some() => self.refresh(core, &token).await,
            _ => Ok(None),
        };
        let tokens = match outcome {
            Ok(Some(tokens)) => Some(tokens),
            Err(error) if self.login.is_none() || error.status().is_none_or(|status| status >= 500) => {
                return Err(error);
            }
            Ok(None) | Err(_) => self.log_in(core).await?,
        };
        match tokens {
            Some(tokens) => {
                self.store.save(Some(tokens.clone())).await;
                Ok(Some(tokens.access_token))
            }
            None => Ok(current.map(|tokens| tokens.access_token)),
        }
    }

    async fn refresh(&self, core: &Arc<Core>, token: &Secret) -> Result<Option<Tokens>, Error> {
        let body = Map::from_iter([(self.flow.refresh_token.to_owned(), token.expose().into())]);
        self.ask(core, self.flow.refresh, body, Some(token)).await
    }

    async fn log_in(&self, core: &Arc<Core>) -> Result<Option<Tokens>, Error> {
        let Some((login, password)) = &self.login else {
            return Ok(None);
        };
        let by_email = self.flow.username.is_empty() || login.contains('@') && !self.flow.email.is_empty();
        let field = if by_email { self.flow.email } else { self.flow.username };
        if self.flow.login.is_none() || field.is_empty() {
            return Err(Error::Input("this service has no operation to log in with a password".to_owned()));
        }
        let body = [
            (field.to_owned(), login.clone().into()),
            (self.flow.password.to_owned(), password.expose().into()),
        ];
        self.ask(core, self.flow.login, Map::from_iter(body), None).await
    }

    async fn ask(
        &self,
        core: &Arc<Core>,
        operation: Option<&'static Operation>,
        body: Map<String, Value>,
        spent: Option<&Secret>,
    ) -> Result<Option<Tokens>, Error> {
        let Some(operation) = operation else {
            return Ok(None);
        };
        let mut request = Request::new(operation);
        request.json("application/json", &body);
        let answer = core.send(request, false).await?;
        let given: Value = answer.json()?;
        let text = |name: &str| given.get(name).and_then(Value::as_str).map(Secret::from);
        let Some(access_token) = text(self.flow.access_token) else {
            return Err(answer.undecodable(format!("it has no {}", self.flow.access_token)));
        };
        let seconds =
            given.get(self.flow.expires_in).and_then(Value::as_f64).filter(|seconds| *seconds >= 0.0);
        let lasts = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        let expires_at = lasts.and_then(|lasts| SystemTime::now().checked_add(lasts));
        let refresh_token = text(self.flow.refresh_token).or_else(|| spent.cloned());
        Ok(Some(Tokens { access_token, refresh_token, expires_at }))
    }
}

/// Renews the tokens of a client; in a box, as logging in is itself a call.
fn take_turn(core: Arc<Core>, refused: Option<Secret>) -> BoxFuture<'static, Result<Option<Secret>, Error>> {
    Box::pin(async move {
        match &core.session {
            Some(session) => session.renewed(&core, refused.as_ref()).await,
            None => Ok(None),
        }
    })
}

fn is_good(tokens: &Tokens, refused: Option<&Secret>) -> bool {
    let is_due = tokens.expires_at.is_some_and(|expiry| expiry <= SystemTime::now() + LEEWAY);
    refused != Some(&tokens.access_token) && !is_due
}

/// When a token says that it expires, if it is one that does.
fn expiry_of(token: &Secret) -> Option<SystemTime> {
    let payload = token.expose().split('.').nth(1)?;
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(claims.get("exp")?.as_u64()?))
}
