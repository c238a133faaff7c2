#include "common/redis/topology.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"

namespace fudai::redis {
namespace {

// Where a node is that another one, or itself, tells of.
Endpoint Locate(absl::string_view host, int64_t port, const Endpoint& from) {
  if (host.empty() && !from.unix_path.empty()) return from;
  return {.unix_path = "", .host = host.empty() ? from.host : std::string(host), .port = static_cast<int>(port)};
}

}  // namespace

Topology::Topology(Endpoint only) : primaries_({std::move(only)}), owners_(kSlots, 0) {}

absl::StatusOr<Topology> Topology::Parse(const ReplyView& slots, const Endpoint& asked) {
  if (!slots.is_array()) return absl::InternalError("CLUSTER SLOTS answered no list");
  std::vector<ReplyView> ranges;
  for (size_t i = 0; i < slots.size(); ++i) ranges.push_back(slots[i]);
  std::sort(ranges.begin(), ranges.end(),
            [](const ReplyView& a, const ReplyView& b) { return a[0].integer() < b[0].integer(); });
  Topology topology;
  for (const ReplyView& range : ranges) {
    const int64_t first = range[0].integer(), last = range[1].integer();
    const ReplyView primary = range[2];
    if (range.size() < 3 || first < 0 || last < first || last >= kSlots)
      return absl::InternalError(absl::StrCat("CLUSTER SLOTS answered slots ", first, " to ", last));
    const uint16_t owner = topology.IndexOf(Locate(primary[0].string(), primary[1].integer(), asked));
    std::fill(topology.owners_.begin() + first, topology.owners_.begin() + last + 1, owner);
  }
  return topology;
}

const Endpoint* Topology::OwnerOf(int slot) const {
  const uint16_t owner = owners_[slot];
  return owner == kNobody ? nullptr : &primaries_[owner];
}

void Topology::Move(int slot, const Endpoint& owner) { owners_[slot] = IndexOf(owner); }

uint16_t Topology::IndexOf(const Endpoint& endpoint) {
  const auto found = std::find(primaries_.begin(), primaries_.end(), endpoint);
  const auto index = static_cast<uint16_t>(found - primaries_.begin());
  if (found == primaries_.end()) primaries_.push_back(endpoint);
  return index;
}

absl::StatusOr<Endpoint> ParseRedirection(absl::string_view error, const Endpoint& from) {
  const std::vector<absl::string_view> words = absl::StrSplit(error, ' ');
  if (words.size() == 3 && words[2].size() > 1 && words[2].front() == ':') {
    ASSIGN_OR_RETURN(const Endpoint beside, Endpoint::Parse(absl::StrCat("beside", words[2])));
    return Locate("", beside.port, from);
  }
  if (words.size() == 3) return Endpoint::Parse(words[2]);
  return absl::InternalError(absl::StrCat("Redis sent a command elsewhere, but not where: ", error));
}

}  // namespace fudai::redis
