//! Tables as CSV, to the letter and in both languages.

use serde_json::json;

use super::shelf::{asked, fetched, month};
use crate::assessments::board::Board;
use crate::disputes::desk::Desk;
use crate::settlement::till::Till;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P4, Story};

async fn the_sla_report_is_one_table_in_both_languages(backend: Backend) {
    let board = Board::open(backend).await;
    let world = &board.story.world;
    let report = json!({ "sla": { "filter": { "metric": "RESPONSE" }, "groupBy": ["METRIC", "PRIORITY"] } });
    let zh = fetched(world, "manager", asked(&report, "CSV", "ZH")).await;
    // An hour, and four and a half of working time.
    let expected = "指标,优先级,达标,超时,未结,剔除,无承诺,合计,不再需要,达标率,已用时长,暂停时长\r\n\
        响应,P4,1,1,0,0,0,2,0,50.00%,5:30:00,0:00:00\r\n\
        合计,,1,1,0,0,0,2,0,50.00%,5:30:00,0:00:00\r\n";
    assert_eq!(zh.text(), expected);
    assert_eq!((zh.name.as_str(), zh.media_type.as_str()), ("sla-report-20260302-zh.csv", "text/csv; charset=utf-8"));
    let en = fetched(world, "vendor_manager", asked(&report, "CSV", "EN")).await;
    let expected = "Metric,Priority,Met,Breached,Still running,Excluded,Without promise,Total,Not needed,Attainment,Time used,Time paused\r\n\
        Response,P4,1,1,0,0,0,2,0,50.00%,5:30:00,0:00:00\r\n\
        Total,,1,1,0,0,0,2,0,50.00%,5:30:00,0:00:00\r\n";
    assert_eq!(en.text(), expected);
    assert_eq!(en.name, "sla-report-20260302-en.csv");
}

async fn the_report_of_pauses_is_one_table(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    let ticket = story.raise(P4).await;
    story.act("operator", "assignTicket", &ticket, json!({})).await;
    story.act("engineer", "acknowledgeTicket", &ticket, json!({})).await;
    let pause = story.hold("engineer", &ticket, "THIRD_PARTY").await;
    story.until(2, "03:30");
    story.act("engineer", "resumeTicket", &ticket, json!({ "pauseId": pause })).await;
    let report = json!({ "pauses": { "groupBy": ["REASON", "PARTY"] } });
    let file = fetched(world, "manager", asked(&report, "CSV", "EN")).await;
    let expected = "Reason,Responsible party,Declared,Accepted,Rejected,Pending,Length declared,Length rejected\r\n\
        Awaiting a third party,Third party,1,0,0,1,2:30:00,0:00:00\r\n\
        Total,,1,0,0,1,2:30:00,0:00:00\r\n";
    assert_eq!(file.text(), expected);
}

async fn the_other_reports_are_files_as_well(backend: Backend) {
    let board = Board::open(backend).await;
    let world = &board.story.world;
    let file = async |report, language| fetched(world, "manager", asked(&report, "CSV", language)).await;
    let time = file(json!({ "time": { "filter": { "metric": "RESPONSE" }, "groupBy": ["METRIC"] } }), "ZH").await;
    let expected = "指标,服务商,服务商占比,采购单位,采购单位占比,第三方,第三方占比,无责任方,无责任方占比,合计\r\n\
        响应,5:30:00,100.00%,0:00:00,0.00%,0:00:00,0.00%,0:00:00,0.00%,5:30:00\r\n\
        合计,5:30:00,100.00%,0:00:00,0.00%,0:00:00,0.00%,0:00:00,0.00%,5:30:00\r\n";
    assert_eq!(time.text(), expected);
    let workload = file(json!({ "workload": { "groupBy": ["KIND"] } }), "EN").await;
    let expected = "Kind,Open at start,Raised,Resolved,Closed,Cancelled,Open at end,Time booked,Billable\r\n\
        Incident,0,2,1,0,0,2,0:00:00,0:00:00\r\n\
        Total,0,2,1,0,0,2,0:00:00,0:00:00\r\n";
    assert_eq!(workload.text(), expected);
    let faults = file(json!({ "faults": { "atLeast": 1 } }), "EN").await;
    assert_eq!(faults.lines("Chronic systems"), ["南宁公文交换平台,2,0,1,2026-03-02 09:00:00"]);
    assert_eq!(faults.lines("Repeat faults"), [""; 0]);
    let forecast = file(json!({ "forecast": { "horizonHours": 48 } }), "EN").await;
    let figures = [
        "Overdue,0",
        "Paused,0",
        "Due within 24 hours,0",
        "Due within 72 hours,0",
        "Due within 7 days,0",
        "Due within the 48 hours looked at,0",
        "Of these with a risk,0",
        "Breaches expected of them,0.00",
    ];
    assert_eq!(forecast.lines("Figures"), figures, "nothing that is promised is open");
    assert_eq!(forecast.lines("Due soon"), [""; 0]);
}

async fn a_month_of_a_contract_is_an_archive_of_its_tables(backend: Backend) {
    let board = Board::open(backend).await;
    let world = &board.story.world;
    let file = fetched(world, "manager", asked(&month(world, 202603), "CSV", "ZH")).await;
    assert_eq!(file.name, "report-NN-2026-MONTH-2026-03-01-draft-zh.zip");
    assert_eq!(file.media_type, "application/zip");
    let names: Vec<String> = file.tables().into_iter().map(|(name, _)| name).collect();
    let expected = [
        "00 运维服务月度报告.csv",
        "01 达标情况.csv",
        "02 用时归属.csv",
        "03 挂起汇总.csv",
        "04 超时明细.csv",
        "05 挂起明细.csv",
        "06 工单.csv",
        "07 时限明细.csv",
    ];
    assert_eq!(names, expected);
    let kept = [
        "响应,P4,1,1,0,0,0,2,0,50.00%",
        "到场,,0,0,0,0,2,2,0,",
        "恢复,,0,0,0,0,2,2,0,",
        "解决,,0,0,0,0,2,2,0,",
        "合计,,1,1,0,0,6,8,0,50.00%",
    ];
    assert_eq!(file.lines("达标情况"), kept);
    let time = [
        "响应,5:30:00,100.00%,0:00:00,0.00%,0:00:00,0.00%,0:00:00,0.00%,5:30:00",
        "合计,5:30:00,100.00%,0:00:00,0.00%,0:00:00,0.00%,0:00:00,0.00%,5:30:00",
    ];
    assert_eq!(file.lines("用时归属"), time);
    let number =
        board.story.look("manager", &board.late, "number").await["number"].as_str().expect("a number").to_owned();
    let breach = format!(
        "{number},公文收不到,南宁公文交换平台,响应,P4,2026-03-02 16:00:00,2026-03-02 16:30:00,0:30:00,2026-03-02 16:00:00,1,"
    );
    assert_eq!(file.lines("超时明细"), [breach]);
    assert_eq!(file.lines("工单").len(), 2);
    assert_eq!(file.lines("时限明细").len(), 8, "every clock behind the figures");
    // The vendor's file says the same of the same moment.
    let theirs = fetched(world, "vendor_manager", asked(&month(world, 202603), "CSV", "ZH")).await;
    assert_eq!(theirs, file);
    let facts: Vec<String> = file.tables()[0].1.split_terminator("\r\n").map(str::to_owned).collect();
    let expected = [
        "合同,NN-2026 2026 年度信息系统运维服务",
        "采购单位,南宁市大数据发展局",
        "服务商,八桂运维",
        "周期,月（2026-03-01 至 2026-03-31）",
        "状态,未考核：当前数据草稿",
        "数据截至,2026-03-02 16:30:00",
        "时区,Asia/Shanghai",
        "合同条款版本,1",
        "SLA 策略版本,GX-SLA v1",
    ];
    assert_eq!(facts[..9], expected);
}

async fn every_figure_is_a_number_of_clocks_and_the_same_as_in_the_report(backend: Backend) {
    let desk = Desk::open(backend).await;
    let world = &desk.story.world;
    let file = fetched(world, "manager", asked(&month(world, 202603), "CSV", "EN")).await;
    let clocks = file.lines("Clocks");
    let of = |metric: &str, state: &str| {
        let is = |line: &&String| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[1], cells[5]) == (metric, state)
        };
        clocks.iter().filter(is).count()
    };
    let contract = global_contract(&desk);
    let query = "query($id: ID!) { slaReport(filter: { contractId: $id, fromMonth: 202603, untilMonth: 202603 },
        groupBy: [METRIC, PRIORITY]) { rows { metric counts { met breached running withoutPromise } } } }";
    let report = world.as_("manager").gql(query, json!({ "id": contract })).await.at("/slaReport/rows");
    let words = [
        ("RESPONSE", "Response"),
        ("ARRIVAL", "Arrival"),
        ("RESTORE", "Restoration"),
        ("RESOLVE", "Resolution"),
        ("UPDATE", "Progress report"),
    ];
    let mut breached = 0;
    for line in file.lines("Promises kept") {
        let cells: Vec<&str> = line.split(',').collect();
        let Some((word, name)) = words.iter().find(|(_, name)| *name == cells[0]) else { continue };
        let counted = report.as_array().expect("rows").iter().filter(|row| row["metric"] == *word);
        let counted =
            |field: &str| counted.clone().map(|row| row["counts"][field].as_u64().expect("a number")).sum::<u64>();
        for (cell, field, state) in [
            (2, "met", "Met"),
            (3, "breached", "Breached"),
            (4, "running", "Running"),
            (6, "withoutPromise", "No promise"),
        ] {
            assert_eq!(cells[cell], counted(field).to_string(), "{name} {field}");
            assert_eq!(cells[cell], of(name, state).to_string(), "{name} {state}");
        }
        breached += cells[3].parse::<usize>().expect("a number");
    }
    assert_eq!(file.lines("Breaches").len(), breached);
    assert!(breached > 0, "the restoration came too late");
}

fn global_contract(desk: &Desk) -> String {
    crate::tickets::story::global_id("ServiceContract", desk.story.world.contract("NN-2026").0)
}

async fn what_people_write_is_never_a_formula(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    let title = "=HYPERLINK(\"http://evil.example\",\"点我\")";
    story.raise_as("clerk", story.request("NN-OA", title, P4)).await;
    let file = fetched(world, "manager", asked(&month(world, 202603), "CSV", "ZH")).await;
    let lines = file.lines("工单");
    let quoted = "\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"点我\"\")\"";
    assert!(lines[0].contains(quoted), "{lines:?}");
    let workbook = fetched(world, "manager", asked(&month(world, 202603), "XLSX", "ZH")).await;
    assert_eq!(workbook.cells("工单")[1][1], calamine::Data::String(title.to_owned()), "a text, and no formula");
}

async fn a_statement_says_what_a_quarter_pays(backend: Backend) {
    let till = Till::agreed(backend).await;
    let statement = till.prepare(json!({}), "state").await;
    till.approve(&statement).await;
    let world = &till.board.story.world;
    let report = json!({ "statementId": statement["id"] });
    let file = fetched(world, "vendor_manager", asked(&report, "CSV", "EN")).await;
    assert_eq!(file.name, "statement-NN-2026-QUARTER-2026-01-01-en.zip");
    let amounts = [
        "Period fee,41054.79",
        "Service credit,12316.44",
        "Earned back,0.00",
        "Reward,0.00",
        "Payable,28738.35",
        "Paid by an earlier statement,0.00",
        "Still to be paid,28738.35",
    ];
    assert_eq!(file.lines("Settlement"), amounts);
    assert_eq!(file.lines("Credit lines"), ["Band,,45.45 ≥ 0: 30 %,No,0.00,30.00,0.00"]);
    assert_eq!(file.lines("Caps"), ["Period fee,41054.79,No"]);
    assert_eq!(file.lines("Funding"), ["Own budget,南宁市大数据发展局,100.00,28738.35,"]);
    assert_eq!(fetched(world, "manager", asked(&report, "CSV", "EN")).await, file);
    // The file of the period has it from then on.
    let period = json!({ "assessmentId": till.assessment().await });
    let period = fetched(world, "manager", asked(&period, "CSV", "EN")).await;
    assert_eq!(period.lines("Settlement"), amounts);
}

both! {
    the_sla_report_is_one_table_in_both_languages,
    the_report_of_pauses_is_one_table,
    the_other_reports_are_files_as_well,
    a_month_of_a_contract_is_an_archive_of_its_tables,
    every_figure_is_a_number_of_clocks_and_the_same_as_in_the_report,
    what_people_write_is_never_a_formula,
    a_statement_says_what_a_quarter_pays,
}
