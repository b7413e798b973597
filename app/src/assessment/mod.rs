//! Assessment periods: opened, drafted, commented on, decided, signed and frozen; what is found later is booked into the
//! next one.

mod book;
mod correct;
mod due;
mod job;
mod open;
mod read;
mod scored;
mod steps;
mod writing;

pub use book::{NewAdjustment, adjust_assessment};
pub use correct::correct_assessment;
pub use job::{DraftReport, catch_up, draft_assessments};
pub use read::{
    AssessmentList, AssessmentQuery, adjustments, assessments, available_assessment_steps, booked_about, card,
    find_assessment, history, record, signatures, superseded,
};
pub use steps::{
    CriterionRemark, Remarks, comment_assessment, decide_assessment, object_to_assessment, rescore_assessment,
    send_back_assessment, sign_assessment,
};
