// A file that an option names: a regular one, read whole. What may never end (a pipe, a device) is refused.
#pragma once

#include <expected>
#include <string>

namespace plugins {

/// Errors: in words, without the path ("Permission denied", "not a regular file", "larger than 1 MiB").
std::expected<std::string, std::string> read_text_file(const std::string& path);

}  // namespace plugins
