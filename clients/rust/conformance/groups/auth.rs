#![allow(unused_imports, clippy::all, nonstandard_style, reason = "made from a document")]

use gatehouse_client::resources::auth as group;
use gatehouse_client::{Client, Error, models, runtime};
use serde_json::Value;

use crate::input::{self, Input};

pub async fn called(client: &Client, input: &Input) -> Option<Result<Value, Error>> {
    Some(match input.operation.as_str() {
        "auth.register" => Box::pin(register(client, input)).await,
        "auth.login" => Box::pin(login(client, input)).await,
        "auth.token" => Box::pin(token(client, input)).await,
        "auth.refresh" => Box::pin(refresh(client, input)).await,
        "auth.logout" => Box::pin(logout(client, input)).await,
        "auth.me" => Box::pin(me(client, input)).await,
        "auth.request_password_reset" => Box::pin(request_password_reset(client, input)).await,
        "auth.confirm_password_reset" => Box::pin(confirm_password_reset(client, input)).await,
        "auth.reset_password" => Box::pin(reset_password(client, input)).await,
        "auth.request_email_verification" => Box::pin(request_email_verification(client, input)).await,
        "auth.verify_email" => Box::pin(verify_email(client, input)).await,
        "auth.introspect" => Box::pin(introspect(client, input)).await,
        "auth.revoke" => Box::pin(revoke(client, input)).await,
        "auth.policy" => Box::pin(policy(client, input)).await,
        _ => return None,
    })
}

async fn register(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::RegisterRequest = input.body()?;
    let call = client.auth().register(&body);
    input::json(input.dressed(call, &["Idempotency-Key"])).await
}

async fn login(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::LoginRequest = input.body()?;
    let call = client.auth().login(&body);
    input::json(input.dressed(call, &[])).await
}

async fn token(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::TokenRequest = input.body()?;
    let call = client.auth().token(&body);
    input::json(input.dressed(call, &[])).await
}

async fn refresh(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::RefreshRequest = input.body()?;
    let call = client.auth().refresh(&body);
    input::json(input.dressed(call, &["Idempotency-Key"])).await
}

async fn logout(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: Option<models::LogoutRequest> = input.body()?;
    let call = client.auth().logout(body.as_ref());
    input::nothing(input.dressed(call, &[])).await
}

async fn me(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.auth().me();
    input::json(input.dressed(call, &[])).await
}

async fn request_password_reset(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::PasswordResetRequest = input.body()?;
    let call = client.auth().request_password_reset(&body);
    input::json(input.dressed(call, &[])).await
}

async fn confirm_password_reset(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::PasswordResetConfirm = input.body()?;
    let call = client.auth().confirm_password_reset(&body);
    input::nothing(input.dressed(call, &[])).await
}

async fn reset_password(client: &Client, input: &Input) -> Result<Value, Error> {
    let token: String = input.path("token")?;
    let body: models::PasswordReset = input.body()?;
    let call = client.auth().reset_password(&token, &body);
    input::nothing(input.dressed(call, &[])).await
}

async fn request_email_verification(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::EmailVerificationRequest = input.body()?;
    let call = client.auth().request_email_verification(&body);
    input::json(input.dressed(call, &[])).await
}

async fn verify_email(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::EmailVerification = input.body()?;
    let call = client.auth().verify_email(&body);
    input::nothing(input.dressed(call, &[])).await
}

async fn introspect(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::IntrospectionRequest = input.body()?;
    let call = client.auth().introspect(&body);
    input::json(input.dressed(call, &[])).await
}

async fn revoke(client: &Client, input: &Input) -> Result<Value, Error> {
    let body: models::RevocationRequest = input.body()?;
    let call = client.auth().revoke(&body);
    input::nothing(input.dressed(call, &[])).await
}

async fn policy(client: &Client, input: &Input) -> Result<Value, Error> {
    let call = client.auth().policy();
    input::json(input.dressed(call, &[])).await
}
