#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/ctl/handlers.h"
#include "services/ctl/request.h"
#include "services/ctl/session.h"
#include "services/ctl/text/field_text.h"
#include "services/ctl/text/table.h"
#include "services/ctl/text/times.h"

namespace fudai::ctl {
namespace {

// The series of one campaign, a column for each, a row for each bucket of any.
std::string SeriesText(const std::vector<admin::v1::MetricSeries>& all, absl::TimeZone zone) {
  std::vector<std::string> headers = {"start time"};
  std::map<absl::Time, std::vector<std::string>> rows;
  for (const admin::v1::MetricSeries& series : all) {
    const std::string name = text::ShortName(*admin::v1::Metric_descriptor()->FindValueByNumber(series.metric()));
    const bool amounts = absl::EndsWith(name, "_fen");
    for (const admin::v1::TimeseriesPoint& point : series.points()) {
      std::vector<std::string>& row = rows[text::ToTime(point.start_time())];
      row.resize(all.size());
      row[headers.size() - 1] = amounts ? text::FormatFen(point.value()) : absl::StrCat(point.value());
    }
    headers.push_back(amounts ? name.substr(0, name.size() - 4) : name);
  }
  text::Table table(std::move(headers));
  for (auto& [start, cells] : rows) {
    cells.insert(cells.begin(), text::FormatMoment(start, zone));
    table.AddRow(std::move(cells));
  }
  return rows.empty() ? "(no points)\n" : table.Render();
}

absl::Status PrintCampaign(const admin::v1::CampaignSparklines& campaign, Session& session) {
  const absl::TimeZone zone = text::ParseZone(campaign.time_zone()).value_or(session.settings().zone);
  RETURN_IF_ERROR(session.PrintIn(zone, campaign.summary()));
  session.out() << "time zone  " << campaign.time_zone() << "\n"
                << SeriesText({campaign.series().begin(), campaign.series().end()}, zone) << "\n";
  return absl::OkStatus();
}

}  // namespace

absl::Status ShowTimeseries(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  const auto* query = google::protobuf::DynamicCastToGenerated<admin::v1::QueryTimeseriesRequest>(request.get());
  admin::v1::QueryTimeseriesResponse series;
  RETURN_IF_ERROR(session.Call(invocation.command->method, *request, &series));
  if (session.settings().json) return session.Print(series);
  const absl::TimeZone zone = text::ParseZone(series.time_zone()).value_or(session.settings().zone);
  admin::v1::MetricSeries points;
  points.set_metric(query->metric());
  points.mutable_points()->Swap(series.mutable_points());
  session.out() << SeriesText({points}, zone);
  return session.PrintIn(zone, series);
}

absl::Status ShowSparklines(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  auto* query = google::protobuf::DynamicCastToGenerated<admin::v1::QuerySparklinesRequest>(request.get());
  if (query->campaign_ids().empty()) query->add_campaign_ids("");
  admin::v1::QuerySparklinesResponse answer;
  RETURN_IF_ERROR(session.Call(invocation.command->method, *query, &answer));
  if (session.settings().json) return session.Print(answer);
  for (const admin::v1::CampaignSparklines& campaign : answer.campaigns())
    RETURN_IF_ERROR(PrintCampaign(campaign, session));
  return session.Print(answer.freshness());
}

absl::Status ShowDays(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  ASSIGN_OR_RETURN(const auto answer, session.Call(invocation.command->method, *request));
  if (session.settings().json) return session.Print(*answer);
  const auto* field = answer->GetDescriptor()->FindFieldByName("time_zone");
  const std::string zone = answer->GetReflection()->GetString(*answer, field);
  return session.PrintIn(text::ParseZone(zone).value_or(session.settings().zone), *answer);
}

}  // namespace fudai::ctl
