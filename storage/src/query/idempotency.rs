//! Keys under which a request takes effect once: claimed in the transaction of the effect, so that a crash leaves both or
//! neither.

use domain::Instant;
use domain::ids::{AuditId, UserId, uuid_at};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
};
use uuid::Uuid;

use crate::entity::audit_entry;
use crate::read::Sql;

/// A request that wants a key for its effect.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'c> {
    /// Whose key: two people may use the same.
    pub user: UserId,
    pub key: &'c str,
    /// What the request says.
    pub fingerprint: &'c str,
    /// The request itself: its second transaction finds its own claim.
    pub claim: Uuid,
    /// The operation's time, which its audit entries bear as well.
    pub now: Instant,
    /// What was claimed no later is forgotten.
    pub forgotten: Instant,
    /// What it makes, when that is known beforehand.
    pub object: Option<Uuid>,
}

/// A key as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    pub fingerprint: String,
    pub claim: Uuid,
    pub claimed_at: Instant,
    pub object: Option<Uuid>,
    pub answer: Option<String>,
}

/// Claims a key inside the caller's transaction; `false` when it is another request's. Whoever comes while that request
/// is still writing waits for it.
pub async fn claim(db: &impl ConnectionTrait, claim: &Claim<'_>) -> Result<bool, DbErr> {
    let backend = db.get_database_backend();
    let mut sql = Sql::default();
    if backend == DbBackend::Postgres {
        push_claim(&mut sql, claim, |sql| {
            sql.push("true");
        });
    } else {
        push_values(&mut sql, claim, ["", "", "", "", "", ""]);
        push_conflict(sql.push(" WHERE true"), claim);
    }
    Ok(db.query_one_raw(sql.build(backend)).await?.is_some())
}

/// The claim as a part of a statement on PostgreSQL, made only where `holds` says so.
pub(crate) fn push_claim(sql: &mut Sql, claim: &Claim<'_>, holds: impl FnOnce(&mut Sql)) {
    push_values(sql, claim, ["::uuid", "::text", "::text", "::uuid", "::timestamptz", "::uuid"]);
    holds(sql.push(" WHERE "));
    push_conflict(sql, claim);
}

fn push_values(sql: &mut Sql, claim: &Claim<'_>, [user, key, fingerprint, of, at, object]: [&str; 6]) {
    sql.push("INSERT INTO idempotency_key (user_id, key, fingerprint, claim, claimed_at, object_id) SELECT ");
    sql.bind(claim.user.0).push(user).push(", ").bind(claim.key).push(key).push(", ");
    sql.bind(claim.fingerprint).push(fingerprint).push(", ").bind(claim.claim).push(of).push(", ");
    sql.bind(claim.now).push(at).push(", ").bind(claim.object).push(object);
}

fn push_conflict(sql: &mut Sql, claim: &Claim<'_>) {
    sql.push(
        " ON CONFLICT (user_id, key) DO UPDATE SET fingerprint = excluded.fingerprint, claim = excluded.claim, \
         claimed_at = excluded.claimed_at, object_id = excluded.object_id, answer = NULL \
         WHERE idempotency_key.claim = excluded.claim OR idempotency_key.claimed_at <= ",
    );
    sql.bind(claim.forgotten).push(" RETURNING claim");
}

/// A person's key, unless it was claimed no later than `forgotten`.
pub async fn find(
    db: &impl ConnectionTrait,
    user: UserId,
    key: &str,
    forgotten: Instant,
) -> Result<Option<Claimed>, DbErr> {
    let text = "SELECT fingerprint, claim, claimed_at, object_id, answer FROM idempotency_key
        WHERE user_id = $1 AND key = $2 AND claimed_at > $3";
    let values = [user.0.into(), key.into(), forgotten.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), text, values)).await?;
    row.map(|row| {
        Ok(Claimed {
            fingerprint: row.try_get_by_index(0)?,
            claim: row.try_get_by_index(1)?,
            claimed_at: row.try_get_by_index(2)?,
            object: row.try_get_by_index(3)?,
            answer: row.try_get_by_index(4)?,
        })
    })
    .transpose()
}

/// Keeps the answer to a claimed key; `false` when the claim does not stand, because its transaction came to nothing.
pub async fn keep(db: &impl ConnectionTrait, claim: &Claim<'_>, answer: &str) -> Result<bool, DbErr> {
    let text = "UPDATE idempotency_key SET answer = $4 WHERE user_id = $1 AND key = $2 AND claim = $3";
    let values = [claim.user.0.into(), claim.key.into(), claim.claim.into(), answer.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, values);
    Ok(db.execute_raw(statement).await?.rows_affected() == 1)
}

/// Whether some key is claimed by this request.
pub async fn holds(db: &impl ConnectionTrait, claim: &Claim<'_>) -> Result<bool, DbErr> {
    let text = "SELECT 1 FROM idempotency_key WHERE user_id = $1 AND claim = $2 LIMIT 1";
    let values = [claim.user.0.into(), claim.claim.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, values);
    Ok(db.query_one_raw(statement).await?.is_some())
}

/// Forgets the keys that were claimed before, and answers with their number.
pub async fn prune(db: &impl ConnectionTrait, before: Instant) -> Result<u64, DbErr> {
    let text = "DELETE FROM idempotency_key WHERE claimed_at <= $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [before.into()]);
    Ok(db.execute_raw(statement).await?.rows_affected())
}

/// What a person's operation of that very time touched, by type and id, as the audit log says: at most `limit`.
pub async fn touched(
    db: &impl ConnectionTrait,
    user: UserId,
    at: Instant,
    limit: u64,
) -> Result<Vec<(String, Option<Uuid>)>, DbErr> {
    use audit_entry::Column;
    // The ids of one millisecond lie side by side.
    let (first, last) = (AuditId(uuid_at(at, [0; 10])), AuditId(uuid_at(at, [0xff; 10])));
    audit_entry::Entity::find()
        .select_only()
        .columns([Column::ObjectType, Column::ObjectId])
        .filter(Column::Id.between(first, last))
        .filter(Column::ActorId.eq(user))
        .filter(Column::At.eq(at))
        .order_by_asc(Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await
}
