#include "services/admin/wiring/store_binding.h"

#include "absl/strings/str_cat.h"
#include "common/partition/bound_database.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/database/identity.h"

namespace fudai::wiring {

absl::Status BindToStore(database::Database& database, const std::string& store_token) {
  return database.Write([&](soci::session& sql) {
    std::string bound;
    sql << "INSERT INTO facts VALUES ('store', :token) ON CONFLICT DO NOTHING", soci::use(store_token);
    sql << "SELECT value FROM facts WHERE name = 'store'", soci::into(bound);
    if (bound == store_token) return absl::OkStatus();
    return absl::FailedPreconditionError(absl::StrCat("the database belongs to the store \"", bound,
                                                      "\", and this is \"", store_token,
                                                      "\"; check --database, --generation and --simulated_time"));
  });
}

absl::Status CheckPublications(database::Database& database, int64_t store_epoch) {
  return database.Read([&](soci::session& sql) {
    const campaigns::Epochs known = campaigns::ReadEpochs(sql);
    if (store_epoch > known.newest) {
      return absl::FailedPreconditionError(
          absl::StrCat("the store holds publication ", store_epoch, ", and the database knows ", known.newest,
                       ": it is an older copy, or another store's; check --database, or restore a newer one"));
    }
    if (store_epoch < known.applied) {
      return absl::FailedPreconditionError(
          absl::StrCat("the store holds publications up to ", store_epoch, ", and has taken ", known.applied,
                       " from this database: it is an older copy, or was initialized anew, and what was given since is "
                       "missing; restore Redis from its newest files, or give a new store its own generation and "
                       "database"));
    }
    return absl::OkStatus();
  });
}

absl::Status ClaimStore(database::Database& database, const Claim& claim) {
  const auto identify = [](soci::session& sql) -> absl::StatusOr<std::string> { return database::Identify(sql); };
  ASSIGN_OR_RETURN(const std::string own, database.Write(identify));
  const auto bind = claim.adopt ? &partition::RebindDatabase : &partition::BindDatabase;
  ASSIGN_OR_RETURN(const std::string bound, RunTask(*claim.loop, bind(claim.redis, {claim.store_token, own})));
  if (bound == own) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "the store \"", claim.store_token, "\" belongs to the admin database ", bound, ", and this one is ", own,
      "; a store has one admin server over one database: check --database and --redis, or give this database a store "
      "of its own; where it is to take the place of one that is lost, start once with --adopt_store"));
}

}  // namespace fudai::wiring
