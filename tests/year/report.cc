#include "tests/year/report.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/replay/json_object.h"

namespace fudai::year {
namespace {

// At which a chain's events come in on its best day.
constexpr double kEventsPerSecond = 2000;

double Gigabytes(int64_t bytes) { return static_cast<double>(bytes) / 1e9; }

double BytesPerEvent(const Trial& trial) {
  return static_cast<double>(trial.bytes) / static_cast<double>(trial.tally.events);
}

std::string Costs(const Trial& trial) {
  return absl::StrFormat("| %s | %.1f | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f |\n", trial.database,
                         Gigabytes(trial.bytes), BytesPerEvent(trial), trial.writing.PerSecond(),
                         trial.folding.PerSecond(), trial.folding.PerCpuSecond(), trial.counting_anew.PerSecond(),
                         trial.counting_anew.PerCpuSecond(), trial.counting_anew.PerSecond() / kEventsPerSecond);
}

std::string Head(const Report& report) {
  std::string names = "| question |", line = "|---|";
  for (const Trial& trial : report.trials) {
    absl::StrAppend(&names, " ", trial.database, " p50 ms | p95 ms |");
    absl::StrAppend(&line, "---|---|");
  }
  return absl::StrCat(names, "\n", line, "\n");
}

std::string Row(const Report& report, size_t question) {
  std::string row = absl::StrCat("| ", report.trials.front().latencies[question].name, " |");
  for (const Trial& trial : report.trials) {
    const Latency& latency = trial.latencies[question];
    absl::StrAppendFormat(&row, " %.1f | %.1f |", absl::ToDoubleMilliseconds(latency.p50),
                          absl::ToDoubleMilliseconds(latency.p95));
  }
  return row + "\n";
}

}  // namespace

std::string ToMarkdown(const Report& report) {
  if (report.trials.empty()) return "";
  const Tally& tally = report.trials.front().tally;
  std::string text =
      absl::StrFormat("`%s`: %d events, of them %d orders, %d openings and %d redeemed coupons. %s.\n\n",
                      report.command, tally.events, tally.orders, tally.openings, tally.redeemed, report.machine);
  absl::StrAppend(&text,
                  "| database | GB | bytes an event | written a second | folded a second | folded a CPU second | "
                  "counted anew a second |"
                  " counted anew a CPU second | times 2,000 a second |\n|---|---|---|---|---|---|---|---|---|\n");
  for (const Trial& trial : report.trials) absl::StrAppend(&text, Costs(trial));
  absl::StrAppend(&text, "\n", Head(report));
  for (size_t i = 0; i < report.trials.front().latencies.size(); ++i) absl::StrAppend(&text, Row(report, i));
  return text;
}

std::string ToJson(const Report& report) {
  replay::JsonObject figures;
  for (const Trial& trial : report.trials) {
    const std::string prefix = absl::AsciiStrToLower(trial.database) + ".";
    figures.AddNumber(prefix + "events", trial.tally.events);
    figures.AddNumber(prefix + "bytes", trial.bytes);
    figures.AddNumber(prefix + "written_per_second", trial.writing.PerSecond());
    figures.AddNumber(prefix + "folded_per_second", trial.folding.PerSecond());
    figures.AddNumber(prefix + "folded_per_cpu_second", trial.folding.PerCpuSecond());
    figures.AddNumber(prefix + "counted_anew_per_second", trial.counting_anew.PerSecond());
    figures.AddNumber(prefix + "counted_anew_per_cpu_second", trial.counting_anew.PerCpuSecond());
    for (const Latency& latency : trial.latencies) {
      figures.AddNumber(absl::StrCat(prefix, latency.name, ".p50_ms"), absl::ToDoubleMilliseconds(latency.p50));
      figures.AddNumber(absl::StrCat(prefix, latency.name, ".p95_ms"), absl::ToDoubleMilliseconds(latency.p95));
    }
  }
  replay::JsonObject json;
  json.AddText("command", report.command);
  json.AddText("machine", report.machine);
  json.AddObject("figures", figures);
  return json.ToString() + "\n";
}

}  // namespace fudai::year
