// fudai_replay feeds orders and refunds to a campaign server, lets friends open the bags that the orders earn and pay
// with the coupons that they got, and compares what the servers answered with the statistics and the ledger. Exit
// status: 0 if all three agree, 1 if not or if the replay failed, 2 for bad flags, unreadable input or a report that
// cannot be written.
#include <iostream>
#include <map>
#include <memory>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/reflection.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/files/output_file.h"
#include "common/flags/parse.h"
#include "tests/replay/replay.h"

ABSL_FLAG(std::string, campaign_server, "", "campaign server: host:port or unix:/path");
ABSL_FLAG(std::string, admin_server, "", "admin server: host:port or unix:/path");
ABSL_FLAG(std::string, keys, "", "the servers' key file, to mint tokens with");
ABSL_FLAG(std::string, campaign, "", "id of the published campaign");
ABSL_FLAG(std::string, orders, "",
          "orders: CSV (or .gz) with order_id,user_id,paid_at,amount_cents,items; empty: a made-up day");
ABSL_FLAG(std::string, refunds, "",
          "refunds: CSV (or .gz) with refund_id,order_id,user_id,refunded_at,amount_cents; needs --orders");
ABSL_FLAG(std::string, graph, "", "friendships: CSV (or .gz) with user_a,user_b; empty: a made-up small world");
ABSL_FLAG(std::string, report, "", "file to write the report to, in JSON");
ABSL_FLAG(int64_t, limit, 0,
          "replay only the first N rows of --orders, or the first N orders of the made-up day; 0: all");
ABSL_FLAG(uint64_t, seed, 1, "decides everything that is drawn");
ABSL_FLAG(double, speed, 0, "virtual seconds a second; 0: as fast as it goes");
ABSL_FLAG(int, in_flight, 64, "calls that overlap at most");
ABSL_FLAG(absl::Duration, give_up_after, absl::Seconds(60),
          "how long a call is repeated while the server is unavailable");
ABSL_FLAG(absl::Duration, call_timeout, absl::Seconds(10), "how long one call may take before it is repeated");
ABSL_FLAG(absl::Duration, catch_up_patience, absl::Seconds(120),
          "how long to wait for the statistics to hold every event");
ABSL_FLAG(int, shops, 20, "shops among which customers are dealt by hash, since the data names none");
ABSL_FLAG(int, people, 0, "people in the made-up small world; 0: one and a half times the customers");
ABSL_FLAG(std::string, day, "2026-05-20", "the made-up day, in China's time");
ABSL_FLAG(int, day_orders, 2000, "orders of the made-up day");
ABSL_FLAG(int, day_customers, 1400, "customers of the made-up day");
ABSL_FLAG(double, share_probability, 0.8, "probability that a buyer shares the bag");
ABSL_FLAG(int, max_friends, 20, "friends whom a shared bag reaches at most");
ABSL_FLAG(double, open_probability, 0.2, "probability that a friend whom the bag reaches opens it");
ABSL_FLAG(absl::Duration, open_delay, absl::Hours(2),
          "mean delay from the order to an open, exponentially distributed");
ABSL_FLAG(double, look_probability, 0.5, "probability that a friend gets the bag's contents before the tap");
ABSL_FLAG(double, repeat_tap_probability, 0.05, "probability that a friend taps again half a minute later");
ABSL_FLAG(double, own_tap_probability, 0.02, "probability that a buyer taps their own bag");
ABSL_FLAG(double, purchase_probability, 0.05, "probability that an opener places an order later");
ABSL_FLAG(absl::Duration, purchase_delay, absl::Hours(24),
          "mean delay from the open to that order, exponentially distributed");
ABSL_FLAG(int, max_generations, 3, "how many purchases away from the input's orders openers may still buy");
ABSL_FLAG(double, redeem_rate, 0.6, "share of a known user's orders that try to use the coupons in the user's wallet");
ABSL_FLAG(double, abandon_rate, 0.1,
          "share of the orders with coupons that are paid without them after all: half let go of them, half leave them "
          "until their hold of 15 minutes is over");

namespace fudai::replay {
namespace {

constexpr int kAgree = 0;
constexpr int kFailed = 1;
constexpr int kBadUsage = 2;

int Fail(int exit_status, const absl::Status& status) {
  std::cerr << "fudai_replay: " << status.message() << std::endl;
  return exit_status;
}

std::map<std::string, std::string> FlagsTold() {
  std::map<std::string, std::string> told;
  for (const absl::string_view name : {"orders",
                                       "refunds",
                                       "graph",
                                       "limit",
                                       "speed",
                                       "in_flight",
                                       "give_up_after",
                                       "shops",
                                       "people",
                                       "day",
                                       "day_orders",
                                       "day_customers",
                                       "share_probability",
                                       "max_friends",
                                       "open_probability",
                                       "open_delay",
                                       "look_probability",
                                       "repeat_tap_probability",
                                       "own_tap_probability",
                                       "purchase_probability",
                                       "purchase_delay",
                                       "max_generations",
                                       "redeem_rate",
                                       "abandon_rate"}) {
    told[std::string(name)] = absl::FindCommandLineFlag(name)->CurrentValue();
  }
  return told;
}

BehaviourOptions BehaviourFromFlags() {
  return {.share_probability = absl::GetFlag(FLAGS_share_probability),
          .max_friends = absl::GetFlag(FLAGS_max_friends),
          .open_probability = absl::GetFlag(FLAGS_open_probability),
          .open_delay_mean_ms = absl::ToInt64Milliseconds(absl::GetFlag(FLAGS_open_delay)),
          .look_probability = absl::GetFlag(FLAGS_look_probability),
          .repeat_tap_probability = absl::GetFlag(FLAGS_repeat_tap_probability),
          .own_tap_probability = absl::GetFlag(FLAGS_own_tap_probability),
          .purchase_probability = absl::GetFlag(FLAGS_purchase_probability),
          .purchase_delay_mean_ms = absl::ToInt64Milliseconds(absl::GetFlag(FLAGS_purchase_delay)),
          .max_generations = absl::GetFlag(FLAGS_max_generations),
          .shops = absl::GetFlag(FLAGS_shops),
          .redeem_rate = absl::GetFlag(FLAGS_redeem_rate),
          .abandon_rate = absl::GetFlag(FLAGS_abandon_rate)};
}

absl::StatusOr<DayOptions> DayFromFlags() {
  const std::string& day = absl::GetFlag(FLAGS_day);
  absl::CivilDay civil_day;
  if (!absl::ParseCivilTime(day, &civil_day)) {
    return absl::InvalidArgumentError(absl::StrCat("--day is \"", day, "\"; it must be a day such as 2026-05-20"));
  }
  return DayOptions{.midnight_ms = absl::ToUnixMillis(absl::FromCivil(civil_day, absl::FixedTimeZone(8 * 3600))),
                    .orders = absl::GetFlag(FLAGS_day_orders),
                    .customers = absl::GetFlag(FLAGS_day_customers),
                    .shops = absl::GetFlag(FLAGS_shops),
                    .limit = absl::GetFlag(FLAGS_limit)};
}

absl::StatusOr<ReplayOptions> OptionsFromFlags() {
  const auto day = DayFromFlags();
  if (!day.ok()) return day.status();
  ReplayOptions options{.campaign_server = absl::GetFlag(FLAGS_campaign_server),
                        .admin_server = absl::GetFlag(FLAGS_admin_server),
                        .keys_path = absl::GetFlag(FLAGS_keys),
                        .campaign_id = absl::GetFlag(FLAGS_campaign),
                        .files = {.orders = absl::GetFlag(FLAGS_orders),
                                  .refunds = absl::GetFlag(FLAGS_refunds),
                                  .limit = absl::GetFlag(FLAGS_limit),
                                  .shops = absl::GetFlag(FLAGS_shops)},
                        .day = *day,
                        .graph_path = absl::GetFlag(FLAGS_graph),
                        .people = absl::GetFlag(FLAGS_people),
                        .seed = absl::GetFlag(FLAGS_seed),
                        .behaviour = BehaviourFromFlags(),
                        .runner = {.in_flight = absl::GetFlag(FLAGS_in_flight),
                                   .speed = absl::GetFlag(FLAGS_speed),
                                   .give_up_after = absl::GetFlag(FLAGS_give_up_after)},
                        .call_timeout = absl::GetFlag(FLAGS_call_timeout),
                        .catch_up_patience = absl::GetFlag(FLAGS_catch_up_patience),
                        .told = FlagsTold()};
  if (const absl::Status valid = Validate(options); !valid.ok()) return valid;
  return options;
}

// The file of --report, begun before the replay, so that a bad path is found then; none where none was asked for.
absl::StatusOr<std::unique_ptr<files::OutputFile>> BeginReport() {
  const std::string path = absl::GetFlag(FLAGS_report);
  if (path.empty()) return nullptr;
  auto file = files::OutputFile::Create(path);
  if (file.ok()) return file;
  return absl::InvalidArgumentError(absl::StrCat("--report: ", file.status().message()));
}

absl::Status WriteReport(files::OutputFile& file, const Report& report) {
  file.stream() << ToJson(report);
  return file.Commit();
}

int Main() {
  const auto options = OptionsFromFlags();
  if (!options.ok()) return Fail(kBadUsage, options.status());
  const auto report_file = BeginReport();
  if (!report_file.ok()) return Fail(kBadUsage, report_file.status());
  const auto material = Prepare(*options);
  if (!material.ok()) return Fail(kBadUsage, material.status());
  const auto report = Play(*options, *material);
  if (!report.ok()) return Fail(kFailed, report.status());
  std::cout << ToWords(*report) << std::flush;
  if (*report_file != nullptr) {
    if (const absl::Status written = WriteReport(**report_file, *report); !written.ok()) return Fail(kFailed, written);
  }
  return report->agree() ? kAgree : kFailed;
}

}  // namespace
}  // namespace fudai::replay

int main(int argc, char** argv) {
  fudai::flags::ParseOrExit(argc, argv,
                            "Feeds orders and refunds to Fudai, lets friends open the bags and use their coupons, and "
                            "compares the client's counts with the "
                            "statistics and the ledger.");
  return fudai::replay::Main();
}
