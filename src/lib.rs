//! Linger reads order exports and says who is about to leave.
