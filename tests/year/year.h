#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "fudai/event/v1/event.pb.h"

namespace fudai::year {

inline constexpr int kDays = 365;
// The year begins with 2025 in Shanghai.
inline constexpr int64_t kStartMs = 1'735'660'800'000;
inline constexpr int64_t kDayMs = int64_t{24} * 3'600'000;

// How large a year is.
struct YearOptions {
  // Events, about: a year goes on to its end, whatever comes.
  int64_t events = 0;
  int campaigns = 50;
  int shops = 500;
  uint32_t seed = 1;
};

// What a year holds, counted as it is made up.
struct Tally {
  int64_t events = 0;
  int64_t orders = 0;
  int64_t paid_fen = 0;
  int64_t bags = 0;
  int64_t openings = 0;
  int64_t conversions = 0;
  int64_t redeemed = 0;
  int64_t discount_fen = 0;
  int64_t refunds = 0;
};

// One event and the partition of its stream.
struct PlacedEvent {
  int partition = 0;
  event::v1::Event event;
};

// Year makes up the events of a chain's year, as campaign servers would have written them: customers who order again
// and again, the more so the earlier they came, bags that friends open over three days, new customers whom they bring,
// cups that fill, coupons that pay, refunds and expiries. The same options make the same year. It keeps what it needs
// to know of people and bags in memory: about 40 bytes for each.
class Year {
 public:
  explicit Year(const YearOptions& options);

  // The events of the next day, in the order in which they happen; false once the year is over.
  bool NextDay(std::vector<PlacedEvent>* events);

  const Tally& tally() const { return tally_; }

  // The id of a campaign, from 0.
  static std::string CampaignId(int campaign);

 private:
  enum class Act : uint8_t { kOrder, kOpen, kRedeem, kRefund };
  struct Action {
    int64_t at_ms = 0;
    Act act{};
    uint32_t user = 0;
    // The bag to open; the opening whose coupon is to be used, as its bag; the order to refund.
    uint32_t subject = 0;
    uint8_t index = 0;
  };
  struct User {
    uint32_t first_bag = 0;  // The first touch; 0 if nobody brought them.
    uint8_t generation = 0;
    bool known = false;  // Has ordered or opened a bag.
    bool ordered = false;
  };
  struct Bag {
    int64_t given_at_ms = 0;
    uint32_t sharer = 0;
    uint16_t campaign = 0;
    uint8_t opened = 0;
    uint8_t sharer_generation = 0;
  };
  struct Cup {
    uint16_t drops = 0;
    uint16_t helpers = 0;
  };

  void Plan(int64_t at_ms, const Action& action);
  void PlanOrders();
  void Do(const Action& action);
  void Order(const Action& action);
  void Open(const Action& action);
  void Redeem(const Action& action);
  void Refund(const Action& action);
  void ExpireCoupons();

  // A new event of a user's partition.
  event::v1::Event& Add(int64_t at_ms, uint32_t user);
  // Somebody who has ordered before, the earlier they came the likelier; or somebody new.
  uint32_t PickBuyer();
  uint32_t PickFriend(uint32_t sharer);
  uint32_t NewUser();
  bool Chance(double share) { return std::uniform_real_distribution<double>(0, 1)(random_) < share; }
  int64_t Below(int64_t end) { return std::uniform_int_distribution<int64_t>(0, end - 1)(random_); }
  // An amount of 12 yuan on average with a long tail.
  int64_t Amount();

  const YearOptions options_;
  const int64_t orders_a_day_;
  std::mt19937_64 random_;
  int day_ = 0;
  std::vector<std::vector<Action>> planned_;  // By day.
  std::vector<User> users_;
  std::vector<Bag> bags_;
  std::vector<int64_t> order_fen_;
  absl::flat_hash_map<uint64_t, Cup> cups_;  // By sharer and campaign.
  std::vector<PlacedEvent>* events_ = nullptr;
  Tally tally_;
};

}  // namespace fudai::year
