//! A checklist as data: what is asked of every contract, by whom it is mended, and how grave it is.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{AutomaticCheck, Severity};
use crate::rectification::Party;

/// The most items a checklist may have.
const ITEMS_MAX: usize = 100;
/// The longest deadline, in days.
const DAYS_MAX: i64 = 365;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// One thing that is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChecklistItem {
    /// Unique in the checklist; stays the same from version to version.
    pub code: String,
    /// Under which heading.
    pub section: Text,
    /// Where it is required: the standard's or the rule's own number.
    pub clause: Option<String>,
    /// What is required.
    pub requirement: Text,
    /// How it is computed; none: reviewers answer it.
    #[serde(default)]
    pub check: Option<AutomaticCheck>,
    /// Whether nothing comes into force that deviates.
    pub mandatory: bool,
    /// Who has to mend it.
    pub party: Party,
    /// How grave it is, unless a reviewer says otherwise.
    pub severity: Severity,
    /// Days to mend it in, unless a reviewer says otherwise.
    pub days: i64,
}

/// One version of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// In the order in which they are asked.
    pub items: Vec<ChecklistItem>,
}

/// Why a text is no checklist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChecklistError {
    /// Reviewers would have nothing to answer.
    #[error("a checklist has 1 to {ITEMS_MAX} items, at least one of them for the reviewers")]
    Items,
    /// Nobody could name it.
    #[error("item {place} needs a code and its section and requirement in both languages")]
    Blank { place: usize },
    /// Two of one code.
    #[error("item {code} stands there twice")]
    Duplicate { code: String },
    /// No time, or too much.
    #[error("item {code} gives {days} days, it should be 1 to {DAYS_MAX}")]
    Days { code: String, days: i64 },
}

impl ChecklistError {
    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Items => format!("清单须有 1 至 {ITEMS_MAX} 项，其中至少一项由评审专家作答"),
            Self::Blank { place } => format!("第 {place} 项需要编码、分组和要求（中英文）"),
            Self::Duplicate { code } => format!("项目 {code} 重复"),
            Self::Days { code, days } => format!("项目 {code} 的期限为 {days} 天，应为 1 至 {DAYS_MAX} 天"),
        }
    }
}

impl Checklist {
    /// Checks that it can be worked with; every mistake is returned.
    pub fn validate(&self) -> Vec<ChecklistError> {
        let mut errors = Vec::new();
        if !(1..=ITEMS_MAX).contains(&self.items.len()) || self.manual().next().is_none() {
            errors.push(ChecklistError::Items);
        }
        let mut seen = HashSet::new();
        for (place, item) in self.items.iter().enumerate() {
            let texts = [&item.code, &item.section.zh, &item.section.en, &item.requirement.zh, &item.requirement.en];
            if texts.into_iter().any(|text| text.trim().is_empty()) {
                errors.push(ChecklistError::Blank { place: place + 1 });
            } else if !seen.insert(&item.code) {
                errors.push(ChecklistError::Duplicate { code: item.code.clone() });
            }
            if !(1..=DAYS_MAX).contains(&item.days) {
                errors.push(ChecklistError::Days { code: item.code.clone(), days: item.days });
            }
        }
        errors
    }

    /// The items that reviewers answer.
    pub fn manual(&self) -> impl Iterator<Item = &ChecklistItem> {
        self.items.iter().filter(|item| item.check.is_none())
    }

    /// An item by its code.
    pub fn item(&self, code: &str) -> Option<&ChecklistItem> {
        self.items.iter().find(|item| item.code == code)
    }
}

/// The checklist that ships with the product; `data/review/SOURCES.md` says where it comes from.
pub fn shipped_checklist() -> Checklist {
    serde_json::from_str(include_str!("../../data/review/checklist.json")).expect("a test reads the shipped checklist")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_checklist_asks_what_it_must() {
        let shipped = shipped_checklist();
        assert_eq!(shipped.validate(), []);
        let codes = |prefix: &str| shipped.items.iter().filter(|item| item.code.starts_with(prefix)).count();
        // The four requirements of outsourced O&M and the seven articles of a contract, all of them mandatory.
        assert_eq!((codes("OUTSOURCING-"), codes("ARTICLE-")), (4, 7));
        let firm = |item: &&ChecklistItem| item.code.starts_with("OUTSOURCING-") || item.code.starts_with("ARTICLE-");
        assert!(shipped.items.iter().filter(firm).all(|item| item.mandatory && item.clause.is_some()));
        for check in AutomaticCheck::ALL {
            assert_eq!(shipped.items.iter().filter(|item| item.check == Some(*check)).count(), 1, "{check}");
        }
    }

    #[test]
    fn what_cannot_be_worked_with_is_no_checklist() {
        let mut list = Checklist { items: vec![] };
        assert_eq!(list.validate(), [ChecklistError::Items]);
        list.items = shipped_checklist().items.into_iter().filter(|item| item.check.is_some()).collect();
        assert_eq!(list.validate(), [ChecklistError::Items], "nothing for the reviewers");
        list = shipped_checklist();
        list.items[1].code = list.items[0].code.clone();
        list.items[2].requirement.en = " ".to_owned();
        list.items[3].days = 0;
        let (code, days) = ("OUTSOURCING-D".to_owned(), 0);
        let duplicate = ChecklistError::Duplicate { code: "OUTSOURCING-A".to_owned() };
        assert_eq!(
            list.validate(),
            [duplicate, ChecklistError::Blank { place: 3 }, ChecklistError::Days { code, days }]
        );
    }
}
