//! Setting up: parties, people, systems, contracts, calendars, policies and scoring schemes.

mod access_token;
mod attachment;
mod backtest;
mod bulk;
mod bulk_report;
mod calendar;
mod calendar_change;
mod calendar_change_inputs;
mod calendar_inputs;
mod contract;
mod contract_amendment;
mod contract_life;
mod contract_routing;
mod copies;
mod dispatch;
mod guard;
mod outcome;
mod party;
mod party_inputs;
mod payment;
mod pilot;
mod policy;
mod policy_inputs;
mod policy_terms_inputs;
mod quota;
mod read;
mod rectification;
mod review;
mod review_inputs;
mod review_lists;
mod scheme;
mod severity_inputs;
mod system;
mod team;
mod user;

use async_graphql::MergedObject;

pub use outcome::Outcome;
pub(in crate::graphql) use outcome::payloads;
pub use read::Read;
pub use scheme::ScoringScheme;

/// The mutations of the set-up.
#[derive(Default, MergedObject)]
pub struct SetupMutation(
    party::PartyMutation,
    system::SystemMutation,
    user::UserMutation,
    contract::ContractMutation,
    contract_life::ContractLifeMutation,
    contract_amendment::ContractAmendmentMutation,
    contract_routing::ContractRoutingMutation,
    team::TeamMutation,
    dispatch::DispatchMutation,
    attachment::AttachmentMutation,
    quota::QuotaMutation,
    payment::PaymentMutation,
    review::ReviewMutation,
    review_lists::ReviewListMutation,
    rectification::RectificationMutation,
    calendar::CalendarMutation,
    calendar_change::CalendarChangeMutation,
    policy::PolicyMutation,
    guard::GuardMutation,
    pilot::PilotMutation,
    backtest::BacktestMutation,
    copies::CopyMutation,
    bulk::BulkMutation,
    scheme::SchemeMutation,
    access_token::AccessTokenMutation,
);
