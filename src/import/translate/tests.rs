//! Bad rows end as findings that name line, column, value and reason; the good rows of the same case stay.

use std::io::Write;

use chrono::TimeZone;
use chrono_tz::Asia::Shanghai;
use domain::sla::PriorityMatrix;
use domain::ticket::{Impact, PauseReason, Priority, Urgency};
use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::NamedTempFile;

use super::super::cases::Cases;
use super::*;

const MAPPING: &str = r#"
source = "test"
missing = ["", "?"]
[columns]
case = "number"
state = "state"
impact = "impact"
group = "group"
[impacts]
"1" = "HIGH"
"3" = "LOW"
[time]
event = "updated"
raised = "opened"
format = "%d/%m/%Y %H:%M"
zone = "Asia/Shanghai"
[text]
title = "{what}"
cause = "{code}"
[states]
"New" = "RAISED"
"Active" = "ACKNOWLEDGED"
"Awaiting User Info" = { hold = "AWAITING_REQUESTER" }
"Resolved" = "RESOLVED"
"Closed" = "CONFIRMED"
[vendors]
default = 1
list = [{ system = "A", groups = ["G1"] }, { system = "B", groups = ["G2"] }]
"#;

const HEADING: &str = "number,state,opened,updated,impact,group,what,code\n";

fn system(number: u128) -> SystemId {
    SystemId(uuid::Uuid::from_u128(number))
}

fn at(day: u32, hour: u32, minute: u32) -> Instant {
    Shanghai.with_ymd_and_hms(2016, 3, day, hour, minute, 0).unwrap().to_utc()
}

/// The cases of a log of these rows, and what was found wrong.
fn read(bytes: &[u8]) -> (Vec<Case>, Findings) {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let mapping = Mapping::parse(MAPPING).unwrap();
    let log = Log::open(file.path()).unwrap();
    let translator = Translator::new(&mapping, &log, vec![system(1), system(2)], at(31, 0, 0)).unwrap();
    let mut findings = Findings::new(None).unwrap();
    let mut cases = Cases::new(&log, translator.case_column()).unwrap();
    let mut read = Vec::new();
    while let Some(raw) = cases.next(&mut findings).unwrap() {
        read.extend(translator.translate(&raw, &mut findings).unwrap());
    }
    (read, findings)
}

fn plain(rows: &str) -> (Vec<Case>, Findings) {
    read(format!("{HEADING}{rows}").as_bytes())
}

/// One finding of this reason, by line, column and value.
fn one(findings: &Findings, reason: Reason) -> (u64, String, String) {
    assert_eq!(findings.count(reason), 1, "{findings}");
    let found = findings.examples(reason)[0].clone();
    (found.line, found.column, found.value)
}

fn meanings(case: &Case) -> Vec<Meaning> {
    case.steps.iter().map(|step| step.meaning).collect()
}

const GOOD: &str = "I1,New,7/3/2016 09:00,7/3/2016 09:05,3,?,打印机,?\n\
                    I1,Resolved,7/3/2016 09:00,7/3/2016 10:30,1,G2,打印机,code 6\n";

#[test]
fn a_plain_log_and_a_packed_one_read_alike() {
    let (cases, findings) = plain(GOOD);
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(format!("{HEADING}{GOOD}").as_bytes()).unwrap();
    assert_eq!(read(&packed.finish().unwrap()).0, cases);
    assert_eq!(findings.to_string(), "no findings");
    let [case] = &cases[..] else { panic!("{cases:?}") };
    assert_eq!((case.reference.as_str(), case.title.as_str(), case.system), ("I1", "打印机", system(2)));
    assert_eq!(case.raised_at, at(7, 9, 0));
    assert_eq!((case.level.impact, case.level.urgency), (Impact::Low, Urgency::Medium));
    assert_eq!(case.level.rank.under(&PriorityMatrix::default()), Priority::P4);
    assert_eq!(case.steps[1].at, at(7, 10, 30));
    assert_eq!(case.steps[1].level.rank.under(&PriorityMatrix::default()), Priority::P2);
    assert_eq!(case.steps[1].cause, "code 6");
}

#[test]
fn a_bad_state_or_time_costs_its_row_alone() {
    let rows = format!(
        "{GOOD}I1,-100,7/3/2016 09:00,7/3/2016 11:00,1,G2,x,?\n\
         I1,Active,7/3/2016 09:00,?,1,G2,x,?\n\
         I1,Active,7/3/2016 09:00,31/2/2016 10:00,1,G2,x,?\n\
         I1,?,7/3/2016 09:00,7/3/2016 11:00,1,G2,x,?\n\
         I1,Active,7/3/2016 09:00,7/3/2016 08:59,1,G2,x,?\n\
         I1,Active,7/3/2016 09:00,1/4/2016 09:00,1,G2,x,?\n\
         I1,Active,8/3/2016 09:00,9/3/2016 09:00,1,G2,x,?\n\
         I1,Active,7/3/2016 09:00\n\
         I1,Closed,7/3/2016 09:00,12/3/2016 10:30,1,G2,x,?\n"
    );
    let (cases, findings) = plain(&rows);
    assert_eq!(meanings(&cases[0]), [Meaning::Raised, Meaning::Resolved, Meaning::Confirmed]);
    let found = |reason| one(&findings, reason);
    let told = |line, column: &str, value: &str| (line, column.to_owned(), value.to_owned());
    assert_eq!(found(Reason::UnknownState), told(4, "state", "-100"));
    assert_eq!(found(Reason::MissingTime), told(5, "updated", ""));
    assert_eq!(found(Reason::UnreadableTime), told(6, "updated", "31/2/2016 10:00"));
    assert_eq!(found(Reason::MissingState), told(7, "state", ""));
    assert_eq!(found(Reason::BeforeRaised), told(8, "updated", "7/3/2016 08:59"));
    assert_eq!(found(Reason::InTheFuture), told(9, "updated", "1/4/2016 09:00"));
    assert_eq!(found(Reason::RaisedTwice), told(10, "opened", "8/3/2016 09:00"));
    assert_eq!(found(Reason::WrongNumberOfCells), told(11, "", "3"));
}

#[test]
fn rows_keep_the_order_of_the_file_and_one_that_is_earlier_than_the_row_before_is_told() {
    let rows = "I1,New,7/3/2016 09:00,7/3/2016 09:05,3,G1,x,?\n\
                I1,Awaiting User Info,7/3/2016 09:00,7/3/2016 09:30,3,G1,x,?\n\
                I1,Active,7/3/2016 09:00,7/3/2016 09:30,3,G1,x,?\n\
                I1,Active,7/3/2016 09:00,7/3/2016 09:10,3,G1,x,?\n";
    let (cases, findings) = plain(rows);
    let waits = Meaning::Held(PauseReason::AwaitingRequester);
    assert_eq!(meanings(&cases[0]), [Meaning::Raised, waits, Meaning::Acknowledged, Meaning::Acknowledged]);
    assert_eq!(cases[0].steps[3].at, at(7, 9, 10));
    assert_eq!(one(&findings, Reason::OutOfOrder), (5, "updated".to_owned(), "7/3/2016 09:10".to_owned()));
}

#[test]
fn a_log_sorted_by_time_gives_the_same_cases_as_one_sorted_by_case() {
    let other = GOOD.replace("I1", "I2");
    let by_case = plain(&format!("{GOOD}{other}")).0;
    let mut lines: Vec<String> = GOOD.lines().chain(other.lines()).map(|line| format!("{line}\n")).collect();
    lines.swap(1, 2);
    let mut by_time = plain(&lines.concat()).0;
    for (place, case) in by_time.iter_mut().enumerate() {
        case.steps.iter_mut().zip(&by_case[place].steps).for_each(|(step, other)| step.line = other.line);
    }
    assert_eq!(by_time, by_case);
}

#[test]
fn a_case_without_a_usable_row_and_a_row_without_a_case_are_told() {
    let (cases, findings) = plain("I1,-100,7/3/2016 09:00,7/3/2016 09:05,3,G1,x,?\n,New,?,7/3/2016 09:05,3,G1,x,?\n");
    assert_eq!(cases, []);
    assert_eq!(findings.examples(Reason::NoUsableRow)[0].case, "I1");
    assert_eq!(one(&findings, Reason::MissingCase).0, 3);
}

#[test]
fn unknown_levels_and_groups_and_a_missing_raising_fall_back_and_are_told() {
    let (cases, findings) = plain("I1,New,?,7/3/2016 09:05,9,G7,x,?\n");
    assert_eq!(cases[0].raised_at, at(7, 9, 5));
    assert_eq!((cases[0].level.impact, cases[0].system), (Impact::Medium, system(1)));
    assert_eq!(one(&findings, Reason::UnknownLevel), (2, "impact".to_owned(), "9".to_owned()));
    assert_eq!(one(&findings, Reason::UnknownGroup), (2, "group".to_owned(), "G7".to_owned()));
    assert_eq!(one(&findings, Reason::MissingRaised).1, "opened");
}

#[test]
fn the_hash_of_a_case_follows_every_cell_and_row() {
    let hash = |rows: &str| plain(rows).0[0].rows_hash.clone();
    let all = hash(GOOD);
    assert_eq!(all, hash(GOOD));
    assert_ne!(all, hash(&GOOD.replace("code 6", "code 7")));
    assert_ne!(all, hash(&format!("{GOOD}I1,-100,7/3/2016 09:00,?,1,G2,x,?\n")));
}

#[test]
fn columns_that_the_log_does_not_have_are_named_with_their_keys() {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(b"number,state,opened,updated,impact\n").unwrap();
    let mapping = Mapping::parse(MAPPING).unwrap();
    let log = Log::open(file.path()).unwrap();
    let error = Translator::new(&mapping, &log, Vec::new(), at(31, 0, 0)).expect_err("columns are missing");
    let expected = [
        "columns.group: the log has no column \"group\"",
        "text.title: the log has no column \"what\"",
        "text.cause: the log has no column \"code\"",
    ];
    assert_eq!(error.to_string().lines().collect::<Vec<_>>(), expected);
}

#[test]
fn groups_are_dealt_out_alike_on_every_machine() {
    let places: Vec<usize> = (1..=8).map(|number| deal(&format!("Group {number}"), 6)).collect();
    assert_eq!(places, [2, 0, 2, 5, 1, 0, 4, 2]);
}
