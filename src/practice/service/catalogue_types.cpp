// Descriptions of who and what: organisations, places, teams, services, configuration items, categories and suppliers.
// What this table says is what JSON, SQL, CSV, conditions and the administration screens know of a kind.
#include "practice/service/catalogue.hpp"
#include "practice/service/fields.hpp"

namespace evenkeel::record {

using namespace service;

template <>
const RecordType& type_of<Organisation>() {
  static const RecordType type{
      "organisation",
      "organisation",
      "organisations",
      "Organisation",
      "Organisations",
      with_head<Organisation>({
          field<&Organisation::name>("name", {.label = "Name", .required = true, .unique = true}),
          external_ref<Organisation>(),
          field<&Organisation::parent>("parent",
                                       {.label = "Part of", .help = "The larger organisation it belongs to.", .ref = "organisation"}),
      })};
  return type;
}

template <>
const RecordType& type_of<Location>() {
  static const RecordType type{
      "location",
      "location",
      "locations",
      "Location",
      "Locations",
      with_head<Location>({
          field<&Location::name>("name", {.label = "Name", .help = "Unique within the larger place.", .required = true}),
          field<&Location::address>("address", {.label = "Address", .max = address_most}),
          field<&Location::zone>("zone", {.label = "Time zone", .help = "IANA name, as in Europe/Berlin."}),
          external_ref<Location>(),
          field<&Location::organisation>("organisation", {.label = "Organisation", .ref = "organisation"}),
          field<&Location::parent>("parent", {.label = "Inside", .help = "The larger place it lies in.", .ref = "location"}),
      })};
  return type;
}

template <>
const RecordType& type_of<Team>() {
  static const RecordType type{
      "team",
      "team",
      "teams",
      "Team",
      "Teams",
      with_head<Team>({
          field<&Team::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&Team::mail>("mail", {.label = "Mail address", .max = mail_most}),
          field<&Team::description>("description", {.label = "Description", .max = description_most, .markdown = true}),
          external_ref<Team>(),
          field<&Team::line>("line", {.label = "Line", .help = "1: takes calls, 2: knows more, 3: specialists.", .max = 3, .min = 1}),
          field<&Team::manager>("manager", {.label = "Manager", .help = "Hears of hierarchical escalations.", .ref = "person"}),
          field<&Team::next>("next", {.label = "Escalates to", .help = "The team that functional escalation goes to.", .ref = "team"}),
          field<&Team::supplier>("supplier", {.label = "Supplier", .help = "Set when the team is a supplier's.", .ref = "supplier"}),
          field<&Team::security>("security", {.label = "Security team", .help = "Its incidents are confidential from the start."}),
          field<&Team::calendar>("calendar",
                                 {.label = "Calendar", .help = "When it works: reminders in working days go by it.", .ref = "calendar"}),
      })};
  return type;
}

template <>
const RecordType& type_of<Service>() {
  static const RecordType type{
      "service",
      "service",
      "services",
      "Service",
      "Services",
      with_head<Service>({
          field<&Service::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&Service::description>("description", {.label = "Description", .max = description_most, .markdown = true}),
          field<&Service::hours>("hours", {.label = "Service hours", .help = "As people say them: Monday to Friday 8 to 18."}),
          external_ref<Service>(),
          field<&Service::owner>("owner", {.label = "Owner", .help = "Accountable for the service.", .ref = "person"}),
          field<&Service::team>("team", {.label = "Support team", .ref = "team"}),
          field<&Service::supplier>("supplier", {.label = "Supplier", .ref = "supplier"}),
          field<&Service::criticality>("criticality", {.label = "Criticality", .help = "What the business loses without it."}),
          field<&Service::users>("users", {.label = "Users", .help = "How many people use it.", .max = users_most}),
          field<&Service::cost_per_minute>("cost_per_minute",
                                           {.label = "Cost per minute", .help = "Of a minute down, in your currency.", .max = cost_most}),
          field<&Service::default_impact>(
              "default_impact", {.label = "Usual impact", .help = "A level of the priority matrix; empty: follows from criticality."}),
          asked_skills_field<Service>(),
      })};
  return type;
}

template <>
const RecordType& type_of<Ci>() {
  static const RecordType type{
      "ci",
      "ci",
      "cis",
      "Configuration item",
      "Configuration items",
      with_head<Ci>({
          field<&Ci::name>("name", {.label = "Name", .required = true}),
          field<&Ci::kind>("kind", {.label = "Kind", .help = "Server, printer, application ..."}),
          field<&Ci::description>("description", {.label = "Description", .max = description_most, .markdown = true}),
          external_ref<Ci>(),
          field<&Ci::service>("service", {.label = "Service", .help = "The service that needs it.", .ref = "service"}),
          field<&Ci::team>("team", {.label = "Support team", .help = "Empty: the service's team.", .ref = "team"}),
          field<&Ci::location>("location", {.label = "Location", .ref = "location"}),
          field<&Ci::supplier>("supplier", {.label = "Supplier", .ref = "supplier"}),
      })};
  return type;
}

template <>
const RecordType& type_of<CiRelation>() {
  static const RecordType type{"ci_relation",
                               "ci_relation",
                               "ci_relations",
                               "Relation",
                               "Relations",
                               with_head<CiRelation>({
                                   field<&CiRelation::ci>("ci", {.label = "Item", .ref = "ci", .required = true}),
                                   field<&CiRelation::other>("other", {.label = "Other item", .ref = "ci", .required = true}),
                                   field<&CiRelation::kind>("kind", {.label = "Kind", .help = "The item <kind> the other item."}),
                               })};
  return type;
}

template <>
const RecordType& type_of<Category>() {
  static const RecordType type{
      "category",
      "category",
      "categories",
      "Category",
      "Categories",
      with_head<Category>({
          field<&Category::name>("name", {.label = "Name", .help = "Unique within the category above.", .required = true}),
          field<&Category::description>("description", {.label = "Description", .max = description_most, .markdown = true}),
          external_ref<Category>(),
          field<&Category::parent>("parent", {.label = "Subcategory of", .ref = "category"}),
          field<&Category::team>("team", {.label = "Accountable team", .help = "Gets incidents of this category.", .ref = "team"}),
          field<&Category::security>("security", {.label = "Security", .help = "Its incidents are confidential from the start."}),
          asked_skills_field<Category>(),
      })};
  return type;
}

template <>
const RecordType& type_of<Supplier>() {
  static const RecordType type{
      "supplier",
      "supplier",
      "suppliers",
      "Supplier",
      "Suppliers",
      with_head<Supplier>({
          field<&Supplier::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&Supplier::mail>("mail", {.label = "Mail address", .max = mail_most}),
          field<&Supplier::phone>("phone", {.label = "Telephone"}),
          field<&Supplier::contract>("contract", {.label = "Contract", .help = "Number and what matters of it.", .max = description_most}),
          external_ref<Supplier>(),
      })};
  return type;
}

}  // namespace evenkeel::record
