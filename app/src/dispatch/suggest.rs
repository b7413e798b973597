//! Whom a vendor might give a ticket to, with the reasons.

use std::collections::HashMap;

use domain::access::Action;
use domain::dispatch::{Candidate, Certified, Suggestion, suggest};
use domain::ids::{TicketId, UserId};
use storage::query::dispatch as query;

use super::people::working_for;
use super::roster::on_duty_at;
use super::today;
use crate::{Error, Op, Result};

/// At most ten people of the ticket's vendor, the best first. Needs `dispatch.view` at that vendor; five statements, however
/// many people.
///
/// # Errors
/// NOT_FOUND outside the scope, FORBIDDEN for whoever sees the ticket and not the vendor's people.
pub async fn dispatch_suggestions(op: &Op, id: TicketId) -> Result<Vec<Suggestion>> {
    op.require(Action::DispatchView)?;
    let db = op.app().store.read();
    let row = storage::query::ticket::find(db, &op.ticket_scope(Action::TicketView), id).await?;
    let row = row.ok_or(Error::NotFound("ticket"))?;
    let scope = op.read_scope(Action::DispatchView);
    if !scope.covers(None, Some(row.vendor_id)) {
        return Err(Error::Forbidden(Action::DispatchView));
    }
    let (directory, coverage, today) = (op.directory(), op.coverage(), today(op));
    let system_type = directory.systems.get(&row.system_id).map_or("", |system| system.system_type.as_str());
    let team = row.team_id.and_then(|team| coverage.teams.get(&team));
    let people = working_for(op, &[row.vendor_id]);
    let pairs: Vec<_> = people.iter().map(|of| (of.vendor, of.user)).collect();
    let duty = on_duty_at(op, row.vendor_id, op.now()).await?;
    let mut skilled: HashMap<UserId, String> = HashMap::new();
    for skill in query::skills(db, &scope, &pairs).await? {
        if skill.vendor_id == row.vendor_id && skill.name == system_type {
            skilled.insert(skill.user_id, skill.name);
        }
    }
    let mut certified: HashMap<UserId, Vec<Certified>> = HashMap::new();
    for of in query::certificates_of_people(db, &scope, &pairs).await? {
        if of.vendor_id == row.vendor_id && of.proves.as_deref() == Some(system_type) {
            let valid = today <= of.valid_until;
            certified.entry(of.user_id).or_default().push(Certified { name: of.name, valid });
        }
    }
    let work = query::work(db, row.vendor_id, Some(row.system_id)).await?;
    let work: HashMap<UserId, (i64, i64)> = work.into_iter().map(|of| (of.user, (of.open, of.solved))).collect();
    let candidate = |user: UserId| {
        let (open, solved) = work.get(&user).copied().unwrap_or_default();
        Candidate {
            user,
            // Who is called first in one team and stands by in another counts by the first.
            duty: duty.iter().filter(|(of, _)| *of == user).map(|(_, role)| *role).min(),
            in_team: team.is_some_and(|team| team.members.contains(&user)),
            skill: skilled.get(&user).cloned(),
            certificates: certified.get(&user).cloned().unwrap_or_default(),
            open,
            solved,
        }
    };
    Ok(suggest(people.into_iter().map(|of| candidate(of.user)).collect()))
}
