#pragma once

#include <grpcpp/client_context.h>

#include <boost/beast/http/parser.hpp>
#include <optional>

#include "common/async/task.h"
#include "common/gateway/cors.h"
#include "common/gateway/http.h"
#include "common/gateway/http_metrics.h"
#include "common/gateway/options.h"
#include "common/gateway/routes.h"
#include "common/gateway/rpc_call.h"
#include "common/gateway/static_files.h"

namespace fudai::gateway {

// What all connections of a gateway share. It outlives them.
struct Shared {
  const Options* options;
  const Routes* routes;
  const StaticFiles* files;  // Null where no page is served.
  const Cors* cors;
  HttpMetrics* metrics;
  Caller caller;
  bool draining = false;
};

// One connection: reads requests, one after another, and answers each. What a client sends ahead waits. A client that
// goes away cancels its call. On the gateway's thread.
class Session {
 public:
  Session(asio::ip::tcp::socket socket, Shared* shared) : stream_(std::move(socket)), shared_(shared) {}

  // Serves until the connection ends.
  async::Task<void> Run();
  // Says that there is no room for this connection, and ends it.
  async::Task<void> TurnAway();

  // Once the gateway drains: ends a connection that is between requests, and a stream. Another answer is finished.
  void Drain();
  // Ends the connection at once, whatever it does.
  void Close();

 private:
  using Parser = http::request_parser<http::string_body>;

  async::Task<bool> ServeOne();
  async::Task<bool> AwaitRequest();
  async::Task<error_code> ReadRequest(Parser* parser);
  async::Task<void> Refuse(error_code error);
  async::Task<bool> ServeUnary(const HttpRequest* request, const Route* route);
  async::Task<bool> ServeStream(const HttpRequest* request, const Route* route);
  HttpResponse AnswerOther(const HttpRequest& request, const Route* route, absl::string_view path) const;
  async::Task<bool> Write(HttpResponse answer, const HttpRequest* request);
  async::Task<void> Linger();

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  Shared* shared_;
  bool first_ = true;  // Whether no request has come yet.
  bool idle_ = false;
  bool lost_ = false;                           // Whether the connection has broken.
  grpc::ClientContext* stream_call_ = nullptr;  // Of the stream under way.
};

}  // namespace fudai::gateway
