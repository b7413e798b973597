//! Versions of the objects of the set-up, and what changed of them.

use std::collections::HashMap;

use domain::change::ObjectKind;
use domain::ids::AuditId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    Statement,
};
use uuid::Uuid;

use crate::entity::object_change::{Column, Entity, Model};

/// The versions of everything that was ever changed; what is not among it is at 1.
pub async fn versions(
    db: &impl ConnectionTrait,
    kinds: &[ObjectKind],
) -> Result<HashMap<(ObjectKind, Uuid), i64>, DbErr> {
    // Words of our own, which hold no quotes.
    let words: Vec<String> = kinds.iter().map(|kind| format!("'{kind}'")).collect();
    let text = format!("SELECT kind, object_id, version FROM object_version WHERE kind IN ({})", words.join(", "));
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), text)).await?;
    rows.iter()
        .map(|row| {
            let kind: String = row.try_get_by_index(0)?;
            let kind = kind.parse().map_err(|error: domain::text_enum::UnknownWord| DbErr::Type(error.to_string()))?;
            Ok(((kind, row.try_get_by_index(1)?), row.try_get_by_index(2)?))
        })
        .collect()
}

/// Counts an object up and answers with its new version; it is held until the transaction ends.
pub async fn count(db: &impl ConnectionTrait, kind: ObjectKind, id: Uuid) -> Result<i64, DbErr> {
    let text = "INSERT INTO object_version (kind, object_id, version) VALUES ($1, $2, 2)
                ON CONFLICT (kind, object_id) DO UPDATE SET version = object_version.version + 1 RETURNING version";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [kind.as_str().into(), id.into()]);
    let row = db.query_one_raw(statement).await?;
    row.ok_or_else(|| DbErr::RecordNotFound(id.to_string()))?.try_get_by_index(0)
}

fn about(kind: ObjectKind, id: Uuid) -> Select<Entity> {
    Entity::find().filter(Column::Kind.eq(kind)).filter(Column::ObjectId.eq(id))
}

/// What changed of an object after a version, oldest first; so many rows at most.
pub async fn since(
    db: &impl ConnectionTrait,
    (kind, id): (ObjectKind, Uuid),
    version: i64,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let newer = about(kind, id).filter(Column::Version.gt(version));
    newer.order_by_asc(Column::Id).limit(limit).all(db).await
}

/// A page of what changed of an object, oldest first.
pub async fn page(
    db: &impl ConnectionTrait,
    (kind, id): (ObjectKind, Uuid),
    after: Option<AuditId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = about(kind, id).order_by_asc(Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after));
    }
    query.all(db).await
}

/// How often an object was changed.
pub async fn total(db: &impl ConnectionTrait, (kind, id): (ObjectKind, Uuid)) -> Result<u64, DbErr> {
    about(kind, id).count(db).await
}
