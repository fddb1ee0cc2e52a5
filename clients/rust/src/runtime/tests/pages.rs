//! Going through pages.

use serde_json::Value;

use super::server::{Asked, Server, answer, json};
use super::{LIST, config, core};
use crate::runtime::{Error, Items, PageStyle, Paging, Request};

const CURSOR: Paging = Paging {
    style: PageStyle::Cursor,
    items: &["items"],
    next: &["next"],
    more: &[],
    parameter: "cursor",
    member: &[],
    first: 1,
};
static BY_CURSOR: Paging = CURSOR;
static BY_MEMBER: Paging = Paging { member: &["page", "at"], ..CURSOR };
static BY_MORE: Paging = Paging { more: &["more"], ..CURSOR };
static BY_URL: Paging = Paging { style: PageStyle::NextUrl, ..CURSOR };
static BY_LINK: Paging = Paging { style: PageStyle::Link, items: &[], ..CURSOR };
static BY_OFFSET: Paging = Paging { style: PageStyle::Offset, items: &[], parameter: "skip", ..CURSOR };
static BY_PAGE: Paging = Paging { style: PageStyle::Page, items: &[], parameter: "page", ..CURSOR };

async fn all(
    paging: &'static Paging,
    respond: impl Fn(&Asked) -> String + Send + Sync + 'static,
) -> (Result<Vec<i64>, Error>, Vec<String>) {
    let server = Server::new(move |asked, _| respond(asked)).await;
    let mut request = Request::new(&LIST);
    request.query("limit", &2);
    let items = Items::<i64>::new(&core(config(&server)), request, paging).collect().await;
    (items, server.asked().iter().map(|asked| asked.target().to_owned()).collect())
}

#[tokio::test]
async fn a_cursor_leads_on_until_there_is_none() {
    let (items, asked) = all(&BY_CURSOR, |asked| match asked.target() {
        "GET /things?limit=2" => json(200, r#"{"items": [1, 2], "next": "a/b"}"#),
        "GET /things?limit=2&cursor=a%2Fb" => json(200, r#"{"items": [], "next": "c"}"#),
        "GET /things?limit=2&cursor=c" => json(200, r#"{"items": [3], "next": null}"#),
        other => panic!("{other}"),
    })
    .await;
    assert_eq!((items.unwrap(), asked.len()), (vec![1, 2, 3], 3));
}

#[tokio::test]
async fn a_cursor_that_leads_nowhere_ends_it() {
    let (items, asked) = all(&BY_CURSOR, |_| json(200, r#"{"items": [1], "next": "x"}"#)).await;
    assert_eq!((items.unwrap_err().kind(), asked.len()), ("decode", 2));
}

#[tokio::test]
async fn a_member_of_the_body_leads_on() {
    let server = Server::new(|asked, _| match asked.body.contains("first") {
        true => json(200, r#"{"items": [1], "next": "b"}"#),
        false => json(200, r#"{"items": [2]}"#),
    })
    .await;
    let mut request = Request::new(&LIST);
    request.json("application/json", &serde_json::json!({"n": 0.1, "page": {"at": "first", "size": 1}}));
    let items = Items::<i64>::new(&core(config(&server)), request, &BY_MEMBER).collect().await;
    assert_eq!(items.unwrap(), [1, 2]);
    assert_eq!(server.asked()[1].body, r#"{"n":0.1,"page":{"at":"b","size":1}}"#);
}

#[tokio::test]
async fn a_page_can_say_that_it_is_the_last() {
    let (items, _) = all(&BY_MORE, |_| json(200, r#"{"items": [1], "next": "x", "more": false}"#)).await;
    assert_eq!(items.unwrap(), [1]);
}

#[tokio::test]
async fn an_address_leads_on() {
    let (items, asked) = all(&BY_URL, |asked| match asked.target() {
        "GET /things?limit=2" => json(200, r#"{"items": [1], "next": "/things?page=2"}"#),
        _ => json(200, r#"{"items": [2]}"#),
    })
    .await;
    assert_eq!(items.unwrap(), [1, 2]);
    assert_eq!(asked[1], "GET /things?page=2");
}

#[tokio::test]
async fn an_address_elsewhere_is_not_followed() {
    let (items, asked) =
        all(&BY_URL, |_| json(200, r#"{"items": [1], "next": "https://example.com/things"}"#)).await;
    assert_eq!((items.unwrap_err().kind(), asked.len()), ("input", 1));
}

#[tokio::test]
async fn a_link_leads_on() {
    let (items, asked) = all(&BY_LINK, |asked| match asked.target() {
        "GET /things?limit=2" => {
            answer(200, "Link: </things?a=1,2>; rel=\"prev\", </things?p=2>; rel=\"next\"\r\n", "[1]")
        }
        _ => answer(200, "Link: </things?p=1>; rel=\"prev\"\r\n", "[2]"),
    })
    .await;
    assert_eq!(items.unwrap(), [1, 2]);
    assert_eq!(asked[1], "GET /things?p=2");
}

#[tokio::test]
async fn items_and_pages_are_counted() {
    let respond = |asked: &Asked| match asked.target() {
        "GET /things?limit=2" => json(200, "[1, 2]"),
        "GET /things?limit=2&skip=2" | "GET /things?limit=2&page=2" => json(200, "[3]"),
        _ => json(200, "[]"),
    };
    let (items, asked) = all(&BY_OFFSET, respond).await;
    assert_eq!((items.unwrap(), asked.len()), (vec![1, 2, 3], 3));
    let (items, asked) = all(&BY_PAGE, respond).await;
    assert_eq!((items.unwrap(), asked[2].as_str()), (vec![1, 2, 3], "GET /things?limit=2&page=3"));
}

#[tokio::test]
async fn nothing_is_sent_before_it_is_asked_for() {
    let server = Server::answering(&[&json(200, r#"{"items": [1, 2], "next": "x"}"#)]).await;
    let client = core(config(&server));
    let mut items = Items::<Value>::new(&client, Request::new(&LIST), &BY_CURSOR);
    assert_eq!(server.asked().len(), 0);
    items.next().await.unwrap();
    items.next().await.unwrap();
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn an_error_is_the_end() {
    let server = Server::answering(&[&json(404, "{}")]).await;
    let client = core(config(&server));
    let mut items = Items::<Value>::new(&client, Request::new(&LIST), &BY_CURSOR);
    assert_eq!(items.next().await.unwrap_err().status(), Some(404));
    assert!(items.next().await.unwrap().is_none());
}

#[tokio::test]
async fn an_item_that_is_wrong_says_which_answer_had_it() {
    let told = answer(206, "X-Request-ID: r7\r\n", r#"{"items": [1, "two", 3]}"#);
    let server = Server::answering(&[&told]).await;
    let client = core(config(&server));
    let mut items = Items::<i64>::new(&client, Request::new(&LIST), &BY_CURSOR);
    assert_eq!(items.next().await.unwrap(), Some(1));
    let error = items.next().await.unwrap_err();
    assert_eq!((error.kind(), error.status(), error.request_id()), ("decode", Some(206), Some("r7")));
    assert_eq!(items.next().await.unwrap(), Some(3));
}
