// What is known of all hosts and their sensors, written host by host while it is sent.
#pragma once

#include "api/chosen_hosts.hpp"
#include "api/stream.hpp"
#include "schema/sensor_writer.hpp"

namespace ipmi::api {

/// Which hosts are told.
struct ReadingsSpan {
    /// Of the snapshot before any block of it was taken: what changes meanwhile is told again next time.
    std::uint64_t generation = 0;
    std::optional<std::uint64_t> since{};  ///< empty: all; else those that have changed after it, and who has gone
};

/// {"generation", "full", "hosts": [{<summary>, "sensors": […]}], "gone": ["web07"]}
template <class Writer>
class ReadingsStream final : public Stream {
public:
    ReadingsStream(ChosenHosts hosts, ReadingsSpan span, std::shared_ptr<schema::SensorForms<Writer>> forms)
        : hosts_(std::move(hosts)), span_(span), forms_(std::move(forms)), out_(chunk_) {}
    Then next(std::string& chunk) override;

private:
    void begin();
    void end();

    ChosenHosts hosts_;
    ReadingsSpan span_;
    std::shared_ptr<schema::SensorForms<Writer>> forms_;
    schema::MomentText moment_;
    std::string chunk_;
    Writer out_;  ///< into chunk_
    std::size_t host_ = 0;
    bool begun_ = false;
};

extern template class ReadingsStream<schema::JsonWriter>;
extern template class ReadingsStream<schema::CborWriter>;

}  // namespace ipmi::api
