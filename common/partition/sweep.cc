#include "common/partition/sweep.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/partition/lua.h"
#include "common/partition/partition.h"
#include "common/status/macros.h"

namespace fudai::partition {
namespace {

constexpr int64_t kArchived = static_cast<int64_t>(CampaignRecordState::kArchived);

const redis::Script& TakeSweepScript() {
  static const auto* script = new redis::Script(
      "take_sweep", kTakeSweepLua, {{"ARCHIVED", kArchived}, {"SWEPT", static_cast<int64_t>(SweepPhase::kSwept)}});
  return *script;
}
const redis::Script& KeepSweepScript() {
  static const auto* script = new redis::Script("keep_sweep", kKeepSweepLua);
  return *script;
}
const redis::Script& ReadSweepScript() {
  static const auto* script = new redis::Script("read_sweep", kReadSweepLua);
  return *script;
}
const redis::Script& RemoveCampaignScript() {
  static const auto* script = new redis::Script("remove_campaign", kRemoveCampaignLua, {{"ARCHIVED", kArchived}});
  return *script;
}
const redis::Script& RemoveFromCatalogueScript() {
  static const auto* script = new redis::Script("remove_from_catalogue", kRemoveFromCatalogueLua);
  return *script;
}

int HomeOf(const std::string& campaign_id) { return OfUser(campaign_id); }

std::string Milliseconds(absl::Time time) { return absl::StrCat(absl::ToUnixMillis(time)); }

// The phase of a sweep; the first where none was written.
SweepPhase DecodePhase(const redis::ReplyView& reply) {
  return reply.is_nil() ? SweepPhase::kLedger : static_cast<SweepPhase>(reply.integer());
}

}  // namespace

async::Task<absl::StatusOr<std::optional<Sweep>>> TakeSweep(redis::Client* client, std::string token,
                                                            std::string campaign_id, Lease lease) {
  const int home = HomeOf(campaign_id);
  redis::Call call;
  call.keys = {HeaderKey(home), CampaignKey(home, campaign_id), SweepKey(home, campaign_id)};
  call.args = {std::move(token), Milliseconds(lease.now), Milliseconds(lease.end)};
  redis::Pending pending = client->Eval(TakeSweepScript(), call);
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await pending);
  if (reply.is_nil()) co_return std::nullopt;
  Sweep sweep;
  sweep.campaign_id = std::move(campaign_id);
  sweep.fence = reply[0].integer();
  sweep.progress.phase = DecodePhase(reply[1]);
  sweep.run = std::string(reply[2].string());
  if (!reply[3].is_nil()) sweep.cursor = std::string(reply[3].string());
  sweep.progress.pass = reply[4].integer();
  sweep.progress.looked = reply[5].integer();
  sweep.progress.found = reply[6].integer();
  sweep.progress.deleted = reply[7].integer();
  co_return std::move(sweep);
}

async::Task<absl::Status> KeepSweep(redis::Client* client, std::string token, Sweep sweep, absl::Time lease_end) {
  const int home = HomeOf(sweep.campaign_id);
  const SweepProgress& progress = sweep.progress;
  redis::Call call;
  call.keys = {HeaderKey(home), SweepKey(home, sweep.campaign_id)};
  call.args = {std::move(token), absl::StrCat(sweep.fence)};
  const std::pair<const char*, std::string> fields[] = {{"lease", Milliseconds(lease_end)},
                                                        {"phase", absl::StrCat(static_cast<int>(progress.phase))},
                                                        {"run", sweep.run},
                                                        {"cursor", sweep.cursor},
                                                        {"pass", absl::StrCat(progress.pass)},
                                                        {"looked", absl::StrCat(progress.looked)},
                                                        {"found", absl::StrCat(progress.found)},
                                                        {"deleted", absl::StrCat(progress.deleted)},
                                                        {"size", absl::StrCat(progress.size)}};
  for (const auto& field : fields) {
    call.args.emplace_back(field.first);
    call.args.push_back(field.second);
  }
  redis::Pending pending = client->Eval(KeepSweepScript(), call);
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await pending);
  if (reply.integer() == 1) co_return absl::OkStatus();
  co_return absl::AbortedError(absl::StrCat("the lease ", sweep.fence, " of the sweep of campaign \"",
                                            sweep.campaign_id, "\" has gone to another server, or the campaign has"));
}

async::Task<absl::StatusOr<std::optional<SweepProgress>>> ReadSweep(redis::Client* client, std::string token,
                                                                    std::string campaign_id) {
  const int home = HomeOf(campaign_id);
  redis::Call call;
  call.keys = {HeaderKey(home), SweepKey(home, campaign_id)};
  call.args = {std::move(token)};
  redis::Pending pending = client->Eval(ReadSweepScript(), call);
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await pending);
  if (reply[0].is_nil()) co_return std::nullopt;
  co_return SweepProgress{.phase = DecodePhase(reply[0]),
                          .pass = reply[1].integer(),
                          .looked = reply[2].integer(),
                          .found = reply[3].integer(),
                          .deleted = reply[4].integer(),
                          .size = reply[5].integer()};
}

async::Task<absl::Status> RemoveCampaign(redis::Client* client, std::string token, std::string campaign_id) {
  std::vector<redis::Pending> pending;
  for (int i = 0; i < kCount; ++i) {
    redis::Call call;
    call.keys = {HeaderKey(i), CampaignKey(i, campaign_id), EscrowKey(i, campaign_id)};
    if (i == HomeOf(campaign_id)) {
      call.keys.push_back(AccountKey(i, campaign_id));
      call.keys.push_back(SweepKey(i, campaign_id));
    }
    call.args = {token};
    pending.push_back(client->Eval(RemoveCampaignScript(), call));
  }
  absl::Status failed;
  for (redis::Pending& answer : pending) {
    absl::StatusOr<redis::Reply> reply = co_await answer;
    failed.Update(reply.status());
    if (reply.ok() && reply->integer() != 1)
      failed.Update(absl::FailedPreconditionError(absl::StrCat("campaign \"", campaign_id, "\" is not archived")));
  }
  if (!failed.ok()) co_return failed;
  redis::Call call;
  call.keys = {HeaderKey(0), CatalogueKey()};
  call.args = {std::move(token), std::move(campaign_id)};
  redis::Pending removed = client->Eval(RemoveFromCatalogueScript(), call);
  absl::StatusOr<redis::Reply> reply = co_await removed;
  co_return reply.status();
}

}  // namespace fudai::partition
