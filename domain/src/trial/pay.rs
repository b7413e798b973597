//! What a period of a contract pays at a grade's per cent.

use chrono::NaiveDate;

use crate::fraction::Fraction;
use crate::money::Fen;
use crate::scorecard::Period;

/// The share of the contract's amount that falls to the period, by civil days, at so many per cent; rounded once, half
/// up (I8). `first` and `last` are the days that the amount was agreed for, `served_until` is the contract's last day by
/// what is known now, all inclusive: a contract that is ended early is paid for the days it served, at the same rate. None
/// when the period has none of them, or the amount does not fit.
pub fn payment(
    amount: Fen,
    (first, last, served_until): (NaiveDate, NaiveDate, NaiveDate),
    period: Period,
    percent: &Fraction,
) -> Option<Fen> {
    let all = (last - first).num_days() + 1;
    let until = period.end().pred_opt()?.min(last).min(served_until);
    let own = (until - period.start.max(first)).num_days() + 1;
    if own < 1 || all < 1 {
        return None;
    }
    let share = Fraction::new(own, all)?;
    amount.times(&Fraction(&share.0 * &percent.0 / Fraction::whole(100).0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorecard::PeriodKind;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_month_pays_by_its_days_and_its_grade_in_whole_fen() {
        let year = (day("2026-01-01"), day("2026-12-31"), day("2026-12-31"));
        let month = |yyyymm| Period::month(yyyymm).expect("a month");
        let pay =
            |yyyymm, percent: &str| payment(Fen(16_650_000), year, month(yyyymm), &percent.parse().expect("a number"));
        // 166,500.00 × 31/365 = 14,141.0958…
        assert_eq!(pay(202601, "100"), Some(Fen(1_414_110)));
        assert_eq!(pay(202601, "90"), Some(Fen(1_272_699)));
        assert_eq!(pay(202602, "0"), Some(Fen(0)));
        assert_eq!(pay(202701, "100"), None, "not a day of the contract");
        let whole: i64 = (1..=12).filter_map(|month| pay(202600 + month, "100")).map(|fen| fen.0).sum();
        assert!((whole - 16_650_000).abs() <= 6, "each month is off by half a fen at most: {whole}");
    }

    #[test]
    fn a_contract_that_begins_within_the_month_is_paid_for_its_own_days() {
        let contract = (day("2026-01-22"), day("2026-01-31"), day("2026-01-31"));
        let month = Period::month(202601).expect("a month");
        assert_eq!(payment(Fen(1_001), contract, month, &Fraction::whole(50)), Some(Fen(501)), "a half goes up");
    }

    #[test]
    fn a_contract_that_is_ended_on_30_june_pays_half_its_year_and_no_more() {
        let days = (day("2026-01-01"), day("2026-12-31"), day("2026-06-30"));
        let pay = |start: &str, kind| {
            payment(Fen(36_500_000), days, Period { kind, start: day(start) }, &Fraction::whole(100))
        };
        assert_eq!(pay("2026-01-01", PeriodKind::Quarter), Some(Fen(9_000_000)), "90 days at 1,000.00");
        assert_eq!(pay("2026-04-01", PeriodKind::Quarter), Some(Fen(9_100_000)), "the rate does not rise");
        assert_eq!(pay("2026-07-01", PeriodKind::Quarter), None);
        assert_eq!(pay("2026-01-01", PeriodKind::Year), Some(Fen(18_100_000)));
    }

    #[test]
    fn a_contract_that_is_extended_by_a_year_keeps_the_rate_of_each_agreement() {
        let served_until = day("2027-12-31");
        let pay = |yuan: i64, last: &str, start: &str| {
            let quarter = Period { kind: PeriodKind::Quarter, start: day(start) };
            payment(Fen(yuan * 100), (day("2026-01-01"), day(last), served_until), quarter, &Fraction::whole(100))
        };
        // 365,000.00 for 2026; 730,000.00 for both years from the day the extension holds.
        assert_eq!(
            pay(365_000, "2026-12-31", "2026-10-01"),
            Some(Fen(9_200_000)),
            "92 days at 1,000.00, not at 500.00"
        );
        assert_eq!(pay(730_000, "2027-12-31", "2027-01-01"), Some(Fen(9_000_000)));
    }
}
