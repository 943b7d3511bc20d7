//! Work that goes on after its answer (API and event design §21.3).

use super::{CallError, Client, Transport};
use crate::http::{Operation, Place, Rejection, Request, Violation, read_request};
use std::time::Duration;
use tokio::time::{Instant, sleep};

impl<T: Transport> Client<T> {
    /// The operation that a `Location` of this service leads to, such as the status of a job.
    ///
    /// # Errors
    /// The location is elsewhere, or is not one of this operation.
    pub fn at<O: Operation>(&self, location: &str) -> Result<O, Rejection> {
        let elsewhere = |message: &str| {
            let fault = crate::Fault { pointer: String::new(), keyword: "location", message: message.to_owned() };
            Rejection { violations: vec![Violation { place: Place::Body, fault }] }
        };
        let target = self.base.below(location).ok_or_else(|| elsewhere("is not a location of this service"))?;
        read_request(&Request { target, ..Request::empty(O::METHOD) })
    }

    /// Calls an operation again and again until its outcome is what one waits for, or time is up; then the last outcome
    /// is returned.
    ///
    /// # Errors
    /// A call has no outcome.
    pub async fn poll<O: Operation>(
        &self,
        operation: &O,
        every: Duration,
        at_most: Duration,
        done: impl Fn(&O::Outcome) -> bool,
    ) -> Result<O::Outcome, CallError> {
        let end = Instant::now() + at_most;
        loop {
            let outcome = self.call(operation).await?;
            if done(&outcome) || Instant::now() + every > end {
                return Ok(outcome);
            }
            sleep(every).await;
        }
    }
}
