//! A list of tickets as a file.

use chrono::Datelike;
use domain::access::Action;
use domain::export::{FileLanguage, MOST_TICKETS};
use domain::ids::UserId;

use super::document::{Cell, Column, Document, Section, words};
use super::filter::{Facts, ZONE};
use super::limit::refuse_too_many_tickets;
use super::made::{Made, dated};
use super::naming::Names;
use super::words::{Word, yes};
use crate::search::{SearchQuery, search};
use crate::ticket::{TicketQuery, list};
use crate::view::ViewSpec;
use crate::{Op, Result, Sight, TicketRow, Window};

/// What the file of a list is called, before its language. Needs `ticket.view`.
///
/// # Errors
/// `TOO_MANY_TICKETS`; what a search is refused for.
pub(super) async fn check(op: &Op, asked: &ViewSpec) -> Result<String> {
    op.require(Action::TicketView)?;
    refuse_too_many_tickets(found(op, asked, 1).await?.1)?;
    Ok(dated("tickets", op))
}

/// The file of a list, in its order. Rights as [`check`].
///
/// # Errors
/// As [`check`].
pub(super) async fn make(op: &Op, asked: &ViewSpec, language: FileLanguage) -> Result<Made> {
    op.require(Action::TicketView)?;
    let (tickets, total) = found(op, asked, MOST_TICKETS).await?;
    refuse_too_many_tickets(total)?;
    let (title, names) = (language.choose("Tickets", "工单"), Names::of(op));
    let rows = tickets.iter().map(|ticket| row(ticket, &names, language)).collect();
    let document = Document {
        language,
        title: language.choose("List of tickets", "工单清单").to_owned(),
        facts: facts(op, asked, language),
        sections: vec![Section::new(title, columns(language), rows)],
        as_of: op.now(),
    };
    Ok(Made { name: dated("tickets", op), document })
}

/// The first of the list, and how many it has.
async fn found(op: &Op, asked: &ViewSpec, limit: u64) -> Result<(Vec<TicketRow>, u64)> {
    let (rows, total) = match asked.words.as_deref().filter(|words| !words.trim().is_empty()) {
        Some(words) => {
            let (words, among) = (words.to_owned(), asked.query());
            let wanted = SearchQuery { words, among, limit, with_total: true, ..SearchQuery::default() };
            let found = search(op, &wanted).await?;
            (found.hits.into_iter().map(|hit| hit.row).collect(), found.total)
        }
        None => {
            let found = list(op, &TicketQuery { limit, with_total: true, ..asked.query() }).await?;
            (found.rows, found.total)
        }
    };
    Ok((rows, u64::try_from(total.unwrap_or(0)).unwrap_or(0)))
}

/// Times name their zone: the only table of a file has no facts beside it as CSV.
fn columns(language: FileLanguage) -> Vec<Column> {
    let say = |en, zh| language.choose(en, zh);
    let time = |en: &str, zh: &str| {
        let zone = ZONE.name();
        words(&language.choose(format!("{en} ({zone})"), format!("{zh}（{zone}）")), 18)
    };
    vec![
        words(say("Number", "编号"), 26),
        words(say("Title", "标题"), 26),
        words(say("Kind", "类型"), 9),
        words(say("Priority", "优先级"), 8),
        words(say("State", "状态"), 9),
        words(say("Agency", "单位"), 18),
        words(say("System", "系统"), 18),
        words(say("Vendor", "服务商"), 18),
        words(say("Team", "班组"), 12),
        words(say("Engineer", "工程师"), 10),
        words(say("Contract", "合同"), 20),
        time("Raised", "报障时间"),
        time("Next deadline", "下一时限"),
        time("Resolved", "解决时间"),
        time("Closed", "关闭时间"),
        words(say("Promise broken", "有超时"), 8),
    ]
}

fn row(ticket: &TicketRow, names: &Names, language: FileLanguage) -> Vec<Cell> {
    vec![
        Cell::Text(ticket.number.clone()),
        Cell::Text(ticket.title.clone()),
        Cell::Text(ticket.kind.word(language).to_owned()),
        Cell::Text(ticket.priority.as_str().to_owned()),
        Cell::Text(ticket.state.word(language).to_owned()),
        Cell::Text(names.agency(ticket.agency_id)),
        Cell::Text(names.system(ticket.system_id)),
        Cell::Text(names.vendor(ticket.vendor_id)),
        Cell::text(ticket.team_id.map(|id| names.team(id))),
        Cell::text(ticket.assignee_id.map(|id| names.person(id))),
        Cell::text(names.contract(ticket.contract_id)),
        Cell::time(ticket.raised_at, ZONE),
        // The sort column holds the end of the year 9999 for "none".
        Cell::time(Some(ticket.next_due_at).filter(|due| due.year() < 9999), ZONE),
        Cell::time(ticket.resolved_at, ZONE),
        Cell::time(ticket.closed_at, ZONE),
        Cell::Text(yes(ticket.breached, language).to_owned()),
    ]
}

/// What the list was narrowed to. Of what the actor does not see no name is told.
fn facts(op: &Op, asked: &ViewSpec, language: FileLanguage) -> Vec<(String, String)> {
    let (coverage, directory) = (op.coverage(), op.directory());
    let several = |shown: Vec<&str>| (!shown.is_empty()).then(|| shown.join(language.choose(", ", "、")));
    let or_dash = |name: Option<String>| name.unwrap_or_else(|| "—".to_owned());
    let mut facts = Facts::new(op, language);
    facts.add("Words", "关键词", asked.words.clone());
    facts.add("State", "状态", several(asked.states.iter().map(|word| word.word(language)).collect()));
    facts.add("Kind", "类型", several(asked.kinds.iter().map(|word| word.word(language)).collect()));
    facts.add("Priority", "优先级", several(asked.priorities.iter().map(|word| word.as_str()).collect()));
    let is = |so: Option<bool>| so.map(|so| yes(so, language));
    facts.add("Open", "未结", is(asked.open));
    facts.add("With a broken promise", "有超时", is(asked.breached));
    facts.parties((asked.contract, asked.vendor), (asked.agency, asked.system));
    facts.add("Without agencies under it", "不含下级单位", is(asked.agency_alone.then_some(true)));
    let team = asked.team.map(|id| {
        let seen = Sight::of(op, Action::TeamView, &coverage);
        or_dash(coverage.teams.get(&id).filter(|team| seen.team(team)).map(|team| team.row.name.clone()))
    });
    facts.add("Team", "班组", team);
    facts.add("With a team", "已分到班组", is(asked.routed));
    let person = |id: UserId| {
        let seen = Sight::of(op, Action::UserView, &coverage);
        let own = op.actor().user() == Some(id);
        or_dash(directory.users.get(&id).filter(|user| own || seen.user(user)).map(|user| user.name.clone()))
    };
    facts.add("Engineer", "工程师", asked.assignee.map(person));
    facts.add("With an engineer", "已派工程师", is(asked.assigned));
    facts.add("Raised by", "报障人", asked.raised_by.map(person));
    facts.time("Next deadline before", "下一时限早于", asked.due_before);
    facts.add(
        "In one maintenance window or force majeure",
        "限某次维护窗口或不可抗力",
        is(asked.exclusion.map(|_| true)),
    );
    window(&mut facts, ("Raised", "报障时间"), asked.raised);
    window(&mut facts, ("Resolved", "解决时间"), asked.resolved);
    window(&mut facts, ("Ended", "结束时间"), asked.ended);
    facts.time("Open at", "未结时点", asked.open_at);
    if let Some(work) = asked.work {
        window(&mut facts, ("Work begun", "工时开始时间"), work.started);
        facts.add("With certain work", "限有特定工时记录", is(Some(true)));
    }
    facts.finish()
}

fn window(facts: &mut Facts<'_>, (en, zh): (&str, &str), window: Window) {
    facts.time(&format!("{en} from"), &format!("{zh}起"), window.from);
    facts.time(&format!("{en} before"), &format!("{zh}止"), window.before);
}
