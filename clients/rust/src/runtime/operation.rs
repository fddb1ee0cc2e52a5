//! What the document says about operations, and about the credentials that they take.

/// What the document says about an operation.
#[derive(Debug)]
pub struct Operation {
    /// What the document calls it.
    pub id: &'static str,
    /// The method.
    pub method: &'static str,
    /// The path, with placeholders.
    pub path: &'static str,
    /// The address of its own server, if it has one.
    pub server: &'static str,
    /// What it answers.
    pub accept: &'static str,
    /// The security schemes that it takes: alternatives of those that are needed together.
    pub auth: &'static [&'static [&'static str]],
    /// Whether it can be repeated.
    pub retryable: bool,
    /// The header that takes an idempotency key.
    pub idempotency_header: &'static str,
    /// The statuses of its errors: codes, ranges such as `4XX`, or `default`.
    pub errors: &'static [&'static str],
}

/// A security scheme.
#[derive(Debug)]
pub struct Scheme {
    /// What the document calls it.
    pub id: &'static str,
    /// Where its credentials go.
    pub place: Place,
    /// How OAuth 2.0 gives tokens for it.
    pub grants: &'static [Grant],
}

/// Where credentials go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `Authorization: Bearer`.
    Bearer,
    /// `Authorization: Basic`.
    Basic,
    /// A key in a header.
    KeyHeader(&'static str),
    /// A key in the query.
    KeyQuery(&'static str),
    /// A key in a cookie.
    KeyCookie(&'static str),
}

/// A way of having tokens of OAuth 2.0, without a browser.
#[derive(Debug)]
pub struct Grant {
    /// Its `grant_type`: `client_credentials` or `password`.
    pub kind: &'static str,
    /// Where tokens are had.
    pub token_url: &'static str,
    /// Where they are renewed.
    pub refresh_url: &'static str,
}

/// An address of a service.
#[derive(Debug)]
pub struct ServerAddress {
    /// The address, with placeholders.
    pub url: &'static str,
    /// What fills its placeholders.
    pub variables: &'static [ServerVariable],
}

/// What fills a placeholder of an address.
#[derive(Debug)]
pub struct ServerVariable {
    /// The placeholder.
    pub name: &'static str,
    /// What is used unless another value is given.
    pub default: &'static str,
    /// The values it can have; empty if it can have any.
    pub values: &'static [&'static str],
}
