//! A pilot is compared with the rest, and its version is published for everybody.

use serde_json::{Value, json};

use super::pilots::{UNTIL, at, draft, start};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P3, Story};

const COMPARISON: &str = "query($id: ID!) { pilotComparison(pilotId: $id) { pilotTickets restTickets from until
    metrics { metric pilot { counts { met breached total } pauseShare { numerator denominator exact interval { low } } }
        rest { counts { met breached total } pauseShare { denominator } }
        attainment { pilot { numerator denominator rate exact interval { low high } } rest { numerator denominator rate }
            difference { low high } reading } }
    reopened { pilot { numerator denominator } rest { numerator denominator exact } reading } } }";

async fn a_pilot_is_compared_and_promoted(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    let manager = world.as_("region_manager");
    let version = draft(world).await;
    let pilot = start(&manager, at(world, &version, &["NNDSJ"])).await["id"].clone();
    // Nanning answers one of two in time; Liuzhou answers, and its first solution does not hold.
    let (prompt, slow) = (story.raise(P3).await, story.raise(P3).await);
    let liuzhou = story.raise_as("lz_operator", story.request("LZ-OA", "公文收不到", P3)).await;
    let acknowledge = async |who: &str, ticket: &str| story.act(who, "acknowledgeTicket", ticket, Value::Null).await;
    story.pass_minutes(10);
    acknowledge("engineer", &prompt).await;
    story.solve(&prompt).await;
    story.pass_minutes(50);
    acknowledge("engineer", &slow).await;
    story.solve(&slow).await;
    acknowledge("lz_engineer", &liuzhou).await;
    let solution = json!({ "cause": "光缆中断", "solution": "熔接" });
    story.act("lz_engineer", "resolveTicket", &liuzhou, solution.clone()).await;
    story.pass_minutes(1);
    story.act("lz_operator", "rejectSolution", &liuzhou, json!({ "reason": "还是不通" })).await;
    story.pass_minutes(1);
    story.act("lz_engineer", "resolveTicket", &liuzhou, solution).await;
    for (who, ticket) in [("clerk", &prompt), ("clerk", &slow), ("lz_operator", &liuzhou)] {
        story.act(who, "confirmTicket", ticket, Value::Null).await;
    }
    story.sweep().await;

    let compared = world.as_("region_manager").gql(COMPARISON, json!({ "id": pilot })).await.at("/pilotComparison");
    assert_eq!((&compared["pilotTickets"], &compared["restTickets"]), (&json!(2), &json!(1)));
    let response = &compared["metrics"][0];
    assert_eq!(response["metric"], "RESPONSE");
    assert_eq!(response["pilot"]["counts"], json!({ "met": 1, "breached": 1, "total": 2 }));
    assert_eq!(response["rest"]["counts"], json!({ "met": 1, "breached": 0, "total": 1 }));
    // Ten minutes and an hour of work, nothing paused; time has no interval.
    let share = json!({ "numerator": 0, "denominator": 600 + 3_600, "exact": "0", "interval": null });
    assert_eq!(response["pilot"]["pauseShare"], share);
    let attainment = &response["attainment"];
    let half = json!({ "numerator": 1, "denominator": 2, "rate": "0.5000", "exact": "1/2",
        "interval": { "low": "0.0945", "high": "0.9055" } });
    assert_eq!(attainment["pilot"], half);
    assert_eq!(attainment["rest"], json!({ "numerator": 1, "denominator": 1, "rate": "1.0000" }));
    let said = attainment["reading"].as_str().expect("a sentence");
    assert_eq!(said, "Too few to compare: 2 in the pilot and 1 elsewhere, at least 30 each are needed.");
    assert_eq!(compared["reopened"]["pilot"], json!({ "numerator": 0, "denominator": 2 }));
    assert_eq!(compared["reopened"]["rest"], json!({ "numerator": 1, "denominator": 2, "exact": "1/2" }));

    // Everybody compares what they see: Nanning's manager has no rest, and Liuzhou's no pilot.
    let own = world.as_("manager").gql(COMPARISON, json!({ "id": pilot })).await.at("/pilotComparison");
    assert_eq!((&own["pilotTickets"], &own["restTickets"]), (&json!(2), &json!(0)));
    let theirs = world.as_("lz_manager").gql(COMPARISON, json!({ "id": pilot })).await.at("/pilotComparison");
    assert_eq!((&theirs["pilotTickets"], &theirs["restTickets"]), (&json!(0), &json!(1)));
    assert_eq!(world.as_("clerk").gql(COMPARISON, json!({ "id": pilot })).await.code(), "FORBIDDEN");

    // Its time runs out undecided: the published version binds again, and it is still to be promoted.
    world.clock.set(UNTIL.parse().expect("a time"));
    let over = story.raise(P3).await;
    let of = async |ticket: &str| story.look("clerk", ticket, "number").await["number"].clone();
    assert!(of(&over).await.is_string());
    let query = "query($id: ID!) { node(id: $id) { ... on Pilot { state availableActions } } }";
    let ended = world.as_("region_manager").gql(query, json!({ "id": pilot })).await.at("/node");
    assert_eq!(ended, json!({ "state": "ENDED", "availableActions": ["WITHDRAW", "PROMOTE"] }));
    let bound = async |ticket: &str| {
        let found = story.look("region_manager", ticket, "binding { policyVersionId pilot { id } }").await;
        (found["binding"]["policyVersionId"].clone(), found["binding"]["pilot"]["id"].clone())
    };
    assert_ne!(bound(&over).await.0, json!(version));
    let fields = "pilot { state policy { published { id state } versions { number state } } }";
    let promoted =
        world.as_("region_manager").must("promotePilot", json!({ "pilotId": pilot }), fields).await["pilot"].clone();
    assert_eq!(promoted["state"], "PROMOTED");
    assert_eq!(promoted["policy"]["published"], json!({ "id": version, "state": "PUBLISHED" }));
    assert_eq!(promoted["policy"]["versions"][0]["state"], "RETIRED");
    let everywhere = story.raise_as("lz_operator", story.request("LZ-OA", "公文收不到", P3)).await;
    assert_eq!(bound(&everywhere).await, (json!(version), Value::Null), "published, and no pilot any more");
    assert_eq!(bound(&prompt).await, (json!(version), pilot), "bound by the pilot, and still said so");
    story.end().await;
}

both! { a_pilot_is_compared_and_promoted }
