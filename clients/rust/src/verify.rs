//! Checking access tokens without asking the service: only its public keys are had, and kept for a while.

mod error;
mod keys;
mod requirements;
#[cfg(test)]
mod tests;

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Map, Value};

pub use error::VerifyError;
use keys::Keys;
pub use requirements::Requirements;

/// Where the service has its public keys.
pub const KEYS_PATH: &str = "/.well-known/jwks.json";

/// What tokens have to say to be accepted.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The address of the keys: that of the service, and [`KEYS_PATH`].
    pub keys_url: String,
    /// Who has to have issued a token.
    pub issuer: String,
    /// Whom a token must be for.
    pub audience: String,
    /// Other audiences that are accepted as well.
    pub other_audiences: Vec<String>,
    /// The type that a token's header has to state.
    pub token_type: String,
    /// How far clocks may be apart.
    pub leeway: Duration,
    /// How long keys are kept.
    pub keep_keys: Duration,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            keys_url: String::new(),
            issuer: String::new(),
            audience: String::new(),
            other_audiences: Vec::new(),
            token_type: "at+jwt".to_owned(),
            leeway: Duration::from_secs(30),
            keep_keys: Duration::from_secs(600),
        }
    }
}

/// What a token says.
#[derive(Clone, Debug, PartialEq)]
pub struct Claims {
    /// Whom the token is about.
    pub subject: Option<String>,
    /// The application that it was given to.
    pub client_id: Option<String>,
    /// What it is good for.
    pub scopes: Vec<String>,
    /// When it expires, in seconds since 1970.
    pub expires_at: i64,
    /// Everything it says.
    pub all: Map<String, Value>,
}

impl Rules {
    fn accepts(&self, audience: &str) -> bool {
        self.audience == audience || self.other_audiences.iter().any(|other| other == audience)
    }
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    typ: String,
    #[serde(default)]
    kid: String,
    /// What a verifier has to understand: this one understands nothing beyond the standard.
    crit: Option<Value>,
}

/// Checks tokens. Share one: it keeps the keys.
pub struct Verifier {
    rules: Rules,
    keys: Keys,
}

impl Verifier {
    /// A verifier with certain rules.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up, or a rule is empty.
    pub fn new(rules: Rules) -> Result<Self, VerifyError> {
        if rules.keys_url.is_empty() || rules.issuer.is_empty() || rules.audience.is_empty() {
            return Err(VerifyError::Keys("keys_url, issuer and audience must be given".to_owned()));
        }
        let keys = Keys::new(&rules)?;
        Ok(Self { rules, keys })
    }

    /// Checks the signature, type, issuer, audience and times of a token, and returns what it says.
    ///
    /// # Errors
    ///
    /// When the token is not to be trusted, or the keys cannot be had.
    pub async fn verify(&self, token: &str) -> Result<Claims, VerifyError> {
        self.verify_with(token, &Requirements::default()).await
    }

    /// Checks a token, and what it needs besides for what is about to be done.
    ///
    /// # Errors
    ///
    /// When the token is not to be trusted or lacks something, or the keys cannot be had.
    pub async fn verify_with(&self, token: &str, requirements: &Requirements) -> Result<Claims, VerifyError> {
        let claims = self.signed(token).await?;
        requirements.check(&claims, self.rules.leeway, now())?;
        Ok(claims)
    }

    async fn signed(&self, token: &str) -> Result<Claims, VerifyError> {
        let (signed, signature) = token.rsplit_once('.').ok_or(VerifyError::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(VerifyError::Malformed)?;
        let header: Header = part(header)?;
        if header.crit.is_some() {
            return Err(VerifyError::Malformed);
        }
        let token_type = header.typ.to_ascii_lowercase();
        if token_type.trim_start_matches("application/") != self.rules.token_type.to_ascii_lowercase() {
            return Err(VerifyError::WrongType);
        }
        let key = self.keys.key(&header.kid).await?;
        key.check(&header.alg, signed.as_bytes(), &decoded(signature)?)?;
        self.claims(part(payload)?)
    }

    fn claims(&self, all: Map<String, Value>) -> Result<Claims, VerifyError> {
        if all.get("iss").and_then(Value::as_str) != Some(self.rules.issuer.as_str()) {
            return Err(VerifyError::WrongIssuer);
        }
        let is_ours = |audience: &Value| audience.as_str().is_some_and(|name| self.rules.accepts(name));
        let audience = all.get("aud").ok_or(VerifyError::WrongAudience)?;
        if !is_ours(audience) && !audience.as_array().is_some_and(|several| several.iter().any(is_ours)) {
            return Err(VerifyError::WrongAudience);
        }
        let (now, leeway) = (now(), self.rules.leeway.as_secs_f64());
        let expiry = all.get("exp").and_then(Value::as_f64).ok_or(VerifyError::Malformed)?;
        if now >= expiry + leeway {
            return Err(VerifyError::Expired);
        }
        if all.get("nbf").and_then(Value::as_f64).is_some_and(|start| now + leeway < start) {
            return Err(VerifyError::NotYetValid);
        }
        let text = |name: &str| all.get(name).and_then(Value::as_str);
        let (subject, client_id) = (text("sub").map(str::to_owned), text("client_id").map(str::to_owned));
        let scopes = text("scope").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
        #[allow(clippy::cast_possible_truncation, reason = "seconds fit")]
        let expires_at = expiry as i64;
        Ok(Claims { subject, client_id, scopes, expires_at, all })
    }
}

/// Seconds since 1970.
fn now() -> f64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs_f64()
}

fn decoded(text: &str) -> Result<Vec<u8>, VerifyError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| VerifyError::Malformed)
}

fn part<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, VerifyError> {
    serde_json::from_slice(&decoded(text)?).map_err(|_| VerifyError::Malformed)
}
