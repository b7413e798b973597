//! Scoring schemes: data with versions; a contract keeps the version that it names.

use domain::ids::{AgencyId, SchemeId};
use domain::scorecard::{Scheme, scheme_presets};
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
/// `INVALID` when the text is no scheme, or contradicts itself, each contradiction with its field; `TAKEN` when the code is another owner's.
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
    for error in spec.iter().flat_map(Scheme::contradictions) {
        mistakes.add("INVALID", error.field(), error.to_string(), error.zh());
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

/// A scheme to be made from a preset.
#[derive(Clone, Debug)]
pub struct PresetScheme {
    pub owner: AgencyId,
    /// The preset's code.
    pub preset: String,
    /// As for [`NewScheme`].
    pub code: String,
    /// None: the preset's.
    pub name: Option<String>,
}

/// Writes a version of a scheme that says what a preset says. Needs `scheme.manage` at the owner.
///
/// # Errors
/// `NOT_FOUND` for the preset; those of [`create_scheme`].
pub async fn create_scheme_from_preset(op: &Op, new: &PresetScheme) -> Result<SchemeId> {
    op.require(SCHEME.manage)?;
    let mut mistakes = Mistakes::default();
    let found = scheme_presets().into_iter().find(|preset| preset.code == new.preset);
    let preset = mistakes.found("preset", ("preset", "预置方案"), found);
    let preset = mistakes.finish(preset)?;
    let new = NewScheme {
        owner: Some(new.owner),
        code: new.code.clone(),
        name: new.name.clone().unwrap_or(preset.name.zh),
        spec: serde_json::to_value(&preset.scheme)?,
    };
    create_scheme(op, &new).await
}

/// The newest version of the scheme that ships with the product, once [`super::shipped::ensure`] has written it.
pub(super) fn newest_shipped(coverage: &Coverage) -> Option<&scoring_scheme::Model> {
    let shipped = coverage.schemes.values().filter(|scheme| scheme.code == SHIPPED_SCHEME && scheme.owner_id.is_none());
    shipped.max_by_key(|scheme| scheme.version)
}
