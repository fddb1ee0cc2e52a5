//! Credentials that a client does not have.

use std::fmt;

/// Which credentials a call would need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingCredentials {
    /// The operation that was called.
    pub operation: &'static str,
    /// The security schemes that it takes: alternatives of those that are needed together.
    pub alternatives: &'static [&'static [&'static str]],
    /// The schemes that the client has nothing for, each with the option for all of its kind.
    pub missing: Vec<(&'static str, &'static str)>,
}

impl fmt::Display for MissingCredentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let alternatives = self.alternatives.iter().map(|ids| {
            let quoted: Vec<_> = ids.iter().map(|id| format!("'{id}'")).collect();
            format!("for {}{}", quoted.join(" and "), if ids.len() > 1 { " together" } else { "" })
        });
        let alternatives = alternatives.collect::<Vec<_>>().join(", or ");
        let missing =
            self.missing.iter().map(|(id, option)| format!("'{id}' (schemes[\"{id}\"] or {option})"));
        let missing = missing.collect::<Vec<_>>().join(", ");
        write!(formatter, "{} needs credentials {alternatives}; missing: {missing}", self.operation)
    }
}

/// Words as a list: `a, b or c`.
pub(crate) fn listed(words: impl IntoIterator<Item = impl fmt::Display>, last: &str) -> String {
    let mut words: Vec<_> = words.into_iter().map(|word| word.to_string()).collect();
    match words.pop() {
        None => "none".to_owned(),
        Some(only) if words.is_empty() => only,
        Some(end) => format!("{} {last} {end}", words.join(", ")),
    }
}
