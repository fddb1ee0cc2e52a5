//! What is documented, what is not, and what cannot be decoded.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json as value};

use super::server::{Server, answer, json};
use super::{GET, POST, RESET, config, core, with_token};
use crate::runtime::{self, Call, Error, Request};

runtime::errors! {
    /// Errors of `things.get`.
    pub enum GetError of "things.get";
    /// With 404.
    Status404(BTreeMap<String, String>) = 404,
    /// With 4XX.
    Status4XX(Vec<i64>) = 400..=499,
    /// With any other status.
    Default(i64) = _,
}

runtime::errors! {
    /// Errors of another operation.
    pub enum OtherError of "things.list";
    /// With any status.
    Default(Value) = _,
}

#[derive(Debug, Deserialize)]
struct Thing {
    #[serde(rename = "id")]
    _id: i64,
}

async fn got(answer: &str) -> Result<Thing, Error> {
    let server = Server::answering(&[answer]).await;
    let mut request = Request::new(&GET);
    request.path("id", "1");
    Call::new(&with_token(&server), request, runtime::json()).max_retries(0).await
}

#[tokio::test]
async fn a_documented_error_says_all_that_it_was_told() {
    let body = r#"{"code": "not_found", "detail": "There is none.", "request_id": "r1",
        "errors": [{"pointer": "/name", "code": "required", "detail": "Give one."}]}"#;
    let Err(Error::Problem(problem)) = got(&json(404, body)).await else { panic!("this is a problem") };
    assert_eq!((problem.status, problem.code.as_deref()), (404, Some("not_found")));
    assert_eq!(problem.request_id.as_deref(), Some("r1"));
    assert_eq!(
        (problem.errors[0].pointer.as_str(), problem.errors[0].detail.as_str()),
        ("/name", "Give one.")
    );
    assert_eq!(
        problem.to_string(),
        "404 not_found: There is none. (/name: Give one.; things.get, request id r1)"
    );
    let error = Error::Problem(problem);
    let shown = "404 not_found: There is none. (things.get, request id r1)\n  /name: Give one.";
    assert_eq!((format!("{error:?}"), format!("{error:#?}")), (shown.to_owned(), shown.to_owned()));
    assert_eq!(error.body_as::<Value>().unwrap()["code"], "not_found");
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn the_text_of_an_error_is_short() {
    let fields = r#"[{"pointer": "/a", "detail": "A."}, {"detail": "B."}, {"pointer": "/c", "code": "c"}, {"pointer": "/d"}]"#;
    let cases = [
        (
            json(422, &format!(r#"{{"code": "bad", "detail": "No.", "errors": {fields}}}"#)),
            "422 bad: No. (/a: A.; B.; /c: c; things.get)",
        ),
        (json(404, r#"{"code": "not_found", "errors": []}"#), "404 not_found (things.get)"),
        (json(404, "{}"), "404 (things.get)"),
        (json(500, ""), "unexpected status 500 (things.get)"),
    ];
    for (told, text) in cases {
        assert_eq!(got(&told).await.unwrap_err().to_string(), text);
    }
}

#[tokio::test]
async fn secrets_that_the_service_repeats_do_not_show() {
    let told = json(
        422,
        r#"{"code": "bad", "detail": "hunter1, hunter 2, hunter3 and sesame are wrong",
        "errors": [{"pointer": "/reset/hunter 2", "detail": "not hunter4, not hunter5"}]}"#,
    );
    let server = Server::answering(&[&told]).await;
    let mut request = Request::new(&RESET);
    request.path("reset_token", "hunter 2").query("api_key", "hunter1");
    request.json(
        "application/json",
        &value!({"user": {"password": "hunter3"}, "secret": ["hunter4"], "a": "hunter5"}),
    );
    let error = Call::new(&with_token(&server), request, runtime::nothing()).await.unwrap_err();
    let text = "422 bad: [redacted], [redacted], [redacted] and [redacted] are wrong \
        (/reset/[redacted]: not [redacted], not hunter5; things.get)";
    assert_eq!(error.to_string(), text);
    let shown = format!("{error:?}");
    assert!(
        !["hunter1", "hunter 2", "hunter3", "hunter4", "sesame"].iter().any(|each| shown.contains(each)),
        "{shown}"
    );
}

#[tokio::test]
async fn secrets_in_forms_do_not_show() {
    let server =
        Server::answering(&[&json(400, r#"{"error": "invalid", "error_description": "hunter 2?"}"#)]).await;
    let mut request = Request::new(&POST);
    request.upload("application/x-www-form-urlencoded", b"user=ada&client_secret=hunter+2".to_vec());
    let error = Call::new(&with_token(&server), request, runtime::nothing()).await.unwrap_err();
    assert_eq!(error.to_string(), "400 invalid: [redacted]? (things.get)");
}

#[tokio::test]
async fn a_code_needs_no_documentation() {
    let oauth = r#"{"error": "invalid_grant", "error_description": "No such user."}"#;
    let cases = [
        (json(500, r#"{"code": "internal_error"}"#), "internal_error", ""),
        (json(500, r#"{"error": {"code": "internal_error", "message": "Oh."}}"#), "internal_error", "Oh."),
        (json(500, oauth), "invalid_grant", "No such user."),
        (json(404, r#"{"error": "gone", "code": "not_found"}"#), "not_found", ""),
    ];
    for (told, code, detail) in cases {
        let Err(Error::Problem(problem)) = got(&told).await else { panic!("this is a problem: {told}") };
        assert_eq!((problem.code.as_deref(), problem.detail.as_str()), (Some(code), detail));
    }
}

#[tokio::test]
async fn a_documented_error_may_have_no_code() {
    let foreign = answer(500, "Content-Type: application/problem+json\r\n", r#"{"state": "down"}"#);
    for (told, status) in [(json(404, r#"{"state": "down"}"#), 404), (foreign, 500)] {
        let Err(Error::Declared(error)) = got(&told).await else { panic!("it has none") };
        assert_eq!((error.status, error.code, &error.body["state"]), (status, None, &Value::from("down")));
    }
}

#[tokio::test]
async fn another_status_or_form_is_not_expected() {
    for told in [json(500, "{}"), answer(404, "", "<html>"), answer(304, "", "")] {
        let error = got(&told).await.unwrap_err();
        assert_eq!(error.kind(), "status", "{error}");
    }
    let told = answer(503, "X-Request-ID: r9\r\n", "away");
    let error = got(&told).await.unwrap_err();
    assert_eq!((error.request_id(), error.is_retryable()), (Some("r9"), true));
    assert_eq!(format!("{error:?}"), "unexpected status 503 (things.get, request id r9)");
}

#[tokio::test]
async fn what_cannot_be_decoded_says_why_without_saying_what() {
    let cases = [
        (json(200, r#"{"id": "hunter2"}"#), "invalid type, expected i64"),
        (json(200, r#"{"name": "hunter2"}"#), "missing field `id`"),
        (json(200, r#"{"id": "hun"#), "it ends too early"),
        (json(200, "hunter2"), "it is not JSON"),
        (answer(200, "", ""), "it is empty"),
    ];
    for (told, expected) in cases {
        let error = got(&told).await.unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(matches!(error, Error::Decode { status: 200, .. }), "{text}");
        assert!(text.contains(expected) && !text.contains("hunter2"), "{text}");
    }
}

#[tokio::test]
async fn a_body_that_is_cut_off_is_a_broken_connection() {
    let error = got("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\"").await.unwrap_err();
    assert!(matches!(error, Error::Transport { connected: true, .. }), "{error:?}");
}

#[tokio::test]
async fn bodies_of_errors_do_not_show() {
    let told = json(500, r#"{"secret": "hunter2"}"#);
    let error = got(&told).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}

#[tokio::test]
async fn addresses_do_not_show() {
    let server = Server::answering(&[""]).await;
    let client = core(config(&server));
    let mut request = Request::new(&GET);
    request.path("id", "hunter2").query("token", "hunter3");
    let error = Call::new(&client, request, runtime::json::<Value>()).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter"), "{error}");
}

#[tokio::test]
async fn an_error_has_the_type_of_its_operation_and_status() {
    let declared = got(&json(404, r#"{"why": "gone"}"#)).await.unwrap_err();
    let why = BTreeMap::from([("why".to_owned(), "gone".to_owned())]);
    assert_eq!(declared.body(), Some(GetError::Status404(why)));
    assert_eq!(declared.body::<OtherError>(), None);
    let ranged = got(&json(409, "[1, 2]")).await.unwrap_err();
    assert_eq!(ranged.body(), Some(GetError::Status4XX(vec![1, 2])));
    assert_eq!(got(&json(500, "7")).await.unwrap_err().body(), Some(GetError::Default(7)));
    assert_eq!(serde_json::to_value(GetError::Default(7)).unwrap(), 7);
    let unfit = got(&json(404, r#"{"why": 1}"#)).await.unwrap_err();
    assert_eq!((unfit.body::<GetError>(), unfit.body_as::<Value>().unwrap()), (None, value!({"why": 1})));
    assert_eq!(got(&answer(409, "", "<html>")).await.unwrap_err().body::<GetError>(), None);
}
