//! How decisions are kept, which working days can be agreed, and how a deadline is explained.

use serde_json::json;

use super::super::DisputeStep as Step;
use super::super::{Dispute, DisputeDays, DisputeDaysError, Explained, Part, Ruling};
use super::{CALENDAR, at, partly, score, taken, user};

#[test]
fn a_decision_is_kept_as_it_was_before_there_were_scores() {
    let interval = json!({ "from": "2026-02-27T02:00:00Z", "to": "2026-02-27T03:00:00Z", "party": "AGENCY", "reason": "机房未开放" });
    let other = Ruling::Partly(Part::Score { score: score("19/20") });
    for (ruling, kept) in [
        (partly(), json!({ "outcome": "PARTLY", "intervals": [interval] })),
        (other, json!({ "outcome": "PARTLY", "score": "19/20" })),
        (Ruling::Exclude, json!({ "outcome": "EXCLUDE" })),
    ] {
        assert_eq!(serde_json::to_value(&ruling).expect("JSON"), kept);
        assert_eq!(serde_json::from_value::<Ruling>(kept).expect("a decision"), ruling);
    }
}

#[test]
fn days_that_leave_nobody_time_or_let_a_dispute_lie_are_refused() {
    let of = |text: &str| serde_json::from_str::<DisputeDays>(text);
    assert_eq!(of("{}").expect("days"), DisputeDays::USUAL);
    let given = of(r#"{ "appeal": 1, "supervisor": 60 }"#).expect("days");
    assert_eq!(given, DisputeDays { appeal: 1, agency: 10, escalate: 5, supervisor: 60 });
    assert_eq!(given.validate(), Ok(()));
    for field in ["appeal", "agency", "escalate", "supervisor"] {
        for days in [-1, 0, 61] {
            let wrong = of(&json!({ field: days }).to_string()).expect("days");
            assert_eq!(wrong.validate(), Err(DisputeDaysError { field }), "{days}");
        }
    }
    assert!(of(r#"{ "vendor": 5 }"#).is_err(), "nobody is called so");
}

#[test]
fn a_deadline_is_explained_with_the_days_that_were_agreed() {
    let days = DisputeDays { appeal: 3, agency: 6, escalate: 2, supervisor: 4 };
    let begun = Dispute::appealed(user(1), at("2026-03-02T02:00:00Z"), &CALENDAR, days);
    let explained = |of: &Dispute, scheme, agreed| {
        let known_at = at("2026-03-01T16:00:00Z");
        let explained =
            Explained { scheme, agreed, days, calendar: &CALENDAR, known_at, state: of.state, deadline: of.deadline };
        explained.sentences().into_iter().map(|said| said.en).collect::<Vec<_>>()
    };
    assert_eq!(
        explained(&begun, Some(("NN-SCORE", 2)), true),
        [
            "Version 2 of the scoring scheme NN-SCORE gives the vendor 3 working days to appeal, the agency 6 to decide, \
             the vendor 2 to go further, and whoever stands over the agency 4 to decide for good.",
            "It was known at 2026-03-02 00:00:00, so that an appeal was in time until 2026-03-05 18:00:00.",
            "The agency has 6 working days from 2026-03-02 10:00:00: they end with the closing at 2026-03-10 18:00:00.",
        ]
    );
    let decided = taken(Step::Decide, user(2), "2026-12-30T02:00:00Z", Some(Ruling::Uphold));
    let begun = Dispute::appealed(user(1), at("2026-12-29T02:00:00Z"), &CALENDAR, days);
    let decided = begun.take(&decided, &CALENDAR, days).expect("decided");
    let said = explained(&decided, None, false);
    assert!(
        said[0].starts_with("No scoring scheme says otherwise, so the vendor has 3 working days to appeal"),
        "{said:?}"
    );
    assert_eq!(said[3], "The deadline rests on days that are not published yet and is provisional.");
    let over = decided.take(&taken(Step::Accept, user(1), "2026-12-30T03:00:00Z", None), &CALENDAR, days);
    assert_eq!(explained(&over.expect("accepted"), Some(("NN-SCORE", 2)), false).len(), 2, "nothing is awaited");
}
