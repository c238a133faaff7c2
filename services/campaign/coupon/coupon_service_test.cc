#include "services/campaign/coupon/coupon_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::coupon {
namespace {

using campaign_testing::SampleNow;
using campaign_testing::SampleSpec;
using campaign_testing::StoreRig;
using testing::HasSubstr;

class CouponServiceTest : public testing::Test {
 protected:
  void Give(const std::string& owner, const std::string& bag_id) {
    contracts::CouponCredit credit{bag_id + "-0", owner, bag_id, "sharer", {}};
    credit.entry.set_campaign_id("spring");
    credit.entry.set_campaign_version(1);
    credit.entry.set_template_id("cake");
    credit.entry.set_value_fen(500);
    credit.entry.set_given_at_ms(absl::ToUnixMillis(SampleNow()));
    credit.entry.set_expires_at_ms(absl::ToUnixMillis(SampleNow() + absl::Hours(1)));
    ASSERT_TRUE(rig_.Run(store_.Credit(credit)).ok());
  }
  absl::StatusOr<campaign::v1::GetCouponResponse> Get(const std::string& caller, const std::string& coupon_id,
                                                      absl::Time now) {
    campaign::v1::GetCouponRequest request;
    request.set_coupon_id(coupon_id);
    const rpc::CallContext context = rig_.CallBy(caller, now);
    return rig_.Run(service_.GetCoupon(request, context));
  }

  absl::Status List() {
    const rpc::CallContext context = rig_.CallBy("opener", SampleNow());
    return rig_.Run(service_.ListCoupons({}, context)).status();
  }
  // How many scripts Redis, which knows them all, runs for a list.
  int ScriptsOfAList() {
    rig_.Command({"CONFIG", "RESETSTAT"});
    EXPECT_TRUE(List().ok());
    const std::string statistics(rig_.Command({"INFO", "commandstats"}).string());
    std::smatch calls;
    EXPECT_TRUE(std::regex_search(statistics, calls, std::regex("cmdstat_evalsha:calls=([0-9]+)"))) << statistics;
    return std::stoi(calls[1]);
  }

  StoreRig rig_;
  CouponStore store_{rig_.access()};
  CouponService service_{&store_, &rig_.campaigns()};
};

TEST_F(CouponServiceTest, ShowsTheCallersCoupon) {
  Give("opener", "bag1");
  const campaign::v1::Coupon coupon = Get("opener", "bag1-0", SampleNow()).value().coupon();
  EXPECT_EQ(coupon.coupon_id(), "bag1-0");
  EXPECT_EQ(coupon.value_fen(), 500);
  EXPECT_EQ(coupon.source(), campaign::v1::COUPON_SOURCE_LUCKY_BAG);
  EXPECT_EQ(coupon.state(), campaign::v1::COUPON_STATE_USABLE);
  EXPECT_FALSE(coupon.has_template_()) << "no such campaign is published";
}

TEST_F(CouponServiceTest, TellsTheTermsButNotTheBudget) {
  campaign::v1::CampaignSpec spec = SampleSpec();
  campaign::v1::CouponTemplate& cake = *spec.mutable_templates(1);
  ASSERT_EQ(cake.template_id(), "cake");
  cake.mutable_percent_off()->set_percent(20);
  cake.set_budget_fen(1'000'000);
  rig_.Publish("spring", spec);
  Give("opener", "bag1");
  cake.clear_budget_fen();
  const campaign::v1::Coupon coupon = Get("opener", "bag1-0", SampleNow()).value().coupon();
  EXPECT_EQ(coupon.template_().SerializeAsString(), cake.SerializeAsString());
}

TEST_F(CouponServiceTest, CouponsExpire) {
  Give("opener", "bag1");
  EXPECT_EQ(Get("opener", "bag1-0", SampleNow() + absl::Hours(1)).value().coupon().state(),
            campaign::v1::COUPON_STATE_EXPIRED);
}

TEST_F(CouponServiceTest, AnothersCouponAndNoneLookTheSame) {
  Give("opener", "bag1");
  const absl::Status anothers = Get("stranger", "bag1-0", SampleNow()).status();
  EXPECT_EQ(anothers.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(anothers.message(), HasSubstr("coupon_id is \"bag1-0\"; you have no such coupon"));
  EXPECT_EQ(Get("stranger", "bag2-0", SampleNow()).status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(Get("opener", "", SampleNow()).status().message(), HasSubstr("coupon_id is empty"));
}

TEST_F(CouponServiceTest, ListsByPages) {
  for (const char* bag : {"bag1", "bag2", "bag3"}) Give("opener", bag);
  campaign::v1::ListCouponsRequest request;
  request.set_page_size(2);
  const rpc::CallContext context = rig_.CallBy("opener", SampleNow());
  const campaign::v1::ListCouponsResponse first = rig_.Run(service_.ListCoupons(request, context)).value();
  EXPECT_EQ(first.coupons_size(), 2);
  request.set_page_token(first.next_page_token());
  const campaign::v1::ListCouponsResponse second = rig_.Run(service_.ListCoupons(request, context)).value();
  ASSERT_EQ(second.coupons_size(), 1);
  EXPECT_EQ(second.coupons(0).coupon_id(), "bag1-0");
  EXPECT_EQ(second.next_page_token(), "");
  request.set_page_size(-1);
  EXPECT_THAT(rig_.Run(service_.ListCoupons(request, context)).status().message(), HasSubstr("page_size is -1"));
}

TEST_F(CouponServiceTest, AListReadsTheCatalogueOnceForAllVersionsThatItLacks) {
  for (const char* bag : {"bag1", "bag2"}) Give("opener", bag);
  ASSERT_TRUE(List().ok());
  EXPECT_EQ(ScriptsOfAList(), 2) << "the wallet, and the catalogue";
  rig_.Publish("spring", SampleSpec());
  EXPECT_EQ(ScriptsOfAList(), 2);
  EXPECT_EQ(ScriptsOfAList(), 1) << "every version is known";
}

}  // namespace
}  // namespace fudai::coupon
