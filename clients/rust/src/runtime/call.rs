//! A call that is ready to be made.

use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Answer, BoxFuture, Core, Download, Error, Events, FromAnswer, Lines, Request, WithResponse};

/// How an answer is decoded.
pub struct Decoder<T> {
    streams: bool,
    decode: fn(Answer) -> Result<T, Error>,
}

/// A call that is ready to be made: `.await` makes it.
#[must_use = "nothing is sent until the call is awaited"]
pub struct Call<'a, T> {
    core: &'a Arc<Core>,
    request: Request,
    decoder: Decoder<T>,
}

impl<'a, T> Call<'a, T> {
    /// A call of a request whose answer is decoded in a certain way.
    pub fn new(core: &'a Arc<Core>, request: Request, decoder: Decoder<T>) -> Self {
        Self { core, request, decoder }
    }

    /// Sends a header, in place of the client's own of that name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request.header(name, value);
        self
    }

    /// Adds a parameter to the query.
    pub fn query<V: Serialize + ?Sized>(mut self, name: &str, value: &V) -> Self {
        self.request.query(name, value);
        self
    }

    /// Sends a key that makes it safe to repeat the request, in place of one made by chance.
    pub fn idempotency_key(mut self, key: &str) -> Self {
        let name = self.request.operation.idempotency_header;
        self.request.header(if name.is_empty() { "Idempotency-Key" } else { name }, key);
        self
    }

    /// Changes something only if it is still the version that has this ETag.
    pub fn if_match(self, etag: &str) -> Self {
        self.header("If-Match", etag)
    }

    /// Sends no credentials, whatever the operation asks for.
    pub fn without_credentials(mut self) -> Self {
        self.request.without_credentials = true;
        self
    }

    /// Limits the time that one try may take.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.request.timeout = Some(timeout);
        self
    }

    /// Limits how often the call is tried again.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.request.max_retries = Some(retries);
        self
    }

    /// Makes the call, and returns status and headers as well.
    ///
    /// # Errors
    ///
    /// Every way in which a call can fail.
    pub async fn with_response(self) -> Result<WithResponse<T>, Error> {
        let answer = self.core.send(self.request, self.decoder.streams).await?;
        let (status, headers) = (answer.status, answer.headers.clone());
        (self.decoder.decode)(answer).map(|value| WithResponse { value, status, headers })
    }

    /// Makes the call, and returns the body as it came, whatever the status.
    ///
    /// # Errors
    ///
    /// When there is no answer.
    pub async fn raw(mut self) -> Result<WithResponse<Vec<u8>>, Error> {
        let answer = self.core.exchange(&mut self.request, false).await?;
        Ok(WithResponse { value: answer.body, status: answer.status, headers: answer.headers })
    }
}

impl<'a, T: 'a> IntoFuture for Call<'a, T> {
    type Output = Result<T, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { core, request, decoder } = self;
        Box::pin(async move { (decoder.decode)(core.send(request, decoder.streams).await?) })
    }
}

/// Decodes JSON.
pub fn json<T: DeserializeOwned>() -> Decoder<T> {
    Decoder { streams: false, decode: |answer| answer.json() }
}

/// Decodes JSON, or nothing.
pub fn maybe_json<T: DeserializeOwned>() -> Decoder<Option<T>> {
    Decoder {
        streams: false,
        decode: |answer| if answer.body.is_empty() { Ok(None) } else { answer.json().map(Some) },
    }
}

/// Decodes JSON of a type that depends on the status.
pub fn by_status<T: FromAnswer>() -> Decoder<T> {
    Decoder {
        streams: false,
        decode: |answer| {
            let value = if answer.body.is_empty() { Value::Null } else { answer.json()? };
            answer.decoded(T::from_answer(answer.status, value))
        },
    }
}

/// Decodes JSON of a type that depends on the status, or nothing.
pub fn maybe_by_status<T: FromAnswer>() -> Decoder<Option<T>> {
    Decoder {
        streams: false,
        decode: |answer| match answer.body.is_empty() {
            true => Ok(None),
            false => answer.decoded(T::from_answer(answer.status, answer.json()?)).map(Some),
        },
    }
}

/// Decodes text.
pub fn text<T: DeserializeOwned>() -> Decoder<T> {
    Decoder {
        streams: false,
        decode: |answer| match std::str::from_utf8(&answer.body) {
            Ok(text) => answer.decoded(serde_json::from_value(text.into())),
            Err(_) => Err(answer.undecodable("it is not UTF-8".to_owned())),
        },
    }
}

/// Ignores the body.
pub fn nothing() -> Decoder<()> {
    Decoder { streams: false, decode: |_| Ok(()) }
}

/// Hands over the body as it comes.
pub fn download() -> Decoder<Download> {
    Decoder { streams: true, decode: |answer| Ok(Download::new(answer)) }
}

/// Decodes server-sent events as they come.
pub fn events<T: DeserializeOwned>() -> Decoder<Events<T>> {
    Decoder { streams: true, decode: |answer| Ok(Events::new(answer)) }
}

/// Decodes JSON values, one on each line, as they come.
pub fn lines<T: DeserializeOwned>() -> Decoder<Lines<T>> {
    Decoder { streams: true, decode: |answer| Ok(Lines::new(answer)) }
}
