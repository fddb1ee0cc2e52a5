//! Whether a call is tried again, and when.

use std::time::Duration;

use tokio::time::Instant;
use uuid::Uuid;

use super::answer::retry_after;
use super::error::is_retryable_status;
use super::{Answer, Config, Error, Request};

/// What one call has left.
pub(crate) struct Budget {
    pub(crate) deadline: Instant,
    pub(crate) total: Duration,
    timeout: Duration,
    retries: u32,
    tries: u32,
}

impl Budget {
    pub(crate) fn new(config: &Config, request: &Request) -> Self {
        Self {
            deadline: Instant::now() + config.total_timeout,
            total: config.total_timeout,
            timeout: request.timeout.unwrap_or(config.timeout),
            retries: request.max_retries.unwrap_or(config.max_retries),
            tries: 0,
        }
    }

    /// How long the next try may take, and the limit that this is due to.
    pub(crate) fn limit(&self) -> (Duration, Duration) {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left < self.timeout { (left, self.total) } else { (self.timeout, self.timeout) }
    }

    /// How long to wait before the next try, if there is to be one; it is then taken as begun.
    pub(crate) fn wait(
        &mut self,
        config: &Config,
        request: &Request,
        outcome: &Result<Answer, Error>,
    ) -> Option<Duration> {
        let asked = asked_wait(request, outcome)?;
        let delay = config.retry_delay.saturating_mul(1 << self.tries.min(16));
        let delay = jittered(delay.min(config.max_retry_delay));
        let wait = asked.map_or(delay, |asked| asked.max(Duration::from_millis(1)));
        let in_time = Instant::now().checked_add(wait).is_some_and(|then| then < self.deadline);
        if self.tries >= self.retries || !in_time {
            return None;
        }
        self.tries += 1;
        Some(wait)
    }
}

/// The wait that the service asks for, if any, where another try makes sense; nothing where it does not.
fn asked_wait(request: &Request, outcome: &Result<Answer, Error>) -> Option<Option<Duration>> {
    if !request.can_be_repeated() {
        return None;
    }
    let repeats = request.operation.retryable;
    match outcome {
        Ok(answer) if is_retryable_status(answer.status) && repeats => Some(retry_after(&answer.headers)),
        Err(Error::Transport { connected: false, .. }) => Some(None),
        Err(Error::Transport { .. } | Error::Timeout { .. }) if repeats => Some(None),
        _ => None,
    }
}

/// Between half of a delay and all of it.
fn jittered(delay: Duration) -> Duration {
    let random = u32::from_be_bytes([0, 0, Uuid::new_v4().as_bytes()[0], Uuid::new_v4().as_bytes()[1]]);
    delay / 2 + (delay / 2).mul_f64(f64::from(random) / 65535.0)
}
