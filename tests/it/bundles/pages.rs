//! The pages of bundles: what people read there is what the files beside them say, and a changed byte is found.

use domain::bundle::{BundleFile, FindingKind, Listed, check, seal};
use serde_json::{Value, json};

use super::pdf::Pages;
use super::shelf::{Fetched, fetched, of, of_clock};
use crate::assessments::board::Board;
use crate::disputes::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::P2;

const FILES: [&str; 2] = ["evidence-en.pdf", "evidence-zh.pdf"];

fn bytes(bundle: &Fetched, name: &str) -> Vec<u8> {
    bundle.files().into_iter().find(|file| file.name == name).expect("the pages").bytes
}

fn assert_says(pages: &Pages, words: &[&str]) {
    for words in words {
        assert!(pages.say(words), "{words}");
    }
}

/// The manifest names both files of pages, and each as it is.
fn assert_listed(bundle: &Fetched) {
    let listed = bundle.read("manifest.json")["files"].as_array().expect("files").clone();
    for name in FILES {
        let is = Listed::of(&BundleFile { name: name.to_owned(), bytes: bytes(bundle, name) });
        assert!(listed.contains(&serde_json::to_value(is).expect("JSON")), "{name}: {listed:?}");
    }
}

/// The clock of a restoration whose pause the manager rejected.
async fn rejected_pause(desk: &Desk) -> (String, Value) {
    let story = &desk.story;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    let inside = json!({ "body": "备件不足", "visibility": "VENDOR_INTERNAL" });
    story.act("engineer", "commentTicket", ticket, inside).await;
    story.until(3, "02:00");
    let pause = story.hold("engineer", ticket, "THIRD_PARTY").await;
    story.until(3, "03:00");
    story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": pause })).await;
    story.act("manager", "rejectPause", ticket, json!({ "pauseId": pause, "reason": "未附证明" })).await;
    story.solve(ticket).await;
    let seen = story.look("manager", ticket, "number clocks { id metric }").await;
    let number = seen["number"].as_str().expect("a number").to_owned();
    let restore = seen["clocks"].as_array().expect("clocks").iter().find(|clock| clock["metric"] == "RESTORE");
    (number, restore.expect("RESTORE")["id"].clone())
}

async fn a_verdict_is_told_in_pages_of_both_languages(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let (number, clock) = rejected_pause(&desk).await;
    let input = json!({ "clockId": clock });
    let mine = fetched(&story.world, "manager", input.clone()).await;
    assert_eq!(mine.found(), []);
    assert_listed(&mine);
    story.pass_minutes(90);
    assert_eq!(fetched(&story.world, "vendor_manager", input).await, mine, "the same facts, the same pages");

    let [en, zh] = FILES.map(|name| Pages::of(&bytes(&mine, name)));
    let replay = mine.read("replay.json");
    let (head, hash) = (replay["head"].as_str().expect("a hash"), replay["inputHash"].as_str().expect("a hash"));
    let both =
        [number.as_str(), "NN-2026", "南宁市大数据发展局", "八桂运维", "engineer", "manager", "未附证明", head, hash];
    for pages in [&en, &zh] {
        assert_says(pages, &both);
        assert!(!pages.say("备件不足"), "what is said inside a side stays there");
    }
    assert_says(&en, &["Evidence of a verdict", "Pieces of time", "Third party", "Rejected", "Pause rejected"]);
    assert_says(&zh, &["认定证据", "计时分段", "待第三方", "已驳回，无效", "驳回挂起"]);
    let explanation = mine.read("explanation.json");
    for said in explanation["sentences"].as_array().expect("sentences") {
        assert_says(&zh, &[said["zh"].as_str().expect("a sentence")]);
    }
    for event in mine.read("events.json").as_array().expect("events") {
        assert_says(&zh, &[event["hash"].as_str().expect("a hash")]);
    }
    let _ = story.sweep().await;
    story.end().await;
}

async fn a_changed_byte_of_a_page_is_found_and_bundles_without_pages_are_whole(backend: Backend) {
    let desk = Desk::open(backend).await;
    let mine = fetched(&desk.story.world, "manager", of_clock(&desk.clock_id("RESTORE").await)).await;
    let found = |files: &[BundleFile]| -> Vec<(FindingKind, String)> {
        check(files).into_iter().map(|finding| (finding.kind, finding.file)).collect()
    };
    for name in FILES {
        let mut files = mine.files();
        let pages = files.iter_mut().find(|file| file.name == name).expect("the pages");
        let middle = pages.bytes.len() / 2;
        pages.bytes[middle] ^= 1;
        assert_eq!(found(&files), [of(FindingKind::Changed, name)]);
        files.retain(|file| file.name != name);
        assert_eq!(found(&files), [of(FindingKind::Missing, name)]);
    }
    // As bundles were before there were pages.
    let mut files = mine.files();
    files.retain(|file| !FILES.contains(&file.name.as_str()));
    let (manifest, files) = seal(files);
    assert_eq!((found(&files), files.len()), (vec![], 10));
    assert_ne!(manifest.sha256, mine.sha256, "the hash of the whole is over the pages too");
    desk.story.end().await;
}

async fn a_scorecard_is_told_in_pages_of_both_languages(backend: Backend) {
    let board = Board::frozen(backend).await;
    let world = &board.story.world;
    let seen = board.look("manager", "id inputHash score").await;
    let input = json!({ "assessmentId": seen["id"] });
    let mine = fetched(world, "manager", input.clone()).await;
    assert_eq!(mine.found(), []);
    assert_listed(&mine);
    board.until("2026-04-09T01:00:00Z");
    assert_eq!(fetched(world, "vendor_manager", input).await, mine, "the same facts, the same pages");

    let [en, zh] = FILES.map(|name| Pages::of(&bytes(&mine, name)));
    let (hash, score) = (seen["inputHash"].as_str().expect("a hash"), seen["score"].as_str().expect("a score"));
    let both = ["NN-2026", "南宁市大数据发展局", "八桂运维", "vendor_manager", hash, score, "1 ÷ 2 = 50.00%"];
    assert_says(&en, &both);
    assert_says(&zh, &both);
    assert_says(&en, &["Evidence of a scorecard", "Quarter from 2026-01-01 to 2026-03-31", "Signatures", "Frozen"]);
    assert_says(&zh, &["考核评分证据", "响应时限：达标÷（达标＋超时）", "各项得分之和", "签署", "归档"]);
    let result = mine.read("result.json");
    for term in result["card"]["terms"].as_array().expect("terms") {
        assert_says(&zh, &[term["name"]["zh"].as_str().expect("a name")]);
        assert_says(&en, &[term["name"]["en"].as_str().expect("a name")]);
    }
}

both! {
    a_verdict_is_told_in_pages_of_both_languages,
    a_changed_byte_of_a_page_is_found_and_bundles_without_pages_are_whole,
    a_scorecard_is_told_in_pages_of_both_languages,
}
