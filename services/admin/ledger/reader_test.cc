#include "services/admin/ledger/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/admin/database/database.h"
#include "services/admin/pseudonyms/pseudonyms.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::ledger {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using admin::v1::LedgerEntry;
using admin::v1::LedgerFilter;
using auth::Role;
using google::protobuf::FieldDescriptor;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class ReaderTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) database_ = OpenNew();
  }

  // One event of each kind that names users: "sharer" gives, "u2" opens, orders and uses.
  void AddOneOfEach() {
    Add(OrderWithBagEvent("o1", "sharer", "bag"));
    Add(OpenEvent("bag", 0, "u2"));
    Add(CreditEvent("bag-0", "u2", true));
    Add(UseEvent(event::v1::CouponUsed::STEP_REDEEMED));
    Add(OrderEvent("o2", "u2", 500));
    Add(ConversionEvent("o2", "u2"));
    event::v1::Event refund = RefundEvent("o2", 500);
    refund.mutable_refund_reported()->set_user_id("u2");
    Add(refund);
  }
  void Add(const event::v1::Event& event) { events_.Fold(*database_, 1, event, ++later_ms_); }

  absl::StatusOr<Reader::Entries> Read(Role role, const LedgerFilter& filter = {}) {
    return database_->Read(
        [&](soci::session& sql) { return Reader(sql, role).Select(filter, {.order = Order::kTime, .limit = 100}); });
  }

  static LedgerFilter OfUser(const std::string& user) {
    LedgerFilter filter;
    filter.set_user_id(user);
    return filter;
  }

  std::string PseudonymOf(const std::string& user_id) {
    std::string pseudonym;
    EXPECT_TRUE(database_
                    ->Read([&](soci::session& sql) {
                      pseudonym = pseudonyms::Pseudonyms(sql).Of(user_id);
                      return absl::OkStatus();
                    })
                    .ok());
    return pseudonym;
  }

  std::unique_ptr<database::Database> database_;
  FoldedEvents events_;
  int64_t later_ms_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Databases, ReaderTest, BothDatabases(), DatabaseName);

TEST_P(ReaderTest, PutsPseudonymsInPlaceOfIdsWhateverTheEvent) {
  AddOneOfEach();
  const auto seen = Read(Role::kViewer), known = Read(Role::kOwner);
  ASSERT_TRUE(seen.ok() && known.ok());
  ASSERT_THAT(*seen, SizeIs(7));
  for (size_t i = 0; i < seen->size(); ++i) {
    const std::string text = seen->at(i).ShortDebugString();
    EXPECT_THAT(text, Not(HasSubstr("\"sharer\""))) << text;
    EXPECT_THAT(text, Not(HasSubstr("\"u2\""))) << text;
    EXPECT_THAT(known->at(i).ShortDebugString(), testing::ContainsRegex("\"(sharer|u2)\""));
  }
  const event::v1::BagOpened& opened = seen->at(1).event().bag_opened();
  EXPECT_EQ(opened.sharer_id(), PseudonymOf("sharer"));
  EXPECT_EQ(opened.opener_id(), PseudonymOf("u2"));
  EXPECT_EQ(opened.bag_id(), "bag");
}

TEST_P(ReaderTest, LeavesGuestsWithoutAName) {
  Add(OrderEvent("o1", "", 500));
  EXPECT_EQ(Read(Role::kViewer)->at(0).event().order_reported().user_id(), "");
}

TEST_P(ReaderTest, ForgetsWhatANewerServerMayHaveSaidOfUsers) {
  event::v1::Event order = OrderEvent("o1", "u1", 500);
  order.mutable_order_reported()
      ->GetReflection()
      ->MutableUnknownFields(order.mutable_order_reported())
      ->AddLengthDelimited(999, "friend");
  Add(order);
  EXPECT_THAT(Read(Role::kOwner)->at(0).SerializeAsString(), HasSubstr("friend"));
  EXPECT_THAT(Read(Role::kViewer)->at(0).SerializeAsString(), Not(HasSubstr("friend")));
}

TEST_P(ReaderTest, FindsUsersByIdAndByPseudonym) {
  AddOneOfEach();
  for (const Role role : {Role::kViewer, Role::kOwner}) {
    EXPECT_THAT(*Read(role, OfUser("u2")), SizeIs(6));
    EXPECT_THAT(*Read(role, OfUser(PseudonymOf("u2"))), SizeIs(6));
    EXPECT_THAT(*Read(role, OfUser("u-000000000000")), IsEmpty());
  }
  const auto exported = database_->Read([&](soci::session& sql) {
    return Reader(sql, Role::kViewer).Select(OfUser(PseudonymOf("u2")), {.order = Order::kNumber, .limit = 100});
  });
  EXPECT_THAT(*exported, SizeIs(6));
}

TEST_P(ReaderTest, DoesNotGuessWhomAPseudonymMeans) {
  AddOneOfEach();
  ASSERT_TRUE(database_
                  ->Write([](soci::session& sql) {
                    sql << "UPDATE customers SET pseudonym = 'u-shared'";
                    return absl::OkStatus();
                  })
                  .ok());
  const absl::Status failed = Read(Role::kViewer, OfUser("u-shared")).status();
  EXPECT_EQ(failed.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(failed.message()), HasSubstr("stands for two users"));
}

// Whoever adds an id to an event says here, or in UserFields, whether it is a user's.
TEST(UserFieldsTest, AreAllFieldsThatHoldUsersIds) {
  const std::set<std::string> users(UserFields().begin(), UserFields().end());
  const std::set<std::string> others = {"order_id",
                                        "refund_id",
                                        "shop_id",
                                        "campaign_id",
                                        "template_id",
                                        "coupon_id",
                                        "bag_id",
                                        "free_coffee_template_id",
                                        "holdout_campaign_ids",
                                        "display_name"};
  const auto* bodies = event::v1::Event::descriptor()->FindOneofByName("body");
  for (int i = 0; i < bodies->field_count(); ++i) {
    const auto* body = bodies->field(i)->message_type();
    for (int j = 0; j < body->field_count(); ++j) {
      const FieldDescriptor& field = *body->field(j);
      ASSERT_NE(field.cpp_type(), FieldDescriptor::CPPTYPE_MESSAGE) << field.full_name() << ": look into it too";
      if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) continue;
      EXPECT_NE(users.contains(field.name()), others.contains(field.name())) << field.full_name();
      EXPECT_FALSE(users.contains(field.name()) && field.is_repeated()) << field.full_name();
    }
  }
}

}  // namespace
}  // namespace fudai::ledger
