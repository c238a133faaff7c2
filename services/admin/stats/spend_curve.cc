#include "services/admin/stats/spend_curve.h"

namespace fudai::stats {
namespace {

using admin::v1::SpendPoint;

// What so many of the best customers spent; `to` is the first point that holds as many, `from` the one before it.
double SpendBetween(const SpendPoint& from, const SpendPoint& to, double customers) {
  const double part =
      (customers - static_cast<double>(from.customers())) / static_cast<double>(to.customers() - from.customers());
  return static_cast<double>(from.spend_fen()) + part * static_cast<double>(to.spend_fen() - from.spend_fen());
}

}  // namespace

std::optional<double> BestFifthShare(const google::protobuf::RepeatedPtrField<SpendPoint>& curve) {
  if (curve.empty() || curve.rbegin()->spend_fen() <= 0) return std::nullopt;
  const double fifth = static_cast<double>(curve.rbegin()->customers()) / 5;
  SpendPoint from;
  for (const SpendPoint& to : curve) {
    if (static_cast<double>(to.customers()) >= fifth)
      return SpendBetween(from, to, fifth) / static_cast<double>(curve.rbegin()->spend_fen());
    from = to;
  }
  return std::nullopt;
}

}  // namespace fudai::stats
