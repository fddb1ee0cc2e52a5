//! Why a token is not accepted, and what is to be answered then.

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
    /// It was signed in a way that is not accepted.
    #[error("it was signed in a way that is not accepted")]
    WrongAlgorithm,
    /// It was signed with a key that the service does not have.
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
    /// It is of an application that is not accepted here.
    #[error("it is of an application that is not accepted here")]
    WrongClient,
    /// It lacks a scope.
    #[error("it lacks one of the scopes: {0}")]
    MissingScope(String),
    /// The person signed in too weakly or too long ago; the text is what a challenge says of it.
    #[error("the sign-in is too weak or too old{0}")]
    WeakAuthentication(String),
    /// The keys could not be had.
    #[error("the keys could not be had: {0}")]
    Keys(String),
}

impl VerifyError {
    /// What to answer to who sent the token: 401, 403, or 503 where the keys could not be had.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::WrongClient | Self::MissingScope(_) => 403,
            Self::Keys(_) => 503,
            _ => 401,
        }
    }

    /// The header `WWW-Authenticate` that goes with it (RFC 6750, RFC 9470); nothing with 503.
    #[must_use]
    pub fn challenge(&self) -> Option<String> {
        let told = match self {
            Self::WrongClient => "insufficient_scope\"".to_owned(),
            Self::MissingScope(scopes) => format!("insufficient_scope\", scope=\"{scopes}\""),
            Self::WeakAuthentication(asked) => format!("insufficient_user_authentication\"{asked}"),
            Self::Keys(_) => return None,
            _ => "invalid_token\"".to_owned(),
        };
        Some(format!("Bearer error=\"{told}"))
    }
}
