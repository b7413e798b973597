//! A frozen period has one file, whoever makes it and whenever.

use serde_json::{Value, json};

use super::shelf::{asked, fetched, month, prepared};
use crate::assessments::board::Board;
use crate::support::both;
use crate::support::db::Backend;

async fn quarter(board: &Board) -> Value {
    json!({ "assessmentId": board.look("manager", "id").await["id"] })
}

async fn both_sides_get_the_same_bytes_at_different_times(backend: Backend) {
    let board = Board::frozen(backend).await;
    let (world, report) = (&board.story.world, quarter(&board).await);
    let mut first = Vec::new();
    for format in ["PDF", "XLSX", "CSV"] {
        for language in ["ZH", "EN"] {
            first.push((format, language, fetched(world, "manager", asked(&report, format, language)).await));
        }
    }
    let pdf = &first[0].2;
    assert_eq!(pdf.name, "report-NN-2026-QUARTER-2026-01-01-1-zh.pdf");
    assert_eq!(pdf.media_type, "application/pdf");
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let holds = |words: &str| pdf.bytes.windows(words.len()).any(|part| part == words.as_bytes());
    // It is of when the quarter was scored, with fonts of its own.
    assert!(holds("D:20260331160000Z") && holds("NotoSansCJKsc-Regular") && holds("NotoSansCJKsc-Bold"));
    // What is corrected afterwards is told of the next period; this one is closed.
    board.correct_the_response().await;
    board.until("2026-04-09T01:00:00Z");
    for (format, language, file) in &first {
        for who in ["vendor_manager", "manager", "supervisor", "regulator", "assessor"] {
            let again = fetched(world, who, asked(&report, format, language)).await;
            assert!(again == *file, "{format} {language} as {who}");
        }
    }
    // A draft of the same month tells what is known now.
    let draft = fetched(world, "manager", asked(&month(world, 202603), "CSV", "ZH")).await;
    assert_eq!(draft.lines("达标情况")[0], "响应,P4,2,0,0,0,0,2,0,100.00%");
    assert_eq!(draft.lines("超时明细"), [""; 0]);
    let frozen = &first[4].2;
    assert_eq!(frozen.lines("达标情况")[0], "响应,P4,1,1,0,0,0,2,0,50.00%");
    assert_eq!(frozen.lines("超时明细").len(), 1);
}

async fn it_says_what_was_signed_and_by_whom(backend: Backend) {
    let board = Board::frozen(backend).await;
    let (world, report) = (&board.story.world, quarter(&board).await);
    let hash = board.look("manager", "inputHash").await["inputHash"].as_str().expect("a hash").to_owned();
    let file = fetched(world, "manager", asked(&report, "CSV", "ZH")).await;
    let facts = file.tables().swap_remove(0).1;
    for line in [
        "状态,已归档（第 1 版）".to_owned(),
        "数据截至,2026-04-01 00:00:00".to_owned(),
        format!("依据的校验值,{hash}"),
        "签署：采购单位,manager · 2026-04-01 00:00:00".to_owned(),
        "签署：服务商,vendor_manager · 2026-04-01 00:00:00".to_owned(),
    ] {
        assert!(facts.contains(&format!("{line}\r\n")), "{line}: {facts}");
    }
    assert!(facts.contains("得分,45.45"), "{facts}");
    // Of 2,200 that were counted, the response had half, and the others all or nothing.
    let terms = file.lines("考核得分");
    assert!(terms.iter().any(|line| line.contains(",1,2,50.00%,")), "{terms:?}");
}

async fn before_it_is_frozen_it_is_a_draft(backend: Backend) {
    let board = Board::drafted(backend).await;
    let (world, report) = (&board.story.world, quarter(&board).await);
    let name = prepared(world, "manager", asked(&report, "PDF", "EN")).await["name"].take();
    assert_eq!(name, "report-NN-2026-QUARTER-2026-01-01-draft-en.pdf");
    let facts = fetched(world, "manager", asked(&report, "CSV", "EN")).await.tables().swap_remove(0).1;
    assert!(facts.contains("State,Draft: a draft of what is known now\r\n"), "{facts}");
}

both! {
    both_sides_get_the_same_bytes_at_different_times,
    it_says_what_was_signed_and_by_whom,
    before_it_is_frozen_it_is_a_draft,
}
