// Calls operations as it is told, through a generated client: a line of JSON comes in, a line goes out.
use serde::de::DeserializeOwned;
use serde_json::{json, Map, Value};
use std::io::BufRead;

mod peer;

/// What goes into a call, by name, and a body.
pub struct Input {
    pub named: Map<String, Value>,
    pub body: Value,
}

/// Why there was no answer.
pub enum Failure {
    Missing,
    Status(u16),
    Other(String),
}

impl Input {
    fn of(given: &Value) -> Self {
        let mut named = Map::new();
        for place in ["path", "query", "headers", "cookies"] {
            if let Some(Value::Object(values)) = given.get(place) {
                named.extend(values.clone());
            }
        }
        Self { named, body: given.get("body").cloned().unwrap_or_default() }
    }

    /// Something that may be missing.
    pub fn may<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Failure> {
        self.named.get(name).map(|value| read(value.clone())).transpose()
    }

    /// Something that is there.
    pub fn must<T: DeserializeOwned>(&self, name: &str) -> Result<T, Failure> {
        self.may(name)?.ok_or(Failure::Missing)
    }

    /// The members of a body as if they were parameters.
    pub fn members(&self) -> Self {
        let named = self.body.as_object().cloned().unwrap_or_default();
        Self { named, body: Value::Null }
    }
}

pub fn read<T: DeserializeOwned>(value: Value) -> Result<T, Failure> {
    serde_json::from_value(value).map_err(|error| Failure::Other(error.to_string()))
}

#[tokio::main]
async fn main() {
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = |name: &str| request[name].as_str().unwrap_or_default().replace("rules.", "");
        let input = Input::of(&request["input"]);
        let error = match peer::call(&text("operation"), &text("base_url"), &input).await {
            Ok(()) => {
                println!("{}", json!({"id": request["id"], "value": null}));
                continue;
            }
            Err(Failure::Missing) => json!({"kind": "missing", "message": "no way to say that"}),
            Err(Failure::Status(status)) => json!({"kind": "status", "status": status}),
            Err(Failure::Other(message)) => json!({"kind": "failed", "message": message}),
        };
        println!("{}", json!({"id": request["id"], "error": error}));
    }
}
