#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "common/redis/slots.h"

namespace fudai::partition {

// The store's state is cut into this many partitions, for good.
inline constexpr int kCount = 256;

// The partition of a user: crc32(user_id) % 256 (zlib's CRC-32). A guest's order goes by its order_id.
int OfUser(absl::string_view user_id);

// The hash tag that begins every key of a partition, braces included, such as "{abQ}". Its three letters put it into
// the middle of the 64 slots of Redis Cluster that are the partition's own, so that contiguous ranges of slots over any
// number of nodes up to 64 hold even shares of partitions (docs/adr/0001).
absl::string_view Tag(int partition);

// The partition whose tag begins a key; nothing for a key that begins otherwise.
std::optional<int> OfKey(absl::string_view key);

using redis::SlotOf;

// Keys that both planes use. All others are the campaign server's own (services/campaign/keys).

// The partition's header, KEYS[1] of every script: a hash of
//   gen    generation of the store          ev    number of the newest event   frozen  why it is (freeze.h)
//   epoch  newest publication of campaigns  relay, projected  how far each consumer of the events has come
std::string HeaderKey(int partition);
// The partition's event stream; entry N-0 holds event N, as field "e".
std::string EventsKey(int partition);
// A campaign's record in a partition: a hash of
//   state  CampaignRecordState   start, end  the window, in ms   epoch  the publication that wrote it
std::string CampaignKey(int partition, absl::string_view campaign_id);
// A campaign's budget (common/budget): its account, in the partition that its id falls into, and its escrow in a
// partition.
std::string AccountKey(int partition, absl::string_view campaign_id);
std::string EscrowKey(int partition, absl::string_view campaign_id);
// How far the sweep of an archived campaign is (common/partition/sweep.h), in the partition that its id falls into: a
// hash of
//   fence  counts the leases given   lease  when the newest ends, in ms   phase  SweepPhase
//   run    the layout of Redis (redis::ReadLayout) in which cursor, redis::Scan's, is good
//   pass   from 1   looked  keys looked at in it   found  deleted in it   deleted  in all   size  keys in this Redis
std::string SweepKey(int partition, absl::string_view campaign_id);
// Every published campaign, in partition 0 only: a hash of
//   epoch    newest publication               epoch:<id>     newest of one campaign
//   changes  how often anything here changed  campaign:<id>  store.v1.PublishedCampaign
std::string CatalogueKey();
// The identity of the admin database that the store belongs to (bound_database.h); in partition 0 only.
std::string BoundDatabaseKey();
// What the rehearsal's clock shows, in ms; in partition 0, and in a rehearsal only.
std::string ClockKey();

// "state" of a campaign's record. Acts treat an archived campaign as one that has ended; its keys are being swept.
enum class CampaignRecordState { kActive = 1, kPaused = 2, kEnded = 3, kArchived = 4 };

}  // namespace fudai::partition
