#include "common/gateway/answers.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/gateway/connect_codes.h"

namespace fudai::gateway {

HttpResponse ErrorAnswer(const absl::Status& error) {
  return ErrorAnswer(http::int_to_status(static_cast<unsigned>(HttpStatus(error.code()))), error);
}

HttpResponse ErrorAnswer(http::status status, const absl::Status& error) {
  HttpResponse answer(status, 11, ErrorJson(error));
  answer.set(http::field::content_type, "application/json");
  return answer;
}

HttpResponse NoSuchMethod(absl::string_view path) {
  return ErrorAnswer(http::status::not_found, absl::UnimplementedError(absl::StrCat("no such method: ", path)));
}

HttpResponse MethodNotAllowed(absl::string_view allowed) {
  HttpResponse answer = ErrorAnswer(http::status::method_not_allowed,
                                    absl::UnimplementedError(absl::StrCat("only ", allowed, " is allowed here")));
  answer.set(http::field::allow, BeastView(allowed));
  return answer;
}

HttpResponse UnsupportedType(absl::string_view accepted, absl::string_view given) {
  HttpResponse answer = ErrorAnswer(
      http::status::unsupported_media_type,
      absl::InvalidArgumentError(absl::StrCat("Content-Type is \"", given, "\"; this method takes one of ", accepted)));
  answer.set("Accept-Post", BeastView(accepted));
  return answer;
}

void SetHeaders(const AnswerMetadata& metadata, absl::string_view prefix, http::fields* headers) {
  for (const auto& [name, value] : metadata) headers->insert(absl::StrCat(prefix, name), value);
}

void SetCommonHeaders(absl::Time now, http::fields* headers) {
  headers->set(http::field::date, absl::FormatTime("%a, %d %b %Y %H:%M:%S GMT", now, absl::UTCTimeZone()));
  headers->set("X-Content-Type-Options", "nosniff");
}

}  // namespace fudai::gateway
