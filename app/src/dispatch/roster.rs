//! The duty rosters of a vendor's teams.

use chrono::{NaiveDate, NaiveTime, TimeDelta, Weekday};
use chrono_tz::Tz;
use domain::Instant;
use domain::access::Action;
use domain::dispatch::{DutyRole, Gap, Shift, Turn, clash, gaps, on_duty};
use domain::ids::{ShiftId, TeamId, UserId, VendorId};
use storage::Transaction;
use storage::entity::duty_shift;
use storage::query::dispatch as query;
use storage::query::setup::insert;

use super::manages;
use crate::mistakes::Mistakes;
use crate::{Error, Op, Result, Team};

/// Lines of one roster at most.
const SHIFTS_MAX: usize = 500;
/// Days that a roster is shown for at most.
const SHOWN_DAYS_MAX: i64 = 62;

/// A line to be added to a roster.
#[derive(Clone, Debug)]
pub struct NewShift {
    pub team: TeamId,
    /// Somebody of the team.
    pub user: UserId,
    pub role: DutyRole,
    pub turn: NewTurn,
}

/// When, as it is asked for.
#[derive(Clone, Debug)]
pub enum NewTurn {
    Once {
        from: Instant,
        until: Instant,
    },
    /// Every week; the zone by its name, the time of day as `HH:MM`.
    Weekly {
        zone: String,
        weekday: Weekday,
        starts: String,
        minutes: i64,
        first_on: NaiveDate,
        last_on: Option<NaiveDate>,
    },
}

/// Somebody's turn, as it falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RosterTurn {
    pub shift: ShiftId,
    pub user: UserId,
    pub role: DutyRole,
    pub from: Instant,
    pub until: Instant,
}

/// A roster over a time.
#[derive(Clone, Debug)]
pub struct Roster {
    /// In the order in which they begin.
    pub turns: Vec<RosterTurn>,
    /// Where nobody is to be called first.
    pub gaps: Vec<Gap>,
}

/// Who is on call.
pub type OnCall = RosterTurn;

/// Adds a line. Needs `dispatch.manage` at the team's vendor.
///
/// # Errors
/// `NOT_FOUND` for somebody who is not in the team, `INVALID` for what is no turn, `OVERLAP` when the same person is on
/// duty then in any team of the vendor, `TOO_MANY` lines.
pub async fn add_shift(op: &Op, new: &NewShift) -> Result<TeamId> {
    op.require(Action::DispatchManage)?;
    let team = own_team(op, new.team)?;
    manages(op, team.row.vendor_id)?;
    let mut mistakes = Mistakes::default();
    let member = team.members.contains(&new.user) && op.directory().works_for(new.user, team.row.vendor_id, op.now());
    mistakes.found("engineerId", ("member of this team", "班组成员"), member.then_some(()));
    let turn = asked_turn(&mut mistakes, &new.turn);
    let turn = mistakes.finish(turn)?;
    let transaction = op.begin().await?;
    // Whoever puts the same person on duty meanwhile waits here.
    query::lock_person(&transaction, new.user).await?;
    let known = query::shifts(&transaction, &teams_of(op, team.row.vendor_id)).await?;
    let shifts = known.iter().filter_map(shift).collect::<Vec<_>>();
    let mut mistakes = Mistakes::default();
    if let Some((_, at)) = clash(new.user, &turn, &shifts) {
        let en = format!("the same person is on duty then already, at {}", at.to_rfc3339());
        mistakes.add("OVERLAP", "engineerId", en, format!("该人员在 {} 已有班次", at.to_rfc3339()));
    }
    if shifts.iter().filter(|of| of.team == new.team).count() >= SHIFTS_MAX {
        let en = format!("a roster has at most {SHIFTS_MAX} lines");
        mistakes.add("TOO_MANY", "teamId", en, format!("一个值班表最多 {SHIFTS_MAX} 条"));
    }
    mistakes.refuse()?;
    let row = row(op, new, turn);
    let detail = serde_json::json!({ "teamId": new.team, "userId": new.user, "role": new.role, "turn": told(&row) });
    let entry = op.audit("roster.add", ("shift", row.id.0), detail);
    insert(&transaction, row).await?;
    insert(&transaction, entry).await?;
    transaction.commit().await?;
    Ok(new.team)
}

/// Takes a line off; the audit entry keeps what it was. Needs `dispatch.manage` at the team's vendor.
///
/// # Errors
/// `NOT_FOUND` when there is none in the actor's scope.
pub async fn remove_shift(op: &Op, id: ShiftId) -> Result<TeamId> {
    op.require(Action::DispatchManage)?;
    let transaction = op.begin().await?;
    let row = query::find_shift(&transaction, id).await?.ok_or(Error::NotFound("shift"))?;
    let team = own_team(op, row.team_id).map_err(|_| Error::NotFound("shift"))?;
    manages(op, team.row.vendor_id)?;
    let detail = serde_json::json!({
        "teamId": row.team_id, "userId": row.user_id, "role": row.role, "turn": told(&row),
    });
    query::delete_shift(&transaction, id).await?;
    insert(&transaction, op.audit("roster.remove", ("shift", id.0), detail)).await?;
    transaction.commit().await?;
    Ok(row.team_id)
}

/// The roster of a team for so many days from an instant. Needs `dispatch.view` at its vendor.
///
/// # Errors
/// `INVALID` for less than one day or more than 62; NOT_FOUND for a team outside the scope.
pub async fn duty_roster(op: &Op, team: TeamId, from: Instant, days: i64) -> Result<Roster> {
    op.require(Action::DispatchView)?;
    let shifts = shifts_of(op, team).await?;
    if !(1..=SHOWN_DAYS_MAX).contains(&days) {
        let en = format!("a roster is shown for 1 to {SHOWN_DAYS_MAX} days");
        return Err(Error::invalid("INVALID", "days", en, format!("值班表一次显示 1 至 {SHOWN_DAYS_MAX} 天")));
    }
    let until = from + TimeDelta::days(days);
    let turns = shifts.iter().flat_map(|of| of.turn.between(from, until).into_iter().map(move |span| turn(of, span)));
    let mut turns: Vec<RosterTurn> = turns.collect();
    turns.sort_unstable_by_key(|of| (of.from, of.role, of.user, of.shift));
    Ok(Roster { turns, gaps: gaps(&shifts, (from, until)) })
}

/// Who is on call in a team at an instant: those to be called first, then the backups. Needs `dispatch.view` at its vendor.
pub async fn on_call(op: &Op, team: TeamId, at: Instant) -> Result<Vec<OnCall>> {
    op.require(Action::DispatchView)?;
    let shifts = shifts_of(op, team).await?;
    let now = |of: &&Shift| of.turn.between(at, at + TimeDelta::seconds(1)).first().copied();
    Ok(on_duty(&shifts, at).iter().filter_map(|of| Some(turn(of, now(of)?))).collect())
}

/// The rosters of a vendor's teams, from which [`domain::dispatch::called`] says whom a ticket calls.
pub(crate) async fn rosters_of(op: &Op, db: &Transaction, vendor: VendorId) -> Result<Vec<Shift>> {
    let rows = query::shifts(db, &teams_of(op, vendor)).await?;
    Ok(rows.iter().filter_map(shift).collect())
}

/// Who of a vendor is on duty at an instant, in whichever team, and how.
pub(super) async fn on_duty_at(op: &Op, vendor: VendorId, at: Instant) -> Result<Vec<(UserId, DutyRole)>> {
    let rows = query::shifts(op.app().store.read(), &teams_of(op, vendor)).await?;
    let shifts: Vec<Shift> = rows.iter().filter_map(shift).collect();
    Ok(on_duty(&shifts, at).into_iter().map(|of| (of.user, of.role)).collect())
}

fn turn(of: &Shift, (from, until): (Instant, Instant)) -> RosterTurn {
    RosterTurn { shift: of.id, user: of.user, role: of.role, from, until }
}

async fn shifts_of(op: &Op, team: TeamId) -> Result<Vec<Shift>> {
    let team = own_team(op, team)?;
    let rows = query::shifts(op.app().store.read(), &[team.row.id]).await?;
    Ok(rows.iter().filter_map(shift).collect())
}

/// A team of a vendor in the actor's reach.
fn own_team(op: &Op, id: TeamId) -> Result<Team> {
    let found = op.coverage().teams.get(&id).cloned();
    let scope = op.read_scope(Action::DispatchView);
    found.filter(|team| scope.covers(None, Some(team.row.vendor_id))).ok_or(Error::NotFound("team"))
}

fn teams_of(op: &Op, vendor: VendorId) -> Vec<TeamId> {
    op.coverage().teams.values().filter(|team| team.row.vendor_id == vendor).map(|team| team.row.id).collect()
}

/// None only together with a mistake.
fn asked_turn(mistakes: &mut Mistakes, asked: &NewTurn) -> Option<Turn> {
    let turn = match asked {
        NewTurn::Once { from, until } => Turn::Once { from: *from, until: *until },
        NewTurn::Weekly { zone, weekday, starts, minutes, first_on, last_on } => {
            let zone = mistakes.parsed(("INVALID", "zone"), zone.parse::<Tz>(), "不是有效的时区名称");
            let starts = NaiveTime::parse_from_str(starts, "%H:%M");
            let starts = mistakes.parsed(("INVALID", "starts"), starts, "时刻格式为 HH:MM");
            let (weekday, minutes, first_on, last_on) = (*weekday, *minutes, *first_on, *last_on);
            Turn::Weekly { zone: zone?, weekday, starts: starts?, minutes, first_on, last_on }
        }
    };
    if let Err(error) = turn.check() {
        let field = if matches!(turn, Turn::Once { .. }) { "until" } else { "minutes" };
        mistakes.add("INVALID", field, error.to_string(), error.zh());
    }
    Some(turn)
}

fn row(op: &Op, new: &NewShift, turn: Turn) -> duty_shift::Model {
    let blank = duty_shift::Model {
        id: op.id(),
        team_id: new.team,
        user_id: new.user,
        role: new.role,
        from_at: None,
        until_at: None,
        zone: None,
        weekday: None,
        starts: None,
        minutes: None,
        first_on: None,
        last_on: None,
        created_at: op.now(),
    };
    match turn {
        Turn::Once { from, until } => duty_shift::Model { from_at: Some(from), until_at: Some(until), ..blank },
        Turn::Weekly { zone, weekday, starts, minutes, first_on, last_on } => duty_shift::Model {
            zone: Some(zone.name().to_owned()),
            weekday: i32::try_from(weekday.num_days_from_monday()).ok(),
            starts: Some(starts.format("%H:%M").to_string()),
            minutes: i32::try_from(minutes).ok(),
            first_on: Some(first_on),
            last_on,
            ..blank
        },
    }
}

/// None for a row that is neither a single nor a weekly turn, which nothing writes.
fn shift(row: &duty_shift::Model) -> Option<Shift> {
    let turn = match (row.from_at, row.until_at) {
        (Some(from), Some(until)) => Turn::Once { from, until },
        _ => Turn::Weekly {
            zone: row.zone.as_deref()?.parse().ok()?,
            weekday: Weekday::try_from(u8::try_from(row.weekday?).ok()?).ok()?,
            starts: NaiveTime::parse_from_str(row.starts.as_deref()?, "%H:%M").ok()?,
            minutes: row.minutes?.into(),
            first_on: row.first_on?,
            last_on: row.last_on,
        },
    };
    Some(Shift { id: row.id, team: row.team_id, user: row.user_id, role: row.role, turn })
}

fn told(row: &duty_shift::Model) -> serde_json::Value {
    serde_json::json!({
        "from": row.from_at, "until": row.until_at, "zone": row.zone, "weekday": row.weekday, "starts": row.starts,
        "minutes": row.minutes, "firstOn": row.first_on, "lastOn": row.last_on,
    })
}
