#include "services/admin/campaigns/version_store.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"

namespace fudai::campaigns {
namespace {

using admin::v1::CampaignVersion;
using google::protobuf::util::TimeUtil;

constexpr absl::string_view kSelect =
    "SELECT version, actor, created_at_ms, reason, published_at_ms, spec FROM campaign_versions WHERE campaign_id = "
    ":id ";

// A row of kSelect. Prepared statements write into it.
struct Row {
  std::string author, reason, spec;
  int version = 0;
  long long created_at_ms = 0, published_at_ms = 0;

  void Define(soci::statement& statement) {
    statement.exchange(soci::into(version));
    statement.exchange(soci::into(author));
    statement.exchange(soci::into(created_at_ms));
    statement.exchange(soci::into(reason));
    statement.exchange(soci::into(published_at_ms));
    statement.exchange(soci::into(spec));
  }
};

absl::StatusOr<CampaignVersion> Decode(const std::string& campaign_id, const Row& row) {
  CampaignVersion version;
  version.set_version(row.version);
  version.set_author(row.author);
  *version.mutable_create_time() = TimeUtil::MillisecondsToTimestamp(row.created_at_ms);
  version.set_reason(row.reason);
  if (row.published_at_ms > 0) *version.mutable_publish_time() = TimeUtil::MillisecondsToTimestamp(row.published_at_ms);
  ASSIGN_OR_RETURN(*version.mutable_spec(), ReadSpec(campaign_id, row.spec));
  return version;
}

// Runs a query over kSelect whose other parameters have been exchanged already.
absl::StatusOr<std::vector<CampaignVersion>> Select(soci::statement& statement, const std::string& campaign_id,
                                                    const std::string& rest) {
  Row row;
  row.Define(statement);
  statement.exchange(soci::use(campaign_id, "id"));
  statement.alloc();
  statement.prepare(absl::StrCat(kSelect, rest));
  statement.define_and_bind();
  std::vector<CampaignVersion> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) {
    ASSIGN_OR_RETURN(CampaignVersion version, Decode(campaign_id, row));
    found.push_back(std::move(version));
  }
  return found;
}

}  // namespace

absl::StatusOr<campaign::v1::CampaignSpec> ReadSpec(const std::string& campaign_id, const std::string& text) {
  campaign::v1::CampaignSpec spec;
  if (google::protobuf::util::JsonStringToMessage(text, &spec).ok()) return spec;
  return absl::DataLossError(absl::StrCat("the database's spec of campaign \"", campaign_id, "\" cannot be read"));
}

absl::Status InsertVersion(soci::session& sql, const admin::v1::Campaign& campaign) {
  std::string spec;
  if (!google::protobuf::util::MessageToJsonString(campaign.spec(), &spec).ok()) {
    return absl::InvalidArgumentError(
        "the spec cannot be written as JSON; it should hold valid UTF-8 and moments in the years 1 to 9999");
  }
  const int version = campaign.version();
  const long long now = TimeUtil::TimestampToMilliseconds(campaign.update_time());
  sql << "INSERT INTO campaign_versions (campaign_id, version, spec, created_at_ms, actor, reason)"
         " VALUES (:id, :version, :spec, :created, :actor, :reason)",
      soci::use(campaign.campaign_id()), soci::use(version), soci::use(spec), soci::use(now),
      soci::use(campaign.update_actor()), soci::use(campaign.update_reason());
  return absl::OkStatus();
}

absl::StatusOr<CampaignVersion> FindVersion(soci::session& sql, const std::string& campaign_id, int version) {
  soci::statement statement(sql);
  statement.exchange(soci::use(version, "version"));
  ASSIGN_OR_RETURN(std::vector<CampaignVersion> found, Select(statement, campaign_id, "AND version = :version"));
  if (!found.empty()) return std::move(found[0]);
  int newest = 0;
  sql << "SELECT COALESCE(MAX(version), 0) FROM campaign_versions WHERE campaign_id = :id", soci::use(campaign_id),
      soci::into(newest);
  return absl::NotFoundError(
      absl::StrCat("campaign \"", campaign_id, "\" has no version ", version, "; its versions are 1 to ", newest));
}

absl::StatusOr<std::vector<CampaignVersion>> ListVersions(soci::session& sql, const std::string& campaign_id,
                                                          VersionRange range) {
  soci::statement statement(sql);
  statement.exchange(soci::use(range.before, "before"));
  statement.exchange(soci::use(range.limit, "page"));
  return Select(statement, campaign_id, "AND version < :before ORDER BY version DESC LIMIT :page");
}

std::vector<std::string> AuthorsAfter(soci::session& sql, const std::string& campaign_id, int version) {
  std::vector<std::string> authors;
  std::string author;
  soci::statement statement =
      (sql.prepare << "SELECT DISTINCT actor FROM campaign_versions WHERE campaign_id = :id AND "
                      "version > :version ORDER BY actor",
       soci::use(campaign_id), soci::use(version), soci::into(author));
  for (bool more = statement.execute(true); more; more = statement.fetch()) authors.push_back(author);
  return authors;
}

absl::StatusOr<std::vector<CampaignVersion>> FindPublished(soci::session& sql, const std::string& campaign_id) {
  soci::statement statement(sql);
  return Select(statement, campaign_id, "AND published_at_ms > 0 ORDER BY version");
}

void MarkPublished(soci::session& sql, const std::string& campaign_id, int version, absl::Time now) {
  const long long now_ms = absl::ToUnixMillis(now);
  sql << "UPDATE campaign_versions SET published_at_ms = :now WHERE campaign_id = :id AND version = :version",
      soci::use(now_ms), soci::use(campaign_id), soci::use(version);
}

}  // namespace fudai::campaigns
