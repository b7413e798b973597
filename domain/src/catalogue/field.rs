//! The typed fields of a service item.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::places::{FIELD_BOUNDS, FIELD_CHOICES, FIELD_HELP, FIELD_KEY, FIELD_LABEL, place};
use crate::text_enum;
use crate::ticket::{Refusal, RefusalCode};

/// Fields of one item at most.
pub const FIELDS_MAX: usize = 40;
/// Choices of one field at most.
pub const CHOICES_MAX: usize = 100;
/// The longest key, in bytes.
const KEY_MAX: usize = 40;
/// The longest label or choice, in characters.
const LABEL_MAX: usize = 200;
/// The longest help, in characters.
const HELP_MAX: usize = 1_000;

text_enum! {
    /// What a field takes.
    pub enum FieldType {
        /// One line.
        Text = "TEXT",
        /// Any text.
        LongText = "LONG_TEXT",
        /// A decimal number.
        Number = "NUMBER",
        /// A civil date.
        Date = "DATE",
        /// One of its choices.
        Choice = "CHOICE",
        /// Yes or no.
        Checkbox = "CHECKBOX",
    }
}

/// One field of a service item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemField {
    /// Names it in answers: small letters, digits and underscores.
    pub key: String,
    /// Names it for people.
    pub label: String,
    /// What it takes.
    pub field_type: FieldType,
    /// Whether it must be answered.
    pub required: bool,
    /// CHOICE: what may be chosen.
    pub choices: Vec<String>,
    /// NUMBER: the least value; TEXT and LONG_TEXT: the least characters.
    pub min: Option<i64>,
    /// NUMBER: the greatest value; TEXT and LONG_TEXT: the most characters.
    pub max: Option<i64>,
    /// More about it.
    pub help: Option<String>,
}

impl ItemField {
    const fn has_bounds(&self) -> bool {
        matches!(self.field_type, FieldType::Text | FieldType::LongText | FieldType::Number)
    }

    const fn counts_characters(&self) -> bool {
        matches!(self.field_type, FieldType::Text | FieldType::LongText)
    }
}

/// Checks the fields of an item: every mistake, each with its place.
///
/// # Errors
/// `TOO_MANY`, `INVALID`, `REQUIRED`, `TOO_LONG`.
pub fn check_fields(fields: Vec<ItemField>) -> Result<Vec<ItemField>, Vec<Refusal>> {
    if fields.len() > FIELDS_MAX {
        let en = format!("an item has at most {FIELDS_MAX} fields, not {}", fields.len());
        let zh = format!("服务项最多 {FIELDS_MAX} 个字段");
        return Err(vec![Refusal::new(RefusalCode::TooMany, Some("fields"), en, zh)]);
    }
    let (mut wrong, mut keys) = (Vec::new(), BTreeSet::new());
    let mut trimmed = Vec::with_capacity(fields.len());
    for (n, mut field) in fields.into_iter().enumerate() {
        for text in [&mut field.key, &mut field.label].into_iter().chain(&mut field.choices) {
            *text = text.trim().to_owned();
        }
        field.help = field.help.map(|help| help.trim().to_owned()).filter(|help| !help.is_empty());
        check_texts(&mut wrong, n, &field);
        check_choices(&mut wrong, n, &field);
        check_bounds(&mut wrong, n, &field);
        if !keys.insert(field.key.clone()) {
            let at = place(FIELD_KEY, n, "fields");
            let (en, zh) = (format!("the key {} is taken", field.key), format!("字段标识 {} 重复", field.key));
            wrong.push(Refusal::new(RefusalCode::Invalid, Some(at), en, zh));
        }
        trimmed.push(field);
    }
    if wrong.is_empty() { Ok(trimmed) } else { Err(wrong) }
}

fn check_texts(wrong: &mut Vec<Refusal>, n: usize, field: &ItemField) {
    let plain = field.key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if !plain || field.key.is_empty() || field.key.len() > KEY_MAX {
        let at = Some(place(FIELD_KEY, n, "fields"));
        let en = format!("a key has 1 to {KEY_MAX} small letters, digits or underscores");
        let zh = format!("字段标识为 1 至 {KEY_MAX} 个小写字母、数字或下划线");
        wrong.push(Refusal::new(RefusalCode::Invalid, at, en, zh));
    }
    let at = Some(place(FIELD_LABEL, n, "fields"));
    if field.label.is_empty() {
        wrong.push(Refusal::new(RefusalCode::Required, at, "a label must not be blank", "字段名称不能为空"));
    }
    wrong.extend(bounded(at, &field.label, LABEL_MAX));
    wrong.extend(bounded(Some(place(FIELD_HELP, n, "fields")), field.help.as_deref().unwrap_or(""), HELP_MAX));
}

fn check_choices(wrong: &mut Vec<Refusal>, n: usize, field: &ItemField) {
    let at = Some(place(FIELD_CHOICES, n, "fields"));
    let distinct: BTreeSet<_> = field.choices.iter().collect();
    let blank = field.choices.iter().any(String::is_empty);
    let (en, zh) = match (field.field_type, field.choices.len()) {
        (FieldType::Choice, 1..=CHOICES_MAX) if distinct.len() == field.choices.len() && !blank => {
            wrong.extend(field.choices.iter().filter_map(|choice| bounded(at, choice, LABEL_MAX)));
            return;
        }
        (FieldType::Choice, _) => ("a CHOICE has 1 to 100 different choices", "单选字段须有 1 至 100 个互不相同的选项"),
        (_, 0) => return,
        _ => ("only a CHOICE has choices", "只有单选字段可以有选项"),
    };
    wrong.push(Refusal::new(RefusalCode::Invalid, at, en, zh));
}

fn check_bounds(wrong: &mut Vec<Refusal>, n: usize, field: &ItemField) {
    let at = Some(place(FIELD_BOUNDS, n, "fields"));
    let given = field.min.is_some() || field.max.is_some();
    let crossed = field.min.zip(field.max).is_some_and(|(min, max)| min > max);
    let below_zero = field.counts_characters() && field.min.or(field.max).is_some_and(|bound| bound < 0);
    let (en, zh) = if given && !field.has_bounds() {
        ("only numbers and texts have bounds", "只有数字和文本字段可以设上下限")
    } else if crossed {
        ("min lies above max", "下限大于上限")
    } else if below_zero {
        ("a text has no fewer than 0 characters", "文本长度不能为负")
    } else {
        return;
    };
    wrong.push(Refusal::new(RefusalCode::Invalid, at, en, zh));
}

/// Refuses a text of too many characters, or one that holds the character NUL, which no database keeps.
pub(super) fn bounded(at: Option<&'static str>, text: &str, max: usize) -> Option<Refusal> {
    let length = text.chars().count();
    if length > max {
        let en = format!("the text has {length} characters, at most {max} are allowed");
        return Some(Refusal::new(RefusalCode::TooLong, at, en, format!("文本有 {length} 个字符，最多允许 {max} 个")));
    }
    let holds_nul = text.contains('\0');
    holds_nul.then(|| Refusal::new(RefusalCode::Invalid, at, "the text holds the character NUL", "文本含有空字符 NUL"))
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn field(key: &str, field_type: FieldType) -> ItemField {
        ItemField {
            key: key.to_owned(),
            label: "字段".to_owned(),
            field_type,
            required: false,
            choices: if field_type == FieldType::Choice { vec!["甲".to_owned()] } else { vec![] },
            min: None,
            max: None,
            help: None,
        }
    }

    fn wrong(fields: Vec<ItemField>) -> Vec<(RefusalCode, &'static str)> {
        let refused = check_fields(fields).expect_err("must be refused");
        refused.iter().map(|refusal| (refusal.code, refusal.field.unwrap_or(""))).collect()
    }

    #[test]
    fn fields_of_every_type_are_taken() {
        let fields: Vec<_> =
            FieldType::ALL.iter().enumerate().map(|(n, of)| field(&format!("field_{n}"), *of)).collect();
        assert_eq!(check_fields(fields.clone()), Ok(fields));
    }

    #[test]
    fn every_mistake_is_named_with_its_place() {
        let (mut bad, mut two) = (field("Größe", FieldType::Date), field("two", FieldType::Choice));
        (bad.label, bad.min) = ("  ".to_owned(), Some(1));
        two.choices = vec!["甲".to_owned(), " 甲".to_owned()];
        let mut three = field("two", FieldType::Number);
        (three.min, three.max, three.choices) = (Some(3), Some(2), vec!["甲".to_owned()]);
        let mut four = field("four", FieldType::Text);
        (four.min, four.help) = (Some(-1), Some("长".repeat(1_001)));
        let expected = [
            (RefusalCode::Invalid, "fields.0.key"),
            (RefusalCode::Required, "fields.0.label"),
            (RefusalCode::Invalid, "fields.0.min"),
            (RefusalCode::Invalid, "fields.1.choices"),
            (RefusalCode::Invalid, "fields.2.choices"),
            (RefusalCode::Invalid, "fields.2.min"),
            (RefusalCode::Invalid, "fields.2.key"),
            (RefusalCode::TooLong, "fields.3.help"),
            (RefusalCode::Invalid, "fields.3.min"),
        ];
        assert_eq!(wrong(vec![bad, two, three, four]), expected);
        let many = (0..=FIELDS_MAX).map(|n| field(&format!("f{n}"), FieldType::Text)).collect();
        assert_eq!(wrong(many), [(RefusalCode::TooMany, "fields")]);
    }
}
