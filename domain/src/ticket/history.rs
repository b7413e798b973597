//! What each event changed, field by field: the log told as a history of the ticket (I1 makes it one). Pure.

use super::{Event, Fact, PauseDecision, Ticket};
use crate::Instant;
use crate::ids::{TeamId, UserId, VendorId};
use crate::text_enum;

text_enum! {
    /// What of a ticket changed.
    pub enum TicketField {
        /// Where it stands.
        State = "STATE",
        /// Its rank.
        Priority = "PRIORITY",
        /// How much is affected.
        Impact = "IMPACT",
        /// How fast the effect grows.
        Urgency = "URGENCY",
        /// Who does the work.
        Vendor = "VENDOR",
        /// The engineer in charge.
        Engineer = "ENGINEER",
        /// The vendor's team.
        Team = "TEAM",
        /// The number of its present cycle.
        Cycle = "CYCLE",
        /// When notice was taken.
        AcknowledgedAt = "ACKNOWLEDGED_AT",
        /// When somebody was on site.
        ArrivedAt = "ARRIVED_AT",
        /// When the service worked again, in the present cycle.
        RestoredAt = "RESTORED_AT",
        /// When it was solved, in the present cycle.
        ResolvedAt = "RESOLVED_AT",
        /// When the agency agreed.
        ClosedAt = "CLOSED_AT",
        /// The rating of the present cycle.
        Rating = "RATING",
        /// What was wrong.
        Cause = "CAUSE",
        /// What was done.
        Solution = "SOLUTION",
        /// A pause, by its reason: it begins or ends.
        Pause = "PAUSE",
        /// What the agency thinks of a pause.
        PauseDecision = "PAUSE_DECISION",
        /// A clock that is not counted.
        Exclusion = "EXCLUSION",
        /// Something that was written.
        Comment = "COMMENT",
        /// The log alone: something happened that no other field shows.
        Log = "LOG",
    }
}

/// What stood or stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A word of a vocabulary.
    Word(&'static str),
    /// A number.
    Number(i32),
    /// A time.
    Time(Instant),
    /// A text that somebody wrote.
    Text(String),
    /// A person.
    Person(UserId),
    /// A vendor.
    Vendor(VendorId),
    /// A team of a vendor.
    Team(TeamId),
}

/// One field before and after one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The event's place in the log.
    pub seq: i32,
    /// What.
    pub field: TicketField,
    /// None when nothing stood there.
    pub from: Option<Content>,
    /// None when nothing stands there any more.
    pub to: Option<Content>,
}

/// Every change that a log tells of, in recorded order; `vendor` is the contract's. Each event has at least one.
pub fn history(events: &[Event], vendor: Option<VendorId>) -> Vec<Changed> {
    let mut all = Vec::new();
    let mut before: Option<Ticket> = None;
    let mut solution: [Option<Content>; 2] = [None, None];
    for event in events {
        if let (Some(before), Fact::Routed { from, .. }) = (before.as_mut(), &event.fact) {
            // Which team it was given to when it was raised, its log does not tell.
            before.team = *from;
        }
        let after = before.clone().map_or_else(
            || Ticket::raised(event, vendor),
            |mut ticket| {
                ticket.apply(event);
                Some(ticket)
            },
        );
        let mut changes = between(before.as_ref(), after.as_ref());
        changes.extend(solved(&mut solution, &event.fact));
        changes.extend(beside(before.as_ref(), &event.fact));
        if changes.is_empty() {
            changes.push((TicketField::Log, None, Some(Content::Word(event.fact.word()))));
        }
        all.extend(changes.into_iter().map(|(field, from, to)| Changed { seq: event.seq, field, from, to }));
        before = after;
    }
    all
}

type Change = (TicketField, Option<Content>, Option<Content>);

/// The fields of the ticket itself.
fn fields(ticket: &Ticket) -> [(TicketField, Option<Content>); 14] {
    use Content::{Number, Person, Team, Time, Vendor, Word};
    use TicketField as F;
    [
        (F::State, Some(Word(ticket.state.as_str()))),
        (F::Priority, Some(Word(ticket.priority.as_str()))),
        (F::Impact, Some(Word(ticket.impact.as_str()))),
        (F::Urgency, Some(Word(ticket.urgency.as_str()))),
        (F::Vendor, ticket.vendor.map(Vendor)),
        (F::Engineer, ticket.engineer.map(Person)),
        (F::Team, ticket.team.map(Team)),
        (F::Cycle, Some(Number(ticket.cycle))),
        (F::AcknowledgedAt, ticket.acknowledged_at.map(Time)),
        (F::ArrivedAt, ticket.arrived_at.map(Time)),
        (F::RestoredAt, ticket.restored_at.map(Time)),
        (F::ResolvedAt, ticket.resolved_at.map(Time)),
        (F::ClosedAt, ticket.closed_at.map(Time)),
        (F::Rating, ticket.rating.map(|stars| Number(stars.into()))),
    ]
}

fn between(before: Option<&Ticket>, after: Option<&Ticket>) -> Vec<Change> {
    let Some(after) = after.map(fields) else { return Vec::new() };
    let before = before.map(fields);
    let pairs = after.into_iter().enumerate().map(|(at, (field, to))| {
        let from = before.as_ref().and_then(|before| before[at].1.clone());
        (field, from, to)
    });
    pairs.filter(|(_, from, to)| from != to).collect()
}

/// Cause and solution: the newest stand, and the ones before are told.
fn solved(known: &mut [Option<Content>; 2], fact: &Fact) -> Vec<Change> {
    let Fact::Resolved { cause, solution } = fact else { return Vec::new() };
    let mut told = |at: usize, field, text: &String| {
        let to = Some(Content::Text(text.clone()));
        (field, std::mem::replace(&mut known[at], to.clone()), to)
    };
    vec![told(0, TicketField::Cause, cause), told(1, TicketField::Solution, solution)]
}

/// What a fact says beside the fields of the ticket.
fn beside(before: Option<&Ticket>, fact: &Fact) -> Option<Change> {
    let pause = |id| before.and_then(|ticket| ticket.pause(id));
    let reason = |id| pause(id).map(|pause| Content::Word(pause.reason.as_str()));
    let decided = |id, to: PauseDecision| {
        let from = pause(id).map(|pause| Content::Word(pause.decision.as_str()));
        Some((TicketField::PauseDecision, from, Some(Content::Word(to.as_str()))))
    };
    match fact {
        Fact::Held { reason, .. } => Some((TicketField::Pause, None, Some(Content::Word(reason.as_str())))),
        Fact::Resumed { pause } => Some((TicketField::Pause, reason(*pause), None)),
        Fact::PauseAccepted { pause } => decided(*pause, PauseDecision::Accepted),
        Fact::PauseRejected { pause, .. } => decided(*pause, PauseDecision::Rejected),
        Fact::Excluded { metric, .. } => Some((TicketField::Exclusion, None, Some(Content::Word(metric.as_str())))),
        Fact::DisputeDecided { clock, ruling, .. } if ruling.excludes() => {
            Some((TicketField::Exclusion, None, Some(Content::Word(clock.metric.as_str()))))
        }
        Fact::Commented { body, .. } => Some((TicketField::Comment, None, Some(Content::Text(body.clone())))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::{
        ActorSide, Circumstances, Impact, PauseReason, Priority, SiteClass, TicketKind, Urgency, Visibility,
    };

    fn at(minute: i64) -> Instant {
        chrono::DateTime::from_timestamp(1_772_413_200 + 60 * minute, 0).expect("a time")
    }

    fn log(facts: Vec<Fact>) -> Vec<Event> {
        let raised = Fact::Raised {
            kind: TicketKind::Incident,
            impact: Impact::High,
            urgency: Urgency::Medium,
            priority: Priority::P2,
            site_class: SiteClass::City,
            circumstances: Circumstances::default(),
        };
        let event = |(seq, fact)| Event {
            seq,
            occurred_at: at(seq.into()),
            recorded_at: at(seq.into()),
            side: ActorSide::System,
            fact,
        };
        (1..).zip([raised].into_iter().chain(facts)).map(event).collect()
    }

    fn of(changes: &[Changed], seq: i32) -> Vec<(TicketField, Option<Content>, Option<Content>)> {
        let of_event = changes.iter().filter(|change| change.seq == seq);
        of_event.map(|change| (change.field, change.from.clone(), change.to.clone())).collect()
    }

    #[test]
    fn each_event_tells_its_fields_before_and_after() {
        let pause = crate::ids::PauseId(uuid::Uuid::from_u128(7));
        let priority = Fact::PriorityChanged {
            impact: Impact::Medium,
            urgency: Urgency::Medium,
            from: Priority::P2,
            to: Priority::P3,
            reason: "范围缩小".to_owned(),
        };
        let changes = history(
            &log(vec![
                Fact::Acknowledged,
                priority,
                Fact::Held { pause, reason: PauseReason::ThirdParty, note: String::new() },
                Fact::Resumed { pause },
                Fact::ProgressReported,
                Fact::Commented { visibility: Visibility::Public, body: "好".to_owned(), mentions: vec![] },
            ]),
            None,
        );
        let word = |word| Some(Content::Word(word));
        assert_eq!(of(&changes, 1)[0], (TicketField::State, None, word("NEW")));
        assert_eq!(
            of(&changes, 2),
            [
                (TicketField::State, word("NEW"), word("IN_PROGRESS")),
                (TicketField::AcknowledgedAt, None, Some(Content::Time(at(2)))),
            ]
        );
        assert_eq!(
            of(&changes, 3),
            [(TicketField::Priority, word("P2"), word("P3")), (TicketField::Impact, word("HIGH"), word("MEDIUM")),]
        );
        assert_eq!(of(&changes, 4)[1], (TicketField::Pause, None, word("THIRD_PARTY")));
        assert_eq!(of(&changes, 5)[1], (TicketField::Pause, word("THIRD_PARTY"), None));
        assert_eq!(of(&changes, 6), [(TicketField::Log, None, word("PROGRESS_REPORTED"))]);
        assert_eq!(of(&changes, 7), [(TicketField::Comment, None, Some(Content::Text("好".to_owned())))]);
    }

    #[test]
    fn a_second_solution_tells_the_first() {
        let solved = |text: &str| Fact::Resolved { cause: text.to_owned(), solution: text.to_owned() };
        let again = Fact::SolutionRejected { reason: "仍然中断".to_owned() };
        let changes = history(&log(vec![solved("一"), again, solved("二")]), None);
        let text = |text: &str| Some(Content::Text(text.to_owned()));
        assert!(of(&changes, 4).contains(&(TicketField::Solution, text("一"), text("二"))));
        assert!(of(&changes, 3).contains(&(TicketField::Cycle, Some(Content::Number(1)), Some(Content::Number(2)))));
    }

    mod laws {
        use proptest::prelude::*;

        use super::*;

        fn any_fact() -> impl Strategy<Value = Fact> {
            let pause = |id: u128| crate::ids::PauseId(uuid::Uuid::from_u128(id));
            prop_oneof![
                Just(Fact::Acknowledged),
                Just(Fact::Arrived),
                Just(Fact::Confirmed),
                Just(Fact::ProgressReported),
                any::<bool>().prop_map(|remote| Fact::Restored { remote }),
                "[a-c]".prop_map(|text| Fact::Resolved { cause: text.clone(), solution: text }),
                "[a-c]".prop_map(|reason| Fact::SolutionRejected { reason }),
                "[a-c]".prop_map(|reason| Fact::Reopened { reason }),
                "[a-c]".prop_map(|reason| Fact::Cancelled { reason }),
                (1_u8..=5).prop_map(|stars| Fact::Rated { stars, remark: String::new() }),
                (1_u128..4).prop_map(move |id| Fact::Held {
                    pause: pause(id),
                    reason: PauseReason::ThirdParty,
                    note: String::new()
                }),
                (1_u128..4).prop_map(move |id| Fact::Resumed { pause: pause(id) }),
                (1_u128..4).prop_map(move |id| Fact::PauseAccepted { pause: pause(id) }),
            ]
        }

        proptest! {
            /// Whoever takes the history from its begin ends at the ticket; and no event is without a change.
            #[test]
            fn the_history_leads_to_the_ticket(facts in prop::collection::vec(any_fact(), 0..30)) {
                let log = log(facts);
                let changes = history(&log, None);
                let ticket = Ticket::fold(&log, None).expect("begins with a raising");
                for (field, stands) in fields(&ticket) {
                    let of_field: Vec<&Changed> = changes.iter().filter(|change| change.field == field).collect();
                    prop_assert_eq!(of_field.last().and_then(|change| change.to.clone()), stands);
                    for pair in of_field.windows(2) {
                        prop_assert_eq!(&pair[0].to, &pair[1].from);
                    }
                }
                for event in &log {
                    prop_assert!(changes.iter().any(|change| change.seq == event.seq));
                }
            }
        }
    }
}
