#include "tests/load/report.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "tests/replay/json_object.h"

namespace fudai::load {
namespace {

constexpr absl::string_view kRatio = "open.over_floor.";

// The names of what was measured, such as "open.64".
std::vector<std::string> Measured(const Figures& figures) {
  std::vector<std::string> measured;
  constexpr absl::string_view suffix = ".per_second";
  for (const std::string& name : figures.names()) {
    if (absl::EndsWith(name, suffix)) measured.push_back(name.substr(0, name.size() - suffix.size()));
  }
  return measured;
}

std::string Row(const std::string& what, const Figures& figures) {
  std::string row = absl::StrFormat("| %s | %.0f |", what, figures.Of(what + ".per_second").median);
  for (const char* figure : {".server_us", ".redis_us", ".client_us", ".p50_ms", ".p99_ms"}) {
    const std::string name = what + figure;
    absl::StrAppend(&row, figures.Has(name) ? absl::StrFormat(" %.1f |", figures.Of(name).median) : " – |");
  }
  return row + "\n";
}

std::string Ratio(const std::string& name, const Figures& figures) {
  const Summary ratio = figures.Of(name);
  return absl::StrFormat("| %s | %.2f | %.2f–%.2f |\n", name, ratio.median, ratio.least, ratio.most);
}

}  // namespace

std::string ToMarkdown(const Report& report) {
  std::string text = absl::StrCat("`", report.command, "`: ", report.acts, " opens a load, ", report.till_acts,
                                  " acts a load at the till; medians over the rounds. ", report.machine, ".\n\n");
  absl::StrAppend(&text,
                  "| measured | per second | server µs | Redis µs | client µs | p50 ms | p99 ms "
                  "|\n|---|---|---|---|---|---|---|\n");
  for (const std::string& what : Measured(report.figures)) absl::StrAppend(&text, Row(what, report.figures));
  absl::StrAppend(&text, "\n| ratio | median | rounds |\n|---|---|---|\n");
  for (const std::string& name : report.figures.names()) {
    if (absl::StartsWith(name, kRatio)) absl::StrAppend(&text, Ratio(name, report.figures));
  }
  return text;
}

std::string ToJson(const Report& report) {
  replay::JsonObject figures;
  for (const std::string& name : report.figures.names()) {
    const Summary summary = report.figures.Of(name);
    replay::JsonObject figure;
    figure.AddNumber("median", summary.median);
    figure.AddNumber("least", summary.least);
    figure.AddNumber("most", summary.most);
    figures.AddObject(name, figure);
  }
  replay::JsonObject json;
  json.AddText("command", report.command);
  json.AddText("machine", report.machine);
  json.AddNumber("rounds", int64_t{report.rounds});
  json.AddNumber("acts", int64_t{report.acts});
  json.AddNumber("till_acts", int64_t{report.till_acts});
  json.AddObject("figures", figures);
  return json.ToString() + "\n";
}

}  // namespace fudai::load
