#include "services/admin/campaigns/campaign_store.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace fudai::campaigns {
namespace {

using google::protobuf::util::TimeUtil;

constexpr absl::string_view kSelect =
    "SELECT c.campaign_id, c.state, c.version, c.created_at_ms, c.updated_at_ms, c.update_actor, c.epoch, "
    "c.applied_epoch, v.spec"
    " FROM campaigns c JOIN campaign_versions v ON v.campaign_id = c.campaign_id AND v.version = c.version ";

// A row of kSelect. Prepared statements write into it.
struct Row {
  std::string campaign_id, update_actor, spec;
  int state = 0, version = 0;
  long long created_at_ms = 0, updated_at_ms = 0, epoch = 0, applied_epoch = 0;

  void Define(soci::statement& statement) {
    statement.exchange(soci::into(campaign_id));
    statement.exchange(soci::into(state));
    statement.exchange(soci::into(version));
    statement.exchange(soci::into(created_at_ms));
    statement.exchange(soci::into(updated_at_ms));
    statement.exchange(soci::into(update_actor));
    statement.exchange(soci::into(epoch));
    statement.exchange(soci::into(applied_epoch));
    statement.exchange(soci::into(spec));
  }
};

absl::StatusOr<StoredCampaign> Decode(const Row& row) {
  StoredCampaign stored;
  stored.epoch = row.epoch;
  stored.applied_epoch = row.applied_epoch;
  admin::v1::Campaign& campaign = stored.campaign;
  campaign.set_campaign_id(row.campaign_id);
  campaign.set_state(static_cast<admin::v1::CampaignState>(row.state));
  campaign.set_version(row.version);
  *campaign.mutable_create_time() = TimeUtil::MillisecondsToTimestamp(row.created_at_ms);
  *campaign.mutable_update_time() = TimeUtil::MillisecondsToTimestamp(row.updated_at_ms);
  campaign.set_update_actor(row.update_actor);
  if (google::protobuf::util::JsonStringToMessage(row.spec, campaign.mutable_spec()).ok()) return stored;
  return absl::DataLossError(absl::StrCat("the database's spec of campaign \"", row.campaign_id, "\" cannot be read"));
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

absl::StatusOr<StoredCampaign> FindCampaign(soci::session& sql, const std::string& campaign_id) {
  soci::statement statement(sql);
  statement.exchange(soci::use(campaign_id, "id"));
  ASSIGN_OR_RETURN(std::vector<StoredCampaign> found,
                   Select(statement, absl::StrCat(kSelect, "WHERE c.campaign_id = :id")));
  if (!found.empty()) return std::move(found[0]);
  return absl::NotFoundError(
      absl::StrCat("there is no campaign \"", absl::CHexEscape(campaign_id.substr(0, 80)), "\""));
}

absl::StatusOr<bool> InsertCampaign(soci::session& sql, const admin::v1::Campaign& campaign) {
  std::string spec;
  if (!google::protobuf::util::MessageToJsonString(campaign.spec(), &spec).ok()) {
    return absl::InvalidArgumentError(
        "the spec cannot be written as JSON; it should hold valid UTF-8 and moments in the years 1 to 9999");
  }
  const std::string& id = campaign.campaign_id();
  const int state = campaign.state(), version = campaign.version();
  const long long now = TimeUtil::TimestampToMilliseconds(campaign.create_time());
  soci::statement insert =
      (sql.prepare << "INSERT INTO campaigns VALUES (:id, :state, :version, :created, :updated, :actor, 0, 0)"
                      " ON CONFLICT DO NOTHING",
       soci::use(id), soci::use(state), soci::use(version), soci::use(now), soci::use(now),
       soci::use(campaign.update_actor()));
  insert.execute(true);
  if (insert.get_affected_rows() == 0) return false;
  sql << "INSERT INTO campaign_versions VALUES (:id, :version, :spec, :created, :actor)", soci::use(id),
      soci::use(version), soci::use(spec), soci::use(now), soci::use(campaign.update_actor());
  return true;
}

absl::Status ChangeState(soci::session& sql, const std::string& campaign_id, const StateChange& change) {
  const int state = change.state;
  const long long now = absl::ToUnixMillis(change.now);
  sql << "UPDATE publication_epoch SET epoch = epoch + 1";
  sql << "UPDATE campaigns SET state = :state, updated_at_ms = :now, update_actor = :actor, epoch = (SELECT epoch FROM "
         "publication_epoch)"
         " WHERE campaign_id = :id",
      soci::use(state), soci::use(now), soci::use(change.actor), soci::use(campaign_id);
  return absl::OkStatus();
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

Epochs ReadEpochs(soci::session& sql) {
  long long newest = 0, applied = 0;
  sql << "SELECT epoch FROM publication_epoch", soci::into(newest);
  sql << "SELECT COALESCE(MAX(applied_epoch), 0) FROM campaigns", soci::into(applied);
  return {newest, applied};
}

absl::StatusOr<std::vector<StoredCampaign>> ListCampaigns(soci::session& sql, const ListPosition& after, int limit) {
  const long long created = after.created_at_ms;
  soci::statement statement(sql);
  statement.exchange(soci::use(created, "created"));
  statement.exchange(soci::use(after.campaign_id, "id"));
  statement.exchange(soci::use(limit, "page"));
  return Select(statement, absl::StrCat(kSelect,
                                        "WHERE (c.created_at_ms, c.campaign_id) < (:created, :id)"
                                        " ORDER BY c.created_at_ms DESC, c.campaign_id DESC LIMIT :page"));
}

std::optional<RequestRecord> FindRequest(soci::session& sql, const std::string& request_id) {
  RequestRecord request;
  std::string answer, bytes;
  int action = 0;
  sql << "SELECT campaign_id, action, answer FROM campaign_requests WHERE request_id = :id", soci::use(request_id),
      soci::into(request.campaign_id), soci::into(action), soci::into(answer);
  if (!sql.got_data()) return std::nullopt;
  request.request_id = request_id;
  request.action = static_cast<Action>(action);
  if (absl::Base64Unescape(answer, &bytes)) request.answer.ParseFromString(bytes);
  return request;
}

void InsertRequest(soci::session& sql, const RequestRecord& request) {
  const int action = static_cast<int>(request.action);
  const std::string answer = absl::Base64Escape(request.answer.SerializeAsString());
  sql << "INSERT INTO campaign_requests VALUES (:id, :campaign, :action, :answer)", soci::use(request.request_id),
      soci::use(request.campaign_id), soci::use(action), soci::use(answer);
}

}  // namespace fudai::campaigns
