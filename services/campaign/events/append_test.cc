#include "services/campaign/events/append.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/async/loop.h"
#include "common/redis/client.h"
#include "common/testing/redis_server.h"
#include "fudai/event/v1/event.pb.h"
#include "services/campaign/events/lua.h"

namespace fudai::events {
namespace {

using event::v1::BagOpened;
using event::v1::Event;

int64_t OpenedTag(int field_number) { return AppendTag(BagOpened::descriptor(), field_number); }

// Appends four numbers to an event and returns what it would emit.
const redis::Script& AppendScript() {
  static const redis::Script script(
      "append",
      absl::StrCat(kEmitLua, "return ARGV[1] .. tail(BAG_OPENED, INDEX, tonumber(ARGV[2]), DROPS, tonumber(ARGV[3]), ",
                   "CUPS_FILLED, tonumber(ARGV[4]), HELPERS, tonumber(ARGV[5]))"),
      {{"BAG_OPENED", AppendTag(Event::descriptor(), Event::kBagOpenedFieldNumber)},
       {"INDEX", OpenedTag(BagOpened::kIndexFieldNumber)},
       {"DROPS", OpenedTag(BagOpened::kDropsFieldNumber)},
       {"CUPS_FILLED", OpenedTag(BagOpened::kCupsFilledFieldNumber)},
       {"HELPERS", OpenedTag(BagOpened::kHelpersFieldNumber)}});
  return script;
}

async::Task<absl::StatusOr<redis::Reply>> Append(redis::Client* client, Event known, BagOpened counts) {
  const redis::Call call{{},
                         {known.SerializeAsString(), absl::StrCat(counts.index()), absl::StrCat(counts.drops()),
                          absl::StrCat(counts.cups_filled()), absl::StrCat(counts.helpers())}};
  redis::Pending pending = client->Eval(AppendScript(), call);
  co_return co_await pending;
}

TEST(AppendTest, WhatLuaAppendsParsesAsItsOwn) {
  testsupport::RedisServer server;
  async::Loop loop;
  redis::Client client(&loop, server.options());
  std::mt19937_64 random(1);
  for (int round = 0; round < 200; ++round) {
    Event known;
    known.set_occurred_at_ms(static_cast<int64_t>(random() >> 12));
    known.mutable_bag_opened()->set_bag_id(std::string(random() % 300, 'b'));
    known.mutable_bag_opened()->set_value_fen(static_cast<int64_t>(random() % 10'000'000));
    BagOpened counts;
    counts.set_index(random() % 200);
    counts.set_drops(static_cast<uint32_t>(random()));
    counts.set_cups_filled(static_cast<uint32_t>(random()));
    counts.set_helpers(static_cast<uint32_t>(random()));

    const absl::StatusOr<redis::Reply> reply = async::RunTask(loop, Append(&client, known, counts));
    ASSERT_TRUE(reply.ok()) << reply.status();
    Event merged;
    ASSERT_TRUE(merged.ParseFromArray(reply->string().data(), static_cast<int>(reply->string().size())));
    Event expected = known;
    expected.mutable_bag_opened()->MergeFrom(counts);
    EXPECT_EQ(merged.SerializeAsString(), expected.SerializeAsString());
  }
}

TEST(AppendDeathTest, OnlyFieldsOfFixedWidthAreAppended) {
  EXPECT_DEATH(OpenedTag(BagOpened::kBagIdFieldNumber), "fudai.event.v1.BagOpened: field 1 is no fixed32");
  EXPECT_DEATH(OpenedTag(99), "field 99");
}

}  // namespace
}  // namespace fudai::events
