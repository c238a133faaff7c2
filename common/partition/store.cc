#include "common/partition/store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "common/partition/lua.h"
#include "common/partition/partition.h"
#include "common/process/fault_point.h"
#include "common/redis/nodes.h"
#include "common/status/macros.h"

namespace fudai::partition {
namespace {

const redis::Script& AdvanceScript() {
  static const auto* script = new redis::Script("advance", kAdvanceLua);
  return *script;
}
const redis::Script& PutCampaignScript() {
  static const auto* script = new redis::Script("put_campaign", kPutCampaignLua);
  return *script;
}
const redis::Script& PutCatalogueScript() {
  static const auto* script = new redis::Script("put_catalogue", kPutCatalogueLua);
  return *script;
}
const redis::Script& ReadEventsScript() {
  static const auto* script = new redis::Script("read_events", kReadEventsLua);
  return *script;
}
const redis::Script& ReadCatalogueScript() {
  static const auto* script = new redis::Script("read_catalogue", kReadCatalogueLua);
  return *script;
}

// The tokens in all partitions' headers; empty where a header is missing.
async::Task<absl::StatusOr<std::vector<std::string>>> ReadTokens(redis::Client* client) {
  std::vector<redis::Pending> pending;
  for (int i = 0; i < kCount; ++i) pending.push_back(client->Command("HGET", {HeaderKey(i)}, {"gen"}));
  std::vector<std::string> tokens;
  absl::Status failed;
  for (redis::Pending& answer : pending) {
    absl::StatusOr<redis::Reply> reply = co_await answer;
    failed.Update(reply.status());
    if (reply.ok()) tokens.emplace_back(reply->string());
  }
  if (!failed.ok()) co_return failed;
  co_return tokens;
}

absl::Status ForeignStore(const std::vector<std::string>& found, int partition, absl::string_view token) {
  const std::string what = absl::StrCat("this Redis is not the store \"", token, "\": ");
  if (std::count(found.begin(), found.end(), "") == kCount) {
    return absl::FailedPreconditionError(absl::StrCat(
        what,
        "it has no partition headers; restore it from its files, or make a new store of an empty Redis with "
        "--initialize"));
  }
  const std::string& header = found[partition];
  return absl::FailedPreconditionError(absl::StrCat(
      what, "the header of partition ", partition, " is ",
      header.empty() ? "missing; restore this Redis from its files"
                     : absl::StrCat("\"", header, "\"; check --redis, --generation and --simulated_time")));
}

absl::StatusOr<Catalogue> DecodeCatalogue(const redis::Reply& fields) {
  Catalogue catalogue;
  for (size_t i = 0; i + 1 < fields.size(); i += 2) {
    const absl::string_view field = fields[i].string();
    if (field == "epoch") catalogue.version.epoch = fields[i + 1].integer();
    if (field == "changes") catalogue.version.changes = fields[i + 1].integer();
    if (!absl::StartsWith(field, "campaign:")) continue;
    const absl::string_view bytes = fields[i + 1].string();
    if (!catalogue.campaigns.emplace_back().ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
      return absl::DataLossError(absl::StrCat("the catalogue's entry ", field, " cannot be parsed"));
    }
  }
  return catalogue;
}

// Awaits all of a batch, and returns the first failure.
async::Task<absl::Status> AwaitAll(std::vector<redis::Pending> pending) {
  absl::Status failed;
  for (redis::Pending& answer : pending) {
    absl::StatusOr<redis::Reply> reply = co_await answer;
    failed.Update(reply.status());
  }
  co_return failed;
}

// Awaits what was asked to put a publication; ABORTED where a newer one is there already.
async::Task<absl::Status> AwaitPut(std::vector<redis::Pending> pending, std::string campaign_id, int64_t epoch) {
  int64_t newest = epoch;
  absl::Status failed;
  for (redis::Pending& answer : pending) {
    absl::StatusOr<redis::Reply> reply = co_await answer;
    failed.Update(reply.status());
    if (reply.ok()) newest = std::max(newest, reply->integer());
  }
  if (!failed.ok() || newest == epoch) co_return failed;
  co_return absl::AbortedError(
      absl::StrCat("the store holds publication ", newest, " of campaign \"", campaign_id, "\", which is newer than ",
                   epoch, ": another admin server publishes to this store from another database; stop one of them"));
}

}  // namespace

absl::StatusOr<std::string> StoreToken(absl::string_view generation, bool simulated_time) {
  const bool right = generation.size() >= 8 && generation.size() <= 32 &&
                     generation.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == absl::string_view::npos;
  if (!right) {
    return absl::InvalidArgumentError(absl::StrCat("--generation is \"", absl::CHexEscape(generation.substr(0, 40)),
                                                   "\"; it should be 8 to 32 of a-z and 0-9"));
  }
  return absl::StrCat(generation, simulated_time ? "~sim" : "");
}

async::Task<absl::Status> InitializeStore(redis::Client* client, std::string token) {
  absl::StatusOr<std::vector<std::string>> found = co_await ReadTokens(client);
  if (!found.ok()) co_return found.status();
  for (int i = 0; i < kCount; ++i) {
    const std::string& header = (*found)[i];
    if (!header.empty() && header != token) co_return ForeignStore(*found, i, token);
  }
  const auto missing = std::count(found->begin(), found->end(), "");
  if (missing == 0) co_return absl::OkStatus();
  CO_ASSIGN_OR_RETURN(const int64_t size, co_await redis::CountKeys(client));
  // A crash may have ended an earlier initialization half-way: then nothing but headers is there.
  if (size != kCount - missing) {
    co_return absl::FailedPreconditionError(
        absl::StrFormat("this Redis is not empty: it holds %d keys, and %d of %d partition headers are missing; "
                        "initialize an empty one",
                        size, missing, kCount));
  }
  std::vector<redis::Pending> pending;
  for (int i = 0; i < kCount; ++i) pending.push_back(client->Command("HSETNX", {HeaderKey(i)}, {"gen", token}));
  co_return co_await AwaitAll(std::move(pending));
}

async::Task<absl::Status> VerifyStore(redis::Client* client, std::string token) {
  absl::StatusOr<std::vector<std::string>> found = co_await ReadTokens(client);
  if (!found.ok()) co_return found.status();
  for (int i = 0; i < kCount; ++i) {
    if ((*found)[i] != token) co_return ForeignStore(*found, i, token);
  }
  co_return absl::OkStatus();
}

async::Task<absl::StatusOr<std::optional<Catalogue>>> ReadCatalogueUnless(redis::Client* client, std::string token,
                                                                          CatalogueVersion known) {
  redis::Call call;
  call.keys = {HeaderKey(0), CatalogueKey()};
  call.args = {token, absl::StrCat(known.epoch), absl::StrCat(known.changes)};
  redis::Pending pending = client->Eval(ReadCatalogueScript(), call);
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await pending);
  if (reply.is_nil()) co_return std::nullopt;
  CO_ASSIGN_OR_RETURN(Catalogue catalogue, DecodeCatalogue(reply));
  co_return std::move(catalogue);
}

async::Task<absl::StatusOr<Catalogue>> ReadCatalogue(redis::Client* client, std::string token) {
  const CatalogueVersion none{.epoch = -1, .changes = -1};
  CO_ASSIGN_OR_RETURN(std::optional<Catalogue> catalogue, co_await ReadCatalogueUnless(client, token, none));
  co_return *std::move(catalogue);
}

async::Task<absl::Status> Publish(redis::Client* client, std::string token, Publication publication) {
  publication.campaign.set_state(publication.state);
  const std::string& id = publication.campaign.campaign_id();
  const std::string epoch = absl::StrCat(publication.epoch);
  redis::Call contents;
  contents.keys = {HeaderKey(0), CatalogueKey()};
  contents.args = {token, epoch, id, publication.campaign.SerializeAsString()};
  std::vector<redis::Pending> catalogue;
  catalogue.push_back(client->Eval(PutCatalogueScript(), contents));
  CO_RETURN_IF_ERROR(co_await AwaitPut(std::move(catalogue), id, publication.epoch));
  process::FaultPoint("publish.after_catalogue");

  std::vector<redis::Pending> records;
  for (int i = 0; i < kCount; ++i) {
    redis::Call record;
    record.keys = {HeaderKey(i), CampaignKey(i, id)};
    record.args = {token, epoch, absl::StrCat(publication.state), absl::StrCat(publication.start_ms),
                   absl::StrCat(publication.end_ms)};
    records.push_back(client->Eval(PutCampaignScript(), record));
  }
  co_return co_await AwaitPut(std::move(records), id, publication.epoch);
}

redis::Pending ReadEvents(redis::Client* client, absl::string_view token, int partition, EventRange range) {
  redis::Call call;
  call.keys = {HeaderKey(partition), EventsKey(partition)};
  call.args = {std::string(token), absl::StrCat(range.after), absl::StrCat(range.limit)};
  return client->Eval(ReadEventsScript(), call);
}

absl::StatusOr<std::vector<StreamEntry>> DecodeEvents(const redis::Reply& reply, int64_t after) {
  std::vector<StreamEntry> entries(reply.size());
  if (entries.empty())
    return absl::DataLossError(absl::StrCat("event ", after + 1, " should follow, and it is gone from the stream"));
  for (size_t i = 0; i < entries.size(); ++i) {
    StreamEntry& entry = entries[i];
    const absl::string_view id = reply[i][0].string();
    if (!absl::SimpleAtoi(absl::StripSuffix(id, "-0"), &entry.number) || entry.number != ++after) {
      return absl::DataLossError(
          absl::StrCat("the stream goes on with entry ", id, " where event ", after, " should follow"));
    }
    entry.payload = std::string(reply[i][1][1].string());
  }
  return entries;
}

redis::Pending Advance(redis::Client* client, absl::string_view token, int partition, Consumer consumer,
                       int64_t number) {
  redis::Call call;
  call.keys = {HeaderKey(partition), EventsKey(partition)};
  call.args = {std::string(token), consumer == Consumer::kRelay ? "relay" : "projected", absl::StrCat(number)};
  return client->Eval(AdvanceScript(), call);
}

redis::Pending ReadProgress(redis::Client* client, int partition) {
  return client->Command("HMGET", {HeaderKey(partition)}, {"ev", "relay", "projected", "gen", "frozen"});
}

absl::StatusOr<Progress> DecodeProgress(const redis::Reply& reply, absl::string_view token) {
  const absl::string_view found = reply[3].string();
  if (found != token) {
    return absl::FailedPreconditionError(
        absl::StrCat("a partition's header is ", found.empty() ? "missing" : absl::StrCat("\"", found, "\""),
                     ", and should be \"", token, "\": this Redis is empty or another store"));
  }
  return Progress{reply[0].integer(), reply[1].integer(), reply[2].integer(), !reply[4].is_nil()};
}

absl::Status AsNotReady(const absl::Status& status) {
  if (!absl::IsFailedPrecondition(status)) return status;
  return absl::UnavailableError(absl::StrCat("the store is not ready: ", status.message()));
}

}  // namespace fudai::partition
