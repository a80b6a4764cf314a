//! The one integration binary: each module tests one subject through the public interface.

mod calls;
mod init;
mod program;
mod workbook_method;
