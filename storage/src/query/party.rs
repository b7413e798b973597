//! Agencies, vendors, people and systems, all at once: the directory is small and read whole.

use std::collections::HashMap;

use domain::change::ObjectKind;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use uuid::Uuid;

use crate::entity::{access_token, agency, managed_system, role_grant, user_account, vendor};

/// What the directory holds of what is counted.
const KINDS: [ObjectKind; 4] = [ObjectKind::Agency, ObjectKind::Vendor, ObjectKind::User, ObjectKind::System];

/// Everything that the directory holds.
#[derive(Debug)]
pub struct Everybody {
    pub agencies: Vec<agency::Model>,
    pub vendors: Vec<vendor::Model>,
    pub systems: Vec<managed_system::Model>,
    pub users: Vec<user_account::Model>,
    pub grants: Vec<role_grant::Model>,
    /// Those of service accounts that were not revoked.
    pub tokens: Vec<access_token::Model>,
    /// Of whatever was ever changed.
    pub versions: HashMap<(ObjectKind, Uuid), i64>,
}

/// Reads the whole directory.
pub async fn everybody(db: &impl ConnectionTrait) -> Result<Everybody, DbErr> {
    // First: a version that is older than what it stands beside makes a conflict too many, a newer one would hide one.
    let versions = super::change::versions(db, &KINDS).await?;
    Ok(Everybody {
        agencies: agency::Entity::find().all(db).await?,
        vendors: vendor::Entity::find().all(db).await?,
        systems: managed_system::Entity::find().all(db).await?,
        users: user_account::Entity::find().all(db).await?,
        grants: role_grant::Entity::find().all(db).await?,
        tokens: super::access_token::all(db).await?,
        versions,
    })
}
