// One engine a state directory: a second one would ask the same BMCs again and write over the first one's files.
#pragma once

#include <ipmi/result.hpp>

#include <string>
#include <utility>

namespace ipmi::api {

class StateLock {
public:
    /// Makes the directory where it is missing (mode 0750). Errors: local (another engine has it, named by its process
    /// id; the directory cannot be used).
    static Result<StateLock> take(const std::string& directory);
    ~StateLock();
    StateLock(StateLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    StateLock& operator=(StateLock&&) = delete;

private:
    explicit StateLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

}  // namespace ipmi::api
