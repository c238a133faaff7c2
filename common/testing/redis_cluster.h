#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/redis/client.h"
#include "common/testing/redis_process.h"

namespace fudai::testsupport {

// A real Redis Cluster of a test's own on ports of loopback: primaries that share the slots evenly, and after them
// their replicas. A primary that is gone has a successor within a few seconds, where it has a replica.
class RedisCluster {
 public:
  // Starts, and waits until all nodes agree.
  RedisCluster(int primaries, int replicas_of_each);

  // All nodes as endpoints.
  redis::Options options() const;
  redis::Endpoint endpoint(int node) const;
  // Of one node alone, wherever slots are.
  redis::Options OptionsOf(int node) const;

  // Runs a command on one node, its words between spaces. Ends the program if that fails.
  std::string Run(int node, const std::string& command);
  // Waits until `holds`, asked again and again. Ends the program with `what` if it takes long.
  void Await(const std::string& what, const std::function<bool()>& holds);

  RedisProcess& node(int node) { return *nodes_[node]; }
  int size() const { return static_cast<int>(nodes_.size()); }
  // The node that a node believes to hold a slot; -1 for none.
  int OwnerOf(int slot, int asked);
  std::string IdOf(int node) { return Run(node, "CLUSTER MYID"); }

 private:
  std::vector<std::unique_ptr<RedisProcess>> nodes_;
};

}  // namespace fudai::testsupport
