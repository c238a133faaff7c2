#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/gateway/http.h"

namespace fudai::testsupport {

// A request, as it goes over the wire: its first line, headers and body.
struct WireRequest {
  std::string target = "/fudai.campaign.v1.CouponService/GetCoupon";
  std::string body = "{}";
  std::vector<std::string> headers = {"Content-Type: application/json"};
  std::string verb = "POST";

  std::string Bytes() const {
    return absl::StrCat(verb, " ", target, " HTTP/1.1\r\nHost: fudai\r\nContent-Length: ", body.size(), "\r\n",
                        absl::StrJoin(headers, "\r\n"), headers.empty() ? "" : "\r\n", "\r\n", body);
  }
};

// One connection of a client that may do what no decent client does.
class Wire {
 public:
  explicit Wire(const std::string& url) {
    int port = 0;
    EXPECT_TRUE(absl::SimpleAtoi(url.substr(url.rfind(':') + 1), &port));
    socket_.connect({gateway::asio::ip::make_address("127.0.0.1"), static_cast<uint16_t>(port)});
  }

  void Send(const std::string& bytes) {
    gateway::error_code ignored;
    gateway::asio::write(socket_, gateway::asio::buffer(bytes), ignored);
  }
  void Send(const WireRequest& request) { Send(request.Bytes()); }

  // The next answer, whole; of status 0 if the server ends the connection instead.
  gateway::HttpResponse Read(bool to_head = false) {
    gateway::http::response_parser<gateway::http::string_body> parser;
    parser.body_limit(16 << 20);
    parser.skip(to_head);
    gateway::error_code error;
    gateway::http::read(socket_, buffer_, parser, error);
    if (!error) return parser.release();
    gateway::HttpResponse none;
    none.result(0);
    return none;
  }
  gateway::HttpResponse Exchange(const WireRequest& request) {
    Send(request);
    return Read(request.verb == "HEAD");
  }
  // The next bytes, as many as come; none at the end.
  std::string ReadSome() {
    std::string bytes(64 << 10, '\0');
    gateway::error_code ignored;
    bytes.resize(socket_.read_some(gateway::asio::buffer(bytes), ignored));
    return bytes;
  }
  // Whether the server ends the connection rather than send anything more.
  bool Ends() { return ReadSome().empty(); }
  void Close() { socket_.close(); }

 private:
  gateway::asio::io_context io_;
  gateway::asio::ip::tcp::socket socket_{io_};
  gateway::beast::flat_buffer buffer_;
};

}  // namespace fudai::testsupport
