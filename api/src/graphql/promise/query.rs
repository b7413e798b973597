//! Lists of contracts, policies, calendars and their changes.

use std::borrow::Cow;

use app::setup::calendar::{CalendarChangeList, CalendarChangeQuery};
use async_graphql::{Context, ID, Object};
use chrono::NaiveDate;
use domain::Instant;
use domain::access::Action;
use domain::ids::{AgencyId, SystemId, VendorId};

use super::{CalendarChange, GuardPeriod, ServiceCalendar, ServiceContract, SlaPolicy};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::matches;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;
use crate::graphql::words::{CalendarChangeState, ContractState};

/// The lists of promises.
#[derive(Default)]
pub struct PromiseQuery;

/// The lists of promises.
#[Object]
impl PromiseQuery {
    /// Contracts by number: of one's agencies, or with one's vendor. Needs contract.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the field")]
    async fn contracts<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those of this agency and everything under it.")] agency_id: Option<ID>,
        #[graphql(desc = "Only those with this vendor.")] vendor_id: Option<ID>,
        #[graphql(desc = "Only those that cover this system, by some version of their terms.")] system_id: Option<ID>,
        #[graphql(desc = "Only those in one of these states.")] states: Option<Vec<ContractState>>,
        #[graphql(desc = "Part of the number or name, whatever the case.")] search: Option<String>,
        #[graphql(desc = "Only those whose last day, `endsOn`, is this one or later.")] ends_from: Option<NaiveDate>,
        #[graphql(desc = "Only those whose last day, `endsOn`, lies before this one.")] ends_before: Option<NaiveDate>,
    ) -> Result<Connection<ServiceContract<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let sight = request.sight(Action::ContractView);
        let agency: Option<AgencyId> = NodeType::Agency.optional_argument(agency_id.as_ref(), "agencyId", language)?;
        let vendor: Option<VendorId> = NodeType::Vendor.optional_argument(vendor_id.as_ref(), "vendorId", language)?;
        let system = system_id.as_ref();
        let system: Option<SystemId> = NodeType::ManagedSystem.optional_argument(system, "systemId", language)?;
        let subtree = agency.map(|agency| request.directory().below(agency));
        let rows = request.coverage().contracts.values().filter(|of| {
            sight.contract(of)
                && subtree.as_ref().is_none_or(|subtree| subtree.contains(&of.row.agency_id))
                && vendor.is_none_or(|vendor| of.row.vendor_id == vendor)
                && system.is_none_or(|system| of.systems_ever().any(|covered| covered == system))
                && states.as_ref().is_none_or(|states| states.contains(&of.row.state.into()))
                && matches(search.as_deref(), &[&of.row.number, &of.row.name])
                && ends_from.is_none_or(|day| of.covers.last_day() >= day)
                && ends_before.is_none_or(|day| of.covers.last_day() < day)
        });
        let rows = rows.map(|of| ServiceContract { of, request });
        let contracts = page(rows, ServiceContract::BY_NUMBER, first, after.as_deref(), language)?;
        request.contracts_listed(contracts.items().map(|contract| contract.of.row.id).collect());
        Ok(contracts)
    }

    /// SLA policies by code: shared ones, those of one's agencies and above, and those that bind one's vendor. Needs
    /// policy.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn policies<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<SlaPolicy<'c>>, ApiError> {
        let request = request(ctx)?;
        let sight = request.sight(Action::PolicyView);
        let seen = request.coverage().policies.values().filter(|row| sight.policy(row));
        let seen = seen.map(|row| SlaPolicy { row, request });
        page(seen, SlaPolicy::BY_CODE, first, after.as_deref(), request.language())
    }

    /// Guard periods (重保) by their beginning: those of one's agencies and above, and those that hold for the agencies
    /// that one's vendor serves. Needs policy.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn guard_periods<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those that are not over, nor withdrawn, at this time.")] current_at: Option<Instant>,
    ) -> Result<Connection<GuardPeriod<'c>>, ApiError> {
        let request = request(ctx)?;
        let sight = request.sight(Action::PolicyView);
        let current = |of: &app::GuardPeriod| {
            current_at
                .is_none_or(|at| at < of.row.ends_at && of.row.withdrawn_at.is_none_or(|withdrawn| at < withdrawn))
        };
        let seen = request.coverage().guards.values().filter(|of| sight.guard_period(of) && current(of));
        let seen = seen.map(|of| GuardPeriod { of, request });
        page(seen, GuardPeriod::BY_BEGINNING, first, after.as_deref(), request.language())
    }

    /// Service calendars by code: shared ones, those of one's agencies and above, and those that one's vendor is
    /// measured with. Needs calendar.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn calendars<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<ServiceCalendar<'c>>, ApiError> {
        let request = request(ctx)?;
        let sight = request.sight(Action::CalendarView);
        let seen = request.coverage().calendars.values().filter(|row| sight.calendar(row));
        let seen = seen.map(|row| ServiceCalendar { row, request });
        page(seen, ServiceCalendar::BY_CODE, first, after.as_deref(), request.language())
    }

    /// Changes of calendars that you may write, the newest first: drafts and what became of them. Needs calendar.manage.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn calendar_changes<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those of this calendar.")] calendar_id: Option<ID>,
        #[graphql(desc = "Only those in one of these states.")] states: Option<Vec<CalendarChangeState>>,
    ) -> Result<Connection<CalendarChange<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, CalendarChange::NEWEST, language)).transpose()?;
        let calendar = NodeType::ServiceCalendar.optional_argument(calendar_id.as_ref(), "calendarId", language)?;
        let query = CalendarChangeQuery {
            calendar,
            states: states.into_iter().flatten().map(Into::into).collect(),
            after: after.as_ref().map(|cursor| cursor.id.into()),
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = app::setup::calendar::calendar_changes(request.op(), &query).await;
        let CalendarChangeList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let total = Total::from(total);
        let changes = rows.into_iter().map(|row| CalendarChange { row: Cow::Owned(row), request }).collect();
        Ok(Connection::new(changes, CalendarChange::NEWEST, after.is_some(), more, total))
    }
}
