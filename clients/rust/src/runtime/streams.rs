//! Answers that arrive piece by piece.

use std::fmt;
use std::marker::PhantomData;

use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use super::answer::request_id;
use super::error::without_values;
use super::transport::transport_error;
use super::{Answer, Error};

/// A body that is read as it comes.
pub struct Download {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    stream: Option<reqwest::Response>,
}

impl fmt::Debug for Download {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Download").field("status", &self.status).finish_non_exhaustive()
    }
}

impl Download {
    pub(crate) fn new(answer: Answer) -> Self {
        Self { status: answer.status, headers: answer.headers, stream: answer.stream }
    }

    /// The next piece, until there is none.
    ///
    /// # Errors
    ///
    /// When the connection breaks.
    pub async fn chunk(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let Some(response) = &mut self.stream else {
            return Ok(None);
        };
        match response.chunk().await {
            Ok(piece) => Ok(piece.map(Into::into)),
            Err(error) => Err(Error::Transport { message: transport_error(error).message, connected: true }),
        }
    }

    /// All that is left.
    ///
    /// # Errors
    ///
    /// When the connection breaks.
    pub async fn bytes(mut self) -> Result<Vec<u8>, Error> {
        let mut all = Vec::new();
        while let Some(piece) = self.chunk().await? {
            all.extend(piece);
        }
        Ok(all)
    }
}

/// A body that is read line by line; lines end as they do in server-sent events.
pub(crate) struct LineReader {
    body: Download,
    pending: Vec<u8>,
    is_over: bool,
    /// Whether the last line ended with a carriage return, which a line feed may belong to.
    is_returned: bool,
}

impl LineReader {
    pub(crate) fn new(answer: Answer) -> Self {
        Self { body: Download::new(answer), pending: Vec::new(), is_over: false, is_returned: false }
    }

    pub(crate) async fn line(&mut self) -> Result<Option<String>, Error> {
        loop {
            if let Some(end) = self.pending.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
                let mut line: Vec<u8> = self.pending.drain(..=end).collect();
                let is_feed = line.pop() == Some(b'\n');
                if std::mem::replace(&mut self.is_returned, !is_feed) && is_feed && line.is_empty() {
                    continue;
                }
                return Ok(Some(String::from_utf8_lossy(&line).into_owned()));
            }
            if self.is_over {
                let rest = std::mem::take(&mut self.pending);
                return Ok((!rest.is_empty()).then(|| String::from_utf8_lossy(&rest).into_owned()));
            }
            match self.body.chunk().await? {
                Some(piece) => self.pending.extend(piece),
                None => self.is_over = true,
            }
        }
    }

    pub(crate) fn decoded<T: DeserializeOwned>(&self, text: &str) -> Result<T, Error> {
        serde_json::from_str(text).map_err(|error| Error::Decode {
            status: self.body.status,
            request_id: request_id(&self.body.headers),
            message: without_values(&error),
        })
    }
}

/// JSON values, one on each line.
pub struct Lines<T> {
    reader: LineReader,
    kind: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Lines<T> {
    pub(crate) fn new(answer: Answer) -> Self {
        Self { reader: LineReader::new(answer), kind: PhantomData }
    }

    /// The next value, until there is none.
    ///
    /// # Errors
    ///
    /// When the connection breaks, or a line is not what the document says.
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        while let Some(line) = self.reader.line().await? {
            if !line.trim().is_empty() {
                return self.reader.decoded(&line).map(Some);
            }
        }
        Ok(None)
    }
}
