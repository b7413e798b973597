//! After a hand-over: a promise leads whoever answers for it to its clock, and to nothing that came later.

use serde_json::{Value, json};

use super::desk::{every_figure_leads_to_its_clocks, listed, sla_report};
use crate::dispatch::shed::Shed;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::global_id;

/// Cause, team and engineer of the rows of one vendor.
async fn told(shed: &Shed, who: &str, vendor: &str) -> Vec<(Value, Value, Value)> {
    let client = shed.office.as_(who);
    let vendor = json!({ "vendorId": global_id("Vendor", shed.story().world.vendor(vendor).0) });
    let [causes, engineers] = [["CAUSE", "VENDOR"], ["ASSIGNEE", "TEAM"]];
    let (causes, engineers) =
        (sla_report(&client, &causes, vendor.clone()).await, sla_report(&client, &engineers, vendor).await);
    let rows = |report: &Value| report["rows"].as_array().expect("rows").clone();
    let both = rows(&causes).into_iter().zip(rows(&engineers));
    both.map(|(one, other)| (one["cause"].clone(), other["team"].clone(), other["assignee"]["name"].clone())).collect()
}

async fn a_former_vendor_is_led_to_its_leg(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    // Arrival in a city is due after two hours.
    story.until(2, "03:30");
    story.sweep().await;
    shed.propose(ticket).await;
    story.until(2, "04:00");
    shed.accept(ticket).await;
    let engineer = json!({ "engineerId": global_id("User", story.world.user("lz_engineer").0) });
    story.act("operator", "assignTicket", ticket, engineer).await;
    story.act("lz_engineer", "resolveTicket", ticket, json!({ "cause": "光缆中断", "solution": "熔接" })).await;

    let nothing = vec![(Value::Null, Value::Null, Value::Null)];
    assert_eq!(told(&shed, "manager", "桂北信息").await, [(json!("光缆中断"), Value::Null, json!("lz_engineer"))]);
    for who in ["manager", "vendor_manager"] {
        assert_eq!(told(&shed, who, "八桂运维").await, nothing, "{who}: it stated none, and has nobody at it");
        let client = shed.office.as_(who);
        for by in [["CAUSE", "METRIC"], ["ASSIGNEE", "VENDOR"], ["TEAM", "CONTRACT"]] {
            assert!(every_figure_leads_to_its_clocks(&client, &by, Value::Null).await > 0);
        }
    }
    assert_eq!(told(&shed, "vendor_manager", "桂北信息").await, []);

    let filter = json!({ "metric": "ARRIVAL" });
    let fields = "ticketId ticketNumber vendor { name } contract { number } ticket { id cause }
        clock { state stoppedAt }";
    let [seen] = &listed(&shed.office.as_("manager"), filter.clone(), "BREACHED", fields).await[..] else {
        panic!("one arrival was late")
    };
    assert_eq!(seen["ticket"], json!({ "id": ticket, "cause": "光缆中断" }));
    assert_eq!(seen["clock"], json!({ "state": "BREACHED", "stoppedAt": null }), "nobody came");
    let [own] = &listed(&shed.office.as_("vendor_manager"), filter.clone(), "BREACHED", fields).await[..] else {
        panic!("it counts for the vendor")
    };
    assert_eq!((&own["ticket"], &own["clock"], &own["ticketId"]), (&Value::Null, &Value::Null, &json!(ticket)));
    assert_eq!((&own["vendor"]["name"], &own["contract"]["number"]), (&json!("八桂运维"), &json!("NN-2026")));
    let legs = "query($id: ID!) { ticketLegs(ticketId: $id) { nodes { ticketNumber } } }";
    let legs = shed.office.as_("vendor_manager").gql(legs, json!({ "id": own["ticketId"] })).await;
    assert_eq!(legs.at("/ticketLegs/nodes/0/ticketNumber"), own["ticketNumber"]);
    // What others know of the ticket opens no door to it.
    for guess in [json!({ "cause": "光缆中断" }), json!({ "assigned": true }), json!({ "routed": true })] {
        assert_eq!(listed(&shed.office.as_("vendor_manager"), guess, "MET", "clockId").await, [json!(null); 0]);
    }
    story.end().await;
}

both! { a_former_vendor_is_led_to_its_leg }
