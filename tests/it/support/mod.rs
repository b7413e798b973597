//! What stories need: a database of their own, the application with a clock that stands still, people with log-ins.

pub mod client;
pub mod db;
pub mod demo;
pub mod in_force;
pub mod process;
pub mod world;

/// One test body on both databases: `both! { name, … }` makes `sqlite::name` and `postgres::name`.
macro_rules! both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    super::$name(crate::support::db::Backend::Sqlite).await;
                }
            )+
        }
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    super::$name(crate::support::db::Backend::Postgres).await;
                }
            )+
        }
    };
}
pub(crate) use both;
