//! What errors say in the words of the document.

use crate::models;
use crate::runtime::Error;

impl Error {
    /// What went wrong, where the service says so.
    pub fn code(&self) -> Option<models::ProblemCode> {
        self.code_text().map(|code| models::ProblemCode::from(code.to_owned()))
    }

    /// The error as the service describes it.
    pub fn problem(&self) -> Option<models::Problem> {
        self.body_as()
    }
}
