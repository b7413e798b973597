//! Asking for work.

use super::*;

fn input(title: &str) -> RaiseInput {
    RaiseInput {
        kind: TicketKind::Request,
        title: text(title),
        description: text("  打印机  "),
        impact: Impact::High,
        urgency: Urgency::Medium,
    }
}

fn codes(result: Result<NewTicket, Vec<Refusal>>) -> Vec<(RefusalCode, Option<&'static str>)> {
    let refusals = result.expect_err("must be refused");
    refusals.into_iter().map(|refusal| (refusal.code, refusal.field)).collect()
}

#[test]
fn impact_and_urgency_make_the_priority_and_texts_are_trimmed() {
    let raised = raise(&input(" 打印故障 "), &Asked::now(ActorSide::Agency, nine())).expect("proper");
    assert_eq!((raised.priority, raised.raised_at), (Priority::P2, nine()));
    assert_eq!((raised.title.as_str(), raised.description.as_str()), ("打印故障", "打印机"));
    assert_eq!(raised.events(SiteClass::City, Circumstances::default()).len(), 1);
}

#[test]
fn every_mistake_is_named_at_once() {
    let mut bad = input(" ");
    bad.description = "长".repeat(BODY_MAX + 1);
    let tomorrow = Asked { occurred_at: Some(minutes(1440)), ..Asked::now(ActorSide::Agency, nine()) };
    let expected = [
        (RefusalCode::Required, Some("title")),
        (RefusalCode::TooLong, Some("description")),
        (RefusalCode::InFuture, Some("raisedAt")),
    ];
    assert_eq!(codes(raise(&bad, &tomorrow)), expected);
    assert!(raise(&input(&"题".repeat(TITLE_MAX)), &Asked::now(ActorSide::Agency, nine())).is_ok());
    let longer = raise(&input(&"题".repeat(TITLE_MAX + 1)), &Asked::now(ActorSide::Agency, nine()));
    assert_eq!(codes(longer), [(RefusalCode::TooLong, Some("title"))]);
}

#[test]
fn e35_a_person_dates_back_a_week_with_a_reason_and_an_import_any_time() {
    let asked = |side, days, reason: &str| Asked {
        side,
        now: nine(),
        occurred_at: Some(nine() - TimeDelta::days(days)),
        late_reason: Some(text(reason)),
        person: None,
        answer_by: None,
    };
    let refused = raise(&input("停电"), &asked(ActorSide::Agency, 7, ""));
    assert_eq!(codes(refused), [(RefusalCode::ReasonRequired, Some("lateReason"))]);
    let refused = raise(&input("停电"), &asked(ActorSide::Agency, 8, "假期电话报障"));
    assert_eq!(codes(refused), [(RefusalCode::TooOld, Some("raisedAt"))]);
    let raised = raise(&input("停电"), &asked(ActorSide::Agency, 7, "假期电话报障")).expect("a week is allowed");
    let events = raised.events(SiteClass::City, Circumstances::default());
    assert_eq!(events.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2]);
    assert!(events.iter().all(|event| event.occurred_at == raised.raised_at && event.recorded_at == nine()));
    assert!(matches!(&events[1].fact, Fact::Commented { body, .. } if body == "假期电话报障"));
    assert!(raise(&input("停电"), &asked(ActorSide::System, 3000, "导入")).is_ok());
}

#[test]
fn a_log_that_does_not_begin_with_the_raising_is_no_ticket() {
    let log = Case::at(TicketState::Assigned).log;
    assert_eq!(Ticket::fold(&log[1..], None), None);
    assert_eq!(Ticket::fold(&[], None), None);
}
