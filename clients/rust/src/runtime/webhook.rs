//! Messages that a service sends by itself.

use serde::de::DeserializeOwned;

use super::error::without_values;

/// The body of a webhook is not what the document describes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot decode the webhook {webhook}: {message}")]
pub struct WebhookError {
    /// What the document calls the webhook.
    pub webhook: String,
    /// What was wrong, without the values that were.
    pub message: String,
}

/// Decodes the body of a webhook.
///
/// # Errors
///
/// When it is not what the document says.
pub fn webhook<T: DeserializeOwned>(name: &str, body: &[u8]) -> Result<T, WebhookError> {
    serde_json::from_slice(body)
        .map_err(|error| WebhookError { webhook: name.to_owned(), message: without_values(&error) })
}
