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
  return absl::StrFormat(
      "| GB | bytes an event | folded a second | folded a CPU second | counted anew a second |"
      " counted anew a CPU second | times 2,000 a second |\n|---|---|---|---|---|---|---|\n"
      "| %.1f | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f |\n",
      Gigabytes(trial.bytes), BytesPerEvent(trial), trial.folding.PerSecond(), trial.folding.PerCpuSecond(),
      trial.counting_anew.PerSecond(), trial.counting_anew.PerCpuSecond(),
      trial.counting_anew.PerSecond() / kEventsPerSecond);
}

std::string Latencies(const Trial& trial) {
  std::string table = "| question | p50 ms | p95 ms |\n|---|---|---|\n";
  for (const Latency& latency : trial.latencies) {
    absl::StrAppendFormat(&table, "| %s | %.1f | %.1f |\n", latency.name, absl::ToDoubleMilliseconds(latency.p50),
                          absl::ToDoubleMilliseconds(latency.p95));
  }
  return table;
}

}  // namespace

std::string ToMarkdown(const Report& report, const Trial& trial) {
  const Tally& tally = trial.tally;
  return absl::StrFormat("`%s` on %s: %d events, of them %d orders, %d openings and %d redeemed coupons. %s.\n\n%s\n%s",
                         report.command, trial.database, tally.events, tally.orders, tally.openings, tally.redeemed,
                         report.machine, Costs(trial), Latencies(trial));
}

std::string ToJson(const Report& report) {
  replay::JsonObject figures;
  for (const Trial& trial : report.trials) {
    const std::string prefix = absl::AsciiStrToLower(trial.database) + ".";
    figures.AddNumber(prefix + "events", trial.tally.events);
    figures.AddNumber(prefix + "bytes", trial.bytes);
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
