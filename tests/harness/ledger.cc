#include "tests/harness/ledger.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "fudai/admin/v1/ledger.grpc.pb.h"
#include "tests/harness/coupon_uses.h"

namespace fudai::harness {
namespace {

using event::v1::Event;
using Breaches = std::vector<std::string>;

struct OpenedBag {
  int64_t size = 0;
  std::string sharer;
  std::map<int64_t, std::string> templates;  // by position
  std::set<std::string> openers;
};

struct Drops {
  int64_t counted = 0;
  int64_t cups = 0;
};

struct Touch {
  std::string bag_id;
  std::string sharer;
};

// What the laws speak of, gathered in one pass. A thing that must be there once is entered by Once.
class Account {
 public:
  void Add(const admin::v1::LedgerEntry& entry);
  Breaches Judge(const campaign::v1::CampaignSpec& spec);

 private:
  void Add(const event::v1::OrderReported& order);
  void Add(const event::v1::BagOpened& open);
  void Add(const event::v1::CouponCredited& credit);
  void Add(const event::v1::ConversionRecorded& conversion);
  void Once(const std::string& fact);
  void JudgeBags(const campaign::v1::CampaignSpec& spec);
  void JudgeCredits();
  void JudgeCups(int64_t drops_per_cup);
  void JudgeConversions();
  void JudgeUses();
  const std::string& OwnerOf(const std::string& coupon_id);
  void Breach(std::string text) { breaches_.push_back(std::move(text)); }

  Breaches breaches_;
  std::set<std::string> facts_;
  std::map<int, int64_t> last_number_;                 // by partition
  std::map<std::string, OpenedBag> bags_;              // by bag id
  std::map<std::string, std::string> coupon_openers_;  // by coupon id
  std::map<std::string, std::string> credited_to_;     // by coupon id
  std::map<std::string, Drops> cups_;                  // by sharer
  std::map<std::string, Touch> first_touch_;           // by user
  std::vector<event::v1::ConversionRecorded> conversions_;
  CouponUses uses_;
};

void Account::Once(const std::string& fact) {
  if (!facts_.insert(fact).second) Breach("twice: " + fact);
}

void Account::Add(const admin::v1::LedgerEntry& entry) {
  int64_t& last = last_number_[entry.partition()];
  if (entry.number() != last + 1)
    Breach(absl::StrCat("partition ", entry.partition(), ": ", entry.number(), " follows ", last));
  last = entry.number();
  const Event& event = entry.event();
  switch (event.body_case()) {
    case Event::kOrderReported:
      return Add(event.order_reported());
    case Event::kBagOpened:
      return Add(event.bag_opened());
    case Event::kCouponCredited:
      return Add(event.coupon_credited());
    case Event::kConversionRecorded:
      return Add(event.conversion_recorded());
    case Event::kRefundReported:
      return Once(
          absl::StrCat("refund ", event.refund_reported().order_id(), "/", event.refund_reported().refund_id()));
    case Event::kCouponUsed:
      return uses_.Add(event.coupon_used());
    case Event::kLiabilityExpired:  // budgets have a law of their own
      return;
    default:
      Breach(absl::StrCat("an event without a body: ", entry.ShortDebugString()));
  }
}

void Account::Add(const event::v1::OrderReported& order) {
  Once("order " + order.order_id());
  if (order.first_order() != 0) Once("first order of " + order.user_id());
  if (order.bag_id().empty()) return;
  Once("bag " + order.bag_id());
  bags_[order.bag_id()].size = order.bag_size();
  bags_[order.bag_id()].sharer = order.user_id();
}

void Account::Add(const event::v1::BagOpened& open) {
  OpenedBag& bag = bags_[open.bag_id()];
  const std::string coupon_id = absl::StrCat(open.bag_id(), "-", open.index());
  Once("coupon " + coupon_id);
  bag.templates[open.index()] = open.template_id();
  if (!bag.openers.insert(open.opener_id()).second) Breach(open.opener_id() + " opened twice: bag " + open.bag_id());
  if (open.opener_id() == open.sharer_id()) Breach(open.opener_id() + " opened their own bag " + open.bag_id());
  coupon_openers_[coupon_id] = open.opener_id();
  cups_[open.sharer_id()].counted += open.drops();
  cups_[open.sharer_id()].cups += open.cups_filled();
}

void Account::Add(const event::v1::CouponCredited& credit) {
  Once("credit of " + credit.coupon_id());
  credited_to_[credit.coupon_id()] = credit.user_id();
  if (credit.first_touch() == 0) return;
  Once("first touch of " + credit.user_id());
  first_touch_[credit.user_id()] = {.bag_id = credit.bag_id(), .sharer = credit.sharer_id()};
}

void Account::Add(const event::v1::ConversionRecorded& conversion) {
  Once("conversion of " + conversion.user_id());
  conversions_.push_back(conversion);
}

void Account::JudgeBags(const campaign::v1::CampaignSpec& spec) {
  std::map<std::string, int> recipe;
  for (const campaign::v1::RecipeEntry& entry : spec.recipe()) recipe[entry.template_id()] += entry.count();
  for (const auto& [id, bag] : bags_) {
    const int64_t given = static_cast<int64_t>(bag.templates.size());
    if (given > bag.size) Breach(absl::StrCat("bag ", id, " of ", bag.size, " gave ", given));
    if (given > 0 && bag.templates.rbegin()->first != given - 1)
      Breach(absl::StrCat("bag ", id, " skipped a position"));
    std::map<std::string, int> out;
    for (const auto& [position, template_id] : bag.templates) ++out[template_id];
    for (const auto& [template_id, count] : out) {
      if (count > recipe[template_id]) Breach(absl::StrCat("bag ", id, " gave ", count, " of ", template_id));
    }
  }
}

void Account::JudgeCredits() {
  for (const auto& [coupon_id, opener] : coupon_openers_) {
    const auto credit = credited_to_.find(coupon_id);
    if (credit == credited_to_.end()) Breach("never credited: " + coupon_id);
    if (credit != credited_to_.end() && credit->second != opener)
      Breach(absl::StrCat(coupon_id, " went to ", credit->second));
  }
  for (const auto& [coupon_id, owner] : credited_to_) {
    if (!coupon_openers_.contains(coupon_id)) Breach("credited, but never given: " + coupon_id);
  }
}

void Account::JudgeCups(int64_t drops_per_cup) {
  for (const auto& [sharer, drops] : cups_) {
    if (drops.counted / drops_per_cup == drops.cups) continue;
    Breach(absl::StrCat(sharer, " has ", drops.cups, " cups for ", drops.counted, " drops"));
  }
}

void Account::JudgeConversions() {
  for (const event::v1::ConversionRecorded& conversion : conversions_) {
    const Touch& touch = first_touch_[conversion.user_id()];
    if (touch.bag_id == conversion.bag_id() && touch.sharer == conversion.sharer_id()) continue;
    Breach(absl::StrCat("the conversion of ", conversion.user_id(), " names bag ", conversion.bag_id(),
                        ", the first touch \"", touch.bag_id, "\""));
  }
}

// The opener of a bag's coupon; the sharer of a free coffee "{bag}-{index}f{cup}".
const std::string& Account::OwnerOf(const std::string& coupon_id) {
  const size_t dash = coupon_id.find('-');
  const bool free_coffee = coupon_id.find('f', dash) != std::string::npos;
  return free_coffee ? bags_[coupon_id.substr(0, dash)].sharer : coupon_openers_[coupon_id];
}

void Account::JudgeUses() {
  for (const std::string& breach : uses_.breaches()) Breach(breach);
  for (const auto& [coupon_id, user] : uses_.users()) {
    if (OwnerOf(coupon_id) != user) Breach(absl::StrCat(user, " used coupon ", coupon_id, ", which is not theirs"));
  }
}

Breaches Account::Judge(const campaign::v1::CampaignSpec& spec) {
  JudgeBags(spec);
  JudgeCredits();
  JudgeCups(spec.growth().drops_per_cup());
  JudgeConversions();
  JudgeUses();
  return breaches_;
}

}  // namespace

Ledger ReadLedger(const Stack& stack, const admin::v1::LedgerFilter& filter) {
  const Caller marketer = stack.Marketer();
  admin::v1::LedgerService::Stub stub(marketer.channel());
  grpc::ClientContext context;
  marketer.Prepare(&context);
  admin::v1::ExportLedgerRequest request;
  *request.mutable_filter() = filter;
  const auto reader = stub.ExportLedger(&context, request);
  Ledger ledger;
  admin::v1::ExportLedgerResponse batch;
  while (reader->Read(&batch)) ledger.insert(ledger.end(), batch.entries().begin(), batch.entries().end());
  const grpc::Status status = reader->Finish();
  if (status.ok()) return ledger;
  fprintf(stderr, "the ledger cannot be read: %s\n", status.error_message().c_str());
  abort();
}

std::vector<std::string> BrokenLaws(const Ledger& ledger, const campaign::v1::CampaignSpec& spec) {
  Account account;
  for (const admin::v1::LedgerEntry& entry : ledger) account.Add(entry);
  return account.Judge(spec);
}

}  // namespace fudai::harness
