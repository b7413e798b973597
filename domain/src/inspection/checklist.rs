//! Checklists of inspections (巡检表): what has to be looked at, measured and shown.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::places;
use super::words::InspectionItemKind;
use crate::fraction::Fraction;
use crate::ticket::{Refusal, RefusalCode};

/// Items of one checklist.
const ITEMS_MAX: usize = 100;
const KEY_MAX: usize = 40;
const LABEL_MAX: usize = 200;
const UNIT_MAX: usize = 20;
const HELP_MAX: usize = 1_000;

/// One item of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InspectionItem {
    /// Names it in answers; once in a checklist.
    pub key: String,
    /// What is looked at, in people's words.
    pub label: String,
    /// What it asks for.
    pub kind: InspectionItemKind,
    /// Whether the ticket is not solved without an answer.
    pub required: bool,
    /// Whether a failure asks for an incident.
    pub critical: bool,
    /// NUMBER: what is measured in, such as ℃.
    #[serde(default)]
    pub unit: Option<String>,
    /// NUMBER: the least value that passes.
    #[serde(default)]
    pub min: Option<Fraction>,
    /// NUMBER: the greatest value that passes.
    #[serde(default)]
    pub max: Option<Fraction>,
    /// How it is done; perhaps none.
    #[serde(default)]
    pub help: Option<String>,
}

/// Checks the items of a checklist, texts trimmed: every mistake, each with its place.
///
/// # Errors
/// `REQUIRED`, `TOO_MANY`, `INVALID`, `TOO_LONG`.
pub fn check_items(items: Vec<InspectionItem>) -> Result<Vec<InspectionItem>, Vec<Refusal>> {
    if items.is_empty() {
        let (en, zh) = ("a checklist has an item at least", "巡检表至少有一项");
        return Err(vec![Refusal::new(RefusalCode::Required, Some("items"), en, zh)]);
    }
    if items.len() > ITEMS_MAX {
        let en = format!("a checklist has at most {ITEMS_MAX} items, not {}", items.len());
        let zh = format!("巡检表最多 {ITEMS_MAX} 项");
        return Err(vec![Refusal::new(RefusalCode::TooMany, Some("items"), en, zh)]);
    }
    let (mut wrong, mut keys) = (Vec::new(), BTreeSet::new());
    let items: Vec<InspectionItem> = items.into_iter().map(trimmed).collect();
    for (n, item) in items.iter().enumerate() {
        let at = Some(places::item(n));
        let mut refuse = |code, en: String, zh: String| wrong.push(Refusal::new(code, at, en, zh));
        let plain = item.key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !plain || item.key.is_empty() || item.key.len() > KEY_MAX {
            let en = format!("a key has 1 to {KEY_MAX} small letters, digits or underscores");
            refuse(RefusalCode::Invalid, en, format!("检查项标识为 1 至 {KEY_MAX} 个小写字母、数字或下划线"));
        } else if !keys.insert(item.key.as_str()) {
            let (en, zh) = (format!("the key {} is taken", item.key), format!("检查项标识 {} 重复", item.key));
            refuse(RefusalCode::Invalid, en, zh);
        }
        if item.label.is_empty() {
            refuse(RefusalCode::Required, "a label must not be blank".to_owned(), "检查项名称不能为空".to_owned());
        }
        let texts = [(Some(&item.label), LABEL_MAX), (item.unit.as_ref(), UNIT_MAX), (item.help.as_ref(), HELP_MAX)];
        for (text, most) in texts.into_iter().filter_map(|(text, most)| Some((text?, most))) {
            if text.chars().count() > most {
                let en = format!("a text has more than {most} characters");
                refuse(RefusalCode::TooLong, en, format!("文本超过 {most} 个字符"));
            } else if text.contains('\0') {
                refuse(RefusalCode::Invalid, "a text holds the character NUL".to_owned(), "文本含有空字符".to_owned());
            }
        }
        let measures = item.kind == InspectionItemKind::Number;
        if !measures && (item.unit.is_some() || item.min.is_some() || item.max.is_some()) {
            let en = "only a NUMBER has a unit and a range".to_owned();
            refuse(RefusalCode::Invalid, en, "只有数值项可以设单位和范围".to_owned());
        }
        if item.min.as_ref().zip(item.max.as_ref()).is_some_and(|(min, max)| min > max) {
            refuse(RefusalCode::Invalid, "min lies above max".to_owned(), "下限大于上限".to_owned());
        }
    }
    if wrong.is_empty() { Ok(items) } else { Err(wrong) }
}

fn trimmed(item: InspectionItem) -> InspectionItem {
    let text = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    InspectionItem {
        key: item.key.trim().to_owned(),
        label: item.label.trim().to_owned(),
        unit: text(item.unit),
        help: text(item.help),
        ..item
    }
}
