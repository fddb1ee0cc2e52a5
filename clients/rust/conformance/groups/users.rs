#![allow(unused_imports, clippy::all, nonstandard_style, reason = "made from a document")]

use gatehouse_client::resources::users as group;
use gatehouse_client::{Client, Error, models, runtime};
use serde_json::Value;

use crate::input::{self, Failure, Input};

pub async fn called(client: &Client, input: &Input) -> Option<Result<Value, Failure>> {
    Some(match input.operation.as_str() {
        "users.list" => {
            let outcome = Box::pin(call_list(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.create" => {
            let outcome = Box::pin(call_create(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.stats" => {
            let outcome = Box::pin(call_stats(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.get_by_uuid" => {
            let outcome = Box::pin(call_get_by_uuid(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.get" => {
            let outcome = Box::pin(call_get(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.replace" => {
            let outcome = Box::pin(call_replace(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.update" => {
            let outcome = Box::pin(call_update(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.delete" => {
            let outcome = Box::pin(call_delete(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.activate" => {
            let outcome = Box::pin(call_activate(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.deactivate" => {
            let outcome = Box::pin(call_deactivate(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.restore" => {
            let outcome = Box::pin(call_restore(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.unlock" => {
            let outcome = Box::pin(call_unlock(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.force_password_reset" => {
            let outcome = Box::pin(call_force_password_reset(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.list_sessions" => {
            let outcome = Box::pin(call_list_sessions(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.revoke_sessions" => {
            let outcome = Box::pin(call_revoke_sessions(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.reset_factors" => {
            let outcome = Box::pin(call_reset_factors(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.grant_role" => {
            let outcome = Box::pin(call_grant_role(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.revoke_role" => {
            let outcome = Box::pin(call_revoke_role(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "users.reference" => {
            let outcome = Box::pin(call_reference(client, input)).await;
            outcome.map_err(Failure::from)
        }
        _ => return None,
    })
}

async fn call_list(client: &Client, input: &Input) -> Result<Value, Error> {
    let params = group::ListParams {
        limit: input.query("limit")?,
        cursor: input.query("cursor")?,
        skip: input.query("skip")?,
        sort: input.query("sort")?,
        search: input.query("search")?,
        include_total: input.query("include_total")?,
        email: input.query("email")?,
        username: input.query("username")?,
        role: input.query("role")?,
        is_active: input.query("is_active")?,
        is_verified: input.query("is_verified")?,
        created_from: input.query("created_from")?,
        created_to: input.query("created_to")?,
    };
    if input.all_pages() {
        return input::items(client.users().list_all(&params)).await;
    }
    let call = client.users().list(&params);
    input::json(input.dressed(call, &[])).await
}

async fn call_create(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::UserCreate = input.body()?;
    let call = client.users().create(&body);
    input::json(input.dressed(call, &["Idempotency-Key"])).await
}

async fn call_stats(client: &Client, input: &Input) -> Result<Value, Error> {
    let params = group::StatsParams { days: input.query("days")? };
    let call = client.users().stats(&params);
    input::json(input.dressed(call, &[])).await
}

async fn call_get_by_uuid(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_uuid: uuid::Uuid = input.path("user_uuid")?;
    let call = client.users().get_by_uuid(user_uuid);
    input::json(input.dressed(call, &[])).await
}

async fn call_get(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let call = client.users().get(user_id);
    input::json(input.dressed(call, &[])).await
}

async fn call_replace(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let body: models::UserUpdate = input.body()?;
    let call = client.users().replace(user_id, &body);
    input::json(input.dressed(call, &["If-Match"])).await
}

async fn call_update(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let body: models::UserUpdate = input.body()?;
    let call = client.users().update(user_id, &body);
    input::json(input.dressed(call, &["If-Match"])).await
}

async fn call_delete(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let params = group::DeleteParams { erase: input.query("erase")? };
    let call = client.users().delete(user_id, &params);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_activate(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let call = client.users().activate(user_id);
    input::json(input.dressed(call, &[])).await
}

async fn call_deactivate(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let call = client.users().deactivate(user_id);
    input::json(input.dressed(call, &[])).await
}

async fn call_restore(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let call = client.users().restore(user_id);
    input::json(input.dressed(call, &[])).await
}

async fn call_unlock(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let call = client.users().unlock(user_id);
    input::json(input.dressed(call, &[])).await
}

async fn call_force_password_reset(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let call = client.users().force_password_reset(user_id);
    input::json(input.dressed(call, &[])).await
}

async fn call_list_sessions(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let call = client.users().list_sessions(user_id);
    input::json(input.dressed(call, &[])).await
}

async fn call_revoke_sessions(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let call = client.users().revoke_sessions(user_id);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_reset_factors(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let call = client.users().reset_factors(user_id);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_grant_role(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let role: String = input.path("role")?;
    let call = client.users().grant_role(user_id, &role);
    input::json(input.dressed(call, &[])).await
}

async fn call_revoke_role(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let role: String = input.path("role")?;
    let call = client.users().revoke_role(user_id, &role);
    input::json(input.dressed(call, &[])).await
}

async fn call_reference(client: &Client, input: &Input) -> Result<Value, Error> {
    let user_id: i64 = input.path("user_id")?;
    let call = client.users().reference(user_id);
    input::json(input.dressed(call, &[])).await
}
