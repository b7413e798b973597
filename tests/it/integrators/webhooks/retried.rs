//! What fails is tried again: by the schedule, or when the receiver asks for time; and what is not success is failure.

use app::webhook::WebhookReport;
use chrono::TimeDelta;
use domain::ids::WebhookEndpointId;
use serde_json::{Value, json};
use storage::query::webhook::{claim, due};

use super::desk::{Desk, NOTHING, assert_signed};
use super::receiver::{Receiver, Reply};
use crate::support::both;
use crate::support::db::{Backend, connect};
use crate::support::world::start_of_story;
use crate::tickets::story::{P4, uuid_of};

both! {
    a_failure_is_tried_again_by_the_schedule,
    who_asks_for_time_gets_it,
    what_is_taken_meanwhile_takes_no_time_away,
    a_redirect_is_not_followed,
    no_answer_is_a_failure,
    those_that_do_not_fail_come_first,
    an_attempt_that_died_with_its_process_is_made_again,
}

/// Before each attempt but the first, in seconds.
const WAITS: [i64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

async fn a_failure_is_tried_again_by_the_schedule(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    receiver.answers(Reply::status(500));
    let endpoint = desk.endpoint(desk.agency("NNDSJ"), &receiver, &["ticket.raised"]).await;
    desk.story.raise(P4).await;
    assert_eq!(desk.send().await, WebhookReport { made: 1, failed: 1, ..NOTHING });
    assert_eq!(desk.look(&endpoint, "failingSince").await["failingSince"], json!("2026-03-02T01:00:00+00:00"));
    for wait in WAITS {
        desk.pass_seconds(wait - 1);
        assert_eq!(desk.send().await, NOTHING, "{wait} s are not over");
        // Up to a tenth is added.
        desk.pass_seconds(wait / 10 + 2);
        assert_eq!(desk.send().await, WebhookReport { failed: 1, ..NOTHING }, "after {wait} s and a tenth");
    }
    assert!(desk.world().app.clock().now() - start_of_story() > TimeDelta::hours(72));
    let received = receiver.received();
    assert_eq!(received.len(), 10);
    let mut last = 0;
    for got in &received {
        assert_signed(got, &[&endpoint.secret]);
        assert_eq!(got.header("webhook-id"), received[0].header("webhook-id"), "one message");
        assert_eq!(got.text, received[0].text);
        let at: i64 = got.header("webhook-timestamp").parse().expect("seconds");
        assert!(at > last, "the time is that of the attempt");
        last = at;
    }
    let log = desk.log(&endpoint).await;
    let [delivery] = log.as_slice() else { panic!("{log:?}") };
    assert_eq!((&delivery["state"], &delivery["nextAt"]), (&json!("FAILED"), &Value::Null));
    let attempts = delivery["attempts"].as_array().expect("attempts");
    let numbers: Vec<i64> = attempts.iter().filter_map(|attempt| attempt["number"].as_i64()).collect();
    assert_eq!(numbers, (1..=10).collect::<Vec<_>>());
    assert!(attempts.iter().all(|attempt| attempt["status"] == 500));
    let to_come: Vec<bool> = attempts.iter().map(|attempt| !attempt["nextAt"].is_null()).collect();
    assert_eq!(to_come, [[true; 9].as_slice(), &[false]].concat());
    assert_eq!(desk.look(&endpoint, "active").await["active"], json!(true), "one message is not five days");
    desk.pass_seconds(1_000_000);
    assert_eq!(desk.send().await, NOTHING, "it is over");
}

async fn who_asks_for_time_gets_it(backend: Backend) {
    let desk = Desk::open(backend).await;
    let (busy, free) = (Receiver::open().await, Receiver::open().await);
    let asking = desk.endpoint(desk.agency("NNDSJ"), &busy, &["ticket.raised"]).await;
    let other = desk.endpoint(desk.agency("NNDSJ"), &free, &["ticket.raised"]).await;
    busy.answers_next(Reply::Status(429, "retry-after: 600\r\n".to_owned()));
    desk.story.raise(P4).await;
    assert_eq!(desk.send().await, WebhookReport { made: 2, delivered: 1, failed: 1, switched_off: 0 });
    let held = desk.look(&asking, "heldUntil failingSince").await;
    assert_eq!(held["heldUntil"], json!("2026-03-02T01:10:00+00:00"));
    // Nothing else is sent there meanwhile; elsewhere it is.
    desk.test(&asking).await;
    desk.test(&other).await;
    assert_eq!(desk.send().await, WebhookReport { delivered: 1, ..NOTHING });
    desk.pass_seconds(599);
    assert_eq!(desk.send().await, NOTHING);
    desk.pass_seconds(1);
    assert_eq!(desk.send().await, WebhookReport { delivered: 2, ..NOTHING });
    assert_eq!(busy.received().len(), 3);
    let held = desk.look(&asking, "heldUntil failingSince").await;
    assert_eq!(held, json!({ "heldUntil": null, "failingSince": null }));

    // A date is as good, and more than a day is not granted.
    busy.answers_next(Reply::Status(503, "retry-after: Mon, 02 Mar 2026 01:40:00 GMT\r\n".to_owned()));
    desk.test(&asking).await;
    desk.send().await;
    assert_eq!(desk.look(&asking, "heldUntil").await["heldUntil"], json!("2026-03-02T01:40:00+00:00"));
    desk.pass_seconds(1_800);
    busy.answers_next(Reply::Status(429, "retry-after: 31536000\r\n".to_owned()));
    desk.send().await;
    assert_eq!(desk.look(&asking, "heldUntil").await["heldUntil"], json!("2026-03-03T01:40:00+00:00"));
    desk.end().await;
}

/// Four are sent at once: whichever answer comes last, the receiver is left alone.
async fn what_is_taken_meanwhile_takes_no_time_away(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    let endpoint = desk.endpoint(desk.agency("NNDSJ"), &receiver, &["ticket.raised"]).await;
    receiver.answers_next(Reply::Status(429, "retry-after: 600\r\n".to_owned()));
    for _ in 0..4 {
        desk.test(&endpoint).await;
    }
    assert_eq!(desk.send().await, WebhookReport { delivered: 3, failed: 1, ..NOTHING });
    assert_eq!(desk.look(&endpoint, "heldUntil").await["heldUntil"], json!("2026-03-02T01:10:00+00:00"));
    desk.test(&endpoint).await;
    desk.pass_seconds(599);
    assert_eq!(desk.send().await, NOTHING);
    desk.pass_seconds(1);
    assert_eq!(desk.send().await, WebhookReport { delivered: 2, ..NOTHING });
    assert_eq!(desk.look(&endpoint, "heldUntil").await["heldUntil"], Value::Null);
}

async fn a_redirect_is_not_followed(backend: Backend) {
    let desk = Desk::open(backend).await;
    let (there, elsewhere) = (Receiver::open().await, Receiver::open().await);
    let endpoint = desk.endpoint(desk.agency("NNDSJ"), &there, &[]).await;
    for status in [301, 302, 307, 308] {
        there.answers_next(Reply::Status(status, format!("location: {}\r\n", elsewhere.url())));
        desk.test(&endpoint).await;
        assert_eq!(desk.send().await, WebhookReport { failed: 1, ..NOTHING }, "{status}");
        assert_eq!(desk.log(&endpoint).await[0]["attempts"][0]["status"], json!(status));
    }
    assert_eq!((there.received().len(), elsewhere.received().len()), (4, 0));
}

async fn no_answer_is_a_failure(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    let endpoint = desk.endpoint(desk.agency("NNDSJ"), &receiver, &[]).await;
    let failure = async || desk.log(&endpoint).await[0]["attempts"][0]["failure"].clone();
    receiver.answers_next(Reply::Silence);
    desk.test(&endpoint).await;
    assert_eq!(desk.send().await, WebhookReport { failed: 1, ..NOTHING });
    assert_eq!(failure().await, json!("TIMEOUT"), "after the second that the settings allow");
    receiver.answers_next(Reply::Reset);
    desk.test(&endpoint).await;
    assert_eq!(desk.send().await, WebhookReport { failed: 1, ..NOTHING });
    assert_eq!(failure().await, json!("CONNECTION"));
    drop(receiver);
    desk.test(&endpoint).await;
    assert_eq!(desk.send().await, WebhookReport { failed: 1, ..NOTHING });
    assert_eq!(failure().await, json!("CONNECTION"), "nobody listens");
}

async fn those_that_do_not_fail_come_first(backend: Backend) {
    let desk = Desk::open(backend).await;
    let (dead, alive) = (Receiver::open().await, Receiver::open().await);
    dead.answers(Reply::status(500));
    let failing = desk.endpoint(desk.agency("NNDSJ"), &dead, &[]).await;
    let sound = desk.endpoint(desk.agency("NNDSJ"), &alive, &[]).await;
    desk.test(&failing).await;
    assert_eq!(desk.send().await, WebhookReport { failed: 1, ..NOTHING });
    desk.test(&failing).await;
    desk.test(&sound).await;
    let now = desk.world().app.clock().now();
    let db = connect(&desk.world().db.config.url).await;
    for (places, expected) in [(1, vec![&sound]), (2, vec![&sound, &failing])] {
        let chosen = due(&db, now, &[], places).await.expect("asked");
        let chosen: Vec<_> = chosen.iter().map(|endpoint| endpoint.id.0).collect();
        assert_eq!(chosen, expected.iter().map(|endpoint| uuid_of(&endpoint.id)).collect::<Vec<_>>(), "{places}");
    }
    db.close().await.expect("closing");
}

async fn an_attempt_that_died_with_its_process_is_made_again(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    let endpoint = desk.endpoint(desk.agency("NNDSJ"), &receiver, &[]).await;
    desk.test(&endpoint).await;
    // A worker claims it, and is never heard of again.
    let (now, id) = (desk.world().app.clock().now(), WebhookEndpointId(uuid_of(&endpoint.id)));
    let db = connect(&desk.world().db.config.url).await;
    let claimed = claim(&db, id, (now, now + TimeDelta::seconds(61)), 4).await.expect("claimed");
    let again = claim(&db, id, (now, now + TimeDelta::seconds(61)), 4).await.expect("asked");
    db.close().await.expect("closing");
    assert_eq!((claimed.len(), again.len()), (1, 0));
    desk.pass_seconds(60);
    assert_eq!(desk.send().await, NOTHING, "it may still be at it");
    desk.pass_seconds(1);
    assert_eq!(desk.send().await, WebhookReport { delivered: 1, ..NOTHING });
    let attempts = desk.log(&endpoint).await[0]["attempts"].clone();
    assert_eq!((&attempts[0]["number"], &attempts[1]), (&json!(2), &Value::Null), "of the first nothing is known");
    assert_eq!(receiver.received().len(), 1);
}
