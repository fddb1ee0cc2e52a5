//! A client for Gatehouse.
//!
//! Accounts, sign-in, sessions, API keys, roles and an audit trail behind one HTTP interface.
//!
//! ## Signing in
//!
//! `auth.login` trades an email address or username and a password for an access token and a refresh token. Send the
//! access token as `Authorization: Bearer ...`; when it runs out, `auth.refresh` gives the next pair. Programs can
//! use an API key in `X-API-Key` instead, on every operation that needs a permission and for reading their own
//! account.
//!
//! An operation that needs a permission names it as the scope of the `oauth2` scheme. OpenAPI 3.0 has no place for
//! scopes on the other schemes, so read it as applying to all the alternatives listed beside it: a bearer token or an
//! API key without that permission is answered with 403. Permissions are checked before anything is looked up, so a
//! 403 says nothing about whether the resource exists.
//!
//! ## Requests
//!
//! Bodies are JSON, except for `auth.token`, `auth.introspect` and `auth.revoke`, which take forms as their standards
//! ask. Query parameters and body fields that this document does not list are refused with 422, as are repeated
//! parameters. Times are RFC 3339 in UTC.
//!
//! A body may have 64 KiB, or 192 KiB where it may hold `metadata`; no field needs more.
//!
//! ## Errors
//!
//! Every error is an `application/problem+json` document (RFC 9457), with two exceptions: the grant errors of
//! `auth.token` have the RFC 6749 shape that OAuth clients expect, and an unhealthy `system.health` answers its
//! report. Branch on `code`, which comes from a closed list; `detail` is for people and may be reworded. When a
//! request breaks several rules, `errors` has one entry for each, with a JSON pointer to the place. Rejected values
//! are never repeated in an answer.
//!
//! Some statuses are not listed at the operations, as any address can answer them: 405 `method_not_allowed`, with
//! `Allow`, and 500 `internal_error`; and 408, 413 or 415 for a body that is sent where none is asked for. HEAD is
//! answered as GET is, without the body.
//!
//! An address with a slash too many at its end is answered with 308 and, in `Location`, the one without it.
//!
//! ## Paging
//!
//! Lists answer `items` and `next_cursor`. Pass the cursor back, with the same filters and sort order, to get the
//! page after; `null` means there is none. Rows that appear or vanish in between make no page skip or repeat another
//! row. The same address is in the `Link` header with `rel="next"`. Cursors are opaque: one that was altered, or that
//! belongs to another list or order, is answered with 422 `cursor_invalid`.
//!
//! ## Concurrency
//!
//! Answers with a single user or role carry a strong `ETag`. Send it back in `If-Match` with an update to be sure
//! that nobody changed the resource in the meantime; otherwise the answer is 412 `etag_mismatch`.
//!
//! ## Idempotency
//!
//! Operations that create something, and `auth.refresh`, accept an `Idempotency-Key`. Repeating a request with the
//! same key and body returns the stored first answer, marked `Idempotency-Replayed: true`. The same key with another
//! body is 422 `idempotency_key_reused`; while the first request is still running it is 409
//! `idempotency_in_progress`.
//!
//! ## Limits
//!
//! Writing operations that need no credentials are rate limited per caller; invalid requests count too. They
//! report the state of the limit in `RateLimit` and `RateLimit-Policy`, and answer 429 with `Retry-After` beyond it. A 503 has `Retry-After` too: the
//! service, or something it depends on, is away or busy, and the request was not carried out.
//!
//! ## Headers on every answer
//!
//! `X-Request-ID` identifies the request in logs and in the audit trail. A caller may choose it by sending the header
//! with 1 to 128 printable ASCII characters. The usual security headers are set on everything too; they are listed
//! once, in `x-common-headers`, and not repeated at each response.
#![forbid(unsafe_code)]
#![allow(
    rustdoc::bare_urls,
    rustdoc::broken_intra_doc_links,
    rustdoc::invalid_html_tags,
    rustdoc::invalid_rust_codeblocks,
    reason = "the document's own words"
)]

mod client;
mod problem;
pub mod runtime;
#[cfg(feature = "verify")]
pub mod verify;

#[allow(
    deprecated,
    nonstandard_style,
    clippy::all,
    reason = "names and words are the document's own; what it deprecates is still there"
)]
pub mod models;
#[allow(
    deprecated,
    nonstandard_style,
    clippy::all,
    reason = "names and words are the document's own; what it deprecates is still there"
)]
pub mod resources;

pub use client::{Client, DEFAULT_BASE_URL};
pub use runtime::{Config, Credentials, Error, Patch, Secret};
