//! The promises of a period: how many were kept, which were broken, and each clock behind the figures.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use domain::export::FileLanguage;
use domain::report::time::PartyTime;
use domain::sla::{ClockTally, Metric, SlaClock, SlaCount};
use domain::ticket::{PauseParty, Priority};

use super::known::{KnownClock, KnownTicket};
use crate::export::document::{Cell, Column, Section, figures, words};
use crate::export::naming::Names;
use crate::export::time::{note, party_cells, party_columns};
use crate::export::words::Word;

/// How many promises of each metric and priority were kept (S10).
pub(super) fn attainment(known: &[KnownTicket], language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let mut columns = vec![words(say("Metric", "指标"), 16), words(say("Priority", "优先级"), 10)];
    columns.extend(tally_columns(language));
    let mut tallies: BTreeMap<(Metric, Option<Priority>), ClockTally> = BTreeMap::new();
    for known in known.iter().flat_map(|ticket| &ticket.clocks) {
        let tally = tallies.entry((known.clock.key.metric, known.priority)).or_default();
        *tally = *tally + ClockTally::one(SlaCount::of(known.clock.state));
    }
    let total: ClockTally = tallies.values().copied().sum();
    let row = |((metric, priority), tally): (&(Metric, Option<Priority>), &ClockTally)| {
        let mut row =
            vec![Cell::Text(metric.word(language).to_owned()), Cell::text(priority.map(|priority| priority.as_str()))];
        row.extend(tally_cells(*tally));
        row
    };
    let mut rows: Vec<Vec<Cell>> = tallies.iter().map(row).collect();
    if !rows.is_empty() {
        let mut last = vec![Cell::Text(say("Total", "合计").to_owned()), Cell::Empty];
        last.extend(tally_cells(total));
        rows.push(last);
    }
    let note = say(
        "A clock counts once: when it was met, or when it was due. Attainment is met out of met and breached.",
        "每个时限只计一次：达标计在停止时，超时计在到期时。达标率＝达标÷（达标＋超时）。",
    );
    Section::new(say("Promises kept", "达标情况"), columns, rows).noted(note)
}

/// The columns of a tally of clocks.
pub(in crate::export) fn tally_columns(language: FileLanguage) -> [Column; 8] {
    let column = |en: &str, zh| figures(language.choose(en, zh), if en.len() > 9 { 12 } else { 10 });
    [
        column("Met", "达标"),
        column("Breached", "超时"),
        column("Still running", "未结"),
        column("Excluded", "剔除"),
        column("Without promise", "无承诺"),
        column("Total", "合计"),
        column("Not needed", "不再需要"),
        column("Attainment", "达标率"),
    ]
}

/// The cells of a tally, in the order of its columns.
pub(in crate::export) fn tally_cells(tally: ClockTally) -> [Cell; 8] {
    [
        Cell::Whole(tally.met),
        Cell::Whole(tally.breached),
        Cell::Whole(tally.running),
        Cell::Whole(tally.excluded),
        Cell::Whole(tally.without_promise),
        Cell::Whole(tally.total()),
        Cell::Whole(tally.cancelled),
        Cell::share(tally.attainment()),
    ]
}

/// Every broken promise, by when it was due.
pub(super) fn breaches(known: &[KnownTicket], (names, zone): (&Names, Tz), language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Ticket", "工单"), 21),
        words(say("Title", "标题"), 24),
        words(say("System", "系统"), 14),
        words(say("Metric", "指标"), 11),
        words(say("Priority", "优先级"), 8),
        words(say("Due", "截止时间"), 18),
        words(say("Stopped", "停止"), 18),
        figures(say("Late by", "超时时长"), 11),
        words(say("Known since", "知悉时间"), 18),
        figures(say("Revision", "修订"), 8),
        words(say("Cause of the fault", "故障原因"), 16),
    ];
    let mut broken: Vec<(&KnownTicket, &KnownClock)> =
        known.iter().flat_map(|ticket| ticket.breaches().map(move |clock| (ticket, clock))).collect();
    broken.sort_by_key(|(ticket, known)| (known.clock.due_at, &ticket.number, known.clock.key));
    let row = |(ticket, known): (&KnownTicket, &KnownClock)| {
        let clock = &known.clock;
        vec![
            Cell::Text(ticket.number.clone()),
            Cell::Text(ticket.title.clone()),
            Cell::Text(names.system(ticket.system)),
            Cell::Text(clock.key.metric.word(language).to_owned()),
            Cell::text(known.priority.map(|priority| priority.as_str())),
            Cell::time(clock.due_at, zone),
            Cell::time(clock.stopped_at, zone),
            late_by(clock),
            Cell::time(clock.breach_known_at.or(clock.breached_at), zone),
            known.revision.map_or(Cell::Empty, Cell::Whole),
            Cell::text(ticket.cause.clone()),
        ]
    };
    let rows = broken.into_iter().map(row).collect();
    let note = say(
        "Late by: beyond the promise in its own measure, once it was kept at last. Revision: of the verdict.",
        "超时时长：最终完成时超出承诺的时长，按承诺自身的计时口径；未完成的不计。修订：认定的版次。",
    );
    Section::new(say("Breaches", "超时明细"), columns, rows).noted(note)
}

/// Every clock that the figures count, broken or not.
pub(super) fn clocks(known: &[KnownTicket], zone: Tz, language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Ticket", "工单"), 22),
        words(say("Metric", "指标"), 16),
        figures(say("Cycle", "轮次"), 7),
        figures(say("Number", "序号"), 8),
        words(say("Priority", "优先级"), 9),
        words(say("State", "状态"), 16),
        words(say("Started", "开始"), 20),
        words(say("Due", "截止时间"), 20),
        words(say("Stopped", "停止"), 20),
        words(say("Counts at", "计入时点"), 20),
        figures(say("Promised", "承诺时长"), 12),
        figures(say("Used", "已用时长"), 12),
        figures(say("Paused", "暂停时长"), 12),
        figures(say("Of which the vendor's", "其中服务商"), 12),
        figures(say("The agency's", "其中采购单位"), 12),
        figures(say("A third party's", "其中第三方"), 12),
        figures(say("Nobody's", "其中无责任方"), 12),
    ];
    let row = |ticket: &KnownTicket, known: &KnownClock| {
        let clock = &known.clock;
        vec![
            Cell::Text(ticket.number.clone()),
            Cell::Text(clock.key.metric.word(language).to_owned()),
            Cell::Whole(clock.key.cycle.into()),
            Cell::Whole(clock.key.seq.into()),
            Cell::text(known.priority.map(|priority| priority.as_str())),
            Cell::Text(clock.state.word(language).to_owned()),
            Cell::time(clock.started_at, zone),
            Cell::time(clock.due_at, zone),
            Cell::time(clock.stopped_at, zone),
            Cell::time(known.counted_at, zone),
            if clock.target.is_some() { Cell::Seconds(clock.target_seconds) } else { Cell::Empty },
            used(clock),
            if clock.target.is_some() { Cell::Seconds(clock.paused_seconds) } else { Cell::Empty },
            charged(known, PauseParty::Vendor),
            charged(known, PauseParty::Agency),
            charged(known, PauseParty::ThirdParty),
            charged(known, PauseParty::Nobody),
        ]
    };
    let rows = known.iter().flat_map(|ticket| ticket.clocks.iter().map(move |known| row(ticket, known))).collect();
    let note = say(
        "Lengths of time in the measure of each promise. Every figure of the summary is a number of these rows.",
        "时长按各承诺自身的计时口径。汇总中的每个数都是本表若干行之数。",
    );
    Section::new(say("Clocks", "时限明细"), columns, rows).noted(note).detail()
}

fn charged(known: &KnownClock, party: PauseParty) -> Cell {
    if known.time.total() > 0 { Cell::Seconds(known.time.of(party)) } else { Cell::Empty }
}

/// Who answers for the time of the clocks that were judged and have stopped.
pub(super) fn time(known: &[KnownTicket], language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let mut columns = vec![words(say("Metric", "指标"), 16)];
    columns.extend(party_columns(language));
    let mut sums: BTreeMap<Metric, PartyTime> = BTreeMap::new();
    for known in known.iter().flat_map(|ticket| &ticket.clocks) {
        let sum = sums.entry(known.clock.key.metric).or_default();
        *sum = *sum + known.time;
    }
    sums.retain(|_, sum| sum.total() > 0);
    let line = |label: &str, sum: PartyTime| {
        let mut row = vec![Cell::Text(label.to_owned())];
        row.extend(party_cells(sum));
        row
    };
    let mut rows: Vec<Vec<Cell>> = sums.iter().map(|(metric, sum)| line(metric.word(language), *sum)).collect();
    if !rows.is_empty() {
        rows.push(line(say("Total", "合计"), sums.values().copied().sum()));
    }
    Section::new(say("Who consumed the time", "用时归属"), columns, rows).noted(note(language))
}

/// Time used grows by itself until the stop, and says nothing of a clock that runs.
fn used(clock: &SlaClock) -> Cell {
    let stopped = clock.target.is_some() && clock.stopped_at.is_some();
    if stopped { Cell::Seconds(clock.elapsed_seconds) } else { Cell::Empty }
}

fn late_by(clock: &SlaClock) -> Cell {
    let late = clock.elapsed_seconds - clock.target_seconds;
    if clock.stopped_at.is_some() { Cell::Seconds(late) } else { Cell::Empty }
}
