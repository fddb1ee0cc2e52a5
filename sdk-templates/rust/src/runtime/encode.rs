//! Values to text: paths, queries, forms and members of a body.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

/// How a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `a=1,2`, or one pair for each value when exploded.
    Form {
        /// One pair for each value.
        explode: bool,
    },
    /// `a=1 2`.
    Space,
    /// `a=1|2`.
    Pipe,
    /// `a[b]=1`.
    Deep,
    /// `1,2`.
    Simple {
        /// Objects as `a=1,b=2`.
        explode: bool,
    },
    /// `.1,2`, or `.1.2` when exploded.
    Label {
        /// A dot before each value.
        explode: bool,
    },
    /// `;a=1,2`, or `;a=1;a=2` when exploded.
    Matrix {
        /// One pair for each value.
        explode: bool,
    },
    /// JSON text.
    Json,
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Writes a text so that it means nothing but itself in an address.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(byte.into());
        } else {
            escaped.push('%');
            escaped.push(HEX[usize::from(byte >> 4)].into());
            escaped.push(HEX[usize::from(byte & 15)].into());
        }
    }
    escaped
}

/// Writes a text for an address, leaving reserved characters as they are, except those that would begin another
/// parameter or a fragment, or mean a space.
pub(crate) fn escape_reserved(text: &str) -> String {
    text.chars()
        .map(
            |char| {
                if ":/?@!$()*,;=".contains(char) {
                    char.into()
                } else {
                    escape(char.encode_utf8(&mut [0; 4]))
                }
            },
        )
        .collect()
}

/// The text of a value without structure; anything else is JSON.
pub(crate) fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => {
                format!("{float:.0}")
            }
            _ => number.to_string(),
        },
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn list(value: &Value) -> Option<Vec<String>> {
    value.as_array().map(|items| items.iter().filter(|item| !item.is_null()).map(scalar).collect())
}

fn members(value: &Value) -> Option<Vec<(&String, String)>> {
    let there = value.as_object()?.iter().filter(|(_, value)| !value.is_null());
    Some(there.map(|(name, value)| (name, scalar(value))).collect())
}

fn joined(value: &Value, separator: &str, escape: fn(&str) -> String) -> String {
    let parts = match (list(value), members(value)) {
        (Some(items), _) => items,
        (_, Some(members)) => members.into_iter().flat_map(|(name, value)| [name.clone(), value]).collect(),
        _ => vec![scalar(value)],
    };
    parts.iter().map(|part| escape(part)).collect::<Vec<_>>().join(separator)
}

fn assigned(value: &Value, separator: &str, escape: fn(&str) -> String) -> Option<String> {
    let pairs = members(value)?;
    let written = pairs.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value)));
    Some(written.collect::<Vec<_>>().join(separator))
}

/// The pairs that a parameter adds to a query or form, unescaped names with values escaped by `escape`.
pub(crate) fn pairs(
    name: &str,
    value: &Value,
    style: Style,
    escape: fn(&str) -> String,
) -> Vec<(String, String)> {
    let one = |text: String| vec![(name.to_owned(), text)];
    match style {
        _ if value.is_null() => Vec::new(),
        Style::Form { explode: false } | Style::Space | Style::Pipe if is_empty(value) => Vec::new(),
        Style::Json => one(escape(&value.to_string())),
        Style::Deep => deep(name, value, escape),
        Style::Form { explode: true } => match (list(value), members(value)) {
            (Some(items), _) => items.iter().map(|item| (name.to_owned(), escape(item))).collect(),
            (_, Some(members)) => {
                members.iter().map(|(name, value)| ((*name).clone(), escape(value))).collect()
            }
            _ => one(escape(&scalar(value))),
        },
        Style::Space => one(joined(value, "%20", escape)),
        Style::Pipe => one(joined(value, "%7C", escape)),
        _ => one(joined(value, ",", escape)),
    }
}

fn is_empty(value: &Value) -> bool {
    list(value).is_some_and(|items| items.is_empty())
        || members(value).is_some_and(|members| members.is_empty())
}

fn deep(name: &str, value: &Value, escape: fn(&str) -> String) -> Vec<(String, String)> {
    match value {
        Value::Object(members) => {
            members.iter().flat_map(|(key, value)| deep(&format!("{name}[{key}]"), value, escape)).collect()
        }
        Value::Array(items) => items.iter().map(|item| (name.to_owned(), escape(&scalar(item)))).collect(),
        Value::Null => Vec::new(),
        other => vec![(name.to_owned(), escape(&scalar(other)))],
    }
}

/// The text that a parameter puts into a path.
pub(crate) fn in_path(name: &str, value: &Value, style: Style, escape: fn(&str) -> String) -> String {
    match style {
        Style::Json => escape(&value.to_string()),
        Style::Simple { explode: true } => {
            assigned(value, ",", escape).unwrap_or_else(|| joined(value, ",", escape))
        }
        Style::Label { explode: true } => {
            format!(".{}", assigned(value, ".", escape).unwrap_or_else(|| joined(value, ".", escape)))
        }
        Style::Label { explode: false } => format!(".{}", joined(value, ",", escape)),
        Style::Matrix { explode: true } => match (list(value), assigned(value, ";", escape)) {
            (Some(items), _) => items.iter().map(|item| format!(";{name}={}", escape(item))).collect(),
            (_, Some(members)) => format!(";{members}"),
            _ => format!(";{name}={}", escape(&scalar(value))),
        },
        Style::Matrix { explode: false } => format!(";{name}={}", joined(value, ",", escape)),
        _ => joined(value, ",", escape),
    }
}

/// The text of a header or cookie.
pub(crate) fn in_header(value: &Value, style: Style) -> String {
    let plain: fn(&str) -> String = str::to_owned;
    match style {
        Style::Json => value.to_string(),
        Style::Simple { explode: true } => {
            assigned(value, ",", plain).unwrap_or_else(|| joined(value, ",", plain))
        }
        _ => joined(value, ",", plain),
    }
}

/// An object with a member, however deep, set.
pub(crate) fn with_member(object: &[u8], path: &[&str], value: &Value) -> Result<Vec<u8>, serde_json::Error> {
    let Some((name, inner)) = path.split_first() else {
        return serde_json::to_vec(value);
    };
    let mut members: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(object).unwrap_or_default();
    let before = members.get(*name).map_or("null", |member| member.get());
    let member = with_member(before.as_bytes(), inner, value)?;
    members.insert((*name).to_owned(), serde_json::from_slice(&member)?);
    serde_json::to_vec(&members)
}
