//! The demo shows disputes in every state.

use std::collections::BTreeMap;

use app::dispute::{DisputeQuery, disputes, steps_of};
use domain::dispute::{DisputeState, DisputeStep};

use crate::support::both;
use crate::support::db::Backend;
use crate::support::demo::Demonstration;

async fn the_demo_has_disputes_in_every_state(backend: Backend) {
    const AS_OF: &str = "2026-09-15T02:00:00Z";
    let shown = Demonstration::load(backend, (AS_OF, AS_OF), 7, 60).await;
    let op = shown.app.op_system("test");
    let all = disputes(&op, &DisputeQuery { limit: 100, ..DisputeQuery::default() }).await.expect("disputes");
    let mut states: BTreeMap<DisputeState, usize> = BTreeMap::new();
    for row in &all.rows {
        *states.entry(row.state).or_default() += 1;
        assert_eq!(row.ruling.is_some(), row.state == DisputeState::Final);
    }
    use DisputeState::{AgencyDecided, Appealed, Escalated, Final, Withdrawn};
    let expected = [(Appealed, 1), (AgencyDecided, 1), (Escalated, 2), (Final, 4), (Withdrawn, 1)];
    assert_eq!(states, BTreeMap::from(expected));
    let ids: Vec<_> = all.rows.iter().map(|row| row.id).collect();
    let steps = steps_of(&op, &ids).await.expect("steps");
    assert!(ids.iter().all(|id| steps[id][0].step == DisputeStep::Appeal));
    let report = app::sla::verify_clocks(&op, &|_| {}).await.expect("a verification");
    assert_eq!((report.different, &report.differences), (0, &vec![]));
}

both! { the_demo_has_disputes_in_every_state }
