#include "common/partition/partition.h"

#include <zlib.h>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"

namespace fudai::partition {
namespace {

constexpr int kSlotsPerPartition = redis::kSlots / kCount;

// The first three letters, in the order of kLetters, whose slot is the middle of the partition's own.
std::string MakeTag(int partition) {
  constexpr absl::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const int slot = partition * kSlotsPerPartition + kSlotsPerPartition / 2;
  std::string tag = "{...}";
  for (char first : kLetters) {
    for (char second : kLetters) {
      for (char third : kLetters) {
        tag[1] = first;
        tag[2] = second;
        tag[3] = third;
        if (SlotOf(tag) == slot) return tag;
      }
    }
  }
  return "";  // Unreachable: a test makes all of them.
}

}  // namespace

int OfUser(absl::string_view user_id) {
  return static_cast<int>(crc32(0, reinterpret_cast<const Bytef*>(user_id.data()), static_cast<uInt>(user_id.size())) %
                          kCount);
}

absl::string_view Tag(int partition) {
  static const auto* tags = [] {
    auto* made = new std::array<std::string, kCount>;
    for (int i = 0; i < kCount; ++i) (*made)[i] = MakeTag(i);
    return made;
  }();
  return (*tags)[partition];
}

std::optional<int> OfKey(absl::string_view key) {
  static const auto* partitions = [] {
    auto* made = new absl::flat_hash_map<absl::string_view, int>;
    for (int i = 0; i < kCount; ++i) made->emplace(Tag(i), i);
    return made;
  }();
  const auto found = partitions->find(key.substr(0, Tag(0).size()));
  if (found == partitions->end()) return std::nullopt;
  return found->second;
}

std::string HeaderKey(int partition) { return absl::StrCat(Tag(partition), "h"); }
std::string EventsKey(int partition) { return absl::StrCat(Tag(partition), "events"); }
std::string CampaignKey(int partition, absl::string_view campaign_id) {
  return absl::StrCat(Tag(partition), "campaign:", campaign_id);
}
std::string AccountKey(int partition, absl::string_view campaign_id) {
  return absl::StrCat(Tag(partition), "account:", campaign_id);
}
std::string EscrowKey(int partition, absl::string_view campaign_id) {
  return absl::StrCat(Tag(partition), "escrow:", campaign_id);
}
std::string SweepKey(int partition, absl::string_view campaign_id) {
  return absl::StrCat(Tag(partition), "sweep:", campaign_id);
}
std::string CatalogueKey() { return absl::StrCat(Tag(0), "catalogue"); }
std::string BoundDatabaseKey() { return absl::StrCat(Tag(0), "database"); }
std::string ClockKey() { return absl::StrCat(Tag(0), "clock"); }

}  // namespace fudai::partition
