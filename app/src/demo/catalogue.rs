//! The demo's service catalogue and knowledge notes: the region's, for every agency in it and the vendors that serve them.

use chrono::TimeDelta;
use domain::Instant;
use domain::catalogue::{FieldType, ItemField, NoteState, check_fields};
use domain::ids::{NoteId, ServiceItemId};
use domain::ticket::{Impact, TicketKind, Urgency};
use serde::Deserialize;
use storage::Transaction;
use storage::entity::{
    knowledge_note, knowledge_note_item, knowledge_note_system_type, service_item, service_item_version,
};
use storage::query::setup::insert_all;

use super::parties::{Plan, id};
use crate::{Error, Op, Result};

const STOCK: &str = include_str!("../../data/demo-catalogue.json");
/// How long before the end of the demo it was written.
const AGE: TimeDelta = TimeDelta::days(300);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Stock {
    items: Vec<Item>,
    notes: Vec<Note>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Item {
    code: String,
    name: String,
    kind: TicketKind,
    impact: Impact,
    urgency: Urgency,
    template: String,
    fields: Vec<Field>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Field {
    key: String,
    label: String,
    #[serde(rename = "type")]
    field_type: FieldType,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    choices: Vec<String>,
    min: Option<i64>,
    max: Option<i64>,
    help: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Note {
    title: String,
    body: String,
    #[serde(default)]
    system_types: Vec<String>,
    #[serde(default)]
    items: Vec<String>,
}

/// Writes the catalogue and the notes beside the tickets.
pub(super) async fn stock(op: &Op, transaction: &Transaction, plan: &Plan, as_of: Instant) -> Result<()> {
    let Stock { items, notes } = serde_json::from_str(STOCK)?;
    let at = as_of - AGE;
    let (mut rows, mut versions) = (Vec::new(), Vec::new());
    for item in items {
        let item_id = named(&item.code);
        rows.push(service_item::Model {
            id: item_id,
            owner_id: plan.root,
            code: item.code,
            active: true,
            version: 1,
            created_at: at,
        });
        let fields = check_fields(item.fields.into_iter().map(Field::checked).collect()).map_err(Error::from)?;
        versions.push(service_item_version::Model {
            item_id,
            number: 1,
            name: item.name,
            kind: item.kind,
            impact: item.impact,
            urgency: item.urgency,
            description_template: item.template,
            fields: serde_json::to_value(fields)?,
            created_by: None,
            created_at: at,
        });
    }
    insert_all(transaction, rows).await?;
    insert_all(transaction, versions).await?;
    write_notes(transaction, plan, notes, at).await?;
    let detail = serde_json::json!({ "ownerId": plan.root });
    insert_all(transaction, vec![op.audit("demo.catalogue", ("agency", plan.root.0), detail)]).await?;
    Ok(())
}

async fn write_notes(transaction: &Transaction, plan: &Plan, notes: Vec<Note>, at: Instant) -> Result<()> {
    let (mut rows, mut types, mut about) = (Vec::new(), Vec::new(), Vec::new());
    for note in notes {
        let note_id: NoteId = id("knowledge note", &note.title);
        let of_type = |system_type| knowledge_note_system_type::Model { note_id, system_type };
        types.extend(note.system_types.into_iter().map(of_type));
        about.extend(note.items.iter().map(|code| knowledge_note_item::Model { note_id, item_id: named(code) }));
        rows.push(knowledge_note::Model {
            id: note_id,
            agency_id: Some(plan.root),
            vendor_id: None,
            title: note.title,
            body: note.body,
            state: NoteState::Published,
            shared: true,
            version: 1,
            created_by: None,
            created_at: at,
            updated_at: at,
        });
    }
    insert_all(transaction, rows).await?;
    insert_all(transaction, types).await?;
    insert_all(transaction, about).await?;
    Ok(())
}

fn named(code: &str) -> ServiceItemId {
    id("service item", code)
}

impl Field {
    fn checked(self) -> ItemField {
        ItemField {
            key: self.key,
            label: self.label,
            field_type: self.field_type,
            required: self.required,
            choices: self.choices,
            min: self.min,
            max: self.max,
            help: self.help,
        }
    }
}
