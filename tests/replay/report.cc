#include "tests/replay/report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/replay/json_object.h"

namespace fudai::replay {
namespace {

constexpr size_t kMaxComplaints = 20;

JsonObject CountsToJson(const Counts& counts) {
  JsonObject json;
  for (const CountField& field : kCountFields) json.AddNumber(field.name, counts.*field.member);
  JsonObject by_template;
  for (const auto& [id, count] : counts.coupons_by_template) by_template.AddNumber(id, count);
  json.AddObject("coupons_by_template", by_template);
  return json;
}

JsonObject RowsToJson(const RowCounts& rows) {
  JsonObject json;
  json.AddNumber("orders", rows.orders);
  json.AddNumber("refunds", rows.refunds);
  json.AddNumber("refunds_of_unknown_orders", rows.refunds_of_unknown_orders);
  json.AddNumber("repeats", rows.repeats);
  json.AddNumber("unmatched_refunds", rows.unmatched_refunds);
  json.AddNumber("refunds_beyond_limit", rows.refunds_beyond_limit);
  json.AddNumber("rejected", rows.rejected);
  return json;
}

std::vector<std::string> Complaints(const std::vector<RejectedRow>& rejected) {
  std::vector<std::string> complaints;
  for (const RejectedRow& row : rejected) {
    if (complaints.size() == kMaxComplaints) {
      complaints.push_back(absl::StrCat("… and ", rejected.size() - kMaxComplaints, " more"));
      break;
    }
    complaints.push_back(absl::StrCat(row.file, ": line ", row.line, ": ", row.reason));
  }
  return complaints;
}

void AppendTable(const Report& report, std::string& text) {
  absl::StrAppendFormat(&text, "  %-36s %14s %14s %14s\n", "", "client", "stats", "ledger");
  const auto row = [&text](absl::string_view name, int64_t client, int64_t stats, int64_t ledger) {
    const absl::string_view mark = client == stats && stats == ledger ? "" : "  DIFFERS";
    absl::StrAppendFormat(&text, "  %-36s %14d %14d %14d%s\n", name, client, stats, ledger, mark);
  };
  for (const CountField& field : kCountFields) {
    row(field.name, report.client.*field.member, report.stats.*field.member, report.ledger.*field.member);
  }
  for (const auto& [id, count] : report.ledger.coupons_by_template) {
    const auto in = [&id = id](const Counts& counts) {
      const auto found = counts.coupons_by_template.find(id);
      return found == counts.coupons_by_template.end() ? 0 : found->second;
    };
    row(absl::StrCat("coupons_issued of ", id), in(report.client), in(report.stats), count);
  }
}

void AppendRows(const Report& report, std::string& text) {
  const RowCounts& rows = report.rows;
  absl::StrAppend(&text, "Input: ", report.input_rows, " rows = ", rows.orders, " orders (", report.guest_orders,
                  " of guests) + ", rows.refunds, " refunds");
  if (rows.refunds_of_unknown_orders > 0)
    absl::StrAppend(&text, " + ", rows.refunds_of_unknown_orders, " refunds of unknown orders");
  absl::StrAppend(&text, " + ", rows.repeats, " repeats + ", rows.unmatched_refunds, " refunds without an order");
  if (rows.refunds_beyond_limit > 0)
    absl::StrAppend(&text, " + ", rows.refunds_beyond_limit, " refunds beyond the limit");
  absl::StrAppend(&text, " + ", rows.rejected, " rejected.\n");
  for (const std::string& complaint : Complaints(report.rejected))
    absl::StrAppend(&text, "  rejected: ", complaint, "\n");
}

}  // namespace

std::string ToJson(const Report& report) {
  JsonObject json;
  json.AddText("campaign_id", report.campaign_id);
  json.AddNumber("seed", static_cast<int64_t>(report.seed));
  json.AddNumber("seconds", report.seconds);
  json.AddFlag("agree", report.agree());
  json.AddTexts("differences", report.differences);
  json.AddNumber("input_rows", report.input_rows);
  json.AddNumber("rejected_rows", report.rows.rejected);
  json.AddNumber("input_repeats", report.rows.repeats);
  json.AddNumber("unmatched_refunds", report.rows.unmatched_refunds);
  json.AddNumber("guest_orders", report.guest_orders);
  json.AddObject("rows", RowsToJson(report.rows));
  json.AddTexts("rejections", Complaints(report.rejected));
  json.AddObject("client", CountsToJson(report.client));
  json.AddObject("stats", CountsToJson(report.stats));
  json.AddObject("ledger", CountsToJson(report.ledger));
  json.AddNumber("calls", report.calls);
  json.AddNumber("retries", report.retries);
  JsonObject answers, options;
  for (const auto& [answer, count] : report.answers) answers.AddNumber(answer, count);
  for (const auto& [name, value] : report.options) options.AddText(name, value);
  json.AddObject("answers", answers);
  json.AddText("mapping", report.mapping);
  json.AddObject("options", options);
  return json.ToString() + "\n";
}

std::string ToWords(const Report& report) {
  std::string text;
  AppendRows(report, text);
  absl::StrAppend(&text, report.mapping, "\n");
  absl::StrAppendFormat(
      &text, "Played in %.1f seconds: %d calls (%.0f a second), %d of them retries; seed %d.\nAnswers:", report.seconds,
      report.calls, static_cast<double>(report.calls) / std::max(report.seconds, 1e-3), report.retries, report.seed);
  for (const auto& [answer, count] : report.answers) absl::StrAppend(&text, "\n  ", count, " × ", answer);
  absl::StrAppend(&text, "\nThe whole chain, counted three times:\n");
  AppendTable(report, text);
  if (report.agree()) return text + "All three counts agree, to the last unit.\n";
  absl::StrAppend(&text, "The counts do NOT agree:\n");
  for (const std::string& difference : report.differences) absl::StrAppend(&text, "  ", difference, "\n");
  return text;
}

}  // namespace fudai::replay
