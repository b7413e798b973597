//! Watching tickets: oneself, and the people of one's own side.

use domain::access::Action;
use domain::ids::{TicketId, UserId};
use domain::ticket::ActorSide;
use storage::Transaction;
use storage::entity::ticket;
use storage::query::setup::insert;
use storage::query::talk as query;

use super::Reader;
use super::rows::watcher;
use crate::mistakes::Mistakes;
use crate::{Error, Op, Result, TicketRow};

/// The most people who watch a ticket.
const MOST: u64 = 100;

/// Lets people watch a ticket: the actor when none is named. Whoever watches already goes on.
///
/// Needs `ticket.view`; for others `ticket.moderate`, and they must see the ticket and stand on the actor's side.
///
/// # Errors
/// `NOT_FOUND` and `NOT_YOUR_SIDE` name the person; `LIMIT_WATCHERS` has its figures.
pub async fn watch(op: &Op, ticket: TicketId, users: &[UserId]) -> Result<TicketRow> {
    let (transaction, row, users) = held(op, ticket, users).await?;
    check_people(op, &row, &users)?;
    query::watch(&transaction, users.iter().map(|user| watcher(op, ticket, *user)).collect()).await?;
    let found = query::count_watchers(&transaction, ticket).await?;
    if found > MOST {
        let en = format!("watchers: {found} exceeds the limit of {MOST}");
        return Err(Error::invalid("LIMIT_WATCHERS", "userIds", en, format!("关注者 {found} 人，超过上限 {MOST} 人")));
    }
    commit(op, transaction, "ticket.watch", &row, &users).await?;
    Ok(row.into())
}

/// Lets people watch a ticket no longer: the actor when none is named. Whoever does not watch is none to take away.
///
/// Needs `ticket.view`; for others `ticket.moderate`, and they must stand on the actor's side.
///
/// # Errors
/// `NOT_FOUND` and `NOT_YOUR_SIDE` name the person.
pub async fn unwatch(op: &Op, ticket: TicketId, users: &[UserId]) -> Result<TicketRow> {
    let (transaction, row, users) = held(op, ticket, users).await?;
    check_people(op, &row, &users)?;
    query::unwatch(&transaction, ticket, &users).await?;
    commit(op, transaction, "ticket.unwatch", &row, &users).await?;
    Ok(row.into())
}

/// The ticket, held, and whom it is about.
async fn held(op: &Op, ticket: TicketId, users: &[UserId]) -> Result<(Transaction, ticket::Model, Vec<UserId>)> {
    op.require(Action::TicketView)?;
    let own = op.actor().user().ok_or(Error::Forbidden(Action::TicketView))?;
    let transaction = op.begin().await?;
    let row = query::hold_ticket(&transaction, &op.ticket_scope(Action::TicketView), ticket).await?;
    let row = row.ok_or(Error::NotFound("ticket"))?;
    let users = if users.is_empty() { vec![own] } else { users.to_vec() };
    let others = users.iter().any(|user| *user != own);
    if others && !op.ticket_scope(Action::TicketModerate).covers(row.agency_id, Some(row.vendor_id)) {
        return Err(Error::Forbidden(Action::TicketModerate));
    }
    Ok((transaction, row, users))
}

fn check_people(op: &Op, row: &ticket::Model, users: &[UserId]) -> Result<()> {
    let (directory, side) = (op.directory(), op.actor().side());
    let mut mistakes = Mistakes::default();
    for user in users {
        let reader = Reader::find(&directory, *user, op.now()).filter(|of| of.sees(row.agency_id, row.vendor_id));
        match reader.map(|reader| reader.side()) {
            None => {
                let en = format!("{user} is nobody who sees this ticket");
                mistakes.add("NOT_FOUND", "userIds", en, format!("{user} 不是能查看本工单的人员"));
            }
            Some(other) if other != side => {
                let name = directory.users.get(user).map_or("", |user| user.name.as_str());
                let of = side.map_or("", ActorSide::as_str);
                let en = format!("{name} is not of your side ({of})");
                mistakes.add("NOT_YOUR_SIDE", "userIds", en, format!("{name} 不是本方（{of}）人员"));
            }
            Some(_) => {}
        }
    }
    mistakes.refuse()
}

async fn commit(op: &Op, transaction: Transaction, action: &str, row: &ticket::Model, users: &[UserId]) -> Result<()> {
    let detail = serde_json::json!({ "users": users });
    insert(&transaction, op.audit(action, ("ticket", row.id.0), detail)).await?;
    Ok(transaction.commit().await?)
}
