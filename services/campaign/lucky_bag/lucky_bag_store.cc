#include "services/campaign/lucky_bag/lucky_bag_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/budget/purses.h"
#include "common/partition/partition.h"
#include "common/status/macros.h"
#include "services/campaign/contracts/ids.h"
#include "services/campaign/events/append.h"
#include "services/campaign/keys/keys.h"
#include "services/campaign/lucky_bag/claim_codec.h"
#include "services/campaign/lucky_bag/lua.h"

namespace fudai::lucky_bag {
namespace {

using event::v1::BagOpened;
using event::v1::Event;
using partition::CampaignRecordState;

int64_t Code(ClaimOutcome outcome) { return static_cast<int64_t>(outcome); }
int64_t Code(CampaignRecordState state) { return static_cast<int64_t>(state); }
int64_t OpenedTag(int field_number) { return events::AppendTag(BagOpened::descriptor(), field_number); }

const redis::Script& ReadCampaignScript() {
  static const redis::Script script("read_campaign", kReadCampaignLua);
  return script;
}

const redis::Script& ReadOpeningsScript() {
  static const redis::Script script("read_openings", kReadOpeningsLua);
  return script;
}

absl::StatusOr<store::v1::BagRecord> DecodeRecord(absl::string_view bytes) {
  store::v1::BagRecord record;
  if (record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return record;
  return absl::DataLossError("a bag's record cannot be read");
}

absl::StatusOr<std::optional<StoredBag>> DecodeBag(const redis::Reply& reply, const sharecode::BagAddress& address) {
  if (reply[0].is_nil()) return std::nullopt;
  StoredBag bag;
  bag.bag_id = contracts::BagId(address.partition, address.bag_number);
  ASSIGN_OR_RETURN(bag.record, DecodeRecord(reply[0].string()));
  bag.taken = static_cast<int>(reply[1].integer());
  bag.closed = !reply[2].is_nil();
  if (!reply[3].is_nil()) {
    ASSIGN_OR_RETURN(bag.claim, DecodeClaim(reply[3].string()));
  }
  bag.sharer_generation = static_cast<int>(reply[4].integer());
  return bag;
}

absl::StatusOr<ClaimAnswer> DecodeClaimAnswer(const redis::Reply& reply) {
  ClaimAnswer answer;
  answer.outcome = static_cast<ClaimOutcome>(reply[0].integer());
  answer.taken = static_cast<int>(reply[2].integer());
  if (!reply[1].string().empty()) {
    ASSIGN_OR_RETURN(answer.claim, DecodeClaim(reply[1].string()));
  }
  if (answer.outcome != ClaimOutcome::kShort) return answer;
  for (size_t i = 0; i + 1 < reply[3].size(); i += 2)
    answer.shortages.push_back({std::string(reply[3][i].string()), reply[3][i + 1].integer()});
  return answer;
}

std::vector<std::string> ClaimKeys(const ClaimInput& input) {
  const int partition = input.address.partition;
  const std::string& campaign_id = input.version->campaign_id;
  const std::string& sharer_id = input.bag.record.sharer_id();
  return {partition::HeaderKey(partition),
          partition::EventsKey(partition),
          keys::Bag(partition, input.address.bag_number),
          partition::CampaignKey(partition, campaign_id),
          keys::Cup(partition, campaign_id, sharer_id),
          keys::Helpers(partition, campaign_id, sharer_id),
          keys::Wallet(partition, sharer_id),
          partition::EscrowKey(partition, campaign_id),
          keys::Owed(partition),
          keys::Due(partition)};
}

std::vector<std::string> ClaimArguments(const ClaimInput& input) {
  const campaigns::CompiledVersion& version = *input.version;
  const campaigns::CompiledVersion& current = *input.current;
  store::v1::WalletEntry free_coffee = campaigns::MakeWalletEntry(version, version.free_coffee, input.now_ms);
  free_coffee.set_growth_coffee(true);
  std::vector<std::string> args = {input.opener.user_id,
                                   keys::ClaimField(input.opener.user_id),
                                   absl::StrCat(input.now_ms),
                                   absl::StrCat(input.bag.record.expires_at_ms()),
                                   CouponOrder(version.recipe, input.bag.record.seed()),
                                   input.bag.bag_id,
                                   version.growth,
                                   input.opener.is_new ? "1" : "0",
                                   free_coffee.SerializeAsString(),
                                   OpenedEvent(input.bag, version, input.opener, input.now_ms).SerializeAsString(),
                                   budget::SharedPurses(current.spec, budget::DayOf(input.now_ms, current.zone)),
                                   input.grants,
                                   absl::StrCat(version.free_coffee),
                                   keys::LiabilityField(keys::KindOf(free_coffee))};
  for (int i = 0; i < version.spec.templates_size(); ++i) {
    args.push_back(CouponPart(version, i, input.now_ms).SerializeAsString());
    args.push_back(absl::StrCat(version.coupon_template(i).value_fen()));
    args.push_back(current.PurseOf(version.coupon_template(i).template_id()));
  }
  return args;
}

}  // namespace

const redis::Script& ClaimScript() {
  static const redis::Script script(
      "claim", kClaimLua,
      {{"OPENED", Code(ClaimOutcome::kOpened)},
       {"ALREADY_OPENED", Code(ClaimOutcome::kAlreadyOpened)},
       {"GONE", Code(ClaimOutcome::kGone)},
       {"CAMPAIGN_ENDED", Code(ClaimOutcome::kCampaignEnded)},
       {"CAMPAIGN_PAUSED", Code(ClaimOutcome::kCampaignPaused)},
       {"CLOSED", Code(ClaimOutcome::kClosed)},
       {"EXPIRED", Code(ClaimOutcome::kExpired)},
       {"EMPTY", Code(ClaimOutcome::kEmpty)},
       {"SHORT", Code(ClaimOutcome::kShort)},
       {"ACTIVE", Code(CampaignRecordState::kActive)},
       {"PAUSED", Code(CampaignRecordState::kPaused)},
       {"BAG_OPENED", events::AppendTag(Event::descriptor(), Event::kBagOpenedFieldNumber)},
       {"INDEX", OpenedTag(BagOpened::kIndexFieldNumber)},
       {"DROPS", OpenedTag(BagOpened::kDropsFieldNumber)},
       {"CUPS_FILLED", OpenedTag(BagOpened::kCupsFilledFieldNumber)},
       {"HELPERS", OpenedTag(BagOpened::kHelpersFieldNumber)}});
  return script;
}

const redis::Script& ReadBagScript() {
  static const redis::Script script("read_bag", kReadBagLua);
  return script;
}

const redis::Script& AdmitScript() {
  static const redis::Script script("admit", kAdmitLua);
  return script;
}

async::Task<absl::StatusOr<Approached>> LuckyBagStore::Read(Approach approach) {
  const int partition = approach.address.partition;
  redis::Pending bag_read = access_.Eval(
      ReadBagScript(), {partition::HeaderKey(partition), keys::Bag(partition, approach.address.bag_number)},
      {keys::ClaimField(approach.caller_id)});
  Approached approached;
  if (approach.ask_whether_new) {
    redis::Pending asked = AskWhetherOrdered(approach.caller_id);
    CO_ASSIGN_OR_RETURN(const redis::Reply ordered, access_.Answer(co_await asked));
    approached.caller_is_new = ordered.integer() == 0;
  }
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await bag_read));
  CO_ASSIGN_OR_RETURN(approached.bag, DecodeBag(reply, approach.address));
  co_return approached;
}

async::Task<absl::StatusOr<bool>> LuckyBagStore::IsNew(std::string user_id) {
  redis::Pending asked = AskWhetherOrdered(user_id);
  CO_ASSIGN_OR_RETURN(const redis::Reply ordered, access_.Answer(co_await asked));
  co_return ordered.integer() == 0;
}

redis::Pending LuckyBagStore::AskWhetherOrdered(const std::string& user_id) const {
  const int partition = partition::OfUser(user_id);
  return access_.Eval(AdmitScript(), {partition::HeaderKey(partition), keys::User(partition, user_id)});
}

async::Task<absl::StatusOr<ClaimAnswer>> LuckyBagStore::TakeCoupon(ClaimInput input) {
  redis::Pending pending = access_.Eval(ClaimScript(), ClaimKeys(input), ClaimArguments(input));
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  co_return DecodeClaimAnswer(reply);
}

async::Task<absl::StatusOr<CampaignStatus>> LuckyBagStore::ReadCampaign(int partition, std::string campaign_id) {
  redis::Pending pending = access_.Eval(
      ReadCampaignScript(), {partition::HeaderKey(partition), partition::CampaignKey(partition, campaign_id)});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  const auto state = static_cast<CampaignRecordState>(reply[0].integer());
  co_return CampaignStatus{.active = state == CampaignRecordState::kActive,
                           .paused = state == CampaignRecordState::kPaused,
                           .ends_at_ms = reply[1].integer()};
}

async::Task<absl::StatusOr<std::optional<OpenedBag>>> LuckyBagStore::ReadOpenings(sharecode::BagAddress address) {
  redis::Pending pending = access_.Eval(ReadOpeningsScript(), {partition::HeaderKey(address.partition),
                                                               keys::Bag(address.partition, address.bag_number)});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  if (reply.size() == 0) co_return std::nullopt;
  OpenedBag bag;
  for (size_t i = 0; i + 1 < reply.size(); i += 2) {
    const absl::string_view field = reply[i].string();
    if (field == "m") {
      CO_ASSIGN_OR_RETURN(bag.record, DecodeRecord(reply[i + 1].string()));
    } else if (field[0] == keys::ClaimField("")[0]) {
      CO_ASSIGN_OR_RETURN(const Claim claim, DecodeClaim(reply[i + 1].string()));
      bag.openings.push_back({std::string(field.substr(1)), claim});
    }
  }
  std::sort(bag.openings.begin(), bag.openings.end(),
            [](const Opening& a, const Opening& b) { return a.claim.index < b.claim.index; });
  co_return bag;
}

}  // namespace fudai::lucky_bag
