#include "tests/load/wallets.h"

#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/partition/store.h"
#include "common/status/macros.h"
#include "services/campaign/coupon/coupon_store.h"

namespace fudai::load {
namespace {

constexpr int kFillingDepth = 64;
constexpr int64_t kMinuteMs = 60'000;

absl::Status ReadJson(absl::string_view file, google::protobuf::Message* message) {
  const std::string path = absl::StrCat(FUDAI_ROOT, "/tests/load/", file);
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  const auto parsed = google::protobuf::util::JsonStringToMessage(text.str(), message);
  if (parsed.ok()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(path, " holds no ", message->GetTypeName(), ": ", parsed.ToString()));
}

std::vector<contracts::CouponCredit> CreditsFor(const Shopper& shopper, const contracts::Wallet& wallet) {
  std::vector<contracts::CouponCredit> credits;
  for (size_t i = 0; i < wallet.coupons.size(); ++i) {
    credits.push_back({.coupon_id = shopper.coupon_ids[i],
                       .owner_id = shopper.user_id,
                       .bag_id = shopper.coupon_ids[i],
                       .sharer_id = "oSharer",
                       .entry = wallet.coupons[i].entry});
  }
  return credits;
}

// How far the filling has come; shared by its workers.
struct Filling {
  std::vector<contracts::CouponCredit> credits;
  size_t next = 0;
  int workers = kFillingDepth;
  absl::Status failed;
};

async::Task<void> Work(coupon::CouponStore* store, Filling* filling) {
  while (filling->failed.ok() && filling->next < filling->credits.size()) {
    contracts::CouponCredit credit = filling->credits[filling->next++];
    const absl::StatusOr<contracts::Credited> credited = co_await store->Credit(std::move(credit));
    filling->failed.Update(credited.status());
  }
  --filling->workers;
}

}  // namespace

absl::StatusOr<campaigns::CompiledVersionPtr> ReadWalletCampaign() {
  store::v1::CampaignVersion version;
  version.set_version(1);
  RETURN_IF_ERROR(ReadJson("wallet-campaign.json", version.mutable_spec()));
  return campaigns::Compile(kWalletCampaign, version);
}

absl::StatusOr<campaign::v1::Basket> ReadBasket() {
  campaign::v1::Basket basket;
  RETURN_IF_ERROR(ReadJson("wallet-basket.json", &basket));
  return basket;
}

contracts::Wallet MakeWallet(const campaigns::CompiledVersion& version, int size) {
  const int64_t now_ms = absl::ToUnixMillis(absl::Now());
  contracts::Wallet wallet;
  for (int i = 0; i < size; ++i) {
    const int64_t given_at_ms = now_ms - (size - i) * kMinuteMs;
    const int index = i % version.spec.templates_size();
    wallet.coupons.push_back({absl::StrCat("c", i), campaigns::MakeWalletEntry(version, index, given_at_ms), {}});
  }
  return wallet;
}

absl::StatusOr<std::vector<Shopper>> Wallets::Fill(WalletOrder order) {
  const contracts::Wallet wallet = MakeWallet(*version_, order.size);
  std::vector<Shopper> shoppers;
  Filling filling;
  for (int i = 0; i < order.shoppers; ++i) {
    Shopper shopper{absl::StrCat("oShopper_", absl::Hex(shoppers_++, absl::kZeroPad16)), {}};
    for (const contracts::OwnedCoupon& coupon : wallet.coupons)
      shopper.coupon_ids.push_back(absl::StrCat(shopper.user_id, "-", coupon.coupon_id));
    for (contracts::CouponCredit& credit : CreditsFor(shopper, wallet)) filling.credits.push_back(std::move(credit));
    shoppers.push_back(std::move(shopper));
  }
  ASSIGN_OR_RETURN(const std::string token, partition::StoreToken(kGeneration, /*simulated_time=*/false));
  async::Loop& loop = store_->acts().loop();
  coupon::CouponStore store(contracts::StoreAccess(&store_->acts().client(), token));
  for (int i = 0; i < kFillingDepth; ++i) async::Spawn(Work(&store, &filling));
  loop.RunUntil([&] { return filling.workers == 0; });
  if (!filling.failed.ok()) return filling.failed;
  RETURN_IF_ERROR(store_->AwaitRelayed());
  return shoppers;
}

}  // namespace fudai::load
