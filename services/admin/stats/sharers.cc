#include "services/admin/stats/sharers.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/paging/paging.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_store.h"

namespace fudai::stats {
namespace {

using admin::v1::ListSharersRequest;
using admin::v1::ListSharersResponse;
using admin::v1::Sharer;

constexpr paging::PageSizes kPageSizes = {.usual = 50, .largest = 200};

// The list's order: who brought most first, then by openings, then by pseudonyms, which say nothing of the users.
struct Place {
  long long brought = INT64_MAX, openings = 0;
  std::string pseudonym;
};

struct Row {
  Sharer sharer;
  Place place;
};

// What a page token belongs to.
std::string ListName(const ListSharersRequest& request) { return absl::StrCat("sharers of ", request.campaign_id()); }

absl::StatusOr<Place> ParsePlace(const ListSharersRequest& request) {
  ASSIGN_OR_RETURN(const paging::Position position, paging::ParsePageToken(ListName(request), request.page_token(), 3));
  Place place;
  if (position.empty()) return place;
  place.pseudonym = position[2];
  if (absl::SimpleAtoi(position[0], &place.brought) && absl::SimpleAtoi(position[1], &place.openings)) return place;
  return absl::InvalidArgumentError("page_token is damaged");
}

// The sharers after a place. A row that has no bags yet is of somebody whose bag is still to be counted.
std::vector<Row> ReadAfter(soci::session& sql, const std::string& campaign_id, const Place& after, int limit) {
  std::string user_id;
  Place place;
  long long generation = 0, bags = 0, free_coffees = 0;
  soci::statement select =
      (sql.prepare << "SELECT s.user_id, s.pseudonym, c.generation, s.bags, s.openings, s.brought, s.free_coffees"
                      " FROM sharers s JOIN customers c ON c.user_id = s.user_id"
                      " WHERE s.campaign_id = :campaign AND s.bags > 0"
                      " AND (s.brought, s.openings, s.pseudonym) < (:brought, :openings, :pseudonym)"
                      " ORDER BY s.brought DESC, s.openings DESC, s.pseudonym DESC LIMIT :limit",
       soci::use(campaign_id), soci::use(after.brought), soci::use(after.openings), soci::use(after.pseudonym),
       soci::use(limit), soci::into(user_id), soci::into(place.pseudonym), soci::into(generation), soci::into(bags),
       soci::into(place.openings), soci::into(place.brought), soci::into(free_coffees));
  std::vector<Row> rows;
  for (bool more = select.execute(true); more; more = select.fetch()) {
    Sharer sharer;
    sharer.set_user(user_id);
    sharer.set_generation(static_cast<int32_t>(generation));
    sharer.set_bags(bags);
    sharer.set_openings(place.openings);
    sharer.set_brought(place.brought);
    sharer.set_free_coffees(free_coffees);
    rows.push_back({std::move(sharer), place});
  }
  return rows;
}

}  // namespace

absl::StatusOr<ListSharersResponse> ListSharers(soci::session& sql, const ListSharersRequest& request, Names names) {
  ASSIGN_OR_RETURN(const int size, paging::ParsePageSize(request.page_size(), kPageSizes));
  ASSIGN_OR_RETURN(const Place after, ParsePlace(request));
  if (!request.campaign_id().empty()) RETURN_IF_ERROR(campaigns::FindCampaign(sql, request.campaign_id()));
  std::vector<Row> rows = ReadAfter(sql, request.campaign_id(), after, size + 1);
  ListSharersResponse response;
  if (rows.size() > static_cast<size_t>(size)) {
    rows.pop_back();
    const Place& last = rows.back().place;
    response.set_next_page_token(paging::MakePageToken(
        ListName(request), {absl::StrCat(last.brought), absl::StrCat(last.openings), last.pseudonym}));
  }
  for (Row& row : rows) {
    if (names == Names::kPseudonyms) row.sharer.set_user(row.place.pseudonym);
    *response.add_sharers() = std::move(row.sharer);
  }
  return response;
}

}  // namespace fudai::stats
