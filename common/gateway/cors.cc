#include "common/gateway/cors.h"

#include <algorithm>

namespace fudai::gateway {
namespace {

constexpr char kHeaders[] =
    "Authorization, Connect-Content-Encoding, Connect-Protocol-Version, Connect-Timeout-Ms, Content-Encoding, "
    "Content-Type, Fudai-Time-Ms, Fudai-World";
constexpr char kReadable[] = "Fudai-World";
constexpr char kSecondsToRemember[] = "7200";

}  // namespace

bool Cors::IsPreflight(const HttpRequest& request) {
  return request.method() == http::verb::options && !Header(request, "access-control-request-method").empty();
}

HttpResponse Cors::Preflight(const HttpRequest& request) const {
  HttpResponse answer(http::status::no_content, 11);
  SetHeaders(request, &answer);
  if (!Allows(Header(request, "origin"))) return answer;
  answer.set(http::field::access_control_allow_methods, "POST");
  answer.set(http::field::access_control_allow_headers, kHeaders);
  answer.set(http::field::access_control_max_age, kSecondsToRemember);
  return answer;
}

void Cors::SetHeaders(const HttpRequest& request, http::fields* headers) const {
  if (allowed_.empty()) return;
  headers->insert(http::field::vary, "Origin");
  const absl::string_view origin = Header(request, "origin");
  if (!Allows(origin)) return;
  headers->set(http::field::access_control_allow_origin, BeastView(origin));
  headers->set(http::field::access_control_expose_headers, kReadable);
}

bool Cors::Allows(absl::string_view origin) const {
  return !origin.empty() && std::find(allowed_.begin(), allowed_.end(), origin) != allowed_.end();
}

}  // namespace fudai::gateway
