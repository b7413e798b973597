//! Two vendors side by side: Nanning's document exchange with 八桂运维, its network with 桂北信息.

use serde_json::{Value, json};

use app::setup::system::{NewSystem, create_system};
use domain::ticket::SiteClass;

use crate::contracts::office::Office;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story, global_id};

/// What a hand-over tells of, at the receiving vendor and the one that gave the ticket away.
pub struct Shed {
    pub office: Office,
    /// 桂北信息's contract for the network of Nanning.
    pub network: String,
    /// The network itself.
    pub system: String,
}

impl Shed {
    pub async fn open(backend: Backend) -> Self {
        let office = Office::open(backend).await;
        let world = &office.story.world;
        let new = NewSystem {
            agency: world.agency("NNDSJ"),
            code: "NN-NET".to_owned(),
            name: "南宁政务外网".to_owned(),
            name_en: None,
            system_type: "网络".to_owned(),
            protection_level: 3,
            filing_number: None,
            site_class: SiteClass::City,
        };
        let system = create_system(&world.system_op(), &new).await.expect("a system");
        let draft = office.draft("NN-NET-2026", "桂北信息", "NN-NET", ("2026-01-01", "2026-12-31"));
        let network = office.in_force(draft).await;
        Self { network, system: global_id("ManagedSystem", system.0), office }
    }

    pub fn story(&self) -> &Story {
        &self.office.story
    }

    /// A fault that the first vendor has taken up.
    pub async fn at_work(&self) -> String {
        let story = self.story();
        let ticket = story.raise(P2).await;
        story.act("vendor_manager", "assignTicket", &ticket, json!({})).await;
        story.act("engineer", "acknowledgeTicket", &ticket, json!({})).await;
        ticket
    }

    /// Proposed by the first vendor, which leaves it to the agency to whom it goes.
    pub async fn propose(&self, ticket: &str) {
        let why = json!({ "reason": "专线中断，属网络合同" });
        self.story().act("vendor_manager", "proposeHandOver", ticket, why).await;
    }

    /// Granted by the contract manager.
    pub async fn accept(&self, ticket: &str) -> String {
        self.story().act("manager", "acceptHandOver", ticket, self.to_network()).await
    }

    pub fn to_network(&self) -> Value {
        json!({ "contractId": self.network, "systemId": self.system })
    }

    /// The legs that somebody sees of a ticket.
    pub async fn legs(&self, who: &str, fields: &str) -> Value {
        let document = format!("{{ ticketLegs {{ totalCount nodes {{ {fields} }} }} }}");
        self.office.as_(who).gql(&document, json!({})).await.at("/ticketLegs")
    }
}
