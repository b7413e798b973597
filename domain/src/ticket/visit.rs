//! Visits of the vendor to the site: check-in, parts, check-out, and the agency's signature.

use serde::{Deserialize, Serialize};

use super::text::{REASON_MAX, TITLE_MAX, optional, required};
use super::{ActorSide, Asked, Fact, Refusal, RefusalCode, Ticket, TicketState, rules};
use crate::Instant;
use crate::access::Action;
use crate::ids::VisitId;
use crate::text_enum;

/// Lines of parts on one visit.
pub const PARTS_MAX: usize = 50;
/// Pieces on one line.
const QUANTITY_MAX: i32 = 10_000;
/// Visits to one ticket.
const VISITS_MAX: usize = 100;
/// A position less certain than that says nothing, in metres.
const ACCURACY_MAX: f64 = 100_000.0;

text_enum! {
    /// What the agency thinks of a visit.
    pub enum VisitSignOff {
        /// Nothing said yet.
        Pending = "PENDING",
        /// It agrees.
        Accepted = "ACCEPTED",
        /// It does not agree.
        Disputed = "DISPUTED",
    }
}

text_enum! {
    /// What may be done to a visit.
    pub enum VisitStep {
        /// Say that it has ended.
        CheckOut = "CHECK_OUT",
        /// Agree to it for the agency.
        Accept = "ACCEPT",
        /// Say for the agency that it was not so, and why.
        Dispute = "DISPUTE",
    }
}

impl VisitStep {
    /// The right that it takes.
    pub const fn action(self) -> Action {
        match self {
            Self::CheckOut => Action::TicketVisit,
            Self::Accept | Self::Dispute => Action::TicketSignVisit,
        }
    }
}

/// What `side` may do with a visit of `ticket` now. The caller has checked the right and the scope.
pub fn visit_steps(ticket: &Ticket, id: VisitId, side: ActorSide) -> Vec<VisitStep> {
    let asked = Asked::now(side, ticket.raised_at);
    let fits = |step: VisitStep| match step {
        VisitStep::CheckOut => check_begun(ticket, id),
        VisitStep::Accept => check_signable(ticket, id, false),
        VisitStep::Dispute => check_signable(ticket, id, true),
    };
    let possible = |step: &VisitStep| rules::check(ticket, step.action(), &asked).is_ok() && fits(*step).is_ok();
    VisitStep::ALL.iter().copied().filter(possible).collect()
}

/// A place in WGS 84, in whole millionths of a degree (11 cm), so that it compares exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Position {
    /// Millionths of a degree, north positive.
    pub latitude_micro: i32,
    /// Millionths of a degree, east positive.
    pub longitude_micro: i32,
    /// How far off it may be, in whole metres; none when the device did not say.
    pub accuracy_metres: Option<i32>,
}

/// Which figure of a position makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PositionError {
    /// Not within −90 to 90 degrees.
    Latitude,
    /// Not within −180 to 180 degrees.
    Longitude,
    /// Not within 0 to 100,000 metres.
    Accuracy,
}

impl Position {
    /// From degrees and metres, as devices tell them.
    ///
    /// # Errors
    /// The first figure that is out of range or no number.
    pub fn new(latitude: f64, longitude: f64, accuracy: Option<f64>) -> Result<Self, PositionError> {
        let within = |value: f64, most: f64| value.is_finite() && value.abs() <= most;
        if !within(latitude, 90.0) {
            return Err(PositionError::Latitude);
        }
        if !within(longitude, 180.0) {
            return Err(PositionError::Longitude);
        }
        if accuracy.is_some_and(|metres| !within(metres, ACCURACY_MAX) || metres < 0.0) {
            return Err(PositionError::Accuracy);
        }
        Ok(Self {
            latitude_micro: rounded(latitude * 1e6),
            longitude_micro: rounded(longitude * 1e6),
            accuracy_metres: accuracy.map(|metres| rounded(metres.ceil())),
        })
    }

    /// Degrees, north positive.
    pub fn latitude(self) -> f64 {
        f64::from(self.latitude_micro) / 1e6
    }

    /// Degrees, east positive.
    pub fn longitude(self) -> f64 {
        f64::from(self.longitude_micro) / 1e6
    }
}

fn rounded(value: f64) -> i32 {
    // Checked to be within 180,000,000: nothing is cut off.
    value.round() as i32
}

/// A part that was built in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartUsed {
    /// What it is called.
    pub name: String,
    /// Its serial number; empty where it has none.
    pub serial: String,
    /// Pieces.
    pub quantity: i32,
}

/// A visit, as far as rules depend on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Which.
    pub id: VisitId,
    /// When somebody checked in.
    pub from: Instant,
    /// When they checked out; none while they are there.
    pub until: Option<Instant>,
    /// What the agency thinks of it.
    pub sign_off: VisitSignOff,
}

impl Visit {
    /// Whether the agency has still to say something.
    pub fn awaits_signature(&self) -> bool {
        self.until.is_some() && self.sign_off != VisitSignOff::Accepted
    }
}

/// The facts of a check-in: the first one is the arrival too, unless the work is done already. `arrival` records one
/// in any case.
pub(super) fn check_in(ticket: &Ticket, id: VisitId, begun: Fact, arrival: bool) -> Result<Vec<Fact>, Refusal> {
    if ticket.visits.iter().any(|visit| visit.id == id) {
        let en = "the ticket has a visit with this id";
        return Err(Refusal::new(RefusalCode::Invalid, Some("visitId"), en, "该到场编号已存在"));
    }
    if ticket.visits.len() >= VISITS_MAX {
        let en = format!("a ticket has at most {VISITS_MAX} visits");
        return Err(Refusal::new(RefusalCode::Invalid, None, en, format!("每张工单最多 {VISITS_MAX} 次到场")));
    }
    let first = ticket.arrived_at.is_none() && ticket.state != TicketState::Resolved;
    Ok((arrival || first).then_some(Fact::Arrived).into_iter().chain([begun]).collect())
}

/// The fact of a check-out.
pub(super) fn check_out(ticket: &Ticket, id: VisitId, parts: &[PartUsed], note: &str) -> Result<Fact, Refusal> {
    check_begun(ticket, id)?;
    if parts.len() > PARTS_MAX {
        let (en, zh) = (format!("at most {PARTS_MAX} lines of parts"), format!("备件最多 {PARTS_MAX} 行"));
        return Err(Refusal::new(RefusalCode::Invalid, Some("parts"), en, zh));
    }
    let parts = parts.iter().map(part).collect::<Result<_, _>>()?;
    Ok(Fact::VisitEnded { visit: id, parts, note: optional("note", note, REASON_MAX)? })
}

fn check_begun(ticket: &Ticket, id: VisitId) -> Result<(), Refusal> {
    let visit = find(ticket, id)?;
    if visit.until.is_none() { Ok(()) } else { Err(Refusal::already("the visit has ended", "该次到场已签退")) }
}

fn part(given: &PartUsed) -> Result<PartUsed, Refusal> {
    if !(1..=QUANTITY_MAX).contains(&given.quantity) {
        let (en, zh) = (format!("the quantity is 1 to {QUANTITY_MAX}"), format!("数量须为 1 至 {QUANTITY_MAX}"));
        return Err(Refusal::new(RefusalCode::Invalid, Some("parts"), en, zh));
    }
    let name = required("parts", &given.name, TITLE_MAX)?;
    Ok(PartUsed { name, serial: optional("parts", &given.serial, TITLE_MAX)?, quantity: given.quantity })
}

/// The fact of a signature; a disputed visit may be accepted after all, an accepted one stays so.
pub(super) fn sign(ticket: &Ticket, id: VisitId, dispute: Option<&str>) -> Result<Fact, Refusal> {
    check_signable(ticket, id, dispute.is_some())?;
    Ok(match dispute {
        None => Fact::VisitAccepted { visit: id },
        Some(reason) => Fact::VisitDisputed { visit: id, reason: required("reason", reason, REASON_MAX)? },
    })
}

fn check_signable(ticket: &Ticket, id: VisitId, disputed: bool) -> Result<(), Refusal> {
    let visit = find(ticket, id)?;
    if visit.until.is_none() {
        let en = "the visit has not ended: nobody has checked out";
        return Err(Refusal::new(RefusalCode::WrongState, Some("visitId"), en, "该次到场尚未签退"));
    }
    let repeated = disputed && visit.sign_off == VisitSignOff::Disputed;
    if visit.sign_off == VisitSignOff::Accepted || repeated {
        return Err(Refusal::already("the visit has been signed so already", "该次到场已签字"));
    }
    Ok(())
}

/// The visit with this id.
pub(super) fn find(ticket: &Ticket, id: VisitId) -> Result<&Visit, Refusal> {
    ticket.visits.iter().find(|visit| visit.id == id).ok_or_else(|| {
        let en = "the ticket has no such visit";
        Refusal::new(RefusalCode::UnknownVisit, Some("visitId"), en, "工单没有该次到场记录")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_exact_to_a_millionth_and_within_the_world() {
        let found = Position::new(22.817_002_4, 108.366_543, Some(12.3));
        let expected = Position { latitude_micro: 22_817_002, longitude_micro: 108_366_543, accuracy_metres: Some(13) };
        assert_eq!(found, Ok(expected));
        assert_eq!((expected.latitude(), expected.longitude()), (22.817_002, 108.366_543));
        assert_eq!(Position::new(90.000_1, 0.0, None), Err(PositionError::Latitude));
        assert_eq!(Position::new(f64::NAN, 0.0, None), Err(PositionError::Latitude));
        assert_eq!(Position::new(-90.0, -180.1, None), Err(PositionError::Longitude));
        assert_eq!(Position::new(-90.0, 180.0, Some(-1.0)), Err(PositionError::Accuracy));
        assert!(Position::new(-90.0, 180.0, Some(0.0)).is_ok());
    }
}
