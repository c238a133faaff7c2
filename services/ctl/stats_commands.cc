#include <cstdint>
#include <ostream>
#include <string>

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

std::string PointsText(const admin::v1::QueryTimeseriesResponse& series, admin::v1::Metric metric,
                       absl::TimeZone zone) {
  const std::string name = text::ShortName(*admin::v1::Metric_descriptor()->FindValueByNumber(metric));
  const bool amounts = absl::EndsWith(name, "_fen");
  text::Table table({"start time", amounts ? name.substr(0, name.size() - 4) : name});
  for (const auto& point : series.points()) {
    table.AddRow({text::FormatMoment(text::ToTime(point.start_time()), zone),
                  amounts ? text::FormatFen(point.value()) : absl::StrCat(point.value())});
  }
  return series.points().empty() ? "(no points)\n" : table.Render();
}

}  // namespace

absl::Status ShowTimeseries(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  const auto* query = google::protobuf::DynamicCastToGenerated<admin::v1::QueryTimeseriesRequest>(request.get());
  admin::v1::QueryTimeseriesResponse series;
  RETURN_IF_ERROR(session.Call(invocation.command->method, *request, &series));
  if (session.settings().json) return session.Print(series);
  const absl::TimeZone zone = text::ParseZone(series.time_zone()).value_or(session.settings().zone);
  session.out() << PointsText(series, query->metric(), zone);
  series.clear_points();
  return session.PrintIn(zone, series);
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
