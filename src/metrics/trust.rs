//! Tables of a shop → how far its numbers can be trusted, and what its other exports say. One family a file.

pub mod identity;
