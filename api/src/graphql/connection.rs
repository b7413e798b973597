//! Lists by pages (Relay connections, forwards), the same shape for every type.

use std::borrow::Cow;

use async_graphql::{Object, OutputType, SimpleObject, TypeName};

use super::cursor::Cursor;
use super::refusal::coded;
use super::request::Language;
use crate::error::ApiError;

/// The most items a page may have.
pub const MOST: i32 = 100;
/// The items of a page when the client does not say.
pub const USUAL: i32 = 50;

/// An object that stands in lists.
pub trait Listed: OutputType {
    /// The orders that lists of it can have.
    type Order: Copy + Send + Sync;

    /// Its place in such a list.
    fn place(&self, order: Self::Order) -> Cursor;
}

/// One page of a list.
pub struct Connection<T: Listed> {
    edges: Vec<Edge<T>>,
    previous: bool,
    next: bool,
    total: Total,
}

/// How many items the whole list has.
#[derive(Clone, Copy, Debug)]
pub enum Total {
    /// Counted.
    Of(i64),
    /// Not counted, because nobody asked.
    Unasked,
}

impl From<Option<u64>> for Total {
    fn from(counted: Option<u64>) -> Self {
        counted.map_or(Self::Unasked, |count| Self::Of(i64::try_from(count).unwrap_or(i64::MAX)))
    }
}

impl<T: Listed> Connection<T> {
    /// A page with `items` in `order`; `previous` and `next` say whether others lie before and after.
    pub fn new(items: Vec<T>, order: T::Order, previous: bool, next: bool, total: Total) -> Self {
        let edges = items.into_iter().map(|node| Edge { node, order }).collect();
        Self { edges, previous, next, total }
    }

    /// The items.
    pub fn items(&self) -> impl Iterator<Item = &T> {
        self.edges.iter().map(|edge| &edge.node)
    }
}

/// One page of a list.
#[Object(name_type, serial)]
impl<T: Listed> Connection<T> {
    /// The items with their cursors.
    async fn edges(&self) -> &[Edge<T>] {
        &self.edges
    }

    /// The items alone.
    async fn nodes(&self) -> Vec<&T> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> PageInfo {
        let cursor = |edge: &Edge<T>| edge.node.place(edge.order).encode();
        PageInfo {
            has_previous_page: self.previous,
            has_next_page: self.next,
            start_cursor: self.edges.first().map(cursor),
            end_cursor: self.edges.last().map(cursor),
        }
    }

    /// How many items the whole list has, by the same filter and scope. Counted only when asked for.
    async fn total_count(&self) -> Result<i64, ApiError> {
        match self.total {
            Total::Of(count) => Ok(count),
            Total::Unasked => Err(ApiError::internal(&"a total was asked for and not counted")),
        }
    }
}

impl<T: Listed> TypeName for Connection<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", <T as OutputType>::type_name()).into()
    }
}

/// One item of a page.
pub struct Edge<T: Listed> {
    node: T,
    order: T::Order,
}

/// One item of a page.
#[Object(name_type, serial)]
impl<T: Listed> Edge<T> {
    /// The item.
    async fn node(&self) -> &T {
        &self.node
    }

    /// Its place: give it as `after` to go on behind it.
    async fn cursor(&self) -> String {
        self.node.place(self.order).encode()
    }
}

impl<T: Listed> TypeName for Edge<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", <T as OutputType>::type_name()).into()
    }
}

/// Where a page stands in its list.
#[derive(Clone, Debug, SimpleObject)]
pub struct PageInfo {
    /// Whether items lie before this page.
    has_previous_page: bool,
    /// Whether items lie after this page.
    has_next_page: bool,
    /// The cursor of the first item; null on an empty page.
    start_cursor: Option<String>,
    /// The cursor of the last item, to be given as `after` for the next page; null on an empty page.
    end_cursor: Option<String>,
}

impl PageInfo {
    /// Of a list that is read forwards only.
    pub const fn forwards(
        has_previous_page: bool,
        has_next_page: bool,
        start_cursor: Option<String>,
        end_cursor: Option<String>,
    ) -> Self {
        Self { has_previous_page, has_next_page, start_cursor, end_cursor }
    }
}

/// The asked size of a page.
///
/// # Errors
/// `LIMIT_PAGE_SIZE`, with the limit.
pub fn page_size(first: Option<i32>, language: Language) -> Result<usize, ApiError> {
    let asked = first.unwrap_or(USUAL);
    let size = usize::try_from(asked).ok().filter(|size| (1..=MOST as usize).contains(size));
    size.ok_or_else(|| {
        let en = format!("first must be 1 to {MOST}, not {asked}");
        let message = language.choose(en, format!("first 须为 1 至 {MOST}，而不是 {asked}"));
        coded("LIMIT_PAGE_SIZE", message).with("field", "first").with("limit", MOST)
    })
}

/// What a page may cost: each item as often as the page may hold it.
pub fn page_cost(first: Option<i32>, item: usize) -> usize {
    // A size that will be refused must not cost more than it can get.
    let items = first.unwrap_or(USUAL).clamp(1, MOST);
    1 + item * usize::try_from(items).unwrap_or(1)
}

/// Pages a list that stands in memory, already filtered by scope: in the order of sort value and id.
///
/// # Errors
/// `LIMIT_PAGE_SIZE` and `INVALID_CURSOR`.
pub fn page<T: Listed<Order = &'static str>>(
    items: impl Iterator<Item = T>,
    order: &'static str,
    first: Option<i32>,
    after: Option<&str>,
    language: Language,
) -> Result<Connection<T>, ApiError> {
    let size = page_size(first, language)?;
    let after = after.map(|text| Cursor::decode(text, order, language)).transpose()?;
    let mut items: Vec<(Cursor, T)> = items.map(|item| (item.place(order), item)).collect();
    items.sort_unstable_by(|(one, _), (other, _)| (&one.key, one.id).cmp(&(&other.key, other.id)));
    let start = after
        .as_ref()
        .map_or(0, |after| items.partition_point(|(place, _)| (&place.key, place.id) <= (&after.key, after.id)));
    let total = Total::Of(i64::try_from(items.len()).unwrap_or(i64::MAX));
    let next = items.len() - start > size;
    let shown = items.into_iter().skip(start).take(size).map(|(_, item)| item).collect();
    Ok(Connection::new(shown, order, start > 0, next, total))
}
