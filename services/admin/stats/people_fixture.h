#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::stats {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.

// People who share bags of the campaigns "spring" and "autumn".
class PeopleTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database_ = OpenNew();
    for (const char* campaign_id : {"spring", "autumn"}) {
      admin::v1::Campaign campaign;
      campaign.set_campaign_id(campaign_id);
      campaign.set_version(1);
      *campaign.mutable_spec() = MarchSpec();
      ASSERT_TRUE(database_->Write([&](soci::session& sql) { return campaigns::InsertCampaign(sql, campaign); }).ok());
    }
  }

  // An order that gives its buyer a bag.
  void GiveBag(const std::string& user_id, const std::string& bag_id, const std::string& campaign_id = "spring") {
    event::v1::Event order = OrderWithBagEvent("order-of-" + bag_id, user_id, bag_id);
    order.mutable_order_reported()->set_campaign_id(campaign_id);
    events_.Fold(*database_, 1, order);
  }
  void Open(const std::string& bag_id, const std::string& sharer_id, int index, int free_coffees = 0) {
    event::v1::Event open = OpenEvent(bag_id, index, "somebody");
    open.mutable_bag_opened()->set_sharer_id(sharer_id);
    open.mutable_bag_opened()->set_cups_filled(free_coffees);
    events_.Fold(*database_, 1, open);
  }
  // The first touch of a user, so long after kEventMs, by a bag of the sharer, who is of generation 0.
  void Touch(const std::string& sharer_id, const std::string& user_id, int64_t later_ms = 1000,
             const std::string& campaign_id = "spring") {
    event::v1::Event touch = CreditEvent(absl::StrCat("bag-", ++coupons_), user_id, true);
    touch.mutable_coupon_credited()->set_sharer_id(sharer_id);
    touch.mutable_coupon_credited()->set_campaign_id(campaign_id);
    touch.mutable_coupon_credited()->set_generation(1);
    events_.Fold(*database_, 2, touch, later_ms);
  }
  // The same, followed by the user's first order.
  void Bring(const std::string& sharer_id, const std::string& user_id) {
    Touch(sharer_id, user_id);
    event::v1::Event order = OrderEvent("first-of-" + user_id, user_id, 100);
    order.mutable_order_reported()->set_first_order(1);
    events_.Fold(*database_, 2, order);
    event::v1::Event conversion = ConversionEvent("first-of-" + user_id, user_id);
    conversion.mutable_conversion_recorded()->set_sharer_id(sharer_id);
    conversion.mutable_conversion_recorded()->set_generation(1);
    events_.Fold(*database_, 2, conversion);
  }

  std::unique_ptr<database::Database> database_;
  FoldedEvents events_;
  int coupons_ = 0;
};

}  // namespace fudai::stats
