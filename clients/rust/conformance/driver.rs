//! Makes the calls that a test asks for: a JSON object on each line of the input, one on each line of the output.
#![allow(deprecated, reason = "deprecated operations are called as well")]

mod groups;
mod input;
mod verify;

use std::io::{BufRead, Write};
use std::sync::Arc;

use gatehouse_client::{Client, Error};
use input::{Failure, Input};
use serde_json::{Value, json};

#[tokio::main]
async fn main() {
    let mut output = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { break };
        if line.trim().is_empty() {
            continue;
        }
        let answer = answered(&line).await;
        if writeln!(output, "{answer}").and_then(|()| output.flush()).is_err() {
            break;
        }
    }
}

async fn answered(line: &str) -> Value {
    let input: Input = match serde_json::from_str(line) {
        Ok(input) => input,
        Err(error) => {
            return json!({"id": null, "error": {"kind": "input", "retryable": false, "message": error.to_string()}});
        }
    };
    let id = input.id.clone();
    if let Some(rules) = &input.verify {
        return rules.answered(&id, &input.base_url).await;
    }
    let outcome = match Client::new(input.config()) {
        Ok(client) => concurrently(client, Arc::new(input)).await,
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(value) => json!({"id": id, "value": value}),
        Err(failure) => json!({"id": id, "error": shown(&failure)}),
    }
}

fn shown(failure: &Failure) -> Value {
    let error = &failure.error;
    let mut shown = json!({
        "kind": error.kind(),
        "status": error.status(),
        "code": error.code_text(),
        "request_id": error.request_id(),
        "retryable": error.is_retryable(),
        "message": error.to_string(),
    });
    if let (Some(body), Some(members)) = (&failure.body, shown.as_object_mut()) {
        members.insert("body".to_owned(), body.clone());
    }
    shown
}

/// Makes the same call as often as it was asked for, at once.
async fn concurrently(client: Client, input: Arc<Input>) -> Result<Value, Failure> {
    let Some(number) = input.concurrent() else {
        return called(&client, &input).await;
    };
    let start = |_| {
        let (client, input) = (client.clone(), Arc::clone(&input));
        tokio::spawn(async move { called(&client, &input).await })
    };
    let (calls, mut values): (Vec<_>, _) = ((0..number).map(start).collect(), Vec::new());
    for call in calls {
        values.push(call.await.map_err(|error| Error::Input(error.to_string()))??);
    }
    Ok(values.into())
}

async fn called(client: &Client, input: &Input) -> Result<Value, Failure> {
    if let Some(outcome) = groups::auth::called(client, input).await {
        return outcome;
    }
    if let Some(outcome) = groups::me::called(client, input).await {
        return outcome;
    }
    if let Some(outcome) = groups::factors::called(client, input).await {
        return outcome;
    }
    if let Some(outcome) = groups::users::called(client, input).await {
        return outcome;
    }
    if let Some(outcome) = groups::roles::called(client, input).await {
        return outcome;
    }
    if let Some(outcome) = groups::applications::called(client, input).await {
        return outcome;
    }
    if let Some(outcome) = groups::openid::called(client, input).await {
        return outcome;
    }
    if let Some(outcome) = groups::audit::called(client, input).await {
        return outcome;
    }
    if let Some(outcome) = groups::system::called(client, input).await {
        return outcome;
    }
    let _ = client;
    Err(Error::Input(format!("there is no operation {}", input.operation)).into())
}
