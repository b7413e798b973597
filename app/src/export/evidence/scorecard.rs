//! The pages of a scorecard's bundle.

use domain::bundle::AssessmentContents;
use domain::export::FileLanguage;
use domain::ids::PolicyVersionId;

use super::dispute::disputes;
use super::people::{entries, given, signatures, steps};
use super::sum::{bands, counters, late, reckoning, times, total};
use super::{EvidencePages, checked, subject};
use crate::export::contract_period::{adjustments, ledger, score_and_grade, terms};
use crate::export::document::Document;
use crate::export::filter::ZONE;

/// The pages of an assessment: instants are those of Beijing, as in all files of reports.
pub(crate) fn scorecard_pages(contents: &AssessmentContents) -> EvidencePages {
    EvidencePages::in_both(|language| document(contents, language))
}

fn document(contents: &AssessmentContents, language: FileLanguage) -> Document {
    let (card, inputs) = (&contents.result.card, &contents.inputs);
    let mut sections = vec![terms(&card.terms, language), reckoning(&card.terms, language)];
    sections.push(total(contents, language));
    sections.push(counters(&inputs.counters, language));
    sections.extend(late(&inputs.counters.late, language));
    sections.extend(times(&inputs.percentiles, language));
    sections.extend(ledger(&card.ledger, language));
    sections.extend(entries(&contents.entries, language));
    sections.extend(adjustments(Some(inputs), language));
    sections.push(bands(&contents.scheme.scheme, language));
    sections.push(steps(&contents.steps, language));
    sections.push(signatures(&contents.signatures, language));
    sections.extend(given(&contents.given, language));
    sections.push(disputes(&contents.disputes, ZONE, language));
    let recorded = contents.steps.iter().map(|step| step.recorded_at);
    let recorded = recorded.chain(contents.signatures.iter().map(|signed| signed.signed_at));
    // Every scored assessment has the step that began it; what has none is of its period's end.
    let as_of = recorded.max().unwrap_or_else(|| inputs.period.bounds(ZONE).1);
    Document {
        language,
        title: language.choose("Evidence of a scorecard", "考核评分证据").to_owned(),
        facts: facts(contents, language),
        sections,
        as_of,
    }
}

fn facts(contents: &AssessmentContents, language: FileLanguage) -> Vec<(String, String)> {
    let say = |en: &str, zh: &str| language.choose(en, zh).to_owned();
    let (scheme, result, inputs) = (&contents.scheme, &contents.result, &contents.inputs);
    let mut facts = subject(&contents.subject, language);
    facts.push((say("Score", "得分"), score_and_grade((result.score, result.grade.as_ref()), language)));
    facts.push((say("Scoring scheme", "考核方案"), format!("{} {} v{}", scheme.code, scheme.name, scheme.number)));
    let versions: Vec<String> = inputs.policy_versions.iter().map(PolicyVersionId::to_string).collect();
    facts.push((say("Policy versions", "策略版本标识"), versions.join(", ")));
    let revisions: Vec<String> = inputs.calendar_revisions.iter().map(i64::to_string).collect();
    facts.push((say("Calendar revisions", "日历修订"), revisions.join(", ")));
    facts.push((say("Time zone", "时区"), ZONE.name().to_owned()));
    facts.push((say("Fingerprint of the inputs", "依据的校验值"), result.input_hash.clone()));
    facts.push(checked(language));
    facts
}
