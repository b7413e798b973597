//! What is found in a bundle that somebody changed.

mod assessed;

use chrono::{DateTime, NaiveDate};
use uuid::Uuid;

use self::assessed::assessed;
use super::*;
use crate::Instant;
use crate::calendar::{CalendarSpec, Interval};
use crate::ids::{CalendarId, ClockId, PauseId, PolicyVersionId, TargetId, TicketId};
use crate::sla::{
    ClockKey, ClockStart, ClockState, Metric, PauseRules, Pins, PolicyTerms, PriorityRule, ReopeningRule,
    SeverityRules, SlaTarget, TargetDuration,
};
use crate::ticket::{
    ActorSide, Circumstances, Event, Fact, Impact, PauseReason, Priority, SiteClass, TicketKind, Urgency, Visibility,
};

const KEY: ClockKey = ClockKey { metric: Metric::Restore, cycle: 1, seq: 1 };

fn id<T: From<Uuid>>(number: u128) -> T {
    Uuid::from_u128(number).into()
}

/// A time on Monday, 2 March 2026, in UTC.
fn at(time: &str) -> Instant {
    DateTime::parse_from_rfc3339(&format!("2026-03-02T{time}:00Z")).expect("a time").to_utc()
}

fn logged(seq: i32, time: &str, side: ActorSide, fact: Fact) -> LoggedEvent {
    let by = Some(format!("{side}"));
    LoggedEvent { event: Event { seq, occurred_at: at(time), recorded_at: at(time), side, fact }, by }
}

fn log() -> Vec<LoggedEvent> {
    let pause: PauseId = id(7);
    let raised = Fact::Raised {
        kind: TicketKind::Incident,
        impact: Impact::High,
        urgency: Urgency::Medium,
        priority: Priority::P2,
        site_class: SiteClass::City,
        circumstances: Circumstances::default(),
    };
    let said =
        Fact::Commented { visibility: Visibility::VendorInternal, body: "人手不够".to_owned(), mentions: vec![] };
    let held = Fact::Held { pause, reason: PauseReason::ThirdParty, note: "等运营商".to_owned() };
    vec![
        logged(1, "01:00", ActorSide::Agency, raised),
        logged(2, "01:10", ActorSide::Vendor, Fact::Acknowledged),
        logged(3, "01:20", ActorSide::Vendor, said),
        logged(4, "02:00", ActorSide::Vendor, held),
        logged(5, "03:00", ActorSide::Vendor, Fact::Resumed { pause }),
        logged(6, "03:30", ActorSide::Agency, Fact::PauseAccepted { pause }),
        logged(7, "05:30", ActorSide::Vendor, Fact::Restored { remote: true }),
    ]
}

fn parties() -> Parties {
    let name = |name: &str| name.to_owned();
    Parties { contract: id(9), number: name("NN-2026"), agency: name("南宁"), vendor: name("八桂") }
}

/// Four open hours from nine in the morning, and one of pause: due at 14:00, restored at 13:30 in Nanning.
fn contents() -> VerdictContents {
    let calendar: CalendarId = id(3);
    let hours: Vec<Interval> = vec![Interval::hm((9, 0), (18, 0))];
    let first: NaiveDate = "2026-01-01".parse().expect("a date");
    let spec = CalendarSpec::weekly(chrono_tz::Asia::Shanghai, first, std::array::from_fn(|_| hours.clone()));
    let version: PolicyVersionId = id(4);
    let target = SlaTarget {
        id: id::<TargetId>(5),
        metric: Metric::Restore,
        priority: Priority::P2,
        ticket_kind: None,
        site_class: None,
        system_type: None,
        protection: None,
        guard: false,
        duration: TargetDuration::Working(4 * 3_600),
        calendar,
        pausable: true,
        warn_percent: vec![80],
        escalations: Vec::new(),
    };
    let terms = PolicyTerms {
        version,
        start: ClockStart::RaisedAt,
        priority_rule: PriorityRule::FromChange,
        pauses: PauseRules::default(),
        reopening: ReopeningRule::default(),
        severity: SeverityRules::default(),
        targets: vec![target],
    };
    let subject = BundleSubject::Verdict {
        ticket: id::<TicketId>(1),
        number: "NN-20260302-0001".to_owned(),
        clock: id::<ClockId>(2),
        key: KEY,
        parties: parties(),
    };
    let met = VerdictRecorded {
        revision: 1,
        verdict: ClockState::Met,
        due_at: Some(at("06:00")),
        stopped_at: Some(at("05:30")),
        breached_at: None,
        breach_known_at: None,
        cause: "RESTORED".to_owned(),
        cause_seq: Some(7),
        policy_version: version,
        calendar_revision: 1,
        input_hash: "0".repeat(64),
        recorded_at: at("05:30"),
    };
    VerdictContents {
        subject,
        log: log(),
        evidence: Vec::new(),
        terms: TermsUsed { code: "GX-SLA".to_owned(), name: "区级".to_owned(), number: 1, terms },
        calendars: vec![CalendarUsed {
            calendar,
            code: "GX-OFFICE".to_owned(),
            name: "工作时间".to_owned(),
            revision: 1,
            reason: "初版".to_owned(),
            spec,
        }],
        key: KEY,
        pins: Pins { revision: 1, clocks: vec![(KEY, 1)] },
        verdicts: vec![met],
        disputes: Vec::new(),
    }
}

/// The files of contents that give a verdict.
fn files_of(contents: VerdictContents) -> Vec<BundleFile> {
    VerdictBundle::of(contents).expect("a verdict").files()
}

fn bundle() -> Vec<BundleFile> {
    seal(files_of(contents())).1
}

fn file<'f>(files: &'f mut [BundleFile], name: &str) -> &'f mut BundleFile {
    files.iter_mut().find(|file| file.name == name).expect("the file")
}

/// Kinds and files of what is found.
fn found(files: &[BundleFile]) -> Vec<(FindingKind, String)> {
    check(files).into_iter().map(|finding| (finding.kind, finding.file)).collect()
}

fn of(kind: FindingKind, file: &str) -> (FindingKind, String) {
    (kind, file.to_owned())
}

#[test]
fn a_bundle_as_it_was_made_has_nothing_to_find_and_is_the_same_each_time() {
    let files = bundle();
    assert_eq!(check(&files), []);
    assert_eq!(files, bundle());
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let expected = [
        "manifest.json",
        "calendars.json",
        "disputes.json",
        "events.json",
        "explanation.json",
        "pauses.json",
        "replay.json",
        "subject.json",
        "terms.json",
        "verdicts.json",
    ];
    assert_eq!(names, expected);
}

#[test]
fn what_its_files_say_makes_the_same_files_again() {
    let files = files_of(contents());
    assert_eq!(VerdictBundle::read(&files).expect("a verdict").files(), files);
    assert!(AssessmentContents::read(&files).is_none());
    let files = assessment_files(&assessed());
    assert_eq!(assessment_files(&AssessmentContents::read(&files).expect("an assessment")), files);
    assert!(VerdictBundle::read(&files).is_none());
}

#[test]
fn what_is_said_inside_a_side_is_not_in_it() {
    let inside = "人手不够".as_bytes();
    assert!(bundle().iter().all(|file| !file.bytes.windows(inside.len()).any(|part| part == inside)));
}

#[test]
fn a_pause_names_its_reason_and_who_accepted_it() {
    let chain = chain(log());
    let told = pauses(chain.iter().map(|of| &of.logged), &[]);
    let [pause] = told.as_slice() else { panic!("one pause: {told:?}") };
    assert_eq!(
        (pause.reason, pause.note.as_str(), pause.by.as_deref()),
        (PauseReason::ThirdParty, "等运营商", Some("VENDOR"))
    );
    assert_eq!((pause.from, pause.to), (at("02:00"), Some(at("03:00"))));
    let decided: Vec<_> = pause.decisions.iter().map(|of| (of.accepted, of.by.as_deref())).collect();
    assert_eq!(decided, [(true, Some("AGENCY"))]);
}

#[test]
fn every_changed_byte_is_found() {
    let whole = bundle();
    for at in 0..whole.len() {
        for byte in (0..whole[at].bytes.len()).step_by(97) {
            let mut files = whole.clone();
            files[at].bytes[byte] ^= 1;
            assert_ne!(check(&files), [], "byte {byte} of {}", files[at].name);
        }
    }
}

#[test]
fn a_file_that_is_gone_or_too_many_is_found() {
    let mut files = bundle();
    files.retain(|file| file.name != "pauses.json");
    assert_eq!(found(&files), [of(FindingKind::Missing, "pauses.json"), of(FindingKind::Missing, "pauses.json")]);
    let mut files = bundle();
    files.push(BundleFile { name: "note.txt".to_owned(), bytes: b"?".to_vec() });
    assert_eq!(found(&files), [of(FindingKind::Unlisted, "note.txt")]);
    assert!(found(&[]).contains(&of(FindingKind::Missing, MANIFEST)));
}

/// The files with the events changed, and a manifest that says so.
fn with_events(change: impl FnOnce(&mut Vec<ChainedEvent>)) -> Vec<BundleFile> {
    let mut files = bundle();
    let events = file(&mut files, "events.json");
    let mut chained: Vec<ChainedEvent> = serde_json::from_slice(&events.bytes).expect("events");
    change(&mut chained);
    events.bytes = canonical(&chained);
    seal(files).1
}

#[test]
fn an_event_that_is_gone_breaks_the_chain_even_when_every_file_is_hashed_anew() {
    let files = with_events(|events| drop(events.remove(1)));
    assert_eq!(found(&files)[0], of(FindingKind::ChainBroken, "events.json"));
    let files = with_events(|events| drop(events.pop()));
    let kinds = found(&files);
    assert!(kinds.contains(&of(FindingKind::ChainBroken, "events.json")), "{kinds:?}");
    assert!(kinds.contains(&of(FindingKind::Differs, "verdicts.json")), "{kinds:?}");
}

#[test]
fn a_verdict_that_the_events_do_not_give_is_found_even_when_everything_is_hashed_anew() {
    let mut late = contents();
    late.verdicts[0].verdict = ClockState::Breached;
    late.verdicts[0].breached_at = Some(at("06:00"));
    let files = seal(files_of(late)).1;
    assert_eq!(found(&files), [of(FindingKind::Differs, "verdicts.json"), of(FindingKind::Differs, "verdicts.json")]);
    // As if the pause had never been.
    let mut log = log();
    log.retain(|of| !matches!(of.event.fact, Fact::Held { .. }));
    let files = seal(files_of(VerdictContents { log, ..contents() })).1;
    let about: Vec<String> = check(&files).into_iter().map(|finding| finding.about).collect();
    let expected = ["revision 1 verdict", "revision 1 dueAt", "revision 1 breachedAt"];
    assert_eq!(about, expected, "the deadline is an hour earlier");
    let mut shut = contents();
    let mornings: Vec<Interval> = vec![Interval::hm((9, 0), (12, 0))];
    shut.calendars[0].spec.versions[0].weekly = std::array::from_fn(|_| mornings.clone());
    let about: Vec<String> = check(&seal(files_of(shut)).1).into_iter().map(|finding| finding.about).collect();
    assert_eq!(about, ["revision 1 dueAt"], "other hours are other deadlines");
}
