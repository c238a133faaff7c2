#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/async/task.h"
#include "common/redis/client.h"
#include "fudai/store/v1/records.pb.h"

namespace fudai::partition {

// Which store the scripts must find: ARGV[1] of every script. A store that was initialized for simulated time carries
// the mark "~sim", so that simulated and real time never meet in one store. INVALID_ARGUMENT unless the generation is 8
// to 32 of a-z and 0-9.
absl::StatusOr<std::string> StoreToken(absl::string_view generation, bool simulated_time);

// Writes the headers of all partitions into an empty Redis. OK as well where all are there with this token.
// FAILED_PRECONDITION if some are missing or foreign, and nothing is changed then.
async::Task<absl::Status> InitializeStore(redis::Client* client, std::string token);

// Checks every partition's header. FAILED_PRECONDITION says what was found and what would be right; UNAVAILABLE if
// Redis is not there.
async::Task<absl::Status> VerifyStore(redis::Client* client, std::string token);

// One state of the catalogue; that of an empty one unless said otherwise. Two publications that overtake each other may
// leave the same epoch, so that it takes both.
struct CatalogueVersion {
  int64_t epoch = 0;    // Of the newest publication.
  int64_t changes = 0;  // Since the store was made.
};

// The published campaigns as of a version.
struct Catalogue {
  CatalogueVersion version;
  std::vector<store::v1::PublishedCampaign> campaigns;
};

// Reads the catalogue.
async::Task<absl::StatusOr<Catalogue>> ReadCatalogue(redis::Client* client, std::string token);
// Reads the catalogue unless it is still of the version that the caller knows: then nothing, at little cost.
async::Task<absl::StatusOr<std::optional<Catalogue>>> ReadCatalogueUnless(redis::Client* client, std::string token,
                                                                          CatalogueVersion known);

// One campaign as the control plane puts it into every partition.
struct Publication {
  store::v1::PublishedCampaign campaign;  // But for its state, which Publish puts in.
  int state = 0;                          // CampaignRecordState
  int64_t start_ms = 0;
  int64_t end_ms = 0;
  int64_t epoch = 0;  // Higher than every publication's before it.
};

// Writes a campaign's contents and state: first the catalogue, then the record in every partition. When it returns OK,
// every act in every partition sees it. Repeatable. ABORTED, and nothing is changed, where a newer epoch is
// there: somebody else publishes to the store.
async::Task<absl::Status> Publish(redis::Client* client, std::string token, Publication publication);

// One event as it lies in a stream.
struct StreamEntry {
  int64_t number = 0;
  std::string payload;  // Serialized event.v1.Event.
};

// The events of a partition after number `after`, at most `limit`.
struct EventRange {
  int64_t after = 0;
  int limit = 0;
};

// Reads events in order, in one step with the check of the store.
redis::Pending ReadEvents(redis::Client* client, absl::string_view token, int partition, EventRange range);
// Decodes the reply to ReadEvents, of which there must be one at least: who reads has seen that some wait. DATA_LOSS if
// there is none, or the numbers have a gap.
absl::StatusOr<std::vector<StreamEntry>> DecodeEvents(const redis::Reply& reply, int64_t after);

// The consumers of the streams: an event is trimmed once all have passed it.
enum class Consumer { kRelay, kProjector };

// How far a partition's stream and its consumers are: event numbers.
struct Progress {
  int64_t newest = 0;
  int64_t relayed = 0;
  int64_t projected = 0;
  bool frozen = false;  // freeze.h
};

// Notes that a consumer has passed `number` and trims what both have passed. Never moves backwards.
redis::Pending Advance(redis::Client* client, absl::string_view token, int partition, Consumer consumer,
                       int64_t number);
// Reads the progress of a partition.
redis::Pending ReadProgress(redis::Client* client, int partition);
// Decodes the reply to ReadProgress. FAILED_PRECONDITION, naming both, if the header is missing or another store's.
absl::StatusOr<Progress> DecodeProgress(const redis::Reply& reply, absl::string_view token);

// A refusal of the store as one that may pass: a store that is empty or foreign (FAILED_PRECONDITION) becomes
// UNAVAILABLE, "the store is not ready", since its files may return. Anything else stays.
absl::Status AsNotReady(const absl::Status& status);

}  // namespace fudai::partition
