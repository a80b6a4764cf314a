//! The one integration binary: each module tests one subject through the public interface.

mod calls;
<<<<<<< HEAD
mod init;
=======
mod house;
>>>>>>> 3ef1119 (Hold the layers and doors by a test)
mod program;
mod shell;
mod workbook_method;
