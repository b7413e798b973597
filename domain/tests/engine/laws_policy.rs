//! Laws of what a policy version may say beside its figures.

use chrono::TimeDelta;
use domain::ids::{GuardPeriodId, TargetId};
use domain::sla::{ClockState, Metric, PauseRules, ProtectionRange, Reopening, SlaTarget, TargetDuration};
use domain::ticket::{ActorSide, Circumstances, Fact, GuardAtRaising, PauseReason, Priority, SiteClass, TicketKind};
use proptest::prelude::*;
use uuid::Uuid;

use crate::promises::Promises;
use crate::story::{Story, local, pause};

const BEGIN: &str = "2026-03-02 09:00";

fn resolve(id: u128, seconds: i64) -> SlaTarget {
    let mut usual = Promises::usual().terms.targets.into_iter();
    let target = usual.find(|target| target.metric == Metric::Resolve && target.priority == Priority::P3);
    let duration = TargetDuration::Working(seconds);
    SlaTarget { id: TargetId(Uuid::from_u128(id)), duration, ..target.unwrap() }
}

fn raised(promises: Promises, told: Circumstances) -> Story {
    let mut story = promises.story().raised(BEGIN, Priority::P3);
    if let Fact::Raised { circumstances, .. } = &mut story.events[0].fact {
        *circumstances = told;
    }
    story
}

fn guarded() -> Circumstances {
    let guard = GuardAtRaising { period: GuardPeriodId(Uuid::from_u128(7)), name: "guard".to_owned() };
    let system_type = Some("OA".to_owned());
    Circumstances { system_type, protection_level: Some(3), guard: Some(guard), off_site: false }
}

fn condition() -> impl Strategy<Value = SlaTarget> {
    let kind = prop::option::of(prop::sample::select(&[TicketKind::Incident, TicketKind::Request][..]));
    let site = prop::option::of(prop::sample::select(SiteClass::ALL));
    let of = prop::option::of(prop::sample::select(&["OA", "portal"][..]));
    let range = prop::option::of((1..=5, 0..=4).prop_map(|(from, more): (i32, i32)| (from, (from + more).min(5))));
    (kind, site, of, range, any::<bool>(), 1..200_000_i64).prop_map(
        |(ticket_kind, site_class, of, range, guard, length)| {
            let protection = range.map(|(from, to)| ProtectionRange { from, to });
            SlaTarget {
                ticket_kind,
                site_class,
                system_type: of.map(str::to_owned),
                protection,
                guard,
                ..resolve(0, length)
            }
        },
    )
}

/// Times of holding and resuming, one after the other.
fn pauses() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((0..300_000_i64, 0..90_000_i64), 0..5)
}

fn told(story: Story, pauses: &[(i64, i64)]) -> Story {
    let begin = local(BEGIN);
    pauses.iter().zip(1..).fold(story, |story, (&(from, length), id)| {
        let held = Fact::Held { pause: pause(id), reason: PauseReason::ThirdParty, note: String::new() };
        let from = begin + TimeDelta::seconds(from);
        let resumed = Fact::Resumed { pause: pause(id) };
        let story = story.happened(from, ActorSide::Vendor, held);
        story.happened(from + TimeDelta::seconds(length), ActorSide::Vendor, resumed)
    })
}

proptest! {
    #[test]
    fn a_guard_target_never_gives_a_later_due_than_a_longer_ordinary_one(
        ordinary in 1..400_000_i64, less in 0..400_000_i64, pauses in pauses(),
    ) {
        let promises = Promises::usual()
            .also(resolve(1, ordinary))
            .also(SlaTarget { guard: true, ..resolve(2, (ordinary - less).max(1)) });
        let due = |circumstances: Circumstances| {
            told(raised(promises.clone(), circumstances), &pauses).clock(Metric::Resolve, "2026-04-02 09:00").due_at
        };
        let ordinary = Circumstances { guard: None, ..guarded() };
        prop_assert!(due(guarded()) <= due(ordinary));
    }

    #[test]
    fn the_order_of_the_targets_is_irrelevant(
        targets in prop::collection::vec(condition(), 1..12), turn in any::<prop::sample::Index>(),
    ) {
        let with = |order: &[(SlaTarget, u128)]| {
            let mut promises = Promises::usual();
            for (target, id) in order {
                promises = promises.also(SlaTarget { id: TargetId(Uuid::from_u128(*id)), ..target.clone() });
            }
            raised(promises, guarded()).clocks(BEGIN)
        };
        let numbered: Vec<(SlaTarget, u128)> = targets.into_iter().zip(1..).collect();
        let mut turned = numbered.clone();
        turned.rotate_left(turn.index(numbered.len()));
        turned.reverse();
        prop_assert_eq!(with(&numbered), with(&turned));
    }

    #[test]
    fn a_longest_pause_never_gives_a_later_due(pauses in pauses(), longest in 1..90_000_i64) {
        let due = |longest: Option<i64>| {
            let mut promises = Promises::usual();
            promises.terms.pauses = PauseRules { longest_seconds: longest, ..PauseRules::default() };
            let ticket = told(raised(promises, guarded()), &pauses);
            let clock = ticket.clock(Metric::Resolve, "2026-04-02 09:00");
            (clock.due_at, clock.paused_seconds)
        };
        let (limited, free) = (due(Some(longest)), due(None));
        prop_assert!(limited.0 <= free.0 && limited.1 <= free.1);
        prop_assert_eq!(due(Some(i64::from(i32::MAX))), free);
    }

    #[test]
    fn time_used_before_a_reopening_is_used_once(
        solved in 1..200_000_i64, waited in 0..400_000_i64, worked in 1..200_000_i64,
    ) {
        let at = |seconds: i64| local(BEGIN) + TimeDelta::seconds(seconds);
        let solve = || Fact::Resolved { cause: String::new(), solution: String::new() };
        let story = |mode: Reopening| {
            let mut promises = Promises::usual().promise(Metric::Resolve, Priority::P3, TargetDuration::RealTime(86_400));
            promises.terms.reopening.mode = mode;
            promises.story().raised(BEGIN, Priority::P3)
                .happened(at(solved), ActorSide::Vendor, solve())
                .happened(at(solved + waited), ActorSide::Agency, Fact::Reopened { reason: String::new() })
                .happened(at(solved + waited + worked), ActorSide::Vendor, solve())
        };
        let now = "2026-05-02 09:00";
        let cycles: i64 = story(Reopening::NewCycle).clocks(now).iter()
            .filter(|clock| clock.key.metric == Metric::Resolve).map(|clock| clock.elapsed_seconds).sum();
        let one = story(Reopening::Continue).clock(Metric::Resolve, now);
        prop_assert_eq!(one.elapsed_seconds, cycles);
        prop_assert_eq!(one.state == ClockState::Met, solved + worked <= 86_400);
    }
}
