// The parts of the Connect protocol that need no connection.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/gateway/connect_codes.h"
#include "common/gateway/connect_envelope.h"
#include "common/gateway/connect_error.h"
#include "common/gateway/connect_request.h"
#include "common/gateway/gzip.h"
#include "common/gateway/routes.h"

namespace fudai::gateway {
namespace {

TEST(ConnectCodesTest, AreTheProtocols) {
  EXPECT_EQ(ConnectCode(absl::StatusCode::kCancelled), "canceled");
  EXPECT_EQ(HttpStatus(absl::StatusCode::kCancelled), 499);
  EXPECT_EQ(ConnectCode(absl::StatusCode::kUnauthenticated), "unauthenticated");
  EXPECT_EQ(HttpStatus(absl::StatusCode::kUnauthenticated), 401);
  EXPECT_EQ(HttpStatus(absl::StatusCode::kUnavailable), 503);
  EXPECT_EQ(HttpStatus(absl::StatusCode::kOk), 200);
  EXPECT_EQ(ConnectCode(static_cast<absl::StatusCode>(99)), "unknown");
  EXPECT_EQ(HttpStatus(static_cast<absl::StatusCode>(99)), 500);
}

TEST(ConnectErrorTest, IsJson) {
  EXPECT_EQ(ErrorJson(absl::AbortedError("\"早\"\n")), "{\"code\":\"aborted\",\"message\":\"\\\"早\\\"\\n\"}");
  EXPECT_EQ(EndStreamJson(absl::OkStatus(), {}), "{}");
  EXPECT_EQ(EndStreamJson(absl::OkStatus(), {{"a", "1"}, {"a", "2"}, {"b", "3"}}),
            R"({"metadata":{"a":["1","2"],"b":["3"]}})");
}

TEST(ConnectEnvelopeTest, HoldsItsLength) {
  const std::string message(70'000, 'm');
  const std::string bytes = WriteEnvelope({0, message});
  EXPECT_EQ(bytes.substr(0, kEnvelopeHead), std::string("\x00\x00\x01\x11\x70", kEnvelopeHead));
  EXPECT_EQ(ReadOnlyEnvelope(bytes)->message, message);
  EXPECT_EQ(ReadOnlyEnvelope(WriteEnvelope({0, ""}))->message, "");
  EXPECT_EQ(ReadOnlyEnvelope(WriteEnvelope({0x80, ""})).status().message(),
            "the envelope has the flags 128; a request's are 0, or 1 where it is compressed");
}

TEST(ConnectRequestTest, NamesEachTypeThatItParses) {
  for (const char* name :
       {"application/json", "application/proto", "application/connect+json", "application/connect+proto"}) {
    const std::optional<ContentType> type = ParseContentType(name);
    ASSERT_TRUE(type.has_value()) << name;
    EXPECT_EQ(ContentTypeName(*type), name);
  }
  EXPECT_FALSE(ParseContentType("").has_value());
}

TEST(GzipTest, IsAcceptedByThoseWhoSaySo) {
  for (const char* yes : {"gzip", "br, GZIP", "gzip;q=0.5", "*", "deflate, gzip; q=1.0"})
    EXPECT_TRUE(AcceptsGzip(yes)) << yes;
  for (const char* no : {"", "br", "gzip;q=0", "identity, gzip;q=0.000", "gzipped", "gzip;q=x"})
    EXPECT_FALSE(AcceptsGzip(no)) << no;
}

TEST(GzipTest, UnpacksWhatItPacks) {
  for (const size_t size : {0, 1, 16'384, 16'385, 100'000})
    EXPECT_EQ(Gunzip(Gzip(std::string(size, 'g')), 100'000).value(), std::string(size, 'g'));
  const std::string packed = Gzip(std::string(100'001, 'g'));
  EXPECT_EQ(Gunzip(packed, 100'000).status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(Gunzip(packed.substr(0, packed.size() - 1), 1 << 20).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(RoutesTest, AreOfMethodsThatExist) {
  EXPECT_EQ(Routes::Create({"no.such.Method"}).status().message(), "no such method: no.such.Method");
  EXPECT_EQ(Routes::Create({})->Find("/fudai.campaign.v1.CouponService/GetCoupon"), nullptr);
}

}  // namespace
}  // namespace fudai::gateway
