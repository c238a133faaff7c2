// The ledger as CSV: one row per entry, in columns that hold for every kind of event.
#pragma once

#include <string>
#include <vector>

#include "fudai/admin/v1/ledger.pb.h"

namespace fudai::ctl {

// The columns, in order: partition, number, occur_time (RFC 3339, UTC), campaign_id, event (the name of the event's
// body, such as "bag_opened"), then the fields of all events under their own names. Amounts are integers of fen,
// moments (…_ms) milliseconds since the epoch. A cell is empty where an event has no such field or no value in it, as
// the columns of the bag for an order that earned none. New columns are added
// at the end of these; the rehearsal's ledger has one more after them, "world", which is "rehearsal" in every row.
const std::vector<std::string>& LedgerColumns();

// An entry's cells under those columns.
std::vector<std::string> LedgerCells(const admin::v1::LedgerEntry& entry);

}  // namespace fudai::ctl
