//! Hands on the settlement of Nanning's first quarter.

use serde_json::{Value, json};

use crate::assessments::board::Board;
use crate::support::db::Backend;
use crate::tickets::story::global_id;

/// A frozen quarter with a score of 45.45.
pub struct Till {
    pub board: Board,
    /// Global id.
    pub contract: String,
}

/// The rules of a shipped preset.
pub fn preset(code: &str) -> Value {
    let presets = domain::credit::credit_presets();
    let found = presets.iter().find(|preset| preset.code == code).expect("it ships");
    serde_json::to_value(&found.rules).expect("JSON")
}

impl Till {
    pub async fn of(board: Board) -> Self {
        let contract = global_id("ServiceContract", board.story.world.contract("NN-2026").0);
        Self { board, contract }
    }

    /// The quarter is frozen, and ninety or more pays all, less than seventy 70 per cent.
    pub async fn agreed(backend: Backend) -> Self {
        let till = Self::of(Box::pin(Board::frozen(backend)).await).await;
        till.agree(preset("BANDS-90-80-70")).await;
        till
    }

    /// Rules that were proposed by the buyer's manager and accepted by the region's supervisor.
    pub async fn agree(&self, rules: Value) {
        let proposed = self.must("manager", "proposeCreditTerms", self.terms(rules), "creditTerms { id }").await;
        let id = json!({ "creditTermsId": proposed["creditTerms"]["id"] });
        self.must("supervisor", "acceptCreditTerms", id, "").await;
    }

    /// What `proposeCreditTerms` takes.
    pub fn terms(&self, rules: Value) -> Value {
        json!({ "contractId": self.contract, "effectiveOn": "2026-01-01", "rules": rules, "reason": "合同第八条" })
    }

    pub async fn must(&self, who: &str, mutation: &str, input: Value, fields: &str) -> Value {
        self.board.story.world.as_(who).must(mutation, input, fields).await
    }

    pub async fn refused(&self, who: &str, mutation: &str, input: Value) -> Vec<(String, Option<String>)> {
        self.board.story.world.as_(who).refused(mutation, input).await
    }

    /// The global id of the first quarter's latest revision.
    pub async fn assessment(&self) -> Value {
        self.board.look("manager", "id").await["id"].clone()
    }

    /// Prepared by the buyer's manager: fields of the statement.
    pub async fn prepare(&self, more: Value, fields: &str) -> Value {
        self.prepare_quarter(0, more, fields).await
    }

    /// The same of a quarter: 0 is the first.
    pub async fn prepare_quarter(&self, quarter: usize, more: Value, fields: &str) -> Value {
        let of = self.board.quarter("manager", quarter, "id").await;
        let mut input = json!({ "assessmentId": of["id"] });
        for (name, value) in more.as_object().expect("an object") {
            input[name] = value.clone();
        }
        let fields = format!("statement {{ id version {fields} }}");
        self.must("manager", "prepareStatement", input, &fields).await["statement"].clone()
    }

    /// Agreed to by the region's supervisor.
    pub async fn approve(&self, statement: &Value) {
        self.must("supervisor", "approveStatement", Self::on(statement, json!({})), "").await;
    }

    /// What somebody may do with a statement now.
    pub async fn offered(&self, who: &str, statement: &Value) -> Value {
        let query = "query($id: ID!) { node(id: $id) { ... on Statement { availableActions } } }";
        let seen = self.board.story.world.as_(who).gql(query, json!({ "id": statement["id"] })).await;
        seen.at("/node/availableActions")
    }

    /// What somebody may do with a version of credit terms now.
    pub async fn offered_terms(&self, who: &str, id: &Value) -> Value {
        let query = "query($id: ID!) { node(id: $id) { ... on CreditTerms { availableActions } } }";
        self.board.story.world.as_(who).gql(query, json!({ "id": id })).await.at("/node/availableActions")
    }

    /// The input of a step on a statement.
    pub fn on(statement: &Value, more: Value) -> Value {
        let mut input = json!({ "statementId": statement["id"], "version": statement["version"] });
        for (name, value) in more.as_object().expect("an object") {
            input[name] = value.clone();
        }
        input
    }
}
