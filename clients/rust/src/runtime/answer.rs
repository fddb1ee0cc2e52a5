//! What comes back, and what is made of it.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER, WWW_AUTHENTICATE};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::without_values;
use super::redact::scrubbed;
use super::transport::transport_error;
use super::{Error, FieldError, Operation, Problem, UnexpectedStatus};

/// Where errors in the form of RFC 6749 have their code.
const OAUTH_CODE: &str = "error";

/// What a challenge says where the token is fine, but something else is missing.
const OTHER_REASONS: [&str; 2] = ["error=insufficient_scope", "error=insufficient_user_authentication"];

/// An answer whose body was read, or is still to come.
pub struct Answer {
    pub(crate) operation: &'static Operation,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    pub(crate) stream: Option<reqwest::Response>,
}

/// Returned with its status and headers.
#[derive(Clone)]
pub struct WithResponse<T> {
    /// What the call returns.
    pub value: T,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
}

// Headers and bodies may have secrets in them.
impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Answer");
        shown.field("operation", &self.operation.id).field("status", &self.status).finish_non_exhaustive()
    }
}

impl<T: fmt::Debug> fmt::Debug for WithResponse<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("WithResponse");
        shown.field("value", &self.value).field("status", &self.status).finish_non_exhaustive()
    }
}

impl<T> WithResponse<T> {
    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The version of what was returned, to be sent back with `if_match`.
    pub fn etag(&self) -> Option<&str> {
        self.header("etag")
    }
}

/// An answer that is chosen by its status.
pub trait FromAnswer: Sized {
    /// Decodes an answer.
    ///
    /// # Errors
    ///
    /// When the value does not have the form that goes with the status.
    fn from_answer(status: u16, value: Value) -> Result<Self, serde_json::Error>;
}

impl Answer {
    pub(crate) async fn read(
        response: reqwest::Response,
        operation: &'static Operation,
        streams: bool,
    ) -> Result<Self, Error> {
        let (status, headers) = (response.status(), response.headers().clone());
        let mut answer = Self { operation, status: status.as_u16(), headers, body: Vec::new(), stream: None };
        if streams && status.is_success() {
            answer.stream = Some(response);
        } else {
            let body = response.bytes().await.map_err(transport_error);
            let body = body.map_err(|error| Error::Transport { message: error.message, connected: true })?;
            answer.body = body.into();
        }
        Ok(answer)
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the token itself is refused. Who asks for more (RFC 6750, RFC 9470) would refuse the next one, too.
    pub(crate) fn refuses_token(&self) -> bool {
        let challenges = self.headers.get_all(WWW_AUTHENTICATE).iter().filter_map(|each| each.to_str().ok());
        let plain = |text: &str| text.replace([' ', '"'], "");
        let asks_for_more = |text: &str| OTHER_REASONS.iter().any(|reason| plain(text).contains(reason));
        self.status == 401 && !challenges.into_iter().any(asks_for_more)
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    fn request_id(&self) -> Option<String> {
        request_id(&self.headers)
    }

    pub(crate) fn undecodable(&self, message: String) -> Error {
        Error::Decode { status: self.status, request_id: self.request_id(), message }
    }

    pub(crate) fn decoded<T>(&self, outcome: Result<T, serde_json::Error>) -> Result<T, Error> {
        outcome.map_err(|error| self.undecodable(without_values(&error)))
    }

    /// Decodes a JSON body.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        if self.body.is_empty() {
            return Err(self.undecodable("it is empty".to_owned()));
        }
        self.decoded(serde_json::from_slice(&self.body))
    }

    /// The error that this answer is, in a service that has its codes in a certain member, without secrets.
    pub(crate) fn into_error(self, code_field: &str, secrets: &[String]) -> Error {
        match serde_json::from_slice(&self.body) {
            Ok(Value::Object(body)) => self.described(Value::Object(body), code_field, secrets),
            _ => self.unexpected(),
        }
    }

    /// With a code, an error is a problem, whatever the document says of it.
    fn described(self, body: Value, code_field: &str, secrets: &[String]) -> Error {
        let code = text(&body, &[code_field]).or_else(|| text(&body, &[OAUTH_CODE]));
        if code.is_none() && !self.is_documented() && !self.is_problem() {
            return self.unexpected();
        }
        let wrap = if code.is_some() { Error::Problem } else { Error::Declared };
        let detail = text(&body, &["detail", "message", "error_description", "title"]).unwrap_or_default();
        wrap(Box::new(Problem {
            operation: self.operation.id,
            status: self.status,
            code: code.map(|code| scrubbed(&code, secrets)),
            detail: scrubbed(&detail, secrets),
            request_id: text(&body, &["request_id"]).or_else(|| self.request_id()),
            errors: field_errors(&body, secrets),
            retry_after: retry_after(&self.headers),
            headers: self.headers,
            body,
        }))
    }

    fn unexpected(self) -> Error {
        Error::Status(Box::new(UnexpectedStatus {
            operation: self.operation.id,
            status: self.status,
            request_id: self.request_id(),
            retry_after: retry_after(&self.headers),
            headers: self.headers,
            body: self.body,
        }))
    }

    fn is_problem(&self) -> bool {
        self.header(CONTENT_TYPE.as_str()).is_some_and(|kind| kind.starts_with("application/problem+json"))
    }

    fn is_documented(&self) -> bool {
        let (exact, range) = (self.status.to_string(), format!("{}XX", self.status / 100));
        self.operation
            .errors
            .iter()
            .any(|status| *status == exact || *status == range || *status == "default")
    }
}

/// The first of some members that is text, in the object itself or in its `error`.
fn text(body: &Value, names: &[&str]) -> Option<String> {
    let inner = body.get("error").filter(|error| error.is_object());
    let found = names.iter().find_map(|name| body.get(name).and_then(Value::as_str));
    let found = found.or_else(|| names.iter().find_map(|name| inner?.get(name).and_then(Value::as_str)));
    found.map(str::to_owned)
}

fn field_errors(body: &Value, secrets: &[String]) -> Vec<FieldError> {
    let entries = body.get("errors").and_then(Value::as_array).into_iter().flatten();
    let told = |entry: &Value, names: &[&str]| text(entry, names).map(|text| scrubbed(&text, secrets));
    let read = |entry: &Value| FieldError {
        pointer: told(entry, &["pointer", "field", "param", "name"]).unwrap_or_default(),
        code: told(entry, &["code"]),
        detail: told(entry, &["detail", "message"]).unwrap_or_default(),
    };
    entries.filter(|entry| entry.is_object()).map(read).collect()
}

/// The identifier of the request, if the service tells it in a header.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    let names = ["x-request-id", "request-id", "x-github-request-id"];
    names.iter().find_map(|name| headers.get(*name)?.to_str().ok()).map(str::to_owned)
}

/// How long an answer asks to wait: a number of seconds, or until a date.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let then = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    Some(Duration::try_from(then.duration_since(Timestamp::now())).unwrap_or_default())
}
