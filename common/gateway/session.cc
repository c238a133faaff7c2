#include "common/gateway/session.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/gateway/answers.h"
#include "common/gateway/chunked_answer.h"
#include "common/gateway/close_watch.h"
#include "common/gateway/operation.h"
#include "common/gateway/page.h"
#include "common/gateway/stream.h"
#include "common/gateway/unary.h"

namespace fudai::gateway {
namespace {

constexpr char kContinue[] = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr size_t kChunk = 4 << 10;
// What is read of a client that is told nothing more, so that what it was told arrives: for how long, and how much.
constexpr absl::Duration kLinger = absl::Seconds(1);
constexpr size_t kLingerBytes = 1 << 20;

absl::string_view PathOf(const HttpRequest& request) {
  const absl::string_view target = View(request.target());
  return target.substr(0, target.find('?'));
}

bool IsGet(const HttpRequest& request) {
  return request.method() == http::verb::get || request.method() == http::verb::head;
}

// Whether a request could not be read since the client is gone or late, rather than wrong.
bool IsLost(error_code error) {
  return error.category() != http::make_error_code(http::error::bad_method).category() ||
         error == http::error::end_of_stream || error == http::error::partial_message;
}

// The answer to a request that could not be read.
HttpResponse Refusal(error_code error, const Options& options) {
  if (error == http::error::body_limit) {
    return ErrorAnswer(http::status::payload_too_large,
                       absl::ResourceExhaustedError(
                           absl::StrCat("the request's body should be at most ", options.max_body_bytes, " bytes")));
  }
  if (error == http::error::header_limit) {
    return ErrorAnswer(http::status::request_header_fields_too_large,
                       absl::ResourceExhaustedError(absl::StrCat("the request's headers should be at most ",
                                                                 options.max_head_bytes, " bytes together")));
  }
  return ErrorAnswer(http::status::bad_request,
                     absl::InvalidArgumentError(absl::StrCat("this is no request of HTTP/1.1: ", error.message())));
}

}  // namespace

async::Task<void> Session::Run() {
  bool more = true;
  while (more) {
    more = co_await ServeOne();
    first_ = false;
  }
  if (!lost_) co_await Linger();
}

async::Task<void> Session::TurnAway() {
  HttpResponse answer =
      ErrorAnswer(absl::UnavailableError("the server has as many connections as it takes; try again with backoff"));
  (void)co_await Write(std::move(answer), nullptr);
  if (!lost_) co_await Linger();
}

void Session::Drain() {
  if (idle_) stream_.cancel();
  if (stream_call_ != nullptr) stream_call_->TryCancel();
}

void Session::Close() {
  stream_.close();
  if (stream_call_ != nullptr) stream_call_->TryCancel();
}

// Serves one request; false if it was the last.
async::Task<bool> Session::ServeOne() {
  const bool begun = co_await AwaitRequest();
  if (!begun) co_return false;
  Parser parser;
  parser.header_limit(static_cast<uint32_t>(shared_->options->max_head_bytes));
  parser.body_limit(shared_->options->max_body_bytes);
  const error_code error = co_await ReadRequest(&parser);
  if (error) {
    co_await Refuse(error);
    co_return false;
  }
  const HttpRequest request = parser.release();
  const absl::string_view path = PathOf(request);
  const Route* route = shared_->routes->Find(path);
  if (route == nullptr || request.method() != http::verb::post) {
    HttpResponse answer = AnswerOther(request, route, path);
    co_return co_await Write(std::move(answer), &request);
  }
  if (route->method->server_streaming()) co_return co_await ServeStream(&request, route);
  co_return co_await ServeUnary(&request, route);
}

// Waits for the first byte of a request. False if none comes.
async::Task<bool> Session::AwaitRequest() {
  if (buffer_.size() > 0) co_return true;
  if (shared_->draining) co_return false;
  const absl::Duration patience = first_ ? shared_->options->request_time : shared_->options->idle_time;
  stream_.expires_after(absl::ToChronoMilliseconds(patience));
  idle_ = true;
  Operation<error_code> read;
  stream_.async_read_some(buffer_.prepare(kChunk), [this, &read](error_code error, size_t bytes) {
    buffer_.commit(bytes);
    read.Complete(error);
  });
  const error_code error = co_await read;
  idle_ = false;
  lost_ = error && error != asio::error::operation_aborted;
  co_return !error;
}

async::Task<error_code> Session::ReadRequest(Parser* parser) {
  stream_.expires_after(absl::ToChronoMilliseconds(shared_->options->request_time));
  Operation<error_code> head;
  http::async_read_header(stream_, buffer_, *parser, [&head](error_code error, size_t) { head.Complete(error); });
  const error_code bad_head = co_await head;
  if (bad_head || parser->is_done()) co_return bad_head;
  if (absl::EqualsIgnoreCase(View(parser->get()[http::field::expect]), "100-continue")) {
    Operation<error_code> told;
    asio::async_write(stream_, asio::buffer(kContinue, sizeof(kContinue) - 1),
                      [&told](error_code error, size_t) { told.Complete(error); });
    const error_code untold = co_await told;
    if (untold) co_return untold;
  }
  Operation<error_code> body;
  http::async_read(stream_, buffer_, *parser, [&body](error_code error, size_t) { body.Complete(error); });
  co_return co_await body;
}

async::Task<void> Session::Refuse(error_code error) {
  lost_ = IsLost(error);
  if (lost_) co_return;
  HttpResponse answer = Refusal(error, *shared_->options);
  (void)co_await Write(std::move(answer), nullptr);
}

HttpResponse Session::AnswerOther(const HttpRequest& request, const Route* route, absl::string_view path) const {
  if (Cors::IsPreflight(request)) return shared_->cors->Preflight(request);
  if (route != nullptr) return MethodNotAllowed("POST");
  if (IsGet(request) && shared_->files != nullptr) return AnswerPage(*shared_->files, request, path);
  if (IsGet(request) || request.method() == http::verb::post) return NoSuchMethod(path);
  return MethodNotAllowed("GET, HEAD, POST");
}

async::Task<bool> Session::ServeUnary(const HttpRequest* request, const Route* route) {
  grpc::ClientContext context;
  CloseWatch watch(&stream_, &buffer_, [&context] { context.TryCancel(); });
  HttpResponse answer = co_await AnswerUnary(shared_->caller, shared_->options, request, route, &context);
  co_await watch.End();
  answer.set(http::field::cache_control, "no-store");
  shared_->cors->SetHeaders(*request, &answer);
  co_return co_await Write(std::move(answer), request);
}

async::Task<bool> Session::ServeStream(const HttpRequest* request, const Route* route) {
  const absl::string_view given = Header(*request, "content-type");
  const std::optional<ContentType> type = ParseContentType(given);
  if (!type.has_value() || !type->streaming) {
    HttpResponse answer = UnsupportedType(AcceptedTypes(/*streaming=*/true), given);
    shared_->cors->SetHeaders(*request, &answer);
    co_return co_await Write(std::move(answer), request);
  }
  if (request->version() < 11) {
    HttpResponse answer =
        ErrorAnswer(http::status::http_version_not_supported, absl::UnimplementedError("streams take HTTP/1.1"));
    co_return co_await Write(std::move(answer), request);
  }
  grpc::ClientContext context;
  stream_call_ = &context;
  if (shared_->draining) context.TryCancel();
  CloseWatch watch(&stream_, &buffer_, [&context] { context.TryCancel(); });
  StreamRequest stream{.options = shared_->options,
                       .request = request,
                       .route = route,
                       .codec = type->codec,
                       .headers = {},
                       .draining = [shared = shared_] { return shared->draining; }};
  SetCommonHeaders(absl::Now(), &stream.headers);
  stream.headers.set(http::field::cache_control, "no-store");
  shared_->cors->SetHeaders(*request, &stream.headers);
  shared_->metrics->CountAnswer(static_cast<int>(http::status::ok));
  ChunkedAnswer answer(&stream_, shared_->options->write_time);
  lost_ = !co_await AnswerStream(shared_->caller, &stream, &context, &answer);
  stream_call_ = nullptr;
  co_await watch.End();
  co_return !lost_ && request->keep_alive() && !shared_->draining;
}

// Writes an answer; without a request it is the connection's last. False if no further request is to be served.
async::Task<bool> Session::Write(HttpResponse answer, const HttpRequest* request) {
  const bool keep = request != nullptr && request->keep_alive() && !shared_->draining;
  SetCommonHeaders(absl::Now(), &answer);
  if (request != nullptr) answer.version(request->version());
  answer.keep_alive(keep);
  if (answer.result() != http::status::not_modified && answer.result() != http::status::no_content)
    answer.content_length(answer.body().size());
  shared_->metrics->CountAnswer(static_cast<int>(answer.result_int()));
  stream_.expires_after(absl::ToChronoMilliseconds(shared_->options->write_time));
  Operation<error_code> written;
  const auto done = [&written](error_code error, size_t) { written.Complete(error); };
  const bool head_only = request != nullptr && request->method() == http::verb::head;
  http::response<http::empty_body> head(answer.base());
  if (head_only) {
    http::async_write(stream_, head, done);
  } else {
    http::async_write(stream_, answer, done);
  }
  lost_ = static_cast<bool>(co_await written);
  co_return keep && !lost_;
}

// Ends what is sent, and reads on for a while: closing a socket that has unread bytes would take back the last answer.
async::Task<void> Session::Linger() {
  error_code ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  stream_.expires_after(absl::ToChronoMilliseconds(kLinger));
  buffer_.clear();
  for (size_t read = 0; read < kLingerBytes;) {
    Operation<std::pair<error_code, size_t>> some;
    stream_.async_read_some(buffer_.prepare(kChunk), [&some](error_code error, size_t bytes) {
      some.Complete({error, bytes});
    });
    const std::pair<error_code, size_t> result = co_await some;
    if (result.first) co_return;
    read += result.second;
  }
}

}  // namespace fudai::gateway
