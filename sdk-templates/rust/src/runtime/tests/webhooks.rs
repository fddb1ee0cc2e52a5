//! Messages that the service sends by itself.

use std::collections::BTreeMap;

use crate::runtime::{WebhookError, webhook};

#[test]
fn a_message_is_decoded() {
    let paid: BTreeMap<String, i64> = webhook("order.paid", br#"{"total": 7}"#).unwrap();
    assert_eq!(paid["total"], 7);
}

#[test]
fn what_is_wrong_is_said_without_values() {
    let error: WebhookError =
        webhook::<BTreeMap<String, i64>>("order.paid", br#"{"total": "hunter2"}"#).unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("cannot decode the webhook order.paid: invalid type, expected i64"), "{text}");
    assert!(!text.contains("hunter2"), "{text}");
    let error = webhook::<BTreeMap<String, i64>>("order.paid", b"hunter2").unwrap_err();
    assert_eq!(error.message, "it is not JSON (line 1 column 1)");
}
