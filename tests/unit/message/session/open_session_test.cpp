#include "message/session/open_session.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::session {
namespace {

template <class Payload>
Bytes encoded(const Payload& payload) {
    Bytes out;
    wire::Writer writer(out);
    Payload::encode(writer, payload);
    return out;
}

// ipmitool 1.8.19 to an iDRAC, suite 3 (zenfish/zipmi, tests/unit/test_rakp.py, MIT).
TEST(OpenSessionRequest, DecodesWhatIpmitoolSends) {
    const auto body = codec::hex("00000000a4a3a2a0000000080100000001000008010000000200000801000000");
    const auto request = OpenSessionRequest::decode(codec::reader(body)).value();
    EXPECT_EQ(request.message_tag, 0);
    EXPECT_EQ(request.maximum_privilege, 0);
    EXPECT_EQ(request.console_session_id, 0xa0a2a3a4u);
    EXPECT_EQ(request.algorithms, (AlgorithmTriple{1, 1, 1}));
    EXPECT_EQ(encoded(request), body);
}

TEST(OpenSessionResponse, DecodesTheAnswerOfAnIdrac) {
    const auto body = codec::hex("00000400a4a3a2a000260002000000080100000001000008010000000200000801000000");
    const auto response = OpenSessionResponse::decode(codec::reader(body)).value();
    EXPECT_EQ(response.status, RmcpStatus::no_errors);
    EXPECT_EQ(response.maximum_privilege, 4);
    EXPECT_EQ(response.console_session_id, 0xa0a2a3a4u);
    EXPECT_EQ(response.bmc_session_id, 0x02002600u);
    EXPECT_EQ(response.algorithms, (AlgorithmTriple{1, 1, 1}));
    EXPECT_EQ(encoded(response), body);
}

TEST(OpenSessionRequest, IsReadByFreeIpmiAsItWasMeant) {
    const OpenSessionRequest request{.message_tag = 0x5a,
                                     .maximum_privilege = 4,
                                     .console_session_id = 0x12345678,
                                     .algorithms = {.authentication = 3, .integrity = 4, .confidentiality = 1}};
    layout::Template theirs(tmpl_rmcpplus_open_session_request);
    theirs.take(encoded(request));
    EXPECT_EQ(theirs.number("message_tag"), 0x5au);
    EXPECT_EQ(theirs.number("requested_maximum_privilege_level"), 4u);
    EXPECT_EQ(theirs.number("remote_console_session_id"), 0x12345678u);
    EXPECT_EQ(theirs.number("authentication_payload.authentication_algorithm"),
              unsigned{IPMI_AUTHENTICATION_ALGORITHM_RAKP_HMAC_SHA256});
    EXPECT_EQ(theirs.number("integrity_payload.integrity_algorithm"),
              unsigned{IPMI_INTEGRITY_ALGORITHM_HMAC_SHA256_128});
    EXPECT_EQ(theirs.number("confidentiality_payload.confidentiality_algorithm"),
              unsigned{IPMI_CONFIDENTIALITY_ALGORITHM_AES_CBC_128});
    for (const auto* kind : {"authentication", "integrity", "confidentiality"})
        EXPECT_EQ(theirs.number(std::string(kind) + "_payload.payload_length"), 8u) << kind;
}

TEST(OpenSessionRequest, RejectsEveryTruncation) {
    const auto body = encoded(OpenSessionRequest{});
    for (std::size_t size = 0; size < body.size(); ++size)
        EXPECT_FALSE(OpenSessionRequest::decode(codec::reader(ByteView(body).first(size)))) << size;
}

TEST(OpenSessionResponse, RejectsEveryTruncation) {
    const auto body = encoded(OpenSessionResponse{});
    for (std::size_t size = 0; size < body.size(); ++size)
        EXPECT_FALSE(OpenSessionResponse::decode(codec::reader(ByteView(body).first(size)))) << size;
}

// A refusal may end right after its status: whom it is for is then unknown, not made of half an id.
TEST(OpenSessionResponse, WithAnErrorMayEndAnywhereAfterTheStatus) {
    const auto body = codec::hex("07 11 00 00 a4 a3 a2 a0");
    for (std::size_t size = 2; size <= body.size(); ++size) {
        const auto response = OpenSessionResponse::decode(codec::reader(ByteView(body).first(size))).value();
        EXPECT_EQ(response.message_tag, 7);
        EXPECT_EQ(response.status, RmcpStatus::no_cipher_suite_match);
        EXPECT_EQ(response.console_session_id, size == body.size() ? 0xa0a2a3a4u : 0u) << size;
    }
    EXPECT_FALSE(OpenSessionResponse::decode(codec::reader(ByteView(body).first(1))));
}

TEST(OpenSessionResponse, RejectsAlgorithmsOfAnotherKindOrLength) {
    const auto body = encoded(OpenSessionResponse{});
    for (const std::size_t at : {12u, 20u, 28u}) {
        auto other_kind = body;
        other_kind[at] = 7;
        EXPECT_FALSE(OpenSessionResponse::decode(codec::reader(other_kind))) << at;
        auto other_length = body;
        other_length[at + 3] = 9;
        EXPECT_FALSE(OpenSessionResponse::decode(codec::reader(other_length))) << at;
        auto null_form = body;
        null_form[at + 3] = 0;
        EXPECT_TRUE(OpenSessionResponse::decode(codec::reader(null_form))) << at;
    }
}

TEST(OpenSession, RoundTripsAnyValue) {
    std::mt19937_64 random(codec::seed);
    for (int round = 0; round < codec::rounds; ++round) {
        SCOPED_TRACE("seed " + std::to_string(codec::seed) + ", round " + std::to_string(round));
        const auto byte = [&random](unsigned mask) { return static_cast<std::uint8_t>(random() & mask); };
        const AlgorithmTriple algorithms{byte(0x3f), byte(0x3f), byte(0x3f)};
        const OpenSessionRequest request{byte(0xff), byte(0x0f), static_cast<std::uint32_t>(random()), algorithms};
        EXPECT_EQ(OpenSessionRequest::decode(codec::reader(encoded(request))).value(), request);
        const OpenSessionResponse response{.message_tag = byte(0xff),
                                           .status = RmcpStatus::no_errors,
                                           .maximum_privilege = byte(0x0f),
                                           .console_session_id = static_cast<std::uint32_t>(random()),
                                           .bmc_session_id = static_cast<std::uint32_t>(random()),
                                           .algorithms = algorithms};
        EXPECT_EQ(OpenSessionResponse::decode(codec::reader(encoded(response))).value(), response);
    }
}

}  // namespace
}  // namespace ipmi::session
