//! Versions of the objects of the set-up, and what changed of them.

use std::collections::HashMap;

use domain::change::ObjectKind;
use domain::ids::AuditId;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement};
use uuid::Uuid;

use crate::entity::object_change::{Column, Entity, Model};
use crate::read::Sql;

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

/// What changed of an object after a version, oldest first; so many rows at most.
pub async fn since(
    db: &impl ConnectionTrait,
    (kind, id): (ObjectKind, Uuid),
    version: i64,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let about = Entity::find().filter(Column::Kind.eq(kind)).filter(Column::ObjectId.eq(id));
    about.filter(Column::Version.gt(version)).order_by_asc(Column::Id).limit(limit).all(db).await
}

/// Pages of what changed of several objects of a kind, oldest first: of each, at most `limit` rows after `after`.
pub async fn pages(
    db: &impl ConnectionTrait,
    (kind, objects): (ObjectKind, &[Uuid]),
    after: Option<AuditId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut sql = Sql::new("SELECT * FROM (SELECT object_change.*, ");
    sql.push("ROW_NUMBER() OVER (PARTITION BY object_id ORDER BY id) AS place FROM object_change WHERE kind = ");
    sql.bind(kind.as_str()).push(" AND object_id IN ").bind_list(objects.iter().copied());
    if let Some(after) = after {
        sql.push(" AND id > ").bind(after.0);
    }
    sql.push(") AS numbered WHERE place <= ").bind(i64::try_from(limit).unwrap_or(i64::MAX)).push(" ORDER BY id");
    Entity::find().from_raw_sql(sql.build(db.get_database_backend())).all(db).await
}

/// How often objects of a kind were changed; one that never was is left out.
pub async fn totals(
    db: &impl ConnectionTrait,
    (kind, objects): (ObjectKind, &[Uuid]),
) -> Result<HashMap<Uuid, u64>, DbErr> {
    let of = Entity::find().filter(Column::Kind.eq(kind)).filter(Column::ObjectId.is_in(objects.iter().copied()));
    let counted = of.select_only().column(Column::ObjectId).column_as(Column::Id.count(), "changes");
    let rows: Vec<(Uuid, i64)> = counted.group_by(Column::ObjectId).into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(id, count)| (id, count.unsigned_abs())).collect())
}
