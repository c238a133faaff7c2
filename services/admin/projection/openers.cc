#include "services/admin/projection/openers.h"

#include <string>
#include <tuple>

#include "fudai/admin/v1/stats.pb.h"

namespace fudai::projection {
namespace {

// The table `openers`. Prepared statements bind variables, not values.
class Openers {
 public:
  explicit Openers(soci::session& sql)
      : insert_((sql.prepare << "INSERT INTO openers VALUES (:campaign, :user, :first) ON CONFLICT DO NOTHING",
                 soci::use(campaign_id_), soci::use(user_id_), soci::use(first_ms_))),
        find_later_((sql.prepare << "SELECT first_ms FROM openers WHERE campaign_id = :campaign AND user_id = :user"
                                    " AND first_ms > :first",
                     soci::use(campaign_id_), soci::use(user_id_), soci::use(first_ms_), soci::into(known_ms_))),
        move_((sql.prepare << "UPDATE openers SET first_ms = :first WHERE campaign_id = :campaign AND user_id = :user",
               soci::use(first_ms_), soci::use(campaign_id_), soci::use(user_id_))) {}

  void Select(const std::pair<std::string, std::string>& opener, int64_t first_ms) {
    std::tie(campaign_id_, user_id_) = opener;
    first_ms_ = first_ms;
  }
  bool Insert() {
    insert_.execute(true);
    return insert_.get_affected_rows() == 1;
  }
  // Whether the opening that was known comes after this one.
  bool FindLater() { return find_later_.execute(true); }
  void Move() { move_.execute(true); }
  int64_t known_ms() const { return known_ms_; }

 private:
  std::string campaign_id_, user_id_;
  long long first_ms_ = 0, known_ms_ = 0;
  soci::statement insert_, find_later_, move_;
};

}  // namespace

void CountOpeners(soci::session& sql, Deltas* deltas, RollupCounts* counts) {
  using rollups::Rollup;
  Openers openers(sql);
  for (const auto& [opener, first_ms] : deltas->openers) {
    const std::string& campaign_id = opener.first;
    openers.Select(opener, first_ms);
    if (openers.Insert()) {
      ++deltas->totals[{campaign_id, admin::v1::CampaignSummary::kDistinctOpenersFieldNumber}];
      counts->AddTo(campaign_id, {Rollup::kOpeners, first_ms});
    } else if (openers.FindLater()) {
      openers.Move();
      counts->AddTo(campaign_id, {Rollup::kOpeners, openers.known_ms(), "", -1});
      counts->AddTo(campaign_id, {Rollup::kOpeners, first_ms});
    }
  }
}

}  // namespace fudai::projection
