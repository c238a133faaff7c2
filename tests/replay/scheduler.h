#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <queue>
#include <vector>

#include "tests/replay/plan.h"

namespace fudai::replay {

// Scheduler says which act may begin next. Laws: acts of one chain run one after another in the plan's order; an act
// begins after the one it needs has ended; among the acts that may begin, the earliest comes first. Everything else may
// overlap. Not thread-safe; borrows the acts.
class Scheduler {
 public:
  explicit Scheduler(const std::vector<Act>& acts);

  // The act that Pop would return; nothing if every act that is left waits for one that runs.
  std::optional<int> Peek() const;

  // Begins that act. Call only after Peek returned one.
  int Pop();

  // Ends an act that was begun.
  void Complete(int act);

  bool done() const { return completed_ == acts_.size(); }
  size_t completed() const { return completed_; }

 private:
  void Release(int act);

  const std::vector<Act>& acts_;
  std::vector<int> next_in_chain_;            // -1: the last one
  std::vector<std::vector<int>> dependents_;  // acts that need this one
  std::vector<int> blockers_;                 // how many acts this one still waits for
  std::priority_queue<int, std::vector<int>, std::greater<>> ready_;
  size_t completed_ = 0;
};

}  // namespace fudai::replay
