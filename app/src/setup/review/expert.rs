//! The list of experts from which reviewers are drawn.

use domain::access::Action;
use domain::change::ObjectKind;
use domain::ids::UserId;
use storage::entity::review_expert;
use storage::query::setup::{insert, update};

use crate::mistakes::{Mistakes, NAME_MAX};
use crate::setup::write::{Snapshot, Write};
use crate::{Error, Op, Result};

/// The most specialities of one expert.
const SPECIALITIES_MAX: usize = 20;

/// Somebody to be put on the list.
#[derive(Clone, Debug)]
pub struct NewExpert {
    pub user: UserId,
    /// Where they work, as it should be read.
    pub organisation: String,
    pub specialities: Vec<String>,
}

/// What to change of an entry; what is none stays.
#[derive(Clone, Debug)]
pub struct ExpertChange {
    pub user: UserId,
    pub organisation: Option<String>,
    pub specialities: Option<Vec<String>>,
    /// Whether they can be drawn.
    pub active: Option<bool>,
}

/// Puts somebody on the list. Needs `expert.manage`. Whether they may review a contract is asked at each draw.
///
/// # Errors
/// `ALREADY_DONE` when they are on it; `REQUIRED` for the organisation.
pub async fn add_expert(op: &Op, new: &NewExpert) -> Result<UserId> {
    op.require(Action::ExpertManage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    if !write.directory().users.contains_key(&new.user) {
        return Err(Error::NotFound("user"));
    }
    let mut mistakes = Mistakes::default();
    if write.coverage().experts.contains_key(&new.user) {
        mistakes.add("ALREADY_DONE", "userId", "they are on the list already", "该人员已在专家名单中");
    }
    let row = review_expert::Model {
        user_id: new.user,
        organisation: mistakes.text("organisation", &new.organisation, NAME_MAX),
        specialities: serde_json::json!(specialities(&mut mistakes, &new.specialities)),
        active: true,
        created_at: write.now(),
    };
    mistakes.refuse()?;
    let detail = serde_json::json!({ "organisation": row.organisation, "specialities": row.specialities });
    insert(write.transaction(), row).await?;
    write.made(ObjectKind::Expert, new.user.0);
    write.commit("expert.add", ("user", new.user.0), detail).await?;
    Ok(new.user)
}

/// Changes an entry of the list: who is not active is drawn no more. Needs `expert.manage`.
///
/// # Errors
/// `NOT_LISTED`; as for a new entry.
pub async fn update_expert(op: &Op, change: &ExpertChange) -> Result<UserId> {
    op.require(Action::ExpertManage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    let row = write.coverage().experts.get(&change.user).cloned();
    let missing = || Error::invalid("NOT_LISTED", "userId", "they are not on the list", "该人员不在专家名单中");
    let mut row = row.ok_or_else(missing)?;
    write.watch(ObjectKind::Expert, change.user.0).await?;
    let mut mistakes = Mistakes::default();
    if let Some(organisation) = &change.organisation {
        row.organisation = mistakes.text("organisation", organisation, NAME_MAX);
    }
    if let Some(asked) = &change.specialities {
        row.specialities = serde_json::json!(specialities(&mut mistakes, asked));
    }
    row.active = change.active.unwrap_or(row.active);
    mistakes.refuse()?;
    let detail = serde_json::json!({
        "organisation": row.organisation, "specialities": row.specialities, "active": row.active,
    });
    update(write.transaction(), row).await?;
    write.commit("expert.update", ("user", change.user.0), detail).await?;
    Ok(change.user)
}

fn specialities(mistakes: &mut Mistakes, asked: &[String]) -> Vec<String> {
    if asked.len() > SPECIALITIES_MAX {
        let en = format!("at most {SPECIALITIES_MAX} specialities, not {}", asked.len());
        mistakes.add("TOO_MANY", "specialities", en, format!("专业方向最多 {SPECIALITIES_MAX} 项"));
    }
    asked.iter().map(|text| mistakes.text("specialities", text, NAME_MAX)).collect()
}
