//! What a test asks for, and how what is returned is shown.

#![allow(dead_code, reason = "not every document needs all of it")]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gatehouse_client::runtime::{
    Call, Download, Events, FactorDue, File, Items, Lines, OperationError, SecondFactor,
};
use gatehouse_client::{Config, Credential, Credentials, Error, Secret, SecretSource, ServerChoice};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

#[derive(Deserialize)]
pub struct Input {
    pub id: Value,
    #[serde(default)]
    pub base_url: String,
    #[serde(default)]
    pub operation: String,
    pub verify: Option<crate::verify::Rules>,
    #[serde(default)]
    input: Parts,
    #[serde(default)]
    options: Options,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Parts {
    path: Map<String, Value>,
    query: Map<String, Value>,
    headers: Map<String, Value>,
    cookies: Map<String, Value>,
    body: Option<Value>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Options {
    token: Option<Secret>,
    api_key: Option<Secret>,
    email: Option<String>,
    username: Option<String>,
    password: Option<Secret>,
    code: Option<Secret>,
    access_token: Option<Secret>,
    refresh_token: Option<Secret>,
    max_retries: Option<u32>,
    timeout_ms: Option<u64>,
    total_timeout_ms: Option<u64>,
    all_pages: bool,
    concurrent: Option<usize>,
    stream: bool,
    credentials: BTreeMap<String, Given>,
    server: Option<Chosen>,
    without_credentials: bool,
}

/// A text, or the members of a credential.
#[derive(Deserialize)]
#[serde(untagged)]
enum Given {
    Text(Secret),
    Members(Members),
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Members {
    username: Option<String>,
    password: Secret,
    client_id: Option<String>,
    client_secret: Option<Secret>,
    client_secrets: Vec<Secret>,
    scopes: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    index: usize,
    variables: BTreeMap<String, String>,
}

/// The schemes that take a name and password as they are.
const BASIC: &[&str] = &[];

impl Given {
    fn credential(&self, id: &str) -> Credential {
        let members = match self {
            Self::Text(secret) => return Credential::Secret(secret.clone()),
            Self::Members(members) => members.clone(),
        };
        let Members { username, password, client_id, client_secret, client_secrets, scopes } = members;
        match username {
            Some(username) if BASIC.contains(&id) => Credential::Basic { username, password },
            Some(username) => Credential::Password { username, password, client_id, client_secret, scopes },
            None => Credential::ClientCredentials {
                client_id: client_id.unwrap_or_default(),
                client_secret: client_secret.map_or_else(|| in_turn(client_secrets), SecretSource::from),
                scopes,
            },
        }
    }
}

/// Secrets that are exchanged each time.
fn in_turn(secrets: Vec<Secret>) -> SecretSource {
    let left = Mutex::new(secrets.into_iter());
    SecretSource::reading(move || left.lock().ok().and_then(|mut left| left.next()).unwrap_or_default())
}

/// An error, and its body where that has a type.
pub struct Failure {
    pub error: Error,
    pub body: Option<Value>,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error, body: None }
    }
}

impl Failure {
    pub fn typed<T: OperationError + Serialize>(error: Error) -> Self {
        let body = error.body::<T>().and_then(|body| serde_json::to_value(body).ok());
        Self { error, body }
    }
}

impl Input {
    pub fn config(&self) -> Config {
        let usual = Config::default();
        Config {
            base_url: self.base_url.clone(),
            server: self
                .options
                .server
                .as_ref()
                .map(|chosen| ServerChoice { index: chosen.index, variables: chosen.variables.clone() }),
            credentials: self.credentials(),
            schemes: self
                .options
                .credentials
                .iter()
                .map(|(id, given)| (id.clone(), given.credential(id)))
                .collect(),
            timeout: self.options.timeout_ms.map_or(usual.timeout, Duration::from_millis),
            total_timeout: self.options.total_timeout_ms.map_or(usual.total_timeout, Duration::from_millis),
            max_retries: self.options.max_retries.unwrap_or(usual.max_retries),
            second_factor: self.options.code.clone().map(|code| {
                let ask: Arc<dyn SecondFactor> = Arc::new(move |_: &FactorDue| Ok(code.clone()));
                ask
            }),
            ..usual
        }
    }

    fn credentials(&self) -> Credentials {
        let options = &self.options;
        if let Some(token) = &options.token {
            return Credentials::Token(token.clone());
        }
        if let Some(key) = &options.api_key {
            return Credentials::ApiKey(key.clone());
        }
        if let Some(access_token) = options.access_token.clone() {
            return Credentials::Tokens { access_token, refresh_token: options.refresh_token.clone() };
        }
        match (options.email.as_ref().or(options.username.as_ref()), &options.password) {
            (Some(login), Some(password)) => {
                Credentials::Password { login: login.clone(), password: password.clone() }
            }
            _ => Credentials::None,
        }
    }

    pub fn concurrent(&self) -> Option<usize> {
        self.options.concurrent
    }

    pub fn all_pages(&self) -> bool {
        self.options.all_pages
    }

    pub fn stream(&self) -> bool {
        self.options.stream
    }

    pub fn path<T: DeserializeOwned>(&self, name: &str) -> Result<T, Error> {
        read(name, self.input.path.get(name))
    }

    pub fn query<T: DeserializeOwned>(&self, name: &str) -> Result<T, Error> {
        read(name, self.input.query.get(name))
    }

    pub fn header<T: DeserializeOwned>(&self, name: &str) -> Result<T, Error> {
        let found = self.input.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        read(name, found.map(|(_, value)| value))
    }

    pub fn cookie<T: DeserializeOwned>(&self, name: &str) -> Result<T, Error> {
        read(name, self.input.cookies.get(name))
    }

    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Error> {
        read("body", self.input.body.as_ref())
    }

    pub fn upload(&self) -> Result<Vec<u8>, Error> {
        Ok(self.maybe_upload()?.unwrap_or_default())
    }

    pub fn maybe_upload(&self) -> Result<Option<Vec<u8>>, Error> {
        Ok(self
            .input
            .body
            .as_ref()
            .map(|body| body.as_str().map_or_else(|| body.to_string(), str::to_owned).into()))
    }

    /// Gives a call the headers that it takes by itself.
    pub fn dressed<'a, T>(&self, call: Call<'a, T>, names: &[&str]) -> Call<'a, T> {
        let given = names.iter().filter_map(|name| Some((*name, self.header::<Option<String>>(name).ok()??)));
        let call = given.fold(call, |call, (name, value)| call.header(name, &value));
        if self.options.without_credentials { call.without_credentials() } else { call }
    }
}

fn read<T: DeserializeOwned>(name: &str, value: Option<&Value>) -> Result<T, Error> {
    let value = value.cloned().unwrap_or(Value::Null);
    serde_json::from_value(value).map_err(|error| Error::Input(format!("{name}: {error}")))
}

/// A file travels to a driver as Base64.
pub fn decode(file: &mut File) -> Result<(), Error> {
    let decoded = STANDARD.decode(&file.content).map_err(|error| Error::Input(error.to_string()))?;
    file.content = decoded;
    Ok(())
}

fn shown<T: Serialize>(value: &T) -> Result<Value, Error> {
    serde_json::to_value(value).map_err(|error| Error::Input(error.to_string()))
}

pub async fn json<T: Serialize>(call: Call<'_, T>) -> Result<Value, Error> {
    shown(&call.await?)
}

pub async fn nothing(call: Call<'_, ()>) -> Result<Value, Error> {
    call.await.map(|()| Value::Null)
}

pub async fn download(call: Call<'_, Download>) -> Result<Value, Error> {
    let bytes = call.await?.bytes().await?;
    Ok(String::from_utf8_lossy(&bytes).into())
}

pub async fn events<T: DeserializeOwned + Serialize>(call: Call<'_, Events<T>>) -> Result<Value, Error> {
    let (mut events, mut found) = (call.await?, Vec::new());
    while let Some(event) = events.next().await? {
        found.push(shown(&event.data)?);
    }
    Ok(found.into())
}

pub async fn lines<T: DeserializeOwned + Serialize>(call: Call<'_, Lines<T>>) -> Result<Value, Error> {
    let (mut lines, mut found) = (call.await?, Vec::new());
    while let Some(line) = lines.next().await? {
        found.push(shown(&line)?);
    }
    Ok(found.into())
}

pub async fn items<T: DeserializeOwned + Serialize>(items: Items<'_, T>) -> Result<Value, Error> {
    shown(&items.collect().await?)
}
