#![allow(unused_imports, clippy::all, nonstandard_style, reason = "made from a document")]

use gatehouse_client::resources::me as group;
use gatehouse_client::{Client, Error, models, runtime};
use serde_json::Value;

use crate::input::{self, Input};

pub async fn called(client: &Client, input: &Input) -> Option<Result<Value, Error>> {
    Some(match input.operation.as_str() {
        "me.get" => Box::pin(get(client, input)).await,
        "me.replace" => Box::pin(replace(client, input)).await,
        "me.update" => Box::pin(update(client, input)).await,
        "me.deactivate" => Box::pin(deactivate(client, input)).await,
        "me.change_password" => Box::pin(change_password(client, input)).await,
        "me.change_email" => Box::pin(change_email(client, input)).await,
        "me.confirm_email_change" => Box::pin(confirm_email_change(client, input)).await,
        "me.list_sessions" => Box::pin(list_sessions(client, input)).await,
        "me.revoke_session" => Box::pin(revoke_session(client, input)).await,
        "me.list_api_keys" => Box::pin(list_api_keys(client, input)).await,
        "me.create_api_key" => Box::pin(create_api_key(client, input)).await,
        "me.revoke_api_key" => Box::pin(revoke_api_key(client, input)).await,
        "me.export" => Box::pin(export(client, input)).await,
        _ => return None,
    })
}

async fn get(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.me().get();
    input::json(input.dressed(call, &[])).await
}

async fn replace(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::ProfileUpdate = input.body()?;
    let call = client.me().replace(&body);
    input::json(input.dressed(call, &["If-Match"])).await
}

async fn update(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::ProfileUpdate = input.body()?;
    let call = client.me().update(&body);
    input::json(input.dressed(call, &["If-Match"])).await
}

async fn deactivate(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.me().deactivate();
    input::nothing(input.dressed(call, &[])).await
}

async fn change_password(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::PasswordChange = input.body()?;
    let call = client.me().change_password(&body);
    input::nothing(input.dressed(call, &[])).await
}

async fn change_email(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::EmailChange = input.body()?;
    let call = client.me().change_email(&body);
    input::json(input.dressed(call, &[])).await
}

async fn confirm_email_change(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::EmailChangeConfirm = input.body()?;
    let call = client.me().confirm_email_change(&body);
    input::nothing(input.dressed(call, &[])).await
}

async fn list_sessions(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.me().list_sessions();
    input::json(input.dressed(call, &[])).await
}

async fn revoke_session(client: &Client, input: &Input) -> Result<Value, Error> {
    let session_id: uuid::Uuid = input.path("session_id")?;
    let call = client.me().revoke_session(session_id);
    input::nothing(input.dressed(call, &[])).await
}

async fn list_api_keys(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.me().list_api_keys();
    input::json(input.dressed(call, &[])).await
}

async fn create_api_key(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::ApiKeyCreate = input.body()?;
    let call = client.me().create_api_key(&body);
    input::json(input.dressed(call, &["Idempotency-Key"])).await
}

async fn revoke_api_key(client: &Client, input: &Input) -> Result<Value, Error> {
    let key_id: uuid::Uuid = input.path("key_id")?;
    let call = client.me().revoke_api_key(key_id);
    input::nothing(input.dressed(call, &[])).await
}

async fn export(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.me().export();
    input::json(input.dressed(call, &[])).await
}
