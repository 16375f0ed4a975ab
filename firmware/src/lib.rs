//! The board: start-up, semihosting, and a stack whose depth is measured by painting it.
//!
//! No crate is used but the one under test. This package is where the `unsafe` of start-up and of
//! the emulator's calls is; the library has none.

#![no_std]

use core::arch::global_asm;

// Reset: stack pointer by the vector table; the FPU on before any Rust runs, where there is one;
// data copied, zeroes zeroed.
global_asm!(
    ".section .vectors, \"a\"",
    ".word _stack_top",
    ".word reset",
    ".rept 14",
    ".word fault",
    ".endr",
    ".section .text.reset, \"ax\"",
    ".global reset",
    ".thumb_func",
    ".type reset, %function",
    "reset:",
    ".if {fpu}",
    "ldr r0, =0xE000ED88",
    "ldr r1, =0x00F00000",
    "ldr r2, [r0]",
    "orrs r2, r1",
    "str r2, [r0]",
    "dsb",
    "isb",
    ".endif",
    "ldr r0, =_data",
    "ldr r1, =_data_end",
    "ldr r2, =_data_load",
    "1: cmp r0, r1",
    "bhs 2f",
    "ldr r3, [r2]",
    "str r3, [r0]",
    "adds r0, #4",
    "adds r2, #4",
    "b 1b",
    "2: ldr r0, =_bss",
    "ldr r1, =_bss_end",
    "movs r3, #0",
    "3: cmp r0, r1",
    "bhs 4f",
    "str r3, [r0]",
    "adds r0, #4",
    "b 3b",
    "4: bl entry",
    "b .",
    ".size reset, . - reset",
    ".thumb_func",
    ".type fault, %function",
    "fault:",
    "movs r0, #3",
    "bl {exit}",
    "b .",
    ".size fault, . - fault",
    fpu = const cfg!(target_feature = "vfp2") as u32 | cfg!(target_abi = "eabihf") as u32,
    exit = sym exit,
);

/// One call of the emulator.
fn semihosting(call: u32, argument: usize) {
    // SAFETY: `bkpt 0xAB` hands registers 0 and 1 to the emulator, which reads what they point to
    // and writes its answer to register 0.
    unsafe {
        core::arch::asm!("bkpt 0xAB", inout("r0") call => _, in("r1") argument);
    }
}

/// Writes to the emulator's standard output.
pub fn print(text: &str) {
    for b in text.bytes() {
        semihosting(3, &raw const b as usize);
    }
}

/// Writes a number in decimal.
pub fn print_number(number: usize) {
    let mut digits = [b'0'; 10];
    let (mut rest, mut at) = (number, digits.len());
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 || at == 0 {
            break;
        }
    }
    print(core::str::from_utf8(&digits[at..]).unwrap_or("?"));
}

/// Ends the emulator with this exit code.
pub extern "C" fn exit(code: u32) -> ! {
    let block = [0x20026, code as usize];
    semihosting(0x20, block.as_ptr() as usize);
    loop {
        core::hint::spin_loop();
    }
}

const PAINT: u32 = 0x5AA5_C33C;

unsafe extern "C" {
    static mut _stack_end: u32;
}

/// Runs `of` and gives the bytes of stack that it used: all that it wrote below this frame.
#[inline(never)]
pub fn stack_of(of: &mut dyn FnMut()) -> usize {
    let top: usize;
    // SAFETY: reads a register.
    unsafe { core::arch::asm!("mov {}, sp", out(reg) top) }
    // As deep as any call is expected to go, and more; painting all of a large memory is slow.
    let bottom = (&raw mut _stack_end as usize).max(top.saturating_sub(12 * 1024));
    let mut at = bottom;
    while at < top {
        // SAFETY: between the end of the statics and this frame nothing is alive, and nothing is
        // called here.
        unsafe { (at as *mut u32).write_volatile(PAINT) }
        at += 4;
    }
    of();
    at = bottom;
    // SAFETY: as above.
    while at < top && unsafe { (at as *const u32).read_volatile() } == PAINT {
        at += 4;
    }
    top - at
}

/// A program that does one thing with one text: what it adds to an empty program is that thing's
/// flash.
#[macro_export]
macro_rules! alone {
    (|$text:ident, $out:ident| $body:expr) => {
        #[unsafe(no_mangle)]
        extern "C" fn entry() -> ! {
            let mut bytes = [0u8; 400];
            let $text: &str = core::hint::black_box("text");
            let $out: &mut [u8] = core::hint::black_box(&mut bytes);
            let code: u32 = $body;
            ioc_canon_firmware::exit(core::hint::black_box(code))
        }

        #[panic_handler]
        fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
            ioc_canon_firmware::exit(2)
        }
    };
    ($kind:ident) => {
        $crate::alone!(|text, out| match ioc_canon::$kind::parse(text) {
            Ok(value) => match value.write_into(out) {
                Ok(size) => size as u32,
                Err(_) => 1,
            },
            Err(error) => error.offset() as u32 ^ u32::from(error.code().number()),
        });
    };
}
