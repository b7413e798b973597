//! Answers to checklists: what may be answered, and what is refused.

use std::collections::BTreeSet;

use super::*;
use crate::fraction::Fraction;
use crate::ids::AttachmentId;
use crate::ticket::{RefusalCode, TicketState};

fn item(key: &str, kind: InspectionItemKind) -> InspectionItem {
    let bounds = kind == InspectionItemKind::Number;
    let bound = |text: &str| bounds.then(|| text.parse::<Fraction>().expect("a number"));
    InspectionItem {
        key: key.to_owned(),
        label: format!("检查项 {key}"),
        kind,
        required: true,
        critical: false,
        unit: bounds.then(|| "℃".to_owned()),
        min: bound("18"),
        max: bound("27.5"),
        help: None,
    }
}

fn four() -> Vec<InspectionItem> {
    let kinds = InspectionItemKind::ALL.iter().zip(["door", "heat", "words", "shot"]);
    kinds.map(|(kind, key)| item(key, *kind)).collect()
}

#[test]
fn a_checklist_names_each_mistake_by_its_place() {
    assert_eq!(check_items(four()), Ok(four()));
    let mut wrong = four();
    (wrong[0].key, wrong[0].unit) = ("Tür".to_owned(), Some("℃".to_owned()));
    (wrong[1].key, wrong[1].min) = ("words".to_owned(), "30".parse().ok());
    wrong[3].label = "  ".to_owned();
    let found = check_items(wrong).expect_err("must be refused");
    let found: Vec<_> = found.iter().map(|refusal| (refusal.code, refusal.field.unwrap_or(""))).collect();
    let expected = [
        (RefusalCode::Invalid, "items.0"),
        (RefusalCode::Invalid, "items.0"),
        (RefusalCode::Invalid, "items.1"),
        (RefusalCode::Invalid, "items.2"),
        (RefusalCode::Required, "items.3"),
    ];
    assert_eq!(found, expected);
    assert_eq!(check_items(vec![]).expect_err("empty")[0].field, Some("items"));
}

fn given(item: &str) -> GivenAnswer {
    GivenAnswer {
        item: item.to_owned(),
        outcome: None,
        number: None,
        text: None,
        note: None,
        evidence: vec![],
        occurred_at: None,
    }
}

fn answering<'a>(items: &'a [InspectionItem], files: &'a [Evidence]) -> Answering<'a> {
    let (raised_at, now) = (at("2026-03-02T01:00:00Z"), at("2026-03-02T03:00:00.5Z"));
    Answering { items, files, state: TicketState::InProgress, raised_at, now }
}

#[test]
fn answers_are_judged_by_the_kind_of_their_item() {
    let (items, picture) = (four(), AttachmentId(uuid::Uuid::from_u128(7)));
    let files = [Evidence { id: picture, picture: true }];
    let on = answering(&items, &files);
    let good = [
        GivenAnswer { outcome: Some(InspectionOutcome::Fail), ..given("door") },
        GivenAnswer { number: Some(" 27.50 ".to_owned()), ..given("heat") },
        GivenAnswer { text: Some("正常".to_owned()), ..given("words") },
        GivenAnswer { evidence: vec![picture, picture], ..given("shot") },
    ];
    let judged = check_answers(&good, on).expect("taken");
    let outcomes: Vec<_> = judged.iter().map(|answer| answer.outcome.as_str()).collect();
    assert_eq!(outcomes, ["FAIL", "PASS", "PASS", "PASS"]);
    assert_eq!(judged[3].evidence, [picture]);
    assert_eq!(judged[0].occurred_at, at("2026-03-02T03:00:00Z"), "cut to the second");
    for (number, outcome) in [("17.999", "FAIL"), ("18", "PASS"), ("27.51", "FAIL"), ("-3", "FAIL")] {
        let answer = [GivenAnswer { number: Some(number.to_owned()), ..given("heat") }];
        assert_eq!(check_answers(&answer, on).expect("taken")[0].outcome.as_str(), outcome, "{number}");
    }
    let skipped = InspectionOutcome::NotApplicable;
    let not_here = [GivenAnswer { outcome: Some(skipped), note: Some("无此设备".to_owned()), ..given("shot") }];
    assert_eq!(check_answers(&not_here, on).expect("taken")[0].outcome, skipped);
}

#[test]
fn wrong_answers_are_refused_together_each_by_its_place() {
    let (items, other) = (four(), AttachmentId(uuid::Uuid::from_u128(8)));
    let files = [Evidence { id: AttachmentId(uuid::Uuid::from_u128(7)), picture: false }];
    let on = answering(&items, &files);
    let wrong = [
        given("door"),
        GivenAnswer { number: Some("1/2".to_owned()), ..given("heat") },
        GivenAnswer { text: Some(" ".to_owned()), ..given("words") },
        GivenAnswer { evidence: vec![files[0].id], ..given("shot") },
        given("nothing"),
        GivenAnswer { outcome: Some(InspectionOutcome::NotApplicable), ..given("door") },
        GivenAnswer { outcome: Some(InspectionOutcome::Pass), evidence: vec![other], ..given("door") },
    ];
    let found = check_answers(&wrong, on).expect_err("must be refused");
    let found: Vec<_> = found.iter().map(|refusal| (refusal.code, refusal.field.unwrap_or(""))).collect();
    let expected = [
        (RefusalCode::Required, "answers.0"),
        (RefusalCode::Invalid, "answers.1"),
        (RefusalCode::Required, "answers.2"),
        (RefusalCode::Required, "answers.3"),
        (RefusalCode::Invalid, "answers.4"),
        (RefusalCode::Invalid, "answers.5"),
        (RefusalCode::Required, "answers.5"),
        (RefusalCode::Invalid, "answers.6"),
        (RefusalCode::Invalid, "answers.6"),
    ];
    assert_eq!(found, expected);
    let pass = || GivenAnswer { outcome: Some(InspectionOutcome::Pass), ..given("door") };
    let code = |answer: GivenAnswer, on| check_answers(&[answer], on).expect_err("must be refused")[0].code;
    let later = GivenAnswer { occurred_at: Some(at("2026-03-02T03:00:01Z")), ..pass() };
    assert_eq!(code(later, on), RefusalCode::InFuture);
    let before = GivenAnswer { occurred_at: Some(at("2026-03-02T00:59:59Z")), ..pass() };
    assert_eq!(code(before, on), RefusalCode::BeforeRaised);
    for state in [TicketState::Resolved, TicketState::Closed, TicketState::Cancelled] {
        assert_eq!(code(pass(), Answering { state, ..on }), RefusalCode::WrongState);
        assert!(!takes_answers(state), "{state}");
    }
}

#[test]
fn what_is_required_and_has_no_answer_is_named_in_order() {
    let mut items = four();
    items[1].required = false;
    let answered = BTreeSet::from(["words".to_owned()]);
    let keys: Vec<_> = unanswered(&items, &answered).into_iter().map(|item| item.key.as_str()).collect();
    assert_eq!(keys, ["door", "shot"]);
}
