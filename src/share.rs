//! Reports for others: a report and the people behind it in, a report that tells of nobody out.
//!
//! [`suppress`] decides on tables, [`protect`] on the report, [`people`] says who is behind a cell. Knows nothing of the
//! engines: the host brings their answers, as columns and JSON.

pub mod guard;
pub mod people;
pub mod protect;
pub mod spans;
pub mod suppress;
