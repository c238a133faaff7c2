#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/auth/key_file.h"
#include "common/status/macros.h"
#include "tests/replay/population.h"
#include "tests/replay/replay.h"

namespace fudai::replay {
namespace {

constexpr int kLeastPeople = 64;
constexpr int64_t kMaxSeed = int64_t{1} << 53;  // what every reader of the report's JSON keeps exactly
constexpr int64_t kLongestDelayMs = int64_t{365} * 24 * 3'600'000;

absl::Status Wrong(absl::string_view option, absl::string_view value, absl::string_view right) {
  return absl::InvalidArgumentError(absl::StrCat("--", option, " is \"", value, "\"; it must be ", right));
}

absl::Status CheckProbability(absl::string_view option, double value) {
  if (value >= 0 && value <= 1) return absl::OkStatus();
  return Wrong(option, absl::StrCat(value), "from 0 to 1");
}

absl::Status CheckRange(absl::string_view option, int64_t value, int64_t min, int64_t max) {
  if (value >= min && value <= max) return absl::OkStatus();
  return Wrong(option, absl::StrCat(value), absl::StrCat("from ", min, " to ", max));
}

absl::Status CheckGiven(absl::string_view option, const std::string& value, absl::string_view right) {
  return value.empty() ? Wrong(option, value, right) : absl::OkStatus();
}

absl::Status CheckDelay(absl::string_view option, int64_t value_ms) {
  if (value_ms >= 0 && value_ms <= kLongestDelayMs) return absl::OkStatus();
  return Wrong(option, absl::FormatDuration(absl::Milliseconds(value_ms)), "from 0 to 365 days (8760h)");
}

absl::Status CheckBehaviour(const BehaviourOptions& behaviour) {
  RETURN_IF_ERROR(CheckProbability("share_probability", behaviour.share_probability));
  RETURN_IF_ERROR(CheckProbability("open_probability", behaviour.open_probability));
  RETURN_IF_ERROR(CheckProbability("look_probability", behaviour.look_probability));
  RETURN_IF_ERROR(CheckProbability("repeat_tap_probability", behaviour.repeat_tap_probability));
  RETURN_IF_ERROR(CheckProbability("own_tap_probability", behaviour.own_tap_probability));
  RETURN_IF_ERROR(CheckProbability("purchase_probability", behaviour.purchase_probability));
  RETURN_IF_ERROR(CheckProbability("redeem_rate", behaviour.redeem_rate));
  RETURN_IF_ERROR(CheckProbability("abandon_rate", behaviour.abandon_rate));
  RETURN_IF_ERROR(CheckDelay("open_delay", behaviour.open_delay_mean_ms));
  RETURN_IF_ERROR(CheckDelay("purchase_delay", behaviour.purchase_delay_mean_ms));
  RETURN_IF_ERROR(CheckRange("max_friends", behaviour.max_friends, 0, 10'000));
  RETURN_IF_ERROR(CheckRange("max_generations", behaviour.max_generations, 0, 20));
  return CheckRange("shops", behaviour.shops, 1, 99);
}

absl::StatusOr<FriendshipGraph> MakeGraph(const ReplayOptions& options, int customers, const Dice& dice) {
  if (!options.graph_path.empty()) return FriendshipGraph::Read(options.graph_path);
  const int people = options.people > 0 ? options.people : customers + customers / 2;
  return FriendshipGraph::SmallWorld(std::max(people, kLeastPeople), dice);
}

int CountCustomers(const Input& input) {
  absl::flat_hash_set<absl::string_view> customers;
  for (const Order& order : input.orders) {
    if (!order.user_id.empty()) customers.insert(order.user_id);
  }
  return static_cast<int>(customers.size());
}

std::string DescribeMapping(const ReplayOptions& options, const FriendshipGraph& graph, int customers) {
  const std::string which = options.graph_path.empty() ? "a made-up small world" : options.graph_path;
  return absl::StrCat(
      "Friendships: ", customers, " customers stand for the ", graph.size(), " people of ", which,
      ", who are shuffled by the seed and taken in the order in which customers first appear",
      customers > graph.size() ? ", over again when all are taken" : "",
      "; a person without a customer is the app user \"g<name>\". Shops are dealt to customers by hash, since the "
      "data names none; cents are taken as fen.");
}

}  // namespace

absl::Status Validate(const ReplayOptions& options) {
  RETURN_IF_ERROR(
      CheckGiven("campaign_server", options.campaign_server, "the campaign server's host:port or unix:/path"));
  RETURN_IF_ERROR(CheckGiven("admin_server", options.admin_server, "the admin server's host:port or unix:/path"));
  RETURN_IF_ERROR(CheckGiven("keys", options.keys_path, "the path of the servers' key file"));
  RETURN_IF_ERROR(CheckGiven("campaign", options.campaign_id, "the id of a published campaign"));
  if (options.files.orders.empty() && !options.files.refunds.empty()) {
    return Wrong("refunds", options.files.refunds, "given together with --orders");
  }
  RETURN_IF_ERROR(CheckRange("limit", options.files.limit, 0, int64_t{1} << 40));
  RETURN_IF_ERROR(CheckRange("seed", static_cast<int64_t>(options.seed), 0, kMaxSeed));
  RETURN_IF_ERROR(CheckRange("in_flight", options.runner.in_flight, 1, 10'000));
  RETURN_IF_ERROR(CheckRange("people", options.people, 0, 10'000'000));
  RETURN_IF_ERROR(CheckRange("day_orders", options.day.orders, 1, 10'000'000));
  RETURN_IF_ERROR(CheckRange("day_customers", options.day.customers, 1, 10'000'000));
  if (!(options.runner.speed >= 0)) return Wrong("speed", absl::StrCat(options.runner.speed), "0 or more");
  return CheckBehaviour(options.behaviour);
}

absl::StatusOr<Material> Prepare(const ReplayOptions& options) {
  const Dice dice(options.seed);
  Material material;
  ASSIGN_OR_RETURN(material.keys, auth::LoadKeyFile(options.keys_path));
  if (options.files.orders.empty()) {
    material.input = MakeSyntheticDay(options.day, dice);
  } else {
    ASSIGN_OR_RETURN(material.input, ReadInput(options.files));
  }
  const int customers = CountCustomers(material.input);
  ASSIGN_OR_RETURN(const FriendshipGraph graph, MakeGraph(options, customers, dice));
  const Population population(graph, material.input, dice);
  const Behaviour behaviour(options.behaviour, dice, population);
  material.plan = MakePlan(material.input, behaviour, options.behaviour.max_generations);
  material.mapping = DescribeMapping(options, graph, customers);
  return material;
}

}  // namespace fudai::replay
