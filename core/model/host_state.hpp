// What one BMC has taught us, kept between two runs beside the shared SDR files: which repository it had, how it likes to be
// talked to, when its account may be tried again, and how far a cold read got before its deadline.
#pragma once

#include <ipmi/device.hpp>
#include <ipmi/result.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "model/sdr_cache.hpp"

namespace ipmi::model {

struct HostState {
    /// After an authentication failure the next automatic login waits 1 min, doubling to 15.
    struct Backoff {
        std::uint64_t credential = 0;  ///< a fingerprint that tells a changed credential; not the credential
        std::uint8_t failures = 0;
        std::chrono::sys_seconds not_before{};
        bool operator==(const Backoff&) const = default;
    };
    /// Records of a cold read that was cut by its deadline.
    struct PartialSdr {
        std::string key{};                 ///< sdr_key of the repository they belong to; any other: start afresh
        std::uint16_t next_record_id = 0;  ///< where to go on
        std::vector<Bytes> records{};
        bool operator==(const PartialSdr&) const = default;
    };

    std::optional<DeviceId> device{};  ///< as last seen
    RepositoryState repository{};      ///< as last seen
    std::string sdr_key{};             ///< the file that fits; empty: none yet
    std::uint8_t cipher_suite = 0;     ///< the one that worked; 0: none yet
    std::uint8_t window = 1;           ///< requests outstanding that it bore, 1 to 16
    std::uint8_t sdr_read_bytes = 0;   ///< largest Get SDR accepted; ffh: whole records; 0: not known
    std::uint8_t fru_read_bytes = 0;   ///< largest Read FRU Data accepted; 0: not known
    bool speculative = false;          ///< requests right behind RAKP 3 came back clean
    std::uint32_t quirks = 0;          ///< bits of session::Quirk
    std::vector<Backoff> backoffs{};
    std::optional<PartialSdr> partial_sdr{};
    bool operator==(const HostState&) const = default;
};

Bytes encode_host_state(const HostState& state);
/// Errors: malformed.
Result<HostState> decode_host_state(ByteView file);

/// `address` as the target names it, port included. A missing file is an empty state; Errors: local, malformed: as good as
/// empty, but worth a warning.
Result<HostState> load_host_state(const std::string& directory, std::string_view address);
/// Errors: local.
Result<void> save_host_state(const std::string& directory, std::string_view address, const HostState& state);

/// Seconds until this credential may be tried again; zero: now.
std::chrono::seconds wait_before_login(const HostState& state, std::uint64_t credential, std::chrono::sys_seconds now);
void note_login_failure(HostState& state, std::uint64_t credential, std::chrono::sys_seconds now);
void note_login_success(HostState& state, std::uint64_t credential);

}  // namespace ipmi::model
