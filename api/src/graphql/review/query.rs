//! Lists of checklists, experts, reviews and rectifications.

use std::borrow::Cow;

use app::rectification::{RectificationList, RectificationQuery};
use async_graphql::{Context, ID, Object};
use domain::access::Action;
use domain::ids::{ContractId, ReviewId};

use super::{ComplianceReview, Expert, Rectification, ReviewChecklist};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;
use crate::graphql::words::{RectificationState, ResponsibleParty, ReviewState};

/// The lists of compliance reviews.
#[derive(Default)]
pub struct ReviewQuery;

/// The lists of compliance reviews.
#[Object]
impl ReviewQuery {
    /// Checklists by code and version: shared ones, and those of one's agencies and above. Needs checklist.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn review_checklists<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<ReviewChecklist<'c>>, ApiError> {
        let request = request(ctx)?;
        let sight = request.sight(Action::ChecklistView);
        let seen = request.coverage().checklists.values().filter(|row| sight.checklist(row));
        let seen = seen.map(|row| ReviewChecklist { row, request });
        page(seen, ReviewChecklist::BY_CODE, first, after.as_deref(), request.language())
    }

    /// The list of experts from which reviewers are drawn, by organisation. Needs expert.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn experts<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those who can be drawn, or who cannot.")] active: Option<bool>,
    ) -> Result<Connection<Expert<'c>>, ApiError> {
        let request = request(ctx)?;
        let sight = request.sight(Action::ExpertView);
        let all = request.coverage().experts.values();
        let seen = all.filter(|row| sight.experts() && active.is_none_or(|active| row.active == active));
        page(
            seen.map(|row| Expert { row, request }),
            Expert::BY_ORGANISATION,
            first,
            after.as_deref(),
            request.language(),
        )
    }

    /// Compliance reviews, the newest first: of contracts of one's agencies or with one's vendor, and those that one sits
    /// in. Needs review.view, or a seat.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn compliance_reviews<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those of this contract and its amendments.")] contract_id: Option<ID>,
        #[graphql(desc = "Only those in one of these states.")] states: Option<Vec<ReviewState>>,
        #[graphql(desc = "Only those that you sit in.", default)] mine: bool,
    ) -> Result<Connection<ComplianceReview<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let sight = request.sight(Action::ReviewView);
        let contract: Option<ContractId> =
            NodeType::ServiceContract.optional_argument(contract_id.as_ref(), "contractId", language)?;
        let user = request.op().actor().user();
        let contracts = request.coverage().contracts.values();
        let contracts = contracts.filter(|of| contract.is_none_or(|contract| of.row.id == contract));
        let rows = contracts.flat_map(|of| of.reviews.iter().map(move |review| (of, review))).filter(|(of, review)| {
            sight.review(of, review)
                && states.as_ref().is_none_or(|states| states.contains(&review.row.state.into()))
                && (!mine || user.is_some_and(|user| review.seat_of(user).is_some()))
        });
        let rows = rows.map(|(of, review)| ComplianceReview::new(review, of, request));
        page(rows, ComplianceReview::NEWEST, first, after.as_deref(), language)
    }

    /// What has to be rectified, the earliest deadline first: on contracts of one's agencies or with one's vendor, and
    /// what one found as a reviewer. Needs rectification.view, or a seat.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the field")]
    async fn rectifications<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those of this contract.")] contract_id: Option<ID>,
        #[graphql(desc = "Only those of this review.")] review_id: Option<ID>,
        #[graphql(desc = "Only those in one of these states.")] states: Option<Vec<RectificationState>>,
        #[graphql(desc = "Only those that this party has to mend.")] party: Option<ResponsibleParty>,
        #[graphql(desc = "Only those whose deadline has passed.", default)] overdue: bool,
    ) -> Result<Connection<Rectification<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, Rectification::BY_DEADLINE, language)).transpose()?;
        let contract: Option<ContractId> =
            NodeType::ServiceContract.optional_argument(contract_id.as_ref(), "contractId", language)?;
        let review: Option<ReviewId> =
            NodeType::ComplianceReview.optional_argument(review_id.as_ref(), "reviewId", language)?;
        let query = RectificationQuery {
            contract,
            review,
            states: states.into_iter().flatten().map(Into::into).collect(),
            party: party.map(Into::into),
            overdue,
            after: after.as_ref().map(|cursor| cursor.day(language)).transpose()?,
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = app::rectification::rectifications(request.op(), &query).await;
        let RectificationList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let total = Total::from(total);
        rows.iter().for_each(|row| request.reviews().note_rectification(row.id));
        let rows = rows.into_iter().map(|row| Rectification { row: Cow::Owned(row), request }).collect();
        Ok(Connection::new(rows, Rectification::BY_DEADLINE, after.is_some(), more, total))
    }
}
