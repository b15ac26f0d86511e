//! Occasions → what is bought together, by how many, in which order, and what hits share. One family a file.

pub mod audience;
pub mod cross;
pub mod cycles;
pub mod hits;
pub mod new_products;
pub mod pairs;
pub mod penetration;
pub mod rules;
pub mod sales;
pub mod upgrade;
