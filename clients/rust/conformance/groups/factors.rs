#![allow(unused_imports, clippy::all, nonstandard_style, reason = "made from a document")]

use gatehouse_client::resources::factors as group;
use gatehouse_client::{Client, Error, models, runtime};
use serde_json::Value;

use crate::input::{self, Failure, Input};

pub async fn called(client: &Client, input: &Input) -> Option<Result<Value, Failure>> {
    Some(match input.operation.as_str() {
        "factors.list" => {
            let outcome = Box::pin(call_list(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "factors.enrol_totp" => {
            let outcome = Box::pin(call_enrol_totp(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "factors.begin_passkey" => {
            let outcome = Box::pin(call_begin_passkey(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "factors.add_passkey" => {
            let outcome = Box::pin(call_add_passkey(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "factors.rename" => {
            let outcome = Box::pin(call_rename(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "factors.confirm" => {
            let outcome = Box::pin(call_confirm(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "factors.remove" => {
            let outcome = Box::pin(call_remove(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "factors.make_recovery_codes" => {
            let outcome = Box::pin(call_make_recovery_codes(client, input)).await;
            outcome.map_err(Failure::from)
        }
        _ => return None,
    })
}

async fn call_list(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.factors().list();
    input::json(input.dressed(call, &[])).await
}

async fn call_enrol_totp(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::TotpEnrol = input.body()?;
    let call = client.factors().enrol_totp(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_begin_passkey(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::PasswordProof = input.body()?;
    let call = client.factors().begin_passkey(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_add_passkey(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::PasskeyAdd = input.body()?;
    let call = client.factors().add_passkey(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_rename(client: &Client, input: &Input) -> Result<Value, Error> {
    let factor_id: uuid::Uuid = input.path("factor_id")?;
    let body: models::FactorRename = input.body()?;
    let call = client.factors().rename(factor_id, &body);
    input::json(input.dressed(call, &[])).await
}

async fn call_confirm(client: &Client, input: &Input) -> Result<Value, Error> {
    let factor_id: uuid::Uuid = input.path("factor_id")?;
    let body: models::FactorConfirm = input.body()?;
    let call = client.factors().confirm(factor_id, &body);
    input::json(input.dressed(call, &[])).await
}

async fn call_remove(client: &Client, input: &Input) -> Result<Value, Error> {
    let factor_id: uuid::Uuid = input.path("factor_id")?;
    let body: models::PasswordProof = input.body()?;
    let call = client.factors().remove(factor_id, &body);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_make_recovery_codes(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::PasswordProof = input.body()?;
    let call = client.factors().make_recovery_codes(&body);
    input::json(input.dressed(call, &[])).await
}
