#include "common/gateway/cors.h"

#include <gtest/gtest.h>

namespace fudai::gateway {
namespace {

constexpr char kAllowed[] = "https://coffee.example";

HttpRequest From(const char* origin, http::verb verb = http::verb::post) {
  HttpRequest request(verb, "/", 11);
  request.set(http::field::origin, origin);
  if (verb == http::verb::options) request.set(http::field::access_control_request_method, "POST");
  return request;
}

TEST(CorsTest, LetsAllowedOriginsCall) {
  const Cors cors({kAllowed});
  const HttpRequest asks = From(kAllowed, http::verb::options);
  ASSERT_TRUE(Cors::IsPreflight(asks));
  const HttpResponse answer = cors.Preflight(asks);
  EXPECT_EQ(answer.result_int(), 204);
  EXPECT_EQ(answer["Access-Control-Allow-Origin"], kAllowed);
  EXPECT_EQ(answer["Access-Control-Allow-Methods"], "POST");
  EXPECT_NE(answer["Access-Control-Allow-Headers"].find("Authorization"), beast::string_view::npos);
  EXPECT_EQ(answer["Vary"], "Origin");
  http::fields headers;
  cors.SetHeaders(From(kAllowed), &headers);
  EXPECT_EQ(headers["Access-Control-Allow-Origin"], kAllowed);
  EXPECT_EQ(headers["Access-Control-Expose-Headers"], "Fudai-World");
}

TEST(CorsTest, SaysNothingToOthers) {
  for (const Cors& cors : {Cors({kAllowed}), Cors({})}) {
    for (const char* origin : {"https://evil.example", "http://coffee.example", "null", ""}) {
      const HttpResponse answer = cors.Preflight(From(origin, http::verb::options));
      EXPECT_EQ(answer["Access-Control-Allow-Origin"], "") << origin;
      EXPECT_EQ(answer["Access-Control-Allow-Headers"], "") << origin;
      http::fields headers;
      cors.SetHeaders(From(origin), &headers);
      EXPECT_EQ(headers["Access-Control-Allow-Origin"], "") << origin;
    }
  }
}

TEST(CorsTest, TakesOnlyQuestionsForPreflights) {
  EXPECT_FALSE(Cors::IsPreflight(From(kAllowed)));
  EXPECT_FALSE(Cors::IsPreflight(HttpRequest(http::verb::options, "/", 11)));
}

}  // namespace
}  // namespace fudai::gateway
