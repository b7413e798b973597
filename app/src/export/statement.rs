//! What a period pays: a statement as it is kept, line by line.

use domain::access::Action;
use domain::credit::{CreditCap, CreditLine, FundedPart};
use domain::export::FileLanguage;
use domain::fraction::Fraction;
use domain::ids::StatementId;
use domain::statement::StatementRecord;

use super::contract_period::{not_rated, parties};
use super::document::{Cell, Document, Section, civil, figures, words};
use super::made::Made;
use super::naming::Names;
use super::words::{Word, named, yes};
use crate::statement::{find_statement, history, record};
use crate::{Error, Op, Result};

/// The file of a statement. Needs `report.view` and `statement.view` where it is seen.
///
/// # Errors
/// FORBIDDEN, NOT_FOUND.
pub(super) async fn make(op: &Op, id: StatementId, language: FileLanguage) -> Result<Made> {
    op.require(Action::ReportView)?;
    op.require(Action::StatementView)?;
    let row = find_statement(op, id).await?;
    if !op.read_scope(Action::ReportView).covers(Some(row.agency_id), Some(row.vendor_id)) {
        return Err(Error::NotFound("statement"));
    }
    let coverage = op.coverage();
    let contract = coverage.contracts.get(&row.contract_id).ok_or(Error::NotFound("statement"))?;
    let kept = record(&row)?;
    let say = |en: &str, zh: &str| language.choose(en, zh).to_owned();
    let mut facts = parties(&Names::of(op), contract, language);
    facts.push((say("Period", "周期"), named(kept.inputs.period, language)));
    facts.push((say("State", "状态"), row.state.word(language).to_owned()));
    let score = kept.inputs.score.map_or_else(|| not_rated(language).to_owned(), |score| score.to_string());
    facts.push((say("Score", "得分"), score));
    let steps = history(op, &[id]).await?.remove(&id).unwrap_or_default();
    for step in &steps {
        let at = civil(step.recorded_at, contract.zone);
        facts.push((step.step.word(language).to_owned(), format!("{} · {at}", step.actor_name)));
    }
    facts.push((say("Time zone", "时区"), contract.zone.name().to_owned()));
    facts.push((say("Fingerprint of the inputs", "依据的校验值"), row.input_hash.clone()));
    let as_of = steps.iter().map(|step| step.recorded_at).max().unwrap_or(row.created_at);
    let name = format!("statement-{}-{}-{}", contract.row.number, row.period_kind, row.period_start);
    let document = Document {
        language,
        title: say("Statement of settlement", "结算单"),
        facts,
        sections: sections(&kept, language),
        as_of,
    };
    Ok(Made { name, document })
}

/// What a statement comes to, its lines, its caps and who pays.
pub(super) fn sections(kept: &StatementRecord, language: FileLanguage) -> Vec<Section> {
    vec![
        amounts(kept, language),
        lines(&kept.sheet.lines, language),
        caps(kept, language),
        funding(&kept.funding, language),
    ]
}

fn amounts(kept: &StatementRecord, language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![words(say("Amount", "款项"), 34), figures(say("Yuan", "元"), 18)];
    let sheet = &kept.sheet;
    let rows = [
        (say("Period fee", "周期服务费"), sheet.fee),
        (say("Service credit", "抵扣"), sheet.credit),
        (say("Earned back", "返还"), sheet.earned_back),
        (say("Reward", "奖励"), sheet.reward),
        (say("Payable", "应付"), sheet.payable),
        (say("Paid by an earlier statement", "此前已付"), kept.inputs.already),
        (say("Still to be paid", "本次支付"), kept.due),
    ];
    let rows = rows.into_iter().map(|(label, fen)| vec![Cell::Text(label.to_owned()), Cell::Money(fen)]).collect();
    let ends = yes(sheet.right_to_terminate, language);
    let note = language.choose(
        format!(
            "Payable = fee - credit + earned back + reward. Right to end the contract by two scores in a row: {ends}."
        ),
        format!("应付＝服务费－抵扣＋返还＋奖励。连续两期得分低于约定，采购单位有权终止合同：{ends}。"),
    );
    Section::new(say("Settlement", "结算"), columns, rows).noted(note)
}

fn lines(lines: &[CreditLine], language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Rule", "规则"), 20),
        words(say("Code", "代码"), 18),
        words(say("Arithmetic", "算式"), 31),
        words(say("Repeated", "连续"), 9),
        figures(say("Points", "分值"), 9),
        figures(say("% of the fee", "占服务费 %"), 11),
        figures(say("Yuan", "元"), 14),
    ];
    let row = |line: &CreditLine| {
        vec![
            Cell::Text(line.kind.word(language).to_owned()),
            Cell::Text(line.code.clone()),
            Cell::Text(line.arithmetic.clone()),
            Cell::Text(yes(line.repeated, language).to_owned()),
            Cell::Decimal(line.points.clone(), 2),
            Cell::Decimal(line.percent.clone(), 2),
            Cell::Decimal(yuan(&line.fen), 2),
        ]
    };
    Section::new(say("Credit lines", "抵扣明细"), columns, lines.iter().map(row).collect())
}

/// Fen that are not rounded yet, in yuan.
fn yuan(fen: &Fraction) -> Fraction {
    let (Fraction(fen), Fraction(hundredth)) = (fen, Fraction::of_hundredths(1));
    Fraction(fen * hundredth)
}

fn caps(kept: &StatementRecord, language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![words(say("Cap", "上限"), 24), figures(say("Yuan", "元"), 16), words(say("Holds", "适用"), 10)];
    let row = |cap: &CreditCap| {
        vec![
            Cell::Text(cap.kind.word(language).to_owned()),
            Cell::Money(cap.limit),
            Cell::Text(yes(kept.sheet.capped_by == Some(cap.kind), language).to_owned()),
        ]
    };
    Section::new(say("Caps", "抵扣上限"), columns, kept.sheet.caps.iter().map(row).collect())
}

fn funding(parts: &[FundedPart], language: FileLanguage) -> Section {
    let say = |en, zh| language.choose(en, zh);
    let columns = vec![
        words(say("Source", "来源"), 22),
        words(say("Payer", "支付方"), 24),
        figures(say("Per cent", "比例 %"), 10),
        figures(say("Yuan", "元"), 16),
        words(say("Basis", "依据"), 34),
    ];
    let row = |part: &FundedPart| {
        vec![
            Cell::Text(part.source.word(language).to_owned()),
            Cell::Text(part.payer.clone()),
            Cell::Decimal(part.percent.clone(), 2),
            Cell::Money(part.amount),
            Cell::Text(part.basis.clone()),
        ]
    };
    Section::new(say("Funding", "资金来源"), columns, parts.iter().map(row).collect())
}
