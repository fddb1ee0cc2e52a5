//! Types that depend on the status.

use serde_json::Value;

/// Errors of one operation, told apart by their status.
pub trait OperationError: Sized {
    /// The operation.
    const OPERATION: &'static str;

    /// What the document says that a body is; nothing if it says nothing of the status, or the body does not fit.
    fn from_error(status: u16, body: &Value) -> Option<Self>;
}

/// Declares what an operation returns when it depends on the status.
#[allow(unused_macros, reason = "not every document has such types")]
macro_rules! answers {
    (
        $(#[$about:meta])* pub enum $name:ident;
        $($(#[$doc:meta])* $arm:ident($type:ty) = $status:pat,)+
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $($(#[$doc])* $arm($type),)+
            /// An answer with a status that the document did not list when this client was made.
            Unknown(serde_json::Value),
        }

        impl $crate::runtime::FromAnswer for $name {
            fn from_answer(status: u16, value: serde_json::Value) -> Result<Self, serde_json::Error> {
                match status {
                    $($status => serde_json::from_value(value).map(Self::$arm),)+
                    #[allow(unreachable_patterns, reason = "a default may take all statuses")]
                    _ => Ok(Self::Unknown(value)),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$arm(value) => value.serialize(serializer),)+
                    Self::Unknown(value) => value.serialize(serializer),
                }
            }
        }
    };
}

/// Declares the errors of an operation that have a type of their own.
#[allow(unused_macros, reason = "not every document has such types")]
macro_rules! errors {
    (
        $(#[$about:meta])* pub enum $name:ident of $operation:literal;
        $($(#[$doc:meta])* $arm:ident($type:ty) = $status:pat,)+
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $arm($type),)+
        }

        impl $crate::runtime::OperationError for $name {
            const OPERATION: &'static str = $operation;

            fn from_error(status: u16, body: &serde_json::Value) -> Option<Self> {
                match status {
                    $($status => <$type as serde::Deserialize>::deserialize(body).ok().map(Self::$arm),)+
                    #[allow(unreachable_patterns, reason = "a default takes all statuses")]
                    _ => None,
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$arm(value) => value.serialize(serializer),)+
                }
            }
        }
    };
}

pub(crate) use {answers, errors};
