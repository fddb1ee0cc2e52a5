#![allow(unused_imports, clippy::all, nonstandard_style, reason = "made from a document")]

use gatehouse_client::resources::openid as group;
use gatehouse_client::{Client, Error, models, runtime};
use serde_json::Value;

use crate::input::{self, Failure, Input};

pub async fn called(client: &Client, input: &Input) -> Option<Result<Value, Failure>> {
    Some(match input.operation.as_str() {
        "openid.get_configuration" => {
            let outcome = Box::pin(call_get_configuration(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "openid.get_metadata" => {
            let outcome = Box::pin(call_get_metadata(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "openid.authorize_device" => {
            let outcome = Box::pin(call_authorize_device(client, input)).await;
            outcome.map_err(Failure::typed::<group::AuthorizeDeviceError>)
        }
        "openid.get_userinfo" => {
            let outcome = Box::pin(call_get_userinfo(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "openid.post_userinfo" => {
            let outcome = Box::pin(call_post_userinfo(client, input)).await;
            outcome.map_err(Failure::from)
        }
        _ => return None,
    })
}

async fn call_get_configuration(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.openid().get_configuration();
    input::json(input.dressed(call, &[])).await
}

async fn call_get_metadata(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.openid().get_metadata();
    input::json(input.dressed(call, &[])).await
}

async fn call_authorize_device(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::DeviceRequest = input.body()?;
    let call = client.openid().authorize_device(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_get_userinfo(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.openid().get_userinfo();
    input::json(input.dressed(call, &[])).await
}

async fn call_post_userinfo(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.openid().post_userinfo();
    input::json(input.dressed(call, &[])).await
}
