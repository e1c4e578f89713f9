#include "message/session/rakp.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::session {
namespace {

template <class Payload>
Bytes written(const Payload& payload) {
    Bytes out;
    wire::Writer writer(out);
    Payload::encode(writer, payload);
    return out;
}
template <class Array>
Bytes bytes_of(const Array& array) {
    return {array.begin(), array.end()};
}

// ipmitool 1.8.19 to zipmi's vBMC, suite 17, user root: ipmitool_lanplus_cs17_zipmi-vbmc.pcap.
const auto rakp1_body = codec::hex("00000000dbc2a2b077f0e3fdc8e065749851846ad1d67bf914000004726f6f74");
const auto rakp2_body = codec::hex(
    "00000000a4a3a2a0d507d102f5076d32fdbd9ee4a386c9fb44454c4c580010548033b5c04f475131"
    "7ab7ba46cdf81ab29ded82f9b1e34b18339e1e38091edf91a93497a6e3de4296");
const auto rakp3_body = codec::hex("00000000dbc2a2b02c0b33167a8b7bf80ef939f5804808ef73fd8228881bc5ca786baf529d272d87");
const auto rakp4_body = codec::hex("00000000a4a3a2a0665dbf48db88a157222f0f639edf41d6");

TEST(Rakp1, DecodesWhatIpmitoolSends) {
    const auto message = Rakp1::decode(codec::reader(rakp1_body)).value();
    EXPECT_EQ(message.bmc_session_id, 0xb0a2c2dbu);
    EXPECT_EQ(bytes_of(message.console_random), codec::hex("77f0e3fdc8e065749851846ad1d67bf9"));
    EXPECT_EQ(message.role, 0x14);
    EXPECT_EQ(message.user, "root");
    EXPECT_EQ(written(message), rakp1_body);
}

TEST(Rakp1, IsReadByFreeIpmiAsItWasMeant) {
    const auto message = Rakp1::decode(codec::reader(rakp1_body)).value();
    layout::Template theirs(tmpl_rmcpplus_rakp_message_1);
    theirs.take(written(message));
    EXPECT_EQ(theirs.number("managed_system_session_id"), message.bmc_session_id);
    EXPECT_EQ(theirs.bytes("remote_console_random_number"), bytes_of(message.console_random));
    EXPECT_EQ(theirs.number("requested_maximum_privilege_level"), 4u);
    EXPECT_EQ(theirs.number("name_only_lookup"), 1u);
    EXPECT_EQ(theirs.number("user_name_length"), 4u);
    EXPECT_EQ(theirs.bytes("user_name"), bytes_of(message.user));
}

TEST(Rakp1, RejectsANameLongerThanSixteenBytesOrThanTheMessage) {
    auto body = rakp1_body;
    body[27] = 17;
    body.resize(28 + 17, 'x');
    EXPECT_FALSE(Rakp1::decode(codec::reader(body)));
    body[27] = 16;
    EXPECT_EQ(Rakp1::decode(codec::reader(body)).value().user.size(), 16u);
    body.resize(28 + 15);
    EXPECT_FALSE(Rakp1::decode(codec::reader(body)));
}

TEST(Rakp2, DecodesTheAnswerOfABmc) {
    const auto message = Rakp2::decode(codec::reader(rakp2_body)).value();
    EXPECT_EQ(message.status, RmcpStatus::no_errors);
    EXPECT_EQ(message.console_session_id, 0xa0a2a3a4u);
    EXPECT_EQ(bytes_of(message.bmc_random), codec::hex("d507d102f5076d32fdbd9ee4a386c9fb"));
    EXPECT_EQ(bytes_of(message.bmc_guid), codec::hex("44454c4c580010548033b5c04f475131"));
    EXPECT_EQ(message.key_exchange_authentication_code.size(), 32u);
    EXPECT_EQ(written(message), rakp2_body);
}

TEST(Rakp2, IsReadByFreeIpmiAsItWasMeant) {
    const auto message = Rakp2::decode(codec::reader(rakp2_body)).value();
    layout::Template theirs(tmpl_rmcpplus_rakp_message_2);
    theirs.take(written(message));
    EXPECT_EQ(theirs.number("rmcpplus_status_code"), 0u);
    EXPECT_EQ(theirs.number("remote_console_session_id"), message.console_session_id);
    EXPECT_EQ(theirs.bytes("managed_system_random_number"), bytes_of(message.bmc_random));
    EXPECT_EQ(theirs.bytes("managed_system_guid"), bytes_of(message.bmc_guid));
    EXPECT_EQ(theirs.bytes("key_exchange_authentication_code"), message.key_exchange_authentication_code);
}

TEST(Rakp3, DecodesWhatIpmitoolSends) {
    const auto message = Rakp3::decode(codec::reader(rakp3_body)).value();
    EXPECT_EQ(message.status, RmcpStatus::no_errors);
    EXPECT_EQ(message.bmc_session_id, 0xb0a2c2dbu);
    EXPECT_EQ(message.key_exchange_authentication_code.size(), 32u);
    EXPECT_EQ(written(message), rakp3_body);
}

// Without authentication (suite 0) RAKP 3 is its head alone: ipmitool_lanplus_cs0.pcap.
TEST(Rakp3, MayCarryNoCode) {
    const auto message = Rakp3::decode(codec::reader(codec::hex("00000000020d0000"))).value();
    EXPECT_TRUE(message.key_exchange_authentication_code.empty());
}

TEST(Rakp4, DecodesTheAnswerOfABmc) {
    const auto message = Rakp4::decode(codec::reader(rakp4_body)).value();
    EXPECT_EQ(message.status, RmcpStatus::no_errors);
    EXPECT_EQ(message.console_session_id, 0xa0a2a3a4u);
    EXPECT_EQ(message.integrity_check_value, codec::hex("665dbf48db88a157222f0f639edf41d6"));
    EXPECT_EQ(written(message), rakp4_body);
}

/// Shorter than `mandatory` is malformed; the code at the end may have any size.
template <class Payload>
void expect_truncations_rejected(const Bytes& body, std::size_t mandatory) {
    for (std::size_t size = 0; size < mandatory; ++size)
        EXPECT_FALSE(Payload::decode(codec::reader(ByteView(body).first(size)))) << size;
    for (std::size_t size = mandatory; size <= body.size(); ++size)
        EXPECT_TRUE(Payload::decode(codec::reader(ByteView(body).first(size)))) << size;
}

TEST(Rakp, RejectsEveryTruncationOfTheMandatoryPart) {
    expect_truncations_rejected<Rakp1>(rakp1_body, rakp1_body.size());
    expect_truncations_rejected<Rakp2>(rakp2_body, 40);
    expect_truncations_rejected<Rakp3>(rakp3_body, 8);
    expect_truncations_rejected<Rakp4>(rakp4_body, 8);
}

// 0dh: unauthorised name. Table 13-15.
template <class Payload>
void expect_short_refusal() {
    const auto body = codec::hex("07 0d 00 00 a4 a3 a2 a0");
    for (std::size_t size = 2; size <= body.size(); ++size) {
        const auto message = Payload::decode(codec::reader(ByteView(body).first(size))).value();
        EXPECT_EQ(message.status, RmcpStatus::unauthorized_name);
        EXPECT_EQ(message.console_session_id, size == body.size() ? 0xa0a2a3a4u : 0u) << size;
    }
}

TEST(Rakp, RefusalsMayEndAnywhereAfterTheStatus) {
    expect_short_refusal<Rakp2>();
    expect_short_refusal<Rakp4>();
}

}  // namespace
}  // namespace ipmi::session
