//! The one integration binary: each module tests one subject through the public interface.

mod workbook_method;
