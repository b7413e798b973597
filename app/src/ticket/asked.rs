//! What somebody asks for, as far as it can be checked before a contract is looked for.

use domain::Instant;
use domain::access::Action;
use domain::ids::{AgencyId, SystemId};
use domain::ticket::{Asked, NewTicket, RaiseInput, raise as check};

use crate::{Directory, Error, Op, Result, System, Violation};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Raise {
    /// The system that needs work.
    pub system: SystemId,
    /// For which agency, if not the system's owner or the asker's own.
    pub agency: Option<AgencyId>,
    pub input: RaiseInput,
    /// When work was asked for, if not now.
    pub raised_at: Option<Instant>,
    /// Why it is written down only now.
    pub late_reason: Option<String>,
}

/// A request whose system and agency are known; what is wrong with the rest stands in `violations`.
pub(crate) struct Checked {
    pub new: Option<NewTicket>,
    pub system: System,
    pub agency: AgencyId,
    pub violations: Vec<Violation>,
}

impl Checked {
    /// When work was asked for: decides which contract is looked for.
    pub(crate) fn at(&self, op: &Op) -> Instant {
        self.new.as_ref().map_or(op.now(), |new| new.raised_at)
    }
}

/// Checks a request as somebody who may raise tickets.
///
/// # Errors
/// `NOT_FOUND` when the system is not there for the actor, together with every other mistake.
pub(crate) fn checked(op: &Op, asked: &Raise) -> Result<Checked> {
    let mut violations = Vec::new();
    let when = Asked {
        side: op.side(Action::TicketRaise)?,
        now: op.now(),
        occurred_at: asked.raised_at,
        late_reason: asked.late_reason.clone(),
        person: None,
        answer_by: None,
    };
    let new = check(&asked.input, &when)
        .map_err(|refusals| violations.extend(refusals.into_iter().map(Violation::from)))
        .ok();
    let directory = op.directory();
    let system = directory.systems.get(&asked.system).filter(|system| system.active);
    let agency = system.and_then(|system| agency_for(op, system.agency_id, asked.agency));
    let (Some(system), Some(agency)) = (system.cloned(), agency) else {
        let en = "no such system in your scope";
        violations.push(Violation::new("NOT_FOUND", "systemId", en, "您的范围内没有该系统"));
        return Err(Error::Invalid(violations));
    };
    Ok(Checked { new, system, agency, violations })
}

/// The agency that asks: the one named, else the system's owner, else the actor's own agency under the owner.
pub(crate) fn agency_for(op: &Op, owner: AgencyId, named: Option<AgencyId>) -> Option<AgencyId> {
    let scope = op.ticket_scope(Action::TicketRaise);
    let directory = op.directory();
    let reached = |agency: &AgencyId| scope.covers(*agency, None) && related(&directory, *agency, owner);
    match named {
        Some(named) => Some(named).filter(reached),
        None => Some(owner).filter(reached).or_else(|| {
            let mut own = op.actor().grants_for(Action::TicketRaise).filter_map(|grant| match grant.org {
                domain::access::Org::Agency(agency) => Some(agency),
                _ => None,
            });
            own.find(reached)
        }),
    }
}

/// Whether an agency may ask for work on a system of another: it is above or below the owner, or the owner itself.
pub(crate) fn related(directory: &Directory, agency: AgencyId, owner: AgencyId) -> bool {
    directory.above(agency).contains(&owner) || directory.above(owner).contains(&agency)
}
