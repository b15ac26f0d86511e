//! Who bought when and for how much, in one currency → what customers are worth: by cohort, by where they came from, by what
//! won them, and what the lost ones cost.

pub mod accounts;
pub mod acquisition;
pub mod cohorts;
pub mod groups;
pub mod lost;
pub mod origins;
pub mod what_if;
