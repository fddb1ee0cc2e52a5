//! Bodies of several parts.

use std::fmt;

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::encode::scalar;
use super::{Error, File};

/// A `multipart/form-data` body in the making.
pub struct Form {
    boundary: String,
    content: Vec<u8>,
    problem: Option<String>,
}

impl fmt::Debug for Form {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Form({} bytes)", self.content.len())
    }
}

impl Default for Form {
    fn default() -> Self {
        Self { boundary: format!("form-{}", Uuid::new_v4().simple()), content: Vec::new(), problem: None }
    }
}

impl Form {
    /// Adds a value: text as it is, each item of a list by itself, an object as JSON; nothing when it is absent.
    pub fn value<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, content_type: &str) -> &mut Self {
        match serde_json::to_value(value) {
            Ok(value) => self.json(name, &value, content_type),
            Err(error) => self.problem = Some(format!("the field {name} cannot be written: {error}")),
        }
        self
    }

    fn json(&mut self, name: &str, value: &Value, content_type: &str) {
        match value {
            Value::Null => {}
            Value::Array(items) if content_type != "application/json" => {
                items.iter().for_each(|item| self.json(name, item, content_type));
            }
            Value::Object(_) | Value::Array(_) => {
                self.part(name, "", "application/json", value.to_string().as_bytes());
            }
            _ if content_type == "application/json" => self.part(name, "", "", scalar(value).as_bytes()),
            _ => self.part(name, "", content_type, scalar(value).as_bytes()),
        }
    }

    /// Adds a file.
    pub fn file(&mut self, name: &str, file: &File, content_type: &str) -> &mut Self {
        let content_type = if file.content_type.is_empty() { content_type } else { &file.content_type };
        let called = if file.name.is_empty() { name } else { &file.name };
        self.part(name, called, content_type, &file.content);
        self
    }

    /// Adds files; none is fine.
    pub fn files<'f>(
        &mut self,
        name: &str,
        files: impl IntoIterator<Item = &'f File>,
        content_type: &str,
    ) -> &mut Self {
        for file in files {
            self.file(name, file, content_type);
        }
        self
    }

    /// Adds all members of an object as values.
    pub fn members<T: Serialize + ?Sized>(&mut self, object: &T) -> &mut Self {
        match serde_json::to_value(object) {
            Ok(Value::Object(members)) => members.iter().for_each(|(name, value)| self.json(name, value, "")),
            _ => self.problem = Some("the body cannot be written as a form".to_owned()),
        }
        self
    }

    fn part(&mut self, name: &str, file_name: &str, content_type: &str, content: &[u8]) {
        let mut head =
            format!("--{}\r\nContent-Disposition: form-data; name=\"{}\"", self.boundary, quoted(name));
        if !file_name.is_empty() {
            head += &format!("; filename=\"{}\"", quoted(file_name));
        }
        if !content_type.is_empty() {
            let kind: String = content_type.chars().filter(|char| !char.is_control()).collect();
            head += &format!("\r\nContent-Type: {kind}");
        }
        self.content.extend_from_slice(head.as_bytes());
        self.content.extend_from_slice(b"\r\n\r\n");
        self.content.extend_from_slice(content);
        self.content.extend_from_slice(b"\r\n");
    }

    /// The media type and content of the whole.
    pub(crate) fn finish(mut self) -> Result<(String, Vec<u8>), Error> {
        if let Some(problem) = self.problem {
            return Err(Error::Input(problem));
        }
        self.content.extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        Ok((format!("multipart/form-data; boundary={}", self.boundary), self.content))
    }
}

fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
