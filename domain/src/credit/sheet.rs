//! The settlement of a period: its lines, what they come to, and which cap holds.

use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use serde::{Deserialize, Serialize};

use super::events::whole;
use super::history::{credits_so_far, just_before};
use super::line::{CreditLine, CreditLineKind};
use super::{CreditRules, PastPeriod};
use crate::fraction::{Fraction, half_up};
use crate::money::Fen;
use crate::scorecard::{Late, Period, Score};
use crate::text_enum;

/// What a period is settled on.
#[derive(Clone, Debug)]
pub struct CreditInputs<'a> {
    /// Which period.
    pub period: Period,
    /// What the period pays before anything is taken off; not below 0.
    pub fee: Fen,
    /// The contract's amount.
    pub contract_amount: Fen,
    /// The assessed score; none when not rated.
    pub score: Option<Score>,
    /// Code and rate of the criteria that count.
    pub rates: &'a [(String, Fraction)],
    /// Breached promises by how late they were.
    pub late: &'a Late,
    /// Points that the ledger takes off, after its caps.
    pub ledger_points: &'a Fraction,
    /// The other periods that are settled, in any order.
    pub past: &'a [PastPeriod],
}

text_enum! {
    /// What limits a credit.
    pub enum CapKind {
        /// The cap of a period.
        Period = "PERIOD",
        /// What the contract's cap leaves.
        Contract = "CONTRACT",
        /// The fee of the period.
        Fee = "FEE",
    }
}

/// A limit in whole fen, rounded down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditCap {
    /// Which.
    pub kind: CapKind,
    /// The most that is taken off.
    pub limit: Fen,
}

/// What a period comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreditSheet {
    /// Before anything is taken off.
    pub fee: Fen,
    /// Every rule that found something: the band, events, criteria, the ledger, all points.
    pub lines: Vec<CreditLine>,
    /// All points.
    pub points: Fraction,
    /// All per cent of the fee.
    pub percent: Fraction,
    /// What the lines come to in fen, exact, before rounding and caps.
    pub exact: Fraction,
    /// The same rounded once, half up.
    pub gross: Fen,
    /// The limits.
    pub caps: Vec<CreditCap>,
    /// The limit that holds, if one does.
    pub capped_by: Option<CapKind>,
    /// What is taken off.
    pub credit: Fen,
    /// What is given back of an earlier credit.
    pub earned_back: Fen,
    /// What is put on top.
    pub reward: Fen,
    /// fee − credit + earned back + reward.
    pub payable: Fen,
    /// The codes of the rules that found something, sorted: repetition is told by them.
    pub failed: Vec<String>,
    /// Whether the buyer may end the contract, by two scores in a row.
    pub right_to_terminate: bool,
}

/// Settles a period. The rules are valid ([`CreditRules::validate`]).
pub fn settle(rules: &CreditRules, inputs: &CreditInputs<'_>) -> CreditSheet {
    let before = just_before(inputs.past, inputs.period);
    let times = |code: &str| {
        let again = before.is_some_and(|before| before.failed.iter().any(|failed| failed == code));
        if again { rules.on_repetition } else { 1 }
    };
    let mut lines: Vec<CreditLine> = band(rules, inputs.score).into_iter().collect();
    lines.extend(rules.events.iter().filter_map(|rule| rule.line(inputs.late, times(&rule.code))));
    for rule in &rules.kpis {
        let rate = inputs.rates.iter().find(|(code, _)| *code == rule.criterion);
        lines.extend(rate.and_then(|(_, rate)| rule.line(rate, times(&rule.criterion))));
    }
    let mut failed: Vec<String> = lines.iter().map(|line| line.code.clone()).filter(|code| !code.is_empty()).collect();
    failed.sort_unstable();
    if rules.ledger_points && !inputs.ledger_points.0.is_zero() {
        let mut line = CreditLine::new(CreditLineKind::Ledger, "");
        line.arithmetic = inputs.ledger_points.to_string();
        line.points = inputs.ledger_points.clone();
        lines.push(line);
    }
    let points = Fraction(lines.iter().map(|line| &line.points.0).sum());
    lines.extend(rules.points.as_ref().and_then(|rule| rule.line(&points)));
    let percent = Fraction(lines.iter().map(|line| &line.percent.0).sum());
    let fixed: BigRational = lines.iter().map(|line| &line.fen.0).sum();
    let exact = Fraction(whole(inputs.fee.0) * &percent.0 / whole(100) + fixed);
    let gross = Fen(half_up(&exact.0).to_i64().unwrap_or(i64::MAX));
    let caps = caps(rules, inputs);
    let holds = caps.iter().min_by_key(|cap| cap.limit).filter(|cap| cap.limit < gross);
    let credit = holds.map_or(gross, |cap| cap.limit);
    let earned_back = match &rules.earn_back {
        Some(rule) if credit == Fen(0) => rule.given_back(inputs.past, inputs.period, inputs.score),
        _ => Fen(0),
    };
    let reward = rules.reward.as_ref().map_or(Fen(0), |reward| reward.of(inputs.fee, inputs.score));
    let capped_by = holds.map(|cap| cap.kind);
    let right_to_terminate = rules.terminate_below.as_ref().is_some_and(|limit| {
        let below = |score: Option<Score>| score.is_some_and(|score| score.fraction() < *limit);
        below(inputs.score) && before.is_some_and(|before| below(before.score))
    });
    let paid = inputs.fee.0 - credit.0;
    CreditSheet {
        fee: inputs.fee,
        lines,
        points,
        percent,
        exact,
        gross,
        capped_by,
        caps,
        credit,
        earned_back,
        reward,
        payable: Fen(paid.saturating_add(earned_back.0).saturating_add(reward.0)),
        failed,
        right_to_terminate,
    }
}

fn band(rules: &CreditRules, score: Option<Score>) -> Option<CreditLine> {
    let score = score?;
    let exact = score.fraction();
    let band = rules.bands.iter().find(|band| exact >= band.from)?;
    if band.percent.0.is_zero() {
        return None;
    }
    let mut line = CreditLine::new(CreditLineKind::Band, "");
    line.arithmetic = format!("{score} ≥ {}: {} %", band.from, band.percent);
    line.percent = band.percent.clone();
    Some(line)
}

fn caps(rules: &CreditRules, inputs: &CreditInputs<'_>) -> Vec<CreditCap> {
    let of = |amount: Fen, percent: &Fraction| {
        let exact = whole(amount.0) * &percent.0 / whole(100);
        exact.floor().to_integer().to_i64().unwrap_or(i64::MAX)
    };
    let mut caps = Vec::new();
    if let Some(percent) = &rules.period_cap {
        caps.push(CreditCap { kind: CapKind::Period, limit: Fen(of(inputs.fee, percent)) });
    }
    if let Some(percent) = &rules.contract_cap {
        let all = i128::from(of(inputs.contract_amount, percent));
        let left = (all - credits_so_far(inputs.past)).max(0);
        caps.push(CreditCap { kind: CapKind::Contract, limit: Fen(i64::try_from(left).unwrap_or(i64::MAX)) });
    }
    caps.push(CreditCap { kind: CapKind::Fee, limit: inputs.fee });
    caps
}
