//! Tables of a shop → how far its numbers can be trusted, and what its other exports say. One family a file.

pub mod book;
pub mod currencies;
pub mod feedback;
pub mod identity;
pub mod marketing;
pub mod policies;
pub mod products;
pub mod quality;
pub mod reconcile;
pub mod regions;

use crate::money::major as in_major;
