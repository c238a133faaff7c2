#pragma once

#include <memory>
#include <thread>

#include "services/admin/database/database.h"
#include "services/admin/projection/projector.h"

namespace fudai::wiring {

// A projector at work on a thread of its own, which can be stopped and started anew: a new one knows nothing of what
// the one before had read. Not thread-safe.
class ProjectionThread {
 public:
  // Both must outlive it.
  ProjectionThread(projection::ProjectorOptions options, database::Database* database, metrics::Metrics* metrics)
      : options_(std::move(options)), database_(database), metrics_(metrics) {}
  ~ProjectionThread() { Stop(); }

  // Ends the one that is at work first.
  void Start() {
    Stop();
    projector_ = std::make_unique<projection::Projector>(options_, database_, metrics_);
    thread_ = std::thread([projector = projector_.get()] { projector->Run(); });
  }

  // Nothing where it does not work.
  void Stop() {
    if (!thread_.joinable()) return;
    projector_->Stop();
    thread_.join();
  }

 private:
  projection::ProjectorOptions options_;
  database::Database* database_;
  metrics::Metrics* metrics_;
  std::unique_ptr<projection::Projector> projector_;
  std::thread thread_;
};

}  // namespace fudai::wiring
