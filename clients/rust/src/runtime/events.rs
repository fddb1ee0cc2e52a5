//! Server-sent events.

use std::marker::PhantomData;
use std::time::Duration;

use serde::de::DeserializeOwned;

use super::streams::LineReader;
use super::{Answer, Error};

/// A server-sent event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T> {
    /// What kind of event it is; `message` where the service does not say.
    pub event: String,
    /// The last identifier that the service has given, for asking again with `Last-Event-ID`.
    pub id: Option<String>,
    /// How long the service asks to wait before asking again, if it has said so.
    pub retry: Option<Duration>,
    /// What it says.
    pub data: T,
}

/// Server-sent events.
pub struct Events<T> {
    reader: LineReader,
    is_begun: bool,
    id: Option<String>,
    retry: Option<Duration>,
    kind: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Events<T> {
    pub(crate) fn new(answer: Answer) -> Self {
        let reader = LineReader::new(answer);
        Self { reader, is_begun: false, id: None, retry: None, kind: PhantomData }
    }

    /// The next event, until there is none. The event `[DONE]` is the end.
    ///
    /// # Errors
    ///
    /// When the connection breaks, or an event is not what the document says.
    pub async fn next(&mut self) -> Result<Option<Event<T>>, Error> {
        match self.text_event().await? {
            Some((event, data)) if data != "[DONE]" => {
                let (id, retry, data) = (self.id.clone(), self.retry, self.data(&data)?);
                Ok(Some(Event { event, id, retry, data }))
            }
            _ => Ok(None),
        }
    }

    /// JSON where it is JSON, text where text is what is expected.
    fn data(&self, text: &str) -> Result<T, Error> {
        self.reader.decoded(text).or_else(|error| serde_json::from_value(text.into()).map_err(|_| error))
    }

    /// The next event that has data: its kind, and the data.
    async fn text_event(&mut self) -> Result<Option<(String, String)>, Error> {
        let (mut event, mut data) = (String::new(), Vec::new());
        while let Some(line) = self.line().await? {
            if line.is_empty() && !data.is_empty() {
                break;
            }
            let (field, value) = line.split_once(':').unwrap_or((&line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match field {
                "" if line.is_empty() => event.clear(),
                "event" => value.clone_into(&mut event),
                "data" => data.push(value.to_owned()),
                "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
                "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                    self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
                }
                _ => {}
            }
        }
        if event.is_empty() {
            "message".clone_into(&mut event);
        }
        Ok((!data.is_empty()).then(|| (event, data.join("\n"))))
    }

    /// The next line, less the mark that a text may begin with.
    async fn line(&mut self) -> Result<Option<String>, Error> {
        let line = self.reader.line().await?;
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        Ok(line.map(|line| match line.strip_prefix('\u{feff}') {
            Some(rest) if is_first => rest.to_owned(),
            _ => line,
        }))
    }
}
