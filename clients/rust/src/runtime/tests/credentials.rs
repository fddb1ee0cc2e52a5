//! Credentials by scheme: which are sent, and what is said where there are none.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use super::server::{Asked, Server, json};
use super::{GET, PLAIN, SERVICE, config};
use crate::runtime::{
    self, Call, Config, Core, Credential, Credentials, Error, Operation, Request, ServerChoice,
};

static HEADER: Operation = Operation { auth: &[&["header"]], ..PLAIN };
static IN_QUERY: Operation = Operation { auth: &[&["query"]], ..PLAIN };
static IN_COOKIE: Operation = Operation { auth: &[&["cookie"]], ..PLAIN };
static OPEN: Operation = Operation { auth: &[], ..PLAIN };
static BASIC: Operation = Operation { auth: &[&["basic"]], ..PLAIN };
static EITHER: Operation = Operation { auth: &[&["bearer"], &["header", "query"]], ..PLAIN };
static OAUTH: Operation = Operation { auth: &[&["oauth"]], ..PLAIN };

fn call<'a>(core: &'a Arc<Core>, operation: &'static Operation) -> Call<'a, Value> {
    let mut request = Request::new(operation);
    request.path("id", "1");
    Call::new(core, request, runtime::json())
}

fn core(config: Config) -> Arc<Core> {
    Core::new(config, &SERVICE, "tests/1").unwrap()
}

fn with(server: &Server, schemes: &[(&str, Credential)]) -> Arc<Core> {
    let schemes = schemes.iter().map(|(id, credential)| ((*id).to_owned(), credential.clone()));
    core(Config { schemes: schemes.collect(), ..config(server) })
}

#[tokio::test]
async fn keys_travel_where_the_document_says() {
    let server = Server::answering(&[&json(200, "1")]).await;
    let client = core(Config { credentials: Credentials::ApiKey("k y".into()), ..config(&server) });
    for operation in [&HEADER, &IN_QUERY, &IN_COOKIE, &OPEN] {
        call(&client, operation).await.unwrap();
    }
    let asked = server.asked();
    assert_eq!(asked[0].header("x-api-key"), Some("k y"));
    assert_eq!(asked[1].target(), "GET /things/1?key=k+y");
    assert_eq!(asked[2].header("cookie"), Some("key=k%20y"));
    assert!(!asked[3].head.contains("k y"));
}

#[tokio::test]
async fn basic_credentials_are_encoded() {
    let server = Server::answering(&[&json(200, "1")]).await;
    let credentials = Credentials::Basic { username: "ada".to_owned(), password: "pw".into() };
    call(&core(Config { credentials, ..config(&server) }), &BASIC).await.unwrap();
    let basic = Credential::Basic { username: "ada".to_owned(), password: "pw".into() };
    call(&with(&server, &[("basic", basic)]), &BASIC).await.unwrap();
    for asked in server.asked() {
        assert_eq!(asked.header("authorization"), Some("Basic YWRhOnB3"));
    }
}

#[tokio::test]
async fn an_alternative_is_sent_as_a_whole() {
    let server = Server::answering(&[&json(200, "1")]).await;
    call(&with(&server, &[("header", "h".into()), ("query", "q".into())]), &EITHER).await.unwrap();
    let all = [("header", "h".into()), ("query", "q".into()), ("bearer", "b".into())];
    call(&with(&server, &all), &EITHER).await.unwrap();
    let asked = server.asked();
    assert_eq!((asked[0].target(), asked[0].header("x-api-key")), ("GET /things/1?key=q", Some("h")));
    assert_eq!((asked[1].target(), asked[1].header("authorization")), ("GET /things/1", Some("Bearer b")));
    assert_eq!(asked[1].header("x-api-key"), None);
}

#[tokio::test]
async fn half_of_an_alternative_is_not_sent() {
    let server = Server::answering(&[&json(200, "1")]).await;
    let error = call(&with(&server, &[("header", "hunter2".into())]), &EITHER).await.unwrap_err();
    let text = "things.get needs credentials for 'bearer', or for 'header' and 'query' together; missing: \
        'bearer' (schemes[\"bearer\"] or Credentials::Token), 'query' (schemes[\"query\"] or Credentials::ApiKey)";
    assert_eq!((error.to_string().as_str(), error.kind()), (text, "input"));
    let Error::Credentials(missing) = error else { panic!("it says what is missing") };
    assert_eq!(missing.alternatives, [&["bearer"] as &[_], &["header", "query"]]);
    assert_eq!(server.asked().len(), 0);
}

#[tokio::test]
async fn a_caller_may_authenticate_in_another_way() {
    let server = Server::answering(&[&json(200, "1")]).await;
    let client = with(&server, &[]);
    call(&client, &EITHER).header("authorization", "Bearer mine").await.unwrap();
    call(&client, &EITHER).header("x-api-key", "mine").await.unwrap();
    call(&client, &EITHER).without_credentials().await.unwrap();
    let held = with(&server, &[("bearer", "b".into())]);
    call(&held, &EITHER).header("Authorization", "Bearer mine").await.unwrap();
    call(&held, &EITHER).without_credentials().await.unwrap();
    call(&held, &GET).await.unwrap();
    let own: Vec<_> =
        server.asked().iter().map(|asked| asked.header("authorization").map(str::to_owned)).collect();
    let own: Vec<_> = own.iter().map(Option::as_deref).collect();
    let mine = Some("Bearer mine");
    assert_eq!(own, [mine, None, None, mine, None, Some("Bearer b")]);
}

/// Gives tokens named after how often it was asked, and accepts the last one only.
async fn oauth(lasts: &'static str) -> (Server, Arc<AtomicUsize>) {
    let given = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&given);
    let server = Server::new(move |asked: &Asked, _| match asked.target() {
        "POST /token" | "POST /renew" => {
            let number = counted.fetch_add(1, Ordering::SeqCst) + 1;
            json(200, &format!(r#"{{"access_token": "a{number}", "refresh_token": "r{number}"{lasts}}}"#))
        }
        _ if asked.header("authorization")
            == Some(&format!("Bearer a{}", counted.load(Ordering::SeqCst))) =>
        {
            json(200, "1")
        }
        _ => json(401, r#"{"code": "invalid_token"}"#),
    });
    (server.await, given)
}

#[tokio::test]
async fn a_client_is_given_a_token_once_for_all() {
    let (server, given) = oauth("").await;
    let credential = Credential::ClientCredentials {
        client_id: "me:you".to_owned(),
        client_secret: "s 1".into(),
        scopes: vec!["read".to_owned(), "write".to_owned()],
    };
    let client = with(&server, &[("oauth", credential)]);
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let client = Arc::clone(&client);
            tokio::spawn(async move { call(&client, &OAUTH).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let asked = &server.asked()[0];
    assert_eq!(asked.header("authorization"), Some("Basic bWUlM0F5b3U6cysx"));
    assert_eq!(asked.body, "grant_type=client_credentials&scope=read%20write");
    assert_eq!(given.load(Ordering::SeqCst), 1);
    given.store(7, Ordering::SeqCst);
    call(&client, &OAUTH).await.unwrap();
    assert_eq!(given.load(Ordering::SeqCst), 8, "a refused token is replaced");
}

#[tokio::test]
async fn a_password_is_traded_for_a_token_that_is_renewed() {
    let (server, _) = oauth(r#", "expires_in": 10"#).await;
    let credential = Credential::Password {
        username: "ada".to_owned(),
        password: "pw".into(),
        client_id: None,
        client_secret: None,
        scopes: Vec::new(),
    };
    let client = with(&server, &[("oauth", credential)]);
    call(&client, &OAUTH).await.unwrap();
    call(&client, &OAUTH).await.unwrap();
    let asked = server.asked();
    assert_eq!(asked[0].body, "grant_type=password&password=pw&username=ada");
    assert_eq!(asked[0].header("authorization"), None);
    assert_eq!(
        (asked[2].target(), asked[2].body.as_str()),
        ("POST /renew", "grant_type=refresh_token&refresh_token=r1")
    );
}

fn refused(config: Config) -> String {
    match Core::new(config, &SERVICE, "tests/1") {
        Err(Error::Input(text)) => text,
        _ => String::new(),
    }
}

#[test]
fn credentials_have_to_fit_their_scheme() {
    let base_url = "https://example.com".to_owned();
    let refused_with = |id: &str, credential: Credential| {
        let schemes = [(id.to_owned(), credential)].into();
        refused(Config { schemes, base_url: base_url.clone(), ..Config::default() })
    };
    let basic = || Credential::Basic { username: "ada".to_owned(), password: "pw".into() };
    let known = "bearer, basic, header, query, cookie and oauth";
    assert_eq!(
        refused_with("other", "x".into()),
        format!("there is no security scheme 'other' that takes credentials; there are: {known}")
    );
    assert_eq!(refused_with("basic", "x".into()), "the security scheme 'basic' takes a Credential::Basic");
    assert_eq!(refused_with("header", basic()), "the security scheme 'header' takes a Credential::Secret");
    assert_eq!(refused_with("header", "x".into()), "");
    let colon = Credential::Basic { username: "a:b".to_owned(), password: "pw".into() };
    assert_eq!(refused_with("basic", colon), "the username of HTTP Basic must not have a colon in it");
}

#[test]
fn a_server_of_the_document_can_be_chosen() {
    let refused_with = |index: usize, variables: &[(&str, &str)]| {
        let variables =
            variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        refused(Config { server: Some(ServerChoice { index, variables }), ..Config::default() })
    };
    assert_eq!(refused_with(0, &[]), "");
    assert_eq!(refused_with(1, &[("port", "8443"), ("host", "localhost")]), "");
    assert_eq!(
        refused_with(2, &[]),
        "there is no server 2; the document has: 0 (https://example.com/api/) and 1 (http://{host}:{port})"
    );
    assert_eq!(refused_with(1, &[("path", "x")]), "server 1 has no variable 'path'; it has: host and port");
    assert_eq!(refused_with(1, &[("port", "1")]), "the variable 'port' of server 1 must be 8080 or 8443");
    let (server, base_url) = (Some(ServerChoice::default()), "https://example.com".to_owned());
    let text = refused(Config { server, base_url, ..Config::default() });
    assert_eq!(text, "base_url and server exclude each other: give one of them");
}
