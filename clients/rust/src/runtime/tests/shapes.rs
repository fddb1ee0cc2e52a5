//! Enums, unions, and values that can be absent.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::runtime::{self, Base64, FromAnswer, Match, Patch, Plan, Secret, Tag};

runtime::open_enum! {
    /// A color.
    pub enum Color: String {
        Red = "red",
        Blue = "blue",
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cat {
    lives: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dog {
    name: String,
}

runtime::union! {
    /// A pet, told by its kind.
    pub enum Pet by Plan {
        property: "kind",
        ordered: false,
        order: &[0, 1],
        arms: &[
            Match { tags: &[Tag::Text("cat")], adds: Some(Tag::Text("cat")), ..Match::ANY },
            Match { tags: &[Tag::Text("dog")], adds: Some(Tag::Text("dog")), ..Match::ANY },
        ],
    };
    0 Cat(Cat),
    1 Dog(Dog),
}

runtime::union! {
    /// Whatever fits first.
    pub enum Guess by Plan {
        property: "",
        ordered: true,
        order: &[1, 0],
        arms: &[Match { json_types: &["object"], ..Match::ANY }, Match { json_types: &["object", "integer"], ..Match::ANY }],
    };
    0 Dog(Dog),
    1 Cat(Cat),
}

runtime::answers! {
    /// By status.
    pub enum Outcome;
    Made(Cat) = 201,
    Kept(Dog) = 200 | 300..=399,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Change {
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    name: Patch<String>,
}

#[test]
fn an_enum_keeps_what_it_does_not_know() {
    let colors: Vec<Color> = serde_json::from_value(json!(["red", "green"])).unwrap();
    assert_eq!(colors, [Color::Red, Color::Unknown("green".to_owned())]);
    assert_eq!(serde_json::to_value(&colors).unwrap(), json!(["red", "green"]));
    assert_eq!((Color::Blue.to_string(), colors[1].to_string()), ("blue".to_owned(), "green".to_owned()));
}

#[test]
fn a_union_is_told_by_its_tag_and_writes_it() {
    let value = json!({"kind": "dog", "name": "Rex"});
    let pet: Pet = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(pet, Pet::Dog(Dog { name: "Rex".to_owned() }));
    assert_eq!(serde_json::to_value(&pet).unwrap(), value);
}

#[test]
fn a_union_keeps_what_it_does_not_know() {
    let value = json!({"kind": "fish"});
    let pet: Pet = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(pet, Pet::Unknown(value.clone()));
    assert_eq!(serde_json::to_value(&pet).unwrap(), value);
    assert!(serde_json::from_value::<Pet>(json!({"kind": "cat"})).is_err(), "a cat has lives");
}

#[test]
fn an_ordered_union_tries_one_after_the_other() {
    let guess = |value: Value| serde_json::from_value::<Guess>(value).unwrap();
    assert_eq!(guess(json!({"lives": 9})), Guess::Cat(Cat { lives: 9 }));
    assert_eq!(guess(json!({"name": "Rex"})), Guess::Dog(Dog { name: "Rex".to_owned() }));
    assert_eq!(guess(json!("x")), Guess::Unknown(json!("x")));
}

#[test]
fn an_answer_is_chosen_by_its_status() {
    assert_eq!(Outcome::from_answer(201, json!({"lives": 1})).unwrap(), Outcome::Made(Cat { lives: 1 }));
    let kept = Outcome::from_answer(304, json!({"name": "x"})).unwrap();
    assert_eq!(serde_json::to_value(kept).unwrap(), json!({"name": "x"}));
    assert_eq!(Outcome::from_answer(202, json!(1)).unwrap(), Outcome::Unknown(json!(1)));
}

#[test]
fn absent_and_null_differ() {
    let cases = [
        (json!({}), Patch::Absent),
        (json!({"name": null}), Patch::Null),
        (json!({"name": "x"}), Patch::from("x")),
    ];
    for (value, name) in cases {
        let change = Change { name };
        assert_eq!(serde_json::to_value(&change).unwrap(), value);
        assert_eq!(serde_json::from_value::<Change>(value).unwrap(), change);
    }
}

#[test]
fn bytes_travel_as_text() {
    assert_eq!(serde_json::to_value(Base64(vec![255, 254])).unwrap(), "//4=");
    for text in ["//4=", "__4", "//4=\n"] {
        assert_eq!(serde_json::from_value::<Base64>(text.into()).unwrap().0, [255, 254], "{text}");
    }
    assert!(serde_json::from_value::<Base64>("*".into()).is_err());
}

#[test]
fn a_secret_does_not_show() {
    let secret = Secret::from("hunter2");
    assert_eq!((format!("{secret:?}").as_str(), secret.expose()), ("[redacted]", "hunter2"));
    assert_eq!(serde_json::to_value(&secret).unwrap(), "hunter2");
}
