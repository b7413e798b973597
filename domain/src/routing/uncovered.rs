//! Requests for systems that no contract covers: they wait until a contract does, or are dismissed. A promise cannot
//! begin before it was made, so a request has no deadline; it only grows older.

use chrono::NaiveDate;

use crate::Instant;
use crate::access::{Action, Actor};
use crate::text_enum;

/// Whose civil day stands in the number of a request: no contract says another.
pub const FILED_ZONE: chrono_tz::Tz = chrono_tz::Asia::Shanghai;

text_enum! {
    /// The life of a request.
    pub enum UncoveredState {
        /// No contract has covered its system so far, or nobody has routed it.
        Waiting = "WAITING",
        /// A ticket was raised of it.
        Routed = "ROUTED",
        /// It came to nothing.
        Dismissed = "DISMISSED",
    }
}

text_enum! {
    /// What may be done to a request.
    pub enum UncoveredStep {
        /// Raise a ticket of it, once a contract covers the system.
        Route = "ROUTE",
        /// Say that nothing will come of it, and why.
        Dismiss = "DISMISS",
    }
}

/// A step that the state does not allow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not possible while the request is {state}: {step}")]
pub struct RoutingRefusal {
    pub step: UncoveredStep,
    pub state: UncoveredState,
}

impl RoutingRefusal {
    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        format!("请求处于“{}”状态，不能执行此操作", self.state.zh())
    }
}

impl UncoveredState {
    /// The state's name in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Waiting => "待覆盖",
            Self::Routed => "已转为工单",
            Self::Dismissed => "已驳回",
        }
    }
}

/// The state after a step.
pub fn next(state: UncoveredState, step: UncoveredStep) -> Result<UncoveredState, RoutingRefusal> {
    match (state, step) {
        (UncoveredState::Waiting, UncoveredStep::Route) => Ok(UncoveredState::Routed),
        (UncoveredState::Waiting, UncoveredStep::Dismiss) => Ok(UncoveredState::Dismissed),
        _ => Err(RoutingRefusal { step, state }),
    }
}

/// What `actor` may ask of a request; routing takes a contract that covers the system. The caller has checked the scope.
pub fn available_steps(actor: &Actor, state: UncoveredState, covered: bool) -> Vec<UncoveredStep> {
    let open = |step: &UncoveredStep| next(state, *step).is_ok() && (covered || *step != UncoveredStep::Route);
    let all = UncoveredStep::ALL.iter().copied();
    if actor.may(Action::UncoveredDecide) { all.filter(open).collect() } else { Vec::new() }
}

/// Whole seconds from filing until it was decided, or until now.
pub fn waited(filed_at: Instant, decided_at: Option<Instant>, now: Instant) -> i64 {
    (decided_at.unwrap_or(now) - filed_at).num_seconds().max(0)
}

/// What stands before the sequence in a request's number: `NNDSJ-U20261123-`, so that nobody takes it for a ticket.
pub fn number_prefix(short_code: &str, filed_on: NaiveDate) -> String {
    format!("{short_code}-U{}-", filed_on.format("%Y%m%d"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Grant, Org, Role, allow};
    use crate::golden::assert_golden;
    use crate::ids::{AgencyId, UserId};

    #[test]
    fn the_table_is_the_reviewed_one() {
        let mut text = String::from(
            "What may be done to a request for an uncovered system: each step from a state, the state after it, and who\n\
             may take it. Routing takes a contract that covers the system today.\n\n",
        );
        for state in UncoveredState::ALL {
            for step in UncoveredStep::ALL {
                let to = next(*state, *step).map_or("·", UncoveredState::as_str);
                text.push_str(&format!("{:10} {:8} → {to}\n", state.as_str(), step.as_str()));
            }
        }
        let who = |action| Role::ALL.iter().filter(move |role| allow(**role, action)).map(|role| role.as_str());
        let line = |action: Action| format!("{:18}{}\n", action.as_str(), who(action).collect::<Vec<_>>().join(" "));
        text.push_str(&format!("\n{}{}", line(Action::UncoveredView), line(Action::UncoveredDecide)));
        assert_golden("uncovered-steps.txt", &text);
    }

    #[test]
    fn routing_is_offered_once_a_contract_covers_the_system_and_to_whom_it_belongs() {
        let at = Org::Agency(AgencyId(uuid::Uuid::from_u128(1)));
        let person = |role| {
            let id = UserId(uuid::Uuid::from_u128(2));
            Actor::person(id, "覃丽萍".to_owned(), vec![Grant { role, org: at }], 1)
        };
        let steps = |role, state, covered| available_steps(&person(role), state, covered);
        use UncoveredState::{Routed, Waiting};
        assert_eq!(steps(Role::ContractManager, Waiting, false), [UncoveredStep::Dismiss]);
        assert_eq!(steps(Role::ContractManager, Waiting, true), [UncoveredStep::Route, UncoveredStep::Dismiss]);
        assert_eq!(steps(Role::ContractManager, Routed, true), []);
        assert_eq!(steps(Role::Reporter, Waiting, true), []);
    }

    #[test]
    fn a_request_grows_older_until_it_is_decided() {
        let at = |second: i64| chrono::DateTime::from_timestamp(1_772_413_200 + second, 0).expect("a time");
        assert_eq!(waited(at(0), None, at(90)), 90);
        assert_eq!(waited(at(0), Some(at(60)), at(90)), 60);
        assert_eq!(waited(at(5), None, at(0)), 0, "clocks of two servers differ");
        assert_eq!(number_prefix("NNDSJ", at(0).date_naive()), "NNDSJ-U20260302-");
    }
}
