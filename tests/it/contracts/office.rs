//! Hands on a contract: steps through the public API as somebody, and a look at what came of it.

use app::setup::review::ReviewSubject;
use domain::ids::{AmendmentId, ContractId};
use serde_json::{Value, json};

use crate::support::client::Client;
use crate::support::db::Backend;
use crate::support::in_force::pass;
use crate::tickets::story::{Story, global_id, uuid_of};

/// A contract in a world in which something happens.
pub struct Office {
    pub story: Story,
    /// Global id.
    pub contract: String,
}

impl Office {
    /// Nanning's contract NN-2026, in force over 2026 for its document exchange and a county's service centre.
    pub async fn open(backend: Backend) -> Self {
        let story = Story::open(backend).await;
        let contract = global_id("ServiceContract", story.world.contract("NN-2026").0);
        Self { story, contract }
    }

    /// The same world seen from another contract.
    pub fn at(self, contract: String) -> Self {
        Self { contract, ..self }
    }

    pub fn as_(&self, who: &str) -> Client {
        self.story.world.as_(who)
    }

    /// What `createContract` takes for a contract of Nanning.
    pub fn draft(&self, number: &str, vendor: &str, system: &str, (from, until): (&str, &str)) -> Value {
        let world = &self.story.world;
        json!({
            "number": number, "agencyId": global_id("Agency", world.agency("NNDSJ").0), "name": "补充运维",
            "vendorId": global_id("Vendor", world.vendor(vendor).0), "startsOn": from, "endsOn": until,
            "amount": "1000.00", "policyId": global_id("SlaPolicy", world.policy("GX-SLA").0),
            "systemIds": [global_id("ManagedSystem", world.system(system).0)],
        })
    }

    /// Drafted by the manager: its global id.
    pub async fn drafted(&self, draft: Value) -> String {
        let payload = self.as_("manager").must("createContract", draft, "contract { id }").await;
        payload["contract"]["id"].as_str().expect("an id").to_owned()
    }

    /// Drafted, handed in and approved: its global id and the input that puts it into force.
    pub async fn approved(&self, draft: Value) -> (String, Value) {
        let id = self.drafted(draft).await;
        let step = |version: i64| json!({ "contractId": id, "version": version });
        self.as_("manager").must("submitContractForReview", step(1), "").await;
        pass(&self.story.world.system_op(), ReviewSubject::Contract(ContractId(uuid_of(&id)))).await;
        self.as_("supervisor").must("approveContract", step(2), "").await;
        let activate = step(3);
        (id, activate)
    }

    /// The whole way into force: its global id.
    pub async fn in_force(&self, draft: Value) -> String {
        let (id, activate) = self.approved(draft).await;
        self.as_("manager").must("activateContract", activate, "").await;
        id
    }

    /// Has the contract as it stands reviewed by an expert who finds nothing.
    pub async fn reviewed(&self) {
        let contract = ContractId(uuid_of(&self.contract));
        pass(&self.story.world.system_op(), ReviewSubject::Contract(contract)).await;
    }

    /// The same for an amendment, by its global id.
    pub async fn amendment_reviewed(&self, amendment: &str) {
        let amendment = AmendmentId(uuid_of(amendment));
        pass(&self.story.world.system_op(), ReviewSubject::Amendment(amendment)).await;
    }

    /// Fields of the contract, as somebody.
    pub async fn look(&self, who: &str, fields: &str) -> Value {
        let document = format!("query($id: ID!) {{ node(id: $id) {{ ... on ServiceContract {{ {fields} }} }} }}");
        self.as_(who).gql(&document, json!({ "id": self.contract })).await.at("/node")
    }

    pub async fn version(&self) -> i64 {
        self.look("region_manager", "version").await["version"].as_i64().expect("a version")
    }

    /// What somebody may do with the contract now.
    pub async fn may(&self, who: &str) -> String {
        let found = self.look(who, "availableActions").await;
        let steps: Vec<String> = serde_json::from_value(found["availableActions"].clone()).expect("steps");
        steps.join(" ")
    }

    /// A step that must succeed: the state after it.
    pub async fn step(&self, who: &str, mutation: &str, more: Value) -> String {
        let input = self.input(more).await;
        let payload = self.as_(who).must(mutation, input, "contract { state }").await;
        payload["contract"]["state"].as_str().expect("a state").to_owned()
    }

    /// A step that must be refused: code and field of each error.
    pub async fn refused(&self, who: &str, mutation: &str, more: Value) -> Vec<(String, Option<String>)> {
        let input = self.input(more).await;
        self.as_(who).refused(mutation, input).await
    }

    /// The input of a step on the contract as it stands, unless `more` says otherwise.
    pub async fn input(&self, more: Value) -> Value {
        let mut input = json!({ "contractId": self.contract, "version": self.version().await });
        let more = more.as_object().cloned().unwrap_or_default();
        if more.contains_key("amendmentId") {
            input.as_object_mut().expect("an object").remove("contractId");
        }
        for (name, value) in more {
            input[name] = value;
        }
        input
    }

    /// How many messages of a topic were written.
    pub async fn told(&self, topic: &str) -> usize {
        use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
        use storage::entity::outbox;
        let ledger = self.story.ledger().await;
        let found = outbox::Entity::find().filter(outbox::Column::Topic.eq(topic)).all(&ledger.db).await;
        found.expect("messages").len()
    }

    /// Puts the clock of the world at an instant.
    pub fn until(&self, at: &str) {
        self.story.world.clock.set(at.parse().expect("an instant"));
    }
}

/// One refusal.
pub fn one(code: &str, field: &str) -> Vec<(String, Option<String>)> {
    vec![(code.to_owned(), Some(field.to_owned()))]
}
