#pragma once

#include <boost/asio/io_context.hpp>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/notification.h"
#include "common/async/task.h"
#include "common/gateway/http.h"
#include "common/gateway/session.h"

namespace fudai::gateway {

// Accepts connections, up to a bound, and runs a session for each. On the gateway's thread, once it accepts.
class Listener {
 public:
  // What it is given outlives it.
  Listener(asio::io_context* io, Shared* shared) : io_(io), acceptor_(*io), shared_(shared) {}

  // Binds "host:port". INVALID_ARGUMENT for what is no such address, UNAVAILABLE where it cannot listen there.
  absl::Status Listen(absl::string_view address);
  // "http://127.0.0.1:8080", with the real port.
  std::string Url() const;

  // Accepts until Drain or Close.
  async::Task<void> Accept();
  // Accepts no more, and drains the sessions.
  void Drain();
  // Accepts no more, and ends the sessions.
  void Close();

  // Notified once it drains and no session is left. Thread-safe.
  absl::Notification& drained() { return drained_; }

 private:
  async::Task<void> Serve(asio::ip::tcp::socket socket);
  async::Task<void> Pause();
  void StopAccepting();
  void NoteDrained();

  asio::io_context* io_;
  asio::ip::tcp::acceptor acceptor_;
  Shared* shared_;
  absl::flat_hash_set<Session*> sessions_;
  absl::Notification drained_;
};

}  // namespace fudai::gateway
