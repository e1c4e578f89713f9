// Files that a check keeps between two runs: read whole, written whole, never believed. Whatever goes wrong here costs a
// cold run and a warning, nothing else.
#pragma once

#include <ipmi/result.hpp>

#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace ipmi::model {

/// $BMCSCOPE_CACHE_DIR, else /var/cache/bmcscope where it is writable, else $XDG_CACHE_HOME/bmcscope, else
/// ~/.cache/bmcscope. Nothing is created. Empty: there is no place.
std::string cache_directory();

/// `text` as part of a file name: letters, digits, dots and dashes stay, long or odd texts end in a hash of the whole.
std::string file_name_part(std::string_view text);

/// Refuses symbolic links and files that belong to neither the caller nor root. Errors: local (missing, unreadable, too large).
Result<Bytes> read_cache_file(const std::string& directory, const std::string& name);

/// Writes beside and renames, so that a reader sees the old file or the new one. Creates the directory (0700) and files
/// closed to others (0600). Errors: local (the reason in words: "No space left on device").
Result<void> write_cache_file(const std::string& directory, const std::string& name, ByteView bytes);

/// Frames a body for a file: eight letters of magic, format version, length and check sum.
Bytes sealed(std::string_view magic, std::uint16_t version, ByteView body);

/// The body of a file. Errors: malformed (damaged, cut, of another kind or version).
Result<ByteView> unsealed(std::string_view magic, std::uint16_t version, ByteView file);

/// FNV-1a, 64 bits: finds damage, not intent.
std::uint64_t hash_of(ByteView bytes);

}  // namespace ipmi::model
