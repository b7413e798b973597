//! Lists of credit terms, presets and statements.

use app::statement::{StatementList, StatementQuery, statements};
use async_graphql::{Context, ID, Object};
use domain::access::Action;
use domain::credit::credit_presets;

use super::Statement;
use super::inputs::StatementFilter;
use super::terms::{CreditPreset, CreditTerms};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;

/// The queries of settlement.
#[derive(Default)]
pub struct SettlementQuery;

/// The queries of settlement.
#[Object]
impl SettlementQuery {
    /// What a contract says of service credits, by number; empty outside your scope. Needs statement.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn credit_terms<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "The contract.")] contract_id: ID,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<CreditTerms<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let contract = NodeType::ServiceContract.argument(&contract_id, "contractId", language)?;
        let found = app::credit::credit_terms(request.op(), contract).await;
        let found = found.map_err(|error| failure(error, language))?;
        let found = found.into_iter().map(|of| CreditTerms { of, request });
        page(found, CreditTerms::BY_NUMBER, first, after.as_deref(), language)
    }

    /// Rules of service credits to begin with. Needs statement.view.
    async fn credit_presets<'c>(&self, ctx: &Context<'c>) -> Result<Vec<CreditPreset<'c>>, ApiError> {
        let request = request(ctx)?;
        let allowed = request.op().require(Action::StatementView);
        allowed.map_err(|error| failure(error, request.language()))?;
        Ok(credit_presets().into_iter().map(|of| CreditPreset { of, request }).collect())
    }

    /// Statements, the latest period first: of contracts of one's agencies or with one's vendor. Needs statement.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn statements<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Which statements.")] filter: Option<StatementFilter>,
    ) -> Result<Connection<Statement<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, Statement::LATEST, language)).transpose()?;
        let filter = filter.unwrap_or_default();
        let contract = filter.contract_id.as_ref();
        let asked = StatementQuery {
            contract: NodeType::ServiceContract.optional_argument(contract, "contractId", language)?,
            agency: NodeType::Agency.optional_argument(filter.agency_id.as_ref(), "agencyId", language)?,
            vendor: NodeType::Vendor.optional_argument(filter.vendor_id.as_ref(), "vendorId", language)?,
            states: filter.states.into_iter().flatten().map(Into::into).collect(),
            after: after.as_ref().map(|cursor| cursor.day(language)).transpose()?,
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = statements(request.op(), &asked).await;
        let StatementList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let rows = rows.into_iter().map(|row| Statement::new(row, request)).collect::<Result<_, _>>()?;
        Ok(Connection::new(rows, Statement::LATEST, after.is_some(), more, Total::from(total)))
    }
}
