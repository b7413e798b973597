//! Who is told: the side whose turn it is, and both sides once it is over.

use app::notice::{NoticeReport, deliver};
use serde_json::{Value, json};

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;

/// Brings the inboxes up to the end of the feed, twice: what of disputes stands in somebody's then, the oldest first.
async fn inboxes(desk: &Desk, people: &[&str]) -> Vec<Vec<String>> {
    desk.story.relay().await;
    deliver(&desk.story.world.system_op()).await.expect("delivered");
    let again = deliver(&desk.story.world.system_op()).await.expect("delivered again");
    assert_eq!(again, NoticeReport::default());
    let mut all = Vec::new();
    for who in people {
        let document = "{ viewer { notifications { nodes { kind ticket { id } event { seq } } } } }";
        let found = desk.as_(who).gql(document, json!({})).await.at("/viewer/notifications/nodes");
        let nodes = found.as_array().expect("nodes").iter().rev();
        let of_disputes = nodes.filter(|node| node["kind"].as_str().is_some_and(|kind| kind.starts_with("DISPUTE")));
        all.push(
            of_disputes
                .map(|node| {
                    assert_eq!((&node["ticket"]["id"], &node["event"]), (&json!(desk.ticket), &Value::Null));
                    node["kind"].as_str().expect("a kind").to_owned()
                })
                .collect(),
        );
    }
    all
}

async fn the_side_whose_turn_it_is_is_told(backend: Backend) {
    const PEOPLE: [&str; 7] =
        ["vendor_manager", "manager", "supervisor", "assessor", "region_manager", "engineer", "operator"];
    let desk = Desk::open(backend).await;
    let dispute = &desk.appeal().await;
    let none: Vec<&str> = Vec::new();
    let (awaited, ended) = ("DISPUTE_AWAITED", "DISPUTE_ENDED");
    let told = async |expected: [&[&str]; 4]| {
        let mut expected: Vec<Vec<&str>> = expected.iter().map(|of| of.to_vec()).collect();
        expected.extend([none.clone(), none.clone(), none.clone()]);
        assert_eq!(inboxes(&desk, &PEOPLE).await, expected);
    };
    told([&[], &[awaited], &[], &[]]).await;
    desk.decide("manager", dispute, json!({ "outcome": "UPHOLD", "reason": "与记录不符" })).await;
    told([&[awaited], &[awaited], &[], &[]]).await;
    desk.take("vendor_manager", "escalateDispute", dispute, json!({ "reason": "不同意" }), "state").await;
    told([&[awaited], &[awaited], &[awaited], &[awaited]]).await;
    desk.decide("supervisor", dispute, json!({ "outcome": "UPHOLD", "reason": "维持" })).await;
    told([&[awaited, ended], &[awaited, ended], &[awaited], &[awaited]]).await;
}

async fn nobody_is_told_of_their_own_doing(backend: Backend) {
    let desk = Desk::open(backend).await;
    let dispute = &desk.appeal().await;
    desk.take("vendor_manager", "withdrawDispute", dispute, json!({}), "state").await;
    let found = inboxes(&desk, &["vendor_manager", "manager"]).await;
    assert_eq!(found, [vec![], vec!["DISPUTE_AWAITED".to_owned(), "DISPUTE_ENDED".to_owned()]]);
}

both! { the_side_whose_turn_it_is_is_told, nobody_is_told_of_their_own_doing }
