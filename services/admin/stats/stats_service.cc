#include "services/admin/stats/stats_service.h"

#include <google/protobuf/util/message_differencer.h>

#include <string>
#include <type_traits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/async/pause.h"
#include "common/partition/newest_events.h"
#include "common/status/macros.h"
#include "services/admin/ids/ids.h"
#include "services/admin/roles/roles.h"
#include "services/admin/stats/cohorts.h"
#include "services/admin/stats/coupons.h"
#include "services/admin/stats/customers.h"
#include "services/admin/stats/day_range.h"
#include "services/admin/stats/funnel.h"
#include "services/admin/stats/growth_coffee.h"
#include "services/admin/stats/holdout.h"
#include "services/admin/stats/money.h"
#include "services/admin/stats/places.h"
#include "services/admin/stats/share_tree.h"
#include "services/admin/stats/sharers.h"
#include "services/admin/stats/timeseries.h"
#include "services/admin/stats/virality.h"
#include "services/admin/time_range/time_range.h"

namespace fudai::stats {
namespace {

using admin::v1::GetCampaignSummaryResponse;
using admin::v1::QueryHoldoutRequest;
using admin::v1::QueryHoldoutResponse;
using admin::v1::QuerySparklinesRequest;
using admin::v1::QuerySparklinesResponse;
using admin::v1::QueryTimeseriesRequest;
using admin::v1::QueryTimeseriesResponse;
using admin::v1::WatchSummaryResponse;
using google::protobuf::util::MessageDifferencer;

// At most four summaries a second.
constexpr absl::Duration kWatchInterval = absl::Milliseconds(250);

// A campaign or the chain, and a range of days.
template <typename Request>
absl::Status CheckDays(const Request& request) {
  RETURN_IF_ERROR(ids::CheckId("campaign_id", request.campaign_id()));
  return time_range::CheckRange("", time_range::RangeOf(request));
}

// Answers a query over days but for how far the numbers are. `read` takes the days, and the request where it needs it.
template <typename Response, typename Request, typename Read>
absl::StatusOr<Response> AnswerDays(soci::session& sql, const Request& request, const Read& read) {
  ASSIGN_OR_RETURN(const DayRange days, ReadDays(sql, request.campaign_id(), time_range::RangeOf(request)));
  absl::StatusOr<Response> response = absl::UnknownError("");
  if constexpr (std::is_invocable_v<Read, soci::session&, const DayRange&, const Request&>) {
    response = read(sql, days, request);
  } else {
    response = read(sql, days);
  }
  if (response.ok()) response->set_time_zone(days.time_zone);
  return response;
}

}  // namespace

StatsService::StatsService(database::Database* database, async::BlockingPool* readers, Store store)
    : database_(database), readers_(readers), store_(std::move(store)) {}

template <typename Read>
async::Task<std::invoke_result_t<Read, soci::session&>> StatsService::ReadFresh(async::Loop* loop, Read read) {
  CO_ASSIGN_OR_RETURN(const partition::EventNumbers newest,
                      co_await partition::ReadNewestEvents(store_.redis, store_.token));
  auto answer = [&](soci::session& sql) -> std::invoke_result_t<Read, soci::session&> {
    ASSIGN_OR_RETURN(auto response, read(sql));
    ASSIGN_OR_RETURN(*response.mutable_freshness(), ReadFreshness(sql, newest));
    return response;
  };
  auto work = [&] { return database_->Read(answer); };
  co_return co_await readers_->Run(*loop, work);
}

async::Task<absl::StatusOr<GetCampaignSummaryResponse>> StatsService::Summarize(std::string campaign_id,
                                                                                async::Loop* loop) {
  CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", campaign_id));
  auto read = [&](soci::session& sql) -> absl::StatusOr<GetCampaignSummaryResponse> {
    GetCampaignSummaryResponse response;
    ASSIGN_OR_RETURN(*response.mutable_summary(), ReadSummary(sql, campaign_id));
    return response;
  };
  co_return co_await ReadFresh(loop, read);
}

async::Task<absl::StatusOr<GetCampaignSummaryResponse>> StatsService::GetSummary(
    const admin::v1::GetCampaignSummaryRequest& request, const Context& context) {
  return Summarize(request.campaign_id(), context.loop);
}

async::Task<absl::StatusOr<QueryTimeseriesResponse>> StatsService::QueryTimeseries(
    const QueryTimeseriesRequest& request, const Context& context) {
  CO_RETURN_IF_ERROR(CheckTimeseries(request));
  auto read = [&](soci::session& sql) { return ReadTimeseries(sql, request); };
  co_return co_await ReadFresh(context.loop, read);
}

async::Task<absl::StatusOr<QuerySparklinesResponse>> StatsService::QuerySparklines(
    const QuerySparklinesRequest& request, const Context& context) {
  CO_RETURN_IF_ERROR(CheckSparklines(request));
  auto read = [&](soci::session& sql) { return ReadSparklines(sql, request); };
  co_return co_await ReadFresh(context.loop, read);
}

async::Task<absl::StatusOr<QueryHoldoutResponse>> StatsService::QueryHoldout(const QueryHoldoutRequest& request,
                                                                             const Context& context) {
  CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", request.campaign_id()));
  auto read = [&](soci::session& sql) { return ReadHoldout(sql, request.campaign_id()); };
  co_return co_await ReadFresh(context.loop, read);
}

template <typename Request, typename Response, auto read>
async::Task<absl::StatusOr<Response>> StatsService::QueryDays(const Request& request, const Context& context) {
  CO_RETURN_IF_ERROR(CheckDays(request));
  auto answer = [&](soci::session& sql) { return AnswerDays<Response>(sql, request, read); };
  co_return co_await ReadFresh(context.loop, answer);
}

template <typename Request, typename Response, auto read>
async::Task<absl::StatusOr<Response>> StatsService::QueryPeople(const Request& request, const Context& context) {
  CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", request.campaign_id()));
  const Names names = roles::SeesUserIds(context.identity.role) ? Names::kUserIds : Names::kPseudonyms;
  auto answer = [&](soci::session& sql) { return read(sql, request, names); };
  co_return co_await ReadFresh(context.loop, answer);
}

async::Task<absl::Status> StatsService::WatchSummary(const admin::v1::WatchSummaryRequest& request,
                                                     const Context& context, rpc::Writer<WatchSummaryResponse> writer) {
  WatchSummaryResponse shown;
  while (!context.ended()) {
    CO_ASSIGN_OR_RETURN(GetCampaignSummaryResponse now, co_await Summarize(request.campaign_id(), context.loop));
    const bool first = !shown.has_summary();
    if (first || !MessageDifferencer::Equals(now.summary(), shown.summary()) ||
        !MessageDifferencer::Equals(now.freshness(), shown.freshness())) {
      *shown.mutable_summary() = std::move(*now.mutable_summary());
      *shown.mutable_freshness() = std::move(*now.mutable_freshness());
      const bool written = co_await writer.Write(shown);
      if (!written) co_return absl::CancelledError("the caller has gone");
    }
    co_await async::PauseUnless(context.loop, kWatchInterval, context.ended);
  }
  co_return absl::UnavailableError("the server drains; call again");
}

std::vector<rpc::Method> StatsService::Methods() {
  using namespace admin::v1;  // NOLINT(google-build-using-namespace): requests and responses.
  const auto row = [](absl::string_view method, rpc::LoadClass load = rpc::LoadClass::kRead) {
    return rpc::Row{absl::StrCat("fudai.admin.v1.StatsService.", method), roles::Readers(), load};
  };
  return {
      rpc::Unary(row("GetCampaignSummary"), this, &StatsService::GetSummary),
      rpc::Unary(row("QueryTimeseries"), this, &StatsService::QueryTimeseries),
      rpc::Unary(row("QuerySparklines"), this, &StatsService::QuerySparklines),
      rpc::Unary(row("QueryFunnel"), this,
                 &StatsService::QueryDays<QueryFunnelRequest, QueryFunnelResponse, ReadFunnel>),
      rpc::Unary(row("QueryVirality"), this,
                 &StatsService::QueryDays<QueryViralityRequest, QueryViralityResponse, ReadVirality>),
      rpc::Unary(row("QueryMoney"), this, &StatsService::QueryDays<QueryMoneyRequest, QueryMoneyResponse, ReadMoney>),
      rpc::Unary(row("QueryCoupons"), this,
                 &StatsService::QueryDays<QueryCouponsRequest, QueryCouponsResponse, ReadCoupons>),
      rpc::Unary(row("QueryCohorts"), this,
                 &StatsService::QueryDays<QueryCohortsRequest, QueryCohortsResponse, ReadCohorts>),
      rpc::Unary(row("QueryCustomers"), this,
                 &StatsService::QueryDays<QueryCustomersRequest, QueryCustomersResponse, ReadCustomers>),
      rpc::Unary(row("ListSharers"), this,
                 &StatsService::QueryPeople<ListSharersRequest, ListSharersResponse, stats::ListSharers>),
      rpc::Unary(row("GetShareTree"), this,
                 &StatsService::QueryPeople<GetShareTreeRequest, GetShareTreeResponse, ReadShareTree>),
      rpc::Unary(row("QueryGrowthCoffee"), this,
                 &StatsService::QueryDays<QueryGrowthCoffeeRequest, QueryGrowthCoffeeResponse, ReadGrowthCoffee>),
      rpc::Unary(row("QueryHoldout"), this, &StatsService::QueryHoldout),
      rpc::Unary(row("QueryShops"), this, &StatsService::QueryDays<QueryShopsRequest, QueryShopsResponse, ReadShops>),
      rpc::Unary(row("QueryWeekHours"), this,
                 &StatsService::QueryDays<QueryWeekHoursRequest, QueryWeekHoursResponse, ReadWeekHours>),
      rpc::ServerStream(row("WatchSummary", rpc::LoadClass::kStream), this, &StatsService::WatchSummary),
  };
}

}  // namespace fudai::stats
