#pragma once

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/admin/database/database.h"
#include "services/admin/database/offsets.h"
#include "services/admin/projection/fold.h"
#include "tests/year/year.h"

namespace fudai::year {

// What writing or counting events cost.
struct Work {
  int64_t events = 0;
  absl::Duration elapsed;
  // Of this process, and of the PostgreSQL server's processes that work for it.
  absl::Duration cpu;

  double PerSecond() const { return static_cast<double>(events) / absl::ToDoubleSeconds(elapsed); }
  double PerCpuSecond() const { return static_cast<double>(events) / absl::ToDoubleSeconds(cpu); }
};

// The admin server's database while no server holds it, as its projector would work on it.
class Store {
 public:
  static absl::StatusOr<std::unique_ptr<Store>> Open(const std::string& url);

  // Makes up so many of a year's days, and writes them into the ledger alone, without the indexes by which it is looked
  // up, which it builds afterwards: a year comes in faster so than the projector would write it.
  absl::Status Write(Year* year, int days);
  // Forgets all numbers, and counts the ledger anew, in the projector's batches.
  absl::StatusOr<Work> CountAnew();
  // Makes up the rest of the year, and folds it, in the projector's batches. Making up is left out of the cost.
  absl::StatusOr<Work> FoldRest(Year* year);
  // Has PostgreSQL look at how rows are spread, as its own autovacuum does in time.
  absl::Status Analyze();
  // Bytes on disk, indexes included.
  absl::StatusOr<int64_t> Size();

  // The number of each partition's newest event.
  const database::Offsets& numbers() const { return numbers_; }

 private:
  explicit Store(std::unique_ptr<database::Database> database) : database_(std::move(database)) {}
  // How a batch of events gets into the database.
  using Put = absl::Status (*)(soci::session& sql, const projection::Batch& batch);

  // Puts the next day, in batches of so many events. False at the end of the year.
  absl::StatusOr<bool> PutDay(Year* year, int batch, Put put, Work* work);
  absl::Status PutAll(const std::vector<PlacedEvent>& events, int batch, Put put);
  absl::StatusOr<absl::Duration> CpuTime() const;

  std::unique_ptr<database::Database> database_;
  std::vector<pid_t> backends_;  // PostgreSQL's processes for the database's connections.
  database::Offsets numbers_{};
};

}  // namespace fudai::year
