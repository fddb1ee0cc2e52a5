// The client of progenitor has a method for each operation, which takes parameters in the order of their names.
use crate::{read, Failure, Input};
use client::types::{Pair, RulesQueryChoice, Texts};
use client::{Client, Error};

impl<T: std::fmt::Debug> From<Error<T>> for Failure {
    fn from(error: Error<T>) -> Self {
        match error.status() {
            Some(status) => Failure::Status(status.as_u16()),
            None => Failure::Other(error.to_string()),
        }
    }
}

pub async fn call(operation: &str, base: &str, input: &Input) -> Result<(), Failure> {
    let to = Client::new(base);
    match operation {
        "query" => query(&to, input).await,
        "headers" => Ok(to.rules_headers(input.may("X-Number")?).await.map(drop)?),
        "plain" => Ok(to.rules_plain(read(input.body.clone())?).await.map(drop)?),
        "form" => Ok(to.rules_form(&read(input.body.clone())?).await.map(drop)?),
        _ => Err(Failure::Missing),
    }
}

async fn query(to: &Client, input: &Input) -> Result<(), Failure> {
    let choice: Option<RulesQueryChoice> = input.may("choice")?;
    let (day, flags) = (input.may("day")?, input.may::<Vec<bool>>("flags")?);
    let lists: [Option<Texts>; 3] = [input.may("flat")?, input.may("list")?, input.may("reserved_list")?];
    let objects: [Option<Pair>; 2] = [input.may("flat_object")?, input.may("object")?];
    let texts: [Option<String>; 3] = [input.may("odd[name]")?, input.may("reserved")?, input.may("text")?];
    let sent = to
        .rules_query(
            choice,
            day.as_ref(),
            input.may("flag")?,
            flags.as_ref(),
            lists[0].as_ref(),
            objects[0].as_ref(),
            lists[1].as_ref(),
            input.may("number")?,
            objects[1].as_ref(),
            texts[0].as_deref(),
            texts[1].as_deref(),
            lists[2].as_ref(),
            texts[2].as_deref(),
            input.may("whole")?,
        )
        .await;
    Ok(sent.map(drop)?)
}
