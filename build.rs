//! What Windows reads in the program before it runs: that paths may be longer than 260 characters, and that texts are UTF-8.

fn main() -> std::io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_CFG_WINDOWS").is_some() {
        embed_manifest::embed_manifest(embed_manifest::new_manifest("untrace"))?;
    }
    Ok(())
}
