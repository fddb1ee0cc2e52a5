//! How requests leave.

use std::error::Error as _;
use std::future::Future;
use std::pin::Pin;

use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, LOCATION, USER_AGENT};
use reqwest::{Method, Request, Response};

/// A future that can be sent to other threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Why a request got no answer.
#[derive(Clone, Debug)]
pub struct TransportError {
    /// What happened, without addresses or values.
    pub message: String,
    /// Whether there was a connection, so that the request may have been carried out.
    pub connected: bool,
}

/// Something that sends requests.
pub trait Transport: Send + Sync {
    /// Sends a request and returns the answer as soon as its headers are there.
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>>;
}

/// Something that requests pass through on their way, for each try.
pub trait Middleware: Send + Sync {
    /// Handles a request, usually by changing it and handing it to `next`.
    fn handle<'a>(
        &'a self,
        request: Request,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<Response, TransportError>>;
}

/// The rest of the way.
pub struct Next<'a> {
    pub(crate) transport: &'a dyn Transport,
    pub(crate) middleware: &'a [std::sync::Arc<dyn Middleware>],
}

impl<'a> Next<'a> {
    /// Sends the request on.
    pub fn run(self, request: Request) -> BoxFuture<'a, Result<Response, TransportError>> {
        match self.middleware.split_first() {
            Some((first, rest)) => {
                first.handle(request, Next { transport: self.transport, middleware: rest })
            }
            None => self.transport.send(request),
        }
    }
}

impl Transport for reqwest::Client {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move { self.execute(request).await.map_err(transport_error) })
    }
}

/// What went wrong, without the address, which may have secrets in its query.
pub(crate) fn transport_error(error: reqwest::Error) -> TransportError {
    let connected = !error.is_connect() && !error.is_builder();
    let error = error.without_url();
    let mut message = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        message = format!("{message}: {inner}");
        source = inner.source();
    }
    TransportError { message, connected }
}

/// The request that a redirect asks for, if it is safe to follow.
///
/// To another host, only requests that read are repeated, and without anything that may be a credential.
pub(crate) fn redirected(method: &Method, request: Option<Request>, response: &Response) -> Option<Request> {
    let mut request = request?;
    let from = request.url().clone();
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    let to = from.join(location).ok()?;
    let reads = matches!(*method, Method::GET | Method::HEAD);
    let same = from.origin() == to.origin();
    let status = response.status().as_u16();
    match status {
        301 | 302 | 303 | 307 | 308 if reads => {}
        307 | 308 if same => {}
        _ => return None,
    }
    if !matches!(to.scheme(), "http" | "https") {
        return None;
    }
    *request.url_mut() = to;
    if !same {
        let harmless = [ACCEPT, ACCEPT_LANGUAGE, USER_AGENT];
        let kept = request.headers().iter().filter(|(name, _)| harmless.contains(name));
        *request.headers_mut() = kept.map(|(name, value)| (name.clone(), value.clone())).collect();
    }
    Some(request)
}
