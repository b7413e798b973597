//! The SLA engine: from facts, terms and calendars to clocks, verdicts and their explanation (S1–S10).

mod alarms;
mod chain;
mod choice;
mod clock;
mod condition;
mod conduct;
mod corrected;
mod disputed;
mod engine;
mod escalation;
mod explain;
mod fingerprint;
mod guard;
mod inherit;
mod limits;
mod measure;
mod pauses;
mod reckon;
mod replay;
mod rise;
mod severity;
mod silence;
mod stills;
mod story;
mod tally;
mod terms;

pub use choice::{ChoiceOutcome, TargetChoice};
pub use clock::{Alarm, AlarmKind, ClockKey, ClockState, SlaClock};
pub use condition::{Misfit, ProtectionRange, Specificity};
pub use conduct::{PauseDecider, PauseRules, Reopening, ReopeningRule, SilenceMeans, SilenceRule};
pub use escalation::{EscalationLevel, EscalationTiming};
pub use explain::{
    Charge, DisputeExplained, Explanation, GuardExplained, GuardTarget, LimitCause, LimitExplained, LimitOutcome,
    PauseExplained, PauseStanding, Segment, SegmentKind, Sentence, Step, StepKind, charged, charges, explain,
};
pub use fingerprint::input_hash;
pub use guard::{GuardPeriod, guarding};
pub use inherit::{Inherited, Slot, inherit};
pub use measure::measured_between;
pub use replay::{Pins, ReplayInput, next_due, replay};
pub use severity::{MatrixMistake, PriorityCell, PriorityMatrix, SeverityRise, SeverityRules};
pub use silence::{ANSWER_WITHIN, answer_by, silence_ends};
pub use tally::{ClockTally, SlaCount};
pub use terms::{ClockStart, Metric, PolicyTerms, PriorityRule, SlaTarget, TargetDuration, TargetOrigin};
