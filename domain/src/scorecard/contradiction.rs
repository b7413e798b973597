//! What contradicts itself in a scheme, found when it is saved: each with the field of the input it stands in.

use super::{Criterion, Formula, Ledger, LedgerItem, Scheme, Step};
use crate::assessment::{AssessmentRules, AssessmentRulesError};
use crate::dispute::{DisputeDays, DisputeDaysError};
use crate::fraction::Fraction;
use crate::sla::Metric;

/// Why a scheme is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SchemeError {
    /// There is nothing to score.
    #[error("a scheme needs at least one criterion, or a ledger that deducts")]
    NoCriteria,
    /// A code or a name is blank.
    #[error("criterion {place} needs a code and a name in both languages")]
    BlankCriterion { place: usize },
    /// A code stands twice.
    #[error("criterion {code} stands twice")]
    DuplicateCode { code: String },
    /// A weight of nothing.
    #[error("the weight of {code} must be above 0")]
    WeightNotPositive { code: String },
    /// The weights are no shares of 100.
    #[error("the weights add up to {sum}, not to 100")]
    WeightsSum { sum: Fraction },
    /// Floor and target must span a range within 0 to 1.
    #[error("{code} needs 0 ≤ floor < target ≤ 1")]
    Range { code: String },
    /// Steps must lead down from the target.
    #[error(
        "the steps of {code} begin at its target with 1, and go down in rate and in points, staying above its floor and above 0"
    )]
    Steps { code: String },
    /// There is no grade to give.
    #[error("a scheme needs at least one band, with a name in both languages")]
    NoBands,
    /// A hole at the bottom.
    #[error("the lowest band must begin at 0, not at {from}")]
    LowestBand { from: Fraction },
    /// Bands must go down, and stay within 100.
    #[error("bands go from best to worst, each beginning below the one before and none above 100")]
    BandOrder,
    /// What a grade pays contradicts itself.
    #[error("either every band has a payPercent from 0 to 100, none above that of a better band, or none has one")]
    PayPercent,
    /// At least one rating is needed to speak of a mean.
    #[error("the minimum of ratings must be at least 1")]
    MinRatings,
    /// A ledger item's code or name is blank.
    #[error("ledger item {place} needs a code and a name in both languages")]
    BlankItem { place: usize },
    /// Two items, or an item and a criterion, share a code.
    #[error("the code {code} of a ledger item stands twice in the scheme")]
    DuplicateItem { code: String },
    /// An item that neither takes nor gives, or more finely than scores are written.
    #[error("{code} needs points other than 0, from -100 to 100, with at most two decimal places")]
    ItemPoints { code: String },
    /// An item that could never count whole.
    #[error("the cap of {code} must be at least its points, at most 100, with at most two decimal places")]
    ItemCap { code: String },
    /// A period's cap under which an item could never count whole.
    #[error("the cap of deductions must be at least the points of every item that deducts, and at most 100")]
    LedgerCap,
    /// More bonus than schemes give, or less than an item promises.
    #[error("the cap of bonuses must be at least the points of every bonus item, and at most 5")]
    BonusCap,
    /// Counted events that nobody can count.
    #[error(
        "{code} counts RESPONSE, ARRIVAL, RESTORE or RESOLVE of at least one priority, each named once, takes points off, and 1 ≤ beyondTwice ≤ beyondThrice ≤ 100"
    )]
    Counted { code: String },
    /// The rules of assessment contradict themselves.
    #[error(transparent)]
    Assessment(#[from] AssessmentRulesError),
    /// The days of a side of a dispute are out of range.
    #[error(transparent)]
    DisputeDays(#[from] DisputeDaysError),
}

impl SchemeError {
    /// The field of the input, below `spec`.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::NoCriteria => "spec.criteria",
            Self::BlankCriterion { .. } | Self::DuplicateCode { .. } => "spec.criteria.code",
            Self::WeightNotPositive { .. } | Self::WeightsSum { .. } => "spec.criteria.weight",
            Self::Range { .. } => "spec.criteria.target",
            Self::Steps { .. } => "spec.criteria.steps",
            Self::NoBands => "spec.bands",
            Self::LowestBand { .. } | Self::BandOrder => "spec.bands.from",
            Self::PayPercent => "spec.bands.payPercent",
            Self::MinRatings => "spec.minRatings",
            Self::BlankItem { .. } | Self::DuplicateItem { .. } => "spec.ledger.items.code",
            Self::ItemPoints { .. } => "spec.ledger.items.points",
            Self::ItemCap { .. } => "spec.ledger.items.cap",
            Self::Counted { .. } => "spec.ledger.items.counted",
            Self::LedgerCap => "spec.ledger.cap",
            Self::BonusCap => "spec.ledger.bonusCap",
            Self::Assessment(_) => "spec.assessment",
            Self::DisputeDays(_) => "spec.disputeDays",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::NoCriteria => "考核方案至少需要一项指标，或一份扣分清单".to_owned(),
            Self::BlankCriterion { place } => format!("第 {place} 项指标需要编码和中英文名称"),
            Self::DuplicateCode { code } => format!("指标 {code} 重复"),
            Self::WeightNotPositive { code } => format!("指标 {code} 的权重必须大于 0"),
            Self::WeightsSum { sum } => format!("权重合计为 {sum}，应为 100"),
            Self::Range { code } => format!("指标 {code} 须满足 0 ≤ 底线 < 目标 ≤ 1"),
            Self::Steps { code } => {
                format!("指标 {code} 的分档须从目标值得 1 分起，比率与得分逐档降低，且高于底线和 0")
            }
            Self::NoBands => "考核方案至少需要一个等级，并有中英文名称".to_owned(),
            Self::LowestBand { from } => format!("最低等级须从 0 分开始，而不是 {from}"),
            Self::BandOrder => "等级须由高到低排列，且不超过 100 分".to_owned(),
            Self::PayPercent => "payPercent 须每个等级都有（0 至 100，等级越低不得越高），或都没有".to_owned(),
            Self::MinRatings => "最少评价数至少为 1".to_owned(),
            Self::BlankItem { place } => format!("第 {place} 项扣分项需要编码和中英文名称"),
            Self::DuplicateItem { code } => format!("扣分项编码 {code} 在方案中重复"),
            Self::ItemPoints { code } => format!("扣分项 {code} 的分值不得为 0，须在 -100 至 100 之间，最多两位小数"),
            Self::ItemCap { code } => format!("扣分项 {code} 的上限不得低于其分值，不超过 100，最多两位小数"),
            Self::LedgerCap => "扣分总上限不得低于任一扣分项的分值，且不超过 100".to_owned(),
            Self::BonusCap => "加分总上限不得低于任一加分项的分值，且不超过 5".to_owned(),
            Self::Counted { code } => {
                format!(
                    "自动扣分项 {code} 须指明响应、到场、恢复或解决及不重复的级别，分值为负，且 1 ≤ beyondTwice ≤ beyondThrice ≤ 100"
                )
            }
            Self::Assessment(error) => error.zh(),
            Self::DisputeDays(error) => error.zh(),
        }
    }
}

impl Scheme {
    /// Refuses a scheme that cannot be applied: by construction then, each score has one grade (E49).
    ///
    /// # Errors
    /// The first of its contradictions.
    pub fn validate(&self) -> Result<(), SchemeError> {
        self.contradictions().into_iter().next().map_or(Ok(()), Err)
    }

    /// Everything that contradicts itself, so that people mend it at once.
    pub fn contradictions(&self) -> Vec<SchemeError> {
        let mut found = Vec::new();
        let deducts = self.ledger.iter().flat_map(|ledger| &ledger.items).any(LedgerItem::deducts);
        if self.criteria.is_empty() && !deducts {
            found.push(SchemeError::NoCriteria);
        }
        for (index, criterion) in self.criteria.iter().enumerate() {
            criterion.contradictions(index + 1, &mut found);
            if self.criteria[..index].iter().any(|other| other.code == criterion.code) {
                found.push(SchemeError::DuplicateCode { code: criterion.code.clone() });
            }
        }
        let sum = self.total_weight();
        if !self.criteria.is_empty() && sum != Fraction::whole(100) {
            found.push(SchemeError::WeightsSum { sum });
        }
        if self.min_ratings < 1 {
            found.push(SchemeError::MinRatings);
        }
        self.of_bands(&mut found);
        if let Some(ledger) = &self.ledger {
            self.of_ledger(ledger, &mut found);
        }
        let rules = self.assessment.as_ref().map(AssessmentRules::validate);
        found.extend(rules.and_then(Result::err).map(SchemeError::from));
        let days = self.dispute_days.as_ref().map(DisputeDays::validate);
        found.extend(days.and_then(Result::err).map(SchemeError::from));
        found
    }

    fn of_bands(&self, found: &mut Vec<SchemeError>) {
        let Some(lowest) = self.bands.last() else { return found.push(SchemeError::NoBands) };
        if self.bands.iter().any(|band| band.name.is_blank()) {
            found.push(SchemeError::NoBands);
        }
        if lowest.from != Fraction::zero() {
            found.push(SchemeError::LowestBand { from: lowest.from.clone() });
        }
        let descend = self.bands.windows(2).all(|pair| pair[0].from > pair[1].from);
        if !descend || self.bands[0].from > Fraction::whole(100) {
            found.push(SchemeError::BandOrder);
        }
        let paid: Vec<&Fraction> = self.bands.iter().filter_map(|band| band.pay_percent.as_ref()).collect();
        let in_range = paid.iter().all(|percent| (&Fraction::zero()..=&Fraction::whole(100)).contains(percent));
        let falls = paid.windows(2).all(|pair| pair[0] >= pair[1]);
        let all_or_none = paid.is_empty() || paid.len() == self.bands.len();
        if !(in_range && falls && all_or_none) {
            found.push(SchemeError::PayPercent);
        }
    }

    fn of_ledger(&self, ledger: &Ledger, found: &mut Vec<SchemeError>) {
        for (index, item) in ledger.items.iter().enumerate() {
            item.contradictions(index + 1, found);
            let taken = ledger.items[..index].iter().any(|other| other.code == item.code);
            if taken || self.criterion(&item.code).is_some() {
                found.push(SchemeError::DuplicateItem { code: item.code.clone() });
            }
        }
        let most = |bonus: bool| ledger.items.iter().filter(|item| item.deducts() != bonus).map(LedgerItem::size).max();
        let fits = |cap: &Fraction, most: Option<Fraction>, limit: Fraction| {
            *cap >= most.unwrap_or_else(Fraction::zero) && *cap <= limit
        };
        if ledger.cap.as_ref().is_some_and(|cap| !fits(cap, most(false), Fraction::whole(100))) {
            found.push(SchemeError::LedgerCap);
        }
        if !fits(&ledger.bonus_cap, most(true), Ledger::most_bonus()) {
            found.push(SchemeError::BonusCap);
        }
    }
}

impl Criterion {
    fn contradictions(&self, place: usize, found: &mut Vec<SchemeError>) {
        let code = || self.code.clone();
        if self.code.trim().is_empty() || self.name.is_blank() {
            return found.push(SchemeError::BlankCriterion { place });
        }
        if self.weight <= Fraction::zero() {
            found.push(SchemeError::WeightNotPositive { code: code() });
        }
        if self.floor < Fraction::zero() || self.floor >= self.target || self.target > Fraction::one() {
            found.push(SchemeError::Range { code: code() });
        }
        if !self.has_fit_steps() {
            found.push(SchemeError::Steps { code: code() });
        }
    }

    fn has_fit_steps(&self) -> bool {
        let (Some(first), Some(last)) = (self.steps.first(), self.steps.last()) else { return true };
        let descend = |pair: &[Step]| pair[0].from > pair[1].from && pair[0].points > pair[1].points;
        first.from == self.target
            && first.points == Fraction::one()
            && self.steps.windows(2).all(descend)
            && last.from > self.floor
            && last.points > Fraction::zero()
    }

    /// Whether people give its rate.
    pub fn is_manual(&self) -> bool {
        self.formula == Formula::Manual
    }
}

impl LedgerItem {
    fn contradictions(&self, place: usize, found: &mut Vec<SchemeError>) {
        let code = || self.code.clone();
        if self.code.trim().is_empty() || self.name.is_blank() {
            return found.push(SchemeError::BlankItem { place });
        }
        let size = self.size();
        if size == Fraction::zero() || size > Fraction::whole(100) || !has_two_places(&size) {
            found.push(SchemeError::ItemPoints { code: code() });
        }
        let fits = |cap: &Fraction| *cap >= size && *cap <= Fraction::whole(100) && has_two_places(cap);
        if self.cap.as_ref().is_some_and(|cap| !fits(cap)) {
            found.push(SchemeError::ItemCap { code: code() });
        }
        if let Some(counted) = &self.counted {
            let priorities = &counted.priorities;
            let named_once = (1..priorities.len()).all(|place| !priorities[..place].contains(&priorities[place]));
            let fits = counted.metric != Metric::Update
                && !priorities.is_empty()
                && named_once
                && self.deducts()
                && 1 <= counted.beyond_twice
                && counted.beyond_twice <= counted.beyond_thrice
                && counted.beyond_thrice <= 100;
            if !fits {
                found.push(SchemeError::Counted { code: code() });
            }
        }
    }

    /// Whether its points are taken off.
    pub fn deducts(&self) -> bool {
        self.points < Fraction::zero()
    }

    fn size(&self) -> Fraction {
        if self.deducts() { Fraction(-&self.points.0) } else { self.points.clone() }
    }
}

fn has_two_places(number: &Fraction) -> bool {
    Fraction(&number.0 * Fraction::whole(100).0).0.is_integer()
}
