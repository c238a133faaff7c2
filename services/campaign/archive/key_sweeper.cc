#include "services/campaign/archive/key_sweeper.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/partition/partition.h"
#include "common/process/fault_point.h"
#include "common/status/macros.h"
#include "services/campaign/archive/lua.h"
#include "services/campaign/contracts/reservation.h"

namespace fudai::archive {
namespace {

using keys::KeyKind;
using partition::HeaderKey;

// What sweep_reservation.lua answers.
enum class ReservationFate : int64_t { kStays = 0, kGoes = 1, kGoesUnreported = 2 };

// Entries of a wallet that are read at once, about.
constexpr char kWalletSlice[] = "200";

const redis::Script& SweepNamedScript() {
  static const redis::Script script("sweep_named", kSweepNamedLua);
  return script;
}

const redis::Script& SweepRecordScript() {
  static const redis::Script script("sweep_record", kSweepRecordLua);
  return script;
}

const redis::Script& SweepOrderOwnerScript() {
  static const redis::Script script("sweep_order_owner", kSweepOrderOwnerLua);
  return script;
}

const redis::Script& SweepWalletScript() {
  static const redis::Script script("sweep_wallet", kSweepWalletLua);
  return script;
}

const redis::Script& SweepReservationScript() {
  static const redis::Script script("sweep_reservation", kSweepReservationLua,
                                    {{"RESERVED", static_cast<int64_t>(contracts::ReservationState::kReserved)},
                                     {"STAYS", static_cast<int64_t>(ReservationFate::kStays)},
                                     {"GOES", static_cast<int64_t>(ReservationFate::kGoes)},
                                     {"GOES_UNREPORTED", static_cast<int64_t>(ReservationFate::kGoesUnreported)}});
  return script;
}

template <typename Record>
absl::StatusOr<Record> Parse(absl::string_view bytes, absl::string_view key) {
  Record record;
  if (record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return record;
  return absl::DataLossError(absl::StrCat("what ", key, " holds cannot be parsed"));
}

// Arguments of sweep_wallet.lua: the campaign's coupons among {id, entry, …}.
absl::StatusOr<std::vector<std::string>> CouponsOf(const std::string& campaign_id, const redis::ReplyView& fields,
                                                   absl::string_view key) {
  std::vector<std::string> coupons;
  for (size_t i = 0; i + 1 < fields.size(); i += 2) {
    ASSIGN_OR_RETURN(const store::v1::WalletEntry entry, Parse<store::v1::WalletEntry>(fields[i + 1].string(), key));
    if (entry.campaign_id() != campaign_id) continue;
    coupons.emplace_back(fields[i].string());
    coupons.emplace_back(fields[i + 1].string());
  }
  return coupons;
}

}  // namespace

struct KeySweeper::Target {
  std::string campaign_id;
  std::string key;
  int partition = 0;
  std::string id;
};

async::Task<absl::StatusOr<int64_t>> KeySweeper::Sweep(std::string campaign_id, std::string key) {
  const std::optional<keys::ParsedKey> parsed = keys::ParseKey(key);
  if (!parsed.has_value()) co_return 0;
  const KeyKind kind = parsed->kind;
  Target target{std::move(campaign_id), key, parsed->partition, std::string(parsed->id)};
  switch (kind) {
    case KeyKind::kCup:
    case KeyKind::kHelpers:
      co_return co_await SweepNamed(std::move(target));
    case KeyKind::kBag:
      co_return co_await SweepBag(std::move(target));
    case KeyKind::kOrder:
      co_return co_await SweepOrder(std::move(target));
    case KeyKind::kWallet:
      co_return co_await SweepWallet(std::move(target));
    case KeyKind::kReservation:
      co_return co_await SweepReservation(std::move(target));
    case KeyKind::kOrderOwner:
    case KeyKind::kUser:
    case KeyKind::kUses:
      break;
  }
  co_return 0;
}

async::Task<absl::StatusOr<int64_t>> KeySweeper::SweepNamed(Target target) {
  if (!absl::StartsWith(target.id, absl::StrCat(target.campaign_id, ":"))) co_return 0;
  std::vector<std::string> named = {HeaderKey(target.partition), target.key};
  co_return co_await Delete(SweepNamedScript(), std::move(named), {});
}

async::Task<absl::StatusOr<int64_t>> KeySweeper::SweepBag(Target target) {
  CO_ASSIGN_OR_RETURN(const std::string bytes, co_await ReadRecord(target.key));
  CO_ASSIGN_OR_RETURN(const store::v1::BagRecord bag, Parse<store::v1::BagRecord>(bytes, target.key));
  if (bag.campaign_id() != target.campaign_id) co_return 0;
  std::vector<std::string> named = {HeaderKey(target.partition), target.key};
  std::vector<std::string> args = {bytes};
  co_return co_await Delete(SweepRecordScript(), std::move(named), std::move(args));
}

async::Task<absl::StatusOr<int64_t>> KeySweeper::SweepOrder(Target target) {
  CO_ASSIGN_OR_RETURN(const std::string bytes, co_await ReadRecord(target.key));
  CO_ASSIGN_OR_RETURN(const store::v1::OrderRecord order, Parse<store::v1::OrderRecord>(bytes, target.key));
  if (order.campaign_id() != target.campaign_id) co_return 0;
  CO_ASSIGN_OR_RETURN(const int64_t owners, co_await SweepOwner(target));
  process::FaultPoint("sweep.after_owner");
  std::vector<std::string> named = {HeaderKey(target.partition), target.key};
  std::vector<std::string> args = {bytes};
  CO_ASSIGN_OR_RETURN(const int64_t orders, co_await Delete(SweepRecordScript(), std::move(named), std::move(args)));
  co_return owners + orders;
}

async::Task<absl::StatusOr<int64_t>> KeySweeper::SweepOwner(Target target) {
  const int home = partition::OfUser(target.id);
  const std::string key = keys::OrderOwner(home, target.id);
  redis::Pending pending = access_.client()->Command("GET", {key}, {});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await pending);
  const std::string owner(reply.string());
  if (owner.empty() || partition::OfUser(owner) != target.partition) co_return 0;
  std::vector<std::string> named = {HeaderKey(home), key};
  std::vector<std::string> args = {owner};
  co_return co_await Delete(SweepOrderOwnerScript(), std::move(named), std::move(args));
}

async::Task<absl::StatusOr<int64_t>> KeySweeper::SweepWallet(Target target) {
  const std::string uses = keys::Uses(target.partition, target.id);
  int64_t deleted = 0;
  std::string cursor = "0";
  do {
    redis::Pending pending = access_.client()->Command("HSCAN", {target.key}, {cursor, "COUNT", kWalletSlice});
    CO_ASSIGN_OR_RETURN(const redis::Reply slice, co_await pending);
    cursor = std::string(slice[0].string());
    CO_ASSIGN_OR_RETURN(std::vector<std::string> coupons, CouponsOf(target.campaign_id, slice[1], target.key));
    if (coupons.empty()) continue;
    std::vector<std::string> named = {HeaderKey(target.partition), target.key, uses};
    CO_ASSIGN_OR_RETURN(const int64_t gone, co_await Delete(SweepWalletScript(), std::move(named), std::move(coupons)));
    deleted += gone;
  } while (cursor != "0");
  co_return deleted;
}

async::Task<absl::StatusOr<int64_t>> KeySweeper::SweepReservation(Target target) {
  CO_ASSIGN_OR_RETURN(const std::string bytes, co_await ReadRecord(target.key));
  CO_ASSIGN_OR_RETURN(const store::v1::ReservationRecord reservation,
                      Parse<store::v1::ReservationRecord>(bytes, target.key));
  std::vector<std::string> named = {HeaderKey(target.partition), target.key,
                                    keys::Wallet(target.partition, reservation.user_id()),
                                    keys::Order(target.partition, target.id)};
  std::vector<std::string> looking = {target.campaign_id, bytes, "0"};
  std::vector<std::string> deleting = {target.campaign_id, bytes, "1"};
  redis::Pending looked = access_.Eval(SweepReservationScript(), named, std::move(looking));
  CO_ASSIGN_OR_RETURN(const redis::Reply fate, co_await looked);
  int64_t swept = 0;
  if (fate.integer() == static_cast<int64_t>(ReservationFate::kGoesUnreported)) {
    CO_ASSIGN_OR_RETURN(swept, co_await SweepOwner(target));
  }
  redis::Pending deleted = access_.Eval(SweepReservationScript(), std::move(named), std::move(deleting));
  CO_ASSIGN_OR_RETURN(const redis::Reply gone, co_await deleted);
  co_return swept + (gone.integer() == static_cast<int64_t>(ReservationFate::kStays) ? 0 : 1);
}

async::Task<absl::StatusOr<std::string>> KeySweeper::ReadRecord(std::string key) {
  redis::Pending pending = access_.client()->Command("HGET", {key}, {"m"});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await pending);
  co_return std::string(reply.string());
}

async::Task<absl::StatusOr<int64_t>> KeySweeper::Delete(const redis::Script& script, std::vector<std::string> keys,
                                                        std::vector<std::string> args) {
  redis::Pending pending = access_.Eval(script, std::move(keys), std::move(args));
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await pending);
  co_return reply.integer();
}

}  // namespace fudai::archive
