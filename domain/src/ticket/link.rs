//! Links between two tickets: which there may be, whatever the two are to others already.

use super::{ActorSide, Refusal, RefusalCode, Ticket, TicketKind, TicketState};
use crate::ids::{AgencyId, TicketId, VendorId};
use crate::text_enum;

/// Links that one ticket has at most.
pub const LINKS_MAX: usize = 200;

text_enum! {
    /// What one ticket is to another, read from the first to the second.
    pub enum LinkRelation {
        /// They have to do with each other; the same read from either end.
        RelatesTo = "RELATES_TO",
        /// It asks for the same: it was cancelled, and the second goes on.
        Duplicates = "DUPLICATES",
        /// A problem is behind it.
        CausedBy = "CAUSED_BY",
        /// It belongs to a major incident.
        ChildOf = "CHILD_OF",
        /// It goes on where the second, closed for good, ended (E32).
        Follows = "FOLLOWS",
    }
}

text_enum! {
    /// One of the two tickets of a link.
    pub enum LinkEnd {
        /// The one that the relation is said of.
        From = "FROM",
        /// The other.
        To = "TO",
    }
}

/// A ticket that shall be linked.
#[derive(Clone, Copy, Debug)]
pub struct Linkable<'t> {
    /// Which.
    pub id: TicketId,
    /// Who asks.
    pub agency: AgencyId,
    /// Who does the work.
    pub vendor: VendorId,
    /// What became of it.
    pub ticket: &'t Ticket,
}

/// A link that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// What the first is to the second.
    pub relation: LinkRelation,
    /// The first.
    pub from: TicketId,
    /// The second.
    pub to: TicketId,
}

/// A link that somebody asks for.
#[derive(Clone, Copy, Debug)]
pub struct NewLink<'t> {
    /// What the first shall be to the second.
    pub relation: LinkRelation,
    /// The first.
    pub from: Linkable<'t>,
    /// The second.
    pub to: Linkable<'t>,
    /// Who asks.
    pub side: ActorSide,
    /// The agency of the first with everything over it.
    pub line: &'t [AgencyId],
    /// Every link that either ticket has.
    pub known: &'t [Link],
    /// The input that names the second ticket.
    pub field: &'static str,
}

/// Refuses a link that cannot be. No chain of CHILD_OF or DUPLICATES comes back to its beginning: a parent is nobody's
/// child, and what was cancelled as a duplicate takes no other.
pub fn check_link(asked: &NewLink<'_>) -> Result<(), Refusal> {
    let (from, to) = (asked.from, asked.to);
    if from.id == to.id {
        return Err(asked.refused("a ticket is not linked to itself", "工单不能与自身关联"));
    }
    let same = |link: &Link| {
        let either_way = asked.relation == LinkRelation::RelatesTo && (link.to, link.from) == (from.id, to.id);
        link.relation == asked.relation && ((link.from, link.to) == (from.id, to.id) || either_way)
    };
    if asked.known.iter().any(same) {
        return Err(Refusal::already("the tickets are linked so already", "两张工单已有此关联"));
    }
    let links = |id: TicketId| asked.known.iter().filter(|link| link.from == id || link.to == id).count();
    if links(from.id) >= LINKS_MAX || links(to.id) >= LINKS_MAX {
        let en = format!("a ticket has at most {LINKS_MAX} links");
        return Err(Refusal::new(RefusalCode::TooMany, Some(asked.field), en, format!("工单最多 {LINKS_MAX} 个关联")));
    }
    match asked.relation {
        LinkRelation::RelatesTo => Ok(()),
        LinkRelation::Duplicates => duplicates(asked),
        LinkRelation::CausedBy => caused_by(asked),
        LinkRelation::ChildOf => child_of(asked),
        LinkRelation::Follows => follows(asked),
    }
}

/// Refuses to take back what cannot be: a duplicate was cancelled, and which tickets a major incident has is for the
/// agency to say.
pub fn check_unlink(relation: LinkRelation, side: ActorSide) -> Result<(), Refusal> {
    match (relation, side) {
        (LinkRelation::Duplicates, _) => {
            let (en, zh) = ("a duplicate was cancelled: raise a new ticket", "重复工单已取消，请另提新工单");
            Err(Refusal::new(RefusalCode::NotLinkable, Some("linkId"), en, zh))
        }
        (LinkRelation::ChildOf, ActorSide::Vendor) => Err(Refusal::not_your_side(side)),
        _ => Ok(()),
    }
}

/// Refuses to close or cancel a major incident with children that are not solved.
pub fn check_children_solved(unsolved: u64) -> Result<(), Refusal> {
    if unsolved == 0 {
        return Ok(());
    }
    let en = format!("{unsolved} tickets of this major incident are not solved: solve, cancel or detach them first");
    let zh = format!("该重大事件下还有 {unsolved} 张工单未解决，请先解决、取消或解除关联");
    Err(Refusal::new(RefusalCode::ChildrenOpen, None, en, zh))
}

fn duplicates(asked: &NewLink<'_>) -> Result<(), Refusal> {
    let (from, to) = (asked.from, asked.to);
    if (from.agency, from.vendor) != (to.agency, to.vendor) {
        return Err(
            asked.refused("duplicates are of one agency and one vendor", "重复工单须属同一采购单位和同一服务商")
        );
    }
    if to.ticket.state == TicketState::Cancelled {
        return Err(
            asked.refused("that ticket is cancelled: name the one that goes on", "该工单已取消，请指定继续处理的工单")
        );
    }
    if asked.has_children(from.id) {
        return Err(asked.refused(
            "tickets belong to this major incident: detach them first",
            "该重大事件下有关联工单，请先解除关联",
        ));
    }
    Ok(())
}

fn caused_by(asked: &NewLink<'_>) -> Result<(), Refusal> {
    if asked.to.ticket.kind != TicketKind::Problem || asked.from.ticket.kind == TicketKind::Problem {
        return Err(
            asked.refused("a cause is a problem, and a problem has none", "原因须为问题工单，且问题工单本身没有原因")
        );
    }
    Ok(())
}

fn child_of(asked: &NewLink<'_>) -> Result<(), Refusal> {
    let (from, to) = (asked.from, asked.to);
    if asked.side == ActorSide::Vendor {
        return Err(Refusal::not_your_side(asked.side));
    }
    if !to.ticket.major {
        return Err(asked.refused("that ticket was not declared a major incident", "该工单未宣布为重大事件"));
    }
    if from.ticket.kind != TicketKind::Incident || !from.ticket.state.is_open() || !to.ticket.state.is_open() {
        return Err(asked.refused("both are open incidents", "双方须为未关闭的事件"));
    }
    if from.vendor != to.vendor {
        return Err(asked.refused("both are of one vendor; else relate them", "双方须属同一服务商，否则请使用一般关联"));
    }
    if !asked.line.contains(&to.agency) {
        return Err(
            asked.refused("the major incident is of the same agency or one above", "重大事件须属同一采购单位或其上级")
        );
    }
    let is_child =
        |id: TicketId| asked.known.iter().any(|link| link.relation == LinkRelation::ChildOf && link.from == id);
    if is_child(from.id) {
        return Err(Refusal::already("the ticket belongs to a major incident already", "该工单已归属某重大事件"));
    }
    if is_child(to.id) || asked.has_children(from.id) {
        return Err(asked
            .refused("a major incident belongs to no other while it has tickets", "重大事件不能再归属其他重大事件"));
    }
    Ok(())
}

fn follows(asked: &NewLink<'_>) -> Result<(), Refusal> {
    let (from, to) = (asked.from, asked.to);
    if to.ticket.state.is_open() || from.ticket.raised_at < to.ticket.raised_at {
        return Err(
            asked.refused("a ticket follows one that was closed, and is younger", "后续工单须晚于已关闭的原工单")
        );
    }
    let follows_one = |link: &Link| link.relation == LinkRelation::Follows && link.from == from.id;
    if asked.known.iter().any(follows_one) {
        return Err(Refusal::already("the ticket follows another already", "该工单已是其他工单的后续"));
    }
    Ok(())
}

impl NewLink<'_> {
    fn refused(&self, en: &str, zh: &str) -> Refusal {
        Refusal::new(RefusalCode::NotLinkable, Some(self.field), en, zh)
    }

    fn has_children(&self, id: TicketId) -> bool {
        self.known.iter().any(|link| link.relation == LinkRelation::ChildOf && link.to == id)
    }
}
