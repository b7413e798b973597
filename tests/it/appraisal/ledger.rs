//! The deduction ledger and the scores that people give, through the public API.

use serde_json::{Value, json};

use crate::sql_counts::Counted;
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::trials::desk::{Desk, text};

/// Answers 60, staffing 40, months; answers that came too late are taken off by the platform.
fn scheme() -> Value {
    let criterion = |code: &str, formula: &str, weight: &str| {
        json!({ "code": code, "name": { "zh": code, "en": code }, "group": "TANGIBILITY", "formula": formula,
            "target": "1", "floor": "0", "weight": weight })
    };
    let item = |code: &str, points: &str| json!({ "code": code, "name": { "zh": code, "en": code }, "points": points });
    let mut late = item("LATE-ANSWER", "-0.5");
    late["counted"] = json!({ "metric": "RESPONSE", "priorities": ["P3"], "beyondTwice": 2, "beyondThrice": 3 });
    let mut on_site = item("LATE-ON-SITE", "-1");
    on_site["cap"] = json!("2");
    json!({
        "criteria": [criterion("RESPOND", "RESPOND_IN_TIME", "60"), criterion("STAFFING", "MANUAL", "40")],
        "bands": [{ "from": "60", "name": { "zh": "合格", "en": "Qualified" } }, { "from": "0", "name": { "zh": "不合格", "en": "Unqualified" } }],
        "minRatings": 1,
        "ledger": { "items": [item("FALSIFIED", "-3"), on_site, item("BEYOND-SCOPE", "2"), late], "cap": "20" },
        "assessment": { "periods": ["MONTH"] },
    })
}

struct Booking {
    desk: Desk,
    /// A ticket answered in time.
    ticket: String,
}

impl Booking {
    /// One of three answers came in time, one up to twice the time allowed, one beyond three times.
    async fn open(backend: Backend) -> Self {
        let desk = Desk::open(backend, Some(scheme())).await;
        let ticket = desk.closed(10).await;
        // Two working hours from ten past nine are over at ten past eleven.
        desk.closed(130).await;
        // From eleven twenty on: forty minutes, three hours, and three hours and twenty on the next day: seven of two.
        desk.closed(24 * 60).await;
        Self { desk, ticket }
    }

    fn as_(&self, who: &str) -> Client {
        self.desk.world().as_(who)
    }

    fn event(&self, item: &str) -> Value {
        json!({ "contractId": self.desk.contract, "item": item, "occurredOn": "2026-03-02", "evidence": "督查记录" })
    }

    /// Books an event as the manager: its global id.
    async fn book(&self, item: &str) -> String {
        let booked = self.as_("manager").must("bookLedgerEntry", self.event(item), "entry { id }").await;
        text(&booked["entry"]["id"])
    }

    fn staffing(&self, score: &str) -> Value {
        json!({ "contractId": self.desk.contract, "criterion": "STAFFING", "period": "MONTH", "startsOn": "2026-03-01",
            "score": score, "evidence": "签到表" })
    }

    async fn card(&self, period: &str) -> Value {
        app::scorecard::refresh(&self.desk.world().system_op()).await.expect("scored");
        let query = "query($id: ID!, $period: PeriodKind!) { scorecards(first: 2, filter: { contractId: $id, period: $period }) { nodes {
            startsOn endsOn running score grade terms { code rateExact points effectiveWeight note given { score giverName evidence state } }
            ledger { deducted bonus lines { item booked cap counted note late { late beyondTwice beyondThrice }
                entries { points occurredOn entry { evidence bookerName } } } } } } }";
        let cards = self.as_("manager").gql(query, json!({ "id": self.desk.contract, "period": period })).await;
        let nodes = cards.at("/scorecards/nodes").as_array().expect("nodes").clone();
        let [card] = nodes.as_slice() else { panic!("one {period}: {nodes:?}") };
        card.clone()
    }
}

async fn what_was_booked_and_given_stands_on_the_card(backend: Backend) {
    let booking = Booking::open(backend).await;
    let before = booking.card("MONTH").await;
    // A third of 100, less 0.5 and 3 · 0.5.
    assert_eq!((&before["score"], &before["grade"]), (&json!("31.33"), &Value::Null), "March runs");
    assert_eq!(before["terms"][1]["note"], "NOT_GIVEN");
    let late = json!({ "item": "LATE-ANSWER", "booked": "-2", "cap": null, "counted": "-2", "note": null, "entries": [],
        "late": { "late": 1, "beyondTwice": 0, "beyondThrice": 1 } });
    assert_eq!(before["ledger"], json!({ "deducted": "2", "bonus": "0", "lines": [late] }));

    let mut event = booking.event("FALSIFIED");
    event["ticketId"] = json!(booking.ticket);
    let fields = "entry { id points item ticketId strike { reason } availableActions }";
    let falsified = booking.as_("manager").must("bookLedgerEntry", event, fields).await["entry"].clone();
    assert_eq!((&falsified["points"], &falsified["ticketId"]), (&json!("-3.00"), &json!(booking.ticket)));
    assert_eq!((&falsified["strike"], &falsified["availableActions"]), (&Value::Null, &json!([])), "not one's own");
    for item in ["LATE-ON-SITE", "LATE-ON-SITE", "LATE-ON-SITE", "BEYOND-SCOPE"] {
        booking.book(item).await;
    }
    let given = booking
        .as_("manager")
        .must("giveManualScore", booking.staffing("0.95"), "manualScore { id score state number }")
        .await;
    assert_eq!((&given["manualScore"]["score"], &given["manualScore"]["state"]), (&json!("19/20"), &json!("GIVEN")));
    let booked = booking.card("MONTH").await;
    // 33.33… − (2 + 3 + 2) + 2: an unreviewed score counts nothing.
    assert_eq!(booked["score"], "28.33");
    let told = |card: &Value| {
        let lines = card["ledger"]["lines"].as_array().expect("lines").clone();
        let line = |line: &Value| {
            format!("{} {} {} {}", text(&line["item"]), text(&line["booked"]), text(&line["counted"]), line["note"])
        };
        lines.iter().map(line).collect::<Vec<_>>()
    };
    let lines =
        ["FALSIFIED -3 -3 null", "LATE-ON-SITE -3 -2 \"CAPPED\"", "BEYOND-SCOPE 2 2 null", "LATE-ANSWER -2 -2 null"];
    assert_eq!(told(&booked), lines);
    let entry = json!([{ "points": "-3", "occurredOn": "2026-03-02", "entry": { "evidence": "督查记录", "bookerName": "manager" } }]);
    assert_eq!(booked["ledger"]["lines"][0]["entries"], entry);

    let review = json!({ "manualScoreId": given["manualScore"]["id"], "accept": true });
    let own = booking.as_("manager").refused("reviewManualScore", review.clone()).await;
    assert_eq!(own, [("OWN_SCORE".to_owned(), Some("manualScoreId".to_owned()))]);
    let fields = "manualScore { state review { accepted reviewerName } availableActions }";
    let reviewed = booking.as_("assessor").must("reviewManualScore", review.clone(), fields).await;
    let expected = json!({ "state": "ACCEPTED", "review": { "accepted": true, "reviewerName": "assessor" }, "availableActions": [] });
    assert_eq!(reviewed["manualScore"], expected);
    assert_eq!(booking.as_("supervisor").refused("reviewManualScore", review).await[0].0, "WRONG_STATE");
    for period in ["MONTH", "QUARTER", "HALF_YEAR", "YEAR"] {
        let card = booking.card(period).await;
        // 60 · 1/3 + 40 · 19/20 − 7 + 2.
        let standing = (&card["score"], &card["running"], &card["grade"]);
        assert_eq!(standing, (&json!("53.00"), &json!(true), &Value::Null), "{period}");
        let given = json!([{ "score": "19/20", "giverName": "manager", "evidence": "签到表", "state": "ACCEPTED" }]);
        assert_eq!((&card["terms"][1]["rateExact"], &card["terms"][1]["given"]), (&json!("19/20"), &given), "{period}");
    }
    assert_eq!(booking.card("HALF_YEAR").await["endsOn"], "2026-06-30");

    let strike = json!({ "ledgerEntryId": falsified["id"], "reason": "记录属实" });
    assert_eq!(booking.as_("manager").refused("strikeLedgerEntry", strike.clone()).await[0].0, "FORBIDDEN");
    let struck = booking
        .as_("supervisor")
        .must("strikeLedgerEntry", strike.clone(), "entry { strike { reason byDispute strikerName } }")
        .await;
    assert_eq!(
        struck["entry"]["strike"],
        json!({ "reason": "记录属实", "byDispute": false, "strikerName": "supervisor" })
    );
    assert_eq!(booking.as_("supervisor").refused("strikeLedgerEntry", strike).await[0].0, "WRONG_STATE");
    let after = booking.card("MONTH").await;
    assert_eq!(
        (&after["score"], told(&after)),
        (&json!("56.00"), lines[1..].iter().map(|line| (*line).to_owned()).collect())
    );
}

/// Midnight in Nanning ends March and its quarter, and not the year.
async fn a_period_has_no_grade_while_it_runs(backend: Backend) {
    let booking = Booking::open(backend).await;
    let graded = async |at: &str, period: &str| {
        booking.desk.world().clock.set(at.parse().expect("an instant"));
        let card = booking.card(period).await;
        (card["running"] == true, card["score"].clone(), card["grade"].clone())
    };
    let score = json!("31.33");
    let (last, over) = ("2026-03-31T15:59:59Z", "2026-03-31T16:00:00Z");
    assert_eq!(graded(last, "MONTH").await, (true, score.clone(), Value::Null));
    for period in ["MONTH", "QUARTER"] {
        assert_eq!(graded(over, period).await, (false, score.clone(), json!("Unqualified")), "{period}");
    }
    for period in ["HALF_YEAR", "YEAR"] {
        assert_eq!(graded(over, period).await, (true, score.clone(), Value::Null), "{period}");
    }
}

async fn both_sides_read_what_was_booked_and_given(backend: Backend) {
    let booking = Booking::open(backend).await;
    let struck = booking.book("FALSIFIED").await;
    booking.desk.story.pass_minutes(1);
    let stands = booking.book("BEYOND-SCOPE").await;
    let strike = json!({ "ledgerEntryId": struck, "reason": "误记" });
    booking.as_("supervisor").must("strikeLedgerEntry", strike, "").await;
    let given = booking.as_("assessor").must("giveManualScore", booking.staffing("1/2"), "manualScore { id }").await;
    let entries = async |who: &str, filter: Value| {
        let query = "query($filter: LedgerEntryFilter) { ledgerEntries(filter: $filter, first: 1) { totalCount nodes { id item } } }";
        booking.as_(who).gql(query, json!({ "filter": filter })).await.at("/ledgerEntries")
    };
    for who in ["manager", "supervisor", "assessor", "regulator", "vendor_manager"] {
        let all = entries(who, json!({ "contractId": booking.desk.contract })).await;
        assert_eq!(
            (&all["totalCount"], &all["nodes"][0]["id"]),
            (&json!(2), &json!(stands)),
            "{who}: the latest first"
        );
        let only = entries(who, json!({ "struck": true })).await;
        assert_eq!((&only["totalCount"], &only["nodes"][0]["id"]), (&json!(1), &json!(struck)), "{who}");
        let scores = "{ manualScores { totalCount nodes { criterion score state period } } }";
        let scores = booking.as_(who).gql(scores, json!({})).await.at("/manualScores");
        let one = json!([{ "criterion": "STAFFING", "score": "1/2", "state": "GIVEN", "period": "MONTH" }]);
        assert_eq!(scores, json!({ "totalCount": 1, "nodes": one }), "{who}");
    }
    let offered = async |who: &str| {
        let query = "query($id: ID!) { node(id: $id) { ... on ServiceContract { otherActions } } }";
        let found = booking.as_(who).gql(query, json!({ "id": booking.desk.contract })).await.at("/node/otherActions");
        let words = found.as_array().expect("a list").iter().map(text);
        words.filter(|word| ["BOOK_LEDGER_ENTRY", "GIVE_MANUAL_SCORE"].contains(&word.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(offered("manager").await, ["BOOK_LEDGER_ENTRY", "GIVE_MANUAL_SCORE"]);
    assert_eq!(offered("supervisor").await, ["BOOK_LEDGER_ENTRY"]);
    assert_eq!(offered("assessor").await, ["GIVE_MANUAL_SCORE"]);
    assert_eq!(offered("vendor_manager").await, [""; 0]);
    assert_eq!(entries("lz_manager", json!({})).await, json!({ "totalCount": 0, "nodes": [] }));
    for (mutation, input) in [
        ("bookLedgerEntry", booking.event("FALSIFIED")),
        ("giveManualScore", booking.staffing("1")),
        ("reviewManualScore", json!({ "manualScoreId": given["manualScore"]["id"], "accept": true })),
        ("strikeLedgerEntry", json!({ "ledgerEntryId": stands, "reason": "不服" })),
    ] {
        assert_eq!(
            booking.as_("vendor_manager").refused(mutation, input.clone()).await[0].0,
            "FORBIDDEN",
            "{mutation}"
        );
        let stranger = if mutation == "strikeLedgerEntry" { "FORBIDDEN" } else { "NOT_FOUND" };
        assert_eq!(booking.as_("lz_manager").refused(mutation, input).await[0].0, stranger, "{mutation}");
    }
}

/// Who may strike as well does not strike their own entry either: somebody else does.
async fn nobody_strikes_what_they_booked(backend: Backend) {
    let booking = Booking::open(backend).await;
    let fields = "entry { id availableActions }";
    let own = booking.as_("supervisor").must("bookLedgerEntry", booking.event("FALSIFIED"), fields).await;
    assert_eq!(own["entry"]["availableActions"], json!([]));
    let strike = json!({ "ledgerEntryId": own["entry"]["id"], "reason": "误记" });
    let refused = booking.as_("supervisor").refused("strikeLedgerEntry", strike).await;
    assert_eq!(refused, [("OWN_ENTRY".to_owned(), Some("ledgerEntryId".to_owned()))]);
    let query = "query($id: ID!) { node(id: $id) { ... on LedgerEntry { strike { reason } availableActions } } }";
    let read = booking.as_("supervisor").gql(query, json!({ "id": own["entry"]["id"] })).await.at("/node");
    assert_eq!(read, json!({ "strike": null, "availableActions": [] }));

    let other = booking.book("FALSIFIED").await;
    let read = booking.as_("supervisor").gql(query, json!({ "id": other })).await.at("/node");
    assert_eq!(read, json!({ "strike": null, "availableActions": ["STRIKE_LEDGER_ENTRY"] }));
}

async fn every_mistake_of_a_booking_is_named_with_its_field(backend: Backend) {
    let booking = Booking::open(backend).await;
    let refused = async |mutation: &str, input: Value| {
        let errors = booking.as_("manager").refused(mutation, input).await;
        errors.into_iter().map(|(code, field)| format!("{code} {}", field.unwrap_or_default())).collect::<Vec<_>>()
    };
    let mut wrong = booking.event("UNHEARD");
    wrong["occurredOn"] = json!("2026-03-09");
    wrong["evidence"] = json!(" ");
    wrong["ticketId"] = json!(booking.desk.story.raise(crate::tickets::story::P3).await);
    let expected = ["REQUIRED evidence", "OUTSIDE_PERIOD occurredOn", "NOT_FOUND item", "NOT_FOUND ticketId"];
    assert_eq!(refused("bookLedgerEntry", wrong).await, expected);
    assert_eq!(refused("bookLedgerEntry", booking.event("LATE-ANSWER")).await, ["COUNTED item"]);
    let mut early = booking.event("FALSIFIED");
    early["occurredOn"] = json!("2025-12-31");
    assert_eq!(refused("bookLedgerEntry", early).await, ["OUTSIDE_PERIOD occurredOn"]);

    let given = |field: &str, value: &str| {
        let mut input = booking.staffing("1");
        input[field] = json!(value);
        input
    };
    for (field, value, expected) in [
        ("score", "21/20", "OUT_OF_RANGE score"),
        ("score", "most", "INVALID score"),
        ("criterion", "RESPOND", "COUNTED criterion"),
        ("criterion", "UNHEARD", "NOT_FOUND criterion"),
        ("startsOn", "2026-03-02", "INVALID startsOn"),
        ("startsOn", "2026-04-01", "OUTSIDE_PERIOD startsOn"),
        ("startsOn", "2025-12-01", "OUTSIDE_PERIOD startsOn"),
        ("evidence", "", "REQUIRED evidence"),
    ] {
        assert_eq!(refused("giveManualScore", given(field, value)).await, [expected], "{field} {value}");
    }
    let mut quarter = given("period", "QUARTER");
    quarter["startsOn"] = json!("2026-01-01");
    assert_eq!(refused("giveManualScore", quarter).await, ["INVALID period"]);
    let made = booking.as_("assessor").must("giveManualScore", booking.staffing("1"), "manualScore { id }").await;
    let reject = json!({ "manualScoreId": made["manualScore"]["id"], "accept": false });
    assert_eq!(refused("reviewManualScore", reject).await, ["REQUIRED note"]);
}

/// Whoever booked, gave, struck or reviewed: the database itself refuses to change it (I1).
async fn what_people_brought_stays_as_it_was(backend: Backend) {
    let booking = Booking::open(backend).await;
    let entry = booking.book("FALSIFIED").await;
    booking.as_("supervisor").must("strikeLedgerEntry", json!({ "ledgerEntryId": entry, "reason": "误记" }), "").await;
    let given = booking.as_("manager").must("giveManualScore", booking.staffing("1/2"), "manualScore { id }").await;
    let review = json!({ "manualScoreId": given["manualScore"]["id"], "accept": true });
    booking.as_("supervisor").must("reviewManualScore", review, "").await;
    let ledger = booking.desk.story.ledger().await;
    for (table, column) in [
        ("ledger_entry", "evidence"),
        ("ledger_strike", "reason"),
        ("manual_score", "evidence"),
        ("manual_score_review", "reviewer"),
    ] {
        assert_eq!(ledger.rows(table).await.len(), 1, "{table}");
        for sql in [format!("UPDATE {table} SET {column} = 'other'"), format!("DELETE FROM {table}")] {
            let error = ledger.run(&sql).await.expect_err(&sql).to_string();
            assert!(error.contains(&format!("{table} is append-only")), "{sql}: {error}");
        }
    }
}

async fn cards_unfold_in_a_bounded_number_of_statements(backend: Backend) {
    let booking = Booking::open(backend).await;
    for item in ["FALSIFIED", "LATE-ON-SITE", "BEYOND-SCOPE"] {
        booking.book(item).await;
    }
    let given = booking.as_("manager").must("giveManualScore", booking.staffing("1/2"), "manualScore { id }").await;
    let review = json!({ "manualScoreId": given["manualScore"]["id"], "accept": true });
    booking.as_("supervisor").must("reviewManualScore", review, "").await;
    booking.card("MONTH").await;
    let counted = Counted::of(booking.desk.world(), "manager");
    for (size, statements) in [(1, 9), (4, 10)] {
        let query = format!(
            "query($id: ID!) {{ scorecards(first: {size}, filter: {{ contractId: $id }}) {{ nodes {{
                terms {{ given {{ giverName review {{ reviewerName }} }} }}
                ledger {{ lines {{ entries {{ entry {{ evidence strike {{ reason }} }} }} }} }} }} }} }}"
        );
        let answer = counted.client.gql(&query, json!({ "id": booking.desk.contract })).await;
        let cards = answer.at("/scorecards/nodes").as_array().map(Vec::len);
        // The page; the months of longer periods; what was booked, given and decided of it. Of these as they are shown:
        // scores, their reviews and what disputes made of them; entries and their strikes.
        assert_eq!((cards, counted.last()), (Some(size), statements));
    }
}

/// The latest accepted score counts, and one that was rejected leaves it in force.
async fn a_score_is_given_anew(backend: Backend) {
    let booking = Booking::open(backend).await;
    let mut rates = Vec::new();
    for (score, accept) in [("1/2", true), ("1", false), ("3/4", true)] {
        let given = booking.as_("manager").must("giveManualScore", booking.staffing(score), "manualScore { id }").await;
        let review = json!({ "manualScoreId": given["manualScore"]["id"], "accept": accept, "note": "核对签到表" });
        booking.as_("supervisor").must("reviewManualScore", review, "").await;
        rates.push(text(&booking.card("MONTH").await["terms"][1]["rateExact"]));
    }
    assert_eq!(rates, ["1/2", "1/2", "3/4"]);
}

both! {
    what_was_booked_and_given_stands_on_the_card,
    a_period_has_no_grade_while_it_runs,
    both_sides_read_what_was_booked_and_given,
    nobody_strikes_what_they_booked,
    every_mistake_of_a_booking_is_named_with_its_field,
    a_score_is_given_anew,
    what_people_brought_stays_as_it_was,
    cards_unfold_in_a_bounded_number_of_statements,
}
