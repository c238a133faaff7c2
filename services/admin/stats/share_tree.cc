#include "services/admin/stats/share_tree.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/ids/ids.h"
#include "services/admin/stats/share_tree_store.h"

namespace fudai::stats {
namespace {

using admin::v1::GetShareTreeRequest;
using admin::v1::GetShareTreeResponse;
using google::protobuf::util::TimeUtil;

constexpr int kUsualNodes = 1000;
constexpr int kMostNodes = 20000;

absl::StatusOr<size_t> ParseMaxNodes(int requested) {
  if (requested >= 0) return requested == 0 ? kUsualNodes : std::min(requested, kMostNodes);
  return absl::InvalidArgumentError(
      absl::StrCat("max_nodes is ", requested, "; it should be 1 to ", kMostNodes, ", or 0 for ", kUsualNodes));
}

absl::StatusOr<TreeRow> FindRoot(ShareTreeStore* store, const std::string& user, Names names) {
  std::vector<TreeRow> found;
  if (names == Names::kUserIds) found = store->Find("user_id", user);
  if (found.empty()) found = store->Find("pseudonym", user);
  if (found.size() == 1) return found[0];
  if (found.empty()) {
    return absl::NotFoundError(absl::StrCat("no user \"", user, "\" has ordered or opened a bag; user should be ",
                                            names == Names::kUserIds ? "a user's id or " : "", "a pseudonym, such as ",
                                            "ListSharers shows"));
  }
  return absl::FailedPreconditionError(
      absl::StrCat("the pseudonym \"", user, "\" stands for two users; an owner should ask by the user's id"));
}

// Grows a tree from its root, level by level: the nodes found so far are asked for their children a batch at a time.
class TreeGrower {
 public:
  TreeGrower(ShareTreeStore* store, TreeRow root, size_t max_nodes) : store_(store), max_nodes_(max_nodes) {
    Add(std::move(root), -1);
  }

  void Grow() {
    size_t next = 0;
    while (next < rows_.size() && !truncated_) {
      for (const size_t level_end = rows_.size(); next < level_end && !truncated_;)
        next = AddChildren(next, std::min(next + ShareTreeStore::kParents, level_end));
    }
    for (size_t begin = counted_; begin < rows_.size(); begin += ShareTreeStore::kParents)
      CountChildren(begin, std::min(begin + ShareTreeStore::kParents, rows_.size()));
  }

  GetShareTreeResponse Response(Names names) && {
    GetShareTreeResponse response;
    for (size_t i = 0; i < rows_.size(); ++i) {
      admin::v1::ShareTreeNode* node = response.add_nodes();
      node->set_user(names == Names::kUserIds ? rows_[i].user_id : rows_[i].pseudonym);
      node->set_parent(parents_[i]);
      if (rows_[i].touched_at_ms != 0)
        *node->mutable_touch_time() = TimeUtil::MillisecondsToTimestamp(rows_[i].touched_at_ms);
      node->set_orders(rows_[i].orders);
      node->set_touched(touched_[i]);
    }
    response.set_truncated(truncated_);
    return response;
  }

 private:
  // Nobody twice: where the store had forgotten somebody, their touches may go round in a ring.
  void Add(TreeRow row, int parent) {
    if (!places_.emplace(row.user_id, static_cast<int>(rows_.size())).second) return;
    rows_.push_back(std::move(row));
    parents_.push_back(parent);
    touched_.push_back(0);
  }

  std::vector<std::string> UserIds(size_t begin, size_t end) const {
    std::vector<std::string> users;
    for (size_t i = begin; i < end; ++i) users.push_back(rows_[i].user_id);
    return users;
  }

  // Of the nodes from one place to before another, which it returns.
  size_t AddChildren(size_t begin, size_t end) {
    const size_t room = max_nodes_ - rows_.size();
    std::vector<TreeRow> children = store_->ReadChildren(UserIds(begin, end), static_cast<int>(room) + 1);
    truncated_ = children.size() > room;
    if (truncated_) children.pop_back();
    for (TreeRow& child : children) {
      const int parent = places_.at(child.toucher_id);
      if (!truncated_) ++touched_[parent];
      Add(std::move(child), parent);
    }
    if (!truncated_) counted_ = end;
    return end;
  }

  // Of nodes whose children have not all been read.
  void CountChildren(size_t begin, size_t end) {
    for (const auto& [user_id, count] : store_->CountChildren(UserIds(begin, end)))
      touched_[places_.at(user_id)] = count;
  }

  ShareTreeStore* store_;
  size_t max_nodes_;
  std::vector<TreeRow> rows_;
  std::vector<int> parents_;
  // How many each has touched: of the first `counted_` nodes all, of the others none until they have been counted.
  std::vector<int64_t> touched_;
  size_t counted_ = 0;
  absl::flat_hash_map<std::string, int> places_;
  bool truncated_ = false;
};

}  // namespace

absl::StatusOr<GetShareTreeResponse> ReadShareTree(soci::session& sql, const GetShareTreeRequest& request,
                                                   Names names) {
  RETURN_IF_ERROR(ids::CheckId("user", request.user()));
  if (request.user().empty()) return absl::InvalidArgumentError("user is empty; it should name the tree's root");
  ASSIGN_OR_RETURN(const size_t max_nodes, ParseMaxNodes(request.max_nodes()));
  if (!request.campaign_id().empty()) RETURN_IF_ERROR(campaigns::FindCampaign(sql, request.campaign_id()));
  ShareTreeStore store(sql, request.campaign_id());
  ASSIGN_OR_RETURN(TreeRow root, FindRoot(&store, request.user(), names));
  TreeGrower tree(&store, std::move(root), max_nodes);
  tree.Grow();
  return std::move(tree).Response(names);
}

}  // namespace fudai::stats
