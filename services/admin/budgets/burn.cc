#include "services/admin/budgets/burn.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "absl/time/civil_time.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/time_range/quarters.h"

namespace fudai::budgets {
namespace {

using admin::v1::ExhaustionEstimate;
using google::protobuf::util::TimeUtil;

constexpr absl::Duration kQuarter = absl::Milliseconds(time_range::kQuarterMs);

absl::Time QuarterOf(absl::Time moment) {
  return absl::UnixEpoch() + absl::Floor(moment - absl::UnixEpoch(), kQuarter);
}

// Fen given in the quarters that begin in [from, now].
int64_t SumGiven(soci::session& sql, const Spender& spender, absl::Time from, absl::Time now) {
  const long long from_ms = absl::ToUnixMillis(from), now_ms = absl::ToUnixMillis(now);
  long long fen = 0;
  if (spender.template_id.empty()) {
    const int metric = admin::v1::METRIC_LIABILITY_FEN;
    sql << "SELECT COALESCE(SUM(value), 0) FROM quarters WHERE campaign_id = :campaign AND metric = :metric"
           " AND start_ms BETWEEN :from AND :now",
        soci::use(spender.campaign_id), soci::use(metric), soci::use(from_ms), soci::use(now_ms), soci::into(fen);
  } else {
    sql << "SELECT COALESCE(SUM(liability_fen), 0) FROM template_quarters WHERE campaign_id = :campaign"
           " AND template_id = :template AND start_ms BETWEEN :from AND :now",
        soci::use(spender.campaign_id), soci::use(spender.template_id), soci::use(from_ms), soci::use(now_ms),
        soci::into(fen);
  }
  return fen;
}

Given ReadGiven(soci::session& sql, const Spender& spender, absl::Duration back, absl::Time now) {
  const absl::Time from = QuarterOf(now - back);
  return {SumGiven(sql, spender, from, now), std::max(now - std::max(from, spender.start), kQuarter)};
}

absl::Duration TimeFor(double fen, const Given& given) { return given.over * (fen / static_cast<double>(given.fen)); }

// When so much is given at that rate, where no day takes more than its cap.
absl::Time ExhaustedByDays(const Left& left, const Given& given, absl::Time now) {
  auto rest = static_cast<double>(left.fen);
  auto most = static_cast<double>(std::max<int64_t>(left.daily->left_today_fen, 0));
  for (absl::Time from = now; from < left.until;) {
    const absl::Time midnight = absl::FromCivil(absl::ToCivilDay(from, left.daily->zone) + 1, left.daily->zone);
    const double of_day =
        std::min(most, static_cast<double>(given.fen) * absl::FDivDuration(midnight - from, given.over));
    if (rest <= of_day) return from + TimeFor(rest, given);
    rest -= of_day;
    most = static_cast<double>(left.daily->fen);
    from = midnight;
  }
  return absl::InfiniteFuture();
}

}  // namespace

Burn ReadBurn(soci::session& sql, const Spender& spender, absl::Time now) {
  return {ReadGiven(sql, spender, absl::Hours(1), now), ReadGiven(sql, spender, absl::Hours(24), now)};
}

std::optional<ExhaustionEstimate> EstimateExhaustion(const Left& left, const Burn& burn, absl::Time now) {
  const bool lately = burn.last_hour.fen > 0;
  const Given& given = lately ? burn.last_hour : burn.last_day;
  if (left.fen <= 0 || given.fen <= 0) return std::nullopt;
  const absl::Time exhausted =
      left.daily ? ExhaustedByDays(left, given, now) : now + TimeFor(static_cast<double>(left.fen), given);
  if (exhausted >= left.until) return std::nullopt;
  ExhaustionEstimate estimate;
  *estimate.mutable_estimated_time() = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(exhausted));
  estimate.set_basis(lately ? ExhaustionEstimate::BASIS_LAST_HOUR : ExhaustionEstimate::BASIS_LAST_DAY);
  return estimate;
}

}  // namespace fudai::budgets
