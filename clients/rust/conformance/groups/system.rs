#![allow(unused_imports, clippy::all, nonstandard_style, reason = "made from a document")]

use gatehouse_client::resources::system as group;
use gatehouse_client::{Client, Error, models, runtime};
use serde_json::Value;

use crate::input::{self, Failure, Input};

pub async fn called(client: &Client, input: &Input) -> Option<Result<Value, Failure>> {
    Some(match input.operation.as_str() {
        "system.root" => {
            let outcome = Box::pin(call_root(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "system.health" => {
            let outcome = Box::pin(call_health(client, input)).await;
            outcome.map_err(Failure::typed::<group::HealthError>)
        }
        "system.live" => {
            let outcome = Box::pin(call_live(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "system.ready" => {
            let outcome = Box::pin(call_ready(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "system.jwks" => {
            let outcome = Box::pin(call_jwks(client, input)).await;
            outcome.map_err(Failure::from)
        }
        _ => return None,
    })
}

async fn call_root(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.system().root();
    input::json(input.dressed(call, &[])).await
}

async fn call_health(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.system().health();
    input::json(input.dressed(call, &[])).await
}

async fn call_live(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.system().live();
    input::json(input.dressed(call, &[])).await
}

async fn call_ready(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.system().ready();
    input::json(input.dressed(call, &[])).await
}

async fn call_jwks(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.system().jwks();
    input::json(input.dressed(call, &[])).await
}
