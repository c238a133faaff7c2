#include "tests/replay/population.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"

namespace fudai::replay {
namespace {

std::vector<int> ShuffledPeople(const FriendshipGraph& graph, const Dice& dice) {
  std::vector<std::pair<uint64_t, int>> ranked;
  for (int person = 0; person < graph.size(); ++person) {
    ranked.emplace_back(dice.Bits({"shuffle", graph.name(person)}), person);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<int> people;
  for (const auto& [rank, person] : ranked) people.push_back(person);
  return people;
}

}  // namespace

Population::Population(const FriendshipGraph& graph, const Input& input, const Dice& dice)
    : graph_(graph), dice_(dice), users_(graph.size()) {
  const std::vector<int> shuffled = ShuffledPeople(graph, dice);
  for (const Order& order : input.orders) {
    if (order.user_id.empty()) continue;
    const int person = shuffled[people_.size() % shuffled.size()];
    if (people_.try_emplace(order.user_id, person).second) users_[person].push_back(order.user_id);
  }
  for (int person = 0; person < graph.size(); ++person) {
    if (!users_[person].empty()) continue;
    users_[person].push_back(absl::StrCat("g", graph.name(person)));
    people_.try_emplace(users_[person][0], person);
  }
}

int Population::PersonOf(absl::string_view user_id) const {
  const auto found = people_.find(user_id);
  return found == people_.end() ? -1 : found->second;
}

const std::string& Population::UserOf(int person, absl::string_view order_id) const {
  const std::vector<std::string>& users = users_[person];
  if (users.size() == 1) return users[0];
  return users[dice_.Below({"which user", order_id, graph_.name(person)}, static_cast<int64_t>(users.size()))];
}

}  // namespace fudai::replay
