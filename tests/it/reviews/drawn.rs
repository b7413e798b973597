//! Reviewers are drawn by lot among those who belong to neither party, and anybody can draw again.

use app::setup::user::{GrantRole, create_account, grant_role};
use domain::access::Role;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::bench::{Bench, answers};
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;
use crate::support::in_force::{EXPERTS, enlist};
use crate::tickets::story::global_id;

const DRAWS: &str = "draws { number seed candidates { key name lot drawn } }";

/// Draws again with nothing but what the answer says: the keys of those with the lowest lots.
fn by_hand(draw: &Value, count: usize) -> Vec<String> {
    let seed = draw["seed"].as_str().expect("a seed");
    let key = |candidate: &Value| candidate["key"].as_str().expect("a key").to_owned();
    let candidates = draw["candidates"].as_array().expect("candidates");
    let mut lots: Vec<(String, String)> = candidates
        .iter()
        .map(|candidate| (hex::encode(Sha256::digest(format!("{seed}:{}", key(candidate)))), key(candidate)))
        .collect();
    lots.sort();
    lots.into_iter().take(count).map(|(_, key)| key).collect()
}

/// Keys of those whom the answer calls drawn.
fn drawn(draw: &Value) -> Vec<String> {
    let candidates = draw["candidates"].as_array().expect("candidates");
    let drawn = candidates.iter().filter(|candidate| candidate["drawn"] == true);
    drawn.map(|candidate| candidate["key"].as_str().expect("a key").to_owned()).collect()
}

fn names(draw: &Value) -> Vec<&str> {
    let candidates = draw["candidates"].as_array().expect("candidates");
    let mut names: Vec<&str> = candidates.iter().filter_map(|candidate| candidate["name"].as_str()).collect();
    names.sort_unstable();
    names
}

async fn anybody_can_draw_again(backend: Backend) {
    let mut bench = Bench::open(backend).await;
    // Over the buyer, so of its family: on the list, and never drawn for Nanning.
    let assessor = global_id("User", bench.office.story.world.user("assessor").0);
    let entry = json!({ "userId": assessor, "organisation": "自治区", "specialities": ["审计"] });
    bench.as_("security_admin").must("addExpert", entry.clone(), "expert { active user { name } }").await;
    assert_eq!(bench.as_("security_admin").refused("addExpert", entry).await, one("ALREADY_DONE", "userId"));
    // Off the list, so not drawn either.
    let off = global_id("User", bench.office.story.world.user("reviewer1").0);
    bench.as_("security_admin").must("updateExpert", json!({ "userId": off, "active": false }), "").await;
    // On the list, and lost the account.
    let locked = json!({ "userId": global_id("User", bench.office.story.world.user("reviewer2").0), "active": false });
    bench.as_("security_admin").must("setUserActive", locked, "").await;
    bench.convene(3).await;
    let seen = bench.look("supervisor", DRAWS).await;
    let first = &seen["draws"][0];
    assert_eq!(names(first), ["expert", "reviewer3", "reviewer4"]);
    assert_eq!(by_hand(first, 3), drawn(first));
    assert_eq!(first["seed"].as_str().map(str::len), Some(32));

    // For another contract there are three of whom one sits.
    let mut other = bench;
    let draft = other.office.draft("NN-2026-C", "桂北信息", "NN-OLD", ("2026-03-01", "2026-12-31"));
    let id = other.office.drafted(draft).await;
    other.office = other.office.at(id);
    other.office.step("manager", "submitContractForReview", json!({})).await;
    other.convene(1).await;
    let seen = other.look("regulator", DRAWS).await;
    assert_eq!((by_hand(&seen["draws"][0], 1), 1), (drawn(&seen["draws"][0]), 1));
    let list = "{ experts { nodes { active user { name } } totalCount } }";
    assert_eq!(other.as_("manager").gql(list, json!({})).await.at("/experts/totalCount"), 6);
}

async fn another_is_drawn_for_whoever_declines(backend: Backend) {
    let mut bench = Bench::open(backend).await;
    bench.convene(3).await;
    let decline = |who: &str| {
        let (client, input) = (bench.as_(who), json!({ "reviewId": bench.review, "reason": "与服务商有过合作" }));
        async move { client.must("declineReview", input, "review { state }").await }
    };
    let first = bench.asked().await;
    decline(&first[0]).await;
    let second = bench.asked().await;
    assert_eq!(second.len(), 3, "at once");
    assert_eq!(second[1..], first[1..], "the others keep their seats");
    assert!(!first.contains(&second[0]), "somebody who had none");
    let seen = bench.look("supervisor", &format!("seats {{ seat draw state reason }} {DRAWS}")).await;
    let seats = seen["seats"].as_array().expect("seats");
    assert_eq!(seats[0], json!({ "seat": 1, "draw": 1, "state": "DECLINED", "reason": "与服务商有过合作" }));
    assert_eq!(seats[3], json!({ "seat": 1, "draw": 2, "state": "ASKED", "reason": null }));
    let again = &seen["draws"][1];
    assert_eq!((names(again).len(), by_hand(again, 1)), (2, drawn(again)), "two of five were left");

    // Whoever has declined sees it no more; whoever has answered cannot decline.
    let document = "query($id: ID!) { node(id: $id) { id } }";
    let gone = bench.as_(&first[0]).gql(document, json!({ "id": bench.review })).await;
    assert_eq!(gone.code(), "NOT_FOUND");
    bench.answer(&second[1], answers(&[])).await;
    let late = json!({ "reviewId": bench.review, "reason": "反悔" });
    assert_eq!(bench.as_(&second[1]).refused("declineReview", late).await, one("WRONG_STATE", "reviewId"));

    // The fifth declines too: nobody is left, and the seat is vacant until the list has grown.
    decline(&second[0]).await;
    let third = bench.asked().await;
    decline(&third[0]).await;
    assert_eq!(bench.asked().await, second[2..], "one who has answered, one asked, one seat vacant");
    let fill = json!({ "reviewId": bench.review });
    assert_eq!(bench.look("supervisor", "availableActions").await["availableActions"], json!(["FILL_SEATS"]));
    assert_eq!(
        bench.as_("supervisor").refused("fillReviewSeats", fill.clone()).await,
        one("NO_CANDIDATES", "reviewId")
    );
    let world = &bench.office.story.world;
    let op = world.system_op();
    let sixth = create_account(&op, "reviewer6", "reviewer6", "-".to_owned()).await.expect("an account");
    enlist(&op, sixth, world.agency(EXPERTS)).await;
    bench.as_("supervisor").must("fillReviewSeats", fill.clone(), "").await;
    assert_eq!(bench.asked().await, ["reviewer6".to_owned(), second[2].clone()]);
    assert_eq!(
        bench.as_("supervisor").refused("fillReviewSeats", fill.clone()).await,
        one("NO_VACANT_SEAT", "reviewId")
    );

    // Who comes to belong to a party answers no more, and is replaced.
    let role = Role::Reporter;
    let agency = Some(world.agency("NNQX"));
    let grant = GrantRole { user: sixth, role, agency, vendor: None, valid_from: None, valid_until: None };
    grant_role(&op, &grant).await.expect("a role below the buyer");
    let input = json!({ "reviewId": bench.review, "answers": answers(&[]) });
    assert_eq!(bench.as_("reviewer6").refused("answerReview", input).await, one("NOT_ELIGIBLE", "reviewId"));
    let seventh = create_account(&op, "reviewer7", "reviewer7", "-".to_owned()).await.expect("an account");
    enlist(&op, seventh, world.agency(EXPERTS)).await;
    bench.as_("supervisor").must("fillReviewSeats", fill, "").await;
    bench.decide(&[]).await;
    assert_eq!(bench.look("manager", "state").await["state"], "DECIDED");
}

both! {
    anybody_can_draw_again,
    another_is_drawn_for_whoever_declines,
}
