#include "tests/replay/scheduler.h"

#include "absl/container/flat_hash_map.h"

namespace fudai::replay {

Scheduler::Scheduler(const std::vector<Act>& acts)
    : acts_(acts), next_in_chain_(acts.size(), -1), dependents_(acts.size()), blockers_(acts.size(), 0) {
  absl::flat_hash_map<int, int> last_of_chain;
  for (int i = 0; i < static_cast<int>(acts.size()); ++i) {
    const auto [last, first_of_chain] = last_of_chain.try_emplace(acts[i].chain, i);
    if (!first_of_chain) {
      next_in_chain_[last->second] = i;
      last->second = i;
      ++blockers_[i];
    }
    if (acts[i].needs >= 0) {
      dependents_[acts[i].needs].push_back(i);
      ++blockers_[i];
    }
    if (blockers_[i] == 0) ready_.push(i);
  }
}

std::optional<int> Scheduler::Peek() const {
  if (ready_.empty()) return std::nullopt;
  return ready_.top();
}

int Scheduler::Pop() {
  const int act = ready_.top();
  ready_.pop();
  return act;
}

void Scheduler::Complete(int act) {
  ++completed_;
  if (next_in_chain_[act] >= 0) Release(next_in_chain_[act]);
  for (const int dependent : dependents_[act]) Release(dependent);
}

void Scheduler::Release(int act) {
  if (--blockers_[act] == 0) ready_.push(act);
}

}  // namespace fudai::replay
