//! An address of another system to which messages of the feed are delivered, and the secret that signs them.

use domain::Instant;
use domain::ids::{AgencyId, VendorId, WebhookEndpointId};
use domain::webhook::{DisabledReason, Secret};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_endpoint")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookEndpointId,
    /// Whose it is: an agency's or a vendor's.
    pub agency_id: Option<AgencyId>,
    pub vendor_id: Option<VendorId>,
    pub url: String,
    pub description: String,
    /// A list of topics; empty for all.
    #[sea_orm(column_type = "JsonBinary")]
    pub topics: serde_json::Value,
    pub active: bool,
    pub disabled_reason: Option<DisabledReason>,
    pub disabled_at: Option<Instant>,
    pub secret: Secret,
    /// The one before, which signs as well until then.
    pub old_secret: Option<Secret>,
    pub old_secret_until: Option<Instant>,
    /// The number of the feed up to which deliveries were made.
    pub read_to: i64,
    /// When the first attempt failed since the last that did not.
    pub failing_since: Option<Instant>,
    /// Until when the receiver asked to be left alone.
    pub held_until: Option<Instant>,
    pub created_at: Instant,
    pub updated_at: Instant,
    /// Grows with each change by somebody, and when it is switched off; deliveries leave it.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
