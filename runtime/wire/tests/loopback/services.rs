//! Services that answer as a test says, and clients that call by the id of an operation.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use stipula_rt::Mode;
use stipula_rt::http::{Answer, HeaderMap, Outcome, read_answer};
use stipula_rt::server::{Authenticate, Authorize, Call, Claim, Claimed, Idempotency, Keys, OperationInfo, Refusal};

/// What a test says about a call: the answer to it.
pub(crate) type Script = dyn Fn(&'static OperationInfo, &HeaderMap, &str) -> Answer + Send + Sync;

/// A service that answers as a test says.
pub(crate) struct Scripted {
    pub(crate) script: Box<Script>,
    /// How often a handler did its work.
    pub(crate) effects: AtomicUsize,
    /// How long that takes.
    pub(crate) delay: Duration,
    keys: Keys,
}

impl Scripted {
    pub(crate) fn new(
        script: impl Fn(&'static OperationInfo, &HeaderMap, &str) -> Answer + Send + Sync + 'static,
    ) -> Self {
        Self { script: Box::new(script), effects: AtomicUsize::new(0), delay: Duration::ZERO, keys: Keys::new(1000) }
    }

    pub(crate) fn effects(&self) -> usize {
        self.effects.load(Ordering::SeqCst)
    }

    async fn play<O: Outcome>(&self, info: &'static OperationInfo, headers: &HeaderMap, query: &str) -> O {
        tokio::time::sleep(self.delay).await;
        let answer = (self.script)(info, headers, query);
        if answer.status.is_success() {
            self.effects.fetch_add(1, Ordering::SeqCst);
        }
        read_answer(answer, Mode::Strict).unwrap_or_else(|misfit| panic!("{}: {misfit}", info.id))
    }
}

impl Authenticate for Scripted {
    type Caller = String;

    async fn authenticate(&self, call: &Call) -> Result<String, Refusal> {
        call.bearer().map(str::to_owned).ok_or_else(|| Refusal::unauthenticated("Bearer"))
    }
}

impl Authorize for Scripted {
    async fn authorize(&self, _: &Call, caller: &String) -> Result<(), Refusal> {
        if caller == "stranger" { Err(Refusal::forbidden()) } else { Ok(()) }
    }
}

impl Idempotency for Scripted {
    type Unit = ();

    async fn claim(&self, claim: &Claim, _: &String) -> Result<Claimed<()>, Refusal> {
        self.keys.claim("tenant", claim)
    }

    async fn complete(&self, claim: &Claim, (): (), answer: &Answer) -> Result<(), Refusal> {
        self.keys.complete("tenant", claim, answer);
        Ok(())
    }

    async fn abandon(&self, claim: &Claim, (): ()) {
        self.keys.abandon("tenant", claim);
    }
}

/// Implements a generated trait by the script, and calls a generated client by the id of an operation.
macro_rules! scripted {
    ($service:ident, $client:ty, $($method:ident $operation:ident $outcome:ident,)*) => {
        impl $service for super::Scripted {
            $(async fn $method(
                &self,
                _: operations::$operation,
                context: &mut Context<String, ()>,
            ) -> operations::$outcome {
                self.play(context.info, &context.headers, context.uri.query().unwrap_or_default()).await
            })*
        }

        /// Calls an operation with a request as it stands in the contract.
        pub(crate) async fn call(client: &$client, id: &str, request: &Request) -> Result<Answer, String> {
            $(if id == <operations::$operation as Operation>::ID {
                let operation: operations::$operation = read_request(request).map_err(|error| error.to_string())?;
                let outcome = client.$method(&operation).await.map_err(|error| error.to_string())?;
                return write_answer(&outcome).map_err(|error| error.to_string());
            })*
            Err(format!("the client has no `{id}`"))
        }
    };
}

pub(crate) mod quotes {
    use cpq_wire::http::quote_service::client::QuoteServiceClient;
    use cpq_wire::http::quote_service::operations;
    use cpq_wire::http::quote_service::server::QuoteService;
    use stipula_rt::http::{Answer, Operation, Request, read_request, write_answer};
    use stipula_rt::server::Context;

    scripted! {
        QuoteService, QuoteServiceClient,
        create_quote CreateQuote CreateQuoteOutcome,
        search_quotes SearchQuotes SearchQuotesOutcome,
        get_quote GetQuote GetQuoteOutcome,
        update_quote_draft UpdateQuoteDraft UpdateQuoteDraftOutcome,
        submit_quote_for_approval SubmitQuoteForApproval SubmitQuoteForApprovalOutcome,
        approve_quote ApproveQuote ApproveQuoteOutcome,
        reject_quote RejectQuote RejectQuoteOutcome,
        return_quote_for_rework ReturnQuoteForRework ReturnQuoteForReworkOutcome,
        present_quote PresentQuote PresentQuoteOutcome,
        accept_quote AcceptQuote AcceptQuoteOutcome,
        convert_quote_to_order ConvertQuoteToOrder ConvertQuoteToOrderOutcome,
        cancel_quote CancelQuote CancelQuoteOutcome,
        list_quote_lines ListQuoteLines ListQuoteLinesOutcome,
        get_quote_pricing_trace GetQuotePricingTrace GetQuotePricingTraceOutcome,
        list_quote_approvals ListQuoteApprovals ListQuoteApprovalsOutcome,
        get_quote_timeline GetQuoteTimeline GetQuoteTimelineOutcome,
        validate_quote ValidateQuote ValidateQuoteOutcome,
        simulate_quote_renewal SimulateQuoteRenewal SimulateQuoteRenewalOutcome,
        simulate_quote_price_change SimulateQuotePriceChange SimulateQuotePriceChangeOutcome,
    }
}

pub(crate) mod bulk {
    use cpq_wire::http::bulk_service::client::BulkServiceClient;
    use cpq_wire::http::bulk_service::operations;
    use cpq_wire::http::bulk_service::server::BulkService;
    use stipula_rt::http::{Answer, Operation, Request, read_request, write_answer};
    use stipula_rt::server::Context;

    scripted! {
        BulkService, BulkServiceClient,
        submit_bulk_job SubmitBulkJob SubmitBulkJobOutcome,
        get_bulk_job GetBulkJob GetBulkJobOutcome,
        list_bulk_job_errors ListBulkJobErrors ListBulkJobErrorsOutcome,
        approve_bulk_job ApproveBulkJob ApproveBulkJobOutcome,
        cancel_bulk_job CancelBulkJob CancelBulkJobOutcome,
    }
}
