// The deadline of the whole program: whatever hangs (a disk, a name server, a library), an answer is printed by then.
#pragma once

#include <chrono>

namespace plugins {

/// After `timeout` prints UNKNOWN and ends the program with 3, unless say() came first. Once a process.
void begin_last_word(std::chrono::milliseconds timeout);
/// Prints and ends the program: nothing is said after it, nor twice.
[[noreturn]] void say(const char* text, std::size_t size, int exit_code);

}  // namespace plugins
