//! Sending: credentials, retries, time limits, redirects.

use std::sync::Arc;

use reqwest::header::{HeaderMap, HeaderValue, USER_AGENT};
use reqwest::redirect::Policy;
use reqwest::{Method, Response, Url};
use uuid::Uuid;

use super::answer::Answer;
use super::authorize::authorize;
use super::check::{self, base_url};
use super::redact;
use super::request::Body;
use super::retry::Budget;
use super::session::{Flow, Session};
use super::transport::redirected;
use super::{Config, Error, Next, Request, Scheme, Secret, Transport, TransportError};

const MAX_REDIRECTS: usize = 5;

/// What all calls of a client share.
pub struct Core {
    config: Config,
    base: Url,
    is_default_base: bool,
    service: &'static Service,
    transport: Arc<dyn Transport>,
    pub(crate) session: Option<Session>,
}

/// What the document says about a service as a whole.
#[derive(Debug)]
pub struct Service {
    /// What its environment variables begin with.
    pub prefix: &'static str,
    /// Where it is; empty if the document does not say.
    pub base_url: &'static str,
    /// The member of errors that tells them apart.
    pub code_field: &'static str,
    /// How it gives tokens.
    pub flow: Flow,
}

impl Core {
    /// Sets up a client of a service, which introduces itself as `agent`.
    ///
    /// # Errors
    ///
    /// When a setting does not make sense, or TLS cannot be set up.
    pub fn new(mut config: Config, service: &'static Service, agent: &str) -> Result<Arc<Self>, Error> {
        let is_default_base = config.base_url.is_empty();
        let address = if is_default_base { service.base_url } else { &config.base_url };
        let base = base_url(address, service.prefix)?;
        check::settings(&config, service)?;
        let agent = format!("{} {agent}", config.user_agent);
        let agent =
            HeaderValue::from_str(agent.trim()).map_err(|_| input("the user agent cannot be sent"))?;
        config.headers.entry(USER_AGENT).or_insert(agent);
        let transport: Arc<dyn Transport> = match (&config.transport, &config.http_client) {
            (Some(transport), _) => Arc::clone(transport),
            (None, Some(client)) => Arc::new(client.clone()),
            (None, None) => Arc::new(http_client()?),
        };
        let session = Session::new(&config, &service.flow);
        Ok(Arc::new(Self { config, base, is_default_base, service, transport, session }))
    }

    /// Sends a request as often as it takes, and returns a successful answer.
    pub(crate) async fn send(self: &Arc<Self>, mut request: Request, streams: bool) -> Result<Answer, Error> {
        let response = self.exchange(&mut request, streams).await?;
        if response.is_success() {
            return Ok(response);
        }
        let token = match &self.session {
            Some(session) => session.access_token().await,
            None => None,
        };
        let token = token.as_ref().map(Secret::expose);
        let secrets = redact::secrets(&request, &self.config.credentials, token);
        Err(response.into_error(self.service.code_field, &secrets))
    }

    /// Sends a request as often as it takes, and returns whatever the last answer is.
    pub(crate) async fn exchange(
        self: &Arc<Self>,
        request: &mut Request,
        streams: bool,
    ) -> Result<Answer, Error> {
        self.add_idempotency_key(request);
        let (url, headers) = request.finish(&self.base_of(request)?)?;
        let mut budget = Budget::new(&self.config, request);
        let mut refused: Option<Secret> = None;
        loop {
            let token = self.token(request, refused.as_ref(), &budget).await?;
            let outcome = self.one_try(request, &url, &headers, token.as_ref(), &budget, streams).await;
            if let (Ok(answer), Some(token), None) = (&outcome, &token, &refused)
                && answer.status == 401
                && self.session.as_ref().is_some_and(Session::can_renew)
                && request.can_be_repeated()
            {
                refused = Some(token.clone());
                continue;
            }
            let Some(wait) = budget.wait(&self.config, request, &outcome) else {
                return outcome;
            };
            tokio::time::sleep(wait).await;
        }
    }

    fn base_of(&self, request: &Request) -> Result<Url, Error> {
        let own = request.operation.server;
        if self.is_default_base && !own.is_empty() {
            base_url(own, self.service.prefix)
        } else {
            Ok(self.base.clone())
        }
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
        let (limit, after) = budget.limit();
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
        authorize(&mut prepared, request.operation.auth, &self.config.credentials, token)?;
        Ok(prepared)
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
}

fn input(message: &str) -> Error {
    Error::Input(message.to_owned())
}

fn http_client() -> Result<reqwest::Client, Error> {
    let client = reqwest::Client::builder().redirect(Policy::none()).build();
    client.map_err(|error| Error::Transport { message: error.without_url().to_string(), connected: false })
}
