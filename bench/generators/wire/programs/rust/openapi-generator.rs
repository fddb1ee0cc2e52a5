// The client of openapi-generator has a function for each operation, which takes parameters one after the other.
use crate::{read, Failure, Input};
use client::apis::configuration::Configuration;
use client::apis::{default_api as api, Error};
use serde_json::Value;

impl<T: std::fmt::Debug> From<Error<T>> for Failure {
    fn from(error: Error<T>) -> Self {
        match error {
            Error::ResponseError(answer) => Failure::Status(answer.status.as_u16()),
            other => Failure::Other(other.to_string()),
        }
    }
}

pub async fn call(operation: &str, base: &str, input: &Input) -> Result<(), Failure> {
    let to = &Configuration { base_path: base.to_owned(), ..Configuration::default() };
    match operation {
        "query" => query(to, input).await,
        "cookies" => {
            let one: Option<String> = input.may("one")?;
            Ok(api::rules_cookies(to, one.as_deref(), input.may("many")?, input.may("number")?).await?)
        }
        "headers" => Ok(api::rules_headers(to, input.may("X-List")?, input.may("X-Number")?).await?),
        "one" => {
            let (simple, label): (String, String) = (input.must("simple")?, input.must("label")?);
            Ok(api::rules_one(to, &simple, &label, input.must("matrix")?).await?)
        }
        "json" => Ok(api::rules_json(to, read(input.body.clone())?).await?),
        "plain" => Ok(api::rules_plain(to, input.body.as_str().unwrap_or_default()).await?),
        "markup" => Ok(api::rules_markup(to, input.body.as_str().unwrap_or_default()).await?),
        "form" => form(to, &input.members()).await,
        "parts" => parts(to, &input.members()).await,
        _ => Err(Failure::Missing),
    }
}

async fn query(to: &Configuration, input: &Input) -> Result<(), Failure> {
    let texts: [Option<String>; 4] =
        [input.may("reserved")?, input.may("text")?, input.may("choice")?, input.may("odd[name]")?];
    Ok(api::rules_query(
        to,
        input.may("list")?,
        input.may("flat")?,
        input.may("spaced")?,
        input.may("piped")?,
        input.may("object")?,
        input.may("flat_object")?,
        input.may("deep")?,
        texts[0].as_deref(),
        input.may("reserved_list")?,
        input.may("json")?,
        texts[1].as_deref(),
        input.may("flag")?,
        input.may("flags")?,
        input.may("number")?,
        input.may("whole")?,
        input.may("day")?,
        texts[2].as_deref(),
        texts[3].as_deref(),
    )
    .await?)
}

async fn form(to: &Configuration, input: &Input) -> Result<(), Failure> {
    let text: Option<String> = input.may("text")?;
    let nothing: Option<String> = input.may::<Option<String>>("nothing")?.flatten();
    let (list, flat, piped) = (input.may("list")?, input.may("flat")?, input.may("piped")?);
    Ok(api::rules_form(to, text.as_deref(), nothing.as_deref(), list, flat, piped).await?)
}

async fn parts(to: &Configuration, input: &Input) -> Result<(), Failure> {
    let (text, typed): (Option<String>, Option<String>) = (input.may("text")?, input.may("typed")?);
    let file = input.named.get("file").map(|_: &Value| {
        let path = std::env::temp_dir().join("wire-rules-file"); // what the rule wants is always the same
        std::fs::write(&path, b"abc").map(|()| path)
    });
    let file = file.transpose().map_err(|error| Failure::Other(error.to_string()))?;
    Ok(api::rules_parts(to, text.as_deref(), input.may("number")?, input.may("list")?, typed.as_deref(), file).await?)
}
