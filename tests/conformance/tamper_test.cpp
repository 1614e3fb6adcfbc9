// Whoever alters the database behind the product's back is found out: one row of every audited table, one value altered in every column,
// and the row taken away, each by itself.
#include <algorithm>

#include "app/migrations.hpp"
#include "base/sim_world.hpp"
#include "store/audit.hpp"
#include "store/writer.hpp"
#include "support/test_database.hpp"

namespace evenkeel {
namespace {

constexpr Time start{1'772'438'400 * us_per_second};

class Tampering : public test::OnBothDatabases {};
ON_BOTH_DATABASES(Tampering);

record::Value some_value(const record::Field& field) {
  switch (field.type) {
    case record::Type::text: return std::string("x");
    case record::Type::integer: return std::max<std::int64_t>(1, field.facts.min);
    case record::Type::real: return 1.5;
    case record::Type::boolean: return true;
    case record::Type::time: return start;
    case record::Type::id: return Id{77};
    case record::Type::enumeration: return std::string(field.names.front());
    case record::Type::id_list: return std::vector<Id>{Id{77}};
    case record::Type::text_list: return std::vector<std::string>{"x"};
    case record::Type::object: return std::string(R"({"x":1})");
  }
  return {};
}

/// Another value of the column, as SQL.
std::string altered(const record::Field& field) {
  const std::string name(field.name);
  switch (field.type) {
    case record::Type::text: return "'y'";
    case record::Type::boolean: return "1 - " + name;
    case record::Type::integer:
    case record::Type::real:
    case record::Type::time:
    case record::Type::id: return name + " + 1";
    case record::Type::enumeration: return "'" + std::string(field.names.size() > 1 ? field.names[1] : "none of them") + "'";
    case record::Type::id_list:
    case record::Type::text_list: return R"('["78"]')";
    case record::Type::object: return R"('{"x":2}')";
  }
  return {};
}

Id insert_one(store::Writer& writer, const record::RecordType& type) {
  Id id;
  const auto done = writer.run(store::Lane::people, store::Actor{"system:test", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
    record::Record r = record::make_record(type);
    for (std::size_t i = 2; i < type.fields.size(); ++i) r.values[i] = some_value(type.fields[i]);
    r.values[0] = id = tx.new_id();
    tx.insert(r, {std::string(type.kind) + ".added", {}, {}, {}});
    return store::Outcome{};
  });
  EXPECT_TRUE(done) << type.kind;
  return id;
}

TEST_P(Tampering, of_every_column_and_row_of_every_audited_table_is_named) {
  store::migrate(db(), app::migrations(GetParam()), start);
  SimWorld world(start);
  std::map<std::string_view, Id> rows;
  {
    const auto writer = store::make_writer(db(), world, {});
    for (const auto* type : app::audited_types()) rows[type->kind] = insert_one(*writer, *type);
  }
  const auto c = db().connect(store::Open::write);
  const auto expect_named = [&](const record::RecordType& type, const std::string& sql) {
    c->begin(store::Begin::write);
    EXPECT_EQ(c->execute_count(sql, {}), 1) << sql;
    store::AuditOptions options;
    options.types = {&type};
    const auto report = store::verify(*c, options);
    EXPECT_TRUE(std::ranges::any_of(report.findings, [&](const store::Finding& f) { return f.subject == rows[type.kind]; })) << sql;
    c->rollback();
  };
  std::int64_t columns = 0;
  for (const auto* type : app::audited_types()) {
    const std::string where = " WHERE id = " + to_string(rows[type->kind]), table(type->table);
    for (std::size_t i = 1; i < type->fields.size(); ++i, ++columns) {
      const auto& field = type->fields[i];
      expect_named(*type, "UPDATE " + table + " SET \"" + std::string(field.name) + "\" = " + altered(field) + where);
    }
    expect_named(*type, "DELETE FROM " + table + where);
  }
  EXPECT_GT(columns, 300);
  c->begin(store::Begin::read);
  store::AuditOptions options;
  options.types = app::audited_types();
  EXPECT_TRUE(store::verify(*c, options).sound()) << "every alteration was taken back";
  c->rollback();
}

}  // namespace
}  // namespace evenkeel
