#include <ipmi/secret.hpp>

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstring>

namespace ipmi {

void wipe(void* data, std::size_t size_bytes) noexcept {
    if (data != nullptr) explicit_bzero(data, size_bytes);
}

void forbid_core_dumps() noexcept {
    // A limit of 0 keeps the kernel from writing a file, not from feeding a program such as systemd-coredump (core(5));
    // at 1 byte it does neither: that is the mark by which it knows its own dump helpers (Linux, fs/coredump.c).
    const rlimit none{1, 1};
    if (::setrlimit(RLIMIT_CORE, &none) == 0) return;
    // A limit of 0 that this user may not raise. Who is not dumpable has nothing written or fed to anybody: prctl(2).
    // Not always so, because then /proc shows little of him to his own user (proc(5)).
    (void)::prctl(PR_SET_DUMPABLE, 0);
}

Secret::Secret(std::string_view text) : data_(new char[text.size() + 1]), size_(text.size()) {
    if (!text.empty()) std::memcpy(data_, text.data(), text.size());  // an empty view may point nowhere
    data_[size_] = '\0';
}

Secret::Secret(const Secret& other) {
    if (!other.empty()) *this = Secret(other.reveal());
}

void Secret::wipe() noexcept {
    ipmi::wipe(data_, size_);
    delete[] data_;
    data_ = nullptr;
    size_ = 0;
}

bool operator==(const Secret& a, const Secret& b) {
    if (a.size_ != b.size_) return false;
    unsigned char difference = 0;
    for (std::size_t i = 0; i < a.size_; ++i)
        difference = static_cast<unsigned char>(difference | (a.data_[i] ^ b.data_[i]));
    return difference == 0;
}

}  // namespace ipmi
