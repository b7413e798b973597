//! The audit log, for whoever asks who did something.

use std::collections::HashMap;

use domain::Instant;
use domain::change::ObjectKind;
use domain::ids::{AuditId, TicketId, UserId};
use sea_orm::sea_query::{Expr, Func, LikeExpr, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use crate::entity::audit_entry::{Column, Entity, Model};
use crate::entity::{object_change, ticket, user_account};
use crate::keyset;

/// Which entries of the audit log: all conditions given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Written at this time or later.
    pub from: Option<Instant>,
    /// Written before this time.
    pub before: Option<Instant>,
    /// By this person or service account.
    pub actor: Option<UserId>,
    /// By people or service accounts of whose name or log-in this is a part, in whatever case.
    pub by: Option<String>,
    /// By the platform, in this job.
    pub job: Option<String>,
    /// A whole action, `role.grant`, or what stands before the point, `role`.
    pub action: Option<String>,
    /// About an object of this type, as the log names it.
    pub object_type: Option<String>,
    /// About this object.
    pub object: Option<Uuid>,
}

impl AuditFilter {
    fn condition(&self) -> Condition {
        let action = self.action.as_deref().map(|action| match action.contains('.') {
            true => Column::Action.eq(action),
            false => Column::Action.like(beginning(&format!("{action}."))),
        });
        Condition::all()
            .add_option(self.from.map(|from| Column::At.gte(from)))
            .add_option(self.before.map(|before| Column::At.lt(before)))
            .add_option(self.actor.map(|actor| Column::ActorId.eq(actor)))
            .add_option(self.by.as_deref().map(|text| Column::ActorId.in_subquery(called(text))))
            .add_option(self.job.as_deref().map(by_job))
            .add_option(action)
            .add_option(self.object_type.as_deref().map(|of| Column::ObjectType.eq(of)))
            .add_option(self.object.map(|object| Column::ObjectId.eq(object)))
    }
}

/// What begins with a text.
fn beginning(text: &str) -> LikeExpr {
    LikeExpr::new(format!("{}%", literal(text))).escape('!')
}

/// What is typed is no pattern.
fn literal(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

/// Of whose name or log-in a text is a part.
fn called(text: &str) -> SelectStatement {
    use sea_orm::ExprTrait;
    use user_account::Column;

    let part = format!("%{}%", literal(&text.to_lowercase()));
    let has = |column: Column| {
        Expr::expr(Func::lower(Expr::col((user_account::Entity, column)))).like(LikeExpr::new(&part).escape('!'))
    };
    let either = Condition::any().add(has(Column::Name)).add(has(Column::Login));
    user_account::Entity::find().select_only().column(Column::Id).filter(either).into_query()
}

fn by_job(name: &str) -> Condition {
    Condition::all().add(Column::ActorName.eq(name)).add(Column::ActorId.is_null())
}

/// An entry as it is read.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Logged {
    #[sea_orm(nested)]
    pub entry: Model,
    /// Whether the time that it was written at is sealed.
    pub sealed: bool,
}

/// Looked up once for a statement, at the end of the chain.
const SEALED: &str = "COALESCE(audit_entry.at < (SELECT before_at FROM audit_seal ORDER BY seq DESC LIMIT 1), FALSE)";

/// A page, the newest first: those behind `after`.
pub async fn page(
    db: &impl ConnectionTrait,
    filter: &AuditFilter,
    after: Option<(Instant, AuditId)>,
    limit: u64,
) -> Result<Vec<Logged>, DbErr> {
    let chosen = Entity::find().expr_as(Expr::cust(SEALED), "sealed").filter(filter.condition());
    keyset::descending(chosen, (Column::At, Column::Id), after, limit).into_model().all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, filter: &AuditFilter) -> Result<u64, DbErr> {
    Entity::find().filter(filter.condition()).count(db).await
}

/// What changed of any of these objects at any of these times, oldest first. No statement for nothing.
pub async fn changes(
    db: &impl ConnectionTrait,
    objects: &[Uuid],
    times: &[Instant],
) -> Result<Vec<object_change::Model>, DbErr> {
    use object_change::Column;
    if objects.is_empty() {
        return Ok(vec![]);
    }
    object_change::Entity::find()
        // One id may stand for two kinds, as of a contract and its payment plan: naming them all leads to the index.
        .filter(Column::Kind.is_in(ObjectKind::ALL.iter().copied()))
        .filter(Column::ObjectId.is_in(objects.iter().copied()))
        .filter(Column::RecordedAt.is_in(times.iter().copied()))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The numbers of tickets that the log tells of: whoever may read it reads them all. No statement for no ticket.
pub async fn ticket_numbers(db: &impl ConnectionTrait, tickets: &[TicketId]) -> Result<HashMap<Uuid, String>, DbErr> {
    if tickets.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(TicketId, String)> = ticket::Entity::find()
        .select_only()
        .columns([ticket::Column::Id, ticket::Column::Number])
        .filter(ticket::Column::Id.is_in(tickets.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, number)| (id.0, number)).collect())
}

/// The jobs that did something to these tickets at given times, by ticket and time. No statement for no time.
pub async fn jobs(
    db: &impl ConnectionTrait,
    tickets: &[TicketId],
    times: &[Instant],
) -> Result<HashMap<(TicketId, Instant), String>, DbErr> {
    if times.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Option<Uuid>, Instant, String)> = Entity::find()
        .select_only()
        .columns([Column::ObjectId, Column::At, Column::ActorName])
        .filter(Column::At.is_in(times.iter().copied()))
        .filter(Column::ActorId.is_null())
        .filter(Column::ObjectType.eq("ticket"))
        .filter(Column::ObjectId.is_in(tickets.iter().map(|ticket| ticket.0)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(id, at, name)| Some(((TicketId(id?), at), name))).collect())
}
