#pragma once

#include <cstdint>

#include "fudai/event/v1/event.pb.h"
#include "services/admin/database/database.h"
#include "services/admin/database/offsets.h"

namespace fudai::testsupport {

// Events that a test folds into a database, each the next of its partition, as the projector would.
class FoldedEvents {
 public:
  // The event happens `later_ms` after kEventMs.
  void Fold(database::Database& database, int partition, event::v1::Event event, int64_t later_ms = 0);

 private:
  database::Offsets offsets_{};
};

}  // namespace fudai::testsupport
