//! What a view shows, as it is stored.

use domain::Instant;
use domain::ids::{AgencyId, ContractId, ExclusionId, SystemId, TeamId, UserId, VendorId};
use domain::ticket::{Priority, TicketKind, TicketState};
use serde::{Deserialize, Serialize};

use crate::ticket::{TicketQuery, WorkQuery};
use crate::{TicketOrder, Window};

/// A question, a filter and an order. Empty lists and what is none do not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ViewSpec {
    /// As it was typed; none: the view is a plain list.
    pub words: Option<String>,
    pub states: Vec<TicketState>,
    pub open: Option<bool>,
    pub priorities: Vec<Priority>,
    pub kinds: Vec<TicketKind>,
    pub agency: Option<AgencyId>,
    pub agency_alone: bool,
    pub vendor: Option<VendorId>,
    pub team: Option<TeamId>,
    pub system: Option<SystemId>,
    pub contract: Option<ContractId>,
    pub assignee: Option<UserId>,
    pub raised_by: Option<UserId>,
    pub assigned: Option<bool>,
    pub routed: Option<bool>,
    pub breached: Option<bool>,
    pub due_before: Option<Instant>,
    pub exclusion: Option<ExclusionId>,
    pub raised: Window,
    pub resolved: Window,
    pub ended: Window,
    pub open_at: Option<Instant>,
    pub work: Option<WorkQuery>,
    /// Of a plain list; what is searched for comes newest first.
    pub order: TicketOrder,
}

impl ViewSpec {
    /// The filter of a list, in an order.
    pub fn of(words: Option<String>, filter: TicketQuery, order: TicketOrder) -> Self {
        // Without "..", so that a new filter is kept as well.
        let TicketQuery {
            ids: _,
            number: _,
            states,
            open,
            priorities,
            kinds,
            agency,
            agency_alone,
            vendor,
            team,
            system,
            contract,
            assignee,
            raised_by,
            assigned,
            routed,
            breached,
            due_before,
            exclusion,
            raised,
            resolved,
            ended,
            open_at,
            work,
            order: _,
            after: _,
            limit: _,
            with_text: _,
            with_total: _,
        } = filter;
        Self {
            words,
            states,
            open,
            priorities,
            kinds,
            agency,
            agency_alone,
            vendor,
            team,
            system,
            contract,
            assignee,
            raised_by,
            assigned,
            routed,
            breached,
            due_before,
            exclusion,
            raised,
            resolved,
            ended,
            open_at,
            work,
            order,
        }
    }

    /// The filter and order of the list; its page is still open.
    pub(crate) fn query(&self) -> TicketQuery {
        // Without "..", so that a new filter counts as well.
        let Self {
            words: _,
            states,
            open,
            priorities,
            kinds,
            agency,
            agency_alone,
            vendor,
            team,
            system,
            contract,
            assignee,
            raised_by,
            assigned,
            routed,
            breached,
            due_before,
            exclusion,
            raised,
            resolved,
            ended,
            open_at,
            work,
            order,
        } = self.clone();
        TicketQuery {
            states,
            open,
            priorities,
            kinds,
            agency,
            agency_alone,
            vendor,
            team,
            system,
            contract,
            assignee,
            raised_by,
            assigned,
            routed,
            breached,
            due_before,
            exclusion,
            raised,
            resolved,
            ended,
            open_at,
            work,
            order,
            ..TicketQuery::default()
        }
    }

    /// The same with another filter.
    #[must_use]
    pub fn with_filter(self, filter: TicketQuery) -> Self {
        Self::of(self.words, filter, self.order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_read_back_as_it_was_stored() {
        let raised = Window { from: Some(Instant::UNIX_EPOCH), before: None };
        let filter = TicketQuery {
            states: vec![TicketState::New],
            open: Some(true),
            raised,
            work: Some(WorkQuery { started: raised, ..WorkQuery::default() }),
            ..TicketQuery::default()
        };
        let spec = ViewSpec::of(Some("断网".to_owned()), filter, TicketOrder::DueAsc);
        let stored = serde_json::to_value(&spec).expect("JSON");
        assert_eq!(stored["order"], "DUE_ASC");
        assert_eq!(serde_json::from_value::<ViewSpec>(stored).expect("a view"), spec);
        assert_eq!(ViewSpec::of(spec.words.clone(), spec.query(), spec.order), spec, "the list that it is of");
    }

    #[test]
    fn a_view_of_an_older_release_lacks_what_came_later() {
        assert_eq!(serde_json::from_str::<ViewSpec>("{}").expect("a view"), ViewSpec::default());
    }
}
