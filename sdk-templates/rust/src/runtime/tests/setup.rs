//! How a client is set up, and what it shows of itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::server::{Server, answer, json as told};
use super::{LIST, OPEN, POST, SERVICE, config, core};
use crate::runtime::{
    self, BoxFuture, Call, Config, Core, Credentials, Error, File, Form, Request, Service, Transport,
    TransportError, Upload,
};

fn from(variables: &[(&str, &str)]) -> Result<Config, Error> {
    let find = |name: &str| variables.iter().find(|(other, _)| *other == name);
    Config::from_lookup("ACME", &|name| find(name).map(|(_, value)| (*value).to_owned()))
}

#[test]
fn variables_say_where_and_how() {
    let given = [
        ("ACME_BASE_URL", "https://example.com"),
        ("ACME_TIMEOUT_MS", "250"),
        ("ACME_TOTAL_TIMEOUT_MS", "1000"),
        ("ACME_MAX_RETRIES", "0"),
    ];
    let config = from(&given).unwrap();
    assert_eq!(config.base_url, "https://example.com");
    assert_eq!((config.timeout, config.total_timeout), (Duration::from_millis(250), Duration::from_secs(1)));
    assert_eq!(config.max_retries, 0);
    assert!(
        matches!(from(&[("ACME_MAX_RETRIES", "few")]), Err(Error::Input(text)) if text.contains("ACME_MAX_RETRIES"))
    );
    assert_eq!(from(&[("ACME_MAX_RETRIES", "")]).unwrap().max_retries, Config::default().max_retries);
}

#[test]
fn variables_say_who() {
    let (login, password) = (("ACME_EMAIL", "ada@example.com"), ("ACME_PASSWORD", "pw"));
    let who = |variables: &[(&str, &str)]| from(variables).unwrap().credentials;
    assert!(matches!(who(&[]), Credentials::None));
    assert!(
        matches!(who(&[login, password]), Credentials::Password { login, .. } if login == "ada@example.com")
    );
    assert!(matches!(who(&[("ACME_USERNAME", "ada"), password]), Credentials::Password { .. }));
    assert!(
        matches!(who(&[("ACME_API_KEY", "k"), login, password]), Credentials::ApiKey(key) if key.expose() == "k")
    );
    assert!(matches!(who(&[("ACME_TOKEN", "t"), ("ACME_API_KEY", "k")]), Credentials::Token(_)));
    let tokens = who(&[("ACME_ACCESS_TOKEN", "a"), ("ACME_REFRESH_TOKEN", "r")]);
    assert!(
        matches!(tokens, Credentials::Tokens { refresh_token: Some(token), .. } if token.expose() == "r")
    );
}

fn refused(config: Config, service: &'static Service) -> String {
    match Core::new(config, service, "tests/1") {
        Err(Error::Input(text)) => text,
        _ => String::new(),
    }
}

fn usual() -> Config {
    Config { base_url: "https://example.com/api".to_owned(), ..Config::default() }
}

#[test]
fn a_base_url_has_to_be_one() {
    let cases = [
        ("", "is missing"),
        ("example.com", "must begin with http:// or https://"),
        ("http:example.com", "must begin with http:// or https://"),
        ("ftp://example.com", "must begin with http:// or https://"),
        ("https://", "has no host"),
        ("https:///hunter2", "has no host"),
        ("https://example.com:hunter2", "is not an address (invalid port number)"),
        ("https://hunter2@example.com", "must not have a user"),
        ("https://ada:hunter2@example.com", "must not have a user and a password"),
        ("https://example.com?hunter2", "must not have a query"),
        ("https://example.com/#hunter2", "must not have a fragment"),
    ];
    for (address, wrong) in cases {
        let config = Config { base_url: address.to_owned(), ..Config::default() };
        assert!(!format!("{config:?}").contains("hunter2") || !wrong.starts_with("must"), "{config:?}");
        assert_eq!(refused(config, &SERVICE), format!("the base URL {wrong}: set base_url (ACME_BASE_URL)"));
    }
    assert_eq!(refused(usual(), &SERVICE), "");
}

#[tokio::test]
async fn limits_are_above_zero() {
    let (timeout, total_timeout) = (Duration::ZERO, Duration::ZERO);
    let text = refused(Config { timeout, ..usual() }, &SERVICE);
    assert_eq!(text, "timeout (ACME_TIMEOUT_MS) must be above zero");
    let text = refused(Config { total_timeout, ..usual() }, &SERVICE);
    assert_eq!(text, "total_timeout (ACME_TOTAL_TIMEOUT_MS) must be above zero");
    let client = core(usual());
    let call = Call::new(&client, Request::new(&LIST), runtime::nothing());
    assert_eq!(call.timeout(timeout).await.unwrap_err().to_string(), "timeout must be above zero");
    for (name, wrong, least) in
        [("TIMEOUT_MS", "0", 1), ("TOTAL_TIMEOUT_MS", "0", 1), ("MAX_RETRIES", "-1", 0)]
    {
        let error = from(&[(&format!("ACME_{name}"), wrong)]).unwrap_err();
        assert_eq!(error.to_string(), format!("ACME_{name} must be a whole number from {least}"));
    }
}

#[test]
fn a_login_has_two_halves() {
    let refused_with = |variables: &[(&str, &str)], service| {
        refused(Config { base_url: usual().base_url, ..from(variables).unwrap() }, service)
    };
    let (login, password) = (("ACME_EMAIL", "ada@example.com"), ("ACME_PASSWORD", "hunter2"));
    let text = "there is a password without a login: give login (ACME_EMAIL or ACME_USERNAME)";
    assert_eq!(refused_with(&[password, ("ACME_EMAIL", "")], &SERVICE), text);
    let text = "there is a login without a password: give password (ACME_PASSWORD)";
    assert_eq!(refused_with(&[login], &SERVICE), text);
    assert_eq!(refused_with(&[login, password], &SERVICE), "");
    assert_eq!(refused_with(&[login], &OPEN), "");
    let given = Credentials::Password { login: "ada".to_owned(), password: "".into() };
    assert_eq!(refused(Config { credentials: given, ..usual() }, &SERVICE), text);
}

/// Counts what it sends.
#[derive(Default)]
struct Counting {
    client: reqwest::Client,
    sent: AtomicUsize,
}

impl Transport for Counting {
    fn send(&self, request: reqwest::Request) -> BoxFuture<'_, Result<reqwest::Response, TransportError>> {
        self.sent.fetch_add(1, Ordering::SeqCst);
        self.client.send(request)
    }
}

#[tokio::test]
async fn a_transport_of_ones_own_sends_everything() {
    let server = Server::answering(&[&told(503, "{}"), &told(200, "1")]).await;
    let transport = Arc::new(Counting::default());
    let shared: Arc<dyn Transport> = Arc::clone(&transport) as Arc<dyn Transport>;
    let client = core(Config { transport: Some(shared), ..config(&server) });
    assert_eq!(Call::new(&client, Request::new(&LIST), runtime::json::<Value>()).await.unwrap(), 1);
    assert_eq!(transport.sent.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_client_of_ones_own_sends_everything() {
    let server = Server::answering(&[&told(200, "1")]).await;
    let own = HeaderValue::from_static("yes");
    let own = reqwest::Client::builder()
        .default_headers([(HeaderName::from_static("x-own"), own)].into_iter().collect());
    let client = core(Config { http_client: Some(own.build().unwrap()), ..config(&server) });
    Call::new(&client, Request::new(&LIST), runtime::nothing()).await.unwrap();
    assert_eq!(server.asked()[0].header("x-own"), Some("yes"));
}

#[tokio::test]
async fn secrets_do_not_show() {
    let mut request = Request::new(&POST);
    request
        .header("X-Secret", "hunter2")
        .query("secret", "hunter2")
        .json("application/json", &json!("hunter2"));
    let mut form = Form::default();
    form.value("secret", "hunter2", "");
    let (upload, file) = (Upload::from("hunter2"), File::new("a", "hunter2"));
    let server = Server::answering(&[&answer(200, "Set-Cookie: hunter2\r\n", "hunter2")]).await;
    let client = core(config(&server));
    let download =
        Call::new(&client, Request::new(&LIST), runtime::download()).with_response().await.unwrap();
    let base_url = "https://ada:hunter2@example.com".to_owned();
    let credentials = Credentials::Basic { username: "ada".to_owned(), password: "hunter2".into() };
    let config = Config { base_url, credentials, ..Config::default() };
    let text = format!("{request:?} {form:?} {upload:?} {file:?} {download:?} {config:?}");
    assert!(text.contains("example.com") && !text.contains("hunter2"), "{text}");
    let bytes = format!("{:?}", b"hunter2");
    assert!(!text.contains(bytes.trim_matches(['[', ']'])), "{text}");
}
