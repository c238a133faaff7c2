#include "services/admin/campaigns/request_store.h"

#include "absl/strings/escaping.h"

namespace fudai::campaigns {

std::optional<RequestRecord> FindRequest(soci::session& sql, const std::string& request_id) {
  RequestRecord request;
  std::string answer, contents, bytes;
  int action = 0;
  sql << "SELECT campaign_id, action, contents, answer FROM campaign_requests WHERE request_id = :id",
      soci::use(request_id), soci::into(request.campaign_id), soci::into(action), soci::into(contents),
      soci::into(answer);
  if (!sql.got_data()) return std::nullopt;
  request.request_id = request_id;
  request.action = static_cast<Action>(action);
  absl::Base64Unescape(contents, &request.contents);
  if (absl::Base64Unescape(answer, &bytes)) request.answer.ParseFromString(bytes);
  return request;
}

void InsertRequest(soci::session& sql, const RequestRecord& request) {
  const int action = static_cast<int>(request.action);
  const std::string contents = absl::Base64Escape(request.contents);
  const std::string answer = absl::Base64Escape(request.answer.SerializeAsString());
  sql << "INSERT INTO campaign_requests (request_id, campaign_id, action, contents, answer)"
         " VALUES (:id, :campaign, :action, :contents, :answer)",
      soci::use(request.request_id), soci::use(request.campaign_id), soci::use(action), soci::use(contents),
      soci::use(answer);
}

}  // namespace fudai::campaigns
