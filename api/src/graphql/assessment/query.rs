//! Lists of assessment periods.

use app::assessment::{AssessmentList, AssessmentQuery as Asked, assessments};
use async_graphql::{Context, Object};

use super::AssessmentPeriod;
use super::inputs::AssessmentFilter;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;

/// The queries of assessment periods.
#[derive(Default)]
pub struct AssessmentQuery;

/// The queries of assessment periods.
#[Object]
impl AssessmentQuery {
    /// Assessment periods, the latest period first: of contracts of one's agencies or with one's vendor. Needs
    /// assessment.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn assessments<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Which assessments.")] filter: Option<AssessmentFilter>,
    ) -> Result<Connection<AssessmentPeriod<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, AssessmentPeriod::LATEST, language)).transpose()?;
        let filter = filter.unwrap_or_default();
        let asked = Asked {
            contract: NodeType::ServiceContract.optional_argument(
                filter.contract_id.as_ref(),
                "contractId",
                language,
            )?,
            agency: NodeType::Agency.optional_argument(filter.agency_id.as_ref(), "agencyId", language)?,
            vendor: NodeType::Vendor.optional_argument(filter.vendor_id.as_ref(), "vendorId", language)?,
            kind: filter.period.map(Into::into),
            states: filter.states.into_iter().flatten().map(Into::into).collect(),
            from: filter.from,
            until: filter.until,
            after: after.as_ref().map(|cursor| cursor.day(language)).transpose()?,
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = assessments(request.op(), &asked).await;
        let AssessmentList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let rows = rows.into_iter().map(|row| AssessmentPeriod::new(row, request)).collect::<Result<_, _>>()?;
        Ok(Connection::new(rows, AssessmentPeriod::LATEST, after.is_some(), more, Total::from(total)))
    }
}
