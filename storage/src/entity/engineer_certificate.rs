//! A certificate of somebody who works for a vendor.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{CertificateId, UserId, VendorId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "engineer_certificate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CertificateId,
    pub vendor_id: VendorId,
    pub user_id: UserId,
    pub name: String,
    pub number: String,
    pub issuer: String,
    /// The type of system that it is for, if it is for one.
    pub proves: Option<String>,
    /// Its last day; the end of the year 9999 for one without end.
    pub valid_until: NaiveDate,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
