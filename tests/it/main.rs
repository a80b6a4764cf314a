//! The one integration binary: each module tests one subject through the public interface.

mod calls;
mod init;
mod house;
mod program;
mod shell;
mod workbook_method;
