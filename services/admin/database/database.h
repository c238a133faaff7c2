#pragma once

#include <soci/soci.h>

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "common/world/world.h"
#include "services/admin/database/failure.h"
#include "services/admin/database/file_lock.h"
#include "services/admin/database/postgres_guard.h"
#include "services/admin/database/turns.h"

namespace fudai::database {

// The admin server's database: SQLite in one file, or PostgreSQL; the same SQL on both. It holds a few connections, and
// lends one to each piece of work:
//
//   absl::StatusOr<int> orders = database.Read([&](soci::session& sql) -> absl::StatusOr<int> { … });
//   absl::Status stored = database.Write([&](soci::session& sql) -> absl::Status { … });
//
// Work blocks: it belongs on a thread that may wait, never on an event loop. It sees one snapshot (Read) or is one
// transaction (Write), which is committed if the work returns OK and undone otherwise. SOCI's exceptions end here; what
// they say goes to the log, and callers get
//   UNAVAILABLE          locked, or the server cannot be reached; after a Write the outcome is unknown.
//   FAILED_PRECONDITION  read-only, no access, not a database of ours, or another admin server has taken it over.
//   RESOURCE_EXHAUSTED   the disk is full.
//   DATA_LOSS            the file is damaged.
//   INTERNAL             the SQL is wrong: a defect of ours.
// Thread-safe.
class Database {
 public:
  // Opens "sqlite:/path/to/file.db" or "postgresql://…", takes the database for this process alone, and brings its
  // tables up to date. INVALID_ARGUMENT for another URL; errors say what is wrong in full, without the URL's password.
  //
  // The rehearsal's rows lie beside production's and apart from them: in the file of that path with "-rehearsal" after
  // it, or in the schema "rehearsal" of the PostgreSQL database.
  static absl::StatusOr<std::unique_ptr<Database>> Open(absl::string_view url,
                                                        world::World world = world::World::kProduction);

  // A PostgreSQL server that restarts gives the database to whoever asks first. `on_taken_over` is called once, on a
  // thread that works, if that was another admin server: no work is done here from then on. Set it before any work.
  void OnTakenOver(std::function<void()> on_taken_over) { on_taken_over_ = std::move(on_taken_over); }
  // FAILED_PRECONDITION once that has happened, naming the database.
  absl::Status CheckHeld() const;

  template <typename Work>
  std::invoke_result_t<Work, soci::session&> Read(Work work) {
    return Run(begin_read_, std::move(work));
  }

  template <typename Work>
  std::invoke_result_t<Work, soci::session&> Write(Work work) {
    const Turns::Turn turn(writers_.get());
    return Run(begin_write_, std::move(work));
  }

 private:
  Database(std::string name, world::World world);
  absl::Status OpenSqlite(const std::string& path);
  absl::Status OpenPostgresql(const std::string& url);
  absl::Status Connect(const soci::backend_factory& backend, const std::string& parameters);

  size_t Lease();
  void GiveBack(size_t connection);
  // Undoes a transaction that failed, and connects again where the connection was lost.
  void Recover(soci::session& sql) noexcept;
  void Reconnect(soci::session& sql);
  void Lose(const absl::Status& why);
  // The failure in full while the database is being opened; later it is logged, and this is what callers are told.
  absl::Status Fail(const std::exception& error) const;

  template <typename Work>
  std::invoke_result_t<Work, soci::session&> Run(const std::string& begin, Work work) {
    if (absl::Status held = CheckHeld(); !held.ok()) return ForCallers(held);
    const size_t connection = Lease();
    absl::Cleanup give_back = [this, connection] { GiveBack(connection); };
    soci::session& sql = connections_.at(connection);
    try {
      sql << begin;
      auto result = work(sql);
      if (result.ok()) {
        sql << "COMMIT";
      } else {
        Recover(sql);
      }
      return result;
    } catch (const std::exception& error) {
      absl::Status status = Fail(error);
      Recover(sql);
      return status;
    }
  }

  std::string name_;  // For messages: no password in it.
  const world::World world_;
  std::string setting_;  // What each connection is set to.
  bool serving_ = false;
  FileLock lock_;
  PostgresGuard guard_;
  mutable absl::Mutex mutex_;
  absl::Status held_ ABSL_GUARDED_BY(mutex_);
  std::function<void()> on_taken_over_ = [] {};
  soci::connection_pool connections_;
  std::string begin_read_;
  std::string begin_write_;
  // SQLite serves one writer at a time, and whoever asks when it is free: the projector at work on a backlog would keep
  // everybody else out. Null for PostgreSQL.
  std::unique_ptr<Turns> writers_;
};

}  // namespace fudai::database
