#pragma once

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "tests/replay/answers.h"
#include "tests/replay/campaign_api.h"
#include "tests/replay/checkout.h"
#include "tests/replay/facts.h"
#include "tests/replay/plan.h"
#include "tests/replay/redemptions.h"

namespace fudai::replay {

// Till acts as the ordering system: it plays the plan's reports of orders, each with its checkout before it, and of
// refunds, each with the reversal of its order's discount behind it; and it keeps what the replies say. Borrows all
// that it is given. Not thread-safe.
class Till {
 public:
  Till(const Plan& plan, Facts* facts, Answers* answers) : plan_(plan), facts_(*facts), answers_(*answers) {}

  // Begins an act: the report of an order or of a refund.
  void Begin(int act);
  // The call that a running act makes next.
  Call NextCall(int act) const;
  // Whether that call reports the row itself, rather than what belongs to it.
  bool ReportsRow(int act) const;

  // Takes the answer to that call. True if the act makes another call; else it has ended.
  bool Take(int act, const campaign::v1::ReportOrderResponse& response);
  bool Take(int act, const campaign::v1::ReportRefundResponse& response);
  bool Take(int act, const campaign::v1::GetReservationResponse& response);
  bool Take(int act, const campaign::v1::QuoteOrderResponse& response);
  bool Take(int act, const campaign::v1::ReserveCouponsResponse& response);
  bool Take(int act, const campaign::v1::RedeemReservationResponse& response);
  bool Take(int act, const campaign::v1::ReleaseReservationResponse& response);
  bool Take(int act, const campaign::v1::ReverseRedemptionResponse& response);
  // Takes a refusal of it. True if the act makes another call all the same; else what is to become of it is the
  // caller's business.
  bool TakeRefusal(int act, const absl::Status& refusal);

 private:
  // Hands a reservation on to the order's checkout, under the name of the call that answered it.
  bool Advance(int act, absl::string_view asked, const campaign::v1::Reservation& reservation, Telling telling);

  const Plan& plan_;
  Facts& facts_;
  Answers& answers_;
  Redemptions redemptions_;
  absl::flat_hash_map<int, Checkout> checkouts_;                                // of the orders that run, by act
  absl::flat_hash_map<int, campaign::v1::ReverseRedemptionRequest> reversals_;  // that run, by the refund's act
};

}  // namespace fudai::replay
