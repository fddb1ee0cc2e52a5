#![allow(unused_imports, clippy::all, nonstandard_style, reason = "made from a document")]

use gatehouse_client::resources::applications as group;
use gatehouse_client::{Client, Error, models, runtime};
use serde_json::Value;

use crate::input::{self, Failure, Input};

pub async fn called(client: &Client, input: &Input) -> Option<Result<Value, Failure>> {
    Some(match input.operation.as_str() {
        "applications.list" => {
            let outcome = Box::pin(call_list(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "applications.create" => {
            let outcome = Box::pin(call_create(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "applications.get" => {
            let outcome = Box::pin(call_get(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "applications.update" => {
            let outcome = Box::pin(call_update(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "applications.delete" => {
            let outcome = Box::pin(call_delete(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "applications.list_secrets" => {
            let outcome = Box::pin(call_list_secrets(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "applications.create_secret" => {
            let outcome = Box::pin(call_create_secret(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "applications.revoke_secret" => {
            let outcome = Box::pin(call_revoke_secret(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "applications.list_keys" => {
            let outcome = Box::pin(call_list_keys(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "applications.add_key" => {
            let outcome = Box::pin(call_add_key(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "applications.remove_key" => {
            let outcome = Box::pin(call_remove_key(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "applications.grant_role" => {
            let outcome = Box::pin(call_grant_role(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "applications.revoke_role" => {
            let outcome = Box::pin(call_revoke_role(client, input)).await;
            outcome.map_err(Failure::from)
        }
        _ => return None,
    })
}

async fn call_list(client: &Client, input: &Input) -> Result<Value, Error> {
    let params = group::ListParams { limit: input.query("limit")?, cursor: input.query("cursor")? };
    if input.all_pages() {
        return input::items(client.applications().list_all(&params)).await;
    }
    let call = client.applications().list(&params);
    input::json(input.dressed(call, &[])).await
}

async fn call_create(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::ApplicationCreate = input.body()?;
    let call = client.applications().create(&body);
    input::json(input.dressed(call, &["Idempotency-Key"])).await
}

async fn call_get(client: &Client, input: &Input) -> Result<Value, Error> {
    let client_id: String = input.path("client_id")?;
    let call = client.applications().get(&client_id);
    input::json(input.dressed(call, &[])).await
}

async fn call_update(client: &Client, input: &Input) -> Result<Value, Error> {
    let client_id: String = input.path("client_id")?;
    let body: models::ApplicationUpdate = input.body()?;
    let call = client.applications().update(&client_id, &body);
    input::json(input.dressed(call, &["If-Match"])).await
}

async fn call_delete(client: &Client, input: &Input) -> Result<Value, Error> {
    let client_id: String = input.path("client_id")?;
    let call = client.applications().delete(&client_id);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_list_secrets(client: &Client, input: &Input) -> Result<Value, Error> {
    let client_id: String = input.path("client_id")?;
    let call = client.applications().list_secrets(&client_id);
    input::json(input.dressed(call, &[])).await
}

async fn call_create_secret(client: &Client, input: &Input) -> Result<Value, Error> {
    let client_id: String = input.path("client_id")?;
    let body: models::ApplicationSecretCreate = input.body()?;
    let call = client.applications().create_secret(&client_id, &body);
    input::json(input.dressed(call, &["Idempotency-Key"])).await
}

async fn call_revoke_secret(client: &Client, input: &Input) -> Result<Value, Error> {
    let client_id: String = input.path("client_id")?;
    let secret_id: uuid::Uuid = input.path("secret_id")?;
    let call = client.applications().revoke_secret(&client_id, secret_id);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_list_keys(client: &Client, input: &Input) -> Result<Value, Error> {
    let client_id: String = input.path("client_id")?;
    let call = client.applications().list_keys(&client_id);
    input::json(input.dressed(call, &[])).await
}

async fn call_add_key(client: &Client, input: &Input) -> Result<Value, Error> {
    let client_id: String = input.path("client_id")?;
    let body: models::ApplicationKeyCreate = input.body()?;
    let call = client.applications().add_key(&client_id, &body);
    input::json(input.dressed(call, &["Idempotency-Key"])).await
}

async fn call_remove_key(client: &Client, input: &Input) -> Result<Value, Error> {
    let client_id: String = input.path("client_id")?;
    let key_id: uuid::Uuid = input.path("key_id")?;
    let call = client.applications().remove_key(&client_id, key_id);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_grant_role(client: &Client, input: &Input) -> Result<Value, Error> {
    let client_id: String = input.path("client_id")?;
    let role: String = input.path("role")?;
    let call = client.applications().grant_role(&client_id, &role);
    input::json(input.dressed(call, &[])).await
}

async fn call_revoke_role(client: &Client, input: &Input) -> Result<Value, Error> {
    let client_id: String = input.path("client_id")?;
    let role: String = input.path("role")?;
    let call = client.applications().revoke_role(&client_id, &role);
    input::json(input.dressed(call, &[])).await
}
