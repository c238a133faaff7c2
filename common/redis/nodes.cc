#include "common/redis/nodes.h"

#include <openssl/sha.h>

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/status/macros.h"

namespace fudai::redis {
namespace {

// A node, and where SCAN is there. Written "2:1536"; "0" is the beginning.
struct Place {
  size_t node = 0;
  std::string cursor = "0";
};

absl::StatusOr<Place> ParsePlace(const std::string& text) {
  if (text == "0") return Place();
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits(':', 1));
  Place place{.node = 0, .cursor = std::string(parts.second)};
  uint64_t cursor = 0;
  if (absl::SimpleAtoi(parts.first, &place.node) && absl::SimpleAtoi(parts.second, &cursor)) return place;
  return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" is no cursor of a scan; it should be \"0\" at first"));
}

std::string Format(const Place& place, size_t nodes) {
  if (place.node == nodes) return "0";
  return absl::StrCat(place.node, ":", place.cursor);
}

std::string RunOf(absl::string_view info) {
  for (absl::string_view line : absl::StrSplit(info, "\r\n")) {
    if (absl::ConsumePrefix(&line, "run_id:")) return std::string(line);
  }
  return "";
}

std::string Sha1(absl::string_view text) {
  unsigned char digest[SHA_DIGEST_LENGTH];
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), sizeof(digest)));
}

}  // namespace

async::Task<absl::StatusOr<Slice>> Scan(Client* client, std::string cursor, int count) {
  CO_ASSIGN_OR_RETURN(Place place, ParsePlace(cursor));
  CO_ASSIGN_OR_RETURN(const Topology topology, co_await client->ReadTopology());
  const size_t nodes = topology.primaries().size();
  if (place.node >= nodes) co_return Slice();
  const absl::string_view prefix = client->options().key_prefix;
  std::vector<std::string> words = {"SCAN", place.cursor, "COUNT", absl::StrCat(count)};
  if (!prefix.empty()) words.insert(words.end(), {"MATCH", absl::StrCat(prefix, "*")});
  CO_ASSIGN_OR_RETURN(const Reply reply, co_await client->RunOn(topology.primaries()[place.node], std::move(words)));
  place.cursor = std::string(reply[0].string());
  if (place.cursor == "0") ++place.node;
  Slice slice{.cursor = Format(place, nodes), .keys = {}};
  for (size_t i = 0; i < reply[1].size(); ++i) slice.keys.emplace_back(reply[1][i].string().substr(prefix.size()));
  co_return slice;
}

async::Task<absl::StatusOr<std::string>> ReadLayout(Client* client) {
  CO_ASSIGN_OR_RETURN(const Topology topology, co_await client->ReadTopology());
  std::string layout;
  for (const Endpoint& node : topology.primaries()) {
    std::vector<std::string> words = {"INFO", "server"};
    CO_ASSIGN_OR_RETURN(const Reply info, co_await client->RunOn(node, std::move(words)));
    absl::StrAppend(&layout, node.ToString(), "=", RunOf(info.string()), "\n");
  }
  for (int slot = 0; slot < kSlots; ++slot) {
    const Endpoint* owner = topology.OwnerOf(slot);
    absl::StrAppend(&layout, owner == nullptr ? -1 : owner - topology.primaries().data(), ",");
  }
  co_return Sha1(layout);
}

async::Task<absl::StatusOr<int64_t>> CountKeys(Client* client) {
  CO_ASSIGN_OR_RETURN(const Topology topology, co_await client->ReadTopology());
  int64_t keys = 0;
  for (const Endpoint& node : topology.primaries()) {
    std::vector<std::string> words = {"DBSIZE"};
    CO_ASSIGN_OR_RETURN(const Reply size, co_await client->RunOn(node, std::move(words)));
    keys += size.integer();
  }
  co_return keys;
}

}  // namespace fudai::redis
