#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/sharecode/share_codec.h"
#include "google/protobuf/text_format.h"
#include "services/ctl/fake_servers.h"

namespace fudai::ctl {
namespace {

using testing::HasSubstr;

admin::v1::LedgerEntry Entry(int64_t number, const std::string& event) {
  admin::v1::LedgerEntry entry;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(event, entry.mutable_event()));
  entry.set_partition(63);
  entry.set_number(number);
  entry.mutable_occur_time()->set_seconds(1777597920 + number * 60);
  return entry;
}

class StoryCommandsTest : public CommandTest {
 protected:
  std::vector<admin::v1::LedgerEntry>& OfUser(const std::string& id) {
    admin::v1::LedgerFilter filter;
    filter.set_user_id(id);
    return ledger_.entries[filter.SerializeAsString()];
  }
  std::vector<admin::v1::LedgerEntry>& OfBag(const std::string& id) {
    admin::v1::LedgerFilter filter;
    filter.set_bag_id(id);
    return ledger_.entries[filter.SerializeAsString()];
  }
  std::vector<admin::v1::LedgerEntry>& OfOrder(const std::string& id) {
    admin::v1::LedgerFilter filter;
    filter.set_order_id(id);
    return ledger_.entries[filter.SerializeAsString()];
  }

  const admin::v1::LedgerEntry order_ = Entry(0, R"(order_reported { order_id: "O1" user_id: "u1" shop_id: "s3" items: 1
                                                    amount_fen: 3870 bag_id: "3f00000000002a" bag_size: 50 })");
  const admin::v1::LedgerEntry refund_ =
      Entry(1, R"(refund_reported { refund_id: "R1" order_id: "O1" user_id: "u1" amount_fen: 3870
                                                     order_known: 1 bag_closed: 1 })");
  const admin::v1::LedgerEntry credit_ = Entry(2, R"(coupon_credited { coupon_id: "3f00000000002a-0" user_id: "u2" })");
  const std::string bag_story_ =
      "The story of bag 3f00000000002a, times in UTC\n"
      "2026-05-01 01:12 order O1 of u1 (¥38.70, 1 item, shop s3) earned bag 3f00000000002a with 50 coupons\n"
      "2026-05-01 01:13 refund R1 gave ¥38.70 of order O1 back to u1; the bag's unopened part closed\n"
      "2026-05-01 01:14 coupon 3f00000000002a-0 reached the wallet of u2\n";
};

TEST_F(StoryCommandsTest, TellsAUserByPseudonym) {
  OfUser("u-7f3k9q2m0c5w") = {
      Entry(0, R"(coupon_credited { coupon_id: "3f00000000002a-0" user_id: "u-7f3k9q2m0c5w" })")};
  EXPECT_EQ(Fudai({"story", "user", "u-7f3k9q2m0c5w"}), 0) << err();
  EXPECT_EQ(out(),
            "The story of user u-7f3k9q2m0c5w, times in UTC\n"
            "2026-05-01 01:12 coupon 3f00000000002a-0 reached the wallet of u-7f3k9q2m0c5w\n");
}

TEST_F(StoryCommandsTest, TellsAUserOverAllPages) {
  OfUser("u1") = {order_, refund_};
  EXPECT_EQ(Fudai({"story", "user", "u1", "--time_zone", "Asia/Shanghai"}), 0) << err();
  EXPECT_EQ(out(),
            "The story of user u1, times in Asia/Shanghai\n"
            "2026-05-01 09:12 order O1 of u1 (¥38.70, 1 item, shop s3) earned bag 3f00000000002a with 50 coupons\n"
            "2026-05-01 09:13 refund R1 gave ¥38.70 of order O1 back to u1; the bag's unopened part closed\n");
  EXPECT_EQ(ledger_.requests.size(), 2u);
}

TEST_F(StoryCommandsTest, TellsWhenAnOrderWasPaidThatWasReportedLater) {
  admin::v1::LedgerEntry late = order_;
  late.mutable_event()->set_occurred_at_ms(1777597920000);
  late.mutable_event()->mutable_order_reported()->set_paid_at_ms(1777597920000 - 3'600'000);
  OfOrder("O1") = {late};
  EXPECT_EQ(Fudai({"story", "order", "O1", "--time_zone", "Asia/Shanghai"}), 0) << err();
  EXPECT_EQ(
      out(),
      "The story of order O1, times in Asia/Shanghai\n"
      "2026-05-01 09:12 order O1 of u1 (¥38.70, 1 item, shop s3, paid 2026-05-01 08:12, reported 2026-05-01 09:12) "
      "earned bag 3f00000000002a with 50 coupons\n");
}

TEST_F(StoryCommandsTest, TellsABagWithItsOrdersRefunds) {
  OfBag("3f00000000002a") = {order_, credit_};
  OfOrder("O1") = {order_, refund_};
  EXPECT_EQ(Fudai({"story", "bag", "3f00000000002a"}), 0) << err();
  EXPECT_EQ(out(), bag_story_);
}

TEST_F(StoryCommandsTest, TellsAnOpenBeforeItsCreditInTheSameMillisecond) {
  admin::v1::LedgerEntry open = Entry(2, R"(bag_opened { bag_id: "3f00000000002a" opener_id: "u2" sharer_id: "u1" })");
  admin::v1::LedgerEntry credit = credit_;
  credit.set_partition(5);
  OfUser("u2") = {credit, open};
  EXPECT_EQ(Fudai({"story", "user", "u2"}), 0) << err();
  EXPECT_LT(out().find("u2 opened bag"), out().find("reached the wallet of u2"));
}

TEST_F(StoryCommandsTest, ReadsAShareCode) {
  OfBag("3f00000000002a") = {order_, credit_};
  OfOrder("O1") = {order_, refund_};
  const std::string code = sharecode::ShareCodec::Create(key_file_)->Encode({.partition = 0x3f, .bag_number = 0x2a});
  EXPECT_EQ(Fudai({"story", "bag", code}), 0) << err();
  EXPECT_EQ(out(), bag_story_);

  EXPECT_EQ(Fudai({"story", "bag", std::string(32, 'A')}), 1);
  EXPECT_THAT(err(), HasSubstr("was not made with these keys"));
}

TEST_F(StoryCommandsTest, TellsJsonForPrograms) {
  OfOrder("O1") = {order_, refund_};
  EXPECT_EQ(Fudai({"story", "order", "O1", "--json"}), 0);
  EXPECT_THAT(out(), HasSubstr("\"order_reported\""));
  EXPECT_THAT(out(), HasSubstr("\"refund_reported\""));
}

TEST_F(StoryCommandsTest, TellsACouponFromTheBagToTheTill) {
  admin::v1::LedgerFilter filter;
  filter.set_coupon_id("3f00000000002a-0");
  const std::string use =
      R"(coupon_used { coupon_id: "3f00000000002a-0" user_id: "u2" order_id: "O7" template_id: "latte"
                                           discount_fen: 300 )";
  ledger_.entries[filter.SerializeAsString()] = {credit_, Entry(3, use + "step: 1 }"), Entry(4, use + "step: 2 }")};
  EXPECT_EQ(Fudai({"story", "coupon", "3f00000000002a-0"}), 0) << err();
  EXPECT_EQ(out(),
            "The story of coupon 3f00000000002a-0, times in UTC\n"
            "2026-05-01 01:14 coupon 3f00000000002a-0 reached the wallet of u2\n"
            "2026-05-01 01:15 order O7 reserved u2's coupon 3f00000000002a-0 (latte) to take ¥3.00 off\n"
            "2026-05-01 01:16 u2's coupon 3f00000000002a-0 took ¥3.00 off order O7\n");
}

TEST_F(StoryCommandsTest, SaysWhatTheLedgerDoesNotKnow) {
  EXPECT_EQ(Fudai({"story", "coupon", "x"}), 1);
  EXPECT_EQ(err(), "fudai story coupon: the ledger knows nothing of coupon x\n");
}

TEST_F(StoryCommandsTest, SaysThatEventsArePending) {
  stats_.summary.response.mutable_freshness()->set_pending_events(2);
  EXPECT_EQ(Fudai({"story", "user", "u1"}), 1);
  EXPECT_EQ(err(), "fudai story user: the ledger knows nothing of user u1; 2 events are not counted yet: ask again\n");
  stats_.summary.response.mutable_freshness()->set_pending_events(1);
  OfUser("u1") = {order_};
  EXPECT_EQ(Fudai({"story", "user", "u1"}), 0);
  EXPECT_EQ(err(), "note: 1 event is not counted yet: ask again\n");
  stats_.summary.statuses = {grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no")};
  EXPECT_EQ(Fudai({"story", "user", "u1"}), 0);
  EXPECT_EQ(err(), "");
}

}  // namespace
}  // namespace fudai::ctl
