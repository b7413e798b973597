//! Guard periods (重保): dated stricter targets, declared ahead.

use crate::Instant;
use crate::ids::{AgencyId, GuardPeriodId};
use crate::ticket::GuardAtRaising;

/// A declared guard period, for the tickets of an agency and everything under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuardPeriod {
    /// Identifies it.
    pub id: GuardPeriodId,
    /// Whose tickets, and those of everything under it.
    pub owner: AgencyId,
    /// What people call it.
    pub name: String,
    /// Tickets raised from then on; never before its declaration.
    pub from: Instant,
    /// Until then, exclusive.
    pub until: Instant,
    /// When it was taken back; what was raised before stays under it.
    pub withdrawn_at: Option<Instant>,
}

impl GuardPeriod {
    /// Whether a ticket raised then falls under it.
    pub fn holds_at(&self, at: Instant) -> bool {
        self.from <= at && at < self.until && self.withdrawn_at.is_none_or(|withdrawn| at < withdrawn)
    }
}

/// The period that a ticket raised at an instant falls under; `above` is its agency with everything over it, nearest
/// first. Several may hold: the nearest owner's tells, of one owner's the one that began first.
pub fn guarding<'g>(
    periods: impl Iterator<Item = &'g GuardPeriod>,
    above: &[AgencyId],
    at: Instant,
) -> Option<GuardAtRaising> {
    let place = |period: &GuardPeriod| above.iter().position(|agency| *agency == period.owner);
    let holding = periods.filter(|period| period.holds_at(at));
    let reached = holding.filter_map(|period| Some(((place(period)?, period.from, period.id), period)));
    let (_, period) = reached.min_by_key(|(rank, _)| *rank)?;
    Some(GuardAtRaising { period: period.id, name: period.name.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn agency(number: u128) -> AgencyId {
        AgencyId(Uuid::from_u128(number))
    }

    fn at(day: u32) -> Instant {
        format!("2026-03-{day:02}T00:00:00Z").parse().expect("an instant")
    }

    fn period(number: u128, owner: u128, from: u32, until: u32) -> GuardPeriod {
        GuardPeriod {
            id: GuardPeriodId(Uuid::from_u128(number)),
            owner: agency(owner),
            name: format!("period {number}"),
            from: at(from),
            until: at(until),
            withdrawn_at: None,
        }
    }

    #[test]
    fn a_period_holds_from_its_beginning_until_its_end_or_its_withdrawal() {
        let mut guard = period(1, 1, 3, 10);
        let held = |guard: &GuardPeriod| (1..15).filter(|day| guard.holds_at(at(*day))).collect::<Vec<_>>();
        assert_eq!(held(&guard), [3, 4, 5, 6, 7, 8, 9]);
        guard.withdrawn_at = Some(at(5));
        assert_eq!(held(&guard), [3, 4], "what was raised before stays under it");
        guard.withdrawn_at = Some(at(2));
        assert_eq!(held(&guard), [0; 0], "taken back before it began");
    }

    #[test]
    fn the_nearest_owner_tells_and_of_its_own_the_first() {
        let periods = [period(1, 1, 1, 20), period(2, 2, 5, 20), period(3, 2, 4, 20), period(4, 9, 1, 20)];
        let told = |above: &[AgencyId], day| guarding(periods.iter(), above, at(day)).map(|guard| guard.name);
        let county = [agency(3), agency(2), agency(1)];
        assert_eq!(told(&county, 6).as_deref(), Some("period 3"));
        assert_eq!(told(&county, 2).as_deref(), Some("period 1"), "only the region's has begun");
        assert_eq!(told(&[agency(1)], 6).as_deref(), Some("period 1"), "a city's does not reach up");
        assert_eq!(told(&[agency(7)], 6), None);
    }
}
