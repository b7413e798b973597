//! The pages of a verdict's bundle.

use chrono_tz::Tz;
use domain::bundle::{VerdictBundle, VerdictRecorded};
use domain::export::FileLanguage;

use super::clock::{calendars, charged, limits, reckoning, segments, targets};
use super::dispute::disputes;
use super::event::events;
use super::pause::pauses;
use super::{EvidencePages, checked, happened, subject};
use crate::export::document::{Cell, Document, Section, civil, figures, words};
use crate::export::words::Word;

/// The pages of a verdict: instants are those of the zone of the promise's calendar.
pub(crate) fn verdict_pages(bundle: &VerdictBundle) -> EvidencePages {
    EvidencePages::in_both(|language| document(bundle, language))
}

fn document(bundle: &VerdictBundle, language: FileLanguage) -> Document {
    let (explanation, told) = (&bundle.explanation, bundle.pauses.as_slice());
    let zone = explanation.zone;
    let mut sections = vec![
        reckoning(explanation, language),
        segments(explanation, (told, zone), language),
        charged(explanation, language),
        limits(explanation, zone, language),
        targets(explanation, (&bundle.terms, &bundle.calendars), language),
        calendars(&bundle.calendars, language),
    ];
    sections.extend(pauses(told, (explanation, zone), language));
    sections.push(verdicts(&bundle.verdicts, zone, language));
    sections.push(disputes(&bundle.disputes, zone, language));
    sections.push(events(&bundle.events, (told, zone), language));
    Document {
        language,
        title: language.choose("Evidence of a verdict", "认定证据").to_owned(),
        facts: facts(bundle, language),
        sections,
        as_of: bundle.replayed.at,
    }
}

fn facts(bundle: &VerdictBundle, language: FileLanguage) -> Vec<(String, String)> {
    let say = |en: &str, zh: &str| language.choose(en, zh).to_owned();
    let (explanation, terms, replayed) = (&bundle.explanation, &bundle.terms, &bundle.replayed);
    let zone = explanation.zone;
    let mut facts = subject(&bundle.subject, language);
    if let Some(last) = bundle.verdicts.last() {
        let (word, number) = (last.verdict.word(language), last.revision);
        let holds = language.choose(format!("{word}, revision {number}"), format!("{word}（第 {number} 版）"));
        facts.push((say("Verdict that holds", "现行认定"), holds));
    }
    let clock = &explanation.clock;
    facts.push((say("Started", "起算"), civil(clock.started_at, zone)));
    facts.extend(clock.due_at.map(|at| (say("Due", "截止时间"), civil(at, zone))));
    facts.extend(clock.stopped_at.map(|at| (say("Stopped", "停止"), civil(at, zone))));
    facts.push((say("Priority at the start", "起算时优先级"), explanation.priority.as_str().to_owned()));
    facts.push((say("Policy", "SLA 策略"), format!("{} {} v{}", terms.code, terms.name, terms.number)));
    facts.push((say("Policy version", "策略版本标识"), terms.terms.version.to_string()));
    facts.push((say("Calendar revision", "日历修订"), clock.calendar_revision.to_string()));
    facts.push((say("Time zone", "时区"), zone.name().to_owned()));
    facts.push((say("As known at", "数据截至"), civil(replayed.at, zone)));
    facts.push((say("Last event's hash", "末位事件哈希"), replayed.head.clone()));
    facts.push((say("Fingerprint of the inputs", "依据的校验值"), replayed.input_hash.clone()));
    facts.push(checked(language));
    facts
}

/// Every recorded revision, and what caused it.
fn verdicts(recorded: &[VerdictRecorded], zone: Tz, language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        figures(say("Revision", "版次"), 9),
        words(say("Verdict", "结论"), 14),
        words(say("Due", "截止时间"), 19),
        words(say("Stopped", "停止"), 19),
        words(say("Deadline passed", "超时时间"), 19),
        words(say("Known since", "知悉时间"), 19),
        words(say("Cause", "起因"), 26),
        figures(say("Event", "事件"), 7),
        words(say("Recorded", "登记"), 19),
    ];
    let row = |of: &VerdictRecorded| {
        vec![
            Cell::Whole(of.revision.into()),
            Cell::Text(of.verdict.word(language).to_owned()),
            Cell::time(of.due_at, zone),
            Cell::time(of.stopped_at, zone),
            Cell::time(of.breached_at, zone),
            Cell::time(of.breach_known_at.or(of.breached_at), zone),
            Cell::Text(happened(&of.cause, language)),
            of.cause_seq.map_or(Cell::Empty, |seq| Cell::Whole(seq.into())),
            Cell::time(of.recorded_at, zone),
        ]
    };
    let note = say(
        "The last one holds; those before it rested on what was known then, and stay.",
        "以最后一版为准；此前各版依据当时所知作出，予以保留。",
    );
    Section::new(say("Verdicts", "认定及修订"), columns, recorded.iter().map(row).collect()).noted(note)
}
