//! What an engineer answers to the items of a checklist, and what that means.

use std::collections::{BTreeSet, HashMap};

use super::checklist::InspectionItem;
use super::places;
use super::words::{InspectionItemKind, InspectionOutcome};
use crate::Instant;
use crate::fraction::Fraction;
use crate::ids::AttachmentId;
use crate::ticket::{Refusal, RefusalCode, TicketState};

/// Answers in one request.
const ANSWERS_MAX: usize = 100;
/// Characters of a note or a text.
const NOTE_MAX: usize = 2_000;
/// Files of one answer.
const FILES_MAX: usize = 20;

/// An answer as it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenAnswer {
    /// The key of the item.
    pub item: String,
    /// PASS_FAIL: what was found; NOT_APPLICABLE for any item.
    pub outcome: Option<InspectionOutcome>,
    /// NUMBER: what was measured, in the item's unit.
    pub number: Option<String>,
    /// TEXT: what there is to say.
    pub text: Option<String>,
    /// More about it; needed for NOT_APPLICABLE.
    pub note: Option<String>,
    /// Files of the ticket that show it.
    pub evidence: Vec<AttachmentId>,
    /// When it was looked at, if not now.
    pub occurred_at: Option<Instant>,
}

/// A file of the ticket that may be evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Which.
    pub id: AttachmentId,
    /// Whether it is a picture.
    pub picture: bool,
}

/// An answer that was checked, texts trimmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedAnswer {
    /// The key of the item.
    pub item: String,
    /// What came of it: of a number by the item's range.
    pub outcome: InspectionOutcome,
    /// What was measured.
    pub number: Option<Fraction>,
    /// What was said.
    pub text: Option<String>,
    /// More about it; perhaps empty.
    pub note: String,
    /// The files, each once.
    pub evidence: Vec<AttachmentId>,
    /// When it was looked at, in whole seconds.
    pub occurred_at: Instant,
}

/// What answers are held against.
#[derive(Clone, Copy, Debug)]
pub struct Answering<'a> {
    /// The items that were pinned when the ticket was raised.
    pub items: &'a [InspectionItem],
    /// The files of the ticket that both sides may read.
    pub files: &'a [Evidence],
    /// Where the ticket stands.
    pub state: TicketState,
    /// When it was raised.
    pub raised_at: Instant,
    /// Now.
    pub now: Instant,
}

/// Whether the checklist of a ticket still takes answers: not once it is solved or cancelled.
pub const fn takes_answers(state: TicketState) -> bool {
    !matches!(state, TicketState::Resolved | TicketState::Closed | TicketState::Cancelled)
}

/// Checks answers. Every mistake is returned, each with its place.
///
/// # Errors
/// `WRONG_STATE` once the ticket is solved; `INVALID`, `REQUIRED`, `TOO_MANY`, `TOO_LONG`, `IN_FUTURE`, `BEFORE_RAISED`.
pub fn check_answers(given: &[GivenAnswer], on: Answering<'_>) -> Result<Vec<JudgedAnswer>, Vec<Refusal>> {
    if !takes_answers(on.state) {
        let en = format!("the answers are final while the ticket is {}", on.state);
        let zh = format!("工单处于“{}”状态，巡检结果不可更改", on.state.zh());
        return Err(vec![Refusal::new(RefusalCode::WrongState, Some("ticketId"), en, zh)]);
    }
    if given.is_empty() || given.len() > ANSWERS_MAX {
        let code = if given.is_empty() { RefusalCode::Required } else { RefusalCode::TooMany };
        let en = format!("give 1 to {ANSWERS_MAX} answers at once");
        return Err(vec![Refusal::new(code, Some("answers"), en, format!("一次提交 1 至 {ANSWERS_MAX} 项"))]);
    }
    let items: HashMap<&str, &InspectionItem> = on.items.iter().map(|item| (item.key.as_str(), item)).collect();
    let (mut wrong, mut judged, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (n, answer) in given.iter().enumerate() {
        let at = Some(places::answer(n));
        let Some(item) = items.get(answer.item.as_str()) else {
            let en = format!("the checklist has no item {}", answer.item);
            wrong.push(Refusal::new(RefusalCode::Invalid, at, en, format!("巡检表没有检查项 {}", answer.item)));
            continue;
        };
        if !seen.insert(item.key.as_str()) {
            let en = format!("the item {} is answered twice", item.key);
            wrong.push(Refusal::new(RefusalCode::Invalid, at, en, format!("检查项 {} 重复作答", item.key)));
        }
        match judge(item, answer, on) {
            Ok(answer) => judged.push(answer),
            Err(why) => wrong.extend(why.into_iter().map(|(code, en, zh)| {
                Refusal::new(code, at, format!("{}: {en}", item.key), format!("{}：{zh}", item.label))
            })),
        }
    }
    if wrong.is_empty() { Ok(judged) } else { Err(wrong) }
}

type Why = (RefusalCode, String, String);

fn judge(item: &InspectionItem, given: &GivenAnswer, on: Answering<'_>) -> Result<JudgedAnswer, Vec<Why>> {
    let mut wrong = Vec::new();
    let mut refuse = |code, en: &str, zh: &str| wrong.push((code, en.to_owned(), zh.to_owned()));
    let trim =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let (text, note) = (trim(&given.text), trim(&given.note).unwrap_or_default());
    for words in [text.as_deref().unwrap_or_default(), &note] {
        if words.chars().count() > NOTE_MAX {
            refuse(RefusalCode::TooLong, "more than 2,000 characters", "超过 2,000 个字符");
        } else if words.contains('\0') {
            refuse(RefusalCode::Invalid, "it holds the character NUL", "含有空字符");
        }
    }
    let mut evidence = given.evidence.clone();
    evidence.sort_unstable();
    evidence.dedup();
    let file = |id: &AttachmentId| on.files.iter().find(|file| file.id == *id);
    if evidence.len() > FILES_MAX || !evidence.iter().all(|id| file(id).is_some()) {
        refuse(RefusalCode::Invalid, "evidence is at most 20 files of this ticket", "证据须为本工单的文件，最多 20 个");
    }
    let number: Option<Fraction> = match given.number.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => {
            let read = text.parse::<Fraction>().ok().filter(|_| !text.contains('/'));
            if read.is_none() {
                refuse(RefusalCode::Invalid, "not a number such as 22.5", "不是数值（如 22.5）");
            }
            read
        }
    };
    let skipped = given.outcome == Some(InspectionOutcome::NotApplicable);
    let outcome = match (skipped, item.kind) {
        (true, _) => InspectionOutcome::NotApplicable,
        (false, InspectionItemKind::PassFail) => given.outcome.unwrap_or_else(|| {
            refuse(RefusalCode::Required, "say PASS or FAIL", "请填写合格或不合格");
            InspectionOutcome::Pass
        }),
        (false, InspectionItemKind::Number) => {
            if given.number.is_none() {
                refuse(RefusalCode::Required, "give the number", "请填写数值");
            }
            let low = item.min.as_ref().zip(number.as_ref()).is_some_and(|(min, number)| number < min);
            let high = item.max.as_ref().zip(number.as_ref()).is_some_and(|(max, number)| number > max);
            if low || high { InspectionOutcome::Fail } else { InspectionOutcome::Pass }
        }
        (false, InspectionItemKind::Text) => {
            if text.is_none() {
                refuse(RefusalCode::Required, "say something", "请填写说明");
            }
            InspectionOutcome::Pass
        }
        (false, InspectionItemKind::Photo) => {
            if !evidence.iter().filter_map(file).any(|file| file.picture) {
                refuse(RefusalCode::Required, "a picture among the evidence", "须附照片");
            }
            InspectionOutcome::Pass
        }
    };
    let computed = item.kind != InspectionItemKind::PassFail;
    if computed && given.outcome.is_some_and(|given| given != InspectionOutcome::NotApplicable && given != outcome) {
        refuse(RefusalCode::Invalid, "its outcome is computed", "该项结果由平台判定");
    }
    let extra = (number.is_some() && item.kind != InspectionItemKind::Number)
        || (text.is_some() && item.kind != InspectionItemKind::Text);
    if extra {
        refuse(RefusalCode::Invalid, "it takes no such value: use the note", "该项不接受此类值，请用备注");
    }
    if skipped && note.is_empty() {
        refuse(RefusalCode::Required, "a note says why it does not apply", "不适用须在备注中说明");
    }
    let occurred_at = given.occurred_at.unwrap_or(on.now);
    let occurred_at = chrono::DateTime::from_timestamp(occurred_at.timestamp(), 0).unwrap_or(on.now);
    if occurred_at > on.now {
        refuse(RefusalCode::InFuture, "that time has not come yet", "时间尚未到来");
    }
    if occurred_at.timestamp() < on.raised_at.timestamp() {
        refuse(RefusalCode::BeforeRaised, "before the ticket was raised", "早于报障时间");
    }
    if wrong.is_empty() {
        Ok(JudgedAnswer { item: item.key.clone(), outcome, number, text, note, evidence, occurred_at })
    } else {
        Err(wrong)
    }
}

/// The required items without an answer, in their order: while there is one the inspection is not solved.
pub fn unanswered<'i>(items: &'i [InspectionItem], answered: &BTreeSet<String>) -> Vec<&'i InspectionItem> {
    items.iter().filter(|item| item.required && !answered.contains(&item.key)).collect()
}
