#pragma once

#include <google/protobuf/message.h>
#include <soci/soci.h>

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/paging/paging.h"
#include "services/admin/filter/filter.h"

namespace fudai::filter {

// What a list can be asked for.
struct List {
  // Fields to filter by, named as in the listed message. Moments, numbers and the key can also be ordered by.
  std::vector<Field> fields;
  // Fields to filter by that the listed message does not have itself.
  std::vector<Field> filter_only;
  // The field whose value no two elements share.
  absl::string_view key;
  // The order_by that an empty one means.
  absl::string_view usual_order;
  paging::PageSizes sizes;
};

// The fields of a listed message, with the columns that the database has them in.
std::vector<Field> FieldsOf(const google::protobuf::Descriptor& element,
                            const std::vector<std::pair<absl::string_view, absl::string_view>>& columns);

// A request for a page of a list, with what AIP-132, 158 and 160 give it: filter, order_by, page_size and page_token.
//
//   ASSIGN_OR_RETURN(ListQuery query, ListQuery::Parse(ListQuery::Asked::By(request), list));
//   statement.exchange(soci::into(…));
//   query.Bind(statement);
//   statement.prepare("SELECT … FROM people" + query.Tail());
//
// selects one element more than belongs on the page, which tells whether another page follows.
class ListQuery {
 public:
  // What the request says.
  struct Asked {
    std::string filter;
    std::string order_by;
    int page_size = 0;
    std::string page_token;

    template <typename Request>
    static Asked By(const Request& request) {
      return {request.filter(), request.order_by(), request.page_size(), request.page_token()};
    }
  };

  // INVALID_ARGUMENT names the field that is wrong, and what would be right.
  static absl::StatusOr<ListQuery> Parse(const Asked& asked, const List& list);

  // " WHERE … ORDER BY … LIMIT …", with parameters.
  std::string Tail() const;

  // Gives a statement the parameters; it must be used up before the query is moved or goes.
  void Bind(soci::statement& statement) const;

  // Cuts the elements that were selected to the page's, and returns the token of the next page: empty on the last one.
  template <typename Element>
  std::string EndPage(std::vector<Element>* selected) const {
    if (selected->size() < static_cast<size_t>(limit_)) return "";
    selected->pop_back();
    return TokenAfter(selected->back());
  }

 private:
  // A place in the order: the value of what the list is ordered by, and the key. Which of a pair is used, the kind
  // says.
  struct Place {
    std::string text;
    long long number = 0;
  };

  absl::Status ParseOrder(const Asked& asked, const List& list);
  absl::Status ParsePosition(const std::string& page_token);
  std::string TokenAfter(const google::protobuf::Message& last) const;

  Condition condition_;
  Field order_;
  Field key_;
  bool descending_ = false;
  int limit_ = 0;
  std::string request_;  // What a page token must have been given for.
  bool first_page_ = true;
  Place after_;
  Place after_key_;
};

}  // namespace fudai::filter
