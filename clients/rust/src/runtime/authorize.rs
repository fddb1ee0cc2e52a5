//! Credentials as the document wants them: in a header, the query or a cookie.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{AUTHORIZATION, COOKIE, HeaderName, HeaderValue};

use super::encode::escape;
use super::{Error, Place, Secret};

/// Something that proves who sends a request, and where it goes.
pub(crate) struct Proof {
    pub(crate) place: Place,
    pub(crate) secret: Secret,
}

/// Name and password as HTTP Basic has them, where a name ends at the first colon.
pub(crate) fn pair(username: &str, password: &str) -> Result<Secret, Error> {
    if username.contains(':') {
        return Err(unsendable("the username of HTTP Basic must not have a colon in it"));
    }
    Ok(STANDARD.encode(format!("{username}:{password}")).into())
}

/// Adds what a request proves with who sends it, except in headers that the caller has set.
pub(crate) fn authorize(request: &mut reqwest::Request, proofs: &[Proof]) -> Result<(), Error> {
    for Proof { place, secret } in proofs {
        let secret = secret.expose();
        match place {
            Place::Bearer => set(request, AUTHORIZATION, &format!("Bearer {secret}"))?,
            Place::Basic => set(request, AUTHORIZATION, &format!("Basic {secret}"))?,
            Place::KeyHeader(name) => {
                let name = HeaderName::from_bytes(name.as_bytes());
                set(request, name.map_err(|_| unsendable("the key's header cannot be sent"))?, secret)?;
            }
            Place::KeyQuery(name) => {
                request.url_mut().query_pairs_mut().append_pair(name, secret);
            }
            Place::KeyCookie(name) => add_cookie(request, name, secret)?,
        }
    }
    Ok(())
}

fn add_cookie(request: &mut reqwest::Request, name: &str, secret: &str) -> Result<(), Error> {
    let others = request.headers_mut().remove(COOKIE);
    let others = others.as_ref().and_then(|value| value.to_str().ok());
    let others = others.map(|others| format!("{others}; ")).unwrap_or_default();
    set(request, COOKIE, &format!("{others}{name}={}", escape(secret)))
}

fn set(request: &mut reqwest::Request, name: HeaderName, value: &str) -> Result<(), Error> {
    if !request.headers().contains_key(&name) {
        let value = HeaderValue::from_str(value);
        let mut value = value.map_err(|_| unsendable("the credentials cannot be sent in a header"))?;
        value.set_sensitive(true);
        request.headers_mut().insert(name, value);
    }
    Ok(())
}

fn unsendable(message: &str) -> Error {
    Error::Input(message.to_owned())
}
