#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "tests/replay/dice.h"
#include "tests/replay/friendship_graph.h"
#include "tests/replay/input.h"

namespace fudai::replay {

// Population says which customer is which person of the friendship graph; no data set links the two. The graph's people
// are shuffled by the seed, and customers take them in the order in which they first appear in the input; when all are
// taken it starts over, so that a person may stand for several customers. A person whom no customer took is the app
// user "g<name>".
class Population {
 public:
  // Borrows the graph.
  Population(const FriendshipGraph& graph, const Input& input, const Dice& dice);

  // The person of a customer or of a "g<name>" user; -1 for an unknown one.
  int PersonOf(absl::string_view user_id) const;

  // Who of the person's customers acts, when it is about this order.
  const std::string& UserOf(int person, absl::string_view order_id) const;

  const FriendshipGraph& graph() const { return graph_; }

 private:
  const FriendshipGraph& graph_;
  const Dice dice_;
  std::vector<std::vector<std::string>> users_;  // by person; never empty
  absl::flat_hash_map<std::string, int> people_;
};

}  // namespace fudai::replay
