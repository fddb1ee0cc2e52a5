//! A client for Gatehouse.
//!
//! Users, sign-in, sessions, API keys, roles and an audit trail behind one HTTP API.
//!
//! ## Authentication
//!
//! Sign in with `auth.login` and send the access token as `Authorization: Bearer ...`. When it expires, get the next
//! pair from `auth.refresh`. Programs can send an API key in `X-API-Key` instead, to any operation that needs a
//! permission and to read their own account.
//!
//! An account may have a second factor: a passkey or an authenticator app, with recovery codes for when that is lost
//! (`factors`). `auth.login` then returns a `login_token` instead of tokens, for `auth.complete_login` or
//! `auth.complete_by_passkey`. A passkey can also sign in without a password (`auth.login_by_passkey`). Access tokens say how
//! their session began: `amr` (RFC 8176: `pwd` for the password, `otp` for a code, `pop` for a passkey, `mfa` for several
//! factors), `acr` (`urn:gatehouse:acr:1fa` or `urn:gatehouse:acr:2fa`) and `auth_time`.
//! Refreshing changes none of these.
//!
//! What changes credentials, accounts or permissions asks whoever has a second factor to have shown it lately, in this
//! session. If not, the response is 401 `step_up_required`, with a challenge in `WWW-Authenticate` (RFC 9470): show it again
//! with `auth.step_up` or `auth.step_up_by_passkey`, and repeat the request. API keys are not asked: making one was.
//!
//! An installation can require a second factor for roles (`auth.policy`). Whoever holds one of them and has none can sign in,
//! read their own account and add a factor; everything else is 403 `factor_enrolment_required`, with API keys, too.
//!
//! An operation that needs a permission names it as its `oauth2` scope; the same permission is required of bearer
//! tokens and API keys. Without it the response is 403 `forbidden`. Permissions are checked before anything is looked
//! up, so a 403 does not reveal whether a resource exists.
//!
//! ## Errors
//!
//! Errors are `application/problem+json` (RFC 9457). Branch on `code`, which comes from a closed list (`ProblemCode`);
//! `detail` is for people and may be reworded. `errors` points at each invalid field or parameter. Rejected values are
//! never echoed.
//!
//! There are two exceptions: `auth.token` reports refused grants as OAuth clients expect (RFC 6749), and
//! `system.health` returns its report with 503.
//!
//! Any URL can return 405 `method_not_allowed` and 500 `internal_error`, so operations do not list them; nor do
//! operations without a body list 408, 413 and 415. HEAD works wherever GET does. A URL with a trailing slash redirects
//! (308) to the one without it.
//!
//! What is refused before its URL is looked at closes the connection: 400 for what is not HTTP, 408 for a head that takes
//! more than 10 seconds, 431 `head_too_large` for one of more than 32 KiB or 100 headers, 503 `overloaded` for one
//! connection too many.
//!
//! ## Requests
//!
//! Bodies are JSON, or forms for `auth.token`, `auth.introspect` and `auth.revoke`; `auth.login` takes either.
//! Unknown fields, unknown query parameters and repeated parameters are rejected with 422. Times are RFC 3339 in UTC.
//! A body may have up to 64 KiB, or 192 KiB where it may contain `metadata`.
//!
//! ## Pagination
//!
//! Lists return `items` and `next_cursor`. Pass the cursor back, with the same filters and sort order, for the next
//! page; `null` means that this is the last one, and nothing else does: a page can be short. The `Link` header holds the URL of the next page. Rows created or
//! deleted in between never make a page skip or repeat another row. A cursor that was altered, or belongs to another
//! list or sort order, is 422 `cursor_invalid`.
//!
//! ## Concurrent updates
//!
//! A single user or role comes with an `ETag`. Send it as `If-Match` with an update, and the update fails with 412
//! `etag_mismatch` if someone else has changed the resource since.
//!
//! ## Safe retries
//!
//! Operations that create something, and `auth.refresh`, accept an `Idempotency-Key`. Repeating a request with the same
//! key and body returns the stored first response, marked `Idempotency-Replayed: true`; errors are not stored. The same
//! key with another body is 422 `idempotency_key_reused`, but without credentials another body is another request. A
//! repetition waits a moment for a first request that is still in progress, and is 409 `idempotency_in_progress` with
//! `Retry-After` then. The response is stored together with what the request does: whatever fails in between, repeating
//! it does nothing twice.
//!
//! ## Rate limits
//!
//! Operations that write without credentials are limited per caller; invalid requests count too. They report the limit in `RateLimit` and
//! `RateLimit-Policy`, and return 429 `rate_limited` with `Retry-After` beyond it. Too many wrong
//! passwords lock sign-in for a while: 429 `too_many_attempts`. A 503 has `Retry-After` too: the request can be retried.
//! If the database went away at the last moment it may have been carried out all the same; an `Idempotency-Key` makes
//! sure that it is not carried out again.
//!
//! ## Response headers
//!
//! Every response has `X-Request-ID`, which identifies the request in logs and in the audit trail. Send the header
//! yourself, with 1 to 128 printable ASCII characters and no spaces, to choose the value. Security and CORS headers are
//! listed once, in `x-common-headers`.
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
pub use runtime::{Config, Credential, Credentials, Error, Patch, Secret, SecretSource, ServerChoice};
