#include "services/admin/database/schema.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/pseudonyms/pseudonyms.h"

namespace fudai::database {
namespace {

constexpr int kPartitions = 256;

using Step = std::vector<std::string>;

// Types are those that both databases understand; moments are milliseconds since the epoch, money is fen, messages are
// base64.
Step FirstTables() {
  Step step = {
      // What the whole database belongs to: the store's generation.
      "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)",

      // The control plane. epoch: the publication that a campaign's state wants; applied_epoch: the one every partition
      // has taken.
      R"(CREATE TABLE campaigns (campaign_id TEXT PRIMARY KEY, state BIGINT NOT NULL,
         version BIGINT NOT NULL, created_at_ms BIGINT NOT NULL, updated_at_ms BIGINT NOT NULL,
         update_actor TEXT NOT NULL, epoch BIGINT NOT NULL, applied_epoch BIGINT NOT NULL))",
      R"(CREATE TABLE campaign_versions (campaign_id TEXT NOT NULL, version BIGINT NOT NULL,
         spec TEXT NOT NULL, created_at_ms BIGINT NOT NULL, actor TEXT NOT NULL,
         PRIMARY KEY (campaign_id, version)))",
      R"(CREATE TABLE campaign_requests (request_id TEXT PRIMARY KEY, campaign_id TEXT NOT NULL,
         action BIGINT NOT NULL, answer TEXT NOT NULL))",
      "CREATE TABLE publication_epoch (epoch BIGINT NOT NULL)",
      "INSERT INTO publication_epoch VALUES (0)",

      // The ledger: every event. user_id is its buyer, opener or owner.
      R"(CREATE TABLE ledger (partition BIGINT NOT NULL, number BIGINT NOT NULL,
         occurred_at_ms BIGINT NOT NULL, kind BIGINT NOT NULL, campaign_id TEXT NOT NULL,
         user_id TEXT NOT NULL, sharer_id TEXT NOT NULL, order_id TEXT NOT NULL, bag_id TEXT NOT NULL,
         coupon_id TEXT NOT NULL, cups_filled BIGINT NOT NULL, payload TEXT NOT NULL,
         PRIMARY KEY (partition, number)))",
      "CREATE INDEX ledger_by_time ON ledger (occurred_at_ms, partition, number)",
      "CREATE INDEX ledger_by_campaign ON ledger (campaign_id, occurred_at_ms)",
  };
  for (const char* column : {"user_id", "sharer_id", "order_id", "bag_id", "coupon_id"}) {
    step.push_back(
        absl::StrCat("CREATE INDEX ledger_by_", column, " ON ledger (", column, ") WHERE ", column, " <> ''"));
  }
  return step;
}

// What the projector folds. Campaign '' is the whole chain.
Step Projection() {
  Step step = {
      "CREATE TABLE offsets (partition BIGINT PRIMARY KEY, folded BIGINT NOT NULL)",
      // counter: the number of CampaignSummary's field.
      R"(CREATE TABLE totals (campaign_id TEXT NOT NULL, counter BIGINT NOT NULL, value BIGINT NOT NULL,
         PRIMARY KEY (campaign_id, counter)))",
      R"(CREATE TABLE coupons_by_template (campaign_id TEXT NOT NULL, template_id TEXT NOT NULL,
         value BIGINT NOT NULL, PRIMARY KEY (campaign_id, template_id)))",
      // Quarters of an hour, of which the hours and days of every time zone can be made. metric: admin.v1.Metric.
      R"(CREATE TABLE quarters (campaign_id TEXT NOT NULL, metric BIGINT NOT NULL,
         start_ms BIGINT NOT NULL, value BIGINT NOT NULL, PRIMARY KEY (campaign_id, metric, start_ms)))",
      "CREATE TABLE openers (campaign_id TEXT NOT NULL, user_id TEXT NOT NULL, PRIMARY KEY (campaign_id, user_id))",
  };
  for (int i = 0; i < kPartitions; ++i) step.push_back(absl::StrCat("INSERT INTO offsets VALUES (", i, ", 0)"));
  return step;
}

// Versions in effect, reviews, reasons. The window is that of the published version; ended_at_ms: when somebody ended
// the campaign, 0 if nobody did; revision: counts changes, for the etag; contents: the request, to tell a repeat by.
Step Lifecycle() {
  Step step;
  for (const char* column :
       {"update_reason TEXT NOT NULL DEFAULT ''", "revision BIGINT NOT NULL DEFAULT 1",
        "published_version BIGINT NOT NULL DEFAULT 0", "starts_at_ms BIGINT NOT NULL DEFAULT 0",
        "ends_at_ms BIGINT NOT NULL DEFAULT 9223372036854775807", "ended_at_ms BIGINT NOT NULL DEFAULT 0",
        "review_state BIGINT NOT NULL DEFAULT 1", "review_version BIGINT NOT NULL DEFAULT 0",
        "review_requester TEXT NOT NULL DEFAULT ''", "review_approver TEXT NOT NULL DEFAULT ''"}) {
    step.push_back(absl::StrCat("ALTER TABLE campaigns ADD COLUMN ", column));
  }
  for (const char* column : {"reason TEXT NOT NULL DEFAULT ''", "published_at_ms BIGINT NOT NULL DEFAULT 0"})
    step.push_back(absl::StrCat("ALTER TABLE campaign_versions ADD COLUMN ", column));
  step.push_back("ALTER TABLE campaign_requests ADD COLUMN contents TEXT NOT NULL DEFAULT ''");
  // All states but the draft, as they were before this step.
  step.push_back("UPDATE campaigns SET published_version = version WHERE state IN (2, 3, 4)");
  step.push_back("UPDATE campaigns SET ended_at_ms = updated_at_ms WHERE state = 4");
  step.push_back(
      "UPDATE campaign_versions SET published_at_ms = created_at_ms WHERE campaign_id IN "
      "(SELECT campaign_id FROM campaigns WHERE published_version > 0)");
  return step;
}

// Who may use the admin server, and what they did. Booleans are 0 and 1; roles are numbers of admin.v1.Role.
Step PeopleAndAudit() {
  return {
      R"(CREATE TABLE people (name TEXT PRIMARY KEY, display_name TEXT NOT NULL, role BIGINT NOT NULL,
         disabled BIGINT NOT NULL, password_hash TEXT NOT NULL, created_at_ms BIGINT NOT NULL,
         updated_at_ms BIGINT NOT NULL, revision BIGINT NOT NULL))",
      // token_hash: SHA-256 of the session's token.
      R"(CREATE TABLE sessions (token_hash TEXT PRIMARY KEY, name TEXT NOT NULL, role BIGINT NOT NULL,
         created_at_ms BIGINT NOT NULL, expires_at_ms BIGINT NOT NULL))",
      "CREATE INDEX sessions_by_name ON sessions (name)",

      R"(CREATE TABLE audit_log (number BIGINT PRIMARY KEY, created_at_ms BIGINT NOT NULL, actor TEXT NOT NULL,
         actor_role TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, campaign_id TEXT NOT NULL,
         reason TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, hash TEXT NOT NULL))",
      "CREATE INDEX audit_log_by_campaign ON audit_log (campaign_id, number)",
      // The newest entry's place; whoever changes the row first appends first.
      "CREATE TABLE audit_head (number BIGINT NOT NULL, hash TEXT NOT NULL)",
      absl::StrCat("INSERT INTO audit_head VALUES (0, '", std::string(64, '0'), "')"),
  };
}

// Value of the coupons given, in fen, by template and quarter of an hour.
Step LiabilityByTemplate() {
  return {R"(CREATE TABLE template_quarters (campaign_id TEXT NOT NULL, template_id TEXT NOT NULL,
             start_ms BIGINT NOT NULL, liability_fen BIGINT NOT NULL,
             PRIMARY KEY (campaign_id, template_id, start_ms)))"};
}

// How far the sweep of an archived campaign was when the admin server last looked (common/partition/sweep.h);
// archived_at_ms: when nothing was left of the campaign in the store, 0 before.
Step Archiving() {
  Step step;
  for (const char* column :
       {"sweep_phase", "sweep_pass", "sweep_looked", "sweep_deleted", "sweep_size", "archived_at_ms"})
    step.push_back(absl::StrCat("ALTER TABLE campaigns ADD COLUMN ", column, " BIGINT NOT NULL DEFAULT 0"));
  return step;
}

// Numbers by day, and what they need to know of people. They are counted from the ledger, which holds events already:
// so all numbers begin anew, and the projector counts the ledger again. counted: how far it is with that; folded: how
// far the ledger goes.
Step Rollups(const std::string& clustered) {
  Step step = {
      "ALTER TABLE offsets ADD COLUMN counted BIGINT NOT NULL DEFAULT 0",
      "DELETE FROM totals",
      "DELETE FROM coupons_by_template",
      "DELETE FROM quarters",
      "DELETE FROM template_quarters",
      "DROP TABLE openers",
  };
  for (const char* table : {
           // first_ms: the opener's first opening in the campaign.
           R"(openers (campaign_id TEXT NOT NULL, user_id TEXT NOT NULL, first_ms BIGINT NOT NULL,
              PRIMARY KEY (campaign_id, user_id)))",
           // metric: rollups::Rollup; start_ms: when the day begins in the campaign's time zone.
           R"(rollups (campaign_id TEXT NOT NULL, metric BIGINT NOT NULL, start_ms BIGINT NOT NULL,
              dimension TEXT NOT NULL, value BIGINT NOT NULL,
              PRIMARY KEY (campaign_id, metric, start_ms, dimension)))",
           // campaign_id, converted_at_ms: who brought the customer, and when they first ordered; '' and 0 if nobody
           // did.
           R"(customers (user_id TEXT PRIMARY KEY, orders BIGINT NOT NULL, generation BIGINT NOT NULL,
              campaign_id TEXT NOT NULL, converted_at_ms BIGINT NOT NULL))",
           // Who has got a bag of the campaign.
           "sharers (campaign_id TEXT NOT NULL, user_id TEXT NOT NULL, PRIMARY KEY (campaign_id, user_id))",
       }) {
    step.push_back(absl::StrCat("CREATE TABLE ", table, clustered));
  }
  return step;
}

// Has the projector count all from the ledger anew; these tables stay.
Step Anew(const std::vector<const char*>& tables) {
  Step step = {"UPDATE offsets SET counted = 0"};
  for (const char* table : tables) step.push_back(absl::StrCat("DELETE FROM ", table));
  return step;
}

// Further numbers; all begin anew, as in the step before.
Step FurtherNumbers(const std::string& clustered) {
  Step step = Anew({"totals", "coupons_by_template", "quarters", "template_quarters", "openers", "rollups"});
  for (const char* table : {"customers", "sharers"}) step.push_back(absl::StrCat("DROP TABLE ", table));
  for (const char* table : {
           // projection::Customer says what the columns mean. pseudonym: pseudonyms::Pseudonyms.
           R"(customers (user_id TEXT PRIMARY KEY, orders BIGINT NOT NULL, generation BIGINT NOT NULL,
              campaign_id TEXT NOT NULL, converted_at_ms BIGINT NOT NULL, first_order_ms BIGINT NOT NULL,
              marks BIGINT NOT NULL, campaign_marks BIGINT NOT NULL, spend_fen BIGINT NOT NULL, toucher_id TEXT NOT NULL,
              touch_campaign_id TEXT NOT NULL, touched_at_ms BIGINT NOT NULL, pseudonym TEXT NOT NULL))",
           // Whose bags did what. bags is 0 while only what came of them is counted.
           R"(sharers (campaign_id TEXT NOT NULL, user_id TEXT NOT NULL, pseudonym TEXT NOT NULL, bags BIGINT NOT NULL,
              openings BIGINT NOT NULL, brought BIGINT NOT NULL, free_coffees BIGINT NOT NULL,
              PRIMARY KEY (campaign_id, user_id)))",
           // kind: rollups::CustomerBucket. Customers in a bucket, and what they spent together; 0 where that is not
           // what the buckets are of.
           R"(customer_buckets (campaign_id TEXT NOT NULL, kind BIGINT NOT NULL, bucket BIGINT NOT NULL,
              customers BIGINT NOT NULL, spend_fen BIGINT NOT NULL, PRIMARY KEY (campaign_id, kind, bucket)))",
       }) {
    step.push_back(absl::StrCat("CREATE TABLE ", table, clustered));
  }
  step.insert(step.end(),
              {"CREATE INDEX customers_by_pseudonym ON customers (pseudonym)",
               "CREATE INDEX customers_by_toucher ON customers (toucher_id, touched_at_ms) WHERE toucher_id <> ''",
               "CREATE INDEX sharers_by_brought ON sharers (campaign_id, brought, openings, pseudonym) WHERE bags > 0",
               absl::StrCat("INSERT INTO facts VALUES ('", pseudonyms::kKeyFact, "', '", pseudonyms::NewKey(),
                            "') ON CONFLICT DO NOTHING")});
  for (const char* table : {
           // Customers who are compared. held_out: 1 for those left out; first_order: the number of the event that they
           // were in their group from; orders and revenue_fen: after it.
           R"(holdout_members (user_id TEXT NOT NULL, campaign_id TEXT NOT NULL, held_out BIGINT NOT NULL,
              first_order BIGINT NOT NULL, orders BIGINT NOT NULL, revenue_fen BIGINT NOT NULL,
              PRIMARY KEY (user_id, campaign_id)))",
           // Their sums. squares_high and squares_low: the halves of the sum of the squares of revenue_fen, 128 bits.
           R"(holdout_groups (campaign_id TEXT NOT NULL, held_out BIGINT NOT NULL, customers BIGINT NOT NULL,
              orders BIGINT NOT NULL, revenue_fen BIGINT NOT NULL, squares_high BIGINT NOT NULL,
              squares_low BIGINT NOT NULL, PRIMARY KEY (campaign_id, held_out)))",
           // What friends' openings have added for a sharer: drops in all, cups filled, distinct helpers, and the
           // moment of
           // the first that is in the present cup.
           R"(cups (campaign_id TEXT NOT NULL, user_id TEXT NOT NULL, drops BIGINT NOT NULL, filled BIGINT NOT NULL,
              helpers BIGINT NOT NULL, begun_ms BIGINT NOT NULL, PRIMARY KEY (campaign_id, user_id)))",
       }) {
    step.push_back(absl::StrCat("CREATE TABLE ", table, clustered));
  }
  return step;
}

// What long ranges are read from: shops' numbers side by side, by day and month, and series by day; and the
// last days' by minute. And what the projector looks up: refunds of orders, and sums that have come to nothing. All
// numbers begin anew.
Step LongRanges(const std::string& clustered) {
  Step step = Anew({"totals", "coupons_by_template", "quarters", "template_quarters", "openers", "rollups", "customers",
                    "sharers", "customer_buckets", "holdout_members", "holdout_groups", "cups"});
  step.insert(step.end(), {// span: rollups::Span.
                           absl::StrCat(R"(CREATE TABLE shop_spans (campaign_id TEXT NOT NULL, span BIGINT NOT NULL,
             start_ms BIGINT NOT NULL, shop_id TEXT NOT NULL, orders BIGINT NOT NULL, paid_fen BIGINT NOT NULL,
             refunds BIGINT NOT NULL, refunded_fen BIGINT NOT NULL, first_orders BIGINT NOT NULL, bags BIGINT NOT NULL,
             coupons_redeemed BIGINT NOT NULL, discount_fen BIGINT NOT NULL,
             PRIMARY KEY (campaign_id, span, start_ms, shop_id)))",
                                        clustered),
                           // As `quarters`, by days of the campaign's time zone.
                           absl::StrCat(R"(CREATE TABLE series_days (campaign_id TEXT NOT NULL, metric BIGINT NOT NULL,
             start_ms BIGINT NOT NULL, value BIGINT NOT NULL, PRIMARY KEY (campaign_id, metric, start_ms)))",
                                        clustered),
                           // As `quarters`, by minutes (rollups/minutes.h).
                           absl::StrCat(R"(CREATE TABLE series_minutes (campaign_id TEXT NOT NULL,
             metric BIGINT NOT NULL, start_ms BIGINT NOT NULL, value BIGINT NOT NULL,
             PRIMARY KEY (campaign_id, metric, start_ms)))",
                                        clustered),
                           "CREATE INDEX series_minutes_by_start ON series_minutes (start_ms)",
                           "CREATE INDEX ledger_refunds ON ledger (order_id) WHERE kind = 3",
                           "CREATE INDEX rollups_empty ON rollups (value) WHERE value = 0",
                           "CREATE INDEX customer_buckets_empty ON customer_buckets (customers) WHERE customers = 0"});
  return step;
}

// A share tree is read from the index alone. PostgreSQL finds a row by its place, which costs it little, and would have
// to write every index of a customer anew with each order if one held their number.
Step TreesFromTheIndex(bool is_sqlite) {
  if (!is_sqlite) return {};
  return {"DROP INDEX customers_by_toucher",
          "CREATE INDEX customers_by_toucher ON customers (toucher_id, touched_at_ms, pseudonym, user_id,"
          " touch_campaign_id, orders) WHERE toucher_id <> ''"};
}

// A user's entries are read in their order, however many there are.
Step UsersEntriesInOrder() {
  Step step;
  for (const char* column : {"user_id", "sharer_id"}) {
    step.push_back(absl::StrCat("DROP INDEX ledger_by_", column));
    step.push_back(absl::StrCat("CREATE INDEX ledger_by_", column, " ON ledger (", column,
                                ", occurred_at_ms, partition, number) WHERE ", column, " <> ''"));
  }
  return step;
}

// PostgreSQL writes a changed row beside the old one, and leaves its indexes alone where the page has room for it.
Step RoomForChanges(bool is_sqlite) {
  Step step;
  if (is_sqlite) return step;
  for (const char* table : {"totals", "quarters", "series_days", "template_quarters", "rollups", "shop_spans",
                            "customers", "sharers", "cups", "customer_buckets"})
    step.push_back(absl::StrCat("ALTER TABLE ", table, " SET (fillfactor = 75)"));
  return step;
}

bool IsSqlite(soci::session& sql) { return sql.get_backend_name() == "sqlite3"; }

std::vector<Step> Steps(soci::session& sql) {
  // Without it, SQLite keeps a table in the order of its insertions, and looks up every row of a range on its own.
  const std::string clustered = IsSqlite(sql) ? " WITHOUT ROWID" : "";
  return {FirstTables(),         Projection(),
          Lifecycle(),           PeopleAndAudit(),
          LiabilityByTemplate(), Archiving(),
          Rollups(clustered),    FurtherNumbers(clustered),
          LongRanges(clustered), TreesFromTheIndex(IsSqlite(sql)),
          UsersEntriesInOrder(), RoomForChanges(IsSqlite(sql))};
}

// The tables of the database or, in PostgreSQL, of the session's schema.
std::vector<std::string> TableNames(soci::session& sql) {
  const std::string query = IsSqlite(sql)
                                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                                : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()";
  const soci::rowset<std::string> rows = sql.prepare << query;
  return std::vector<std::string>(rows.begin(), rows.end());
}

}  // namespace

absl::Status Recreate(soci::session& sql) {
  for (const std::string& table : TableNames(sql)) sql << absl::StrCat("DROP TABLE ", table);
  return Migrate(sql);
}

absl::Status Migrate(soci::session& sql) {
  sql << "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)";
  long long version = 0;
  sql << "SELECT COALESCE(MAX(version), 0) FROM schema_version", soci::into(version);
  const std::vector<Step> steps = Steps(sql);
  const long long newest = static_cast<long long>(steps.size());
  if (version > newest) {
    return absl::FailedPreconditionError(absl::StrCat("the database has schema version ", version,
                                                      ", and this program knows up to ", newest,
                                                      "; use the newer program that changed it"));
  }
  for (long long next = version + 1; next <= newest; ++next) {
    for (const std::string& statement : steps[next - 1]) sql << statement;
    sql << "INSERT INTO schema_version VALUES (:version)", soci::use(next);
  }
  return absl::OkStatus();
}

}  // namespace fudai::database
