//! A scoring scheme is tried on the months of a contract: scores, grades, and what they pay.

use serde_json::{Value, json};

use super::desk::{Desk, asked, create_scheme, every};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::global_id;

/// The shipped scheme, whose grades pay these percentages.
fn paying(percents: [i64; 4]) -> Value {
    let mut spec = serde_json::to_value(domain::scorecard::shipped_scheme()).expect("JSON");
    for (band, percent) in spec["bands"].as_array_mut().expect("bands").iter_mut().zip(percents) {
        band["payPercent"] = json!(percent.to_string());
    }
    spec
}

async fn a_scheme_is_tried_with_what_its_grades_pay(backend: Backend) {
    let desk = Desk::open(backend, Some(paying([100, 90, 80, 0]))).await;
    desk.closed(10).await;
    // One answer of three comes too late: 2/3 lies under every floor.
    desk.closed(20).await;
    desk.closed(200).await;
    app::scorecard::refresh(&desk.world().system_op()).await.expect("scored");
    let owner = global_id("Agency", desk.world().agency("NNDSJ").0);
    let mut milder = paying([100, 95, 90, 50]);
    for criterion in milder["criteria"].as_array_mut().expect("criteria") {
        if criterion["code"] == "RESPOND" {
            criterion["floor"] = json!("0.5");
        }
    }
    let milder = create_scheme(&desk.manager(), &owner, milder).await;
    let scope = json!({ "contractId": desk.contract });
    let tried = desk.tried(asked(json!({ "schemeId": milder }), scope.clone())).await;
    assert_eq!((&tried["state"], &tried["progress"]), (&json!("DONE"), &json!({ "done": 1, "total": 1 })));
    let fields =
        "contract { number } startsOn scoreBefore scoreAfter gradeBefore gradeAfter paymentBefore paymentAfter";
    let cards = every(&desk.manager(), tried["id"].as_str().expect("an id"), "cards", fields).await;
    let query =
        "query($id: ID!) { scorecards(filter: { contractId: $id, period: MONTH }) { nodes { startsOn score grade } } }";
    let held = desk.manager().gql(query, json!({ "id": desk.contract })).await.at("/scorecards/nodes/0");
    let [card] = cards.as_slice() else { panic!("one month: {cards:?}") };
    assert_eq!(card["scoreBefore"], held["score"], "as the card says");
    assert_eq!((&card["startsOn"], &card["contract"]["number"]), (&json!("2026-03-01"), &json!("NN-OLD-2026")));
    // Of 1200 + 500 + 500 parts: the answers, no solution reopened, and two of three faults repeat the first one's cause.
    // Before, 2/3 lies under the floor; after, it earns (2/3 − 1/2) / (0.98 − 0.5) = 25/72 of its part.
    assert_eq!((&card["scoreBefore"], &card["scoreAfter"]), (&json!("22.73"), &json!("41.67")));
    // 365.00 a year is 1.00 a day, and March has 31: nothing of it before, half of it after.
    let (before, after) = ("0.00", "15.50");
    assert_eq!((&card["paymentBefore"], &card["paymentAfter"]), (&json!(before), &json!(after)));
    assert_eq!((&card["gradeBefore"], &card["gradeAfter"]), (&json!("Unqualified"), &json!("Unqualified")));
    let payment = json!({ "months": 1, "before": before, "after": after });
    assert_eq!(tried["summary"]["payment"], payment);
    assert_eq!((&tried["summary"]["months"], &tried["summary"]["monthsDiffering"]), (&json!(1), &json!(1)));

    // A month that is not wholly within does not count; a scheme that says nothing of money states none.
    let silent = serde_json::to_value(domain::scorecard::shipped_scheme()).expect("JSON");
    let silent = create_scheme(&desk.manager(), &owner, silent).await;
    let silent = json!({ "schemeId": silent });
    let tried = desk.tried(asked(silent.clone(), scope.clone())).await;
    assert_eq!(tried["summary"]["months"], 1);
    assert_eq!(tried["summary"]["payment"], Value::Null);
    let mut shorter = asked(silent, scope);
    shorter["until"] = json!("2026-03-31T15:59:59Z");
    assert_eq!(desk.tried(shorter).await["summary"]["months"], 0);

    // Once March is over its card says the grade too.
    desk.world().clock.set("2026-03-31T16:00:00Z".parse().expect("an instant"));
    let held = desk.manager().gql(query, json!({ "id": desk.contract })).await.at("/scorecards/nodes/0");
    assert_eq!((&card["scoreBefore"], &card["gradeBefore"]), (&held["score"], &held["grade"]), "as the card says");
}

both! { a_scheme_is_tried_with_what_its_grades_pay }
