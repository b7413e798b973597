//! Bad rows of a real case end in the report with row, column and reason; its good rows become its ticket's log.

use super::{import, text};
use crate::support::both;
use crate::support::db::{Backend, TestDb};
use crate::tickets::ledger::Ledger;

/// The columns that the shipped mapping reads.
pub const HEADING: &str = "number,incident_state,opened_at,sys_updated_at,impact,urgency,priority,assignment_group,\
                       category,subcategory,u_symptom,contact_type,location,closed_code";
/// What every row of a case says beside number, state and times.
pub const REST: &str = "2 - Medium,2 - Medium,3 - Moderate,Group 64,Category 9,?,?,Phone,Location 1,code 7";
const OPENED: &str = "10/5/2016 22:09";

/// INC0028089 as it stands in the real log with its two states `-100`, and faults of other cases planted between.
const ROWS: [(&str, &str, &str); 10] = [
    ("New", OPENED, "10/5/2016 22:09"),
    ("Active", OPENED, "?"),
    ("Active", "9/5/2016 22:09", "11/5/2016 09:00"),
    ("Active", OPENED, "10/5/2016 22:08"),
    ("-100", OPENED, "16/6/2016 12:02"),
    ("-100", OPENED, "16/6/2016 12:03"),
    ("Resolved", OPENED, "16/6/2016 12:03"),
    ("Awaiting User Info", OPENED, "16/6/2016 11:00"),
    ("Resolved", OPENED, "16/6/2016 13:02"),
    ("Closed", OPENED, "21/6/2016 13:07"),
];

async fn a_case_keeps_its_good_rows_and_each_bad_one_is_told(backend: Backend) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (log, report) = (folder.path().join("log.csv"), folder.path().join("findings.csv"));
    let row = |(state, opened, updated): &(&str, &str, &str)| format!("INC0028089,{state},{opened},{updated},{REST}");
    let rows: Vec<String> = ROWS.iter().map(row).collect();
    std::fs::write(&log, format!("{HEADING}\n{}\n", rows.join("\n"))).expect("written");
    let db = TestDb::create(backend).await;
    import(&db.config.url, &log, &["--report", text(&report)]).await;

    let report = std::fs::read_to_string(&report).expect("the report");
    let told: Vec<&str> = report.lines().collect();
    let expected = [
        "line,case,column,value,reason,effect",
        "3,INC0028089,sys_updated_at,,no time,row skipped",
        "4,INC0028089,opened_at,9/5/2016 22:09,raised at another time than the case's first row says,row skipped",
        "5,INC0028089,sys_updated_at,10/5/2016 22:08,earlier than the case was raised,row skipped",
        "6,INC0028089,incident_state,-100,a state that the mapping does not know,row skipped",
        "7,INC0028089,incident_state,-100,a state that the mapping does not know,row skipped",
        "9,INC0028089,sys_updated_at,16/6/2016 11:00,earlier than the row before; the order of the file makes the state, time the clocks,row kept",
    ];
    assert_eq!(told.len(), expected.len(), "{report}");
    for (told, expected) in told.iter().zip(expected) {
        // Cells with a comma or semicolon may stand in quotation marks.
        assert_eq!(told.replace('"', ""), expected);
    }

    let ledger = Ledger::open(&db.config.url).await;
    let kept = ledger.texts("SELECT type FROM ticket_event ORDER BY seq").await;
    let expected = ["RAISED", "RESOLVED", "SOLUTION_REJECTED", "HELD", "RESUMED", "RESOLVED", "CONFIRMED"];
    assert_eq!(kept, expected);
    assert_eq!(ledger.texts("SELECT state FROM ticket").await, ["CLOSED"]);
}

both! { a_case_keeps_its_good_rows_and_each_bad_one_is_told }
