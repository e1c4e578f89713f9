#include "model/boot_options.hpp"

#include <array>
#include <utility>

#include "message/chassis/get_system_boot_options.hpp"
#include "message/chassis/set_system_boot_options.hpp"

namespace ipmi::model {
namespace {

using chassis::GetSystemBootOptions;
using chassis::SetSystemBootOptions;

constexpr std::uint8_t valid_flag = 0x80;
constexpr std::uint8_t persistent_flag = 0x40;
constexpr std::uint8_t uefi_flag = 0x20;
constexpr std::uint8_t set_in_progress_parameter = 0;
constexpr std::uint8_t info_acknowledge_parameter = 4;
constexpr std::uint8_t valid_bit_clearing_parameter = 3;

constexpr std::array<std::pair<std::uint8_t, BootDevice>, 12> selectors{{
    {0x00, BootDevice::none},
    {0x01, BootDevice::pxe},
    {0x02, BootDevice::disk},
    {0x03, BootDevice::safe_mode_disk},
    {0x04, BootDevice::diagnostic},
    {0x05, BootDevice::cdrom},
    {0x06, BootDevice::bios_setup},
    {0x07, BootDevice::remote_floppy},
    {0x08, BootDevice::remote_cdrom},
    {0x09, BootDevice::remote_media},
    {0x0b, BootDevice::remote_disk},
    {0x0f, BootDevice::floppy},
}};

SetSystemBootOptions::Request parameter(std::uint8_t selector, Bytes data) {
    SetSystemBootOptions::Request request;
    request.parameter_selector = selector;
    request.parameter_data = std::move(data);
    return request;
}

}  // namespace

Result<BootOptions> decode_boot_flags(ByteView data) {
    wire::Reader in(data);
    const auto flags = in.u8();
    const auto selector = static_cast<std::uint8_t>((in.u8() >> 2) & 0x0f);
    if (in.failed()) return malformed("boot flags");
    BootOptions options;
    options.valid = (flags & valid_flag) != 0;
    options.persistent = (flags & persistent_flag) != 0;
    options.uefi = (flags & uefi_flag) != 0;
    options.device = BootDevice::unknown;
    for (const auto& [code, device] : selectors)
        if (code == selector) options.device = device;
    return options;
}

Result<Bytes> encode_boot_flags(const BootOptions& options) {
    for (const auto& [code, device] : selectors) {
        if (device != options.device) continue;
        const auto flags =
            static_cast<std::uint8_t>((options.valid ? valid_flag : 0) | (options.persistent ? persistent_flag : 0) |
                                      (options.uefi ? uefi_flag : 0));
        return Bytes{flags, static_cast<std::uint8_t>(code << 2), 0, 0, 0};
    }
    return fail(Errc::unsupported, "there is no boot flag for this device");
}

Task<Result<BootOptions>> read_boot_options(session::Channel& channel) {
    GetSystemBootOptions::Request request;
    request.parameter_selector = boot_flags_parameter;
    const auto reply = co_await session::call<GetSystemBootOptions>(channel, request);
    if (!reply) co_return std::unexpected(reply.error());
    co_return decode_boot_flags(reply->parameter_data);
}

Task<Result<BootOptions>> write_boot_options(session::Channel& channel, BootOptions options) {
    auto flags = encode_boot_flags(options);
    if (!flags) co_return std::unexpected(flags.error());
    // "Set in progress" and the acknowledge bits are refused by much firmware, and nothing is lost then. Parameter 3
    // keeps the flags valid although the start may not come from a command or within 60 seconds.
    const auto begin = parameter(set_in_progress_parameter, Bytes{1});
    (void)co_await session::call<SetSystemBootOptions>(channel, begin);
    const auto keep = parameter(valid_bit_clearing_parameter, Bytes{0x1f});
    (void)co_await session::call<SetSystemBootOptions>(channel, keep);
    const auto acknowledge = parameter(info_acknowledge_parameter, Bytes{1, 1});
    (void)co_await session::call<SetSystemBootOptions>(channel, acknowledge);
    const auto write = parameter(boot_flags_parameter, std::move(*flags));
    const auto written = co_await session::call<SetSystemBootOptions>(channel, write);
    const auto end = parameter(set_in_progress_parameter, Bytes{0});
    (void)co_await session::call<SetSystemBootOptions>(channel, end);
    if (!written) co_return std::unexpected(written.error());
    const auto kept = co_await read_boot_options(channel);
    if (!kept) co_return std::unexpected(kept.error());
    if (kept->device != options.device)
        co_return fail(Errc::unsupported, "the BMC accepted the boot device and kept another one");
    co_return kept;
}

}  // namespace ipmi::model
