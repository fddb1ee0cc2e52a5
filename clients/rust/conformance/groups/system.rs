#![allow(unused_imports, clippy::all, nonstandard_style, reason = "made from a document")]

use gatehouse_client::resources::system as group;
use gatehouse_client::{Client, Error, models, runtime};
use serde_json::Value;

use crate::input::{self, Input};

pub async fn called(client: &Client, input: &Input) -> Option<Result<Value, Error>> {
    Some(match input.operation.as_str() {
        "system.root" => Box::pin(root(client, input)).await,
        "system.health" => Box::pin(health(client, input)).await,
        "system.live" => Box::pin(live(client, input)).await,
        "system.ready" => Box::pin(ready(client, input)).await,
        "system.jwks" => Box::pin(jwks(client, input)).await,
        _ => return None,
    })
}

async fn root(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.system().root();
    input::json(input.dressed(call, &[])).await
}

async fn health(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.system().health();
    input::json(input.dressed(call, &[])).await
}

async fn live(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.system().live();
    input::json(input.dressed(call, &[])).await
}

async fn ready(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.system().ready();
    input::json(input.dressed(call, &[])).await
}

async fn jwks(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.system().jwks();
    input::json(input.dressed(call, &[])).await
}
