#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "common/gateway/connect_envelope.h"
#include "common/gateway/http.h"
#include "common/status/macros.h"
#include "tests/export/exports.h"

namespace fudai::exporting {
namespace {

namespace http = gateway::http;

// One call of a server stream over HTTP.
class Call {
 public:
  // Sends the request. UNAVAILABLE where the answer is none.
  absl::Status Begin(const std::string& url, const harness::Caller& caller) {
    int port = 0;
    if (!absl::SimpleAtoi(url.substr(url.rfind(':') + 1), &port)) return absl::InternalError("no port: " + url);
    const std::string body = gateway::WriteEnvelope({.message = "{}"});
    gateway::error_code error;
    socket_.connect({gateway::asio::ip::make_address("127.0.0.1"), static_cast<uint16_t>(port)}, error);
    if (!error) gateway::asio::write(socket_, gateway::asio::buffer(Request(caller, body)), error);
    parser_.body_limit(boost::none);
    if (!error) http::read_header(socket_, buffer_, parser_, error);
    if (!error && parser_.get().result_int() == 200) return absl::OkStatus();
    return absl::UnavailableError(
        absl::StrCat("the export begins with ", parser_.get().result_int(), " ", error.message()));
  }

  // The next envelope, valid until the next call. UNAVAILABLE at the end of the answer.
  absl::StatusOr<gateway::Envelope> Next() {
    bytes_.erase(0, taken_);
    taken_ = 0;
    RETURN_IF_ERROR(ReadAtLeast(gateway::kEnvelopeHead));
    size_t size = 0;
    for (size_t i = 1; i < gateway::kEnvelopeHead; ++i) size = size << 8 | static_cast<uint8_t>(bytes_[i]);
    RETURN_IF_ERROR(ReadAtLeast(gateway::kEnvelopeHead + size));
    taken_ = gateway::kEnvelopeHead + size;
    return gateway::Envelope{static_cast<uint8_t>(bytes_[0]),
                             absl::string_view(bytes_).substr(gateway::kEnvelopeHead, size)};
  }

 private:
  static std::string Request(const harness::Caller& caller, const std::string& body) {
    return absl::StrCat("POST /fudai.admin.v1.LedgerService/ExportLedger HTTP/1.1\r\nHost: fudai\r\nAuthorization: ",
                        caller.authorization(), "\r\nFudai-Time-Ms: ", absl::ToUnixMillis(harness::Noon()),
                        "\r\nContent-Type: application/connect+json\r\nConnect-Protocol-Version: 1\r\nContent-Length: ",
                        body.size(), "\r\n\r\n", body);
  }

  absl::Status ReadAtLeast(size_t size) {
    while (bytes_.size() < size) {
      if (parser_.is_done()) return absl::UnavailableError("the export ends too early");
      parser_.get().body().data = piece_.data();
      parser_.get().body().size = piece_.size();
      gateway::error_code error;
      http::read_some(socket_, buffer_, parser_, error);
      if (error && error != http::error::need_buffer) return absl::UnavailableError(error.message());
      bytes_.append(piece_.data(), piece_.size() - parser_.get().body().size);
    }
    return absl::OkStatus();
  }

  gateway::asio::io_context io_;
  gateway::asio::ip::tcp::socket socket_{io_};
  gateway::beast::flat_buffer buffer_;
  http::response_parser<http::buffer_body> parser_;
  std::array<char, 64 << 10> piece_;
  std::string bytes_;
  size_t taken_ = 0;
};

}  // namespace

absl::Status CountEntries(absl::string_view json, Watch* watch) {
  constexpr absl::string_view kNumber = "\"number\":\"";
  for (size_t at = json.find(kNumber); at != absl::string_view::npos; at = json.find(kNumber)) {
    absl::string_view before = json.substr(0, at);
    json.remove_prefix(at + kNumber.size());
    // The entry begins with its partition, unless that is 0.
    before.remove_prefix(before.rfind('{') + 1);
    int partition = 0;
    int64_t number = 0;
    if (absl::ConsumePrefix(&before, "\"partition\":") && absl::ConsumeSuffix(&before, ",") &&
        !absl::SimpleAtoi(before, &partition)) {
      return absl::DataLossError(absl::StrCat("a partition is \"", before, "\""));
    }
    if (!absl::SimpleAtoi(json.substr(0, json.find('"')), &number))
      return absl::DataLossError("an entry has no number");
    RETURN_IF_ERROR(watch->Add(partition, number));
  }
  return absl::OkStatus();
}

absl::StatusOr<Export> ExportByGateway(harness::Stack& stack, const database::Offsets& newest) {
  ASSIGN_OR_RETURN(Watch watch, Watch::Of({stack.admin().process().pid()}, newest));
  const absl::Time start = absl::Now();
  Call call;
  RETURN_IF_ERROR(call.Begin(harness::Stack::HttpUrl(stack.admin()), stack.Marketer()));
  ASSIGN_OR_RETURN(gateway::Envelope envelope, call.Next());
  while ((envelope.flags & gateway::kEndStreamFlag) == 0) {
    RETURN_IF_ERROR(CountEntries(envelope.message, &watch));
    ASSIGN_OR_RETURN(envelope, call.Next());
  }
  if (absl::StrContains(envelope.message, "error")) return absl::UnknownError(std::string(envelope.message));
  RETURN_IF_ERROR(watch.CheckComplete());
  return Export{"gateway", watch.rows(), absl::Now() - start, watch.samples()};
}

}  // namespace fudai::exporting
