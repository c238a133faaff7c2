#include "services/admin/rehearsal/rehearsal_service.h"

#include <google/protobuf/util/time_util.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/partition/explain.h"
#include "common/partition/partition.h"
#include "common/partition/rehearsal.h"
#include "common/partition/store.h"
#include "common/partition/virtual_time.h"
#include "common/status/macros.h"
#include "services/admin/audit/audit_log.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/filter/list_query.h"
#include "services/admin/ids/ids.h"
#include "services/admin/roles/roles.h"

namespace fudai::rehearsal {
namespace {

using namespace admin::v1;  // NOLINT(google-build-using-namespace): the messages of the API.
using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;

constexpr size_t kShownCampaigns = 200;
constexpr size_t kLongestRequestId = 64;
constexpr int64_t kYear2100Ms = 4102444800000;

Timestamp ToProto(absl::Time time) { return TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(time)); }

absl::StatusOr<absl::Time> ReadMoment(const AdvanceClockRequest& request) {
  if (!request.has_to())
    return absl::InvalidArgumentError("to is missing; it should be the moment that the clock shall show");
  const int64_t moment = request.to().seconds() * 1000 + request.to().nanos() / 1000000;
  if (request.to().seconds() >= 0 && request.to().seconds() < kYear2100Ms / 1000) return absl::FromUnixMillis(moment);
  return absl::InvalidArgumentError(
      absl::StrCat("to is ", request.to().seconds(), " s since the epoch; it should be before the year 2100"));
}

absl::Status CheckRequestId(const std::string& request_id) {
  if (!request_id.empty() && request_id.size() <= kLongestRequestId) return ids::CheckId("request_id", request_id);
  return absl::InvalidArgumentError(absl::StrCat("request_id has ", request_id.size(),
                                                 " characters; it should be 1 to ", kLongestRequestId,
                                                 " printable ASCII characters without spaces"));
}

// The newest campaigns' ids. Blocks.
absl::StatusOr<GetRehearsalResponse> ListIds(database::Database* database, absl::Time now) {
  admin::v1::ListCampaignsRequest newest;
  newest.set_page_size(static_cast<int32_t>(kShownCampaigns));
  ASSIGN_OR_RETURN(const auto query,
                   filter::ListQuery::Parse(filter::ListQuery::Asked::By(newest), campaigns::CampaignList(now)));
  return database->Read([&query](soci::session& sql) -> absl::StatusOr<GetRehearsalResponse> {
    ASSIGN_OR_RETURN(std::vector<campaigns::StoredCampaign> found, campaigns::ListCampaigns(sql, query));
    if (found.size() > kShownCampaigns) found.resize(kShownCampaigns);
    GetRehearsalResponse response;
    for (const campaigns::StoredCampaign& each : found) response.add_campaign_ids(each.campaign.campaign_id());
    return response;
  });
}

}  // namespace

std::vector<rpc::Method> RehearsalService::Methods() {
  using rpc::LoadClass;
  const auto row = [](absl::string_view name, const std::vector<auth::Role>& callers, LoadClass load) {
    return rpc::Row{absl::StrCat("fudai.admin.v1.RehearsalService.", name), callers, load};
  };
  return {
      rpc::Unary(row("GetRehearsal", roles::Readers(), LoadClass::kRead), this, &RehearsalService::Get),
      rpc::Unary(row("AdvanceClock", roles::Editors(), LoadClass::kAct), this, &RehearsalService::Advance),
      rpc::Unary(row("WipeRehearsal", roles::Editors(), LoadClass::kAct), this, &RehearsalService::Wipe),
      rpc::Unary(row("ImportCampaign", roles::Editors(), LoadClass::kAct), this, &RehearsalService::Import),
  };
}

RehearsalService::Answer<GetRehearsalResponse> RehearsalService::Get(const GetRehearsalRequest&,
                                                                     const Context& context) {
  auto list = [this, &context] { return ListIds(world_.database, context.now); };
  CO_ASSIGN_OR_RETURN(GetRehearsalResponse response, co_await world_.readers->Run(*context.loop, list));
  CO_ASSIGN_OR_RETURN(const int64_t keys, co_await partition::CountRehearsalKeys(world_.redis));
  CO_ASSIGN_OR_RETURN(const int64_t events, co_await CountEvents());
  *response.mutable_now() = ToProto(context.now);
  response.set_keys(keys);
  response.set_events(events);
  co_return response;
}

async::Task<absl::StatusOr<int64_t>> RehearsalService::CountEvents() {
  std::vector<redis::Pending> pending;
  for (int i = 0; i < partition::kCount; ++i) pending.push_back(partition::ReadProgress(world_.redis, i));
  int64_t events = 0;
  absl::Status failed;
  for (redis::Pending& answer : pending) {
    const absl::StatusOr<redis::Reply> reply = co_await answer;
    failed.Update(reply.status());
    if (!reply.ok()) continue;
    const absl::StatusOr<partition::Progress> progress = partition::DecodeProgress(*reply, world_.token);
    failed.Update(progress.status());
    events += progress.value_or(partition::Progress()).newest;
  }
  if (!failed.ok()) co_return partition::Explain(failed, partition::WorldOf(world_.token));
  co_return events;
}

RehearsalService::Answer<AdvanceClockResponse> RehearsalService::Advance(const AdvanceClockRequest& request,
                                                                         const Context& context) {
  CO_ASSIGN_OR_RETURN(const absl::Time to, ReadMoment(request));
  CO_RETURN_IF_ERROR(context.CheckDeadline());
  if (to > context.now) CO_RETURN_IF_ERROR(co_await NoteAdvance(&context, to));
  CO_ASSIGN_OR_RETURN(const absl::Time shown, co_await partition::MoveVirtualTime(world_.redis, world_.token, to));
  AdvanceClockResponse response;
  *response.mutable_now() = ToProto(shown);
  co_return response;
}

async::Task<absl::Status> RehearsalService::NoteAdvance(const Context* context, absl::Time to) {
  GetRehearsalResponse before, after;
  *before.mutable_now() = ToProto(context->now);
  *after.mutable_now() = ToProto(to);
  audit::Change change{.actor = context->identity,
                       .now = context->now,
                       .action = "AdvanceClock",
                       .subject = "rehearsal",
                       .campaign_id = "",
                       .reason = ""};
  change.before = &before;
  change.after = &after;
  auto note = [this, &change] {
    return world_.database->Write([&change](soci::session& sql) { return audit::Append(sql, change); });
  };
  co_return co_await world_.readers->Run(*context->loop, note);
}

RehearsalService::Answer<WipeRehearsalResponse> RehearsalService::Wipe(const WipeRehearsalRequest& request,
                                                                       const Context& context) {
  CO_RETURN_IF_ERROR(CheckRequestId(request.request_id()));
  CO_RETURN_IF_ERROR(context.CheckDeadline());
  auto wipe = [this, &request, &context] {
    return world_.stage->Wipe({request.request_id(), context.identity, context.now});
  };
  CO_RETURN_IF_ERROR(co_await world_.publishing->Run(*context.loop, wipe));
  CO_ASSIGN_OR_RETURN(const absl::Time now, co_await partition::ReadVirtualTime(world_.redis));
  WipeRehearsalResponse response;
  *response.mutable_now() = ToProto(now);
  co_return response;
}

RehearsalService::Answer<ImportCampaignResponse> RehearsalService::Import(const ImportCampaignRequest& request,
                                                                          const Context& context) {
  CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", request.campaign_id()));
  if (request.version() < 0) {
    co_return absl::InvalidArgumentError(absl::StrCat(
        "version is ", request.version(), "; it should be one of the campaign's versions, or 0 for the newest"));
  }
  CO_RETURN_IF_ERROR(context.CheckDeadline());
  auto import = [this, &request, &context]() -> absl::StatusOr<Campaign> {
    ASSIGN_OR_RETURN(campaign::v1::CampaignSpec spec,
                     world_.production->Find(request.campaign_id(), request.version()));
    if (request.begin_now()) spec = BeginningNow(std::move(spec), context.now);
    const rehearsal::Import draft{request.campaign_id(), std::move(spec), context.identity, context.now};
    return world_.database->Write([&draft](soci::session& sql) { return StoreImport(sql, draft); });
  };
  CO_ASSIGN_OR_RETURN(Campaign campaign, co_await world_.publishing->Run(*context.loop, import));
  ImportCampaignResponse response;
  *response.mutable_campaign() = std::move(campaign);
  co_return response;
}

}  // namespace fudai::rehearsal
