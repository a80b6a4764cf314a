//! The one integration binary: each module tests one subject through the public interface.

mod calls;
<<<<<<< Updated upstream
mod init;
mod house;
=======
mod house;
mod init;
>>>>>>> Stashed changes
mod program;
mod shell;
mod workbook_method;
