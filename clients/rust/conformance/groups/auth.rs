#![allow(unused_imports, clippy::all, nonstandard_style, reason = "made from a document")]

use gatehouse_client::resources::auth as group;
use gatehouse_client::{Client, Error, models, runtime};
use serde_json::Value;

use crate::input::{self, Failure, Input};

pub async fn called(client: &Client, input: &Input) -> Option<Result<Value, Failure>> {
    Some(match input.operation.as_str() {
        "auth.register" => {
            let outcome = Box::pin(call_register(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.login" => {
            let outcome = Box::pin(call_login(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.complete_login" => {
            let outcome = Box::pin(call_complete_login(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.begin_passkey" => {
            let outcome = Box::pin(call_begin_passkey(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.complete_by_passkey" => {
            let outcome = Box::pin(call_complete_by_passkey(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.begin_login_by_passkey" => {
            let outcome = Box::pin(call_begin_login_by_passkey(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.login_by_passkey" => {
            let outcome = Box::pin(call_login_by_passkey(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.step_up" => {
            let outcome = Box::pin(call_step_up(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.begin_step_up" => {
            let outcome = Box::pin(call_begin_step_up(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.step_up_by_passkey" => {
            let outcome = Box::pin(call_step_up_by_passkey(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.token" => {
            let outcome = Box::pin(call_token(client, input)).await;
            outcome.map_err(Failure::typed::<group::TokenError>)
        }
        "auth.refresh" => {
            let outcome = Box::pin(call_refresh(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.logout" => {
            let outcome = Box::pin(call_logout(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.me" => {
            let outcome = Box::pin(call_me(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.request_password_reset" => {
            let outcome = Box::pin(call_request_password_reset(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.confirm_password_reset" => {
            let outcome = Box::pin(call_confirm_password_reset(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.reset_password" => {
            let outcome = Box::pin(call_reset_password(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.request_email_verification" => {
            let outcome = Box::pin(call_request_email_verification(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.verify_email" => {
            let outcome = Box::pin(call_verify_email(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.introspect" => {
            let outcome = Box::pin(call_introspect(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.revoke" => {
            let outcome = Box::pin(call_revoke(client, input)).await;
            outcome.map_err(Failure::from)
        }
        "auth.policy" => {
            let outcome = Box::pin(call_policy(client, input)).await;
            outcome.map_err(Failure::from)
        }
        _ => return None,
    })
}

async fn call_register(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::RegisterRequest = input.body()?;
    let call = client.auth().register(&body);
    input::json(input.dressed(call, &["Idempotency-Key"])).await
}

async fn call_login(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::LoginRequest = input.body()?;
    let call = client.auth().login(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_complete_login(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::LoginCompletion = input.body()?;
    let call = client.auth().complete_login(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_begin_passkey(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::LoginTokenProof = input.body()?;
    let call = client.auth().begin_passkey(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_complete_by_passkey(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::PasskeyCompletion = input.body()?;
    let call = client.auth().complete_by_passkey(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_begin_login_by_passkey(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.auth().begin_login_by_passkey();
    input::json(input.dressed(call, &[])).await
}

async fn call_login_by_passkey(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::PasskeyLogin = input.body()?;
    let call = client.auth().login_by_passkey(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_step_up(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::StepUp = input.body()?;
    let call = client.auth().step_up(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_begin_step_up(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.auth().begin_step_up();
    input::json(input.dressed(call, &[])).await
}

async fn call_step_up_by_passkey(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::PasskeyStepUp = input.body()?;
    let call = client.auth().step_up_by_passkey(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_token(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::TokenRequest = input.body()?;
    let call = client.auth().token(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_refresh(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::RefreshRequest = input.body()?;
    let call = client.auth().refresh(&body);
    input::json(input.dressed(call, &["Idempotency-Key"])).await
}

async fn call_logout(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: Option<models::LogoutRequest> = input.body()?;
    let call = client.auth().logout(body.as_ref());
    input::nothing(input.dressed(call, &[])).await
}

async fn call_me(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.auth().me();
    input::json(input.dressed(call, &[])).await
}

async fn call_request_password_reset(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::PasswordResetRequest = input.body()?;
    let call = client.auth().request_password_reset(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_confirm_password_reset(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::PasswordResetConfirm = input.body()?;
    let call = client.auth().confirm_password_reset(&body);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_reset_password(client: &Client, input: &Input) -> Result<Value, Error> {
    let token: String = input.path("token")?;
    let body: models::PasswordReset = input.body()?;
    let call = client.auth().reset_password(&token, &body);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_request_email_verification(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::EmailVerificationRequest = input.body()?;
    let call = client.auth().request_email_verification(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_verify_email(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::EmailVerification = input.body()?;
    let call = client.auth().verify_email(&body);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_introspect(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::IntrospectionRequest = input.body()?;
    let call = client.auth().introspect(&body);
    input::json(input.dressed(call, &[])).await
}

async fn call_revoke(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::RevocationRequest = input.body()?;
    let call = client.auth().revoke(&body);
    input::nothing(input.dressed(call, &[])).await
}

async fn call_policy(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.auth().policy();
    input::json(input.dressed(call, &[])).await
}
