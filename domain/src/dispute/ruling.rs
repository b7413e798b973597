//! What is decided about a dispute.

use chrono::SubsecRound;
use serde::{Deserialize, Serialize};

use super::{DisputeOutcome, DisputeSubject};
use crate::Instant;
use crate::fraction::Fraction;
use crate::scorecard::is_given_score;
use crate::sla::Metric;
use crate::ticket::{PauseParty, REASON_MAX};

/// Intervals that one decision takes out.
pub const INTERVALS_MAX: usize = 20;

/// A decision about a dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum Ruling {
    /// What was found stays.
    Uphold,
    /// It is not counted.
    Exclude,
    /// Somebody else answers for it: not counted for the vendor.
    ReAttribute { party: PauseParty },
    /// The vendor is right in part.
    Partly(Part),
}

/// What is granted where the vendor is right in part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Part {
    /// Of a breach: these intervals are not the vendor's; the deadline is computed without them, as if an accepted pause
    /// had held.
    Time { intervals: Vec<Relief> },
    /// Of a score: this one counts in its place.
    Score { score: Fraction },
}

/// What a decision is checked against.
#[derive(Clone, Copy, Debug)]
pub enum Matter<'a> {
    /// A breach: what its clock measures, from when and until when, if it has stopped.
    Breach(Option<(Metric, Instant, Option<Instant>)>),
    /// A deduction.
    Deduction,
    /// A score, as it was given.
    Score(&'a Fraction),
}

impl Matter<'_> {
    /// The word for it.
    pub const fn subject(self) -> DisputeSubject {
        match self {
            Self::Breach(_) => DisputeSubject::Verdict,
            Self::Deduction => DisputeSubject::LedgerEntry,
            Self::Score(_) => DisputeSubject::ManualScore,
        }
    }
}

/// A half-open interval that somebody else than the vendor answers for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Relief {
    /// From when, in whole seconds.
    pub from: Instant,
    /// Until when, exclusive.
    pub to: Instant,
    /// Who answers for it.
    pub party: PauseParty,
    /// Why.
    pub reason: String,
}

/// What is wrong with a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulingMistake {
    /// A dispute about this cannot come to that.
    #[error("a dispute about {subject} cannot come to {outcome}")]
    NotForSubject { subject: DisputeSubject, outcome: DisputeOutcome },
    /// The vendor answers for it already.
    #[error("what is put down to the vendor relieves nobody")]
    Vendor,
    /// Nothing is taken out.
    #[error("name the intervals that are not the vendor's")]
    NoInterval,
    /// More than [`INTERVALS_MAX`].
    #[error("intervals: {found} exceeds the limit of {INTERVALS_MAX}")]
    TooMany { found: usize },
    /// An interval does not lie inside the clock, or ends before it begins.
    #[error("interval {}: it lies between the start of the clock and its stop, and ends after it begins", at + 1)]
    Outside { at: usize },
    /// Two intervals overlap, and one second would be two parties'.
    #[error("interval {}: it overlaps the one before", at + 1)]
    Overlaps { at: usize },
    /// An interval has no reason, or one that is too long.
    #[error("interval {}: the reason has 1 to {REASON_MAX} characters", at + 1)]
    Reason { at: usize },
    /// A progress report is late or not; the links behind it would move.
    #[error("a progress report is excluded as a whole, not in parts")]
    NotDivisible,
    /// No other score is named.
    #[error("name the score that counts in its place")]
    NoScore,
    /// The other score is none, or grants nothing.
    #[error("the score in its place is above the one that was given, at most 1, with a denominator of at most 1000")]
    Score,
}

impl Ruling {
    /// The word for it.
    pub const fn outcome(&self) -> DisputeOutcome {
        match self {
            Self::Uphold => DisputeOutcome::Uphold,
            Self::Exclude => DisputeOutcome::Exclude,
            Self::ReAttribute { .. } => DisputeOutcome::ReAttribute,
            Self::Partly(_) => DisputeOutcome::Partly,
        }
    }

    /// Whether the vendor has got all that it can ask for: there is nothing left to go further with.
    pub const fn grants_all(&self) -> bool {
        matches!(self, Self::Exclude | Self::ReAttribute { .. })
    }

    /// Whether a clock is not counted by it.
    pub const fn excludes(&self) -> bool {
        self.grants_all()
    }

    /// The same in whole seconds and in order of time, as it is kept.
    #[must_use]
    pub fn tidied(self) -> Self {
        let Self::Partly(Part::Time { mut intervals }) = self else { return self };
        for of in &mut intervals {
            (of.from, of.to, of.reason) =
                (of.from.trunc_subsecs(0), of.to.trunc_subsecs(0), of.reason.trim().to_owned());
        }
        intervals.sort();
        Self::Partly(Part::Time { intervals })
    }

    /// Everything that is wrong with it, as decided at `now` about something.
    pub fn mistakes(&self, matter: Matter<'_>, now: Instant) -> Vec<RulingMistake> {
        let (subject, outcome) = (matter.subject(), self.outcome());
        if !subject.admits(outcome) {
            return vec![RulingMistake::NotForSubject { subject, outcome }];
        }
        match (self, matter) {
            (Self::ReAttribute { party: PauseParty::Vendor }, _) => vec![RulingMistake::Vendor],
            (Self::Uphold | Self::Exclude | Self::ReAttribute { .. }, _) => Vec::new(),
            (Self::Partly(Part::Time { intervals }), Matter::Breach(Some((metric, started_at, stopped_at)))) => {
                mistakes_of(intervals, (metric, started_at, stopped_at.unwrap_or(now)))
            }
            (Self::Partly(Part::Score { score }), Matter::Score(given)) => {
                if is_given_score(score) && score > given {
                    Vec::new()
                } else {
                    vec![RulingMistake::Score]
                }
            }
            (Self::Partly(_), Matter::Score(_)) => vec![RulingMistake::NoScore],
            (Self::Partly(_), _) => vec![RulingMistake::NoInterval],
        }
    }
}

fn mistakes_of(intervals: &[Relief], (metric, started_at, until): (Metric, Instant, Instant)) -> Vec<RulingMistake> {
    if metric == Metric::Update {
        return vec![RulingMistake::NotDivisible];
    }
    let mut mistakes = Vec::new();
    match intervals.len() {
        0 => mistakes.push(RulingMistake::NoInterval),
        found if found > INTERVALS_MAX => return vec![RulingMistake::TooMany { found }],
        _ => {}
    }
    for (at, of) in intervals.iter().enumerate() {
        if of.party == PauseParty::Vendor {
            mistakes.push(RulingMistake::Vendor);
        }
        if of.from < started_at || of.to > until || of.from >= of.to {
            mistakes.push(RulingMistake::Outside { at });
        }
        if at.checked_sub(1).is_some_and(|before| intervals[before].to > of.from) {
            mistakes.push(RulingMistake::Overlaps { at });
        }
        if of.reason.trim().is_empty() || of.reason.chars().count() > REASON_MAX {
            mistakes.push(RulingMistake::Reason { at });
        }
    }
    mistakes
}

impl RulingMistake {
    /// The word that clients match on.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotForSubject { .. } | Self::NotDivisible => "NOT_POSSIBLE",
            Self::Vendor | Self::Outside { .. } => "INVALID",
            Self::NoInterval | Self::Reason { .. } | Self::NoScore => "REQUIRED",
            Self::Score => "OUT_OF_RANGE",
            Self::TooMany { .. } => "LIMIT_INTERVALS",
            Self::Overlaps { .. } => "OVERLAPS",
        }
    }

    /// The input it is about, as GraphQL names it.
    pub const fn field(self) -> &'static str {
        match self {
            Self::NotForSubject { .. } | Self::NotDivisible => "outcome",
            Self::Vendor => "party",
            Self::NoScore | Self::Score => "score",
            _ => "intervals",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(self) -> String {
        match self {
            Self::NotForSubject { .. } => "该类申诉不适用此裁定结果".to_owned(),
            Self::Vendor => "责任方不得为服务商".to_owned(),
            Self::NoInterval => "请填写不属于服务商责任的时段".to_owned(),
            Self::TooMany { found } => format!("时段 {found} 个，超过上限 {INTERVALS_MAX} 个"),
            Self::Outside { at } => format!("第 {} 个时段须在计时起止之间，且结束晚于开始", at + 1),
            Self::Overlaps { at } => format!("第 {} 个时段与前一时段重叠", at + 1),
            Self::Reason { at } => format!("第 {} 个时段须填写原因，最多 {REASON_MAX} 字", at + 1),
            Self::NotDivisible => "进展反馈只能整体认定，不可部分剔除".to_owned(),
            Self::NoScore => "请填写改定分值".to_owned(),
            Self::Score => "改定分值须高于原评分、不超过 1，分母不超过 1000".to_owned(),
        }
    }
}
