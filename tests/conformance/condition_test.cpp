// A condition means the same in memory, on SQLite and on PostgreSQL: random records and random conditions, asked in both
// ways. Also that the normal form of a condition reads back as itself.
#include "condition/condition.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

#include "condition/custom.hpp"
#include "condition/sample_for_test.hpp"
#include "record/json.hpp"
#include "store/row_io.hpp"
#include "store/schema.hpp"
#include "support/test_database.hpp"

namespace evenkeel::condition {
namespace {

using record::Record;
using record::to_record;

const Time noon = *parse_rfc3339("2026-03-02T12:00:00Z");
constexpr int jobs_most = 8, crews_most = 4, conditions_each = 12;
constexpr std::int64_t crew_base = 0, job_base = 100;  // ids are unique over kinds

template <class T>
T pick(const std::vector<T>& pool) {
  return *rc::gen::elementOf(pool);
}
int below(int n) { return *rc::gen::inRange(0, n); }
bool chance(int percent) { return below(100) < percent; }

/// What trips databases: case, wildcards, quotes, numbers as text, blanks, several scripts, orders in which UTF-8 and UTF-16
/// differ, and what looks like our own language. An example draws from few themes, so that its texts meet.
const std::vector<std::vector<std::string>> themes{
    {"a", "A", "b", "ab", "abc", "aB", "Z", "z"},
    {"%", "_", "a%", "a_c", "abc", "a", "%%", "*", "[a]", "?"},
    {"\\", "\\%", "'", "''", "\"", "a\"b'c", "a'", "--", "; DROP TABLE job"},
    {"0", "1", "01", "1.0", "-1", "10", "true", "null"},
    {" ", " a", "a ", "a", "a\nb", "a\tb", "a b"},
    {"ä", "Ä", "a\xCC\x88", "ß", "ss", "a", "\xEF\xBF\xBD", "\xF0\x9F\x98\x80", "日本", "日"},
    {"$1", "now", "me", "and", "a or b", "not", std::string(199, 'x'), std::string(198, 'x')}};
const std::vector<std::string>* theme = &themes[0];

std::string any_text() {
  if (chance(10)) return pick(pick(themes));
  return chance(85) ? pick(*theme) : pick(*theme) + pick(*theme);
}
std::string maybe_text() { return chance(25) ? std::string() : any_text(); }
std::int64_t any_integer() {
  if (chance(80)) return below(7) - 3;
  return pick<std::int64_t>({INT64_MIN, INT64_MAX, 1LL << 53, -(1LL << 53), 5'000'000'000});
}
double any_real() { return pick<double>({-1e300, -2.5, -1, -0.1, 0, 1e-9, 0.1, 0.5, 1, 3, 1e17, 1e300}); }
Time any_time() { return noon + (below(9) - 4) * us_per_hour + pick<std::int64_t>({0, 0, 1, 500'000}); }
Id maybe_id(std::int64_t base, int most) { return chance(25) ? Id{} : Id{base + 1 + below(most)}; }

std::vector<std::string> some_texts() {
  std::set<std::string> out;
  for (int i = chance(40) ? 0 : below(4); i > 0; --i) out.insert(any_text());
  return {out.begin(), out.end()};
}
std::vector<Id> some_ids() {
  std::set<Id> out;
  for (int i = chance(40) ? 0 : below(4); i > 0; --i) out.insert(Id{1 + below(5)});
  return {out.begin(), out.end()};
}

void add_member(std::string& object, std::string_view name, const std::string& json) {
  object += object.size() > 1 ? ",\"" : "\"";
  object.append(name) += "\":" + json;
}
std::string json_text(const std::string& text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}
/// Custom fields, some of them of another type than their definition says.
std::string any_custom() {
  if (chance(20)) return {};
  const auto odd = [] { return pick<std::string>({"null", "5", "\"5\"", "[]", "{}", "true", "\"\""}); };
  std::string out = "{";
  if (chance(70)) add_member(out, "serial", chance(90) ? json_text(chance(90) ? any_text() : std::string(600, 'y')) : odd());
  if (chance(70)) add_member(out, "slots", chance(90) ? std::to_string(any_integer()) : odd());
  if (chance(70)) add_member(out, "weight", chance(90) ? pick<std::string>({"-2.5", "0", "-0.0", "0.1", "3", "1e300"}) : odd());
  if (chance(70)) add_member(out, "vip", chance(90) ? pick<std::string>({"true", "false"}) : odd());
  if (chance(70)) add_member(out, "bought_at", chance(90) ? "\"" + format_rfc3339(any_time()) + "\"" : odd());
  if (chance(70)) add_member(out, "places", "[" + json_text(any_text()) + (chance(50) ? "," + json_text(any_text()) : "") + "]");
  if (chance(70)) add_member(out, "friend", chance(90) ? "\"" + std::to_string(1 + below(5)) + "\"" : odd());
  if (chance(70)) add_member(out, "friends", "[\"" + std::to_string(1 + below(5)) + "\",\"" + std::to_string(1 + below(5)) + "\"]");
  if (chance(70)) add_member(out, "kind", chance(90) ? json_text(any_text()) : odd());
  return out + "}";
}

Crew any_crew(int number) {
  Crew c;
  c.id = Id{crew_base + number}, c.name = maybe_text(), c.size = any_integer(), c.remote = chance(50);
  c.parent = maybe_id(crew_base, crews_most + 1), c.skills = some_texts();
  return c;
}
Job any_job(int number) {
  Job j;
  j.id = Id{job_base + number}, j.title = maybe_text(), j.mood = static_cast<Mood>(below(3)), j.rank = any_integer(), j.open = chance(50);
  j.notes = chance(80) ? maybe_text() : std::string(5'000, 'n') + any_text();
  if (chance(70)) j.wanted = static_cast<Mood>(below(3));
  if (chance(70)) j.score = any_integer();
  if (chance(70)) j.ratio = any_real();
  if (chance(70)) j.checked = chance(50);
  if (chance(70)) j.due_at = any_time();
  j.crew = maybe_id(crew_base, crews_most + 1), j.owner = maybe_id(0, 5), j.watchers = some_ids();
  j.tags = some_texts(), j.steps = some_texts();
  j.custom.text = any_custom();
  return j;
}

// ---- conditions ----------------------------------------------------------------------------------------------------

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

struct Question {
  const char* path;
  char type;  // t text, e enumeration, i integer, r real, b boolean, m time, d id, T and D lists of text and ids, n nothing
};
const std::vector<Question> questions{{"title", 't'},
                                      {"notes", 't'},
                                      {"mood", 'e'},
                                      {"wanted", 'e'},
                                      {"rank", 'i'},
                                      {"score", 'i'},
                                      {"ratio", 'r'},
                                      {"open", 'b'},
                                      {"checked", 'b'},
                                      {"due_at", 'm'},
                                      {"crew", 'd'},
                                      {"owner", 'd'},
                                      {"id", 'd'},
                                      {"watchers", 'D'},
                                      {"tags", 'T'},
                                      {"steps", 'n'},
                                      {"custom", 'n'},
                                      {"crew.name", 't'},
                                      {"crew.size", 'i'},
                                      {"crew.remote", 'b'},
                                      {"crew.skills", 'T'},
                                      {"crew.parent", 'd'},
                                      {"crew.parent.name", 't'},
                                      {"crew.parent.size", 'i'},
                                      {"crew.parent.skills", 'T'},
                                      {"custom.serial", 't'},
                                      {"custom.slots", 'i'},
                                      {"custom.weight", 'r'},
                                      {"custom.vip", 'b'},
                                      {"custom.bought_at", 'm'},
                                      {"custom.friend", 'd'},
                                      {"custom.friends", 'D'},
                                      {"custom.kind", 't'},
                                      {"custom.places", 'T'}};

std::string any_literal(char type) {
  switch (type) {
    case 't':
    case 'T': return quoted(any_text());
    case 'e': return pick<std::string>({"calm", "tense", "on_fire"});
    case 'i': return std::to_string(any_integer());
    case 'r': return pick<std::string>({"-2.5", "-0.1", "0", "0.1", "0.5", "3", "1e300"});
    case 'b': return chance(50) ? "true" : "false";
    case 'm': return pick<std::string>({"now", "now - 2h", "now + 1h", "2026-03-02T12:00:00Z", "2026-03-02T11:00:00.5Z", "2026-03-02"});
    default: return chance(30) ? "me" : std::to_string(1 + below(5));
  }
}
std::string any_list(char type) {
  if (type == 'd' && chance(30)) return chance(50) ? "my_teams" : "my_organisations";
  std::string out = "(" + any_literal(type);
  for (int i = below(3); i > 0; --i) out += ", " + any_literal(type);
  return out + ")";
}
std::string any_term() {
  const Question q = pick(questions);
  const std::string path = q.path;
  if (q.type == 'n' || chance(15)) return path + (chance(50) ? " is absent" : " is present");
  if (q.type == 'T' || q.type == 'D') return path + " has " + any_literal(q.type);
  if (chance(25)) return path + (chance(50) ? " in " : " not in ") + any_list(q.type);
  std::vector<std::string> operators{"=", "!="};
  if (q.type == 't' || q.type == 'i' || q.type == 'r' || q.type == 'm') operators.insert(operators.end(), {"<", "<=", ">", ">="});
  if (q.type == 't') operators.insert(operators.end(), {"contains", "starts", "contains", "starts"});
  return path + " " + pick(operators) + " " + any_literal(q.type);
}
std::string any_condition(int depth) {
  if (depth == 0 || chance(30)) return chance(95) ? any_term() : chance(50) ? "true" : "false";
  if (chance(30)) return "not (" + any_condition(depth - 1) + ")";
  const char* joint = chance(50) ? ") and (" : ") or (";
  return "(" + any_condition(depth - 1) + joint + any_condition(depth - 1) + ")";
}

// ---- the two ways of asking ----------------------------------------------------------------------------------------

struct Data {
  std::vector<Record> jobs;
  std::map<Id, Record> crews;
  Asker asker;

  const Record* find(std::string_view kind, Id id) const {
    const auto it = crews.find(id);
    return kind == "crew" && it != crews.end() ? &it->second : nullptr;
  }
  std::vector<std::int64_t> ask_memory(const Condition& c) const {
    std::vector<std::int64_t> out;
    for (const Record& job : jobs)
      if (c.evaluate(job, asker, [&](std::string_view kind, Id id) { return find(kind, id); })) out.push_back(job.id().v);
    return out;
  }
};

Data any_data() {
  theme = &themes[static_cast<std::size_t>(below(static_cast<int>(themes.size())))];
  Data data;
  for (int i = 1; i <= crews_most; ++i) data.crews[Id{crew_base + i}] = to_record(any_crew(i));
  for (int i = 1; i <= jobs_most; ++i) data.jobs.push_back(to_record(any_job(i)));
  data.asker = {chance(80) ? Id{1 + below(5)} : Id{}, chance(70) ? some_ids() : std::vector<Id>{}, noon,
                chance(70) ? some_ids() : std::vector<Id>{}};
  return data;
}

void insert_items(store::Connection& db, const Record& r, const std::string& field, const std::vector<std::string>& values) {
  for (const std::string& value : values)
    db.execute("INSERT INTO list_item(kind, field, value, subject_id) VALUES ($1,$2,$3,$4)", {r.type->kind, field, value, r.id()});
}

void insert(store::Connection& db, const Record& r) {
  std::string places;
  std::vector<store::Param> params;
  std::vector<std::string> rendered;
  rendered.reserve(r.values.size());
  for (const record::Value& value : r.values) {
    store::bind_value(value, params, rendered);
    places += (places.empty() ? "$" : ", $") + std::to_string(params.size());
  }
  db.execute("INSERT INTO " + std::string(r.type->table) + " VALUES (" + places + ")", params);
  for (std::size_t i = 0; i < r.values.size(); ++i) {
    std::vector<std::string> items;
    if (const auto* ids = std::get_if<std::vector<Id>>(&r.values[i]))
      for (Id id : *ids) items.push_back(to_string(id));
    if (const auto* words = std::get_if<std::vector<std::string>>(&r.values[i])) items = *words;
    if (r.type->fields[i].facts.listed) insert_items(db, r, std::string(r.type->fields[i].name), items);
    if (r.type->fields[i].name == "custom" && !record::is_absent(r.values[i]))
      for (const auto& [field, values] : custom_items(std::get<std::string>(r.values[i]), sample_custom))
        insert_items(db, r, field, values);
  }
}

std::vector<std::int64_t> ask_database(store::Connection& db, const Condition& c, const Asker& asker) {
  const Sql sql = c.compile(asker, "t", 2);
  std::vector<store::Param> params{store::Param(job_base)};
  for (const SqlParam& p : sql.params) std::visit([&](const auto& v) { params.emplace_back(v); }, p);
  std::vector<std::int64_t> out;
  db.query("SELECT t.id FROM job t WHERE t.id > $1 AND " + sql.where + " ORDER BY t.id", params,
           [&](const store::Row& row) { out.push_back(row.integer(0)); });
  return out;
}

Condition parsed(const std::string& text) {
  auto c = parse(text, sample_vocabulary());
  if (!c) RC_FAIL(text + ": " + c.error().first().text);
  return *c;
}

class ConditionAgreementTest : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    connection_ = db().connect(store::Open::write);
    const std::string tables = store::ddl_for(record::type_of<Job>()) + store::ddl_for(record::type_of<Crew>());
    connection_->script(db().render(store::core_schema() + tables));
  }
  void TearDown() override { connection_.reset(); }
  std::unique_ptr<store::Connection> connection_;
};
ON_BOTH_DATABASES(ConditionAgreementTest);

TEST_P(ConditionAgreementTest, MemoryAndDatabaseAnswerAlike) {
  std::size_t asked = 0, some = 0;
  const bool ok = rc::check([&] {
    const Data data = any_data();
    connection_->rollback();  // of an example that failed
    connection_->begin(store::Begin::write);
    for (const auto& [id, crew] : data.crews) insert(*connection_, crew);
    for (const Record& job : data.jobs) insert(*connection_, job);
    for (int i = 0; i < conditions_each; ++i) {
      Condition c = parsed(any_condition(3));
      if (chance(20)) c = chance(50) ? Condition::both(c, parsed(any_term())) : Condition::either(c, parsed(any_term()));
      RC_LOG() << c.text() << "\n" << c.compile(data.asker, "t", 2).where << "\n";
      const auto answer = data.ask_memory(c);
      RC_ASSERT(answer.empty() || c.can_hold());
      RC_ASSERT(ask_database(*connection_, c, data.asker) == answer);
      const Condition again = parsed(c.text());
      RC_ASSERT(again.text() == c.text());
      RC_ASSERT(data.ask_memory(again) == answer);
      ++asked;
      some += !answer.empty() && answer.size() < data.jobs.size();
    }
    connection_->rollback();
  });
  EXPECT_TRUE(ok);
  EXPECT_GT(some, asked / 5) << "the conditions tell records apart too rarely to prove anything";
}

TEST_P(ConditionAgreementTest, EveryTextAgainstEveryText) {
  Data data{{}, {}, {Id{1}, {}, noon}};
  std::set<std::string> all;
  for (const auto& some : themes) all.insert(some.begin(), some.end());
  connection_->begin(store::Begin::write);
  for (const std::string& text : all) {
    Job j;
    j.id = Id{job_base + 1 + static_cast<std::int64_t>(data.jobs.size())}, j.title = text, j.tags = {text};
    j.custom.text = "{\"serial\":" + json_text(text) + "}";
    data.jobs.push_back(to_record(j));
    insert(*connection_, data.jobs.back());
  }
  for (const std::string& text : all)
    for (const char* ask : {"title =", "title !=", "title <", "title <=", "title >", "title >=", "title contains", "title starts",
                            "tags has", "custom.serial <", "custom.serial contains", "custom.serial starts"}) {
      const auto c = parse(ask + (" " + quoted(text)), sample_vocabulary());
      ASSERT_TRUE(static_cast<bool>(c)) << text;
      EXPECT_EQ(ask_database(*connection_, *c, data.asker), data.ask_memory(*c)) << c->text();
    }
  connection_->rollback();
}

}  // namespace
}  // namespace evenkeel::condition
