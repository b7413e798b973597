//! What either side knows: written, published, suggested, used in solutions, counted.

use serde_json::{Value, json};

use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P3, Story, global_id};

both! { a_note_is_written_published_used_and_counted, notes_are_read_along_their_scope }

async fn note(story: &Story, who: &str, owner: &str, title: &str, shared: bool) -> String {
    let content = json!({ "ownerId": owner, "title": title, "body": "1. 先看指示灯\n2. 再换模块", "shared": shared,
        "systemTypes": ["公文交换"] });
    let made = story.world.as_(who).must("createKnowledgeNote", content, "note { id state availableActions }").await;
    assert_eq!(made["note"]["state"], json!("DRAFT"));
    assert_eq!(made["note"]["availableActions"], json!(["UPDATE", "PUBLISH", "RETIRE"]));
    made["note"]["id"].as_str().expect("an id").to_owned()
}

async fn publish(story: &Story, who: &str, note: &str) {
    story.world.as_(who).must("publishKnowledgeNote", json!({ "noteId": note }), "").await;
}

/// The titles that somebody finds, the newest first.
async fn titles(story: &Story, who: &str) -> Vec<String> {
    let found = story.world.as_(who).gql("{ knowledgeNotes { nodes { title } } }", json!({})).await;
    let nodes = found.at("/knowledgeNotes/nodes");
    nodes.as_array().expect("nodes").iter().filter_map(|of| of["title"].as_str().map(str::to_owned)).collect()
}

async fn suggested(story: &Story, who: &str, ticket: &str) -> Vec<(String, i64)> {
    let query = "query($id: ID!) { suggestedNotes(ticketId: $id) { title uses } }";
    let found = story.world.as_(who).gql(query, json!({ "id": ticket })).await.at("/suggestedNotes");
    let pair = |of: &Value| (of["title"].as_str().expect("a title").to_owned(), of["uses"].as_i64().expect("a count"));
    found.as_array().expect("notes").iter().map(pair).collect()
}

async fn solve_with(story: &Story, ticket: &str, notes: &[&str]) {
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    let solution = json!({ "cause": "模块老化", "solution": "更换", "noteIds": notes });
    story.act("engineer", "resolveTicket", ticket, solution).await;
}

async fn a_note_is_written_published_used_and_counted(backend: Backend) {
    let story = Story::open(backend).await;
    let nanning = &global_id("Agency", story.world.agency("NNDSJ").0);
    let how = &note(&story, "operator", nanning, "更换光模块", true).await;
    assert_eq!(titles(&story, "clerk").await, [""; 0], "a draft is its authors'");
    let first = &story.raise(P3).await;
    story.act("engineer", "acknowledgeTicket", first, json!({})).await;
    let solution = json!({ "cause": "x", "solution": "y", "noteIds": [how] });
    assert_eq!(story.refused("engineer", "resolveTicket", first, solution).await, "NOT_FOUND", "not published");
    let not_theirs = story.world.as_("engineer").refused("publishKnowledgeNote", json!({ "noteId": how })).await;
    assert_eq!(not_theirs[0].0, "NOT_FOUND");
    publish(&story, "operator", how).await;
    let other = &note(&story, "operator", nanning, "重启服务", true).await;
    publish(&story, "operator", other).await;
    let none = [("重启服务".to_owned(), 0), ("更换光模块".to_owned(), 0)];
    assert_eq!(suggested(&story, "engineer", first).await, none);

    story
        .act("engineer", "resolveTicket", first, json!({ "cause": "x", "solution": "y", "noteIds": [how, how] }))
        .await;
    let shown = story
        .look("clerk", first, "knowledgeNotes { title uses systemTypes agency { shortCode } vendor { name } }")
        .await;
    let expected = json!([{ "title": "更换光模块", "uses": 1, "systemTypes": ["公文交换"],
        "agency": { "shortCode": "NNDSJ" }, "vendor": null }]);
    assert_eq!(shown["knowledgeNotes"], expected);
    let second = &story.raise(P3).await;
    solve_with(&story, second, &[how]).await;
    assert_eq!(suggested(&story, "engineer", second).await[0], ("更换光模块".to_owned(), 2), "what helped comes first");
    // Solved again with the same note: one ticket still.
    story.act("clerk", "rejectSolution", second, json!({ "reason": "还是断" })).await;
    let again = json!({ "cause": "x", "solution": "y", "noteIds": [how] });
    story.act("engineer", "resolveTicket", second, again).await;
    assert_eq!(suggested(&story, "engineer", second).await[0].1, 2);
    assert_eq!(
        story.look("clerk", second, "knowledgeNotes { title }").await["knowledgeNotes"].as_array().map(Vec::len),
        Some(1)
    );

    let operator = story.world.as_("operator");
    let change = json!({ "noteId": how, "version": 1, "title": "更换光模块（修订）", "body": "先断电" });
    assert_eq!(operator.refused("updateKnowledgeNote", change.clone()).await[0].0, "CONFLICT", "publishing counted");
    let mut change = change;
    change["version"] = json!(2);
    let changed = operator.must("updateKnowledgeNote", change, "note { state version shared systemTypes }").await;
    let expected = json!({ "state": "PUBLISHED", "version": 3, "shared": false, "systemTypes": [] });
    assert_eq!(changed["note"], expected);
    operator.must("retireKnowledgeNote", json!({ "noteId": how }), "").await;
    let late =
        operator.refused("updateKnowledgeNote", json!({ "noteId": how, "version": 4, "title": "x", "body": "y" }));
    assert_eq!(late.await[0], ("WRONG_STATE".to_owned(), Some("noteId".to_owned())));
    let shown = story.look("clerk", first, "knowledgeNotes { title state }").await;
    assert_eq!(shown["knowledgeNotes"][0], json!({ "title": "更换光模块（修订）", "state": "RETIRED" }));
    let ledger = story.ledger().await;
    let error = ledger.run("DELETE FROM ticket_note").await.expect_err("append-only").to_string();
    assert!(error.contains("append-only"), "{error}");
    story.end().await;
}

async fn notes_are_read_along_their_scope(backend: Backend) {
    let story = Story::open(backend).await;
    let agency = |code: &str| global_id("Agency", story.world.agency(code).0);
    let bagui = global_id("Vendor", story.world.vendor("八桂运维").0);
    let (city, shared, own) = (
        note(&story, "operator", &agency("NNDSJ"), "内部：应急联系人", false).await,
        note(&story, "operator", &agency("NNDSJ"), "机房进出须知", true).await,
        note(&story, "engineer", &bagui, "八桂：调试口令", true).await,
    );
    for (who, id) in [("operator", &city), ("operator", &shared), ("vendor_manager", &own)] {
        publish(&story, who, id).await;
    }
    let all = ["机房进出须知", "内部：应急联系人"];
    for (who, expected) in [
        ("clerk", &all[..]),
        ("county_clerk", &all[..]),
        ("supervisor", &all[..]),
        ("engineer", &["八桂：调试口令", "机房进出须知"][..]),
        ("lz_engineer", &[][..]),
        ("lz_operator", &[][..]),
    ] {
        assert_eq!(titles(&story, who).await, expected, "{who}");
    }
    let ticket = &story.raise(P3).await;
    solve_with(&story, ticket, &[&own, &shared]).await;
    let seen = async |who: &str| story.look(who, ticket, "knowledgeNotes { title }").await["knowledgeNotes"].clone();
    assert_eq!(seen("clerk").await, json!([{ "title": "机房进出须知" }]), "a vendor's notes are the vendor's");
    assert_eq!(seen("engineer").await.as_array().map(Vec::len), Some(2));
    let refused = story.world.as_("engineer").refused("retireKnowledgeNote", json!({ "noteId": shared })).await;
    assert_eq!(refused[0].0, "FORBIDDEN", "seen, and not theirs");
    let stranger = story.world.as_("lz_operator").refused("retireKnowledgeNote", json!({ "noteId": shared })).await;
    assert_eq!(stranger[0].0, "NOT_FOUND");
    let county = json!({ "ownerId": agency("NNQX"), "title": "x", "body": "y" });
    assert_eq!(story.world.as_("operator").refused("createKnowledgeNote", county).await[0].0, "FORBIDDEN");
    let nothing = json!({ "ownerId": agency("NNDSJ"), "title": " ", "body": "", "systemTypes": [" "] });
    let errors = story.world.as_("operator").refused("createKnowledgeNote", nothing).await;
    let fields: Vec<_> = errors.iter().filter_map(|(_, field)| field.as_deref()).collect();
    assert_eq!(fields, ["title", "body", "systemTypes"]);
    story.end().await;
}
