// What survives a power cut: the bytes of a file, and the names that its folder has for it; each has to be asked for.
// A kill takes neither.
#pragma once

#include <ipmi/result.hpp>

#include <string>

namespace ipmi::store {

/// All of it is on the disk when it returns. Errors: local, with the path.
Result<void> sync_file(const std::string& path);
/// Likewise the names in the folder where `path` is: what was made, renamed or removed there.
Result<void> sync_folder_of(const std::string& path);

}  // namespace ipmi::store
