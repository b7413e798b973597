//! Workbooks and rankings as files, cell by cell.

use calamine::{Data, DataType};
use serde_json::json;

use super::shelf::{asked, fetched, month};
use crate::assessments::board::Board;
use crate::rankings::board::Board as Meeting;
use crate::support::both;
use crate::support::db::Backend;

async fn a_workbook_has_dates_shares_and_lengths_of_time(backend: Backend) {
    let board = Board::open(backend).await;
    let world = &board.story.world;
    let file = fetched(world, "manager", asked(&month(world, 202603), "XLSX", "ZH")).await;
    assert_eq!(file.name, "report-NN-2026-MONTH-2026-03-01-draft-zh.xlsx");
    let sheets = ["概要", "达标情况", "用时归属", "挂起汇总", "超时明细", "挂起明细", "工单", "时限明细"];
    assert_eq!(file.sheets(), sheets);
    let kept = file.cells("达标情况");
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!(kept[0][..3], ["指标", "优先级", "达标"].map(text));
    assert_eq!(kept[1][..4], [text("响应"), text("P4"), Data::Float(1.0), Data::Float(1.0)]);
    assert_eq!(kept[1][9], Data::Float(0.5));
    assert_eq!(kept[2][9], Data::Empty, "nothing is judged: neither 0 nor 100");
    let breach = &file.cells("超时明细")[1];
    // 2 March 2026 is day 46,083; at four, and half an hour late.
    assert_eq!(breach[5].get_datetime().map(|at| at.as_f64()), Some(46_083.0 + 16.0 / 24.0));
    assert_eq!(breach[6].get_datetime().map(|at| at.as_f64()), Some(46_083.0 + 16.5 / 24.0));
    assert_eq!(breach[7].get_datetime().map(|at| at.as_f64()), Some(0.5 / 24.0));
    let facts = file.cells("概要");
    assert_eq!(facts[0][0], text("运维服务月度报告"));
    assert_eq!(facts[2][..2], [text("合同"), text("NN-2026 2026 年度信息系统运维服务")]);
    assert_eq!(fetched(world, "vendor_manager", asked(&month(world, 202603), "XLSX", "ZH")).await, file);
}

async fn a_ranking_is_seen_as_far_as_one_sees_it(backend: Backend) {
    let meeting = Meeting::assessed(backend).await;
    let world = &meeting.world;
    let drafted = world.as_("regulator").must("draftRanking", meeting.year(), "ranking { id }").await;
    let report = json!({ "rankingId": drafted["ranking"]["id"] });
    let file = fetched(world, "regulator", asked(&report, "CSV", "ZH")).await;
    assert_eq!(file.name, "ranking-YEAR-2026-01-01-1-zh.zip");
    let lines = file.lines("考核得分");
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines.iter().all(|line| line.starts_with("1,是,") && line.contains(",90.00,")), "{lines:?}");
    assert_eq!(file.lines("考核得分：未参与排名"), ["南国网络,样本不足,9"]);
    let refused = world.as_("manager").refused("prepareReportFile", asked(&report, "CSV", "ZH")).await;
    assert_eq!(refused, [("NOT_FOUND".to_owned(), None)], "a draft is nobody's to read");
}

both! { a_workbook_has_dates_shares_and_lengths_of_time, a_ranking_is_seen_as_far_as_one_sees_it }
