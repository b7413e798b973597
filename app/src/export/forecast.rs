//! The forecast of breaches as a file: its figures, and the open promises by how they stand.

use domain::export::FileLanguage;
use domain::fraction::Fraction;

use super::document::{Cell, Document, Section, figures, words};
use super::filter::{Facts, ZONE};
use super::made::{Made, dated};
use super::naming::{Names, Numbers};
use super::words::Word;
use crate::report::{
    BreachForecast, ForecastClock, ForecastClockList, ForecastClocksQuery, ForecastQuery, Standing, breach_forecast,
    forecast_clocks,
};
use crate::{Op, Result};

/// Clocks of each standing; of more the file says how many there are.
const MOST: usize = 5_000;

/// The file of the forecast. Needs `report.view`.
///
/// # Errors
/// As [`breach_forecast`] and [`forecast_clocks`].
pub(super) async fn make(op: &Op, query: &ForecastQuery, horizon_hours: i64, language: FileLanguage) -> Result<Made> {
    let names = Names::of(op);
    let forecast = breach_forecast(op, query, horizon_hours).await?;
    let mut sections = vec![totals(&forecast, horizon_hours, language)];
    for standing in [Standing::Coming, Standing::Overdue, Standing::Paused] {
        let asked = ForecastClocksQuery { standing, after: None, limit: MOST };
        let found = forecast_clocks(op, &forecast, asked).await?;
        let numbers = Numbers::of(op, found.rows.iter().map(|of| of.clock.ticket)).await?;
        sections.push(clocks(&found, standing, (&names, &numbers), language));
    }
    let mut facts = Facts::new(op, language);
    facts.add("Hours ahead", "预测时长（小时）", Some(horizon_hours.to_string()));
    facts.parties((query.contract, query.vendor), (query.agency, query.system));
    facts.add("Priority", "优先级", query.priority.map(|priority| priority.as_str()));
    facts.add("Metric", "指标", query.metric.map(|metric| metric.word(language)));
    let title = language.choose("Breach forecast", "超时预测").to_owned();
    let document = Document { language, title, facts: facts.finish(), sections, as_of: forecast.as_of };
    Ok(Made { name: dated("forecast", op), document })
}

fn totals(found: &BreachForecast, horizon_hours: i64, language: FileLanguage) -> Section {
    let say = |en: &str, zh: &str| language.choose(en, zh).to_owned();
    let columns = vec![words(&say("Open promises", "未结时限"), 50), figures(&say("Number", "数量"), 14)];
    let [day, days, week] = found.tally.due_before;
    let coming = language
        .choose(format!("Due within the {horizon_hours} hours looked at"), format!("{horizon_hours} 小时内到期"));
    let rows = vec![
        vec![Cell::Text(say("Overdue", "已超时未完成")), Cell::Whole(found.tally.overdue)],
        vec![Cell::Text(say("Paused", "暂停中")), Cell::Whole(found.tally.paused)],
        vec![Cell::Text(say("Due within 24 hours", "24 小时内到期")), Cell::Whole(day)],
        vec![Cell::Text(say("Due within 72 hours", "72 小时内到期")), Cell::Whole(days)],
        vec![Cell::Text(say("Due within 7 days", "7 天内到期")), Cell::Whole(week)],
        vec![Cell::Text(coming), Cell::count(found.coming.len())],
        vec![Cell::Text(say("Of these with a risk", "其中可估算风险")), Cell::count(found.rated)],
        vec![Cell::Text(say("Breaches expected of them", "其中预计超时")), Cell::Decimal(found.expected.clone(), 2)],
    ];
    Section::new(say("Figures", "汇总"), columns, rows)
}

fn clocks(
    found: &ForecastClockList,
    standing: Standing,
    (names, numbers): (&Names, &Numbers),
    language: FileLanguage,
) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Ticket", "工单"), 24),
        words(say("Vendor", "服务商"), 22),
        words(say("Metric", "指标"), 16),
        words(say("Priority", "优先级"), 9),
        words(say("Due", "截止时间"), 20),
        figures(say("Left", "剩余时长"), 13),
        figures(say("Used, %", "已用 %"), 9),
        figures(say("Risk", "超时风险"), 10),
        figures(say("Sample", "样本"), 9),
    ];
    let row = |of: &ForecastClock| {
        let (clock, risk) = (&of.clock, of.risk.filter(|risk| risk.whole > 0));
        vec![
            numbers.cell(clock.ticket),
            Cell::Text(names.vendor(clock.history.vendor)),
            Cell::Text(clock.metric.word(language).to_owned()),
            Cell::Text(clock.history.priority.as_str().to_owned()),
            Cell::time(clock.due_at, ZONE),
            of.remaining_seconds.map_or(Cell::Empty, Cell::Seconds),
            of.used_percent.map_or(Cell::Empty, Cell::Whole),
            Cell::share(risk.and_then(|risk| Fraction::new(risk.part, risk.whole))),
            risk.map_or(Cell::Empty, |risk| Cell::Whole(risk.whole)),
        ]
    };
    let note = if found.more {
        language.choose(
            format!("The first {MOST} of {}.", found.total),
            format!("共 {} 条，仅列前 {MOST} 条。", found.total),
        )
    } else {
        String::new()
    };
    Section::new(standing.word(language), columns, found.rows.iter().map(row).collect()).noted(note)
}
