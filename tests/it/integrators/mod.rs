//! What other systems rely on: one effect for one key, many tickets at once, conflicts that say what changed, history.

mod history;
mod keys;
mod keys_lost;
mod lines;
mod machines;
mod many;
mod seen;
mod set_up;
mod webhooks;
