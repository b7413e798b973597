//! What dispatching rests on: skills, certificates, rosters, and how much everybody has to do.

use chrono::NaiveDate;
use domain::access::ReadScope;
use domain::ids::{CertificateId, ShiftId, SystemId, TeamId, UserId, VendorId};
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::entity::{duty_shift, engineer_certificate, engineer_skill, user_account};
use crate::read::Sql;

/// The rows of a scope on a table that a vendor keeps for itself.
fn kept<V: sea_orm::sea_query::IntoColumnRef>(scope: &ReadScope, vendor: V) -> Condition {
    match scope {
        ReadScope::Everything => Condition::all(),
        ReadScope::Orgs { vendors, .. } if !vendors.is_empty() => {
            Condition::all().add(Expr::col(vendor).is_in(vendors.iter().map(|id| id.0)))
        }
        _ => Condition::all().add(Expr::value(false)),
    }
}

/// The skills of people at a vendor, by person, kind and name.
pub async fn skills(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    people: &[(VendorId, UserId)],
) -> Result<Vec<engineer_skill::Model>, DbErr> {
    use engineer_skill::Column::{Kind, Name, UserId as User, VendorId as Vendor};
    engineer_skill::Entity::find()
        .filter(kept(scope, Vendor))
        .filter(User.is_in(people.iter().map(|(_, user)| *user)))
        .filter(Vendor.is_in(people.iter().map(|(vendor, _)| *vendor)))
        .order_by_asc(User)
        .order_by_asc(Kind)
        .order_by_asc(Name)
        .all(db)
        .await
}

/// Makes somebody's skills exactly these.
pub async fn replace_skills(
    db: &impl ConnectionTrait,
    (vendor, user): (VendorId, UserId),
    skills: Vec<engineer_skill::Model>,
) -> Result<(), DbErr> {
    engineer_skill::Entity::delete_many()
        .filter(engineer_skill::Column::VendorId.eq(vendor))
        .filter(engineer_skill::Column::UserId.eq(user))
        .exec(db)
        .await?;
    super::setup::insert_all(db, skills).await
}

/// Which certificates, within a scope. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct CertificateFilter {
    pub vendor: Option<VendorId>,
    pub user: Option<UserId>,
    /// That end before this day.
    pub ends_before: Option<NaiveDate>,
}

fn certificates_of(scope: &ReadScope, filter: &CertificateFilter) -> Select<engineer_certificate::Entity> {
    use engineer_certificate::Column::{UserId as User, ValidUntil, VendorId as Vendor};
    let mut query = engineer_certificate::Entity::find().filter(kept(scope, Vendor));
    if let Some(vendor) = filter.vendor {
        query = query.filter(Vendor.eq(vendor));
    }
    if let Some(user) = filter.user {
        query = query.filter(User.eq(user));
    }
    if let Some(day) = filter.ends_before {
        query = query.filter(ValidUntil.lt(day));
    }
    query
}

/// A page of certificates, those that end first before the others; the id breaks ties.
pub async fn certificates(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &CertificateFilter,
    after: Option<(NaiveDate, CertificateId)>,
    limit: u64,
) -> Result<Vec<engineer_certificate::Model>, DbErr> {
    use engineer_certificate::Column::{Id, ValidUntil};
    let mut query = certificates_of(scope, filter).order_by_asc(ValidUntil).order_by_asc(Id).limit(limit);
    if let Some((day, id)) = after {
        let same_day = Condition::all().add(ValidUntil.eq(day)).add(Id.gt(id));
        query = query.filter(Condition::any().add(ValidUntil.gt(day)).add(same_day));
    }
    query.all(db).await
}

/// How many there are.
pub async fn count_certificates(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &CertificateFilter,
) -> Result<u64, DbErr> {
    certificates_of(scope, filter).count(db).await
}

/// Every certificate of people at a vendor, those that end first before the others.
pub async fn certificates_of_people(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    people: &[(VendorId, UserId)],
) -> Result<Vec<engineer_certificate::Model>, DbErr> {
    use engineer_certificate::Column::{Id, UserId as User, ValidUntil, VendorId as Vendor};
    engineer_certificate::Entity::find()
        .filter(kept(scope, Vendor))
        .filter(User.is_in(people.iter().map(|(_, user)| *user)))
        .filter(Vendor.is_in(people.iter().map(|(vendor, _)| *vendor)))
        .order_by_asc(ValidUntil)
        .order_by_asc(Id)
        .all(db)
        .await
}

/// One certificate, when it lies in the scope.
pub async fn find_certificate(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    id: CertificateId,
) -> Result<Option<engineer_certificate::Model>, DbErr> {
    let found = engineer_certificate::Entity::find_by_id(id);
    found.filter(kept(scope, engineer_certificate::Column::VendorId)).one(db).await
}

/// Takes a certificate off the list.
pub async fn delete_certificate(db: &impl ConnectionTrait, id: CertificateId) -> Result<(), DbErr> {
    engineer_certificate::Entity::delete_by_id(id).exec(db).await.map(drop)
}

/// The rosters of teams; whoever asks has looked whether the teams are the actor's to see.
pub async fn shifts(db: &impl ConnectionTrait, teams: &[TeamId]) -> Result<Vec<duty_shift::Model>, DbErr> {
    use duty_shift::Column::{Id, TeamId as Team};
    let of = Team.is_in(teams.iter().copied());
    duty_shift::Entity::find().filter(of).order_by_asc(Team).order_by_asc(Id).all(db).await
}

/// Holds a person's row until the end of the transaction, so that two lines for them are never added at once.
pub async fn lock_person(db: &impl ConnectionTrait, user: UserId) -> Result<(), DbErr> {
    user_account::Entity::find_by_id(user).lock_exclusive().one(db).await.map(drop)
}

/// One line of a roster.
pub async fn find_shift(db: &impl ConnectionTrait, id: ShiftId) -> Result<Option<duty_shift::Model>, DbErr> {
    duty_shift::Entity::find_by_id(id).one(db).await
}

/// Takes a line off a roster.
pub async fn delete_shift(db: &impl ConnectionTrait, id: ShiftId) -> Result<(), DbErr> {
    duty_shift::Entity::delete_by_id(id).exec(db).await.map(drop)
}

/// What somebody has to do at a vendor, and has done on a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    pub user: UserId,
    /// Open tickets in their charge.
    pub open: i64,
    /// Tickets of the system that were solved while they were in charge.
    pub solved: i64,
}

/// By person: open tickets of the vendor, and solved ones of a system. One statement.
pub async fn work(db: &impl ConnectionTrait, vendor: VendorId, system: Option<SystemId>) -> Result<Vec<Work>, DbErr> {
    let mut sql = Sql::new("SELECT assignee_id, CAST(SUM(open) AS bigint), CAST(SUM(solved) AS bigint) FROM (");
    sql.push("SELECT assignee_id, 1 AS open, 0 AS solved FROM ticket WHERE vendor_id = ").bind(vendor.0);
    sql.push(" AND is_open = ").bind(true).push(" AND assignee_id IS NOT NULL");
    if let Some(system) = system {
        sql.push(" UNION ALL SELECT assignee_id, 0, 1 FROM ticket WHERE system_id = ").bind(system.0);
        sql.push(" AND vendor_id = ").bind(vendor.0);
        sql.push(" AND state IN ('RESOLVED', 'CLOSED') AND assignee_id IS NOT NULL");
    }
    sql.push(") AS work GROUP BY assignee_id");
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    let read = |row: &sea_orm::QueryResult| {
        Ok(Work { user: row.try_get_by_index(0)?, open: row.try_get_by_index(1)?, solved: row.try_get_by_index(2)? })
    };
    rows.iter().map(read).collect()
}
