//! A service calendar and its newest revision.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{AgencyId, CalendarId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "service_calendar")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CalendarId,
    pub owner_id: Option<AgencyId>,
    pub code: String,
    pub name: String,
    pub zone: String,
    pub revision: i64,
    pub known_until: NaiveDate,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
