// What is remembered of one BMC between two runs: a few hundred bytes beside the shared sensor tables.
#pragma once

#include <chrono>
#include <string>

#include "model/sdr_repository.hpp"
#include "model/sensor_poll.hpp"

namespace ipmi::model {

/// After an authentication failure the next automatic login of that credential waits 1 min, doubling to 15.
struct LoginBackOff {
    std::uint64_t salt = 0;        ///< random; the fingerprint's key
    std::uint64_t credential = 0;  ///< fingerprint of user and password: a changed credential starts afresh
    std::uint32_t failures = 0;
    std::chrono::sys_seconds not_before{};
    bool operator==(const LoginBackOff&) const = default;
};

struct HostState {
    std::string table_key{};  ///< names the shared sensor table
    RepositoryStamp stamp{};  ///< of the repository that table was made from
    SdrSource source = SdrSource::repository;
    std::uint8_t cipher_suite = 0;  ///< that worked; 0: none yet
    std::uint8_t window = 1;
    std::uint8_t read_size = 0xff;   ///< of Get SDR
    std::uint8_t fru_read_size = 0;  ///< of Read FRU Data; 0: not known
    std::uint32_t quirks = 0;
    std::uint32_t round_trip_us = 0;
    std::vector<LoginBackOff> back_offs{};  ///< one for each credential whose last login failed
    std::uint16_t next_record_id = 0;       ///< of a reading that was cut short
    std::uint16_t records_expected = 0;
    std::vector<Bytes> records{};  ///< read so far; empty when there is a table
    LiveThresholds live{};
    std::chrono::sys_seconds thresholds_read{};  ///< when all of `live` was; epoch: never, of this table
    bool operator==(const HostState& other) const = default;
};

Bytes encode_state(const HostState& state);
/// Errors: malformed.
Result<HostState> decode_state(ByteView bytes);

/// 1 min after the first failure, doubling to 15 min.
std::chrono::seconds back_off_after(std::uint32_t failures);

}  // namespace ipmi::model
