//! What the document says about operations.

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
    /// The kinds of credentials that it takes.
    pub auth: &'static [Scheme],
    /// Whether it can be repeated.
    pub retryable: bool,
    /// The header that takes an idempotency key.
    pub idempotency_header: &'static str,
    /// The statuses of its errors: codes, ranges such as `4XX`, or `default`.
    pub errors: &'static [&'static str],
}

/// How credentials are presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
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
