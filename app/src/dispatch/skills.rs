//! What a vendor's people can do.

use std::collections::BTreeSet;

use domain::dispatch::SkillKind;
use domain::ids::{UserId, VendorId};
use storage::entity::engineer_skill;
use storage::query::dispatch::replace_skills;
use storage::query::setup::insert;

use super::{manages, works_there};
use crate::mistakes::{Mistakes, NAME_MAX};
use crate::{Op, Result};

/// Skills of one kind at most.
const SKILLS_MAX: usize = 50;

/// Everything that somebody can do from now on.
#[derive(Clone, Debug)]
pub struct NewSkills {
    pub vendor: VendorId,
    pub user: UserId,
    /// Types of systems, as systems name them.
    pub system_types: Vec<String>,
    pub technologies: Vec<String>,
}

/// Writes down what somebody can do, instead of what stood there. Needs `dispatch.manage` at the vendor.
///
/// # Errors
/// `NOT_FOUND` for somebody who does not work there; `TOO_MANY`, and what is wrong with the names.
pub async fn set_skills(op: &Op, new: &NewSkills) -> Result<(VendorId, UserId)> {
    manages(op, new.vendor)?;
    let mut mistakes = Mistakes::default();
    works_there(op, &mut mistakes, (new.vendor, new.user));
    let system_types = names(&mut mistakes, "systemTypes", &new.system_types);
    let technologies = names(&mut mistakes, "technologies", &new.technologies);
    mistakes.refuse()?;
    let row = |kind, name: &String| engineer_skill::Model {
        vendor_id: new.vendor,
        user_id: new.user,
        kind,
        name: name.clone(),
    };
    let of_types = system_types.iter().map(|name| row(SkillKind::SystemType, name));
    let rows = of_types.chain(technologies.iter().map(|name| row(SkillKind::Technology, name))).collect();
    let detail = serde_json::json!({
        "vendorId": new.vendor, "systemTypes": system_types, "technologies": technologies,
    });
    let transaction = op.begin().await?;
    replace_skills(&transaction, (new.vendor, new.user), rows).await?;
    insert(&transaction, op.audit("engineer.set_skills", ("user", new.user.0), detail)).await?;
    transaction.commit().await?;
    Ok((new.vendor, new.user))
}

/// Trimmed, sorted, each once.
fn names(mistakes: &mut Mistakes, field: &'static str, asked: &[String]) -> BTreeSet<String> {
    if asked.len() > SKILLS_MAX {
        let en = format!("at most {SKILLS_MAX} are kept, not {}", asked.len());
        mistakes.add("TOO_MANY", field, en, format!("最多 {SKILLS_MAX} 项"));
    }
    asked.iter().map(|name| mistakes.text(field, name, NAME_MAX)).collect()
}
