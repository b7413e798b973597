//! A list of tickets as a file: what the list shows to whoever asks, in its order.

use calamine::{Data, DataType};
use serde_json::{Value, json};

use super::shelf::{asked, fetched, prepared};
use crate::disputes::desk::whole;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story, global_id};

const HEAD: &str = "Number,Title,Kind,Priority,State,Agency,System,Vendor,Team,Engineer,Contract,Raised (Asia/Shanghai),\
    Next deadline (Asia/Shanghai),Resolved (Asia/Shanghai),Closed (Asia/Shanghai),Promise broken";

/// Two of Nanning's, ten minutes apart, the first with a title that a spreadsheet would reckon with; one of Liuzhou's.
async fn three(backend: Backend) -> (Story, [String; 2]) {
    let story = Story::open(backend).await;
    let early = story.raise_as("clerk", story.request("NN-OA", "=1+1", P2)).await;
    story.until(2, "01:10");
    let late = story.raise_as("clerk", story.request("NN-OA", "公文收不到", P2)).await;
    story.raise_as("lz_operator", story.request("LZ-OA", "公文收不到", P2)).await;
    let mut numbers = [early, late];
    for ticket in &mut numbers {
        let seen = story.look("manager", ticket, "number").await;
        *ticket = seen["number"].as_str().expect("a number").to_owned();
    }
    (story, numbers)
}

fn tickets(list: Value) -> Value {
    json!({ "tickets": list })
}

async fn a_list_is_one_table_in_its_order(backend: Backend) {
    let (story, [early, late]) = three(backend).await;
    let world = &story.world;
    let parties = "南宁市大数据发展局,南宁公文交换平台,八桂运维,,,NN-2026 2026 年度信息系统运维服务";
    let first = format!("{early},'=1+1,Incident,P2,New,{parties},2026-03-02 09:00:00,2026-03-02 09:30:00,,,No\r\n");
    let second =
        format!("{late},公文收不到,Incident,P2,New,{parties},2026-03-02 09:10:00,2026-03-02 09:40:00,,,No\r\n");
    let all = tickets(json!({ "filter": { "open": true }, "orderBy": "CREATED_ASC" }));
    let file = fetched(world, "manager", asked(&all, "CSV", "EN")).await;
    assert_eq!(file.text(), format!("{HEAD}\r\n{first}{second}"));
    assert_eq!((file.name.as_str(), file.media_type.as_str()), ("tickets-20260302-en.csv", "text/csv; charset=utf-8"));
    let newest = fetched(world, "manager", asked(&tickets(json!({})), "CSV", "EN")).await;
    assert_eq!(newest.text(), format!("{HEAD}\r\n{second}{first}"), "the order of the list when nothing is said");
    let solved = tickets(json!({ "filter": { "states": ["RESOLVED"] } }));
    assert_eq!(fetched(world, "manager", asked(&solved, "CSV", "EN")).await.text(), format!("{HEAD}\r\n"));
    // What is searched for, too.
    app::outbox::relay(&world.system_op()).await.expect("relayed");
    app::search::follow(&world.system_op()).await.expect("indexed");
    let words = tickets(json!({ "words": "公文" }));
    let found = fetched(world, "manager", asked(&words, "CSV", "EN")).await;
    assert_eq!(found.text(), format!("{HEAD}\r\n{second}"));
}

async fn nobody_gets_more_than_their_list(backend: Backend) {
    let (story, _) = three(backend).await;
    let world = &story.world;
    let lines = async |who: &str, list: Value| {
        fetched(world, who, asked(&tickets(list), "CSV", "ZH")).await.text().lines().count() - 1
    };
    assert_eq!(lines("region_manager", json!({})).await, 3);
    assert_eq!(lines("lz_manager", json!({})).await, 1);
    assert_eq!(lines("vendor_manager", json!({})).await, 2);
    let nannings = json!({ "filter": { "contractId": global_id("ServiceContract", world.contract("NN-2026").0) } });
    assert_eq!(lines("lz_manager", nannings).await, 0);
    for who in ["clerk", "engineer", "system_admin"] {
        let refused = world.as_(who).refused("prepareReportFile", asked(&tickets(json!({})), "CSV", "ZH")).await;
        assert_eq!(refused, whole("FORBIDDEN"), "{who}");
    }
    // The bytes are of what is seen when they are fetched.
    let address = prepared(world, "manager", asked(&tickets(json!({})), "CSV", "ZH")).await;
    story.raise_as("clerk", story.request("NN-OA", "打不开", P2)).await;
    let (status, _, bytes) = super::shelf::opened(world, address["url"].as_str().expect("an address")).await;
    assert_eq!((status, String::from_utf8(bytes).expect("UTF-8").lines().count()), (200, 4));
}

async fn a_workbook_of_a_list_says_what_it_was_narrowed_to(backend: Backend) {
    let (story, [early, _]) = three(backend).await;
    let world = &story.world;
    let vendor = global_id("Vendor", world.vendor("八桂运维").0);
    let filter = json!({ "kinds": ["INCIDENT"], "vendorId": vendor, "raisedBefore": "2026-03-02T01:05:00Z" });
    let list = tickets(json!({ "filter": filter }));
    let file = fetched(world, "manager", asked(&list, "XLSX", "ZH")).await;
    assert_eq!(
        (file.name.as_str(), file.sheets()),
        ("tickets-20260302-zh.xlsx", vec!["概要".to_owned(), "工单".to_owned()])
    );
    let cells = file.cells("工单");
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!((cells.len(), &cells[0][0], &cells[0][11]), (2, &text("编号"), &text("报障时间（Asia/Shanghai）")));
    assert_eq!(cells[1][..3], [text(&early), text("=1+1"), text("事件")], "a text, and no formula");
    assert_eq!(cells[1][11].get_datetime().map(|at| at.as_f64()), Some(46_083.0 + 9.0 / 24.0));
    let facts: Vec<(String, String)> =
        file.cells("概要").iter().skip(2).map(|row| (row[0].to_string(), row[1].to_string())).collect();
    let said = [
        ("类型", "事件"),
        ("服务商", "八桂运维"),
        ("报障时间止", "2026-03-02 09:05:00"),
        ("数据截至", "2026-03-02 09:10:00"),
        ("时区", "Asia/Shanghai"),
    ];
    assert_eq!(facts[..5], said.map(|(label, text)| (label.to_owned(), text.to_owned())));
}

both! {
    a_list_is_one_table_in_its_order,
    nobody_gets_more_than_their_list,
    a_workbook_of_a_list_says_what_it_was_narrowed_to,
}
