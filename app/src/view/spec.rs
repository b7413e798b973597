//! What a view shows, as it is stored.

use domain::Instant;
use domain::ids::{AgencyId, ContractId, ExclusionId, SystemId, TeamId, UserId, VendorId};
use domain::ticket::{Priority, TicketKind, TicketState};
use serde::{Deserialize, Serialize};

use crate::TicketOrder;
use crate::ticket::TicketQuery;

/// A question, a filter and an order. Empty lists and what is none do not narrow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ViewSpec {
    /// As it was typed; none: the view is a plain list.
    pub words: Option<String>,
    pub states: Vec<TicketState>,
    pub open: Option<bool>,
    pub priorities: Vec<Priority>,
    pub kinds: Vec<TicketKind>,
    pub agency: Option<AgencyId>,
    pub vendor: Option<VendorId>,
    pub team: Option<TeamId>,
    pub system: Option<SystemId>,
    pub contract: Option<ContractId>,
    pub assignee: Option<UserId>,
    pub breached: Option<bool>,
    pub due_before: Option<Instant>,
    pub exclusion: Option<ExclusionId>,
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
            vendor,
            team,
            system,
            contract,
            assignee,
            breached,
            due_before,
            exclusion,
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
            vendor,
            team,
            system,
            contract,
            assignee,
            breached,
            due_before,
            exclusion,
            order,
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
        let filter = TicketQuery { states: vec![TicketState::New], open: Some(true), ..TicketQuery::default() };
        let spec = ViewSpec::of(Some("断网".to_owned()), filter, TicketOrder::DueAsc);
        let stored = serde_json::to_value(&spec).expect("JSON");
        assert_eq!(stored["order"], "DUE_ASC");
        assert_eq!(serde_json::from_value::<ViewSpec>(stored).expect("a view"), spec);
    }

    #[test]
    fn a_view_of_an_older_release_lacks_what_came_later() {
        assert_eq!(serde_json::from_str::<ViewSpec>("{}").expect("a view"), ViewSpec::default());
    }
}
