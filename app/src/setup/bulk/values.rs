//! What people write into cells: dates, yes and no, levels, sites, amounts.

use chrono::NaiveDate;
use domain::money::Fen;
use domain::ticket::SiteClass;

use super::rows::Row;
use crate::mistakes::Mistakes;

impl Row<'_> {
    /// A date such as 2026-01-31, 2026/1/31, 2026.1.31 or 2026年1月31日.
    pub(super) fn date(&self, mistakes: &mut Mistakes, field: &'static str) -> Option<NaiveDate> {
        let text = self.needed(mistakes, field)?;
        let wrong =
            || (format!("“{text}” is no date such as 2026-01-31"), format!("“{text}”不是日期，例如 2026-01-31"));
        self.noted(mistakes, field, date(text), wrong)
    }

    /// An amount in yuan; separators of thousands and the unit may stand there.
    pub(super) fn amount(&self, mistakes: &mut Mistakes, field: &'static str) -> Option<Fen> {
        let text = self.needed(mistakes, field)?;
        let plain = text.trim_start_matches(['¥', '￥']).trim_end_matches('元').trim().replace([',', '，'], "");
        let wrong = || {
            (format!("“{text}” is no amount in yuan such as 166500.00"), format!("“{text}”不是金额，例如 166500.00"))
        };
        self.noted(mistakes, field, plain.parse().ok(), wrong)
    }

    /// 是 or 否, yes or no, true or false, 1 or 0; a blank cell says no.
    pub(super) fn yes(&self, mistakes: &mut Mistakes, field: &'static str) -> bool {
        let text = self.get(field);
        let read = match text.to_lowercase().as_str() {
            "" | "否" | "no" | "n" | "false" | "0" => Some(false),
            "是" | "yes" | "y" | "true" | "1" => Some(true),
            _ => None,
        };
        let wrong = || (format!("“{text}” is neither 是 (yes) nor 否 (no)"), format!("“{text}”须为“是”或“否”"));
        self.noted(mistakes, field, read, wrong).unwrap_or_default()
    }

    /// A whole number; none for a blank cell.
    pub(super) fn number(&self, mistakes: &mut Mistakes, field: &'static str) -> Option<i32> {
        let text = self.some(field)?;
        let wrong = || (format!("“{text}” is no whole number"), format!("“{text}”不是整数"));
        self.noted(mistakes, field, text.parse().ok(), wrong)
    }

    /// A level of protection: 3, 三级 or 第三级.
    pub(super) fn level(&self, mistakes: &mut Mistakes, field: &'static str) -> Option<i32> {
        let text = self.needed(mistakes, field)?;
        let bare = text.trim_start_matches('第').trim_end_matches('级').trim();
        let level = match bare {
            "一" => Some(1),
            "二" => Some(2),
            "三" => Some(3),
            "四" => Some(4),
            "五" => Some(5),
            digits => digits.parse().ok(),
        };
        let wrong = || (format!("“{text}” is no level such as 3 or 三级"), format!("“{text}”不是级别，例如 3 或 三级"));
        self.noted(mistakes, field, level, wrong)
    }

    /// A class of site: CITY or 市, COUNTY or 县.
    pub(super) fn site(&self, mistakes: &mut Mistakes, field: &'static str) -> Option<SiteClass> {
        let text = self.needed(mistakes, field)?;
        let site = match text.to_uppercase().as_str() {
            "市" | "市级" | "城市" => Some(SiteClass::City),
            "县" | "县级" | "区县" | "县区" => Some(SiteClass::County),
            word => word.parse().ok(),
        };
        let wrong = || (format!("“{text}” is neither CITY (市) nor COUNTY (县)"), format!("“{text}”须为“市”或“县”"));
        self.noted(mistakes, field, site, wrong)
    }

    /// Codes separated by semicolons, of either width; blank ones left out.
    pub(super) fn list(&self, field: &str) -> Vec<&str> {
        self.get(field).split([';', '；']).map(str::trim).filter(|code| !code.is_empty()).collect()
    }

    /// The text of a cell that must not be blank.
    fn needed(&self, mistakes: &mut Mistakes, field: &'static str) -> Option<&str> {
        if self.get(field).is_empty() {
            mistakes.text(field, "", 0);
        }
        self.some(field)
    }

    fn noted<T>(
        &self,
        mistakes: &mut Mistakes,
        field: &'static str,
        read: Option<T>,
        wrong: impl FnOnce() -> (String, String),
    ) -> Option<T> {
        if read.is_none() {
            let (en, zh) = wrong();
            mistakes.add("INVALID", field, en, zh);
        }
        read
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim_end_matches('日').split(['-', '/', '.', '年', '月']).map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && year.len() == 4;
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    date.filter(|_| whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_and_spreadsheets_write_them() {
        let expected = NaiveDate::from_ymd_opt(2026, 1, 31);
        for text in ["2026-01-31", "2026/1/31", "2026.1.31", "2026年1月31日", "2026年01月31"] {
            assert_eq!(date(text), expected, "{text}");
        }
        for text in ["", "2026-02-30", "26-1-31", "31/1/2026", "2026-01", "2026-01-31-1", "明天"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
