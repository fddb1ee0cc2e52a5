#![allow(unused_imports, clippy::all, nonstandard_style, reason = "made from a document")]

use gatehouse_client::resources::me as group;
use gatehouse_client::{Client, Error, models, runtime};
use serde_json::Value;

use crate::input::{self, Failure, Input};

pub async fn called(client: &Client, input: &Input) -> Option<Result<Value, Failure>> {
    Some(match input.operation.as_str() {
        "me.get" => {
            let outcome = Box::pin(call_get(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.replace" => {
            let outcome = Box::pin(call_replace(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.update" => {
            let outcome = Box::pin(call_update(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.deactivate" => {
            let outcome = Box::pin(call_deactivate(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.change_password" => {
            let outcome = Box::pin(call_change_password(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.change_email" => {
            let outcome = Box::pin(call_change_email(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.confirm_email_change" => {
            let outcome = Box::pin(call_confirm_email_change(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.list_sessions" => {
            let outcome = Box::pin(call_list_sessions(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.revoke_session" => {
            let outcome = Box::pin(call_revoke_session(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.list_consents" => {
            let outcome = Box::pin(call_list_consents(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.withdraw_consent" => {
            let outcome = Box::pin(call_withdraw_consent(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.list_api_keys" => {
            let outcome = Box::pin(call_list_api_keys(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.create_api_key" => {
            let outcome = Box::pin(call_create_api_key(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.revoke_api_key" => {
            let outcome = Box::pin(call_revoke_api_key(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "me.export" => {
            let outcome = Box::pin(call_export(client, input)).await;
            outcome.map_err(Failure::from)
        }
        _ => return None,
    })
}

async fn call_get(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.me().get();
    input::json(input.dressed(call, &[])).await
}

async fn call_replace(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::ProfileUpdate = input.body()?;
    let call = client.me().replace(&body);
    input::json(input.dressed(call, &["If-Match"])).await
}

async fn call_update(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::ProfileUpdate = input.body()?;
    let call = client.me().update(&body);
    input::json(input.dressed(call, &["If-Match"])).await
}

async fn call_deactivate(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.me().deactivate();
    input::nothing(input.dressed(call, &[])).await
}

async fn call_change_password(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::PasswordChange = input.body()?;
    let call = client.me().change_password(&body);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_change_email(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::EmailChange = input.body()?;
    let call = client.me().change_email(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_confirm_email_change(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::EmailChangeConfirm = input.body()?;
    let call = client.me().confirm_email_change(&body);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_list_sessions(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.me().list_sessions();
    input::json(input.dressed(call, &[])).await
}

async fn call_revoke_session(client: &Client, input: &Input) -> Result<Value, Error> {
    let session_id: uuid::Uuid = input.path("session_id")?;
    let call = client.me().revoke_session(session_id);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_list_consents(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.me().list_consents();
    input::json(input.dressed(call, &[])).await
}

async fn call_withdraw_consent(client: &Client, input: &Input) -> Result<Value, Error> {
    let client_id: String = input.path("client_id")?;
    let call = client.me().withdraw_consent(&client_id);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_list_api_keys(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.me().list_api_keys();
    input::json(input.dressed(call, &[])).await
}

async fn call_create_api_key(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::ApiKeyCreate = input.body()?;
    let call = client.me().create_api_key(&body);
    input::json(input.dressed(call, &["Idempotency-Key"])).await
}

async fn call_revoke_api_key(client: &Client, input: &Input) -> Result<Value, Error> {
    let key_id: uuid::Uuid = input.path("key_id")?;
    let call = client.me().revoke_api_key(key_id);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_export(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.me().export();
    input::json(input.dressed(call, &[])).await
}
