//! Taking a caller's secrets out of what the service says: it may repeat what it was sent.

use reqwest::Url;
use serde_json::Value;

use super::request::Body;
use super::{Config, Credential, Credentials, Request, Secret};

const REDACTED: &str = "[redacted]";
/// Shorter texts are part of other words.
const SHORTEST: usize = 4;
const ENDINGS: [&str; 8] =
    ["password", "passwd", "passphrase", "secret", "token", "apikey", "privatekey", "assertion"];

/// Takes secrets out of a text.
pub(crate) fn scrubbed(text: &str, secrets: &[String]) -> String {
    let long = secrets.iter().filter(|secret| secret.len() >= SHORTEST);
    long.fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), REDACTED))
}

/// The secrets that a request is sent with; the longest first, as one may be a part of another.
pub(crate) fn secrets(request: &Request, config: &Config, held: &[Secret]) -> Vec<String> {
    let mut found: Vec<_> = held.iter().map(|secret| secret.expose().to_owned()).collect();
    found.extend(of_credentials(&config.credentials));
    found.extend(config.schemes.values().flat_map(of_scheme));
    for (template, value) in request.operation.path.split('/').zip(request.path.split('/')) {
        if is_secret(template) {
            found.push(value.to_owned());
            found.extend(pairs(&format!("token={value}")));
        }
    }
    let query = request.query.iter().map(|(name, value)| format!("{name}={value}"));
    found.extend(pairs(&query.collect::<Vec<_>>().join("&")));
    if let Body::Bytes(bytes) = &request.body {
        match serde_json::from_slice(bytes) {
            Ok(value) => collect(&value, false, &mut found),
            Err(_) => found.extend(pairs(&String::from_utf8_lossy(bytes))),
        }
    }
    found.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    found
}

fn of_credentials(credentials: &Credentials) -> Vec<String> {
    let found = match credentials {
        Credentials::None => vec![],
        Credentials::Token(secret) | Credentials::ApiKey(secret) => vec![secret],
        Credentials::Basic { password, .. } | Credentials::Password { password, .. } => vec![password],
        Credentials::Tokens { access_token, refresh_token } => {
            refresh_token.iter().chain([access_token]).collect()
        }
    };
    found.into_iter().map(|secret| secret.expose().to_owned()).collect()
}

fn of_scheme(credential: &Credential) -> Vec<String> {
    let found = match credential {
        Credential::Secret(secret) => vec![secret],
        Credential::Basic { password, .. } => vec![password],
        Credential::ClientCredentials { client_secret, .. } => {
            return vec![client_secret.last().expose().to_owned()];
        }
        Credential::Password { password, client_secret, .. } => {
            client_secret.iter().chain([password]).collect()
        }
    };
    found.into_iter().map(|secret| secret.expose().to_owned()).collect()
}

/// Whether something of this name is a secret.
fn is_secret(name: &str) -> bool {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    let name: String = letters.collect::<String>().to_ascii_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The secrets of a form.
fn pairs(form: &str) -> Vec<String> {
    let Ok(mut url) = Url::parse("http://localhost") else { return vec![] };
    url.set_query(Some(form));
    let named = url.query_pairs().filter(|(name, _)| is_secret(name));
    named.map(|(_, value)| value.into_owned()).collect()
}

/// The secrets of a JSON value.
fn collect(value: &Value, is_one: bool, found: &mut Vec<String>) {
    match value {
        Value::String(text) if is_one => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, is_one, found)),
        Value::Object(members) => {
            members.iter().for_each(|(name, member)| collect(member, is_secret(name), found));
        }
        _ => {}
    }
}
