#include "tests/chaos/blows.h"

#include <algorithm>
#include <array>
#include <random>

#include "absl/strings/str_cat.h"

namespace fudai::chaos {
namespace {

constexpr int kFurtherTimesEach = 2;
constexpr int64_t kShortestPauseMs = 50;
constexpr int64_t kLongestPauseMs = 600;

// How often a point may be passed before the crash: few times where acts are rare.
struct Point {
  const char* name;
  int most_passes;
};
constexpr std::array<Point, 10> kPoints = {{{"open.before_claim", 25},
                                            {"open.after_loan", 5},
                                            {"open.after_claim", 25},
                                            {"open.after_credit", 25},
                                            {"report.after_claim_order", 12},
                                            {"report.after_order", 12},
                                            {"refund.after", 1},
                                            {"reserve.after_claim_order", 5},
                                            {"reserve.after", 5},
                                            {"redeem.after", 3}}};

}  // namespace

std::string Describe(const Blow& blow) {
  switch (blow.kind) {
    case Blow::Kind::kCampaign:
      return "campaign server";
    case Blow::Kind::kFaultPoint:
      return absl::StrCat("campaign server at ", blow.crash_at);
    case Blow::Kind::kAdmin:
      return "admin server";
    case Blow::Kind::kRedis:
      return "Redis";
    case Blow::Kind::kAll:
      return "all three at once";
  }
  return "";
}

std::vector<Blow> PlanBlows(uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto draw = [&random](int64_t least, int64_t most) {
    return std::uniform_int_distribution<int64_t>(least, most)(random);
  };
  std::vector<Blow> blows;
  for (const Blow::Kind kind : {Blow::Kind::kCampaign, Blow::Kind::kAdmin, Blow::Kind::kRedis, Blow::Kind::kAll})
    blows.push_back({.kind = kind});
  for (const Point& point : kPoints) {
    blows.push_back(
        {.kind = Blow::Kind::kFaultPoint, .crash_at = absl::StrCat(point.name, ":", draw(1, point.most_passes))});
  }
  std::shuffle(blows.begin(), blows.end(), random);
  for (int i = 0; i < kFurtherTimesEach; ++i) {
    for (const Blow::Kind kind : {Blow::Kind::kCampaign, Blow::Kind::kAdmin, Blow::Kind::kRedis})
      blows.push_back({.kind = kind});
  }
  std::shuffle(blows.begin() + kNeededBlows, blows.end(), random);
  for (Blow& blow : blows) blow.pause = absl::Milliseconds(draw(kShortestPauseMs, kLongestPauseMs));
  return blows;
}

}  // namespace fudai::chaos
