//! Whole tables: what each row comes to, everything written or nothing, and again without effect.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::support::world::World;
use crate::tickets::ledger::Ledger;

const AGENCIES: &str = include_str!("../../../examples/setup/agencies.csv");
const AGENCIES_GB18030: &[u8] = include_bytes!("../../../examples/setup/agencies-gb18030.csv");
const SYSTEMS: &str = include_str!("../../../examples/setup/systems.csv");
const SYSTEMS_XLSX: &[u8] = include_bytes!("../../../examples/setup/systems.xlsx");
const CONTRACTS: &str = include_str!("../../../examples/setup/contracts.csv");
const CONTRACTS_XLSX: &[u8] = include_bytes!("../../../examples/setup/contracts.xlsx");

const REPORT: &str = "report { dryRun written created unchanged refused
    rows { line key name outcome mistakes { column code message } } }";

fn csv(text: &str) -> Value {
    json!({ "format": "CSV", "text": text })
}

fn bytes(format: &str, bytes: &[u8]) -> Value {
    json!({ "format": format, "base64": STANDARD.encode(bytes) })
}

/// A file that was looked at: the report.
async fn look(client: &Client, mutation: &str, file: Value) -> Value {
    client.must(mutation, json!({ "file": file }), REPORT).await["report"].clone()
}

/// A file that must be written: how many things were.
async fn write(client: &Client, mutation: &str, file: Value) -> i64 {
    let payload = client.must(mutation, json!({ "file": file, "dryRun": false }), REPORT).await;
    payload["report"]["written"].as_i64().expect("a number")
}

/// The mistakes of a file that was looked at: line, column and code.
async fn mistakes(client: &Client, mutation: &str, text: &str) -> Vec<String> {
    told(&look(client, mutation, csv(text)).await)
}

fn told(report: &Value) -> Vec<String> {
    let rows = report["rows"].as_array().expect("rows");
    let of = |row: &Value| {
        let line = row["line"].clone();
        let mistake = |of: &Value| {
            format!("{line} {} {}", of["column"].as_str().unwrap_or("-"), of["code"].as_str().unwrap_or("-"))
        };
        row["mistakes"].as_array().expect("mistakes").iter().map(mistake).collect::<Vec<_>>()
    };
    rows.iter().flat_map(of).collect()
}

/// The codes by which a file as a whole is refused.
async fn refused(client: &Client, mutation: &str, file: Value) -> Vec<String> {
    let errors = client.refused(mutation, json!({ "file": file, "dryRun": false })).await;
    errors.into_iter().map(|(code, _)| code).collect()
}

async fn a_city_is_set_up_from_three_files(backend: Backend) {
    let world = World::new(backend).await;
    let (administrator, regional) = (world.as_("system_admin"), world.as_("region_manager"));
    let ledger = Ledger::of(&world).await;
    let before = ledger.contents().await;
    let report = look(&administrator, "importAgencies", csv(AGENCIES)).await;
    assert_eq!((&report["dryRun"], &report["written"], &report["created"]), (&json!(true), &json!(0), &json!(3)));
    let first = json!({ "line": 2, "key": "GLYS", "name": "阳朔县数据局", "outcome": "CREATE", "mistakes": [] });
    assert_eq!(report["rows"][0], first, "a child may stand before its parent");
    let same = look(&administrator, "importAgencies", bytes("CSV", AGENCIES_GB18030)).await;
    assert_eq!(same, report, "as Chinese spreadsheets save it");
    Ledger::assert_same(&before, &ledger.contents().await, "a dry run");

    assert_eq!(write(&administrator, "importAgencies", csv(AGENCIES)).await, 3);
    let document = look(&administrator, "importSystems", csv(SYSTEMS)).await;
    assert_eq!(look(&administrator, "importSystems", bytes("XLSX", SYSTEMS_XLSX)).await, document);
    assert_eq!(write(&administrator, "importSystems", bytes("XLSX", SYSTEMS_XLSX)).await, 3);
    let document = look(&regional, "importContracts", csv(CONTRACTS)).await;
    assert_eq!(document["created"], 2, "{document}");
    assert_eq!(look(&regional, "importContracts", bytes("XLSX", CONTRACTS_XLSX)).await, document);
    assert_eq!(write(&regional, "importContracts", csv(CONTRACTS)).await, 2);

    let query =
        "{ agencies(first: 100) { nodes { shortCode nameEn supervisor region: regionCode parent { shortCode } } } }";
    let found = regional.gql(query, json!({})).await.at("/agencies/nodes");
    let county = found.as_array().expect("agencies").iter().find(|agency| agency["shortCode"] == "GLYS");
    let expected = json!({ "shortCode": "GLYS", "nameEn": null, "supervisor": false, "region": "450321",
        "parent": { "shortCode": "GLDSJ" } });
    assert_eq!(county, Some(&expected));
    let query = "{ contracts(first: 100) { nodes { number state amount startsOn endsOn noticeDays renewalDays
        vendor { name } policy { code } systems { nodes { code } } } } }";
    let found = regional.gql(query, json!({})).await.at("/contracts/nodes");
    let contract = found.as_array().expect("contracts").iter().find(|contract| contract["number"] == "GL-2026-02");
    let expected = json!({ "number": "GL-2026-02", "state": "DRAFT", "amount": "80000.00", "startsOn": "2026-04-01",
        "endsOn": "2026-12-31", "noticeDays": null, "renewalDays": null, "vendor": { "name": "八桂运维" },
        "policy": { "code": "GX-SLA" }, "systems": { "nodes": [{ "code": "GL-PORTAL" }] } });
    assert_eq!(contract, Some(&expected));
    let entries = ledger.rows("audit_entry").await;
    for (action, times) in [("agency.create", 3), ("system.create", 3), ("contract.create", 2)] {
        let name = if action == "agency.create" { "system_admin" } else { "" };
        let found = entries
            .iter()
            .filter(|entry| entry.contains(action) && entry.contains(name) && !before["audit_entry"].contains(entry));
        assert_eq!(found.count(), times, "{action}: one entry each");
    }

    let before = ledger.contents().await;
    for (who, mutation, file) in [
        (&administrator, "importAgencies", csv(AGENCIES)),
        (&administrator, "importSystems", csv(SYSTEMS)),
        (&regional, "importContracts", bytes("XLSX", CONTRACTS_XLSX)),
    ] {
        let report = look(who, mutation, file.clone()).await;
        assert_eq!((&report["created"], &report["refused"]), (&json!(0), &json!(0)), "{report}");
        assert_eq!(write(who, mutation, file).await, 0);
    }
    Ledger::assert_same(&before, &ledger.contents().await, "the same files again");
}

async fn every_mistake_of_every_row_is_named_and_nothing_is_written(backend: Backend) {
    let world = World::new(backend).await;
    let ledger = Ledger::of(&world).await;
    let before = ledger.contents().await;
    let (administrator, manager) = (world.as_("system_admin"), world.as_("manager"));
    let agencies = "简称,名称,区划代码,上级,是否监管机构\n\
        NNX,新局,450100,NNDSJ,否\n\
        nnx,,999999,NOBODY,也许\n\
        NNX,重复,450100,NNDSJ,否\n\
        NNDSJ,改名,450100,,否\n\
        A1,甲,450100,A2,\n\
        A2,乙,450100,A1,\n\
        BAD,丙,000000,,\n\
        KID,丁,450100,BAD,否,多余\n";
    let found = mistakes(&administrator, "importAgencies", agencies).await;
    assert_eq!(
        found,
        [
            "3 是否监管机构 INVALID",
            "3 上级 NOT_FOUND",
            "3 简称 INVALID",
            "3 名称 REQUIRED",
            "3 区划代码 NOT_FOUND",
            "4 简称 DUPLICATE",
            "5 名称 DIFFERS",
            "5 上级 DIFFERS",
            "6 上级 LOOP",
            "7 上级 LOOP",
            "8 区划代码 NOT_FOUND",
            "9 上级 PARENT_REFUSED",
            "9 - EXTRA_CELL",
        ]
    );
    assert_eq!(refused(&administrator, "importAgencies", csv(agencies)).await, ["ROWS_REFUSED"]);

    let systems = "agency,code,name,type,level,site\n\
        NNDSJ,NN-NEW,新系统,门户,3,CITY\n\
        LZDSJ,NN-NEW2,别家的,门户,3,CITY\n\
        GXDSJ,NN-NEW3,上级的,门户,3,CITY\n\
        ,nn new,,,六,省\n\
        NNDSJ,NN-OA,改了名,公文交换,3,CITY\n\
        NNDSJ,LZ-OA,占用,门户,9,CITY\n";
    let found = mistakes(&manager, "importSystems", systems).await;
    assert_eq!(
        found,
        [
            "3 agency NOT_FOUND",
            "4 agency FORBIDDEN",
            "5 agency NOT_FOUND",
            "5 level INVALID",
            "5 site INVALID",
            "5 code INVALID",
            "5 name REQUIRED",
            "5 type REQUIRED",
            "6 name DIFFERS",
            "7 code TAKEN",
            "7 level INVALID",
        ]
    );
    assert_eq!(refused(&manager, "importSystems", csv(systems)).await, ["ROWS_REFUSED"]);

    let heading =
        "合同编号,甲方简称,合同名称,服务商信用代码,开始日期,结束日期,金额,策略编码,方案编码,系统编码,时区,通知期";
    let contracts = format!(
        "{heading}\n\
        N-1,NNDSJ,好,91330100799655058B,2027-01-01,2027-12-31,1,GX-SLA,DEFAULT,NN-OA；QX-HALL,,30\n\
        N-2,NNDSJ,坏,91330100799655058C,2027-13-01,昨天,一元,NO-SLA,NONE,NN-OA;LZ-OA;X,Mars/One,0\n\
        N-3,NNDSJ,倒,91330100799655058B,2027-12-31,2027-01-01,-1,GX-SLA,,NN-OA,,\n\
        N-4,LZDSJ,外,91330100799655058B,2027-01-01,2027-12-31,1,GX-SLA,,LZ-OA,,\n\
        NN-2026,NNDSJ,2026 年度信息系统运维服务,91330100799655058B,2026-01-01,2026-12-31,166500,GX-SLA,,NN-OA;QX-HALL,,\n\
        NN-2026,NNDSJ,别名,91330100799655058B,2026-01-02,2026-12-31,2,GX-SLA,,NN-OA,,\n\
        LZ-2026,NNDSJ,占,91330100799655058B,2027-01-01,2027-12-31,1,GX-SLA,,NN-OA,,\n"
    );
    let found = mistakes(&manager, "importContracts", &contracts).await;
    assert_eq!(
        found,
        [
            "3 服务商信用代码 NOT_FOUND",
            "3 策略编码 NOT_FOUND",
            "3 开始日期 INVALID",
            "3 结束日期 INVALID",
            "3 通知期 INVALID",
            "3 方案编码 NOT_FOUND",
            "3 系统编码 NOT_FOUND",
            "3 系统编码 NOT_FOUND",
            "3 金额 INVALID",
            "3 时区 INVALID",
            "4 结束日期 PERIOD",
            "4 金额 NEGATIVE",
            "5 甲方简称 NOT_FOUND",
            "7 合同编号 DUPLICATE",
            "7 合同名称 DIFFERS",
            "7 系统编码 DIFFERS",
            "7 开始日期 DIFFERS",
            "7 金额 DIFFERS",
            "8 合同编号 TAKEN",
        ]
    );
    assert_eq!(refused(&manager, "importContracts", csv(&contracts)).await, ["ROWS_REFUSED"]);
    let payload = manager.mutate("importContracts", json!({ "file": csv(&contracts), "dryRun": false }), REPORT).await;
    let report = payload.at("/importContracts/report");
    assert_eq!((&report["written"], &report["created"], &report["unchanged"]), (&json!(0), &json!(1), &json!(1)));
    Ledger::assert_same(&before, &ledger.contents().await, "files with mistakes");
}

async fn a_file_that_cannot_be_taken_says_why(backend: Backend) {
    let world = World::new(backend).await;
    let administrator = &world.as_("system_admin");
    let codes = async |file: Value| refused(administrator, "importSystems", file).await;
    assert_eq!(codes(json!({ "format": "CSV" })).await, ["REQUIRED"]);
    assert_eq!(codes(json!({ "format": "XLSX", "text": "x" })).await, ["INVALID"]);
    assert_eq!(codes(bytes("XLSX", SYSTEMS.as_bytes())).await, ["INVALID"]);
    assert_eq!(codes(bytes("CSV", &[0xff, 0xff, 0x80])).await, ["ENCODING"]);
    assert_eq!(
        codes(csv("agency,code,电话,code\nA,B,C,D")).await,
        ["UNKNOWN_COLUMN", "DUPLICATE_COLUMN", "MISSING_COLUMN", "MISSING_COLUMN", "MISSING_COLUMN", "MISSING_COLUMN",]
    );
    assert_eq!(codes(csv(SYSTEMS.lines().next().expect("headings"))).await, ["REQUIRED"]);
    let many = format!("{}\n{}", SYSTEMS.lines().next().expect("headings"), "a,b,c,d,e,f,g,h\n".repeat(2_001));
    let answer = administrator.mutate("importSystems", json!({ "file": csv(&many) }), "").await;
    let message = answer.at("/importSystems/errors/0/message");
    assert_eq!(message, "the file has 2001 rows, at most 2000 are allowed");
    let large = administrator.mutate("importSystems", json!({ "file": csv(&"a".repeat(256 * 1024)) }), "").await;
    assert_eq!(large.code(), "LIMIT_VARIABLES", "the limit of a request holds before");
    for (who, mutation) in
        [("manager", "importAgencies"), ("clerk", "importSystems"), ("system_admin", "importContracts")]
    {
        assert_eq!(refused(&world.as_(who), mutation, csv(SYSTEMS)).await, ["FORBIDDEN"], "{mutation}");
    }
}

async fn a_write_that_breaks_off_leaves_nothing(backend: Backend) {
    let world = World::new(backend).await;
    let ledger = Ledger::of(&world).await;
    let stop = match backend {
        Backend::Sqlite => {
            "CREATE TRIGGER stop BEFORE INSERT ON audit_entry WHEN NEW.action LIKE '%.create'
             BEGIN SELECT RAISE(ABORT, 'stopped'); END"
        }
        Backend::Postgres => {
            "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                 IF NEW.action LIKE '%.create' THEN RAISE EXCEPTION 'stopped'; END IF; RETURN NEW; END $$;
             CREATE TRIGGER stop BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION stop()"
        }
    };
    ledger.run(stop).await.expect("a trigger that breaks the last statement");
    let before = ledger.contents().await;
    let systems = "agency,code,name,type,level,site\nNNDSJ,NN-1,一,门户,3,CITY\nNNQX,NN-2,二,门户,3,COUNTY\n";
    let contracts = "number,buyer,name,vendor,starts on,ends on,amount,policy,systems\n\
        N-1,NNDSJ,一,91330100799655058B,2027-01-01,2027-12-31,1,GX-SLA,NN-OA\n";
    for (who, mutation, text) in [
        ("system_admin", "importAgencies", AGENCIES),
        ("manager", "importSystems", systems),
        ("manager", "importContracts", contracts),
    ] {
        let input = json!({ "file": csv(text), "dryRun": false });
        let answer = world.as_(who).mutate(mutation, input.clone(), REPORT).await;
        assert_eq!(answer.code(), "INTERNAL", "{mutation}: {}", answer.body);
        Ledger::assert_same(&before, &ledger.contents().await, mutation);
    }
    let resume = match backend {
        Backend::Sqlite => "DROP TRIGGER stop",
        Backend::Postgres => "DROP TRIGGER stop ON audit_entry",
    };
    ledger.run(resume).await.expect("goes on");
    assert_eq!(write(&world.as_("manager"), "importSystems", csv(systems)).await, 2, "and then everything is");
}

both! {
    a_city_is_set_up_from_three_files,
    every_mistake_of_every_row_is_named_and_nothing_is_written,
    a_file_that_cannot_be_taken_says_why,
    a_write_that_breaks_off_leaves_nothing,
}
