#pragma once

#include <string>
#include <utility>
#include <vector>

#include "common/gateway/http.h"

namespace fudai::gateway {

// Lets pages of other origins call (https://fetch.spec.whatwg.org/#http-cors-protocol): those that are listed, and no
// other. Tokens travel in a header that a page must set by itself, so no credentials of the browser are allowed.
class Cors {
 public:
  explicit Cors(std::vector<std::string> allowed_origins) : allowed_(std::move(allowed_origins)) {}

  // Whether a request asks if a page of its origin might call.
  static bool IsPreflight(const HttpRequest& request);
  // The answer: yes to an allowed origin, and nothing to others.
  HttpResponse Preflight(const HttpRequest& request) const;

  // Sets the headers by which a page may read the answer to its request.
  void SetHeaders(const HttpRequest& request, http::fields* headers) const;

 private:
  bool Allows(absl::string_view origin) const;

  std::vector<std::string> allowed_;
};

}  // namespace fudai::gateway
