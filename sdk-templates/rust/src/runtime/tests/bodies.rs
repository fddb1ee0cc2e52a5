//! Forms, files, streams and events.

use std::time::Duration;

use serde_json::{Value, json};

use super::server::{Server, answer};
use super::{LIST, POST, config, core};
use crate::runtime::{self, Call, File, Form, Request, Style, Upload};

async fn sent(request: Request) -> super::server::Asked {
    let server = Server::answering(&[&answer(200, "", "")]).await;
    Call::new(&core(config(&server)), request, runtime::nothing()).await.unwrap();
    server.asked().remove(0)
}

#[tokio::test]
async fn a_form_is_escaped() {
    let mut request = Request::new(&POST);
    let body = json!({"a b": "c&d", "list": [1, 2], "object": {"x": 1}, "none": null});
    request.form(&body, &[("list", Style::Form { explode: false }), ("object", Style::Json)]);
    let asked = sent(request).await;
    assert_eq!(asked.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(asked.body, "a%20b=c%26d&list=1,2&object=%7B%22x%22%3A1%7D");
}

#[tokio::test]
async fn a_form_has_parts() {
    let mut form = Form::default();
    form.value("name", "x", "").value("tags", &["a", "b"], "").value("none", &None::<i64>, "");
    form.value("meta", &json!({"k": 1}), "application/json");
    form.file("file", &File::new("a\".txt", "content"), "text/plain").members(&json!({"last": true}));
    let mut request = Request::new(&POST);
    request.multipart(form);
    let asked = sent(request).await;
    let kind = asked.header("content-type").unwrap().to_owned();
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
    let parts: Vec<&str> = asked.body.split(&format!("--{boundary}")).collect();
    let expected = [
        "",
        "\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n",
        "\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\na\r\n",
        "\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nb\r\n",
        "\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"k\":1}\r\n",
        "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22.txt\"\r\nContent-Type: text/plain\r\n\r\ncontent\r\n",
        "\r\nContent-Disposition: form-data; name=\"last\"\r\n\r\ntrue\r\n",
        "--\r\n",
    ];
    assert_eq!(parts, expected);
}

#[tokio::test]
async fn bytes_are_sent_as_they_are() {
    let mut request = Request::new(&POST);
    request.upload("image/png", "pixels");
    let asked = sent(request).await;
    assert_eq!((asked.header("content-type"), asked.body.as_str()), (Some("image/png"), "pixels"));
}

#[tokio::test]
async fn a_stream_is_sent_once() {
    let server = Server::answering(&[&answer(503, "", "")]).await;
    let mut request = Request::new(&LIST);
    request.upload("text/plain", Upload::Stream(reqwest::Body::from("once")));
    Call::new(&core(config(&server)), request, runtime::nothing()).await.unwrap_err();
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn an_answer_can_be_read_piece_by_piece() {
    let server = Server::answering(&[&answer(200, "", "content")]).await;
    let download = Call::new(&core(config(&server)), Request::new(&LIST), runtime::download()).await.unwrap();
    assert_eq!(download.bytes().await.unwrap(), b"content");
}

#[tokio::test]
async fn events_are_read_as_they_come() {
    let body = ": hello\n\nevent: tick\nid: 7\ndata: {\"n\":\ndata: 1}\n\r\ndata: {\"n\": 2}\r\n\r\ndata: [DONE]\n\n";
    let server = Server::answering(&[&answer(200, "Content-Type: text/event-stream\r\n", body)]).await;
    let mut request = Request::new(&POST);
    request.json("application/json", &json!({"q": 1})).streaming("stream", "text/event-stream");
    let client = core(config(&server));
    let mut events = Call::new(&client, request, runtime::events::<Value>()).await.unwrap();
    let first = events.next().await.unwrap().unwrap();
    assert_eq!((first.event.as_str(), first.id.as_deref(), first.data), ("tick", Some("7"), json!({"n": 1})));
    let second = events.next().await.unwrap().unwrap();
    assert_eq!((second.event.as_str(), second.data), ("message", json!({"n": 2})));
    assert!(events.next().await.unwrap().is_none());
    let asked = &server.asked()[0];
    assert_eq!(asked.header("accept"), Some("text/event-stream"));
    assert_eq!(asked.body, r#"{"q":1,"stream":true}"#);
}

#[tokio::test]
async fn an_event_says_which_it_is_and_when_to_ask_again() {
    let body = "\u{feff}event: made\nid: 1\nretry: 1500\ndata: 1\n\nevent: lost\n\ndata:2\r\rid\nretry: soon\ndata: 3\n\n";
    let server = Server::answering(&[&answer(200, "Content-Type: text/event-stream\r\n", body)]).await;
    let client = core(config(&server));
    let mut events = Call::new(&client, Request::new(&LIST), runtime::events::<Value>()).await.unwrap();
    let (mut found, retry) = (Vec::new(), Some(Duration::from_millis(1500)));
    while let Some(event) = events.next().await.unwrap() {
        assert_eq!(event.retry, retry);
        found.push((event.event, event.id.unwrap(), event.data));
    }
    let wanted = [("made", "1", 1), ("message", "1", 2), ("message", "", 3)];
    let wanted = wanted.map(|(event, id, data)| (event.to_owned(), id.to_owned(), json!(data)));
    assert_eq!(found, wanted);
}

#[tokio::test]
async fn cookies_are_escaped() {
    let server = Server::answering(&[&answer(200, "", "")]).await;
    let mut request = Request::new(&LIST);
    request.cookie("one", "a;b").cookie("many", &["a", "b,c"]).cookie("none", &None::<i64>);
    request.cookie_as("json", &json!({"a": 1}), Style::Json);
    Call::new(&core(config(&server)), request, runtime::nothing()).await.unwrap();
    let cookies = "one=a%3Bb; many=a,b%2Cc; json=%7B%22a%22%3A1%7D";
    assert_eq!(server.asked()[0].header("cookie"), Some(cookies));
}

#[tokio::test]
async fn lines_are_read_as_they_come() {
    let server = Server::answering(&[&answer(200, "", "{\"n\":1}\n\n2")]).await;
    let client = core(config(&server));
    let mut lines = Call::new(&client, Request::new(&LIST), runtime::lines::<Value>()).await.unwrap();
    assert_eq!(lines.next().await.unwrap(), Some(json!({"n": 1})));
    assert_eq!(lines.next().await.unwrap(), Some(json!(2)));
    assert_eq!(lines.next().await.unwrap(), None);
}
