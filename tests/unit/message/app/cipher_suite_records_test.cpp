#include "message/app/cipher_suite_records.hpp"

#include "unit/message/codec.hpp"

namespace ipmi::app {
namespace {

using Triple = session::AlgorithmTriple;

Bytes encoded(const std::vector<CipherSuiteRecord>& records) {
    Bytes out;
    wire::Writer writer(out);
    for (const auto& record : records) encode(writer, record);
    return out;
}

// Suites 0 to 3 and 17 with the algorithms of table 22-20, as FreeIPMI names them (IPMI_CIPHER_SUITE_… comments).
TEST(CipherSuiteRecords, AreTriplesByTheirTags) {
    const auto records = decode_cipher_suite_records(
        codec::hex("c0 00 00 40 80  c0 01 01 40 80  c0 02 01 41 80  c0 03 01 41 81  c0 11 03 44 81"));
    const std::vector<CipherSuiteRecord> expected{{.suite_id = 0, .oem_id = {}, .algorithms = {0, 0, 0}},
                                                  {.suite_id = 1, .oem_id = {}, .algorithms = {1, 0, 0}},
                                                  {.suite_id = 2, .oem_id = {}, .algorithms = {1, 1, 0}},
                                                  {.suite_id = 3, .oem_id = {}, .algorithms = {1, 1, 1}},
                                                  {.suite_id = 17, .oem_id = {}, .algorithms = {3, 4, 1}}};
    EXPECT_EQ(records, expected);
    EXPECT_EQ(decode_cipher_suite_records(encoded(records)), expected);
}

TEST(CipherSuiteRecords, OfAnOemNameTheEnterprise) {
    const auto records = decode_cipher_suite_records(codec::hex("c1 80 a2 02 00 01 41 81"));
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].suite_id, 0x80);
    EXPECT_EQ(records[0].oem_id, 674u);  // Dell
    EXPECT_EQ(records[0].algorithms, (Triple{1, 1, 1}));
    EXPECT_EQ(encoded(records), codec::hex("c1 80 a2 02 00 01 41 81"));
}

TEST(CipherSuiteRecords, MayHaveIdsThatLookLikeTheStartOfARecord) {
    const auto records = decode_cipher_suite_records(codec::hex("c0 c0 01 41 81 c1 c1 c0 c1 00 03 44 81"));
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0].suite_id, 0xc0);
    EXPECT_EQ(records[1].suite_id, 0xc1);
    EXPECT_EQ(records[1].oem_id, 0x00c1c0u);
}

TEST(CipherSuiteRecords, WithoutIntegrityOrConfidentialityHaveNone) {
    const auto records = decode_cipher_suite_records(codec::hex("c0 01 01"));
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].algorithms, (Triple{1, 0, 0}));
}

TEST(CipherSuiteRecords, WithSeveralAlgorithmsOfAKindAreEveryCombination) {
    const auto records = decode_cipher_suite_records(codec::hex("c0 55 01 03 41 80 81"));
    std::vector<Triple> triples;
    for (const auto& record : records) {
        EXPECT_EQ(record.suite_id, 0x55);
        triples.push_back(record.algorithms);
    }
    EXPECT_EQ(triples, (std::vector<Triple>{{1, 1, 0}, {1, 1, 1}, {3, 1, 0}, {3, 1, 1}}));
}

TEST(CipherSuiteRecords, AreReadPastGarbage) {
    // Bytes before the first start, a reserved tag inside, a record without authentication, one cut after its id.
    const auto records =
        decode_cipher_suite_records(codec::hex("01 41 81 c0 03 01 c5 41 81 c0 07 41 c0 11 03 44 81 c0"));
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0].algorithms, (Triple{1, 1, 1}));
    EXPECT_EQ(records[1].algorithms, (Triple{3, 4, 1}));
    EXPECT_TRUE(decode_cipher_suite_records({}).empty());
    EXPECT_TRUE(decode_cipher_suite_records(codec::hex("c1 80 a2 02")).empty());
}

// Every byte an authentication, integrity or confidentiality algorithm: 200 of each would be eight million triples.
TEST(CipherSuiteRecords, AreBoundedWhateverABmcNames) {
    auto data = codec::hex("c0 03");
    for (const int tag : {0x00, 0x40, 0x80}) data.insert(data.end(), 200, static_cast<std::uint8_t>(tag | 1));
    EXPECT_EQ(decode_cipher_suite_records(data).size(), 256u);
}

TEST(CipherSuiteRecords, OfRandomBytesNeverFail) {
    codec::Random random;
    for (int round = 0; round < codec::rounds; ++round) {
        const auto data = random.bytes(random.up_to(1024));
        SCOPED_TRACE(codec::trace(round, data));
        const auto records = decode_cipher_suite_records(data);
        EXPECT_EQ(decode_cipher_suite_records(encoded(records)), records);
    }
}

}  // namespace
}  // namespace ipmi::app
