#include "services/admin/campaigns/campaign_store.h"

#include <google/protobuf/util/time_util.h>

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/version_store.h"
#include "services/admin/database/text_list.h"

namespace fudai::campaigns {
namespace {

using admin::v1::CampaignArchive;
using admin::v1::CampaignReview;
using google::protobuf::util::TimeUtil;

constexpr absl::string_view kSelect =
    "SELECT c.campaign_id, c.state, c.version, c.created_at_ms, c.updated_at_ms, c.update_actor, c.update_reason, "
    "c.revision, c.published_version, c.starts_at_ms, c.ends_at_ms, c.ended_at_ms, c.review_state, c.review_version, "
    "c.review_requester, c.review_approver, c.epoch, c.applied_epoch, c.sweep_phase, c.sweep_pass, c.sweep_looked, "
    "c.sweep_deleted, c.sweep_size, c.archived_at_ms, v.spec"
    " FROM campaigns c JOIN campaign_versions v ON v.campaign_id = c.campaign_id AND v.version = c.version ";

// A row of kSelect. Prepared statements write into it.
struct Row {
  std::string campaign_id, update_actor, update_reason, review_requester, review_approver, spec;
  int state = 0, version = 0, published_version = 0, review_state = 0, review_version = 0;
  long long created_at_ms = 0, updated_at_ms = 0, revision = 0, starts_at_ms = 0, ends_at_ms = 0, ended_at_ms = 0;
  long long epoch = 0, applied_epoch = 0;
  int sweep_phase = 0;
  long long sweep_pass = 0, sweep_looked = 0, sweep_deleted = 0, sweep_size = 0, archived_at_ms = 0;

  void Define(soci::statement& statement) {
    const auto column = [&statement](auto& value) { statement.exchange(soci::into(value)); };
    column(campaign_id);
    column(state);
    column(version);
    column(created_at_ms);
    column(updated_at_ms);
    column(update_actor);
    column(update_reason);
    column(revision);
    column(published_version);
    column(starts_at_ms);
    column(ends_at_ms);
    column(ended_at_ms);
    column(review_state);
    column(review_version);
    column(review_requester);
    column(review_approver);
    column(epoch);
    column(applied_epoch);
    column(sweep_phase);
    column(sweep_pass);
    column(sweep_looked);
    column(sweep_deleted);
    column(sweep_size);
    column(archived_at_ms);
    column(spec);
  }
};

CampaignReview DecodeReview(const Row& row) {
  CampaignReview review;
  review.set_state(static_cast<CampaignReview::State>(row.review_state));
  review.set_version(row.review_version);
  review.set_requester(row.review_requester);
  review.set_approver(row.review_approver);
  return review;
}

// Done only once what a sweep leaves has been removed, too.
CampaignArchive DecodeArchive(const Row& row) {
  CampaignArchive archive;
  archive.set_phase(row.sweep_phase < static_cast<int>(partition::SweepPhase::kSweeping)
                        ? CampaignArchive::PHASE_WAITING_FOR_LEDGER
                        : CampaignArchive::PHASE_SWEEPING);
  archive.set_pass(row.sweep_pass);
  archive.set_keys_looked_at(row.sweep_looked);
  archive.set_keys_in_store(row.sweep_size);
  archive.set_keys_deleted(row.sweep_deleted);
  if (row.archived_at_ms == 0) return archive;
  archive.set_phase(CampaignArchive::PHASE_DONE);
  *archive.mutable_done_time() = TimeUtil::MillisecondsToTimestamp(row.archived_at_ms);
  return archive;
}

absl::StatusOr<StoredCampaign> Decode(const Row& row) {
  StoredCampaign stored{.window = {row.starts_at_ms, row.ends_at_ms},
                        .ended_at_ms = row.ended_at_ms,
                        .epoch = row.epoch,
                        .applied_epoch = row.applied_epoch};
  admin::v1::Campaign& campaign = stored.campaign;
  campaign.set_campaign_id(row.campaign_id);
  campaign.set_state(static_cast<admin::v1::CampaignState>(row.state));
  campaign.set_version(row.version);
  campaign.set_published_version(row.published_version);
  *campaign.mutable_create_time() = TimeUtil::MillisecondsToTimestamp(row.created_at_ms);
  *campaign.mutable_update_time() = TimeUtil::MillisecondsToTimestamp(row.updated_at_ms);
  campaign.set_update_actor(row.update_actor);
  campaign.set_update_reason(row.update_reason);
  campaign.set_etag(absl::StrCat(row.revision));
  *campaign.mutable_review() = DecodeReview(row);
  if (campaign.state() == admin::v1::CAMPAIGN_STATE_ARCHIVED) *campaign.mutable_archive() = DecodeArchive(row);
  ASSIGN_OR_RETURN(*campaign.mutable_spec(), ReadSpec(row.campaign_id, row.spec));
  return stored;
}

// Runs a query over kSelect whose parameters have been exchanged already.
absl::StatusOr<std::vector<StoredCampaign>> Select(soci::statement& statement, const std::string& query) {
  Row row;
  row.Define(statement);
  statement.alloc();
  statement.prepare(query);
  statement.define_and_bind();
  std::vector<StoredCampaign> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) {
    ASSIGN_OR_RETURN(StoredCampaign stored, Decode(row));
    found.push_back(std::move(stored));
  }
  return found;
}

}  // namespace

admin::v1::Campaign Show(const StoredCampaign& stored, absl::Time now) {
  admin::v1::Campaign campaign = stored.campaign;
  campaign.set_state(ShownState(campaign.state(), stored.window, absl::ToUnixMillis(now)));
  return campaign;
}

absl::StatusOr<StoredCampaign> FindCampaign(soci::session& sql, const std::string& campaign_id) {
  soci::statement statement(sql);
  statement.exchange(soci::use(campaign_id, "id"));
  ASSIGN_OR_RETURN(std::vector<StoredCampaign> found,
                   Select(statement, absl::StrCat(kSelect, "WHERE c.campaign_id = :id")));
  if (!found.empty()) return std::move(found[0]);
  return NoCampaign(campaign_id);
}

absl::Status NoCampaign(absl::string_view campaign_id) {
  return absl::NotFoundError(
      absl::StrCat("there is no campaign \"", absl::CHexEscape(campaign_id.substr(0, 80)), "\""));
}

absl::StatusOr<std::map<std::string, StoredCampaign>> FindCampaigns(soci::session& sql,
                                                                    absl::Span<const std::string> campaign_ids) {
  const std::string ids = database::TextList(sql, campaign_ids);
  soci::statement statement(sql);
  statement.exchange(soci::use(ids, "ids"));
  ASSIGN_OR_RETURN(std::vector<StoredCampaign> found,
                   Select(statement, absl::StrCat(kSelect, "WHERE c.campaign_id ", database::InTextList(sql, ":ids"))));
  std::map<std::string, StoredCampaign> by_id;
  for (StoredCampaign& stored : found) by_id.emplace(stored.campaign.campaign_id(), std::move(stored));
  return by_id;
}

absl::StatusOr<bool> InsertCampaign(soci::session& sql, const admin::v1::Campaign& campaign) {
  const std::string& id = campaign.campaign_id();
  const int state = campaign.state(), version = campaign.version();
  const long long now = TimeUtil::TimestampToMilliseconds(campaign.create_time());
  soci::statement insert =
      (sql.prepare << "INSERT INTO campaigns (campaign_id, state, version, created_at_ms, updated_at_ms, update_actor, "
                      "update_reason, epoch, applied_epoch)"
                      " VALUES (:id, :state, :version, :created, :updated, :actor, :reason, 0, 0)"
                      " ON CONFLICT DO NOTHING",
       soci::use(id), soci::use(state), soci::use(version), soci::use(now), soci::use(now),
       soci::use(campaign.update_actor()), soci::use(campaign.update_reason()));
  insert.execute(true);
  if (insert.get_affected_rows() == 0) return false;
  RETURN_IF_ERROR(InsertVersion(sql, campaign));
  return true;
}

void SaveCampaign(soci::session& sql, StoredCampaign* stored) {
  admin::v1::Campaign& campaign = stored->campaign;
  const CampaignReview& review = campaign.review();
  const int state = campaign.state(), version = campaign.version(), published = campaign.published_version();
  const int review_state = review.state(), review_version = review.version();
  const long long updated = TimeUtil::TimestampToMilliseconds(campaign.update_time());
  const long long starts = stored->window.starts_at_ms, ends = stored->window.ends_at_ms, ended = stored->ended_at_ms;
  const long long epoch = stored->epoch;
  sql << "UPDATE campaigns SET revision = revision + 1, state = :state, version = :version, published_version = "
         ":published, starts_at_ms = :starts, ends_at_ms = :ends, ended_at_ms = :ended, review_state = :review_state, "
         "review_version = :review_version, review_requester = :requester, review_approver = :approver, "
         "updated_at_ms = :updated, update_actor = :actor, update_reason = :reason, epoch = :epoch"
         " WHERE campaign_id = :id",
      soci::use(state), soci::use(version), soci::use(published), soci::use(starts), soci::use(ends), soci::use(ended),
      soci::use(review_state), soci::use(review_version), soci::use(review.requester()), soci::use(review.approver()),
      soci::use(updated), soci::use(campaign.update_actor()), soci::use(campaign.update_reason()), soci::use(epoch),
      soci::use(campaign.campaign_id());
  long long revision = 0;
  sql << "SELECT revision FROM campaigns WHERE campaign_id = :id", soci::use(campaign.campaign_id()),
      soci::into(revision);
  campaign.set_etag(absl::StrCat(revision));
}

void RemoveCampaign(soci::session& sql, const std::string& campaign_id) {
  for (const char* table : {"campaigns", "campaign_versions"})
    sql << absl::StrCat("DELETE FROM ", table, " WHERE campaign_id = :id"), soci::use(campaign_id);
}

int64_t NextEpoch(soci::session& sql) {
  sql << "UPDATE publication_epoch SET epoch = epoch + 1";
  return ReadEpochs(sql).newest;
}

absl::StatusOr<std::vector<StoredCampaign>> FindUnapplied(soci::session& sql) {
  soci::statement statement(sql);
  return Select(statement, absl::StrCat(kSelect, "WHERE c.applied_epoch < c.epoch ORDER BY c.epoch"));
}

absl::Status MarkApplied(soci::session& sql, const std::string& campaign_id, int64_t epoch) {
  const long long applied = epoch;
  sql << "UPDATE campaigns SET applied_epoch = :applied WHERE campaign_id = :id AND applied_epoch < :limit",
      soci::use(applied), soci::use(campaign_id), soci::use(applied);
  return absl::OkStatus();
}

std::vector<Archiving> FindArchiving(soci::session& sql) {
  const int archived = admin::v1::CAMPAIGN_STATE_ARCHIVED;
  std::string campaign_id;
  int phase = 0;
  soci::statement find = (sql.prepare << "SELECT campaign_id, sweep_phase FROM campaigns WHERE state = :state AND "
                                         "archived_at_ms = 0 AND applied_epoch >= epoch ORDER BY epoch",
                          soci::use(archived), soci::into(campaign_id), soci::into(phase));
  std::vector<Archiving> found;
  for (bool more = find.execute(true); more; more = find.fetch())
    found.push_back({campaign_id, phase == static_cast<int>(partition::SweepPhase::kSwept)});
  return found;
}

absl::Status NoteSweep(soci::session& sql, const std::string& campaign_id, const partition::SweepProgress& progress) {
  const int phase = static_cast<int>(progress.phase);
  const long long pass = progress.pass, looked = progress.looked, deleted = progress.deleted, size = progress.size;
  sql << "UPDATE campaigns SET sweep_phase = :phase, sweep_pass = :pass, sweep_looked = :looked, "
         "sweep_deleted = :deleted, sweep_size = :size WHERE campaign_id = :id",
      soci::use(phase), soci::use(pass), soci::use(looked), soci::use(deleted), soci::use(size), soci::use(campaign_id);
  return absl::OkStatus();
}

absl::Status MarkArchived(soci::session& sql, const std::string& campaign_id, absl::Time now) {
  const long long archived_at = absl::ToUnixMillis(now);
  sql << "UPDATE campaigns SET archived_at_ms = :now WHERE campaign_id = :id", soci::use(archived_at),
      soci::use(campaign_id);
  return absl::OkStatus();
}

Epochs ReadEpochs(soci::session& sql) {
  long long newest = 0, applied = 0;
  sql << "SELECT epoch FROM publication_epoch", soci::into(newest);
  sql << "SELECT COALESCE(MAX(applied_epoch), 0) FROM campaigns", soci::into(applied);
  return {newest, applied};
}

filter::List CampaignList(absl::Time now) {
  const std::string state = ShownStateSql(absl::ToUnixMillis(now));
  // What was never published has no window: NULL, which compares with nothing.
  const auto window = [](absl::string_view column) {
    return absl::StrCat("(CASE WHEN c.published_version > 0 THEN c.", column, " END)");
  };
  const std::string starts = window("starts_at_ms"), ends = window("ends_at_ms");
  return {.fields = filter::FieldsOf(*admin::v1::Campaign::descriptor(), {{"campaign_id", "c.campaign_id"},
                                                                          {"state", state},
                                                                          {"update_actor", "c.update_actor"},
                                                                          {"create_time", "c.created_at_ms"},
                                                                          {"update_time", "c.updated_at_ms"}}),
          .filter_only =
              filter::FieldsOf(*campaign::v1::CampaignSpec::descriptor(), {{"start_time", starts}, {"end_time", ends}}),
          .key = "campaign_id",
          .usual_order = "create_time desc",
          .sizes = {.usual = 50, .largest = 200}};
}

absl::StatusOr<std::vector<StoredCampaign>> ListCampaigns(soci::session& sql, const filter::ListQuery& query) {
  soci::statement statement(sql);
  query.Bind(statement);
  return Select(statement, absl::StrCat(kSelect, query.Tail()));
}

}  // namespace fudai::campaigns
