// UDP datagrams of a capture file (libpcap format, little-endian), for tests that read recorded conversations.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "wire/reader.hpp"

namespace ipmi::capture {

struct Datagram {
    std::uint16_t source_port = 0;
    std::uint16_t target_port = 0;
    Bytes payload{};
};

inline std::vector<Datagram> read(const std::filesystem::path& file) {
    constexpr std::uint32_t link_ethernet = 1;
    constexpr std::uint32_t link_linux_cooked = 113;
    std::ifstream in(file, std::ios::binary);
    const Bytes all{std::istreambuf_iterator<char>(in), {}};
    wire::Reader reader{ByteView(all)};
    reader.skip(20);
    const auto link = reader.u32();
    std::vector<Datagram> datagrams;
    while (reader.remaining() > 0) {
        reader.skip(8);
        const auto captured = reader.u32();
        reader.skip(4);
        wire::Reader packet(reader.bytes(captured));
        packet.skip(link == link_ethernet ? 14 : link == link_linux_cooked ? 16 : 0);
        const std::size_t header = (packet.u8() & 0x0fu) * 4u;
        packet.skip(header - 1);
        Datagram datagram;
        datagram.source_port = packet.u16_be();
        datagram.target_port = packet.u16_be();
        const std::size_t length = packet.u16_be();
        packet.skip(2);
        const auto payload = packet.bytes(length - 8);
        datagram.payload.assign(payload.begin(), payload.end());
        if (reader.failed() || packet.failed()) throw std::runtime_error("not a capture of UDP: " + file.string());
        datagrams.push_back(datagram);
    }
    return datagrams;
}

}  // namespace ipmi::capture
