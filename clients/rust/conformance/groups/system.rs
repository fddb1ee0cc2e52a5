#![allow(unused_imports, clippy::all, nonstandard_style, reason = "made from a document")]

use gatehouse_client::resources::system as group;
use gatehouse_client::{Client, Error, models, runtime};
use serde_json::Value;

use crate::input::{self, Input};

pub async fn called(client: &Client, input: &Input) -> Option<Result<Value, Error>> {
    Some(match input.operation.as_str() {
        "system.root" => Box::pin(call_root(client, input)).await,
        "system.health" => Box::pin(call_health(client, input)).await,
        "system.live" => Box::pin(call_live(client, input)).await,
        "system.ready" => Box::pin(call_ready(client, input)).await,
        "system.jwks" => Box::pin(call_jwks(client, input)).await,
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
