//! The process: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    match untrace::cli::main(std::env::args_os()) {
        Ok(status) => status.code().into(),
        Err(error) => {
            let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("untrace: {error:#}\n"));
            untrace::cli::ExitStatus::Incomplete.code().into()
        }
    }
}
