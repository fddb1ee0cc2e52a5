//! Checking access tokens without asking the service: only its public keys are had, and kept for a while.

use std::collections::HashMap;
use std::time::{Duration, Instant, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature;
use serde::Deserialize;
use serde_json::{Map, Value};
use tokio::sync::Mutex;

/// Where the service has its public keys.
pub const KEYS_PATH: &str = "/.well-known/jwks.json";

/// Keys are had again no sooner than this, whatever tokens name.
const REST: Duration = Duration::from_secs(10);

/// What tokens have to say to be accepted.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The address of the keys: that of the service, and [`KEYS_PATH`].
    pub keys_url: String,
    /// Who has to have issued a token.
    pub issuer: String,
    /// Whom a token has to be for.
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

#[derive(Clone, Deserialize)]
struct Key {
    kid: String,
    kty: String,
    #[serde(default)]
    crv: String,
    #[serde(default)]
    x: String,
    #[serde(default)]
    y: String,
    #[serde(default)]
    n: String,
    #[serde(default)]
    e: String,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    typ: String,
    #[serde(default)]
    kid: String,
}

#[derive(Default)]
struct Kept {
    keys: HashMap<String, Key>,
    since: Option<Instant>,
}

/// Checks tokens. Share one: it keeps the keys.
pub struct Verifier {
    rules: Rules,
    http: reqwest::Client,
    kept: Mutex<Kept>,
}

impl Verifier {
    /// A verifier with certain rules.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up, or a rule is empty.
    pub fn new(rules: Rules) -> Result<Self, VerifyError> {
        if rules.keys_url.is_empty() || rules.issuer.is_empty() || rules.audience.is_empty() {
            return Err(VerifyError::Keys("keys_url, issuer and audience have to be given".to_owned()));
        }
        let http =
            reqwest::Client::builder().timeout(Duration::from_secs(10)).build().map_err(unreachable)?;
        Ok(Self { rules, http, kept: Mutex::default() })
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
        let token_type = header.typ.to_ascii_lowercase();
        if token_type.trim_start_matches("application/") != self.rules.token_type.to_ascii_lowercase() {
            return Err(VerifyError::WrongType);
        }
        let key = self.key(&header.kid).await?;
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

    /// A key, had anew where it is not known or has been kept for long.
    async fn key(&self, name: &str) -> Result<Key, VerifyError> {
        let mut kept = self.kept.lock().await;
        let age = kept.since.map(|since| since.elapsed());
        let known = kept.keys.get(name).cloned();
        if let (Some(key), Some(age)) = (&known, age)
            && age < self.rules.keep_keys
        {
            return Ok(key.clone());
        }
        if age.is_none_or(|age| age >= REST) {
            match self.keys().await {
                Ok(keys) => *kept = Kept { keys, since: Some(Instant::now()) },
                // A service that is away for a moment does not make known keys bad.
                Err(error) => return known.ok_or(error),
            }
        }
        kept.keys.get(name).cloned().ok_or(VerifyError::UnknownKey)
    }

    async fn keys(&self) -> Result<HashMap<String, Key>, VerifyError> {
        let answer = self.http.get(&self.rules.keys_url).send().await.map_err(unreachable)?;
        let body = answer.error_for_status().map_err(unreachable)?.bytes().await.map_err(unreachable)?;
        let set: KeySet = serde_json::from_slice(&body)
            .map_err(|_| VerifyError::Keys("the answer is no set of keys".to_owned()))?;
        let keys = set.keys.into_iter().filter_map(|key| serde_json::from_value::<Key>(key).ok());
        Ok(keys.map(|key| (key.kid.clone(), key)).collect())
    }
}

impl Key {
    /// Checks a signature with the one algorithm that goes with the key.
    fn check(&self, algorithm: &str, message: &[u8], proof: &[u8]) -> Result<(), VerifyError> {
        let outcome = match (algorithm, self.kty.as_str(), self.crv.as_str()) {
            ("EdDSA" | "Ed25519", "OKP", "Ed25519") => {
                signature::UnparsedPublicKey::new(&signature::ED25519, decoded(&self.x)?)
                    .verify(message, proof)
            }
            ("ES256", "EC", "P-256") => {
                let point = [vec![4], decoded(&self.x)?, decoded(&self.y)?].concat();
                signature::UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, point)
                    .verify(message, proof)
            }
            ("RS256", "RSA", _) => {
                let (n, e) = (decoded(&self.n)?, decoded(&self.e)?);
                signature::RsaPublicKeyComponents { n, e }.verify(
                    &signature::RSA_PKCS1_2048_8192_SHA256,
                    message,
                    proof,
                )
            }
            _ => return Err(VerifyError::UnknownKey),
        };
        outcome.map_err(|_| VerifyError::WrongSignature)
    }
}

fn decoded(text: &str) -> Result<Vec<u8>, VerifyError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| VerifyError::Malformed)
}

fn part<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, VerifyError> {
    serde_json::from_slice(&decoded(text)?).map_err(|_| VerifyError::Malformed)
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed over by map_err")]
fn unreachable(error: reqwest::Error) -> VerifyError {
    VerifyError::Keys(error.without_url().to_string())
}
