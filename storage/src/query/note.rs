//! Knowledge notes: who reads them, what they are about, and which solutions used them.

use domain::access::{ReadScope, TicketScope};
use domain::catalogue::NoteState;
use domain::ids::{AgencyId, NoteId, ServiceItemId, TicketId};
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};

use super::setup::insert_all;
use super::ticket::within;
use crate::entity::knowledge_note::{Column, Entity, Model};
use crate::entity::{knowledge_note_item, knowledge_note_system_type, ticket, ticket_note};
use crate::row_scope;

/// Whose notes somebody reads.
#[derive(Clone, Debug)]
pub struct NoteReach {
    /// What is published, or was.
    pub scope: ReadScope,
    /// The agencies whose shared notes are read because one serves them, or somebody below them.
    pub served: Vec<AgencyId>,
    /// Drafts too.
    pub authored: ReadScope,
}

impl NoteReach {
    fn condition(&self) -> Condition {
        let shared =
            Condition::all().add(Column::Shared.eq(true)).add(Column::AgencyId.is_in(self.served.iter().copied()));
        let reached =
            Condition::any().add(row_scope::rows(&self.scope, Column::AgencyId, Column::VendorId)).add(shared);
        let published = Condition::all().add(Column::State.ne(NoteState::Draft)).add(reached);
        Condition::any().add(published).add(row_scope::rows(&self.authored, Column::AgencyId, Column::VendorId))
    }
}

/// Which notes, within a reach. `None` and empty lists do not narrow.
#[derive(Clone, Debug, Default)]
pub struct NoteFilter {
    pub states: Vec<NoteState>,
    /// About systems of this type.
    pub system_type: Option<String>,
    /// About this item.
    pub item: Option<ServiceItemId>,
    /// About the type or the item, either of them.
    pub about: Option<(String, Option<ServiceItemId>)>,
}

fn of_type(system_type: &str) -> SelectStatement {
    use knowledge_note_system_type::Column::{NoteId, SystemType};
    knowledge_note_system_type::Entity::find()
        .select_only()
        .column(NoteId)
        .filter(SystemType.eq(system_type))
        .into_query()
}

fn of_item(item: ServiceItemId) -> SelectStatement {
    use knowledge_note_item::Column::{ItemId, NoteId};
    knowledge_note_item::Entity::find().select_only().column(NoteId).filter(ItemId.eq(item)).into_query()
}

fn filtered(reach: &NoteReach, filter: &NoteFilter) -> Select<Entity> {
    let mut query = Entity::find().filter(reach.condition());
    if !filter.states.is_empty() {
        query = query.filter(Column::State.is_in(filter.states.iter().copied()));
    }
    if let Some(system_type) = &filter.system_type {
        query = query.filter(Column::Id.in_subquery(of_type(system_type)));
    }
    if let Some(item) = filter.item {
        query = query.filter(Column::Id.in_subquery(of_item(item)));
    }
    if let Some((system_type, item)) = &filter.about {
        let mut either = Condition::any().add(Column::Id.in_subquery(of_type(system_type)));
        if let Some(item) = item {
            either = either.add(Column::Id.in_subquery(of_item(*item)));
        }
        query = query.filter(either);
    }
    query
}

/// A page, the newest first: ids are in the order of time.
pub async fn page(
    db: &impl ConnectionTrait,
    reach: &NoteReach,
    filter: &NoteFilter,
    after: Option<NoteId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = filtered(reach, filter).order_by_desc(Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(Column::Id.lt(after));
    }
    query.all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, reach: &NoteReach, filter: &NoteFilter) -> Result<u64, DbErr> {
    filtered(reach, filter).count(db).await
}

/// Those of these notes that lie within reach.
pub async fn named(db: &impl ConnectionTrait, reach: &NoteReach, ids: &[NoteId]) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).filter(reach.condition()).all(db).await
}

/// What notes are about: types of systems, and service items.
#[derive(Clone, Debug, Default)]
pub struct NoteTags {
    pub system_types: Vec<(NoteId, String)>,
    pub items: Vec<(NoteId, ServiceItemId)>,
}

/// The tags of notes.
pub async fn tags(db: &impl ConnectionTrait, ids: &[NoteId]) -> Result<NoteTags, DbErr> {
    use {knowledge_note_item as item, knowledge_note_system_type as kind};
    let kinds = kind::Entity::find().filter(kind::Column::NoteId.is_in(ids.iter().copied()));
    let kinds = kinds.order_by_asc(kind::Column::SystemType).all(db).await?;
    let items = item::Entity::find().filter(item::Column::NoteId.is_in(ids.iter().copied()));
    let items = items.order_by_asc(item::Column::ItemId).all(db).await?;
    Ok(NoteTags {
        system_types: kinds.into_iter().map(|row| (row.note_id, row.system_type)).collect(),
        items: items.into_iter().map(|row| (row.note_id, row.item_id)).collect(),
    })
}

/// In the solutions of how many tickets in scope each note was used.
pub async fn uses(db: &impl ConnectionTrait, scope: &TicketScope, ids: &[NoteId]) -> Result<Vec<(NoteId, i64)>, DbErr> {
    use ticket_note::Column::{NoteId as Note, TicketId as Ticket};
    let seen =
        ticket::Entity::find().select_only().column(ticket::Column::Id).filter(row_scope::tickets(scope)).into_query();
    ticket_note::Entity::find()
        .select_only()
        .column(Note)
        .column_as(Expr::col(Ticket).count_distinct(), "uses")
        .filter(Note.is_in(ids.iter().copied()))
        .filter(Ticket.in_subquery(seen))
        .group_by(Note)
        .into_tuple()
        .all(db)
        .await
}

/// The notes that the solutions of tickets in scope used.
pub async fn of_tickets(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    ids: &[TicketId],
) -> Result<Vec<ticket_note::Model>, DbErr> {
    ticket_note::Entity::find()
        .filter(ticket_note::Column::TicketId.in_subquery(within(scope, ids)))
        .order_by_asc(ticket_note::Column::Seq)
        .order_by_asc(ticket_note::Column::NoteId)
        .all(db)
        .await
}

/// Writes a note over what it was, its version counted up; `false` when somebody else wrote it meanwhile.
pub async fn update(db: &impl ConnectionTrait, note: Model) -> Result<bool, DbErr> {
    let (id, read) = (note.id, note.version - 1);
    let written = Entity::update_many()
        .set(note.into_active_model().reset_all())
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(read))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Makes a note be about exactly these.
pub async fn replace_tags(
    db: &impl ConnectionTrait,
    note_id: NoteId,
    system_types: &[String],
    items: &[ServiceItemId],
) -> Result<(), DbErr> {
    use {knowledge_note_item as item, knowledge_note_system_type as kind};
    kind::Entity::delete_many().filter(kind::Column::NoteId.eq(note_id)).exec(db).await?;
    item::Entity::delete_many().filter(item::Column::NoteId.eq(note_id)).exec(db).await?;
    let of_type = |system_type: &String| kind::Model { note_id, system_type: system_type.clone() };
    insert_all(db, system_types.iter().map(of_type).collect()).await?;
    insert_all(db, items.iter().map(|item_id| item::Model { note_id, item_id: *item_id }).collect()).await
}
