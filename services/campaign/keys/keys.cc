#include "services/campaign/keys/keys.h"

#include "absl/strings/str_cat.h"
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

std::string ClaimField(absl::string_view opener_id) { return absl::StrCat("@", opener_id); }

std::string RefundField(absl::string_view refund_id) { return absl::StrCat("#", refund_id); }

std::string ReversalField(absl::string_view reversal_id) { return absl::StrCat("#", reversal_id); }

std::string HoldMember(absl::string_view user_id, absl::string_view order_id) {
  return absl::StrCat(user_id, " ", order_id);
}

}  // namespace fudai::keys
