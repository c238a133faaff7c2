#include "services/campaign/keys/keys.h"

#include <tuple>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/partition/partition.h"

namespace fudai::keys {

using partition::Tag;

std::string OrderOwner(int partition, absl::string_view order_id) {
  return absl::StrCat(Tag(partition), ":w:", order_id);
}

std::string Order(int partition, absl::string_view order_id) { return absl::StrCat(Tag(partition), ":o:", order_id); }

std::string User(int partition, absl::string_view user_id) { return absl::StrCat(Tag(partition), ":u:", user_id); }

std::string Bag(int partition, uint64_t bag_number) {
  return absl::StrCat(Tag(partition), ":b:", absl::Hex(bag_number, absl::kZeroPad12));
}

std::string Cup(int partition, absl::string_view campaign_id, absl::string_view user_id) {
  return absl::StrCat(Tag(partition), ":g:", campaign_id, ":", user_id);
}

std::string Helpers(int partition, absl::string_view campaign_id, absl::string_view user_id) {
  return absl::StrCat(Tag(partition), ":f:", campaign_id, ":", user_id);
}

std::string Wallet(int partition, absl::string_view user_id) { return absl::StrCat(Tag(partition), ":c:", user_id); }

std::string Uses(int partition, absl::string_view user_id) { return absl::StrCat(Tag(partition), ":x:", user_id); }

std::string Reservation(int partition, absl::string_view order_id) {
  return absl::StrCat(Tag(partition), ":r:", order_id);
}

std::string Holds(int partition) { return absl::StrCat(Tag(partition), ":d"); }

std::string Owed(int partition) { return absl::StrCat(Tag(partition), ":y"); }

std::string Due(int partition) { return absl::StrCat(Tag(partition), ":z"); }

int64_t LiabilityHour(int64_t ms) {
  constexpr int64_t kHourMs = int64_t{60} * 60 * 1000;
  return (ms + kHourMs - 1) / kHourMs;
}

LiabilityKind KindOf(const store::v1::WalletEntry& entry) {
  return {entry.campaign_id(), entry.template_id(), entry.value_fen(), LiabilityHour(entry.expires_at_ms())};
}

std::string LiabilityField(const LiabilityKind& kind) {
  return absl::StrJoin(std::tie(kind.campaign_id, kind.template_id, kind.value_fen, kind.hour), " ");
}

std::optional<LiabilityKind> ReadLiabilityField(absl::string_view field) {
  const std::vector<std::string> parts = absl::StrSplit(field, ' ');
  LiabilityKind kind;
  if (parts.size() != 4 || !absl::SimpleAtoi(parts[2], &kind.value_fen) || !absl::SimpleAtoi(parts[3], &kind.hour))
    return std::nullopt;
  kind.campaign_id = parts[0];
  kind.template_id = parts[1];
  return kind;
}

std::optional<ParsedKey> ParseKey(absl::string_view key) {
  constexpr absl::string_view kKinds = "woubgfcxr";
  const std::optional<int> partition = partition::OfKey(key);
  if (!partition.has_value()) return std::nullopt;
  const absl::string_view rest = key.substr(Tag(*partition).size());
  const bool named = rest.size() > 3 && rest[0] == ':' && rest[2] == ':' && absl::StrContains(kKinds, rest[1]);
  if (!named) return std::nullopt;
  return ParsedKey{*partition, static_cast<KeyKind>(rest[1]), rest.substr(3)};
}

std::string ClaimField(absl::string_view opener_id) { return absl::StrCat("@", opener_id); }

std::string RefundField(absl::string_view refund_id) { return absl::StrCat("#", refund_id); }

std::string ReversalField(absl::string_view reversal_id) { return absl::StrCat("#", reversal_id); }

std::string HoldMember(absl::string_view user_id, absl::string_view order_id) {
  return absl::StrCat(user_id, " ", order_id);
}

}  // namespace fudai::keys
