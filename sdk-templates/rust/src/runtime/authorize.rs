//! Credentials as the document wants them: in a header, the query or a cookie.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{AUTHORIZATION, COOKIE, HeaderName, HeaderValue};

use super::{Credentials, Error, Scheme, Secret};

/// Adds what a request proves with who sends it; `token` is the session's, where there is one.
pub(crate) fn authorize(
    request: &mut reqwest::Request,
    schemes: &[Scheme],
    credentials: &Credentials,
    token: Option<&Secret>,
) -> Result<(), Error> {
    for scheme in schemes {
        match (scheme, credentials, token) {
            (Scheme::Bearer, _, Some(token)) | (Scheme::Bearer, Credentials::Token(token), None) => {
                set(request, AUTHORIZATION, &format!("Bearer {}", token.expose()))?;
            }
            (Scheme::Basic, Credentials::Basic { username, password }, _) => {
                let pair = STANDARD.encode(format!("{username}:{}", password.expose()));
                set(request, AUTHORIZATION, &format!("Basic {pair}"))?;
            }
            (scheme, Credentials::ApiKey(key), _) => with_key(request, *scheme, key)?,
            _ => {}
        }
    }
    Ok(())
}

fn with_key(request: &mut reqwest::Request, scheme: Scheme, key: &Secret) -> Result<(), Error> {
    match scheme {
        Scheme::KeyHeader(name) => {
            let name = HeaderName::from_bytes(name.as_bytes());
            set(request, name.map_err(|_| unsendable("the key's header cannot be sent"))?, key.expose())
        }
        Scheme::KeyQuery(name) => {
            request.url_mut().query_pairs_mut().append_pair(name, key.expose());
            Ok(())
        }
        Scheme::KeyCookie(name) => {
            let others = request.headers().get(COOKIE).and_then(|value| value.to_str().ok());
            let others = others.map(|others| format!("{others}; ")).unwrap_or_default();
            set(request, COOKIE, &format!("{others}{name}={}", key.expose()))
        }
        Scheme::Bearer | Scheme::Basic => Ok(()),
    }
}

fn set(request: &mut reqwest::Request, name: HeaderName, value: &str) -> Result<(), Error> {
    let value = HeaderValue::from_str(value);
    let mut value = value.map_err(|_| unsendable("the credentials cannot be sent in a header"))?;
    value.set_sensitive(true);
    request.headers_mut().insert(name, value);
    Ok(())
}

fn unsendable(message: &str) -> Error {
    Error::Input(message.to_owned())
}
