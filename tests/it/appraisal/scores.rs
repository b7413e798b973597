//! Two faults of one cause: what the report and the scorecards make of them.

use app::report::{Dimension, ReportKey, ReportQuery, SlaReport, sla_report};
use app::scorecard::{BehindQuery, RefreshReport, ScorecardQuery, ScorecardView, refresh, scorecards, tickets_behind};
use app::{Op, TicketRow};
use domain::access::Role;
use domain::fraction::Fraction;
use domain::ids::PauseId;
use domain::scorecard::{PeriodKind, SubjectKind, TermNote};
use domain::sla::{ClockTally, Metric};
use domain::ticket::{Command, PauseReason};
use sea_orm::{ColumnTrait, ConnectOptions, Database, EntityTrait, QueryFilter};
use storage::entity::sla_clock;

use super::desk::{Desk, contract};
use crate::support::both;
use crate::support::db::Backend;

/// The first is kept in every promise. The second is noticed after two hours, claims a pause that the agency rejects,
/// has the same cause, and comes back.
async fn two_faults(desk: &Desk) -> [TicketRow; 2] {
    let first = desk.raise().await;
    desk.wait(10);
    desk.act(&desk.engineer(), first.id, Command::Acknowledge).await;
    desk.wait(10);
    desk.solve(first.id, "磁盘故障").await;
    desk.act(&desk.clerk(), first.id, Command::Confirm).await;
    desk.act(&desk.clerk(), first.id, Command::Rate { stars: 5, remark: String::new() }).await;
    let second = desk.raise().await;
    desk.wait(120);
    desk.act(&desk.engineer(), second.id, Command::Acknowledge).await;
    let pause = PauseId(uuid::Uuid::from_u128(1));
    let hold = Command::Hold { pause, reason: PauseReason::AwaitingAgency, note: "等机房".to_owned() };
    desk.act(&desk.engineer(), second.id, hold).await;
    desk.wait(30);
    desk.act(&desk.engineer(), second.id, Command::Resume { pause }).await;
    let reject = Command::RejectPause { pause, reason: "机房一直开着".to_owned() };
    desk.act(&desk.clerk(), second.id, reject).await;
    desk.solve(second.id, "磁盘故障").await;
    desk.act(&desk.clerk(), second.id, Command::RejectSolution { reason: "又坏了".to_owned() }).await;
    [first, second]
}

async fn report(op: &Op, by: &[Dimension]) -> SlaReport {
    let query = ReportQuery { group_by: by.to_vec(), ..ReportQuery::default() };
    let report = sla_report(op, &query).await.expect("a report");
    if !by.is_empty() {
        assert_eq!(report.rows.iter().map(|row| row.tally).sum::<ClockTally>(), report.total, "rows add up");
    }
    report
}

fn of(report: &SlaReport, key: ReportKey) -> ClockTally {
    report.rows.iter().find(|row| row.keys[0] == key).map(|row| row.tally).unwrap_or_default()
}

async fn a_report_states_every_denominator(backend: Backend) {
    let desk = Desk::open(backend, async |stand| stand.shipped.around_the_clock).await;
    two_faults(&desk).await;
    let by_metric = report(&desk.clerk(), &[Dimension::Metric]).await;
    let tally = |met, breached, running| ClockTally { met, breached, running, ..ClockTally::default() };
    assert_eq!(of(&by_metric, ReportKey::Metric(Metric::Response)), tally(1, 1, 0));
    assert_eq!(of(&by_metric, ReportKey::Metric(Metric::Resolve)), tally(2, 0, 1), "the second cycle runs");
    assert_eq!(of(&by_metric, ReportKey::Metric(Metric::Restore)).without_promise, 3, "one a cycle");
    assert_eq!(of(&by_metric, ReportKey::Metric(Metric::Arrival)).without_promise, 2);
    let rate = of(&by_metric, ReportKey::Metric(Metric::Response)).attainment();
    assert_eq!(rate.map(|rate| (rate.to_string(), rate.decimal(4))), Some(("1/2".to_owned(), "0.5000".to_owned())));

    // Nine hours on, the second cycle is overdue: breached, before the sweep and after it.
    desk.wait(9 * 60);
    let before = report(&desk.clerk(), &[Dimension::Metric, Dimension::Month]).await;
    assert_eq!(of(&before, ReportKey::Metric(Metric::Resolve)), tally(2, 1, 0));
    assert!(before.rows.iter().all(|row| row.keys[1] == ReportKey::Month(202603)));
    desk.assert_true("overdue, not swept").await;
    assert!(desk.sweep().await.breaches > 0);
    let after = report(&desk.clerk(), &[Dimension::Metric, Dimension::Month]).await;
    assert_eq!((after.rows, after.total), (before.rows, before.total));
    desk.assert_true("swept").await;

    let db = Database::connect(ConnectOptions::new(desk.stand.url())).await.expect("connecting");
    let begun = sla_clock::Column::StartedAt.lte(desk.clerk().now());
    let clocks = sla_clock::Entity::find().filter(begun).all(&db).await.expect("the clocks");
    let total = report(&desk.clerk(), &[]).await.total;
    assert_eq!(total.total() + total.cancelled, clocks.len() as i64);
    for by in [Dimension::Contract, Dimension::Vendor, Dimension::Agency, Dimension::System, Dimension::Priority] {
        assert_eq!(report(&desk.clerk(), &[by]).await.total, total, "{by:?}");
    }

    let other = desk.stand.manager("other", desk.stand.liuzhou).await;
    assert_eq!(report(&other, &[]).await.total, ClockTally::default(), "the other city counts nothing");
    assert!(sla_report(&desk.engineer(), &ReportQuery::default()).await.is_err(), "an engineer reads no report");
}

async fn cards(op: &Op, subject: SubjectKind) -> Vec<ScorecardView> {
    let query = ScorecardQuery { subject: Some(subject), limit: 50, with_total: true, ..ScorecardQuery::default() };
    let list = scorecards(op, &query).await.expect("cards");
    assert_eq!((list.total, list.more), (Some(list.rows.len() as u64), false));
    list.rows
}

fn rate(card: &ScorecardView, code: &str) -> (i64, i64) {
    let term = card.terms.iter().find(|term| term.code == code).expect("a term of the shipped scheme");
    (term.numerator, term.denominator)
}

async fn a_scorecard_explains_its_terms(backend: Backend) {
    let desk = Desk::open(backend, async |stand| stand.shipped.around_the_clock).await;
    let [first, second] = two_faults(&desk).await;
    let done = refresh(&desk.stand.system()).await.expect("scored");
    assert_eq!(
        (done.months, done.cards, done.left),
        (1, 8, 0),
        "month, quarter, half-year and year, of contract and vendor"
    );
    let again = refresh(&desk.stand.system()).await.expect("nothing to score");
    assert_eq!(again, RefreshReport::default());

    let manager = desk.stand.manager("manager", desk.stand.nanning).await;
    let contracts = cards(&manager, SubjectKind::Contract).await;
    assert_eq!(contracts.len(), 4);
    for card in contracts.iter().chain(&cards(&manager, SubjectKind::Vendor).await) {
        assert_eq!(rate(card, "RESPOND"), (1, 2));
        assert_eq!(rate(card, "ARRIVE"), (0, 0), "no promise");
        assert_eq!(rate(card, "REOPEN"), (1, 2));
        assert_eq!(rate(card, "REPEAT"), (1, 2), "the same cause again");
        assert_eq!(rate(card, "PAUSE"), (0, 1_800), "half an hour, rejected");
        assert_eq!(rate(card, "SATISFACTION"), (4, 4));
        let satisfaction = card.terms.iter().find(|term| term.code == "SATISFACTION").expect("a term");
        assert_eq!(satisfaction.note, Some(TermNote::TooFewRatings));
        let weights = card.terms.iter().fold(Fraction::zero(), |sum, term| Fraction(sum.0 + &term.effective_weight.0));
        assert_eq!(weights, Fraction::whole(100));
        assert_eq!((card.score.is_some(), card.running, card.grade.is_some()), (true, true, false), "no grade yet");
    }
    let month = contracts.iter().find(|card| card.period.kind == PeriodKind::Month).expect("the month");
    let behind = |code: &str| BehindQuery { criterion: code.to_owned(), after: None, limit: 10, with_total: true };
    for (code, expected) in [("RESPOND", 2), ("REPEAT", 2), ("PAUSE", 1), ("SATISFACTION", 1), ("ARRIVE", 0)] {
        let found = tickets_behind(&manager, month, &behind(code)).await.expect("tickets");
        assert_eq!((found.rows.len(), found.total), (expected, Some(expected as i64)), "{code}");
    }
    let page = BehindQuery { limit: 1, ..behind("REOPEN") };
    let one = tickets_behind(&manager, month, &page).await.expect("a page");
    assert_eq!((one.rows[0].id, one.more), (first.id, true));
    let two = tickets_behind(&manager, month, &BehindQuery { after: Some(first.id), ..page }).await.expect("the next");
    assert_eq!((two.rows[0].id, two.more), (second.id, false));

    // A year of two months is the sum of both.
    desk.wait_until("2026-04-01T02:00:00Z");
    desk.sweep().await;
    desk.solve(second.id, "磁盘故障").await;
    refresh(&desk.stand.system()).await.expect("scored");
    // March and its quarter are over and have their grade; whatever April lies in runs.
    let manager = manager.renewed();
    let april: chrono::NaiveDate = "2026-04-01".parse().expect("a date");
    let all = cards(&manager, SubjectKind::Contract).await;
    for card in all.iter().chain(&cards(&manager, SubjectKind::Vendor).await) {
        let is_over = card.period.end() <= april;
        assert_eq!((card.running, card.grade.is_some()), (!is_over, is_over), "{:?} of {}", card.period, card.subject);
    }
    let year = all.iter().find(|card| card.period.kind == PeriodKind::Year).expect("the year");
    let months = all.iter().filter(|card| card.period.kind == PeriodKind::Month);
    assert_eq!(months.clone().count(), 2);
    assert_eq!(year.counters, months.map(|card| card.counters).sum());
    assert_eq!(rate(year, "REOPEN"), (2, 3));
}

async fn a_vendor_card_is_read_by_whoever_sees_all_behind_it(backend: Backend) {
    let desk = Desk::open(backend, async |stand| stand.shipped.around_the_clock).await;
    let stand = &desk.stand;
    two_faults(&desk).await;
    refresh(&stand.system()).await.expect("scored");
    let nanning = stand.manager("nanning", stand.nanning).await;
    let region = stand.manager("region", stand.region).await;
    let liuzhou = stand.manager("liuzhou", stand.liuzhou).await;
    let vendor = stand.person("vendor", Role::VendorManager, None, Some(stand.vendor)).await;
    let own = async |op: &Op| cards(op, SubjectKind::Vendor).await.len();
    assert_eq!((own(&nanning).await, own(&region).await, own(&stand.op(vendor)).await), (4, 4, 4));
    assert_eq!(own(&liuzhou).await, 0);
    assert_eq!(cards(&liuzhou, SubjectKind::Contract).await.len(), 0);
    let system = stand.a_system("LZ-OA", stand.liuzhou).await;
    contract(stand, "LZ-2026", stand.liuzhou, system, stand.shipped.around_the_clock).await;
    assert_eq!(own(&nanning).await, 0, "the card tells of another city now");
    assert_eq!((own(&region).await, own(&stand.op(vendor)).await), (4, 4));
    assert_eq!(cards(&nanning, SubjectKind::Contract).await.len(), 4, "its own stays");
}

both! {
    a_report_states_every_denominator,
    a_scorecard_explains_its_terms,
    a_vendor_card_is_read_by_whoever_sees_all_behind_it,
}
