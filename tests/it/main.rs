//! The one integration binary: each module tests one subject through the public interface.

mod calls;
mod content;
mod demo;
mod house;
mod init;
mod loading;
mod lock;
mod migrate;
mod program;
mod readme;
mod report;
mod schemas;
mod shell;
mod workbook_method;
mod workbooks;
