//! Answers to the fields of a service item: every mistake at once, each with its place.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::field::bounded;
use super::places::{ANSWER_FIELD, ANSWER_VALUE, place};
use super::{FIELDS_MAX, FieldType, ItemField};
use crate::ticket::{BODY_MAX, Refusal, RefusalCode, TITLE_MAX};

/// An answer as text: a decimal number, a date as `2026-11-29`, `true` or `false`, a choice, or any text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// The key of the field.
    pub field: String,
    /// What was answered.
    pub value: String,
}

/// Checks answers against the fields that they are given for, and puts them in the fields' order. A blank answer counts
/// as none.
///
/// # Errors
/// `REQUIRED`, `NOT_FOUND` for a key that the item has not, `INVALID`, `TOO_LONG`.
pub fn check_answers(fields: &[ItemField], answers: &[Answer]) -> Result<Vec<Answer>, Vec<Refusal>> {
    if answers.len() > FIELDS_MAX {
        let en = format!("an item has at most {FIELDS_MAX} fields");
        return Err(vec![Refusal::new(RefusalCode::TooMany, Some("answers"), en, "答复数量超过字段数量")]);
    }
    let mut wrong = Vec::new();
    let mut taken: Vec<Option<Answer>> = vec![None; fields.len()];
    for (n, answer) in answers.iter().enumerate() {
        let at = place(ANSWER_FIELD, n, "answers");
        let Some(known) = fields.iter().position(|field| field.key == answer.field) else {
            let (en, zh) = ("the item has no such field", "服务项没有此字段");
            wrong.push(Refusal::new(RefusalCode::NotFound, Some(at), en, zh));
            continue;
        };
        if taken[known].is_some() {
            let (en, zh) = ("the field was answered before", "该字段已有答复");
            wrong.push(Refusal::new(RefusalCode::Invalid, Some(at), en, zh));
            continue;
        }
        let value = answer.value.trim();
        if value.is_empty() {
            continue;
        }
        wrong.extend(check_value(&fields[known], value, place(ANSWER_VALUE, n, "answers")).err());
        taken[known] = Some(Answer { field: answer.field.clone(), value: value.to_owned() });
    }
    for (field, _) in fields.iter().zip(&taken).filter(|(field, taken)| field.required && taken.is_none()) {
        let given = answers.iter().position(|answer| answer.field == field.key);
        let at = given.map_or("answers", |n| place(ANSWER_VALUE, n, "answers"));
        let (en, zh) = (format!("{} must be answered", field.key), format!("请填写“{}”", field.label));
        wrong.push(Refusal::new(RefusalCode::Required, Some(at), en, zh));
    }
    if wrong.is_empty() { Ok(taken.into_iter().flatten().collect()) } else { Err(wrong) }
}

fn check_value(field: &ItemField, value: &str, at: &'static str) -> Result<(), Refusal> {
    let invalid = |en: String, zh: String| Refusal::new(RefusalCode::Invalid, Some(at), en, zh);
    match field.field_type {
        FieldType::Text | FieldType::LongText => check_text(field, value, at),
        FieldType::Number => {
            let Some(number) = millionths(value) else {
                let en = "a number has at most 15 digits before the point and 6 after it".to_owned();
                return Err(invalid(en, "数字整数部分最多 15 位，小数部分最多 6 位".to_owned()));
            };
            let whole = |bound: i64| i128::from(bound) * MILLION;
            let below = field.min.filter(|min| number < whole(*min));
            let above = field.max.filter(|max| number > whole(*max));
            match below.or(above) {
                Some(bound) if below.is_some() => {
                    Err(invalid(format!("at least {bound}"), format!("不得小于 {bound}")))
                }
                Some(bound) => Err(invalid(format!("at most {bound}"), format!("不得大于 {bound}"))),
                None => Ok(()),
            }
        }
        FieldType::Date if value.len() == 10 && value.parse::<NaiveDate>().is_ok() => Ok(()),
        FieldType::Date => Err(invalid("a date is written 2026-11-29".to_owned(), "日期格式为 2026-11-29".to_owned())),
        FieldType::Choice if field.choices.iter().any(|choice| choice == value) => Ok(()),
        FieldType::Choice => {
            let choices = field.choices.join(", ");
            Err(invalid(format!("one of: {choices}"), format!("请从以下选项中选择：{choices}")))
        }
        FieldType::Checkbox if ["true", "false"].contains(&value) => Ok(()),
        FieldType::Checkbox => Err(invalid("true or false".to_owned(), "须为 true 或 false".to_owned())),
    }
}

fn check_text(field: &ItemField, value: &str, at: &'static str) -> Result<(), Refusal> {
    let one_line = field.field_type == FieldType::Text;
    if one_line && value.contains(['\n', '\r']) {
        return Err(Refusal::new(RefusalCode::Invalid, Some(at), "one line only", "只能填写一行"));
    }
    let most = if one_line { TITLE_MAX } else { BODY_MAX };
    let most = field.max.and_then(|max| usize::try_from(max).ok()).map_or(most, |max| max.min(most));
    if let Some(refusal) = bounded(Some(at), value, most) {
        return Err(refusal);
    }
    let least = field.min.and_then(|min| usize::try_from(min).ok()).unwrap_or(0);
    if value.chars().count() < least {
        let (en, zh) = (format!("at least {least} characters"), format!("至少 {least} 个字符"));
        return Err(Refusal::new(RefusalCode::Invalid, Some(at), en, zh));
    }
    Ok(())
}

const MILLION: i128 = 1_000_000;

/// A decimal number in millionths; none for anything else.
fn millionths(text: &str) -> Option<i128> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(part) || whole.len() > 15 || part.len() > 6 {
        return None;
    }
    let value = whole.parse::<i128>().ok()? * MILLION + format!("{part:0<6}").parse::<i128>().ok()?;
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn field(key: &str, field_type: FieldType, required: bool) -> ItemField {
        ItemField {
            key: key.to_owned(),
            label: format!("字段 {key}"),
            field_type,
            required,
            choices: if field_type == FieldType::Choice {
                vec!["开通".to_owned(), "注销".to_owned()]
            } else {
                vec![]
            },
            min: (field_type == FieldType::Number).then_some(1),
            max: (field_type == FieldType::Number).then_some(10),
            help: None,
        }
    }

    fn fields() -> Vec<ItemField> {
        vec![
            field("name", FieldType::Text, true),
            field("why", FieldType::LongText, false),
            field("count", FieldType::Number, true),
            field("from", FieldType::Date, false),
            field("what", FieldType::Choice, true),
            field("agreed", FieldType::Checkbox, false),
        ]
    }

    fn answers(pairs: &[(&str, &str)]) -> Vec<Answer> {
        let answer = |(field, value): &(&str, &str)| Answer { field: (*field).to_owned(), value: (*value).to_owned() };
        pairs.iter().map(answer).collect()
    }

    fn wrong(pairs: &[(&str, &str)]) -> Vec<(RefusalCode, &'static str)> {
        let refused = check_answers(&fields(), &answers(pairs)).expect_err("must be refused");
        refused.iter().map(|refusal| (refusal.code, refusal.field.unwrap_or(""))).collect()
    }

    #[test]
    fn answers_come_back_trimmed_and_in_the_order_of_the_fields() {
        let given = [("what", "开通"), ("count", "2.5"), ("name", " 韦芳 "), ("why", " "), ("agreed", "false")];
        let taken = check_answers(&fields(), &answers(&given));
        assert_eq!(taken, Ok(answers(&[("name", "韦芳"), ("count", "2.5"), ("what", "开通"), ("agreed", "false")])));
    }

    #[test]
    fn every_mistake_is_named_with_its_place() {
        let given = [
            ("name", "一\n二"),
            ("count", "0.999999"),
            ("from", "2026-02-30"),
            ("what", "借用"),
            ("agreed", "yes"),
            ("other", "x"),
            ("agreed", "true"),
        ];
        let expected = [
            (RefusalCode::Invalid, "answers.0.value"),
            (RefusalCode::Invalid, "answers.1.value"),
            (RefusalCode::Invalid, "answers.2.value"),
            (RefusalCode::Invalid, "answers.3.value"),
            (RefusalCode::Invalid, "answers.4.value"),
            (RefusalCode::NotFound, "answers.5.field"),
            (RefusalCode::Invalid, "answers.6.field"),
        ];
        assert_eq!(wrong(&given), expected);
        let missing = [(RefusalCode::Required, "answers"), (RefusalCode::Required, "answers.0.value")];
        assert_eq!(wrong(&[("what", ""), ("name", "x")]), missing);
        assert_eq!(wrong(&[("name", "x"), ("what", "注销"), ("count", "10.000001")])[0].1, "answers.2.value");
        let many: Vec<_> = (0..=FIELDS_MAX).map(|_| ("name", "x")).collect();
        assert_eq!(wrong(&many), [(RefusalCode::TooMany, "answers")]);
    }

    proptest! {
        #[test]
        fn any_answers_are_taken_or_refused_by_place(pairs in prop::collection::vec(("[a-z]{0,6}", "\\PC{0,12}"), 0..8)) {
            let pairs: Vec<_> = pairs.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
            match check_answers(&fields(), &answers(&pairs)) {
                Ok(taken) => prop_assert!(check_answers(&fields(), &taken) == Ok(taken.clone()), "taken once more"),
                Err(refused) => prop_assert!(refused.iter().all(|refusal| refusal.field.is_some())),
            }
        }

        #[test]
        fn numbers_are_compared_exactly(whole in 0..100_i64, part in 0..1_000_000_i64) {
            let text = format!("{whole}.{part:06}");
            prop_assert_eq!(millionths(&text), Some(i128::from(whole * 1_000_000 + part)));
            prop_assert_eq!(millionths(&format!("-{text}")), Some(-i128::from(whole * 1_000_000 + part)));
        }
    }
}
