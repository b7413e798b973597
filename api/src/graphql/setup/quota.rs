//! Mutations of quotas: stated, booked, decided, taken back.

use app::setup::contract::quota::{
    NewUse, QuotaDecision, QuotaUseView, book_quota_use, correct_quota_use, decide_quota_use, set_contract_quotas,
};
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::contract::Quota;
use domain::ids::{ContractId, QuotaUseId};

use super::contract::contract;
use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::{QuotaUse, ServiceContract};
use crate::graphql::request::Request;
use crate::graphql::words::{QuotaKind, QuotaPeriod};

/// So many visits or hours for each period.
#[derive(Clone, Copy, Debug, InputObject)]
pub struct QuotaInput {
    /// What it counts.
    kind: QuotaKind,
    /// The time for which it is given anew.
    period: QuotaPeriod,
    /// How much there is: visits, or minutes for HOURS; at least 1.
    amount: i64,
}

impl From<QuotaInput> for Quota {
    fn from(input: QuotaInput) -> Self {
        Self { kind: input.kind.into(), period: input.period.into(), amount: input.amount }
    }
}

/// The quotas of a draft: all are replaced.
#[derive(Debug, InputObject)]
pub struct SetContractQuotasInput {
    /// The contract.
    contract_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    version: i64,
    /// The quotas, one for each kind and period.
    quotas: Vec<QuotaInput>,
}

/// Visits or hours to be booked.
#[derive(Debug, InputObject)]
pub struct BookQuotaUseInput {
    /// The contract.
    contract_id: ID,
    /// What it counts.
    kind: QuotaKind,
    /// Whole visits, or whole minutes for HOURS; at least 1.
    quantity: i64,
    /// The day on which it was done, in the contract's zone: not to come.
    occurred_on: NaiveDate,
    /// The ticket that it was done for: one that the contract bound.
    ticket_id: Option<ID>,
    /// What was done, up to 2,000 characters.
    note: Option<String>,
}

/// A confirmed booking to be taken back.
#[derive(Debug, InputObject)]
pub struct CorrectQuotaUseInput {
    /// The booking.
    quota_use_id: ID,
    /// Why, up to 2,000 characters.
    note: String,
}

/// A booking to be confirmed or rejected.
#[derive(Debug, InputObject)]
pub struct DecideQuotaUseInput {
    /// The booking.
    quota_use_id: ID,
    /// Whether it counts.
    accept: bool,
    /// What is to be said of it, up to 2,000 characters; required when it is rejected.
    note: Option<String>,
}

fn booking<'r>(of: &QuotaUseView, request: &'r Request) -> Option<QuotaUse<'r>> {
    let contract = request.coverage().contracts.get(&of.row.contract_id)?;
    Some(QuotaUse { of: of.clone(), contract, request })
}

payloads! {
    contract: ServiceContract, "The contract after it; null when nothing was changed.", contract(ContractId);
    /// What became of setContractQuotas.
    SetContractQuotasPayload,
}

payloads! {
    quota_use: QuotaUse, "The booking after it; null when nothing was changed.", booking(QuotaUseView);
    /// What became of bookQuotaUse.
    BookQuotaUsePayload,
    /// What became of correctQuotaUse.
    CorrectQuotaUsePayload,
    /// What became of decideQuotaUse.
    DecideQuotaUsePayload,
}

/// The mutations of quotas.
#[derive(Default)]
pub struct QuotaMutation;

/// The mutations of quotas.
#[Object]
impl QuotaMutation {
    /// State the quotas of a draft; later they change with an amendment. Needs contract.manage at the buyer or above.
    async fn set_contract_quotas(
        &self,
        ctx: &Context<'_>,
        input: SetContractQuotasInput,
    ) -> Result<SetContractQuotasPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let contract: ContractId = read.id(NodeType::ServiceContract, &input.contract_id, "contractId");
        let quotas: Vec<Quota> = input.quotas.into_iter().map(Quota::from).collect();
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = set_contract_quotas(op, contract, input.version, &quotas).await;
        read.answer(done.map(|()| contract))
    }

    /// Book visits or minutes on the quotas of a contract; they count once the agency has confirmed them. NO_QUOTA when
    /// none is stated. Needs quota.book at the vendor.
    async fn book_quota_use(
        &self,
        ctx: &Context<'_>,
        input: BookQuotaUseInput,
    ) -> Result<BookQuotaUsePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewUse {
            contract: read.id(NodeType::ServiceContract, &input.contract_id, "contractId"),
            kind: input.kind.into(),
            quantity: input.quantity,
            occurred_on: input.occurred_on,
            ticket: read.optional_id(NodeType::Ticket, input.ticket_id.as_ref(), "ticketId"),
            note: input.note,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(book_quota_use(op, &new).await)
    }

    /// Take a confirmed booking back by a counter-entry, which the agency confirms likewise. Needs quota.book at the
    /// vendor.
    async fn correct_quota_use(
        &self,
        ctx: &Context<'_>,
        input: CorrectQuotaUseInput,
    ) -> Result<CorrectQuotaUsePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let booking: QuotaUseId = read.id(NodeType::QuotaUse, &input.quota_use_id, "quotaUseId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(correct_quota_use(op, booking, &input.note).await)
    }

    /// Confirm a booking, so that it counts, or reject it; once. Needs quota.decide at the buyer or above.
    async fn decide_quota_use(
        &self,
        ctx: &Context<'_>,
        input: DecideQuotaUseInput,
    ) -> Result<DecideQuotaUsePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let decision = QuotaDecision {
            booking: read.id(NodeType::QuotaUse, &input.quota_use_id, "quotaUseId"),
            accept: input.accept,
            note: input.note,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(decide_quota_use(op, &decision).await)
    }
}
