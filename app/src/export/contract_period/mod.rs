//! The report of a contract over a period: score, promises, breaches, pauses, settlement and tickets. Of a frozen period
//! it tells what was known when that was scored, so that its file is the same whenever and by whomever it is made.

mod basis;
mod clocks;
mod known;
mod score;
mod tickets;

use std::collections::BTreeSet;

use domain::assessment::AssessmentState;
use domain::export::FileLanguage;
use domain::ids::{AssessmentId, ContractId, PolicyVersionId};
use domain::scorecard::PeriodKind;
use domain::statement::StatementState;
use storage::query::statement as statements;

pub(super) use clocks::{tally_cells, tally_columns};
pub(super) use score::{adjustments, ledger, name, not_rated, score_and_grade, terms};

use self::basis::Basis;
use self::known::{KnownTicket, check_size, known};
use super::document::{Document, Section, civil};
use super::made::Made;
use super::naming::Names;
use super::words::{Word, named};
use crate::assessment::signatures;
use crate::statement::record;
use crate::ticket::rows::missing;
use crate::{Contract, Coverage, Error, Op, Result};

/// Of which period.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of {
    /// A month of a contract, `YYYYMM`.
    Month(ContractId, i32),
    /// A revision of an assessment, over whatever period.
    Assessment(AssessmentId),
}

/// Refuses what cannot be made, without making it. Needs `report.view`, `scorecard.view`, `assessment.view` and
/// `statement.view` at the contract.
///
/// # Errors
/// FORBIDDEN, NOT_FOUND; `INVALID_MONTH`; `TOO_MANY_TICKETS`.
pub(super) async fn check(op: &Op, of: Of) -> Result<String> {
    let basis = basis(op, of).await?;
    let coverage = op.coverage();
    let contract = contract(&coverage, &basis)?;
    check_size(op, &basis.tickets(contract.zone)).await?;
    Ok(file_name(contract, &basis))
}

/// The document. Rights as [`check`].
///
/// # Errors
/// The same.
pub(super) async fn make(op: &Op, of: Of, language: FileLanguage) -> Result<Made> {
    let basis = basis(op, of).await?;
    let zone = contract(&op.coverage(), &basis)?.zone;
    let known = known(op, basis.tickets(zone)).await?;
    let (coverage, names) = (op.coverage(), Names::of(op));
    let contract = contract(&coverage, &basis)?;
    let facts = facts(op, (&coverage, &names, contract), &basis, &known, language).await?;
    let name = file_name(contract, &basis);
    let sections = sections(op, (&names, contract), &basis, &known, language).await?;
    let title = title(basis.period.kind, language).to_owned();
    Ok(Made { name, document: Document { language, title, facts, sections, as_of: basis.known_at } })
}

async fn basis(op: &Op, of: Of) -> Result<Basis> {
    match of {
        Of::Month(id, month) => basis::of_month(op, id, month).await,
        Of::Assessment(id) => basis::of_assessment(op, id).await,
    }
}

fn contract<'c>(coverage: &'c Coverage, basis: &Basis) -> Result<&'c Contract> {
    coverage.contracts.get(&basis.contract).ok_or(Error::NotFound("contract"))
}

const fn title(kind: PeriodKind, language: FileLanguage) -> &'static str {
    match (kind, language) {
        (PeriodKind::Month, FileLanguage::En) => "Monthly service report",
        (PeriodKind::Month, FileLanguage::Zh) => "运维服务月度报告",
        (PeriodKind::Quarter, FileLanguage::En) => "Quarterly service report",
        (PeriodKind::Quarter, FileLanguage::Zh) => "运维服务季度报告",
        (PeriodKind::HalfYear, FileLanguage::En) => "Half-yearly service report",
        (PeriodKind::HalfYear, FileLanguage::Zh) => "运维服务半年度报告",
        (PeriodKind::Year, FileLanguage::En) => "Yearly service report",
        (PeriodKind::Year, FileLanguage::Zh) => "运维服务年度报告",
    }
}

fn file_name(contract: &Contract, basis: &Basis) -> String {
    let (number, period) = (&contract.row.number, basis.period);
    let stands = match &basis.assessment {
        Some(row) if basis.is_frozen() => row.revision.to_string(),
        _ => "draft".to_owned(),
    };
    format!("report-{number}-{}-{}-{stands}", period.kind, period.start)
}

async fn sections(
    op: &Op,
    (names, contract): (&Names, &Contract),
    basis: &Basis,
    known: &[KnownTicket],
    language: FileLanguage,
) -> Result<Vec<Section>> {
    let zone = contract.zone;
    let mut sections = Vec::new();
    if let Some(card) = &basis.card {
        sections.push(score::terms(&card.terms, language));
        sections.extend(score::ledger(&card.ledger, language));
    }
    sections.extend(score::adjustments(basis.inputs.as_ref(), language));
    sections.push(clocks::attainment(known, language));
    sections.push(clocks::time(known, language));
    sections.push(tickets::pauses_by_party(known, language));
    if let Some(row) = &basis.assessment {
        let settled = statements::of_assessment(op.app().store.read(), row.id).await?;
        // One that is still to be approved may be withdrawn.
        if let Some(settled) = settled.filter(|row| row.state == StatementState::Approved) {
            sections.extend(super::statement::sections(&record(&settled)?, language));
        }
    }
    sections.push(clocks::breaches(known, (names, zone), language));
    sections.push(tickets::pauses(known, zone, language));
    sections.push(tickets::tickets(known, (names, zone), language));
    sections.push(clocks::clocks(known, zone, language));
    Ok(sections)
}

/// A contract and its two sides by name.
pub(super) fn parties(names: &Names, contract: &Contract, language: FileLanguage) -> Vec<(String, String)> {
    let say = |en: &str, zh: &str| language.choose(en, zh).to_owned();
    let row = &contract.row;
    vec![
        (say("Contract", "合同"), format!("{} {}", row.number, row.name)),
        (say("Agency", "采购单位"), names.agency(row.agency_id)),
        (say("Vendor", "服务商"), names.vendor(row.vendor_id)),
    ]
}

async fn facts(
    op: &Op,
    (coverage, names, contract): (&Coverage, &Names, &Contract),
    basis: &Basis,
    known: &[KnownTicket],
    language: FileLanguage,
) -> Result<Vec<(String, String)>> {
    let say = |en: &str, zh: &str| language.choose(en, zh).to_owned();
    let mut facts = parties(names, contract, language);
    facts.push((say("Period", "周期"), named(basis.period, language)));
    facts.push((say("State", "状态"), state(basis, language)));
    facts.push((say("As known at", "数据截至"), civil(basis.known_at, contract.zone)));
    facts.push((say("Time zone", "时区"), contract.zone.name().to_owned()));
    let terms = contract.covers.as_of(basis.period.start).number;
    facts.push((say("Version of the contract's terms", "合同条款版本"), terms.to_string()));
    if let Some(card) = &basis.card {
        let row = coverage.schemes.get(&card.scheme).ok_or_else(|| missing("the scoring scheme"))?;
        facts.push((say("Scoring scheme", "考核方案"), format!("{} {} v{}", row.code, row.name, row.version)));
        facts.push((say("Score", "得分"), score::score_and_grade((card.score, card.grade.as_ref()), language)));
    }
    facts.push((say("Policy versions", "SLA 策略版本"), policies(coverage, basis, known)));
    facts.push((say("Calendar revisions", "日历修订"), calendars(basis, known)));
    if let (Some(row), true) = (&basis.assessment, basis.is_frozen()) {
        facts.push((say("Fingerprint of the inputs", "依据的校验值"), row.input_hash.clone().unwrap_or_default()));
        for signed in signatures(op, &[row.id]).await?.remove(&row.id).unwrap_or_default() {
            if Some(signed.seq) > row.decided_seq {
                let side = signed.side.word(language);
                let label = language.choose(format!("Signed: {side}"), format!("签署：{side}"));
                facts.push((label, format!("{} · {}", signed.signer_name, civil(signed.signed_at, contract.zone))));
            }
        }
    }
    Ok(facts)
}

fn state(basis: &Basis, language: FileLanguage) -> String {
    let Some(row) = &basis.assessment else {
        return language.choose("Not assessed: a draft of what is known now", "未考核：当前数据草稿").to_owned();
    };
    let word = row.state.word(language);
    match row.state {
        AssessmentState::Frozen => {
            language.choose(format!("{word}, revision {}", row.revision), format!("{word}（第 {} 版）", row.revision))
        }
        _ => language.choose(format!("{word}: a draft of what is known now"), format!("{word}：当前数据草稿")),
    }
}

/// The policy versions that the clocks were judged by: as they were signed, else those of what is shown.
fn policies(coverage: &Coverage, basis: &Basis, known: &[KnownTicket]) -> String {
    let shown = || known.iter().filter(|ticket| !ticket.clocks.is_empty()).map(|ticket| ticket.version);
    let versions: BTreeSet<PolicyVersionId> = match &basis.inputs {
        Some(inputs) if basis.is_frozen() => inputs.policy_versions.iter().copied().collect(),
        _ => shown().collect(),
    };
    let name = |id: PolicyVersionId| {
        let version = coverage.versions.get(&id)?;
        let policy = coverage.policies.get(&version.policy_id)?;
        Some(format!("{} v{}", policy.code, version.number))
    };
    versions.into_iter().filter_map(name).collect::<Vec<_>>().join(", ")
}

fn calendars(basis: &Basis, known: &[KnownTicket]) -> String {
    let shown = || known.iter().flat_map(|ticket| &ticket.clocks).map(|known| known.clock.calendar_revision);
    let revisions: BTreeSet<i64> = match &basis.inputs {
        Some(inputs) if basis.is_frozen() => inputs.calendar_revisions.iter().copied().collect(),
        _ => shown().collect(),
    };
    revisions.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}
