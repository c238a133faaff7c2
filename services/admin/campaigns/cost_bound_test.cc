// The most of an estimate against campaigns played at their worst.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/admin/campaigns/cost_estimate.h"
#include "services/admin/testing/test_campaigns.h"

namespace fudai::campaigns {
namespace {

using admin::v1::CampaignCost;
using campaign::v1::CampaignSpec;

constexpr int kCampaigns = 500;
constexpr int kOrdersPerCampaign = 4;

class Random {
 public:
  int64_t operator()(int64_t least, int64_t most) {
    return std::uniform_int_distribution<int64_t>(least, most)(engine_);
  }

 private:
  std::mt19937_64 engine_{20'260'301};
};

// Bags of up to ten coupons of two templates, and a coffee at each open.
CampaignSpec RandomSpec(Random& random) {
  CampaignSpec spec = testsupport::MarchSpec();
  spec.set_time_zone(random(0, 1) == 0 ? "Asia/Shanghai" : "Europe/Berlin");
  spec.mutable_start_time()->set_seconds(spec.start_time().seconds() + random(0, 40) * 3600);
  spec.mutable_end_time()->set_seconds(spec.start_time().seconds() + random(1, 800) * 3600);
  spec.mutable_bag_life()->set_seconds(random(1, 100) * 3600);
  spec.mutable_growth()->set_drops_per_cup(10);
  spec.mutable_growth()->set_free_coffee_template_id("coffee");
  auto* coffee = spec.add_templates();
  coffee->set_template_id("coffee");
  spec.mutable_recipe(0)->set_count(static_cast<int>(random(1, 10)));
  for (auto& coupon : *spec.mutable_templates()) {
    coupon.set_value_fen(random(1, 20));
    coupon.set_budget_fen(random(0, 1) * random(20, 400));
  }
  spec.mutable_budget()->set_daily_fen(random(0, 2) * random(20, 100));
  spec.mutable_budget()->set_total_fen(random(0, 1) * random(20, 800));
  return spec;
}

// What caps have let through.
class Books {
 public:
  explicit Books(const CampaignSpec& spec) : spec_(spec) {}

  // Gives one open's coupon and coffee, if every cap has room for both.
  bool Open(absl::CivilDay day) {
    const int64_t fen = spec_.templates(0).value_fen() + spec_.templates(1).value_fen();
    const bool fits = Fits(created_ + fen, spec_.budget().total_fen()) &&
                      Fits(days_[day] + fen, spec_.budget().daily_fen()) && FitsTemplate(0) && FitsTemplate(1);
    if (!fits) return false;
    created_ += fen;
    days_[day] += fen;
    ++opens_;
    return true;
  }

  int64_t created_fen() const { return created_; }

 private:
  static bool Fits(int64_t fen, int64_t cap_fen) { return cap_fen == 0 || fen <= cap_fen; }

  bool FitsTemplate(int index) const {
    return Fits((opens_ + 1) * spec_.templates(index).value_fen(), spec_.templates(index).budget_fen());
  }

  const CampaignSpec& spec_;
  int64_t created_ = 0;
  int64_t opens_ = 0;
  std::map<absl::CivilDay, int64_t> days_;
};

// Opens all that the caps let through of bags that were given at `given`, hour by hour.
int64_t Play(const CampaignSpec& spec, absl::Time given, int orders) {
  absl::TimeZone zone;
  absl::LoadTimeZone(spec.time_zone(), &zone);
  const absl::Time expires =
      std::min(given + absl::Seconds(spec.bag_life().seconds()), absl::FromUnixSeconds(spec.end_time().seconds()));
  Books books(spec);
  int left = orders * spec.recipe(0).count();
  for (absl::Time now = given; now < expires; now += absl::Hours(1)) {
    while (left > 0 && books.Open(absl::ToCivilDay(now, zone))) --left;
  }
  return books.created_fen();
}

TEST(CostBoundTest, NoOrderCreatesMoreThanTheMost) {
  Random random;
  int reached = 0;
  for (int i = 0; i < kCampaigns; ++i) {
    const CampaignSpec spec = RandomSpec(random);
    const absl::Time last = absl::FromUnixSeconds(spec.end_time().seconds()) - absl::Minutes(1);
    for (int orders = 1; orders <= kOrdersPerCampaign; ++orders) {
      const int64_t most = CostOf(spec, {}, orders).max_liability_fen();
      int64_t worst = 0;
      // A minute before each hour of the first days, so that midnights are among them.
      absl::Time given = absl::FromUnixSeconds(spec.start_time().seconds()) + absl::Minutes(59);
      for (int hour = 0; hour < 48 && given <= last; ++hour, given += absl::Hours(1)) {
        worst = std::max(worst, Play(spec, given, orders));
      }
      ASSERT_LE(worst, most) << spec.DebugString() << orders << " orders";
      reached += worst == most ? 1 : 0;
    }
  }
  EXPECT_GT(reached, kCampaigns);
}

TEST(CostBoundTest, NothingIsExpectedBeyondTheMost) {
  Random random;
  for (int i = 0; i < kCampaigns; ++i) {
    const CampaignSpec spec = RandomSpec(random);
    const Assumptions assumptions{.open_rate_bp = static_cast<int32_t>(random(0, 10'000)),
                                  .redemption_rate_bp = static_cast<int32_t>(random(0, 10'000)),
                                  .orders_per_buyer = static_cast<int32_t>(random(1, 5))};
    const CampaignCost cost = CostOf(spec, assumptions, random(1, 50));
    ASSERT_LE(cost.expected_liability_fen(), cost.max_liability_fen()) << spec.DebugString();
    ASSERT_LE(cost.expected_cost_fen(), cost.expected_liability_fen()) << spec.DebugString();
  }
}

}  // namespace
}  // namespace fudai::campaigns
