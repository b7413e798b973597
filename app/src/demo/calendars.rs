//! Nanning's own calendar, and a draft for the year that the State Council has not published: an assumption, and named so.

use domain::calendar::shipped;
use domain::ids::{AgencyId, UserId};

use super::parties::{NANNING, id};
use super::words::codes;
use crate::setup::calendar::{
    CalendarChange, DayListFormat, DayListText, PendingDay, create_calendar_from, preview_calendar_change,
};
use crate::{Error, Op, Result};

const CODE: &str = "NN-OFFICE";
const DAYS: &str = include_str!("../../data/demo-days-2027.csv");

/// Writes both as Nanning's contract manager, unless they are there.
pub(super) async fn draft_next_year(op: &Op) -> Result<()> {
    if op.coverage().calendars.values().any(|row| row.code == CODE) {
        return Ok(());
    }
    let codes = codes();
    let code = codes.get(NANNING).ok_or(Error::NotFound("short code"))?;
    let manager = op.app().op_for(id::<UserId>("user", "contract"))?;
    let spec = shipped::guangxi_office_hours();
    let name = "南宁市政务服务工作时间";
    let calendar = create_calendar_from(&manager, Some(id::<AgencyId>("agency", code)), (CODE, name), &spec).await?;
    let list = DayListText {
        layer: "CN".to_owned(),
        name: None,
        format: DayListFormat::Csv,
        text: DAYS.to_owned(),
        years: None,
        base: None,
    };
    // The region's own holiday is announced in March.
    let awaited = ["2027-04-09", "2027-04-12"].into_iter().filter_map(|date| date.parse().ok());
    let pending = awaited.map(|date| PendingDay { layer: "CN-GX".to_owned(), date, awaited: true }).collect();
    let change = CalendarChange {
        calendar,
        reason: "2027 年放假安排（推测，待国务院办公厅通知）".to_owned(),
        hours: None,
        exceptions: Vec::new(),
        withdrawn: Vec::new(),
        layers: None,
        day_lists: vec![list],
        pending,
    };
    preview_calendar_change(&manager, &change).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_assumed_year_is_a_whole_one() {
        let rows: Vec<&str> = DAYS.lines().skip(1).collect();
        assert!(rows.iter().all(|row| row.starts_with("2027-") && (row.contains(",off,") || row.contains(",work,"))));
        let national = shipped::national();
        assert!(
            national.days.keys().all(|date| *date < "2027-01-01".parse().expect("a date")),
            "it is published: ship it"
        );
    }
}
