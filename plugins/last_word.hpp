// The deadline of the whole program: whatever hangs (a disk, a name server, a library), an answer is printed by then.
#pragma once

#include <chrono>

namespace plugins {

/// Before the options are read, whose files may lie on a disk that hangs.
inline constexpr auto default_deadline = std::chrono::seconds(10);

/// `timeout` after the first call prints UNKNOWN and ends the program with 3; after say() only ends it. A later call
/// changes the time.
void begin_last_word(std::chrono::milliseconds timeout);
/// Prints and ends the program: nothing is said after it, nor twice.
[[noreturn]] void say(const char* text, std::size_t size, int exit_code);

}  // namespace plugins
