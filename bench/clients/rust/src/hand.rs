//! The calls as one writes them without a client: a status that is checked, and structs that are decoded.

use std::collections::BTreeMap;

use jiff::Timestamp;
use reqwest::Client;
use reqwest::header::{ACCEPT, AUTHORIZATION, USER_AGENT};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::Failure;

#[derive(Serialize, Deserialize)]
pub struct User {
    id: i64,
    uuid: Uuid,
    email: String,
    username: String,
    full_name: Option<String>,
    bio: Option<String>,
    avatar_url: Option<String>,
    metadata: BTreeMap<String, Value>,
    roles: Vec<String>,
    is_active: bool,
    is_superuser: bool,
    is_verified: bool,
    status: Status,
    created_at: Timestamp,
    updated_at: Timestamp,
    last_login_at: Option<Timestamp>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Active,
    Inactive,
    Suspended,
    PendingVerification,
}

#[derive(Serialize, Deserialize)]
pub struct Page {
    items: Vec<User>,
    next_cursor: Option<String>,
}

pub struct Service {
    pub http: Client,
    pub base_url: String,
    pub token: String,
}

impl Service {
    pub async fn user(&self, id: i64) -> Result<User, Failure> {
        self.get(&format!("/users/{id}")).await
    }

    pub async fn users(&self, limit: i64) -> Result<Page, Failure> {
        self.get(&format!("/users?limit={limit}")).await
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Failure> {
        let request = self
            .http
            .get(format!("{}{path}", self.base_url))
            .header(ACCEPT, "application/json")
            .header(USER_AGENT, "by-hand/1.0.0")
            .header(AUTHORIZATION, format!("Bearer {}", self.token));
        let body = request.send().await?.error_for_status()?.bytes().await?;
        Ok(serde_json::from_slice(&body)?)
    }
}
