//! The operations of the document, group by group.

pub mod applications;
pub mod audit;
pub mod auth;
pub mod factors;
pub mod me;
pub mod openid;
pub mod roles;
pub mod system;
pub mod users;
