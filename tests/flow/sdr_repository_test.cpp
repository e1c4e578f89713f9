// Reading SDRs from repositories that refuse large reads, lose reservations, change, end early, or run in circles.
#include "model/sdr_repository.hpp"

#include <gtest/gtest.h>

#include "message/storage/get_sdr.hpp"
#include "message/storage/reserve_sdr_repository.hpp"
#include "scripted_channel.hpp"

namespace ipmi::test {
namespace {

using storage::GetSdr;
using storage::ReserveSdrRepository;

struct Repository {
    std::vector<std::size_t> lengths{64, 31, 59, 64, 48, 20};
    std::size_t largest_read = 255;  ///< beyond: CAh, whole records included
    bool strict_end = false;         ///< refuses to read beyond the end of a record
    unsigned lose_every = 0;         ///< every n-th partial read finds its reservation cancelled
    std::optional<std::size_t> refuses_record{};
    bool circle = false;
    std::uint16_t reservation = 0;
    unsigned partial_reads = 0;

    Bytes record(std::size_t number) const {
        Bytes bytes(lengths[number], static_cast<std::uint8_t>(number + 1));
        bytes[0] = static_cast<std::uint8_t>(number);
        bytes[1] = 0;
        bytes[4] = static_cast<std::uint8_t>(lengths[number] - 5);
        return bytes;
    }

    Result<session::Reply> operator()(const session::Command& command) {
        if (command.command == ReserveSdrRepository::command) {
            ReserveSdrRepository::Response response;
            response.reservation_id = ++reservation;
            return answered<ReserveSdrRepository>(response);
        }
        const auto request = GetSdr::decode_request(wire::Reader(command.data));
        if (command.command != GetSdr::command || !request) return refusal(0xc1);
        const std::size_t number = request->record_id;
        if (number >= lengths.size() || number == refuses_record) return refusal(0xcb);
        const auto whole = record(number);
        if (request->offset != 0) {
            ++partial_reads;
            if (lose_every != 0 && partial_reads % lose_every == 0) ++reservation;
            if (request->reservation_id != reservation || reservation == 0) return refusal(0xc5);
        }
        std::size_t size = request->bytes_to_read;
        if (size == 0xff) size = whole.size() > largest_read ? 256 : whole.size();
        if (size > largest_read) return refusal(0xca);
        if (strict_end && request->offset + size > whole.size()) return refusal(0xc9);
        size = std::min(size, whole.size() - std::min<std::size_t>(whole.size(), request->offset));
        GetSdr::Response response;
        response.next_record_id = static_cast<std::uint16_t>(number + 1 == lengths.size() ? 0xffff : number + 1);
        if (circle && number == 3) response.next_record_id = 1;
        const auto data = ByteView(whole).subspan(request->offset, size);
        response.record_data.assign(data.begin(), data.end());
        return answered<GetSdr>(response);
    }
};

struct Read {
    model::SdrProgress progress;
    Result<void> result;
    std::size_t requests = 0;
    session::Quirks quirks;
};

Read read(Repository& repository) {
    ScriptedChannel channel([&repository](const session::Command& command) { return repository(command); });
    Read done;
    done.progress.expected = static_cast<std::uint16_t>(repository.lengths.size());
    done.result = run(model::read_records(channel, model::SdrSource::repository, done.progress, done.quirks));
    done.requests = channel.sent.size();
    return done;
}

void expect_all(const Repository& repository, const Read& done) {
    ASSERT_TRUE(done.result) << done.result.error().context;
    EXPECT_TRUE(done.progress.complete());
    ASSERT_EQ(done.progress.records.size(), repository.lengths.size());
    for (std::size_t i = 0; i < repository.lengths.size(); ++i)
        EXPECT_EQ(done.progress.records[i], repository.record(i)) << "record " << i;
}

TEST(SdrRepository, ReadsWholeRecordsWithOneRequestEach) {
    Repository repository;
    const auto done = read(repository);
    expect_all(repository, done);
    EXPECT_EQ(done.requests, repository.lengths.size());
}

TEST(SdrRepository, ReadsRightForEveryLimit) {
    for (std::size_t limit = 8; limit <= 70; ++limit) {
        Repository repository;
        repository.largest_read = limit;
        const auto done = read(repository);
        SCOPED_TRACE(limit);
        expect_all(repository, done);
    }
}

TEST(SdrRepository, LearnsTheLimitOnce) {
    Repository repository;
    repository.largest_read = 33;
    repository.lengths.assign(100, 59);
    const auto done = read(repository);
    expect_all(repository, done);
    // Two pieces a record; beyond: two refusals and one reservation.
    EXPECT_LE(done.requests, 203u);
    EXPECT_TRUE(done.quirks.has(session::Quirk::whole_record_refused));
}

TEST(SdrRepository, AShortRecordDoesNotTeachASmallLimit) {
    Repository repository;
    repository.largest_read = 64;
    repository.lengths.assign(100, 64);
    repository.lengths.front() = 20;
    const auto done = read(repository);
    expect_all(repository, done);
    EXPECT_LE(done.requests, 103u);
}

TEST(SdrRepository, StartsARecordAgainWhenTheReservationIsLost) {
    Repository repository;
    repository.largest_read = 24;
    repository.lose_every = 4;
    const auto done = read(repository);
    expect_all(repository, done);
    EXPECT_TRUE(done.quirks.has(session::Quirk::reservation_lost));
}

TEST(SdrRepository, GivesUpOnAReservationThatIsLostForEver) {
    Repository repository;
    repository.largest_read = 24;
    repository.lose_every = 1;
    const auto done = read(repository);
    ASSERT_FALSE(done.result);
    EXPECT_LT(done.requests, 200u);
}

TEST(SdrRepository, KeepsWhatCameBeforeAMissingRecord) {
    Repository repository;
    repository.refuses_record = 4;
    const auto done = read(repository);
    EXPECT_TRUE(done.result);
    EXPECT_EQ(done.progress.records.size(), 4u);
}

TEST(SdrRepository, EndsWhereTheChainLeadsBack) {
    Repository repository;
    repository.circle = true;
    const auto done = read(repository);
    ASSERT_FALSE(done.result);
    EXPECT_EQ(done.result.error().code, Errc::malformed);
    EXPECT_LT(done.requests, 20u);
}

TEST(SdrRepository, GoesOnWhereADeadlineCutIt) {
    Repository repository;
    unsigned left = 3;
    ScriptedChannel cut([&](const session::Command& command) -> Result<session::Reply> {
        if (left == 0) return fail(Errc::timeout, "no time");
        --left;
        return repository(command);
    });
    Read done;
    const auto first = run(model::read_records(cut, model::SdrSource::repository, done.progress, done.quirks));
    EXPECT_FALSE(first);
    EXPECT_EQ(done.progress.records.size(), 3u);
    left = 100;
    done.result = run(model::read_records(cut, model::SdrSource::repository, done.progress, done.quirks));
    expect_all(repository, done);
    EXPECT_EQ(cut.sent.size(), repository.lengths.size() + 1);
}

}  // namespace
}  // namespace ipmi::test
