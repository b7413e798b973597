//! Contradictions in the rules of credits: refused on saving, with the field.

use super::{CreditBand, CreditRules, EventWorth, KpiWorth, PointWorth, PointsCredit};
use crate::fraction::Fraction;
use crate::money::Fen;
use crate::sla::Metric;

/// Why rules are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreditRefusal {
    /// Nothing takes anything off.
    #[error("{field}: at least one rule is needed")]
    Nothing { field: &'static str },
    /// A number outside its range.
    #[error("{field} must be {range}")]
    Range { field: &'static str, range: &'static str },
    /// Steps go one way and leave no hole.
    #[error("{field} go from best to worst, each beginning below the one before and taking no less, the last from 0")]
    Steps { field: &'static str },
    /// A code is blank, or stands twice.
    #[error("{field}: the code {code} is blank or stands twice")]
    Code { field: &'static str, code: String },
    /// Points are counted and worth nothing, or worth something and never counted.
    #[error("points are counted if and only if something gives them and points says what they are worth")]
    Points,
    /// The shares are no parts of the whole.
    #[error("the shares of funding come to {sum}, not to 100 per cent")]
    Funding { sum: Fraction },
    /// A criterion that the scheme does not have.
    #[error("kpis: the scheme of the contract has no criterion {code}")]
    Unknown { code: String },
}

impl CreditRefusal {
    /// For programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "NOT_FOUND",
            _ => "INVALID",
        }
    }

    /// The input field, as GraphQL names it.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Nothing { field } | Self::Range { field, .. } | Self::Steps { field } | Self::Code { field, .. } => {
                field
            }
            Self::Points => "rules.points",
            Self::Funding { .. } => "rules.funding",
            Self::Unknown { .. } => "rules.kpis",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Nothing { field } => format!("{field}：至少需要一条规则"),
            Self::Range { field, range } => format!("{field} 超出范围（{range}）"),
            Self::Steps { field } => format!("{field} 须由优到劣排列、扣减不得递减，且最后一档从 0 开始"),
            Self::Code { field, code } => format!("{field}：编码 {code} 为空或重复"),
            Self::Points => "有计分规则时须约定分值的金额或比例，反之亦然".to_owned(),
            Self::Funding { sum } => format!("资金来源比例合计为 {sum}，应为 100"),
            Self::Unknown { code } => format!("合同的考核方案没有指标 {code}"),
        }
    }
}

/// The most that a fixed sum for one event or point may be: a hundred thousand yuan.
const MOST_FEN: Fen = Fen(10_000_000);
const MOST_TIMES: i64 = 10;

impl CreditRules {
    /// Refuses rules that contradict themselves. `criteria` are the codes of the contract's scheme.
    ///
    /// # Errors
    /// The first contradiction, with its field.
    pub fn validate(&self, criteria: &[&str]) -> Result<(), CreditRefusal> {
        if self.bands.is_empty() && self.events.is_empty() && self.kpis.is_empty() && !self.ledger_points {
            return Err(CreditRefusal::Nothing { field: "rules" });
        }
        bands("rules.bands", &self.bands, 100, true)?;
        self.check_codes(criteria)?;
        self.check_events()?;
        self.check_kpis()?;
        self.check_points()?;
        times("rules.onRepetition", self.on_repetition)?;
        for (field, cap) in [("rules.periodCap", &self.period_cap), ("rules.contractCap", &self.contract_cap)] {
            cap.as_ref().map_or(Ok(()), |cap| percent(field, cap, 100))?;
        }
        if let Some(limit) = &self.terminate_below {
            percent("rules.terminateBelow", limit, 100)?;
        }
        if let Some(earn) = &self.earn_back {
            percent("rules.earnBack.percent", &earn.percent, 100)?;
            percent("rules.earnBack.minScore", &earn.min_score, 100)?;
            if !(1..=12).contains(&earn.periods) {
                return Err(CreditRefusal::Range { field: "rules.earnBack.periods", range: "1 to 12" });
            }
        }
        self.check_funding()
    }

    fn check_codes(&self, criteria: &[&str]) -> Result<(), CreditRefusal> {
        let codes = self.events.iter().map(|rule| &rule.code).chain(self.kpis.iter().map(|rule| &rule.criterion));
        let mut seen: Vec<&str> = Vec::new();
        for code in codes {
            if code.trim().is_empty() || seen.contains(&code.as_str()) {
                return Err(CreditRefusal::Code { field: "rules.events", code: code.clone() });
            }
            seen.push(code);
        }
        let unknown = self.kpis.iter().find(|rule| !criteria.contains(&rule.criterion.as_str()));
        unknown.map_or(Ok(()), |rule| Err(CreditRefusal::Unknown { code: rule.criterion.clone() }))
    }

    fn check_events(&self) -> Result<(), CreditRefusal> {
        let field = "rules.events";
        for rule in &self.events {
            if rule.metric == Metric::Update || rule.priorities.is_empty() {
                let range = "of RESPONSE, ARRIVAL, RESTORE or RESOLVE, with at least one priority";
                return Err(CreditRefusal::Range { field, range });
            }
            let repeats = rule.priorities.iter().enumerate().any(|(at, one)| rule.priorities[..at].contains(one));
            if repeats || !(0..=1_000).contains(&rule.free) {
                return Err(CreditRefusal::Range { field, range: "each priority once, and 0 to 1000 events free" });
            }
            times(field, rule.beyond_twice)?;
            times(field, rule.beyond_thrice)?;
            if rule.beyond_thrice < rule.beyond_twice {
                return Err(CreditRefusal::Range { field, range: "no cheaper the later an event is" });
            }
            let fit = match &rule.each {
                EventWorth::Points(points) => *points > Fraction::zero() && *points <= Fraction::whole(1_000),
                EventWorth::Fen(fen) => *fen > Fen(0) && *fen <= MOST_FEN,
            };
            if !fit {
                return Err(CreditRefusal::Range { field, range: "above 0, up to 1000 points or 100000.00 yuan each" });
            }
        }
        Ok(())
    }

    fn check_kpis(&self) -> Result<(), CreditRefusal> {
        let field = "rules.kpis";
        for rule in &self.kpis {
            if rule.target <= Fraction::zero() || rule.target > Fraction::one() {
                return Err(CreditRefusal::Range { field, range: "with a target above 0 and up to 1" });
            }
            match &rule.below {
                KpiWorth::PercentPerPoint(each) => percent(field, each, 100)?,
                KpiWorth::Steps(steps) => {
                    let falls =
                        steps.windows(2).all(|pair| pair[0].from > pair[1].from && pair[0].points <= pair[1].points);
                    let whole = steps.last().is_some_and(|last| last.from == Fraction::zero());
                    let below = steps.iter().all(|step| step.from < rule.target && step.points > Fraction::zero());
                    if !falls || !whole || !below {
                        return Err(CreditRefusal::Steps { field });
                    }
                }
            }
        }
        Ok(())
    }

    fn check_points(&self) -> Result<(), CreditRefusal> {
        let of_events = self.events.iter().any(|rule| matches!(rule.each, EventWorth::Points(_)));
        let of_kpis = self.kpis.iter().any(|rule| matches!(rule.below, KpiWorth::Steps(_)));
        if (of_events || of_kpis || self.ledger_points) != self.points.is_some() {
            return Err(CreditRefusal::Points);
        }
        self.points.as_ref().map_or(Ok(()), PointsCredit::validate)
    }

    fn check_funding(&self) -> Result<(), CreditRefusal> {
        let field = "rules.funding";
        if let Some(reward) = &self.reward {
            bands("rules.reward", &reward.bands, 100, false)?;
            if reward.payer.trim().is_empty() || reward.bands.is_empty() {
                return Err(CreditRefusal::Range {
                    field: "rules.reward",
                    range: "with a payer and at least one band",
                });
            }
        }
        let blank = self.funding.iter().any(|share| share.payer.trim().is_empty() || share.percent <= Fraction::zero());
        if blank {
            return Err(CreditRefusal::Range { field, range: "each with a payer and a share above 0" });
        }
        let sum = Fraction(self.funding.iter().map(|share| &share.percent.0).sum());
        let whole = self.funding.is_empty() || sum == Fraction::whole(100);
        if whole { Ok(()) } else { Err(CreditRefusal::Funding { sum }) }
    }
}

impl PointsCredit {
    fn validate(&self) -> Result<(), CreditRefusal> {
        let field = "rules.points";
        if self.free < Fraction::zero() || self.free > Fraction::whole(1_000_000) {
            return Err(CreditRefusal::Range { field: "rules.points.free", range: "0 to 1000000" });
        }
        let mut below = (&self.free, &Fraction::one());
        for tier in &self.tiers {
            let (above, times) = below;
            let rises = tier.above >= *above && tier.times >= *times && tier.times <= Fraction::whole(MOST_TIMES);
            if !rises {
                return Err(CreditRefusal::Range {
                    field: "rules.points.tiers",
                    range: "rising, each point at least once",
                });
            }
            below = (&tier.above, &tier.times);
        }
        match &self.worth {
            PointWorth::Fen(fen) if *fen <= Fen(0) || *fen > MOST_FEN => {
                Err(CreditRefusal::Range { field, range: "above 0, up to 100000.00 yuan a point" })
            }
            PointWorth::Fen(_) => Ok(()),
            PointWorth::Percent(each) => percent(field, each, 100),
            PointWorth::Ladder(steps) => {
                let rises =
                    steps.windows(2).all(|pair| pair[0].from < pair[1].from && pair[0].percent <= pair[1].percent);
                if steps.is_empty() || !rises || steps[0].from < Fraction::zero() {
                    return Err(CreditRefusal::Range { field, range: "a ladder that rises" });
                }
                steps.iter().try_for_each(|step| percent(field, &step.percent, 100))
            }
        }
    }
}

fn percent(field: &'static str, value: &Fraction, most: i64) -> Result<(), CreditRefusal> {
    let fits = *value >= Fraction::zero() && *value <= Fraction::whole(most);
    if fits { Ok(()) } else { Err(CreditRefusal::Range { field, range: "0 to 100" }) }
}

fn times(field: &'static str, value: i64) -> Result<(), CreditRefusal> {
    let fits = (1..=MOST_TIMES).contains(&value);
    if fits { Ok(()) } else { Err(CreditRefusal::Range { field, range: "1 to 10 times" }) }
}

/// Bands that fall: credits must cover every score and take no less the worse it is; rewards give no more.
fn bands(field: &'static str, bands: &[CreditBand], most: i64, covers: bool) -> Result<(), CreditRefusal> {
    let order = |pair: &[CreditBand]| {
        let worse = if covers { pair[0].percent <= pair[1].percent } else { pair[0].percent >= pair[1].percent };
        pair[0].from > pair[1].from && worse
    };
    let whole = !covers || bands.last().is_none_or(|last| last.from == Fraction::zero());
    let on_scale = bands.iter().all(|band| band.from >= Fraction::zero() && band.from <= Fraction::whole(100));
    if !bands.windows(2).all(order) || !whole || !on_scale {
        return Err(CreditRefusal::Steps { field });
    }
    bands.iter().try_for_each(|band| percent(field, &band.percent, most))
}
