//! Hands on reports that people have delivered.

use app::notice::{NoticeReport, deliver};
use app::report_schedule::{DeliveryReport, deliver_reports};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::support::db::Backend;
use crate::support::world::World;
use crate::tickets::story::global_id;

const DELIVERY: &str =
    "id scheduleName nominalAt deliveredAt passedOver coversFrom coversBefore outcome fileName code reason";

pub struct Orders {
    pub world: World,
}

impl Orders {
    pub async fn open(backend: Backend) -> Self {
        Self { world: World::new(backend).await }
    }

    /// The month of Nanning's contract, on the first at eight o'clock.
    pub fn contract_month(&self, name: &str) -> Value {
        let contract = global_id("ServiceContract", self.world.contract("NN-2026").0);
        json!({
            "name": name, "report": { "contractId": contract }, "format": "CSV", "language": "ZH",
            "cadence": { "dayOfMonth": 1 }, "hour": 8,
        })
    }

    /// The figures of a week by vendor, on Monday at seven o'clock.
    pub fn figures(name: &str) -> Value {
        json!({
            "name": name, "report": { "sla": { "groupBy": ["VENDOR"] } }, "format": "CSV", "language": "ZH",
            "cadence": { "weekday": "MONDAY" }, "hour": 7,
        })
    }

    pub async fn monthly(&self, who: &str) -> Value {
        self.order(who, self.contract_month("月报")).await
    }

    pub async fn weekly(&self, who: &str) -> Value {
        self.order(who, Self::figures("周报")).await
    }

    async fn order(&self, who: &str, input: Value) -> Value {
        let fields = "schedule { id nextAt version availableActions }";
        let mut made = self.world.as_(who).must("createReportSchedule", input, fields).await;
        let schedule = made["schedule"].take();
        assert_eq!(schedule["availableActions"], json!(["CHANGE_REPORT_SCHEDULE", "DELETE_REPORT_SCHEDULE"]));
        schedule
    }

    /// Puts the clock of the world at an instant.
    pub fn until(&self, at: &str) {
        self.world.clock.set(at.parse().expect("an instant"));
    }

    /// Two workers deliver at once, and a third one after them finds nothing left: what the two did together. Then people are
    /// told.
    pub async fn run(&self) -> DeliveryReport {
        let (here, there) = (self.world.system_op(), self.world.system_op());
        let (here, there) = tokio::join!(deliver_reports(&here), deliver_reports(&there));
        let (here, there) = (here.expect("a run"), there.expect("another run"));
        let again = deliver_reports(&self.world.system_op()).await.expect("a third run");
        assert_eq!(again, DeliveryReport::default(), "nothing is left");
        self.tell().await;
        DeliveryReport {
            ready: here.ready + there.ready,
            refused: here.refused + there.refused,
            passed_over: here.passed_over + there.passed_over,
        }
    }

    /// Brings inboxes up to what was delivered; a second time leaves nothing to be told.
    pub async fn tell(&self) {
        app::outbox::relay(&self.world.system_op()).await.expect("relayed");
        deliver(&self.world.system_op()).await.expect("told");
        assert_eq!(deliver(&self.world.system_op()).await.expect("told"), NoticeReport::default());
    }

    /// The deliveries in somebody's inbox, the newest first: nothing else is in it.
    pub async fn inbox(&self, who: &str) -> Vec<Value> {
        let fields = format!("kind ticket {{ id }} reportDelivery {{ {DELIVERY} }}");
        let document = format!("{{ viewer {{ unreadNotifications notifications {{ nodes {{ {fields} }} }} }} }}");
        let viewer = self.world.as_(who).gql(&document, json!({})).await.at("/viewer");
        let nodes = viewer["notifications"]["nodes"].as_array().expect("nodes");
        assert_eq!(viewer["unreadNotifications"], nodes.len());
        for node in nodes {
            let outcome = node["reportDelivery"]["outcome"].as_str().expect("an outcome");
            assert_eq!((&node["kind"], &node["ticket"]), (&json!(format!("REPORT_{outcome}")), &Value::Null));
        }
        nodes.iter().map(|node| node["reportDelivery"].clone()).collect()
    }

    /// A page of what was delivered.
    pub async fn deliveries(&self, who: &str, schedule: &Value, page: &str) -> Value {
        let document = format!(
            "query($id: ID!) {{ reportDeliveries(scheduleId: $id, {page}) {{
                totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {DELIVERY} }} }} }}"
        );
        self.world.as_(who).gql(&document, json!({ "id": schedule })).await.at("/reportDeliveries")
    }

    /// What somebody has delivered.
    pub async fn schedules(&self, who: &str) -> Vec<Value> {
        let document =
            format!("{{ reportSchedules {{ nodes {{ id name version nextAt lastDelivery {{ {DELIVERY} }} }} }} }}");
        let found = self.world.as_(who).gql(&document, json!({})).await.at("/reportSchedules/nodes");
        found.as_array().expect("nodes").clone()
    }

    /// A time as tests write it.
    pub fn time(value: &Value) -> String {
        let at: DateTime<Utc> = value.as_str().expect("a time").parse().expect("a time");
        at.to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}
