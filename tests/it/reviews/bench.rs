//! Hands on a review: a contract that waits for it, those who were drawn, and their answers.

use serde_json::{Value, json};

use crate::contracts::office::Office;
use crate::support::client::Client;
use crate::support::db::Backend;

/// A contract in review, and its review once there is one.
pub struct Bench {
    pub office: Office,
    /// Global id of the review; blank before.
    pub review: String,
}

/// The items that the shipped checklist leaves to reviewers.
pub fn manual() -> Vec<String> {
    domain::review::shipped_checklist().manual().map(|item| item.code.clone()).collect()
}

/// Everything complies, but for what `but` says of some items.
pub fn answers(but: &[(&str, Value)]) -> Value {
    let answer = |item: String| {
        let mut answer = json!({ "item": item, "answer": "COMPLIES" });
        for (_, more) in but.iter().filter(|(of, _)| *of == item) {
            for (name, value) in more.as_object().expect("an object") {
                answer[name] = value.clone();
            }
        }
        answer
    };
    manual().into_iter().map(answer).collect()
}

/// What a reviewer says of something that is not as it should be.
pub fn deviates(note: &str) -> Value {
    json!({ "answer": "DEVIATES", "note": note })
}

impl Bench {
    /// Nanning's contract NN-2026-B for its old portal, handed in for review.
    pub async fn open(backend: Backend) -> Self {
        let office = Office::open(backend).await;
        let draft = office.draft("NN-2026-B", "八桂运维", "NN-OLD", ("2026-03-01", "2026-12-31"));
        let id = office.drafted(draft).await;
        let office = office.at(id);
        office.step("manager", "setContractKeyDates", json!({ "noticeDays": 60 })).await;
        office.step("manager", "submitContractForReview", json!({})).await;
        Self { office, review: String::new() }
    }

    pub fn as_(&self, who: &str) -> Client {
        self.office.as_(who)
    }

    /// Has so many reviewers drawn.
    pub async fn convene(&mut self, count: i32) {
        let input = json!({ "contractId": self.office.contract, "count": count });
        let drawn = self.as_("supervisor").must("drawReviewers", input, "review { id }").await;
        self.review = drawn["review"]["id"].as_str().expect("an id").to_owned();
    }

    /// Fields of the review, as somebody.
    pub async fn look(&self, who: &str, fields: &str) -> Value {
        let document = format!("query($id: ID!) {{ node(id: $id) {{ ... on ComplianceReview {{ {fields} }} }} }}");
        self.as_(who).gql(&document, json!({ "id": self.review })).await.at("/node")
    }

    /// The log-ins of those who have still to answer, by seat.
    pub async fn asked(&self) -> Vec<String> {
        let seen = self.look("supervisor", "seats { seat state reviewer { name } }").await;
        let mut seats: Vec<_> = seen["seats"].as_array().expect("seats").clone();
        seats.retain(|seat| seat["state"] == "ASKED");
        seats.sort_by_key(|seat| seat["seat"].as_i64());
        seats.iter().map(|seat| seat["reviewer"]["name"].as_str().expect("a name").to_owned()).collect()
    }

    /// Answers as a reviewer: the state of the review after it.
    pub async fn answer(&self, who: &str, answers: Value) -> String {
        let input = json!({ "reviewId": self.review, "answers": answers });
        let payload = self.as_(who).must("answerReview", input, "review { state }").await;
        payload["review"]["state"].as_str().expect("a state").to_owned()
    }

    /// Everybody who was asked answers, the first of them with `first` in mind.
    pub async fn decide(&self, first: &[(&str, Value)]) {
        for (place, who) in self.asked().await.into_iter().enumerate() {
            self.answer(&who, answers(if place == 0 { first } else { &[] })).await;
        }
    }

    /// What the review asked for, by the code of its item: as somebody.
    pub async fn rectification(&self, who: &str, item: &str) -> Value {
        let fields = "id version state severity party dueOn overdue finding item { code } availableActions";
        let seen = self.look(who, &format!("rectifications {{ {fields} history {{ step to note actorName }} }}")).await;
        let all = seen["rectifications"].as_array().expect("rectifications");
        all.iter().find(|one| one["item"]["code"] == item).unwrap_or_else(|| panic!("{item} of {seen}")).clone()
    }
}
