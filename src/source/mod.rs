//! Records → rows with meaning. All mess is absorbed here; everything to the right sees clean data.

pub mod amounts;
pub mod dates;
pub mod layouts;
