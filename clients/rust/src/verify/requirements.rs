//! What a token needs besides being a good one.

use std::time::Duration;

use serde_json::Value;

use super::{Claims, VerifyError};

/// What a token needs for what is about to be done.
#[derive(Clone, Debug, Default)]
pub struct Requirements {
    /// Scopes, of which it needs each.
    pub scopes: Vec<String>,
    /// The applications (`client_id`) that it may be of; `None` for any.
    pub clients: Option<Vec<String>>,
    /// How the person may have signed in (`acr`); `None` for any way.
    pub acr: Option<Vec<String>>,
    /// How long ago the person may have signed in.
    pub max_age: Option<Duration>,
}

impl Requirements {
    pub(super) fn check(&self, claims: &Claims, leeway: Duration, now: f64) -> Result<(), VerifyError> {
        if !accepted(self.clients.as_deref(), claims.client_id.as_deref()) {
            return Err(VerifyError::WrongClient);
        }
        if self.scopes.iter().any(|scope| !claims.scopes.contains(scope)) {
            return Err(VerifyError::MissingScope(self.scopes.join(" ")));
        }
        if !accepted(self.acr.as_deref(), claims.all.get("acr").and_then(Value::as_str)) {
            return Err(self.weak());
        }
        let since = claims.all.get("auth_time").and_then(Value::as_f64).unwrap_or(f64::NEG_INFINITY);
        match self.max_age {
            Some(most) if since + (most + leeway).as_secs_f64() < now => Err(self.weak()),
            _ => Ok(()),
        }
    }

    /// Asks for another sign-in (RFC 9470).
    fn weak(&self) -> VerifyError {
        let values = self.acr.as_ref().map(|values| format!(", acr_values=\"{}\"", values.join(" ")));
        let age = self.max_age.map(|age| format!(", max_age=\"{}\"", age.as_secs()));
        VerifyError::WeakAuthentication(values.unwrap_or_default() + &age.unwrap_or_default())
    }
}

fn accepted(values: Option<&[String]>, value: Option<&str>) -> bool {
    values.is_none_or(|values| value.is_some_and(|value| values.iter().any(|each| each == value)))
}
