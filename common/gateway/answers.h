#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/gateway/connect_error.h"
#include "common/gateway/http.h"

namespace fudai::gateway {

// The whole answers that are no page: to calls, and to what is no call.

// An error as Connect's JSON, under the HTTP status of its code.
HttpResponse ErrorAnswer(const absl::Status& error);
// Under another HTTP status, for what goes wrong before there is a call.
HttpResponse ErrorAnswer(http::status status, const absl::Status& error);

// Nothing has that path; it may be called with other methods of HTTP; with other content types.
HttpResponse NoSuchMethod(absl::string_view path);
HttpResponse MethodNotAllowed(absl::string_view allowed);
HttpResponse UnsupportedType(absl::string_view accepted, absl::string_view given);

// Sets each metadatum as a header, its name after `prefix`.
void SetHeaders(const AnswerMetadata& metadata, absl::string_view prefix, http::fields* headers);

// What every answer says besides: when it was given, and that browsers must not guess at its type.
void SetCommonHeaders(absl::Time now, http::fields* headers);

}  // namespace fudai::gateway
