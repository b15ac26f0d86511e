//! Occasions → what is bought together, by how many, in which order, and what hits share. One family a file.

pub mod pairs;
pub mod rules;
