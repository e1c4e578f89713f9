// A password or key. Wipes its memory, cannot be printed, is compared in constant time.
// Sizes are bytes. Any length is kept here; what IPMI allows stands at Credentials. No call here returns an error.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

namespace ipmi {

class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view text);
    Secret(const Secret& other);
    Secret(Secret&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    Secret& operator=(Secret other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        return *this;
    }
    ~Secret() { wipe(); }

    /// The only way to the text; keep the view no longer than the call that needs it.
    [[nodiscard]] std::string_view reveal() const { return {data_, size_}; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    void wipe() noexcept;

    friend bool operator==(const Secret& a, const Secret& b);

private:
    char* data_ = nullptr;
    std::size_t size_ = 0;
};

/// No core dump of this process: a password may be in its memory. For main(), before a secret is read.
void forbid_core_dumps() noexcept;

/// Overwrites memory in a way the compiler may not leave out.
void wipe(void* data, std::size_t size_bytes) noexcept;

}  // namespace ipmi
