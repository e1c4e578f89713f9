// Ping and raw commands: what needs no model.
#include "client/client_impl.hpp"

namespace ipmi {
namespace client {
namespace {

Task<Result<RawReply>> send_raw(host::Bmc& bmc, RawRequest request) {
    session::Command command;
    command.netfn = static_cast<NetFn>(request.netfn & 0x3e);
    command.lun = request.lun & 0x03;
    command.command = request.command;
    command.repeatable = false;  // what it does is not known here
    command.data = std::move(request.data);
    auto reply = co_await bmc.session().call(std::move(command));
    if (!reply) co_return std::unexpected(reply.error());
    RawReply result;
    result.completion = reply->completion;
    result.data = std::move(reply->data);
    co_return result;
}

Task<Result<PingReply>> ping_one(host::Bmc& bmc) {
    const auto presence = co_await bmc.ping();
    if (!presence) co_return std::unexpected(presence.error());
    PingReply reply;
    reply.ipmi_supported = presence->ipmi_supported;
    reply.round_trip = std::chrono::duration_cast<std::chrono::microseconds>(presence->round_trip);
    co_return reply;
}

}  // namespace
}  // namespace client

void Client::raw(std::span<const Target> targets, const RawRequest& request, Limits limits,
                 const OnResult<RawReply>& on_result) {
    const auto work = [&request](host::Bmc& bmc) { return client::send_raw(bmc, request); };
    impl_->runner.run<RawReply>(targets, limits, on_result, work, client::finish_report<RawReply>);
}

void Client::ping(std::span<const Target> targets, Limits limits, const OnResult<PingReply>& on_result) {
    const auto work = [](host::Bmc& bmc) { return client::ping_one(bmc); };
    impl_->runner.run_without_login<PingReply>(targets, limits, on_result, work, client::finish_report<PingReply>);
}

}  // namespace ipmi
