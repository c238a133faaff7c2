#include "services/ctl/story_order.h"

#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/ctl/text/times.h"

namespace fudai::ctl {
namespace {

using admin::v1::LedgerEntry;
using Entries = admin::v1::ListEntriesResponse;
using Place = std::pair<int, int64_t>;  // partition and number

// The entries of one millisecond that are still to be told.
class Moment {
 public:
  void Add(const LedgerEntry& entry) {
    untold_[{entry.partition(), entry.number()}] = &entry;
    if (entry.event().has_bag_opened()) unopened_.insert(CouponOf(entry.event().bag_opened()));
  }

  void Tell(Entries* story) {
    while (!untold_.empty()) {
      const auto next = Next();
      const event::v1::Event& event = next->second->event();
      if (event.has_bag_opened()) unopened_.erase(CouponOf(event.bag_opened()));
      *story->add_entries() = *next->second;
      untold_.erase(next);
    }
  }

 private:
  using Untold = std::map<Place, const LedgerEntry*>;

  static std::string CouponOf(const event::v1::BagOpened& open) {
    return absl::StrCat(open.bag_id(), "-", open.index());
  }

  bool Waits(const LedgerEntry& entry) const {
    return entry.event().has_coupon_credited() && unopened_.count(entry.event().coupon_credited().coupon_id()) > 0;
  }

  // The first partition's whose turn does not wait for an open; the first one's, should all wait.
  Untold::const_iterator Next() const {
    auto at = untold_.begin();
    while (at != untold_.end() && Waits(*at->second)) {
      at = untold_.upper_bound({at->first.first, std::numeric_limits<int64_t>::max()});
    }
    return at == untold_.end() ? untold_.begin() : at;
  }

  Untold untold_;
  std::set<std::string> unopened_;  // Coupons whose opens are still to be told.
};

}  // namespace

Entries InStoryOrder(const Entries& entries) {
  std::map<absl::Time, Moment> moments;
  for (const LedgerEntry& entry : entries.entries()) moments[text::ToTime(entry.occur_time())].Add(entry);
  Entries story;
  for (auto& [time, moment] : moments) moment.Tell(&story);
  return story;
}

}  // namespace fudai::ctl
