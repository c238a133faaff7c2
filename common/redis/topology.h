#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/redis/endpoint.h"
#include "common/redis/reply.h"
#include "common/redis/slots.h"

namespace fudai::redis {

// Which node holds which slots, as far as is known.
class Topology {
 public:
  // One node holds all.
  explicit Topology(Endpoint only);
  // What CLUSTER SLOTS has answered at `asked`. A node that does not know its own address has the one it was asked at.
  // INTERNAL for an answer that is none.
  static absl::StatusOr<Topology> Parse(const ReplyView& slots, const Endpoint& asked);

  // The slot's primary; null where no node has it.
  const Endpoint* OwnerOf(int slot) const;
  // The primaries that have slots, in the order of the first slot of each, whichever node was asked.
  const std::vector<Endpoint>& primaries() const { return primaries_; }
  // A single slot has moved.
  void Move(int slot, const Endpoint& owner);

 private:
  static constexpr uint16_t kNobody = UINT16_MAX;

  Topology() : owners_(kSlots, kNobody) {}
  uint16_t IndexOf(const Endpoint& endpoint);

  std::vector<Endpoint> primaries_;
  std::vector<uint16_t> owners_;  // Of each slot, in primaries_.
};

// Where an error sends a command: "MOVED 3999 10.0.0.7:6381", "ASK …". A node that does not know an address leaves it
// empty: then it is that of `from`. INTERNAL for a text that is none.
absl::StatusOr<Endpoint> ParseRedirection(absl::string_view error, const Endpoint& from);

}  // namespace fudai::redis
