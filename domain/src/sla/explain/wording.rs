//! The explanation in sentences, English and Chinese.

use super::{
    DisputeExplained, Explanation, GuardExplained, GuardTarget, LimitExplained, LimitOutcome, PauseExplained,
    PauseStanding, Sentence, Step, StepKind,
};
use crate::Instant;
use crate::dispute::{Part, Relief, Ruling};
use crate::sla::{ChoiceOutcome, ClockState, TargetDuration};

/// What a reader needs to redo the arithmetic, in order.
pub(super) fn sentences(answer: &Explanation) -> Vec<Sentence> {
    let mut said: Vec<Sentence> = answer.steps.iter().filter_map(|step| step_sentence(answer, step)).collect();
    said.extend(answer.guard.as_ref().map(|guard| guard_sentence(answer, guard)));
    if answer.targets.iter().any(|choice| choice.outcome == ChoiceOutcome::LessSpecific) {
        said.push(say(
            "Of the targets that fit, the one that says more applies, in this order: guard period, kind of ticket, type \
             of system, narrower range of protection levels, class of site."
                .to_owned(),
            "多个目标适用时，条件更具体者优先，顺序为：重保时段、工单类型、系统类型、等保级别范围（窄者优先）、驻地类别。".to_owned(),
        ));
    }
    let lost = |limit: &&LimitExplained| limit.outcome != LimitOutcome::Governs;
    said.extend(answer.limits.iter().filter(lost).map(|limit| limit_sentence(answer, limit)));
    said.extend(answer.pauses.iter().map(|pause| pause_sentence(answer, pause)));
    said.extend(answer.disputes.iter().flat_map(|dispute| dispute_sentences(answer, dispute)));
    said.push(verdict(answer));
    if answer.clock.provisional {
        said.push(say(
            "The deadline rests on days that are not published yet and is provisional.".to_owned(),
            "截止时间涉及尚未公布的日期，为暂定时间。".to_owned(),
        ));
    }
    said
}

fn say(en: String, zh: String) -> Sentence {
    Sentence { en, zh }
}

fn time(answer: &Explanation, at: Instant) -> String {
    format!("{}", at.with_timezone(&answer.zone).format("%Y-%m-%d %H:%M:%S"))
}

fn length(seconds: i64) -> (String, String) {
    let (sign, rest) = if seconds < 0 { ("-", -seconds) } else { ("", seconds) };
    let (hours, minutes, seconds) = (rest / 3600, rest / 60 % 60, rest % 60);
    (format!("{sign}{hours} h {minutes} min {seconds} s"), format!("{sign}{hours} 小时 {minutes} 分 {seconds} 秒"))
}

fn step_sentence(answer: &Explanation, step: &Step) -> Option<Sentence> {
    let (en, zh) = match step.kind {
        StepKind::Start => ("The clock started at", "计时开始于"),
        StepKind::EffectiveStart => ("Service hours were first open at", "首个服务时间始于"),
        StepKind::LimitStart => ("The governing limit counts from", "起决定作用的时限起算于"),
        StepKind::Promise => ("Promised", "承诺时长"),
        StepKind::PauseCredit => ("Open time of pauses before the deadline", "截止前暂停的服务时间"),
        StepKind::Due => ("The deadline is", "截止时间为"),
        StepKind::Stop => ("It stopped at", "停止于"),
        StepKind::Margin => ("From the stop to the deadline round the clock", "停止距截止（自然时间）"),
        StepKind::Elapsed => ("Used, without pauses", "已用时长（不含暂停）"),
    };
    match (step.at, step.seconds) {
        (Some(at), _) => {
            let at = time(answer, at);
            Some(say(format!("{en} {at}."), format!("{zh} {at}。")))
        }
        (None, Some(seconds)) => {
            let (english, chinese) = length(seconds);
            Some(say(format!("{en}: {english}."), format!("{zh}：{chinese}。")))
        }
        (None, None) => None,
    }
}

fn duration(duration: TargetDuration) -> (String, String) {
    match duration {
        TargetDuration::Working(seconds) => {
            let (en, zh) = length(seconds);
            (format!("{en} of service hours"), format!("服务时间 {zh}"))
        }
        TargetDuration::RealTime(seconds) => {
            let (en, zh) = length(seconds);
            (format!("{en} round the clock"), format!("自然时间 {zh}"))
        }
        TargetDuration::WorkingDays(days) => (format!("{days} working days"), format!("{days} 个工作日")),
    }
}

/// Names the guard period, and both targets where the stricter one replaces another.
fn guard_sentence(answer: &Explanation, guard: &GuardExplained) -> Sentence {
    let name = &guard.raised_in.name;
    let raised = (format!("Raised in the guard period “{name}”"), format!("工单在重保时段“{name}”内提交"));
    let promise = |target: &Option<GuardTarget>| target.map(|target| duration(target.duration));
    match (promise(&guard.applies), promise(&guard.ordinary)) {
        (Some((en, zh)), Some((other, other_zh))) => say(
            format!("{}: {en} applies for {}, not {other}.", raised.0, answer.priority),
            format!("{}：{} 适用 {zh}，而非 {other_zh}。", raised.1, answer.priority),
        ),
        (Some((en, zh)), None) => say(
            format!("{}: {en} applies for {}.", raised.0, answer.priority),
            format!("{}：{} 适用 {zh}。", raised.1, answer.priority),
        ),
        (None, _) => say(
            format!("{}, for which the terms have no stricter target here.", raised.0),
            format!("{}，条款对此没有更严格的目标。", raised.1),
        ),
    }
}

fn limit_sentence(answer: &Explanation, limit: &LimitExplained) -> Sentence {
    let (promise_en, promise_zh) = duration(limit.duration);
    let from = time(answer, limit.starts_at);
    let (why_en, why_zh) = match limit.outcome {
        LimitOutcome::Governs => ("decides", "起决定作用"),
        LimitOutcome::Later => ("is due later", "截止更晚，不起决定作用"),
        LimitOutcome::Withdrawn => ("was replaced when the priority was lowered", "优先级降低后被取代"),
        LimitOutcome::Waiting => ("is paused", "处于暂停"),
        LimitOutcome::NoCalendar => ("has no calendar", "缺少服务日历"),
    };
    say(
        format!("The limit of {promise_en} from {from} {why_en}."),
        format!("自 {from} 起{promise_zh}的时限：{why_zh}。"),
    )
}

fn pause_sentence(answer: &Explanation, pause: &PauseExplained) -> Sentence {
    let from = time(answer, pause.from);
    let (to_en, to_zh) = match pause.to {
        Some(to) => (format!("to {}", time(answer, to)), format!("至 {}", time(answer, to))),
        None => ("and still open".to_owned(), "起尚未结束".to_owned()),
    };
    let (why_en, why_zh) = match pause.standing {
        PauseStanding::Declared => ("holds from its declaration", "自申报起有效"),
        PauseStanding::Accepted => ("holds; the agency accepted it", "有效，采购单位已认可"),
        PauseStanding::Lapsed => {
            ("held as long as the policy allows and no longer", "已达策略允许的最长暂停时间，其后不再有效")
        }
        PauseStanding::Rejected => ("never held; the agency rejected it", "无效，采购单位已驳回"),
        PauseStanding::AwaitingAcceptance => ("does not hold until the agency accepts it", "待采购单位认可后方有效"),
        PauseStanding::NotPausable => ("does not count; this target does not pause", "不计，该时限不可暂停"),
        PauseStanding::AfterDue => ("does not count; it began at or after the deadline", "不计，开始时已到截止时间"),
        PauseStanding::Outside => ("does not count; it lies outside the clock", "不计，不在计时范围内"),
    };
    let reason = pause.reason;
    say(
        format!("The pause {reason} from {from} {to_en} {why_en}."),
        format!("暂停（{reason}）{from} {to_zh}：{why_zh}。"),
    )
}

/// What a dispute decided, and each interval that it took out.
fn dispute_sentences(answer: &Explanation, dispute: &DisputeExplained) -> Vec<Sentence> {
    let (revision, at) = (dispute.revision, time(answer, dispute.at));
    let said = |en: &str, zh: &str| {
        say(
            format!("A dispute about revision {revision} of the verdict was decided at {at}: {en}."),
            format!("对第 {revision} 版认定的申诉于 {at} 终裁：{zh}。"),
        )
    };
    match &dispute.ruling {
        Ruling::Uphold => vec![said("what was found stays", "维持原认定")],
        Ruling::Exclude => vec![said("it is not counted", "不计入考核")],
        Ruling::ReAttribute { party } => {
            vec![said(
                &format!("{party} answers for it, not the vendor"),
                &format!("责任方改为 {party}，不计入服务商考核"),
            )]
        }
        // No score is the verdict of a clock.
        Ruling::Partly(Part::Score { .. }) => Vec::new(),
        Ruling::Partly(Part::Time { intervals }) => {
            let interval = |of: &Relief| {
                let (from, to, party) = (time(answer, of.from), time(answer, of.to), of.party);
                say(
                    format!("From {from} to {to} {party} answers for it: the time counts as a pause."),
                    format!("{from} 至 {to} 由 {party} 负责，视同暂停。"),
                )
            };
            let whole = said("part of the time is not the vendor's", "部分时段不属于服务商责任");
            [whole].into_iter().chain(intervals.iter().map(interval)).collect()
        }
    }
}

fn verdict(answer: &Explanation) -> Sentence {
    let (en, zh) = match answer.clock.state {
        ClockState::Running => ("The clock is running.", "计时进行中。"),
        ClockState::Paused => ("The clock is paused; what is left is frozen.", "计时已暂停，剩余时间冻结。"),
        ClockState::AwaitingCalendar => {
            ("The deadline has passed provisionally and waits for the calendar.", "暂定截止时间已过，等待日历公布。")
        }
        ClockState::Met => ("Kept: the stop is not later than the deadline.", "达标：停止时间不晚于截止时间。"),
        ClockState::Breached => ("Breached: the deadline passed.", "超时：已过截止时间。"),
        ClockState::Excluded => ("Not counted, by decision.", "经认定不计入考核。"),
        ClockState::Cancelled => ("Cancelled: not needed any more.", "已取消，不再需要。"),
        ClockState::NoPromise => ("The terms promise nothing here.", "条款对此没有承诺。"),
    };
    say(en.to_owned(), zh.to_owned())
}
