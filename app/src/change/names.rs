//! Field values in words: ids by the names of what they stand for, as far as the reader sees it.

use std::sync::Arc;

use domain::access::Action;
use domain::ids::{
    AgencyId, CalendarId, ContractId, PolicyId, PolicyVersionId, SchemeId, SystemId, TeamId, UserId, VendorId,
};
use domain::money::Fen;
use serde_json::Value;
use uuid::Uuid;

use crate::{Coverage, Directory, Op, Sight};

/// Stands for what the reader may not see, inside lists.
const UNSEEN: &str = "…";

/// Tells values to one reader.
pub(super) struct Names<'n> {
    op: &'n Op,
    directory: Arc<Directory>,
    coverage: Arc<Coverage>,
    /// Whoever reads the audit log reads every name in it.
    all: bool,
}

impl<'n> Names<'n> {
    pub(super) fn new(op: &'n Op) -> Self {
        let all = op.actor().may(Action::AuditView);
        Self { op, directory: op.directory(), coverage: op.coverage(), all }
    }

    /// A field's name and a value of it, as they are shown.
    pub(super) fn field(&self, name: &str) -> String {
        name.strip_suffix("Fen").or_else(|| name.strip_suffix("Id")).unwrap_or(name).to_owned()
    }

    pub(super) fn value(&self, field: &str, value: &Value) -> Option<String> {
        match value {
            Value::Null => None,
            Value::Number(fen) if field.ends_with("Fen") => fen.as_i64().map(|fen| Fen(fen).to_string()),
            Value::String(text) => match Uuid::try_parse(text) {
                Ok(id) => self.name(id),
                Err(_) => Some(text.clone()),
            },
            Value::Array(_) | Value::Object(_) => Some(self.inside(value).to_string()),
            other => Some(other.to_string()),
        }
    }

    /// A list or an object with names in place of ids.
    fn inside(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => match Uuid::try_parse(text) {
                Ok(id) => Value::String(self.name(id).unwrap_or_else(|| UNSEEN.to_owned())),
                Err(_) => value.clone(),
            },
            Value::Array(items) => items.iter().map(|item| self.inside(item)).collect(),
            Value::Object(parts) => parts.iter().map(|(name, part)| (self.field(name), self.inside(part))).collect(),
            other => other.clone(),
        }
    }

    pub(super) fn name(&self, id: Uuid) -> Option<String> {
        let (directory, coverage) = (&self.directory, &*self.coverage);
        let seen = |action, sees: &dyn Fn(&Sight) -> bool| self.all || sees(&Sight::of(self.op, action, coverage));
        let text = |seen: bool, name: &str| seen.then(|| name.to_owned());
        if let Some(row) = directory.users.get(&UserId(id)) {
            // Who may see an object sees the names of the people on it.
            return Some(row.name.clone());
        }
        if let Some(row) = directory.agencies.get(&AgencyId(id)) {
            return text(seen(Action::AgencyView, &|sight| sight.agency(row)), &row.name);
        }
        if let Some(row) = directory.vendors.get(&VendorId(id)) {
            return text(seen(Action::VendorView, &|sight| sight.vendor(row)), &row.name);
        }
        if let Some(row) = directory.systems.get(&SystemId(id)) {
            return text(seen(Action::SystemView, &|sight| sight.system(row)), &row.name);
        }
        if let Some(of) = coverage.teams.get(&TeamId(id)) {
            return text(seen(Action::TeamView, &|sight| sight.team(of)), &of.row.name);
        }
        if let Some(of) = coverage.contracts.get(&ContractId(id)) {
            return text(seen(Action::ContractView, &|sight| sight.contract(of)), &of.row.number);
        }
        if let Some(row) = coverage.calendars.get(&CalendarId(id)) {
            return text(seen(Action::CalendarView, &|sight| sight.calendar(row)), &row.name);
        }
        if let Some(row) = coverage.policies.get(&PolicyId(id)) {
            return text(seen(Action::PolicyView, &|sight| sight.policy(row)), &row.name);
        }
        if let Some(row) = coverage.versions.get(&PolicyVersionId(id)) {
            let policy = coverage.policies.get(&row.policy_id)?;
            let words = format!("{} {}", policy.name, row.number);
            return text(seen(Action::PolicyView, &|sight| sight.policy(policy)), &words);
        }
        let row = coverage.schemes.get(&SchemeId(id))?;
        let shared = row.owner_id.is_none() && self.op.actor().may(Action::SchemeView);
        let seen = self.all || shared || self.op.read_scope(Action::SchemeView).covers(row.owner_id, None);
        text(seen, &format!("{} {}", row.name, row.version))
    }
}
