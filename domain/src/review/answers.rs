//! What a reviewer answers: every item that is not computed, with a reason where one is needed.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Checklist, ItemAnswer, Severity};

/// The longest finding or reason, in characters.
const NOTE_MAX: usize = 2_000;
/// The latest deadline that a reviewer may suggest, in days.
const DEADLINE_DAYS_MAX: i64 = 365;

/// One reviewer's answer to one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The item's code.
    pub item: String,
    pub answer: ItemAnswer,
    /// The finding, or why it is not applicable; blank for what complies, unless there is something to say.
    pub note: Option<String>,
    /// Of a finding; none: the item's.
    pub severity: Option<Severity>,
    /// By when it should be mended; none: the item's days from the verdict.
    pub deadline: Option<NaiveDate>,
}

/// Why answers are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// Items without an answer.
    #[error("no answer to {items}")]
    Missing { items: String },
    /// The checklist has no such item for reviewers.
    #[error("{item} is no item for reviewers")]
    Unknown { item: String },
    /// Two answers to one item.
    #[error("{item} is answered twice")]
    Twice { item: String },
    /// Nobody could mend it, or believe it.
    #[error("{item} needs a text: what deviates, or why it is not applicable")]
    NoNote { item: String },
    /// Too long.
    #[error("the text on {item} has {length} characters, at most {NOTE_MAX} are allowed")]
    TooLong { item: String, length: usize },
    /// Severity and deadline belong to a finding.
    #[error("{item} does not deviate: it has no severity and no deadline")]
    NoFinding { item: String },
    /// A deadline outside of what can be kept.
    #[error("the deadline of {item} is a day from {from} to {until}")]
    Deadline { item: String, from: NaiveDate, until: NaiveDate },
}

impl AnswerError {
    /// The word that clients match on.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } | Self::NoNote { .. } => "REQUIRED",
            Self::Unknown { .. } => "UNKNOWN_ITEM",
            Self::Twice { .. } => "DUPLICATE",
            Self::TooLong { .. } => "TOO_LONG",
            Self::NoFinding { .. } => "INVALID",
            Self::Deadline { .. } => "OUTSIDE_PERIOD",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Missing { items } => format!("以下项目尚未作答：{items}"),
            Self::Unknown { item } => format!("{item} 不是由专家作答的项目"),
            Self::Twice { item } => format!("{item} 重复作答"),
            Self::NoNote { item } => format!("{item} 需要说明：不符合的内容，或不适用的理由"),
            Self::TooLong { item, length } => format!("{item} 的说明有 {length} 个字符，最多允许 {NOTE_MAX} 个"),
            Self::NoFinding { item } => format!("{item} 没有不符合，不应有严重程度和期限"),
            Self::Deadline { item, from, until } => format!("{item} 的整改期限须在 {from} 至 {until} 之间"),
        }
    }
}

/// Checks one reviewer's answers, given on `today`; every mistake is returned.
pub fn check_answers(checklist: &Checklist, answers: &[Answered], today: NaiveDate) -> Vec<AnswerError> {
    let mut errors = Vec::new();
    let mut given: HashMap<&str, usize> = HashMap::new();
    for answered in answers {
        let times = given.entry(&answered.item).or_default();
        *times += 1;
        if *times == 2 {
            errors.push(AnswerError::Twice { item: answered.item.clone() });
        }
        check_one(checklist, answered, today, &mut errors);
    }
    let missing: Vec<&str> =
        checklist.manual().map(|item| item.code.as_str()).filter(|code| !given.contains_key(code)).collect();
    if !missing.is_empty() {
        errors.push(AnswerError::Missing { items: missing.join(", ") });
    }
    errors
}

fn check_one(checklist: &Checklist, answered: &Answered, today: NaiveDate, errors: &mut Vec<AnswerError>) {
    let item = answered.item.clone();
    if !checklist.manual().any(|known| known.code == item) {
        errors.push(AnswerError::Unknown { item });
        return;
    }
    let note = answered.note.as_deref().map(str::trim).unwrap_or_default();
    if note.is_empty() && answered.answer != ItemAnswer::Complies {
        errors.push(AnswerError::NoNote { item: item.clone() });
    }
    let length = note.chars().count();
    if length > NOTE_MAX {
        errors.push(AnswerError::TooLong { item: item.clone(), length });
    }
    if answered.answer != ItemAnswer::Deviates && (answered.severity.is_some() || answered.deadline.is_some()) {
        errors.push(AnswerError::NoFinding { item });
        return;
    }
    let (from, until) = (today + chrono::Days::new(1), today + chrono::TimeDelta::days(DEADLINE_DAYS_MAX));
    if answered.deadline.is_some_and(|deadline| !(from..=until).contains(&deadline)) {
        errors.push(AnswerError::Deadline { item, from, until });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::shipped_checklist;

    #[test]
    fn every_item_is_answered_once_and_a_finding_says_what_it_is() {
        let (checklist, today) = (shipped_checklist(), "2026-03-02".parse().expect("a date"));
        let complies = |item: &str| Answered {
            item: item.to_owned(),
            answer: ItemAnswer::Complies,
            note: None,
            severity: None,
            deadline: None,
        };
        let mut answers: Vec<Answered> = checklist.manual().map(|item| complies(&item.code)).collect();
        assert_eq!(check_answers(&checklist, &answers, today), []);
        let of = |answers: &[Answered]| -> Vec<&'static str> {
            check_answers(&checklist, answers, today).iter().map(AnswerError::code).collect()
        };
        assert_eq!(of(&answers[2..]), ["REQUIRED"], "two items are left out");
        answers.push(complies("OUTSOURCING-A"));
        answers.push(complies("PERIOD"));
        assert_eq!(of(&answers), ["DUPLICATE", "UNKNOWN_ITEM"], "what is computed is not for the reviewers");
        answers.truncate(answers.len() - 2);
        answers[0].answer = ItemAnswer::Deviates;
        answers[1].severity = Some(Severity::Minor);
        assert_eq!(of(&answers), ["REQUIRED", "INVALID"]);
        answers[1].severity = None;
        answers[0].note = Some("没有保密条款".to_owned());
        for (deadline, fits) in
            [("2026-03-02", false), ("2026-03-03", true), ("2027-03-02", true), ("2027-03-03", false)]
        {
            answers[0].deadline = Some(deadline.parse().expect("a date"));
            assert_eq!(of(&answers).is_empty(), fits, "{deadline}");
        }
        answers[0].note = Some("长".repeat(2_001));
        answers[0].deadline = None;
        assert_eq!(of(&answers), ["TOO_LONG"]);
    }
}
