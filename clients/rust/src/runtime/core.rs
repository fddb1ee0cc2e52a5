//! Sending: credentials, retries, time limits, redirects.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use reqwest::redirect::Policy;
use reqwest::{Method, Response, Url};
use tokio::time::Instant;
use uuid::Uuid;

use super::answer::{Answer, retry_after};
use super::error::is_retryable_status;
use super::request::Body;
use super::session::Session;
use super::transport::redirected;
use super::{Config, Credentials, Error, Flow, Next, Request, Scheme, Secret, Transport, TransportError};

const MAX_REDIRECTS: usize = 5;

/// What all calls of a client share.
pub struct Core {
    config: Config,
    base: Url,
    is_default_base: bool,
    transport: Arc<dyn Transport>,
    pub(crate) session: Option<Session>,
}

/// What one call has left.
struct Budget {
    deadline: Instant,
    total: Duration,
    timeout: Duration,
    retries: u32,
    tries: u32,
}

impl Core {
    /// Sets up a client; `default_base` is the address in the document, `flow` how tokens are had.
    ///
    /// # Errors
    ///
    /// When the base URL is none, or TLS cannot be set up.
    pub fn new(
        mut config: Config,
        default_base: &str,
        flow: &'static Flow,
        agent: &str,
    ) -> Result<Arc<Self>, Error> {
        let is_default_base = config.base_url.is_empty();
        let address = if is_default_base { default_base } else { &config.base_url };
        let base = base_url(address)?;
        let agent = format!("{} {agent}", config.user_agent);
        let agent =
            HeaderValue::from_str(agent.trim()).map_err(|_| input("the user agent cannot be sent"))?;
        config.headers.entry(USER_AGENT).or_insert(agent);
        let transport: Arc<dyn Transport> = match (&config.transport, &config.http_client) {
            (Some(transport), _) => Arc::clone(transport),
            (None, Some(client)) => Arc::new(client.clone()),
            (None, None) => Arc::new(http_client()?),
        };
        let session = Session::new(&config, flow);
        Ok(Arc::new(Self { config, base, is_default_base, transport, session }))
    }

    /// Sends a request as often as it takes, and returns a successful answer.
    pub(crate) async fn send(self: &Arc<Self>, request: Request, streams: bool) -> Result<Answer, Error> {
        let response = self.exchange(request, streams).await?;
        if response.is_success() { Ok(response) } else { Err(response.into_error()) }
    }

    /// Sends a request as often as it takes, and returns whatever the last answer is.
    pub(crate) async fn exchange(
        self: &Arc<Self>,
        mut request: Request,
        streams: bool,
    ) -> Result<Answer, Error> {
        self.add_idempotency_key(&mut request);
        let (url, headers) = request.finish(&self.base_of(&request)?)?;
        let mut budget = self.budget(&request);
        let mut refused: Option<Secret> = None;
        loop {
            let token = self.token(&request, refused.as_ref(), &budget).await?;
            let outcome = self.one_try(&request, &url, &headers, token.as_ref(), &budget, streams).await;
            if let (Ok(answer), Some(token), None) = (&outcome, &token, &refused)
                && answer.status == 401
                && self.session.as_ref().is_some_and(Session::can_renew)
                && request.can_be_repeated()
            {
                refused = Some(token.clone());
                continue;
            }
            let Some(wait) = self.wait(&request, &outcome, &budget) else {
                return outcome;
            };
            tokio::time::sleep(wait).await;
            budget.tries += 1;
        }
    }

    fn budget(&self, request: &Request) -> Budget {
        Budget {
            deadline: Instant::now() + self.config.total_timeout,
            total: self.config.total_timeout,
            timeout: request.timeout.unwrap_or(self.config.timeout),
            retries: request.max_retries.unwrap_or(self.config.max_retries),
            tries: 0,
        }
    }

    fn base_of(&self, request: &Request) -> Result<Url, Error> {
        let own = request.operation.server;
        if self.is_default_base && !own.is_empty() { base_url(own) } else { Ok(self.base.clone()) }
    }

    /// Whether an address is where this client's credentials may go.
    pub(crate) fn is_ours(&self, request: &Request, url: &Url) -> bool {
        self.base_of(request).is_ok_and(|base| base.origin() == url.origin())
    }

    /// Makes an address out of one that may be relative.
    pub(crate) fn resolve(&self, address: &str) -> Option<Url> {
        self.base.join(address).ok()
    }

    fn add_idempotency_key(&self, request: &mut Request) {
        let name = request.operation.idempotency_header;
        if !name.is_empty() && !request.headers.contains_key(name) {
            request.header(name, &Uuid::new_v4());
        }
    }

    /// The token to send, had or renewed if need be.
    async fn token(
        self: &Arc<Self>,
        request: &Request,
        refused: Option<&Secret>,
        budget: &Budget,
    ) -> Result<Option<Secret>, Error> {
        match &self.session {
            Some(session) if request.operation.auth.contains(&Scheme::Bearer) => {
                let token = session.token(self, refused.cloned());
                match tokio::time::timeout_at(budget.deadline, token).await {
                    Ok(token) => token,
                    Err(_) => Err(Error::Timeout { after: budget.total }),
                }
            }
            _ => Ok(None),
        }
    }

    async fn one_try(
        &self,
        request: &Request,
        url: &Url,
        headers: &HeaderMap,
        token: Option<&Secret>,
        budget: &Budget,
        streams: bool,
    ) -> Result<Answer, Error> {
        let prepared = self.prepare(request, url, headers, token)?;
        let left = budget.deadline.saturating_duration_since(Instant::now());
        let (limit, after) =
            if left < budget.timeout { (left, budget.total) } else { (budget.timeout, budget.timeout) };
        let exchange = async {
            let response = self
                .follow(prepared)
                .await
                .map_err(|error| Error::Transport { message: error.message, connected: error.connected })?;
            Answer::read(response, request.operation, streams).await
        };
        tokio::time::timeout(limit, exchange).await.unwrap_or(Err(Error::Timeout { after }))
    }

    fn prepare(
        &self,
        request: &Request,
        url: &Url,
        headers: &HeaderMap,
        token: Option<&Secret>,
    ) -> Result<reqwest::Request, Error> {
        let method = Method::from_bytes(request.operation.method.as_bytes());
        let method = method.map_err(|_| input("the method cannot be sent"))?;
        let mut prepared = reqwest::Request::new(method, url.clone());
        *prepared.headers_mut() = self.config.headers.clone();
        for (name, value) in headers {
            prepared.headers_mut().insert(name.clone(), value.clone());
        }
        *prepared.body_mut() = match &request.body {
            Body::None => None,
            Body::Bytes(bytes) => Some(bytes.to_vec().into()),
            Body::Stream(stream) => stream.lock().ok().and_then(|mut stream| stream.take()),
        };
        self.authorize(&mut prepared, request.operation.auth, token)?;
        Ok(prepared)
    }

    fn authorize(
        &self,
        request: &mut reqwest::Request,
        schemes: &[Scheme],
        token: Option<&Secret>,
    ) -> Result<(), Error> {
        for scheme in schemes {
            match (scheme, &self.config.credentials, token) {
                (Scheme::Bearer, _, Some(token)) | (Scheme::Bearer, Credentials::Token(token), None) => {
                    set(request, AUTHORIZATION, &format!("Bearer {}", token.expose()))?;
                }
                (Scheme::Basic, Credentials::Basic { username, password }, _) => {
                    let pair = STANDARD.encode(format!("{username}:{}", password.expose()));
                    set(request, AUTHORIZATION, &format!("Basic {pair}"))?;
                }
                (scheme, Credentials::ApiKey(key), _) => with_key(request, *scheme, key)?,
                _ => {}
            }
        }
        Ok(())
    }

    async fn follow(&self, mut request: reqwest::Request) -> Result<Response, TransportError> {
        for _ in 0..MAX_REDIRECTS {
            let (again, method) = (request.try_clone(), request.method().clone());
            let response = self.pass(request).await?;
            match redirected(&method, again, &response) {
                Some(next) => request = next,
                None => return Ok(response),
            }
        }
        Err(TransportError { message: "there were too many redirects".to_owned(), connected: true })
    }

    async fn pass(&self, request: reqwest::Request) -> Result<Response, TransportError> {
        let next = Next { transport: self.transport.as_ref(), middleware: &self.config.middleware };
        next.run(request).await
    }

    /// How long to wait before the next try, if there is to be one.
    fn wait(&self, request: &Request, outcome: &Result<Answer, Error>, budget: &Budget) -> Option<Duration> {
        let repeats = request.operation.retryable && request.can_be_repeated();
        let asked = match outcome {
            Ok(answer) if is_retryable_status(answer.status) && repeats => retry_after(&answer.headers),
            Err(Error::Transport { connected: false, .. }) if request.can_be_repeated() => None,
            Err(Error::Transport { .. } | Error::Timeout { .. }) if repeats => None,
            _ => return None,
        };
        let delay = self.config.retry_delay.saturating_mul(1 << budget.tries.min(16));
        let delay = jittered(delay.min(self.config.max_retry_delay));
        let wait = asked.map_or(delay, |asked| asked.max(Duration::from_millis(1)));
        let in_time = Instant::now().checked_add(wait).is_some_and(|then| then < budget.deadline);
        (budget.tries < budget.retries && in_time).then_some(wait)
    }
}

impl Request {
    /// Whether the body is still there for another try.
    fn can_be_repeated(&self) -> bool {
        !matches!(self.body, Body::Stream(_))
    }
}

fn input(message: &str) -> Error {
    Error::Input(message.to_owned())
}

fn base_url(address: &str) -> Result<Url, Error> {
    let url = Url::parse(address)
        .map_err(|_| input("the base URL has to be an address such as https://example.com"))?;
    if matches!(url.scheme(), "http" | "https") && url.has_host() {
        return Ok(url);
    }
    Err(input("the base URL has to begin with http:// or https://"))
}

fn http_client() -> Result<reqwest::Client, Error> {
    let client = reqwest::Client::builder().redirect(Policy::none()).build();
    client.map_err(|error| Error::Transport { message: error.without_url().to_string(), connected: false })
}

/// Between half of a delay and all of it.
fn jittered(delay: Duration) -> Duration {
    let random = u32::from_be_bytes([0, 0, Uuid::new_v4().as_bytes()[0], Uuid::new_v4().as_bytes()[1]]);
    delay / 2 + (delay / 2).mul_f64(f64::from(random) / 65535.0)
}

fn set(request: &mut reqwest::Request, name: HeaderName, value: &str) -> Result<(), Error> {
    let mut value =
        HeaderValue::from_str(value).map_err(|_| input("the credentials cannot be sent in a header"))?;
    value.set_sensitive(true);
    request.headers_mut().insert(name, value);
    Ok(())
}

fn with_key(request: &mut reqwest::Request, scheme: Scheme, key: &Secret) -> Result<(), Error> {
    match scheme {
        Scheme::KeyHeader(name) => {
            let name = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| input("the key's header cannot be sent"))?;
            set(request, name, key.expose())
        }
        Scheme::KeyQuery(name) => {
            request.url_mut().query_pairs_mut().append_pair(name, key.expose());
            Ok(())
        }
        Scheme::KeyCookie(name) => {
            let others = request.headers().get(COOKIE).and_then(|value| value.to_str().ok());
            let others = others.map(|others| format!("{others}; ")).unwrap_or_default();
            set(request, COOKIE, &format!("{others}{name}={}", key.expose()))
        }
        Scheme::Bearer | Scheme::Basic => Ok(()),
    }
}
