#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "fudai/event/v1/event.pb.h"
#include "tests/replay/counts.h"

namespace fudai::replay {

// One coupon that left a bag, with all that the open did.
struct Opening {
  std::string bag_id;
  std::string opener_id;
  std::string coupon_id;
  std::string template_id;
  int64_t value_fen = 0;
  int64_t drops = 0;
  int64_t cups_filled = 0;
  int64_t free_coffee_value_fen = 0;  // of all the cups together

  bool operator==(const Opening&) const = default;
};

// One step that an order took with a coupon at the till.
struct CouponStep {
  std::string order_id;
  std::string coupon_id;
  event::v1::CouponUsed::Step step = event::v1::CouponUsed::STEP_UNSPECIFIED;
  int64_t fen = 0;       // what the coupon takes off the order; of a reversal, what was taken back
  int64_t from_fen = 0;  // of a reversal: what had been taken back of this coupon's discount before

  bool operator==(const CouponStep&) const = default;
};

// How often a source says that a fact came about: a repeated answer tells a fact again without its having come about
// again.
enum class Telling { kFirst, kAgain };

// Facts is what one source (the client's replies, or the ledger) says has happened, each thing once however often it is
// told, with whatever contradicts itself. So a replay that only met repeats knows the same facts as the first one. Not
// thread-safe.
class Facts {
 public:
  // `bag_id` is empty if the order earned none.
  void AddOrder(const std::string& order_id, const std::string& bag_id, Telling telling);
  // `order_known`: the order had been recorded before it, here or by whoever used this state before.
  void AddRefund(const std::string& order_id, const std::string& refund_id, bool order_known, Telling telling);
  void AddOpening(const Opening& opening, Telling telling);
  void AddNewUser(const std::string& user_id);
  void AddConversion(const std::string& buyer_id, const std::string& order_id);
  void AddCouponStep(const CouponStep& step, Telling telling);

  Counts Count() const;

  // Whether the order is recorded, or was when one of its refunds came.
  bool KnowsOrder(const std::string& order_id) const;

  // Things told in two ways or that came about twice, in words.
  const std::vector<std::string>& contradictions() const { return contradictions_; }

  const absl::flat_hash_map<std::string, Opening>& openings() const { return openings_; }

  // What is in these facts and not, or otherwise, in `other`: the first few of each kind, and how many more. `here` and
  // `there` are the sources' names.
  std::vector<std::string> MissingFrom(const Facts& other, absl::string_view here, absl::string_view there) const;

 private:
  struct OrderFact {
    std::string bag_id;
    int times = 0;
  };

  struct RefundFact {
    std::string order_id;
    int times = 0;
  };

  struct CouponStepFact {
    CouponStep step;
    int times = 0;
  };

  void Contradict(std::string what);
  void CountCouponSteps(Counts* counts) const;

  absl::flat_hash_map<std::string, OrderFact> orders_;    // by order id
  absl::flat_hash_map<std::string, RefundFact> refunds_;  // by order and refund id
  absl::flat_hash_set<std::string> refunded_orders_;      // that were recorded before one of their refunds
  absl::flat_hash_map<std::string, Opening> openings_;    // by bag and opener
  absl::flat_hash_map<std::string, int> opening_times_;   // by coupon id: how often it came about
  absl::flat_hash_set<std::string> new_users_;
  absl::flat_hash_map<std::string, std::string> conversions_;      // buyer → order
  absl::flat_hash_map<std::string, CouponStepFact> coupon_steps_;  // by order, coupon, step and what came before
  std::vector<std::string> contradictions_;
};

}  // namespace fudai::replay
