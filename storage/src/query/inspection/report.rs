//! Inspections counted: one statement, whatever the group.

use domain::access::ReadScope;
use domain::inspection::{OccurrenceCause, OccurrenceState};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use super::OccurrenceFilter;
use crate::entity::inspection_occurrence::{Column, Entity};

/// What a line of the report is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportGroup {
    Plan,
    Vendor,
    Month,
}

/// So many inspections of a group in a state for a cause.
#[derive(Clone, Debug, PartialEq)]
pub struct InspectionCounts {
    /// The plan or the vendor; none for those that no contract covered, and for a month.
    pub id: Option<Uuid>,
    /// Such as 202611; none for another group.
    pub month: Option<i32>,
    pub state: OccurrenceState,
    pub cause: Option<OccurrenceCause>,
    pub number: i64,
}

/// Counts the inspections in scope that pass a filter, by group, state and cause.
pub async fn counts(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &OccurrenceFilter,
    group: ReportGroup,
) -> Result<Vec<InspectionCounts>, DbErr> {
    let grouped = |column: Column| -> Select<Entity> {
        Entity::find()
            .select_only()
            .column(column)
            .column(Column::State)
            .column(Column::Cause)
            .column_as(Column::Id.count(), "number")
            .filter(filter.condition(scope))
            .group_by(column)
            .group_by(Column::State)
            .group_by(Column::Cause)
            .order_by_asc(column)
    };
    type Row<K> = (K, OccurrenceState, Option<OccurrenceCause>, i64);
    let column = match group {
        ReportGroup::Month => {
            let rows: Vec<Row<i32>> = grouped(Column::Month).into_tuple().all(db).await?;
            let counted =
                |(month, state, cause, number)| InspectionCounts { id: None, month: Some(month), state, cause, number };
            return Ok(rows.into_iter().map(counted).collect());
        }
        ReportGroup::Plan => Column::PlanId,
        ReportGroup::Vendor => Column::VendorId,
    };
    let rows: Vec<Row<Option<Uuid>>> = grouped(column).into_tuple().all(db).await?;
    let counted = |(id, state, cause, number)| InspectionCounts { id, month: None, state, cause, number };
    Ok(rows.into_iter().map(counted).collect())
}
