#include "services/admin/testing/folded_events.h"

#include <gtest/gtest.h>

#include "services/admin/projection/fold.h"
#include "services/admin/testing/test_events.h"

namespace fudai::testsupport {

void FoldedEvents::Fold(database::Database& database, int partition, event::v1::Event event, int64_t later_ms) {
  event.set_occurred_at_ms(kEventMs + later_ms);
  projection::Batch batch;
  batch.before = batch.after = offsets_;
  batch.rows.push_back(*projection::DecodeEvent(partition, ++batch.after[partition], event.SerializeAsString()));
  const absl::Status folded = database.Write([&](soci::session& sql) { return projection::Fold(sql, batch); });
  ASSERT_TRUE(folded.ok()) << folded;
  offsets_ = batch.after;
}

}  // namespace fudai::testsupport
