//! A request in the making.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use super::check;
use super::encode::{self, Style, escape, escape_reserved};
use super::{Error, Form, Operation, Upload};

#[derive(Clone, Default)]
pub(crate) enum Body {
    #[default]
    None,
    Bytes(Arc<[u8]>),
    Stream(Arc<Mutex<Option<reqwest::Body>>>),
}

/// A request in the making. What is wrong with it is found when it is sent.
#[derive(Clone)]
pub struct Request {
    pub(crate) operation: &'static Operation,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: Vec<String>,
    pub(crate) body: Body,
    pub(crate) timeout: Option<Duration>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) without_credentials: bool,
    /// An address to use instead of the path.
    pub(crate) url: Option<reqwest::Url>,
    problem: Option<String>,
}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Request").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}

impl Request {
    /// A request of an operation.
    pub fn new(operation: &'static Operation) -> Self {
        let mut headers = HeaderMap::new();
        if !operation.accept.is_empty() {
            headers.insert(ACCEPT, HeaderValue::from_static(operation.accept));
        }
        Self {
            operation,
            path: operation.path.to_owned(),
            query: Vec::new(),
            headers,
            cookies: Vec::new(),
            body: Body::None,
            timeout: None,
            max_retries: None,
            without_credentials: false,
            url: None,
            problem: None,
        }
    }

    fn written<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Value {
        serde_json::to_value(value).unwrap_or_else(|error| {
            self.problem = Some(format!("{name} cannot be written: {error}"));
            Value::Null
        })
    }

    /// Fills a placeholder of the path.
    pub fn path<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        self.path_as(name, value, Style::Simple { explode: false })
    }

    /// Fills a placeholder of the path in a style.
    pub fn path_as<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: Style) -> &mut Self {
        let value = self.written(name, value);
        let text = encode::in_path(name, &value, style, escape);
        if text.is_empty() {
            self.problem = Some(format!("the path parameter {name} is empty"));
        }
        self.path = self.path.replace(&format!("{{{name}}}"), &text);
        self
    }

    /// Adds a parameter to the query, unless it is absent.
    pub fn query<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        self.query_as(name, value, Style::Form { explode: true })
    }

    /// Adds a parameter to the query in a style, unless it is absent.
    pub fn query_as<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: Style) -> &mut Self {
        let value = self.written(name, value);
        self.query.extend(encode::pairs(name, &value, style, escape));
        self
    }

    /// Adds a parameter to the query whose reserved characters stay as they are.
    pub fn query_reserved<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        style: Style,
    ) -> &mut Self {
        let value = self.written(name, value);
        self.query.extend(encode::pairs(name, &value, style, escape_reserved));
        self
    }

    /// Replaces a parameter of the query.
    pub(crate) fn set_query(&mut self, name: &str, value: &str) {
        self.query.retain(|(other, _)| other != name);
        self.query.push((name.to_owned(), escape(value)));
    }

    /// Sets a header, unless the value is absent.
    pub fn header<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        self.header_as(name, value, Style::Simple { explode: false })
    }

    /// Sets a header in a style, unless the value is absent.
    pub fn header_as<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: Style) -> &mut Self {
        let value = self.written(name, value);
        if !value.is_null() {
            let text = encode::in_header(&value, style);
            match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(&text)) {
                (Ok(name), Ok(value)) => drop(self.headers.insert(name, value)),
                _ => {
                    self.problem = Some(format!("the header {name} has a name or value that cannot be sent"))
                }
            }
        }
        self
    }

    /// Adds a cookie, unless the value is absent.
    pub fn cookie<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        self.cookie_as(name, value, Style::Form { explode: false })
    }

    /// Adds a cookie in a style, unless the value is absent.
    pub fn cookie_as<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: Style) -> &mut Self {
        let value = self.written(name, value);
        for (name, text) in encode::pairs(name, &value, style, escape) {
            self.cookies.push(format!("{name}={text}"));
        }
        self
    }

    fn content(&mut self, media_type: &str, bytes: Vec<u8>) -> &mut Self {
        match HeaderValue::from_str(media_type) {
            Ok(value) => drop(self.headers.insert(CONTENT_TYPE, value)),
            Err(_) => self.problem = Some("the media type of the body cannot be sent".to_owned()),
        }
        self.body = Body::Bytes(bytes.into());
        self
    }

    /// Sets a JSON body.
    pub fn json<T: Serialize + ?Sized>(&mut self, media_type: &str, body: &T) -> &mut Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => return self.content(media_type, bytes),
            Err(error) => self.problem = Some(format!("the body cannot be written: {error}")),
        }
        self
    }

    /// The JSON body, if there is one.
    pub(crate) fn sent(&self) -> Value {
        let Body::Bytes(bytes) = &self.body else { return Value::Null };
        serde_json::from_slice(bytes).unwrap_or_default()
    }

    /// Sets a member of the JSON body, however deep; all others stay as they are.
    pub(crate) fn set_member(&mut self, path: &[&str], value: &Value) {
        let written = match &self.body {
            Body::Bytes(bytes) => encode::with_member(bytes, path, value),
            _ => encode::with_member(b"{}", path, value),
        };
        self.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
        match written {
            Ok(bytes) => self.body = Body::Bytes(bytes.into()),
            Err(error) => self.problem = Some(format!("the body cannot be written: {error}")),
        }
    }

    /// Asks for the answer piece by piece: sets a member of the JSON body to true.
    pub fn streaming(&mut self, member: &str, media_type: &'static str) -> &mut Self {
        self.headers.insert(ACCEPT, HeaderValue::from_static(media_type));
        if let (Body::Bytes(bytes), false) = (&self.body, member.is_empty())
            && let Ok(Value::Object(mut members)) = serde_json::from_slice(bytes)
        {
            members.insert(member.to_owned(), true.into());
            self.body = Body::Bytes(Value::Object(members).to_string().into_bytes().into());
        }
        self
    }

    /// Sets the body of a form; `styles` are those of fields that are not plain.
    pub fn form<T: Serialize + ?Sized>(&mut self, body: &T, styles: &[(&str, Style)]) -> &mut Self {
        let value = self.written("the body", body);
        let mut pairs = Vec::new();
        for (name, member) in value.as_object().into_iter().flatten() {
            let style = styles.iter().find(|(styled, _)| styled == name).map(|(_, style)| *style);
            pairs.extend(encode::pairs(name, member, style.unwrap_or(Style::Form { explode: true }), escape));
        }
        let text = pairs.iter().map(|(name, value)| format!("{}={value}", escape(name)));
        self.content("application/x-www-form-urlencoded", text.collect::<Vec<_>>().join("&").into_bytes())
    }

    /// Sets a body of several parts.
    pub fn multipart(&mut self, form: Form) -> &mut Self {
        match form.finish() {
            Ok((media_type, content)) => return self.content(&media_type, content),
            Err(error) => self.problem = Some(error.to_string()),
        }
        self
    }

    /// Sets a text as the body.
    pub fn text<T: Serialize + ?Sized>(&mut self, media_type: &str, body: &T) -> &mut Self {
        let text = encode::scalar(&self.written("the body", body));
        self.content(media_type, text.into_bytes())
    }

    /// Sets bytes or a stream as the body.
    pub fn upload(&mut self, media_type: &str, body: impl Into<Upload>) -> &mut Self {
        match body.into() {
            Upload::Bytes(bytes) => self.content(media_type, bytes),
            Upload::Stream(stream) => {
                self.content(media_type, Vec::new());
                self.body = Body::Stream(Arc::new(Mutex::new(Some(stream))));
                self
            }
        }
    }

    /// Whether the body is still there for another try.
    pub(crate) fn can_be_repeated(&self) -> bool {
        !matches!(self.body, Body::Stream(_))
    }

    /// Makes the address and the headers final.
    pub(crate) fn finish(&self, base: &reqwest::Url) -> Result<(reqwest::Url, HeaderMap), Error> {
        if let Some(problem) = &self.problem {
            return Err(Error::Input(problem.clone()));
        }
        if let Some(timeout) = self.timeout {
            check::above_zero(timeout, "timeout")?;
        }
        if self.path.split('/').any(|segment| matches!(segment, "." | "..")) {
            return Err(Error::Input("a path parameter must not be . or ..".to_owned()));
        }
        let mut url = match &self.url {
            Some(url) => url.clone(),
            None => joined(base, &self.path)?,
        };
        if !self.query.is_empty() {
            let pairs = self.query.iter().map(|(name, value)| format!("{}={value}", escape(name)));
            let ours = pairs.collect::<Vec<_>>().join("&");
            url.set_query(Some(
                &url.query().map_or_else(|| ours.clone(), |theirs| format!("{theirs}&{ours}")),
            ));
        }
        let mut headers = self.headers.clone();
        if !self.cookies.is_empty() {
            let cookies = HeaderValue::from_str(&self.cookies.join("; "));
            headers.insert(COOKIE, cookies.map_err(|_| Error::Input("a cookie cannot be sent".to_owned()))?);
        }
        Ok((url, headers))
    }
}

fn joined(base: &reqwest::Url, path: &str) -> Result<reqwest::Url, Error> {
    let mut url = base.clone();
    let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
    let (path, fragment) =
        path.split_once('#').map_or((path, None), |(path, fragment)| (path, Some(fragment)));
    url.set_path(&format!("{}{path}", base.path().trim_end_matches('/')));
    url.set_query(query);
    url.set_fragment(fragment);
    if url.cannot_be_a_base() {
        return Err(Error::Input("the base URL must be an http address".to_owned()));
    }
    Ok(url)
}
