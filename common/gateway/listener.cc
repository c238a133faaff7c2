#include "common/gateway/listener.h"

#include <spdlog/spdlog.h>

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/gateway/operation.h"

namespace fudai::gateway {
namespace {

using asio::ip::tcp;

// Connections over the bound that are told so; further ones are closed without a word.
constexpr size_t kTurnedAway = 64;
constexpr auto kAcceptPause = std::chrono::milliseconds(100);
constexpr int kMaxPort = 65535;

absl::Status CannotListen(absl::string_view address, error_code error) {
  return absl::UnavailableError(absl::StrCat("cannot listen on ", address, " for HTTP: ", error.message()));
}

// The host and the port of "host:port"; an IPv6 address stands in brackets.
bool Split(absl::string_view address, std::string* host, std::string* port) {
  const size_t colon = address.rfind(':');
  int number = -1;
  if (colon == absl::string_view::npos || !absl::SimpleAtoi(address.substr(colon + 1), &number)) return false;
  absl::string_view name = address.substr(0, colon);
  if (absl::ConsumePrefix(&name, "[") && !absl::ConsumeSuffix(&name, "]")) return false;
  *host = std::string(name);
  *port = absl::StrCat(number);
  return !host->empty() && number >= 0 && number <= kMaxPort;
}

}  // namespace

absl::Status Listener::Listen(absl::string_view address) {
  std::string host;
  std::string port;
  if (!Split(address, &host, &port)) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", address, "\" is no address for HTTP; it should be host:port, such as 127.0.0.1:8080"));
  }
  error_code error;
  const auto found = tcp::resolver(*io_).resolve(host, port, error);
  if (error) return CannotListen(address, error);
  const tcp::endpoint endpoint = found.begin()->endpoint();
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(tcp::acceptor::max_listen_connections, error);
  return error ? CannotListen(address, error) : absl::OkStatus();
}

std::string Listener::Url() const {
  error_code ignored;
  const tcp::endpoint endpoint = acceptor_.local_endpoint(ignored);
  const std::string host = endpoint.address().to_string();
  const bool brackets = endpoint.address().is_v6();
  return absl::StrCat("http://", brackets ? "[" : "", host, brackets ? "]" : "", ":", endpoint.port());
}

async::Task<void> Listener::Accept() {
  while (acceptor_.is_open()) {
    tcp::socket socket(*io_);
    Operation<error_code> accepted;
    acceptor_.async_accept(socket, [&accepted](error_code error) { accepted.Complete(error); });
    const error_code error = co_await accepted;
    if (!error) {
      async::Spawn(Serve(std::move(socket)));
    } else if (acceptor_.is_open()) {
      spdlog::warn("HTTP: a connection could not be accepted: {}", error.message());
      co_await Pause();
    }
  }
}

async::Task<void> Listener::Serve(tcp::socket socket) {
  const auto bound = static_cast<size_t>(shared_->options->max_connections);
  if (sessions_.size() >= bound + kTurnedAway) co_return;
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  const bool has_room = sessions_.size() < bound;
  Session session(std::move(socket), shared_);
  sessions_.insert(&session);
  shared_->metrics->connections().Increment();
  if (has_room) {
    co_await session.Run();
  } else {
    co_await session.TurnAway();
  }
  shared_->metrics->connections().Decrement();
  sessions_.erase(&session);
  NoteDrained();
}

// After an error such as too many open files, which lasts until a connection ends.
async::Task<void> Listener::Pause() {
  asio::steady_timer timer(*io_, kAcceptPause);
  Operation<error_code> over;
  timer.async_wait([&over](error_code error) { over.Complete(error); });
  (void)co_await over;
}

void Listener::Drain() {
  StopAccepting();
  for (Session* session : sessions_) session->Drain();
  NoteDrained();
}

void Listener::Close() {
  StopAccepting();
  for (Session* session : sessions_) session->Close();
  NoteDrained();
}

void Listener::StopAccepting() {
  shared_->draining = true;
  error_code ignored;
  acceptor_.close(ignored);
}

void Listener::NoteDrained() {
  if (shared_->draining && sessions_.empty() && !drained_.HasBeenNotified()) drained_.Notify();
}

}  // namespace fudai::gateway
