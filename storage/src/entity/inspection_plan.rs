//! A plan of recurring inspections.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{AgencyId, InspectionPlanId, UserId};
use domain::inspection::PlanState;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InspectionPlanId,
    pub agency_id: AgencyId,
    pub title: String,
    /// Perhaps empty.
    pub description: String,
    /// The day from which its rule counts.
    pub starts_on: NaiveDate,
    pub state: PlanState,
    /// Grows with each change by a person.
    pub version: i64,
    /// The number of its newest terms.
    pub terms_number: i32,
    /// The last date that is booked.
    pub booked_on: Option<NaiveDate>,
    /// When its next date falls due; none when there is no other.
    pub next_due_at: Option<Instant>,
    /// The day of that, as it is known now.
    pub next_on: Option<NaiveDate>,
    /// Whether that rests on days that nobody has published yet.
    pub next_provisional: bool,
    /// The newest revision of any calendar when the worker had reckoned that and settled the last days in doubt.
    pub reckoned_revision: i64,
    pub created_by: Option<UserId>,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
