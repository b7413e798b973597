//! Somebody who searches: asks through the API and reads what was found.

use app::search::FollowReport;
use serde_json::{Value, json};

use crate::support::db::Backend;
use crate::tickets::story::{P2, Story};

/// A story whose tickets can be found.
pub struct Desk {
    pub story: Story,
}

impl Desk {
    pub async fn open(backend: Backend) -> Self {
        Self { story: Story::open(backend).await }
    }

    /// Raises an incident at Nanning's document exchange, a minute after the last.
    pub async fn raise(&self, title: &str, description: &str) -> String {
        self.raise_as("clerk", "NN-OA", title, description).await
    }

    pub async fn raise_as(&self, who: &str, system: &str, title: &str, description: &str) -> String {
        self.story.pass_minutes(1);
        let mut request = self.story.request(system, title, P2);
        request["description"] = json!(description);
        self.story.raise_as(who, request).await
    }

    pub async fn comment(&self, who: &str, ticket: &str, visibility: &str, body: &str) {
        self.story.act(who, "commentTicket", ticket, json!({ "visibility": visibility, "body": body })).await;
    }

    /// Numbers the messages and follows them, twice: the second run finds nothing left.
    pub async fn index(&self) -> FollowReport {
        let op = self.story.world.system_op();
        app::outbox::relay(&op).await.expect("a relay");
        let report = app::search::follow(&op).await.expect("followed");
        let again = app::search::follow(&op).await.expect("followed again");
        assert_eq!(again, FollowReport::default(), "the second run has nothing to do");
        report
    }

    /// The titles that somebody finds, the newest first.
    pub async fn finds(&self, who: &str, words: &str) -> String {
        self.finds_among(who, words, json!({})).await
    }

    pub async fn finds_among(&self, who: &str, words: &str, filter: Value) -> String {
        let page = self.page(who, json!({ "words": words, "filter": filter })).await;
        let titles: Vec<&str> =
            page["nodes"].as_array().expect("nodes").iter().filter_map(|hit| hit["ticket"]["title"].as_str()).collect();
        assert_eq!(page["totalCount"], json!(titles.len()), "{words}");
        titles.join(" ")
    }

    /// Where somebody finds it, of the newest ticket: field and text with what was found in brackets.
    pub async fn where_(&self, who: &str, words: &str) -> Vec<String> {
        let page = self.page(who, json!({ "words": words, "first": 1 })).await;
        let excerpts = page["nodes"][0]["excerpts"].as_array().expect("excerpts").clone();
        let text = |of: &Value, name: &str| of[name].as_str().expect("a text").to_owned();
        let show = |of: &Value| {
            let (field, before) = (text(of, "field"), text(of, "before"));
            format!("{field}: {before}[{}]{}", text(of, "found"), text(of, "after"))
        };
        excerpts.iter().map(show).collect()
    }

    pub async fn page(&self, who: &str, variables: Value) -> Value {
        self.ask(who, variables).await.at("/searchTickets")
    }

    pub async fn ask(&self, who: &str, variables: Value) -> crate::support::client::Answer {
        let document = "query($words: String!, $filter: TicketFilter, $first: Int, $after: String) {
            searchTickets(words: $words, filter: $filter, first: $first, after: $after) {
                totalCount nodes { ticket { id number title description } excerpts { field before found after } }
                edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }";
        self.story.world.as_(who).gql(document, variables).await
    }
}
