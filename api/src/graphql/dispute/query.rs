//! The list of disputes.

use app::dispute::{DisputeList, DisputeQuery as Query};
use async_graphql::{Context, ID, InputObject, Object};

use super::BreachDispute;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;
use crate::graphql::words::{DisputeState, DisputeSubject, DisputeTurn};

/// Which disputes. What is left out does not narrow.
#[derive(Debug, Default, InputObject)]
pub struct BreachDisputeFilter {
    /// Of the contracts of this agency and everything under it.
    agency_id: Option<ID>,
    /// Of this vendor's contracts.
    vendor_id: Option<ID>,
    /// Of this contract.
    contract_id: Option<ID>,
    /// About verdicts of this ticket.
    ticket_id: Option<ID>,
    /// About one of these.
    subjects: Option<Vec<DisputeSubject>>,
    /// In one of these states.
    states: Option<Vec<DisputeState>>,
    /// Waiting for one of these.
    turns: Option<Vec<DisputeTurn>>,
}

/// The queries of disputes.
#[derive(Default)]
pub struct DisputeQuery;

/// The queries of disputes.
#[Object]
impl DisputeQuery {
    /// Disputes about breaches, deductions and scores, the newest first. Needs dispute.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn breach_disputes<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Which disputes.")] filter: Option<BreachDisputeFilter>,
    ) -> Result<Connection<BreachDispute<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, BreachDispute::NEWEST, language)).transpose()?;
        let filter = filter.unwrap_or_default();
        let query = Query {
            agency: NodeType::Agency.optional_argument(filter.agency_id.as_ref(), "agencyId", language)?,
            vendor: NodeType::Vendor.optional_argument(filter.vendor_id.as_ref(), "vendorId", language)?,
            contract: NodeType::ServiceContract.optional_argument(
                filter.contract_id.as_ref(),
                "contractId",
                language,
            )?,
            ticket: NodeType::Ticket.optional_argument(filter.ticket_id.as_ref(), "ticketId", language)?,
            subjects: filter.subjects.into_iter().flatten().map(Into::into).collect(),
            states: filter.states.into_iter().flatten().map(Into::into).collect(),
            turns: filter.turns.into_iter().flatten().map(Into::into).collect(),
            after: after.as_ref().map(|cursor| cursor.id.into()),
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = app::dispute::disputes(request.op(), &query).await;
        let DisputeList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let found = BreachDispute::list(rows, request);
        Ok(Connection::new(found, BreachDispute::NEWEST, after.is_some(), more, total.into()))
    }
}
