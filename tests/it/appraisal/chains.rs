//! A ticket on which nobody reports for days.

use app::sla::{ExtendReport, extend};
use app::ticket::clocks;
use domain::sla::{ClockState, Metric};
use domain::ticket::Command;

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;

async fn a_silent_ticket_breaches_every_link(backend: Backend) {
    let desk = Desk::open(backend, async |stand| stand.shipped.around_the_clock).await;
    let ticket = desk.raise().await;
    desk.act(&desk.engineer(), ticket.id, Command::Acknowledge).await;
    let links = async |state: ClockState| {
        let found = clocks(&desk.clerk(), &[ticket.id]).await.expect("clocks");
        found[&ticket.id].iter().filter(|clock| clock.metric == Metric::Update && clock.state == state).count()
    };
    assert_eq!(links(ClockState::Running).await, 9, "the present one and eight ahead");
    // Two days without anybody: a link every two hours.
    for hours in 1..=48 {
        desk.wait(60);
        desk.sweep().await;
        extend(&desk.stand.system()).await.expect("extended");
        if hours % 12 == 0 {
            desk.assert_true("between").await;
        }
    }
    assert_eq!(links(ClockState::Breached).await, 23, "the 24th is due this very second");
    assert!(links(ClockState::Running).await >= 4);
    let again = extend(&desk.stand.system()).await.expect("nothing to do");
    assert_eq!(again, ExtendReport::default());

    // Out for longer than the chain: what is left of it breaches, and the next run makes it whole.
    desk.wait(48 * 60 - 30);
    desk.sweep().await;
    assert_eq!(links(ClockState::Running).await, 0);
    assert_eq!(extend(&desk.stand.system()).await.expect("extended").tickets, 1);
    assert_eq!(links(ClockState::Breached).await, 47);
    assert_eq!(links(ClockState::Running).await, 9);
    desk.assert_true("after the outage").await;

    desk.solve(ticket.id, "线路").await;
    assert_eq!(extend(&desk.stand.system()).await.expect("solved").tickets, 0);
    desk.assert_true("solved").await;
}

both! { a_silent_ticket_breaches_every_link }
