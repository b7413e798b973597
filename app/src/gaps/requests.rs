//! Requests for uncovered systems that wait: all counted, the oldest named.

use domain::access::Action;
use domain::ids::AgencyId;
use domain::routing::{Gap, UncoveredState};
use storage::query::uncovered::{UncoveredFilter, page, waiting_by_agency};

use super::{Finding, GapObject, REQUESTS_NAMED, View};
use crate::Result;

#[derive(Debug, Default)]
pub(super) struct Waiting {
    pub(super) counts: Vec<(AgencyId, i64)>,
    pub(super) findings: Vec<Finding>,
}

/// Nothing for those who may not see requests.
pub(super) async fn waiting(view: &View<'_>) -> Result<Waiting> {
    let op = view.op;
    if !op.actor().may(Action::UncoveredView) {
        return Ok(Waiting::default());
    }
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::UncoveredView));
    let mut counts = waiting_by_agency(db, &scope).await?;
    counts.retain(|(agency, _)| view.reaches(*agency));
    let agencies = counts.iter().map(|(agency, _)| *agency).collect();
    let filter = UncoveredFilter { agencies: Some(agencies), system: None, states: vec![UncoveredState::Waiting] };
    let directory = op.directory();
    let rows = page(db, &scope, &filter, None, REQUESTS_NAMED).await?.into_iter();
    let findings = rows.map(|row| {
        let system = directory.systems.get(&row.system_id).map_or_else(String::new, |system| system.code.clone());
        let days = (op.now() - row.filed_at).num_days();
        Finding {
            gap: Gap::RequestWaiting { request: row.number.clone(), system, days },
            agency: row.agency_id,
            object: GapObject::Request(Box::new(row)),
            contract: None,
            key: String::new(),
        }
    });
    Ok(Waiting { counts, findings: findings.collect() })
}
