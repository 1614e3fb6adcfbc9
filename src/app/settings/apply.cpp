// Bringing files into a register: what is new is made in the order in which things need each other, then everything is brought to
// what its file says, then what the files do not have goes, if that was asked for. One command of the writer: a problem anywhere
// takes all of it back.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/migrations.hpp"
#include "app/settings/settings.hpp"
#include "practice/people/people_desk.hpp"
#include "practice/roster/plan.hpp"
#include "practice/service/catalogue_checks.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "record/json.hpp"

namespace evenkeel::app::settings {
namespace {

namespace bj = boost::json;
using record::Record;
using record::RecordType;

bool is_person(const RecordType& type) { return type.kind == "person"; }
std::string text_of(const bj::value& v) { return v.is_string() ? std::string(v.get_string().c_str()) : std::string(); }

class Application {
 public:
  Application(House& house, store::Tx& tx, Book book, const std::vector<Sheet>& sheets) : house_(house), tx_(tx), book_(std::move(book)) {
    for (const auto* type : kinds(People::staff))
      for (const auto& sheet : sheets)
        if (sheet.type == type) sheets_.push_back(&sheet);
    for (const auto* sheet : sheets_)
      for (const auto& row : sheet->rows) promised_.insert(promise(sheet->type->kind, row.label));
  }

  Result<std::vector<Step>> run(Prune prune) {
    for (const auto* sheet : sheets_) compare(*sheet);
    if (problems_.empty())
      for (const auto* sheet : sheets_) create(*sheet);
    if (problems_.empty())
      for (const auto* sheet : sheets_) settle(*sheet, Active::not_ended);
    if (problems_.empty())
      for (const auto* sheet : sheets_) settle(*sheet, Active::as_said);
    if (problems_.empty())
      for (auto sheet = sheets_.rbegin(); sheet != sheets_.rend(); ++sheet) leave_out(**sheet, prune);
    if (!problems_.empty()) return Error{Fault::invalid, std::move(problems_), {}};
    return std::move(steps_);
  }

 private:
  /// What another record may still need is ended last.
  enum class Active { not_ended, as_said };

  static std::string promise(std::string_view kind, std::string_view label) { return fmt::format("{}/{}", kind, label); }

  void refuse(const RecordType& type, const Row& row, std::string_view field, std::string code, std::string_view text) {
    const auto about = field.empty() ? std::string() : fmt::format("{}: ", field);
    problems_.push_back({std::move(code), fmt::format("{}:{}: \"{}\": {}{}", file_name(type), row.line, row.label, about, text),
                         field.empty() ? std::string() : "/" + std::string(field)});
  }
  void refuse(const RecordType& type, const Row& row, const Error& e) {
    for (const auto& p : e.problems) refuse(type, row, p.field.empty() ? p.field : p.field.substr(1), p.code, p.text);
  }

  /// The steps, and every name that leads nowhere.
  void compare(const Sheet& sheet) {
    for (const auto& row : sheet.rows) {
      const auto* before = book_.find(sheet.type->kind, row.label);
      const auto old = before ? book_.cells(*before) : std::vector<bj::value>{};
      Step step{before ? Step::What::update : Step::What::create, sheet.type, row.label, {}, {}};
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto& field = sheet.type->fields[i];
        if (!is_written(field)) continue;
        const auto was = before ? old[i] : initial_cell(field);
        if (was != row.cells[i]) step.fields.push_back({field.name, before ? was : bj::value(), row.cells[i]});
        check_names(sheet, row, i);
      }
      if (!before || !step.fields.empty()) steps_.push_back(std::move(step));
    }
  }

  void check_names(const Sheet& sheet, const Row& row, std::size_t i) {
    const auto& field = sheet.type->fields[i];
    const auto check = [&](std::string_view kind, const bj::value& name, std::string_view where) {
      const auto label = text_of(name);
      if (!label.empty() && !book_.find(kind, label) && !promised_.contains(promise(kind, label)))
        refuse(*sheet.type, row, where, "reference.missing", fmt::format("there is no {} called \"{}\"", kind, label));
    };
    if (field.type == record::Type::id) check(field.facts.ref, row.cells[i], field.name);
    if (field.type == record::Type::id_list && row.cells[i].is_array())
      for (const auto& name : row.cells[i].get_array()) check(field.facts.ref, name, field.name);
    if (field.name == "plan") {
      auto plan = row.cells[i];
      roster::for_each_person(plan, [&](const bj::value& name) { check("person", name, field.name); });
    }
    if (field.name == "preset" && row.cells[i].is_object())
      for (const auto& [name, v] : row.cells[i].get_object())
        if (const auto kind = preset_kind({name.data(), name.size()}); !kind.empty())
          check(kind, v, fmt::format("preset.{}", std::string_view(name.data(), name.size())));
  }

  /// The record with what the row says; names of what is not made yet are left out, and `whole` says whether any was.
  Record laid_over(Record r, const Row& row, bool& whole) {
    whole = true;
    const auto id_of = [&](std::string_view kind, const bj::value& name) {
      const Id id = book_.id(kind, text_of(name));
      whole = whole && (id || text_of(name).empty());
      return id;
    };
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const auto& field = r.type->fields[i];
      const auto& cell = row.cells[i];
      if (!is_written(field)) continue;
      if (cell.is_null()) {
        r.values[i] = {};
      } else if (field.type == record::Type::id) {
        const Id id = id_of(field.facts.ref, cell);
        r.values[i] = id ? record::Value(id) : record::Value();
      } else if (field.type == record::Type::id_list) {
        std::vector<Id> ids;
        for (const auto& name : cell.get_array())
          if (const Id id = id_of(field.facts.ref, name)) ids.push_back(id);
        std::ranges::sort(ids);
        r.values[i] = ids.empty() ? record::Value() : record::Value(std::move(ids));
      } else {
        auto plain = cell;
        if (field.name == "preset" && plain.is_object())
          for (auto& [name, v] : plain.get_object())
            if (const auto kind = preset_kind({name.data(), name.size()}); !kind.empty() && v.is_string()) v = to_string(id_of(kind, v));
        if (field.name == "plan") roster::for_each_person(plain, [&](bj::value& v) { v = to_string(id_of("person", v)); });
        if (auto value = record::read_value(field, plain)) r.values[i] = std::move(*value);
      }
    }
    return r;
  }

  /// Places and categories lie in each other: what a record is named after must be there first.
  bool may_be_made(const RecordType& type, const Row& row) const {
    if (is_person(type)) return true;
    return std::ranges::all_of(service::natural_key(type), [&](std::string_view part) {
      const auto& field = *type.find(part);
      const auto label = text_of(row.cells[type.index(part)]);
      return field.type != record::Type::id || label.empty() || book_.find(field.facts.ref, label);
    });
  }

  void create(const Sheet& sheet) {
    std::vector<const Row*> waiting;
    for (const auto& row : sheet.rows)
      if (!book_.find(sheet.type->kind, row.label)) waiting.push_back(&row);
    for (std::size_t before = 0; !waiting.empty() && before != waiting.size();) {
      before = waiting.size();
      std::erase_if(waiting, [&](const Row* row) {
        if (!may_be_made(*sheet.type, *row)) return false;
        make(*sheet.type, *row);
        return true;
      });
    }
    for (const auto* row : waiting)
      refuse(*sheet.type, *row, {}, "reference.circle", "lies in itself, or in something that could not be made");
  }

  void make(const RecordType& type, const Row& row) {
    bool whole = false;
    auto fresh = laid_over(record::initial_record(type), row, whole);
    // Ended ones are ended at last; a matrix is active at once or not at all, there is only one.
    if (type.kind != "priority_matrix") fresh["active"] = true;
    auto made = is_person(type) ? make_person(fresh) : service::add(tx_, std::move(fresh));
    if (made) book_.keep(*made, row.label);
    else refuse(type, row, made.error());
  }

  Result<Record> make_person(const Record& fresh) {
    TRY(const auto person, people::create_person(house_.people(), tx_, patch_of(fresh)));
    return record::to_record(person);
  }

  static record::Patch patch_of(const Record& r) {
    record::Patch patch{r, {}};
    for (const auto& field : r.type->fields) patch.named.push_back(is_written(field));
    return patch;
  }

  void settle(const Sheet& sheet, Active active) {
    std::vector<const Row*> rows;
    for (const auto& row : sheet.rows) rows.push_back(&row);
    // The matrix that becomes active ends the one before.
    const auto position = sheet.type->index("active");
    std::ranges::stable_partition(rows, [&](const Row* row) { return row->cells[position] == bj::value(true); });
    for (const auto* row : rows) {
      const auto before = tx_.find(*sheet.type, book_.id(sheet.type->kind, row->label));
      if (!before) continue;
      bool whole = false;
      auto after = laid_over(*before, *row, whole);
      if (!whole) refuse(*sheet.type, *row, {}, "reference.missing", "refers to something that could not be made");
      if (active == Active::not_ended && std::get<bool>((*before)["active"])) after["active"] = true;
      if (record::diff(*before, after).empty()) continue;
      if (auto done = change(*before, std::move(after)); !done) refuse(*sheet.type, *row, done.error());
    }
  }

  Status change(const Record& before, Record after) {
    if (is_person(*before.type)) {
      TRY(const auto person, people::change_person(house_.people(), tx_, before.id(), {}, patch_of(after)));
      (void)person;
      return Done{};
    }
    TRY(const auto changed, service::change(tx_, before, std::move(after)));
    (void)changed;
    return Done{};
  }

  /// "3 incidents (team), 1 service (owner)"
  std::string referred_by(const Record& r) {
    std::string text;
    for (const auto* type : audited_types())
      for (const auto& field : type->fields) {
        if (field.facts.ref != r.type->kind || field.type != record::Type::id) continue;
        std::int64_t n = 0;
        tx_.db().query(fmt::format("SELECT count(*) FROM {} WHERE {} = $1", type->table, field.name), {r.id()},
                       [&](const store::Row& row) { n = row.integer(0); });
        if (n > 0) text += fmt::format("{}{} {} ({})", text.empty() ? "" : ", ", n, n == 1 ? type->label : type->plural, field.name);
      }
    return text.empty() ? "lists or templates" : text;
  }

  /// One command, which no request waits for: it searches for the use of each record itself.
  Result<service::Removal> remove(const record::Record& before) {
    TRY(const record::Record ended, service::deactivate(tx_, before));
    const bool referred = service::is_referred(tx_.db(), audited_types(), ended);
    return service::remove(tx_, ended, referred ? service::Use::referred : service::Use::unreferred);
  }

  /// What the register has and the files do not. People are never removed by a file: that is erasure.
  void leave_out(const Sheet& sheet, Prune prune) {
    std::set<std::string_view> named;
    for (const auto& row : sheet.rows) named.insert(row.label);
    const auto all = book_.rows(*sheet.type);
    for (auto row = all.rbegin(); row != all.rend(); ++row) {  // "A > B" before "A"
      if (named.contains(row->label)) continue;
      Step step{Step::What::keep, sheet.type, row->label, {}, {}};
      const auto before = tx_.find(*sheet.type, book_.id(sheet.type->kind, row->label));
      if (prune == Prune::remove && !is_person(*sheet.type) && before) {
        auto removal = remove(*before);
        if (!removal) {
          refuse(*sheet.type, *row, removal.error());
          continue;
        }
        if (removal->removed) step.what = Step::What::remove;
        else {
          if (removal->record.version() != before->version() || std::get<bool>((*before)["active"])) step.what = Step::What::deactivate;
          step.referred_by = referred_by(*before);
        }
      }
      steps_.push_back(std::move(step));
    }
  }

  House& house_;
  store::Tx& tx_;
  Book book_;
  std::vector<const Sheet*> sheets_;
  std::set<std::string> promised_;  // what the files have
  std::vector<Step> steps_;
  std::vector<Problem> problems_;
};

enum class Go { for_good, and_take_back };

Result<std::vector<Step>> go(House& house, const store::Actor& actor, const std::vector<Sheet>& sheets, Prune prune, Go how) {
  constexpr std::string_view taken_back = "settings.taken_back";
  std::vector<Step> steps;
  const auto result = house.writer().run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    if (people::setup_needed(tx.db()))
      return error(Fault::conflict, "settings.not_set_up", "nobody administers this register yet; set it up first");
    TRY(auto book, Book::read(tx.db()));
    TRY(steps, Application(house, tx, std::move(book), sheets).run(prune));
    if (how == Go::and_take_back) return error(Fault::conflict, std::string(taken_back), "only a plan");
    return store::Outcome{};
  });
  if (!result && result.error().first().code != taken_back) return result.error();
  return steps;
}

}  // namespace

Result<std::vector<Step>> apply(House& house, const store::Actor& actor, const std::vector<Sheet>& sheets, Prune prune) {
  return go(house, actor, sheets, prune, Go::for_good);
}

Result<std::vector<Step>> plan(House& house, const store::Actor& actor, const std::vector<Sheet>& sheets, Prune prune) {
  return go(house, actor, sheets, prune, Go::and_take_back);
}

}  // namespace evenkeel::app::settings
