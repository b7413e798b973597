//! The demo shows plans with some months of history: done, late, missed.

use app::inspection::{
    InspectionFigures, OccurrenceNarrowed, OccurrenceQuery, PlanQuery, ReportGroup, ReportQuery, inspection_report,
    list_occurrences, list_plans, ticket_inspections,
};
use domain::inspection::PlanState;

use crate::support::both;
use crate::support::db::Backend;
use crate::support::demo::Demonstration;

both! { the_demo_has_two_plans_with_a_history }

async fn the_demo_has_two_plans_with_a_history(backend: Backend) {
    let as_of = "2026-09-15T02:00:00Z";
    let shown = Demonstration::load(backend, (as_of, as_of), 7, 50).await;
    let op = shown.app.op_system("test");
    let user = op.directory().users.values().find(|user| user.login == "operator").expect("a log-in").id;
    let operator = shown.app.op_for(user).expect("active");
    let plans = list_plans(&operator, &PlanQuery { limit: 10, ..PlanQuery::default() }).await.expect("a list").rows;
    let titles: Vec<&str> = plans.iter().map(|plan| plan.title.as_str()).collect();
    assert_eq!(titles, ["门户网站周巡检", "政务服务平台月度巡检"]);
    assert!(plans.iter().all(|plan| plan.state == PlanState::Active && plan.next_due_at > Some(op.now())));
    let query = ReportQuery {
        from: "2026-01-01".parse().expect("a date"),
        until: "2026-12-31".parse().expect("a date"),
        group: ReportGroup::Plan,
        narrowed: OccurrenceNarrowed::default(),
    };
    let report = inspection_report(&operator, &query).await.expect("a report");
    // Planned; done in time, done late, missed, not raised, open, skipped.
    let figures = |row: &InspectionFigures| {
        let parts = [row.done, row.done_late, row.missed, row.not_raised, row.open, row.skipped];
        (row.title.clone().unwrap_or_default(), row.planned, parts)
    };
    let expected = [
        ("政务服务平台月度巡检".to_owned(), 7, [5, 1, 1, 0, 0, 0]),
        ("门户网站周巡检".to_owned(), 12, [8, 2, 2, 0, 0, 0]),
    ];
    assert_eq!(report.iter().map(figures).collect::<Vec<_>>(), expected);
    let newest = OccurrenceQuery { limit: 50, ..OccurrenceQuery::default() };
    let found = list_occurrences(&operator, &newest).await.expect("a list").rows;
    let tickets: Vec<_> = found.iter().filter_map(|row| row.ticket_id).collect();
    let inspections = ticket_inspections(&operator, &tickets).await.expect("read");
    let answered = inspections.values().flatten().filter(|of| of.items().iter().any(|item| item.answer.is_some()));
    assert_eq!(answered.count(), 16);
    let verified = app::sla::verify_clocks(&op, &|_| {}).await.expect("verified");
    assert_eq!((verified.different, verified.tickets), (0, shown.report.tickets as u64));
}
