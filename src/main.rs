//! The process: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    untrace::cli::main(std::env::args_os()).code().into()
}
