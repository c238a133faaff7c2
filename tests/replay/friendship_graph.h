#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "tests/replay/dice.h"

namespace fudai::replay {

// FriendshipGraph is an undirected graph of people, numbered from 0. Nobody is their own friend, nor twice the friend
// of another.
class FriendshipGraph {
 public:
  // Reads a CSV file with the columns user_a,user_b (plain or gzipped): people are numbered as they first appear. A bad
  // row is an error that tells line, column and value.
  static absl::StatusOr<FriendshipGraph> Read(const std::string& path);

  // A small world of Watts and Strogatz: each of `people` (at least 21) knows the 20 nearest on a ring, and one
  // friendship in ten leads anywhere instead.
  static FriendshipGraph SmallWorld(int people, const Dice& dice);

  int size() const { return static_cast<int>(friends_.size()); }
  absl::string_view name(int person) const { return names_[person]; }
  absl::Span<const int> friends(int person) const { return friends_[person]; }  // ascending

 private:
  void Add(const std::string& name);
  void Befriend(int a, int b);
  void Tidy();

  std::vector<std::string> names_;
  std::vector<std::vector<int>> friends_;
};

}  // namespace fudai::replay
