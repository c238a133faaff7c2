#include "tests/replay/friendship_graph.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "tests/replay/csv.h"
#include "tests/replay/fields.h"

namespace fudai::replay {
namespace {

constexpr int kNearestOnEachSide = 10;
constexpr double kFarFriendships = 0.1;

struct Edge {
  std::string a, b;
};

absl::StatusOr<Edge> ReadEdge(const CsvTable& table, const CsvRow& row) {
  const Fields fields(row);
  RETURN_IF_ERROR(fields.CheckCount(table.header.size()));
  ASSIGN_OR_RETURN(const int a, table.Column("user_a"));
  ASSIGN_OR_RETURN(const int b, table.Column("user_b"));
  Edge edge;
  ASSIGN_OR_RETURN(edge.a, fields.Id(a, "user_a"));
  ASSIGN_OR_RETURN(edge.b, fields.Id(b, "user_b"));
  return edge;
}

}  // namespace

absl::StatusOr<FriendshipGraph> FriendshipGraph::Read(const std::string& path) {
  ASSIGN_OR_RETURN(const CsvTable table, ReadCsv(path));
  FriendshipGraph graph;
  absl::flat_hash_map<std::string, int> people;
  auto person = [&graph, &people](const std::string& name) {
    const auto [known, fresh] = people.try_emplace(name, graph.size());
    if (fresh) graph.Add(name);
    return known->second;
  };
  for (const CsvRow& row : table.rows) {
    const auto edge = ReadEdge(table, row);
    if (!edge.ok()) {
      return absl::InvalidArgumentError(absl::StrCat(path, ": line ", row.line, ": ", edge.status().message()));
    }
    const int a = person(edge->a);
    graph.Befriend(a, person(edge->b));
  }
  if (graph.size() == 0) return absl::InvalidArgumentError(absl::StrCat(path, ": there is no friendship in it"));
  graph.Tidy();
  return graph;
}

FriendshipGraph FriendshipGraph::SmallWorld(int people, const Dice& dice) {
  FriendshipGraph graph;
  for (int person = 0; person < people; ++person) graph.Add(absl::StrCat(person));
  for (int person = 0; person < people; ++person) {
    for (int step = 1; step <= kNearestOnEachSide; ++step) {
      const std::string edge = absl::StrCat(person, "+", step);
      const bool far = dice.Chance({"far friend", edge}, kFarFriendships);
      graph.Befriend(person,
                     far ? static_cast<int>(dice.Below({"which friend", edge}, people)) : (person + step) % people);
    }
  }
  graph.Tidy();
  return graph;
}

void FriendshipGraph::Add(const std::string& name) {
  names_.push_back(name);
  friends_.emplace_back();
}

void FriendshipGraph::Befriend(int a, int b) {
  if (a == b) return;
  friends_[a].push_back(b);
  friends_[b].push_back(a);
}

void FriendshipGraph::Tidy() {
  for (std::vector<int>& friends : friends_) {
    std::sort(friends.begin(), friends.end());
    friends.erase(std::unique(friends.begin(), friends.end()), friends.end());
  }
}

}  // namespace fudai::replay
