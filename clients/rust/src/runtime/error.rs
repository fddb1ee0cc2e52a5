//! What can go wrong.

use std::fmt;
use std::time::Duration;

use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{FactorDue, MissingCredentials, OperationError};

/// How many fields the text of a problem names.
const SHOWN_FIELDS: usize = 3;

/// Why a call failed. `Display` and `Debug` show the same readable text, and `Debug` every field that was refused
/// as well, so that `fn main() -> Result<(), Error>` ends as people can read it. Neither shows a credential.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The service said no, and gave a code, whether the document describes the error or not.
    #[error("{0}")]
    Problem(Box<Problem>),
    /// The service answered with an error that the document describes and that has no code.
    #[error("{0}")]
    Declared(Box<Problem>),
    /// The service answered without a code, and not as the document describes.
    #[error("{0}")]
    Status(Box<UnexpectedStatus>),
    /// The service was not reached, or the connection broke.
    #[error("cannot reach the service: {message}")]
    Transport {
        /// What happened.
        message: String,
        /// Whether there was a connection, so that the request may have been carried out.
        connected: bool,
    },
    /// There was no answer in time.
    #[error("no answer within {after:?}")]
    Timeout {
        /// The limit that was reached.
        after: Duration,
    },
    /// The answer is a success, but not in the form that the document describes.
    #[error("cannot decode the answer with status {status}: {message}")]
    Decode {
        /// The status of the answer.
        status: u16,
        /// The identifier of the request.
        request_id: Option<String>,
        /// What was wrong, without the values that were.
        message: String,
    },
    /// The call cannot be sent as it is.
    #[error("{0}")]
    Input(String),
    /// The client has none of the credentials that the operation takes; nothing was sent.
    #[error("{0}")]
    Credentials(Box<MissingCredentials>),
    /// Logging in needs a code of a second factor, and the client has nobody to ask for one.
    #[error("{0}")]
    FactorRequired(Box<FactorDue>),
}

/// An error that says what it is.
#[derive(Clone)]
pub struct Problem {
    /// The operation that was called.
    pub operation: &'static str,
    /// The status of the answer.
    pub status: u16,
    /// The stable code of the error, where errors have one.
    pub code: Option<String>,
    /// A sentence for people.
    pub detail: String,
    /// The identifier of the request, for looking it up in logs.
    pub request_id: Option<String>,
    /// What is wrong with which field.
    pub errors: Vec<FieldError>,
    /// How long the service asks to wait.
    pub retry_after: Option<Duration>,
    /// The headers of the answer.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Value,
}

/// What is wrong with a field of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where: a JSON pointer, or the name of a field or parameter.
    pub pointer: String,
    /// The stable code of the rule that was broken.
    pub code: Option<String>,
    /// A sentence for people.
    pub detail: String,
}

/// A status that was not expected.
#[derive(Clone)]
pub struct UnexpectedStatus {
    /// The operation that was called.
    pub operation: &'static str,
    /// The status of the answer.
    pub status: u16,
    /// The identifier of the request, for looking it up in logs.
    pub request_id: Option<String>,
    /// How long the service asks to wait.
    pub retry_after: Option<Duration>,
    /// The headers of the answer.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Vec<u8>,
}

impl Error {
    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Problem(problem) | Self::Declared(problem) => Some(problem.status),
            Self::Status(unexpected) => Some(unexpected.status),
            Self::Decode { status, .. } => Some(*status),
            Self::Transport { .. } | Self::Timeout { .. } => None,
            Self::Input(_) | Self::Credentials(_) | Self::FactorRequired(_) => None,
        }
    }

    /// The identifier of the request, if the service told it.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Problem(problem) | Self::Declared(problem) => problem.request_id.as_deref(),
            Self::Status(unexpected) => unexpected.request_id.as_deref(),
            Self::Decode { request_id, .. } => request_id.as_deref(),
            Self::Transport { .. } | Self::Timeout { .. } => None,
            Self::Input(_) | Self::Credentials(_) | Self::FactorRequired(_) => None,
        }
    }

    /// The stable code of the error as text, where errors have one.
    pub fn code_text(&self) -> Option<&str> {
        match self {
            Self::Problem(problem) => problem.code.as_deref(),
            _ => None,
        }
    }

    /// Whether the same call may succeed later.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Transport { .. } | Self::Timeout { .. } => true,
            Self::Decode { .. } | Self::Input(_) | Self::Credentials(_) | Self::FactorRequired(_) => false,
            Self::Problem(_) | Self::Declared(_) | Self::Status(_) => {
                self.status().is_some_and(is_retryable_status)
            }
        }
    }

    /// How long the service asks to wait before trying again.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Problem(problem) | Self::Declared(problem) => problem.retry_after,
            Self::Status(unexpected) => unexpected.retry_after,
            _ => None,
        }
    }

    /// The body of an error as what the document says of its operation and status, if it is that.
    ///
    /// Operations whose errors have types have a choice of these, such as `resources::things::GetError`.
    pub fn body<T: OperationError>(&self) -> Option<T> {
        match self {
            Self::Problem(problem) | Self::Declared(problem) if problem.operation == T::OPERATION => {
                T::from_error(problem.status, &problem.body)
            }
            Self::Status(unexpected) if unexpected.operation == T::OPERATION => {
                T::from_error(unexpected.status, &serde_json::from_slice(&unexpected.body).ok()?)
            }
            _ => None,
        }
    }

    /// The body of an error as a type of the document, if it is one.
    pub fn body_as<T: DeserializeOwned>(&self) -> Option<T> {
        match self {
            Self::Problem(problem) | Self::Declared(problem) => T::deserialize(&problem.body).ok(),
            _ => None,
        }
    }

    /// Which of the kinds of errors this is.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Problem(_) => "problem",
            Self::Declared(_) | Self::Status(_) => "status",
            Self::Transport { .. } => "transport",
            Self::Timeout { .. } => "timeout",
            Self::Decode { .. } => "decode",
            Self::Input(_) | Self::Credentials(_) => "input",
            Self::FactorRequired(_) => "factor_required",
        }
    }
}

/// Whether a status says that the same request may succeed later.
pub(crate) fn is_retryable_status(status: u16) -> bool {
    matches!(status, 408 | 429 | 502..=504)
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(problem) | Self::Declared(problem) => fmt::Debug::fmt(problem, formatter),
            _ => fmt::Display::fmt(self, formatter),
        }
    }
}

impl Problem {
    /// Status, code and detail.
    fn headline(&self) -> String {
        let code = self.code.as_ref().map_or_else(String::new, |code| format!(" {code}"));
        let detail = if self.detail.is_empty() { String::new() } else { format!(": {}", self.detail) };
        format!("{}{code}{detail}", self.status)
    }
}

/// Which call it was, for looking it up in logs.
fn origin(operation: &str, request_id: Option<&str>) -> String {
    request_id.map_or_else(|| operation.to_owned(), |id| format!("{operation}, request id {id}"))
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut facts: Vec<_> = self.errors.iter().take(SHOWN_FIELDS).map(FieldError::to_string).collect();
        facts.push(origin(self.operation, self.request_id.as_deref()));
        write!(formatter, "{} ({})", self.headline(), facts.join("; "))
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code.as_deref().unwrap_or("invalid");
        let what = if self.detail.is_empty() { code } else { &self.detail };
        if self.pointer.is_empty() {
            formatter.write_str(what)
        } else {
            write!(formatter, "{}: {what}", self.pointer)
        }
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = origin(self.operation, self.request_id.as_deref());
        write!(formatter, "{} ({origin})", self.headline())?;
        self.errors.iter().try_for_each(|field| write!(formatter, "\n  {field}"))
    }
}

impl fmt::Display for UnexpectedStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = origin(self.operation, self.request_id.as_deref());
        write!(formatter, "unexpected status {} ({origin})", self.status)
    }
}

impl fmt::Debug for UnexpectedStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// What a decoding error says, without the value that it quotes.
pub(crate) fn without_values(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if text.starts_with("missing field") {
        return text;
    }
    let place = format!("line {} column {}", error.line(), error.column());
    match (text.split_once(": "), text.rsplit_once(", expected ")) {
        (Some((what, _)), Some((_, expected))) if what.starts_with("invalid") => {
            format!("{what}, expected {expected}")
        }
        _ if error.is_eof() => format!("it ends too early ({place})"),
        _ if error.is_syntax() => format!("it is not JSON ({place})"),
        _ => format!("it does not have the described form ({place})"),
    }
}
