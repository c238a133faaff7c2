#include "services/campaign/growth_coffee/growth_coffee_store.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/partition/partition.h"
#include "common/status/macros.h"
#include "services/campaign/growth_coffee/lua.h"
#include "services/campaign/keys/keys.h"

namespace fudai::growth_coffee {
namespace {

constexpr int64_t kSecondsPerNumber = int64_t{1} << 32;

const redis::Script& ReadCupScript() {
  static const redis::Script script("read_cup", kReadCupLua);
  return script;
}

const redis::Script& ListHelpersScript() {
  static const redis::Script script("list_helpers", kListHelpersLua);
  return script;
}

HelperEntry DecodeHelper(absl::string_view user_id, absl::string_view score_text) {
  double score = 0;
  (void)absl::SimpleAtod(score_text, &score);
  const auto whole = static_cast<int64_t>(score);
  return {.user_id = std::string(user_id),
          .number = whole / kSecondsPerNumber,
          .last_contribution = whole % kSecondsPerNumber};
}

}  // namespace

async::Task<absl::StatusOr<CupState>> GrowthCoffeeStore::ReadCup(CupAddress address) {
  const int partition = partition::OfUser(address.sharer_id);
  redis::Pending pending = access_.Eval(
      ReadCupScript(), {partition::HeaderKey(partition), keys::Cup(partition, address.campaign_id, address.sharer_id),
                        keys::Helpers(partition, address.campaign_id, address.sharer_id)});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  co_return CupState{.drops = reply[0].integer(),
                     .total = reply[1].integer(),
                     .filled = reply[2].integer(),
                     .helpers = reply[3].integer()};
}

async::Task<absl::StatusOr<std::vector<HelperEntry>>> GrowthCoffeeStore::ListHelpers(CupAddress address,
                                                                                     HelperRange range) {
  const int partition = partition::OfUser(address.sharer_id);
  redis::Pending pending =
      access_.Eval(ListHelpersScript(),
                   {partition::HeaderKey(partition), keys::Helpers(partition, address.campaign_id, address.sharer_id)},
                   {absl::StrCat(range.after), absl::StrCat(range.limit)});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  std::vector<HelperEntry> helpers;
  for (size_t i = 0; i + 1 < reply.size(); i += 2)
    helpers.push_back(DecodeHelper(reply[i].string(), reply[i + 1].string()));
  co_return helpers;
}

}  // namespace fudai::growth_coffee
