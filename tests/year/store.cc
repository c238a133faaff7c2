#include "tests/year/store.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "services/admin/database/page_cache.h"
#include "services/admin/projection/fold.h"
#include "services/admin/projection/ledger_row.h"
#include "services/admin/projection/numbers.h"
#include "services/admin/projection/projector.h"
#include "tests/load/cpu_time.h"

namespace fudai::year {
namespace {

const int kBatch = projection::ProjectorOptions().max_batch;
const int kRecount = projection::ProjectorOptions().max_recount;

bool IsPostgresql(soci::session& sql) { return sql.get_backend_name() == "postgresql"; }

// An index of the ledger but its primary key.
struct Index {
  std::string name;
  std::string definition;
};

std::vector<Index> LedgerIndexes(soci::session& sql) {
  const soci::rowset<soci::row> rows =
      sql.prepare << (IsPostgresql(sql) ? "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'ledger'"
                                          " AND indexdef NOT LIKE 'CREATE UNIQUE%'"
                                        : "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'ledger'"
                                          " AND type = 'index' AND sql IS NOT NULL");
  std::vector<Index> indexes;
  for (const soci::row& row : rows) indexes.push_back({row.get<std::string>(0), row.get<std::string>(1)});
  return indexes;
}

std::vector<pid_t> Backends(soci::session& sql) {
  std::vector<pid_t> pids;
  if (!IsPostgresql(sql)) return pids;
  const soci::rowset<int> rows = sql.prepare << "SELECT pid FROM pg_stat_activity WHERE datname = current_database()";
  for (const int pid : rows) pids.push_back(pid);
  return pids;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> Store::Open(const std::string& url) {
  ASSIGN_OR_RETURN(std::unique_ptr<database::Database> database, database::Database::Open(url));
  std::unique_ptr<Store> store(new Store(std::move(database)));
  RETURN_IF_ERROR(store->database_->Read([&store](soci::session& sql) {
    store->backends_ = Backends(sql);
    return absl::OkStatus();
  }));
  return store;
}

absl::StatusOr<absl::Duration> Store::CpuTime() const {
  ASSIGN_OR_RETURN(absl::Duration total, load::CpuTimeOf(getpid()));
  for (const pid_t backend : backends_) {
    ASSIGN_OR_RETURN(const absl::Duration used, load::CpuTimeOf(backend));
    total += used;
  }
  return total;
}

absl::Status Store::PutAll(const std::vector<PlacedEvent>& events, int batch, Put put) {
  for (size_t begin = 0; begin < events.size(); begin += static_cast<size_t>(batch)) {
    const size_t end = std::min(events.size(), begin + static_cast<size_t>(batch));
    projection::Batch next{{}, numbers_, numbers_};
    for (size_t i = begin; i < end; ++i) {
      const int partition = events[i].partition;
      ASSIGN_OR_RETURN(projection::LedgerRow row, projection::DecodeEvent(partition, ++next.after[partition],
                                                                          events[i].event.SerializeAsString()));
      next.rows.push_back(std::move(row));
    }
    RETURN_IF_ERROR(database_->Write([&next, put](soci::session& sql) { return put(sql, next); }));
    numbers_ = next.after;
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> Store::PutDay(Year* year, int batch, Put put, Work* work) {
  std::vector<PlacedEvent> events;
  if (!year->NextDay(&events)) return false;
  ASSIGN_OR_RETURN(const absl::Duration before, CpuTime());
  const absl::Time start = absl::Now();
  RETURN_IF_ERROR(PutAll(events, batch, put));
  ASSIGN_OR_RETURN(const absl::Duration after, CpuTime());
  work->elapsed += absl::Now() - start;
  work->cpu += after - before;
  work->events += static_cast<int64_t>(events.size());
  return true;
}

absl::Status Store::Write(Year* year, int days) {
  std::vector<Index> indexes;
  RETURN_IF_ERROR(database_->Write([&indexes](soci::session& sql) {
    indexes = LedgerIndexes(sql);
    for (const Index& index : indexes) sql << "DROP INDEX " << index.name;
    return absl::OkStatus();
  }));
  Work work;
  bool more = true;
  for (int day = 0; day < days && more; ++day) {
    ASSIGN_OR_RETURN(more, PutDay(year, kRecount, projection::WriteLedger, &work));
  }
  for (const Index& index : indexes) {
    RETURN_IF_ERROR(database_->Write([&index](soci::session& sql) {
      const database::LargeCache cache(sql);
      sql << index.definition;
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

absl::StatusOr<Work> Store::FoldRest(Year* year) {
  Work work;
  bool more = true;
  while (more) {
    ASSIGN_OR_RETURN(more, PutDay(year, kBatch, projection::Fold, &work));
  }
  return work;
}

absl::StatusOr<Work> Store::CountAnew() {
  Work work;
  ASSIGN_OR_RETURN(const absl::Duration before, CpuTime());
  const absl::Time start = absl::Now();
  RETURN_IF_ERROR(database_->Write([](soci::session& sql) {
    projection::ForgetNumbers(sql);
    return absl::OkStatus();
  }));
  int64_t left = 1;
  const auto count = [](soci::session& sql) { return projection::CountLedger(sql, kRecount); };
  while (left > 0) {
    ASSIGN_OR_RETURN(left, database_->Write(count));
  }
  ASSIGN_OR_RETURN(const absl::Duration after, CpuTime());
  work.elapsed = absl::Now() - start;
  work.cpu = after - before;
  for (const int64_t number : numbers_) work.events += number;
  return work;
}

absl::Status Store::Analyze() {
  return database_->Write([](soci::session& sql) {
    if (IsPostgresql(sql)) sql << "ANALYZE";
    return absl::OkStatus();
  });
}

absl::StatusOr<int64_t> Store::Size() {
  return database_->Read([](soci::session& sql) -> absl::StatusOr<int64_t> {
    long long bytes = 0;
    if (IsPostgresql(sql)) {
      sql << "SELECT pg_database_size(current_database())", soci::into(bytes);
    } else {
      sql << "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()", soci::into(bytes);
    }
    return bytes;
  });
}

}  // namespace fudai::year
