//! Addresses, queries and headers.

use serde::Serialize;
use serde_json::json;

use super::{GET, LIST};
use crate::runtime::{Error, Request, Style};

fn written(request: &Request) -> Result<String, Error> {
    let base = reqwest::Url::parse("http://example.com/api/").unwrap();
    let (url, _) = request.finish(&base)?;
    Ok(url.as_str().strip_prefix("http://example.com/api").unwrap().to_owned())
}

fn path(value: impl Serialize, style: Style) -> Result<String, Error> {
    let mut request = Request::new(&GET);
    written(request.path_as("id", &value, style))
}

fn query(value: impl Serialize, style: Style) -> String {
    let mut request = Request::new(&LIST);
    written(request.query_as("a", &value, style)).unwrap()
}

#[test]
fn a_path_segment_stays_one() {
    let plain = Style::Simple { explode: false };
    assert_eq!(path("a/b?c#d e%é", plain).unwrap(), "/things/a%2Fb%3Fc%23d%20e%25%C3%A9");
    assert_eq!(path("...", plain).unwrap(), "/things/...");
    assert_eq!(path("{id}", plain).unwrap(), "/things/%7Bid%7D");
    for wrong in ["", ".", ".."] {
        assert!(matches!(path(wrong, plain), Err(Error::Input(_))), "{wrong:?}");
    }
}

#[test]
fn paths_have_styles() {
    let list = json!([1, "b,c"]);
    assert_eq!(path(&list, Style::Simple { explode: false }).unwrap(), "/things/1,b%2Cc");
    assert_eq!(path(&list, Style::Label { explode: true }).unwrap(), "/things/.1.b%2Cc");
    assert_eq!(path(&list, Style::Matrix { explode: false }).unwrap(), "/things/;id=1,b%2Cc");
    assert_eq!(path(json!({"a": 1}), Style::Simple { explode: true }).unwrap(), "/things/a=1");
}

#[test]
fn queries_have_styles() {
    let (list, object) = (json!([1, "b&c"]), json!({"x": 1, "y": null}));
    assert_eq!(query(&list, Style::Form { explode: true }), "/things?a=1&a=b%26c");
    assert_eq!(query(&list, Style::Form { explode: false }), "/things?a=1,b%26c");
    assert_eq!(query(&list, Style::Space), "/things?a=1%20b%26c");
    assert_eq!(query(&list, Style::Pipe), "/things?a=1%7Cb%26c");
    assert_eq!(query(&object, Style::Deep), "/things?a%5Bx%5D=1");
    assert_eq!(query(&object, Style::Form { explode: true }), "/things?x=1");
    assert_eq!(query(&object, Style::Json), "/things?a=%7B%22x%22%3A1%2C%22y%22%3Anull%7D");
    assert_eq!(query(json!(null), Style::Form { explode: true }), "/things");
    assert_eq!(query(2.0, Style::Form { explode: true }), "/things?a=2");
    assert_eq!(query(i64::MAX, Style::Form { explode: true }), "/things?a=9223372036854775807");
}

#[test]
fn headers_are_checked() {
    let mut request = Request::new(&LIST);
    assert!(written(request.header("X-List", &[1, 2])).is_ok());
    assert_eq!(request.headers["x-list"], "1,2");
    assert!(matches!(written(request.header("X-Break", "a\r\nb: c")), Err(Error::Input(_))));
}
