//! The deduction ledger (扣分制): points off for what happened, points on for what was done beyond the contract, with caps.

use chrono::NaiveDate;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use serde::{Deserialize, Serialize};

use super::{Counters, Name};
use crate::fraction::Fraction;
use crate::ids::LedgerEntryId;
use crate::sla::Metric;
use crate::text_enum;
use crate::ticket::Priority;

/// What a scheme deducts for, and how much at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ledger {
    /// What may be booked or is counted.
    pub items: Vec<LedgerItem>,
    /// The most that a period loses; none: all of its points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Fraction>,
    /// The most that a period gains, up to 5.
    #[serde(default = "Ledger::most_bonus")]
    pub bonus_cap: Fraction,
}

impl Ledger {
    /// No scheme gives more for what lies beyond it (domain-facts §6).
    pub(super) fn most_bonus() -> Fraction {
        Fraction::whole(5)
    }
}

/// One kind of event, and what it costs or brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerItem {
    /// Unique in the ledger; stays the same from version to version.
    pub code: String,
    /// What people call it.
    pub name: Name,
    /// Points of one event, at most two decimal places: below 0 a deduction, above 0 a bonus.
    pub points: Fraction,
    /// The most that its events come to in a period, without sign; none: no limit of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Fraction>,
    /// The platform counts its events by itself; none: people book them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<LateEvents>,
}

/// Breached promises of a metric, dearer the later they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LateEvents {
    /// Which clocks; never UPDATE.
    pub metric: Metric,
    /// Of which priorities.
    pub priorities: Vec<Priority>,
    /// How often the points count beyond twice the time allowed.
    #[serde(default = "once")]
    pub beyond_twice: i64,
    /// How often they count beyond three times.
    #[serde(default = "once")]
    pub beyond_thrice: i64,
}

const fn once() -> i64 {
    1
}

impl LateEvents {
    /// How many there were, by lateness.
    fn of(&self, counters: &Counters) -> [i64; 3] {
        let each = self.priorities.iter().map(|priority| counters.late.of(self.metric, *priority));
        each.fold([0; 3], |sum, late| std::array::from_fn(|class| sum[class] + late[class]))
    }

    /// How many events they count as.
    fn weighed(&self, late: [i64; 3]) -> i64 {
        late[0] + late[1] * self.beyond_twice + late[2] * self.beyond_thrice
    }
}

/// One event that somebody booked and that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerEntry {
    /// The row that tells who booked it, when and on what evidence.
    pub id: LedgerEntryId,
    /// The item's code.
    pub item: String,
    /// The civil day on which it happened, in the contract's zone.
    pub occurred_on: NaiveDate,
    /// As booked: below 0 a deduction, above 0 a bonus.
    pub points: Fraction,
}

text_enum! {
    /// Why a line counts other than its events add up.
    pub enum LedgerNote {
        /// The item's cap holds.
        Capped = "CAPPED",
        /// The scheme of the period knows no such item: nothing counts.
        UnknownItem = "UNKNOWN_ITEM",
    }
}

/// What one item comes to in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerLine {
    /// The item's code.
    pub item: String,
    /// The item's name; none when the scheme knows no such item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// What was booked, by day and id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<LedgerEntry>,
    /// What the platform counted: late, beyond twice, beyond three times the time allowed; none for what people book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<[i64; 3]>,
    /// All its events together, with sign.
    pub booked: Fraction,
    /// The most that they may come to, without sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Fraction>,
    /// What counts of it, with sign.
    pub counted: Fraction,
    /// Why that differs, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LedgerNote>,
}

/// What the ledger comes to in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerSheet {
    /// Items with at least one event, in the scheme's order; those that it does not know last, by code.
    pub lines: Vec<LedgerLine>,
    /// Points off: the deductions that count, up to the period's cap. 0 or more.
    pub deducted: Fraction,
    /// Points on: the bonuses that count, up to theirs. 0 or more.
    pub bonus: Fraction,
}

impl Default for LedgerSheet {
    fn default() -> Self {
        Self { lines: Vec::new(), deducted: Fraction::zero(), bonus: Fraction::zero() }
    }
}

/// Adds up a period, in whatever order its entries come: events of an item up to the item's cap, items up to the period's.
pub(super) fn sheet(ledger: Option<&Ledger>, counters: &Counters, entries: &[LedgerEntry]) -> LedgerSheet {
    let mut lines: Vec<LedgerLine> = Vec::new();
    for item in ledger.iter().flat_map(|ledger| &ledger.items) {
        lines.extend(item.line(counters, entries));
    }
    let known = |entry: &&LedgerEntry| ledger.is_some_and(|ledger| ledger.item(&entry.item).is_some());
    let mut unknown: Vec<&str> = entries.iter().filter(|entry| !known(entry)).map(|entry| &*entry.item).collect();
    unknown.sort_unstable();
    unknown.dedup();
    lines.extend(unknown.into_iter().map(|item| LedgerLine::of_unknown(item, entries)));
    let sum = |of: &dyn Fn(&Fraction) -> bool| -> BigRational {
        lines.iter().map(|line| &line.counted).filter(|counted| of(counted)).map(|counted| counted.0.abs()).sum()
    };
    let up_to = |sum: BigRational, cap: Option<&Fraction>| match cap {
        Some(cap) if cap.0 < sum => cap.clone(),
        _ => Fraction(sum),
    };
    let deducted = up_to(sum(&|counted| counted.0.is_negative()), ledger.and_then(|ledger| ledger.cap.as_ref()));
    let bonus = up_to(sum(&|counted| counted.0.is_positive()), ledger.map(|ledger| &ledger.bonus_cap));
    LedgerSheet { lines, deducted, bonus }
}

impl Ledger {
    /// The item of a code.
    pub fn item(&self, code: &str) -> Option<&LedgerItem> {
        self.items.iter().find(|item| item.code == code)
    }
}

impl LedgerItem {
    /// None when there was no event of it.
    fn line(&self, counters: &Counters, entries: &[LedgerEntry]) -> Option<LedgerLine> {
        let entries = of_item(&self.code, entries);
        let late = self.counted.as_ref().map(|counted| counted.of(counters));
        let weighed = self.counted.as_ref().zip(late).map_or(0, |(counted, late)| counted.weighed(late));
        if entries.is_empty() && weighed == 0 {
            return None;
        }
        let booked: BigRational = entries.iter().map(|entry| &entry.points.0).sum();
        let booked = booked + &self.points.0 * BigRational::from_integer(weighed.into());
        let over = self.cap.as_ref().filter(|cap| booked.abs() > cap.0);
        let counted = match over {
            Some(cap) if booked.is_negative() => Fraction(-&cap.0),
            Some(cap) => cap.clone(),
            None => Fraction(booked.clone()),
        };
        Some(LedgerLine {
            item: self.code.clone(),
            name: Some(self.name.clone()),
            entries,
            late,
            booked: Fraction(booked),
            cap: self.cap.clone(),
            counted,
            note: over.map(|_| LedgerNote::Capped),
        })
    }
}

impl LedgerLine {
    fn of_unknown(item: &str, entries: &[LedgerEntry]) -> Self {
        let entries = of_item(item, entries);
        Self {
            item: item.to_owned(),
            name: None,
            late: None,
            booked: Fraction(entries.iter().map(|entry| &entry.points.0).sum()),
            entries,
            cap: None,
            counted: Fraction(BigRational::zero()),
            note: Some(LedgerNote::UnknownItem),
        }
    }
}

fn of_item(item: &str, entries: &[LedgerEntry]) -> Vec<LedgerEntry> {
    let mut found: Vec<LedgerEntry> = entries.iter().filter(|entry| entry.item == item).cloned().collect();
    found.sort_by_key(|entry| (entry.occurred_on, entry.id));
    found
}
