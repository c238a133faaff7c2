#include "common/gateway/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/gateway/gateway_fixture.h"
#include "common/gateway/gzip.h"

namespace fudai::gateway {
namespace {

using testing::HasSubstr;
using testsupport::Wire;
using testsupport::WireRequest;

const std::string kScript(5000, 'j');

class PageTest : public testsupport::GatewayTest {
 protected:
  void SetUp() override {
    GatewayTest::SetUp();
    files_ = &page_;
    StartGateway();
  }
  HttpResponse Get(const std::string& path, std::vector<std::string> headers = {}) {
    return Exchange({.target = path, .body = "", .headers = std::move(headers), .verb = "GET"});
  }

  PageFiles page_{{{"index.html", "<!doctype html>"}, {"assets/app-1a2b.js", kScript}}};
};

TEST_F(PageTest, IsWhatEveryPathWithoutADotShows) {
  for (const char* path : {"/", "/index.html", "/campaigns/spring?tab=money", "/assets"}) {
    const HttpResponse answer = Get(path);
    EXPECT_EQ(answer.result_int(), 200) << path;
    EXPECT_EQ(answer.body(), "<!doctype html>") << path;
    EXPECT_EQ(answer["Content-Type"], "text/html; charset=utf-8");
    EXPECT_EQ(answer["Cache-Control"], "no-cache");
  }
}

TEST_F(PageTest, IsGuarded) {
  const HttpResponse answer = Get("/");
  EXPECT_THAT(std::string(answer["Content-Security-Policy"]), HasSubstr("default-src 'self';"));
  EXPECT_THAT(std::string(answer["Content-Security-Policy"]), HasSubstr("frame-ancestors 'none'"));
  EXPECT_EQ(answer["X-Content-Type-Options"], "nosniff");
  EXPECT_EQ(answer["Referrer-Policy"], "no-referrer");
}

TEST_F(PageTest, KeepsItsAssetsForGood) {
  const HttpResponse plain = Get("/assets/app-1a2b.js");
  EXPECT_EQ(plain["Cache-Control"], "public, max-age=31536000, immutable");
  EXPECT_EQ(plain["Content-Type"], "text/javascript; charset=utf-8");
  EXPECT_EQ(plain.body(), kScript);
  const HttpResponse packed = Get("/assets/app-1a2b.js", {"Accept-Encoding: gzip"});
  EXPECT_EQ(packed["Content-Encoding"], "gzip");
  EXPECT_EQ(packed["Vary"], "Accept-Encoding");
  EXPECT_EQ(Gunzip(packed.body(), 1 << 20).value(), kScript);
}

TEST_F(PageTest, IsNotSentAgainToThoseWhoHaveIt) {
  Wire wire(gateway_->url());
  WireRequest request{.target = "/", .body = "", .headers = {}, .verb = "GET"};
  request.headers = {absl::StrCat("If-None-Match: ", std::string(wire.Exchange(request)["ETag"]))};
  const HttpResponse same = wire.Exchange(request);
  EXPECT_EQ(same.result_int(), 304);
  EXPECT_EQ(same.body(), "");
  EXPECT_FALSE(same["ETag"].empty());
  request.headers = {"If-None-Match: \"other\""};
  EXPECT_EQ(wire.Exchange(request).result_int(), 200);
}

TEST_F(PageTest, AnswersHeadWithoutABody) {
  Wire wire(gateway_->url());
  const HttpResponse head = wire.Exchange({.target = "/", .body = "", .headers = {}, .verb = "HEAD"});
  EXPECT_EQ(head.result_int(), 200);
  EXPECT_EQ(head["Content-Length"], "15");
  EXPECT_EQ(head.body(), "");
  EXPECT_EQ(wire.Exchange(GetCouponRequest("{}")).result_int(), 200);
}

TEST_F(PageTest, HasNothingElse) {
  for (const char* path : {"/assets/app-ffff.js", "/favicon.ico", "/../etc/passwd", "/%2e%2e/x.y"})
    EXPECT_EQ(Get(path).result_int(), 404) << path;
  EXPECT_EQ(Exchange({.target = "/", .body = "", .headers = {}, .verb = "PUT"}).result_int(), 405);
  EXPECT_EQ(Get("/fudai.campaign.v1.CouponService/GetCoupon").result_int(), 405);
}

}  // namespace
}  // namespace fudai::gateway
