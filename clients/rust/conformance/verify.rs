//! Tokens that are held against rules.

use std::time::Duration;

use gatehouse_client::verify::{self, KEYS_PATH, Requirements, Verifier, VerifyError};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
pub struct Rules {
    token: String,
    issuer: String,
    audiences: Vec<String>,
    #[serde(default)]
    scopes: Vec<String>,
    clients: Option<Vec<String>>,
    acr: Option<Vec<String>>,
    max_age: Option<u64>,
}

impl Rules {
    pub async fn answered(&self, id: &Value, base_url: &str) -> Value {
        match self.claims(base_url).await {
            Ok(claims) => json!({"id": id, "value": claims}),
            Err(error) => json!({"id": id, "error": {
                "kind": "token",
                "code": reason(&error),
                "status": error.status(),
                "challenge": error.challenge().unwrap_or_default(),
                "retryable": error.status() == 503,
                "message": error.to_string(),
            }}),
        }
    }

    async fn claims(&self, base_url: &str) -> Result<Value, VerifyError> {
        let mut audiences = self.audiences.clone();
        let verifier = Verifier::new(verify::Rules {
            keys_url: format!("{base_url}{KEYS_PATH}"),
            issuer: self.issuer.clone(),
            audience: audiences.pop().unwrap_or_default(),
            other_audiences: audiences,
            ..verify::Rules::default()
        })?;
        let requirements = Requirements {
            scopes: self.scopes.clone(),
            clients: self.clients.clone(),
            acr: self.acr.clone(),
            max_age: self.max_age.map(Duration::from_secs),
        };
        Ok(Value::Object(verifier.verify_with(&self.token, &requirements).await?.all))
    }
}

fn reason(error: &VerifyError) -> &'static str {
    match error {
        VerifyError::Malformed => "malformed",
        VerifyError::WrongAlgorithm => "algorithm",
        VerifyError::WrongType => "type",
        VerifyError::UnknownKey => "key",
        VerifyError::WrongSignature => "signature",
        VerifyError::WrongIssuer => "issuer",
        VerifyError::WrongAudience => "audience",
        VerifyError::Expired => "expired",
        VerifyError::NotYetValid => "early",
        VerifyError::WrongClient => "client",
        VerifyError::MissingScope(_) => "scope",
        VerifyError::WeakAuthentication(_) => "authentication",
        VerifyError::Keys(_) => "unavailable",
        _ => "",
    }
}
