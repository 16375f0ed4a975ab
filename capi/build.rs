//! Gives the shared object its name, so that programs ask for the version they were built with.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libioc_canon.so.0");
        // `memcpy` and its like; without a standard library nobody else asks for them.
        println!("cargo:rustc-cdylib-link-arg=-lc");
        // Whatever is missing is an error now and not when a program starts.
        println!("cargo:rustc-cdylib-link-arg=-Wl,-z,defs");
    }
}
