#include "services/ctl/sentences.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "services/ctl/text/field_text.h"

namespace fudai::ctl {
namespace {

using text::Counted;
using text::FormatFen;

std::string Who(const std::string& user_id) { return user_id.empty() ? "a guest" : user_id; }

// What was done when, and when it was reported.
struct Moments {
  const char* done;
  int64_t done_at_ms;
  int64_t reported_at_ms;
  absl::TimeZone zone;
};

// ", paid 2026-05-01 09:05, reported 2026-05-01 09:12": where these differ to the minute, and the first is known.
std::string ReportedLater(const Moments& moments) {
  const auto minute = [&moments](int64_t ms) {
    return absl::FormatTime("%Y-%m-%d %H:%M", absl::FromUnixMillis(ms), moments.zone);
  };
  const std::string done = minute(moments.done_at_ms), reported = minute(moments.reported_at_ms);
  if (moments.done_at_ms == 0 || done == reported) return "";
  return absl::StrCat(", ", moments.done, " ", done, ", reported ", reported);
}

std::string OrderSentence(const event::v1::OrderReported& order, int64_t reported_at_ms, absl::TimeZone zone) {
  const std::string earned = order.bag_id().empty() ? "earned no bag"
                                                    : absl::StrCat("earned bag ", order.bag_id(), " with ",
                                                                   Counted(order.bag_size(), "coupon"));
  return absl::StrCat(order.first_order() == 1 ? "first order " : "order ", order.order_id(), " of ",
                      Who(order.user_id()), " (", FormatFen(order.amount_fen()), ", ", Counted(order.items(), "item"),
                      ", shop ", order.shop_id(), ReportedLater({"paid", order.paid_at_ms(), reported_at_ms, zone}),
                      ") ", earned);
}

std::string RefundSentence(const event::v1::RefundReported& refund, int64_t reported_at_ms, absl::TimeZone zone) {
  return absl::StrCat("refund ", refund.refund_id(), " gave ", FormatFen(refund.amount_fen()), " of order ",
                      refund.order_id(), " back to ", Who(refund.user_id()),
                      ReportedLater({"given", refund.refunded_at_ms(), reported_at_ms, zone}),
                      refund.bag_closed() == 1 ? "; the bag's unopened part closed" : "",
                      refund.order_known() == 0 ? "; the order had not been reported yet" : "");
}

std::string GrowthSentence(const event::v1::BagOpened& opened) {
  if (opened.drops() == 0) return absl::StrCat("; nothing more for ", opened.sharer_id(), "'s cup");
  std::string sentence = absl::StrCat("; ", opened.sharer_id(), "'s cup grew by ", Counted(opened.drops(), "drop"),
                                      " (", Counted(opened.helpers(), "helper"), " so far)");
  if (opened.cups_filled() > 0) {
    absl::StrAppend(&sentence, " and ", Counted(opened.cups_filled(), "cup"), " became free coffee (",
                    opened.free_coffee_template_id(), ", up to ", FormatFen(opened.free_coffee_value_fen()), ")");
  }
  return sentence;
}

std::string OpenedSentence(const event::v1::BagOpened& opened) {
  return absl::StrCat(opened.opener_id(), opened.opener_is_new() ? ", who had never ordered," : "", " opened bag ",
                      opened.bag_id(), " of ", opened.sharer_id(), " and got coupon ", opened.bag_id(), "-",
                      opened.index(), " (", opened.template_id(), ", up to ", FormatFen(opened.value_fen()), ")",
                      GrowthSentence(opened));
}

std::string CreditedSentence(const event::v1::CouponCredited& credited) {
  return absl::StrCat("coupon ", credited.coupon_id(), " reached the wallet of ", credited.user_id(),
                      credited.first_touch() == 1 ? absl::StrCat(", whom ", credited.sharer_id(), " has brought") : "");
}

std::string ConversionSentence(const event::v1::ConversionRecorded& conversion) {
  return absl::StrCat(conversion.user_id(), "'s first order ", conversion.order_id(), " is a conversion for ",
                      conversion.sharer_id(), " through bag ", conversion.bag_id());
}

// What an order did with a coupon, once it had reserved it.
std::string UseSentence(const event::v1::CouponUsed& use) {
  const std::string coupon = absl::StrCat(use.user_id(), "'s coupon ", use.coupon_id());
  const std::string discount = FormatFen(use.discount_fen());
  switch (use.step()) {
    case event::v1::CouponUsed::STEP_RESERVED:
      return absl::StrCat("order ", use.order_id(), " reserved ", coupon, " (", use.template_id(), ") to take ",
                          discount, " off");
    case event::v1::CouponUsed::STEP_REDEEMED:
      return absl::StrCat(coupon, " took ", discount, " off order ", use.order_id());
    case event::v1::CouponUsed::STEP_RELEASED:
      return absl::StrCat("order ", use.order_id(), " let go of ", coupon, ", which is free again");
    case event::v1::CouponUsed::STEP_EXPIRED:
      return absl::StrCat("order ", use.order_id(), " was not paid in time; ", coupon, " is free again");
    case event::v1::CouponUsed::STEP_REVERSED:
      return absl::StrCat("a refund took back ", FormatFen(use.reversed_fen()), " of the ", discount, " that ", coupon,
                          " had taken off order ", use.order_id());
    case event::v1::CouponUsed::STEP_RETURNED:
      return absl::StrCat(coupon, " went back to its owner, since all of the discount on order ", use.order_id(),
                          " was taken back");
    default:
      return absl::StrCat("order ", use.order_id(), " did with ", coupon, " what this version of fudai does not know");
  }
}

std::string ExpirySentence(const event::v1::LiabilityExpired& expired) {
  return absl::StrCat(Counted(expired.coupons(), "coupon"), " ", expired.template_id(), " of ",
                      FormatFen(expired.value_fen()), " expired unused; ", expired.coupons() == 1 ? "its" : "their",
                      " value is back in the budget of ", expired.campaign_id());
}

}  // namespace

std::string Sentence(const event::v1::Event& event, absl::TimeZone zone) {
  switch (event.body_case()) {
    case event::v1::Event::kOrderReported:
      return OrderSentence(event.order_reported(), event.occurred_at_ms(), zone);
    case event::v1::Event::kRefundReported:
      return RefundSentence(event.refund_reported(), event.occurred_at_ms(), zone);
    case event::v1::Event::kBagOpened:
      return OpenedSentence(event.bag_opened());
    case event::v1::Event::kCouponCredited:
      return CreditedSentence(event.coupon_credited());
    case event::v1::Event::kConversionRecorded:
      return ConversionSentence(event.conversion_recorded());
    case event::v1::Event::kCouponUsed:
      return UseSentence(event.coupon_used());
    case event::v1::Event::kLiabilityExpired:
      return ExpirySentence(event.liability_expired());
    case event::v1::Event::BODY_NOT_SET:
      break;
  }
  return "an event that this version of fudai does not know";
}

}  // namespace fudai::ctl
