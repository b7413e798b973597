//! What changed of the objects of the set-up, field by field, and who changed it.

use app::change::{ChangeList, ChangeQuery as Asked, FieldDifference};
use async_graphql::{Context, ID, Object, SimpleObject};
use domain::Instant;
use domain::change::ObjectKind;
use uuid::Uuid;

use super::connection::{Connection, Listed, Total, page_cost, page_size};
use super::cursor::Cursor;
use super::node_id::{NodeType, decode};
use super::refusal::failure;
use super::request::{Request, request};
use crate::error::ApiError;

/// One write of an object of the set-up, and who did it.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
#[graphql(serial)]
pub struct ObjectChange {
    #[graphql(skip)]
    id: Uuid,
    /// The object's version after it.
    version: i64,
    /// Which fields it changed, by name; never empty.
    fields: Vec<ObjectFieldChange>,
    /// Who did it: the name of a person or service account, `system: JOB` for the platform.
    by: String,
    /// The person; null for the platform.
    user_id: Option<ID>,
    /// When it happened.
    occurred_at: Instant,
    /// When the platform learnt of it.
    recorded_at: Instant,
}

/// One field before and after a write. Passwords and tokens are never among them.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
#[graphql(serial)]
pub struct ObjectFieldChange {
    /// The field's name in camel case; of a part, behind what it belongs to: amendment 2 state.
    field: String,
    /// What stood there before, as it is shown, lists and objects as JSON; null for nothing, and for the name of what you
    /// may not see.
    from: Option<String>,
    /// What stands there since; null likewise.
    to: Option<String>,
}

impl From<FieldDifference> for ObjectFieldChange {
    fn from(of: FieldDifference) -> Self {
        Self { field: of.field, from: of.from, to: of.to }
    }
}

impl From<app::change::ObjectChange> for ObjectChange {
    fn from(change: app::change::ObjectChange) -> Self {
        Self {
            id: change.id.0,
            version: change.version,
            fields: change.fields.into_iter().map(Into::into).collect(),
            by: change.by,
            user_id: change.user.map(|id| NodeType::User.id(id.0)),
            occurred_at: change.occurred_at,
            recorded_at: change.recorded_at,
        }
    }
}

impl ObjectChange {
    /// The order of every list of changes.
    const OLDEST: &'static str = "objectChanges.oldest";
}

impl Listed for ObjectChange {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.id }
    }
}

/// A page of the history of an object; none when it is not the reader's.
///
/// # Errors
/// `LIMIT_PAGE_SIZE`, `INVALID_CURSOR`, outages.
pub async fn field_history(
    ctx: &Context<'_>,
    request: &Request,
    (kind, object): (ObjectKind, Uuid),
    (first, after): (Option<i32>, Option<String>),
) -> Result<Option<Connection<ObjectChange>>, ApiError> {
    let asked = asked(ctx, request, (kind, object), (first, after.as_deref()))?;
    let read = async |asked: Vec<Asked>| app::change::histories(request.op(), &asked).await;
    let found = request.histories().of(asked, read).await?;
    Ok(Option::clone(&found).map(|found| connection(found, after.is_some())))
}

fn asked(
    ctx: &Context<'_>,
    request: &Request,
    (kind, object): (ObjectKind, Uuid),
    (first, after): (Option<i32>, Option<&str>),
) -> Result<Asked, ApiError> {
    let size = page_size(first, request.language())?;
    let after = after.map(|text| Cursor::decode(text, ObjectChange::OLDEST, request.language())).transpose()?;
    Ok(Asked {
        kind,
        object,
        after: after.map(|cursor| cursor.id.into()),
        limit: u64::try_from(size).unwrap_or(0),
        with_total: ctx.look_ahead().field("totalCount").exists(),
    })
}

fn connection(found: ChangeList, previous: bool) -> Connection<ObjectChange> {
    let changes = found.changes.into_iter().map(ObjectChange::from).collect();
    Connection::new(changes, ObjectChange::OLDEST, previous, found.more, Total::from(found.total))
}

/// The history of objects for the audit.
#[derive(Default)]
pub struct HistoryQuery;

/// The history of objects for the audit.
#[Object]
impl HistoryQuery {
    /// What changed of an object of the set-up since it was made, oldest first; empty for one that keeps no such history.
    /// Needs audit.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn object_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The global id of an agency, a vendor, a person, a system, a team, a policy or a version of one, a \
                          calendar, a contract, a milestone, a rectification, a service item, a knowledge note or a webhook \
                          endpoint."
        )]
        id: ID,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<ObjectChange>, ApiError> {
        let request = request(ctx)?;
        let known = decode(&id).and_then(|(of, uuid)| Some((kind(of)?, uuid)));
        // What is no id of these has no history; who asks must be allowed to all the same.
        let object = known.unwrap_or((ObjectKind::Agency, Uuid::nil()));
        let asked = asked(ctx, request, object, (first, after.as_deref()))?;
        let found = app::change::of_objects(request.op(), &asked).await;
        Ok(connection(found.map_err(|error| failure(error, request.language()))?, after.is_some()))
    }
}

const fn kind(of: NodeType) -> Option<ObjectKind> {
    Some(match of {
        NodeType::Agency => ObjectKind::Agency,
        NodeType::Vendor => ObjectKind::Vendor,
        NodeType::User => ObjectKind::User,
        NodeType::ManagedSystem => ObjectKind::System,
        NodeType::VendorTeam => ObjectKind::Team,
        NodeType::SlaPolicy => ObjectKind::Policy,
        NodeType::SlaPolicyVersion => ObjectKind::PolicyVersion,
        NodeType::ServiceCalendar => ObjectKind::Calendar,
        NodeType::ServiceContract => ObjectKind::Contract,
        NodeType::PaymentMilestone => ObjectKind::Milestone,
        NodeType::Rectification => ObjectKind::Rectification,
        NodeType::ServiceItem => ObjectKind::ServiceItem,
        NodeType::KnowledgeNote => ObjectKind::Note,
        NodeType::WebhookEndpoint => ObjectKind::WebhookEndpoint,
        _ => return None,
    })
}
