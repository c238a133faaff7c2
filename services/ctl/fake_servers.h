// Both servers for tests of the command line, in this process: they answer what the test has put in and keep what they
// were asked.
#pragma once

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <deque>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "common/auth/authenticator.h"
#include "common/auth/key_file.h"
#include "fudai/admin/v1/budgets.grpc.pb.h"
#include "fudai/admin/v1/campaigns.grpc.pb.h"
#include "fudai/admin/v1/ledger.grpc.pb.h"
#include "fudai/admin/v1/stats.grpc.pb.h"
#include "fudai/campaign/v1/checkout.grpc.pb.h"
#include "fudai/campaign/v1/growth_coffee.grpc.pb.h"
#include "fudai/campaign/v1/lucky_bag.grpc.pb.h"
#include "fudai/campaign/v1/orders.grpc.pb.h"
#include "services/ctl/run.h"

namespace fudai::ctl {

// The calls of one method: what came, and what the next ones get: the statuses and the `first` responses one by one,
// then OK and `response`.
template <typename Request, typename Response>
struct Calls {
  std::vector<Request> requests;
  std::deque<grpc::Status> statuses;
  std::deque<Response> first;
  Response response;

  grpc::Status Take(const Request& request, Response* out) {
    requests.push_back(request);
    *out = first.empty() ? response : first.front();
    if (!first.empty()) first.pop_front();
    if (statuses.empty()) return grpc::Status::OK;
    const grpc::Status status = statuses.front();
    statuses.pop_front();
    return status;
  }
};

// The metadata of the last call.
struct Caller {
  std::string authorization;
  std::string time_ms;
  std::string world;

  void Note(const grpc::ServerContext& context) {
    authorization = Value(context, "authorization");
    time_ms = Value(context, "fudai-time-ms");
    world = Value(context, "fudai-world");
  }

  static std::string Value(const grpc::ServerContext& context, const char* key) {
    const auto found = context.client_metadata().find(key);
    return found == context.client_metadata().end() ? "" : std::string(found->second.data(), found->second.size());
  }
};

class FakeCampaigns : public admin::v1::CampaignService::Service {
 public:
  Caller caller;
  Calls<admin::v1::CreateCampaignRequest, admin::v1::CreateCampaignResponse> create;
  Calls<admin::v1::ValidateCampaignRequest, admin::v1::ValidateCampaignResponse> validate;
  Calls<admin::v1::EstimateCampaignRequest, admin::v1::EstimateCampaignResponse> estimate;
  Calls<admin::v1::PauseCampaignRequest, admin::v1::PauseCampaignResponse> pause;
  Calls<admin::v1::ArchiveCampaignRequest, admin::v1::ArchiveCampaignResponse> archive;
  Calls<admin::v1::DeleteCampaignRequest, admin::v1::DeleteCampaignResponse> deletion;
  Calls<admin::v1::UpdateCampaignRequest, admin::v1::UpdateCampaignResponse> update;
  Calls<admin::v1::RejectCampaignRequest, admin::v1::RejectCampaignResponse> reject;
  Calls<admin::v1::CopyCampaignRequest, admin::v1::CopyCampaignResponse> copy;
  Calls<admin::v1::ListCampaignVersionsRequest, admin::v1::ListCampaignVersionsResponse> versions;
  Calls<admin::v1::CompareCampaignVersionsRequest, admin::v1::CompareCampaignVersionsResponse> compare;
  Calls<admin::v1::GetCampaignRequest, admin::v1::GetCampaignResponse> get;
  Calls<admin::v1::ListCampaignsRequest, admin::v1::ListCampaignsResponse> list;

 private:
  grpc::Status CreateCampaign(grpc::ServerContext*, const admin::v1::CreateCampaignRequest* request,
                              admin::v1::CreateCampaignResponse* response) override {
    return create.Take(*request, response);
  }
  grpc::Status ValidateCampaign(grpc::ServerContext*, const admin::v1::ValidateCampaignRequest* request,
                                admin::v1::ValidateCampaignResponse* response) override {
    return validate.Take(*request, response);
  }
  grpc::Status EstimateCampaign(grpc::ServerContext*, const admin::v1::EstimateCampaignRequest* request,
                                admin::v1::EstimateCampaignResponse* response) override {
    return estimate.Take(*request, response);
  }
  grpc::Status PauseCampaign(grpc::ServerContext*, const admin::v1::PauseCampaignRequest* request,
                             admin::v1::PauseCampaignResponse* response) override {
    return pause.Take(*request, response);
  }
  grpc::Status ArchiveCampaign(grpc::ServerContext*, const admin::v1::ArchiveCampaignRequest* request,
                               admin::v1::ArchiveCampaignResponse* response) override {
    return archive.Take(*request, response);
  }
  grpc::Status DeleteCampaign(grpc::ServerContext*, const admin::v1::DeleteCampaignRequest* request,
                              admin::v1::DeleteCampaignResponse* response) override {
    return deletion.Take(*request, response);
  }
  grpc::Status UpdateCampaign(grpc::ServerContext*, const admin::v1::UpdateCampaignRequest* request,
                              admin::v1::UpdateCampaignResponse* response) override {
    return update.Take(*request, response);
  }
  grpc::Status RejectCampaign(grpc::ServerContext*, const admin::v1::RejectCampaignRequest* request,
                              admin::v1::RejectCampaignResponse* response) override {
    return reject.Take(*request, response);
  }
  grpc::Status CopyCampaign(grpc::ServerContext*, const admin::v1::CopyCampaignRequest* request,
                            admin::v1::CopyCampaignResponse* response) override {
    return copy.Take(*request, response);
  }
  grpc::Status ListCampaignVersions(grpc::ServerContext*, const admin::v1::ListCampaignVersionsRequest* request,
                                    admin::v1::ListCampaignVersionsResponse* response) override {
    return versions.Take(*request, response);
  }
  grpc::Status CompareCampaignVersions(grpc::ServerContext*, const admin::v1::CompareCampaignVersionsRequest* request,
                                       admin::v1::CompareCampaignVersionsResponse* response) override {
    return compare.Take(*request, response);
  }
  grpc::Status GetCampaign(grpc::ServerContext* context, const admin::v1::GetCampaignRequest* request,
                           admin::v1::GetCampaignResponse* response) override {
    caller.Note(*context);
    return get.Take(*request, response);
  }
  grpc::Status ListCampaigns(grpc::ServerContext*, const admin::v1::ListCampaignsRequest* request,
                             admin::v1::ListCampaignsResponse* response) override {
    return list.Take(*request, response);
  }
};

class FakeBudgets : public admin::v1::BudgetService::Service {
 public:
  Calls<admin::v1::GetBudgetRequest, admin::v1::GetBudgetResponse> get;
  Calls<admin::v1::VerifyConservationRequest, admin::v1::VerifyConservationResponse> verify;

 private:
  grpc::Status GetBudget(grpc::ServerContext*, const admin::v1::GetBudgetRequest* request,
                         admin::v1::GetBudgetResponse* response) override {
    return get.Take(*request, response);
  }
  grpc::Status VerifyConservation(grpc::ServerContext*, const admin::v1::VerifyConservationRequest* request,
                                  admin::v1::VerifyConservationResponse* response) override {
    return verify.Take(*request, response);
  }
};

class FakeStats : public admin::v1::StatsService::Service {
 public:
  Calls<admin::v1::GetCampaignSummaryRequest, admin::v1::GetCampaignSummaryResponse> summary;
  Calls<admin::v1::QueryTimeseriesRequest, admin::v1::QueryTimeseriesResponse> timeseries;
  Calls<admin::v1::QuerySparklinesRequest, admin::v1::QuerySparklinesResponse> sparklines;
  Calls<admin::v1::QueryFunnelRequest, admin::v1::QueryFunnelResponse> funnel;
  Calls<admin::v1::QueryViralityRequest, admin::v1::QueryViralityResponse> virality;
  Calls<admin::v1::QueryMoneyRequest, admin::v1::QueryMoneyResponse> money;
  Calls<admin::v1::QueryCouponsRequest, admin::v1::QueryCouponsResponse> coupons;
  Calls<admin::v1::QueryHoldoutRequest, admin::v1::QueryHoldoutResponse> holdout;
  Calls<admin::v1::QueryGrowthCoffeeRequest, admin::v1::QueryGrowthCoffeeResponse> coffee;
  Calls<admin::v1::QueryShopsRequest, admin::v1::QueryShopsResponse> shops;
  Calls<admin::v1::QueryWeekHoursRequest, admin::v1::QueryWeekHoursResponse> hours;
  Calls<admin::v1::QueryCohortsRequest, admin::v1::QueryCohortsResponse> cohorts;
  Calls<admin::v1::QueryCustomersRequest, admin::v1::QueryCustomersResponse> customers;
  Calls<admin::v1::ListSharersRequest, admin::v1::ListSharersResponse> sharers;
  Calls<admin::v1::GetShareTreeRequest, admin::v1::GetShareTreeResponse> tree;
  // Each watch sends one message and ends with the next status.
  Calls<admin::v1::WatchSummaryRequest, admin::v1::WatchSummaryResponse> watch;

 private:
  grpc::Status GetCampaignSummary(grpc::ServerContext*, const admin::v1::GetCampaignSummaryRequest* request,
                                  admin::v1::GetCampaignSummaryResponse* response) override {
    return summary.Take(*request, response);
  }
  grpc::Status QueryTimeseries(grpc::ServerContext*, const admin::v1::QueryTimeseriesRequest* request,
                               admin::v1::QueryTimeseriesResponse* response) override {
    return timeseries.Take(*request, response);
  }
  grpc::Status QuerySparklines(grpc::ServerContext*, const admin::v1::QuerySparklinesRequest* request,
                               admin::v1::QuerySparklinesResponse* response) override {
    return sparklines.Take(*request, response);
  }
  grpc::Status QueryFunnel(grpc::ServerContext*, const admin::v1::QueryFunnelRequest* request,
                           admin::v1::QueryFunnelResponse* response) override {
    return funnel.Take(*request, response);
  }
  grpc::Status QueryVirality(grpc::ServerContext*, const admin::v1::QueryViralityRequest* request,
                             admin::v1::QueryViralityResponse* response) override {
    return virality.Take(*request, response);
  }
  grpc::Status QueryMoney(grpc::ServerContext*, const admin::v1::QueryMoneyRequest* request,
                          admin::v1::QueryMoneyResponse* response) override {
    return money.Take(*request, response);
  }
  grpc::Status QueryCoupons(grpc::ServerContext*, const admin::v1::QueryCouponsRequest* request,
                            admin::v1::QueryCouponsResponse* response) override {
    return coupons.Take(*request, response);
  }
  grpc::Status QueryHoldout(grpc::ServerContext*, const admin::v1::QueryHoldoutRequest* request,
                            admin::v1::QueryHoldoutResponse* response) override {
    return holdout.Take(*request, response);
  }
  grpc::Status QueryGrowthCoffee(grpc::ServerContext*, const admin::v1::QueryGrowthCoffeeRequest* request,
                                 admin::v1::QueryGrowthCoffeeResponse* response) override {
    return coffee.Take(*request, response);
  }
  grpc::Status QueryShops(grpc::ServerContext*, const admin::v1::QueryShopsRequest* request,
                          admin::v1::QueryShopsResponse* response) override {
    return shops.Take(*request, response);
  }
  grpc::Status QueryWeekHours(grpc::ServerContext*, const admin::v1::QueryWeekHoursRequest* request,
                              admin::v1::QueryWeekHoursResponse* response) override {
    return hours.Take(*request, response);
  }
  grpc::Status QueryCohorts(grpc::ServerContext*, const admin::v1::QueryCohortsRequest* request,
                            admin::v1::QueryCohortsResponse* response) override {
    return cohorts.Take(*request, response);
  }
  grpc::Status QueryCustomers(grpc::ServerContext*, const admin::v1::QueryCustomersRequest* request,
                              admin::v1::QueryCustomersResponse* response) override {
    return customers.Take(*request, response);
  }
  grpc::Status ListSharers(grpc::ServerContext*, const admin::v1::ListSharersRequest* request,
                           admin::v1::ListSharersResponse* response) override {
    return sharers.Take(*request, response);
  }
  grpc::Status GetShareTree(grpc::ServerContext*, const admin::v1::GetShareTreeRequest* request,
                            admin::v1::GetShareTreeResponse* response) override {
    return tree.Take(*request, response);
  }
  grpc::Status WatchSummary(grpc::ServerContext*, const admin::v1::WatchSummaryRequest* request,
                            grpc::ServerWriter<admin::v1::WatchSummaryResponse>* writer) override {
    admin::v1::WatchSummaryResponse response;
    const grpc::Status status = watch.Take(*request, &response);
    writer->Write(response);
    return status;
  }
};

class FakeLedger : public admin::v1::LedgerService::Service {
 public:
  // The entries of every request whose filter serializes to the key, in pages of one.
  std::map<std::string, std::vector<admin::v1::LedgerEntry>> entries;
  std::vector<admin::v1::ListEntriesRequest> requests;
  // Batches of an export, how it ends, and how the first streams of it end, each after one batch.
  std::vector<admin::v1::ExportLedgerResponse> batches;
  std::vector<admin::v1::ExportLedgerRequest> export_requests;
  grpc::Status export_status;
  std::deque<grpc::Status> breaks;

 private:
  grpc::Status ListEntries(grpc::ServerContext*, const admin::v1::ListEntriesRequest* request,
                           admin::v1::ListEntriesResponse* response) override {
    requests.push_back(*request);
    const auto& all = entries[request->filter().SerializeAsString()];
    const size_t at = request->page_token().empty() ? 0 : std::stoul(request->page_token());
    if (at < all.size()) *response->add_entries() = all[at];
    if (at + 1 < all.size()) response->set_next_page_token(std::to_string(at + 1));
    return grpc::Status::OK;
  }
  grpc::Status ExportLedger(grpc::ServerContext*, const admin::v1::ExportLedgerRequest* request,
                            grpc::ServerWriter<admin::v1::ExportLedgerResponse>* writer) override {
    export_requests.push_back(*request);
    for (size_t i = request->resume_token().empty() ? 0 : std::stoul(request->resume_token()); i < batches.size();) {
      admin::v1::ExportLedgerResponse batch = batches[i];
      batch.set_resume_token(std::to_string(++i));
      writer->Write(batch);
      if (breaks.empty()) continue;
      const grpc::Status broken = breaks.front();
      breaks.pop_front();
      return broken;
    }
    return export_status;
  }
};

class FakeBags : public campaign::v1::LuckyBagService::Service {
 public:
  Caller caller;
  Calls<campaign::v1::OpenBagRequest, campaign::v1::OpenBagResponse> open;

 private:
  grpc::Status OpenBag(grpc::ServerContext* context, const campaign::v1::OpenBagRequest* request,
                       campaign::v1::OpenBagResponse* response) override {
    caller.Note(*context);
    return open.Take(*request, response);
  }
};

class FakeCheckout : public campaign::v1::CheckoutService::Service {
 public:
  Caller caller;
  Calls<campaign::v1::ReserveCouponsRequest, campaign::v1::ReserveCouponsResponse> reserve;

 private:
  grpc::Status ReserveCoupons(grpc::ServerContext* context, const campaign::v1::ReserveCouponsRequest* request,
                              campaign::v1::ReserveCouponsResponse* response) override {
    caller.Note(*context);
    return reserve.Take(*request, response);
  }
};

class FakeOrders : public campaign::v1::OrderService::Service {
 public:
  Caller caller;
  Calls<campaign::v1::ReportOrderRequest, campaign::v1::ReportOrderResponse> report;

 private:
  grpc::Status ReportOrder(grpc::ServerContext* context, const campaign::v1::ReportOrderRequest* request,
                           campaign::v1::ReportOrderResponse* response) override {
    caller.Note(*context);
    return report.Take(*request, response);
  }
};

// A test of whole commands against both fake servers.
class CommandTest : public testing::Test {
 protected:
  CommandTest() {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    for (grpc::Service* service :
         std::vector<grpc::Service*>{&campaigns_, &budgets_, &stats_, &ledger_, &bags_, &orders_, &checkout_}) {
      builder.RegisterService(service);
    }
    server_ = builder.BuildAndStart();
    address_ = "127.0.0.1:" + std::to_string(port);
    WriteFile(keys_path_, auth::KeyFileToJson(key_file_));
  }

  // Runs `fudai` with these words and what it needs to reach the servers.
  int Fudai(std::vector<std::string> words) {
    out_.str("");
    err_.str("");
    for (const std::string& word :
         {"--admin_server=" + address_, "--campaign_server=" + address_, "--keys=" + keys_path_}) {
      words.push_back(word);
    }
    return RunCommand(words, {.out = out_, .err = err_});
  }

  std::string out() const { return out_.str(); }
  std::string err() const { return err_.str(); }

  // Who the servers think that the caller is.
  auth::Identity IdentityOf(const Caller& caller, absl::Time now = absl::Now()) const {
    const auto identity = auth::Authenticator::FromKeyFile(key_file_)->Verify(caller.authorization, now);
    EXPECT_TRUE(identity.ok()) << identity.status();
    return identity.value_or(auth::Identity());
  }

  static std::string Path(const std::string& name) {
    return testing::TempDir() + testing::UnitTest::GetInstance()->current_test_info()->name() + "_" + name;
  }
  static void WriteFile(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
  }
  static std::string ReadFile(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }

  const config::v1::KeyFile key_file_ = auth::GenerateKeyFile();
  const std::string keys_path_ = Path("keys.json");
  FakeCampaigns campaigns_;
  FakeBudgets budgets_;
  FakeStats stats_;
  FakeLedger ledger_;
  FakeBags bags_;
  FakeOrders orders_;
  FakeCheckout checkout_;

 private:
  std::string address_;
  std::unique_ptr<grpc::Server> server_;
  std::ostringstream out_;
  std::ostringstream err_;
};

}  // namespace fudai::ctl
