//! Reports that people have delivered: each time once, whoever delivers it and however late.

use app::report_schedule::{DeliveryReport, deliver_reports};
use app::setup::user::{GrantRole, grant_role, withdraw_role};
use domain::access::Role;
use serde_json::{Value, json};

use super::orders::Orders;
use crate::disputes::desk::{one, whole};
use crate::exports::shelf::{asked, fetched, month, opened};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;

const NONE: DeliveryReport = DeliveryReport { ready: 0, refused: 0, passed_over: 0 };

async fn a_month_and_a_week_are_delivered_once_after_them(backend: Backend) {
    let orders = Orders::open(backend).await;
    let (monthly, weekly) = (orders.monthly("manager").await, orders.weekly("manager").await);
    assert_eq!(Orders::time(&monthly["nextAt"]), "2026-04-01T00:00:00Z");
    assert_eq!(Orders::time(&weekly["nextAt"]), "2026-03-08T23:00:00Z");
    assert_eq!(orders.run().await, NONE, "nothing is due");
    orders.until("2026-03-31T23:59:59Z");
    assert_eq!(orders.run().await, DeliveryReport { ready: 1, passed_over: 3, ..NONE }, "the week");
    orders.until("2026-04-01T00:00:00Z");
    assert_eq!(orders.run().await, DeliveryReport { ready: 1, ..NONE }, "the month");
    let told = orders.inbox("manager").await;
    let names: Vec<&Value> = told.iter().map(|one| &one["scheduleName"]).collect();
    assert_eq!(names, ["月报", "周报"], "the newest first");
    assert_eq!(orders.inbox("lz_manager").await, [Value::Null; 0]);
    let covers = |at: usize| [&told[at]["coversFrom"], &told[at]["coversBefore"]].map(Orders::time);
    assert_eq!(covers(0), ["2026-02-28T16:00:00Z", "2026-03-31T16:00:00Z"]);
    assert_eq!(covers(1), ["2026-03-22T16:00:00Z", "2026-03-29T16:00:00Z"]);
    assert_eq!(told[1]["passedOver"], 3);
    // The bytes are those of the report itself over the same period.
    let delivery = json!({ "deliveryId": told[0]["id"] });
    let file = orders.world.as_("manager").must("prepareReportDelivery", delivery, "file { name url }").await;
    assert_eq!(file["file"]["name"], "report-NN-2026-MONTH-2026-03-01-draft-zh.zip");
    assert_eq!(told[0]["fileName"], file["file"]["name"]);
    let url = file["file"]["url"].as_str().expect("an address").to_owned();
    let (status, _, bytes) = opened(&orders.world, &url).await;
    assert_eq!(status, 200);
    let report = month(&orders.world, 202603);
    assert_eq!(fetched(&orders.world, "manager", asked(&report, "CSV", "ZH")).await.bytes, bytes);
    assert_eq!(opened(&orders.world, &url).await.0, 404, "good once");
}

async fn after_an_outage_the_latest_time_alone_is_delivered(backend: Backend) {
    let orders = Orders::open(backend).await;
    let weekly = orders.weekly("manager").await;
    orders.until("2026-03-09T01:00:00Z");
    assert_eq!(orders.run().await, DeliveryReport { ready: 1, ..NONE });
    orders.until("2026-03-31T01:00:00Z");
    assert_eq!(orders.run().await, DeliveryReport { ready: 1, passed_over: 2, ..NONE });
    let page = orders.deliveries("manager", &weekly["id"], "first: 1").await;
    assert_eq!((&page["totalCount"], &page["pageInfo"]["hasNextPage"]), (&json!(2), &json!(true)));
    assert_eq!(Orders::time(&page["nodes"][0]["nominalAt"]), "2026-03-29T23:00:00Z");
    assert_eq!(Orders::time(&page["nodes"][0]["deliveredAt"]), "2026-03-31T01:00:00Z");
    let after = format!("after: {}", page["pageInfo"]["endCursor"]);
    let rest = orders.deliveries("manager", &weekly["id"], &after).await;
    assert_eq!(Orders::time(&rest["nodes"][0]["nominalAt"]), "2026-03-08T23:00:00Z");
    assert_eq!(rest["nodes"].as_array().map(Vec::len), Some(1));
    let own = orders.schedules("manager").await;
    assert_eq!(Orders::time(&own[0]["nextAt"]), "2026-04-05T23:00:00Z");
    assert_eq!(own[0]["lastDelivery"]["id"], page["nodes"][0]["id"]);
    assert_eq!(own[0]["version"], 1, "deliveries are no changes");
}

async fn who_lost_the_right_gets_none_and_is_told_why(backend: Backend) {
    let orders = Orders::open(backend).await;
    orders.monthly("manager").await;
    let (world, user) = (&orders.world, orders.world.user("manager"));
    let grant = world.app.directory().users[&user].grants[0].id;
    withdraw_role(&world.op("security_admin"), grant).await.expect("withdrawn");
    orders.until("2026-04-01T00:00:00Z");
    assert_eq!(orders.run().await, DeliveryReport { refused: 1, ..NONE });
    let told = orders.inbox("manager").await;
    let agency = Some(world.agency("NNDSJ"));
    let role = Role::ContractManager;
    let again = GrantRole { user, role, agency, vendor: None, valid_from: None, valid_until: None };
    grant_role(&world.op("security_admin"), &again).await.expect("granted");
    let last = orders.schedules("manager").await[0]["lastDelivery"].clone();
    assert_eq!(told, std::slice::from_ref(&last));
    assert_eq!((&last["outcome"], &last["code"]), (&json!("REFUSED"), &json!("FORBIDDEN")));
    assert!(last["reason"].as_str().is_some_and(|reason| reason.contains("report.view")), "{last}");
    assert_eq!(last["fileName"], Value::Null);
    let refused = world.as_("manager").refused("prepareReportDelivery", json!({ "deliveryId": last["id"] })).await;
    assert_eq!(refused, one("NOT_READY", "deliveryId"));
    orders.until("2026-05-01T00:00:00Z");
    assert_eq!(orders.run().await, DeliveryReport { ready: 1, ..NONE }, "and the next one is theirs again");
}

async fn a_broken_order_keeps_nobody_waiting_and_is_made_up_for(backend: Backend) {
    let orders = Orders::open(backend).await;
    orders.weekly("manager").await;
    orders.monthly("manager").await;
    let ledger = Ledger::of(&orders.world).await;
    let zone = async |zone: &str| {
        let sql = format!("UPDATE report_schedule SET zone = '{zone}' WHERE name = '周报'");
        assert_eq!(ledger.run(&sql).await.expect("written"), 1);
    };
    zone("Mars/Olympus").await;
    orders.until("2026-04-01T00:00:00Z");
    // What fell due first is broken: the run has failed, and what came after it is delivered.
    let failed = deliver_reports(&orders.world.system_op()).await;
    assert!(matches!(failed, Err(app::Error::Internal(_))), "{failed:?}");
    orders.tell().await;
    let names = async || {
        let told = orders.inbox("manager").await;
        told.iter().map(|one| one["scheduleName"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names().await, ["月报"]);
    zone("Asia/Shanghai").await;
    assert_eq!(orders.run().await, DeliveryReport { ready: 1, passed_over: 3, ..NONE });
    assert_eq!(names().await, ["周报", "月报"]);
}

async fn what_is_stopped_is_not_delivered_and_what_is_deleted_is_gone(backend: Backend) {
    let orders = Orders::open(backend).await;
    let weekly = orders.weekly("manager").await;
    let stop = json!({ "scheduleId": weekly["id"], "expectedVersion": 1, "active": false });
    let manager = || orders.world.as_("manager");
    let changed = manager().must("changeReportSchedule", stop.clone(), "schedule { nextAt version }").await;
    assert_eq!(changed["schedule"], json!({ "nextAt": null, "version": 2 }));
    assert_eq!(manager().refused("changeReportSchedule", stop).await[0].0, "CONFLICT");
    orders.until("2026-03-20T00:00:00Z");
    assert_eq!(orders.run().await, NONE);
    let daylight = json!({
        "scheduleId": weekly["id"], "active": true, "zone": "Europe/Berlin", "hour": 2, "cadence": { "weekday": "SUNDAY" },
    });
    let changed = manager().must("changeReportSchedule", daylight, "schedule { nextAt weekday zone }").await;
    assert_eq!(Orders::time(&changed["schedule"]["nextAt"]), "2026-03-22T01:00:00Z");
    orders.until("2026-03-29T01:00:00Z");
    // At two o'clock on the 29th the clocks of Berlin read three.
    assert_eq!(orders.run().await, DeliveryReport { ready: 1, passed_over: 1, ..NONE });
    assert_eq!(orders.inbox("manager").await.len(), 1);
    let gone = json!({ "scheduleId": weekly["id"] });
    let deleted = manager().must("deleteReportSchedule", gone, "deletedId").await;
    assert_eq!(deleted["deletedId"], weekly["id"]);
    assert_eq!(orders.inbox("manager").await, [Value::Null; 0], "what was told of it is gone as well");
    assert_eq!(orders.schedules("manager").await, [Value::Null; 0]);
}

async fn it_is_its_owners_alone(backend: Backend) {
    let orders = Orders::open(backend).await;
    let weekly = orders.weekly("manager").await;
    orders.until("2026-03-09T01:00:00Z");
    assert_eq!(orders.run().await, DeliveryReport { ready: 1, ..NONE });
    let delivery = orders.schedules("manager").await[0]["lastDelivery"].clone();
    let fields = "id scheduleName nominalAt outcome fileName";
    let by_id = format!("query($id: ID!) {{ node(id: $id) {{ ... on ReportDelivery {{ {fields} }} }} }}");
    let own = orders.world.as_("manager").gql(&by_id, json!({ "id": delivery["id"] })).await.at("/node");
    for field in fields.split(' ') {
        assert_eq!(own[field], delivery[field], "{field}");
    }
    for who in ["lz_manager", "operator", "vendor_manager"] {
        let other = orders.world.as_(who);
        assert_eq!(other.gql(&by_id, json!({ "id": delivery["id"] })).await.code(), "NOT_FOUND", "{who}");
        let on = json!({ "scheduleId": weekly["id"] });
        assert_eq!(other.refused("changeReportSchedule", on.clone()).await, whole("NOT_FOUND"), "{who}");
        assert_eq!(other.refused("deleteReportSchedule", on.clone()).await, whole("NOT_FOUND"), "{who}");
        let file = json!({ "deliveryId": delivery["id"] });
        assert_eq!(other.refused("prepareReportDelivery", file).await, whole("NOT_FOUND"), "{who}");
        let document = "query($id: ID!) { reportDeliveries(scheduleId: $id) { nodes { id } } }";
        assert_eq!(other.gql(document, json!({ "id": weekly["id"] })).await.code(), "NOT_FOUND", "{who}");
        assert_eq!(orders.schedules(who).await, [Value::Null; 0], "{who}");
    }
    let strange = orders.contract_month("月报");
    assert_eq!(orders.world.as_("lz_manager").refused("createReportSchedule", strange).await[0].0, "NOT_FOUND");
    let clerk = orders.world.as_("clerk").refused("createReportSchedule", Orders::figures("周报")).await;
    assert_eq!(clerk, whole("FORBIDDEN"));
}

async fn what_cannot_be_kept_is_refused_by_field(backend: Backend) {
    let orders = Orders::open(backend).await;
    let manager = orders.world.as_("manager");
    let refused = async |change: Value| {
        let mut input = Orders::figures("周报");
        for (name, value) in change.as_object().expect("an object") {
            input[name] = value.clone();
        }
        manager.refused("createReportSchedule", input).await
    };
    assert_eq!(refused(json!({ "cadence": { "dayOfMonth": 29 } })).await, one("INVALID", "cadence"));
    assert_eq!(refused(json!({ "hour": 24 })).await, one("INVALID", "hour"));
    assert_eq!(refused(json!({ "zone": "Asia/Nanning" })).await, one("INVALID", "zone"));
    assert_eq!(refused(json!({ "name": " " })).await, one("REQUIRED", "name"));
    let dated = json!({ "report": { "sla": { "groupBy": [], "filter": { "fromMonth": 202601 } } } });
    assert_eq!(refused(dated).await, one("INVALID", "report"));
    let thrice = json!({ "report": { "sla": { "groupBy": ["METRIC", "PRIORITY", "VENDOR"] } } });
    assert_eq!(refused(thrice).await, one("TOO_MANY_DIMENSIONS", "groupBy"));
    for at in 0..20 {
        manager.must("createReportSchedule", Orders::figures(&format!("周报 {at}")), "").await;
    }
    assert_eq!(refused(json!({})).await, one("TOO_MANY", "name"));
    let own = orders.schedules("manager").await;
    let same = json!({ "scheduleId": own[0]["id"], "name": own[1]["name"] });
    assert_eq!(manager.refused("changeReportSchedule", same).await, one("TAKEN", "name"));
}

both! {
    a_month_and_a_week_are_delivered_once_after_them,
    after_an_outage_the_latest_time_alone_is_delivered,
    who_lost_the_right_gets_none_and_is_told_why,
    a_broken_order_keeps_nobody_waiting_and_is_made_up_for,
    what_is_stopped_is_not_delivered_and_what_is_deleted_is_gone,
    it_is_its_owners_alone,
    what_cannot_be_kept_is_refused_by_field,
}
