//! Checklists of inspections with their versions.

use domain::access::ReadScope;
use domain::ids::{AgencyId, InspectionChecklistId};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, Select,
};

use crate::entity::inspection_checklist::{Column, Entity, Model};
use crate::entity::inspection_checklist_version as version;
use crate::{keyset, row_scope};

/// Which checklists, within a scope. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct ChecklistFilter {
    /// Only those that these own.
    pub owners: Option<Vec<AgencyId>>,
    pub active: Option<bool>,
}

fn filtered(scope: &ReadScope, filter: &ChecklistFilter) -> Select<Entity> {
    let mut query = Entity::find().filter(row_scope::owned(scope, Column::OwnerId, false));
    if let Some(owners) = &filter.owners {
        query = query.filter(Column::OwnerId.is_in(owners.iter().copied()));
    }
    if let Some(active) = filter.active {
        query = query.filter(Column::Active.eq(active));
    }
    query
}

/// A page by code.
pub async fn page_checklists(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &ChecklistFilter,
    after: Option<(&str, InspectionChecklistId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let columns = (Column::Code, Column::Id);
    keyset::ascending(filtered(scope, filter), columns, after, limit).all(db).await
}

/// How many there are.
pub async fn count_checklists(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &ChecklistFilter,
) -> Result<u64, DbErr> {
    filtered(scope, filter).count(db).await
}

/// One checklist, when it lies in the scope.
pub async fn find_checklist(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    id: InspectionChecklistId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(row_scope::owned(scope, Column::OwnerId, false)).one(db).await
}

/// Checklists by their ids, whoever owns them: for plans and tickets that were read in scope.
pub async fn named_checklists(db: &impl ConnectionTrait, ids: &[InspectionChecklistId]) -> Result<Vec<Model>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(db).await
}

/// Versions of checklists.
pub async fn versions(
    db: &impl ConnectionTrait,
    wanted: &[(InspectionChecklistId, i32)],
) -> Result<Vec<version::Model>, DbErr> {
    use version::Column::{ChecklistId, Number};
    let one = |any: Condition, (checklist, number): &(InspectionChecklistId, i32)| {
        any.add(Condition::all().add(ChecklistId.eq(*checklist)).add(Number.eq(*number)))
    };
    match wanted {
        [] => Ok(Vec::new()),
        some => version::Entity::find().filter(some.iter().fold(Condition::any(), one)).all(db).await,
    }
}

/// Writes a checklist unless its owner has one of that code; whether it was written.
pub async fn insert_checklist(db: &impl ConnectionTrait, row: Model) -> Result<bool, DbErr> {
    let written = Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::columns([Column::OwnerId, Column::Code]).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(written > 0)
}

/// Makes `number + 1` the newest version of a checklist; `false` when `number` is not that any more.
pub async fn count_checklist_version(
    db: &impl ConnectionTrait,
    id: InspectionChecklistId,
    number: i32,
) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::Version, Expr::value(number + 1))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(number))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Opens or retires a checklist.
pub async fn set_checklist_active(
    db: &impl ConnectionTrait,
    id: InspectionChecklistId,
    active: bool,
) -> Result<(), DbErr> {
    let change = Entity::update_many().col_expr(Column::Active, Expr::value(active)).filter(Column::Id.eq(id));
    change.exec(db).await.map(drop)
}
