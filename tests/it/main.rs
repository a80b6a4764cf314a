//! The one integration binary: each module tests one subject through the public interface.

mod calls;
mod demo;
mod house;
mod init;
mod loading;
mod program;
mod readme;
mod report;
mod schemas;
mod shell;
mod workbook_method;
mod workbooks;
