//! A batch of cases in one transaction: a killed import leaves whole batches, and a second one changes nothing.

use std::collections::HashMap;

use domain::Instant;
use domain::access::Action;
use domain::ids::TicketId;
use domain::sla::PriorityMatrix;
use storage::Transaction;
use storage::query::ticket as query;
use storage::write::{ImportedCase, import_cases, imported_hashes, is_imported};

use super::append::append;
use super::{Case, Remark, events};
use crate::ticket::bulk::{Ground, Logged, Unfit, rows};
use crate::{Error, Op, Result, System};

/// What a batch came to. Lines are those of the file.
#[derive(Clone, Debug, Default)]
pub struct BatchReport {
    /// Cases that became tickets, and their events.
    pub new: u64,
    pub events: u64,
    /// Cases that an earlier run imported, with the same rows.
    pub unchanged: u64,
    /// Cases that have grown since; the new events were added.
    pub grown: u64,
    /// Cases that say something else than before of what was imported already: left as they were.
    pub contradicting: Vec<String>,
    /// Cases that no contract in force covered on the day of raising, or whose contract promises nothing yet.
    pub not_covered: Vec<String>,
    /// What was settled by a rule, of new and grown cases.
    pub remarks: Vec<(u64, String, Remark)>,
}

/// Whether an earlier run imported anything of this source.
pub async fn imported_before(op: &Op, source: &str) -> Result<bool> {
    Ok(is_imported(op.app().store.read(), source).await?)
}

/// Imports cases of a source, all or none. The caller is the platform itself: the command line.
pub async fn batch(op: &Op, source: &str, cases: Vec<Case>) -> Result<BatchReport> {
    let (directory, coverage) = (op.directory(), op.coverage());
    let ground = Ground { directory: &directory, coverage: &coverage, now: op.now() };
    let transaction = op.begin().await?;
    let references = cases.iter().map(|case| case.reference.clone()).collect();
    let known: HashMap<String, (String, TicketId)> = imported_hashes(&transaction, source, references).await?;
    let mut report = BatchReport::default();
    let mut new: Vec<ImportedCase> = Vec::with_capacity(cases.len());
    for case in cases {
        let known = known.get(&case.reference);
        if known.is_some_and(|(hash, _)| *hash == case.rows_hash) {
            report.unchanged += 1;
            continue;
        }
        let system = directory.systems.get(&case.system).ok_or(Error::NotFound("system"))?;
        let matrix = match known {
            Some((_, ticket)) => bound_matrix(op, &transaction, *ticket).await?,
            None => binding_matrix(ground, system, case.raised_at),
        };
        let (events, remarks) = events(source, &case, system.site_class, &matrix);
        report.remarks.extend(remarks.into_iter().map(|(line, remark)| (line, case.reference.clone(), remark)));
        if let Some((_, ticket)) = known {
            match append(op, &transaction, (source, &case), *ticket, events).await? {
                Some(added) => {
                    report.grown += 1;
                    report.events += added;
                }
                None => report.contradicting.push(case.reference),
            }
            continue;
        }
        let count = events.len() as u64;
        let logged = Logged {
            id: case.ticket_id(source),
            agency: system.agency_id,
            system: system.id,
            kind: case.kind,
            title: case.title,
            description: case.description,
            actors: vec![None; events.len()],
            events,
            source: source.to_owned(),
            reference: case.reference.clone(),
            rows_hash: case.rows_hash,
        };
        match rows(ground, logged)? {
            Ok(rows) => {
                report.new += 1;
                report.events += count;
                new.push(rows);
            }
            Err(Unfit::NotCovered | Unfit::NoPolicy) => report.not_covered.push(case.reference),
        }
    }
    number_by_time(&mut new);
    if !new.is_empty() || report.grown > 0 {
        import_cases(&transaction, new).await?;
        transaction.commit().await?;
    }
    Ok(report)
}

/// The matrix of the policy that would bind a case; the usual one where none does.
fn binding_matrix(ground: Ground<'_>, system: &System, raised_at: Instant) -> PriorityMatrix {
    let Ground { directory, coverage, now } = ground;
    let bound = coverage.binding_for(system.id, raised_at);
    let line = directory.above(system.agency_id);
    let terms = bound.and_then(|(bound, _)| coverage.binding_terms(bound.terms, &line, raised_at, now));
    terms.map(|terms| terms.severity.matrix).unwrap_or_default()
}

/// The matrix of the policy version that binds a ticket: what is stored was told by it.
async fn bound_matrix(op: &Op, transaction: &Transaction, ticket: TicketId) -> Result<PriorityMatrix> {
    let row = query::find(transaction, &op.ticket_scope(Action::TicketView), ticket).await?;
    let coverage = op.coverage();
    let terms = row.and_then(|row| coverage.terms.get(&row.policy_version_id).cloned());
    Ok(terms.map(|terms| terms.severity.matrix).unwrap_or_default())
}

/// Tickets of a day are numbered as they were raised.
fn number_by_time(cases: &mut [ImportedCase]) {
    cases.sort_by_key(|case| -> (Instant, TicketId) { (case.ticket.raised_at, case.ticket.id) });
}
