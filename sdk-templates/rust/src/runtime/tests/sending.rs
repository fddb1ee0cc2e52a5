//! Retries, time limits, redirects, middleware.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::server::{Server, answer, json as told};
use super::{GET, KEYED, LIST, POST, config, core, with_token};
use crate::runtime::{
    self, BoxFuture, Call, Config, Core, Error, Middleware, Next, Operation, Request, TransportError,
};

fn call<'a>(core: &'a Arc<Core>, operation: &'static Operation) -> Call<'a, Value> {
    let mut request = Request::new(operation);
    request.path("id", "1");
    if operation.method == "POST" {
        request.json("application/json", &json!({"name": "x"}));
    }
    Call::new(core, request, runtime::json())
}

#[tokio::test]
async fn what_is_safe_to_repeat_is_repeated() {
    let server = Server::answering(&[&told(503, "{}"), "", &told(200, "7")]).await;
    assert_eq!(call(&core(config(&server)), &GET).await.unwrap(), 7);
    assert_eq!(server.asked().len(), 3);
}

#[tokio::test]
async fn there_is_an_end_to_retries() {
    let server = Server::answering(&[&told(429, "{}")]).await;
    let error = call(&core(config(&server)), &GET).await.unwrap_err();
    assert_eq!((error.status(), error.is_retryable(), server.asked().len()), (Some(429), true, 3));
}

#[tokio::test]
async fn a_call_can_ask_for_fewer_retries() {
    let server = Server::answering(&[&told(502, "{}")]).await;
    call(&core(config(&server)), &GET).max_retries(0).await.unwrap_err();
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_post_is_not_repeated() {
    for broken in [&told(503, "{}"), ""] {
        let server = Server::answering(&[broken]).await;
        call(&core(config(&server)), &POST).await.unwrap_err();
        assert_eq!(server.asked().len(), 1);
    }
}

#[tokio::test]
async fn a_post_with_a_key_is_repeated_with_the_same_key() {
    let server = Server::answering(&["", &told(503, "{}"), &told(200, "1")]).await;
    call(&core(config(&server)), &KEYED).await.unwrap();
    let keys: Vec<_> =
        server.asked().iter().map(|asked| asked.header("idempotency-key").unwrap().to_owned()).collect();
    assert!(keys.len() == 3 && keys.iter().all(|key| *key == keys[0]));
    call(&core(config(&server)), &KEYED).idempotency_key("mine").await.unwrap();
    assert_eq!(server.asked()[3].header("idempotency-key"), Some("mine"));
}

#[tokio::test]
async fn a_post_is_repeated_where_there_was_no_connection() {
    let nowhere = Config { base_url: "http://127.0.0.1:1".to_owned(), ..Config::default() };
    let nowhere = core(Config { retry_delay: Duration::from_millis(40), ..nowhere });
    let start = Instant::now();
    let error = call(&nowhere, &POST).await.unwrap_err();
    assert!(matches!(error, Error::Transport { connected: false, .. }));
    assert!(start.elapsed() >= Duration::from_millis(60), "there were two waits");
}

#[tokio::test]
async fn the_service_says_how_long_to_wait() {
    let busy = answer(429, "Retry-After: 1\r\n", "");
    let server = Server::answering(&[&busy, &told(200, "1")]).await;
    let start = Instant::now();
    call(&core(config(&server)), &GET).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_wait_beyond_the_time_limit_is_not_begun() {
    let busy = answer(503, "Retry-After: 3600\r\n", "");
    let server = Server::answering(&[&busy]).await;
    let start = Instant::now();
    let error = call(&core(config(&server)), &GET).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn a_try_has_a_time_limit_and_so_has_a_call() {
    let server = Server::answering(&["silence"]).await;
    let slow = call(&core(config(&server)), &GET).timeout(Duration::from_millis(50)).await.unwrap_err();
    assert!(matches!(slow, Error::Timeout { after } if after == Duration::from_millis(50)));
    assert_eq!(server.asked().len(), 3);
    let brief = core(Config { total_timeout: Duration::from_millis(80), ..config(&server) });
    let slow = call(&brief, &GET).await.unwrap_err();
    assert!(matches!(slow, Error::Timeout { after } if after == Duration::from_millis(80)));
}

#[tokio::test]
async fn dropping_a_call_ends_it() {
    let server = Server::answering(&["silence", &told(200, "1")]).await;
    let client = core(config(&server));
    let dropped = tokio::time::timeout(Duration::from_millis(100), call(&client, &GET).into_future()).await;
    assert!(dropped.is_err());
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn credentials_stay_with_their_host() {
    let other = Server::answering(&[&told(200, "1")]).await;
    let away = answer(302, &format!("Location: {}/elsewhere\r\n", other.address()), "");
    let server = Server::answering(&[&away]).await;
    let call = call(&with_token(&server), &GET).header("X-Secret", "s3cret").await.unwrap();
    assert_eq!(call, 1);
    assert_eq!(server.asked()[0].header("authorization"), Some("Bearer sesame"));
    let asked = &other.asked()[0];
    assert_eq!((asked.header("authorization"), asked.header("x-secret")), (None, None));
}

#[tokio::test]
async fn credentials_follow_on_the_same_host() {
    let server = Server::new(|asked, _| match asked.target() {
        "GET /things/1" => answer(307, "Location: /moved\r\n", ""),
        _ => told(200, "1"),
    });
    let server = server.await;
    call(&with_token(&server), &GET).await.unwrap();
    assert_eq!(server.asked()[1].header("authorization"), Some("Bearer sesame"));
}

#[tokio::test]
async fn a_body_does_not_go_to_another_host() {
    let other = Server::answering(&[&told(200, "1")]).await;
    let away = answer(307, &format!("Location: {}/elsewhere\r\n", other.address()), "");
    let server = Server::answering(&[&away]).await;
    let error = call(&with_token(&server), &POST).await.unwrap_err();
    assert_eq!((error.kind(), error.status(), other.asked().len()), ("status", Some(307), 0));
}

#[tokio::test]
async fn redirects_in_a_circle_end() {
    let server = Server::answering(&[&answer(302, "Location: /again\r\n", "")]).await;
    let error = call(&core(config(&server)), &GET).max_retries(0).await.unwrap_err();
    assert_eq!(error.kind(), "transport");
}

struct Stamp;

impl Middleware for Stamp {
    fn handle<'a>(
        &'a self,
        mut request: reqwest::Request,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<reqwest::Response, TransportError>> {
        request.headers_mut().insert("x-stamp", "yes".parse().unwrap());
        next.run(request)
    }
}

#[tokio::test]
async fn requests_pass_through_middleware() {
    let server = Server::answering(&[&told(200, "1")]).await;
    let client = core(Config { middleware: vec![Arc::new(Stamp)], ..config(&server) });
    call(&client, &GET).query("more", &[1, 2]).await.unwrap();
    let asked = &server.asked()[0];
    assert_eq!(asked.header("x-stamp"), Some("yes"));
    assert_eq!(asked.header("user-agent"), Some("tests/1"));
    assert_eq!(asked.target(), "GET /things/1?more=1&more=2");
}

#[tokio::test]
async fn status_and_headers_are_there_for_who_wants_them() {
    let server = Server::answering(&[&answer(200, "ETag: \"7\"\r\n", "1"), &answer(404, "", "gone")]).await;
    let client = core(config(&server));
    let whole = call(&client, &GET).with_response().await.unwrap();
    assert_eq!((whole.value.clone(), whole.status, whole.etag()), (json!(1), 200, Some("\"7\"")));
    let raw = call(&client, &LIST).if_match("\"7\"").raw().await.unwrap();
    assert_eq!((raw.status, raw.value.as_slice()), (404, b"gone".as_slice()));
    assert_eq!(server.asked()[1].header("if-match"), Some("\"7\""));
}
