#include "services/admin/rehearsal/stage.h"

#include <spdlog/spdlog.h>

#include "absl/cleanup/cleanup.h"
#include "common/partition/bound_database.h"
#include "common/partition/store.h"
#include "common/status/macros.h"
#include "common/world/log_mark.h"
#include "services/admin/audit/audit_log.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/database/identity.h"
#include "services/admin/database/schema.h"

namespace fudai::rehearsal {

absl::Status Stage::Finish() {
  if (whole_) return absl::OkStatus();
  ASSIGN_OR_RETURN(whole_, IsWhole());
  return whole_ ? absl::OkStatus() : WipeNow({});
}

absl::Status Stage::Wipe(const Wish& wish) {
  ASSIGN_OR_RETURN(const bool granted, WasGranted(wish.request_id));
  return granted ? Finish() : WipeNow(wish);
}

absl::StatusOr<bool> Stage::IsWhole() {
  const absl::Status found = RunTask(loop_, partition::VerifyStore(&redis_, set_.token));
  if (absl::IsFailedPrecondition(found)) return false;
  RETURN_IF_ERROR(found);
  ASSIGN_OR_RETURN(
      const std::string database,
      set_.database->Write([](soci::session& sql) -> absl::StatusOr<std::string> { return database::Identify(sql); }));
  ASSIGN_OR_RETURN(const std::string bound,
                   RunTask(loop_, partition::BindDatabase(&redis_, {.token = set_.token, .database = database})));
  return bound == database;
}

absl::StatusOr<bool> Stage::WasGranted(const std::string& request_id) {
  return set_.database->Read([&](soci::session& sql) -> absl::StatusOr<bool> {
    int found = 0;
    sql << "SELECT COUNT(*) FROM facts WHERE name = 'wipe' AND value = :id", soci::use(request_id), soci::into(found);
    return found > 0;
  });
}

absl::Status Stage::WipeNow(const Wish& wish) {
  whole_ = false;
  set_.stop_projection();
  const absl::Cleanup start = set_.start_projection;
  ASSIGN_OR_RETURN(const int64_t removed, RunTask(loop_, partition::RemoveRehearsal(&redis_)));
  ASSIGN_OR_RETURN(const partition::Beginning beginning, BeginRows(wish));
  RETURN_IF_ERROR(RunTask(loop_, partition::BeginRehearsal(&redis_, set_.token, beginning)));
  whole_ = true;
  spdlog::info("{}a new one has begun; {} keys of the one before are gone", world::LogMark(world::World::kRehearsal),
               removed);
  return absl::OkStatus();
}

// Empties the database but for the count of publications, which goes on. Returns with what the new rehearsal begins.
absl::StatusOr<partition::Beginning> Stage::BeginRows(const Wish& wish) {
  return set_.database->Write([&](soci::session& sql) -> absl::StatusOr<partition::Beginning> {
    const long long epoch = campaigns::NextEpoch(sql);
    RETURN_IF_ERROR(database::Recreate(sql));
    sql << "UPDATE publication_epoch SET epoch = :epoch", soci::use(epoch);
    sql << "INSERT INTO facts VALUES ('store', :token)", soci::use(set_.token);
    const partition::Beginning beginning{.epoch = epoch, .now = set_.clock->Now(), .database = database::Identify(sql)};
    if (wish.request_id.empty()) return beginning;
    sql << "INSERT INTO facts VALUES ('wipe', :id)", soci::use(wish.request_id);
    RETURN_IF_ERROR(audit::Append(sql, {.actor = wish.actor,
                                        .now = wish.now,
                                        .action = "WipeRehearsal",
                                        .subject = "rehearsal",
                                        .campaign_id = "",
                                        .reason = ""}));
    return beginning;
  });
}

}  // namespace fudai::rehearsal
