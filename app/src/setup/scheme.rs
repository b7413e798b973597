//! Scoring schemes: data with versions; a contract keeps the version that it names.

use domain::ids::{AgencyId, SchemeId};
use domain::scorecard::{Scheme, SchemeError};
use storage::entity::scoring_scheme;
use storage::query::setup::insert;

use super::reach::SCHEME;
use super::system::code;
use super::write::{Snapshot, Write};
use crate::mistakes::{Mistakes, NAME_MAX};
use crate::{Coverage, Op, Result};

/// The code of the scheme that ships with the product.
pub const SHIPPED_SCHEME: &str = "DEFAULT";

/// A new scheme, or a new version of one.
#[derive(Clone, Debug)]
pub struct NewScheme {
    /// None: the platform's, for everybody.
    pub owner: Option<AgencyId>,
    /// A code in use makes the next version of that scheme, for its owner only.
    pub code: String,
    pub name: String,
    /// A [`Scheme`] as JSON.
    pub spec: serde_json::Value,
}

/// Writes a version of a scheme; versions never change. Needs `scheme.manage` at the owner.
///
/// # Errors
/// `INVALID` when the text is no scheme or cannot be applied; `TAKEN` when the code is another owner's.
pub async fn create_scheme(op: &Op, new: &NewScheme) -> Result<SchemeId> {
    let write = Write::begin(op, Snapshot::Coverage).await?;
    SCHEME.create(&write, new.owner)?;
    let mut mistakes = Mistakes::default();
    let code = code(&mut mistakes, "code", &new.code);
    let coverage = write.coverage();
    let versions = coverage.schemes.values().filter(|scheme| scheme.code == code);
    let latest = versions.max_by_key(|scheme| scheme.version);
    if latest.is_some_and(|latest| latest.owner_id != new.owner) {
        mistakes.add("TAKEN", "code", format!("{code} is taken"), format!("编码 {code} 已被使用"));
    }
    let name = mistakes.text("name", &new.name, NAME_MAX);
    let spec = serde_json::from_value::<Scheme>(new.spec.clone());
    let spec = mistakes.parsed(("INVALID", "spec"), spec, "考核方案格式有误");
    if let Some(error) = spec.as_ref().and_then(|spec| spec.validate().err()) {
        mistakes.add("INVALID", "spec", error.to_string(), in_chinese(&error));
    }
    // As it was understood, not as it was sent: fractions in one form.
    let spec = spec.map(serde_json::to_value).transpose()?;
    if latest.is_some_and(|latest| Some(&latest.spec) == spec.as_ref() && latest.name == name) {
        mistakes.add("NO_CHANGE", "spec", "the newest version says the same", "与最新版本相同");
    }
    let spec = mistakes.finish(spec)?;
    let row = scoring_scheme::Model {
        id: write.id(),
        owner_id: new.owner,
        code,
        version: latest.map_or(0, |latest| latest.version) + 1,
        name,
        spec,
        created_at: write.now(),
    };
    let detail = serde_json::json!({ "code": row.code, "version": row.version, "name": row.name });
    let id = row.id;
    insert(write.transaction(), row).await?;
    write.commit("scheme.create", ("scheme", id.0), detail).await?;
    Ok(id)
}

/// The newest version of the scheme that ships with the product, once [`super::shipped::ensure`] has written it.
pub(super) fn newest_shipped(coverage: &Coverage) -> Option<&scoring_scheme::Model> {
    let shipped = coverage.schemes.values().filter(|scheme| scheme.code == SHIPPED_SCHEME && scheme.owner_id.is_none());
    shipped.max_by_key(|scheme| scheme.version)
}

fn in_chinese(error: &SchemeError) -> String {
    match error {
        SchemeError::NoCriteria => "考核方案至少需要一项指标".to_owned(),
        SchemeError::BlankCriterion { place } => format!("第 {place} 项指标需要编码和中英文名称"),
        SchemeError::DuplicateCode { code } => format!("指标 {code} 重复"),
        SchemeError::WeightNotPositive { code } => format!("指标 {code} 的权重必须大于 0"),
        SchemeError::WeightsSum { sum } => format!("权重合计为 {sum}，应为 100"),
        SchemeError::Range { code } => format!("指标 {code} 须满足 0 ≤ 下限 < 目标 ≤ 1"),
        SchemeError::NoBands => "考核方案至少需要一个等级，并有中英文名称".to_owned(),
        SchemeError::LowestBand { from } => format!("最低等级须从 0 分开始，而不是 {from}"),
        SchemeError::BandOrder => "等级须由高到低排列，且不超过 100 分".to_owned(),
        SchemeError::PayPercent => "payPercent 须每个等级都有（0 至 100，等级越低不得越高），或都没有".to_owned(),
        SchemeError::MinRatings => "最少评价数至少为 1".to_owned(),
    }
}
