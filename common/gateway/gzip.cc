#include "common/gateway/gzip.h"

#include <zlib.h>

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace fudai::gateway {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib's largest window, in gzip's format.
constexpr int kLevel = 5;
constexpr int kMemoryLevel = 8;
constexpr size_t kChunk = 16 << 10;

void SetInput(absl::string_view bytes, z_stream* stream) {
  stream->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream->avail_in = static_cast<uInt>(bytes.size());
}

// Unpacks until the end, an error, or more than `most` bytes.
int Inflate(z_stream* stream, size_t most, std::string* unpacked) {
  int result = Z_OK;
  while (result == Z_OK && unpacked->size() <= most) {
    const size_t begin = unpacked->size();
    unpacked->resize(begin + kChunk);
    stream->next_out = reinterpret_cast<Bytef*>(unpacked->data() + begin);
    stream->avail_out = kChunk;
    result = inflate(stream, Z_NO_FLUSH);
    unpacked->resize(begin + kChunk - stream->avail_out);
  }
  return result;
}

}  // namespace

std::string Gzip(absl::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY);
  SetInput(bytes, &stream);
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

absl::StatusOr<std::string> Gunzip(absl::string_view bytes, size_t most) {
  z_stream stream{};
  inflateInit2(&stream, kGzipWindow);
  SetInput(bytes, &stream);
  std::string unpacked;
  const int result = Inflate(&stream, most, &unpacked);
  const bool whole = result == Z_STREAM_END && stream.avail_in == 0;
  inflateEnd(&stream);
  if (unpacked.size() > most)
    return absl::ResourceExhaustedError(absl::StrCat("the request unpacks to more than ", most, " bytes"));
  if (!whole) return absl::InvalidArgumentError("the request says that it is gzip, and is not one whole gzip stream");
  return unpacked;
}

bool AcceptsGzip(absl::string_view accept_encoding) {
  for (const absl::string_view choice : absl::StrSplit(accept_encoding, ',')) {
    const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(choice, absl::MaxSplits(';', 1));
    const absl::string_view name = absl::StripAsciiWhitespace(parts.first);
    if (!absl::EqualsIgnoreCase(name, "gzip") && name != "*") continue;
    absl::string_view quality = absl::StripAsciiWhitespace(parts.second);
    double weight = 1;
    if (absl::ConsumePrefix(&quality, "q=") && !absl::SimpleAtod(quality, &weight)) weight = 0;
    return weight > 0;
  }
  return false;
}

}  // namespace fudai::gateway
