//! Checking access tokens without asking the service: only its public keys are had, and kept for a while.

mod keys;
#[cfg(test)]
mod tests;

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Map, Value};

use keys::Keys;

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
            token_type: "at+jwt".to_owned(),
            leeway: Duration::from_secs(30),
            keep_keys: Duration::from_secs(600),
        }
    }
}

/// Why a token is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// It is no token.
    #[error("it is not a signed token")]
    Malformed,
    /// It is a token of another type.
    #[error("it is not a token of the right type")]
    WrongType,
    /// It was signed in a way that is not accepted, or with a key that the service does not have.
    #[error("it was signed with an unknown key")]
    UnknownKey,
    /// The signature is wrong.
    #[error("its signature is wrong")]
    WrongSignature,
    /// Somebody else issued it.
    #[error("it has another issuer")]
    WrongIssuer,
    /// It is for somebody else.
    #[error("it is for another audience")]
    WrongAudience,
    /// It is over.
    #[error("it has expired")]
    Expired,
    /// It is not good yet.
    #[error("it is not valid yet")]
    NotYetValid,
    /// The keys could not be had.
    #[error("the keys could not be had: {0}")]
    Keys(String),
}

/// What a token says.
#[derive(Clone, Debug, PartialEq)]
pub struct Claims {
    /// Whom the token is about.
    pub subject: Option<String>,
    /// When it expires, in seconds since 1970.
    pub expires_at: i64,
    /// Everything it says.
    pub all: Map<String, Value>,
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
        let is_ours = |audience: &Value| audience.as_str() == Some(self.rules.audience.as_str());
        let audience = all.get("aud").ok_or(VerifyError::WrongAudience)?;
        if !is_ours(audience) && !audience.as_array().is_some_and(|several| several.iter().any(is_ours)) {
            return Err(VerifyError::WrongAudience);
        }
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs_f64();
        let leeway = self.rules.leeway.as_secs_f64();
        let expiry = all.get("exp").and_then(Value::as_f64).ok_or(VerifyError::Malformed)?;
        if now >= expiry + leeway {
            return Err(VerifyError::Expired);
        }
        if all.get("nbf").and_then(Value::as_f64).is_some_and(|start| now + leeway < start) {
            return Err(VerifyError::NotYetValid);
        }
        let subject = all.get("sub").and_then(Value::as_str).map(str::to_owned);
        #[allow(clippy::cast_possible_truncation, reason = "seconds fit")]
        let expires_at = expiry as i64;
        Ok(Claims { subject, expires_at, all })
    }
}

fn decoded(text: &str) -> Result<Vec<u8>, VerifyError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| VerifyError::Malformed)
}

fn part<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, VerifyError> {
    serde_json::from_slice(&decoded(text)?).map_err(|_| VerifyError::Malformed)
}
