// The console's side of a conversation with one simulated BMC: our own engine's handshake and envelope, a clock that
// stands still until it is told.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fleet.hpp"
#include "session/envelope.hpp"
#include "session/handshake.hpp"

namespace ipmi::sim {

inline Settings test_settings() {
    Settings settings;
    settings.users = default_users();
    settings.start = Time(std::chrono::hours(1));
    settings.start_epoch = 1700000000;
    return settings;
}

class Console {
public:
    explicit Console(Fleet& fleet, std::string user = "admin", std::string password = "secret1234",
                     std::uint8_t suite = 17)
        : fleet_(fleet), suite_(*crypto::find_cipher_suite(suite)), now(fleet.settings().start) {
        credentials_.user = std::move(user);
        credentials_.password = Secret(password);
        credentials_.privilege = Privilege::administrator;
        if (credentials_.user == "operator") credentials_.privilege = Privilege::operator_;
        if (credentials_.user == "monitor") credentials_.privilege = Privilege::user;
    }

    /// What came back for one datagram, in order.
    std::vector<Bytes> exchange(ByteView datagram) {
        Outbox outbox;
        fleet_.receive(0, datagram, path_, now, outbox);
        return taken(outbox);
    }
    std::vector<Bytes> wait(Duration time) {
        now += time;
        Outbox outbox;
        fleet_.release(now, outbox);
        return taken(outbox);
    }

    /// False: refused, or no answer; `error` holds the reason.
    bool login() {
        static std::uint32_t next_id = 0x1000;
        session::Handshake handshake(credentials_, suite_, ++next_id, 1, {});
        while (handshake.step() != session::Handshake::Step::done) {
            const auto answers = exchange(handshake.message());
            if (answers.empty()) return false;
            const auto packet = packet::Session20::decode(answers[0], 0);
            if (!packet) return false;
            const auto taken_in = handshake.receive(packet->payload_type, packet->payload);
            if (!taken_in) error = taken_in.error();
            if (!taken_in || !*taken_in) return false;
        }
        envelope.emplace(handshake.take_keys(), pool_);
        return true;
    }
    bool set_privilege(Level level) {
        const auto answer = ask(0x06, 0x3b, {static_cast<std::uint8_t>(level)});
        return answer && answer->front() == 0x00;
    }

    [[nodiscard]] Bytes sealed(std::uint8_t netfn, std::uint8_t command, const Bytes& data = {}) {
        packet::LanMessage message;
        message.netfn = netfn;
        message.command = command;
        message.sequence = sequence_ = (sequence_ + 1) & 0x3f;
        message.data = data;
        Bytes datagram;
        envelope->seal(datagram, message);
        return datagram;
    }
    /// Completion code and body. nullopt: silence, or something that is no answer.
    std::optional<Bytes> opened(const std::vector<Bytes>& answers) {
        if (answers.empty()) return std::nullopt;
        const auto message = envelope->open(answers[0], buffer_);
        if (!message) return std::nullopt;
        return Bytes(message->data.begin(), message->data.end());
    }
    std::optional<Bytes> ask(std::uint8_t netfn, std::uint8_t command, const Bytes& data = {}) {
        return opened(exchange(sealed(netfn, command, data)));
    }

private:
    static std::vector<Bytes> taken(const Outbox& outbox) {
        std::vector<Bytes> datagrams;
        for (const auto& entry : outbox.entries)
            datagrams.emplace_back(outbox.bytes.begin() + entry.offset,
                                   outbox.bytes.begin() + entry.offset + entry.size);
        return datagrams;
    }

    Fleet& fleet_;
    const crypto::CipherSuite& suite_;
    Credentials credentials_;
    crypto::RandomPool pool_;
    Path path_;
    Bytes buffer_;
    std::uint8_t sequence_ = 0;

public:
    Time now;
    Error error;
    std::optional<session::Envelope> envelope;
};

/// A fleet of one.
struct OneBmc {
    explicit OneBmc(Settings settings = test_settings(), const std::string& profile = "healthy64")
        : fleet(std::move(settings)) {
        fleet.add(fleet.profile(profile), "test");
    }
    Bmc& bmc() { return fleet.bmc(0); }
    Fleet fleet;
};

}  // namespace ipmi::sim
