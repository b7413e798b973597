//! Why a side of a dispute has until then: the working days that were agreed, and what they are counted from.

use super::{DisputeDays, DisputeState, StepDeadline};
use crate::Instant;
use crate::calendar::CompiledCalendar;
use crate::sla::Sentence;

/// What the deadlines of a dispute follow from.
#[derive(Clone, Copy, Debug)]
pub struct Explained<'a> {
    /// Code and version of the scoring scheme by which what is disputed counts; none for disputes that began when schemes
    /// named no days yet.
    pub scheme: Option<(&'a str, i32)>,
    /// Whether that version names the days; else they are the usual ones.
    pub agreed: bool,
    /// The days.
    pub days: DisputeDays,
    /// In whose working days they are counted.
    pub calendar: &'a CompiledCalendar,
    /// Since when what is disputed was known.
    pub known_at: Instant,
    /// Where the dispute stands.
    pub state: DisputeState,
    /// By when whoever's turn it is has to do something; none once it is over.
    pub deadline: Option<StepDeadline>,
}

impl Explained<'_> {
    /// What a reader needs to count the days again, in order.
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut said = vec![self.agreement(), self.appeal()];
        if let Some(deadline) = &self.deadline {
            said.extend(self.turn(deadline));
            if deadline.provisional {
                said.push(Sentence {
                    en: "The deadline rests on days that are not published yet and is provisional.".to_owned(),
                    zh: "截止时间涉及尚未公布的日期，为暂定时间。".to_owned(),
                });
            }
        }
        said
    }

    fn agreement(&self) -> Sentence {
        let DisputeDays { appeal, agency, escalate, supervisor } = self.days;
        let days_en = format!(
            "{appeal} working days to appeal, the agency {agency} to decide, the vendor {escalate} to go further, and whoever \
             stands over the agency {supervisor} to decide for good."
        );
        let days_zh = format!(
            "服务商提出申诉 {appeal} 个工作日，采购单位裁定 {agency} 个，服务商提请上级 {escalate} 个，上级终裁 {supervisor} 个。"
        );
        let (en, zh) = match self.scheme {
            Some((code, version)) if self.agreed => (
                format!("Version {version} of the scoring scheme {code} gives the vendor "),
                format!("考核方案 {code} 第 {version} 版约定："),
            ),
            Some((code, version)) => (
                format!("Version {version} of the scoring scheme {code} says nothing else, so the vendor has "),
                format!("考核方案 {code} 第 {version} 版未另行约定，按通常期限："),
            ),
            None => (
                "No scoring scheme says otherwise, so the vendor has ".to_owned(),
                "考核方案未另行约定，按通常期限：".to_owned(),
            ),
        };
        Sentence { en: en + &days_en, zh: zh + &days_zh }
    }

    fn appeal(&self) -> Sentence {
        let until = StepDeadline::of(self.calendar, self.known_at, self.days.appeal);
        let (known, until) = (self.time(self.known_at), self.time(until.at));
        Sentence {
            en: format!("It was known at {known}, so that an appeal was in time until {until}."),
            zh: format!("知悉时间为 {known}，申诉期限至 {until}。"),
        }
    }

    fn turn(&self, deadline: &StepDeadline) -> Option<Sentence> {
        let (en, zh) = match self.state {
            DisputeState::Appealed => ("The agency has", "采购单位"),
            DisputeState::AgencyDecided => ("The vendor has", "服务商"),
            DisputeState::Escalated => ("Whoever stands over the agency has", "上级"),
            DisputeState::Final | DisputeState::Withdrawn => return None,
        };
        let (days, from, at) = (deadline.days, self.time(deadline.from), self.time(deadline.at));
        Some(Sentence {
            en: format!("{en} {days} working days from {from}: they end with the closing at {at}."),
            zh: format!("{zh}自 {from} 起有 {days} 个工作日，至 {at} 下班时止。"),
        })
    }

    /// As the clocks of the calendar's zone show it.
    fn time(&self, at: Instant) -> String {
        at.with_timezone(&self.calendar.zone()).format("%Y-%m-%d %H:%M:%S").to_string()
    }
}
