//! Systems that fail again and again, and the faults that repeat an earlier one, as a file.

use domain::export::FileLanguage;

use super::document::{Cell, Document, Section, figures, words};
use super::filter::{Facts, ZONE};
use super::made::{Made, dated};
use super::naming::{Names, Numbers};
use crate::report::{ChronicList, ChronicQuery, FaultQuery, RepeatList, RepeatsQuery, chronic_systems, repeat_faults};
use crate::{Op, Result};

/// Rows of each list; of more the file says that there are more.
const MOST: u64 = 5_000;

/// The file of both lists. Needs `report.view`.
///
/// # Errors
/// As [`chronic_systems`].
pub(super) async fn make(op: &Op, query: &FaultQuery, at_least: i64, language: FileLanguage) -> Result<Made> {
    let chronic = chronic_systems(op, &ChronicQuery { faults: query.clone(), at_least, limit: MOST }).await?;
    let asked = RepeatsQuery { faults: query.clone(), limit: MOST, ..RepeatsQuery::default() };
    let repeats = repeat_faults(op, &asked).await?;
    let numbers = Numbers::of(op, repeats.rows.iter().flat_map(|row| [row.ticket, row.earlier])).await?;
    let (names, mut facts) = (Names::of(op), Facts::new(op, language));
    facts.time("From", "起始", query.window.from);
    facts.time("Before", "截止", query.window.before);
    facts.parties((query.contract, query.vendor), (query.agency, query.system));
    facts.add("Incidents at least", "故障次数不少于", Some(at_least.to_string()));
    let document = Document {
        language,
        title: language.choose("Repeat faults and chronic systems", "重复故障与高发系统").to_owned(),
        facts: facts.finish(),
        sections: vec![systems(&chronic, &names, language), repeated(&repeats, (&names, &numbers), language)],
        as_of: op.now(),
    };
    Ok(Made { name: dated("faults", op), document })
}

fn systems(list: &ChronicList, names: &Names, language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("System", "系统"), 34),
        figures(say("Incidents", "故障"), 10),
        figures(say("Repeat faults", "重复故障"), 10),
        figures(say("With a breach", "其中有超时"), 12),
        words(say("Last raised", "最近一次提交"), 20),
    ];
    let rows = list.rows.iter().map(|row| {
        vec![
            Cell::Text(names.system(row.system)),
            Cell::Whole(row.incidents),
            Cell::Whole(row.repeats),
            Cell::Whole(row.breached),
            Cell::time(row.last_raised_at, ZONE),
        ]
    });
    Section::new(say("Chronic systems", "高发系统"), columns, rows.collect()).noted(cut_off(list.more, language))
}

fn repeated(list: &RepeatList, (names, numbers): (&Names, &Numbers), language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Ticket", "工单"), 24),
        words(say("System", "系统"), 26),
        words(say("Cause", "故障原因"), 34),
        words(say("First resolved", "首次解决"), 20),
        words(say("Repeats", "重复于"), 24),
        words(say("Earlier one first resolved", "上次首次解决"), 20),
    ];
    let rows = list.rows.iter().map(|row| {
        vec![
            numbers.cell(row.ticket),
            Cell::Text(names.system(row.system)),
            Cell::Text(row.cause.clone()),
            Cell::time(row.solved_at, ZONE),
            numbers.cell(row.earlier),
            Cell::time(row.earlier_solved_at, ZONE),
        ]
    });
    Section::new(say("Repeat faults", "重复故障"), columns, rows.collect()).noted(cut_off(list.more, language))
}

/// What a reader must know of a list that is longer than the file.
fn cut_off(more: bool, language: FileLanguage) -> String {
    let note = language.choose(format!("The first {MOST}; there are more."), format!("仅列前 {MOST} 条，尚有更多。"));
    if more { note } else { String::new() }
}
