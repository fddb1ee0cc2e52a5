//! The service's public keys: had when they are needed, and kept for a while.

use std::collections::HashMap;
use std::time::Duration;

use ring::signature;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::{Rules, VerifyError, decoded};

/// Keys are had again no sooner than this, whatever tokens name.
const REST: Duration = Duration::from_secs(10);

#[derive(Clone, Deserialize)]
pub(super) struct Key {
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

#[derive(Default)]
struct Kept {
    keys: HashMap<String, Key>,
    since: Option<Instant>,
}

/// The keys of a service.
pub(super) struct Keys {
    url: String,
    keep: Duration,
    http: reqwest::Client,
    kept: Mutex<Kept>,
}

impl Keys {
    pub(super) fn new(rules: &Rules) -> Result<Self, VerifyError> {
        let http =
            reqwest::Client::builder().timeout(Duration::from_secs(10)).build().map_err(unreachable)?;
        Ok(Self { url: rules.keys_url.clone(), keep: rules.keep_keys, http, kept: Mutex::default() })
    }

    /// A key, had anew where it is not known or has been kept for long.
    pub(super) async fn key(&self, name: &str) -> Result<Key, VerifyError> {
        let mut kept = self.kept.lock().await;
        let age = kept.since.map(|since| since.elapsed());
        let known = kept.keys.get(name).cloned();
        if let (Some(key), Some(age)) = (&known, age)
            && age < self.keep
        {
            return Ok(key.clone());
        }
        if age.is_none_or(|age| age >= REST) {
            match self.fetched().await {
                Ok(keys) => *kept = Kept { keys, since: Some(Instant::now()) },
                // A service that is away for a moment does not make known keys bad.
                Err(error) => return known.ok_or(error),
            }
        }
        kept.keys.get(name).cloned().ok_or(VerifyError::UnknownKey)
    }

    async fn fetched(&self) -> Result<HashMap<String, Key>, VerifyError> {
        let answer = self.http.get(&self.url).send().await.map_err(unreachable)?;
        let body = answer.error_for_status().map_err(unreachable)?.bytes().await.map_err(unreachable)?;
        let set: KeySet = serde_json::from_slice(&body)
            .map_err(|_| VerifyError::Keys("the answer is no set of keys".to_owned()))?;
        let keys = set.keys.into_iter().filter_map(|key| serde_json::from_value::<Key>(key).ok());
        Ok(keys.map(|key| (key.kid.clone(), key)).collect())
    }
}

impl Key {
    /// Checks a signature with the one algorithm that goes with the key.
    pub(super) fn check(&self, algorithm: &str, message: &[u8], proof: &[u8]) -> Result<(), VerifyError> {
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
            _ => return Err(VerifyError::WrongAlgorithm),
        };
        outcome.map_err(|_| VerifyError::WrongSignature)
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed over by map_err")]
fn unreachable(error: reqwest::Error) -> VerifyError {
    VerifyError::Keys(error.without_url().to_string())
}
