//! Bodies, read up to a limit and within a time.

use super::{Limits, Reason, Refusal};
use crate::http::{Bytes, HeaderMap, header};
use axum::body::Body;
use http_body_util::{BodyExt, LengthLimitError, Limited};

/// Reads a body. One that says that it is too large is not read at all.
pub(super) async fn read(headers: &HeaderMap, body: Body, limits: &Limits) -> Result<Bytes, Refusal> {
    let said = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if said.is_some_and(|length| length > limits.body as u64) {
        return Err(too_large(limits));
    }
    match tokio::time::timeout(limits.read, Limited::new(body, limits.body).collect()).await {
        Ok(Ok(read)) => Ok(read.to_bytes()),
        Ok(Err(error)) if error.downcast_ref::<LengthLimitError>().is_some() => Err(too_large(limits)),
        Ok(Err(_)) => Err(Refusal::new(Reason::Malformed).message("The body was cut off.")),
        Err(_) => Err(Refusal::new(Reason::RequestTimeout)),
    }
}

fn too_large(limits: &Limits) -> Refusal {
    Refusal::new(Reason::TooLarge).message(format!("The body is larger than {} bytes.", limits.body))
}
