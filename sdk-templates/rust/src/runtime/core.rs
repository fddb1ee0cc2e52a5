//! Sending: credentials, retries, time limits, redirects.

use std::sync::Arc;

use reqwest::header::{HeaderMap, HeaderValue, USER_AGENT};
use reqwest::redirect::Policy;
use reqwest::{Method, Response, Url};
use uuid::Uuid;

use super::answer::Answer;
use super::authorize::{Proof, authorize};
use super::check::{self, base_url};
use super::keyring::{Held, Keyring, proofs};
use super::redact;
use super::request::Body;
use super::retry::Budget;
use super::session::Flow;
use super::transport::redirected;
use super::{Config, Error, Next, Place, Request, Scheme, Secret, ServerAddress, Transport, TransportError};

const MAX_REDIRECTS: usize = 5;

/// What all calls of a client share.
pub struct Core {
    config: Config,
    base: Url,
    is_default_base: bool,
    service: &'static Service,
    transport: Arc<dyn Transport>,
    keyring: Keyring,
}

/// What the document says about a service as a whole.
#[derive(Debug)]
pub struct Service {
    /// What its environment variables begin with.
    pub prefix: &'static str,
    /// Where it is; empty if the document does not say.
    pub base_url: &'static str,
    /// All places where it is.
    pub servers: &'static [ServerAddress],
    /// The security schemes that clients have credentials for.
    pub schemes: &'static [Scheme],
    /// The member of errors that tells them apart.
    pub code_field: &'static str,
    /// How it gives tokens.
    pub flow: Flow,
}

impl Service {
    /// A security scheme by its id.
    pub(crate) fn scheme(&self, id: &str) -> Option<&'static Scheme> {
        self.schemes.iter().find(|scheme| scheme.id == id)
    }
}

impl Core {
    /// Sets up a client of a service, which introduces itself as `agent`.
    ///
    /// # Errors
    ///
    /// When a setting does not make sense, or TLS cannot be set up.
    pub fn new(mut config: Config, service: &'static Service, agent: &str) -> Result<Arc<Self>, Error> {
        let is_default_base = config.base_url.is_empty();
        let base = base_url(&check::address(&config, service)?, service.prefix)?;
        check::settings(&config, service)?;
        let keyring = Keyring::new(&config, service)?;
        let agent = format!("{} {agent}", config.user_agent);
        let agent =
            HeaderValue::from_str(agent.trim()).map_err(|_| input("the user agent cannot be sent"))?;
        config.headers.entry(USER_AGENT).or_insert(agent);
        let transport: Arc<dyn Transport> = match (&config.transport, &config.http_client) {
            (Some(transport), _) => Arc::clone(transport),
            (None, Some(client)) => Arc::new(client.clone()),
            (None, None) => Arc::new(http_client()?),
        };
        Ok(Arc::new(Self { config, base, is_default_base, service, transport, keyring }))
    }

    /// Sends a request as often as it takes, and returns a successful answer.
    pub(crate) async fn send(self: &Arc<Self>, mut request: Request, streams: bool) -> Result<Answer, Error> {
        let response = self.exchange(&mut request, streams).await?;
        if response.is_success() {
            return Ok(response);
        }
        let secrets = redact::secrets(&request, &self.config, &self.keyring.secrets().await);
        Err(response.into_error(self.service.code_field, &secrets))
    }

    /// Sends a request as often as it takes, and returns whatever the last answer is.
    pub(crate) async fn exchange(
        self: &Arc<Self>,
        request: &mut Request,
        streams: bool,
    ) -> Result<Answer, Error> {
        self.add_idempotency_key(request);
        let chosen = self.keyring.choose(request, &self.config.headers)?;
        let (url, headers) = request.finish(&self.base_of(request)?)?;
        let mut budget = Budget::new(&self.config, request);
        let mut refused = Vec::new();
        loop {
            let proofs = self.proofs(&chosen, &refused, &budget).await?;
            let outcome = self.one_try(request, &url, &headers, &proofs, &budget, streams).await;
            let is_refused = matches!(&outcome, Ok(answer) if answer.refuses_token());
            if is_refused
                && refused.is_empty()
                && chosen.iter().any(|(_, held)| held.can_renew())
                && request.can_be_repeated()
            {
                refused = proofs.into_iter().map(|proof| proof.secret).collect();
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

    /// Makes an address out of one that may be beneath that of the service.
    pub(crate) fn beneath(&self, address: &str) -> Option<Url> {
        let mut base = self.base.clone();
        base.set_path(&format!("{}/", base.path().trim_end_matches('/')));
        base.join(address).ok()
    }

    fn add_idempotency_key(&self, request: &mut Request) {
        let name = request.operation.idempotency_header;
        if !name.is_empty() && !request.headers.contains_key(name) {
            request.header(name, &Uuid::new_v4());
        }
    }

    /// The credentials to send, had or renewed if need be.
    async fn proofs(
        self: &Arc<Self>,
        chosen: &[&(Place, Held)],
        refused: &[Secret],
        budget: &Budget,
    ) -> Result<Vec<Proof>, Error> {
        let found = tokio::time::timeout_at(budget.deadline, proofs(self, chosen, refused));
        found.await.unwrap_or(Err(Error::Timeout { after: budget.total }))
    }

    async fn one_try(
        &self,
        request: &Request,
        url: &Url,
        headers: &HeaderMap,
        proofs: &[Proof],
        budget: &Budget,
        streams: bool,
    ) -> Result<Answer, Error> {
        let prepared = self.prepare(request, url, headers, proofs)?;
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
        proofs: &[Proof],
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
        authorize(&mut prepared, proofs)?;
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
