#![allow(unused_imports, clippy::all, nonstandard_style, reason = "made from a document")]

use gatehouse_client::resources::roles as group;
use gatehouse_client::{Client, Error, models, runtime};
use serde_json::Value;

use crate::input::{self, Failure, Input};

pub async fn called(client: &Client, input: &Input) -> Option<Result<Value, Failure>> {
    Some(match input.operation.as_str() {
        "roles.list" => {
            let outcome = Box::pin(call_list(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "roles.create" => {
            let outcome = Box::pin(call_create(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "roles.get" => {
            let outcome = Box::pin(call_get(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "roles.update" => {
            let outcome = Box::pin(call_update(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "roles.delete" => {
            let outcome = Box::pin(call_delete(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "roles.list_permissions" => {
            let outcome = Box::pin(call_list_permissions(client, input)).await;
            outcome.map_err(Failure::from)
        }
        _ => return None,
    })
}

async fn call_list(client: &Client, input: &Input) -> Result<Value, Error> {
    let params = group::ListParams { limit: input.query("limit")?, cursor: input.query("cursor")? };
    if input.all_pages() {
        return input::items(client.roles().list_all(&params)).await;
    }
    let call = client.roles().list(&params);
    input::json(input.dressed(call, &[])).await
}

async fn call_create(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::RoleCreate = input.body()?;
    let call = client.roles().create(&body);
    input::json(input.dressed(call, &["Idempotency-Key"])).await
}

async fn call_get(client: &Client, input: &Input) -> Result<Value, Error> {
    let role: String = input.path("role")?;
    let call = client.roles().get(&role);
    input::json(input.dressed(call, &[])).await
}

async fn call_update(client: &Client, input: &Input) -> Result<Value, Error> {
    let role: String = input.path("role")?;
    let body: models::RoleUpdate = input.body()?;
    let call = client.roles().update(&role, &body);
    input::json(input.dressed(call, &["If-Match"])).await
}

async fn call_delete(client: &Client, input: &Input) -> Result<Value, Error> {
    let role: String = input.path("role")?;
    let call = client.roles().delete(&role);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_list_permissions(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.roles().list_permissions();
    input::json(input.dressed(call, &[])).await
}
