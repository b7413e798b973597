//! A ranking worked out, announced, objected to, worked out again, published, and corrected.

use serde_json::{Value, json};

use super::board::{AFTER, Board, END, ROWS, ranks};
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::global_id;

fn pairs(of: &[(&str, i64)]) -> Vec<(String, i64)> {
    of.iter().map(|(name, rank)| ((*name).to_owned(), *rank)).collect()
}

async fn it_is_worked_out_from_what_is_frozen_once_the_period_is_over(backend: Backend) {
    let board = Board::assessed(backend).await;
    board.until("2026-12-31T15:59:59Z");
    let early = board.world.as_("regulator");
    assert_eq!(early.refused("draftRanking", board.year()).await, one("NOT_OVER", "day"));
    board.until(AFTER);
    let regulator = board.world.as_("regulator");
    let mut odd = board.year();
    odd["minSample"] = json!(0);
    odd["objectionDays"] = json!(91);
    let wrong = regulator.refused("draftRanking", odd).await;
    assert_eq!(wrong.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["INVALID", "INVALID"]);
    let ledger = board.ledger().await;
    let before = ledger.contents().await;
    for (who, code) in [("manager", "FORBIDDEN"), ("vendor_manager", "FORBIDDEN"), ("assessor", "FORBIDDEN")] {
        let refused = board.world.as_(who).refused("draftRanking", board.year()).await;
        assert_eq!(refused[0].0, code, "{who}");
    }
    Ledger::assert_same(&before, &ledger.contents().await, "refused");

    let fields = format!(
        "ranking {{ kind agencyName period startsOn endsOn state number version minSample objectionDays {ROWS}
        availableActions versions {{ number drafterName userId reason publishedAt
            vendorBasis {{ name exact contractNumbers parts {{ score days share judged breached }} }} }} }}"
    );
    let drafted = regulator.must("draftRanking", board.year(), &fields).await;
    let row = |name: &str, sample: i64, confidence: &str, notes: Value| {
        json!({
            "rank": 1, "tied": true, "name": name, "figure": "90.00", "grade": "Excellent", "sample": sample,
            "confidence": confidence, "notes": notes,
        })
    };
    let part = |judged: i64| json!([{ "score": "90.00", "days": 365, "share": "1", "judged": judged, "breached": 1 }]);
    let mut ranking = drafted["ranking"].clone();
    let mut basis = ranking["versions"][0]["vendorBasis"].take();
    basis.as_array_mut().expect("a basis").sort_by_key(|of| of["name"].to_string());
    assert_eq!(
        ranking,
        json!({
            "kind": "VENDORS", "agencyName": "自治区数据局", "period": "YEAR", "startsOn": "2026-01-01",
            "endsOn": "2026-12-31", "state": "DRAFT", "number": 1, "version": 1, "minSample": 10, "objectionDays": 7,
            "lists": [{
                "measure": "SCORE",
                "rows": [row("八桂运维", 40, "HIGH", json!([])), row("桂北信息", 20, "LOW", json!(["FEW_COUNTED"]))],
                "unrated": [{ "name": "南国网络", "reason": "TOO_FEW", "sample": 9 }],
            }],
            "availableActions": ["REDRAFT", "ANNOUNCE"],
            "versions": [{
                "number": 1, "drafterName": "regulator", "userId": global_id("User", board.world.user("regulator").0),
                "reason": null, "publishedAt": null, "vendorBasis": null,
            }],
        })
    );
    let mut expected = [
        json!({ "name": "八桂运维", "exact": "90", "contractNumbers": ["NN-2026"], "parts": part(40) }),
        json!({ "name": "桂北信息", "exact": "90", "contractNumbers": ["LZ-2026"], "parts": part(20) }),
    ];
    expected.sort_by_key(|of| of["name"].to_string());
    let rated: Vec<&Value> = basis.as_array().expect("a basis").iter().filter(|of| of["name"] != "南国网络").collect();
    assert_eq!(rated, expected.iter().collect::<Vec<_>>());
    assert_eq!(regulator.refused("draftRanking", board.year()).await, one("TAKEN", "period"));
}

async fn an_objection_that_is_right_has_it_worked_out_again(backend: Backend) {
    let board = Board::drafted(backend).await;
    assert_eq!(board.refused("supervisor", "publishRanking", json!({})).await, one("WRONG_STATE", "rankingId"));
    assert_eq!(board.all("vendor_manager", "id").await, [Value::Null; 0], "nobody outside sees a draft");
    assert_eq!(board.step("regulator", "announceRanking", json!({})).await, "ANNOUNCED");
    let end = board.look("vendor_manager", "state number objectionsEndAt").await;
    assert_eq!(end, json!({ "state": "ANNOUNCED", "number": 1, "objectionsEndAt": "2027-01-18T16:00:00+00:00" }));

    assert_eq!(board.may("lz_vendor").await, "OBJECT");
    let blank = board.refused("lz_vendor", "objectToRanking", json!({ "reason": " " })).await;
    assert_eq!(blank, one("REQUIRED", "reason"));
    let reason = json!({ "reason": "第三季度考核有误，已申请更正" });
    assert_eq!(board.step("lz_vendor", "objectToRanking", reason.clone()).await, "ANNOUNCED");
    let twice = board.refused("lz_vendor", "objectToRanking", reason.clone()).await;
    assert_eq!(twice, one("ALREADY_DONE", "rankingId"));
    assert_eq!(board.may("lz_vendor").await, "");
    assert_eq!(board.refused("manager", "objectToRanking", reason).await[0].0, "NOT_FOUND", "not ranked, not told");
    let theirs = "objections { name reason authorName outcome answer }";
    let objection = json!({
        "name": "桂北信息", "reason": "第三季度考核有误，已申请更正", "authorName": "lz_vendor", "outcome": null, "answer": null,
    });
    assert_eq!(board.look("lz_vendor", theirs).await, json!({ "objections": [objection] }));
    assert_eq!(board.look("regulator", theirs).await, json!({ "objections": [objection] }));
    assert_eq!(board.look("vendor_manager", theirs).await, json!({ "objections": [] }), "another's objection");

    assert_eq!(board.may("regulator").await, "REDRAFT", "whoever worked it out judges nothing");
    assert_eq!(board.may("supervisor").await, "REDRAFT ANSWER");
    let answer = board.answer("ACCEPTED").await;
    let own = board.world.as_("regulator").refused("answerObjection", answer.clone()).await;
    assert_eq!(own, one("SAME_PERSON", "rankingId"));
    board.until("2027-01-18T15:59:59Z");
    assert_eq!(board.refused("supervisor", "publishRanking", json!({})).await, one("TOO_EARLY", "rankingId"));
    board.until(END);
    let late = board.refused("vendor_manager", "objectToRanking", json!({ "reason": "迟到" })).await;
    assert_eq!(late, one("TOO_LATE", "rankingId"));
    assert_eq!(board.refused("supervisor", "publishRanking", json!({})).await, one("UNANSWERED", "rankingId"));
    board.world.as_("supervisor").must("answerObjection", answer.clone(), "").await;
    let mut again = answer;
    again["expectedVersion"] = board.look("regulator", "version").await["version"].clone();
    let twice = board.world.as_("supervisor").refused("answerObjection", again).await;
    assert_eq!(twice, one("ALREADY_DONE", "objectionId"));
    assert_eq!(board.refused("supervisor", "publishRanking", json!({})).await, one("NEEDS_REDRAFT", "rankingId"));
    assert_eq!(board.may("supervisor").await, "REDRAFT");

    board.freeze("LZ-2026", 2, 9_500, 20).await;
    board.step("regulator", "redraftRanking", json!({ "reason": "采纳桂北信息的异议" })).await;
    assert_eq!(board.ranks("supervisor").await, pairs(&[("桂北信息", 1), ("八桂运维", 2)]));
    assert_eq!(board.all("lz_vendor", "id").await, [Value::Null; 0], "taken back");
    board.step("supervisor", "announceRanking", json!({})).await;
    board.until("2027-01-26T16:00:00Z");
    let stale = json!({ "rankingId": board.on(json!({})).await["rankingId"], "expectedVersion": 1 });
    assert_eq!(board.world.as_("supervisor").refused("publishRanking", stale).await[0].0, "CONFLICT");
    assert_eq!(board.step("supervisor", "publishRanking", json!({})).await, "PUBLISHED");
    let told = board.look("lz_vendor", "objections { outcome answer answererName }").await;
    let answered = json!({ "outcome": "ACCEPTED", "answer": "经核对原始记录", "answererName": "supervisor" });
    assert_eq!(told, json!({ "objections": [answered] }));

    let history = board.look("supervisor", "history { step number from to actorName userId note }").await;
    let steps: Vec<String> = history["history"]
        .as_array()
        .expect("a history")
        .iter()
        .map(|of| format!("{}{}", of["step"].as_str().unwrap_or_default(), of["number"]))
        .collect();
    assert_eq!(steps.join(" "), "DRAFT1 ANNOUNCE1 OBJECT1 ANSWER1 REDRAFT2 ANNOUNCE2 PUBLISH2");
    assert_eq!(history["history"][2]["userId"], global_id("User", board.world.user("lz_vendor").0));
    assert_eq!(board.look("lz_vendor", "history { step }").await, json!({ "history": [] }));

    let ledger = board.ledger().await;
    for table in ["ranking_objection", "ranking_answer"] {
        for sql in [format!("UPDATE {table} SET reason = reason"), format!("DELETE FROM {table}")] {
            let error = ledger.run(&sql).await.expect_err(&sql).to_string();
            assert!(error.contains(&format!("{table} is append-only")), "{sql}: {error}");
        }
    }
}

async fn a_correction_is_a_new_version_and_says_what_it_changes(backend: Backend) {
    let board = Board::published(backend, false).await;
    let seen = format!("id state number publishedNumber version announcedAt objectionsEndAt publishedAt {ROWS}");
    let out = board.look("manager", &seen).await;
    assert_eq!(
        (&out["version"], &out["announcedAt"], &out["objectionsEndAt"]),
        (&json!(3), &json!("2027-01-11T01:00:00+00:00"), &Value::Null)
    );
    let own = board.look("lz_vendor", &seen).await;
    let object = async |version: i64| {
        let input = json!({ "rankingId": own["id"], "expectedVersion": version, "reason": "有异议" });
        board.world.as_("lz_vendor").mutate("objectToRanking", input, "").await.at("/objectToRanking/errors")
    };
    let (now, next) = (object(3).await, object(4).await);
    assert_eq!([&now[0]["code"], &now[0]["field"], &next[0]["code"]], ["WRONG_STATE", "rankingId", "CONFLICT"]);
    board.freeze("LZ-2026", 2, 9_500, 20).await;
    let reason = json!({ "reason": "柳州合同年度考核更正" });
    assert_eq!(board.refused("manager", "correctRanking", reason.clone()).await[0].0, "FORBIDDEN");
    let unseen = json!({ "reason": "我局不在其中", "expectedVersion": 99 });
    let refused = board.refused("manager", "objectToRanking", unseen).await;
    assert_eq!(refused[0].0, "FORBIDDEN", "not ranked, whatever the version");
    assert_eq!(board.refused("regulator", "redraftRanking", reason.clone()).await, one("WRONG_STATE", "rankingId"));
    assert_eq!(board.may("supervisor").await, "CORRECT");
    assert_eq!(board.step("supervisor", "correctRanking", reason).await, "DRAFT");
    assert_eq!(board.look("regulator", "state version").await, json!({ "state": "DRAFT", "version": 4 }));
    assert_eq!(board.look("manager", &seen).await, out, "until then the published one stands");
    assert_eq!(board.look("lz_vendor", &seen).await, own, "nor does whoever stands in it learn of the next one");
    assert_eq!((object(3).await, object(4).await), (now, next), "not by objecting either");
    assert_eq!(board.may("manager").await, "");
    board.step("supervisor", "announceRanking", json!({})).await;
    assert_eq!(board.look("manager", &seen).await, out);
    let theirs = board.look("lz_vendor", "state number lists { rows { name rank figure } }").await;
    let row = json!({ "name": "桂北信息", "rank": 1, "figure": "95.00" });
    assert_eq!(theirs, json!({ "state": "ANNOUNCED", "number": 2, "lists": [{ "rows": [row] }] }));
    board.until("2027-01-26T16:00:00Z");
    assert_eq!(board.refused("supervisor", "publishRanking", json!({})).await, one("SAME_PERSON", "rankingId"));
    let note = json!({ "note": "更正公告" });
    assert_eq!(board.step("regulator", "publishRanking", note).await, "PUBLISHED");

    let fields = "number publishedNumber versions { number publishedAt reason note
        lists { rows { name rank } } changes { name rankBefore rankAfter figureBefore figureAfter } }";
    let now = board.look("manager", fields).await;
    let versions = now["versions"].as_array().expect("versions");
    assert_eq!((&now["number"], versions.len()), (&json!(2), 2), "Nanning is told without being named again");
    assert_eq!(ranks(&versions[0]["lists"][0]), pairs(&[("八桂运维", 1), ("桂北信息", 1)]));
    assert_eq!(ranks(&versions[1]["lists"][0]), pairs(&[("桂北信息", 1), ("八桂运维", 2)]));
    assert_eq!((&versions[0]["changes"], &versions[1]["note"]), (&json!([]), &json!("更正公告")));
    assert_eq!(versions[1]["reason"], Value::Null, "why is for those who rank: it may name who objected");
    let change = |name: &str, (before, after): (i64, i64), (was, is): (&str, &str)| json!({ "name": name, "rankBefore": before, "rankAfter": after, "figureBefore": was, "figureAfter": is });
    let expected =
        json!([change("桂北信息", (1, 1), ("90.00", "95.00")), change("八桂运维", (1, 2), ("90.00", "90.00")),]);
    assert_eq!(versions[1]["changes"], expected);

    let ledger = board.ledger().await;
    for table in ["version", "release", "step", "reader", "subject"] {
        let (update, delete) =
            (format!("UPDATE ranking_{table} SET number = number"), format!("DELETE FROM ranking_{table}"));
        for sql in [update, delete] {
            let error = ledger.run(&sql).await.expect_err(&sql).to_string();
            assert!(error.contains("is append-only"), "{sql}: {error}");
        }
    }
}

async fn a_meeting_hears_who_leads_and_what_changed(backend: Backend) {
    let board = Board::published(backend, false).await;
    let summary = "summary { ranked unrated { name } top { name rank } bottom { name } grades { grade count } judged
        breached credits beforeId changes { name } }";
    let told = board.look("supervisor", summary).await;
    let grade = |grade: &str, count: i64| json!({ "grade": grade, "count": count });
    assert_eq!(
        told["summary"],
        json!({
            "ranked": 2, "unrated": [{ "name": "南国网络" }],
            "top": [{ "name": "八桂运维", "rank": 1 }, { "name": "桂北信息", "rank": 1 }], "bottom": [],
            "grades": [grade("Excellent", 2), grade("Good", 0), grade("Qualified", 0), grade("Unqualified", 0)],
            "judged": 69, "breached": 3, "credits": null, "beforeId": null, "changes": null,
        })
    );
    assert_eq!(board.look("manager", summary).await["summary"], Value::Null, "it is for those who rank");

    // The month of December after the month of November: each has its own ranking, and one is compared with the other.
    let regulator = board.world.as_("regulator");
    let month = |day: &str| {
        let agency = global_id("Agency", board.world.agency("GXDSJ").0);
        json!({ "agencyId": agency, "kind": "VENDORS", "period": "MONTH", "day": day })
    };
    let made = regulator.must("draftRanking", month("2026-12-15"), &format!("ranking {{ id version {ROWS} }}")).await;
    let list = &made["ranking"]["lists"][0];
    let reasons: Vec<&Value> = list["unrated"].as_array().expect("a list").iter().map(|of| &of["reason"]).collect();
    assert_eq!((&list["rows"], reasons), (&json!([]), vec![&json!("NOTHING_FROZEN"); 3]));
    let input = json!({ "rankingId": made["ranking"]["id"], "expectedVersion": made["ranking"]["version"] });
    assert_eq!(regulator.refused("announceRanking", input).await, one("NOTHING_RANKED", "rankingId"));
}

both! {
    it_is_worked_out_from_what_is_frozen_once_the_period_is_over,
    an_objection_that_is_right_has_it_worked_out_again,
    a_correction_is_a_new_version_and_says_what_it_changes,
    a_meeting_hears_who_leads_and_what_changed,
}
