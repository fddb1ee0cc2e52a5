//! What every client is built on: sending, credentials, retries, errors, pages.

mod answer;
mod authorize;
mod call;
mod check;
mod config;
mod core;
mod encode;
mod error;
mod events;
mod form;
mod grant;
mod keyring;
mod missing;
mod operation;
mod pages;
mod patch;
mod redact;
mod request;
mod retry;
mod second_step;
mod secret;
mod session;
mod shapes;
mod statuses;
mod streams;
#[cfg(test)]
pub(crate) mod tests;
mod transport;
mod values;
mod webhook;

pub use answer::{Answer, FromAnswer, WithResponse};
pub use call::{
    Call, Decoder, by_status, download, events, json, lines, maybe_by_status, maybe_json, nothing, text,
};
pub use config::{Config, Credential, Credentials, ServerChoice};
pub use core::{Core, Service};
pub use encode::Style;
pub use error::{Error, FieldError, Problem, UnexpectedStatus};
pub use events::{Event, Events};
pub use form::Form;
pub use missing::MissingCredentials;
pub use operation::{Grant, Operation, Place, Scheme, ServerAddress, ServerVariable};
pub use pages::{Items, PageStyle, Paging};
pub use patch::Patch;
pub use request::Request;
pub use second_step::{FactorDue, SecondFactor};
pub use secret::{Secret, SecretSource};
pub use session::{Flow, MemoryStore, TokenStore, Tokens};
pub use shapes::{Constant, Match, Plan, Tag};
#[allow(unused_imports, reason = "not every document has enums and unions")]
pub(crate) use shapes::{open_enum, union};
pub use statuses::OperationError;
#[allow(unused_imports, reason = "not every document has answers and errors of several types")]
pub(crate) use statuses::{answers, errors};
pub use streams::{Download, Lines};
pub use transport::{BoxFuture, Middleware, Next, Transport, TransportError};
pub use values::{Base64, Decimal, Extra, File, Null, Upload};
pub use webhook::{WebhookError, webhook};
