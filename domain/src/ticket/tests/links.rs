//! What tickets may be to each other.

use proptest::prelude::*;

use super::*;
use crate::ids::AgencyId;

fn agency(id: u128) -> AgencyId {
    AgencyId(uuid::Uuid::from_u128(id))
}

fn at(id: u128, case: &Case) -> Linkable<'_> {
    Linkable { id: other(id), agency: agency(1), vendor: vendor(1), ticket: &case.ticket }
}

fn asked<'t>(relation: LinkRelation, from: Linkable<'t>, to: Linkable<'t>, known: &'t [Link]) -> NewLink<'t> {
    // County 1 under city 2.
    const LINE: [AgencyId; 2] = [AgencyId(uuid::Uuid::from_u128(1)), AgencyId(uuid::Uuid::from_u128(2))];
    NewLink { relation, from, to, side: ActorSide::Agency, line: &LINE, known, field: "otherTicketId" }
}

fn code(asked: &NewLink<'_>) -> Option<RefusalCode> {
    check_link(asked).err().map(|refusal| refusal.code)
}

fn major() -> Case {
    let mut case = Case::at(TicketState::InProgress);
    case.agency(10, &Command::DeclareMajor { reason: text("全市断网") }).expect("declared");
    case
}

#[test]
fn a_link_is_made_once_and_never_to_itself() {
    let case = Case::raised();
    let (one, two) = (at(1, &case), at(2, &case));
    let relation = LinkRelation::RelatesTo;
    assert_eq!(code(&asked(relation, one, one, &[])), Some(RefusalCode::NotLinkable));
    assert_eq!(code(&asked(relation, one, two, &[])), None);
    let back = [Link { relation, from: two.id, to: one.id }];
    assert_eq!(code(&asked(relation, one, two, &back)), Some(RefusalCode::AlreadyDone), "the same from either end");
    let many: Vec<Link> = (0..200).map(|id| Link { relation, from: one.id, to: other(1_000 + id) }).collect();
    assert_eq!(code(&asked(relation, one, two, &many)), Some(RefusalCode::TooMany));
    assert_eq!(code(&asked(relation, one, two, &many[1..])), None);
}

#[test]
fn a_duplicate_is_of_one_agency_and_vendor_and_of_a_ticket_that_goes_on() {
    let case = Case::raised();
    let (one, two) = (at(1, &case), at(2, &case));
    let relation = LinkRelation::Duplicates;
    assert_eq!(code(&asked(relation, one, two, &[])), None);
    let elsewhere = Linkable { agency: agency(2), ..two };
    assert_eq!(code(&asked(relation, one, elsewhere, &[])), Some(RefusalCode::NotLinkable));
    let others = Linkable { vendor: vendor(2), ..two };
    assert_eq!(code(&asked(relation, one, others, &[])), Some(RefusalCode::NotLinkable));
    let cancelled = Case::at(TicketState::Cancelled);
    assert_eq!(code(&asked(relation, one, at(2, &cancelled), &[])), Some(RefusalCode::NotLinkable));
    let child = [Link { relation: LinkRelation::ChildOf, from: other(3), to: one.id }];
    assert_eq!(code(&asked(relation, one, two, &child)), Some(RefusalCode::NotLinkable));
}

#[test]
fn e33_a_duplicate_is_cancelled_and_linked_after_its_pauses_ended() {
    let mut case = Case::at(TicketState::OnHold);
    let length = case.log.len();
    assert_eq!(case.agency(20, &duplicate()), Ok(TicketState::Cancelled));
    let words: Vec<_> = case.log[length..].iter().map(|event| event.fact.word()).collect();
    assert_eq!(words, ["RESUMED", "CANCELLED", "LINKED"]);
    assert_eq!(case.refused(ActorSide::Agency, 21, &duplicate()), RefusalCode::WrongState);
    assert_eq!(Case::raised().refused(ActorSide::Vendor, 5, &duplicate()), RefusalCode::NotYourSide);
}

#[test]
fn a_major_incident_has_children_and_belongs_to_no_other() {
    let (plain, parent, grand) = (Case::raised(), major(), major());
    let (child, parent, grand) = (at(1, &plain), at(2, &parent), at(3, &grand));
    let relation = LinkRelation::ChildOf;
    assert_eq!(code(&asked(relation, child, parent, &[])), None);
    let city = Linkable { agency: agency(2), ..parent };
    assert_eq!(code(&asked(relation, child, city, &[])), None, "an agency above");
    let below = Linkable { agency: agency(3), ..parent };
    assert_eq!(code(&asked(relation, child, below, &[])), Some(RefusalCode::NotLinkable));
    let of_vendor = NewLink { side: ActorSide::Vendor, ..asked(relation, child, parent, &[]) };
    assert_eq!(code(&of_vendor), Some(RefusalCode::NotYourSide));
    let solved = Case::at(TicketState::Closed);
    assert_eq!(code(&asked(relation, at(1, &solved), parent, &[])), Some(RefusalCode::NotLinkable));
    assert_eq!(code(&asked(relation, parent, child, &[])), Some(RefusalCode::NotLinkable), "not declared");
    let others = Linkable { vendor: vendor(2), ..child };
    assert_eq!(code(&asked(relation, others, parent, &[])), Some(RefusalCode::NotLinkable));
    // Whatever is chosen first, no chain of three comes about, and so no circle.
    let has = [Link { relation, from: child.id, to: parent.id }];
    assert_eq!(code(&asked(relation, parent, grand, &has)), Some(RefusalCode::NotLinkable));
    let under = [Link { relation, from: parent.id, to: grand.id }];
    assert_eq!(code(&asked(relation, child, parent, &under)), Some(RefusalCode::NotLinkable));
    assert_eq!(code(&asked(relation, child, grand, &has)), Some(RefusalCode::AlreadyDone));
    assert_eq!(check_children_solved(2).expect_err("two wait").code, RefusalCode::ChildrenOpen);
    assert_eq!(check_children_solved(0), Ok(()));
}

#[test]
fn only_an_incident_is_declared_major_once_by_the_agency() {
    let declare = Command::DeclareMajor { reason: text("全市断网") };
    let mut case = major();
    assert!(case.ticket.major);
    assert_eq!(case.refused(ActorSide::Agency, 11, &declare), RefusalCode::AlreadyDone);
    let mut plain = Case::raised();
    assert_eq!(plain.refused(ActorSide::Vendor, 1, &declare), RefusalCode::NotYourSide);
    let blank = Command::DeclareMajor { reason: text(" ") };
    assert_eq!(plain.refused(ActorSide::Agency, 1, &blank), RefusalCode::Required);
    plain.ticket.kind = TicketKind::Request;
    assert_eq!(plain.refused(ActorSide::Agency, 1, &declare), RefusalCode::NotLinkable);
}

#[test]
fn a_cause_is_a_problem_and_a_follower_is_younger_than_what_was_closed() {
    let (incident, mut problem) = (Case::raised(), Case::raised());
    problem.ticket.kind = TicketKind::Problem;
    let (one, cause) = (at(1, &incident), at(2, &problem));
    let relation = LinkRelation::CausedBy;
    assert_eq!(code(&asked(relation, one, cause, &[])), None);
    assert_eq!(code(&asked(relation, cause, one, &[])), Some(RefusalCode::NotLinkable));
    let (closed, mut later) = (Case::at(TicketState::Closed), Case::raised());
    let (old, early) = (at(3, &closed), Case::raised());
    later.ticket.raised_at = minutes(60);
    let relation = LinkRelation::Follows;
    assert_eq!(code(&asked(relation, at(4, &later), old, &[])), None);
    assert_eq!(code(&asked(relation, old, at(4, &later), &[])), Some(RefusalCode::NotLinkable), "open");
    let known = [Link { relation, from: other(4), to: other(9) }];
    assert_eq!(code(&asked(relation, at(4, &later), old, &known)), Some(RefusalCode::AlreadyDone));
    let mut older = early;
    older.ticket.raised_at = minutes(-60);
    assert_eq!(code(&asked(relation, at(5, &older), old, &[])), Some(RefusalCode::NotLinkable), "older");
}

#[test]
fn what_is_taken_back_is_no_duplicate_and_no_child_by_the_vendor() {
    let refused = |relation, side| check_unlink(relation, side).err().map(|refusal| refusal.code);
    assert_eq!(refused(LinkRelation::RelatesTo, ActorSide::Vendor), None);
    assert_eq!(refused(LinkRelation::ChildOf, ActorSide::Agency), None);
    assert_eq!(refused(LinkRelation::ChildOf, ActorSide::Vendor), Some(RefusalCode::NotYourSide));
    assert_eq!(refused(LinkRelation::Duplicates, ActorSide::Agency), Some(RefusalCode::NotLinkable));
}

proptest! {
    /// Whatever is asked in whatever order: children have one parent each, and no parent is a child.
    #[test]
    fn no_chain_of_children_comes_back(pairs in prop::collection::vec((0..6_u128, 0..6_u128), 1..40)) {
        let (case, relation) = (major(), LinkRelation::ChildOf);
        let mut links: Vec<Link> = Vec::new();
        for (from, to) in pairs {
            let (from, to) = (at(from, &case), at(to, &case));
            let touches = |link: &&Link| [from.id, to.id].iter().any(|id| [link.from, link.to].contains(id));
            let known: Vec<Link> = links.iter().filter(touches).copied().collect();
            if check_link(&asked(relation, from, to, &known)).is_ok() {
                links.push(Link { relation, from: from.id, to: to.id });
            }
        }
        for link in &links {
            prop_assert_eq!(links.iter().filter(|other| other.from == link.from).count(), 1);
            prop_assert!(links.iter().all(|other| other.from != link.to));
        }
    }
}
