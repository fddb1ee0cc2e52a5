//! Open enums, and unions with a plan for telling their arms apart.

use serde::{Serialize, Serializer};
use serde_json::Value;

/// A value that an arm is recognised by.
#[derive(Clone, Copy, Debug)]
pub enum Tag {
    /// A text.
    Text(&'static str),
    /// A number.
    Number(f64),
    /// A boolean.
    Bool(bool),
}

impl Tag {
    fn is(self, value: &Value) -> bool {
        match self {
            Self::Text(text) => value.as_str() == Some(text),
            Self::Number(number) => value.as_f64() == Some(number),
            Self::Bool(flag) => value.as_bool() == Some(flag),
        }
    }

    fn value(self) -> Value {
        match self {
            Self::Text(text) => text.into(),
            Self::Number(number) => number.into(),
            Self::Bool(flag) => flag.into(),
        }
    }
}

/// A member that can only have certain values in an arm.
#[derive(Clone, Copy, Debug)]
pub struct Constant {
    /// The member.
    pub property: &'static str,
    /// The values it can have.
    pub values: &'static [Tag],
    /// Whether it must be there.
    pub required: bool,
}

/// How an arm is recognised; everything that is given has to hold.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// The JSON types a value of the arm can have.
    pub json_types: &'static [&'static str],
    /// Values of the plan's property.
    pub tags: &'static [Tag],
    /// Members with certain values.
    pub constants: &'static [Constant],
    /// A member that only this arm has.
    pub field: &'static str,
    /// The values of an enum or constant.
    pub literals: &'static [Tag],
    /// What to write as the plan's property, which the arm does not have itself.
    pub adds: Option<Tag>,
}

impl Match {
    /// Holds for everything.
    pub const ANY: Self =
        Self { json_types: &[], tags: &[], constants: &[], field: "", literals: &[], adds: None };

    fn holds(&self, property: &str, value: &Value) -> bool {
        (self.json_types.is_empty() || self.json_types.iter().any(|name| is_json_type(value, name)))
            && (self.tags.is_empty() || value.get(property).is_some_and(|found| any(self.tags, found)))
            && (self.field.is_empty() || value.get(self.field).is_some())
            && (self.literals.is_empty() || any(self.literals, value))
            && self.constants.iter().all(|constant| constant.holds(value))
    }
}

impl Constant {
    fn holds(&self, value: &Value) -> bool {
        value.get(self.property).map_or(!self.required, |found| any(self.values, found))
    }
}

fn any(tags: &[Tag], value: &Value) -> bool {
    tags.iter().any(|tag| tag.is(value))
}

fn is_json_type(value: &Value, name: &str) -> bool {
    match value {
        Value::Null => name == "null",
        Value::Bool(_) => name == "boolean",
        Value::Number(number) => {
            name == "number" || name == "integer" && number.as_f64().is_some_and(|float| float.fract() == 0.0)
        }
        Value::String(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
    }
}

/// How to find the arm of a value.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The member whose value tells the arms apart, where there is one.
    pub property: &'static str,
    /// Whether a match is only a hint, and the next arm is tried when decoding fails.
    pub ordered: bool,
    /// The order in which arms are tested.
    pub order: &'static [usize],
    /// How each arm is recognised.
    pub arms: &'static [Match],
}

impl Plan {
    /// The arms that a value may belong to.
    pub fn candidates(&self, value: &Value) -> impl Iterator<Item = usize> {
        let matching = self.order.iter().filter(|index| self.arms[**index].holds(self.property, value));
        let limit = if self.ordered { usize::MAX } else { 1 };
        matching.copied().take(limit).collect::<Vec<_>>().into_iter()
    }

    /// The value as the arm itself knows it: without the property that the union adds.
    pub fn inner(&self, arm: usize, value: &Value) -> Value {
        let mut inner = value.clone();
        if let (Some(_), Some(members)) = (self.arms[arm].adds, inner.as_object_mut()) {
            members.remove(self.property);
        }
        inner
    }

    /// Writes an arm, with the property that the union adds.
    ///
    /// # Errors
    ///
    /// When the arm cannot be written.
    pub fn write<T: Serialize, S: Serializer>(
        &self,
        arm: usize,
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let Some(tag) = self.arms[arm].adds else {
            return value.serialize(serializer);
        };
        let mut written = serde_json::to_value(value).map_err(serde::ser::Error::custom)?;
        if let Some(members) = written.as_object_mut() {
            members.entry(self.property).or_insert_with(|| tag.value());
        }
        written.serialize(serializer)
    }
}

/// Declares a list of known values that keeps others as they are.
#[allow(unused_macros, reason = "not every document has such types")]
macro_rules! open_enum {
    ($(#[$about:meta])* pub enum $name:ident: $base:ty { $($(#[$doc:meta])* $member:ident = $value:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$doc])* $member,)+
            /// A value that the document did not list when this client was made.
            Unknown($base),
        }

        impl From<$base> for $name {
            fn from(value: $base) -> Self {
                $(if value == $value { return Self::$member; })+
                Self::Unknown(value)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$member => $value.serialize(serializer),)+
                    Self::Unknown(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$base as serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$member => std::fmt::Display::fmt(&$value, formatter),)+
                    Self::Unknown(value) => std::fmt::Display::fmt(value, formatter),
                }
            }
        }
    };
}

/// Declares a choice of types that keeps whatever fits none of them.
#[allow(unused_macros, reason = "not every document has such types")]
macro_rules! union {
    (
        $(#[$about:meta])* pub enum $name:ident by $plan:expr;
        $($(#[$doc:meta])* $index:literal $arm:ident($type:ty),)+
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $($(#[$doc])* $arm($type),)+
            /// A value that fits nothing the document listed when this client was made.
            Unknown(serde_json::Value),
        }

        impl $name {
            const PLAN: $crate::runtime::Plan = $plan;

            fn from_json(value: serde_json::Value) -> Result<Self, serde_json::Error> {
                for candidate in Self::PLAN.candidates(&value) {
                    let inner = Self::PLAN.inner(candidate, &value);
                    let found = match candidate {
                        $($index => serde_json::from_value(inner).map(Self::$arm),)+
                        _ => continue,
                    };
                    if found.is_ok() || !Self::PLAN.ordered {
                        return found;
                    }
                }
                Ok(Self::Unknown(value))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$arm(value) => Self::PLAN.write($index, value, serializer),)+
                    Self::Unknown(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = <serde_json::Value as serde::Deserialize>::deserialize(deserializer)?;
                Self::from_json(value).map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use {open_enum, union};
