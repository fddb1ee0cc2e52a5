#![allow(unused_imports, clippy::all, nonstandard_style, reason = "made from a document")]

use gatehouse_client::resources::audit as group;
use gatehouse_client::{Client, Error, models, runtime};
use serde_json::Value;

use crate::input::{self, Failure, Input};

pub async fn called(client: &Client, input: &Input) -> Option<Result<Value, Failure>> {
    Some(match input.operation.as_str() {
        "audit.list" => {
            let outcome = Box::pin(call_list(client, input)).await;
            outcome.map_err(Failure::from)
        }
        _ => return None,
    })
}

async fn call_list(client: &Client, input: &Input) -> Result<Value, Error> {
    let params = group::ListParams {
        limit: input.query("limit")?,
        cursor: input.query("cursor")?,
        action: input.query("action")?,
        actor: input.query("actor")?,
        target: input.query("target")?,
        request_id: input.query("request_id")?,
        created_from: input.query("created_from")?,
        created_to: input.query("created_to")?,
    };
    if input.all_pages() {
        return input::items(client.audit().list_all(&params)).await;
    }
    let call = client.audit().list(&params);
    input::json(input.dressed(call, &[])).await
}
