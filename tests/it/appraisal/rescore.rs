//! Periods scored a second time, by the words of docs/scoring.md and nothing of the product's arithmetic but its exact
//! fractions.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::fraction::Fraction;
use domain::ids::{ContractId, ManualScoreId};
use domain::scorecard::{Counters, Criterion, Formula, Ledger, LedgerItem, Period, PeriodKind, Scheme, Tally};
use domain::ticket::Priority;
use sea_orm::{DatabaseConnection, EntityTrait};
use storage::entity::{ledger_entry, ledger_strike, manual_score, manual_score_review, manual_score_revision};

/// What people brought: entries that stand, and the last accepted score of each criterion and period.
pub struct Books {
    entries: Vec<ledger_entry::Model>,
    given: Vec<(manual_score::Model, Fraction)>,
}

/// What of it belongs to one period: hundredths by item, and rates by criterion.
#[derive(Default)]
pub struct Brought {
    entries: Vec<(String, i64)>,
    given: Vec<(String, Fraction)>,
}

fn exact(text: &str) -> Fraction {
    text.parse().expect("a fraction")
}

impl Books {
    pub async fn read(db: &DatabaseConnection) -> Self {
        let struck = ledger_strike::Entity::find().all(db).await.expect("strikes");
        let struck: HashSet<_> = struck.into_iter().map(|row| row.entry_id).collect();
        let mut entries = ledger_entry::Entity::find().all(db).await.expect("entries");
        entries.retain(|row| !struck.contains(&row.id));
        let reviews = manual_score_review::Entity::find().all(db).await.expect("reviews");
        let accepted: HashSet<ManualScoreId> =
            reviews.into_iter().filter(|row| row.accepted).map(|row| row.score_id).collect();
        let mut last: BTreeMap<(ContractId, String, PeriodKind, String), manual_score::Model> = BTreeMap::new();
        for row in manual_score::Entity::find().all(db).await.expect("scores") {
            let key = (row.contract_id, row.criterion.clone(), row.period_kind, row.period_start.to_string());
            let is_later = last.get(&key).is_none_or(|known| known.number < row.number);
            if accepted.contains(&row.id) && is_later {
                last.insert(key, row);
            }
        }
        let revisions = manual_score_revision::Entity::find().all(db).await.expect("revisions");
        let revised: HashMap<ManualScoreId, Option<String>> =
            revisions.into_iter().map(|row| (row.score_id, row.rate)).collect();
        let counts = |row: manual_score::Model| {
            let rate = revised.get(&row.id).cloned().unwrap_or_else(|| Some(row.rate.clone()))?;
            Some((row, exact(&rate)))
        };
        Self { entries, given: last.into_values().filter_map(counts).collect() }
    }

    pub fn of(&self, contract: ContractId, period: Period, scheme: &Scheme) -> Brought {
        let entries = self.entries.iter().filter(|row| row.contract_id == contract && period.holds(row.occurred_on));
        let assessed = scheme.assessment.as_ref().map_or_else(|| vec![PeriodKind::Quarter], |of| of.periods.clone());
        // Those of the period itself, where such periods are assessed; else those of the shortest ones in it.
        let kind = if assessed.contains(&period.kind) {
            Some(period.kind)
        } else {
            let shorter = assessed.into_iter().filter(|kind| kind.months() < period.kind.months());
            shorter.min_by_key(|kind| kind.months())
        };
        let given = self.given.iter().filter(|(row, _)| {
            row.contract_id == contract && Some(row.period_kind) == kind && period.holds(row.period_start)
        });
        Brought {
            entries: entries.map(|row| (row.item.clone(), row.points_hundredths)).collect(),
            given: given.map(|(row, rate)| (row.criterion.clone(), rate.clone())).collect(),
        }
    }
}

/// Hundredths of a point, in digits; none when nothing can be rated.
pub fn scored(scheme: &Scheme, counters: &Counters, brought: &Brought) -> Option<String> {
    let (mut won, mut counted, mut total) = (Fraction::zero(), Fraction::zero(), Fraction::zero());
    for criterion in &scheme.criteria {
        total = plus(&total, &criterion.weight);
        if let Some(rate) = rate(criterion, (counters, scheme.min_ratings), brought) {
            won = plus(&won, &Fraction(&criterion.weight.0 * &share(criterion, &rate).0));
            counted = plus(&counted, &criterion.weight);
        }
    }
    let mut left = if scheme.criteria.is_empty() {
        if counters.is_nothing() && brought.entries.is_empty() {
            return None;
        }
        Fraction::whole(100)
    } else if counted == Fraction::zero() {
        return None;
    } else {
        Fraction(won.0 * total.0 / counted.0)
    };
    if let Some(ledger) = &scheme.ledger {
        left = plus(&left, &taken(ledger, counters, brought));
    }
    let held = left.max(Fraction::zero()).min(Fraction::whole(100));
    // A half goes up.
    let doubled = Fraction(held.0 * Fraction::whole(200).0 + Fraction::one().0);
    Some(Fraction(doubled.0 / Fraction::whole(2).0).0.floor().to_integer().to_string())
}

fn plus(one: &Fraction, other: &Fraction) -> Fraction {
    Fraction(&one.0 + &other.0)
}

/// The rate of a criterion; none without data.
fn rate(criterion: &Criterion, (of, min_ratings): (&Counters, i64), brought: &Brought) -> Option<Fraction> {
    let kept = |tally: Tally| Fraction::new(tally.part, tally.whole);
    let rest = |tally: Tally| Fraction::new((tally.whole - tally.part).max(0), tally.whole);
    match criterion.formula {
        Formula::RespondInTime => kept(of.respond),
        Formula::ArriveInTime => kept(of.arrive),
        Formula::ResolveInTime => kept(of.resolve),
        Formula::UpdateInTime => kept(of.update),
        Formula::ComplaintsInTime => kept(of.complaint),
        Formula::RecordsComplete => kept(of.record),
        Formula::InspectionsDone => kept(of.inspection),
        Formula::ReopenRate => rest(of.reopen),
        Formula::RepeatFaults => rest(of.repeat),
        Formula::PauseHonesty => rest(of.pause),
        Formula::RestoreWeighted => {
            let weighed = Priority::ALL.iter().zip([8, 4, 2, 1]).fold(Tally::default(), |sum, (priority, weight)| {
                let tally = of.restore[*priority as usize];
                Tally { part: sum.part + weight * tally.part, whole: sum.whole + weight * tally.whole }
            });
            kept(weighed)
        }
        Formula::Satisfaction if of.rating.whole < min_ratings => None,
        Formula::Satisfaction => Fraction::new(of.rating.part - of.rating.whole, 4 * of.rating.whole),
        Formula::Manual => {
            let given: Vec<&Fraction> =
                brought.given.iter().filter(|(code, _)| *code == criterion.code).map(|(_, rate)| rate).collect();
            let sum = given.iter().fold(Fraction::zero(), |sum, rate| plus(&sum, rate));
            Fraction::new(1, given.len() as i64).map(|part| Fraction(sum.0 * part.0))
        }
    }
}

/// The share of its points that a rate wins.
fn share(criterion: &Criterion, rate: &Fraction) -> Fraction {
    let Criterion { target, floor, steps, .. } = criterion;
    if rate >= target {
        return Fraction::one();
    }
    if rate <= floor {
        return Fraction::zero();
    }
    if steps.is_empty() {
        return Fraction((&rate.0 - &floor.0) / (&target.0 - &floor.0));
    }
    let reached = steps.iter().find(|step| *rate >= step.from);
    reached.map_or_else(Fraction::zero, |step| step.points.clone())
}

/// What the ledger takes off and puts on, with sign: each item up to its cap, deductions and bonuses up to theirs.
fn taken(ledger: &Ledger, counters: &Counters, brought: &Brought) -> Fraction {
    let (mut off, mut on) = (Fraction::zero(), Fraction::zero());
    for item in &ledger.items {
        let comes_to = booked(item, counters, brought);
        if comes_to < Fraction::zero() {
            let size = Fraction(-comes_to.0);
            off = plus(&off, &item.cap.clone().map_or_else(|| size.clone(), |cap| size.clone().min(cap)));
        } else {
            on = plus(&on, &item.cap.clone().map_or_else(|| comes_to.clone(), |cap| comes_to.clone().min(cap)));
        }
    }
    let off = ledger.cap.clone().map_or_else(|| off.clone(), |cap| off.clone().min(cap));
    Fraction(on.min(ledger.bonus_cap.clone()).0 - off.0)
}

/// All events of an item together: those that people booked, and the breaches that it counts by itself.
fn booked(item: &LedgerItem, counters: &Counters, brought: &Brought) -> Fraction {
    let entries: i64 = brought.entries.iter().filter(|(code, _)| *code == item.code).map(|(_, points)| points).sum();
    let events: i64 = item.counted.as_ref().map_or(0, |counted| {
        let late = counted.priorities.iter().map(|priority| counters.late.of(counted.metric, *priority));
        late.map(|[late, twice, thrice]| late + twice * counted.beyond_twice + thrice * counted.beyond_thrice).sum()
    });
    Fraction(Fraction::of_hundredths(entries).0 + &item.points.0 * Fraction::whole(events).0)
}
