//! Layers that come from published lists, and the dates that they still wait for.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::calendar::{CalendarSpec, DayLayer, PartialYear};

use super::day_list::{self, DayListFormat};
use super::written::{OWN, SHIPPED_LAYERS, sane};
use crate::mistakes::{Mistakes, NAME_MAX};

/// A list of days for one layer.
#[derive(Clone, Debug)]
pub struct DayListText {
    /// The layer that takes it: CN, CN-GX, OWN, or another code, which makes a new layer under the own exceptions.
    pub layer: String,
    /// The name of a new layer.
    pub name: Option<String>,
    pub format: DayListFormat,
    pub text: String,
    /// The years that the list answers for; none: the file's, or those in which it names a day.
    pub years: Option<Vec<i32>>,
    /// Whether the layer is a base: what it does not name in its years is certain. None: as it is, and CN is one.
    pub base: Option<bool>,
}

/// A date whose notice is awaited, or no longer.
#[derive(Clone, Debug)]
pub struct PendingDay {
    pub layer: String,
    pub date: NaiveDate,
    pub awaited: bool,
}

const LISTS_MAX: usize = 20;
const PENDING_MAX: usize = 500;
const CODE_MAX: usize = 20;

/// Puts lists into their layers; answers with the years of base layers that are empty or partial.
pub(super) fn take(mistakes: &mut Mistakes, spec: &mut CalendarSpec, lists: &[DayListText]) -> Vec<PartialYear> {
    if lists.len() > LISTS_MAX {
        let en = format!("at most {LISTS_MAX} lists at a time");
        mistakes.add("TOO_LONG", "dayLists", en, format!("一次最多 {LISTS_MAX} 份清单"));
        return Vec::new();
    }
    let mut answered: BTreeSet<(String, i32)> = BTreeSet::new();
    for written in lists {
        if !sane_years(mistakes, written.years.as_deref().unwrap_or_default()) {
            continue;
        }
        let list = match day_list::read(written.format, &written.text, written.years.as_deref()) {
            Ok(list) => list,
            Err(slips) => {
                for slip in slips {
                    let told = |text: &str| match slip.place.as_str() {
                        "" => format!("{}: {text}", written.layer),
                        place => format!("{}, {place}: {text}", written.layer),
                    };
                    mistakes.add("INVALID_DAY_LIST", "dayLists", told(&slip.en), told(&slip.zh));
                }
                continue;
            }
        };
        let Some(at) = layer(mistakes, spec, written) else { continue };
        let layer = &mut spec.layers[at];
        layer.take(&list);
        if !is_base(mistakes, layer, written) {
            continue;
        }
        if let Err(apart) = layer.answer_for(&list.years) {
            let zh = format!("{}：{} 年与 {} 年之间有缺失的年份", written.layer, apart.before, apart.after);
            mistakes.add("YEARS_APART", "dayLists", format!("{}: {apart}", written.layer), zh);
        }
        answered.extend(list.years.iter().map(|year| (layer.code.clone(), *year)));
    }
    let of = |code: &str| spec.layers.iter().find(|layer| layer.code == code);
    answered.iter().filter_map(|(code, year)| PartialYear::of(of(code)?, *year)).collect()
}

/// The place of the layer that takes a list: a new base comes first, a new overlay last but for the own exceptions.
fn layer(mistakes: &mut Mistakes, spec: &mut CalendarSpec, written: &DayListText) -> Option<usize> {
    let code = written.layer.trim();
    if let Some(at) = spec.layers.iter().position(|layer| layer.code == code) {
        return Some(at);
    }
    let sound = code.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '-');
    if code.is_empty() || code.len() > CODE_MAX || !sound {
        let en = format!("`{code}`: a layer's code has 1 to {CODE_MAX} capital letters, digits and hyphens");
        let zh = format!("“{code}”：图层编码须为 1 至 {CODE_MAX} 个大写字母、数字或连字符");
        mistakes.add("INVALID", "dayLists", en, zh);
        return None;
    }
    let name = mistakes.optional("dayLists", written.name.as_deref(), NAME_MAX);
    let new = DayLayer::overlay(code, name.as_deref().unwrap_or(code));
    let own = spec.layers.iter().position(|layer| layer.code == OWN).unwrap_or(spec.layers.len());
    let at = match code {
        OWN => spec.layers.len(),
        _ if written.base.unwrap_or(code == SHIPPED_LAYERS[0]) => 0,
        _ => own,
    };
    spec.layers.insert(at, new);
    Some(at)
}

fn is_base(mistakes: &mut Mistakes, layer: &DayLayer, written: &DayListText) -> bool {
    let is = layer.known_until.is_some() || layer.code == SHIPPED_LAYERS[0];
    let asked = written.base.unwrap_or(is);
    let settled = layer.known_until.is_some() || layer.code == OWN || layer.code == SHIPPED_LAYERS[0];
    if settled && asked != is {
        let en = format!("{}: a base layer stays one, and own exceptions never are", layer.code);
        mistakes.add("INVALID", "dayLists", en, format!("{}：不能改变图层是否为基础层", layer.code));
        return false;
    }
    asked
}

/// Declares dates awaited, or settled without a notice.
pub(super) fn await_days(mistakes: &mut Mistakes, spec: &mut CalendarSpec, days: &[PendingDay]) {
    if days.len() > PENDING_MAX {
        let en = format!("at most {PENDING_MAX} days at a time");
        return mistakes.add("TOO_LONG", "pendingDays", en, format!("一次最多 {PENDING_MAX} 天"));
    }
    for day in days {
        sane(mistakes, "pendingDays", day.date);
        let Some(layer) = spec.layers.iter_mut().find(|layer| layer.code == day.layer.trim()) else {
            let en = format!("the calendar has no layer {}", day.layer);
            mistakes.add("UNKNOWN_LAYER", "pendingDays", en, format!("该日历没有图层 {}", day.layer));
            continue;
        };
        let changed = if day.awaited { layer.pending.insert(day.date) } else { layer.pending.remove(&day.date) };
        if !changed && !day.awaited {
            let en = format!("{} is not awaited in layer {}", day.date, layer.code);
            mistakes.add("NOT_FOUND", "pendingDays", en, format!("图层 {} 并未等待 {} 的通知", layer.code, day.date));
        }
    }
}

/// A slip of a digit in a year would lay a calendar out for thousands of years.
fn sane_years(mistakes: &mut Mistakes, years: &[i32]) -> bool {
    let wrong = years.iter().find(|year| !(1990..=2100).contains(*year));
    if let Some(year) = wrong {
        let en = format!("{year}: the year must be 1990 to 2100");
        mistakes.add("PERIOD", "dayLists", en, format!("{year}：年份须在 1990 至 2100 之间"));
    }
    wrong.is_none()
}
