// Names for what the room uses of Boost.Beast, so that each of its files says the same.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/system/error_code.hpp>

#include "absl/strings/string_view.h"

namespace fudai::gateway {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

using boost::system::error_code;
using HttpRequest = http::request<http::string_body>;
using HttpResponse = http::response<http::string_body>;

inline absl::string_view View(beast::string_view text) { return {text.data(), text.size()}; }
inline beast::string_view BeastView(absl::string_view text) { return {text.data(), text.size()}; }

// A header's value; empty without the header.
inline absl::string_view Header(const HttpRequest& request, absl::string_view name) {
  return View(request[BeastView(name)]);
}

}  // namespace fudai::gateway
