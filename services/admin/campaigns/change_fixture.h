#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/admin/campaigns/campaign_fixture.h"

namespace fudai::campaigns {

inline campaign::v1::CampaignSpec SpecNamed(const std::string& display_name) {
  campaign::v1::CampaignSpec spec = MarchSpec();
  spec.set_display_name(display_name);
  return spec;
}

// What somebody does to a campaign, call by call.
class ChangeFixture : public CampaignFixture {
 protected:
  // From now on the calls are those of this person.
  void As(const std::string& name) { caller_->context().identity.subject = name; }
  void At(absl::Time now) { caller_->context().now = now; }

  static UpdateCampaignRequest Edit(const Campaign& campaign, const campaign::v1::CampaignSpec& spec,
                                    const std::string& request_id) {
    UpdateCampaignRequest request = About<UpdateCampaignRequest>(campaign.campaign_id(), request_id);
    *request.mutable_spec() = spec;
    request.set_etag(campaign.etag());
    return request;
  }
  absl::StatusOr<Campaign> Send(const UpdateCampaignRequest& request) {
    return Call<UpdateCampaignResponse>("UpdateCampaign", request);
  }
  // Edits the campaign as it is now.
  absl::StatusOr<Campaign> Update(const std::string& id, const campaign::v1::CampaignSpec& spec) {
    return Send(Edit(*Get(id), spec, NextRequestId()));
  }
  absl::StatusOr<ValidateCampaignResponse> Validate(const ValidateCampaignRequest& request) {
    return caller_->Call<ValidateCampaignResponse>("ValidateCampaign", request);
  }
  absl::StatusOr<Campaign> Submit(const std::string& id) {
    return Call<SubmitCampaignResponse>("SubmitCampaign", About<SubmitCampaignRequest>(id, NextRequestId()));
  }
  absl::StatusOr<Campaign> Approve(const std::string& id, int version) {
    ApproveCampaignRequest request = About<ApproveCampaignRequest>(id, NextRequestId());
    request.set_version(version);
    return Call<ApproveCampaignResponse>("ApproveCampaign", request);
  }
  absl::StatusOr<Campaign> Reject(const std::string& id, int version, const std::string& reason) {
    RejectCampaignRequest request = About<RejectCampaignRequest>(id, NextRequestId());
    request.set_version(version);
    request.set_reason(reason);
    return Call<RejectCampaignResponse>("RejectCampaign", request);
  }
  absl::StatusOr<Campaign> Archive(const std::string& id) {
    return Call<ArchiveCampaignResponse>("ArchiveCampaign", About<ArchiveCampaignRequest>(id));
  }

  absl::StatusOr<Campaign> Delete(const std::string& id, const std::string& etag = "") {
    DeleteCampaignRequest request = About<DeleteCampaignRequest>(id);
    request.set_etag(etag);
    request.set_reason("a mistake");
    return Call<DeleteCampaignResponse>("DeleteCampaign", request);
  }

  store::v1::PublishedCampaign InCatalogue() {
    const absl::StatusOr<partition::Catalogue> read = RunTask(loop_, partition::ReadCatalogue(&redis_, kToken));
    EXPECT_TRUE(read.ok() && read->campaigns.size() == 1);
    return read.ok() && !read->campaigns.empty() ? read->campaigns[0] : store::v1::PublishedCampaign();
  }

  static void ExpectRefusal(const absl::Status& status, absl::StatusCode code, const std::string& words) {
    EXPECT_EQ(status.code(), code) << status;
    EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr(words));
  }

 private:
  std::string NextRequestId() { return absl::StrCat("request-", ++requests_); }
  int requests_ = 0;
};

}  // namespace fudai::campaigns
