//! The steps of a login: asking for tokens, and a code of a second factor where that is needed.

use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::session::Flow;
use super::{Answer, BoxFuture, Core, Error, Operation, Request, Secret};

/// Finds out the code of a second factor, for example by asking a person. A function that returns a code is one.
pub trait SecondFactor: Send + Sync {
    /// Returns a code for a login that waits for it.
    fn code<'a>(&'a self, due: &'a FactorDue) -> BoxFuture<'a, Result<Secret, Error>>;
}

impl<F: Fn(&FactorDue) -> Result<Secret, Error> + Send + Sync> SecondFactor for F {
    fn code<'a>(&'a self, due: &'a FactorDue) -> BoxFuture<'a, Result<Secret, Error>> {
        Box::pin(async move { self(due) })
    }
}

/// A login that waits for a code of a second factor.
#[derive(Clone)]
pub struct FactorDue(Value);

impl FactorDue {
    /// What the service answered. Who has its token and a code is signed in: keep it as you keep a password.
    pub fn answer(&self) -> &Value {
        &self.0
    }
}

impl fmt::Display for FactorDue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(
            "signing in needs a code of a second factor: choose a second_factor, or complete the sign-in yourself",
        )
    }
}

impl fmt::Debug for FactorDue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// The answer of a login, or of its second step if it needs one.
pub(super) async fn completed(
    core: &Arc<Core>,
    flow: &'static Flow,
    factor: Option<&dyn SecondFactor>,
    answer: Answer,
) -> Result<Answer, Error> {
    let given: Value = answer.json().unwrap_or_default();
    let token = given.get(flow.login_token).and_then(Value::as_str).map(str::to_owned);
    let (Some(_), Some(token)) = (flow.second_step, token) else {
        return Ok(answer);
    };
    let due = FactorDue(given);
    let Some(factor) = factor else {
        return Err(Error::FactorRequired(Box::new(due)));
    };
    let code = factor.code(&due).await?;
    let members = [(flow.login_token, token.as_str()), (flow.code, code.expose())];
    let body: Map<_, _> =
        members.map(|(name, value)| (name.to_owned(), Value::from(value))).into_iter().collect();
    ask(core, flow.second_step, &body).await
}

/// Asks an operation for tokens.
pub(super) async fn ask(
    core: &Arc<Core>,
    operation: Option<&'static Operation>,
    body: &Map<String, Value>,
) -> Result<Answer, Error> {
    let Some(operation) = operation else {
        return Err(Error::Input("this service has no operation to have tokens from".to_owned()));
    };
    let mut request = Request::new(operation);
    request.json("application/json", body);
    core.send(request, false).await
}
