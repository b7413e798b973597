//! Assessment periods, what was done to them, and what was booked into them.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::Instant;
use domain::access::ReadScope;
use domain::assessment::{AdjustmentCause, AssessmentState};
use domain::ids::{AgencyId, AssessmentId, ContractId, PolicyVersionId, VerdictId};
use domain::scorecard::{Period, PeriodKind};
use sea_orm::sea_query::Condition;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QueryResult,
    QuerySelect, QueryTrait, Select,
};

use crate::entity::assessment_period::{Column, Entity, Model};
use crate::entity::{assessment_adjustment, assessment_signature, assessment_step};
use crate::read::Sql;
use crate::{keyset, row_scope};

/// Which of them. What is none or empty does not narrow.
#[derive(Clone, Debug, Default)]
pub struct AssessmentFilter {
    pub contract: Option<ContractId>,
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub vendor: Option<domain::ids::VendorId>,
    pub kind: Option<PeriodKind>,
    pub states: Vec<AssessmentState>,
    /// Periods that begin in `[from, until]`.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

fn scoped(scope: &ReadScope) -> Condition {
    row_scope::rows(scope, Column::AgencyId, Column::VendorId)
}

fn chosen(scope: &ReadScope, filter: &AssessmentFilter) -> Select<Entity> {
    let mut all = Condition::all().add(scoped(scope));
    if let Some(contract) = filter.contract {
        all = all.add(Column::ContractId.eq(contract));
    }
    if let Some(agencies) = &filter.agencies {
        all = all.add(Column::AgencyId.is_in(agencies.iter().copied()));
    }
    if let Some(vendor) = filter.vendor {
        all = all.add(Column::VendorId.eq(vendor));
    }
    if let Some(kind) = filter.kind {
        all = all.add(Column::PeriodKind.eq(kind));
    }
    if !filter.states.is_empty() {
        all = all.add(Column::State.is_in(filter.states.iter().copied()));
    }
    if let Some(from) = filter.from {
        all = all.add(Column::PeriodStart.gte(from));
    }
    if let Some(until) = filter.until {
        all = all.add(Column::PeriodStart.lte(until));
    }
    Entity::find().filter(all)
}

/// A page, the latest period first.
pub async fn page(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &AssessmentFilter,
    after: Option<(NaiveDate, AssessmentId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let columns = (Column::PeriodStart, Column::Id);
    keyset::descending(chosen(scope, filter), columns, after, limit).all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, scope: &ReadScope, filter: &AssessmentFilter) -> Result<u64, DbErr> {
    chosen(scope, filter).count(db).await
}

/// One, if it lies in the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &ReadScope, id: AssessmentId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(scoped(scope)).one(db).await
}

/// One, held until the end of the transaction where rows can be.
pub async fn hold(db: &impl ConnectionTrait, id: AssessmentId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).lock_exclusive().one(db).await
}

/// The periods that begin on or after a day and have an assessment already.
pub async fn known_since(
    db: &impl ConnectionTrait,
    from: NaiveDate,
) -> Result<HashSet<(ContractId, PeriodKind, NaiveDate)>, DbErr> {
    let columns = [Column::ContractId, Column::PeriodKind, Column::PeriodStart];
    let known = Entity::find().select_only().columns(columns).filter(Column::PeriodStart.gte(from)).distinct();
    Ok(known.into_tuple().all(db).await?.into_iter().collect())
}

/// All revisions of a contract's period, the first one first.
pub async fn revisions(db: &impl ConnectionTrait, contract: ContractId, period: Period) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.eq(contract))
        .filter(Column::PeriodKind.eq(period.kind))
        .filter(Column::PeriodStart.eq(period.start))
        .order_by_asc(Column::Revision)
        .all(db)
        .await
}

/// The frozen ones of contracts' periods that begin in `[from, until)`, older revisions before those that correct them.
pub async fn frozen(
    db: &impl ConnectionTrait,
    contracts: impl IntoIterator<Item = ContractId>,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::State.eq(AssessmentState::Frozen))
        .filter(Column::ContractId.is_in(contracts))
        .filter(Column::PeriodStart.gte(from))
        .filter(Column::PeriodStart.lt(until))
        .order_by_asc(Column::Revision)
        .all(db)
        .await
}

/// Those of some that a newer revision corrects.
pub async fn superseded(db: &impl ConnectionTrait, ids: &[AssessmentId]) -> Result<HashSet<AssessmentId>, DbErr> {
    let corrected = Entity::find().select_only().column(Column::CorrectsId);
    let corrected = corrected.filter(Column::CorrectsId.is_in(ids.iter().copied()));
    Ok(corrected.into_tuple().all(db).await?.into_iter().collect())
}

/// The first open period of a contract and kind that begins after a day.
pub async fn next_open(
    db: &impl ConnectionTrait,
    contract: ContractId,
    kind: PeriodKind,
    after: NaiveDate,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::State.eq(AssessmentState::Open))
        .filter(Column::ContractId.eq(contract))
        .filter(Column::PeriodKind.eq(kind))
        .filter(Column::PeriodStart.gt(after))
        .order_by_asc(Column::PeriodStart)
        .one(db)
        .await
}

/// States in which the platform goes on at some time: without one, the calendar did not know it yet.
const WAITING: [AssessmentState; 3] = [AssessmentState::Open, AssessmentState::Draft, AssessmentState::Decided];

/// Those for which the platform has to do something by now, and those waiting that do not know when or wait for nothing but
/// the agency's signature, by id; of all contracts or of one.
pub async fn due(
    db: &impl ConnectionTrait,
    now: Instant,
    contract: Option<ContractId>,
    after: Option<AssessmentId>,
    limit: u64,
) -> Result<Vec<(AssessmentId, ContractId)>, DbErr> {
    let waits = Condition::any()
        .add(Column::ActsAt.lte(now))
        .add(Condition::all().add(Column::ActsAt.is_null()).add(Column::State.is_in(WAITING)));
    let waits = Condition::all()
        .add(waits)
        .add_option(contract.map(|contract| Column::ContractId.eq(contract)))
        .add_option(after.map(|after| Column::Id.gt(after)));
    let query = Entity::find().select_only().columns([Column::Id, Column::ContractId]).filter(waits);
    query.order_by_asc(Column::Id).limit(limit).into_tuple().all(db).await
}

/// What was booked into some of them, by assessment and time.
pub async fn adjustments(
    db: &impl ConnectionTrait,
    into: &[AssessmentId],
) -> Result<Vec<assessment_adjustment::Model>, DbErr> {
    assessment_adjustment::Entity::find()
        .filter(assessment_adjustment::Column::AssessmentId.is_in(into.iter().copied()))
        .order_by_asc(assessment_adjustment::Column::AssessmentId)
        .order_by_asc(assessment_adjustment::Column::Id)
        .all(db)
        .await
}

/// What was booked about some of them, by assessment and time.
pub async fn booked_about(
    db: &impl ConnectionTrait,
    about: &[AssessmentId],
) -> Result<Vec<assessment_adjustment::Model>, DbErr> {
    assessment_adjustment::Entity::find()
        .filter(assessment_adjustment::Column::AboutId.is_in(about.iter().copied()))
        .order_by_asc(assessment_adjustment::Column::AboutId)
        .order_by_asc(assessment_adjustment::Column::Id)
        .all(db)
        .await
}

/// The sum of what was booked for a cause about all revisions of a period, in hundredths of a point.
pub async fn booked(
    db: &impl ConnectionTrait,
    revisions: &[AssessmentId],
    cause: AdjustmentCause,
) -> Result<i64, DbErr> {
    let rows: Vec<i64> = assessment_adjustment::Entity::find()
        .select_only()
        .column(assessment_adjustment::Column::PointsHundredths)
        .filter(assessment_adjustment::Column::AboutId.is_in(revisions.iter().copied()))
        .filter(assessment_adjustment::Column::Cause.eq(cause))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().sum())
}

fn seen(scope: &ReadScope, ids: &[AssessmentId]) -> sea_orm::sea_query::SelectStatement {
    let of = Entity::find().select_only().column(Column::Id).filter(Column::Id.is_in(ids.iter().copied()));
    of.filter(scoped(scope)).into_query()
}

/// What was done to some of those in scope, in order.
pub async fn steps(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    ids: &[AssessmentId],
) -> Result<Vec<assessment_step::Model>, DbErr> {
    assessment_step::Entity::find()
        .filter(assessment_step::Column::AssessmentId.in_subquery(seen(scope, ids)))
        .order_by_asc(assessment_step::Column::AssessmentId)
        .order_by_asc(assessment_step::Column::Seq)
        .all(db)
        .await
}

/// Who signed some of those in scope, by time.
pub async fn signatures(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    ids: &[AssessmentId],
) -> Result<Vec<assessment_signature::Model>, DbErr> {
    assessment_signature::Entity::find()
        .filter(assessment_signature::Column::AssessmentId.in_subquery(seen(scope, ids)))
        .order_by_asc(assessment_signature::Column::AssessmentId)
        .order_by_asc(assessment_signature::Column::Seq)
        .all(db)
        .await
}

/// The latest revisions that are frozen and followed by an open period, and whose period was counted again since, that
/// correct one about which the platform booked points, or that were not rated though points were booked into one; by id.
pub async fn recounted(
    db: &impl ConnectionTrait,
    after: Option<AssessmentId>,
    limit: u64,
) -> Result<Vec<(AssessmentId, ContractId)>, DbErr> {
    let (month, first) = (month_of("s.period_start"), month_of("a.period_start"));
    let lengths = PeriodKind::ALL.iter().map(|kind| format!(" WHEN '{kind}' THEN {}", kind.months()));
    let length = format!("CASE a.period_kind{} END", lengths.collect::<String>());
    let mut sql = Sql::new(&format!(
        "SELECT a.id, a.contract_id FROM assessment_period a
         WHERE a.state = 'FROZEN' AND NOT EXISTS (
             SELECT 1 FROM assessment_period r WHERE r.contract_id = a.contract_id AND r.period_kind = a.period_kind
                 AND r.period_start = a.period_start AND r.revision > a.revision)
         AND EXISTS (
             SELECT 1 FROM assessment_period n WHERE n.state = 'OPEN' AND n.contract_id = a.contract_id
                 AND n.period_kind = a.period_kind AND n.period_start > a.period_start)
         AND (EXISTS (
             SELECT 1 FROM scorecard s WHERE s.subject_kind = 'CONTRACT' AND s.subject_id = a.contract_id
                 AND s.period_kind = 'MONTH' AND s.computed_at > a.scored_at
                 AND {month} - {first} BETWEEN 0 AND {length} - 1)
         OR (a.revision > 1 AND EXISTS (
             SELECT 1 FROM assessment_period o JOIN assessment_adjustment j ON j.about_id = o.id
             WHERE o.contract_id = a.contract_id AND o.period_kind = a.period_kind
                 AND o.period_start = a.period_start AND j.cause IN ('RECOUNT', 'CARRIED')))
         OR (a.score_hundredths IS NULL AND EXISTS (
             SELECT 1 FROM assessment_period o JOIN assessment_adjustment j ON j.assessment_id = o.id
             WHERE o.contract_id = a.contract_id AND o.period_kind = a.period_kind
                 AND o.period_start = a.period_start)))",
    ));
    if let Some(after) = after {
        sql.push(" AND a.id > ").bind(after.0);
    }
    sql.push(" ORDER BY a.id LIMIT ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

/// Months from the beginning of our era to that of a date.
fn month_of(date: &str) -> String {
    let part = |from, length| format!("CAST(SUBSTR(CAST({date} AS text), {from}, {length}) AS int)");
    format!("({} * 12 + {})", part(1, 4), part(6, 2))
}

/// The versions of policies and the revisions of calendars that the counted verdicts of months were given by, sorted.
pub async fn versions_used(
    db: &impl ConnectionTrait,
    contract: ContractId,
    (first, last): (i32, i32),
) -> Result<(Vec<PolicyVersionId>, Vec<i64>), DbErr> {
    let mut sql = Sql::new(
        "SELECT DISTINCT v.policy_version_id, v.calendar_revision FROM sla_clock c
             JOIN sla_verdict v ON v.clock_id = c.id
         WHERE c.state IN ('MET', 'BREACHED') AND c.contract_id = ",
    );
    sql.bind(contract.0).push(" AND c.counted_month BETWEEN ").bind(first).push(" AND ").bind(last);
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    let pair = |row: &QueryResult| -> Result<(PolicyVersionId, i64), DbErr> {
        Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))
    };
    let pairs: Vec<(PolicyVersionId, i64)> = rows.iter().map(pair).collect::<Result<_, _>>()?;
    let (mut policies, mut calendars): (Vec<PolicyVersionId>, Vec<i64>) = pairs.into_iter().unzip();
    policies.sort_unstable();
    policies.dedup();
    calendars.sort_unstable();
    calendars.dedup();
    Ok((policies, calendars))
}

/// Verdicts of months that were revised after an instant, the first ones: at most `limit`.
pub async fn revised_since(
    db: &impl ConnectionTrait,
    contract: ContractId,
    (first, last): (i32, i32),
    since: Instant,
    limit: i64,
) -> Result<Vec<VerdictId>, DbErr> {
    let mut sql = Sql::new(
        "SELECT v.id FROM sla_clock c JOIN sla_verdict v ON v.clock_id = c.id WHERE v.revision > 1 AND c.contract_id = ",
    );
    sql.bind(contract.0).push(" AND c.counted_month BETWEEN ").bind(first).push(" AND ").bind(last);
    sql.push(" AND v.recorded_at > ").bind(since).push(" ORDER BY v.id LIMIT ").bind(limit);
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}
