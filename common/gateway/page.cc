#include "common/gateway/page.h"

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/gateway/answers.h"
#include "common/gateway/gzip.h"

namespace fudai::gateway {
namespace {

constexpr absl::string_view kIndex = "/index.html";

// Scripts come from this server alone. Styles may stand in the page, since its components bring theirs along at run
// time.
constexpr char kContentSecurityPolicy[] =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const StaticFile* FindFile(const StaticFiles& files, absl::string_view path) {
  const StaticFile* file = files.Find(path);
  if (file != nullptr || absl::StrContains(path, ".")) return file;
  return files.Find(kIndex);
}

void SetHeaders(const StaticFile& file, HttpResponse* answer) {
  answer->set(http::field::etag, file.etag);
  answer->set(http::field::cache_control, file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  answer->set(http::field::vary, "Accept-Encoding");
  answer->set("Content-Security-Policy", kContentSecurityPolicy);
  answer->set("Referrer-Policy", "no-referrer");
}

bool Knows(absl::string_view if_none_match, const StaticFile& file) {
  return if_none_match == "*" || absl::StrContains(if_none_match, file.etag);
}

}  // namespace

HttpResponse AnswerPage(const StaticFiles& files, const HttpRequest& request, absl::string_view path) {
  const StaticFile* file = FindFile(files, path);
  if (file == nullptr)
    return ErrorAnswer(http::status::not_found, absl::NotFoundError(absl::StrCat("there is nothing at ", path)));
  HttpResponse answer(http::status::ok, 11);
  SetHeaders(*file, &answer);
  if (Knows(Header(request, "if-none-match"), *file)) {
    answer.result(http::status::not_modified);
    return answer;
  }
  const bool compressed = !file->gzip.empty() && AcceptsGzip(Header(request, "accept-encoding"));
  if (compressed) answer.set(http::field::content_encoding, "gzip");
  answer.set(http::field::content_type, file->content_type);
  answer.body() = compressed ? file->gzip : file->content;
  return answer;
}

}  // namespace fudai::gateway
