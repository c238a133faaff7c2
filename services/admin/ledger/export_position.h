#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "fudai/admin/v1/ledger.pb.h"
#include "services/admin/database/offsets.h"
#include "services/admin/ledger/ledger_store.h"

namespace fudai::ledger {

// Where an export is: what it has sent, and where it ends. A resume token carries both, so that an export which goes on
// elsewhere or later has the entries of the one that broke, and no others.
struct ExportPosition {
  // The last entry sent; by partition and number.
  Place after;
  // The last entry of each partition that belongs to the export.
  database::Offsets extent{};
};

// The last place of the piece that is read next: so many entries on, or the end of the extent; none where that is
// reached. Databases read through a piece without being asked to stop.
std::optional<Place> EndOfPiece(const ExportPosition& position, int64_t entries);

// The token with which an export by this filter goes on at a position.
std::string MakeResumeToken(const admin::v1::LedgerFilter& filter, const ExportPosition& position);

// The position in a token. INVALID_ARGUMENT for what MakeResumeToken did not make, or made for another filter.
absl::StatusOr<ExportPosition> ParseResumeToken(const admin::v1::LedgerFilter& filter, absl::string_view token);

}  // namespace fudai::ledger
