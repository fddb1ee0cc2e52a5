//! Text that must not be seen.

use std::fmt;
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};

/// A password, token or key. `Debug` shows nothing of it, and there is no `Display`; [`Secret::expose`] does.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// A secret that is exchanged now and then: it is read whenever it is sent. One that stays is made of a [`Secret`] or a
/// text.
#[derive(Clone)]
pub struct SecretSource {
    read: Arc<dyn Fn() -> Secret + Send + Sync>,
    last: Arc<Mutex<Secret>>,
}

impl SecretSource {
    /// Reads the secret with a function.
    pub fn reading(read: impl Fn() -> Secret + Send + Sync + 'static) -> Self {
        Self { read: Arc::new(read), last: Arc::default() }
    }

    /// The secret as it is now.
    pub(crate) fn current(&self) -> Secret {
        let secret = (self.read)();
        if let Ok(mut last) = self.last.lock() {
            last.clone_from(&secret);
        }
        secret
    }

    /// The secret that was read last.
    pub(crate) fn last(&self) -> Secret {
        self.last.lock().map(|last| last.clone()).unwrap_or_default()
    }
}

impl fmt::Debug for SecretSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

impl<T: Into<Secret>> From<T> for SecretSource {
    fn from(text: T) -> Self {
        let secret = text.into();
        Self { last: Arc::new(Mutex::new(secret.clone())), read: Arc::new(move || secret.clone()) }
    }
}
