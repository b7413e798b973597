//! The targets of a policy version that is still a draft.

use domain::ids::PolicyVersionId;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::entity::sla_target;

/// Makes the targets of a version exactly these; never called for a published one.
pub async fn replace_targets(
    db: &impl ConnectionTrait,
    version: PolicyVersionId,
    targets: Vec<sla_target::Model>,
) -> Result<(), DbErr> {
    sla_target::Entity::delete_many().filter(sla_target::Column::VersionId.eq(version)).exec(db).await?;
    super::insert_all(db, targets).await
}
